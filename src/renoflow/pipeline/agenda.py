"""The agenda (待办): what is due in all contexts, for whom, by which rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import attrs

from renoflow import attribution, pricing, processes
from renoflow.attribution import Case
from renoflow.facts import known
from renoflow.obligations import Obligation, urgency
from renoflow.pipeline.company import Company
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
    calls from the process, instalments from the plan over the contracts signed so far.
    No job has to run before: everything is computed from the facts. What was settled
    stays in the list with how it was settled; ask for ``state`` to leave it out.
    """
    found: list[Obligation] = []
    for case in cases:
        found.extend(_of_case(company, case, at, until, known_at))
    return tuple(sorted(found, key=urgency))


def _of_case(
    company: Company, case: Case, at: datetime, until: datetime, known_at: datetime | None
) -> Iterable[Obligation]:
    customer = case.customer
    owed = attribution.obligations(company.court, case, at=at, until=until, known_at=known_at)
    yield from (attrs.evolve(one, customer=customer) for one in owed)
    walked = processes.journey(company.flow, case.facts, at=at, known_at=known_at)
    for one in processes.obligations(walked, customer=customer):
        if one.due is None or one.due <= until:
            yield one
    standing = known(case.facts, company.calendar, known_at=known_at)
    seen = see(standing, company.calendar, days="start")
    signed = pricing.contract_totals(fact for when, fact in seen.dated if when <= at)
    if signed:
        plan = pricing.schedule(company.rules.plan, signed)
        yield from pricing.obligations(
            plan,
            case.facts,
            company.calendar,
            at=at,
            until=until,
            known_at=known_at,
            customer=customer,
        )
