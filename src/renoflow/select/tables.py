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
from renoflow.select.matching import compile_where, of_kinds
from renoflow.select.records import OPENED, Anchor, Facts
from renoflow.select.scope import Scope

__all__ = ["Row", "Table", "compile_reading", "compile_table"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@attrs.frozen(kw_only=True)
class Row(Generic[T_co]):
    """One row: for one of ``values``, or up to and including ``upto``, it ``gives`` a value.

    The last row has neither and answers whatever no row above it did. A row with ``untold``
    also answers while what the table reads is not known; without one it has no answer then.
    """

    gives: T_co
    values: tuple[Value, ...] = ()
    upto: Span | Money | Decimal | int | None = None
    untold: bool = False


@attrs.frozen(kw_only=True)
class Table(Generic[T_co]):
    """A value by ``field``, by time ``elapsed`` or by ``count``; the first row that fits answers.

    ``field`` is read off the ``last`` or the ``first`` of ``facts`` (``take``), or off the
    opening fact where none are named. ``elapsed`` compares the instant of reading with spans
    from the anchor ``of``. ``count`` counts ``facts`` up to the instant of reading. With
    ``at`` all is read as it stood at that anchor, its own instant included, instead of at
    the instant of reading; the anchor is looked for among what was by then, and may lie
    later. Nothing later than the asked instant is ever looked at.

    What is read is not known where nobody told the field, or several facts of one instant
    differ, where rows with ``upto`` compare what was recorded as none, before an anchor is
    known, and while ``at`` lies ahead of the asked instant.
    """

    by: Literal["field", "elapsed", "count"]
    rows: tuple[Row[T_co], ...]
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
        *above, last = self.rows or (None,)
        if last is None or last.values or last.upto is not None:
            raise Malformed("select.table", "rows")
        if sum(row.untold for row in self.rows) > 1 or not all(
            _fits(row, by_span=self.by == "elapsed") for row in above
        ):
            raise Malformed("select.table", "rows")


def _fits(row: Row[object], *, by_span: bool) -> bool:
    """Whether a row above the last one says what it answers for, in the terms of its table."""
    if row.upto is None and not row.values:
        return row.untold
    return isinstance(row.upto, Span) is by_span


Reads: TypeAlias = Callable[[Scope], tuple[T | None, tuple[Fact, ...]]]
"""What a table gives, None where it has no answer, and the facts that this rests on."""


def compile_table(table: Table[T]) -> Callable[[Scope], T | None]:
    """A function that reads *table* at the scope's ``upto``; None where it has no answer."""
    read = compile_reading(table)
    return lambda scope: read(scope)[0]


def compile_reading(table: Table[T]) -> Reads[T]:
    """As :func:`compile_table`, with the facts that the value rests on."""
    read = _compile_elapsed(table) if table.by == "elapsed" else _compile_valued(table)
    if table.at is None:
        return read
    then, untold = compile_anchor(table.at), _untold(table)

    def read_then(scope: Scope) -> tuple[T | None, tuple[Fact, ...]]:
        found = then(scope)
        if found is None or found[0] > max(scope.asked, scope.upto):
            return untold, ()
        gives, cited = read(scope.up_to(found[0]))
        return gives, (*cited, *found[1])

    return read_then


def _untold(table: Table[T]) -> T | None:
    """What the table gives while what it reads is not known."""
    return next((row.gives for row in table.rows if row.untold), None)


def _compile_valued(table: Table[T]) -> Reads[T]:
    find, untold = _compile_value(table), _untold(table)
    graded = any(row.upto is not None for row in table.rows)

    def read(scope: Scope) -> tuple[T | None, tuple[Fact, ...]]:
        given, cited = find(scope)
        for row in table.rows:
            if given in row.values or _at_most(given, row.upto):
                return row.gives, cited
        if given is MISSING or (given is None and graded):
            return untold, cited
        return table.rows[-1].gives, cited

    return read


def _compile_elapsed(table: Table[T]) -> Reads[T]:
    start = compile_anchor(table.of)
    rows = [(row.upto, row.gives) for row in table.rows if isinstance(row.upto, Span)]
    otherwise, untold = table.rows[-1].gives, _untold(table)

    def read(scope: Scope) -> tuple[T | None, tuple[Fact, ...]]:
        found = start(scope)
        if found is None:
            return untold, ()
        for upto, gives in rows:
            if scope.upto <= last_instant(upto, found[0], scope.calendar).at:
                return gives, found[1]
        return otherwise, found[1]

    return read


def _compile_value(
    table: Table[T],
) -> Callable[[Scope], tuple[Value | Missing, tuple[Fact, ...]]]:
    facts, field = table.facts, str(table.field)
    if facts is None:
        return lambda scope: (
            (MISSING, ())
            if scope.opening is None
            else (scope.opening.get(field), (scope.opening,))
        )
    matches, kinds, counted = compile_where(facts), facts.kinds, table.by == "count"
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
