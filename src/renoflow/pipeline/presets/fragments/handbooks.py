"""What handbooks say of the client manager and of the store (岗位与门店制度)."""

from __future__ import annotations

from typing import Final

from renoflow.pipeline.presets.fragments.rows import duties, row
from renoflow.pipeline.presets.rows import need, told, with_all
from renoflow.pipeline.roles import Before, Form, Fragment
from renoflow.pricing import EXPLAINED, REVIEW, Checklist
from renoflow.select import Test

__all__ = [
    "client_manager_powers",
    "full_explanation",
    "handbook_dispatch",
    "info_flow",
    "small_store",
]


handbook_dispatch: Final = Fragment(
    id="handbook_dispatch",
    revision=1,
    zh="手册派单制度",
    source="L4",
    roles=(
        *duties(
            "client_manager",
            "LIF-27 TIER-06",
            "reception",
            "customer_situation",
            "dispatch_designer",
            "grading",
            "customer_management",
        ),
        row("store_leads", "store_manager", "power", "lead", "LIF-27"),
        row("badge_reported", "client_manager", "duty", "report_lost_badge", "ROLE-11"),
        row("badge_replaced", "personnel", "duty", "replace_badge", "ROLE-11"),
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


small_store: Final = Fragment(
    id="small_store",
    revision=1,
    zh="小店管理制度",
    source="L7",
    equal_treatment=True,
    roles=(row("supervisor_tracks", "customer_supervisor", "duty", "track_potential", "FOL-13"),),
)
"""L7: all visitors alike (ROLE-09); the customer supervisor tracks potential ones (FOL-13)."""


client_manager_powers: Final = Fragment(
    id="client_manager_powers",
    revision=1,
    zh="客户经理职权",
    source="L15",
    roles=(
        *duties(
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
            row(f"may_{one}", "client_manager", "power", one, "ROLE-02")
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
    roles=duties(
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
    before=(
        Before(
            on=told("contract"),
            needs=(
                *(
                    need(
                        f"explained_{item}",
                        with_all("explanation", "covered", item),
                        EXPLAINED.rule,
                    )
                    for item in EXPLAINED.items
                ),
                need(
                    "explained_agreed",
                    Test(facts=told("explanation", agreed=False), latest=True, negated=True),
                    EXPLAINED.rule,
                ),
            ),
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
    roles=(row("win_back", "customer_service", "duty", "win_back_lost", "LIF-31"),),
    lists=(
        Checklist(
            id="information_steps", rule="LIF-31", items=("collect", "enter", "update", "protect")
        ),
    ),
)
"""L17: information in four steps, and lost customers won back (LIF-31)."""
