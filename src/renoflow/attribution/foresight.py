"""When an answer changes by itself (自行变动): the first instant at which time alone does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TypeAlias

from renoflow.attribution.live import TICK, Live
from renoflow.attribution.policy import Question
from renoflow.attribution.records import Answer
from renoflow.attribution.sweep import sweep
from renoflow.attribution.swept import Sweep
from renoflow.calendars import WorkCalendar
from renoflow.periods import Bound, Span, last_instant
from renoflow.select.matching import of_kinds

__all__ = ["Answers", "changes_at", "provisional"]

Answers: TypeAlias = Mapping[Question, Answer]
"""The answer to each question."""


def changes_at(
    swept: Sweep,
    answers: Answers,
    ahead: Callable[[Sweep, datetime], Answers],
) -> tuple[datetime | None, Sweep]:
    """The first instant at which time alone gives other *answers*, and the sweep that shows it.

    It may, at the end of an open limit, where silence answers for an approval, and where a
    span of a ground has passed since a fact that the ground names, or since a claim opened,
    was approved, or had its last instant or that of a limit.

    *ahead* gives the answers of a sweep at a later instant. Silence, and the end of a
    limit, may set other limits and steps going, and a hold may put an end off, so that from
    there on the case is read anew.
    """
    while True:
        turn = min([at for at in _turns(swept) if at > swept.upto], default=None)
        for at in sorted(_ends(swept)):
            if turn is not None and at >= turn:
                break
            if at > swept.upto and differs(ahead(swept, at), answers):
                return at, swept
        if turn is None:
            return None, swept
        swept = _later(swept, turn)
        if differs(ahead(swept, turn), answers):
            return turn, swept


def differs(one: Answers, other: Answers) -> bool:
    """Whether any question is answered otherwise; the facts cited are no part of an answer."""
    return any(_core(one[question]) != _core(other[question]) for question in one)


def _core(answer: Answer) -> tuple[object, ...]:
    return answer.outcome, answer.rule, answer.shares, answer.to


def _turns(swept: Sweep) -> Iterator[datetime]:
    """When silence will answer for an approval, or a limit ends where another begins or waits."""
    for live in swept.claims:
        if not live.row.turns:
            continue
        for step, row in zip(live.steps, live.row.steps, strict=False):
            silent = row.approval.silence != "pending" and step.status == "pending"
            if silent and step.due is not None:
                yield step.due + TICK
        for state in live.limits:
            if state.limit in live.row.awaited and state.status == "open":
                yield from (at + TICK for at in (state.last, state.until) if at is not None)


def _later(swept: Sweep, at: datetime) -> Sweep:
    """The case at *at* if nothing more happens."""
    later = Sweep(
        swept.compiled,
        swept.calendar,
        swept.seen,
        asked=at,
        openings=swept.openings,
        ever=swept.ever,
        still=swept.still,
    )
    return sweep(later)


def _ends(swept: Sweep) -> set[datetime]:
    ends: set[datetime] = set()
    for live in swept.claims:
        if live.open_ends or live.open_contests:
            ends.update([end.at for end in live.open_ends], live.open_contests)
    if swept.compiled.timed:
        ends.update([bound.at + TICK for _, bound in _passed(swept)])
    return ends


def _passed(swept: Sweep) -> Iterator[tuple[datetime, Bound]]:
    """From where each span of a ground is counted, and when it has passed."""
    since: dict[Span, set[datetime]] = {}
    for row in swept.compiled.timed:
        for span in row.spans:
            named = of_kinds(swept.seen, row.kinds, upto=swept.upto)
            since.setdefault(span, set(_courses(swept))).update(at for at, _ in named)
    for span, instants in since.items():
        for at in instants:
            yield at, last_instant(span, at, swept.calendar)


def _courses(swept: Sweep) -> Iterator[datetime]:
    """The instants in the course of the claims from which a span of a ground may be counted."""
    for live in swept.claims:
        yield live.opened
        if live.approved is not None:
            yield live.approved
        yield from (one.last for one in live.limits if one.last is not None)
        yield from (one.at - TICK for one in live.all_ends)


def provisional(swept: Sweep, turns: datetime | None) -> tuple[int, ...]:
    """The years of days off that nobody knows and that the docket, or *turns*, hangs on."""
    hanging = [live for live in swept.claims if live.limits or live.steps]
    spans = [span for live in hanging for span in _hanging(live)]
    if turns is not None:
        passed = ((at, bound) for at, bound in _passed(swept) if bound.provisional)
        spans.extend((at, bound.at) for at, bound in passed if bound.at + TICK == turns)
    if not spans:
        return ()
    years = {year for first, last in spans for year in _unknown(swept.calendar, first, last)}
    return tuple(sorted(years))


def _hanging(live: Live) -> Iterator[tuple[datetime, datetime]]:
    """From when to when the limits and approvals of a claim run whose end may still move."""
    for state in live.limits:
        if state.provisional and state.last is not None:
            yield state.start or live.opened, state.until or state.last
    for step in live.steps:
        if step.provisional and step.due is not None:
            yield live.opened, step.due


def _unknown(calendar: WorkCalendar, first: datetime, last: datetime) -> Iterator[int]:
    """The years between two instants of which the calendar does not know every day."""
    begin, end = calendar.day(first), calendar.day(last)
    for year in range(begin.year, end.year + 1):
        days = (max(begin, date(year, 1, 1)), min(end, date(year, 12, 31)))
        if not all(calendar.knows(day) for day in days):
            yield year
