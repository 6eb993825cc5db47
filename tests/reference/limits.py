"""Limits said a second time: a history is replayed instant by instant, as people lived it.

Written from the rules in words. At each instant the replay knows only what has happened so
far: pauses and holds begin and stop, grants are given, the end comes or does not. Two
limits that depend on each other are replayed together. Provisional ends are not told.
"""

from datetime import datetime, timedelta
from typing import Any

import attrs

from renoflow.periods import CALENDAR, days
from tests.reference import periods, select

__all__ = ["states"]

MICRO = timedelta(microseconds=1)
DAY = timedelta(days=1)


@attrs.define
class State:
    """What became of one limit."""

    limit: str
    status: str
    start: datetime | None = None
    last: datetime | None = None
    met_at: datetime | None = None
    missing: int = 0
    in_grace: bool = False


def spanned(table, place):
    """The span that a table gives; the last one where that is not known, for it has to end."""
    given = select.read(table, place)
    return table.rows[-1].gives if given is None else given


class Replay:
    """One limit, from the instant it was armed."""

    counts: bool

    def __init__(self, limit, place, start):
        self.limit, self.place, self.start = limit, place, start
        self.calendar = place.calendar
        self.span = limit.span
        if hasattr(limit.span, "rows"):
            self.span = spanned(limit.span, place.up_to(start))
        self.cap = None if limit.cap is None else self.last(limit.cap, start)
        self.pausing = self.own = self.holding = False  # own: by its own pause
        self.alive = True
        self.notice = self.status = self.met_at = None
        self.granted = 0
        self.begin(start)

    def last(self, span, anchor):
        return periods.last(span, anchor, self.calendar)[0]

    def begin(self, anchor):
        """Count from *anchor*, with nothing moved yet."""
        self.anchor, self.held, self.waits = anchor, None, False
        self.more, self.moves, self.met = 0, [], []
        if self.pausing:
            self.moves = [["pause", anchor, None]]
        self.lead = None
        if self.limit.lead is not None:
            self.lead = self.last(self.limit.lead, anchor)
            if self.limit.lead.counting != "elapsed":
                local = self.lead.astimezone(self.calendar.zone)
                self.lead = local.replace(hour=0, minute=0, second=0, microsecond=0)

    def end(self, now):
        """The last instant, as if a pause that lasts stopped *now*."""
        if self.span is None:
            return None
        if self.held is not None:
            at = self.held
        else:
            at = self.last(attrs.evolve(self.span, n=self.span.n + self.more), self.anchor)
        at = self.capped(at)
        for what, one, to in self.moves:
            if what == "grant":
                at = self.last(one, at)
            elif one <= at:
                at = self.paused(at, one, now if to is None else to)
            at = self.capped(at)
        return at

    def capped(self, at):
        return at if self.cap is None else min(at, self.cap)

    def paused(self, at, begin, end):
        if self.span.counting == "elapsed":
            return at + (end - begin)
        zone = self.calendar.zone
        crossed = (end.astimezone(zone).date() - begin.astimezone(zone).date()).days
        if crossed:
            counting: Any = CALENDAR
            roll = self.span.roll
            if self.span.counting == "legal":
                counting = "legal"
            if self.span.unit == "working_day":
                roll = "next_working"
            at = self.last(days(crossed, counting=counting, roll=roll), at)
        return max(at, end)

    def expire(self, now):
        """Note what came to its end before *now*."""
        if not self.alive or self.span is None:
            return
        if self.cap is not None and now > self.cap and (self.waits or self.pausing):
            self.alive, self.ended = False, self.cap
        elif not self.waits and not self.pausing and now > self.end(now):
            end = self.end(now)
            if self.holding and end != self.cap:
                self.waits, self.moves = True, []
                if self.cap is not None and now > self.cap:
                    self.alive, self.ended = False, self.cap
            else:
                self.alive, self.ended = False, end

    def toggle(self, at, facts):
        """Pauses and holds begin and stop, and time stands still for all limits at once."""
        holding = self.lasts(self.limit.hold, self.holding, facts)
        if self.holding and not holding and self.waits and self.alive:
            self.waits, self.held = False, at
            if self.pausing and self.counts:
                self.moves.append(["pause", at, None])
        self.holding = holding
        self.own = self.lasts(self.limit.pause, self.own, facts)
        pausing = self.own or any(begin <= at < end for begin, end in self.place.still)
        if pausing and not self.pausing:
            self.counts = self.status is None
            if self.counts and self.alive and not self.waits and at >= self.start:
                self.moves.append(["pause", at, None])
        for move in self.moves:
            if self.pausing and not pausing and move[0] == "pause" and move[2] is None:
                move[2] = at
        self.pausing = pausing
        if at < self.start:
            self.begin(self.start)

    def lasts(self, stretch, lasted, facts):
        """Whether it lasts now; a start and a stop at once leave all as it was."""
        if stretch is None:
            return False
        starts = any(select.selects(stretch.start, one, self.place) for one in facts)
        stops = any(select.selects(stretch.stop, one, self.place) for one in facts)
        return lasted if starts == stops else starts

    def in_time(self, now):
        grace = self.limit.grace
        if self.alive:
            return True
        if grace is None:
            return False
        since = self.ended if grace.notice is None else self.notice
        return since is None or now <= self.last(grace.span, since)

    def apply(self, at, facts):
        limit = self.limit
        grace = limit.grace
        if grace is not None and grace.notice is not None and not self.alive:
            heard = any(select.selects(grace.notice, one, self.place) for one in facts)
            if heard and self.notice is None:
                self.notice = at
        opening = self.place.opening
        mine = [one for one in facts if opening is None or one.id != opening.id]
        for selector, do in (
            (limit.needs, self.need),
            (limit.restart, self.restart),
            (limit.extend and limit.extend.on, self.extend),
            (limit.waived_by, self.waive),
        ):
            for one in mine:
                wanted = selector is not None and select.selects(selector, one, self.place)
                if wanted and self.status is None:
                    do(at)

    def settle(self, status, at):
        self.status, self.met_at = status, at
        self.counts = True

    def need(self, at):
        if self.lead is not None and at < self.lead:
            if self.limit.early == "void":
                self.settle("early", at)
            return
        self.met.append(at)
        if len(self.met) == self.limit.count:
            self.settle("met" if self.in_time(at) else "met_late", at)

    def restart(self, at):
        if self.span is None or not self.in_time(at):
            return
        new = self.capped(self.last(self.span, at))
        old = self.end(at) if self.alive else self.ended
        if self.alive and self.waits:
            old = None
        if old is None or new > old:
            met = [one for one in self.met if one == at]
            self.begin(at)
            self.alive, self.notice = True, None
            self.met = [one for one in met if self.lead is None or one >= self.lead]

    def extend(self, at):  # noqa: ARG002 - as the other three
        grant = self.limit.extend
        spent = grant.most is not None and self.granted == grant.most
        if spent or not self.alive or self.span is None:
            return
        self.granted += 1
        span, by = self.span, grant.span
        own = (by.unit, by.counting) == (span.unit, span.counting)
        own = own and not by.until and not span.until
        if own and span.unit in {"month", "year"} and self.held is None and not self.waits:
            self.more += by.n
        else:
            self.moves.append(["grant", by, None])

    def waive(self, at):
        if self.limit.needs is not None or self.in_time(at):
            self.settle("waived", at)

    def read(self, upto):
        """The state at *upto*."""
        needed, grace = self.limit.needs is not None, False
        if self.status is None:
            self.expire(upto)
        unknown = self.waits or any(move[0] == "pause" and not move[2] for move in self.moves)
        last = self.end(upto) if self.alive else self.ended
        status = self.status or "open"
        if self.status is None and not self.alive:
            grace = self.in_time(upto)
            status = "open" if grace else "missed" if needed else "over"
        return State(
            limit=self.limit.id,
            status=status,
            start=self.start,
            last=None if self.alive and unknown else last,
            met_at=self.met_at,
            missing=self.limit.count - len(self.met) if needed and self.status is None else 0,
            in_grace=grace,
        )


