"""The deadline engine: limits compiled once, then read off a history.

A limit's last instant is inside: a fact on it counts, and expiry is a microsecond later
(2.4 of the policy language), so that expiry never ties with a fact. Which kind of reader a
limit needs is found once: :mod:`.plain`, :mod:`.moving` or :mod:`.every`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias

import attrs

from renoflow.errors import Malformed
from renoflow.limits.every import compile_every
from renoflow.limits.moving import compile_moving
from renoflow.limits.plain import ReadsFrom, compile_plain
from renoflow.limits.records import MOVERS, Limit, LimitState, Status
from renoflow.select import Scope, Table, compile_anchor, compile_test

__all__ = ["compile_limits", "state"]

Reads: TypeAlias = Callable[[Scope], tuple[LimitState, ...]]

_ENDS: Final[frozenset[Status]] = frozenset(("met", "met_late", "missed", "over", "waived"))


def compile_limits(limits: Sequence[Limit]) -> Reads:
    """A function that reads all *limits* off a scope, in their order.

    A limit that comes round gives one state for each window begun so far, and one if it
    is unarmed or has none yet; every other gives one. A limit that names another, in an
    anchor or to replace it, must stand after it.

    Raises:
        Malformed: ``limit.order`` for one that names no earlier limit, ``limit.twice``
            for two limits of one id.
    """
    names = [limit.id for limit in limits]
    for place, limit in enumerate(limits):
        if limit.id in names[:place]:
            raise Malformed("limit.twice", f"[{place}].id")
        if not {*_named_by(limit), *limit.replaces} <= set(names[:place]):
            raise Malformed("limit.order", f"[{place}]")
    reads = [_compile(limit) for limit in limits]
    # What begins at the end of a limit does not replace it: that has come to its end.
    rivals = [
        _Replacing(limit.id, set(limit.replaces).difference(_named_by(limit)), _is_chained(limit))
        for limit in limits
        if limit.replaces
    ]
    if rivals:
        return lambda scope: _read_replacing(limits, reads, rivals, scope)
    if any(_is_chained(limit) for limit in limits):
        return lambda scope: _flat(limits, _read_chained(limits, reads, scope, {}))
    if len(reads) == 1:
        return reads[0]
    return lambda scope: tuple([one for read in reads for one in read(scope)])


def state(limit: Limit, scope: Scope) -> LimitState:
    """What became of one *limit* that does not come round; for one question."""
    (only,) = compile_limits((limit,))(scope)
    return only


_States: TypeAlias = dict[str, tuple[LimitState, ...]]


def _flat(limits: Sequence[Limit], states: _States) -> tuple[LimitState, ...]:
    return tuple(one for limit in limits for one in states[limit.id])


def _read_chained(
    limits: Sequence[Limit], reads: Sequence[Reads], scope: Scope, stopped: Mapping[str, datetime]
) -> _States:
    """All limits in order, each knowing the ends of those before it; *stopped* are replaced."""
    ends = dict(scope.ends)  # filled as the limits are read
    seen = scope.moved(scope.upto, scope.asked, ends)
    found: _States = {}
    for limit, read in zip(limits, reads, strict=True):
        states = read(seen)
        if limit.id in stopped:
            at = stopped[limit.id]
            then = read(seen.up_to(at))
            # windows that had come to their end by then stay what they are
            states = tuple(_replaced(now, was, at) for now, was in zip(states, then, strict=False))
        found[limit.id] = states
        last = states[-1]
        if last.status in _ENDS and last.last is not None:
            ends[limit.id] = last.last
    return found


def _replaced(now: LimitState, was: LimitState, at: datetime) -> LimitState:
    """*now*, or *was* stopped at *at* where it had not come to its end before."""
    if was.status not in ("open", "unarmed"):
        return now
    return attrs.evolve(was, status="replaced", last=at, missing=0, in_grace=False)


@attrs.frozen
class _Replacing:
    """A limit that stops others when it is armed, and whether it begins at another's end."""

    id: str
    stops: Collection[str]
    chained: bool


def _read_replacing(
    limits: Sequence[Limit],
    reads: Sequence[Reads],
    rivals: Sequence[_Replacing],
    scope: Scope,
) -> tuple[LimitState, ...]:
    """All limits, where some stop others when they are armed.

    The replacements are found one by one, the earliest first: what is armed later can no
    longer change them, but they may keep what is armed later from being armed at all. A
    limit that begins at the last instant of another is armed only after that instant.
    """
    stopped: dict[str, datetime] = {}
    while True:
        states = _read_chained(limits, reads, scope, stopped)
        due = [
            (armed, rival.chained, name)
            for rival in rivals
            if (armed := states[rival.id][0].start) is not None
            for name in rival.stops
            if name not in stopped
        ]
        if not due:
            return _flat(limits, states)
        at, _, name = min(due)
        stopped[name] = at


def _named_by(limit: Limit) -> Iterator[str]:
    """The ids of the other limits that *limit* names in its anchors."""
    anchors = [limit.anchor] if limit.by is None else [limit.anchor, limit.by]
    tests = list(limit.when)
    if isinstance(limit.span, Table):
        anchors.append(limit.span.of)
    while tests:
        test = tests.pop()
        anchors += [one for one in (test.after, test.before, test.of) if one is not None]
        tests += test.any
    while anchors:
        anchor = anchors.pop()
        anchors += anchor.anchors
        if anchor.limit is not None:
            yield anchor.limit


def _is_chained(limit: Limit) -> bool:
    return any(True for _ in _named_by(limit))


def _compile(limit: Limit) -> Reads:
    anchor = compile_anchor(limit.anchor)
    when = [compile_test(test) for test in limit.when]
    read = _compile_reader(limit)
    moved = read if limit.every is not None or limit.by is not None else compile_moving(limit)
    unarmed = (LimitState(limit=limit.id, status="unarmed"),)

    def armed(scope: Scope) -> tuple[LimitState, ...]:
        found = anchor(scope)
        if found is None or found[0] > scope.upto:
            return unarmed
        start, cited = found
        if when:
            then = scope.up_to(start)
            for test in when:
                holds = test(then)
                if holds is None:
                    return unarmed
                cited = (*cited, *holds)
        return (moved if scope.still else read)(scope, start, cited)

    return armed


def _compile_reader(limit: Limit) -> ReadsFrom:
    if limit.every is not None:
        return compile_every(limit, limit.every)
    span = limit.span
    moves = limit.waived_by is not None or any(getattr(limit, name) for name in MOVERS)
    if moves or limit.count > 1 or isinstance(span, Table):
        return compile_moving(limit)
    return compile_plain(limit, span)
