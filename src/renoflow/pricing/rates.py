"""Rate cards (设计费标准) and the design fee: so much a square metre, by the designer's tier."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal, Protocol, TypeAlias, get_args

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.money import Money, Rounding, format_yuan, scaled
from renoflow.pricing.approvals import Approved, check_price
from renoflow.pricing.records import Tier
from renoflow.reasons import Reason, reason
from renoflow.timeline import Timeline

__all__ = ["AreaBasis", "Fee", "Rate", "RateCard", "Surcharge", "check_fee", "design_fee"]

AreaBasis: TypeAlias = Literal["building", "inner", "designed"]
"""Which area was measured: 建筑面积, 套内面积 or 设计面积.

FEE-01 does not say which one counts. It is written on the fee and changes no number.
"""

BASES: Final[tuple[str, ...]] = get_args(AreaBasis)


class _Fee(Protocol):
    """Whatever has an amount that is due."""

    @property
    def amount(self) -> Money: ...


@attrs.frozen(kw_only=True)
class Rate:
    """One row of a rate card: what a designer of *tier* costs a square metre.

    *source* is the catalogue id or the place in the company's papers that it comes from.
    """

    tier: Tier
    per_m2: Money
    source: str = ""


@attrs.frozen(kw_only=True)
class Surcharge:
    """What is added to the rate of any tier, a square metre; never a tier of its own (X-16)."""

    per_m2: Money
    source: str = ""


@attrs.frozen(kw_only=True)
class RateCard:
    """A price list of design work. A changed price is a new revision, never an edit.

    Attributes:
        id: Name of the card.
        revision: From 1 on.
        source: Where it was published.
        rates: One row a tier; a tier without a row is not offered.
        a6: What an A6 agreement adds, None where the card prices no A6 (FEE-02).

    Raises:
        Malformed: ``value.missing`` without an id or rows, ``value.type`` for a revision
            below 1, ``card.twice`` for two rows of a tier, ``card.negative``.
    """

    id: str
    revision: int
    source: str
    rates: tuple[Rate, ...]
    a6: Surcharge | None = None

    def __attrs_post_init__(self) -> None:
        if not self.id or not self.rates:
            raise Malformed("value.missing", "rates" if self.id else "id")
        if type(self.revision) is not int or self.revision < 1:
            raise Malformed("value.type", "revision", expected="a whole number of at least 1")
        tiers = [row.tier for row in self.rates]
        for place, row in enumerate(self.rates):
            if row.tier in tiers[:place]:
                raise Malformed("card.twice", f"rates[{place}].tier")
            if row.per_m2.fen < 0:
                raise Malformed("card.negative", f"rates[{place}].per_m2")
        if self.a6 is not None and self.a6.per_m2.fen < 0:
            raise Malformed("card.negative", "a6.per_m2")

    @property
    def name(self) -> str:
        """``id@revision``, by which a fee cites the card."""
        return f"{self.id}@{self.revision}"

    def rate(self, tier: Tier) -> Rate:
        """The row of *tier*.

        Raises:
            Malformed: ``value.choice`` for a tier that the card does not offer.
        """
        for row in self.rates:
            if row.tier == tier:
                return row
        raise one_of("value.choice", "tier", tier, (row.tier for row in self.rates))


@attrs.frozen(kw_only=True)
class Fee:
    """A design fee and what it was computed from; made by :func:`design_fee`.

    Attributes:
        amount: The fee.
        rate: The row of the card.
        surcharge: The A6 surcharge, None for an agreement without A6. Tier and A6 stay
            apart: 普通 with A6 costs what 优秀 costs and is another thing (FEE-02).
        area: In m2, as given, never rounded.
        area_basis: Which area that is.
        rounding: How the part of a fen went.
        on: The day of the agreement; the card in force on it was used.
        card: The card as ``id@revision``.
    """

    amount: Money
    rate: Rate
    surcharge: Surcharge | None
    area: Decimal | int
    area_basis: AreaBasis
    rounding: Rounding
    on: date
    card: str

    @property
    def tier(self) -> Tier:
        """The designer's tier."""
        return self.rate.tier

    @property
    def a6(self) -> bool:
        """Whether it is an A6 agreement."""
        return self.surcharge is not None

    @property
    def per_m2(self) -> Money:
        """Rate and surcharge together, a square metre."""
        return self.rate.per_m2 + self.surcharge.per_m2 if self.surcharge else self.rate.per_m2

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The rate, the surcharge if there is one, and the product, with the row of each."""
        rows = [
            reason(
                "fee.rate",
                rule=f"{self.card}#{self.tier}",
                tier=self.tier,
                per_m2=format_yuan(self.rate.per_m2),
                source=self.rate.source,
            )
        ]
        if self.surcharge is not None:
            rows.append(
                reason(
                    "fee.a6",
                    rule=f"{self.card}#a6",
                    per_m2=format_yuan(self.surcharge.per_m2),
                    source=self.surcharge.source,
                )
            )
        rows.append(
            reason(
                "fee.product",
                rule=self.card,
                per_m2=format_yuan(self.per_m2),
                area=self.area,
                area_basis=self.area_basis,
                rounding=self.rounding,
                amount=format_yuan(self.amount),
                on=self.on,
            )
        )
        return tuple(rows)


def design_fee(  # noqa: PLR0913 - everything a fee hangs on, each said by the caller
    card: RateCard | Timeline[RateCard],
    *,
    tier: Tier,
    area: Decimal | int,
    area_basis: AreaBasis,
    rounding: Rounding,
    on: date,
    a6: bool = False,
) -> Fee:
    """(rate of *tier*, plus the A6 surcharge) times *area*, rounded once (FEE-01, FEE-02).

    Args:
        card: A card, or cards that follow each other by day.
        tier: The designer's tier; :func:`~renoflow.pricing.tier` reads Chinese names.
        area: In m2, above zero; used as it is.
        area_basis: Which area that is; FEE-01 leaves it open.
        rounding: What becomes of a part of a fen; FEE-01 leaves it open.
        on: The day of the agreement.
        a6: Whether it is an A6 agreement.

    Raises:
        Malformed: ``area.positive``, ``money.inexact``, ``money.ratio``, ``fee.a6`` where
            the card prices no A6, ``timeline.*`` where no card is in force,
            ``value.choice`` or ``value.type``.
    """
    if type(on) is not date and (isinstance(on, datetime) or not isinstance(on, date)):
        raise Malformed("value.type", "on", expected="a date without an hour")
    if area_basis not in BASES:
        raise one_of("value.choice", "area_basis", area_basis, BASES)
    if not (area.is_finite() if isinstance(area, Decimal) else type(area) is int):
        raise Malformed("value.type", "area", expected="m2 as a Decimal or a whole number")
    if area <= 0:
        raise Malformed("area.positive", "area")
    in_force = card.at(on) if isinstance(card, Timeline) else card
    rate = in_force.rate(tier)
    per_m2, surcharge = rate.per_m2.fen, None
    if a6 is not False:
        surcharge = _a6(in_force, a6)
        per_m2 += surcharge.per_m2.fen
    try:
        amount = scaled(per_m2, area, rounding)
    except Malformed as error:
        if error.field != "ratio":
            raise
        raise Malformed(error.code, "area", **error.params) from None
    return Fee(
        amount=Money(amount),
        rate=rate,
        surcharge=surcharge,
        area=area,
        area_basis=area_basis,
        rounding=rounding,
        on=on,
        card=in_force.name,
    )


def _a6(card: RateCard, a6: object) -> Surcharge:
    if a6 is not True:
        raise Malformed("value.type", "a6", expected="true or false")
    if card.a6 is None:
        raise Malformed("fee.a6", "a6")
    return card.a6


def check_fee(
    charged: Money, fee: _Fee, *, approved: Approved | None = None
) -> tuple[Reason, ...]:
    """What is wrong with charging *charged* for *fee*; nothing if it is equal (FEE-03).

    Strict: less is an objection as more is, and the reason tells the difference (charged
    less due). A promotion that lowers another item is no discount here (X-42). Where a
    company has a chain of approvals (FEE-09), a lower fee that is *approved* by all of it
    is no objection; otherwise every step that is missing is told beside the difference.

    Args:
        charged: What is asked.
        fee: A :class:`Fee` or a :class:`~renoflow.pricing.Priced`.
        approved: The chain, what was approved, and when the deal was; None where nobody
            may approve.
    """
    return check_price(charged, fee.amount, approved)
