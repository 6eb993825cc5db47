"""Whether a test holds: compiled once into plain functions of a scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final, TypeAlias

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.periods import first_instant, last_instant
from renoflow.select.anchors import Finds, compile_anchor
from renoflow.select.matching import compile_where, of_kinds
from renoflow.select.records import Facts, Test
from renoflow.select.scope import Dated, Scope
from renoflow.select.totals import Decides, Decision, compile_total

__all__ = ["Holds", "compile_test"]

_TICK: Final = timedelta(microseconds=1)

Holds: TypeAlias = Callable[[Scope], tuple[Fact, ...] | None]
"""Gives the facts by which a test holds, or None where it does not."""


def compile_test(test: Test) -> Holds:
    """A function that gives the facts by which *test* holds, or None where it does not.

    Those are the facts that it found and those that its anchors rest on; a negated test
    rests on none, but on those of a sum that it compares with.
    """
    if test.any:
        options = [compile_test(one) for one in test.any]

        def either(scope: Scope) -> tuple[Fact, ...] | None:
            for option in options:
                found = option(scope)
                if found is not None:
                    return found
            return None

        return either
    if _is_plain(test):
        return _compile_plain(test)
    gather, decide = _compile_gather(test), _compile_decision(test)

    def holds(scope: Scope) -> tuple[Fact, ...] | None:
        found = gather(scope)
        if found is None:
            return None
        hits, cited, _ = found
        rest = decide(hits, scope)
        return (*rest.hits, *rest.base, *cited) if rest.holds else None

    def fails(scope: Scope) -> tuple[Fact, ...] | None:
        found = gather(scope)
        if found is None:
            return ()
        hits, _, closed = found
        rest = decide(hits, scope)
        return rest.base if closed and not rest.holds else None

    return fails if test.negated else holds


def _is_plain(test: Test) -> bool:
    """Whether it only asks for so many facts up to the instant of testing."""
    window = (test.after, test.before, test.within, test.back, test.total)
    return not (any(window) or test.latest or test.ever) and test.until == "decisive"


def _compile_plain(test: Test) -> Holds:
    """The usual test, which every verdict asks several times, without what it does not need."""
    facts = test.facts
    assert facts is not None  # noqa: S101 - __attrs_post_init__ has refused it
    matches, kinds, count = compile_where(facts), facts.kinds, test.count

    def holds(scope: Scope) -> tuple[Fact, ...] | None:
        told = of_kinds(scope.seen, kinds, None, scope.upto)
        if len(told) < count:
            return None
        hits = [fact for _, fact in told if matches(fact, scope)]
        return tuple(hits) if len(hits) >= count else None

    if test.negated:
        return lambda scope: () if holds(scope) is None else None
    return holds


_Gathers: TypeAlias = Callable[[Scope], tuple[list[Dated], tuple[Fact, ...], bool] | None]


def _compile_gather(test: Test) -> _Gathers:
    """The facts inside, those that the anchors rest on, and whether the window is closed.

    A span is closed once its last instant is past: only then "no such fact within" can be
    said (trap 13). What ends before an instant is closed just before that instant, so that
    the needs of a claim may ask for nothing before its opening. None where an anchor is not
    known yet.
    """
    facts = test.facts
    assert facts is not None  # noqa: S101 - __attrs_post_init__ has refused it
    broad = _broad(facts, test.latest)
    matches, kinds, window = compile_where(broad), facts.kinds, _compile_window(test)
    ever, until_asked = test.ever, test.until == "asked"

    def gather(scope: Scope) -> tuple[list[Dated], tuple[Fact, ...], bool] | None:
        bounds = window(scope)
        if bounds is None:
            return None
        low, high, over, cited = bounds
        last = scope.asked if until_asked else scope.upto
        seen = scope.ever if ever and scope.ever is not None else scope.seen
        hits = [
            pair
            for pair in of_kinds(seen, kinds, low, last if high is None else min(high, last))
            if matches(pair[1], scope)
        ]
        return hits, cited, over is None or last >= over

    return gather


def _broad(facts: Facts, latest: bool | tuple[str, ...]) -> Facts:
    """Those of which the latest is meant, whatever it says in the fields asked about."""
    if latest is False:
        return facts
    kept = () if latest is True else (one for one in facts.where if one.field not in latest)
    return attrs.evolve(facts, where=tuple(kept))


_Bounds: TypeAlias = tuple[datetime | None, datetime | None, datetime | None, tuple[Fact, ...]]
_Window: TypeAlias = Callable[[Scope], _Bounds | None]
_Edge: TypeAlias = Callable[[datetime, WorkCalendar], datetime]


def _compile_window(test: Test) -> _Window:
    """First and last instant inside, when it is closed, and the facts of the anchors."""
    edges = list(_edges(test))
    if not edges:
        return lambda _scope: (None, None, None, ())

    def window(scope: Scope) -> _Bounds | None:
        calendar = scope.calendar
        since = until = over = None
        cited: tuple[Fact, ...] = ()
        for anchor, low, high, rest in edges:
            found = anchor(scope)
            if found is None:
                return None
            at, facts = found
            cited += facts
            if low is not None:
                first = low(at, calendar)
                since = first if since is None else max(since, first)
            if high is not None:
                last = high(at, calendar)
                until = last if until is None else min(until, last)
                over = last + rest if over is None else min(over, last + rest)
        return since, until, over, cited

    return window


def _edges(test: Test) -> Iterator[tuple[Finds, _Edge | None, _Edge | None, timedelta]]:
    """Each anchor with the first and the last instant inside, and how long after it is over."""
    within, back, at_once = test.within, test.back, timedelta()
    if test.after is not None:
        yield compile_anchor(test.after), lambda at, _: at + _TICK, None, at_once
    if test.before is not None:
        yield compile_anchor(test.before), None, lambda at, _: at - _TICK, at_once
    if within is not None:
        yield (
            compile_anchor(test.of),
            lambda at, _: at,
            lambda at, calendar: last_instant(within, at, calendar).at,
            _TICK,
        )
    if back is not None:
        yield (
            compile_anchor(test.of),
            lambda at, calendar: first_instant(back, at, calendar).at,
            lambda at, _: at - _TICK,
            at_once,
        )


def _compile_decision(test: Test) -> Decides:
    if test.latest:
        return _compile_latest(test)
    if test.total is not None:
        return compile_total(test.total)
    count = test.count
    return lambda hits, _scope: Decision(len(hits) >= count, tuple([fact for _, fact in hits]))


def _compile_latest(test: Test) -> Decides:
    facts = test.facts
    assert facts is not None  # noqa: S101 - __attrs_post_init__ has refused it
    matches = compile_where(facts)

    def latest(hits: list[Dated], scope: Scope) -> Decision:
        final = tuple(fact for at, fact in hits if at == hits[-1][0])
        return Decision(bool(final) and all(matches(fact, scope) for fact in final), final)

    return latest
