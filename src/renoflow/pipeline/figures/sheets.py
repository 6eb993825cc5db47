"""Assessments (考核): what is rated, with which weights, when, and what a policy names for it.

No source gives a scale or a weight: both are required. What follows from a result is
reported and never executed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Final

import attrs

from renoflow.calendars import WorkCalendar, as_utc
from renoflow.errors import Malformed, one_of
from renoflow.facts import Fact, known
from renoflow.money import Ratio
from renoflow.periods import Period, next_period, period_of
from renoflow.pipeline.audits import Lapse
from renoflow.pipeline.roles import Consequence
from renoflow.pricing import Checklist
from renoflow.reasons import Reason, reason
from renoflow.select import DayReading, see

__all__ = [
    "BLOCKS",
    "CONSEQUENCES",
    "INDICATORS",
    "REPORT",
    "BlockScore",
    "Improvement",
    "QuarterlySheet",
    "Scale",
    "assessment_events",
    "consequences",
    "improvement",
    "quarterly_sheet",
    "report_gaps",
    "weighted",
]

INDICATORS: Final = (
    Checklist(id="quarterly", rule="KPI-01", items=("sales", "satisfaction", "progress")),
    Checklist(
        id="relation", rule="KPI-03", items=("satisfaction", "callback_rate", "complaint_rate")
    ),
    Checklist(id="value", rule="KPI-04", items=("satisfaction", "retention", "contribution")),
    Checklist(id="management", rule="KPI-16", items=("satisfaction", "sales", "maintenance")),
)
"""What four companies assess (KPI-01, KPI-03, KPI-04, KPI-16; X-53); only the first gives a
period, the quarter."""

BLOCKS: Final = (
    Checklist(id="sales", rule="KPI-02", items=("sales_target", "relationships")),
    Checklist(id="satisfaction", rule="KPI-02", items=("survey", "complaints")),
    Checklist(id="project_management", rule="KPI-02", items=("plan_and_budget", "delivery")),
    Checklist(id="personal_ability", rule="KPI-02", items=("communication", "learning")),
)
"""The four blocks of two items of the quarterly sheet (KPI-02)."""

REPORT: Final = Checklist(id="report", rule="KPI-11", items=("projects", "sales", "feedback"))
"""What a regular report to superiors holds (KPI-11)."""


@attrs.frozen(kw_only=True)
class Scale:
    """From the lowest rating to the highest, both allowed.

    Raises:
        Malformed: ``figure.window`` for one whose highest is below its lowest.
    """

    low: Ratio
    high: Ratio

    def __attrs_post_init__(self) -> None:
        if Fraction(self.low) > Fraction(self.high):
            raise Malformed("figure.window", "scale")


def weighted(ratings: Mapping[str, Ratio], weights: Mapping[str, Ratio]) -> Fraction | None:
    """The mean of *ratings* with *weights*, exact; None while a weighted one is missing.

    What has no weight is left out, and what weighs 0 need not be rated.

    Raises:
        Malformed: ``money.weight`` for a negative weight, ``money.weights`` where none is
            above zero.
    """
    total = Fraction(0)
    score: Fraction | None = Fraction(0)
    for name, weight in weights.items():
        share = Fraction(weight)
        if share < 0:
            raise Malformed("money.weight", f"weights.{name}")
        if not share:
            continue
        total += share
        if score is not None:
            score = score + share * Fraction(ratings[name]) if name in ratings else None
    if not total:
        raise Malformed("money.weights", "weights")
    return None if score is None else score / total


@attrs.frozen(kw_only=True)
class BlockScore:
    """One block of a sheet, and the plain mean of its items; None while one is missing."""

    block: str
    score: Fraction | None


@attrs.frozen(kw_only=True)
class QuarterlySheet:
    """The assessment of one person for one quarter.

    Attributes:
        party: Whose.
        quarter: Which, from its first to its last instant.
        opens: The first instant at which it is evaluated: after the quarter (KPI-01).
        blocks: The score of each block.
        score: The weighted mean of all, or None while something is missing or it is early.
        objections: What is missing, and whether it is too early.
    """

    party: str
    quarter: Period
    opens: datetime
    blocks: tuple[BlockScore, ...]
    score: Fraction | None
    objections: tuple[Reason, ...]


def quarterly_sheet(  # noqa: PLR0913 - a sheet, and what its source leaves open
    party: str,
    ratings: Mapping[str, Ratio],
    *,
    quarter: datetime,
    weights: Mapping[str, Ratio],
    scale: Scale,
    at: datetime,
    calendar: WorkCalendar,
) -> QuarterlySheet:
    """The sheet of *party* for the quarter of an instant (KPI-01, KPI-02).

    Args:
        party: Whose work.
        ratings: A rating for each of the eight items of :data:`BLOCKS`.
        quarter: An instant of the quarter.
        weights: How much each block counts.
        scale: Lowest and highest rating.
        at: The asked instant.
        calendar: Whose quarters they are.

    Raises:
        Malformed: ``value.unknown`` for another item or block, ``figure.scale`` for a
            rating outside the scale, ``money.weight``, ``money.weights``, ``value.naive``.
    """
    as_utc(at)
    items = tuple(item for block in BLOCKS for item in block.items)
    for name, rating in ratings.items():
        if name not in items:
            raise one_of("value.unknown", "ratings", name, items)
        if not Fraction(scale.low) <= Fraction(rating) <= Fraction(scale.high):
            raise Malformed("figure.scale", f"ratings.{name}")
    names = tuple(block.id for block in BLOCKS)
    for name in weights:
        if name not in names:
            raise one_of("value.unknown", "weights", name, names)
    period = period_of("quarter", quarter, calendar)
    early = (reason("assessment.early", rule="KPI-01", last=period.last),)
    missing = tuple(
        reason("assessment.missing", rule=block.rule, blank=item)
        for block in BLOCKS
        for item in block.items
        if item not in ratings
    )
    blocks = tuple(
        BlockScore(block=block.id, score=weighted(ratings, dict.fromkeys(block.items, 1)))
        for block in BLOCKS
    )
    scored = {one.block: one.score for one in blocks if one.score is not None}
    score = weighted(scored, weights)
    objections = (*(early if at <= period.last else ()), *missing)
    return QuarterlySheet(
        party=party,
        quarter=period,
        opens=next_period("quarter", quarter, calendar).first,
        blocks=blocks,
        score=None if objections else score,
        objections=objections,
    )


def report_gaps(parts: Collection[str]) -> tuple[Reason, ...]:
    """What a report to superiors lacks (KPI-11)."""
    return tuple(
        reason("assessment.missing", rule=REPORT.rule, blank=item)
        for item in REPORT.items
        if item not in parts
    )


# --- what follows -----------------------------------------------------------------------

CONSEQUENCES: Final = (
    Consequence(of="outstanding", what="praise", source="KPI-06"),
    Consequence(of="outstanding", what="reward", source="KPI-06"),
    Consequence(of="serious_mistake", what="warning", source="KPI-06"),
    Consequence(of="serious_mistake", what="fine", source="KPI-06"),
    Consequence(of="good", what="reward", source="KPI-07"),
    Consequence(of="failed", what="training", source="KPI-07"),
    Consequence(of="failed", what="correction", source="KPI-07"),
    Consequence(of="low_satisfaction", what="improvement_plan", source="KPI-05"),
    Consequence(of="low_satisfaction", what="sanction", source="KPI-05"),
)
"""What sources name for a result (KPI-05, KPI-06, KPI-07). None states an amount."""

_OFF: Final = (("low_satisfaction", "sanction"),)


def consequences(
    event: str, rows: Iterable[Consequence] = CONSEQUENCES, *, sanctions: bool = False
) -> tuple[Reason, ...]:
    """What the policy names for *event*, in the order of *rows*; reported, never executed.

    Args:
        event: Such as ``outstanding``, ``serious_mistake``, ``good`` or ``failed``.
        rows: The company's own rows, or the shipped ones.
        sanctions: Whether sanctions for low satisfaction are reported, which they are not
            unless a company asks for it: what is low is to be improved (X-44).
    """
    return tuple(
        reason("assessment.consequence", rule=row.source, event=event, measure=row.what)
        for row in rows
        if row.of == event and (sanctions or (row.of, row.what) not in _OFF)
    )


def assessment_events(breaches: Iterable[Lapse | Reason]) -> tuple[Reason, ...]:
    """What counts in somebody's assessment (KPI-12, KPI-17); none: executed as written.

    Args:
        breaches: What :func:`~renoflow.pipeline.audit` found, or objections of a dispute.
            What is only advised is no breach.
    """
    return tuple(
        reason("assessment.breach", rule=one.rule, facts=one.facts)
        for one in breaches
        if not (isinstance(one, Lapse) and one.advice)
    )


# --- the loop of a survey ---------------------------------------------------------------

_LOOP: Final = ("analysed", "measures_set", "evaluated")


@attrs.frozen(kw_only=True)
class Improvement:
    """How far the loop of one survey has come (KPI-18).

    Attributes:
        survey: Id of the survey.
        done: The steps told, in the order of the loop.
        next: The first step that is missing; None once all are done.
    """

    survey: str
    done: tuple[str, ...]
    next: str | None

    @property
    def open(self) -> bool:
        """Whether something is still to be done; adjusting afterwards is not demanded."""
        return self.next is not None


def improvement(
    facts: Iterable[Fact],
    *,
    at: datetime,
    calendar: WorkCalendar,
    days: DayReading,
    known_at: datetime | None = None,
) -> tuple[Improvement, ...]:
    """The loop of each survey up to *at*: analysed, measures set, effect evaluated (KPI-18).

    By the instant of the survey. Which step was told first never matters; one that is
    missing stays the next, whatever was told after it.

    Raises:
        Malformed: ``value.naive``, ``fact.clash`` or ``fact.withdrawal``.
    """
    as_utc(at)
    seen = see(known(facts, calendar, known_at=known_at), calendar, days=days)
    told: dict[object, set[object]] = {}
    for when, one in seen.by_kind.get("improvement_step", ()):
        if when <= at:
            told.setdefault(one.get("of"), set()).add(one.get("step"))
    found = []
    for when, one in seen.by_kind.get("survey", ()):
        if when > at:
            continue
        steps = told.get(one.id, set())
        found.append(
            Improvement(
                survey=one.id,
                done=tuple(step for step in (*_LOOP, "adjusted") if step in steps),
                next=next((step for step in _LOOP if step not in steps), None),
            )
        )
    return tuple(found)
