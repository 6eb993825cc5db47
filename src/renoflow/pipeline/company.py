"""All rules of a company (公司规则) as one dated value, and the company opened with them."""

from __future__ import annotations

import attrs

from renoflow.attribution import Court, Policy, open_court
from renoflow.calendars import WorkCalendar
from renoflow.pricing import Plan, RateCard
from renoflow.processes import Flow, Process, open_process
from renoflow.select import DayReading
from renoflow.timeline import Timeline

__all__ = ["Company", "CompanyRules", "open_company"]


@attrs.frozen(kw_only=True)
class CompanyRules:
    """What a company edits as ``company.toml``: whose, where, how much.

    Attributes:
        id: The company's own name for these rules.
        revision: From 1 on; an edited set of rules is a new revision.
        source: Where they were published.
        attribution: Whose customer each one is.
        process: Which stages a customer passes.
        rates: Design fees by tier, dated.
        plan: How contracts are paid.
        days: How the process reads a fact that has a day and no hour.
    """

    id: str
    revision: int
    source: str
    attribution: Policy
    process: Process
    rates: Timeline[RateCard]
    plan: Plan
    days: DayReading


@attrs.frozen(eq=False)
class Company:
    """A company's rules bound to its calendar and compiled once."""

    rules: CompanyRules
    calendar: WorkCalendar
    court: Court
    flow: Flow


def open_company(rules: CompanyRules, calendar: WorkCalendar) -> Company:
    """*rules* checked and compiled once.

    Raises:
        Malformed: as of ``open_court`` and ``open_process``.
    """
    return Company(
        rules,
        calendar,
        open_court(rules.attribution, calendar),
        open_process(rules.process, calendar, days=rules.days),
    )
