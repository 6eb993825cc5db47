"""Instalments as obligations: when each part of a schedule is due, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact, known
from renoflow.obligations import Obligation, urgency
from renoflow.pricing.ledger.flows import money_flows
from renoflow.pricing.ledger.laid import fill_all, full_since
from renoflow.pricing.ledger.lines import line
from renoflow.pricing.ledger.records import Ledger, Line
from renoflow.pricing.ledger.standing import dropped_since, standings
from renoflow.pricing.plans import Plan, Schedule
from renoflow.select import Scope, see

__all__ = ["ledger_obligations", "obligations"]


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
    it is ``dropped``. Credits, changes and a payer's own order are the ledger's
    (:func:`ledger_obligations`).

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
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    lines = [line(one, filled, full, schedule, dropped, scope) for one in stood]
    return _owed(plan, lines, until, customer)


def ledger_obligations(
    book: Ledger, *, until: datetime | None = None, customer: str | None = None
) -> tuple[Obligation, ...]:
    """What is and was to be paid by the ledger *book*, as it was read, the most urgent first.

    As :func:`obligations`, but by the company's terms: additions that were approved are
    among them, credits and discounts have paid their part, and money lies as the terms
    say. Interest on arrears has no day of its own: it stands in ``book.arrears``.

    Args:
        book: The ledger, at the asked instant.
        until: Leaves out what is due after it; None for everything.
        customer: The host's customer record, to be written on each.
    """
    return _owed(book.schedule.plan, book.lines, until, customer)


def _owed(
    plan: Plan, lines: Iterable[Line], until: datetime | None, customer: str | None
) -> tuple[Obligation, ...]:
    found = [
        Obligation(
            rule=f"{plan.name}#{one.part.id}",
            what=f"collect_{one.part.component}",
            who=plan.collector,
            due=one.due,
            state=one.state,
            cites=one.cites,
            amount=one.open if one.met_at is None else one.amount,
            provisional=one.provisional,
            customer=customer,
            settled=one.met_at,
        )
        for one in lines
        if one.state != "nothing" and one.state != "not_due"  # noqa: PLR1714 - mypy reads it
        if one.due is not None and (until is None or one.due <= until)
    ]
    return tuple(sorted(found, key=urgency))
