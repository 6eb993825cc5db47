"""When a case begins anew, when it is frozen, and when it stood still in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Final

import attrs

from renoflow.attribution.rows import ChapterRow, Compiled, Selector, claimants
from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.periods import last_instant
from renoflow.select import Dated, Scope, Seen
from renoflow.select.matching import of_kinds

__all__ = ["Frozen", "chapter_of", "freeze"]


@attrs.frozen
class Frozen:
    """The decisive instant that stands (None: none does), its facts, and the time given back.

    ``still`` are the spans between a decisive fact and what undid it, in order and apart.
    """

    at: datetime | None
    facts: tuple[Fact, ...]
    still: tuple[tuple[datetime, datetime], ...]


_RUNNING: Final = Frozen(None, (), ())


def chapter_of(compiled: Compiled, seen: Seen, calendar: WorkCalendar, at: datetime) -> Seen:
    """The chapter of *seen* that is being written at *at*: the last one begun by then."""
    row = compiled.chapter
    if row is None:
        return seen
    start = _begins(row, compiled, Scope(seen=seen, calendar=calendar, asked=at, upto=at))
    return seen if start is None else seen.cut(since=start)


def _begins(row: ChapterRow, compiled: Compiled, scope: Scope) -> datetime | None:
    """The first instant of the last chapter; None while there is only the first."""
    start: datetime | None = None
    closed = False
    last_since: datetime | None = None
    gap, calendar = row.chapter.gap, scope.calendar
    for at, group in groupby(scope.seen.dated, key=itemgetter(0)):
        if at > scope.upto:
            break
        facts = [fact for _, fact in group]
        fresh = (
            gap is not None
            and last_since is not None
            and at > last_instant(gap, last_since, calendar).at
            and _any(row.fresh, facts, scope)
        )
        if fresh or (closed and _opens(compiled, facts, scope)):
            start, closed = at, False
        if any(_any(one, facts, scope) for one in compiled.undo):
            closed = False
        if any(_any(one, facts, scope) for one in row.closes):
            closed = True
        if _any(row.since, facts, scope):
            last_since = at
    return start


def _any(selector: Selector | None, facts: Iterable[Fact], scope: Scope) -> bool:
    return selector is not None and any(selector[1](fact, scope) for fact in facts)


def _opens(compiled: Compiled, facts: Iterable[Fact], scope: Scope) -> bool:
    return any(
        row.opens(fact, scope) and claimants(row.claim, fact)
        for fact in facts
        for row in compiled.by_kind.get(fact.kind, ())
    )


def freeze(compiled: Compiled, seen: Seen, calendar: WorkCalendar, at: datetime) -> Frozen:
    """What froze the case by the instant *at*: the first decisive instant not undone."""
    if compiled.freezing.isdisjoint(seen.by_kind):
        return _RUNNING
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    hits = list(_hits(compiled.decisive, scope))
    if not hits:
        return _RUNNING
    undone = sorted({when for when, _ in _hits(compiled.undo, scope)})
    still: list[tuple[datetime, datetime]] = []
    standing: list[datetime] = []
    for begun in sorted({when for when, _ in hits}):
        stop = next((when for when in undone if when > begun), None)
        if stop is None:
            standing.append(begun)
        elif still and begun <= still[-1][1]:
            still[-1] = (still[-1][0], max(still[-1][1], stop))
        else:
            still.append((begun, stop))
    if not standing:
        return Frozen(None, (), tuple(still))
    return Frozen(standing[0], _at(hits, standing[0]), tuple(still))


def _hits(selectors: Sequence[Selector], scope: Scope) -> Iterator[Dated]:
    for kinds, matches in selectors:
        for pair in of_kinds(scope.seen, kinds):
            if pair[0] <= scope.upto and matches(pair[1], scope):
                yield pair


def _at(hits: Iterable[Dated], at: datetime) -> tuple[Fact, ...]:
    return tuple({fact.id: fact for when, fact in hits if when == at}.values())
