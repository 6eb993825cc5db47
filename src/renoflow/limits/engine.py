"""The deadline engine: limits compiled once, then read off a history.

A limit is read in one pass over the facts of its kinds, in time order. Its last instant
is inside: a fact on it counts, and expiry is a microsecond later (2.4 of the policy
language), so that expiry never ties with a fact. A fact after the end moves nothing, hence
reading with more facts never changes what was over before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeAlias

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed
from renoflow.facts import Fact
from renoflow.limits.records import Limit, LimitState, Status
from renoflow.periods import (
    CALENDAR,
    LEGAL,
    Bound,
    Period,
    Span,
    days,
    last_instant,
    next_period,
    next_weekday,
    period_of,
    plus,
)
from renoflow.select import (
    Dated,
    Facts,
    Scope,
    Table,
    compile_anchor,
    compile_facts,
    compile_table,
    compile_test,
)
from renoflow.select.compiled import Selects, of_kinds

__all__ = ["compile_limits", "state"]

Reads: TypeAlias = Callable[[Scope], tuple[LimitState, ...]]

_ENDS: Final[frozenset[Status]] = frozenset(("met", "met_late", "missed", "over", "waived"))


def compile_limits(limits: Sequence[Limit]) -> Reads:
    """A function that reads all *limits* off a scope, in their order.

    A limit that comes round gives one state for each window begun so far, and one if it
    is unarmed or has none yet; every other gives one. A limit anchored at another must
    stand after it.

    Raises:
        Malformed: ``limit.order`` for an anchor or a replacement that names no earlier
            limit, ``limit.twice`` for two limits of one id.
    """
    names = [limit.id for limit in limits]
    for place, limit in enumerate(limits):
        if limit.id in names[:place]:
            raise Malformed("limit.twice", f"[{place}].id")
        earlier = {limit.anchor.limit} - {None}
        if not {*earlier, *limit.replaces} <= set(names[:place]):
            raise Malformed("limit.order", f"[{place}]")
    read_one = [_compile(limit) for limit in limits]
    if all(not limit.replaces and limit.anchor.of != "limit" for limit in limits):
        if len(read_one) == 1:
            return read_one[0]
        return lambda scope: tuple(one for read in read_one for one in read(scope))
    return lambda scope: _read_chained(limits, read_one, scope)


def state(limit: Limit, scope: Scope) -> LimitState:
    """What became of one *limit* that does not come round; for one question."""
    (only,) = compile_limits((limit,))(scope)
    return only


def _read_chained(
    limits: Sequence[Limit], read_one: Sequence[Reads], scope: Scope
) -> tuple[LimitState, ...]:
    ends = dict(scope.ends)
    found: dict[str, tuple[LimitState, ...]] = {}
    for limit, read in zip(limits, read_one, strict=True):
        seen = attrs.evolve(scope, ends=ends)
        states = found[limit.id] = read(seen)
        last = states[-1]
        if last.status in _ENDS and last.last is not None:
            ends[limit.id] = last.last
        armed = states[0].start
        if armed is not None:
            for name in limit.replaces:
                found[name] = tuple(_replaced(one, armed) for one in found[name])
    return tuple(one for limit in limits for one in found[limit.id])


def _replaced(one: LimitState, at: datetime) -> LimitState:
    """*one*, stopped at *at* unless it had come to its end before."""
    done = one.met_at if one.met_at is not None else one.last
    if one.status in _ENDS and done is not None and done < at:
        return one
    return attrs.evolve(one, status="replaced", last=at, met_at=None, missing=0)


def _compile(limit: Limit) -> Reads:
    anchor = compile_anchor(limit.anchor)
    when = [compile_test(test) for test in limit.when]
    read = _compile_every(limit) if limit.every is not None else _compile_single(limit)

    def armed(scope: Scope) -> tuple[LimitState, ...]:
        found = anchor(scope)
        if found is None or found[0] > scope.upto:
            return (LimitState(limit=limit.id, status="unarmed"),)
        start, cited = found
        for test in when:
            holds = test(scope)
            if holds is None:
                return (LimitState(limit=limit.id, status="unarmed"),)
            cited = (*cited, *holds)
        return read(scope, start, cited)

    return armed


_ReadsFrom: TypeAlias = Callable[[Scope, datetime, tuple[Fact, ...]], tuple[LimitState, ...]]


def _compile_single(limit: Limit) -> _ReadsFrom:
    plain = not (
        limit.restart
        or limit.extend
        or limit.pause
        or limit.hold
        or limit.grace
        or limit.lead
        or limit.waived_by
        or limit.cap
    )
    span = limit.span
    if plain and not isinstance(span, Table) and limit.count == 1:
        return _compile_plain(limit, span)
    reader = _Reader(limit)
    return lambda scope, start, cited: (reader.read(scope, start, cited),)


def _compile_plain(limit: Limit, span: Span | None) -> _ReadsFrom:
    """The usual limit: one span, at most one fact that meets it, nothing that moves it."""
    name, needs = limit.id, limit.needs
    matches = None if needs is None else compile_facts(needs)
    kinds = () if needs is None else needs.kinds

    def read(scope: Scope, start: datetime, cited: tuple[Fact, ...]) -> tuple[LimitState, ...]:
        last, provisional = None, False
        if span is not None:
            bound = last_instant(span, start, scope.calendar)
            last, provisional = bound.at, bound.provisional
        upto, opening = scope.upto, scope.opening
        ids = tuple(fact.id for fact in cited)
        past = last is not None and upto > last
        status: Status = "open" if not past else "over" if matches is None else "missed"
        met: datetime | None = None
        if matches is not None:
            for at, fact in of_kinds(scope.seen, kinds):
                if start <= at <= upto and fact is not opening and matches(fact, scope):
                    met = at
                    ids = (*ids, fact.id)
                    status = "met" if last is None or at <= last else "met_late"
                    break
        return (
            LimitState(
                limit=name,
                status=status,
                start=start,
                last=last,
                met_at=met,
                facts=ids,
                missing=1 if matches is not None and met is None else 0,
                provisional=provisional,
            ),
        )

    return read


class _Reader:
    """A limit with everything that can move it; ``read`` walks the facts once."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self.span = compile_table(limit.span) if isinstance(limit.span, Table) else None
        roles = {
            "resume": limit.pause and limit.pause.stop,
            "extend": limit.extend and limit.extend.on,
            "restart": limit.restart,
            "waive": limit.waived_by,
            "need": limit.needs,
            "pause": limit.pause and limit.pause.start,
        }
        # the order in which facts of one instant are applied: what keeps a limit alive
        # comes before what meets it, and a pause begins after its own instant
        self.roles: list[tuple[str, Facts, Selects]] = [
            (role, facts, compile_facts(facts)) for role, facts in roles.items() if facts
        ]
        self.kinds = tuple({kind: None for _, facts, _ in self.roles for kind in facts.kinds})
        hold, grace = limit.hold, limit.grace
        self.hold = None if hold is None else (compile_facts(hold.start), compile_facts(hold.stop))
        notice = None if grace is None else grace.notice
        self.notice = None if notice is None else compile_facts(notice)

    def read(self, scope: Scope, start: datetime, cited: tuple[Fact, ...]) -> LimitState:
        run = _Run(self, scope, start, cited)
        for at, role, fact in self.events(scope, start):
            run.settle(at)
            if run.done:
                break
            run.apply(at, role, fact)
        return run.finish()

    def events(self, scope: Scope, start: datetime) -> Iterator[tuple[datetime, str, Fact]]:
        for at, group in groupby(of_kinds(scope.seen, self.kinds), key=itemgetter(0)):
            if at > scope.upto:
                return
            facts = [fact for _, fact in group]
            for role, _, matches in self.roles:
                if at < start and role not in ("pause", "resume"):
                    continue
                for fact in facts:
                    if matches(fact, scope) and fact is not scope.opening:
                        yield at, role, fact


