"""A process opened: its rows checked and compiled once, ready to read histories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeAlias, get_args

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import one_of
from renoflow.facts import KINDS, Kind, merge_kinds
from renoflow.limits import LimitState, compile_limits
from renoflow.obligations import Duty
from renoflow.processes.findings import faults
from renoflow.processes.records import BACK, Move, Process, Requirement, Stage
from renoflow.reasons import Reason, reason
from renoflow.select import DayReading, Facts, Scope, Test, compile_test
from renoflow.select.matching import Selects, compile_where

__all__ = ["Flow", "open_process"]

_Current: TypeAlias = Callable[[], Collection[str]]
"""Gives the current stages, to a requirement that asks for them."""
_Lacks: TypeAlias = Callable[[Scope, _Current], tuple[Reason, ...]]
"""What a requirement lacks, seen from a scope."""
_Reads: TypeAlias = Callable[[Scope], tuple[LimitState, ...]]


@attrs.frozen(kw_only=True, eq=False)
class Row:
    """A move, compiled.

    Attributes:
        place: Its place in the table.
        move: The row.
        id: Its id, and ``to`` the stage that it enters, None for back.
        track: The track of its stages.
        roles: Who may act; empty for anyone.
        selects: What it asks of a fact besides its kind, by which a row is looked up; None
            for nothing, which is usual.
        plain: Whether it asks for nothing else, of anybody.
        scoped: Whether that asks who looks and from where.
        lacks: What its requirements lack.
    """

    place: int
    move: Move
    id: str
    to: str | None
    track: str
    roles: frozenset[str]
    selects: Selects | None
    plain: bool
    scoped: bool
    lacks: tuple[_Lacks, ...]


@attrs.frozen(kw_only=True, eq=False)
class Flow:
    """A process opened with a calendar and a reading of days; made by :func:`open_process`.

    Attributes:
        process: The rows.
        calendar: Whose days and working days count.
        days: How a fact without an hour is read.
        kinds: The fact kinds it knows, its own among them; give them to ``fact(...)``.
    """

    process: Process = attrs.field(repr=lambda one: one.name)
    calendar: WorkCalendar
    days: DayReading
    kinds: Mapping[str, Kind] = attrs.field(repr=False)
    # What follows is compiled: read it by journey() and may().
    starts: tuple[Stage, ...] = attrs.field(repr=False)
    exits: frozenset[str] = attrs.field(repr=False)
    out: Mapping[str, tuple[Row, ...]] = attrs.field(repr=False)
    rows: Mapping[str, Mapping[str, tuple[Row, ...]]] = attrs.field(repr=False)
    moving: frozenset[str] = attrs.field(repr=False)
    duties: Mapping[str, tuple[Mapping[str, Duty], _Reads]] = attrs.field(repr=False)
    house: frozenset[str] = attrs.field(repr=False)


def open_process(
    process: Process,
    calendar: WorkCalendar,
    *,
    days: DayReading,
    kinds: Mapping[str, Kind] = KINDS,
) -> Flow:
    """*process*, checked and compiled once.

    Args:
        process: The rows.
        calendar: Whose days and working days count.
        days: How a fact that has a day and no hour is read.
        kinds: The table of fact kinds; what the process declares itself is added.

    Raises:
        Malformed: the first of the findings of ``lint`` that leave no reading: a declared
            kind that clashes, an unknown kind, field, value or word, an id that stands
            twice, an unknown stage, a track without one start, a move out of an end,
            across tracks, or back from no exit; ``limit.*``; ``value.choice`` for *days*.
    """
    if days not in get_args(DayReading):
        raise one_of("value.choice", "days", days, get_args(DayReading))
    for _, fault in faults(process, kinds):
        raise fault
    stages = {stage.id: stage for stage in process.stages}
    out: dict[str, list[Row]] = {stage: [] for stage in stages}
    rows: dict[str, dict[str, list[Row]]] = {stage: {} for stage in stages}
    for place, move in enumerate(process.moves):
        row = _compile(move, place, stages[move.at[0]].track)
        for stage in dict.fromkeys(move.at):
            out[stage].append(row)
            for kind in dict.fromkeys(move.on.kinds):
                rows[stage].setdefault(kind, []).append(row)
    return Flow(
        process=process,
        calendar=calendar,
        days=days,
        kinds=merge_kinds(kinds, ("kinds", process.kinds)),
        starts=tuple(stage for stage in process.stages if stage.kind == "start"),
        exits=frozenset(stage.id for stage in process.stages if stage.kind == "exit"),
        out={stage: tuple(found) for stage, found in out.items()},
        rows={
            stage: {kind: tuple(found) for kind, found in by_kind.items()}
            for stage, by_kind in rows.items()
        },
        moving=frozenset(kind for move in process.moves for kind in move.on.kinds),
        duties={
            stage.id: (
                {duty.limit.id: duty for duty in stage.duties},
                compile_limits(tuple(duty.limit for duty in stage.duties)),
            )
            for stage in process.stages
            if stage.duties
        },
        house=frozenset(process.house),
    )


def _compile(move: Move, place: int, track: str) -> Row:
    on = move.on
    scoped = (
        on.by not in ("anyone", "customer")
        or on != attrs.evolve(Facts(kinds=on.kinds), by=on.by, where=on.where)
        or any({"self", "other", "opening"}.intersection(match.words) for match in on.where)
    )
    selects = None if on == Facts(kinds=on.kinds) else compile_where(on)
    return Row(
        place=place,
        move=move,
        id=move.id,
        to=None if move.to == BACK else move.to,
        track=track,
        roles=frozenset(move.roles),
        selects=selects,
        plain=selects is None and not move.roles,
        scoped=scoped,
        lacks=tuple(lacks for need in move.needs for lacks in _compile_requirement(need)),
    )


def _compile_requirement(need: Requirement) -> Iterator[_Lacks]:
    if need.test is not None:
        yield _lacks_facts(need.id, need.test)
    if need.over is not None:
        yield _lacks_time(need.id, compile_limits((need.over,)))
    if need.stages:
        yield _lacks_stage(need.id, need.stages)


def _lacks_facts(rule: str, test: Test) -> _Lacks:
    holds = compile_test(test)
    kinds = tuple(dict.fromkeys(kind for facts in _read_by(test) for kind in facts.kinds))
    code = "process.barred" if test.negated and not test.any else "process.needs"
    lacking = (reason(code, rule=rule, kinds=kinds),)
    return lambda scope, _current: () if holds(scope) is not None else lacking


def _read_by(test: Test) -> Iterator[Facts]:
    if test.facts is not None:
        yield test.facts
    for one in test.any:
        yield from _read_by(one)


def _lacks_time(rule: str, read: _Reads) -> _Lacks:
    def lacks(scope: Scope, _current: _Current) -> tuple[Reason, ...]:
        (state,) = read(scope)
        if state.status == "unarmed":
            return (reason("process.unarmed", rule=rule),)
        if state.status == "waived" or (state.last is not None and state.last < scope.upto):
            return ()
        return (
            reason(
                "process.waits",
                rule=rule,
                facts=state.facts,
                until=state.last,
                provisional=state.provisional,
            ),
        )

    return lacks


def _lacks_stage(rule: str, wanted: tuple[str, ...]) -> _Lacks:
    lacking = (reason("process.elsewhere", rule=rule, stages=wanted),)
    return lambda _scope, current: () if any(s in wanted for s in current()) else lacking
