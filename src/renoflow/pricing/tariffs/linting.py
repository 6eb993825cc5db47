"""What is odd in a tariff, told before anybody is charged by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from typing import Final

from renoflow.errors import Malformed
from renoflow.money import Money, Rounding, format_yuan
from renoflow.pricing.tariffs.bands import Bounds, clamped, edges_of, exact, takes
from renoflow.pricing.tariffs.priced import TOLD
from renoflow.pricing.tariffs.records import Charge, Tariff
from renoflow.pricing.tariffs.working import Pricing
from renoflow.reasons import Reason, reason

__all__ = ["lint_tariff"]

_MOST_CHOSEN: Final = 16
_BETWEEN: Final = 2


def lint_tariff(tariff: Tariff) -> tuple[Reason, ...]:
    """What is odd in *tariff*, row by row; nothing where nothing is.

    - ``tariff.gap``: quantities between two bands, or below the first, have no price;
    - ``tariff.overlap``: quantities lie in two bands, and have no price either;
    - ``tariff.unreachable``: no quantity lies in a band, because it is empty, or because
      ``at_least``, ``at_most`` or ``included`` keep quantities out of it;
    - ``tariff.falls``: at an edge more costs less (or a discount jumps up, so that the fee
      falls), told with the amounts on either side, at the lower ends of ranges first;
    - ``tariff.discounts``: several discounts of the same take off more than there is;
    - ``tariff.total_falls``: the whole fee falls as one measure grows, all rows together and
      with their minima and conditions, where no row has told a fall yet. Looked at are every
      edge, the smallest quantity on either side of it and points in between; the others are
      zero, then above all their edges; up to sixteen ways to choose, else each choice alone.
      A fall by no more than the rounding of the rows is none.

    An open-ended gap is none: a table may end. Edges are told as numbers, of money in fen.
    Where another measure chooses the band (``by``), prices are compared for one unit.
    """
    found: list[Reason] = []
    for row in tariff.rows:
        if len(row.bands) > 1 or row.at_most is not None or row.included is not None:
            found += _bands(tariff, row)
    found += _discounts(tariff)
    found += _totals(tariff, found)
    return tuple(found)


def _bands(tariff: Tariff, row: Charge) -> Iterator[Reason]:
    rule = f"{tariff.name}#{row.id}"
    lies = row.lies
    if row.mode != "between":
        yield from _holes(rule, lies)
    least, most = _reach(row)
    for place, one in enumerate(lies):
        too_high = most is not None and one.low >= most and not one.holds(most)
        too_low = one.high is not None and (one.high, one.high_in) < (least, True)
        if _empty(one) or too_high or too_low:
            yield reason("tariff.unreachable", rule=f"{rule}[{place + 1}]")
    if row.kind in ("charge", "base", "tax", "discount") and not row.never_falls:
        for upper in (False, True):
            if not upper or any(band.ranged for band in row.bands):
                yield from _falls(tariff, row, lies, upper=upper)


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


def _falls(
    tariff: Tariff, row: Charge, lies: Sequence[Bounds], *, upper: bool
) -> Iterator[Reason]:
    """Where the price right after an edge is below the price at it; of a discount, above."""
    points = row.mode == "between"
    amounts = points and row.bands[0].amount is not None
    rounding = row.rounding or tariff.rounding
    for place, (one, following) in enumerate(pairwise(lies)):
        edge = one.high
        if edge is None or (row.mode == "slices") or not (points or edge == following.low):
            continue
        if points and (not amounts or following.high is None):
            continue  # rates and shares curve: the whole fee tells; the last one just goes on
        unit = Fraction(1) if row.by else edge
        start, end = unit, unit
        if row.mode == "excess":
            start, end = unit - one.low, Fraction(0)
        before = _price(row, place, start, rounding, upper=upper)
        after = _price(row, place + 1, end, rounding, upper=upper)
        if (after > before) if row.kind == "discount" else (after < before):
            yield reason(
                "tariff.falls",
                rule=f"{tariff.name}#{row.id}[{place + 2}]",
                at=edge,
                before=_told(before),
                after=_told(after),
            )


def _price(
    row: Charge, place: int, quantity: Fraction, rounding: Rounding, *, upper: bool
) -> Fraction:
    within = Fraction(1) if upper else Fraction(0)
    how: Rounding = "half_up" if rounding == "exact" else rounding
    fen = takes(row.bands[place], quantity, within=within, rounding=how)
    return clamped(fen, row.least, row.most)


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


# --- all rows together ------------------------------------------------------------------


def _totals(tariff: Tariff, found: Sequence[Reason]) -> Iterator[Reason]:
    """Where the whole fee falls, each place once."""
    grids = {name: _grid(tariff, name) for name in tariff.measures}
    ranged = any(band.ranged for row in tariff.rows for band in row.bands)
    slack = sum((row.step or tariff.step).fen for row in tariff.rows)
    for name, grid in grids.items():
        told = _told_of(tariff, name, found)
        places = (0, -1) if len(grids) > 1 else (0,)
        ways = product(_choices(tariff), places, (0, 1) if ranged else (0,))
        for choices, others, within in ways:
            given = {other: points[others] for other, points in grids.items()}
            fees = ((at, _fee(tariff, given | {name: at}, choices, within)) for at in grid)
            priced = [(at, fee) for at, fee in fees if fee is not None]
            for (start, before), (end, after) in _declines(priced, slack) if priced else ():
                if any(start <= edge <= end for edge in told):
                    continue
                told.add(start)
                yield reason(
                    "tariff.total_falls",
                    rule=tariff.name,
                    name=name,
                    start=start,
                    end=end,
                    before=format_yuan(Money(before)),
                    after=format_yuan(Money(after)),
                )


def _declines(
    priced: Sequence[tuple[Fraction, int]], slack: int
) -> Iterator[tuple[tuple[Fraction, int], tuple[Fraction, int]]]:
    """The stretches without a rise over which the fee falls by more than *slack*."""
    top, last = priced[0], priced[0]
    for one in priced[1:]:
        if one[1] > last[1]:
            if top[1] - last[1] > slack:
                yield top, last
            top = one
        elif one[1] == top[1]:
            top = one
        last = one
    if top[1] - last[1] > slack:
        yield top, last


def _told_of(tariff: Tariff, name: str, found: Sequence[Reason]) -> set[Fraction]:
    """The edges of *name* at which a row has told its own fall."""
    rows = {f"{tariff.name}#{row.id}": row for row in tariff.rows}
    told = set()
    for one in found:
        row = rows.get(one.rule.partition("[")[0])
        at = one.get("at")
        if one.code == "tariff.falls" and row and name in row.names and isinstance(at, Fraction):
            told.add(at + (exact(row.included) if row.included is not None else 0))
    return told


def _grid(tariff: Tariff, name: str) -> tuple[Fraction, ...]:
    """Zero, every edge of *name* with what lies right beside it, and points in between."""
    hair = Fraction(1) if tariff.in_money(name) else Fraction(1, 100)
    edges = {Fraction(0), 100 * hair, 10_000 * hair}
    for row in tariff.rows:
        asked = [one for one in row.when if name in one.of]
        edges |= {exact(edge) for one in asked for edge in edges_of(one) if edge is not None}
        if name not in (*row.of, *row.by):
            continue
        own = {edge for band in row.bands for edge in edges_of(band)}
        own |= {row.at_least, row.at_most, row.included}
        free = exact(row.included) if row.included is not None and not row.by else Fraction(0)
        edges |= {exact(one) + more for one in own if one is not None for more in (0, free)}
    ordered = sorted(edges)
    ordered.append(2 * ordered[-1])
    points = {Fraction(0)}
    for lower, upper in pairwise(ordered):
        width = (upper - lower) / hair
        between = (lower + hair * (width * n // _BETWEEN) for n in range(1, _BETWEEN))
        points |= {lower, lower + hair, upper - hair, upper, *between}
    return tuple(sorted(points))


def _choices(tariff: Tariff) -> tuple[Mapping[str, str], ...]:
    """The ways to choose; where they are too many, each choice alone, the others first."""
    names = [one.name for one in tariff.choices]
    values = [one.values for one in tariff.choices]
    ways = 1
    for one in values:
        ways *= len(one)
    if ways <= _MOST_CHOSEN:
        return tuple(dict(zip(names, way, strict=True)) for way in product(*values))
    first = {one.name: one.values[0] for one in tariff.choices}
    return tuple(first | {one.name: value} for one in tariff.choices for value in one.values)


def _fee(
    tariff: Tariff,
    given: Mapping[str, Fraction],
    choices: Mapping[str, str],
    within: int,
) -> int | None:
    """What the rows come to together, in fen; None where one has no price."""
    pricing = Pricing(tariff, given, choices, Fraction(within))
    try:
        for row in tariff.rows:
            pricing.add(row)
    except Malformed:  # a rounding that admits none
        return None
    if pricing.objections:
        return None
    return sum(one.amount.fen for one in pricing.lines if one.kind not in TOLD)
