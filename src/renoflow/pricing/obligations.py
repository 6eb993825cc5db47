"""Instalments as obligations: when each part of a schedule is due, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact, known
from renoflow.money import Money
from renoflow.obligations import Obligation, obligation, urgency
from renoflow.pricing.ledger.flows import money_flows
from renoflow.pricing.ledger.laid import fill_all, full_since
from renoflow.pricing.ledger.standing import became, dropped_for, dropped_since, standings
from renoflow.pricing.plans import Schedule
from renoflow.select import see

__all__ = ["obligations"]


def obligations(  # noqa: PLR0913 - what is asked, and the two time axes
    schedule: Schedule,
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    *,
    at: datetime,
    until: datetime | None = None,
    known_at: datetime | None = None,
    customer: str | None = None,
) -> tuple[Obligation, ...]:
    """What is and was to be paid by *schedule*, as seen at *at*, the most urgent first.

    Money for a component fills its parts in the plan's order; a refund opens what its
    receipt had filled. A part is met at the instant since which it has been full, even
    before it is due. ``amount`` is what is still to be paid of a part, and of a part that
    was met all of it. Before there is the anchor's fact nothing is due, and a part of zero
    or less never is. After a cancellation or a loss nobody asks for what was not yet due:
    it is ``dropped``. Credits, interest and a payer's own order are the ledger's.

    A receipt with a day and no hour counts from the start of that day: it is in time if
    its day is not after the last day.

    Args:
        schedule: Plan and amounts.
        facts: The customer's history; withdrawn facts do not count.
        calendar: For the spans, and the days of facts without an hour.
        at: The asked instant; later facts do not count.
        until: Leaves out what is due after it; None for everything.
        known_at: Leaves out what was recorded after it; None for everything.
        customer: The host's customer record, to be written on each.

    Raises:
        Malformed: ``value.naive``, ``time.range``, or ``limit.order`` for a part anchored
            at a part that does not stand before it.
    """
    plan = schedule.plan
    seen = see(known(facts, calendar, known_at=known_at), calendar, days="start")
    flows = money_flows(plan, schedule, seen, at, as_told=False)
    stood = standings(schedule, seen, calendar, at, None)
    filled = fill_all(schedule, flows.placed, stood, seen, calendar, at=at, by_due=False)
    full = full_since(schedule, filled)
    if plan.sequence == "paid":
        stood = standings(schedule, seen, calendar, at, full)
    dropped = dropped_since(seen, at)
    found = []
    for one in stood:
        part, amount = one.one.part, one.one.amount
        if amount.fen <= 0:
            continue
        pot = filled[part.component]
        met = full.get(part.id)
        cites = tuple(name for when, name in pot.facts if met is None or when <= met)
        state, gone = became(
            one,
            f"{plan.name}#{part.id}",
            met,
            cites,
            at,
            dropped_for(part.component, schedule, dropped),
        )
        left = amount.fen if met is not None else amount.fen - pot.paid[part.id]
        owed = obligation(
            state,
            what=f"collect_{part.component}",
            who=plan.collector,
            amount=Money(left),
            customer=customer,
            dropped=gone,
        )
        if owed is not None and (until is None or owed.due is None or owed.due <= until):
            found.append(owed)
    return tuple(sorted(found, key=urgency))
