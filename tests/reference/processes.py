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
  track has a row at all, it is left alone.
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


def reading(process, facts, calendar, *, days, at, known_at=None):
    """Stages, path, deviations and duties as plain values."""
    facts = [f for f in known(facts, calendar, known_at=known_at)]
    when = {f.id: instant_of(f, calendar, days) for f in facts}
    facts = [f for f in facts if when[f.id] is not None and when[f.id] <= at]
    moved = {kind for move in process.moves for kind in move.on.kinds}
    kind_of = {stage.id: stage.kind for stage in process.stages}
    track_of = {stage.id: stage.track for stage in process.stages}

    here = {s.track: s.id for s in process.stages if s.kind == "start"}
    since = dict.fromkeys(here)
    entered_by = dict.fromkeys(here, ())
    home = dict(here)
    visits = [(t, here[t], None, (), None) for t in here]
    path, deviations = [], {}
    held = []  # [fact, {tracks}]

    def scope(track, upto, opened, by, upto_facts):
        seen = see(upto_facts, calendar, days=days)
        return Scope(
            seen=seen,
            calendar=calendar,
            asked=upto,
            upto=upto,
            opening=by[0] if len(by) == 1 else None,
            opened=opened,
            house=frozenset(process.house),
        )

    def current(track, now):
        past = [f for f in facts if when[f.id] <= now]
        return scope(track, now, since[track], entered_by[track], past)

    def lacking(move, track, now):
        found = set()
        for need in move.needs:
            if need.test is not None and compile_test(need.test)(current(track, now)) is None:
                negated = need.test.negated and not need.test.any
                found.add(("process.barred" if negated else "process.needs", need.id))
            if need.over is not None:
                (state,) = compile_limits([need.over])(current(track, now))
                if state.status == "unarmed":
                    found.add(("process.unarmed", need.id))
                elif state.status != "waived" and (state.last is None or now <= state.last):
                    found.add(("process.waits", need.id))
            if need.stages and not set(need.stages) & set(here.values()):
                found.add(("process.elsewhere", need.id))
        return found

    def selected(move, track, fact, now):
        return compile_facts(move.on)(fact, current(track, now))

    def allowed(move, fact):
        return not move.roles or fact.get("role") in move.roles

    def one_move(batch, now):
        for move in process.moves:
            track = track_of[move.at[0]]
            if here[track] not in move.at:
                continue
            who = [
                pair
                for pair in batch
                if track in pair[1]
                and selected(move, track, pair[0], now)
                and allowed(move, pair[0])
            ]
            if not who or lacking(move, track, now):
                continue
            for pair in who:
                pair[1].discard(track)
                if pair[0].id in deviations:
                    deviations[pair[0].id]["healed_at"] = now
            left = here[track]
            to = home[track] if move.to == BACK else move.to
            if to != left:
                for pair in held:
                    pair[1].discard(track)
            here[track], since[track] = to, now
            entered_by[track] = [pair[0] for pair in who]
            if kind_of[to] != "exit":
                home[track] = to
            for n, (t, stage, opened, by, until) in enumerate(visits):
                if t == track and until is None:
                    visits[n] = (t, stage, opened, by, now)
            visits.append((track, to, now, entered_by[track], None))
            path.append((move.id, track, left, to, now, frozenset(p[0].id for p in who)))
            return True
        return False

    for now in sorted({when[f.id] for f in facts}):
        new = [[f, set(here)] for f in facts if when[f.id] == now and f.kind in moved]
        moving = True
        while moving:
            batches = [new]
            batches += [[p for p in held if when[p[0].id] == t] for t in sorted({when[p[0].id] for p in held})]
            moving = any(one_move(batch, now) for batch in batches)
        for pair in new:
            fact, tracks = pair
            missing, waits, rows = set(), set(), False
            for track in tracks:
                for move in process.moves:
                    if here[track] in move.at and selected(move, track, fact, now):
                        rows = True
                        if allowed(move, fact):
                            waits.add(track)
                            missing |= lacking(move, track, now)
                        else:
                            missing.add(("process.role", move.id))
            if not rows and len(tracks) == len(here):
                missing.add(("process.no_row", ""))
            pair[1] = waits
            if missing:
                deviations[fact.id] = {"missing": missing, "healed_at": None, "pair": pair}
                if waits:
                    held.append(pair)

    def state_of(deviation):
        if deviation["pair"][1]:
            return "held"
        return "healed" if deviation["healed_at"] else "left_alone"

    duties = []
    for track, stage, opened, by, until in visits:
        row = next(one for one in process.stages if one.id == stage)
        upto = at if until is None else until
        past = [f for f in facts if when[f.id] <= upto]
        states = compile_limits([d.limit for d in row.duties])(scope(track, upto, opened, by, past))
        for one in states:
            duties.append((stage, opened, until, one))
    return {
        "stages": {track: (stage, since[track]) for track, stage in here.items()},
        "path": path,
        "deviations": {
            name: (state_of(one), one["healed_at"], one["missing"])
            for name, one in deviations.items()
        },
        "duties": duties,
    }
