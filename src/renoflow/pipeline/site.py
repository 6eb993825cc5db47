"""Care of the site (工地维护): the Friday call, the four sources, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from renoflow.errors import one_of
from renoflow.facts import MISSING, Fact
from renoflow.pipeline.checklists import missing_items
from renoflow.pipeline.matters import Matter

__all__ = [
    "SITE_QUESTIONS",
    "SITE_SOURCES",
    "department_of",
    "open_issues",
    "site_problems",
    "site_unasked",
    "sources_missing",
]

SITE_SOURCES: Final = ("customer", "designer", "project_manager", "supervisor")
"""With whom the client manager talks to know of a site (SITE-01); ``site_talk`` facts."""

SITE_QUESTIONS: Final = ("designer", "materials", "workers", "supervisor")
"""What the call asks (SITE-03): is the designer conscientious, are main materials and
finished goods on time, are the workers proper, does the supervisor coordinate and manage."""


def site_problems(call: Fact) -> tuple[str, ...]:
    """The questions of a ``site_callback`` that were answered with no (SITE-03)."""
    return tuple(one for one in SITE_QUESTIONS if call.get(f"{one}_ok") is False)


def site_unasked(call: Fact) -> tuple[str, ...]:
    """The questions of a ``site_callback`` of which nothing was told, in order (SITE-03)."""
    return tuple(one for one in SITE_QUESTIONS if call.get(f"{one}_ok") in (MISSING, None))


def sources_missing(talks: Iterable[Fact]) -> tuple[str, ...]:
    """The sources that none of the ``site_talk`` facts *talks* was with, in order (SITE-01).

    Whether all four are needed each week is not in the text: give the talks of one round.
    """
    told = {one.get("whom") for one in talks if one.kind == "site_talk"}
    return missing_items(SITE_SOURCES, {one for one in told if isinstance(one, str)})


def department_of(issue: Fact, departments: Mapping[str, str]) -> str:
    """The department that a ``site_issue`` goes to, by what it is about (SITE-04).

    Args:
        issue: The issue.
        departments: The company's own table; the text has none.

    Raises:
        Malformed: ``value.unknown`` where the table does not have it.
    """
    about = issue.get("about")
    if not isinstance(about, str) or about not in departments:
        raise one_of("value.unknown", "about", str(about), departments)
    return departments[about]


def open_issues(
    issues: Iterable[Matter], *, severities: tuple[str, ...] = ()
) -> tuple[Matter, ...]:
    """The issues that a Friday's round takes up: all that are not solved (SITE-04).

    The worst first by *severities*, those without one of them last; then the oldest.
    """

    def rank(one: Matter) -> int:
        told = one.opened.get("severity")
        return severities.index(told) if told in severities else len(severities)

    left = (one for one in issues if one.stage != "issue_solved")
    return tuple(sorted(left, key=lambda one: (rank(one), one.at, one.id)))
