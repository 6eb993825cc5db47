"""The rows of a process (流程): stages, moves, what a move needs, what a stage asks for."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

from renoflow.errors import Malformed
from renoflow.facts import Kind
from renoflow.limits import Limit
from renoflow.obligations import Duty
from renoflow.select import Facts, Test

__all__ = ["BACK", "Move", "Process", "Requirement", "Stage", "StageKind"]

StageKind: TypeAlias = Literal["start", "normal", "end", "exit"]
"""What a stage is to its track: where it begins, on the way, over for good, or left for now."""

BACK: Final = "$back"
"""As the target of a move out of an exit: the last stage of the track that was not an exit.

A customer may be lost at any stage and come back to the very stage that was left. Without
this word every stage would need an exit of its own to remember it by.
"""


@attrs.frozen(kw_only=True)
class Stage:
    """One stage (阶段) of one track. Each track has exactly one stage of kind ``start``."""

    id: str
    zh: str
    track: str = "main"
    kind: StageKind = "normal"
    duties: tuple[Duty, ...] = ()
    source: str = ""


@attrs.frozen(kw_only=True)
class Requirement:
    """What must be so before a move may happen (条件); all that is named must hold.

    Attributes:
        id: The rule that objections cite.
        test: Facts up to and including the instant of the move; ``opened`` is when the
            stage was entered that the move leaves.
        over: A waiting time: its last instant must lie before the move (CON-06). While it
            is not armed nothing may happen; a waived one is over.
        stages: One of these stages, of any track, is current.
        source: Catalogue id.

    Raises:
        Malformed: ``value.missing`` where nothing is named, ``process.waiting`` for a
            waiting time that comes round.
    """

    id: str
    test: Test | None = None
    over: Limit | None = None
    stages: tuple[str, ...] = ()
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if self.test is None and self.over is None and not self.stages:
            raise Malformed("value.missing", "test")
        if self.over is not None and self.over.every is not None:
            raise Malformed("process.waiting", "over.every")


@attrs.frozen(kw_only=True)
class Move:
    """One row: at one of these stages, on such a fact, go to that stage (流转).

    Attributes:
        id: Unique in its process.
        at: The stages it leaves, all of the track of ``to``.
        on: The facts that make it.
        to: The stage it enters, which may be one of ``at``; or :data:`BACK`.
        needs: What else must hold.
        roles: Who may act, by the fact's field ``role``; empty for anyone.
        source: Catalogue id.
    """

    id: str
    at: tuple[str, ...]
    on: Facts
    to: str
    needs: tuple[Requirement, ...] = ()
    roles: tuple[str, ...] = ()
    source: str = ""


@attrs.frozen(kw_only=True)
class Process:
    """A process: its rows, the fact kinds it declares itself, and the ids of the company.

    Its rows are the only place that names a next stage. ``house`` are the party ids that
    stand for the company itself.
    """

    id: str
    revision: int
    zh: str
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    kinds: tuple[Kind, ...] = ()
    house: tuple[str, ...] = ()
    source: str = ""

    @property
    def name(self) -> str:
        """``id@revision``."""
        return f"{self.id}@{self.revision}"
