"""Named prices and plans, each one company's, as its source states them."""

from renoflow.pricing.presets.first_55 import FirstPayment, first_55, first_payment
from renoflow.pricing.presets.steward import steward_items, steward_rate_card

__all__ = ["FirstPayment", "first_55", "first_payment", "steward_items", "steward_rate_card"]
