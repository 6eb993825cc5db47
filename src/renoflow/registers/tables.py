"""Tables and JSON lists of forms: each row a fact, or a row rejected with its reason."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.facts import KINDS, Fact, Kind
from renoflow.facts.kinds import COMMON
from renoflow.registers.rows import row_fact

__all__ = ["Entry", "Rejected", "form_columns", "read_json_rows", "read_table"]

_OWN: Final = {
    "id": "编号",
    "customer": "客户",
    "at": "时间",
    "recorded_at": "登记时间",
    "by": "经办人",
    "for": "代办对象",
    "role": COMMON["role"].zh,
    "person": "家庭成员",
    "place": COMMON["place"].zh,
}
_NONE: Final = {"none": "注明为无"}


@attrs.frozen(kw_only=True)
class Entry:
    """A row that became a fact: where it stood, the fact, and the row as it was."""

    file: str
    row: int
    fact: Fact
    written: str = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Rejected:
    """A row that did not: where it stood, and what was expected in which column.

    ``written`` is the row exactly as it was, for the file of rejects; it may hold what a
    person wrote, so it is in no ``repr`` and no message.
    """

    file: str
    row: int
    error: Malformed
    written: str = attrs.field(eq=False, repr=False)

    @property
    def column(self) -> str:
        """The column that is wrong, or empty where it is the row as a whole."""
        return self.error.field


def form_columns(kind: Kind) -> tuple[str, ...]:
    """The columns of the canonical form of *kind*, in their order."""
    return tuple(_columns(kind))


def read_table(  # noqa: PLR0913 - a table, where it stands and how it is read
    lines: Iterable[str],
    kind: str,
    calendar: WorkCalendar,
    *,
    file: str,
    kinds: Mapping[str, Kind] = KINDS,
    secret: bytes | None = None,
) -> Iterator[Entry | Rejected]:
    """Each row of a CSV table of forms of one *kind*, in order; nothing is kept in memory.

    The first line names the columns, in English or by their Chinese terms; ``row`` is
    the line of the file on which the row begins, from 1. Blank rows, and blank cells
    beyond the heading, are passed over. A row with more or fewer cells than columns is
    rejected whole, and so is a table whose heading is wrong: it gives one
    :class:`Rejected`, with the heading.

    Raises:
        Malformed: ``fact.kind`` for an unknown *kind*.
    """
    found = kinds.get(kind)
    if found is None:
        raise one_of("fact.kind", "fact", kind, kinds)
    return _read_table(_Lines(lines), found, calendar, file, kinds, secret)


def read_json_rows(
    text: str,
    calendar: WorkCalendar,
    *,
    file: str,
    kinds: Mapping[str, Kind] = KINDS,
    secret: bytes | None = None,
) -> Iterator[Entry | Rejected]:
    """Each element of a JSON list of rows (``fact`` names the kind); ``row`` counts from 1.

    null is "recorded as none". What stands before a place that is no JSON is read; from
    there on the text is one :class:`Rejected`.
    """
    for row, (element, written) in enumerate(_elements(text), start=1):
        if isinstance(element, Malformed):
            yield Rejected(file=file, row=row, error=element, written=written)
        elif isinstance(element, dict):
            yield _entry(_nones(element), calendar, file, row, written, kinds, secret)
        else:
            error = Malformed("register.object")
            yield Rejected(file=file, row=row, error=error, written=written)


class _Lines:
    """The lines on their way to the CSV reader, and those of the row that it is at."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._row: list[str] = []
        self._next = 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        if self._next == 1 and not self._row:
            line = line.removeprefix("\ufeff")  # the mark that spreadsheets put first
        self._row.append(line)
        return line

    def taken(self) -> tuple[int, str]:
        """The number and the text of the lines read since the last call."""
        first, written = self._next, "".join(self._row)
        self._next += len(self._row)
        self._row.clear()
        return first, written


def _rows(lines: _Lines) -> Iterator[tuple[int, str, list[str] | None]]:
    """Each row that is not blank: its line, its text, its cells; None for what is no CSV."""
    reader = csv.reader(lines, strict=True)
    while True:
        try:
            cells = next(reader, [])
        except csv.Error:
            cells = None
        row, written = lines.taken()
        if not written:
            return
        if cells is None or any(cell.strip() for cell in cells):
            yield row, written, cells


