"""Graded values (分级表): a value that depends on a field, on elapsed time or on a count."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Generic, Literal, TypeAlias, TypeVar

import attrs

from renoflow.errors import Malformed
from renoflow.facts import MISSING, Fact, Missing, Value
from renoflow.money import Money
from renoflow.periods import Span, last_instant
from renoflow.select.anchors import compile_anchor
from renoflow.select.matching import compile_facts, of_kinds
from renoflow.select.records import OPENED, Anchor, Facts
from renoflow.select.scope import Scope

__all__ = ["Row", "Table", "compile_reading", "compile_table"]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Row(Generic[T]):
    """One row: for one of ``values``, or up to and including ``upto``, it ``gives`` a value.

    A row with neither is open: it answers whatever no row above it did.
    """

    gives: T
    values: tuple[Value, ...] = ()
    upto: Span | Money | Decimal | int | None = None


@attrs.frozen(kw_only=True)
class Table(Generic[T]):
    """A value by ``field``, by time ``elapsed`` or by ``count``; the first row that fits answers.

    ``field`` is read off the ``last`` or the ``first`` of ``facts`` (``take``), or off the
    opening fact where none are named; where several of one instant differ, the open row
    answers. ``elapsed`` compares the instant of reading with spans from the anchor ``of``.
    ``count`` counts ``facts`` up to the instant of reading. With ``at`` all is read as it
    stood at that anchor, its own instant included, instead of at the instant of reading;
    until the anchor is known, the open row answers. Nothing later than the instant of
    reading is ever looked at.
    """

    by: Literal["field", "elapsed", "count"]
    rows: tuple[Row[T], ...]
    field: str | None = None
    facts: Facts | None = None
    of: Anchor = OPENED
    take: Literal["first", "last"] = "last"
    at: Anchor | None = None

    def __attrs_post_init__(self) -> None:
        if self.by == "field" and self.field is None:
            raise Malformed("value.missing", "field")
        if self.by == "count" and self.facts is None:
            raise Malformed("value.missing", "facts")
        if self.take == "first" and (self.by != "field" or self.facts is None):
            raise Malformed("select.take", "take")
        if self.at is not None and self.by != "elapsed" and self.facts is None:
            raise Malformed("select.take", "at")
        is_open = [row.upto is None and not row.values for row in self.rows]
        if sum(is_open) != 1 or not is_open[-1]:
            raise Malformed("select.table", "rows")
        if any(isinstance(r.upto, Span) is not (self.by == "elapsed") for r in self.rows[:-1]):
            raise Malformed("select.table", "rows")


Reads: TypeAlias = Callable[[Scope], tuple[T, tuple[Fact, ...]]]


def compile_table(table: Table[T]) -> Callable[[Scope], T]:
    """A function that reads *table* at the scope's ``upto``."""
    read = compile_reading(table)
    return lambda scope: read(scope)[0]


def compile_reading(table: Table[T]) -> Reads[T]:
    """As :func:`compile_table`, with the facts that the value rests on."""
    read = _compile_elapsed(table) if table.by == "elapsed" else _compile_valued(table)
    if table.at is None:
        return read
    then, otherwise = compile_anchor(table.at), table.rows[-1].gives

    def read_then(scope: Scope) -> tuple[T, tuple[Fact, ...]]:
        found = then(scope)
        if found is None:
            return otherwise, ()
        gives, cited = read(scope.up_to(min(found[0], scope.upto)))
        return gives, (*cited, *found[1])

    return read_then


def _compile_valued(table: Table[T]) -> Reads[T]:
    find = _compile_value(table)

    def read(scope: Scope) -> tuple[T, tuple[Fact, ...]]:
        given, cited = find(scope)
        for row in table.rows:
            if given in row.values or _at_most(given, row.upto):
                return row.gives, cited
        return table.rows[-1].gives, cited

    return read


def _compile_elapsed(table: Table[T]) -> Reads[T]:
    start = compile_anchor(table.of)
    rows = [(row.upto, row.gives) for row in table.rows if isinstance(row.upto, Span)]
    otherwise = table.rows[-1].gives

    def read(scope: Scope) -> tuple[T, tuple[Fact, ...]]:
        found = start(scope)
        if found is None:
            return otherwise, ()
        for upto, gives in rows:
            if scope.upto <= last_instant(upto, found[0], scope.calendar).at:
                return gives, found[1]
        return otherwise, found[1]

    return read


def _compile_value(table: Table[T]) -> Reads[Value | Missing]:
    facts, field = table.facts, str(table.field)
    if facts is None:
        return lambda scope: (
            (MISSING, ())
            if scope.opening is None
            else (scope.opening.get(field), (scope.opening,))
        )
    matches, kinds, counted = compile_facts(facts), facts.kinds, table.by == "count"
    place = 0 if table.take == "first" else -1

    def value(scope: Scope) -> tuple[Value | Missing, tuple[Fact, ...]]:
        hits = [
            pair
            for pair in of_kinds(scope.seen, kinds)
            if pair[0] <= scope.upto and matches(pair[1], scope)
        ]
        if counted:
            return len(hits), tuple(fact for _, fact in hits)
        taken = tuple(fact for at, fact in hits if at == hits[place][0])
        told = {fact.get(field) for fact in taken}
        # two values at one instant: neither is the latest
        return told.pop() if len(told) == 1 else MISSING, taken

    return value


def _at_most(given: object, upto: Span | Money | Decimal | int | None) -> bool:
    if isinstance(upto, Money):
        return isinstance(given, Money) and given <= upto
    if isinstance(upto, int | Decimal):
        return isinstance(given, int | Decimal) and given is not True and given <= upto
    return False
