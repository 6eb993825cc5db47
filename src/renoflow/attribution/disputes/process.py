"""A ladder as a process (争议流程): its levels are stages, what is told of a dispute moves it.

The same engine that reads lifecycles reads disputes, and its rows are the only place that
says what follows what. A decision that comes out of turn has no row, so that nothing told
later makes it count; an appeal that comes before its time waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from renoflow.attribution.policy import Ladder, Level
from renoflow.errors import one_of
from renoflow.facts import Value
from renoflow.limits import Limit
from renoflow.obligations import Duty
from renoflow.processes import Move, Process, Requirement, Stage, StageKind
from renoflow.select import Facts, Match, Test

__all__ = ["AGREED", "CLOSED", "STEPS", "UNREPORTED", "dispute_process", "level_of"]

UNREPORTED: Final = "unreported"
AGREED: Final = "agreed"
CLOSED: Final = "closed"
STEPS: Final = "steps"
"""The track of the steps of handling, beside that of the levels."""

_DECIDED, _FAILED, _RECUSED = "_decided", "_failed", "_recused"


def dispute_process(ladder: Ladder) -> Process:
    """The process of one dispute on *ladder*, to be opened, drawn and walked like any other.

    A level has a stage of its name while it is its turn, and further stages once it
    ``_decided``, its negotiation ``_failed``, or it is ``_recused``. Conditions ``when`` of a
    level are not in it: leave out the levels that are not there for a dispute.
    """
    rows = _Rows(ladder)
    return Process(
        id=ladder.id,
        revision=1,
        zh=ladder.zh,
        stages=(*rows.stages(), *_step_stages(ladder)),
        moves=(*rows.moves(), *_step_moves(ladder)),
        source=ladder.source,
    )


def level_of(ladder: Ladder, stage: str) -> Level | None:
    """The level that *stage* belongs to; None before the report and after the end.

    Raises:
        Malformed: ``value.unknown`` where the ladder has no such stage.
    """
    if stage in {UNREPORTED, AGREED, CLOSED}:
        return None
    found = {f"{one.role}{end}": one for one in ladder.levels for end in _ENDS}
    if stage not in found:
        raise one_of("value.unknown", "stage", stage, found)
    return found[stage]


_ENDS: Final = ("", _DECIDED, _FAILED, _RECUSED)


class _Rows:
    """The rows of the levels, while they are written down."""

    def __init__(self, ladder: Ladder) -> None:
        self.levels = ladder.levels

    def stages(self) -> Iterator[Stage]:
        yield Stage(id=UNREPORTED, zh="未上报", kind="start")
        entered = {move.to for move in self.moves()}
        for level in self.levels:
            yield Stage(
                id=level.role, zh=f"{level.zh}处理", duties=_term(level), source=level.source
            )
            # above the last level there is nobody: the dispute is left there
            kind: StageKind = "exit" if level is self.levels[-1] else "normal"
            for end, zh in ((_DECIDED, "已裁决"), (_FAILED, "协商未成"), (_RECUSED, "回避")):
                if f"{level.role}{end}" in entered:
                    yield Stage(id=f"{level.role}{end}", zh=f"{level.zh}{zh}", kind=kind)
        for stage, zh in ((AGREED, "已达成一致"), (CLOSED, "已终局")):
            if stage in entered:
                yield Stage(id=stage, zh=zh, kind="end")

    def moves(self) -> Iterator[Move]:
        yield from self.reported()
        for place, level in enumerate(self.levels):
            yield from self.decided(place, level)
            yield from self.negotiated(place, level)
            yield Move(
                id=f"{level.role}/recused",
                at=(level.role,),
                on=_facts("recusal", who=level.role),
                to=f"{level.role}{_RECUSED}",
                source=level.source,
            )
            for higher in range(place + 1, len(self.levels)):
                yield from self.raised(place, higher)

    def reported(self) -> Iterator[Move]:
        """To the level that the report names, if none below must come first; else the first."""
        for place, level in enumerate(self.levels):
            if all(one.optional for one in self.levels[:place]) and level.tried == "required":
                on = _facts("dispute", to=level.role)
                yield from _enter(f"{level.role}/reported", (UNREPORTED,), on, level)
        first = self.levels[0]
        yield from _enter("reported", (UNREPORTED,), Facts(kinds=("dispute",)), first)

    def decided(self, place: int, level: Level) -> Iterator[Move]:
        """By the level whose turn it is; or by the next, where nobody need bring it there."""
        if level.acts == "mediates":
            return
        again: tuple[str, ...] = () if level.final else (f"{level.role}{_DECIDED}",)
        for lower in reversed(self.levels[:place] if level.tried == "required" else ()):
            again += (f"{lower.role}{_RECUSED}",)
            if not level.submits:
                # its term of appeal is that of an appeal, which such a decision does without
                if lower.acts == "decides" and lower.appeal is None:
                    again += (f"{lower.role}{_DECIDED}",)
                if lower.optional:
                    again += (lower.role,)
            if not lower.optional:
                break
        yield Move(
            id=f"{level.role}/decides",
            at=(level.role, *again),
            on=Facts(kinds=("decision",)),
            to=CLOSED if level.final else f"{level.role}{_DECIDED}",
            needs=(_not_recused(level),),
            roles=(level.role,),
            source=level.source,
        )

    def negotiated(self, place: int, level: Level) -> Iterator[Move]:
        """Agreed before the level whose turn it is, or not: then it goes on, or waits."""
        yield Move(
            id=f"{level.role}/agreed",
            at=(level.role,),
            on=_facts("negotiation", result="agreed"),
            to=AGREED,
            needs=(_not_recused(level),),
            roles=(level.role,),
            source=level.source,
        )
        failed, at = _facts("negotiation", result="failed"), (level.role,)
        if place + 1 == len(self.levels):
            return
        above = self.levels[place + 1]
        if above.submits:
            yield Move(
                id=f"{level.role}/failed",
                at=at,
                on=failed,
                to=f"{level.role}{_FAILED}",
                needs=(_not_recused(level),),
                roles=(level.role,),
                source=level.source,
            )
        else:
            yield from _enter(
                f"{level.role}/failed",
                at,
                failed,
                above,
                needs=(_not_recused(level), *self.tried(place + 1)),
                roles=(level.role,),
            )

    def raised(self, place: int, higher: int) -> Iterator[Move]:
        """Appeals from the level at *place* to the one at *higher*; none between is left out."""
        level, above = self.levels[place], self.levels[higher]
        if not all(one.optional for one in self.levels[place + 1 : higher]):
            return
        asked = [("", _facts("appeal", to=above.role))]
        if higher == place + 1:
            unsaid = Facts(kinds=("appeal",), where=(Match(field="to", op="missing"),))
            asked.append(("/next", unsaid))
        tried = self.tried(higher)
        for way, on in asked:
            row = f"{level.role}/to/{above.role}{way}"
            open_, free = (level.role,), (f"{level.role}{_RECUSED}",)
            brought = [f"{level.role}{_FAILED}"] if self.levels[place + 1].submits else []
            if level.acts == "decides" and not level.final and level.appeal is None:
                brought.append(f"{level.role}{_DECIDED}")
            if level.optional:
                brought.append(level.role)
            if brought:
                yield from _enter(row, tuple(brought), on, above, tried, above.submits)
            if level.appeal is not None:
                at = (f"{level.role}{_DECIDED}",)
                window = _window(level, above, on)
                needs = (*tried, window)
                yield from _enter(f"{row}/in_time", at, on, above, needs, above.submits)
            yield from _enter(f"{row}/recused", free, on, above, tried, ())
            if not level.optional and level.role in (above.submits or (level.role,)):
                yield from _enter(f"{row}/given_up", open_, on, above, tried, (level.role,))
            if not level.optional and level.within is not None:
                over = Limit(id=f"{level.role}/overdue", span=level.within, source=level.source)
                needs = (*tried, Requirement(id=f"{level.role}/overdue", over=over))
                yield from _enter(f"{row}/overdue", open_, on, above, needs, above.submits)

    def tried(self, place: int) -> tuple[Requirement, ...]:
        """What must have been tried before the level at *place*, beyond what its place says."""
        level = self.levels[place]
        ways = [(one, _tries(one)) for one in self.levels[:place]]
        if level.tried == "any":
            tests = tuple(test for _, one in ways for test in one)
            name = f"{level.role}/after_any"
            return (Requirement(id=name, test=Test(any=tests), source=level.source),)
        if level.tried == "all":
            return tuple(
                Requirement(
                    id=f"{level.role}/after/{one.role}", test=Test(any=tests), source=level.source
                )
                for one, tests in ways
            )
        return ()


def _enter(  # noqa: PLR0913, PLR0917 - a row of the table
    row: str,
    at: tuple[str, ...],
    on: Facts,
    level: Level,
    needs: tuple[Requirement, ...] = (),
    roles: tuple[str, ...] = (),
) -> Iterator[Move]:
    """Two rows: the dispute comes to *level*, or to its empty chair where it is recused."""
    yield Move(
        id=row,
        at=at,
        on=on,
        to=level.role,
        needs=(*needs, _not_recused(level)),
        roles=roles,
        source=level.source,
    )
    gone = Requirement(id=f"{level.role}/recused", test=_recused(level), source=level.source)
    yield Move(
        id=f"{row}/empty",
        at=at,
        on=on,
        to=f"{level.role}{_RECUSED}",
        needs=(*needs, gone),
        roles=roles,
        source=level.source,
    )


def _facts(kind: str, **where: Value) -> Facts:
    matches = (Match(field=name, op="in", values=(one,)) for name, one in where.items())
    return Facts(kinds=(kind,), where=tuple(matches))


def _recused(level: Level) -> Test:
    return Test(facts=_facts("recusal", who=level.role))


def _not_recused(level: Level) -> Requirement:
    test = Test(facts=_facts("recusal", who=level.role), negated=True)
    return Requirement(id=f"{level.role}/sits", test=test, source=level.source)


def _tries(level: Level) -> tuple[Test, ...]:
    """What shows that *level* was tried: it decided, or its negotiation failed."""
    return (
        Test(facts=_facts("decision", role=level.role)),
        Test(facts=_facts("negotiation", role=level.role, result="failed")),
    )


def _window(level: Level, above: Level, on: Facts) -> Requirement:
    """Such an appeal within the term that the decision of *level* leaves for it."""
    if above.submits:
        role = Match(field="role", op="in", values=above.submits)
        on = Facts(kinds=on.kinds, where=(*on.where, role))
    test = Test(facts=on, within=level.appeal)
    # one id, one content: the way there is in the name
    way = "next" if any(one.op == "missing" for one in on.where) else "named"
    name = f"{level.role}/appeal_in_time/{above.role}/{way}"
    return Requirement(id=name, test=test, source=level.source)


def _term(level: Level) -> tuple[Duty, ...]:
    if level.within is None:
        return ()
    needs = Facts(
        kinds=("decision", "negotiation", "appeal"),
        where=(Match(field="role", op="in", values=(level.role,)),),
    )
    limit = Limit(id=f"{level.role}/term", span=level.within, needs=needs, source=level.source)
    return (Duty(limit=limit, what="settle_dispute", who=level.role),)


def _step_stages(ladder: Ladder) -> Iterator[Stage]:
    if not ladder.steps:
        return
    yield Stage(id="not_begun", zh="未处理", track=STEPS, kind="start")
    for step in ladder.steps:
        kind: StageKind = "end" if step == ladder.steps[-1] else "normal"
        yield Stage(id=step, zh=_STEP_TERMS[step], track=STEPS, kind=kind)


def _step_moves(ladder: Ladder) -> Iterator[Move]:
    """Each step once the one before it is done (DIS-08)."""
    at = "not_begun"
    for step in ladder.steps:
        yield Move(id=f"step/{step}", at=(at,), on=_facts("dispute_step", step=step), to=step)
        at = step


_STEP_TERMS: Final = {
    "investigated": "已调查",
    "assessed": "已评估",
    "proposed": "已提方案",
    "communicated": "已沟通告知",
}
