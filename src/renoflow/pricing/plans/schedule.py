"""A plan worked out for the totals of one customer, to the fen, with every reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import Final

import attrs

from renoflow.errors import Malformed, Refused, one_of
from renoflow.facts import Fact
from renoflow.money import Money, allocate, format_yuan, scaled_fen
from renoflow.pricing.contracts import COMPONENT_OF, contract_totals
from renoflow.pricing.plans.records import Cap, Collects, Part, Plan, Tax
from renoflow.pricing.plans.split import Laid, Pot
from renoflow.pricing.records import COMPONENTS, Component
from renoflow.reasons import Param, Reason, reason

__all__ = ["Instalment", "Schedule", "cap_limit", "schedule", "signed_schedule"]


_NOTHING: Final = Money(0)


@attrs.frozen(kw_only=True)
class Instalment:
    """One part of a plan with its amount.

    Attributes:
        part: The part.
        amount: What is to be paid, its tax in it.
        tax: How much of the amount is tax; zero where the plan knows none.
        discount: What is taken off if it is paid early; zero where nothing is.
    """

    part: Part
    amount: Money
    tax: Money = _NOTHING
    discount: Money = _NOTHING


@attrs.frozen(kw_only=True)
class Schedule:
    """A plan worked out for the totals of one customer; made by :func:`schedule`.

    Attributes:
        plan: The plan.
        totals: What is paid in all, for each component signed, before a tax that is added.
        instalments: In the plan's order; those of a component total it to the fen, with
            the tax where that is added.
        exempt: The exemptions from caps that were claimed.
    """

    plan: Plan
    totals: tuple[tuple[Component, Money], ...]
    instalments: tuple[Instalment, ...]
    exempt: tuple[str, ...] = ()

    def of(self, component: Collects) -> tuple[Instalment, ...]:
        """The instalments of parts that collect *component*, in order."""
        return tuple(one for one in self.instalments if one.part.component == component)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """For each instalment the row it follows from and what it bears of the rounding.

        ``residue`` is the amount less the exact part, in fen; those of a component total
        zero. Code ``plan.cut`` is a part that asks for more than was left. What was kept
        back, capped or taxed after that has a reason of its own.
        """
        totals = _sums(self.plan, dict(self.totals))
        rows: dict[str, Reason] = {}
        after: list[Reason] = []
        for pot, total in totals.items():
            sign = -1 if total < 0 else 1
            for one in self.plan.pots[pot].lay(abs(total)):
                rows[one.part.id] = _why(self.plan, one, sign, total)
        _worked_out(self.plan, dict(self.totals), self.exempt, after)
        order = [part.id for part in self.plan.parts if part.id in rows]
        return (*(rows[name] for name in order), *after)


def _why(plan: Plan, one: Laid, sign: int, total: int) -> Reason:
    return reason(
        f"plan.{one.how}",
        rule=f"{plan.name}#{one.part.id}",
        component=one.part.component,
        share=one.part.share,
        total=format_yuan(Money(total)),
        amount=format_yuan(Money(sign * one.fen)),
        residue=sign * (one.fen - one.asked),
        source=one.part.source,
    )


def schedule(
    plan: Plan, totals: Mapping[Component, Money], *, exempt: Collection[str] = ()
) -> Schedule:
    """What each part of *plan* comes to, of the *totals* of the components signed.

    Shares are of the component's total, or of what the parts before it have left. Parts
    are rounded one by one, in order, and whoever bears the residue takes the rest; where
    the shares total 1 and ``residue`` is *largest*, the largest remainders get the fen
    left over. Then some is kept back, caps cut, and tax is added or told. A component
    without a total has no instalments; a total of zero has instalments of zero.

    Args:
        plan: The plan.
        totals: Of each component signed. Parts of ``all`` collect what no other part does.
        exempt: Exemptions from caps that are claimed, by name.

    Raises:
        Malformed: ``plan.uncovered`` for a total that no part collects,
            ``plan.negative`` for a negative one that the plan does not mirror,
            ``value.choice`` for an unknown component, ``money.inexact``.
        Refused: ``plan.refused`` where a part asks for more than is left, or the parts
            for more than a cap, and the plan refuses that; with every objection.
    """
    instalments = _worked_out(plan, totals, exempt, None)
    return Schedule(
        plan=plan,
        totals=_in_order(totals),
        instalments=instalments,
        exempt=tuple(sorted(exempt)) if exempt else (),
    )


def _in_order(totals: Mapping[Component, Money]) -> tuple[tuple[Component, Money], ...]:
    if len(totals) < 2:
        return tuple(totals.items())
    return tuple((one, totals[one]) for one in COMPONENTS if one in totals)


def _sums(plan: Plan, totals: Mapping[Component, Money]) -> dict[str, int]:
    """What each pot is to collect, in fen.

    Raises:
        Malformed: ``value.choice``, ``plan.uncovered`` or ``plan.negative``.
    """
    found: dict[str, int] = {}
    for component, total in totals.items():
        if component not in COMPONENTS:
            raise one_of("value.choice", "totals", component, COMPONENTS)
        if total.fen < 0 and plan.negative == "refuse":
            raise Malformed("plan.negative", f"totals.{component}")
        pot = plan.collects(component)
        if pot is None:
            raise Malformed("plan.uncovered", f"totals.{component}")
        found[pot] = found.get(pot, 0) + total.fen
    return found


def _worked_out(
    plan: Plan,
    totals: Mapping[Component, Money],
    exempt: Collection[str],
    told: list[Reason] | None,
) -> tuple[Instalment, ...]:
    """The instalments; what happens after the split is *told*, if anybody asks."""
    amounts: dict[str, Money] = {}
    if plan.usual and totals.keys() <= plan.pots.keys() and _none_negative(totals):
        for component, whole in totals.items():
            plan.pots[component].fill(whole, amounts)
        return tuple(
            [
                Instalment(part=part, amount=amounts[part.id])
                for part in plan.parts
                if part.id in amounts
            ]
        )
    notes: list[Reason] = []
    objections: list[Reason] = []
    for name, total in _sums(plan, totals).items():
        pot = plan.pots[name]
        if pot.plain and total >= 0:
            pot.fill(Money(total), amounts)
        else:
            _lay(plan, pot, total, amounts, notes, objections)
    for cap in plan.caps:
        _capped(plan, cap, totals, exempt, amounts, notes, objections)
    if objections:
        raise Refused.because("plan.refused", objections)
    taxed = _taxed(plan, amounts, notes) if plan.taxes else {}
    if told is not None:
        told.extend(notes)
    return tuple(
        [
            _instalment(part, amounts[part.id], taxed.get(part.id), plan)
            for part in plan.parts
            if part.id in amounts
        ]
    )


def _none_negative(totals: Mapping[Component, Money]) -> bool:
    return not any(total.fen < 0 for total in totals.values())


def _lay(  # noqa: PLR0913, PLR0917 - a step of the one calculation, which shares its lists
    plan: Plan,
    pot: Pot,
    total: int,
    amounts: dict[str, Money],
    notes: list[Reason],
    objections: list[Reason],
) -> None:
    sign = -1 if total < 0 else 1
    laid = pot.lay(abs(total))
    room = None
    if plan.keep_most is not None:
        most = plan.keep_most
        room = scaled_fen(abs(total), most.numerator, most.denominator, plan.rounding)
    kept = 0
    for one in laid:
        keep, back = one.part.keep, 0
        if keep and one.fen > 0:
            back = scaled_fen(one.fen, keep.numerator, keep.denominator, plan.rounding)
            back = back if room is None else min(back, room - kept)
            notes.append(_noted("plan.kept", plan, one.part, sign * back))
        kept += back
        amounts[one.part.id] = Money(sign * (one.fen - back))
        if one.how == "over":
            total_yuan = format_yuan(Money(total))
            objections.append(
                _noted("plan.over", plan, one.part, sign * one.fen, total=total_yuan)
            )
    if pot.retained:
        shares = [part.retained or 0 for part in pot.retained]
        for part, amount in zip(
            pot.retained, allocate(Money(sign * kept), shares, tie=plan.tie).parts, strict=True
        ):
            amounts[part.id] = amount
            notes.append(_noted("plan.retained", plan, part, amount.fen))


def _noted(code: str, plan: Plan, part: Part, fen: int, **more: Param) -> Reason:
    told: dict[str, Param] = {
        "component": part.component,
        "amount": format_yuan(Money(fen)),
        "source": part.source,
        **more,
    }
    return Reason(code=code, rule=f"{plan.name}#{part.id}", params=tuple(sorted(told.items())))


# --- caps -------------------------------------------------------------------------------


def cap_limit(plan: Plan, cap: Cap, totals: Mapping[Component, Money]) -> Money | None:
    """The most that *cap* lets its parts come to, of these *totals*, rounded by the plan.

    None where a total that it looks at is negative: a credit note is no payment.

    Raises:
        Malformed: ``money.inexact``.
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
        share = row.share
        limits.append(scaled_fen(value, share.numerator, share.denominator, plan.rounding))
    if row.amount is not None:
        limits.append(row.amount.fen)
    if row.totals:
        limits.append(sum(totals[one].fen for one in row.totals if one in totals))
    if row.take == "sum":
        return Money(sum(limits))
    return Money(min(limits) if row.take == "least" else max(limits))


