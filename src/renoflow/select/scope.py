"""A history ready to be read, and the place from which it is seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Final, TypeAlias

import attrs

from renoflow.calendars import WorkCalendar, as_utc
from renoflow.facts import Fact
from renoflow.select.records import DayReading

__all__ = ["Dated", "Scope", "Seen", "see"]

Dated: TypeAlias = tuple[datetime, Fact]
"""A fact with the instant at which it is read."""

_ID: Final = attrgetter("id")
_AT: Final = itemgetter(0)


@attrs.frozen(eq=False)
class Seen:
    """A history ready to be read: facts by instant (then by id), and by kind.

    ``untimed`` are facts without an hour where the reading refuses them.
    """

    dated: tuple[Dated, ...]
    by_kind: Mapping[str, tuple[Dated, ...]]
    untimed: tuple[Fact, ...] = ()

    def cut(self, since: datetime | None = None, upto: datetime | None = None) -> Seen:
        """The history from *since* and up to *upto*, both inside; what is untimed stays."""
        told = self.dated
        if since is None and (upto is None or not told or told[-1][0] <= upto):
            return self  # the usual case
        dated = _between(told, since, upto)
        cut = ((kind, _between(pairs, since, upto)) for kind, pairs in self.by_kind.items())
        return Seen(dated, {kind: pairs for kind, pairs in cut if pairs}, self.untimed)


def _between(
    dated: tuple[Dated, ...], since: datetime | None, upto: datetime | None
) -> tuple[Dated, ...]:
    first = 0 if since is None else bisect_left(dated, since, key=_AT)
    return dated[first : None if upto is None else bisect_right(dated, upto, key=_AT)]


def see(facts: Iterable[Fact], calendar: WorkCalendar, *, days: DayReading) -> Seen:
    """*facts* sorted by instant and grouped by kind; *days* says how a day is read.

    The order in which the facts are given never matters; the id orders facts of one
    instant in lists and decides nothing.
    """
    dated: list[Dated] = []
    untimed: list[Fact] = []
    for one in sorted(facts, key=_ID):
        when = one.at
        if isinstance(when, datetime):
            # Two times of one changing zone compare by what the clocks show.
            dated.append((when if type(when.tzinfo) is timezone else as_utc(when), one))
        elif days == "refused":
            untimed.append(one)
        else:
            dated.append((calendar.start(when) if days == "start" else calendar.end(when), one))
    dated.sort(key=_AT)  # leaves facts of one instant in the order of their ids
    by_kind: dict[str, list[Dated]] = defaultdict(list)
    for pair in dated:
        by_kind[pair[1].kind].append(pair)
    grouped = dict(zip(by_kind, map(tuple, by_kind.values()), strict=True))
    return Seen(tuple(dated), grouped, tuple(untimed))


@attrs.frozen(kw_only=True, eq=False)
class Scope:
    """A history seen from one place, up to one instant.

    Facts after ``upto`` are not looked at (``asked`` where a test says so). ``party``,
    ``opening`` and ``opened`` belong to the claim, or tell when a stage was entered;
    ``held`` are parties who had the claim before and handed it on: what they did for it
    counts as the present party's own;
    ``ends`` are the last instants of limits that are over or met; ``house`` the party
    ids that stand for the company itself; ``ever`` the history beyond the chapter that
    ``seen`` is; ``still`` spans in which no limit runs, in order and apart.
    """

    seen: Seen
    calendar: WorkCalendar
    asked: datetime
    upto: datetime
    party: str | None = None
    held: tuple[str, ...] = ()
    opening: Fact | None = None
    opened: datetime | None = None
    approved: datetime | None = None
    lapsed: datetime | None = None
    decisive: datetime | None = None
    ends: Mapping[str, datetime] = MappingProxyType({})
    house: frozenset[str] = frozenset()
    ever: Seen | None = None
    still: tuple[tuple[datetime, datetime], ...] = ()

    def up_to(self, upto: datetime) -> Scope:
        """The same place, seen up to and including another instant."""
        return self if upto == self.upto else self.moved(upto, self.asked, self.ends)

    def moved(self, upto: datetime, asked: datetime, ends: Mapping[str, datetime]) -> Scope:
        """The same place at another time, with other ends of limits."""
        # written out: every armed limit with a condition asks, and evolve takes ten times as long
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=asked,
            upto=upto,
            party=self.party,
            held=self.held,
            opening=self.opening,
            opened=self.opened,
            approved=self.approved,
            lapsed=self.lapsed,
            decisive=self.decisive,
            ends=ends,
            house=self.house,
            ever=self.ever,
            still=self.still,
        )
