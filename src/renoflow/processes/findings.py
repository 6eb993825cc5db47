"""What is wrong with the rows of a process, found before any history is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from renoflow.errors import Malformed, one_of
from renoflow.facts import KINDS, Kind, merge_kinds
from renoflow.limits import compile_limits
from renoflow.processes.impossible import excludes, impossible
from renoflow.processes.records import BACK, Process, Stage
from renoflow.reasons import Reason, reason
from renoflow.select import Facts, record_faults

__all__ = ["lint"]


def lint(process: Process, *, kinds: Mapping[str, Kind] = KINDS) -> tuple[Reason, ...]:
    """Every finding about the rows of *process*; none means that they can be relied on.

    First what ``open_process`` refuses: ``kinds.clash`` (a declared kind), ``fact.kind``,
    ``fact.field``, ``value.choice`` and ``select.word`` (what a row names is not there),
    ``process.twice`` (one id for two contents), ``value.unknown`` (a stage),
    ``process.start`` (a track without exactly one start), ``process.across`` (a move
    between tracks), ``process.back`` (back from no exit) and ``process.from_end``. Where
    these leave none, what can be read and is hardly meant:

    - ``process.unreachable``: no move leads to the stage;
    - ``process.dead_end``: from the stage no end can be reached; exits do not count;
    - ``process.doubt``: a row that a row before it, to another stage, always forestalls
      where both select a fact, because the earlier one asks for nothing more;
    - ``process.nobody``: the facts that make a move are told in another role than those
      that may act;
    - ``process.never``: no fact can make the move, or meet the requirement: its fields
      exclude each other, cannot hold such a value, or it asks for a stage of the move's own
      track that the move does not leave;
    - ``process.contrary``: a requirement bars what another row asks for;
    - ``process.timeless``: a time limit of a start that runs from ``opened``: nobody enters
      a start, so that it begins only for those who come back;
    - ``process.unmeetable``: a time limit that never begins, that nothing can meet before
      it ends, or a waiting time without an end.

    The rule of a finding is the id of the row; *kinds* are those known besides its own.
    """
    found = [
        Reason(code=fault.code, rule=rule, params=(("field", fault.field), *fault.params.items()))
        for rule, fault in faults(process, kinds)
    ]
    if found:
        return tuple(found)
    known = merge_kinds(kinds, ("kinds", process.kinds))
    return (*_stranded(process), *_doubts(process), *impossible(process, known))


def faults(process: Process, kinds: Mapping[str, Kind]) -> Iterator[tuple[str, Malformed]]:
    """What leaves the process without a reading: the id of the row, and the error."""
    wrong = tuple(_wrong(process, kinds))
    yield from wrong
    yield from _twice(process)
    yield from _tracks(process)
    yield from _moves(process, {stage.id: stage for stage in process.stages})
    if not wrong:  # a limit with a word that means nothing cannot be compiled
        yield from _limits(process)


def _wrong(process: Process, kinds: Mapping[str, Kind]) -> Iterator[tuple[str, Malformed]]:
    """Words, kinds, fields and values that are not there."""
    try:
        known = merge_kinds(kinds, ("kinds", process.kinds))
    except Malformed as clash:
        yield str(clash.params["kind"]), clash
        return
    for fault in record_faults(process, known):
        part, _, place = fault.field.partition("[")
        row = getattr(process, part)[int(place.partition("]")[0])]
        yield row.name if isinstance(row, Kind) else row.id, fault


def _limits(process: Process) -> Iterator[tuple[str, Malformed]]:
    """Limits that cannot be read together."""
    together = [
        (stage.id, f"stages[{i}].duties", [duty.limit for duty in stage.duties])
        for i, stage in enumerate(process.stages)
    ]
    together += [
        (need.id, f"moves[{i}].needs[{j}].over", [need.over])
        for i, move in enumerate(process.moves)
        for j, need in enumerate(move.needs)
        if need.over is not None
    ]
    for rule, path, limits in together:
        try:
            compile_limits(limits)
        except Malformed as fault:
            place = f"{path}{fault.field}".replace(".over[0]", ".over")
            yield rule, Malformed(fault.code, place, **fault.params)


def _twice(process: Process) -> Iterator[tuple[str, Malformed]]:
    """Ids that stand twice. A requirement or limit may be used twice: one id, one content."""
    told: dict[tuple[str, str], object] = {}
    for part, path, id_, row in _rows(process):
        before = told.setdefault((part, id_), row)
        shared = part in ("needs", "limits") and before == row
        if before is not row and not shared:
            yield id_, Malformed("process.twice", f"{path}.id")


def _rows(process: Process) -> Iterator[tuple[str, str, str, object]]:
    # A row listed twice is one object: number the rows whose ids are their own.
    for i, stage in enumerate(process.stages):
        yield "stages", f"stages[{i}]", stage.id, (i, stage)
        for j, duty in enumerate(stage.duties):
            yield "limits", f"stages[{i}].duties[{j}]", duty.limit.id, duty.limit
    for i, move in enumerate(process.moves):
        yield "moves", f"moves[{i}]", move.id, (i, move)
        for j, need in enumerate(move.needs):
            yield "needs", f"moves[{i}].needs[{j}]", need.id, need


def _tracks(process: Process) -> Iterator[tuple[str, Malformed]]:
    if not process.stages:
        yield process.id, Malformed("process.start", "stages")
    for track in dict.fromkeys(stage.track for stage in process.stages):
        stages = [(i, one) for i, one in enumerate(process.stages) if one.track == track]
        starts = [i for i, one in stages if one.kind == "start"]
        if len(starts) != 1:
            # the first stage that could be one, or the first that is one too many
            yield (
                track,
                Malformed(
                    "process.start", f"stages[{starts[1] if starts else stages[0][0]}].kind"
                ),
            )


def _moves(process: Process, stages: Mapping[str, Stage]) -> Iterator[tuple[str, Malformed]]:
    for place, move in enumerate(process.moves):
        path = f"moves[{place}]"
        if not move.at:
            yield move.id, Malformed("value.missing", f"{path}.at")
        named = [("at", one) for one in move.at]
        named += [("to", move.to)] if move.to != BACK else []
        named += [
            (f"needs[{i}].stages", one) for i, need in enumerate(move.needs) for one in need.stages
        ]
        unknown = [(field, one) for field, one in named if one not in stages]
        for field, one in unknown:
            yield move.id, one_of("value.unknown", f"{path}.{field}", one, stages)
        if unknown:
            continue
        left = [stages[one] for one in move.at]
        if any(stage.kind == "end" for stage in left):
            yield move.id, Malformed("process.from_end", f"{path}.at")
        if move.to == BACK and any(stage.kind != "exit" for stage in left):
            yield move.id, Malformed("process.back", f"{path}.to")
        ends = left if move.to == BACK else [*left, stages[move.to]]
        if len({stage.track for stage in ends}) > 1:
            yield move.id, Malformed("process.across", f"{path}.to")


def _stranded(process: Process) -> Iterator[Reason]:
    """Stages that no history enters, and stages from which none comes to an end."""
    # A way back leads only to stages that were there before.
    ways = [(one, move.to) for move in process.moves if move.to != BACK for one in move.at]
    reached = _closure({s.id for s in process.stages if s.kind == "start"}, ways)
    turned = [(to, one) for one, to in ways]
    ending = _closure({s.id for s in process.stages if s.kind == "end"}, turned)
    for stage in process.stages:
        if stage.id not in reached:
            yield reason("process.unreachable", rule=stage.id)
        if stage.id not in ending and stage.kind != "exit":
            yield reason("process.dead_end", rule=stage.id)


def _closure(start: set[str], ways: Iterable[tuple[str, str]]) -> set[str]:
    found, listed = set(start), list(ways)
    while new := {to for one, to in listed if one in found and to not in found}:
        found |= new
    return found


def _doubts(process: Process) -> Iterator[Reason]:
    for earlier, later in combinations(process.moves, 2):
        shared = [one for one in earlier.at if one in later.at]
        forestalls = (
            earlier.to != later.to
            and all(need in later.needs for need in earlier.needs)
            and _meet(earlier.roles, later.roles)
            and _overlap(earlier.on, later.on)
        )
        if shared and forestalls:
            yield reason("process.doubt", rule=later.id, earlier=earlier.id, stages=tuple(shared))


def _meet(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether one role may act by both; no roles are all of them."""
    return not some or not others or not set(some).isdisjoint(others)


def _overlap(one: Facts, other: Facts) -> bool:
    """Whether a fact may be selected by both; yes where it cannot be ruled out."""
    if set(one.kinds).isdisjoint(other.kinds):
        return False
    if "anyone" not in (one.by, other.by) and one.by != other.by:
        return False
    if not (set(one.same).isdisjoint(other.other) and set(one.other).isdisjoint(other.same)):
        return False
    return not any(
        mine.field == theirs.field and (excludes(mine, theirs) or excludes(theirs, mine))
        for mine in one.where
        for theirs in other.where
    )
