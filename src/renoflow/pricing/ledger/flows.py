"""The money in a history: receipts, deposits and refunds as flows for each component."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

import attrs

from renoflow.facts import Fact
from renoflow.money import Money
from renoflow.pricing.ledger.fill import Flow
from renoflow.pricing.plans import Collects, Plan, Schedule
from renoflow.pricing.records import COMPONENTS, Component
from renoflow.reasons import Reason, reason
from renoflow.select import Dated, Seen

__all__ = ["Flows", "money_flows", "upto"]


@attrs.frozen(kw_only=True)
class Flows:
    """Flows by what collects them; ``unplaced`` is money that no part of the plan collects.

    ``deposits`` and ``design_fees`` are what came as such and went back, for credits.
    """

    placed: Mapping[Collects, tuple[Flow, ...]]
    unplaced: tuple[Flow, ...]
    deposits: tuple[Flow, ...]
    design_fees: tuple[Flow, ...]
    findings: tuple[Reason, ...]


def money_flows(
    plan: Plan, schedule: Schedule, seen: Seen, at: datetime, *, as_told: bool
) -> Flows:
    """The receipts, deposits and refunds of *seen* up to *at*."""
    there = {one.part.component for one in schedule.instalments}
    parts = {part.id: part.component for part in plan.parts}
    parts |= {one.part.id: one.part.component for one in schedule.instalments}
    receipts = upto(seen, "receipt", at)
    placed: dict[Collects, list[Flow]] = {}
    unplaced: list[Flow] = []
    findings: list[Reason] = []
    design_fees: list[Flow] = []
    home: dict[str, Collects | None] = {}
    worth: dict[str, int] = {}
    for when, fact in receipts:
        component, fen = fact.get("component"), _fen(fact)
        pot = plan.collects(cast("Component", component))
        pot = pot if pot in there and component in COMPONENTS else None
        told = fact.get("part")
        named = isinstance(told, str) and as_told
        if named and parts.get(str(told)) != pot:
            findings.append(
                reason("ledger.part", rule=plan.name, facts=(fact.id,), part=str(told))
            )
            named = False
        flow = Flow(
            at=when, fact=fact.id, fen=fen, kind="receipt", told=str(told) if named else ""
        )
        home[fact.id], worth[fact.id] = pot, fen
        (unplaced if pot is None else placed.setdefault(pot, [])).append(flow)
        if component == "design_fee":
            design_fees.append(flow)
    deposits = [
        Flow(at=when, fact=fact.id, fen=_fen(fact), kind="receipt", told=str(fact.get("nature")))
        for when, fact in upto(seen, "deposit", at)
    ]
    natures = {one.fact: one for one in deposits}
    for when, fact in upto(seen, "refund", at):
        of, fen = str(fact.get("of")), _fen(fact)
        if of in natures:
            deposits.append(attrs.evolve(natures[of], at=when, fact=fact.id, fen=-fen, of=of))
        elif of not in home:
            findings.append(reason("ledger.refund", rule=plan.name, facts=(fact.id,), of=of))
        else:
            pot = home[of]
            back = max(min(fen, worth[of]), 0)
            worth[of] -= back
            into = unplaced if pot is None else placed[pot]
            into.append(Flow(at=when, fact=fact.id, fen=-back, kind="refund", of=of))
            if of in [one.fact for one in design_fees]:
                design_fees.append(into[-1])
            # More than came with this receipt goes back of the rest of the money.
            into.append(Flow(at=when, fact=fact.id, fen=back - fen, kind="refund"))
    return Flows(
        placed={pot: tuple(flows) for pot, flows in placed.items()},
        unplaced=tuple(unplaced),
        deposits=tuple(deposits),
        design_fees=tuple(design_fees),
        findings=tuple(findings),
    )


def upto(seen: Seen, kind: str, at: datetime) -> list[Dated]:
    """The facts of *kind* that happened up to *at*, each with its instant."""
    return [pair for pair in seen.by_kind.get(kind, ()) if pair[0] <= at]


def _fen(fact: Fact) -> int:
    amount = fact.get("amount")
    return amount.fen if isinstance(amount, Money) else 0
