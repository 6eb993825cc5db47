"""The most that some parts may come to, and what becomes of the excess."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from renoflow.money import Money, format_yuan
from renoflow.pricing.plans.records import Cap, Plan
from renoflow.pricing.records import Component
from renoflow.reasons import Reason, reason

__all__ = ["cap_limit", "capped"]


def cap_limit(cap: Cap, totals: Mapping[Component, Money]) -> Money | None:
    """The most that *cap* lets its parts come to, of these *totals*, in whole fen.

    A share rounds down whatever the plan's rounding: a fen more would be more than the most.
    None where a total that it looks at is negative: a credit note is no payment.
    """
    value = sum(
        total.fen for component, total in totals.items() if not cap.base or component in cap.base
    )
    if value < 0:
        return None
    row = next(
        one
        for one in cap.rows
        if (one.upto is None or value <= one.upto.fen)
        and (one.below is None or value < one.below.fen)
    )
    limits = []
    if row.share is not None:
        limits.append(value * row.share.numerator // row.share.denominator)
    if row.amount is not None:
        limits.append(row.amount.fen)
    if row.totals:
        limits.append(sum(totals[one].fen for one in row.totals if one in totals))
    if row.take == "sum":
        return Money(sum(limits))
    return Money(min(limits) if row.take == "least" else max(limits))


def capped(  # noqa: PLR0913, PLR0917 - a step of the one calculation, which shares its lists
    plan: Plan,
    cap: Cap,
    totals: Mapping[Component, Money],
    exempt: Collection[str],
    amounts: dict[str, Money],
    notes: list[Reason],
    objections: list[Reason],
) -> None:
    """Cuts *amounts* by *cap*, or objects; what it did is among *notes*."""
    claimed = sorted(set(exempt).intersection(cap.unless))
    limit = cap_limit(cap, totals)
    mine = [name for name in cap.parts if name in amounts]
    excess = 0 if limit is None else sum(amounts[name].fen for name in mine) - limit.fen
    if excess <= 0 or limit is None:
        return
    why = reason(
        "plan.exempt" if claimed else "plan.capped",
        rule=f"{plan.name}#{cap.id}",
        limit=format_yuan(limit),
        excess=format_yuan(Money(excess)),
        over=cap.over,
        exemption=", ".join(claimed),
        source=cap.source,
    )
    if cap.over == "refused" and not claimed:
        objections.append(why)
        return
    notes.append(why)
    if cap.over == "moved" and cap.to is not None and not claimed:
        amounts[cap.to] += Money(excess)
        for name in reversed(mine):
            cut = max(min(excess, amounts[name].fen), 0)
            amounts[name] -= Money(cut)
            excess -= cut
