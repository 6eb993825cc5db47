"""After completion (售后): the warranty desk, the survey, the list of materials, greetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal, TypeAlias, cast

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.facts import Fact, known
from renoflow.limits import Limit, state
from renoflow.obligations import Duty, Obligation, escalated, obligation, urgency
from renoflow.periods import CALENDAR, days, hours
from renoflow.pricing import (
    BURDEN_OF_PROOF,
    PLACES,
    WORKS,
    Cover,
    Floor,
    Place,
    Season,
    Warranty,
    Work,
    after_warranty,
    warranty,
)
from renoflow.reasons import Reason, reason
from renoflow.select import Anchor, Facts, Match, Scope, Seen, see

__all__ = [
    "MATERIAL_FIELDS",
    "Cause",
    "MaterialItem",
    "Occasion",
    "SurveyScale",
    "WarrantyCase",
    "WarrantyDesk",
    "greetings",
    "material_gaps",
    "survey_result",
    "warranty_case",
    "warranty_dispatch",
]

Cause: TypeAlias = Literal["quality", "non_quality"]
"""Whether the quality of the works is at fault, or something else, such as misuse."""


def warranty_dispatch(
    *, counts: Literal["arranged", "finished"], who: Literal["client_manager", "after_sales"]
) -> Duty:
    """L3: within 24 hours staff are arranged for a warranty complaint, nights too (CMP-05).

    Args:
        counts: Whether arranging is enough, or the repair must be finished.
        who: Who owes after-sales service; sources differ (CMP-08).
    """
    done = "repair" if counts == "finished" else "dispatch"
    return Duty(
        limit=Limit(
            id="warranty_dispatch",
            source="CMP-05",
            span=hours(24),
            needs=Facts(kinds=(done,), where=(Match(field="of", op="opening"),)),
        ),
        what="warranty_dispatch",
        who=who,
    )


@attrs.frozen(kw_only=True)
class WarrantyDesk:
    """How a company deals with complaints about finished works (保修受理).

    Attributes:
        id: Its name.
        revision: From 1 on.
        source: Where it was published.
        agreed: The contract's warranty; None where it has none.
        floors: The rows of law that apply.
        dispatch: What is due under warranty, from the complaint on.
        unknown_cause: While nobody told the cause: staff are sent all the same, or a person
            is asked first; the rule is for the quality of the works only (CMP-05).
        decider: Who decides after the warranty (CMP-06).
        days: How a complaint without an hour is read.

    Raises:
        Malformed: ``value.choice``.
    """

    id: str
    revision: int
    source: str
    agreed: Warranty | None
    floors: tuple[Floor, ...]
    dispatch: Duty
    unknown_cause: Literal["dispatch", "ask"]
    decider: str
    days: Literal["start", "end"]

    def __attrs_post_init__(self) -> None:
        for field, allowed in _CHOICES.items():
            if getattr(self, field) not in allowed:
                raise one_of("value.choice", field, str(getattr(self, field)), allowed)

    @property
    def name(self) -> str:
        """``id@revision``, by which obligations cite the desk."""
        return f"{self.id}@{self.revision}"


_CHOICES: Final = {"unknown_cause": ("dispatch", "ask"), "days": ("start", "end")}


@attrs.frozen(kw_only=True)
class WarrantyCase:
    """What one complaint about finished works comes to.

    Attributes:
        complaint: Its fact.
        cause: What is told of the cause by the asked instant, the latest word; None where
            nobody told.
        cover: Whether the work was under warranty when it was complained of; None where
            nobody told which work.
        proof_until: The last instant at which a defect that is found leaves the proof with
            the company (consumer law art. 23); None while nothing was accepted.
        company_proves: Whether this complaint was by then.
        dispatch: What is due under warranty; None where nothing is.
        question: What a person must answer; None where nothing is open.
        decision: What was decided after the warranty.
    """

    complaint: str
    cause: Cause | None
    cover: Cover | None
    proof_until: datetime | None
    company_proves: bool
    dispatch: Obligation | None
    question: Reason | None
    decision: Literal["free_repair", "bear_costs"] | None


def warranty_case(  # noqa: PLR0913 - the desk, what is asked about, and the two time axes
    desk: WarrantyDesk,
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    complaint: str,
    *,
    seasons: Sequence[Season] = (),
    at: datetime,
    known_at: datetime | None = None,
    customer: str | None = None,
) -> WarrantyCase:
    """What the *complaint* in the history *facts* comes to, as seen at *at* (CMP-05..CMP-07).

    Args:
        desk: The company's rules.
        facts: The customer's history.
        calendar: For the spans.
        complaint: Id of the ``complaint`` fact; its ``work`` and ``place`` are asked about.
        seasons: Heating and cooling periods, as far as they are known.
        at: The asked instant; later facts do not count.
        known_at: Leaves out what was recorded after it; None for everything.
        customer: The host's customer record, to be written on the obligation.

    Raises:
        Malformed: ``value.unknown`` where there is no such complaint by then,
            ``value.choice`` for a work or place that no warranty tells apart.
    """
    standing = known(facts, calendar, known_at=known_at)
    seen = see(standing, calendar, days=desk.days)
    told = {one.id: (when, one) for when, one in seen.by_kind.get("complaint", ()) if when <= at}
    if complaint not in told:
        raise one_of("value.unknown", "complaint", complaint, told)
    since, opened = told[complaint]
    cause = _cause(seen, opened, at)
    whole = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    proof = state(BURDEN_OF_PROOF, whole)
    cover = _cover(desk, standing, calendar, opened, seasons, since)
    decision = _decision(seen, complaint, at)
    sent = cover is not None and cover.status in ("running", "season_unknown")
    dispatch = None
    if sent and (cause == "quality" or (cause is None and desk.unknown_cause == "dispatch")):
        own = attrs.evolve(whole, opening=opened, opened=since)
        dispatch = _dispatch(desk, own, calendar, customer)
    return WarrantyCase(
        complaint=complaint,
        cause=cause,
        cover=cover,
        proof_until=proof.last,
        company_proves=(
            proof.start is not None
            and proof.last is not None
            and proof.start <= since <= proof.last
        ),
        dispatch=dispatch,
        question=_question(desk, cover, cause, decision, complaint),
        decision=decision,
    )


def _cause(seen: Seen, opened: Fact, at: datetime) -> Cause | None:
    told = [opened.get("cause")]
    told += [
        one.get("cause")
        for when, one in seen.by_kind.get("service_step", ())
        if when <= at and one.get("of") == opened.id
    ]
    said = [one for one in told if isinstance(one, str)]
    return cast("Cause", said[-1]) if said else None


def _cover(  # noqa: PLR0913, PLR0917 - handed on as they are
    desk: WarrantyDesk,
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    opened: Fact,
    seasons: Sequence[Season],
    since: datetime,
) -> Cover | None:
    work, place = opened.get("work"), opened.get("place")
    if not isinstance(work, str):
        return None
    if work not in WORKS:
        raise one_of("value.choice", "work", work, WORKS)
    where = place if isinstance(place, str) else None
    if where is not None and where not in PLACES:
        raise one_of("value.choice", "place", where, PLACES)
    return warranty(
        desk.agreed,
        desk.floors,
        facts,
        calendar,
        work=cast("Work", work),
        place=cast("Place | None", where),
        seasons=seasons,
        at=since,
    )


def _decision(
    seen: Seen, complaint: str, at: datetime
) -> Literal["free_repair", "bear_costs"] | None:
    said = [
        one.get("outcome")
        for when, one in seen.by_kind.get("repair_decision", ())
        if when <= at and one.get("of") == complaint
    ]
    return cast('Literal["free_repair", "bear_costs"]', said[-1]) if said else None


def _dispatch(
    desk: WarrantyDesk, scope: Scope, calendar: WorkCalendar, customer: str | None
) -> Obligation | None:
    duty = desk.dispatch
    became = state(duty.limit, scope)
    owed = obligation(
        attrs.evolve(became, limit=f"{desk.name}#{became.limit}"),
        what=duty.what,
        who=duty.who,
        customer=customer,
        advice=duty.advice,
    )
    return owed and escalated(owed, duty.escalations, calendar, at=scope.asked)


def _question(
    desk: WarrantyDesk,
    cover: Cover | None,
    cause: Cause | None,
    decision: str | None,
    complaint: str,
) -> Reason | None:
    if cause == "non_quality" or decision is not None:
        return None
    if cover is None:
        return reason("warranty.work_unknown", rule="CMP-05", facts=(complaint,))
    if cover.status == "over":
        return after_warranty(cover, decider=desk.decider)
    if cause is None and desk.unknown_cause == "ask" and cover.status != "none":
        return reason("warranty.cause_unknown", rule="CMP-05", facts=(complaint,))
    return None


@attrs.frozen(kw_only=True)
class SurveyScale:
    """A company's scale of satisfaction, all bounds inside (满意度量表); no text has one.

    Attributes:
        least: The lowest score.
        fair: From here on it is fair.
        good: From here on it is good.
        most: The highest score.

    Raises:
        Malformed: ``survey.scale`` unless each is at least the one before it, and *most*
            above *least*.
    """

    least: int | Decimal
    fair: int | Decimal
    good: int | Decimal
    most: int | Decimal

    def __attrs_post_init__(self) -> None:
        if not (self.least <= self.fair <= self.good <= self.most and self.least < self.most):
            raise Malformed("survey.scale", "scale")


def survey_result(scale: SurveyScale, score: int | Decimal) -> Literal["good", "fair", "bad"]:
    """What a *score* comes to on the company's *scale*, for a ``survey`` fact (CMP-01, KPI-05).

    Raises:
        Malformed: ``survey.score`` outside the scale.
    """
    if not scale.least <= score <= scale.most:
        raise Malformed("survey.score", "score", least=scale.least, most=scale.most)
    if score >= scale.good:
        return "good"
    return "fair" if score >= scale.fair else "bad"


MATERIAL_FIELDS: Final = ("manufacturer", "phone", "contact")
"""What the customer's list says of each chosen material (CMP-02)."""


