"""A fee and a traced three-part plan, against three ways to write it without us.

All of them work out the same fee and the same parts and keep the same trace of why: plain
``Decimal``, py-moneyed and stockholm, each as its users would write it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from moneyed import CNY
from moneyed import Money as Moneyed
from stockholm import Money as Stockholm

from renoflow.money import yuan
from renoflow.periods import working_days
from renoflow.pricing import (
    Due,
    Fee,
    Part,
    Plan,
    Schedule,
    design_fee,
    first,
    presets,
    schedule,
)

__all__ = ["cases"]

_CENT = Decimal("0.01")
_TOTAL = yuan("180000.07")
_ON = date(2024, 3, 1)
_AREA, _RATE, _EXTRA = Decimal("128.50"), Decimal(200), Decimal(30)
_SHARES = (("one", Decimal("0.3")), ("two", Decimal("0.3")))


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
        residue="largest",
        overshoot="clip",
        negative="refuse",
        parts=tuple(parts),
    )


def _told(fee: Any, parts: dict[str, Any], total: Any) -> dict[str, object]:  # noqa: ANN401 - fees of four libraries
    """The trace that goes with the amounts, whatever they are made of."""
    trace: list[dict[str, object]] = [
        {
            "rule": "card@1#director",
            "rate": _RATE,
            "surcharge": _EXTRA,
            "area": _AREA,
            "fee": fee,
        }
    ]
    for name, share in _SHARES:
        trace.append({"rule": f"three@1#{name}", "share": share, "amount": parts[name]})
    trace.append({"rule": "three@1#three", "rest": True, "amount": parts["three"]})
    if parts["one"] + parts["two"] + parts["three"] != total:
        raise AssertionError
    return {"fee": fee, "parts": parts, "trace": trace}


def by_decimal() -> dict[str, object]:
    """What a careful programmer writes: Decimal, quantize, and a dictionary of why."""
    fee = ((_RATE + _EXTRA) * _AREA).quantize(_CENT, ROUND_HALF_UP)
    total = left = Decimal("180000.07")
    parts: dict[str, Decimal] = {}
    for name, share in _SHARES:
        parts[name] = (total * share).quantize(_CENT, ROUND_HALF_UP)
        left -= parts[name]
    parts["three"] = left
    return _told(fee, parts, total)


def by_moneyed() -> dict[str, object]:
    """The same with py-moneyed; it rounds half even unless its Decimal is rounded before."""
    fee = Moneyed(((_RATE + _EXTRA) * _AREA).quantize(_CENT, ROUND_HALF_UP), CNY)
    total = left = Moneyed("180000.07", CNY)
    parts: dict[str, Moneyed] = {}
    for name, share in _SHARES:
        exact = total * share
        parts[name] = Moneyed(exact.amount.quantize(_CENT, ROUND_HALF_UP), CNY)
        left -= parts[name]
    parts["three"] = left
    return _told(fee, parts, total)


def by_stockholm() -> dict[str, object]:
    """The same with stockholm."""
    rate = Stockholm(_RATE + _EXTRA, "CNY")
    fee = Stockholm((rate * _AREA).as_decimal().quantize(_CENT, ROUND_HALF_UP), "CNY")
    total = left = Stockholm("180000.07", "CNY")
    parts: dict[str, Stockholm] = {}
    for name, share in _SHARES:
        exact = (total * share).as_decimal()
        parts[name] = Stockholm(exact.quantize(_CENT, ROUND_HALF_UP), "CNY")
        left -= parts[name]
    parts["three"] = left
    return _told(fee, parts, total)


def _fen(amount: Any) -> int:  # noqa: ANN401 - an amount of any of the three
    value = amount.amount if isinstance(amount, Moneyed) else amount
    value = value.as_decimal() if isinstance(value, Stockholm) else value
    return int(Decimal(value) * 100)


def cases() -> dict[str, Callable[[], object]]:
    """The four ways; checked to come to the same sums."""
    plan, card = _plan(), presets.steward_rate_card

    def by_renoflow() -> tuple[Fee, Schedule]:
        fee = design_fee(
            card,
            tier="director",
            area=_AREA,
            a6=True,
            area_basis="building",
            rounding="half_up",
            on=_ON,
        )
        return fee, schedule(plan, {"works": _TOTAL})

    fee, worked = by_renoflow()
    ours = [fee.amount.fen, *(one.amount.fen for one in worked.instalments)]
    others = {"plain Decimal": by_decimal, "py-moneyed": by_moneyed, "stockholm": by_stockholm}
    for name, way in others.items():
        told = way()
        parts: Any = told["parts"]
        theirs = [_fen(told["fee"]), *(_fen(one) for one in parts.values())]
        if theirs != ours:
            raise AssertionError((name, theirs, ours))
    return {"renoflow": by_renoflow, **others}
