"""Tables and JSON lists of forms: each row a fact, or a row rejected with its reason."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, RenoflowError, one_of
from renoflow.facts import KINDS, Fact, Kind
from renoflow.facts.kinds import COMMON
from renoflow.registers.rows import row_fact

__all__ = ["Entry", "Rejected", "form_columns", "read_json_rows", "read_table"]

_OWN = {
    "id": "编号",
    "fact": "事实",
    "customer": "客户",
    "at": "时间",
    "recorded_at": "登记时间",
    "by": "经办人",
    "for": "代办对象",
    "person": "家庭成员",
    "none": "注明为无",
}


@attrs.frozen(kw_only=True)
class Entry:
    """A row that became a fact: where it stood, and the fact."""

    file: str
    row: int
    fact: Fact
    written: Mapping[str, Any] = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Rejected:
    """A row that did not: where it stood, and what was expected in which column.

    ``written`` is the row as it was given, for the file of rejects; it may hold what a
    person wrote, so it is in no ``repr`` and no message.
    """

    file: str
    row: int
    error: RenoflowError
    written: Mapping[str, Any] = attrs.field(eq=False, repr=False)

    @property
    def column(self) -> str:
        """The column that is wrong, or empty where it is the row as a whole."""
        return self.error.field


def form_columns(kind: Kind) -> tuple[str, ...]:
    """The columns of the canonical form of *kind*, in their order."""
    own = ("id", "customer", "at", "recorded_at", "by", "for", "role", "person", "place")
    return (*own, *(field.name for field in kind.fields), "none")


def read_table(
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
    the line in the file, the heading being 1. A row with more or fewer cells than
    columns is rejected whole.

    Raises:
        Malformed: the heading names a column that the form does not have, or one twice;
            ``fact.kind`` for an unknown *kind*.
    """
    row = kinds.get(kind)
    if row is None:
        raise one_of("fact.kind", "fact", kind, kinds)
    reader = csv.reader(_without_mark(lines))
    heading = next(reader, None)
    if heading is None:
        return
    columns = [_column(name, row) for name in heading]
    if len(set(columns)) < len(columns):
        raise Malformed("register.twice", next(c for c in columns if columns.count(c) > 1))
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            yield _rejected(file, reader.line_num, Malformed("register.csv", ""), {})
            continue
        if cells is None:
            return
        if not any(cells):
            continue
        written = dict(zip(columns, cells, strict=False))
        if len(cells) != len(columns):
            error = Malformed("register.cells", "", expected=len(columns), found=len(cells))
            yield _rejected(file, reader.line_num, error, written)
            continue
        yield _entry({"fact": kind, **written}, calendar, file, reader.line_num, kinds, secret)


def read_json_rows(
    text: str,
    calendar: WorkCalendar,
    *,
    file: str,
    kinds: Mapping[str, Kind] = KINDS,
    secret: bytes | None = None,
) -> Iterator[Entry | Rejected]:
    """Each element of a JSON list of rows (``fact`` names the kind); ``row`` counts from 1.

    Raises:
        Malformed: ``register.json`` for text that is no JSON list.
    """
    try:
        data = json.loads(text, parse_float=str)
    except (ValueError, RecursionError):
        raise Malformed("register.json", file) from None
    if not isinstance(data, list):
        raise Malformed("register.json", file)
    for place, element in enumerate(data, start=1):
        if isinstance(element, dict):
            yield _entry(_nones(element), calendar, file, place, kinds, secret)
        else:
            error = Malformed("value.type", "", expected="an object with the form's fields")
            yield _rejected(file, place, error, {})


def _nones(element: Mapping[str, Any]) -> dict[str, Any]:
    """JSON null is "recorded as none", as in a fact; the row lists such fields in ``none``."""
    none = element.get("none", [])
    listed = list(none) if isinstance(none, list) else [none]
    listed += [name for name, value in element.items() if value is None and name != "none"]
    return {**element, "none": listed}


def _entry(  # noqa: PLR0913, PLR0917 - a row and where it stands
    row: Mapping[str, Any],
    calendar: WorkCalendar,
    file: str,
    number: int,
    kinds: Mapping[str, Kind],
    secret: bytes | None,
) -> Entry | Rejected:
    try:
        told = row_fact(row, calendar, kinds=kinds, secret=secret)
        if told.customer is None:
            raise Malformed("value.missing", "customer")
    except Malformed as error:
        return _rejected(file, number, error, row)
    return Entry(file=file, row=number, fact=told, written=row)


def _rejected(file: str, row: int, error: RenoflowError, written: Mapping[str, Any]) -> Rejected:
    return Rejected(file=file, row=row, error=error, written=written)


def _column(heading: str, kind: Kind) -> str:
    name = heading.strip()
    fields = {**{one.name: one.zh for one in kind.fields}, **{k: v.zh for k, v in COMMON.items()}}
    known = {**_OWN, **fields}
    if name in known:
        return name
    for column, zh in known.items():
        if name == zh:
            return column
    raise one_of("fact.field", name if name.isascii() else "heading", name, known, kind=kind.name)


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    """Without the byte order mark that spreadsheets put first."""
    for place, line in enumerate(lines):
        yield line.removeprefix("\ufeff") if place == 0 else line
