"""Named prices and plans, each one company's, as its source states them."""

from renoflow.pricing.presets.custom_plans import (
    design_by_stage,
    plan_30_40_20_10,
    plan_50_30_20,
    plan_3331,
)
from renoflow.pricing.presets.first_55 import FirstPayment, first_55, first_payment
from renoflow.pricing.presets.price_form import price_form
from renoflow.pricing.presets.settlement import (
    five_percent_promise,
    steward_closing,
)
from renoflow.pricing.presets.steward import steward_items, steward_rate_card

__all__ = [
    "FirstPayment",
    "design_by_stage",
    "first_55",
    "first_payment",
    "five_percent_promise",
    "plan_30_40_20_10",
    "plan_50_30_20",
    "plan_3331",
    "price_form",
    "steward_closing",
    "steward_items",
    "steward_rate_card",
]
