"""Selling below the price: who must approve it, and how low it may go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from renoflow.calendars import as_utc
from renoflow.errors import Malformed
from renoflow.money import Money, format_yuan
from renoflow.reasons import Reason, reason

__all__ = [
    "ApprovalChain",
    "ApprovalStep",
    "ApprovalWay",
    "Approved",
    "PriceApproval",
    "PriceFloor",
    "PriceFloors",
    "check_floor",
    "check_price",
]

ApprovalWay: TypeAlias = Literal["form", "phone"]
"""How a price is approved: on the price approval form (价格核定表), or by telephone."""


@attrs.frozen(kw_only=True)
class ApprovalStep:
    """One approval that a price below the list needs.

    Attributes:
        id: Unique in the chain.
        role: Who gives it.
        beyond: The part of the price above which a reduction needs this step; a reduction
            of exactly this part does not. Zero: every reduction needs it.
        copies: Who keeps a copy of the form.
        source: Where it was published.
    """

    id: str
    role: str
    beyond: Fraction = Fraction(0)
    copies: tuple[str, ...] = ()
    source: str = ""


@attrs.frozen(kw_only=True)
class ApprovalChain:
    """Who approves prices below the list (FEE-09), as data.

    Attributes:
        id: Name of the chain.
        revision: From 1 on.
        source: Where it was published.
        steps: The forms that are signed before the deal, each by its role.
        by_phone: Who may be told by telephone before the deal instead, so that the forms
            follow after it; empty where that is not allowed.

    Raises:
        Malformed: ``value.missing`` without an id or steps, ``tariff.twice`` for two steps
            of an id.
    """

    id: str
    revision: int
    source: str
    steps: tuple[ApprovalStep, ...]
    by_phone: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.id or not self.steps:
            raise Malformed("value.missing", "steps" if self.id else "id")
        named = [one.id for one in self.steps]
        for place, name in enumerate(named):
            if name in named[:place]:
                raise Malformed("tariff.twice", f"steps[{place}].id")

    @property
    def name(self) -> str:
        """``id@revision``, by which an objection cites the chain."""
        return f"{self.id}@{self.revision}"

    def needed(self, charged: Money, due: Money) -> tuple[ApprovalStep, ...]:
        """The steps that charging *charged* in place of *due* needs; none at the price."""
        off = due.fen - charged.fen
        return tuple(one for one in self.steps if off > 0 and off > one.beyond * due.fen)


@attrs.frozen(kw_only=True)
class PriceApproval:
    """Somebody approved that the price goes down to *price*, at an aware instant."""

    role: str
    way: ApprovalWay
    at: datetime
    price: Money

    def __attrs_post_init__(self) -> None:
        as_utc(self.at, "at")


@attrs.frozen(kw_only=True)
class Approved:
    """A chain with the approvals that were given, and the instant of the deal."""

    chain: ApprovalChain
    given: tuple[PriceApproval, ...]
    deal_at: datetime

    def __attrs_post_init__(self) -> None:
        as_utc(self.deal_at, "deal_at")


def check_price(charged: Money, due: Money, approved: Approved | None) -> tuple[Reason, ...]:
    """What keeps *charged* from being asked in place of *due*; nothing if they are equal.

    A lower price is covered where every step that it needs was approved for that price or
    less (FEE-09): on the form before the deal, or after it where the chain allows a
    telephone call and that was before it. "Before" is strictly before. A higher price is
    covered by nobody. Otherwise the difference and every step that is missing are told.
    """
    if charged == due:
        return ()
    missing = [] if approved is None or charged > due else _missing(charged, due, approved)
    if approved is not None and charged < due and not missing:
        return ()
    differs = reason(
        "fee.differs",
        rule="FEE-03",
        charged=format_yuan(charged),
        due=format_yuan(due),
        difference=format_yuan(charged - due),
    )
    return (differs, *missing)


def _missing(charged: Money, due: Money, approved: Approved) -> list[Reason]:
    chain = approved.chain
    low_enough = [one for one in approved.given if one.price <= charged]
    phoned = any(
        one.way == "phone" and one.role == chain.by_phone and one.at < approved.deal_at
        for one in low_enough
    )
    found = []
    for step in chain.needed(charged, due):
        forms = [one for one in low_enough if one.way == "form" and one.role == step.role]
        if any(phoned or one.at < approved.deal_at for one in forms):
            continue
        code = "price.form_to_follow" if phoned else "price.unapproved"
        found.append(reason(code, rule=f"{chain.name}#{step.id}", role=step.role))
    return found


# --- how low it may go -----------------------------------------------------------------


@attrs.frozen(kw_only=True)
class PriceFloor:
    """The least that *item* is sold for: a *price*, or a *share* of its list price.

    Raises:
        Malformed: ``price.floor`` for both or neither.
    """

    item: str
    price: Money | None = None
    share: Fraction | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if (self.price is None) is (self.share is None):
            raise Malformed("price.floor", "share")


@attrs.frozen(kw_only=True)
class PriceFloors:
    """The lowest limits (最低优惠限度) that the department *given_by* supplies (FEE-10)."""

    id: str
    revision: int
    source: str
    given_by: str
    floors: tuple[PriceFloor, ...]


def check_floor(
    floors: PriceFloors, offers: Iterable[tuple[str, Money, Money]]
) -> tuple[Reason, ...]:
    """What is offered below its floor (FEE-10); nothing where all is at the floor or above.

    An approval of FEE-09 does not help below the floor: the source names nobody who may go
    there, so a company lowers the floor. An item without a floor is an objection too; it is
    asked about and never guessed.

    Args:
        floors: The limits.
        offers: Item, list price and offered price of each.
    """
    known = {one.item: one for one in floors.floors}
    found = []
    for item, listed, offered in offers:
        floor = known.get(item)
        if floor is None:
            found.append(reason("price.no_floor", rule="FEE-10", item=item, role=floors.given_by))
            continue
        least = (
            Fraction(floor.price.fen)
            if floor.price is not None
            else (floor.share or Fraction(0)) * listed.fen
        )
        if offered.fen < least:
            found.append(
                reason(
                    "price.below_floor",
                    rule="FEE-10",
                    item=item,
                    offered=format_yuan(offered),
                    floor=format_yuan(Money(-int(-least // 1))),
                    role=floors.given_by,
                )
            )
    return tuple(found)
