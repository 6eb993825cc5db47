"""L5, never alone (不得单独谈单): a talk in four steps, the client manager always present.

``docs/processes/never_alone.md`` shows it as a diagram.
"""

from __future__ import annotations

from typing import Final

from renoflow.pipeline.presets.rows import LOST, leaving, need, told, with_all
from renoflow.processes import Move, Process, Stage
from renoflow.select import Facts, Test

__all__ = ["never_alone"]


def never_alone() -> Process:
    """Needs, product, objections removed, deal: a deposit or a contract (LIF-23).

    Beside it stands the talk with a designer, who never talks alone (ROLE-01).
    """
    return Process(
        id="never_alone",
        revision=1,
        zh="四步谈单",
        source="L5",
        stages=(
            Stage(id="needs_talk", zh="沟通客户需求", kind="start", source="LIF-23"),
            Stage(id="product_talk", zh="产品介绍", source="LIF-23"),
            Stage(id="objection_talk", zh="异议解除", source="LIF-23"),
            Stage(id="deal_made", zh="成交", kind="end", source="LIF-23"),
            LOST,
            Stage(
                id="before_designer",
                zh="未见设计师",
                track="designer",
                kind="start",
                source="ROLE-01",
            ),
            Stage(id="with_designer", zh="设计师谈单", track="designer", source="ROLE-01"),
            Stage(id="talks_over", zh="谈单结束", track="designer", kind="end", source="LIF-23"),
        ),
        moves=_MOVES,
        house=("company",),
    )


_DEAL: Final = Facts(kinds=("deposit", "contract"))
_ACCOMPANIED: Final = need(
    "client_manager_present",
    Test(facts=with_all("designer_talk", "present", "client_manager"), latest=True),
    "ROLE-01",
)

_MOVES: Final = (
    Move(
        id="needs_known",
        at=("needs_talk",),
        on=with_all("guided_talk", "covered", "deep_needs"),
        to="product_talk",
        source="LIF-23",
    ),
    Move(
        id="product_shown",
        at=("product_talk",),
        on=told("presentation", shown="product"),
        to="objection_talk",
        source="LIF-23",
    ),
    Move(
        id="deal",
        at=("needs_talk", "product_talk", "objection_talk"),
        on=_DEAL,
        to="deal_made",
        needs=(
            need(
                "objections_removed",
                Test(
                    any=(
                        Test(facts=told("misgiving"), negated=True),
                        Test(facts=told("misgiving", step="removed"), latest=True),
                    )
                ),
                "LIF-23",
            ),
        ),
        source="LIF-23",
    ),
    *leaving("needs_talk", "product_talk", "objection_talk"),
    Move(
        id="designer_talks",
        at=("before_designer", "with_designer"),
        on=Facts(kinds=("designer_talk",)),
        to="with_designer",
        needs=(_ACCOMPANIED,),
        source="ROLE-01",
    ),
    Move(
        id="talked_out",
        at=("before_designer", "with_designer"),
        on=_DEAL,
        to="talks_over",
        source="LIF-23",
    ),
)
