"""Re-planning: another plan or another total, with what is paid left as it is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.money import Money, format_yuan
from renoflow.pricing.plans.records import Collects, Part, Plan
from renoflow.pricing.plans.schedule import Instalment, Schedule, schedule
from renoflow.pricing.records import Component
from renoflow.reasons import Reason, reason

__all__ = ["Replan", "Replanned", "replan"]


@attrs.frozen(kw_only=True)
class Replanned:
    """What became of one part.

    Attributes:
        part: Its id.
        component: What it collects.
        before: Its amount in the old schedule; None if it is new.
        after: Its amount in the new one; None if it fell away.
        paid: What of the new amount is paid already.
        moved: It is due at another time.
    """

    part: str
    component: Collects
    before: Money | None
    after: Money | None
    paid: Money
    moved: bool


@attrs.frozen(kw_only=True)
class Replan:
    """A new schedule and its difference from the old one; made by :func:`replan`.

    Attributes:
        before: The old schedule.
        schedule: The new one; its plan stands by itself and can be stored.
        rows: Every part of either, those of the new schedule first.
        refund: What was paid beyond the new totals, for each component concerned.
    """

    before: Schedule
    schedule: Schedule
    rows: tuple[Replanned, ...]
    refund: tuple[tuple[Collects, Money], ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The difference, a line for each total and part: the page to print."""
        old, new = self.before.in_force, dict(self.schedule.totals)
        lines = [
            reason(
                "replan.total",
                rule=self.schedule.plan.name,
                component=one,
                before=format_yuan(old.get(one, Money(0))),
                after=format_yuan(new.get(one, Money(0))),
            )
            for one in dict.fromkeys((*old, *new))
            if old.get(one) != new.get(one)
        ]
        lines += [_line(self.schedule.plan, row) for row in self.rows]
        lines += [
            reason(
                "replan.refund",
                rule=self.schedule.plan.name,
                component=component,
                amount=format_yuan(amount),
            )
            for component, amount in self.refund
        ]
        return tuple(lines)


def _line(plan: Plan, row: Replanned) -> Reason:
    if row.before is None:
        code = "replan.added"
    elif row.after is None:
        code = "replan.removed"
    elif row.before != row.after:
        code = "replan.changed"
    else:
        code = "replan.moved" if row.moved else "replan.same"
    return reason(
        code,
        rule=f"{plan.name}#{row.part}",
        component=row.component,
        before=None if row.before is None else format_yuan(row.before),
        after=None if row.after is None else format_yuan(row.after),
        paid=format_yuan(row.paid),
    )


def replan(
    before: Schedule,
    paid: Mapping[str, Money],
    plan: Plan,
    totals: Mapping[Component, Money],
    *,
    base: Literal["total", "open"],
) -> Replan:
    """*before* replaced by *plan* over *totals*; every fen *paid* stays paid.

    With ``base="total"`` the new plan is worked out over the new totals, and what is paid
    fills its parts in order. With ``base="open"`` each part that is paid stays as it is
    with what is paid of it, and the new plan is worked out over what is open; the id of
    such a part begins with ``paid:``.

    Args:
        before: The old schedule.
        paid: What is paid of each of its parts, by id; none negative. A ledger has it.
        plan: The new plan, or the old one for new totals.
        totals: The new totals.
        base: See above; the customer and the company must agree on one.

    Raises:
        Malformed: ``value.unknown`` for a part that the old schedule lacks, ``plan.negative``
            for a negative sum, and for ``open`` a negative total, ``plan.recast`` where the
            new plan collects what was paid apart together or the other way round, or for
            ``open`` where it adds a tax; as of :func:`schedule`.
        Refused: As of :func:`schedule`.
    """
    old = {one.part.id: one for one in before.instalments}
    for name, amount in paid.items():
        if name not in old:
            raise one_of("value.unknown", "paid", name, old)
        if amount.fen < 0:
            raise Malformed("plan.negative", f"paid.{name}")
    sums: dict[Collects, int] = {}
    for name, amount in paid.items():
        pot = _pot(plan, old[name].part.component)
        sums[pot] = sums.get(pot, 0) + amount.fen
    if base == "total":
        made = schedule(plan, totals, exempt=before.exempt)
        paid_now, refund = _filled(made, sums)
    else:
        made, paid_now, refund = _kept(before, paid, plan, totals, sums)
    return Replan(before=before, schedule=made, rows=_rows(old, made, paid_now), refund=refund)


def _pot(plan: Plan, collected: Collects) -> Collects:
    found = "all" if collected == "all" else plan.collects(collected)
    if found is None or found not in plan.pots:
        raise Malformed("plan.recast", "plan.parts")
    return found