def _capped(  # noqa: PLR0913, PLR0917 - a step of the one calculation, which shares its lists
    plan: Plan,
    cap: Cap,
    totals: Mapping[Component, Money],
    exempt: Collection[str],
    amounts: dict[str, Money],
    notes: list[Reason],
    objections: list[Reason],
) -> None:
    claimed = sorted(set(exempt).intersection(cap.unless))
    limit = cap_limit(plan, cap, totals)
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


# --- taxes and discounts ----------------------------------------------------------------


def _taxed(
    plan: Plan, amounts: Mapping[str, Money], notes: list[Reason]
) -> dict[str, tuple[Tax, int]]:
    found: dict[str, tuple[Tax, int]] = {}
    for pot in plan.pots:
        tax = next((t for t in plan.taxes if not t.components or pot in t.components), None)
        parts = [p for p in plan.parts if p.component == pot and p.id in amounts]
        if tax is None or not parts:
            continue
        rate = tax.rate / (1 + tax.rate) if tax.included else tax.rate
        fen = _spread(plan, tax, rate, [amounts[part.id].fen for part in parts])
        for part, one in zip(parts, fen, strict=True):
            found[part.id] = tax, one
            notes.append(_noted("plan.tax", plan, part, one, rate=tax.rate, on=tax.on))
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


