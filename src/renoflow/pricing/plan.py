"""Payment plans (付款方式) as data: which part of what is due when, to the fen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Final, get_args

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.facts import Value
from renoflow.money import Money, Rounding, Tie, allocate, format_yuan, scaled_fen
from renoflow.periods import Span
from renoflow.pricing.records import COMPONENTS, Component
from renoflow.reasons import Reason, reason
from renoflow.select import Anchor, Facts, Match

__all__ = ["Due", "Instalment", "Part", "Plan", "Schedule", "first", "schedule"]

_WORDS: Final = (("rounding", get_args(Rounding)), ("tie", get_args(Tie)))


def first(kind: str, **fields: Value) -> Anchor:
    """The first fact of *kind* with these *fields*, as an anchor.

    ``first("contract", type="construction")`` is the signing of the works, and
    ``first("completion")`` their end; the part is not due before there is such a fact.
    """
    where = tuple(Match(field=name, op="in", values=(fields[name],)) for name in sorted(fields))
    return Anchor(of="first", facts=Facts(kinds=(kind,), where=where))


@attrs.frozen(kw_only=True)
class Due:
    """When a part is due: by the last instant of *span* from *anchor*, or on a fixed day.

    Attributes:
        anchor: What the span is counted from; :func:`first` writes the usual one.
        span: How long, such as ``working_days(3)``; ``until("day")`` is the same day.
        on: A fixed day, to its end, instead of the two.

    Raises:
        Malformed: ``plan.due`` unless it is the two or the one.
    """

    anchor: Anchor | None = None
    span: Span | None = None
    on: date | None = None

    def __attrs_post_init__(self) -> None:
        counted = self.anchor is not None and self.span is not None
        neither = self.anchor is None and self.span is None
        if counted == (self.on is not None) or not (counted or neither):
            raise Malformed("plan.due", "due")
        if isinstance(self.on, datetime):
            raise Malformed("value.type", "on", expected="a date without an hour")


@attrs.frozen(kw_only=True)
class Part:
    """One row of a plan: how much of a component, and when.

    It takes one of three: ``share`` of the component's total, a fixed ``amount``, or
    with ``rest`` whatever the component's other parts leave.

    Attributes:
        id: Unique in its plan.
        component: What is paid for.
        share: Above 0 and at most 1.
        amount: Above zero.
        rest: The remainder.
        due: When it is due.
        source: The catalogue id or clause that it comes from.

    Raises:
        Malformed: ``plan.takes``, ``plan.share``, ``plan.amount``, ``value.choice`` or
            ``value.missing``.
    """

    id: str
    component: Component
    due: Due
    share: Fraction | None = None
    amount: Money | None = None
    rest: bool = False
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.id:
            raise Malformed("value.missing", "id")
        if self.component not in COMPONENTS:
            raise one_of("value.choice", "component", self.component, COMPONENTS)
        if (self.share is not None) + (self.amount is not None) + (self.rest is True) != 1:
            raise Malformed("plan.takes", "share")
        if self.share is not None and (
            type(self.share) is not Fraction or not 0 < self.share <= 1
        ):
            raise Malformed("plan.share", "share")
        if self.amount is not None and self.amount.fen <= 0:
            raise Malformed("plan.amount", "amount")


class _Whole:
    """All parts of one component of a plan."""

    __slots__ = ("component", "others", "parts", "rest", "weights")

    def __init__(self, component: Component, parts: tuple[Part, ...]) -> None:
        self.component, self.parts = component, parts
        # A share as its two whole numbers; an amount as so many fen of nothing.
        self.others: list[tuple[str, int, int]] = []
        for part in parts:
            if part.share is not None:
                self.others.append((part.id, part.share.numerator, part.share.denominator))
            elif part.amount is not None:
                self.others.append((part.id, part.amount.fen, 0))
        self.rest = next((part for part in parts if part.rest), None)
        shares = [part.share for part in parts if part.share is not None]
        common = lcm(*(share.denominator for share in shares))
        # In whole numbers, so that nothing has to be brought to one denominator again.
        self.weights = [share.numerator * (common // share.denominator) for share in shares]

    def check(self) -> None:
        shares = sum((part.share for part in self.parts if part.share is not None), Fraction(0))
        if len(self.parts) - len(self.others) > 1:
            raise Malformed("plan.rest", "parts", component=self.component)
        if self.rest is None:
            fits = shares == 1 and len(self.weights) == len(self.parts)
        else:
            fits = shares < 1
        if not fits:
            raise Malformed("plan.total", "parts", component=self.component, shares=shares)

    def split(self, total: Money, plan: Plan, amounts: dict[str, Money]) -> None:
        """Write what each part comes to into *amounts*, by its id."""
        if self.rest is None:
            found = allocate(total, self.weights, tie=plan.tie).parts
            for part, amount in zip(self.parts, found, strict=True):
                amounts[part.id] = amount
            return
        whole = left = total.fen
        for name, takes, of in self.others:
            asked = scaled_fen(whole, takes, of, plan.rounding) if of else takes
            asked = min(asked, left)
            left -= asked
            amounts[name] = Money(asked)
        amounts[self.rest.id] = Money(left)


@attrs.frozen(kw_only=True)
class Plan:
    """How a contract is paid: parts, in the order in which money fills them.

    Of each component the parts total the whole: either one part takes the rest, or all
    are shares that total exactly 1.

    Attributes:
        id: Name of the plan.
        revision: From 1 on.
        source: Where it was published.
        collector: The role that collects (PAY-02 says finance).
        rounding: What becomes of a part of a fen where a remainder takes up the residue.
        tie: Which of equal remainders bears a fen where the shares total 1.
        parts: At least one.

    Raises:
        Malformed: ``value.missing``, ``value.type``, ``value.choice``, ``plan.twice`` for
            two parts of one id, ``plan.rest`` for two remainders of a component,
            ``plan.total`` where the parts of a component cannot total it.
    """

    id: str
    revision: int
    source: str
    collector: str
    rounding: Rounding
    tie: Tie
    parts: tuple[Part, ...]

    def __attrs_post_init__(self) -> None:
        for field in ("id", "collector", "parts"):
            if not getattr(self, field):
                raise Malformed("value.missing", field)
        if type(self.revision) is not int or self.revision < 1:
            raise Malformed("value.type", "revision", expected="a whole number of at least 1")
        for field, words in _WORDS:
            if getattr(self, field) not in words:
                raise one_of("value.choice", field, getattr(self, field), words)
        ids = [part.id for part in self.parts]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise Malformed("plan.twice", f"parts[{place}].id")
        for whole in self._whole.values():
            whole.check()

    @property
    def name(self) -> str:
        """``id@revision``, by which instalments cite the plan."""
        return f"{self.id}@{self.revision}"

    @cached_property
    def _whole(self) -> Mapping[Component, _Whole]:
        """The parts of each component, made ready once: a plan is worked out many times."""
        found = {}
        for component in COMPONENTS:
            parts = tuple(part for part in self.parts if part.component == component)
            if parts:
                found[component] = _Whole(component, parts)
        return found


@attrs.frozen(kw_only=True)
class Instalment:
    """One part of a plan with its amount, never negative."""

    part: Part
    amount: Money


@attrs.frozen(kw_only=True)
class Schedule:
    """A plan worked out for the totals of one customer; made by :func:`schedule`.

    Attributes:
        plan: The plan.
        totals: What is paid in all, for each component signed.
        instalments: In the plan's order; those of a component total it to the fen.
    """

    plan: Plan
    totals: tuple[tuple[Component, Money], ...]
    instalments: tuple[Instalment, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """For each instalment the row it follows from and what it bears of the rounding.

        ``residue`` is the amount less the exact part, in fen; those of a component total
        zero. Code ``plan.cut`` is a part that asks for more than was left.
        """
        exact: dict[str, tuple[str, Fraction]] = {}
        for component, total in self.totals:
            left = Fraction(total.fen)
            mine = [one for one in self.instalments if one.part.component == component]
            for one in sorted(mine, key=lambda one: one.part.rest):
                how, fen = ("rest", left) if one.part.rest else _asked(one, total)
                left -= fen
                exact[one.part.id] = how, fen
        totals = dict(self.totals)
        return tuple(
            reason(
                f"plan.{exact[one.part.id][0]}",
                rule=f"{self.plan.name}#{one.part.id}",
                component=one.part.component,
                share=one.part.share,
                total=format_yuan(totals[one.part.component]),
                amount=format_yuan(one.amount),
                residue=one.amount.fen - exact[one.part.id][1],
                source=one.part.source,
            )
            for one in self.instalments
        )


def _asked(one: Instalment, total: Money) -> tuple[str, Fraction]:
    """By which of its fields a part other than the rest got its amount, and exactly how much."""
    share, amount = one.part.share, one.part.amount
    fen = share * total.fen if share is not None else Fraction(amount.fen if amount else 0)
    if fen - one.amount.fen >= 1:  # more than a part of a fen: no more was left
        return "cut", Fraction(one.amount.fen)
    return "amount" if share is None else "share", fen


def schedule(plan: Plan, totals: Mapping[Component, Money]) -> Schedule:
    """What each part of *plan* comes to, of the *totals* of the components signed.

    Shares are of the component's total. Where a part takes the rest, the other shares
    are rounded one by one, in order, and no part takes more than is left; the rest takes
    up the residue. Where the shares total 1, the largest remainders get the fen left over.
    A component without a total has no instalments; a total of zero has instalments of
    zero.

    Raises:
        Malformed: ``plan.uncovered`` for a total that no part collects,
            ``plan.negative`` for a negative one (a refund is no plan),
            ``value.choice`` for an unknown component, ``money.inexact``.
    """
    amounts: dict[str, Money] = {}
    for component, total in totals.items():
        if total.fen < 0:
            raise Malformed("plan.negative", f"totals.{component}")
        whole = plan._whole.get(component)  # noqa: SLF001 - made by the plan for this place
        if whole is None:
            if component not in COMPONENTS:
                raise one_of("value.choice", "totals", component, COMPONENTS)
            raise Malformed("plan.uncovered", f"totals.{component}")
        whole.split(total, plan, amounts)
    return Schedule(
        plan=plan,
        totals=_in_order(totals),
        instalments=tuple(
            [
                Instalment(part=part, amount=amounts[part.id])
                for part in plan.parts
                if part.id in amounts
            ]
        ),
    )


def _in_order(totals: Mapping[Component, Money]) -> tuple[tuple[Component, Money], ...]:
    if len(totals) < 2:
        return tuple(totals.items())
    return tuple((one, totals[one]) for one in COMPONENTS if one in totals)
