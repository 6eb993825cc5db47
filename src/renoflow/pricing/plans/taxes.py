"""The tax in or on each part, and what is taken off a part that is paid early."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from renoflow.money import Money, scaled_fen
from renoflow.pricing.plans.records import Discount, Plan, Tax

__all__ = ["discounted", "taxed"]


def taxed(plan: Plan, amounts: Mapping[str, Money]) -> dict[str, tuple[Tax, int]]:
    """The tax of each part that bears one, in fen, by the part's id.

    *amounts* are what the parts come to, without a tax that is added.
    """
    found: dict[str, tuple[Tax, int]] = {}
    for pot in plan.pots:
        tax = next((t for t in plan.taxes if not t.components or pot in t.components), None)
        parts = [p for p in plan.parts if p.component == pot and p.id in amounts]
        if tax is None or not parts:
            continue
        rate = tax.rate / (1 + tax.rate) if tax.included else tax.rate
        asked = [amounts[part.id].fen for part in parts]
        sign = -1 if sum(asked) < 0 else 1  # a credit note: the bill with every sign turned
        fen = _spread(plan, tax, rate, [sign * one for one in asked])
        for part, one in zip(parts, fen, strict=True):
            found[part.id] = tax, sign * one
    return found


def _spread(plan: Plan, tax: Tax, rate: Fraction, fen: list[int]) -> list[int]:
    def of(amount: int) -> int:
        return scaled_fen(amount, rate.numerator, rate.denominator, plan.rounding)

    if tax.on == "part":
        return [of(one) for one in fen]
    if tax.on == "total":
        found, before, upto = [], 0, 0
        for one in fen:
            upto += one
            found.append(of(upto) - before)
            before += found[-1]
        return found
    asked = [place for place, one in enumerate(fen) if one]
    bearer = (asked[0] if tax.on == "first" else asked[-1]) if asked else None
    return [of(sum(fen)) if place == bearer else 0 for place in range(len(fen))]


def discounted(plan: Plan, less: Discount, fen: int, tax: int) -> int:
    """What *less* takes off a part of *fen*, in which *tax* is; in fen."""
    if fen < 0:
        return -discounted(plan, less, -fen, -tax)
    if less.share is None:
        return min(less.amount.fen if less.amount else 0, fen)
    base, share = fen if less.on == "gross" else fen - tax, less.share
    if less.rounds == "paid":
        paid = 1 - share
        return base - scaled_fen(base, paid.numerator, paid.denominator, plan.rounding)
    return scaled_fen(base, share.numerator, share.denominator, plan.rounding)
