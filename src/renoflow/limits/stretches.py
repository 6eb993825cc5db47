"""Stretches of time in which a limit stands still, or its end waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import groupby
from operator import itemgetter

import attrs

from renoflow.facts import Fact
from renoflow.limits.records import Stretch
from renoflow.select import Scope, compile_facts
from renoflow.select.matching import of_kinds

__all__ = ["Lasting", "compile_stretch", "with_still"]


@attrs.frozen
class Lasting:
    """One stretch of a state: from an instant to another, or still lasting."""

    start: datetime
    end: datetime | None
    starts: tuple[Fact, ...]
    stops: tuple[Fact, ...]


def compile_stretch(stretch: Stretch | None) -> Callable[[Scope], tuple[Lasting, ...]]:
    """The stretches up to ``upto``; a start and a stop at one instant leave all as it was."""
    if stretch is None:
        return lambda _scope: ()
    starts, stops = compile_facts(stretch.start), compile_facts(stretch.stop)
    kinds = tuple(dict.fromkeys((*stretch.start.kinds, *stretch.stop.kinds)))

    def read(scope: Scope) -> tuple[Lasting, ...]:
        found: list[Lasting] = []
        told = of_kinds(scope.seen, kinds, upto=scope.upto)
        for at, group in groupby(told, key=itemgetter(0)):
            facts = [fact for _, fact in group]
            started = tuple(fact for fact in facts if starts(fact, scope))
            stopped = tuple(fact for fact in facts if stops(fact, scope))
            lasts = bool(found) and found[-1].end is None
            if started and not stopped and not lasts:
                found.append(Lasting(at, None, started, ()))
            elif stopped and not started and lasts:
                found[-1] = Lasting(found[-1].start, at, found[-1].starts, stopped)
        return tuple(found)

    return read


def with_still(
    pauses: tuple[Lasting, ...], still: tuple[tuple[datetime, datetime], ...]
) -> tuple[Lasting, ...]:
    """*pauses* and the spans in which nothing runs, so that no time is given back twice."""
    if not still:
        return pauses
    joined: list[Lasting] = []
    spans = (*pauses, *(Lasting(start, end, (), ()) for start, end in still))
    for one in sorted(spans, key=lambda span: span.start):
        last = joined[-1] if joined else None
        if last is None or (last.end is not None and last.end <= one.start):
            joined.append(one)
            continue
        end = None if last.end is None or one.end is None else max(last.end, one.end)
        facts = (*last.starts, *one.starts), (*last.stops, *one.stops)
        joined[-1] = Lasting(last.start, end, *facts)
    return tuple(joined)
