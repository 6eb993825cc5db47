"""The rooms of the house: who may import whom, and what the domain never does.

``ROOMS`` is the table of the design. A new room needs a row here before anything passes.
Imports count wherever they stand: in a function and under ``if TYPE_CHECKING`` too.
"""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "renoflow"

KERNEL = ("reasons", "errors", "money", "calendars", "periods", "timeline")
ENGINES = ("facts", "select", "limits", "obligations", "processes")
CONTEXTS = ("pricing", "attribution")
DOMAIN = (*KERNEL, *ENGINES, *CONTEXTS, "pipeline")
PLAIN = (*DOMAIN, "codec", "words")
DRAWN = ("paper", "registers", "samples")
INNER = (*DOMAIN, "ports", "codec", "words", *DRAWN)


class Room(NamedTuple):
    """A row of the table."""

    rooms: tuple[str, ...]
    """The other rooms it may import."""
    packages: frozenset[str] = frozenset({"attrs"})
    """The third-party packages it may import."""


def _line(*names: str, above: tuple[str, ...] = ()) -> dict[str, Room]:
    """Rooms in a line: each may import those above and those before it."""
    return {name: Room((*above, *names[:i])) for i, name in enumerate(names)}


ROOMS = {
    **_line(*KERNEL, *ENGINES),
    "periods": Room(KERNEL[: KERNEL.index("periods")], frozenset({"attrs", "dateutil"})),
    # the two contexts do not know each other
    "pricing": Room((*KERNEL, *ENGINES)),
    "attribution": Room((*KERNEL, *ENGINES)),
    "pipeline": Room((*KERNEL, *ENGINES, *CONTEXTS)),
    "ports": Room(DOMAIN),  # attrs only: what a port returns is a record
    "codec": Room(DOMAIN, frozenset({"attrs", "cattrs", "tomli_w"})),
    "words": Room(DOMAIN),
    **{name: Room(PLAIN) for name in DRAWN},
    "samples": Room((*PLAIN, "registers")),  # the demo's forms are the registers' own
    "registers": Room((*PLAIN, "ports")),  # taking in appends to a history, through its port
    "adapters": Room(INNER),
    "testing": Room(INNER, frozenset({"attrs", "hypothesis", "pytest"})),
    "cli": Room((*INNER, "adapters"), frozenset({"rich"})),
    "__main__": Room(("cli",), frozenset()),
}

EXTRAS = {("adapters", "holidays"): "holidays"}
"""(room, file) -> the package behind an extra that this one file of the room may import."""

IMPURE = (
    {"time", "zoneinfo"}  # the clock and the machine's zones
    | {"random", "secrets", "uuid"}  # chance
    | {"io", "os", "pathlib", "shutil", "signal", "sqlite3", "subprocess", "sys", "tempfile"}
    | {"http", "socket", "urllib"}
    | {"asyncio", "concurrent", "multiprocessing", "queue", "threading"}
    | {"csv", "json", "pickle", "tomllib"}  # formats are the codec's and the registers'
    | {"importlib", "logging", "warnings"}
)
"""Modules of the standard library that no file of the domain imports."""

CALLS = {"__import__", "eval", "exec", "input", "open", "print"}
METHODS = {"now", "today", "utcnow"}

HEAVY = {"asyncio", "cattrs", "dateutil", "hypothesis", "json", "logging", "sqlite3", "uuid"}
"""What importing a context must not load."""


def _files() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


def _room(path: Path) -> str:
    """The room of a file; ``renoflow`` for the package's own ``__init__``."""
    first = path.relative_to(SRC).parts[0].removesuffix(".py")
    return "renoflow" if first == "__init__" else first


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _package(path: Path) -> list[str]:
    return ["renoflow", *path.relative_to(SRC).parts[:-1]]


