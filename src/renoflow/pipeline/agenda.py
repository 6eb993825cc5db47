"""The agenda (待办): what is due in all contexts, for whom, by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import attrs

from renoflow import attribution, pricing, processes
from renoflow.attribution import Case
from renoflow.calendars import as_utc
from renoflow.facts import Fact, known
from renoflow.obligations import Obligation, escalated, urgency
from renoflow.pipeline.company import Company
from renoflow.pipeline.matters import matters
from renoflow.processes import Flow
from renoflow.select import see

__all__ = ["agenda"]


def agenda(
    company: Company,
    cases: Iterable[Case],
    *,
    at: datetime,
    until: datetime,
    known_at: datetime | None = None,
) -> tuple[Obligation, ...]:
    """What is and was due in *cases* as seen at *at*, up to *until*, the most urgent first.

    Filing windows, verifications and checks come from attribution, callbacks and site
    calls from the process and those beside it, answers from each complaint's own run, what
    has no stages from the fragments, instalments from the plan over the contracts signed so
    far. Rules are cited as ``id@revision#row``; of two complaints, ``cites`` tells which.
    What comes round, such as the call every Friday, is listed ahead as far as *until*, as
    if nothing more happened. What is missed tells to whom it has gone up by *at*. No job has
    to run before: everything is computed from the facts. What was settled stays in the list
    with how it was settled; ask for ``state`` to leave it out.

    Args:
        company: The rules and the calendar.
        cases: The customers asked about.
        at: The asked instant; later facts do not count.
        until: Leaves out what is due after it.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``value.naive``, ``time.range``, ``fact.clash`` or ``fact.withdrawal``.
    """
    as_utc(at)
    as_utc(until, "until")
    found: list[Obligation] = []
    for case in cases:
        found.extend(_of_case(company, case, at, until, known_at))
    return tuple(sorted(found, key=urgency))


def _of_case(
    company: Company, case: Case, at: datetime, until: datetime, known_at: datetime | None
) -> Iterator[Obligation]:
    customer, calendar = case.customer, company.calendar
    owed = attribution.obligations(company.court, case, at=at, until=until, known_at=known_at)
    yield from (attrs.evolve(one, customer=customer) for one in owed)
    standing = known(case.facts, calendar, known_at=known_at)
    seen = see(standing, calendar, days=company.rules.days)
    past = [fact for when, fact in seen.dated if when <= at]
    for flow in (company.flow, *company.beside):
        yield from _of_process(flow, customer, past, at, until)
    for flow in company.matters:
        for matter in matters(flow, past, at=at):
            yield from _of_process(flow, customer, matter.facts, at, until)
    # What no part collects is the ledger's to report: an agenda lists what is due.
    plan, _ = pricing.signed_schedule(company.rules.plan, past)
    yield from pricing.obligations(plan, standing, calendar, at=at, until=until, customer=customer)


def _of_process(
    flow: Flow, customer: str, past: Sequence[Fact], at: datetime, until: datetime
) -> Iterator[Obligation]:
    # Windows are read as far as they have begun, so that what comes round is seen ahead
    # only from ahead; with the facts of the past alone that tells what it would come to.
    ahead = processes.journey(flow, past, at=max(at, until))
    named = [one for one in ahead.duties if one.duty.limit.every is None or one.state.last]
    steps = {
        f"{ahead.process}#{one.duty.limit.id}": one.duty.escalations
        for one in ahead.duties
        if one.duty.escalations
    }
    for one in processes.obligations(attrs.evolve(ahead, duties=tuple(named)), customer=customer):
        if one.due is not None and one.due > until:
            continue
        if one.state == "missed" and one.due is not None and at <= one.due:
            yield attrs.evolve(one, state="open")
        elif one.rule in steps:
            yield escalated(one, steps[one.rule], flow.calendar, at=at)
        else:
            yield one
