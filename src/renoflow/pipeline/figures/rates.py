"""Rates and means of a stretch of time (比率), each with what is counted and what is not.

Of a window both ends are inside. A fact counts by when it happened, one without an hour as
*days* says, and the same fact told twice once. Where nothing could be counted a rate has no
value: not 0, and not 1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs

from renoflow.attribution import Case
from renoflow.calendars import WorkCalendar, as_utc
from renoflow.errors import Malformed
from renoflow.facts import known
from renoflow.money import Money, Ratio
from renoflow.obligations import Obligation
from renoflow.periods import Period, Span, last_instant
from renoflow.pipeline.gradings import ValueClass
from renoflow.reasons import Reason, reason
from renoflow.select import Dated, DayReading, Facts, Scope, compile_facts, see

__all__ = [
    "Contribution",
    "Counting",
    "Mean",
    "Rate",
    "contributions",
    "conversion",
    "counted",
    "duty_rate",
    "handled_rate",
    "improvement_plans",
    "milestone",
    "retention",
    "satisfaction",
]


@attrs.frozen(kw_only=True)
class Rate:
    """*part* of *whole*; its value is exact, from 0 to 1, or None where *whole* is 0.

    Raises:
        Malformed: ``figure.rate`` unless 0 <= part <= whole.
    """

    part: int
    whole: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise Malformed("figure.rate", "part")

    @property
    def value(self) -> Fraction | None:
        """The rate, or None where there was nothing to count."""
        return Fraction(self.part, self.whole) if self.whole else None


@attrs.frozen(kw_only=True)
class Mean:
    """The mean of *count* values that sum up to *total*; None where there are none."""

    total: Fraction
    count: int

    @property
    def value(self) -> Fraction | None:
        """The exact mean, or None."""
        return self.total / self.count if self.count else None


@attrs.frozen(kw_only=True, eq=False)
class Counting:
    """How facts are counted: over which window, as seen at which instant, on whose days.

    Attributes:
        window: From its first to its last instant, both inside.
        at: The asked instant; later facts do not count.
        calendar: Whose days they are.
        days: How a fact without an hour is read; one that is refused counts nowhere.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``value.naive`` or ``figure.window`` for one that ends before it begins.
    """

    window: Period
    at: datetime
    calendar: WorkCalendar
    days: DayReading
    known_at: datetime | None = None

    def __attrs_post_init__(self) -> None:
        as_utc(self.at)
        if as_utc(self.window.first, "window.first") > as_utc(self.window.last, "window.last"):
            raise Malformed("figure.window", "window")

    def holds(self, when: datetime) -> bool:
        """Whether *when* is in the window."""
        return self.window.first <= when <= self.window.last

    def facts(self, case: Case, wanted: Facts) -> tuple[Dated, ...]:
        """The facts of *case* that are *wanted*, up to the asked instant, by instant."""
        standing = known(case.facts, self.calendar, known_at=self.known_at)
        seen = see(standing, self.calendar, days=self.days)
        selects = compile_facts(wanted)
        scope = Scope(seen=seen, calendar=self.calendar, asked=self.at, upto=self.at)
        return tuple(
            (when, one) for when, one in seen.dated if when <= self.at and selects(one, scope)
        )


def counted(cases: Iterable[Case], what: Facts, by: Counting) -> int:
    """How many facts of *what* lie in the window, of all *cases* together (KPI-08)."""
    return sum(by.holds(when) for case in cases for when, _ in by.facts(case, what))


def conversion(
    cases: Iterable[Case],
    came: Facts,
    became: Facts,
    by: Counting,
    *,
    within: Span | None = None,
) -> Rate:
    """Of the customers who first *came* in the window, how many *became* (KPI-08, KPI-09).

    Whole: cases whose first fact of *came* lies in the window. Part: those of them with a
    fact of *became* at that instant or later, up to the asked instant, and where *within*
    is given no later than its last instant from that first fact. A designer's signing rate
    and the share of customers with a complaint are such rates; the source gives no formula.
    """
    part = whole = 0
    for case in cases:
        first = next((when for when, _ in by.facts(case, came)), None)
        if first is None or not by.holds(first):
            continue
        whole += 1
        last = by.at if within is None else last_instant(within, first, by.calendar).at
        part += any(first <= when <= last for when, _ in by.facts(case, became))
    return Rate(part=part, whole=whole)


def duty_rate(
    obligations: Iterable[Obligation],
    what: str,
    window: Period,
    *,
    late: Literal["counts", "does_not_count"],
) -> Rate:
    """Of what was due in the window, how much was done: the callback rate (KPI-03).

    Whole: obligations of *what* whose last instant lies in the window and that were met,
    met late or missed. What is still open, was waived, dropped, or done too early is no
    part of it. Part: those met, and those met late if *late* counts. The name is the
    source's, the formula a reading.
    """
    mine = [
        one.state
        for one in obligations
        if one.what == what
        and one.state in ("met", "met_late", "missed")
        and one.due is not None
        and window.first <= one.due <= window.last
    ]
    done = ("met", "met_late") if late == "counts" else ("met",)
    return Rate(part=sum(state in done for state in mine), whole=len(mine))


def handled_rate(cases: Iterable[Case], received: Facts, handled: Facts, by: Counting) -> Rate:
    """Of what was received in the window, how much was handled by the asked instant (KPI-03).

    Whole: facts of *received* in the window. Part: those of them that are *handled*
    themselves (a complaint told with its result), or that a fact of *handled* names by its
    field ``of``. The complaint handling rate of KPI-03 is one; its formula is a reading.
    """
    part = whole = 0
    for case in cases:
        mine = [one.id for when, one in by.facts(case, received) if by.holds(when)]
        done = set[object]()
        for _, one in by.facts(case, handled):
            done |= {one.id, one.get("of")}
        whole += len(mine)
        part += sum(one in done for one in mine)
    return Rate(part=part, whole=whole)


def satisfaction(
    cases: Iterable[Case],
    by: Counting,
    *,
    scale: Mapping[str, Ratio] | Literal["score"],
) -> Mean:
    """The mean of the surveys in the window (KPI-03, KPI-04, KPI-18); no source has a scale.

    Args:
        cases: The customers.
        by: How they are counted.
        scale: What each result of a survey is worth, or ``score`` for the score that it
            tells. A survey with another result, or without a score, is not counted.
    """
    values: list[Fraction] = []
    for case in cases:
        for when, one in by.facts(case, Facts(kinds=("survey",))):
            told = one.get("score") if scale == "score" else scale.get(str(one.get("result")))
            if by.holds(when) and isinstance(told, int | Decimal | Fraction):
                values.append(Fraction(told))
    return Mean(total=sum(values, start=Fraction(0)), count=len(values))


def improvement_plans(scores: Mapping[str, Ratio], *, threshold: Ratio) -> tuple[Reason, ...]:
    """The areas that need a plan: those whose score is below *threshold* (KPI-05).

    In the order of *scores*; at the threshold none is needed. The source names service,
    product quality and construction progress, and no threshold.
    """
    least = Fraction(threshold)
    return tuple(
        reason("figure.improve", rule="KPI-05", area=area)
        for area, score in scores.items()
        if Fraction(score) < least
    )


def retention(start: Collection[str], active: Collection[str]) -> Rate:
    """Of the customers at the start, how many are still active (KPI-04).

    Whole: the customer keys of *start*; part: those of them in *active*. New ones count
    nowhere. Who is active, with customers who build once, is for the company to say.
    """
    began = set(start)
    return Rate(part=len(began.intersection(active)), whole=len(began))


@attrs.frozen(kw_only=True)
class Contribution:
    """What the customers of one class brought; None is the class of those nobody graded.

    ``share`` is its exact part of the whole, and None unless the whole is more than 0:
    a share of a loss says nothing. With a loss in one class another may have more than 1.
    """

    value_class: ValueClass | None
    profit: Money
    share: Fraction | None


def contributions(lines: Iterable[tuple[ValueClass | None, Money]]) -> tuple[Contribution, ...]:
    """The profit of each class by value, A first, and its share of the whole (KPI-04)."""
    sums: dict[ValueClass | None, int] = {}
    for grade, profit in lines:
        sums[grade] = sums.get(grade, 0) + profit.fen
    whole = sum(sums.values())
    return tuple(
        Contribution(
            value_class=grade,
            profit=Money(sums[grade]),
            share=Fraction(sums[grade], whole) if whole > 0 else None,
        )
        for grade in _graded(sums)
    )


def _graded(sums: Mapping[ValueClass | None, int]) -> Iterator[ValueClass | None]:
    classes: tuple[ValueClass | None, ...] = ("A", "B", "C", None)
    return (grade for grade in classes if grade in sums)


def milestone(shares: Sequence[tuple[int, Fraction]], on: date) -> Fraction:
    """Which share of the month's target is to be reached by the end of the day *on* (KPI-14).

    0 before the first day of *shares*, the day itself inside.

    Args:
        shares: Days of the month and what is to be reached by then, both ascending; the
            numbers of the text are lost. A day that a month lacks comes on its last day.
        on: The day asked about.

    Raises:
        Malformed: ``figure.rate`` for a share that is not from 0 to 1, ``timeline.order``
            for days or shares that do not ascend.
    """
    for place, (day, share) in enumerate(shares):
        if not 0 <= share <= 1:
            raise Malformed("figure.rate", f"shares[{place}]")
        if place and not (shares[place - 1][0] < day and shares[place - 1][1] <= share):
            raise Malformed("timeline.order", f"shares[{place}]")
    last = (on + timedelta(days=1)).month != on.month
    reached = [share for day, share in shares if day <= on.day or last]
    return reached[-1] if reached else Fraction(0)
