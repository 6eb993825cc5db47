"""Whole days, weeks, months, quarters and years, and the weekday that comes round.

For duties that repeat: at least two calls a calendar week, a call every Friday.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of

__all__ = ["Block", "Period", "next_period", "next_weekday", "period_of"]

Block: TypeAlias = Literal["day", "week", "month", "quarter", "year"]
"""Stretches of the calendar; a week is Monday to Sunday."""

_MONTHS: Final[dict[str, int]] = {"month": 1, "quarter": 3, "year": 12}
_DAYS: Final[dict[str, int]] = {"day": 1, "week": 7}


@attrs.frozen(kw_only=True)
class Period:
    """A stretch of time from its *first* to its *last* instant, both inside."""

    first: datetime
    last: datetime


def period_of(unit: Block, instant: datetime, calendar: WorkCalendar) -> Period:
    """The day, week, month, quarter or year that holds *instant*.

    Raises:
        Malformed: ``value.choice`` for another unit, ``value.naive``, ``time.range``.
    """
    return _period(block(unit, calendar.day(instant), 0), calendar)


def next_period(unit: Block, instant: datetime, calendar: WorkCalendar) -> Period:
    """The day, week, month, quarter or year after the one that holds *instant*.

    Raises:
        Malformed: as for :func:`period_of`.
    """
    return _period(block(unit, calendar.day(instant), 1), calendar)


def next_weekday(weekday: int, instant: datetime, calendar: WorkCalendar) -> Period:
    """The first such day on or after the day of *instant*; 0 = Monday, 4 = Friday (SITE-02).

    Worked or not: what a Friday off means is for the rule that asks.

    Raises:
        Malformed: ``span.weekday`` for a number that is none, ``value.naive``,
            ``time.range``.
    """
    if type(weekday) is not int or not 0 <= weekday <= 6:
        raise Malformed("span.weekday", "weekday")
    day = calendar.day(instant)
    day += timedelta(days=(weekday - day.weekday()) % 7)
    return _period((day, day), calendar)


def block(unit: Block, day: date, shift: int) -> tuple[date, date]:
    """First and last day of the *unit* that is *shift* units after the one of *day*.

    Raises:
        Malformed: ``value.choice`` for another unit.
    """
    if unit in _MONTHS:
        size = _MONTHS[unit]
        number = (day.year * 12 + day.month - 1) // size + shift
        return _month(number * size), _month((number + 1) * size) - timedelta(days=1)
    if unit in _DAYS:
        size = _DAYS[unit]
        first = day + timedelta(days=shift * size - (day.weekday() if unit == "week" else 0))
        return first, first + timedelta(days=size - 1)
    raise one_of("value.choice", "unit", unit, (*_DAYS, *_MONTHS))


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _period(pair: tuple[date, date], calendar: WorkCalendar) -> Period:
    first, last = pair
    return Period(first=calendar.start(first), last=calendar.end(last))
