"""Who does what at companies whose stages are a process of this package (岗位职责)."""

from __future__ import annotations

from typing import Final

from renoflow.pipeline.presets.fragments.rows import duties, row
from renoflow.pipeline.presets.rows import told
from renoflow.pipeline.roles import Form, Fragment
from renoflow.pricing import SIGNING_PACK

__all__ = [
    "company_flow_dispatch",
    "construction_roles",
    "material_roles",
    "sign_order_roles",
    "steward_roles",
]


steward_roles: Final = Fragment(
    id="steward_roles",
    revision=1,
    zh="管家岗位职责",
    source="L1",
    roles=(
        *duties(
            "client_manager",
            "ROLE-03",
            "reception",
            "advice",
            "negotiation",
            "signing",
            "coordination",
            "complaints",
            "callbacks",
        ),
        row("designer_negotiates", "designer", "duty", "negotiation", "ROLE-04"),
    ),
    forms=(
        Form(
            id="customer_interview",
            on=told("interview", whom="customer"),
            items=("satisfaction", "left_over", "next_step"),
            source="FOL-04",
        ),
        Form(
            id="designer_interview",
            on=told("interview", whom="designer"),
            items=("result", "on_schedule", "changes"),
            source="FOL-04",
        ),
        Form(
            id="assistant_interview",
            on=told("interview", whom="assistant"),
            items=("progress", "extent_of_changes"),
            source="FOL-04",
        ),
    ),
)
"""L1: the steward of the whole process, and his three interviews (ROLE-03, FOL-04)."""


sign_order_roles: Final = Fragment(
    id="sign_order_roles",
    revision=1,
    zh="签单部门职责",
    source="L2",
    roles=(
        row("market_books", "market_staff", "duty", "booking", "ROLE-05"),
        row("market_dispatches", "market_staff", "duty", "dispatch_designer", "TIER-07 ROLE-06"),
        row(
            "design_dispatches",
            "design_supervisor",
            "duty",
            "dispatch_designer",
            "TIER-07 ROLE-06",
        ),
        row("design_negotiates", "design_dept", "duty", "negotiation", "ROLE-04 ROLE-05"),
        *duties("engineering", "ROLE-05", "materials", "quotes", "price_floor", "profit"),
        *duties("finance", "ROLE-05", "deposit", "first_payment", "accounts"),
        *duties("administration", "ROLE-05", "reception", "call_designer", "clean_up"),
    ),
    lists=(SIGNING_PACK,),
)
"""L2: the departments; 4.5 of the text is missing (ROLE-05). Either of the two agrees to the
designer (TIER-07)."""


company_flow_dispatch: Final = Fragment(
    id="company_flow_dispatch",
    revision=1,
    zh="公司流程派单",
    source="P2",
    roles=(row("cs_dispatches", "cs_manager", "duty", "dispatch_designer", "ROLE-06"),),
)
"""Under the register policy the customer service manager sends the designer (ROLE-06)."""


material_roles: Final = Fragment(
    id="material_roles",
    revision=1,
    zh="材料职责",
    source="L5",
    roles=(
        row("pm_plans", "project_manager", "duty", "material_plan", "SITE-05"),
        row("materials_check", "materials_dept", "duty", "check_plan", "SITE-05"),
        row("delivery_brings", "delivery_dept", "duty", "deliver", "SITE-05"),
        row(
            "no_purchase",
            "project_manager",
            "barred",
            "purchase",
            "SITE-05",
            on=told("material_step", step="purchased"),
        ),
    ),
)
"""L5: the project manager has no right to purchase (SITE-05)."""


construction_roles: Final = Fragment(
    id="construction_roles",
    revision=1,
    zh="客户经理七项职责",
    source="L14",
    roles=(
        *(
            row(f"area_{number}", "client_manager", "duty", action, "ROLE-15")
            for number, action in enumerate(
                (
                    "advice",
                    "sales_contract",
                    "construction_supervision",
                    "after_sales_care",
                    "data_report",
                    "team_management",
                    "business_development",
                ),
                start=1,
            )
        ),
        *duties(
            "client_manager",
            "ROLE-18",
            "help_sales",
            "customer_relations",
            "plan_and_budget",
            "project_management",
            "satisfaction",
        ),
    ),
)
"""L14: seven areas of duty, and the five of its template (ROLE-15, ROLE-18)."""
