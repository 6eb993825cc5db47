"""What a person should see of a ledger."""

from __future__ import annotations

from collections.abc import Mapping

from renoflow.money import Money, format_yuan
from renoflow.pricing.ledger.fill import Filled
from renoflow.pricing.ledger.flows import Flows
from renoflow.pricing.ledger.records import Ledger
from renoflow.pricing.ledger.terms import LedgerTerms
from renoflow.pricing.plans import Collects, cap_limit
from renoflow.reasons import Reason, reason
from renoflow.select import Scope, compile_anchor

__all__ = ["cap_findings", "findings"]


def findings(
    book: Ledger, flows: Flows, filled: Mapping[Collects, Filled], terms: LedgerTerms
) -> list[Reason]:
    """What of *book* a person should see: money out of place, and work that may stop."""
    name = book.schedule.plan.name
    found = []
    if book.held:
        found.append(reason("ledger.held", rule=name, amount=format_yuan(book.held)))
    if book.short:
        found.append(reason("ledger.short", rule=name, amount=format_yuan(book.short)))
    if book.unplaced:
        ids = tuple(sorted({one.fact for one in flows.unplaced}))
        amount = format_yuan(book.unplaced)
        found.append(reason("ledger.unplaced", rule=name, facts=ids, amount=amount))
    if book.deposit_left:
        ids = tuple(sorted({one.fact for one in flows.deposits}))
        amount = format_yuan(book.deposit_left)
        found.append(reason("ledger.deposit", rule=name, facts=ids, amount=amount))
    beyond = sorted({fact for pot in filled.values() for fact in pot.beyond})
    found += [reason("ledger.beyond", rule=name, facts=(one,)) for one in beyond]
    found += [
        reason(
            "ledger.release",
            rule=f"{name}#{line.part.id}",
            amount=format_yuan(line.released - line.paid),
        )
        for line in book.lines
        if line.released.fen > line.paid.fen
    ]
    stop = terms.suspension
    late = [one for one in book.arrears if one.amount and stop and one.days > stop.days]
    total = sum(one.amount.fen for one in late)
    if stop is not None and late and total >= stop.least.fen:
        found.append(
            reason(
                "ledger.suspension",
                rule=stop.source or name,
                amount=format_yuan(Money(total)),
                days=max(one.days for one in late),
            )
        )
    return found


def cap_findings(book: Ledger, filled: Mapping[Collects, Filled], scope: Scope) -> list[Reason]:
    """Receipts above a cap before the progress that lifts it."""
    plan = book.schedule.plan
    found = []
    for cap in plan.caps:
        if cap.until is None or set(cap.unless).intersection(book.schedule.exempt):
            continue
        limit = cap_limit(cap, dict(book.schedule.totals))
        reached = compile_anchor(cap.until)(scope)
        pots = {part.component for part in plan.parts if part.id in cap.parts}
        came = sum(
            entry.amount.fen
            for pot in pots & filled.keys()
            for entry in filled[pot].entries
            if reached is None or entry.at < reached[0]
        )
        if limit is not None and came > limit.fen:
            found.append(
                reason(
                    "ledger.cap",
                    rule=f"{plan.name}#{cap.id}",
                    limit=format_yuan(limit),
                    amount=format_yuan(Money(came)),
                    source=cap.source,
                )
            )
    return found