class _Run:
    """One walk: where the limit stands so far."""

    def __init__(
        self, reader: _Reader, scope: Scope, start: datetime, cited: tuple[Fact, ...]
    ) -> None:
        limit = reader.limit
        self.reader, self.limit, self.scope, self.start = reader, limit, scope, start
        self.facts: list[Fact] = list(cited)
        self.span = limit.span if isinstance(limit.span, Span) else None
        if reader.span is not None:
            self.span = reader.span(attrs.evolve(scope, upto=start))
        self.anchor = start
        self.provisional = False
        self.moves: list[Span] = []
        self.extended = 0
        self.met: list[datetime] = []
        self.status: Status | None = None
        self.done = False
        self.met_at: datetime | None = None
        self.paused_at: datetime | None = None
        self.grace_last: datetime | None = None
        self.lapsed = False
        self.held = False
        self.last = self._end(self.span, start)
        self.lead = None
        if limit.lead is not None:
            self.lead = last_instant(limit.lead, start, scope.calendar).at

    def _end(self, span: Span | None, anchor: datetime) -> datetime | None:
        if span is None:
            return None
        return self._bounded(last_instant(span, anchor, self.scope.calendar))

    def _bounded(self, bound: Bound) -> datetime:
        self.provisional = self.provisional or bound.provisional
        return self._capped(bound.at)

    def _capped(self, at: datetime) -> datetime:
        cap = self.limit.cap
        if cap is None:
            return at
        return min(at, last_instant(cap, self.start, self.scope.calendar).at)

    def settle(self, at: datetime) -> None:
        """Note what happened between the last event and *at*: the end, and a hold past it."""
        if self.lapsed or self.last is None or self.paused_at is not None or at <= self.last:
            return
        self._hold()
        if self.last is not None and at > self.last:
            self.lapsed = True
            grace = self.limit.grace
            if grace is not None and grace.notice is None:
                self.grace_last = last_instant(grace.span, self.last, self.scope.calendar).at

    def _hold(self) -> None:
        """A hold that lasts at the end moves the end to its own end, or leaves it unknown."""
        if self.reader.hold is None or self.last is None:
            return
        starts, stops = self.reader.hold
        holding = False
        for at, fact in self.scope.seen.dated:
            if at > self.scope.upto:
                break
            if at <= self.last:
                if starts(fact, self.scope):
                    holding = True
                elif stops(fact, self.scope) and at < self.last:
                    holding = False
            elif holding and stops(fact, self.scope):
                self.last = self._capped(at)
                return
        if holding:
            self.held = True
            self.last = None

    def in_time(self, at: datetime) -> bool:
        """Whether *at* is inside, the grace counted in."""
        if not self.lapsed:
            return True
        grace = self.limit.grace
        if grace is None:
            return False
        if self.grace_last is None and self.reader.notice is not None:
            self.grace_last = self._notice_end()
        return self.grace_last is None or at <= self.grace_last

    def _notice_end(self) -> datetime | None:
        grace, notice = self.limit.grace, self.reader.notice
        assert grace is not None and notice is not None and self.last is not None  # noqa: S101, PT018
        for at, fact in self.scope.seen.dated:
            if self.last < at <= self.scope.upto and notice(fact, self.scope):
                self.facts.append(fact)
                return last_instant(grace.span, at, self.scope.calendar).at
        return None

    def apply(self, at: datetime, role: str, fact: Fact) -> None:
        """Let *fact* do what its *role* does to the limit."""
        if role == "need":
            self._need(at, fact)
        elif role == "waive":
            self.facts.append(fact)
            self.status, self.met_at, self.done = "waived", at, True
        elif role == "pause":
            if self.paused_at is None and not self.lapsed:
                self.paused_at = at
                self.facts.append(fact)
        elif role == "resume":
            self._resume(at, fact)
        elif role == "restart":
            if self.in_time(at):
                self._restart(at, fact)
        elif not self.lapsed:
            self._extend(fact)

    def _need(self, at: datetime, fact: Fact) -> None:
        if self.lead is not None and at < self.lead:
            if self.limit.early == "void":
                self.facts.append(fact)
                self.status, self.met_at, self.done = "early", at, True
            return
        self.facts.append(fact)
        self.met.append(at)
        if len(self.met) >= self.limit.count:
            self.status = "met" if self.in_time(at) else "met_late"
            self.met_at, self.done = at, True

    def _restart(self, at: datetime, fact: Fact) -> None:
        last = self._end(self.span, at)
        if last is not None and (self.last is None or last > self.last or self.lapsed):
            self.anchor, self.last = at, last
            self.moves, self.lapsed, self.grace_last = [], False, None
            self.facts.append(fact)

    def _extend(self, fact: Fact) -> None:
        extend = self.limit.extend
        if extend is None or self.last is None or self.span is None:
            return
        if extend.most is not None and self.extended >= extend.most:
            return
        self.extended += 1
        self.facts.append(fact)
        self.moves.append(extend.span)
        self._move()

    def _resume(self, at: datetime, fact: Fact) -> None:
        if self.paused_at is None:
            return
        began, self.paused_at = max(self.paused_at, self.anchor), None
        if self.last is None or at <= began:
            return
        self.facts.append(fact)
        if self.span is not None and _is_exact(self.span):
            self.last = self._capped(self.last + (at - began))
            return
        crossed = (self.scope.calendar.day(at) - self.scope.calendar.day(began)).days
        if crossed:
            legal = self.span is not None and self.span.counting == LEGAL
            lost = days(crossed, counting=LEGAL if legal else CALENDAR)
            self.last = self._bounded(last_instant(lost, self.last, self.scope.calendar))

    def _move(self) -> None:
        """The end after the latest extension: added to the count where the unit is the same."""
        span, move = self.span, self.moves[-1]
        assert span is not None and self.last is not None  # noqa: S101, PT018
        same = (span.unit, span.counting, span.running) == (move.unit, move.counting, move.running)
        if (
            same
            and not span.until
            and not move.until
            and self.last == self._end(span, self.anchor)
        ):
            self.span = plus(span, move)
            self.last = self._end(self.span, self.anchor)
        else:
            self.last = self._bounded(last_instant(move, self.last, self.scope.calendar))

    def finish(self) -> LimitState:
        """The state at the scope's ``upto``."""
        upto = self.scope.upto
        if not self.done:
            self.settle(upto)
        needed = self.limit.needs is not None
        in_grace = False
        status = self.status
        if status is None:
            if not self.lapsed:
                status = "open"
            elif self.in_time(upto):
                status, in_grace = "open", True
            else:
                status = "missed" if needed else "over"
        running = self.paused_at is not None and not self.done and not self.lapsed
        return LimitState(
            limit=self.limit.id,
            status=status,
            start=self.start,
            last=None if running else self.last,
            met_at=self.met_at,
            facts=tuple(dict.fromkeys(fact.id for fact in self.facts)),
            missing=max(0, self.limit.count - len(self.met)) if needed and not self.done else 0,
            provisional=self.provisional,
            in_grace=in_grace,
        )


