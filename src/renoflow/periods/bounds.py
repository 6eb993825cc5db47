"""Where a span ends, seen from its anchor, and where it begins, seen from its end.

Forward, a bound is the last instant inside: in time is ``at <= bound.at``. Backward, it is
the first instant inside, and the end itself is outside: ``bound.at <= at < end``.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, cast

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.periods.blocks import Block, block
from renoflow.periods.spans import ELAPSED, LEGAL, Running, Span

__all__ = ["Bound", "first_instant", "last_instant"]

_DAY: Final = timedelta(days=1)
_INSTANT: Final = timedelta(microseconds=1)
_LENGTHS: Final = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": _DAY,
    "week": timedelta(days=7),
}
_DAYS: Final = {"day": 1, "week": 7}


@attrs.frozen(kw_only=True)
class Bound:
    """The last (or first) instant inside a span, in the calendar's zone.

    Attributes:
        at: The instant, itself inside.
        provisional: Whether it hangs on a day whose arrangement is not known yet.
    """

    at: datetime
    provisional: bool


def last_instant(span: Span, anchor: datetime, calendar: WorkCalendar) -> Bound:
    """The last instant inside *span* counted forward from *anchor*.

    Raises:
        Malformed: ``value.naive``, ``time.range``, ``calendar.no_hours``.
    """
    local = calendar.local(anchor)
    if span.counting == ELAPSED:
        exact, provisional = _exact(span, local, calendar, 1)
        if span.edge == "before":
            exact -= _INSTANT
        return Bound(at=calendar.local(exact), provisional=provisional)
    day, provisional = _last_day(span, local.date(), calendar)
    if span.edge == "before":
        day -= _DAY
    return Bound(at=calendar.end(day), provisional=provisional)


def first_instant(span: Span, end: datetime, calendar: WorkCalendar) -> Bound:
    """The first instant inside *span* counted back from *end*, which is itself outside.

    Days, weeks, months, years and working days begin at 00:00 of the day so many before
    that of *end*, exact times to the microsecond, ``until`` with the unit of *end* (or so
    many before it). Nothing rolls: rolling gives time at the end, and the end is given.
    ``edge="before"`` leaves the first day (exact times: the first instant) out.

    Raises:
        Malformed: ``value.naive``, ``time.range``, ``calendar.no_hours``.
    """
    local = calendar.local(end)
    if span.counting == ELAPSED:
        exact, provisional = _exact(span, local, calendar, -1)
        if span.edge == "before":
            exact += _INSTANT
        return Bound(at=calendar.local(exact), provisional=provisional)
    day, provisional = _first_day(span, local.date(), calendar)
    if span.edge == "before":
        day += _DAY
    return Bound(at=calendar.start(day), provisional=provisional)


def _last_day(span: Span, day: date, calendar: WorkCalendar) -> tuple[date, bool]:
    if span.unit == "working_day":
        return _count_working(span, day, calendar, _DAY)
    if span.until:
        last = block(cast("Block", span.unit), day, span.n)[1]
    elif span.unit in _DAYS:
        last = day + timedelta(days=span.n * _DAYS[span.unit] - span.count_first)
    else:
        last = _months_on(day, span, 1).date()
        # The day before a corresponding day that the month does not have is its last.
        if span.count_first and last.day == day.day:
            last -= _DAY
    if span.counting != LEGAL and span.roll == "none":
        return last, False
    rolled = last
    while not calendar.is_working(rolled):
        rolled += _DAY
    return rolled, not (calendar.knows(last) and calendar.knows(rolled))


def _first_day(span: Span, day: date, calendar: WorkCalendar) -> tuple[date, bool]:
    if span.unit == "working_day":
        return _count_working(span, day, calendar, -_DAY)
    if span.until:
        return block(cast("Block", span.unit), day, -span.n)[0], False
    if span.unit in _DAYS:
        return day - timedelta(days=span.n * _DAYS[span.unit] - span.count_first), False
    first = _months_on(day, span, -1).date()
    return first + timedelta(days=span.count_first), False


def _count_working(
    span: Span, day: date, calendar: WorkCalendar, step: timedelta
) -> tuple[date, bool]:
    start = day if span.count_first else day + step
    left = span.n - (span.count_first and calendar.is_working(day))
    while left:
        day += step
        left -= calendar.is_working(day)
    return day, not (calendar.knows(start) and calendar.knows(day))


def _exact(span: Span, local: datetime, calendar: WorkCalendar, way: int) -> tuple[datetime, bool]:
    if span.running != "elapsed":
        need = span.n * _LENGTHS[span.unit]
        if way > 0:
            return _run_on(local, need, calendar, span.running)
        return _run_back(local, need, calendar, span.running)
    if span.unit in _LENGTHS:
        return local + way * span.n * _LENGTHS[span.unit], False
    wall = _months_on(local, span, way)
    return (
        calendar.at(
            wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second, wall.microsecond
        ),
        False,
    )


def _months_on(start: date, span: Span, way: int) -> datetime:
    # 12 ms of modules that only months and years need.
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only spans of months need it

    wall = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - wall time, to which the zone is given below
    if isinstance(start, datetime):
        wall = start.replace(tzinfo=None)
    return wall + relativedelta(months=way * span.n * (12 if span.unit == "year" else 1))


def _run_on(
    anchor: datetime, need: timedelta, calendar: WorkCalendar, running: Running
) -> tuple[datetime, bool]:
    """The earliest instant at which *need* of running time has gone by since *anchor*."""
    first = day = anchor.date()
    while True:
        for begin, end in _open(day, calendar, running):
            since = max(begin, anchor)
            if end - since >= need:
                return since + need, not (calendar.knows(first) and calendar.knows(day))
            need -= max(end - since, timedelta(0))
        day += _DAY


def _run_back(
    end: datetime, need: timedelta, calendar: WorkCalendar, running: Running
) -> tuple[datetime, bool]:
    """The latest instant from which *need* of running time goes by before *end*."""
    # The end is outside: at 00:00 its own day is not looked at.
    last = day = calendar.day(end - _INSTANT)
    while True:
        for begin, close in reversed(_open(day, calendar, running)):
            until = min(close, end)
            if until - begin >= need:
                return until - need, not (calendar.knows(day) and calendar.knows(last))
            need -= max(until - begin, timedelta(0))
        day -= _DAY


def _open(
    day: date, calendar: WorkCalendar, running: Running
) -> tuple[tuple[datetime, datetime], ...]:
    if running == "office":
        return calendar.office(day)
    if calendar.is_working(day):
        return ((calendar.start(day), calendar.start(day + _DAY)),)
    return ()
