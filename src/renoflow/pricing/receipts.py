"""Receipts (收款): what has been paid for which component, and who may collect it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter

import attrs

from renoflow.facts import MISSING, Fact
from renoflow.money import Money
from renoflow.pricing.records import Component
from renoflow.reasons import Reason, reason
from renoflow.select import Dated

__all__ = ["Paid", "collected_by_others", "paid_up"]


@attrs.frozen(kw_only=True)
class Paid:
    """An instant at which money for a component came in, and the sum by then.

    ``facts`` are the ids of all receipts by then, oldest first.
    """

    at: datetime
    fen: int
    facts: tuple[str, ...]


def paid_up(receipts: Sequence[Dated], component: Component) -> tuple[Paid, ...]:
    """How the money for *component* grew, one row for each instant of a receipt.

    *receipts* are dated facts by instant; those of one instant count together, so that
    no id decides anything. A negative amount is money given back.
    """
    rows: list[Paid] = []
    fen = 0
    ids: tuple[str, ...] = ()
    mine = (pair for pair in receipts if pair[1].get("component") == component)
    for at, pairs in groupby(mine, key=itemgetter(0)):
        for _, fact in pairs:
            amount = fact.get("amount")
            fen += amount.fen if isinstance(amount, Money) else 0
            ids = (*ids, fact.id)
        rows.append(Paid(at=at, fen=fen, facts=ids))
    return tuple(rows)


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
