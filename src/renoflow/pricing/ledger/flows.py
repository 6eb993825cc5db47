"""The money in a history: receipts, refunds and credits as flows for each component."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import cast

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.money import Money, format_yuan, scaled
from renoflow.periods import last_instant
from renoflow.pricing.ledger.fill import Filled, Flow, fill
from renoflow.pricing.ledger.standing import Standing
from renoflow.pricing.ledger.terms import Credit, LedgerTerms
from renoflow.pricing.plans import Collects, Plan, Schedule, due_at
from renoflow.pricing.records import COMPONENTS, Component
from renoflow.reasons import Reason, reason
from renoflow.select import Dated, Scope, Seen, compile_anchor

__all__ = ["Credited", "Flows", "credit_flows", "fill_all", "full_since", "money_flows"]


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
    receipts = _upto(seen, "receipt", at)
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
        for when, fact in _upto(seen, "deposit", at)
    ]
    natures = {one.fact: one for one in deposits}
    for when, fact in _upto(seen, "refund", at):
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


def _upto(seen: Seen, kind: str, at: datetime) -> list[Dated]:
    return [pair for pair in seen.by_kind.get(kind, ()) if pair[0] <= at]


def _fen(fact: Fact) -> int:
    amount = fact.get("amount")
    return amount.fen if isinstance(amount, Money) else 0


# --- credits ----------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Credited:
    """What one rule credits: so much in all, as flows at the instants at which it grew."""

    rule: Credit
    fen: int
    flows: tuple[Flow, ...]
    facts: tuple[str, ...]

    def reason(self, plan: Plan) -> Reason:
        """The rule, with the amount and the facts."""
        return reason(
            "ledger.credit",
            rule=f"{plan.name}#{self.rule.id}",
            facts=self.facts,
            amount=format_yuan(Money(self.fen)),
            component=self.rule.to,
            when=self.rule.when,
            source=self.rule.source,
        )


def credit_flows(
    terms: LedgerTerms, flows: Flows, seen: Seen, calendar: WorkCalendar, at: datetime
) -> tuple[Credited, ...]:
    """What each credit rule of *terms* gives at *at*; no fen is credited twice."""
    taken: dict[str, int] = {}
    found = []
    for rule in terms.credits:
        source = _source(rule, flows)
        steps = _steps(rule, source, seen, calendar, at, taken)
        fen = steps[-1][1] if steps else 0
        if not fen:
            continue
        made, before = [], 0
        for when, grown in steps:
            made.append(
                Flow(at=when, fact="", fen=grown - before, kind="credit", last=rule.when == "last")
            )
            before = grown
        taken[rule.of] = taken.get(rule.of, 0) + fen
        facts = tuple(sorted({one.fact for one in source}))
        found.append(Credited(rule=rule, fen=fen, flows=tuple(made), facts=facts))
    return tuple(found)


def _source(rule: Credit, flows: Flows) -> list[Flow]:
    if rule.of == "deposit":
        return [one for one in flows.deposits if rule.nature in (None, one.told)]
    return list(flows.design_fees)


def _steps(  # noqa: PLR0913, PLR0917 - one credit at each instant, and what others took
    rule: Credit,
    source: Sequence[Flow],
    seen: Seen,
    calendar: WorkCalendar,
    at: datetime,
    taken: Mapping[str, int],
) -> list[tuple[datetime, int]]:
    """The credit at each instant at which it changed."""
    signings = [
        when
        for when, fact in _upto(seen, "contract", at)
        if rule.signed is not None and fact.get("type") == rule.signed
    ]
    if rule.signed is not None and not signings:
        return []
    signed = signings[0] if signings else None
    counted = [one for one in source if _in_time(rule, one, signed, calendar)]
    rows: list[tuple[datetime, int]] = []
    for when in sorted({max(one.at, signed or one.at) for one in counted}):
        base = sum(one.fen for one in counted if one.at <= when)
        fen = scaled(max(base, 0), rule.share, rule.rounding)
        if rule.most is not None:
            fen = min(fen, rule.most.fen)
        fen = max(min(fen, base - taken.get(rule.of, 0)), 0)
        if fen != (rows[-1][1] if rows else 0):
            rows.append((when, fen))
    return rows


def _in_time(rule: Credit, one: Flow, signed: datetime | None, calendar: WorkCalendar) -> bool:
    if rule.within is None or signed is None:
        return True
    early, late = min(one.at, signed), max(one.at, signed)
    return late <= last_instant(rule.within, early, calendar).at


# --- laid on the parts ------------------------------------------------------------------


def fill_all(  # noqa: PLR0913 - a schedule, its money, and how it is laid
    schedule: Schedule,
    placed: Mapping[Collects, Iterable[Flow]],
    stood: Sequence[Standing],
    seen: Seen,
    calendar: WorkCalendar,
    *,
    at: datetime,
    by_due: bool,
) -> dict[Collects, Filled]:
    """The money of each component laid on its parts; *stood* tells what is due when."""
    found: dict[Collects, Filled] = {}
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    for pot in dict.fromkeys(one.part.component for one in schedule.instalments):
        mine = [one for one in stood if one.one.part.component == pot]
        found[pot] = fill(
            {one.one.part.id: one.one.amount.fen for one in mine},
            placed.get(pot, ()),
            _order(mine, by_due=by_due),
            _discounts(mine, scope),
        )
    return found


def _order(mine: Sequence[Standing], *, by_due: bool) -> Callable[[datetime], Sequence[str]]:
    plain = [one.one.part.id for one in mine]

    def at_instant(when: datetime) -> Sequence[str]:
        dated = [
            (one.last, place, one.one.part.id)
            for place, one in enumerate(mine)
            if one.last is not None and (one.known is None or one.known <= when)
        ]
        first = [name for _, _, name in sorted(dated)]
        return [*first, *(name for name in plain if name not in first)]

    return at_instant if by_due else lambda _: plain


def _discounts(mine: Sequence[Standing], scope: Scope) -> dict[str, tuple[int, datetime]]:
    found: dict[str, tuple[int, datetime]] = {}
    for stood in mine:
        less = stood.one.part.discount
        if less is None or not stood.one.discount:
            continue
        anchor = less.due.anchor
        since = None if anchor is None else compile_anchor(anchor)(scope)
        if anchor is None or since is not None:
            start = scope.asked if since is None else since[0]
            until = due_at(less.due, start, scope.calendar).at
            found[stood.one.part.id] = stood.one.discount.fen, until
    return found


def full_since(schedule: Schedule, filled: Mapping[Collects, Filled]) -> dict[str, datetime]:
    """Since when each part has been paid in full without a break."""
    found: dict[str, datetime] = {}
    for one in schedule.instalments:
        since: datetime | None = None
        for when, fen in filled[one.part.component].grown[one.part.id]:
            since = when if fen >= one.amount.fen else None
        if since is not None:
            found[one.part.id] = since
    return found
