"""The records of a store (店面记录): the daily log, visit reports, and what does not agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from typing import Final

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.money import Money, format_yuan
from renoflow.pipeline.checklists import missing_items
from renoflow.reasons import Reason, reason

__all__ = [
    "LOG_SECTIONS",
    "Differences",
    "differences",
    "log_differences",
    "log_missing",
    "report_mismatches",
]

LOG_SECTIONS: Final = ("visits", "measuring_fees", "customer_resources", "designers")
"""The four sections of the store manager's log (CUS-16)."""


def log_missing(log: Fact) -> tuple[str, ...]:
    """The sections that a ``store_log`` lacks, in order (CUS-16)."""
    told = log.get("sections")
    return missing_items(LOG_SECTIONS, told if isinstance(told, tuple) else ())


def log_differences(
    log: Fact, facts: Iterable[Fact], calendar: WorkCalendar
) -> tuple[Reason, ...]:
    """Where a ``store_log`` counts otherwise than the *facts* of its day (CUS-16, FEE-05).

    Visits by number, measuring fees by their sum, exact; what the log does not count is not
    compared. Each reason has the section, what was told and what was found.

    Args:
        log: The log of a day.
        facts: The histories of the store's customers, of any days.
        calendar: Whose days.
    """
    day = _day(log, calendar)
    today = [one for one in facts if _day(one, calendar) == day]
    visits = [one for one in today if one.kind == "visit"]
    fees = [
        one for one in today if one.kind == "measurement" and isinstance(one.get("fee"), Money)
    ]
    found: list[Reason] = []
    told = log.get("visits")
    if isinstance(told, int) and told != len(visits):
        found.append(_differs(log, visits, "visits", str(told), str(len(visits))))
    sum_ = Money(sum(fee.fen for one in fees if isinstance(fee := one.get("fee"), Money)))
    told = log.get("measuring_fees")
    if isinstance(told, Money) and told != sum_:
        found.append(_differs(log, fees, "measuring_fees", format_yuan(told), format_yuan(sum_)))
    return tuple(found)


def _differs(log: Fact, facts: Iterable[Fact], section: str, told: str, found: str) -> Reason:
    ids = tuple(sorted(one.id for one in facts))
    return reason(
        "store.log_differs",
        rule="CUS-16",
        facts=(log.id, *ids),
        section=section,
        told=told,
        found=found,
    )


def report_mismatches(reports: Iterable[Fact], calendar: WorkCalendar) -> tuple[Reason, ...]:
    """Where the ``visit_report`` facts do not name each other (FOL-16).

    A supervisor who went with a salesperson names him, and he names the supervisor in his
    own report of the day. Each one-sided mention is one reason; by day, then by id.
    """
    told = sorted(
        (one for one in reports if one.kind == "visit_report"),
        key=lambda one: (_day(one, calendar), one.id),
    )
    named = {
        (_day(one, calendar), one.get("form"), one.actor, one.get("companion")) for one in told
    }
    found = []
    for one in told:
        other = one.get("companion")
        if not isinstance(other, str):
            continue
        form = "supervisor" if one.get("form") == "salesperson" else "salesperson"
        if (_day(one, calendar), form, other, one.actor) not in named:
            found.append(
                reason(
                    "store.report_alone",
                    rule="FOL-16",
                    facts=(one.id,),
                    on=_day(one, calendar),
                    party=other,
                )
            )
    return tuple(found)


def _day(one: Fact, calendar: WorkCalendar) -> date:
    return calendar.day(one.at) if isinstance(one.at, datetime) else one.at


@attrs.frozen(kw_only=True)
class Differences:
    """What two sets of papers do not share, each by its number, sorted (对账差异).

    Attributes:
        only_ours: Numbers that only we have.
        only_theirs: Numbers that only they have.
        twice: Numbers that stand twice on one side.
    """

    only_ours: tuple[str, ...]
    only_theirs: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def agree(self) -> bool:
        """Whether there is no difference."""
        return not (self.only_ours or self.only_theirs or self.twice)


def differences(ours: Iterable[str], theirs: Iterable[str]) -> Differences:
    """How the numbers of two departments' papers of a day or month compare (FILE-13)."""
    mine, other = sorted(ours), sorted(theirs)
    doubled = {one for side in (mine, other) for one, after in pairwise(side) if one == after}
    return Differences(
        only_ours=tuple(sorted(set(mine) - set(other))),
        only_theirs=tuple(sorted(set(other) - set(mine))),
        twice=tuple(sorted(doubled)),
    )
