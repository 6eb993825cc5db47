"""Processes (流程): the only state-machine engine.

Lifecycles, disputes, complaints and acceptance are :class:`Process` values. Two doors:
:func:`may` lists every objection before something happens; :func:`journey` reads what did
happen and never refuses.
"""

from renoflow.processes.doors import ensure, journey, may
from renoflow.processes.findings import lint
from renoflow.processes.flow import Flow, open_process
from renoflow.processes.journeys import (
    Deviation,
    DeviationState,
    Journey,
    Owed,
    Possible,
    Standing,
    Step,
    obligations,
)
from renoflow.processes.mermaid import diagram
from renoflow.processes.records import BACK, Move, Process, Requirement, Stage, StageKind

__all__ = [
    "BACK",
    "Deviation",
    "DeviationState",
    "Flow",
    "Journey",
    "Move",
    "Owed",
    "Possible",
    "Process",
    "Requirement",
    "Stage",
    "StageKind",
    "Standing",
    "Step",
    "diagram",
    "ensure",
    "journey",
    "lint",
    "may",
    "obligations",
    "open_process",
]
