"""Prices of the company whose steps the process ``steward_ten_step`` has (L1 of the catalogue)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from renoflow.money import Money
from renoflow.pricing.rates import Rate, RateCard, Surcharge
from renoflow.pricing.records import ContractType

__all__ = ["steward_items", "steward_rate_card"]

steward_rate_card: Final = RateCard(
    id="steward_rate_card",
    revision=1,
    source="FEE-01, FEE-02",
    rates=(
        Rate(tier="ordinary", per_m2=Money(30_00), source="FEE-01"),
        Rate(tier="excellent", per_m2=Money(60_00), source="FEE-01"),
        Rate(tier="deputy_director", per_m2=Money(120_00), source="FEE-01"),
        Rate(tier="director", per_m2=Money(200_00), source="FEE-01"),
    ),
    a6=Surcharge(per_m2=Money(30_00), source="FEE-02"),
)
"""30, 60, 120 and 200 yuan a square metre by tier, and 30 more for A6.

The source gives no day from which it holds; put it into a ``Timeline`` with the day of
your company.
"""


def steward_items(
    *, cabinets: Literal["finished_goods", "main_materials"]
) -> Mapping[str, ContractType]:
    """Which contract an item belongs under, as far as CON-05 says.

    Labour is construction by the text. Kitchen *cabinets* lie on the border that the text
    does not draw between finished goods and main materials, so that has to be said. A
    company adds items of its own: ``{**steward_items(cabinets=...), "doors": ...}``.
    """
    return MappingProxyType({"tiling_labour": "construction", "kitchen_cabinets": cabinets})