@attrs.frozen(kw_only=True)
class MaterialItem:
    """One line of the list of materials that the customer takes home (材料清单).

    A paper and no fact: it has a phone number and a name, which ``repr`` does not show.

    Attributes:
        id: The line's own id; what is missing is told by it.
        material: What it is.
        manufacturer: Who made it; empty where it is missing, as the next two.
        phone: Where to call.
        contact: Whom to ask for.
    """

    id: str
    material: str
    manufacturer: str = ""
    phone: str = attrs.field(default="", repr=False)
    contact: str = attrs.field(default="", repr=False)


def material_gaps(items: Iterable[MaterialItem]) -> tuple[Reason, ...]:
    """The lines that lack manufacturer, phone or contact, in their order (CMP-02).

    A list without any line has nothing to complete: ``materials.empty``.
    """
    lines = tuple(items)
    if not lines:
        return (reason("materials.empty", rule="CMP-02"),)
    found = []
    for one in lines:
        gaps = tuple(name for name in MATERIAL_FIELDS if not getattr(one, name).strip())
        if gaps:
            found.append(reason("materials.gaps", rule="CMP-02", item=one.id, lacking=gaps))
    return tuple(found)


@attrs.frozen(kw_only=True)
class Occasion:
    """A day on which a customer of a finished site is greeted; the host names them (节日)."""

    name: str
    on: date


