"""L6, the clause of a contract (合同约定流程): seven links from contact to feedback.

``docs/processes/contract_clause.md`` shows it as a diagram.
"""

from __future__ import annotations

from typing import Final

from renoflow.pipeline.presets.rows import LOST, leaving, need, owed, told, with_all
from renoflow.processes import Move, Process, Stage
from renoflow.select import Facts

__all__ = ["contract_clause"]


def contract_clause() -> Process:
    """The seven links that the contract names, in their order (LIF-20)."""
    return Process(
        id="contract_clause",
        revision=1,
        zh="七环节流程",
        source="L6",
        stages=(
            Stage(id="contact_customer", zh="联系客户", kind="start", source="LIF-20"),
            Stage(id="learn_needs", zh="了解客户需求", source="LIF-20"),
            Stage(id="make_scheme", zh="制定装修方案", source="LIF-20"),
            Stage(id="conclude_contract", zh="签订合同", source="LIF-20"),
            Stage(id="carry_out_works", zh="实施施工", source="LIF-20"),
            Stage(id="follow_service", zh="跟踪服务", source="LIF-20"),
            Stage(
                id="accept_feedback",
                zh="验收反馈",
                kind="end",
                duties=(
                    owed("feedback", told("survey"), who="customer_service", source="LIF-20"),
                ),
                source="LIF-20",
            ),
            LOST,
        ),
        moves=_MOVES,
        house=("company",),
    )


_MOVES: Final = (
    Move(
        id="contacted",
        at=("contact_customer",),
        on=Facts(kinds=("enquiry", "visit", "touch")),
        to="learn_needs",
        source="LIF-20",
    ),
    Move(
        id="needs_learnt",
        at=("learn_needs",),
        on=with_all("guided_talk", "covered", "deep_needs"),
        to="make_scheme",
        source="LIF-20",
    ),
    Move(
        id="scheme_made",
        at=("make_scheme",),
        on=told("scheme", version="complete"),
        to="conclude_contract",
        source="LIF-20",
    ),
    Move(
        id="concluded",
        at=("conclude_contract",),
        on=told("contract", type="construction"),
        to="carry_out_works",
        source="LIF-20",
    ),
    Move(
        id="works_done",
        at=("carry_out_works",),
        on=told("completion"),
        to="follow_service",
        needs=(need("works_started", told("start"), "LIF-20"),),
        source="LIF-20",
    ),
    Move(
        id="accepted",
        at=("follow_service",),
        on=told("acceptance", stage="final", result="passed"),
        to="accept_feedback",
        source="LIF-20",
    ),
    *leaving("contact_customer", "learn_needs", "make_scheme", "conclude_contract"),
)
