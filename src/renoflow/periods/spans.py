"""What a span is: so many of a unit, counted in a stated way.

Nothing is inferred: ``hours(168)``, ``days(7, counting=CALENDAR)`` and the same with
``count_first=True`` are three spans, and a month is never thirty days.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

import attrs

from renoflow.errors import Malformed, one_of

__all__ = [
    "CALENDAR",
    "ELAPSED",
    "LEGAL",
    "Counting",
    "Edge",
    "Roll",
    "Running",
    "Span",
    "Unit",
    "days",
    "hours",
    "minutes",
    "months",
    "plus",
    "until",
    "weeks",
    "working_days",
    "years",
]

Counting: TypeAlias = Literal["legal", "elapsed", "calendar"]
"""How days are counted: :data:`LEGAL`, :data:`ELAPSED` or :data:`CALENDAR`."""
Unit: TypeAlias = Literal[
    "minute", "hour", "day", "working_day", "week", "month", "quarter", "year"
]
Edge: TypeAlias = Literal["through", "before"]
"""Whether the last day (for exact times: the last instant) is still inside."""
Roll: TypeAlias = Literal["none", "next_working"]
"""What becomes of a last day that is a day off."""
Running: TypeAlias = Literal["elapsed", "weekdays", "office"]
"""Which time counts: all of it, that of working days, or that of office hours."""

LEGAL: Final = "legal"
"""Civil Code art. 200-204: the first day is not counted, a month ends on the corresponding
day or the last of the month, a last day that is a day off moves on to the next working
day, and it ends at 24:00."""
ELAPSED: Final = "elapsed"
"""24 hours each, to the microsecond; months and years at the same time of day."""
CALENDAR: Final = "calendar"
"""The first day is not counted, the last ends at 24:00; no rolling unless asked for."""

# The most of each unit in one span. Generous for any agreement, small enough that nothing
# overflows and that counting day by day stays quick.
_MOST: Final[dict[Unit, int]] = {
    "minute": 527_040,
    "hour": 87_840,
    "day": 36_600,
    "working_day": 3_660,
    "week": 5_220,
    "month": 1_200,
    "quarter": 400,
    "year": 100,
}
_EXACT: Final = ("minute", "hour")
_BLOCKS: Final = ("day", "week", "month", "quarter", "year")


@attrs.frozen(kw_only=True)
class Span:
    """So many of a unit; made by :func:`days`, :func:`months`, :func:`until` and so on.

    Attributes:
        unit: What is counted.
        n: How many, at least 1; with ``until``, how many ends of the unit are skipped,
            at least 0.
        counting: How; minutes and hours are ``elapsed``, working days ``calendar``.
        running: Which time counts; only minutes and hours know another than ``elapsed``.
        edge: ``before`` leaves the last day (exact times: the last instant) out.
        count_first: The anchor's own day is day 1.
        roll: ``next_working`` moves a last day that is a day off to the next working day.
        until: The span ends with the anchor's unit, not so many units later.

    Raises:
        Malformed: ``span.*``, ``value.choice`` or ``value.type`` for a combination that
            says nothing.
    """

    unit: Unit
    n: int
    counting: Counting
    running: Running = "elapsed"
    edge: Edge = "through"
    count_first: bool = False
    roll: Roll = "none"
    until: bool = False

    def __attrs_post_init__(self) -> None:
        _check_words(self)
        least = 0 if self.until else 1
        if type(self.n) is not int or not least <= self.n <= _MOST[self.unit]:
            raise Malformed("span.count", "n", least=least, most=_MOST[self.unit])
        if self.counting != CALENDAR and (self.count_first or self.roll != "none"):
            raise Malformed("span.calendar_only", "count_first" if self.count_first else "roll")
        if self.until and (self.count_first or self.edge != "through"):
            raise Malformed("span.until", "count_first" if self.count_first else "edge")
        if self.unit == "working_day" and self.roll != "none":
            raise Malformed("span.roll", "roll")
        single = self.unit in {"day", "working_day"} and self.n == 1
        if single and self.count_first and self.edge == "before":
            raise Malformed("span.empty", "edge")


def minutes(n: int, *, running: Running = "elapsed", edge: Edge = "through") -> Span:
    """*n* minutes, to the microsecond; for *running* see :func:`hours`."""
    return Span(unit="minute", n=n, counting=ELAPSED, running=running, edge=edge)


def hours(n: int, *, running: Running = "elapsed", edge: Edge = "through") -> Span:
    """*n* hours, to the microsecond; the instant *n* hours on is still inside.

    Args:
        n: How many.
        running: ``elapsed`` is real time, ``weekdays`` skips whole days that are not
            worked, ``office`` counts only office hours of the calendar.
        edge: ``before`` leaves that last instant out.
    """
    return Span(unit="hour", n=n, counting=ELAPSED, running=running, edge=edge)


def days(
    n: int,
    *,
    counting: Counting,
    edge: Edge = "through",
    count_first: bool = False,
    roll: Roll = "none",
) -> Span:
    """*n* days; the counting is always said.

    Args:
        n: How many.
        counting: :data:`LEGAL`, :data:`ELAPSED` (24 hours each) or :data:`CALENDAR`.
        edge: ``before`` ends where the last day begins ("before *n* days are over").
        count_first: The anchor's day is day 1; calendar counting only.
        roll: Moves a last day that is a day off; calendar counting only, legal rolls.
    """
    return Span(unit="day", n=n, counting=counting, edge=edge, count_first=count_first, roll=roll)


def working_days(n: int, *, edge: Edge = "through", count_first: bool = False) -> Span:
    """*n* working days after the anchor's day, to the end of the last one.

    With *count_first* the anchor's day is day 1 if it is worked; a day off never is.
    ``edge="before"`` ends where the last working day begins.
    """
    return Span(unit="working_day", n=n, counting=CALENDAR, edge=edge, count_first=count_first)


def weeks(
    n: int,
    *,
    counting: Counting,
    edge: Edge = "through",
    count_first: bool = False,
    roll: Roll = "none",
) -> Span:
    """*n* times seven days, with the arguments of :func:`days`."""
    return Span(unit="week", n=n, counting=counting, edge=edge, count_first=count_first, roll=roll)


def months(
    n: int,
    *,
    counting: Counting,
    edge: Edge = "through",
    count_first: bool = False,
    roll: Roll = "none",
) -> Span:
    """*n* calendar months, to the same day number or the last day of a shorter month.

    Always from the anchor: two months from 31 January end on 31 March. With *count_first*
    they end the day before the corresponding day. Arguments as for :func:`days`.
    """
    return Span(
        unit="month", n=n, counting=counting, edge=edge, count_first=count_first, roll=roll
    )


def years(
    n: int,
    *,
    counting: Counting,
    edge: Edge = "through",
    count_first: bool = False,
    roll: Roll = "none",
) -> Span:
    """*n* times twelve months, with the arguments of :func:`months`."""
    return Span(unit="year", n=n, counting=counting, edge=edge, count_first=count_first, roll=roll)


def until(
    unit: Literal["day", "week", "month", "quarter", "year"],
    skip: int = 0,
    *,
    roll: Roll = "none",
) -> Span:
    """To the end of the anchor's own day, week (Monday to Sunday), month, quarter or year.

    ``skip=1`` is the end of the next one, and so on; 0 is the anchor's own.
    """
    return Span(unit=unit, n=skip, counting=CALENDAR, roll=roll, until=True)


def plus(span: Span, extension: Span) -> Span:
    """*span* made longer by the count of *extension*, before any month is clipped.

    Edge, first day and roll stay those of *span*: a month from 31 January, extended by a
    month, ends on 31 March.

    Raises:
        Malformed: ``span.add`` unless both count the same unit in the same way;
            ``span.count`` where the sum is too long.
    """
    counted = (span.unit, span.counting, span.running)
    added = (extension.unit, extension.counting, extension.running)
    if span.until or extension.until or counted != added:
        raise Malformed("span.add", "extension")
    return attrs.evolve(span, n=span.n + extension.n)


def _check_words(span: Span) -> None:
    _check_word("unit", span.unit, _BLOCKS if span.until else _counted_units())
    _check_word("counting", span.counting, _countings(span))
    runs = get_args(Running) if span.unit in _EXACT else ("elapsed",)
    _check_word("running", span.running, runs)
    _check_word("edge", span.edge, get_args(Edge))
    _check_word("roll", span.roll, get_args(Roll))
    for field in ("count_first", "until"):
        if type(getattr(span, field)) is not bool:
            raise Malformed("value.type", field, expected="bool")


def _check_word(field: str, given: str, allowed: tuple[str, ...]) -> None:
    if given not in allowed:
        raise one_of("value.choice", field, given, allowed)


def _counted_units() -> tuple[str, ...]:
    return tuple(unit for unit in get_args(Unit) if unit != "quarter")


def _countings(span: Span) -> tuple[str, ...]:
    if span.unit in _EXACT:
        return (ELAPSED,)
    if span.until or span.unit == "working_day":
        return (CALENDAR,)
    return get_args(Counting)
