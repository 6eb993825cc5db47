"""Bands of a fee schedule: their prices, and where each of them lies."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias

import attrs

from renoflow.errors import Malformed
from renoflow.money import Money, Rounding
from renoflow.pricing.tariffs.sliding import Slide, slid

__all__ = [
    "Band",
    "BandMode",
    "Bounds",
    "Edged",
    "Measured",
    "bounds",
    "check_edges",
    "clamped",
    "edges_of",
    "exact",
    "takes",
    "unit_price",
]

Measured: TypeAlias = Money | Decimal | int
"""What was measured: an amount in fen, or a number of m2, hours, visits."""

BandMode: TypeAlias = Literal["whole", "slices", "excess", "between"]
"""How several bands are read.

``whole``: the whole quantity at the price of its band. ``slices``: each slice at the price of
the band it lies in. ``excess``: the amount of the band, and its price for what is above the
band's lower edge. ``between``: each ``upto`` is a point with an amount, a rate or a share, and
what lies between two points is on the straight line between them; a rate or share found so is
that of the whole quantity.
"""


class Edged(Protocol):
    """What has edges: a band, or a condition on a quantity."""

    @property
    def from_(self) -> Measured | None:
        """The lower edge, if it belongs to it."""

    @property
    def above(self) -> Measured | None:
        """The lower edge, if it does not."""

    @property
    def upto(self) -> Measured | None:
        """The upper edge, if it belongs to it."""

    @property
    def below(self) -> Measured | None:
        """The upper edge, if it does not."""


@attrs.frozen(kw_only=True)
class Band:
    """A price from one quantity to another.

    The edges are said by their names: ``from_`` and ``upto`` belong to the band, ``above``
    and ``below`` do not. Where the lower edge is not given the band goes on where the one
    before it ends (the first from zero), and where the upper edge is not given up to where
    the next begins (the last without end). A price may have a second, higher one, in a
    name with ``_to``: the table then gives a range.

    Attributes:
        from_: The least quantity of the band.
        above: The quantity that the band begins after.
        upto: The greatest quantity of the band.
        below: The quantity that the band ends before.
        amount: Fixed, whatever the quantity.
        rate: For one unit of a number.
        share: Of an amount of money.
        slide: What the quantity adds to the rate or share: a formula instead of a table.
        least: The least that this band comes to; in mode whole.
        most: The most, likewise.

    Raises:
        Malformed: ``tariff.edge`` for two lower or two upper edges, ``tariff.takes`` where
            there is no price or a rate and a share, ``card.negative``, ``tariff.range`` for
            a range that falls or has no lower end, ``tariff.order`` for a most below the
            least, ``tariff.slide`` where a slide has no
            rate or share to slide.
    """

    from_: Measured | None = None
    above: Measured | None = None
    upto: Measured | None = None
    below: Measured | None = None
    amount: Money | None = None
    amount_to: Money | None = None
    rate: Money | None = None
    rate_to: Money | None = None
    share: Fraction | None = None
    share_to: Fraction | None = None
    slide: Slide | None = None
    least: Money | None = None
    most: Money | None = None

    def __attrs_post_init__(self) -> None:
        check_edges(self)
        if self.rate is not None and self.share is not None:
            raise Malformed("tariff.takes", "share")
        if self.amount is None and self.rate is None and self.share is None:
            raise Malformed("tariff.takes", "rate")
        for name in ("amount", "rate", "share"):
            low, high = getattr(self, name), getattr(self, f"{name}_to")
            if low is not None and low < type(low)(0):
                raise Malformed("card.negative", name)
            if high is not None and (low is None or high < low):
                raise Malformed("tariff.range", f"{name}_to")
        if self.least is not None and self.least.fen < 0:
            raise Malformed("card.negative", "least")
        if self.most is not None and self.most < (self.least or Money(0)):
            raise Malformed("tariff.order", "most")
        if self.slide is not None and self.rate is None and self.share is None:
            raise Malformed("tariff.slide", "slide")

    @property
    def ranged(self) -> bool:
        """Whether the table gives a range here."""
        return any(one is not None for one in (self.amount_to, self.rate_to, self.share_to))


def edges_of(band: Edged) -> tuple[Measured | None, ...]:
    """The four edges of *band*, as they are given."""
    return band.from_, band.above, band.upto, band.below


def check_edges(band: Edged) -> None:
    """Refuses two lower or two upper edges.

    Raises:
        Malformed: ``tariff.edge``.
    """
    if band.from_ is not None and band.above is not None:
        raise Malformed("tariff.edge", "above")
    if band.upto is not None and band.below is not None:
        raise Malformed("tariff.edge", "below")


# --- what a band asks for ---------------------------------------------------------------


def takes(band: Band, quantity: Fraction, *, within: Fraction, rounding: Rounding) -> Fraction:
    """What *band* asks for *quantity*, in fen, not rounded; *within* its ranges."""
    fen = _at(band.amount, band.amount_to, within)
    fen += quantity * unit_price(band, quantity, within=within, rounding=rounding)
    return clamped(fen, band.least, band.most)


def clamped(fen: Fraction, least: Money | None, most: Money | None) -> Fraction:
    """*fen* raised to *least*, cut to *most*."""
    if least is not None:
        fen = max(fen, exact(least))
    return fen if most is None else min(fen, exact(most))


def unit_price(
    band: Band, quantity: Fraction, *, within: Fraction, rounding: Rounding
) -> Fraction:
    """What *band* asks for one unit of *quantity*: fen, or the share of an amount."""
    if band.share is not None:
        share = _at(band.share, band.share_to, within)
        if band.slide is None or not quantity:
            return share
        return slid(band.slide, share, quantity / 100, rounding)
    rate = _at(band.rate, band.rate_to, within)
    if band.slide is None or not quantity:
        return rate
    return 100 * slid(band.slide, rate / 100, quantity, rounding)


def _at(low: Money | Fraction | None, high: Money | Fraction | None, within: Fraction) -> Fraction:
    if low is None:
        return Fraction(0)
    start = exact(low)
    return start if high is None else start + (exact(high) - start) * within


# --- where a band lies ------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Bounds:
    """Where a band lies: from *low* to *high* (None without end), each edge in it or not."""

    low: Fraction
    low_in: bool
    high: Fraction | None
    high_in: bool

    def holds(self, at: Fraction) -> bool:
        """Whether *at* lies in it."""
        if at < self.low or (at == self.low and not self.low_in):
            return False
        return self.high is None or at < self.high or (at == self.high and self.high_in)


def bounds(bands: Sequence[Edged]) -> tuple[Bounds, ...]:
    """Where each of *bands* lies, what is not given filled in from its neighbours."""
    lows = [_low(band) for band in bands]
    highs = [_high(band) for band in bands]
    for place, (ends, begins) in enumerate(zip(highs, lows[1:], strict=False)):
        if ends is None and begins is not None:
            highs[place] = (begins[0], not begins[1])
        elif begins is None and ends is not None:
            lows[place + 1] = (ends[0], not ends[1])
    lows[:1] = [one or (Fraction(0), True) for one in lows[:1]]
    found = []
    for place, (lower, upper) in enumerate(zip(lows, highs, strict=True)):
        if lower is None:  # both neighbours silent: nothing says where one ends
            raise Malformed("tariff.edge", f"bands[{place}]")
        low, low_in = lower
        end, end_in = (None, False) if upper is None else upper
        found.append(Bounds(low=low, low_in=low_in, high=end, high_in=end_in))
    return tuple(found)


def _low(band: Edged) -> tuple[Fraction, bool] | None:
    if band.from_ is not None:
        return exact(band.from_), True
    return None if band.above is None else (exact(band.above), False)


def _high(band: Edged) -> tuple[Fraction, bool] | None:
    if band.upto is not None:
        return exact(band.upto), True
    return None if band.below is None else (exact(band.below), False)


def exact(value: Measured | Fraction) -> Fraction:
    """*value* as an exact number, money in fen.

    Raises:
        Malformed: ``value.type`` for a Decimal that is not finite, or a float.
    """
    if isinstance(value, Money):
        return Fraction(value.fen)
    if isinstance(value, float) or (isinstance(value, Decimal) and not value.is_finite()):
        raise Malformed("value.type", expected="a whole number or a finite Decimal, not a float")
    return Fraction(value)
