"""Who receives the next customer (接待轮序): read off what happened, never off a name (ATT-27)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Literal

import attrs

from renoflow.attribution.policy import OnDays, Rota, Skip
from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed
from renoflow.facts import Fact, known
from renoflow.limits import Stretch
from renoflow.select import Dated, DayReading, Facts, Scope, Seen, compile_facts, see

__all__ = ["Place", "Turn", "next_receiver"]


@attrs.frozen(kw_only=True)
class Place:
    """One member's place: 1 is called first; who is out has a place and no call.

    ``skips`` are the ids of the reasons that keep him out. ``turns`` are the turns counted so
    far and ``make_ups`` those still owed to him.
    """

    party: str
    place: int
    state: Literal["ready", "out"]
    turns: int
    make_ups: int
    skips: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Turn:
    """Who is next, by which rota and which given order, and the whole line.

    ``party`` is None where nobody is there. ``order`` is the name of the given order that
    was chosen; with lanes, of the lane whose turn it is.
    """

    rota: str
    at: datetime
    party: str | None
    order: str
    places: tuple[Place, ...]


def next_receiver(  # noqa: PLR0913 - what a turn depends on
    rota: Rota,
    facts: Iterable[Fact],
    given_order: Sequence[str] | Mapping[str, Sequence[str]],
    at: datetime,
    *,
    calendar: WorkCalendar,
    days: DayReading,
) -> Turn:
    """Who receives the next customer at the instant *at*, and the line behind him (ATT-27).

    Args:
        rota: The rules.
        facts: What happened to any customer of this reception; what is later than *at*
            is not looked at, and the order of telling never matters.
        given_order: The members, first to last; or several such orders by name, for a rota
            that chooses among them or interleaves them. Of an order of plain names the
            name is the rota's id.
        at: The asked instant; facts of this very instant have happened.
        calendar: Whose days count where the order depends on the day.
        days: How a fact without an hour is read.

    Raises:
        Malformed: ``rota.order`` where no order is given, none fits the day, or a member
            stands twice in it; ``value.naive``, ``fact.clash`` or ``fact.withdrawal``.
    """
    orders = (
        {name: tuple(members) for name, members in given_order.items()}
        if isinstance(given_order, Mapping)
        else {rota.id: tuple(given_order)}
    )
    local = calendar.local(at)
    seen = see(known(facts, calendar), calendar, days=days)
    names = rota.lanes or (_chosen(rota, orders, local, calendar),)
    if any(name not in orders or len(set(orders[name])) < len(orders[name]) for name in names):
        raise Malformed("rota.order", "given_order")
    line = _Line(rota, seen, calendar, at, {name: orders[name] for name in dict.fromkeys(names)})
    line.walk()
    return line.turn()


def _chosen(
    rota: Rota, orders: Mapping[str, Sequence[str]], local: datetime, calendar: WorkCalendar
) -> str:
    for row in rota.choose:
        if _fits(row, local, calendar):
            return row.order
    if rota.choose or len(orders) != 1:
        raise Malformed("rota.order", "given_order")
    return next(iter(orders))


def _fits(row: OnDays, local: datetime, calendar: WorkCalendar) -> bool:
    if row.weekdays and local.weekday() not in row.weekdays:
        return False
    if row.hours is not None and not row.hours[0] <= local.hour < row.hours[1]:
        return False
    if row.days in {"odd", "even"}:
        return (local.day % 2 == 1) is (row.days == "odd")
    if row.days in {"working", "off"}:
        return calendar.is_working(local.date()) is (row.days == "working")
    return True


class _Line:
    """The line while what happened is gone through, instant by instant."""

    def __init__(
        self,
        rota: Rota,
        seen: Seen,
        calendar: WorkCalendar,
        at: datetime,
        orders: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.rota, self.at = rota, at
        self.scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
        self.seen = [pair for pair in seen.dated if pair[0] <= at]
        self.lines = {name: list(members) for name, members in orders.items()}
        self.members = {one for members in orders.values() for one in members}
        self.turns = dict.fromkeys(self.members, 0)
        self.owed = dict.fromkeys(self.members, 0)
        self.granted: list[str] = []
        self.lane = 0
        self.lasting = [
            (skip, _during(skip.during, self.seen, self.scope, rota.whose))
            for skip in rota.skips
            if skip.during is not None
        ]

    def walk(self) -> None:
        rota = self.rota
        took = _Names(rota.counts, rota.who, self.scope)
        losing = [one for one in rota.skips if one.place == "loses"]
        skipped = [_Names(one.missed, rota.whose, self.scope) for one in losing]
        made_up = _Names(rota.make_up, rota.whose, self.scope)
        for at, pairs in groupby(self.seen, key=lambda pair: pair[0]):
            told = [fact for _, fact in pairs]
            # of one instant nobody is before another: all are read, then all are moved
            takers = [one for fact in told for one in took(fact) if one in self.members]
            called = {one for fact in told for names in skipped for one in names(fact)}
            missed = called & self.members
            granted = [one for fact in told for one in made_up(fact) if one in self.members]
            self.take(takers, missed, at)
            for name in sorted(granted, key=self.rank):
                self.owed[name] += 1
                self.granted.append(name)

    def rank(self, party: str) -> tuple[int, ...]:
        """Where *party* stands, in each line."""
        return tuple(
            line.index(party) if party in line else len(line) for line in self.lines.values()
        )

    def take(self, takers: list[str], missed: set[str], at: datetime) -> None:
        moved = set()
        for party in takers:
            self.turns[party] += 1
            if self.owed[party]:
                self.owed[party] -= 1
                self.granted.remove(party)
            else:
                moved.add(party)
        passed = {
            one
            for one in self.members - moved
            if self.is_passed(one, moved)
            and any(skip.place == "loses" for skip in self.skips(one, at))
        }
        passed |= missed - moved
        for party in missed - moved:
            self.turns[party] += self.rota.order == "fewest"
        for name, line in self.lines.items():
            gone = [one for one in line if one in moved or one in passed]
            self.lines[name] = [one for one in line if one not in gone] + gone
        for lane in [lane for lane in self.rota.lanes if moved & set(self.lines[lane])][:1]:
            self.advance(lane)

    def is_passed(self, party: str, takers: set[str]) -> bool:
        """Whether somebody behind *party* in his line took a turn."""
        return any(
            party in line and any(one in takers for one in line[line.index(party) + 1 :])
            for line in self.lines.values()
        )

    def skips(self, party: str, at: datetime) -> tuple[Skip, ...]:
        """Why *party* is not called."""
        return tuple(skip for skip, lasts in self.lasting if lasts(party, at))

    def advance(self, lane: str) -> None:
        """The next lane after the one that took its turn."""
        lanes = self.rota.lanes
        ahead = [(self.lane + step) % len(lanes) for step in range(len(lanes))]
        self.lane = (next(one for one in ahead if lanes[one] == lane) + 1) % len(lanes)

    def turn(self) -> Turn:
        rota, ready = self.rota, {one for one in self.members if not self.skips(one, self.at)}
        order, line = self.standing(ready)
        front = [one for one in dict.fromkeys(self.granted) if one in line]
        line = front + [one for one in line if one not in front]
        places = tuple(
            Place(
                party=one,
                place=place,
                state="ready" if one in ready else "out",
                turns=self.turns[one],
                make_ups=self.owed[one],
                skips=tuple(skip.id for skip in self.skips(one, self.at)),
            )
            for place, one in enumerate(line, 1)
        )
        first = next((one for one in line if one in ready), None)
        return Turn(rota=rota.id, at=self.at, party=first, order=order, places=places)

    def standing(self, ready: set[str]) -> tuple[str, list[str]]:
        """The name of the order in use and its members in line."""
        rota = self.rota
        if rota.lanes:
            return self.interleaved(ready)
        ((name, line),) = self.lines.items()
        if rota.order == "fewest":
            line = sorted(line, key=lambda one: self.turns[one])  # equals stay in line
        return name, line

    def interleaved(self, ready: set[str]) -> tuple[str, list[str]]:
        """The lanes in turn, beginning with the one whose turn it is; an empty one is passed."""
        lanes, line = self.rota.lanes, dict[str, None]()
        left = {name: list(members) for name, members in self.lines.items()}
        for step in range(len(lanes) * max(map(len, left.values()), default=0)):
            lane = left[lanes[(self.lane + step) % len(lanes)]]
            while lane and lane[0] in line:
                lane.pop(0)
            while lane:  # who is out stands beside the next of his lane who is not
                one = lane.pop(0)
                line[one] = None
                if one in ready:
                    break
        ahead = [lanes[(self.lane + step) % len(lanes)] for step in range(len(lanes))]
        name = next((one for one in ahead if ready & set(self.lines[one])), ahead[0])
        return name, list(line)


class _Names:
    """Whom a fact of a kind names in a role; nobody where it is no such fact."""

    def __init__(self, facts: Facts | None, role: str, scope: Scope) -> None:
        self.kinds = () if facts is None else facts.kinds
        self.matches = None if facts is None else compile_facts(facts)
        self.role, self.scope = role, scope

    def __call__(self, fact: Fact) -> tuple[str, ...]:
        if self.matches is None or fact.kind not in self.kinds:
            return ()
        if not self.matches(fact, self.scope):
            return ()
        named = fact.actor if self.role == "by" else fact.get(self.role)
        if isinstance(named, tuple):
            return named
        return (named,) if isinstance(named, str) else ()


class _During:
    """Whether a state that begins and ends with facts lasts for a party at an instant."""

    def __init__(self, changes: Mapping[str, Sequence[tuple[datetime, bool]]]) -> None:
        self.changes = changes

    def __call__(self, party: str, at: datetime) -> bool:
        lasts = False
        for when, begins in self.changes.get(party, ()):
            if when <= at:
                lasts = begins
        return lasts


def _during(stretch: Stretch, seen: Sequence[Dated], scope: Scope, whose: str) -> _During:
    """The state of each party; a start and a stop of one instant do nothing."""
    starts, stops = _Names(stretch.start, whose, scope), _Names(stretch.stop, whose, scope)
    changes: dict[str, list[tuple[datetime, bool]]] = {}
    for at, pairs in groupby(seen, key=lambda pair: pair[0]):
        told = [fact for _, fact in pairs]
        begun = {one for fact in told for one in starts(fact)}
        ended = {one for fact in told for one in stops(fact)}
        for party in begun ^ ended:
            changes.setdefault(party, []).append((at, party in begun))
    return _During(changes)
