"""The way of a plan of materials to the site (材料流程), without a right to purchase.

``docs/processes/material_flow.md`` shows it as a diagram.
"""

from __future__ import annotations

from typing import Final, Literal

from renoflow.pipeline.presets.rows import need, told
from renoflow.processes import Move, Process, Stage
from renoflow.select import Test

__all__ = ["material_flow"]


def material_flow(*, rejected: Literal["planned_anew", "closed"]) -> Process:
    """Planned by the project manager, approved, sent on, delivered (SITE-05).

    Beside it stands the purchase, to which the project manager has no right.

    Args:
        rejected: What becomes of a plan that is not approved; the text has only the way
            of one that is.
    """
    to = "unplanned" if rejected == "planned_anew" else "plan_closed"
    closed = Stage(id="plan_closed", zh="计划作废", kind="end", source="SITE-05")
    return Process(
        id="material_flow",
        revision=1,
        zh="材料流程",
        source="L5",
        stages=(
            Stage(id="unplanned", zh="待提计划", kind="start", source="SITE-05"),
            Stage(id="plan_check", zh="材料部审核", source="SITE-05"),
            Stage(id="plan_approved", zh="待传配送", source="SITE-05"),
            Stage(id="delivering", zh="配送中", source="SITE-05"),
            Stage(id="on_site", zh="材料到场", kind="end", source="SITE-05"),
            *((closed,) if rejected == "closed" else ()),
            Stage(
                id="nothing_bought", zh="未采购", track="purchase", kind="start", source="SITE-05"
            ),
            Stage(id="bought", zh="已采购", track="purchase", kind="end", source="SITE-05"),
        ),
        moves=(
            *_MOVES,
            _step("rejected", "plan_check", to, "materials_dept"),
            _PURCHASE,
        ),
    )


_Step = Literal["planned", "approved", "rejected", "sent", "delivered"]


def _step(step: _Step, at: str, to: str, role: str) -> Move:
    return Move(
        id=step,
        at=(at,),
        on=told("material_step", step=step),
        to=to,
        roles=(role,),
        source="SITE-05",
    )


_MOVES: Final = (
    _step("planned", "unplanned", "plan_check", "project_manager"),
    _step("approved", "plan_check", "plan_approved", "materials_dept"),
    _step("sent", "plan_approved", "delivering", "materials_dept"),
    _step("delivered", "delivering", "on_site", "delivery_dept"),
)

_BOUGHT: Final = told("material_step", step="purchased")
_PURCHASE: Final = Move(
    id="purchased",
    at=("nothing_bought",),
    on=_BOUGHT,
    to="bought",
    needs=(
        need(
            "not_by_project_manager",
            Test(
                facts=told("material_step", step="purchased", role="project_manager"),
                negated=True,
            ),
            "SITE-05",
        ),
    ),
    source="SITE-05",
)