def _is_exact(span: Span) -> bool:
    return span.unit in ("minute", "hour") or span.counting == "elapsed"


def _compile_every(limit: Limit) -> _ReadsFrom:
    every, needs, name = limit.every, limit.needs, limit.id
    assert every is not None and needs is not None  # noqa: S101, PT018 - refused by the record
    matches = compile_facts(needs)
    stops = None if every.stops is None else compile_facts(every.stops)
    waives = None if limit.waived_by is None else compile_facts(limit.waived_by)

    def read(scope: Scope, start: datetime, cited: tuple[Fact, ...]) -> tuple[LimitState, ...]:
        end = scope.upto
        if stops is not None:
            stopped = [at for at, f in scope.seen.dated if start <= at <= end and stops(f, scope)]
            end = min(stopped, default=end)
        ids = tuple(fact.id for fact in cited)
        hits = [
            pair
            for pair in of_kinds(scope.seen, needs.kinds)
            if start <= pair[0] <= scope.upto and matches(pair[1], scope)
        ]
        states = []
        windows = list(_windows(limit, start, end, scope))
        for place, window in enumerate(windows):
            following = windows[place + 1].first if place + 1 < len(windows) else None
            mine = [
                p for p in hits if p[0] >= window.first and (following is None or p[0] < following)
            ]
            waived = waives is not None and any(
                window.first <= at <= scope.upto and (following is None or at < following)
                for at, fact in scope.seen.dated
                if waives(fact, scope)
            )
            states.append(_window_state(limit, window, mine, ids, scope, waived=waived))
        return tuple(states) or (
            LimitState(limit=name, status="open", start=start, facts=ids, missing=limit.count),
        )

    return read


