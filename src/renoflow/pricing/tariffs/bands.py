"""Bands of a fee schedule: their prices, and where each of them lies."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from renoflow.errors import Malformed
from renoflow.money import Money

__all__ = ["Band", "BandMode", "Bounds", "Measured", "bounds", "edges_of", "exact"]

Measured: TypeAlias = Money | Decimal | int
"""What was measured: an amount in fen, or a number of m2, hours, visits."""

BandMode: TypeAlias = Literal["whole", "slices", "excess", "between"]
"""How several bands are read.

``whole``: the whole quantity at the price of its band. ``slices``: each slice at the price of
the band it lies in. ``excess``: the amount of the band, and its price for what is above the
band's lower edge. ``between``: each ``upto`` is a point with an amount, and what lies between
two points is on the straight line between them.
"""


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

    Raises:
        Malformed: ``tariff.edge`` for two lower or two upper edges, ``tariff.takes`` where
            there is no price or a rate and a share, ``card.negative``, ``tariff.range`` for
            a range that falls or has no lower end.
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

    def __attrs_post_init__(self) -> None:
        if self.from_ is not None and self.above is not None:
            raise Malformed("tariff.edge", "above")
        if self.upto is not None and self.below is not None:
            raise Malformed("tariff.edge", "below")
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

    @property
    def ranged(self) -> bool:
        """Whether the table gives a range here."""
        return any(one is not None for one in (self.amount_to, self.rate_to, self.share_to))


def edges_of(band: Band) -> tuple[Measured | None, ...]:
    """The four edges of *band*, as they are given."""
    return band.from_, band.above, band.upto, band.below


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


def bounds(bands: Sequence[Band]) -> tuple[Bounds, ...]:
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


def _low(band: Band) -> tuple[Fraction, bool] | None:
    if band.from_ is not None:
        return exact(band.from_), True
    return None if band.above is None else (exact(band.above), False)


def _high(band: Band) -> tuple[Fraction, bool] | None:
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
