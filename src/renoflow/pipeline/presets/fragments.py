"""What sources without stages say (制度条款), each one company's; they have no flow.

Also the roles of companies whose stages are a process of this package. Periods that a
source calls "regular" are required arguments.
"""

from __future__ import annotations

from typing import Final

from renoflow.limits import Every
from renoflow.periods import Block
from renoflow.pipeline.presets.rows import first, owed, told
from renoflow.pipeline.roles import Consequence, Form, Fragment, RoleKind, RoleRule
from renoflow.pricing import EXPLAINED, REVIEW, SIGNING_PACK, Checklist
from renoflow.select import Facts

__all__ = [
    "client_manager_powers",
    "company_flow_dispatch",
    "construction_roles",
    "full_explanation",
    "handbook_dispatch",
    "info_flow",
    "material_roles",
    "open_line",
    "phase_contacts",
    "relation_kpi",
    "service_department",
    "service_grades",
    "sign_order_roles",
    "small_store",
    "steward_roles",
    "value_class",
]


def _row(  # noqa: PLR0913 - the columns of a row
    name: str,
    role: str,
    kind: RoleKind,
    action: str,
    source: str,
    *,
    stages: tuple[str, ...] = (),
    on: Facts | None = None,
) -> RoleRule:
    return RoleRule(
        id=name, role=role, kind=kind, action=action, stages=stages, on=on, source=source
    )


def _duties(role: str, source: str, *actions: str) -> tuple[RoleRule, ...]:
    return tuple(_row(f"{role}_{one}", role, "duty", one, source) for one in actions)


