"""A limit that can move: restarted, extended, paused, held, with grace, a cap or a lead.

One walk over the facts of the limit's kinds, in time order. The end is the span counted
from the anchor, moved by each pause that began before it and each grant given in time, in
the order of their beginnings. Whether something was in time is decided by what had
happened up to then, so that reading with more facts never changes what was over before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Literal, TypeAlias

import attrs

from renoflow.facts import Fact
from renoflow.limits.plain import ReadsFrom
from renoflow.limits.records import Grace, Limit, LimitState, Status
from renoflow.limits.stretches import Lasting, compile_stretch, with_still
from renoflow.periods import CALENDAR, ELAPSED, LEGAL, Bound, Roll, Span, days, last_instant, plus
from renoflow.select import Facts, Scope, Table, compile_facts
from renoflow.select.matching import Selects, compile_where, of_kinds
from renoflow.select.tables import compile_reading

__all__ = ["compile_moving"]

_Role: TypeAlias = Literal["need", "restart", "extend", "waive"]


@attrs.frozen
class _End:
    """A last instant, what moved it, and whether a pause goes on that moves it still."""

    at: datetime
    facts: tuple[Fact, ...]
    open: bool
    provisional: bool


@attrs.frozen(kw_only=True)
class _Parts:
    """A limit with all its selectors compiled."""

    limit: Limit
    span: Callable[[Scope], tuple[Span | None, tuple[Fact, ...]]]
    roles: tuple[tuple[_Role, Selects], ...]
    kinds: tuple[str, ...]
    pauses: Callable[[Scope], tuple[Lasting, ...]]
    holds: Callable[[Scope], tuple[Lasting, ...]]
    notice: Callable[[Scope, datetime], tuple[datetime, tuple[Fact, ...]] | None]


def compile_moving(limit: Limit) -> ReadsFrom:
    """A reader of *limit*, whatever of its fields are used but ``every``."""
    # The order in which facts of one instant are applied: what meets a duty goes first,
    # a grant extends the end that a restart of the same instant gives.
    selectors: tuple[tuple[_Role, Facts | None], ...] = (
        ("need", limit.needs),
        ("restart", limit.restart),
        ("extend", None if limit.extend is None else limit.extend.on),
        ("waive", limit.waived_by),
    )
    used = [(role, facts) for role, facts in selectors if facts is not None]
    parts = _Parts(
        limit=limit,
        span=_compile_span(limit.span),
        roles=tuple((role, compile_facts(facts)) for role, facts in used),
        kinds=tuple(dict.fromkeys(kind for _, facts in used for kind in facts.kinds)),
        pauses=compile_stretch(limit.pause),
        holds=compile_stretch(limit.hold),
        notice=_compile_notice(limit.grace),
    )

    def read(scope: Scope, start: datetime, cited: tuple[Fact, ...]) -> tuple[LimitState, ...]:
        walk = _Walk(parts, scope, start, cited)
        own = None if scope.opening is None else scope.opening.id
        told = of_kinds(scope.seen, parts.kinds, start, scope.upto)
        for at, group in groupby(told, key=itemgetter(0)):
            if walk.status is not None:
                break
            walk.apply(at, [fact for _, fact in group if fact.id != own])
        return (walk.finish(),)

    return read


def _compile_span(
    span: Span | Table[Span] | None,
) -> Callable[[Scope], tuple[Span | None, tuple[Fact, ...]]]:
    if not isinstance(span, Table):
        return lambda _scope: (span, ())
    reading, last = compile_reading(span), span.rows[-1].gives

    def read(scope: Scope) -> tuple[Span | None, tuple[Fact, ...]]:
        gives, cited = reading(scope)
        return last if gives is None else gives, cited  # a limit has to end

    return read


def _compile_notice(
    grace: Grace | None,
) -> Callable[[Scope, datetime], tuple[datetime, tuple[Fact, ...]] | None]:
    """The first notice after the last instant."""
    if grace is None or grace.notice is None:
        return lambda _scope, _last: None
    matches, kinds = compile_where(grace.notice), grace.notice.kinds

    def read(scope: Scope, last: datetime) -> tuple[datetime, tuple[Fact, ...]] | None:
        given = [
            (at, fact)
            for at, fact in of_kinds(scope.seen, kinds, last, scope.upto)
            if last < at and matches(fact, scope)
        ]
        if not given:
            return None
        return given[0][0], tuple(fact for at, fact in given if at == given[0][0])

    return read


class _Walk:
    """Where the limit stands so far."""

    def __init__(
        self, parts: _Parts, scope: Scope, start: datetime, cited: tuple[Fact, ...]
    ) -> None:
        self.parts, self.limit, self.scope, self.start = parts, parts.limit, scope, start
        self.span, read = parts.span(scope.up_to(start))
        self.facts: list[Fact] = [*cited, *read]
        self.pauses = with_still(parts.pauses(scope), scope.still)
        self.holds = parts.holds(scope)
        self.cap = None if self.limit.cap is None else self._bound(self.limit.cap, start)
        self.lead = self._lead(start)
        # What the end is counted from. The end of a hold is itself the end, unless a pause
        # or a grant moves it.
        self.floor, self.held = start, False
        self.grants: tuple[tuple[datetime, Span], ...] = ()
        self.granted = 0
        self.end: _End | None = None  # without end, or not known while it waits for a hold
        self.waits: Lasting | None = None
        self.lapsed = self.provisional = False
        self.second: datetime | None = None
        self.notice: tuple[datetime, tuple[Fact, ...]] | None = None
        self.met: list[tuple[datetime, Fact]] = []
        self.status: Status | None = None
        self.met_at: datetime | None = None

    def _bound(self, span: Span, anchor: datetime) -> Bound:
        return last_instant(span, anchor, self.scope.calendar)

    def _lead(self, anchor: datetime) -> datetime | None:
        """The first instant at which a fact counts: of days, the start of the last one."""
        lead, calendar = self.limit.lead, self.scope.calendar
        if lead is None:
            return None
        end = self._bound(lead, anchor).at
        return end if _is_exact(lead) else calendar.start(calendar.day(end))

    def apply(self, at: datetime, facts: Sequence[Fact]) -> None:
        """Let each of *facts*, all of instant *at*, do to the limit what it does."""
        self._settle(at)
        for role, matches in self.parts.roles:
            for fact in facts:
                if self.status is None and matches(fact, self.scope):
                    self._apply(role, at, fact)

    def finish(self) -> LimitState:
        """The state at the scope's ``upto``."""
        upto, status, in_grace = self.scope.upto, self.status, False
        needed = self.limit.needs is not None
        if self.met_at is not None and not self.lapsed:
            self._close(self.met_at)
        if status is None:
            self._settle(upto)
            status = "open"
            in_grace = self.lapsed and self._in_time(upto)
            if self.lapsed and not in_grace:
                status = "missed" if needed else "over"
        end = self.end
        if end is not None:
            self._keep(end)
        facts = (*self.facts, *(fact for _, fact in self.met))
        return LimitState(
            limit=self.limit.id,
            status=status,
            start=self.start,
            last=None if end is None or (end.open and not self.lapsed) else end.at,
            met_at=self.met_at,
            facts=tuple(dict.fromkeys(fact.id for fact in facts)),
            missing=max(0, self.limit.count - len(self.met))
            if needed and self.status is None
            else 0,
            provisional=self.provisional,
            in_grace=in_grace,
            until=self._until(),
        )

    def _until(self) -> datetime | None:
        """The last instant of the grace, as far as it is known."""
        grace, end = self.limit.grace, self.end
        if grace is None or self.lapsed:
            return self.second
        if end is None or end.open or grace.notice is not None:
            return None
        return self._bound(grace.span, end.at).at

    def _close(self, at: datetime) -> None:
        """The end of a limit that was met or waived at *at*: later pauses do not move it."""
        self.pauses = tuple(pause for pause in self.pauses if pause.start <= at)
        if self.waits is None:
            self.end = self._count(self.scope.upto, self.floor, self.grants, held=self.held)
        elif self.waits.end is not None:
            self.facts += self.waits.stops
            self.end = self._count(self.scope.upto, self.waits.end, self.grants, held=True)

    def _keep(self, end: _End) -> None:
        """Cite what *end* rests on: something was judged by it."""
        self.facts += end.facts
        self.provisional = self.provisional or end.provisional

    def _count(
        self,
        by: datetime,
        floor: datetime,
        grants: tuple[tuple[datetime, Span], ...],
        *,
        held: bool,
    ) -> _End | None:
        """The end as of *by*: a pause that goes on then counts as far as that."""
        span, provisional = self.span, False
        if span is None:
            return None
        bound = Bound(at=floor, provisional=False)
        if not held:
            for _, grant in grants:
                if _adds(span, grant):
                    span = plus(span, grant)
            bound = self._bound(span, floor)
        if not (grants or self.pauses):
            bound = self._capped(bound)
            return _End(bound.at, (), open=False, provisional=bound.provisional)
        moves: list[tuple[datetime, int, Span | Lasting]] = [
            (max(pause.start, floor), 0, pause)
            for pause in self.pauses
            if pause.start <= by and (pause.end is None or pause.end > floor)
        ]
        moves += [(when, 1, grant) for when, grant in grants if held or not _adds(span, grant)]
        facts: list[Fact] = []
        goes_on = False
        bound = self._capped(bound)
        for when, _, move in sorted(moves, key=itemgetter(0, 1)):
            provisional = provisional or bound.provisional
            if isinstance(move, Span):
                bound = self._capped(self._bound(move, bound.at))
            elif when <= bound.at:
                goes_on = move.end is None or move.end > by
                facts += move.starts
                facts += () if goes_on else move.stops
                end = by if move.end is None or goes_on else move.end
                bound = self._capped(self._paused(bound, when, end))
        return _End(bound.at, tuple(facts), goes_on, provisional or bound.provisional)

    def _capped(self, bound: Bound) -> Bound:
        return bound if self.cap is None or bound.at < self.cap.at else self.cap

    def _paused(self, bound: Bound, begin: datetime, end: datetime) -> Bound:
        """*bound* moved by the time lost, and never to inside the pause."""
        span, calendar = self.span, self.scope.calendar
        assert span is not None  # noqa: S101 - without a span there is no bound
        if _is_exact(span):
            return attrs.evolve(bound, at=bound.at + (end - begin))
        crossed = (calendar.day(end) - calendar.day(begin)).days
        if crossed and span.counting == LEGAL:
            bound = self._bound(days(crossed, counting=LEGAL), bound.at)
        elif crossed:
            roll: Roll = "next_working" if span.unit == "working_day" else span.roll
            bound = self._bound(days(crossed, counting=CALENDAR, roll=roll), bound.at)
        return attrs.evolve(bound, at=max(bound.at, end))

    def _settle(self, at: datetime) -> None:
        """Note what happened before *at*: the end, or a hold that puts it off."""
        while not self.lapsed:
            if self.waits is None:
                end = self.end
                if end is None or self.pauses:  # as of now: a pause may have begun since
                    end = self.end = self._count(at, self.floor, self.grants, held=self.held)
                if end is None or at <= end.at:
                    return
                holding = self._holding(end.at)
                if holding is None or end.at == (self.cap and self.cap.at):
                    self._lapse(end)
                    return
                self._keep(end)
                self.facts += holding.starts
                self.end, self.grants, self.waits = None, (), holding
            hold = self.waits
            if self.cap is not None and at > self.cap.at and not _ends(hold, self.cap.at):
                self._lapse(_End(self.cap.at, (), False, self.cap.provisional))
            elif hold.end is None or hold.end > at:
                return
            else:
                self.facts += hold.stops
                self.floor, self.held, self.waits, self.end = hold.end, True, None, None

    def _holding(self, last: datetime) -> Lasting | None:
        """The hold that lasts at *last*."""
        for hold in self.holds:
            if hold.start <= last and not _ends(hold, last):
                return hold
        return None

    def _lapse(self, end: _End) -> None:
        self.lapsed, self.end = True, end
        grace = self.limit.grace
        if grace is None:
            return
        since: datetime | None = end.at
        if grace.notice is not None:
            self.notice = self.parts.notice(self.scope, end.at)
            since = None if self.notice is None else self.notice[0]
        if since is not None:
            second = self._bound(grace.span, since)
            self.second, self.provisional = second.at, self.provisional or second.provisional

    def _in_time(self, at: datetime) -> bool:
        """Whether *at* is inside, the grace counted in."""
        if not self.lapsed:
            return True
        if self.limit.grace is None:
            return False
        if self.notice is not None and self.notice[0] <= at:
            self.facts += self.notice[1]
        return self.second is None or at <= self.second

    def _apply(self, role: _Role, at: datetime, fact: Fact) -> None:
        if role == "need":
            self._need(at, fact)
        elif role == "restart":
            self._restart(at, fact)
        elif role == "extend":
            self._extend(at, fact)
        elif self.limit.needs is not None or self._in_time(at):
            self.facts.append(fact)
            self.status, self.met_at = "waived", at

    def _need(self, at: datetime, fact: Fact) -> None:
        if self.lead is not None and at < self.lead:
            if self.limit.early == "void":
                self.facts.append(fact)
                self.status, self.met_at = "early", at
            return
        self.met.append((at, fact))
        if len(self.met) >= self.limit.count:
            self.status = "met" if self._in_time(at) else "met_late"
            self.met_at = at

    def _restart(self, at: datetime, fact: Fact) -> None:
        """A new anchor, unless the end would not be later; only what follows it counts."""
        new = self._count(at, at, (), held=False)
        if new is None or not self._in_time(at):
            return
        if self.end is not None:
            if new.at <= self.end.at:
                return
            self._keep(self.end)
        self.facts.append(fact)
        self.floor, self.held, self.grants, self.waits = at, False, (), None
        self.end, self.lapsed, self.second, self.notice = new, False, None, None
        self.lead = self._lead(at)
        self.met = [one for one in self.met if one[0] == at and (not self.lead or at >= self.lead)]

    def _extend(self, at: datetime, fact: Fact) -> None:
        extend = self.limit.extend
        assert extend is not None  # noqa: S101 - or it would have no such role
        spent = extend.most is not None and self.granted >= extend.most
        if not (spent or self.lapsed or self.span is None):
            self.granted += 1
            self.facts.append(fact)
            self.grants, self.end = (*self.grants, (at, extend.span)), None


def _ends(hold: Lasting, by: datetime) -> bool:
    return hold.end is not None and hold.end <= by


def _is_exact(span: Span) -> bool:
    """Whether it ends at an instant rather than with a day."""
    return span.counting == ELAPSED


def _adds(span: Span, grant: Span) -> bool:
    """Whether *grant* is added to the count before the month is clipped."""
    same = span.unit == grant.unit and span.counting == grant.counting
    return same and span.unit in ("month", "year") and not (span.until or grant.until)