def _filled(
    made: Schedule, sums: Mapping[Collects, int]
) -> tuple[dict[str, Money], tuple[tuple[Collects, Money], ...]]:
    left = dict(sums)
    paid: dict[str, Money] = {}
    for one in made.instalments:
        fen = max(min(left.get(one.part.component, 0), one.amount.fen), 0)
        left[one.part.component] = left.get(one.part.component, 0) - fen
        paid[one.part.id] = Money(fen)
    return paid, tuple((pot, Money(fen)) for pot, fen in left.items() if fen)


def _kept(
    before: Schedule,
    paid: Mapping[str, Money],
    plan: Plan,
    totals: Mapping[Component, Money],
    sums: Mapping[Collects, int],
) -> tuple[Schedule, dict[str, Money], tuple[tuple[Collects, Money], ...]]:
    if any(not tax.included for tax in plan.taxes):
        raise Malformed("plan.recast", "plan.taxes")
    for component, total in totals.items():
        if total.fen < 0:  # what is open is asked for in fixed amounts
            raise Malformed("plan.negative", f"totals.{component}")
    left, refund = dict(totals), dict(sums)
    for component in totals:  # what is paid is taken off the totals, one after another
        pot = plan.collects(component)
        if pot is None:
            continue
        off = min(refund.get(pot, 0), left[component].fen)
        left[component] -= Money(off)
        refund[pot] = refund.get(pot, 0) - off
    fresh = schedule(plan, left, exempt=before.exempt)
    back = {pot: fen for pot, fen in refund.items() if fen}
    parts: list[Part] = []
    paid_now: dict[str, Money] = {}
    for one in before.instalments:
        fen = paid.get(one.part.id, Money(0)).fen
        pot = _pot(plan, one.part.component)
        # Of what was paid beyond the new total nothing can stay in the plan: it goes back.
        gone = min(back.get(pot, 0), fen)
        back[pot] = back.get(pot, 0) - gone
        if fen - gone:
            kept = _fixed(one, Money(fen - gone), f"paid:{one.part.id}", pot)
            parts.append(kept)
            paid_now[kept.id] = Money(fen - gone)
    parts += [
        _fixed(one, one.amount, one.part.id, None) for one in fresh.instalments if one.amount
    ]
    standing = _with_rests(parts)
    if not standing:
        return fresh, {}, _money(refund)
    ids = {part.id for part in standing}
    gates = tuple(one for one in plan.gates if one in ids)
    stored = attrs.evolve(plan, parts=standing, caps=(), gates=gates, keep_most=None)
    collected = {part.component for part in standing}
    still = {one: total for one, total in totals.items() if plan.collects(one) in collected}
    return schedule(stored, still), paid_now, _money(refund)


def _money(fen: Mapping[Collects, int]) -> tuple[tuple[Collects, Money], ...]:
    return tuple((pot, Money(one)) for pot, one in fen.items() if one)


def _fixed(one: Instalment, amount: Money, name: str, pot: Collects | None) -> Part:
    return attrs.evolve(
        one.part,
        id=name,
        component=pot or one.part.component,
        share=None,
        of="total",
        amount=amount,
        rest=False,
        retained=None,
        keep=Fraction(0),
    )


def _with_rests(parts: list[Part]) -> tuple[Part, ...]:
    """The last part of each component takes the rest, so that the plan is whole."""
    last = {part.component: part.id for part in parts}
    return tuple(
        attrs.evolve(part, amount=None, rest=True) if last[part.component] == part.id else part
        for part in parts
    )


def _rows(
    old: Mapping[str, Instalment], made: Schedule, paid: Mapping[str, Money]
) -> tuple[Replanned, ...]:
    rows = []
    ids = {one.part.id for one in made.instalments}
    for one in made.instalments:
        # What is paid of a part stands for it; a part of its name beside that one is new.
        name = one.part.id
        was = None if f"paid:{name}" in ids else old.get(name)
        if was is None and name.startswith("paid:"):
            was = old.get(name.removeprefix("paid:"))
        rows.append(
            Replanned(
                part=one.part.id,
                component=one.part.component,
                before=None if was is None else was.amount,
                after=one.amount,
                paid=paid.get(one.part.id, Money(0)),
                moved=was is not None and was.part.due != one.part.due,
            )
        )
    there = {row.part.removeprefix("paid:") for row in rows}
    rows += [
        Replanned(
            part=name,
            component=was.part.component,
            before=was.amount,
            after=None,
            paid=Money(0),
            moved=False,
        )
        for name, was in old.items()
        if name not in there
    ]
    return tuple(rows)
