"""Checklists and small judgements of the ten steps that are no rows of the process."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.attribution import Case
from renoflow.calendars import WorkCalendar, as_utc
from renoflow.errors import one_of
from renoflow.facts import Fact, known
from renoflow.periods import Span, last_instant
from renoflow.pipeline.company import Company
from renoflow.pipeline.journeys import journey
from renoflow.processes import Process
from renoflow.select import see

__all__ = [
    "GUIDED_TALK",
    "RECEPTION",
    "TOPICS",
    "DesignOutcome",
    "NextContact",
    "TrackingMode",
    "design_outcome",
    "may_offer_place",
    "missing_items",
    "next_contact",
    "open_concerns",
    "step_number",
    "talking_points",
    "tracking_mode",
]

RECEPTION: Final = ("greet", "opening_line", "lead_to_area", "offer_drink")
"""What is done before the talk (LIF-04), in order; a checklist of conduct and nothing more."""

GUIDED_TALK: Final = ("self_introduction", "basic_information", "concerns", "deep_needs")
"""What guided talks cover (LIF-03), in order; the field ``covered`` of such a fact."""

TOPICS: Final = ("company", "cost", "design", "service", "difference", "departments")
"""What may be presented (LIF-05): what the company is, cost and value for money
(公司造价及性价比), design, service, what others do otherwise, strengths of departments."""

DesignOutcome: TypeAlias = Literal[
    "undecided", "contract_all", "contract_part", "construction_only", "cancelled", "lost"
]
"""How a design ends (LIF-10): with all three contracts, with the works and one other, with
the works only (只做工程), with 退单, with 跑单; or not yet, without a contract for works."""

TrackingMode: TypeAlias = Literal["urge_designer", "nurture"]
"""CON-03: press the designer for the scheme, or close in other ways, since there is no hurry."""


def missing_items(wanted: Iterable[str], done: Collection[str]) -> tuple[str, ...]:
    """The items of a checklist that are not *done*, in its order (LIF-03, LIF-04)."""
    return tuple(item for item in wanted if item not in done)


def talking_points(
    concerns: Iterable[str], topics_of: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """All :data:`TOPICS`, those that answer the customer's *concerns* first (LIF-05).

    Args:
        concerns: The customer's points of concern, the first being the foremost.
        topics_of: The company's own table, which topics answer a concern; the source has
            none. A concern that it lacks changes no order.

    Raises:
        Malformed: ``value.choice`` for a topic that is none.
    """
    for concern, topics in topics_of.items():
        for topic in topics:
            if topic not in TOPICS:
                raise one_of("value.choice", f"topics_of.{concern}", topic, TOPICS)
    named = (topic for concern in concerns for topic in topics_of.get(concern, ()))
    return tuple(dict.fromkeys((*named, *TOPICS)))


_ASKED: Final = {
    "talk_satisfies": "talk",
    "works_satisfy": "works",
    "idea_accepted": "idea",
    "budget_clear": "budget",
}


def open_concerns(loop: Fact) -> tuple[str, ...]:
    """What a ``closed_loop`` fact leaves open (LIF-07).

    ``talk``, ``works``, ``idea`` and ``budget`` where the answer was no, and each aspect
    that is unclear. What was not asked is no concern: the process lists it as missing.
    """
    found = [concern for field, concern in _ASKED.items() if loop.get(field) is False]
    unclear = loop.get("unclear")
    return (*found, *(unclear if isinstance(unclear, tuple) else ()))


def may_offer_place(used: int, *, places: int | None = None) -> bool:
    """Whether another of this month's discount *places* may be offered (LIF-08).

    The source has the two places in a line of a script, against its own strict fee
    (X-42): without *places* there are none. *used* is how many were given this month.
    """
    return places is not None and used < places


@attrs.frozen(kw_only=True)
class NextContact:
    """When a customer is to be called next, and whether that is later than the advice."""

    due: datetime
    late: bool


def next_contact(
    talked_at: datetime,
    *,
    advice: Span,
    calendar: WorkCalendar,
    wish: datetime | date | None = None,
    preference: Literal["weekday", "weekend"] | None = None,
) -> NextContact:
    """When to call a customer after the first talk (FOL-02, LIF-09).

    The customer's own time goes first, at the instant or by the end of the day; then the
    first Monday to Friday, or Saturday or Sunday, after the day of the talk, by its end;
    else the last instant of *advice*. ``late`` says that it is after *advice*: that is
    only a flag, because the source does not say which goes first (X-25). Make-up working
    days do not count: the customer was asked about Monday to Friday.

    Raises:
        Malformed: ``value.naive``, ``time.range``, or ``value.choice`` for another
            preference.
    """
    last = last_instant(advice, talked_at, calendar).at
    if isinstance(wish, datetime):
        due = wish
        as_utc(due, "wish")
    elif wish is not None:
        due = calendar.end(wish)
    elif preference is not None:
        due = calendar.end(_next_such(preference, calendar.day(talked_at)))
    else:
        due = last
    return NextContact(due=due, late=due > last)


def _next_such(preference: str, day: date) -> date:
    wanted = {"weekday": range(5), "weekend": range(5, 7)}
    if preference not in wanted:
        raise one_of("value.choice", "preference", preference, wanted)
    day += timedelta(days=1)
    while day.weekday() not in wanted[preference]:
        day += timedelta(days=1)
    return day


def tracking_mode(expected_start: date, on: date, *, early_days: int) -> TrackingMode:
    """How the design is pushed on the day *on* (CON-03).

    No source says which start is early: ``urge_designer`` if *expected_start* is at most
    *early_days* days ahead, or past.
    """
    return "urge_designer" if (expected_start - on).days <= early_days else "nurture"


def design_outcome(
    company: Company, case: Case, *, at: datetime, known_at: datetime | None = None
) -> DesignOutcome:
    """How the design for the customer of *case* came out, as seen at *at* (LIF-10).

    For a company with the stages ``lost`` and ``cancelled``. A contract counts by its
    type, whatever its amount.

    Raises:
        Malformed: as of :func:`~renoflow.pipeline.journey`.
    """
    stage = journey(company, case, at=at, known_at=known_at).stage()
    if stage == "lost":
        return "lost"
    if stage == "cancelled":
        return "cancelled"
    standing = known(case.facts, company.calendar, known_at=known_at)
    dated = see(standing, company.calendar, days=company.rules.days).by_kind.get("contract", ())
    signed = {fact.get("type") for when, fact in dated if when <= at}
    if "construction" not in signed:
        return "undecided"
    if signed >= {"finished_goods", "main_materials"}:
        return "contract_all"
    return "contract_part" if len(signed) > 1 else "construction_only"


def step_number(process: Process, stage: str) -> int | None:
    """Which step of *process* the stage is, from 1 on; None for an exit or another track.

    The steps are the stages of the first track in the order of their rows (LIF-01).

    Raises:
        Malformed: ``value.unknown`` for a stage that the process lacks.
    """
    if stage not in [one.id for one in process.stages]:
        raise one_of("value.unknown", "stage", stage, (one.id for one in process.stages))
    track = process.stages[0].track
    steps = [one.id for one in process.stages if one.track == track and one.kind != "exit"]
    return steps.index(stage) + 1 if stage in steps else None
