"""Graded values (分级表): a value that depends on a field, on elapsed time or on a count."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Generic, Literal, TypeVar

import attrs

from renoflow.errors import Malformed
from renoflow.facts import MISSING, Value
from renoflow.money import Money
from renoflow.periods import Span, last_instant
from renoflow.select.compiled import compile_anchor, compile_facts, of_kinds
from renoflow.select.records import OPENED, Anchor, Facts
from renoflow.select.scope import Scope

__all__ = ["Row", "Table", "compile_table"]

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

    ``field`` is read off the latest of ``facts``, or off the opening fact where none are
    named. ``elapsed`` compares the instant of reading with spans from the anchor ``of``.
    ``count`` counts ``facts`` up to the instant of reading.
    """

    by: Literal["field", "elapsed", "count"]
    rows: tuple[Row[T], ...]
    field: str | None = None
    facts: Facts | None = None
    of: Anchor = OPENED

    def __attrs_post_init__(self) -> None:
        if self.by == "field" and self.field is None:
            raise Malformed("value.missing", "field")
        if self.by == "count" and self.facts is None:
            raise Malformed("value.missing", "facts")
        closed = [row for row in self.rows if row.values or row.upto is not None]
        if len(closed) != len(self.rows) - 1 or self.rows[-1] in closed:
            raise Malformed("select.table", "rows")


def compile_table(table: Table[T]) -> Callable[[Scope], T]:
    """A function that reads *table* at the scope's ``upto``."""
    facts = table.facts
    matches = None if facts is None else compile_facts(facts)
    start = compile_anchor(table.of)

    def value(scope: Scope) -> object:
        if facts is None or matches is None:
            return MISSING if scope.opening is None else scope.opening.get(str(table.field))
        hits = [
            fact
            for at, fact in of_kinds(scope.seen, facts.kinds)
            if at <= scope.upto and matches(fact, scope)
        ]
        if table.by == "count":
            return len(hits)
        return hits[-1].get(str(table.field)) if hits else MISSING

    def read(scope: Scope) -> T:
        if table.by == "elapsed":
            found = start(scope)
            for row in table.rows:
                if found is not None and isinstance(row.upto, Span):
                    if scope.upto <= last_instant(row.upto, found[0], scope.calendar).at:
                        return row.gives
            return table.rows[-1].gives
        given = value(scope)
        for row in table.rows:
            if given in row.values or _at_most(given, row.upto):
                return row.gives
        return table.rows[-1].gives

    return read


def _at_most(given: object, upto: Span | Money | Decimal | int | None) -> bool:
    if isinstance(upto, Money):
        return isinstance(given, Money) and given <= upto
    if isinstance(upto, int | Decimal):
        return isinstance(given, int | Decimal) and given <= upto
    return False
