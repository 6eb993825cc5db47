"""The edges of a case: the instants at which something could change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from renoflow.attribution import Case, Court, Verdict, judge
from renoflow.facts import When
from renoflow.periods import last_instant
from renoflow.testing.strategies.happenings import ruled_by
from renoflow.testing.strategies.values import DAYS, TICK

__all__ = ["edges_of", "instants_around"]


def edges_of(court: Court, case: Case) -> tuple[datetime, ...]:
    """The instants at which an answer on *case* could change, with their neighbours, ascending.

    Each fact's own (of a day its first and its last), the last instant of each span that the
    policy names, counted from each fact, what the docket says of limits and approvals, and
    the beginnings of revisions; each with the microsecond before and after it. None is
    before the first policy.

    Raises:
        Malformed: as for :func:`~renoflow.attribution.judge`.
    """
    ruled, calendar = ruled_by(court), court.calendar
    found = set(ruled.starts)
    told = {at for one in case.facts for at in _instants(one.at, court)}
    found |= told
    found |= {last_instant(span, at, calendar).at for at in told for span in ruled.spans}
    first = min(ruled.starts, default=None)
    if told:
        last = max(told)
        for at in (last, last + timedelta(days=400)):
            if first is None or at >= first:
                found |= set(_on_docket(judge(court, case, at=at)))
    around = {at + tick for at in found for tick in (-TICK, TICK - TICK, TICK)}
    return tuple(sorted(at for at in around if first is None or at >= first))


def _instants(when: When, court: Court) -> tuple[datetime, ...]:
    if isinstance(when, datetime):
        return (court.calendar.local(when),)
    return court.calendar.start(when), court.calendar.end(when)


def _on_docket(verdict: Verdict) -> Iterator[datetime]:
    """The instants that a verdict and its docket name."""
    claims = verdict.docket
    named = [verdict.changes_at]
    named += [verdict.decided_at] if verdict.decided_at < verdict.at else []
    named += [at for one in claims for at in (one.opened, one.ended_at)]
    named += [at for one in claims for state in one.limits for at in (state.start, state.last)]
    named += [step.due for one in claims for step in one.steps]
    return (at for at in named if at is not None)


def instants_around(court: Court, case: Case) -> SearchStrategy[datetime]:
    """When to ask about *case*: long after all, or at any of its :func:`edges_of`.

    Long after all in one of four, because that is when limits have run out.
    """
    edges = edges_of(court, case)
    usual = court.calendar.at(DAYS[0].year, DAYS[0].month, DAYS[0].day, 10)
    late = max(edges, default=usual) + timedelta(days=1)
    return st.sampled_from((*[late] * (1 + len(edges) // 3), *reversed(edges)))
