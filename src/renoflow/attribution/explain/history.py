"""Who was credited from when on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import attrs

from renoflow.attribution.court import Court
from renoflow.attribution.judge import judge
from renoflow.attribution.records import Answer, Case
from renoflow.timeline import Timeline

__all__ = ["ownership_history"]


def ownership_history(
    court: Court, case: Case, *, until: datetime, known_at: datetime | None = None
) -> tuple[tuple[datetime, Answer], ...]:
    """Who was credited from when on, up to *until*, by what was known at *known_at*.

    The first row begins with the first fact, or with the first policy where facts are
    older. Judged anew wherever an answer may change: at each fact, at the ``changes_at`` of
    each verdict, with each revision of the policy. Rows of one answer are one; ``facts`` are
    those cited at the first of its instants.

    Raises:
        Malformed: as for :func:`~renoflow.attribution.judge`.
    """
    waiting = {at for at in _breaks(court, case) if at <= until}
    done: set[datetime] = set()
    rows: list[tuple[datetime, Answer]] = []
    while waiting:
        at = min(waiting)
        done.add(at)
        verdict = judge(court, case, at=at, known_at=known_at)
        turns = verdict.changes_at
        if turns is not None and turns <= until:
            waiting.add(turns)
        waiting -= done
        if not rows or _core(rows[-1][1]) != _core(verdict.credit):
            rows.append((at, verdict.credit))
    return tuple(rows)


def _core(answer: Answer) -> Answer:
    return attrs.evolve(answer, facts=())


def _breaks(court: Court, case: Case) -> Iterator[datetime]:
    """The instants of the facts and of the policy's revisions, none before the first policy."""
    calendar = court.calendar
    since: list[datetime] = []
    if isinstance(court.policies, Timeline):
        starts = (row[0] for row in court.policies.rows)
        since = [s if isinstance(s, datetime) else calendar.start(s) for s in starts]
    told: list[datetime] = []
    for fact in case.facts:
        at = fact.at
        told += [at] if isinstance(at, datetime) else [calendar.start(at), calendar.end(at)]
    if told:
        first = max(min(told), min(since, default=min(told)))
        yield from (at for at in {first, *since, *told} if at >= first)
