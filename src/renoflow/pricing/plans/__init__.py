"""Payment plans (付款方式) as data: which part of what is due when, to the fen."""

from renoflow.pricing.plans.caps import cap_limit
from renoflow.pricing.plans.due import Due, Move, MoveRoll, Which, due_at, first
from renoflow.pricing.plans.lint import lint
from renoflow.pricing.plans.records import Cap, CapRow, Collects, Discount, Part, Plan, Tax
from renoflow.pricing.plans.replan import Replan, Replanned, replan
from renoflow.pricing.plans.schedule import (
    Instalment,
    Schedule,
    schedule,
    signed_schedule,
)

__all__ = [
    "Cap",
    "CapRow",
    "Collects",
    "Discount",
    "Due",
    "Instalment",
    "Move",
    "MoveRoll",
    "Part",
    "Plan",
    "Replan",
    "Replanned",
    "Schedule",
    "Tax",
    "Which",
    "cap_limit",
    "due_at",
    "first",
    "lint",
    "replan",
    "schedule",
    "signed_schedule",
]
