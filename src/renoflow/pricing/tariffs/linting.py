"""What is odd in a tariff, told before anybody is charged by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from renoflow.money import Money, format_yuan
from renoflow.pricing.tariffs.bands import Bounds, bounds, exact
from renoflow.pricing.tariffs.records import Charge, Tariff
from renoflow.reasons import Reason, reason

__all__ = ["lint_tariff"]


def lint_tariff(tariff: Tariff) -> tuple[Reason, ...]:
    """What is odd in *tariff*, row by row; nothing where nothing is.

    - ``tariff.gap``: quantities between two bands, or below the first, have no price;
    - ``tariff.overlap``: quantities lie in two bands, and have no price either;
    - ``tariff.unreachable``: no quantity lies in a band, because it is empty, or because
      ``at_least``, ``at_most`` or ``included`` keep quantities out of it;
    - ``tariff.falls``: at an edge more costs less (or a discount jumps up, so that the fee
      falls), told with the amounts on either side, at the lower ends of ranges first;
    - ``tariff.discounts``: several discounts of the same take off more than there is.

    An open-ended gap is none: a table may end. Edges are told as numbers, of money in fen.
    Where another measure chooses the band (``by``), prices are compared for one unit.
    """
    found: list[Reason] = []
    for row in tariff.rows:
        if len(row.bands) > 1 or row.at_most is not None or row.included is not None:
            found += _bands(tariff, row)
    found += _discounts(tariff)
    return tuple(found)


def _bands(tariff: Tariff, row: Charge) -> Iterator[Reason]:
    rule = f"{tariff.name}#{row.id}"
    lies = bounds(row.bands)
    if row.mode != "between":
        yield from _holes(rule, lies)
    least, most = _reach(row)
    for place, one in enumerate(lies):
        too_high = most is not None and one.low >= most and not one.holds(most)
        too_low = one.high is not None and (one.high, one.high_in) < (least, True)
        if _empty(one) or too_high or too_low:
            yield reason("tariff.unreachable", rule=f"{rule}[{place + 1}]")
    if row.kind in ("charge", "tax", "discount") and not row.never_falls:
        for upper in (False, True):
            if not upper or any(band.ranged for band in row.bands):
                yield from _falls(rule, row, lies, upper=upper)


def _reach(row: Charge) -> tuple[Fraction, Fraction | None]:
    """The least and the greatest quantity that the bands can be asked for."""
    if row.by or row.mode in ("slices", "between"):
        least = Fraction(0)
    else:
        least = Fraction(0) if row.at_least is None else exact(row.at_least)
    most = None if row.at_most is None or row.by else exact(row.at_most)
    included = Fraction(0) if row.included is None or row.by else exact(row.included)
    return max(least - included, Fraction(0)), None if most is None else most - included


def _empty(one: Bounds) -> bool:
    return one.high is not None and (
        one.high < one.low or (one.high == one.low and not (one.low_in and one.high_in))
    )


def _holes(rule: str, lies: Sequence[Bounds]) -> Iterator[Reason]:
    first = lies[0]
    if first.low > 0:
        yield reason("tariff.gap", rule=f"{rule}[1]", start=Fraction(0), end=first.low)
    for place, (one, following) in enumerate(pairwise(lies), start=2):
        named = f"{rule}[{place}]"
        end = one.high
        if end is None or end > following.low:
            last = following.high if end is None else end
            yield reason("tariff.overlap", rule=named, start=following.low, end=last)
        elif end < following.low or not (one.high_in or following.low_in):
            yield reason("tariff.gap", rule=named, start=end, end=following.low)
        elif one.high_in and following.low_in:
            yield reason("tariff.overlap", rule=named, start=end, end=end)


def _falls(rule: str, row: Charge, lies: Sequence[Bounds], *, upper: bool) -> Iterator[Reason]:
    """Where the price right after an edge is below the price at it; of a discount, above."""
    for place, (one, following) in enumerate(pairwise(lies)):
        edge = one.high
        if edge is None or edge != following.low or (row.mode == "slices"):
            continue
        if row.mode == "between":
            before, after = _between(row, place, upper=upper)
        else:
            unit = Fraction(1) if row.by else edge
            start = one.low if row.mode == "excess" else Fraction(0)
            before = _price(row, place, unit - start, upper=upper)
            after = _price(
                row, place + 1, Fraction(0) if row.mode == "excess" else unit, upper=upper
            )
        if (after > before) if row.kind == "discount" else (after < before):
            yield reason(
                "tariff.falls",
                rule=f"{rule}[{place + 2}]",
                at=edge,
                before=_told(before),
                after=_told(after),
            )


def _between(row: Charge, place: int, *, upper: bool) -> tuple[Fraction, Fraction]:
    before = _price(row, place, Fraction(0), upper=upper)
    following = row.bands[place + 1]
    after = before if following.upto is None else _price(row, place + 1, Fraction(0), upper=upper)
    return before, after


def _price(row: Charge, place: int, quantity: Fraction, *, upper: bool) -> Fraction:
    band = row.bands[place]
    fen = Fraction(0)
    for name, times in (("amount", Fraction(1)), ("rate", quantity), ("share", quantity)):
        low, high = getattr(band, name), getattr(band, f"{name}_to")
        value = high if upper and high is not None else low
        if value is not None:
            fen += exact(value) * times
    return fen


def _told(fen: Fraction) -> str:
    """Yuan to the fen where it is whole, else the exact number of fen as a fraction of yuan."""
    return format_yuan(Money(int(fen))) if fen.denominator == 1 else str(fen / 100)


def _discounts(tariff: Tariff) -> Iterator[Reason]:
    shares: dict[tuple[str, ...], Fraction] = {}
    for row in tariff.rows:
        if row.kind == "discount":
            most = max(one.share_to or one.share or Fraction(0) for one in row.bands)
            shares[row.of] = shares.get(row.of, Fraction(0)) + most
            if shares[row.of] > 1:
                yield reason("tariff.discounts", rule=f"{tariff.name}#{row.id}")
