"""What the owners of a customer, and others whom the terms name, earn and are paid (佣金)."""

from renoflow.attribution.pay.asked import pay, statement
from renoflow.attribution.pay.records import (
    Kept,
    Line,
    Mirror,
    Pay,
    Statement,
    Totals,
    Tranche,
    TrancheState,
)

__all__ = [
    "Kept",
    "Line",
    "Mirror",
    "Pay",
    "Statement",
    "Totals",
    "Tranche",
    "TrancheState",
    "pay",
    "statement",
]
