"""The usual limit: one span from its anchor, or an end agreed, and nothing that moves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from renoflow.facts import Fact
from renoflow.limits.records import Limit, LimitState, Status
from renoflow.periods import Span, last_instant
from renoflow.select import Scope, compile_anchor
from renoflow.select.matching import compile_where, of_kinds

__all__ = ["ReadsFrom", "compile_plain"]

ReadsFrom: TypeAlias = Callable[[Scope, datetime, tuple[Fact, ...]], tuple[LimitState, ...]]
"""Reads a limit off a scope, armed at an instant, citing the facts it was armed by."""


def compile_plain(limit: Limit, span: Span | None) -> ReadsFrom:
    """A reader of *limit*, which has this *span* and nothing that moves it."""
    name, needs = limit.id, limit.needs
    by = None if limit.by is None else compile_anchor(limit.by)
    matches = None if needs is None else compile_where(needs)
    kinds = () if needs is None else needs.kinds

    def read(scope: Scope, start: datetime, cited: tuple[Fact, ...]) -> tuple[LimitState, ...]:
        last, provisional = None, False
        if span is not None:
            bound = last_instant(span, start, scope.calendar)
            last, provisional = bound.at, bound.provisional
        upto = scope.upto
        met: datetime | None = None
        if matches is not None:
            opening = scope.opening
            for at, fact in of_kinds(scope.seen, kinds, start, upto):
                if matches(fact, scope) and (opening is None or fact.id != opening.id):
                    met = at
                    cited = (*cited, fact)
                    break
        if by is not None:
            # what is agreed later does not change what was in time
            named = by(scope if met is None else scope.up_to(met))
            if named is not None:
                last, cited = named[0], (*cited, *named[1])
        past = last is not None and (upto if met is None else met) > last
        status: Status
        if met is not None:
            status = "met_late" if past else "met"
        else:
            status = "open" if not past else "over" if matches is None else "missed"
        return (
            LimitState(
                limit=name,
                status=status,
                start=start,
                last=last,
                met_at=met,
                facts=tuple(dict.fromkeys([fact.id for fact in cited])),
                missing=1 if matches is not None and met is None else 0,
                provisional=provisional,
            ),
        )

    return read
