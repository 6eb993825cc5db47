"""What a deposit or the design fee is credited with (抵扣), by the rules of the contract."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.money import Money, format_yuan, scaled
from renoflow.periods import last_instant
from renoflow.pricing.ledger.fill import Flow
from renoflow.pricing.ledger.flows import Flows, upto
from renoflow.pricing.ledger.records import CreditLine
from renoflow.pricing.ledger.terms import Credit, LedgerTerms
from renoflow.pricing.plans import Collects, Plan, Schedule
from renoflow.pricing.records import Component
from renoflow.reasons import Reason, reason
from renoflow.select import Seen

__all__ = ["Credited", "credit_flows", "credit_lines", "placed", "taken_before"]


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
        for when, fact in upto(seen, "contract", at)
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


# --- before the split, and after it -----------------------------------------------------


def taken_before(
    made: Schedule, credited: Sequence[Credited]
) -> tuple[dict[Component, Money], list[int]]:
    """The totals of *made* after the credits that come before the split, and what each took."""
    totals = dict(made.totals)
    used = []
    for one in credited:
        left = one.fen if one.rule.when == "total" else 0
        for component, total in list(totals.items()):
            if made.plan.collects(component) == one.rule.to or component == one.rule.to:
                off = max(min(left, total.fen), 0)
                totals[component] = total - Money(off)
                left -= off
        used.append((one.fen if one.rule.when == "total" else 0) - left)
    return totals, used


def placed(
    flows: Flows, made: Schedule, credited: Sequence[Credited]
) -> dict[Collects, tuple[Flow, ...]]:
    """The flows of *flows* by what collects them, with those of credits after the split."""
    found = dict(flows.placed)
    for one in credited:
        pot = _home(made, one)
        if pot is not None and one.rule.when != "total":
            found[pot] = (*found.get(pot, ()), *one.flows)
    return found


def credit_lines(
    made: Schedule,
    credited: Sequence[Credited],
    before: Sequence[int],
    there: Collection[Collects],
) -> tuple[CreditLine, ...]:
    """What each rule has credited: off the totals, or laid on parts of what is *there*."""
    found = []
    for one, off in zip(credited, before, strict=True):
        fen = off
        if one.rule.when != "total" and _home(made, one) in there:
            fen = one.fen
        if fen:
            found.append(
                CreditLine(
                    rule=f"{made.plan.name}#{one.rule.id}",
                    of=one.rule.of,
                    to=one.rule.to,
                    amount=Money(fen),
                    facts=one.facts,
                )
            )
    return tuple(found)


def _home(made: Schedule, one: Credited) -> Collects | None:
    """What collects the component that is credited."""
    return "all" if one.rule.to == "all" else made.plan.collects(one.rule.to)
