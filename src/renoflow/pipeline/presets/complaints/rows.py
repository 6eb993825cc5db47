"""How the rows of complaint flows are written: steps, and how a complaint begins."""

from __future__ import annotations

from typing import Final

from renoflow.facts import Value
from renoflow.obligations import Duty
from renoflow.pipeline.presets.rows import moved, told
from renoflow.processes import Move, Stage
from renoflow.select import Facts

__all__ = ["ASKED", "COMPLAINT", "begins", "received", "step", "stepped"]


def step(name: str, **fields: Value | tuple[Value, ...]) -> Facts:
    """Steps called *name* in handling something, with these fields."""
    return told("service_step", step=name, **fields)


def stepped(name: str, at: str, to: str, source: str, **fields: Value) -> Move:
    """On the step *name* from *at* to *to*; the row is called as it is."""
    return moved(name, at, step(name, **fields), to, source)


COMPLAINT: Final = told("complaint")
ASKED: Final = Facts(kinds=("complaint", "question"))


def begins(source: str, on: Facts = COMPLAINT) -> tuple[Stage, Move]:
    """The start of a complaint flow, and the move by which a complaint begins it."""
    return (
        Stage(id="no_complaint", zh="无投诉", kind="start", source=source),
        moved("received", "no_complaint", on, "complaint_received", source),
    )


def received(source: str, *duties: Duty) -> Stage:
    """The stage of a complaint that was received, with what is due in it."""
    return Stage(id="complaint_received", zh="投诉已接收", duties=duties, source=source)