def armed(limit, place):
    """The instant at which *limit* is armed, or None."""
    start = select.instant(limit.anchor, place)
    if start is None or start > place.upto:
        return None
    then = place.up_to(start)
    return start if all(select.holds(test, then) for test in limit.when) else None


def one(limit, place):
    """The states of one limit."""
    start = armed(limit, place)
    if start is None:
        return [State(limit.id, "unarmed")]
    if limit.every is not None:
        return rounds(limit, place, start)
    if limit.by is not None:
        return [agreed(limit, place, start)]
    replay = Replay(limit, place, start)
    dated = [(at, fact) for at, fact in place.seen.dated if at <= place.upto]
    edges = {at for span in place.still for at in span if at <= place.upto}
    for at in sorted({at for at, _ in dated} | edges):
        facts = [fact for when, fact in dated if when == at]
        if at >= start and replay.status is None:
            replay.expire(at)
        replay.toggle(at, facts)
        if at >= start and replay.status is None:
            replay.apply(at, facts)
    return [replay.read(place.upto)]


def agreed(limit, place, start):
    """A limit whose last instant is agreed: what was agreed later changes no met duty."""
    opening = place.opening
    done = [
        at
        for at, fact in (select.chosen(limit.needs, place, place.upto) if limit.needs else ())
        if at >= start and (opening is None or fact.id != opening.id)
    ]
    met_at = min(done, default=None)
    last = select.instant(limit.by, place.up_to(met_at or place.upto))
    if met_at is not None:
        status = "met" if last is None or met_at <= last else "met_late"
    elif last is None or place.upto <= last:
        status = "open"
    else:
        status = "missed" if limit.needs else "over"
    missing = 1 if limit.needs and met_at is None else 0
    return State(limit.id, status, start, last, met_at, missing)


