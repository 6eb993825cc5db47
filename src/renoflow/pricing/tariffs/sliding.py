"""Sliding rates (递减费率): the price of a unit as a formula of the quantity, exactly rounded."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import Final

import attrs

from renoflow.errors import Malformed
from renoflow.money import Rounding, scaled_fen

__all__ = ["Slide", "slid"]

_MOST_PLACES: Final = 12
_MOST_ROOT: Final = 1000
# Twelve decimals of a price are asked at most; fifty more say on which side of a half it is.
_LOGARITHMS: Final = Context(prec=80)


@attrs.frozen(kw_only=True)
class Slide:
    """What the quantity adds to the price of one unit.

    It adds ``times`` × quantity to the ``power``, or ``times`` × the common logarithm of the
    quantity (``log10``). Money is counted in yuan here, not in fen, as tables write it: with
    a share of 3/100, ``times`` 10 and ``power`` -2/5 the fee for V yuan is
    V × (0.03 + 10 ÷ V^0.4). The price of the unit is then rounded to ``places`` decimals (of
    a share, or of a yuan for a unit) as the row is rounded; roots and logarithms are not cut
    off before.

    Attributes:
        times: Not zero; below zero where the price falls by a logarithm.
        places: How many decimals the price of a unit has, 0 to 12.
        power: From -1 to 2, with a root of at most the thousandth.
        log10: The logarithm instead of a power.

    Raises:
        Malformed: ``tariff.slide`` for anything else.
    """

    times: Fraction
    places: int
    power: Fraction | None = None
    log10: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.times:
            raise Malformed("tariff.slide", "times")
        if type(self.places) is not int or not 0 <= self.places <= _MOST_PLACES:
            raise Malformed("tariff.slide", "places")
        if (self.power is None) is not self.log10:
            raise Malformed("tariff.slide", "power")
        if self.power is not None and not (
            -1 <= self.power <= 2 and self.power.denominator <= _MOST_ROOT
        ):
            raise Malformed("tariff.slide", "power")


def slid(slide: Slide, flat: Fraction, quantity: Fraction, rounding: Rounding) -> Fraction:
    """The price of a unit: *flat* and what *slide* adds for *quantity*, rounded.

    *quantity* is above zero and counts whole units, or yuan. The result is below zero where
    the formula leaves nothing.

    Raises:
        Malformed: ``money.inexact`` where *rounding* admits no rounding.
    """
    scale: int = 10**slide.places
    if slide.power is None:
        added = slide.times * scale * _log10(quantity)
    else:
        # Where the rounding changes lie multiples of this part; a root between two of them
        # may stand for any other.
        parts = 2 * (flat * scale).denominator
        size = _near(abs(slide.times) * scale * parts, quantity, slide.power) / parts
        added = size if slide.times > 0 else -size
    price = flat * scale + added
    return Fraction(scaled_fen(1, price.numerator, price.denominator, rounding), scale)


def _log10(quantity: Fraction) -> Fraction:
    # Of a power of ten it is exact; any other is irrational, and so never on a half.
    upper, lower = Decimal(quantity.numerator), Decimal(quantity.denominator)
    return Fraction(_LOGARITHMS.log10(upper)) - Fraction(_LOGARITHMS.log10(lower))


def _near(times: Fraction, quantity: Fraction, power: Fraction) -> Fraction:
    """*times* × *quantity* ^ *power* if it is whole, else the middle of the two beside it."""
    root = power.denominator
    radicand = times**root * quantity**power.numerator
    whole = _root(radicand.numerator // radicand.denominator, root)
    return Fraction(whole) if whole**root == radicand else Fraction(2 * whole + 1, 2)


def _root(value: int, root: int) -> int:
    """The greatest whole number whose power is at most *value* (Newton's way, from above)."""
    if value == 0:
        return 0
    guess = 1 << -(-value.bit_length() // root)
    while True:
        following = ((root - 1) * guess + value // guess ** (root - 1)) // root
        if following >= guess:
            return guess
        guess = following
