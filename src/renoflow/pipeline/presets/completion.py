"""L1, step 10 in full (竣工办理): the papers checked, the customer asked in, three acts."""

from __future__ import annotations

from typing import Final

from renoflow.pipeline.presets.rows import moved, need, owed, told
from renoflow.processes import Move, Process, Stage
from renoflow.select import Facts

__all__ = ["completion_at_headquarters"]

_CHECKS: Final = ("information_department", "finance")


def _checked(role: str) -> Facts:
    return told("papers_check", role=role, complete=True)


def completion_at_headquarters() -> Process:
    """From the completion of the works to the last act at headquarters (CMP-01, CMP-02).

    It runs beside the ten steps, which end where it begins. The text names no day for any
    of it: what is not done stays open.
    """
    return Process(
        id="completion_at_headquarters",
        revision=1,
        zh="竣工办理",
        source="L1",
        stages=_STAGES,
        moves=_MOVES,
    )


_STAGES: Final = (
    Stage(id="works_running", zh="施工中", kind="start", source="LIF-01"),
    Stage(
        id="closing_papers",
        zh="核对结算资料",
        duties=tuple(
            owed(
                f"papers_{role}",
                _checked(role),
                who=role,
                source="CMP-01 PAY-05",
            )
            for role in _CHECKS
        ),
        source="CMP-01",
    ),
    Stage(
        id="asked_in",
        zh="已通知到总部",
        duties=(
            owed("settlement", told("settlement"), who="finance", source="CMP-01"),
            owed("warranty_card", told("warranty_card"), who="client_manager", source="CMP-01"),
            owed("survey", told("survey"), who="client_manager", source="CMP-01"),
            owed("material_list", told("material_list"), who="client_manager", source="CMP-02"),
        ),
        source="CMP-01",
    ),
    Stage(id="acts_done", zh="竣工手续已办", kind="end", source="CMP-01"),
)

_MOVES: Final = (
    moved("works_done", "works_running", told("completion"), "closing_papers", "LIF-01"),
    Move(
        id="customer_asked_in",
        at=("closing_papers",),
        on=told("notice", subject="appointment"),
        to="asked_in",
        needs=tuple(need(f"checked_{role}", _checked(role), "CMP-01 PAY-05") for role in _CHECKS),
        source="CMP-01",
    ),
    moved(
        "last_act",
        "asked_in",
        told("survey"),
        "acts_done",
        "CMP-01",
        need("settled", told("settlement"), "CMP-01"),
        need("warranty_given", told("warranty_card"), "CMP-01"),
    ),
)