def rounds(limit, place, start):  # noqa: C901, PLR0912 - day by day
    """The windows of a duty that comes round, found by walking the days."""
    every, calendar, zone = limit.every, place.calendar, place.calendar.zone
    opening = place.opening

    def dated(facts):
        return [
            at
            for at, fact in (select.chosen(facts, place, place.upto) if facts else ())
            if at >= start and (opening is None or fact.id != opening.id)
        ]

    def midnight(day):
        return datetime(day.year, day.month, day.day, tzinfo=zone)

    stop = min(dated(every.stops), default=None)
    day = start.astimezone(zone).date()
    here = periods._key(every.unit, day)
    while periods._key(every.unit, day - DAY) == here:
        day -= DAY
    if every.first == "whole" and midnight(day) < start:
        while periods._key(every.unit, day) == here:
            day += DAY
    windows: list[Any] = []
    while midnight(day) <= place.upto:
        unit = [day]
        while periods._key(every.unit, unit[-1] + DAY) == periods._key(every.unit, day):
            unit.append(unit[-1] + DAY)
        day = unit[-1] + DAY
        if every.weekday is not None:
            named = unit[every.weekday]
            while every.roll != "none" and not calendar.is_working(named):
                named += DAY
            unit = [named]
        window = (max(midnight(unit[0]), start), midnight(unit[-1] + DAY) - MICRO)
        if window[0] > place.upto or (stop is not None and stop <= window[0]):
            break
        if window[1] >= start and window[1] not in [last for _, last in windows]:
            windows.append(window)
    if not windows:
        if stop is not None:
            return [State(limit.id, "over", start=start)]
        return [State(limit.id, "open", start=start, missing=limit.count)]
    found = []
    for place_, (first, last) in enumerate(windows):
        close = windows[place_ + 1][0] if place_ + 1 < len(windows) else place.upto + MICRO
        done = [at for at in dated(limit.needs) if first <= at < close]
        waived = [at for at in dated(limit.waived_by) if first <= at < close]
        status, met_at, missing = "open", None, max(0, limit.count - len(done))
        if not missing:
            met_at = done[limit.count - 1]
            status = "met" if met_at <= last else "met_late"
        elif waived:
            status, met_at, missing = "waived", waived[0], 0
        elif place.upto > last:
            status = "missed"
        found.append(State(limit.id, status, first, last, met_at, missing))
    return found


def states(limits, place):
    """The states of all *limits*, those that end or replace others included."""
    edges = {at for span in place.still for at in span if at <= place.upto}
    ticks = {at for at, _ in place.seen.dated if at <= place.upto} | edges | {place.upto}
    while True:
        found, met = together(limits, place, sorted(ticks))
        if met <= ticks:
            return [state for limit in limits for state in found[limit.id]]
        ticks |= met


def together(limits, place, ticks):
    """All limits, one instant after the other; and the instants that were met on the way."""
    by_id = {limit.id: limit for limit in limits}
    stopped: dict[str, Any] = {}
    found: dict[str, Any] = {}
    announced, met = set(), set()
    for tick in ticks:
        while True:
            ends, found = dict(place.ends), {}
            seen = attrs.evolve(place, upto=tick, ends=ends)
            for limit in limits:
                found[limit.id] = stopped.get(limit.id) or one(limit, seen)
                state = found[limit.id][-1]
                done = state.status in {"met", "met_late", "missed", "over", "waived"}
                if done and state.last is not None:
                    ends[limit.id] = state.last
            new = [
                (found[limit.id][0].start, limit.anchor.of == "limit", limit.id)
                for limit in limits
                if limit.id not in announced and found[limit.id][0].start is not None
            ]
            if not new:
                break
            start, _, name = min(new)
            announced.add(name)
            for target in by_id[name].replaces:
                was = one(by_id[target], attrs.evolve(place, upto=start, ends=ends))
                begun_by = by_id[name].anchor.limit
                if target not in {*stopped, begun_by} and was[-1].status in {"open", "unarmed"}:
                    was[-1] = attrs.evolve(was[-1], status="replaced", last=start, missing=0)
                    was[-1].in_grace = False
                    stopped[target] = was
        for state in (state for several in found.values() for state in several):
            met |= {at for at in (state.start, state.last) if at is not None}
            met |= {state.last + MICRO} if state.last is not None else set()
    return found, {at for at in met if at <= place.upto}
