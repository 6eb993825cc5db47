"""Fee schedules (收费标准) as data: bands, minima, discounts, taxes; priced line by line."""

from renoflow.pricing.tariffs.bands import Band, BandMode
from renoflow.pricing.tariffs.choices import Choice, Factor, When
from renoflow.pricing.tariffs.linting import lint_tariff
from renoflow.pricing.tariffs.priced import Priced, PricedLine, PricedSlice
from renoflow.pricing.tariffs.prices import price, price_range
from renoflow.pricing.tariffs.records import (
    Charge,
    ChargeKind,
    Take,
    Tariff,
)
from renoflow.pricing.tariffs.sliding import Slide

__all__ = [
    "Band",
    "BandMode",
    "Charge",
    "ChargeKind",
    "Choice",
    "Factor",
    "Priced",
    "PricedLine",
    "PricedSlice",
    "Slide",
    "Take",
    "Tariff",
    "When",
    "lint_tariff",
    "price",
    "price_range",
]
