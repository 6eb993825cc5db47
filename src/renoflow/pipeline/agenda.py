"""The agenda (待办): what is due in all contexts, for whom, by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypedDict

import attrs

from renoflow import attribution, pricing, processes
from renoflow.attribution import Case
from renoflow.calendars import as_utc
from renoflow.facts import MISSING, Fact, known
from renoflow.obligations import Obligation, escalated, urgency
from renoflow.pipeline.company import Company
from renoflow.pipeline.completion import greetings
from renoflow.pipeline.matters import matters
from renoflow.pipeline.warranty_desk import warranty_case
from renoflow.pricing import PLACES, WORKS
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

    Filing windows, verifications and checks come from attribution, callbacks and site calls
    from the process and those beside it, answers from each complaint's own run, what has no
    stages from the fragments, staff for complaints under warranty from the desk, greetings
    from those named for it, instalments from the plan over the contracts signed so far and,
    where the company has ledger terms, as these say: additions that were approved are among
    them, credits have paid their part. Rules are cited as ``id@revision#row``; of two
    complaints, ``cites`` tells which. What comes round, such as the call every Friday, is
    listed ahead as far as *until*, as if nothing more happened. What is missed tells to whom
    it has gone up by *at*. No job has to run before: everything is computed from the facts.
    What was settled stays in the list with how it was settled; ask for ``state`` to leave it
    out.

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
    yield from _after_completion(company, case, past, at, until, known_at)
    # What no part collects is the ledger's to report: an agenda lists what is due.
    plan, terms = company.rules.plan, company.rules.terms
    if terms is not None:
        book = pricing.ledger(plan, standing, calendar, at=at, terms=terms)
        yield from pricing.ledger_obligations(book, until=until, customer=customer)
        return
    made, _ = pricing.signed_schedule(plan, past)
    yield from pricing.obligations(made, standing, calendar, at=at, until=until, customer=customer)


def _after_completion(  # noqa: PLR0913, PLR0917 - what an agenda is asked
    company: Company,
    case: Case,
    past: Sequence[Fact],
    at: datetime,
    until: datetime,
    known_at: datetime | None,
) -> Iterator[Obligation]:
    desk, greets = company.rules.warranty, company.rules.greetings
    asked: _Asked = {"at": at, "known_at": known_at, "customer": case.customer}
    for one in past:
        # a work or place that no warranty tells apart is a question for a person: nothing due
        told_apart = one.get("work") in WORKS and one.get("place") in (*PLACES, MISSING, None)
        if desk is not None and one.kind == "complaint" and told_apart:
            due = warranty_case(desk, case.facts, company.calendar, one.id, **asked).dispatch
            if due is not None and (due.due is None or due.due <= until):
                yield due
    if greets is not None:
        found = greetings(greets, case.facts, company.calendar, **asked)
        yield from (one for one in found if one.due is None or one.due <= until)


class _Asked(TypedDict):
    at: datetime
    known_at: datetime | None
    customer: str


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