def _read_table(  # noqa: PLR0913, PLR0917 - what read_table was given
    lines: _Lines,
    kind: Kind,
    calendar: WorkCalendar,
    file: str,
    kinds: Mapping[str, Kind],
    secret: bytes | None,
) -> Iterator[Entry | Rejected]:
    columns: list[str] = []
    for row, written, cells in _rows(lines):
        try:
            if cells is None:
                raise Malformed("register.csv")  # noqa: TRY301 - one way out for all
            if not columns:
                columns = _heading(cells, kind)
                continue
            told = dict(zip(columns, _fitted(cells, len(columns)), strict=True))
        except Malformed as error:
            yield Rejected(file=file, row=row, error=error, written=written)
            if not columns:
                return
            continue
        yield _entry({"fact": kind.name, **told}, calendar, file, row, written, kinds, secret)


def _heading(cells: list[str], kind: Kind) -> list[str]:
    """The column that each cell of a heading names; errors tell its place, not its text."""
    known = _columns(kind)
    named = {**{zh: name for name, zh in known.items()}, **{name: name for name in known}}
    columns = []
    for number, cell in enumerate(_trimmed(cells), start=1):
        column = named.get(cell.strip())
        if column is None:
            raise one_of("register.column", "", cell, known, number=number, kind=kind.name)
        if column in columns:
            raise Malformed("register.twice", column)
        columns.append(column)
    return columns


def _fitted(cells: list[str], width: int) -> list[str]:
    if len(cells) > width:
        cells = [*cells[:width], *_trimmed(cells[width:])]
    if len(cells) != width:
        raise Malformed("register.cells", expected=width, found=len(cells))
    return cells


def _trimmed(cells: list[str]) -> list[str]:
    """*cells* without the blank ones at the end."""
    last = max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return cells[:last]


def _columns(kind: Kind) -> dict[str, str]:
    """The columns of the form of *kind*, each with its Chinese term."""
    return {**_OWN, **{field.name: field.zh for field in kind.fields}, **_NONE}


def _entry(  # noqa: PLR0913, PLR0917 - a row and where it stands
    row: Mapping[str, object],
    calendar: WorkCalendar,
    file: str,
    number: int,
    written: str,
    kinds: Mapping[str, Kind],
    secret: bytes | None,
) -> Entry | Rejected:
    try:
        told = row_fact(row, calendar, kinds=kinds, secret=secret)
        if told.customer is None:
            raise Malformed("value.missing", "customer")  # noqa: TRY301 - one way out
    except Malformed as error:
        return Rejected(file=file, row=number, error=error, written=written)
    return Entry(file=file, row=number, fact=told, written=written)


# --- JSON ----------------------------------------------------------------------------------

_SPACE: Final = " \t\r\n"


def _elements(text: str) -> Iterator[tuple[object, str]]:
    """Each element of the list in *text*, or what is wrong with it, and its text."""
    end = len(text)

    def skip(place: int) -> int:
        while place < end and text[place] in _SPACE:
            place += 1
        return place

    place = skip(int(text.startswith("\ufeff")))
    mark = "["
    while text[place : place + 1] == mark:
        start = skip(place + 1)
        if mark == "[" and text[start : start + 1] == "]":
            place = start
            break
        try:
            element, place = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            yield Malformed("register.json"), text[start:]
            return
        yield element, text[start:place]
        place, mark = skip(place), ","
    rest = skip(place + 1)
    if text[place : place + 1] != "]" or rest < end:
        yield Malformed("register.json"), text[place:]


def _table(pairs: list[tuple[str, object]]) -> object:
    table = dict(pairs)
    return table if len(table) == len(pairs) else Malformed("register.names")


def _whole(digits: str) -> int | float:
    # Python reads no more than 4300 digits; a float is refused wherever a number may stand.
    return int(digits) if len(digits) < 50 else float("inf")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_table, parse_int=_whole)


def _nones(element: Mapping[str, object]) -> dict[str, object]:
    """JSON null in a field is "recorded as none"; the row lists such fields in ``none``."""
    listed = element.get("none") or []
    told = listed if isinstance(listed, list) else [listed]
    null = [name for name, value in element.items() if value is None and name not in _OWN_NAMES]
    return {**element, "none": [*told, *null]}


_OWN_NAMES: Final = {*_OWN, *_NONE, "fact"} - {*COMMON}
