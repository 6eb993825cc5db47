"""Receipts (收款): who may collect them."""

from __future__ import annotations

from collections.abc import Iterable

from renoflow.facts import MISSING, Fact
from renoflow.reasons import Reason, reason

__all__ = ["collected_by_others"]


def collected_by_others(facts: Iterable[Fact], *, role: str) -> tuple[Reason, ...]:
    """Receipts and deposits taken in another role than *role*, by their ids (PAY-02).

    The money still counts as paid: this reports and takes nothing back. A fact that tells
    no role is not reported, for nobody said who took the money.
    """
    return tuple(
        reason(
            "receipt.collector",
            rule="PAY-02",
            facts=(one.id,),
            role=str(one.get("role")),
            collector=role,
        )
        for one in sorted(facts, key=lambda one: one.id)
        if one.kind in ("receipt", "deposit") and one.get("role") not in (role, MISSING, None)
    )