_COMPLETED: Final = Anchor(of="first", facts=Facts(kinds=("completion",)))


def greetings(  # noqa: PLR0913 - what is asked, and the two time axes
    facts: Iterable[Fact],
    occasions: Iterable[Occasion],
    calendar: WorkCalendar,
    *,
    unasked: Literal["greet", "leave"],
    who: str,
    at: datetime,
    known_at: datetime | None = None,
    customer: str | None = None,
) -> tuple[Obligation, ...]:
    """The greetings due to a customer after completion, the most urgent first (CMP-03).

    One by the end of each occasion's day that is later than the day of completion, met by a
    ``greeting`` that names it. Of a customer whose latest word by *at* is that he wants no
    contact only what was sent is listed.

    Args:
        facts: The customer's history; a day without an hour counts from its start.
        occasions: The days; which holidays is not in the text.
        calendar: Whose days.
        unasked: Whether one who never said whether he wants to hear is greeted or left.
        who: The role that owes it.
        at: The asked instant; later facts do not count.
        known_at: Leaves out what was recorded after it; None for everything.
        customer: The host's customer record, to be written on each.

    Raises:
        Malformed: ``value.choice`` for another *unasked*.
    """
    if unasked not in ("greet", "leave"):
        raise one_of("value.choice", "unasked", unasked, ("greet", "leave"))
    seen = see(known(facts, calendar, known_at=known_at), calendar, days="start")
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    done = [when for when, _ in seen.by_kind.get("completion", ()) if when <= at]
    said = [
        one.get("given") for when, one in seen.by_kind.get("contact_consent", ()) if when <= at
    ]
    wanted = said[-1] is True if said else unasked == "greet"
    found = []
    for one in occasions:
        later = (one.on - calendar.day(done[0])).days if done else 0
        if later < 1:
            continue
        limit = Limit(
            id=f"greeting#{one.name}",
            source="CMP-03",
            anchor=_COMPLETED,
            span=days(later, counting=CALENDAR),
            needs=Facts(
                kinds=("greeting",),
                where=(Match(field="occasion", op="in", values=(one.name,)),),
            ),
        )
        owed = obligation(
            state(limit, scope),
            what="greeting",
            who=who,
            customer=customer,
        )
        if owed is not None and (wanted or owed.state in ("met", "met_late")):
            found.append(owed)
    return tuple(sorted(found, key=urgency))
