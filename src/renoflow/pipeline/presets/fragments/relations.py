"""How customers are served, graded and called between stages (客户关系制度).

Periods that a source calls "regular" are required arguments.
"""

from __future__ import annotations

from typing import Final

from renoflow.limits import Every
from renoflow.periods import Block
from renoflow.pipeline.presets.fragments.rows import row
from renoflow.pipeline.presets.rows import first, owed, told
from renoflow.pipeline.roles import Consequence, Form, Fragment
from renoflow.pricing import Checklist
from renoflow.select import Facts

__all__ = [
    "open_line",
    "phase_contacts",
    "relation_kpi",
    "service_department",
    "service_grades",
    "value_class",
]


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
        row("sales_contact", "sales", "duty", "contact", "FOL-12", stages=("sales",)),
        row("design_contact", "designer", "duty", "contact", "FOL-12", stages=("design",)),
        row(
            "construction_contact",
            "construction_team_head",
            "duty",
            "contact",
            "FOL-12",
            stages=("construction",),
        ),
        row(
            "after_sales_contact",
            "after_sales",
            "duty",
            "contact",
            "FOL-12",
            stages=("after_sales",),
        ),
        row("head_approves", "department_head", "approves", "change_record", "CUS-11"),
        *(
            row(f"{one}_scope", one, "duty", "customer_management", "ROLE-10")
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
    roles=(row("head_answers", "department_head", "duty", "customer_management", "ROLE-08"),),
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
        row("cs_coordinates", "customer_service", "duty", "coordination", "LIF-30"),
        *(
            row(f"cs_{one}", "customer_service", "duty", "service", "LIF-30", stages=(one,))
            for one in ("consultation", "after_sales")
        ),
    ),
)
"""L13: one department coordinates the whole chain (LIF-30)."""
