"""The public names, compared with the list in ``public_api.txt``.

A name is public where a module hands it out in ``__all__``; it is listed at the shortest
path that has it. After a change that is meant: ``python -m tests.test_public_api``.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import renoflow

LIST = Path(__file__).with_name("public_api.txt")


def _modules() -> Iterator[str]:
    yield "renoflow"
    for found in pkgutil.walk_packages(renoflow.__path__, "renoflow."):
        if not any(part.startswith("_") for part in found.name.split(".")):
            yield found.name


def _handed_on(module: str, name: str, value: object) -> bool:
    """Whether a package above *module* has the very same thing under the same name."""
    above = module.rpartition(".")[0]
    while above:
        package = importlib.import_module(above)
        if name in package.__all__ and getattr(package, name) is value:
            return True
        above = above.rpartition(".")[0]
    return False


def public_names() -> list[str]:
    """Every public name, dotted and sorted."""
    names = []
    for path in _modules():
        module = importlib.import_module(path)
        names += [
            f"{path}.{name}"
            for name in module.__all__
            if not _handed_on(path, name, getattr(module, name))
        ]
    return sorted(names)


def test_public_names_are_the_listed_ones() -> None:
    """Without it a name could vanish from under those who use it, or slip out for ever."""
    assert public_names() == LIST.read_text(encoding="utf-8").split()


def test_every_public_name_is_there_and_named_once() -> None:
    """A name in ``__all__`` twice, or without a thing behind it, breaks ``import *``."""
    for path in _modules():
        module = importlib.import_module(path)
        assert len(set(module.__all__)) == len(module.__all__), path
        assert all(hasattr(module, name) for name in module.__all__), path


if __name__ == "__main__":
    LIST.write_text("".join(f"{name}\n" for name in public_names()), encoding="utf-8")