def imports(tree: ast.AST, package: list[str]) -> Iterator[str]:
    """Each imported name with its module, dotted: ``renoflow.errors.Malformed``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _target(name: str) -> str | None:
    """The room that an imported name belongs to; None for a constant of ``renoflow``."""
    parts = name.split(".")
    if len(parts) > 1 and ((SRC / parts[1]).is_dir() or (SRC / f"{parts[1]}.py").is_file()):
        return parts[1]
    return None


def trespasses(room: str, file: str, tree: ast.AST, package: list[str]) -> list[str]:
    """The imports of a file of *room* that its row does not allow."""
    row = ROOMS.get(room, Room((), frozenset()))
    packages = row.packages | ({EXTRAS[room, file]} if (room, file) in EXTRAS else set())
    wrong = []
    for name in imports(tree, package):
        top = name.split(".")[0]
        if top == "renoflow":
            target = _target(name)
            if target not in (None, room, *row.rooms):
                wrong.append(name)
        elif top not in sys.stdlib_module_names and top not in packages:
            wrong.append(name)
    return wrong


def impurities(tree: ast.AST, package: list[str]) -> list[str]:
    """What a file does that no file of the domain may do."""
    wrong = [name for name in imports(tree, package) if name.split(".")[0] in IMPURE]
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                wrong.append(f"{name}()")
            case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS:
                wrong.append(f".{name}()")
            case ast.Attribute(value=ast.Name(id="date" | "datetime"), attr=name) if (
                name in METHODS
            ):
                wrong.append(f".{name}")
            case ast.Call(func=ast.Attribute(attr="astimezone"), args=[], keywords=[]):
                wrong.append(".astimezone() to the machine's zone")
            case _:
                pass
    return wrong


def test_every_room_has_a_row() -> None:
    """A folder or file that nobody gave a place would be under no rule."""
    assert {_room(path) for path in _files()} - {"renoflow"} <= set(ROOMS)


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(SRC)))
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    """Without it the contexts grow into each other and the core into its adapters."""
    assert trespasses(_room(path), path.stem, _tree(path), _package(path)) == []


@pytest.mark.parametrize(
    "path",
    [path for path in _files() if _room(path) in (*DOMAIN, "renoflow")],
    ids=lambda path: str(path.relative_to(SRC)),
)
def test_the_domain_has_no_clock_no_chance_and_no_io(path: Path) -> None:
    """An answer that depends on more than its arguments cannot be told again."""
    assert impurities(_tree(path), _package(path)) == []


@pytest.mark.parametrize(
    "path",
    [path for path in _files() if path.name == "__init__.py"],
    ids=lambda path: str(path.relative_to(SRC)),
)
def test_an_init_file_only_hands_names_on(path: Path) -> None:
    """Code in an ``__init__`` is in a file that nobody would look into."""
    allowed: tuple[type[ast.stmt], ...] = (ast.Import, ast.ImportFrom)
    if path.parent == SRC:  # the two constants and their docstrings
        allowed = (*allowed, ast.AnnAssign, ast.Expr)
    wrong = []
    for i, node in enumerate(_tree(path).body):
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                continue
            case ast.Expr(value=ast.Constant(value=str())) if i == 0:
                continue
        if not isinstance(node, allowed):
            wrong.append(ast.unparse(node))
    assert wrong == []


def test_the_covered_files_are_the_domain_and_the_ports() -> None:
    """A room left out of the list in pyproject.toml could be half tested unseen."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    covered = config["tool"]["coverage"]["report"]["include"]
    assert covered == [
        "src/renoflow/__init__.py",
        *(
            f"src/renoflow/{name}/**" if (SRC / name).is_dir() else f"src/renoflow/{name}.py"
            for name in (*DOMAIN, "ports")
        ),
    ]


def test_the_domain_loads_nothing_heavy() -> None:
    """Whoever only wants a verdict should not wait for a serializer or a database."""
    rooms = [name for name in DOMAIN if _target(f"renoflow.{name}")]
    assert rooms
    # -S: whatever the start files of a virtual environment load must not hide a culprit.
    code = (
        f"import sys; sys.path[:] = {[str(SRC.parent), *sys.path]!r}\n"
        + "".join(f"import renoflow.{name}\n" for name in rooms)
        + f"print(*sys.modules.keys() & {HEAVY!r})"
    )
    command = [sys.executable, "-S", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("room", "code"),
    [
        ("reasons", "import renoflow.errors"),
        ("errors", "from renoflow import money"),
        ("money", "def f():\n    from renoflow.periods import days"),
        ("pricing", "if TYPE_CHECKING:\n    import renoflow.attribution"),
        ("attribution", "from renoflow.pricing import design_fee"),
        ("limits", "from ..obligations import Obligation"),
        ("pipeline", "from renoflow.ports import History"),
        ("calendars", "import dateutil.rrule"),
        ("words", "import cattrs"),
        ("codec", "from renoflow.words import text"),
        ("ports", "import cattrs"),
        ("adapters", "import pytest"),
        ("cli", "import renoflow.testing"),
        ("nowhere", "import renoflow.money"),
    ],
)
def test_a_trespass_is_seen(room: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that lets everything pass would look as green as one that works."""
    monkeypatch.setattr(f"{__name__}._target", lambda name: name.split(".")[1])
    assert trespasses(room, "file", ast.parse(code), ["renoflow", room])


@pytest.mark.parametrize(
    "code",
    [
        "import os",
        "from time import sleep",
        "def f():\n    import random",
        "if TYPE_CHECKING:\n    from uuid import UUID",
        "open('x')",
        "print(1)",
        "datetime.now(UTC)",
        "date.today()",
        "clock = datetime.now",
        "at.astimezone()",
    ],
)
def test_an_impurity_is_seen(code: str) -> None:
    """Each forbidden thing, once: the check must find every one of them."""
    assert impurities(ast.parse(code), ["renoflow"])


@pytest.mark.parametrize(
    "code", ["from datetime import datetime", "at.astimezone(zone)", "today = 1", "def now(): ..."]
)
def test_a_pure_line_is_let_through(code: str) -> None:
    """The other side of the edge: names alone are no offence."""
    assert impurities(ast.parse(code), ["renoflow"]) == []
