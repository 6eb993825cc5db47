"""A file of forms: which kind it holds by its name, and its rows one after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.facts import KINDS, Kind
from renoflow.registers.tables import Entry, Rejected, read_json_rows, read_table

__all__ = ["read_forms"]


def read_forms(
    path: Path,
    calendar: WorkCalendar,
    *,
    kinds: Mapping[str, Kind] = KINDS,
    secret: bytes | None = None,
) -> Iterator[Entry | Rejected]:
    """The rows of the file *path*, read line by line as they are asked for.

    ``visit.csv``, ``visit.2024-03.csv`` or ``来访.csv`` is a table of visits; any name that
    ends in ``.json`` is a list of forms of all kinds. A row with what is no UTF-8 is
    rejected alone.

    Raises:
        Malformed: ``register.kind`` for another name, ``register.file`` for a file that
            cannot be read. Both at once, before a row is asked for.
    """
    is_list = path.suffix.lower() == ".json"
    kind = "" if is_list else _kind(path, kinds)
    try:
        with path.open("rb"):
            pass
    except (OSError, ValueError):
        raise Malformed("register.file", str(path)) from None
    return _rows(path, kind, calendar, kinds, secret)


def _kind(path: Path, kinds: Mapping[str, Kind]) -> str:
    name = path.name.partition(".")[0]
    for one in kinds.values():
        if path.suffix.lower() == ".csv" and name in (one.name, one.zh):
            return one.name
    raise one_of("register.kind", str(path), name, kinds)


def _rows(
    path: Path,
    kind: str,
    calendar: WorkCalendar,
    kinds: Mapping[str, Kind],
    secret: bytes | None,
) -> Iterator[Entry | Rejected]:
    # What is no UTF-8 comes along as half characters, which rows refuse one by one.
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        if kind:
            yield from read_table(file, kind, calendar, file=str(path), kinds=kinds, secret=secret)
        else:
            yield from read_json_rows(
                file.read(), calendar, file=str(path), kinds=kinds, secret=secret
            )
