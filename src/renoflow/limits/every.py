"""A duty that comes round: its windows, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.limits.plain import ReadsFrom
from renoflow.limits.records import Every, Limit, LimitState, Status
from renoflow.periods import Bound, Period, next_period, next_weekday, period_of
from renoflow.select import Dated, Facts, Scope, compile_facts
from renoflow.select.compiled import of_kinds

__all__ = ["compile_every"]


def compile_every(limit: Limit, every: Every, needs: Facts) -> ReadsFrom:
    """A reader of *limit*: one state for each window begun so far, or one if there is none."""
    hits, stops, waivers = _compile_dates(needs), _compile_dates(every.stops), (
        _compile_dates(limit.waived_by)
    )

    def read(scope: Scope, start: datetime, cited: tuple[Fact, ...]) -> tuple[LimitState, ...]:
        stopped = stops(scope, start)
        end = stopped[0][0] if stopped else None
        done, waived = hits(scope, start), waivers(scope, start)
        windows = list(_windows(every, start, end, scope))
        ids = tuple(dict.fromkeys(fact.id for fact in cited))
        if not windows:
            stop = () if end is None else tuple(fact.id for at, fact in stopped if at == end)
            return (
                LimitState(
                    limit=limit.id,
                    status="open" if end is None else "over",
                    start=start,
                    facts=(*ids, *stop),
                    missing=limit.count if end is None else 0,
                ),
            )
        # What is done late counts for the last window begun, until the next begins.
        closes = [window.first for window, _ in windows[1:]] + [None]
        return tuple(
            _state(
                limit,
                scope,
                window,
                ids,
                [pair for pair in done if _inside(pair[0], window, close)],
                [pair for pair in waived if _inside(pair[0], window, close)],
                provisional=provisional,
            )
            for (window, provisional), close in zip(windows, closes, strict=True)
        )

    return read