steward_roles: Final = Fragment(
    id="steward_roles",
    revision=1,
    zh="管家岗位职责",
    source="L1",
    roles=(
        *_duties(
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
        _row("designer_negotiates", "designer", "duty", "negotiation", "ROLE-04"),
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
        _row("market_books", "market_staff", "duty", "booking", "ROLE-05"),
        _row("market_dispatches", "market_staff", "duty", "dispatch_designer", "TIER-07 ROLE-06"),
        _row(
            "design_dispatches",
            "design_supervisor",
            "duty",
            "dispatch_designer",
            "TIER-07 ROLE-06",
        ),
        _row("design_negotiates", "design_dept", "duty", "negotiation", "ROLE-04 ROLE-05"),
        *_duties("engineering", "ROLE-05", "materials", "quotes", "price_floor", "profit"),
        *_duties("finance", "ROLE-05", "deposit", "first_payment", "accounts"),
        *_duties("administration", "ROLE-05", "reception", "call_designer", "clean_up"),
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
    roles=(_row("cs_dispatches", "cs_manager", "duty", "dispatch_designer", "ROLE-06"),),
)
"""Under the register policy the customer service manager sends the designer (ROLE-06)."""

handbook_dispatch: Final = Fragment(
    id="handbook_dispatch",
    revision=1,
    zh="手册派单制度",
    source="L4",
    roles=(
        *_duties(
            "client_manager",
            "LIF-27 TIER-06",
            "reception",
            "customer_situation",
            "dispatch_designer",
            "grading",
            "customer_management",
        ),
        _row("store_leads", "store_manager", "power", "lead", "LIF-27"),
        _row("badge_reported", "client_manager", "duty", "report_lost_badge", "ROLE-11"),
        _row("badge_replaced", "personnel", "duty", "replace_badge", "ROLE-11"),
    ),
    lists=(
        Checklist(
            id="duty_sequence",
            rule="LIF-27",
            items=(
                "reception",
                "registration_form",
                "dispatch",
                "grading",
                "customer_management",
            ),
        ),
        Checklist(
            id="toolkit",
            rule="LIF-40",
            items=(
                "registration_form",
                "company_introduction",
                "advantages",
                "workflow",
                "quotes",
                "model_room_script",
                "technique_script",
                "floor_plans",
            ),
        ),
    ),
    gradings=(
        Checklist(
            id="willingness_ability",
            rule="CUS-07",
            items=("willing_able", "willing_unable", "unwilling_able", "unwilling_unable"),
        ),
    ),
)
"""L4: the client manager dispatches, under the store manager (LIF-27, TIER-06)."""

material_roles: Final = Fragment(
    id="material_roles",
    revision=1,
    zh="材料职责",
    source="L5",
    roles=(
        _row("pm_plans", "project_manager", "duty", "material_plan", "SITE-05"),
        _row("materials_check", "materials_dept", "duty", "check_plan", "SITE-05"),
        _row("delivery_brings", "delivery_dept", "duty", "deliver", "SITE-05"),
        _row(
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

small_store: Final = Fragment(
    id="small_store",
    revision=1,
    zh="小店管理制度",
    source="L7",
    equal_treatment=True,
    roles=(_row("supervisor_tracks", "customer_supervisor", "duty", "track_potential", "FOL-13"),),
)
"""L7: all visitors alike (ROLE-09); the customer supervisor tracks potential ones (FOL-13)."""


def value_class(*, callbacks: Block) -> Fragment:
    """L8: classes by value; class A is called regularly (FOL-11, LIF-32).

    Args:
        callbacks: How often "regularly" is.
    """
    return Fragment(
        id="value_class",
        revision=1,
        zh="价值分类制度",
        source="L8",
        equal_treatment=False,
        lists=(
            Checklist(
                id="management_cycle",
                rule="LIF-32",
                items=("collection", "classification", "maintenance", "feedback", "incentives"),
            ),
        ),
        gradings=(Checklist(id="value", rule="CUS-08", items=("A", "B", "C")),),
        duties=(
            owed(
                "periodic_callback",
                told("callback"),
                every=Every(unit=callbacks, first="whole"),
                after=first(told("deal")),
                who="sales",
                source="FOL-11",
            ),
        ),
    )


phase_contacts: Final = Fragment(
    id="phase_contacts",
    revision=1,
    zh="分阶段联系人",
    source="L9",
    roles=(
        _row("sales_contact", "sales", "duty", "contact", "FOL-12", stages=("sales",)),
        _row("design_contact", "designer", "duty", "contact", "FOL-12", stages=("design",)),
        _row(
            "construction_contact",
            "construction_team_head",
            "duty",
            "contact",
            "FOL-12",
            stages=("construction",),
        ),
        _row(
            "after_sales_contact",
            "after_sales",
            "duty",
            "contact",
            "FOL-12",
            stages=("after_sales",),
        ),
        _row("head_approves", "department_head", "approves", "change_record", "CUS-11"),
        *(
            _row(f"{one}_scope", one, "duty", "customer_management", "ROLE-10")
            for one in ("sales", "designer", "workers", "after_sales")
        ),
    ),
)
"""L9: who keeps contact in which phase, and who approves a change of a record (FOL-12)."""

open_line: Final = Fragment(
    id="open_line",
    revision=1,
    zh="全天候服务制度",
    source="L10",
    roles=(_row("head_answers", "department_head", "duty", "customer_management", "ROLE-08"),),
    lists=(
        Checklist(
            id="contact_ways", rule="FOL-19", items=("phone", "email", "in_person", "festival")
        ),
    ),
)
"""L10: the head of a department answers for its customers (ROLE-08)."""


def relation_kpi(*, contacts: Block) -> Fragment:
    """L11: regular contact, reward and training (FOL-19).

    Args:
        contacts: How often "regular" is.
    """
    return Fragment(
        id="relation_kpi",
        revision=1,
        zh="客户关系考核",
        source="L11",
        indicators=(
            Checklist(
                id="relation_indicators",
                rule="KPI-01",
                items=("satisfaction", "callback_rate", "complaint_handling_rate"),
            ),
        ),
        duties=(
            owed(
                "periodic_contact",
                Facts(kinds=("touch", "callback")),
                every=Every(unit=contacts, first="whole"),
                after=first(Facts(kinds=("enquiry", "visit"))),
                who="sales",
                source="FOL-19",
            ),
        ),
        consequences=(Consequence(of="periodic_contact", what="training", source="KPI-01"),),
    )


service_grades: Final = Fragment(
    id="service_grades",
    revision=1,
    zh="分级服务制度",
    source="L12",
    equal_treatment=False,
    gradings=(Checklist(id="service", rule="CUS-09", items=("type", "spending", "need")),),
    forms=(
        Form(
            id="communication_record",
            on=told("touch"),
            items=("content", "feedback", "handling"),
            source="CUS-13",
        ),
    ),
    lists=(Checklist(id="link_norms", rule="LIF-41", items=("responsible", "norm")),),
)
"""L12: graded service, and a flow with somebody responsible for each link (CUS-09, LIF-41)."""

service_department: Final = Fragment(
    id="service_department",
    revision=1,
    zh="客户服务部",
    source="L13",
    roles=(
        _row("cs_coordinates", "customer_service", "duty", "coordination", "LIF-30"),
        *(
            _row(f"cs_{one}", "customer_service", "duty", "service", "LIF-30", stages=(one,))
            for one in ("consultation", "after_sales")
        ),
    ),
)
"""L13: one department coordinates the whole chain (LIF-30)."""

construction_roles: Final = Fragment(
    id="construction_roles",
    revision=1,
    zh="客户经理七项职责",
    source="L14",
    roles=(
        *(
            _row(f"area_{number}", "client_manager", "duty", action, "ROLE-15")
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
        *_duties(
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

client_manager_powers: Final = Fragment(
    id="client_manager_powers",
    revision=1,
    zh="客户经理职权",
    source="L15",
    roles=(
        *_duties(
            "client_manager",
            "ROLE-17",
            "customer_relations",
            "consulting",
            "pass_on_needs",
            "help_sales",
            "help_after_sales",
            "other_tasks",
        ),
        *(
            _row(f"may_{one}", "client_manager", "power", one, "ROLE-02")
            for one in (
                "demand_support",
                "assess_needs",
                "supervise_after_sales",
                "coordinate_sales",
            )
        ),
    ),
    lists=(
        Checklist(
            id="three_phases", rule="LIF-29", items=("reception", "follow_up", "maintenance")
        ),
    ),
)
"""L15: six duties and four powers (ROLE-17, ROLE-02)."""

full_explanation: Final = Fragment(
    id="full_explanation",
    revision=1,
    zh="充分说明制度",
    source="L16",
    roles=_duties(
        "client_manager",
        "ROLE-16",
        "reception_to_signing",
        "needs_and_quote",
        "construction_management",
        "complaints",
        "callbacks",
    ),
    forms=(
        Form(
            id="enquiry_record",
            on=told("enquiry"),
            items=("background", "site", "budget"),
            source="LIF-28",
        ),
    ),
    lists=(
        EXPLAINED,
        REVIEW,
        Checklist(
            id="hiring",
            rule="ROLE-16",
            items=("ethics", "qualification", "communication", "experience"),
        ),
        Checklist(
            id="training_topics",
            rule="ROLE-16",
            items=("law", "trade", "service_and_sales", "complaint_handling"),
        ),
    ),
)
"""L16: four things explained before signing (CON-09, LIF-28, ROLE-16)."""

info_flow: Final = Fragment(
    id="info_flow",
    revision=1,
    zh="客户信息制度",
    source="L17",
    roles=(_row("win_back", "customer_service", "duty", "win_back_lost", "LIF-31"),),
    lists=(
        Checklist(
            id="information_steps", rule="LIF-31", items=("collect", "enter", "update", "protect")
        ),
    ),
)
"""L17: information in four steps, and lost customers won back (LIF-31)."""