def _window_state(  # noqa: PLR0913, PLR0917 - what one window rests on
    limit: Limit,
    window: Period,
    hits: Sequence[Dated],
    cited: tuple[str, ...],
    scope: Scope,
    *,
    waived: bool,
) -> LimitState:
    count = limit.count
    met_at = hits[count - 1][0] if len(hits) >= count else None
    status: Status
    if met_at is not None:
        status = "met" if met_at <= window.last else "met_late"
    elif waived:
        status = "waived"
    else:
        status = "open" if scope.upto <= window.last else "missed"
    day = scope.calendar.day(window.last)
    rolls = limit.every is not None and limit.every.roll != "none"
    return LimitState(
        limit=limit.id,
        status=status,
        start=window.first,
        last=window.last,
        met_at=met_at,
        facts=(*cited, *(fact.id for _, fact in hits[:count])),
        missing=0 if status == "waived" else max(0, count - len(hits)),
        provisional=rolls and not scope.calendar.knows(day),
    )


def _windows(limit: Limit, start: datetime, end: datetime, scope: Scope) -> Iterator[Period]:
    """The windows that begin at or before *end*, from the one that holds *start*."""
    every, calendar = limit.every, scope.calendar
    assert every is not None  # noqa: S101
    unit = period_of(every.unit, start, calendar)
    if every.first == "whole" and unit.first < start:
        unit = next_period(every.unit, start, calendar)
    while unit.first <= end:
        window = unit
        if every.weekday is not None:
            window = next_weekday(every.weekday, unit.first, calendar)
            if every.roll == "next_working":
                window = _rolled(window, calendar)
        if window.first > end:
            return
        if window.last >= start:
            yield window
        unit = next_period(every.unit, unit.first, calendar)


def _rolled(window: Period, calendar: WorkCalendar) -> Period:
    while not calendar.is_working(calendar.day(window.first)):
        window = next_period("day", window.first, calendar)
    return window
