"""A plan worked out for the totals of one customer, to the fen, with every reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import attrs

from renoflow.errors import Malformed, Refused, one_of
from renoflow.facts import Fact
from renoflow.money import Money, allocate, format_yuan, scaled_fen
from renoflow.pricing.contracts import contract_component, contract_totals
from renoflow.pricing.plans.caps import capped
from renoflow.pricing.plans.records import Collects, Part, Plan, Tax
from renoflow.pricing.plans.split import Laid, Pot
from renoflow.pricing.plans.taxes import discounted, taxed
from renoflow.pricing.records import COMPONENTS, Component
from renoflow.reasons import Param, Reason, reason

__all__ = ["Instalment", "Schedule", "schedule", "signed_schedule"]

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
        changes: By how much approved changes have moved which part since; the ledger writes
            them (:class:`~renoflow.pricing.ChangeTerms`), and the instalments have them in.
        moved: What those changes come to for each component.
    """

    plan: Plan
    totals: tuple[tuple[Component, Money], ...]
    instalments: tuple[Instalment, ...]
    exempt: tuple[str, ...] = ()
    changes: tuple[tuple[str, Money], ...] = ()
    moved: tuple[tuple[Component, Money], ...] = ()

    @property
    def in_force(self) -> dict[Component, Money]:
        """The totals with the changes in: what a re-planning begins from."""
        found = dict(self.totals)
        for component, amount in self.moved:
            found[component] = found.get(component, Money(0)) + amount
        return found

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
        moved = (
            reason(
                "plan.changed",
                rule=f"{self.plan.name}#{part}",
                part=part,
                amount=format_yuan(amount),
            )
            for part, amount in self.changes
        )
        return (*(rows[name] for name in order), *after, *moved)


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
        capped(plan, cap, totals, exempt, amounts, notes, objections)
    if objections:
        raise Refused.because("plan.refused", objections)
    taxes = taxed(plan, amounts) if plan.taxes else {}
    for name, (tax, fen) in taxes.items():
        part = next(one for one in plan.parts if one.id == name)
        notes.append(_noted("plan.tax", plan, part, fen, rate=tax.rate, on=tax.on))
    if told is not None:
        told.extend(notes)
    return tuple(
        [
            _instalment(plan, part, amounts[part.id], taxes.get(part.id))
            for part in plan.parts
            if part.id in amounts
        ]
    )


def _instalment(plan: Plan, part: Part, amount: Money, told: tuple[Tax, int] | None) -> Instalment:
    fen = 0
    if told is not None:
        tax, fen = told
        amount = amount if tax.included else Money(amount.fen + fen)
    off = 0
    if part.discount is not None:
        off = discounted(plan, part.discount, amount.fen, fen)
    return Instalment(part=part, amount=amount, tax=Money(fen), discount=Money(off))


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
        room = abs(total) * most.numerator // most.denominator  # at most: never a fen more
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


# --- read from facts --------------------------------------------------------------------


def signed_schedule(
    plan: Plan, facts: Iterable[Fact], *, exempt: Collection[str] = ()
) -> tuple[Schedule, tuple[Reason, ...]]:
    """*plan* for the contracts signed in *facts*, and what stands in its way.

    A plan with parts of its own for the design fee collects that of the agreements too.

    Give the facts that stand (:func:`renoflow.facts.known`). Reading what did happen
    refuses nothing: a contract without an amount (``plan.untold``), a component that no
    part collects (``plan.uncollected``), a negative total that the plan does not mirror
    (``plan.minus``) and a plan that refuses these totals (``plan.over``,
    ``plan.capped``) are left out of the schedule and told, each with its component.
    """
    standing = tuple(facts)
    totals = contract_totals(standing)
    findings: list[Reason] = []
    good: dict[Component, Money] = {}
    for component in COMPONENTS:
        if component == "design_fee" and component not in plan.pots:
            continue
        ids = tuple(sorted(one.id for one in standing if contract_component(one) == component))
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
