"""When a part of a plan is due: an anchor or a day, a span, and further moves in order."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final, Literal, TypeAlias, get_args

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.facts import Value
from renoflow.periods import ELAPSED, Bound, Span, first_instant, last_instant
from renoflow.select import Anchor, Facts, Match

__all__ = ["Due", "Move", "MoveRoll", "Which", "due_at", "first"]

Which: TypeAlias = Literal["this", "next", "coming", "past"]
"""Which day or month of that number or name: of *this* month, week or year (it may lie
behind), of the *next* one, the *coming* one (today counts), or the *past* one (today counts)."""

MoveRoll: TypeAlias = Literal["next_working", "previous_working", "same_month"]
"""Where a day off goes: on, back, or on unless that leaves the month, then back."""

_DAY: Final = timedelta(days=1)
_LONGEST_MONTH: Final = 31
_YEAR: Final = 12


def first(kind: str, **fields: Value) -> Anchor:
    """The first fact of *kind* with these *fields*, as an anchor.

    ``first("contract", type="construction")`` is the signing of the works, and
    ``first("completion")`` their end; the part is not due before there is such a fact.
    """
    where = tuple(Match(field=name, op="in", values=(fields[name],)) for name in sorted(fields))
    return Anchor(of="first", facts=Facts(kinds=(kind,), where=where))


@attrs.frozen(kw_only=True)
class Move:
    """One step of a due day that no span can say; exactly one of the five.

    Attributes:
        back: So long before: of days, the day so many before, to its end.
        day: To that day of a month, 1 to 31; a shorter month gives its last day.
        weekday: To that day of a week, 0 (Monday) to 6.
        month: To that month of a year, 1 to 12, with the day's number or the last day of a
            shorter month; the month that it is counts as today.
        roll: Where the day goes if it is a day off; a working day stays.
        which: Which month, week or year ``day``, ``weekday`` and ``month`` are looked for in.

    Raises:
        Malformed: ``plan.move`` unless it is one of the five, ``value.choice``,
            ``span.count`` for a day or month out of range, ``span.weekday``.
    """

    back: Span | None = None
    day: int | None = None
    weekday: int | None = None
    month: int | None = None
    roll: MoveRoll | None = None
    which: Which | None = None

    def __attrs_post_init__(self) -> None:
        said = (self.back, self.day, self.weekday, self.month, self.roll)
        if sum(one is not None for one in said) != 1:
            raise Malformed("plan.move", "day")
        counted = self.back is None and self.roll is None
        if counted != (self.which is not None):
            raise Malformed("plan.move", "which")
        for name, words in (("roll", get_args(MoveRoll)), ("which", get_args(Which))):
            value = getattr(self, name)
            if value is not None and value not in words:
                raise one_of("value.choice", name, value, words)
        if self.day is not None and not _whole(self.day, 1, _LONGEST_MONTH):
            raise Malformed("span.count", "day", least=1, most=_LONGEST_MONTH)
        if self.month is not None and not _whole(self.month, 1, _YEAR):
            raise Malformed("span.count", "month", least=1, most=_YEAR)
        if self.weekday is not None and not _whole(self.weekday, 0, 6):
            raise Malformed("span.weekday", "weekday")


def _whole(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


@attrs.frozen(kw_only=True)
class Due:
    """When a part is due: counted from *anchor*, or on a fixed day.

    Attributes:
        anchor: What it is counted from; :func:`first` writes the usual one.
        span: How long, such as ``working_days(3)``; ``until("day")`` is the same day.
        steps: What follows, in order, each from the last instant of the one before: spans
            ("15 days after the end of the month") and moves ("then the 10th").
        on: A fixed day, to its end, instead of anchor and span; steps may follow.

    Raises:
        Malformed: ``plan.due`` unless it is an anchor with a span or steps, or a day.
    """

    anchor: Anchor | None = None
    span: Span | None = None
    steps: tuple[Span | Move, ...] = ()
    on: date | None = None

    def __attrs_post_init__(self) -> None:
        counted = self.anchor is not None and (self.span is not None or bool(self.steps))
        dated = self.on is not None and self.anchor is None and self.span is None
        if counted == dated or (counted and self.on is not None):
            raise Malformed("plan.due", "span")
        if isinstance(self.on, datetime):
            raise Malformed("value.type", "on", expected="a date without an hour")

    @property
    def backward(self) -> bool:
        """Whether it may lie before its anchor, which may be a day that is still to come."""
        return any(
            isinstance(step, Move) and (step.back is not None or step.which == "this")
            for step in self.steps
        )


def due_at(due: Due, since: datetime, calendar: WorkCalendar) -> Bound:
    """The last instant of *due*, counted from *since*, where its anchor was found.

    For a fixed day *since* is of no effect. Each step begins where the one before ended;
    a step in days, weeks, months and years ends with its day.

    Raises:
        Malformed: ``value.naive``, ``time.range``, ``calendar.no_hours``.
    """
    found = Bound(at=calendar.local(since), provisional=False)
    if due.on is not None:
        found = Bound(at=calendar.end(due.on), provisional=False)
    for step in (*(() if due.span is None else (due.span,)), *due.steps):
        moved = _moved(step, found.at, calendar)
        found = Bound(at=moved.at, provisional=found.provisional or moved.provisional)
    return found


def _moved(step: Span | Move, at: datetime, calendar: WorkCalendar) -> Bound:
    if isinstance(step, Span):
        return last_instant(step, at, calendar)
    if step.back is not None:
        bound = first_instant(step.back, at, calendar)
        if step.back.counting == ELAPSED:
            return bound
        return Bound(at=calendar.end(calendar.day(bound.at)), provisional=bound.provisional)
    day = calendar.day(at)
    if step.roll is not None:
        return _rolled(day, step.roll, calendar)
    if step.day is not None:
        day = _numbered(step.day, step.which, day)
    elif step.month is not None:
        day = _of_year(step.month, step.which, day)
    else:
        day = _named(step.weekday or 0, step.which, day)
    return Bound(at=calendar.end(day), provisional=False)


def _numbered(number: int, which: Which | None, day: date) -> date:
    here = _in_month(number, day.replace(day=1))
    if which == "this":
        return here
    if which == "next" or (which == "coming" and here < day):
        return _in_month(number, day.replace(day=_LONGEST_MONTH - 3) + 4 * _DAY)
    if which == "past" and here > day:
        return _in_month(number, day.replace(day=1) - _DAY)
    return here


def _of_year(number: int, which: Which | None, day: date) -> date:
    year = day.year
    if which == "next" or (which == "coming" and number < day.month):
        year += 1
    elif which == "past" and number > day.month:
        year -= 1
    return _in_month(day.day, date(year, number, 1))


def _in_month(number: int, month: date) -> date:
    return month.replace(day=min(number, monthrange(month.year, month.month)[1]))


def _named(number: int, which: Which | None, day: date) -> date:
    ahead = number - day.weekday()
    if which == "next":
        ahead += 7
    elif which == "coming":
        ahead %= 7
    elif which == "past":
        ahead = -(-ahead % 7)
    return day + ahead * _DAY


def _rolled(day: date, roll: MoveRoll, calendar: WorkCalendar) -> Bound:
    found = _next_working(day, -_DAY if roll == "previous_working" else _DAY, calendar)
    known = calendar.knows(day) and calendar.knows(found)
    if roll == "same_month" and found.month != day.month:
        found = _next_working(day, -_DAY, calendar)
        known = known and calendar.knows(found)
    return Bound(at=calendar.end(found), provisional=not known)


def _next_working(day: date, step: timedelta, calendar: WorkCalendar) -> date:
    while not calendar.is_working(day):
        day += step
    return day
