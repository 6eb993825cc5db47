"""A quote (报价): lines that total it, and the material specification that goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, TypeVar

import attrs

from renoflow.errors import Malformed
from renoflow.money import Money, Rounding, format_yuan, scaled, total
from renoflow.pricing.records import Component
from renoflow.pricing.tariffs import Priced
from renoflow.pricing.tariffs.priced import TOLD
from renoflow.reasons import Reason, reason

__all__ = [
    "SPECIFICATION",
    "Material",
    "Quote",
    "QuoteLine",
    "check_quote",
    "priced_lines",
    "quote_line",
]

Named = TypeVar("Named", bound=str)

SPECIFICATION: Final[Mapping[str, str]] = MappingProxyType(
    {"brand": "品牌", "grade": "等级", "environmental_class": "环保度"}
)
"""What the material specification tells of each material (FEE-08), with its Chinese name."""


@attrs.frozen(kw_only=True)
class Material:
    """The specification of a material (FEE-08); empty where it is not told.

    The source names no scale of environmental classes: they are the company's codes.
    """

    brand: str = ""
    grade: str = ""
    environmental_class: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not told, in the order of :data:`SPECIFICATION`."""
        return tuple(name for name in SPECIFICATION if not getattr(self, name))


@attrs.frozen(kw_only=True)
class QuoteLine:
    """One line of a quote.

    Attributes:
        id: Unique in the quote.
        group: What it stands under: a room, a trade.
        component: What is paid with it.
        item: The company's code of what is offered.
        quantity: In *unit*.
        unit: What is counted.
        unit_price: For one.
        amount: What the line comes to; negative where it takes off.
        material: Its specification; None for work without material.
        rule: The row of a tariff that it follows from, if it does.
    """

    id: str
    group: str
    component: Component
    item: str
    quantity: Decimal | int
    unit: str
    unit_price: Money
    amount: Money
    material: Material | None = None
    rule: str = ""


@attrs.frozen(kw_only=True)
class Quote:
    """An offer to a customer. A changed offer is a new revision, never an edit.

    Attributes:
        id: Name of the quote.
        revision: From 1 on.
        on: The day of the offer.
        valid_through: The last day on which it may be accepted.
        rounding: How each line was brought to the fen.
        lines: The lines, in the order of the paper.

    Raises:
        Malformed: ``value.missing`` without an id or lines, ``value.type`` for a revision
            below 1, ``quote.twice`` for two lines of an id, ``quote.valid`` where it ends
            before it begins.
    """

    id: str
    revision: int
    on: date
    valid_through: date
    rounding: Rounding
    lines: tuple[QuoteLine, ...]

    def __attrs_post_init__(self) -> None:
        if not self.id or not self.lines:
            raise Malformed("value.missing", "lines" if self.id else "id")
        if type(self.revision) is not int or self.revision < 1:
            raise Malformed("value.type", "revision", expected="a whole number of at least 1")
        ids = [one.id for one in self.lines]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise Malformed("quote.twice", f"lines[{place}].id")
        if self.valid_through < self.on:
            raise Malformed("quote.valid", "valid_through")

    @property
    def name(self) -> str:
        """``id@revision``."""
        return f"{self.id}@{self.revision}"

    @property
    def total(self) -> Money:
        """The sum of the lines."""
        return total(one.amount for one in self.lines)

    @property
    def groups(self) -> tuple[tuple[str, Money], ...]:
        """Each group with its sum, in the order of their first lines; they total the quote."""
        return _sums((one.group, one.amount) for one in self.lines)

    @property
    def components(self) -> tuple[tuple[Component, Money], ...]:
        """What each contract comes to, in the order of the lines; they total the quote."""
        return _sums((one.component, one.amount) for one in self.lines)


def _sums(pairs: Iterable[tuple[Named, Money]]) -> tuple[tuple[Named, Money], ...]:
    sums: dict[Named, Money] = {}
    for name, amount in pairs:
        sums[name] = sums.get(name, Money(0)) + amount
    return tuple(sums.items())


def quote_line(  # noqa: PLR0913 - a line has as many columns
    id: str,  # noqa: A002 - the line's own name
    *,
    group: str,
    component: Component,
    item: str,
    quantity: Decimal | int,
    unit: str,
    unit_price: Money,
    rounding: Rounding,
    material: Material | None = None,
) -> QuoteLine:
    """A line whose amount is quantity times unit price, rounded once.

    Raises:
        Malformed: ``money.ratio`` for a quantity that is no exact number, ``money.inexact``.
    """
    return QuoteLine(
        id=id,
        group=group,
        component=component,
        item=item,
        quantity=quantity,
        unit=unit,
        unit_price=unit_price,
        amount=Money(scaled(unit_price.fen, quantity, rounding)),
        material=material,
    )


def priced_lines(priced: Priced, *, group: str, component: Component) -> tuple[QuoteLine, ...]:
    """The lines of a fee as lines of a quote, one each, citing the rows of the tariff.

    What the fee only tells (a base, a tax included, a credit) is no line.
    """
    return tuple(
        QuoteLine(
            id=f"{group}.{one.row}",
            group=group,
            component=component,
            item=one.row,
            quantity=1,
            unit="",
            unit_price=one.amount,
            amount=one.amount,
            rule=one.rule,
        )
        for one in priced.lines
        if one.kind not in TOLD
    )


def check_quote(quote: Quote, *, on: date) -> tuple[Reason, ...]:
    """What keeps *quote* from being offered or accepted on the day *on*, all at once.

    - ``quote.material``: what the specification of a material lacks (FEE-08); a line of
      finished goods or main materials without a specification lacks all of it;
    - ``quote.line``: the amount of a line is not quantity times unit price;
    - ``quote.expired``: *on* is after the last day.
    """
    found = []
    for one in quote.lines:
        rule = f"{quote.name}#{one.id}"
        missing: tuple[str, ...] = ()
        if one.material is not None:
            missing = one.material.missing
        elif one.component in ("finished_goods", "main_materials") and one.amount.fen >= 0:
            missing = tuple(SPECIFICATION)
        if missing:
            found.append(reason("quote.material", rule="FEE-08", line=one.id, missing=missing))
        due = Money(scaled(one.unit_price.fen, one.quantity, quote.rounding))
        if one.amount != due:
            found.append(
                reason(
                    "quote.line",
                    rule=rule,
                    amount=format_yuan(one.amount),
                    due=format_yuan(due),
                    difference=format_yuan(one.amount - due),
                )
            )
    if on > quote.valid_through:
        found.append(reason("quote.expired", rule=quote.name, on=quote.valid_through))
    return tuple(found)
