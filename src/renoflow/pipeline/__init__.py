"""Where a customer stands and what is due (客户流程与待办)."""

from renoflow.pipeline import presets
from renoflow.pipeline.agenda import agenda
from renoflow.pipeline.checklists import (
    GUIDED_TALK,
    RECEPTION,
    TOPICS,
    DesignOutcome,
    NextContact,
    TrackingMode,
    design_outcome,
    may_offer_place,
    missing_items,
    next_contact,
    open_concerns,
    step_number,
    talking_points,
    tracking_mode,
)
from renoflow.pipeline.company import Company, CompanyRules, open_company
from renoflow.pipeline.journeys import journey, may

__all__ = [
    "GUIDED_TALK",
    "RECEPTION",
    "TOPICS",
    "Company",
    "CompanyRules",
    "DesignOutcome",
    "NextContact",
    "TrackingMode",
    "agenda",
    "design_outcome",
    "journey",
    "may",
    "may_offer_place",
    "missing_items",
    "next_contact",
    "open_company",
    "open_concerns",
    "presets",
    "step_number",
    "talking_points",
    "tracking_mode",
]
