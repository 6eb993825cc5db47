"""Reading a process, said a second time: slowly, from its description alone.

- Facts are taken by instant, up to and including the asked one.
- The facts of one instant are tried together. Again and again: the first row of the table,
  at a current stage, that some of them can take (selected, the role allowed, the
  requirements met by all facts up to and including the instant) is taken by all of them
  that can. A fact moves each track once at most.
- When they can take nothing more, the facts that were held before are tried in the same
  way, the oldest instant first; after any move all begins again.
- What is left of the instant's facts: if a row selects it and the role is allowed, it is
  held as long as the track stays in that stage; if roles alone stood against it, or no
  track has a row at all, it is left alone. What no row of the process selects is no
  deviation.
"""

from datetime import datetime

from renoflow.facts import known
from renoflow.limits import compile_limits
from renoflow.processes import BACK
from renoflow.select import Scope, compile_facts, compile_test, see


def instant_of(fact, calendar, days):
    if isinstance(fact.at, datetime):
        return fact.at
    return {"start": calendar.start, "end": calendar.end, "refused": lambda _: None}[days](fact.at)


class Reading:
    """One history on one process, each question answered from the facts again."""

    def __init__(self, process, facts, calendar, *, days, at, known_at):  # noqa: PLR0913 - what a flow is read with
        self.process, self.calendar, self.days, self.at = process, calendar, days, at
        facts = known(facts, calendar, known_at=known_at)
        self.when = {f.id: instant_of(f, calendar, days) for f in facts}
        self.facts = [f for f in facts if self.when[f.id] is not None and self.when[f.id] <= at]
        self.rows = {stage.id: stage for stage in process.stages}
        self.here = {s.track: s.id for s in process.stages if s.kind == "start"}
        self.home = dict(self.here)
        self.since = dict.fromkeys(self.here)
        self.entered_by = dict.fromkeys(self.here, ())
        self.visits = [[track, stage, None, (), None] for track, stage in self.here.items()]
        self.path, self.deviations = [], {}
        self.held = []  # (fact, the tracks in which it waits)
        for now in sorted({self.when[f.id] for f in self.facts}):
            self.instant(now)

    def scope(self, opened, by, upto):
        past = [f for f in self.facts if self.when[f.id] <= upto]
        return Scope(
            seen=see(past, self.calendar, days=self.days),
            calendar=self.calendar,
            asked=upto,
            upto=upto,
            opening=by[0] if len(by) == 1 else None,
            opened=opened,
            house=frozenset(self.process.house),
        )

    def current(self, track, now):
        return self.scope(self.since[track], self.entered_by[track], now)

    def track_of(self, move):
        return self.rows[move.at[0]].track

    def selected(self, move, fact, now):
        track = self.track_of(move)
        at_stage = self.here[track] in move.at
        return at_stage and compile_facts(move.on)(fact, self.current(track, now))

    def lacking(self, move, now):
        scope = self.current(self.track_of(move), now)
        found = set()
        for need in move.needs:
            if need.test is not None and compile_test(need.test)(scope) is None:
                negated = need.test.negated and not need.test.any
                found.add(("process.barred" if negated else "process.needs", need.id))
            if need.over is not None:
                found |= still_running(need, scope, now)
            if need.stages and not set(need.stages) & set(self.here.values()):
                found.add(("process.elsewhere", need.id))
        return found

    def instant(self, now):
        moved = {kind for move in self.process.moves for kind in move.on.kinds}
        arrived = [f for f in self.facts if self.when[f.id] == now and f.kind in moved]
        new = [(f, set(self.here)) for f in arrived]
        moving = True
        while moving:
            instants = sorted({self.when[f.id] for f, _ in self.held})
            older = [[pair for pair in self.held if self.when[pair[0].id] == t] for t in instants]
            moving = any(self.one_move(batch, now) for batch in [new, *older])
        for fact, tracks in new:
            self.left_over(fact, tracks, now)

    def one_move(self, batch, now):
        for move in self.process.moves:
            track = self.track_of(move)
            who = [
                (fact, tracks)
                for fact, tracks in batch
                if track in tracks and self.selected(move, fact, now) and allowed(move, fact)
            ]
            if who and not self.lacking(move, now):
                for fact, tracks in who:
                    tracks.discard(track)
                    if fact.id in self.deviations:
                        self.deviations[fact.id]["healed_at"] = now
                self.go(move, track, [fact for fact, _ in who], now)
                return True
        return False

    def go(self, move, track, facts, now):
        left = self.here[track]
        to = self.home[track] if move.to == BACK else move.to
        if to != left:
            for _, tracks in self.held:
                tracks.discard(track)
        if self.rows[to].kind != "exit":
            self.home[track] = to
        self.here[track], self.since[track], self.entered_by[track] = to, now, facts
        for visit in self.visits:
            if visit[0] == track and visit[-1] is None:
                visit[-1] = now
        self.visits.append([track, to, now, facts, None])
        self.path.append((move.id, track, left, to, now, frozenset(f.id for f in facts)))

    def left_over(self, fact, tracks, now):
        rows = [
            move
            for move in self.process.moves
            if self.track_of(move) in tracks and self.selected(move, fact, now)
        ]
        missing = {("process.role", move.id) for move in rows if not allowed(move, fact)}
        waits = set()
        for move in rows:
            if allowed(move, fact):
                waits.add(self.track_of(move))
                missing |= self.lacking(move, now)
        others = [self.lacking(move, now) for move in rows]
        if not waits and all(others):  # another role alone would not do
            for lacking in others:
                missing |= lacking
        ever = any(
            compile_facts(move.on)(fact, self.current(self.track_of(move), now))
            for move in self.process.moves
        )
        if not rows and ever and tracks == set(self.here):
            missing.add(("process.no_row", ""))
        if missing:
            self.deviations[fact.id] = {"missing": missing, "healed_at": None, "waits": waits}
            self.held.append((fact, waits))

    def said(self):
        duties = []
        for _, stage, opened, by, left in self.visits:
            limits = [duty.limit for duty in self.rows[stage].duties]
            scope = self.scope(opened, by, self.at if left is None else left)
            duties += [(stage, opened, left, state) for state in compile_limits(limits)(scope)]
        return {
            "stages": {track: (stage, self.since[track]) for track, stage in self.here.items()},
            "path": self.path,
            "deviations": {
                name: (became(one), one["healed_at"], one["missing"])
                for name, one in self.deviations.items()
            },
            "duties": duties,
        }


def allowed(move, fact):
    return not move.roles or fact.get("role") in move.roles


def still_running(need, scope, now):
    (state,) = compile_limits([need.over])(scope)
    if state.status == "unarmed":
        return {("process.unarmed", need.id)}
    over = state.status == "waived" or (state.last is not None and state.last < now)
    return set() if over else {("process.waits", need.id)}


def became(deviation):
    if deviation["waits"]:
        return "held"
    return "healed" if deviation["healed_at"] else "left_alone"


def reading(process, facts, calendar, *, days, at, known_at=None):  # noqa: PLR0913 - what a flow is read with
    """Stages, path, deviations and duties as plain values."""
    return Reading(process, facts, calendar, days=days, at=at, known_at=known_at).said()
