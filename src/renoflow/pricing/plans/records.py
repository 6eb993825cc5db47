"""The records of a payment plan (付款方式): parts, caps, taxes, and the plan itself."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal, TypeAlias, get_args

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.money import Money, Rounding, Tie
from renoflow.pricing.plans.due import Due
from renoflow.pricing.plans.split import Pot
from renoflow.pricing.records import COMPONENTS, Component
from renoflow.select import Anchor, Facts

__all__ = [
    "Cap",
    "CapRow",
    "Collects",
    "Discount",
    "Negative",
    "Overshoot",
    "Part",
    "Plan",
    "Residue",
    "Tax",
]

Collects: TypeAlias = Literal["design_fee", "works", "finished_goods", "main_materials", "all"]
"""What a part collects: one component, or *all* that no other part of the plan collects."""

Residue: TypeAlias = Literal["largest", "last", "first", "cumulative"]
"""Who bears the rounding where no part takes the rest."""

Overshoot: TypeAlias = Literal["clip", "refuse", "refuse_cut", "negative"]
"""What becomes of a part that asks for more than is left."""

Negative: TypeAlias = Literal["refuse", "mirror"]
"""What becomes of a negative total."""

_COLLECTS: Final = get_args(Collects)
_FEN: Final = Money(1)


@attrs.frozen(kw_only=True)
class Discount:
    """A part paid early costs less: a share of it or an amount, until its own last instant.

    Attributes:
        due: Until when; counted like the part's own.
        share: Above 0 and below 1.
        amount: Above zero; never more than the part.
        on: The share is of the part with its tax (*gross*) or without (*net*).
        rounds: Which of the two is rounded: the *discount*, or what is *paid*.

    Raises:
        Malformed: ``plan.discount`` unless it is a share or an amount.
    """

    due: Due
    on: Literal["gross", "net"]
    rounds: Literal["discount", "paid"]
    share: Fraction | None = None
    amount: Money | None = None

    def __attrs_post_init__(self) -> None:
        fits = self.share is None or (type(self.share) is Fraction and 0 < self.share < 1)
        if self.amount is not None and self.amount.fen <= 0:
            fits = False
        if (self.share is None) == (self.amount is None) or not fits:
            raise Malformed("plan.discount", "share")


@attrs.frozen(kw_only=True)
class Part:
    """One row of a plan: how much, of what, and when.

    It takes one of four: ``share`` of the total, a fixed ``amount``, with ``rest``
    whatever the other parts leave, or ``retained`` of what they keep back.

    Attributes:
        id: Unique in its plan.
        component: What is paid for; ``all`` is whatever no other part collects.
        due: When it is due.
        share: Above 0 and at most 1.
        of: The share is of the *total*, or of what the parts before it have *left*.
        amount: Above zero.
        rest: The remainder.
        retained: It pays out this share of what the other parts keep back.
        keep: This share of the part is kept back until a ``retained`` part is due.
        needs: It counts only once there is such a fact of each: a paper, a stage reached,
            so much work done. The span then runs from the last of them.
        release: Of money that is paid in to a third hand: when it goes on to the company.
        discount: Less, if paid early.
        source: The catalogue id or clause that it comes from.

    Raises:
        Malformed: ``plan.takes``, ``plan.share``, ``plan.amount``, ``plan.left``,
            ``value.choice`` or ``value.missing``.
    """

    id: str
    component: Collects
    due: Due
    share: Fraction | None = None
    of: Literal["total", "left"] = "total"
    amount: Money | None = None
    rest: bool = False
    retained: Fraction | None = None
    keep: Fraction = Fraction(0)
    needs: tuple[Facts, ...] = ()
    release: Due | None = None
    discount: Discount | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.id:
            raise Malformed("value.missing", "id")
        if self.component not in _COLLECTS:
            raise one_of("value.choice", "component", self.component, _COLLECTS)
        told = (self.share, self.amount, self.rest or None, self.retained)
        if sum(one is not None for one in told) != 1:
            raise Malformed("plan.takes", "share")
        for name in ("share", "retained"):
            _check_share(getattr(self, name), name)
        if self.keep != 0:
            _check_share(self.keep, "keep")
        if self.amount is not None and self.amount.fen <= 0:
            raise Malformed("plan.amount", "amount")
        if self.of not in ("total", "left"):
            raise one_of("value.choice", "of", self.of, ("total", "left"))
        if (self.of == "left" and self.share is None) or (self.retained and self.keep):
            raise Malformed("plan.left", "of" if self.of == "left" else "keep")


def _check_share(share: object, name: str) -> None:
    if share is not None and (type(share) is not Fraction or not 0 < share <= 1):
        raise Malformed("plan.share", name)


@attrs.frozen(kw_only=True)
class CapRow:
    """One band of a cap: up to *upto* (inside) or *below* (outside), so much at most.

    A row with neither bound is open.

    Attributes:
        upto: Totals of at most this.
        below: Totals of less than this.
        share: Of the total that the cap looks at.
        amount: Fixed.
        totals: The totals of these components, such as goods made to order.
        take: Which counts of several limits: the *least*, the *greatest*, or their *sum*.

    Raises:
        Malformed: ``plan.cap_row``, ``plan.share``, or ``value.missing`` for several limits
            without a ``take``.
    """

    upto: Money | None = None
    below: Money | None = None
    share: Fraction | None = None
    amount: Money | None = None
    totals: tuple[Component, ...] = ()
    take: Literal["least", "greatest", "sum"] | None = None

    def __attrs_post_init__(self) -> None:
        limits = (self.share is not None) + (self.amount is not None) + bool(self.totals)
        if limits > 1 and self.take is None:
            raise Malformed("value.missing", "take")
        if not limits or (self.upto is not None and self.below is not None):
            raise Malformed("plan.cap_row", "share")
        if self.amount is not None and self.amount.fen < 0:
            raise Malformed("plan.cap_row", "amount")
        if self.share is not None and not 0 <= self.share <= 1:
            raise Malformed("plan.share", "share")


@attrs.frozen(kw_only=True)
class Cap:
    """The most that some parts together may come to, such as a deposit limit by law.

    Attributes:
        id: Unique among the plan's caps.
        rows: Bands by value, the first that fits; the last is open.
        parts: The parts whose sum is capped.
        over: What happens above it: the plan is *refused*, the excess is *moved* to the
            part ``to``, or it is *reported* only.
        to: Where the excess goes.
        base: Whose totals count as the value; none means all.
        unless: Exemptions that lift it, such as a bond, if the caller claims one.
        until: Before there is this instant, no more than the cap may have been received
            either; the ledger reports it.
        source: The article.
    """

    id: str
    rows: tuple[CapRow, ...]
    parts: tuple[str, ...]
    over: Literal["refused", "moved", "reported"]
    to: str | None = None
    base: tuple[Component, ...] = ()
    unless: tuple[str, ...] = ()
    until: Anchor | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.parts or not self.rows:
            raise Malformed("value.missing", "rows" if self.parts else "parts")
        ends = [row.upto is None and row.below is None for row in self.rows]
        if sum(ends) != 1 or not ends[-1]:
            raise Malformed("plan.cap_rows", "rows")
        if (self.over == "moved") != (self.to is not None) or self.to in self.parts:
            raise Malformed("plan.cap_to", "to")


@attrs.frozen(kw_only=True)
class Tax:
    """A tax on some components.

    Attributes:
        rate: Such as 9/100.
        on: Rounded on each *part*, or once on the *total* and spread over the parts as the
            parts grow, or all of it with the *first* or the *last* part that is not zero.
        included: The totals hold the tax already; otherwise it is added.
        components: None means every one.
        source: The article.
    """

    rate: Fraction
    on: Literal["part", "total", "first", "last"]
    included: bool
    components: tuple[Collects, ...] = ()
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if type(self.rate) is not Fraction or self.rate <= 0:
            raise Malformed("plan.rate", "rate")


@attrs.frozen(kw_only=True)
class Plan:
    """How a contract is paid: parts, in the order in which money fills them.

    Of each component the parts total the whole: either one part takes the rest, or all
    are shares of the total that make exactly 1. What companies do differently has no
    usual: rounding, ties, residue, overshoot and negative totals are always said.

    Attributes:
        id: Name of the plan.
        revision: From 1 on.
        source: Where it was published.
        collector: The role that collects (PAY-02 says finance).
        rounding: What becomes of a part of a fen (of a unit).
        tie: Which of equal remainders bears a fen where ``residue`` is *largest*.
        residue: Who bears the rounding. A rest always does. Where there is none: the
            *largest* remainders, the *last* part, the *first*, or each part what the
            rounded sum up to it grows by (*cumulative*; this also with a rest).
        overshoot: A part that asks for more than is left gets what is left (*clip*); or
            the plan is *refused*; or only if the part would get some of it, while with
            nothing left it gets nothing (*refuse_cut*); or the bearer of the residue is
            *negative*.
        negative: A negative total is *refused*, or *mirrored*: the plan of the positive
            one with every sign turned (a credit note).
        parts: At least one.
        unit: Shares are rounded to whole multiples of it.
        sequence: Parts are due each by itself (*free*); none before those before it of its
            component are *reached*; or none before they are *paid*.
        keep_most: The most that is kept back, as a share of the total.
        caps: Limits on parts.
        taxes: At most one for each component.
        escrow: The role that holds money of parts with a ``release``.
        gates: The parts that must be paid before the works start (PAY-03).

    Raises:
        Malformed: ``value.missing``, ``value.type``, ``value.choice``, ``plan.twice`` for
            two parts of one id, ``plan.rest`` for two remainders of a component,
            ``plan.total`` where the parts of a component cannot total it, ``plan.keep``
            where what is kept back is not paid out, ``plan.part`` for a part that is not
            there, ``plan.cap_to``, ``plan.tax_twice``.
    """

    id: str
    revision: int
    source: str
    collector: str
    rounding: Rounding
    tie: Tie
    residue: Residue
    overshoot: Overshoot
    negative: Negative
    parts: tuple[Part, ...]
    unit: Money = _FEN
    sequence: Literal["free", "reached", "paid"] = "free"
    keep_most: Fraction | None = None
    caps: tuple[Cap, ...] = ()
    taxes: tuple[Tax, ...] = ()
    escrow: str = ""
    gates: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:  # noqa: C901 - what each row must be, in order
        for field in ("id", "collector", "parts"):
            if not getattr(self, field):
                raise Malformed("value.missing", field)
        if type(self.revision) is not int or self.revision < 1:
            raise Malformed("value.type", "revision", expected="a whole number of at least 1")
        for field, words in _WORDS:
            if getattr(self, field) not in words:
                raise one_of("value.choice", field, getattr(self, field), words)
        if self.unit.fen < 1:
            raise Malformed("plan.amount", "unit")
        _check_share(self.keep_most, "keep_most")
        ids = [part.id for part in self.parts]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise Malformed("plan.twice", f"parts[{place}].id")
        if not self.escrow and any(part.release is not None for part in self.parts):
            raise Malformed("value.missing", "escrow")
        _check_named(self, ids)
        for pot in self.pots.values():
            pot.check()

    @property
    def name(self) -> str:
        """``id@revision``, by which instalments cite the plan."""
        return f"{self.id}@{self.revision}"

    @cached_property
    def pots(self) -> Mapping[str, Pot]:
        """The parts of each component, made ready once: a plan is worked out many times."""
        found = {}
        for component in _COLLECTS:
            parts = tuple(part for part in self.parts if part.component == component)
            if parts:
                found[component] = Pot(component, parts, self)
        return found

    @cached_property
    def usual(self) -> bool:
        """Whether nothing happens after the split, so that the short way will do."""
        return (
            not self.caps
            and not self.taxes
            and all(pot.plain and name != "all" for name, pot in self.pots.items())
            and all(part.discount is None for part in self.parts)
        )

    def collects(self, component: Component) -> Collects | None:
        """Which parts collect *component*: its own, those of *all*, or None."""
        if component in self.pots:
            return component
        return "all" if "all" in self.pots else None


_WORDS: Final = (
    ("rounding", get_args(Rounding)),
    ("tie", get_args(Tie)),
    ("residue", get_args(Residue)),
    ("overshoot", get_args(Overshoot)),
    ("negative", get_args(Negative)),
    ("sequence", ("free", "reached", "paid")),
)


def _check_named(plan: Plan, ids: list[str]) -> None:
    component = {part.id: part.component for part in plan.parts}
    for place, name in enumerate(plan.gates):
        if name not in component:
            raise one_of("plan.part", f"gates[{place}]", name, ids)
    for place, cap in enumerate(plan.caps):
        for name in (*cap.parts, *(() if cap.to is None else (cap.to,))):
            if name not in component:
                raise one_of("plan.part", f"caps[{place}].parts", name, ids)
        if cap.id in [other.id for other in plan.caps[:place]]:
            raise Malformed("plan.twice", f"caps[{place}].id")
        if cap.to is not None and {component[one] for one in cap.parts} != {component[cap.to]}:
            raise Malformed("plan.cap_to", f"caps[{place}].to")
    taxed: set[str] = set()
    for place, tax in enumerate(plan.taxes):
        mine = set(tax.components or (*COMPONENTS, "all"))
        if mine & taxed:
            raise Malformed("plan.tax_twice", f"taxes[{place}].components")
        taxed |= mine