def _instalment(
    part: Part, amount: Money, taxed: tuple[Tax, int] | None, plan: Plan
) -> Instalment:
    tax = 0
    if taxed is not None:
        rule, tax = taxed
        amount = amount if rule.included else Money(amount.fen + tax)
    if part.discount is None:
        return (
            Instalment(part=part, amount=amount, tax=Money(tax))
            if tax
            else Instalment(part=part, amount=amount)
        )
    less = part.discount
    fen = amount.fen
    if less.share is not None:
        base, share = fen if less.on == "gross" else fen - tax, less.share
        if less.rounds == "paid":
            paid = 1 - share
            off = base - scaled_fen(base, paid.numerator, paid.denominator, plan.rounding)
        else:
            off = scaled_fen(base, share.numerator, share.denominator, plan.rounding)
    else:
        off = min(less.amount.fen if less.amount else 0, max(fen, 0))
    return Instalment(part=part, amount=amount, tax=Money(tax), discount=Money(off))


# --- read from facts --------------------------------------------------------------------


def signed_schedule(
    plan: Plan, facts: Iterable[Fact], *, exempt: Collection[str] = ()
) -> tuple[Schedule, tuple[Reason, ...]]:
    """*plan* for the contracts signed in *facts*, and what stands in its way.

    Give the facts that stand (:func:`renoflow.facts.known`). Reading what did happen
    refuses nothing: a contract without an amount (``plan.untold``), a component that no
    part collects (``plan.uncollected``), a negative total that the plan does not mirror
    (``plan.minus``) and a plan that refuses these totals (``plan.over``,
    ``plan.capped``) are left out of the schedule and told, each with its component.
    """
    standing = tuple(facts)
    contracts = [fact for fact in standing if fact.kind == "contract"]
    totals = contract_totals(standing)
    findings: list[Reason] = []
    good: dict[Component, Money] = {}
    for type_, component in COMPONENT_OF.items():
        ids = tuple(sorted(one.id for one in contracts if one.get("type") == type_))
        total = totals.get(component)
        if total is None:
            if ids:
                findings.append(
                    reason("plan.untold", rule=plan.name, facts=ids, component=component)
                )
            continue
        if plan.collects(component) is None:
            code = "plan.uncollected"
        elif total.fen < 0 and plan.negative == "refuse":
            code = "plan.minus"
        else:
            good[component] = total
            continue
        amount = format_yuan(total)
        findings.append(
            reason(code, rule=plan.name, facts=ids, component=component, amount=amount)
        )
    try:
        return schedule(plan, good, exempt=exempt), tuple(findings)
    except Refused as refused:
        findings.extend(refused.objections)
        empty = Schedule(plan=plan, totals=(), instalments=())
        return empty, tuple(findings)
