"""The two doors of a company's process, for one customer."""

from __future__ import annotations

from datetime import datetime

from renoflow import processes
from renoflow.attribution import Case
from renoflow.facts import Fact
from renoflow.pipeline.company import Company
from renoflow.processes import Journey
from renoflow.reasons import Reason

__all__ = ["journey", "may"]


def journey(
    company: Company, case: Case, *, at: datetime, known_at: datetime | None = None
) -> Journey:
    """Where the customer of *case* stands in the process of *company* at the instant *at*.

    What was recorded after *known_at* is left out. Reading never refuses: what did not fit
    is in ``deviations``.

    Raises:
        Malformed: as of :func:`renoflow.processes.journey`.
    """
    return processes.journey(company.flow, case.facts, at=at, known_at=known_at)


def may(company: Company, case: Case, fact: Fact) -> tuple[Reason, ...]:
    """Every objection to telling *fact* of the customer of *case*; none means it may be told.

    Raises:
        Malformed: as of :func:`renoflow.processes.may`.
    """
    return processes.may(company.flow, case.facts, fact)
