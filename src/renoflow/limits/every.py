"""A duty that comes round: its windows, and what became of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Final

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.limits.plain import ReadsFrom
from renoflow.limits.records import Every, Limit, LimitState, Status
from renoflow.periods import Period, next_period, next_weekday, period_of
from renoflow.select import Dated, Facts, Scope
from renoflow.select.matching import compile_where, of_kinds

__all__ = ["compile_every"]

_AT: Final = itemgetter(0)


@attrs.frozen
class _Window:
    """One time round: what is done from ``first`` on, up to the next window, is done for it."""

    first: datetime
    last: datetime
    provisional: bool


def compile_every(limit: Limit, every: Every) -> ReadsFrom:
    """A reader of *limit*: one state for each window begun so far, or one if there is none."""
    needs, stops = _compile_dated(limit.needs), _compile_dated(every.stops)
    waives = _compile_dated(limit.waived_by)

    def read(scope: Scope, start: datetime, cited: tuple[Fact, ...]) -> tuple[LimitState, ...]:
        stopped = stops(scope, start)
        done, waived = needs(scope, start), waives(scope, start)
        ids = tuple(dict.fromkeys(fact.id for fact in cited))
        found: list[LimitState] = []
        windows = list(_begun(every, start, stopped, scope))
        for place, window in enumerate(windows):
            close = windows[place + 1].first if place + 1 < len(windows) else None
            mine = _inside(done, window, close)
            pardon = _inside(waived, window, close)
            found.append(_state(limit, window, ids, mine, pardon, scope.upto))
        if not found:
            status: Status = "over" if stopped else "open"
            missing = 0 if stopped else limit.count
            found.append(
                LimitState(limit=limit.id, status=status, start=start, facts=ids, missing=missing)
            )
        if stopped:
            last = found[-1]
            found[-1] = attrs.evolve(last, facts=(*last.facts, stopped[0][1].id))
        return tuple(found)

    return read


def _compile_dated(facts: Facts | None) -> Callable[[Scope, datetime], Sequence[Dated]]:
    """Such facts from an instant on, the opening fact left out."""
    if facts is None:
        return lambda _scope, _start: ()
    matches, kinds = compile_where(facts), facts.kinds

    def read(scope: Scope, start: datetime) -> Sequence[Dated]:
        own = None if scope.opening is None else scope.opening.id
        return [
            pair
            for pair in of_kinds(scope.seen, kinds, start, scope.upto)
            if pair[1].id != own and matches(pair[1], scope)
        ]

    return read


def _inside(facts: Sequence[Dated], window: _Window, close: datetime | None) -> Sequence[Dated]:
    first = bisect_left(facts, window.first, key=_AT)
    return facts[first : None if close is None else bisect_left(facts, close, key=_AT)]


def _state(  # noqa: PLR0913, PLR0917 - what one window rests on
    limit: Limit,
    window: _Window,
    cited: tuple[str, ...],
    done: Sequence[Dated],
    waived: Sequence[Dated],
    upto: datetime,
) -> LimitState:
    count = limit.count
    met_at: datetime | None = None
    status: Status = "open" if upto <= window.last else "missed"
    used = done[:count]
    if len(used) == count:
        met_at = used[-1][0]
        status = "met" if met_at <= window.last else "met_late"
    elif waived:
        used = [*used, waived[0]]
        met_at, status = waived[0][0], "waived"
    return LimitState(
        limit=limit.id,
        status=status,
        start=window.first,
        last=window.last,
        met_at=met_at,
        facts=(*cited, *(fact.id for _, fact in used if fact.id not in cited)),
        missing=0 if status == "waived" else count - len(used),
        provisional=window.provisional,
    )


def _begun(
    every: Every, start: datetime, stopped: Sequence[Dated], scope: Scope
) -> Iterator[_Window]:
    """The windows begun by now and before the stop, from the one that holds *start*."""
    calendar, seen = scope.calendar, None
    unit = period_of(every.unit, start, calendar)
    if every.first == "whole" and unit.first < start:
        unit = next_period(every.unit, start, calendar)
    while unit.first <= scope.upto:
        window = _window(every, unit, calendar)
        begin = max(window.first, start)
        if begin > scope.upto or (stopped and begin >= stopped[0][0]):
            return
        # two weekdays off in a row may move to one working day: one time, not two
        if window.last >= start and window.last != seen:
            yield _Window(begin, window.last, window.provisional)
        seen = window.last
        unit = next_period(every.unit, unit.first, calendar)


def _window(every: Every, unit: Period, calendar: WorkCalendar) -> _Window:
    if every.weekday is None:
        return _Window(unit.first, unit.last, provisional=False)
    period = next_weekday(every.weekday, unit.first, calendar)
    if every.roll == "none":
        return _Window(period.first, period.last, provisional=False)
    named = calendar.day(period.first)
    while not calendar.is_working(calendar.day(period.first)):
        period = next_period("day", period.first, calendar)
    known = calendar.knows(named) and calendar.knows(calendar.day(period.first))
    return _Window(period.first, period.last, provisional=not known)
