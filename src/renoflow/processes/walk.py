"""How a history is read off a process.

Facts are taken by instant; those of one instant are tried together,
so that no id and no order of telling decides. The first row of the table, out of a current
stage, that any of them may take is taken by all of them that may; then again, until none
is left. Each track takes a fact once at most. A fact with a row whose requirements fail
waits in that stage, and is tried again, the longest waiting first, after every later fact;
its move then happens at the instant of that later fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from itertools import groupby

from renoflow.facts import Fact
from renoflow.processes.flow import Flow, Row
from renoflow.processes.journeys import Owed, Possible, Step
from renoflow.reasons import Reason, reason
from renoflow.select import Scope, Seen

__all__ = ["Asked", "Track", "Walk"]


class Track:
    """Where one track stands while a history is read."""

    __slots__ = ("entered", "left", "name", "opening", "scope", "stage", "visit")

    def __init__(self, name: str, stage: str) -> None:
        self.name: str = name
        self.stage: str = stage
        self.left: str = stage
        self.entered: Step | None = None
        self.opening: Fact | None = None
        self.scope: Scope | None = None
        self.visit: Visit | None = None

    @property
    def since(self) -> datetime | None:
        """When the stage was entered; None for a start never left."""
        return None if self.entered is None else self.entered.at


class Asked:
    """A fact that wants to move something: the tracks in which it still may."""

    __slots__ = ("at", "fact", "healed_at", "missing", "stages", "tracks")

    def __init__(self, fact: Fact, at: datetime, tracks: Iterable[Track]) -> None:
        self.fact: Fact = fact
        self.at: datetime = at
        self.tracks: list[Track] = list(tracks)
        self.stages: tuple[str, ...] = ()
        self.missing: tuple[Reason, ...] = ()
        self.healed_at: datetime | None = None


class Visit:
    """A stay in a stage that has duties."""

    __slots__ = ("left", "opening", "since", "stage", "track")

    def __init__(self, track: Track) -> None:
        self.stage: str = track.stage
        self.track: str = track.name
        self.since: datetime | None = track.since
        self.opening: Fact | None = track.opening
        self.left: datetime | None = None


class Walk:
    """One reading of a history up to and including *at*."""

    def __init__(self, flow: Flow, seen: Seen, at: datetime) -> None:
        self.flow: Flow = flow
        self.seen: Seen = seen
        self.at: datetime = at
        self.tracks: tuple[Track, ...] = tuple(
            [Track(start.track, start.id) for start in flow.starts]
        )
        self.by_name: dict[str, Track] = {track.name: track for track in self.tracks}
        self.path: list[Step] = []
        self.odd: list[Asked] = []
        self.held: list[Asked] = []
        self.visits: list[Visit] = []
        if flow.duties:
            for track in self.tracks:
                self.visit(track)
        moving = flow.moving
        now: datetime | None = None
        facts: list[Fact] = []
        for then, fact in seen.dated:
            if then != now:
                if now is not None:
                    self.hear(facts, now)
                if then > at:
                    break
                now, facts = then, []
            if fact.kind in moving:
                facts.append(fact)
        else:
            if now is not None:
                self.hear(facts, now)

    def hear(self, facts: Sequence[Fact], now: datetime) -> None:
        """Take what *facts*, all that may move something at the instant *now*, bring about."""
        if len(facts) != 1 or len(self.tracks) != 1 or self.held:
            if facts or self.held:
                self.settle([Asked(fact, now, self.tracks) for fact in facts], now)
            return
        # One fact, one track, nothing waits: nearly every instant is such a one, and this is
        # what settling comes to for it.
        fact, track = facts[0], self.tracks[0]
        for row in self.flow.rows[track.stage].get(fact.kind, ()):
            if (row.plain or self.fits(row, fact, track, now)) and not (
                row.lacks and self.lacking(row, track, now)
            ):
                self.move(row, track, facts, now)
                return
        self.judge(Asked(fact, now, self.tracks), now)

    def settle(self, fresh: list[Asked], now: datetime) -> None:
        """Take every move that the facts of the instant *now* bring about."""
        while self.take(fresh, now) or (self.held and self.heal(now)):
            pass
        for one in fresh:
            if one.tracks:
                self.judge(one, now)

    def heal(self, now: datetime) -> bool:
        """Take one move of a fact that waits, the longest waiting first."""
        self.held = [one for one in self.held if one.tracks]
        able = self.able(now)
        waiting = [one for one in self.held if one.fact.kind in able]
        for _, asked in groupby(waiting, key=lambda one: one.at):
            if self.take(list(asked), now):
                return True
        return False

    def able(self, now: datetime) -> set[str]:
        """The kinds of waiting facts that have a row out of a current stage lacking nothing.

        What a row lacks is the same for all that ask, of whom there may be many.
        """
        kinds = {one.fact.kind for one in self.held}
        return {
            kind
            for track in self.tracks
            for kind in kinds
            if any(
                not self.lacking(row, track, now)
                for row in self.flow.rows[track.stage].get(kind, ())
            )
        }

    def take(self, asked: Sequence[Asked], now: datetime) -> bool:
        """Take the first row that any of *asked* may take, by all of them that may."""
        asked = [one for one in asked if one.tracks]
        for row in self.rows(asked) if asked else ():
            track = self.by_name[row.track]
            takers = [
                one
                for one in asked
                if track in one.tracks
                and one.fact.kind in row.move.on.kinds
                and self.fits(row, one.fact, track, now)
            ]
            if takers and not self.lacking(row, track, now):
                for one in takers:
                    one.tracks.remove(track)
                    if one.missing:
                        one.healed_at = now
                self.move(row, track, [one.fact for one in takers], now)
                return True
        return False

    def rows(self, asked: Sequence[Asked]) -> Sequence[Row]:
        """The rows out of the current stages for the kinds of *asked*, in table order."""
        table = self.flow.rows
        if len(asked) == 1 and len(self.tracks) == 1:
            return table[self.tracks[0].stage].get(asked[0].fact.kind, ())
        kinds = {one.fact.kind for one in asked}
        found = {
            row.place: row
            for track in self.tracks
            for kind in kinds
            for row in table[track.stage].get(kind, ())
        }
        return [found[place] for place in sorted(found)]

    def fits(self, row: Row, fact: Fact, track: Track, now: datetime) -> bool:
        """Whether *row* selects *fact*, which is of one of its kinds, and lets its role act."""
        return self.selects(row, fact, track, now) and (
            not row.roles or fact.get("role") in row.roles
        )

    def selects(self, row: Row, fact: Fact, track: Track, now: datetime) -> bool:
        """Whether *row* selects *fact*, which is of one of its kinds."""
        return row.selects is None or row.selects(
            fact, self.scope(track, now) if row.scoped else self.nowhere
        )

    @cached_property
    def nowhere(self) -> Scope:
        """For selectors that look at nothing but the fact."""
        return Scope(seen=self.seen, calendar=self.flow.calendar, asked=self.at, upto=self.at)

    def lacking(self, row: Row, track: Track, now: datetime) -> tuple[Reason, ...]:
        """What the requirements of *row* lack at *now*; the fact itself not looked at."""
        if not row.lacks:
            return ()
        scope = self.scope(track, now)
        if len(row.lacks) == 1:
            return row.lacks[0](scope, self.stages)
        return tuple([one for lacks in row.lacks for one in lacks(scope, self.stages)])

    def stages(self) -> tuple[str, ...]:
        """The current stages, one for each track."""
        return tuple([track.stage for track in self.tracks])

    def scope(self, track: Track, now: datetime) -> Scope:
        """The history seen from the stage of *track*, nothing after *now*."""
        scope = track.scope
        if scope is None or scope.upto != now:
            track.scope = scope = Scope(
                seen=self.seen,
                calendar=self.flow.calendar,
                asked=now,
                upto=now,
                opening=track.opening,
                opened=track.since,
                house=self.flow.house,
            )
        return scope

    def move(self, row: Row, track: Track, takers: Sequence[Fact], now: datetime) -> None:
        """Let *takers* take *row* together."""
        flow, source = self.flow, track.stage
        to = track.left if row.to is None else row.to
        alone = takers[0] if len(takers) == 1 else None
        step = Step(
            move=row.id,
            track=row.track,
            from_=source,
            to=to,
            at=now,
            facts=tuple([fact.id for fact in takers]) if alone is None else (alone.id,),
        )
        self.path.append(step)
        track.stage, track.entered, track.scope = to, step, None
        # Of several no one fact opened the stage, and an id must not choose one.
        track.opening = alone
        if to not in flow.exits:
            track.left = to
        if flow.duties:
            self.visit(track)
        if self.held and to != source:
            for one in self.held:
                if track in one.tracks:
                    one.tracks.remove(track)

    def visit(self, track: Track) -> None:
        """Note that a stay is over, and the new one in a stage that has duties."""
        if track.visit is not None:
            track.visit.left = track.since
            track.visit = None
        if track.stage in self.flow.duties:
            track.visit = Visit(track)
            self.visits.append(track.visit)

    def judge(self, one: Asked, now: datetime) -> None:
        """Note what was missing for a fact that could not move every track it has a row in."""
        rows = [
            (row, track)
            for track in one.tracks
            for row in self.flow.rows[track.stage].get(one.fact.kind, ())
            if self.selects(row, one.fact, track, now)
        ]
        missing: list[Reason] = []
        waits: list[Track] = []
        barred: list[Sequence[Reason]] = []
        for row, track in rows:
            lacking = self.lacking(row, track, now)
            if row.roles and one.fact.get("role") not in row.roles:
                missing.append(reason("process.role", rule=row.move.id, roles=row.move.roles))
                barred.append(lacking)
                continue
            missing.extend(lacking)
            if track not in waits:
                waits.append(track)
        # Where the right role would not be enough, all else is told at once, too.
        if not waits and all(barred):
            missing.extend(why for lacking in barred for why in lacking)
        stages = self.stages()
        if not rows and len(one.tracks) == len(self.tracks):
            fits = self.fitting(one.fact, now)
            if fits:
                kind = one.fact.kind
                missing.append(reason("process.no_row", kind=kind, stages=stages, fits=fits))
        one.tracks = waits
        if missing:
            one.stages, one.missing = stages, tuple(dict.fromkeys(missing))
            self.odd.append(one)
            if waits:
                self.held.append(one)

    def fitting(self, fact: Fact, now: datetime) -> tuple[str, ...]:
        """The stages out of which a row selects *fact*."""
        return tuple(
            stage
            for stage, by_kind in self.flow.rows.items()
            if any(
                self.selects(row, fact, self.by_name[row.track], now)
                for row in by_kind.get(fact.kind, ())
            )
        )

    def possible(self) -> tuple[Possible, ...]:
        """The moves out of the current stages, with what each lacks at the asked instant."""
        rows = [(row, track) for track in self.tracks for row in self.flow.out[track.stage]]
        if len(self.tracks) > 1:
            rows.sort(key=lambda pair: pair[0].place)
        return tuple(
            [
                Possible(
                    move=row.id,
                    track=row.track,
                    to=track.left if row.to is None else row.to,
                    missing=self.lacking(row, track, self.at),
                )
                for row, track in rows
            ]
        )

    def owed(self) -> Iterable[Owed]:
        """What became of the duties of every stage entered."""
        for visit in self.visits:
            duties, read = self.flow.duties[visit.stage]
            upto = self.at if visit.left is None else visit.left
            scope = Scope(
                seen=self.seen,
                calendar=self.flow.calendar,
                asked=upto,
                upto=upto,
                opening=visit.opening,
                opened=visit.since,
                house=self.flow.house,
            )
            for state in read(scope):
                yield Owed(
                    stage=visit.stage,
                    track=visit.track,
                    since=visit.since,
                    left=visit.left,
                    duty=duties[state.limit],
                    state=state,
                )
