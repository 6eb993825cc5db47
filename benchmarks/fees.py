"""A fee and a traced three-part plan, against plain Decimal code that keeps the same trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from renoflow.money import yuan
from renoflow.periods import working_days
from renoflow.pricing import Due, Part, Plan, design_fee, first, presets, schedule

__all__ = ["cases"]

_CENT = Decimal("0.01")
_TOTAL = yuan("180000.07")
_ON = date(2024, 3, 1)


def _plan() -> Plan:
    due = Due(anchor=first("contract", type="construction"), span=working_days(3))
    shares = (("one", Fraction(3, 10)), ("two", Fraction(3, 10)))
    parts = [Part(id=name, component="works", share=share, due=due) for name, share in shares]
    parts.append(Part(id="three", component="works", rest=True, due=due))
    return Plan(
        id="three",
        revision=1,
        source="",
        collector="finance",
        rounding="half_up",
        tie="first",
        parts=tuple(parts),
    )


def by_decimal() -> dict[str, object]:
    """What a careful programmer writes: Decimal, quantize, and a dictionary of why."""
    area, rate, extra = Decimal("128.50"), Decimal(200), Decimal(30)
    fee = ((rate + extra) * area).quantize(_CENT, ROUND_HALF_UP)
    total = Decimal("180000.07")
    shares = (("one", Decimal("0.3")), ("two", Decimal("0.3")))
    parts: dict[str, Decimal] = {}
    trace: list[dict[str, object]] = [
        {"rule": "card@1#director", "rate": rate, "surcharge": extra, "area": area, "fee": fee}
    ]
    left = total
    for name, share in shares:
        amount = (total * share).quantize(_CENT, ROUND_HALF_UP)
        parts[name] = amount
        left -= amount
        trace.append({"rule": f"three@1#{name}", "share": share, "amount": amount})
    parts["three"] = left
    trace.append({"rule": "three@1#three", "rest": True, "amount": left})
    if sum(parts.values()) != total:
        raise AssertionError
    return {"fee": fee, "parts": parts, "trace": trace}


def cases() -> dict[str, Callable[[], object]]:
    """Both ways; checked to come to the same sums."""
    plan, card = _plan(), presets.steward_rate_card
    area = Decimal("128.50")

    def by_renoflow() -> object:
        fee = design_fee(
            card,
            tier="director",
            area=area,
            a6=True,
            area_basis="building",
            rounding="half_up",
            on=_ON,
        )
        return fee, schedule(plan, {"works": _TOTAL})

    fee, worked = by_renoflow()  # type: ignore[misc] # a pair
    told = by_decimal()
    if str(Decimal(fee.amount.fen) / 100) != str(Decimal(str(told["fee"])).normalize()):
        raise AssertionError((fee.amount, told["fee"]))
    if len(worked.instalments) != 3:
        raise AssertionError
    return {"renoflow": by_renoflow, "plain Decimal": by_decimal}
