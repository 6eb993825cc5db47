"""The warranty desk (保修受理): who is sent by when, who bears the proof, whom to ask after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Literal, TypeAlias, cast

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import one_of
from renoflow.facts import Fact, known
from renoflow.limits import Limit, state
from renoflow.obligations import Duty, Obligation, escalated, obligation
from renoflow.periods import hours
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
from renoflow.select import Facts, Match, Scope, Seen, see

__all__ = [
    "Cause",
    "WarrantyCase",
    "WarrantyDesk",
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
    floors: tuple[Floor, ...]
    dispatch: Duty
    unknown_cause: Literal["dispatch", "ask"]
    decider: str
    days: Literal["start", "end"]
    agreed: Warranty | None = None

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
