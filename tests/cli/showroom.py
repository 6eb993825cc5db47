"""What the tests of the command share: a showroom in files and in a store, and one run."""

from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from renoflow.cli import main
from renoflow.samples import company_toml, showroom

__all__ = ["WINDOW", "run", "store_bytes", "write_forms"]

WINDOW = "window={days=7, counting='legal'}"


def run(capsys, *args):
    """The exit code, what was printed, and what was told on the error stream."""
    code: int | str | None
    try:
        code = main([str(one) for one in args])
    except SystemExit as end:
        code = end.code
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def write_forms(folder: Path, customers: int = 40) -> list[Path]:
    """The forms of a small showroom as files, beside its company.toml."""
    (folder / "company.toml").write_text(company_toml(), encoding="utf-8")
    paths = []
    for name, table in showroom(customers=customers).items():
        paths.append(folder / name)
        paths[-1].write_text(table, encoding="utf-8")
    return paths


@cache
def store_bytes() -> bytes:
    """A store of a small showroom, made once."""
    with TemporaryDirectory() as folder:
        forms = write_forms(Path(folder))
        with redirect_stdout(StringIO()):
            assert main(["import", *map(str, forms), "--db", f"{folder}/a.db", "--json"]) == 1
        return Path(f"{folder}/a.db").read_bytes()
