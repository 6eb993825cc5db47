"""What is due by a process, said a second time: slowly, from its description alone.

- A matter is opened by every fact that may leave a start of the process and is of no other
  fact. Its history is that fact and whatever is of it. A process that is no matter reads the
  whole history.
- Whoever asks at an instant knows nothing later, and looks ahead to the horizon as if
  nothing more happened.
- Each stay in a stage asks for the duties of that stage, up to the instant at which it was
  left. What was open then is dropped.
- A duty is done in time, done late, missed, waived, or open. What only looks missed because
  one looks ahead is open.
- What is missed goes up, to one role after the other, each time so much after the last
  instant at which it was in time; once it is done or waived it goes up no further.
"""

from datetime import datetime, timedelta

import attrs

from renoflow.facts import known
from renoflow.select import compile_facts
from tests.reference import limits, periods, processes

__all__ = ["owed"]

BECAME = {"met": "met", "met_late": "met_late", "missed": "missed", "waived": "waived"}


@attrs.frozen
class Owed:
    rule: str
    who: str
    due: datetime | None
    state: str
    settled: datetime | None
    escalated: tuple[str, ...]


def openings(process, reading):
    """Ids of the facts that open a matter."""
    begins = {stage.id for stage in process.stages if stage.kind == "start"}
    found = []
    for fact in reading.facts:
        place = reading.scope(None, (), reading.at)
        for move in process.moves:
            leaves = any(stage in begins for stage in move.at)
            if leaves and compile_facts(move.on)(fact, place) and not fact_of(fact):
                found.append(fact.id)
                break
    return found


def fact_of(fact):
    value = fact.get("of")
    return value if isinstance(value, str) else ""


def owed(process, facts, calendar, *, days, at, until, known_at=None, matters):  # noqa: PLR0913 - what a flow is read with
    """Everything due by *process*, in any order."""
    past = list(known(facts, calendar, known_at=known_at))
    when = {fact.id: processes.instant_of(fact, calendar, days) for fact in past}
    past = [fact for fact in past if when[fact.id] is not None and when[fact.id] <= at]
    if not matters:
        return by_history(process, past, calendar, days, at, until)
    whole = processes.Reading(process, past, calendar, days=days, at=at, known_at=None)
    found = []
    for name in openings(process, whole):
        own = [fact for fact in past if fact.id == name or fact_of(fact) == name]
        found += by_history(process, own, calendar, days, at, until)
    return found


def by_history(process, facts, calendar, days, at, until):  # noqa: PLR0913, PLR0917
    ahead = max(at, until)
    walk = processes.Reading(process, facts, calendar, days=days, at=ahead, known_at=None)
    found = []
    for _track, stage, since, by, left in walk.visits:
        duties = {duty.limit.id: duty for duty in walk.rows[stage].duties}
        place = walk.scope(since, by, ahead if left is None else left)
        if not duties:
            continue
        for state in limits.states([duty.limit for duty in duties.values()], place):
            duty = duties[state.limit]
            one = told(process, duty, state, left, at)
            comes_round = duty.limit.every is not None and state.last is None
            if one is None or comes_round or (one.due is not None and one.due > until):
                continue
            found.append(attrs.evolve(one, escalated=gone_up(duty, one, calendar, at)))
    return found


def told(process, duty, state, left, at):
    if state.status == "open":
        if state.missing == 0:
            return None
        became = "open" if left is None else "dropped"
    elif state.status in BECAME:
        became = BECAME[state.status]
        if became == "missed" and at <= state.last:
            became = "open"
    else:
        return None
    rule = f"{process.id}@{process.revision}#{duty.limit.id}"
    return Owed(rule, duty.who, state.last, became, state.met_at, ())


def gone_up(duty, one, calendar, at):
    """Minute by minute would be too slow; step by step is slow enough."""
    if one.due is None or one.state not in {"missed", "met_late", "waived"}:
        return ()
    quiet = at if one.settled is None else one.settled
    reached = []
    for step in duty.escalations:
        ends = periods.last(step.after, one.due, calendar)[0]
        if ends + timedelta(microseconds=1) <= quiet:
            reached.append((ends, step.to))
    order = []
    for ends in sorted({ends for ends, _ in reached}):
        order += [to for one_ends, to in reached if one_ends == ends and to not in order]
    return tuple(order)
