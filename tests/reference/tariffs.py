"""Fee schedules said a second time, slowly, over ``Fraction``: what a published table comes to.

Written from the rules in words, over plain dicts; of renoflow it uses nothing. Amounts are
fen. A band is ``(lo, lo_in, hi, hi_in, amount, per_unit, share)`` with ``hi`` None for open;
``per_unit`` is fen for one unit, ``share`` a part of fen. It may have an eighth member, the
slide ``(times, over, root, places, money)``: a unit costs ``times`` × q^(over/root) more,
or, with ``root`` 0, ``times`` × the common logarithm of q; q in units, or of money in yuan.
A ninth is the least and the most that the band comes to. A point whose amount is None is one
of prices for a unit.
"""

from fractions import Fraction
from typing import Any

from tests.reference.money import rounded

__all__ = ["Unpriced", "charge_at", "priced"]


class Unpriced(Exception):
    """The table does not say what this costs."""


def inside(band, q):
    lo, lo_in, hi, hi_in = band[:4]
    over = q > lo or (lo_in and q == lo)
    under = hi is None or q < hi or (hi_in and q == hi)
    return over and under


def takes(band, width, rounding=None):
    """What one band asks for *width* units."""
    amount, per_unit, share = band[4:7]
    least, most = band[8] if len(band) > 8 else (None, None)
    if len(band) > 7 and band[7] is not None and width:
        if band[7][4]:
            share = slid(band[7], share, width / 100, rounding)
        else:
            per_unit = 100 * slid(band[7], Fraction(per_unit) / 100, width, rounding)
        if share < 0 or per_unit < 0:
            raise Unpriced
    fen = amount + per_unit * width + share * width
    fen = fen if least is None else max(fen, Fraction(least))
    return fen if most is None else min(fen, Fraction(most))


def slid(slide, flat, q, rounding):
    """The price of a unit at *places* decimals, found by asking which numbers it is beyond."""
    times, over, root, places, _ = slide
    unit = Fraction(1, 10**places)

    def beyond(number):
        """Below, at or above: where flat + times × f(q) lies, seen from *number*."""
        wanted = (number - flat) / times  # f(q) against it; the sign of times turns the answer
        side = compare_power(q, over, root, wanted) if root else compare_log(q, wanted)
        return side if times > 0 else -side

    low, high = -1, 1
    while beyond(low * unit) < 0:
        low *= 2
    while beyond(high * unit) >= 0:
        high *= 2
    while high - low > 1:  # always low <= price < high
        middle = (low + high) // 2
        low, high = (low, middle) if beyond(middle * unit) < 0 else (middle, high)
    if beyond(low * unit) == 0:
        return low * unit
    side = beyond((low + Fraction(1, 2)) * unit)
    whole = rounded(low + Fraction(2 + side, 4), rounding)
    if whole is None:
        raise Unpriced
    return whole * unit


def compare_power(q, over, root, wanted):
    if wanted <= 0:
        return 1
    one, other = q**over, wanted**root
    return (one > other) - (one < other)


def compare_log(q, wanted):
    """log10(q) against a/b: q^b against 10^a, in whole numbers."""
    one = q**wanted.denominator
    other = Fraction(10) ** wanted.numerator
    return (one > other) - (one < other)


def charge_at(mode, bands, q, chooser=None, never_falls=False, rounding=None):  # noqa: PLR0913, PLR0917
    """Fen, unrounded, for *q* units; the band is chosen by *chooser*, or by *q* itself."""
    at = q if chooser is None else chooser
    if mode == "between":
        return on_the_line(bands, q, at)
    found = [band for band in bands if inside(band, at)]
    if mode == "whole":
        if len(found) != 1:
            raise Unpriced
        ended = [band for band in bands if band[2] is not None and band[2] <= q]
        asked = [takes(band, band[2], rounding) for band in (ended if never_falls else [])]
        return max([takes(found[0], q, rounding), *asked])
    reached = [band for band in bands if band[0] < q]
    for this, following in zip(reached, reached[1:]):
        if this[2] != following[0]:
            raise Unpriced
    if not reached or reached[0][0] != 0:
        raise Unpriced
    last = reached[-1]
    if last[2] is not None and q > last[2]:
        raise Unpriced
    if mode == "excess":
        return takes(last, q - last[0])
    total = Fraction(0)
    for band in reached:  # as a clerk does it: so much of it lies here, at this price
        end = q if band[2] is None else min(q, band[2])
        total += takes(band, end - band[0])
    return total


def on_the_line(bands, q, at):
    """The points of the table joined by straight lines; past the last one its open row.

    Points of amounts give the price. Points of prices for a unit give that of each of *q*.
    """
    ends = [band for band in bands if band[2] is not None]
    if ends[0][4] is None:
        points = [(band[2], (band[5] + band[6]) * q) for band in ends]
        past = (bands[-1][5] + bands[-1][6]) * q if bands[-1][2] is None else None
    else:
        points = [(band[2], band[4]) for band in ends]
        x, y = points[-1]
        past = y + takes(bands[-1], q - x) if bands[-1][2] is None and q > x else None
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if x0 <= at <= x1:
            return y0 + Fraction(y1 - y0) * (at - x0) / (x1 - x0)
    if len(points) == 1 and at == points[0][0]:
        return Fraction(points[0][1])
    if at > points[-1][0] and past is not None:
        return past
    raise Unpriced


def counted(row, q):
    """What of *q* is charged for: whole units, the least, the most, then what is included."""
    if row.get("each") is not None:
        whole = rounded(q / row["each"], row["counted"])
        if whole is None:
            raise Unpriced
        q = whole * row["each"]
    if row.get("at_least") is not None and q < row["at_least"]:
        q = row["at_least"]
    if row.get("at_most") is not None and q > row["at_most"]:
        q = row["at_most"]
    return max(q - row.get("included", 0), Fraction(0))


def to_step(fen, rounding, step):
    whole = rounded(Fraction(fen) / step, rounding)
    if whole is None:
        raise Unpriced
    return whole * step


def priced(table, given, choices):  # noqa: C901 - the order of a clerk's work
    """(id, kind, fen) of every line in order; a discount is negative, a credit only told."""
    lines: list[Any] = []

    def one_of(name):
        if name == "total":
            return Fraction(sum(fen for _, kind, fen in lines if kind in IN_THE_FEE))
        if name in {row["id"] for row in table["rows"]}:
            return Fraction(sum(line[2] for line in lines if line[0] == name))
        return given[name]

    def base(names, take="sum"):
        worths = [one_of(name) for name in names]
        if take == "sum":
            return sum(worths, Fraction(0))
        return max(worths) if take == "greatest" else min(worths)

    for row in table["rows"]:
        if any(choices[name] not in values for name, values in row.get("when", {}).items()):
            continue
        if any(not inside(edges, base(names)) for names, edges in row.get("if", ())):
            continue
        kind = row["kind"]
        rounding, step = row.get("rounding", table["rounding"]), row.get("step", table["step"])
        measured: Any = base(row["of"], row.get("take", "sum")) if row["of"] else None
        if measured == 0:
            fen = 0
        elif kind == "minimum":
            fen = to_step(max(row["least"] - measured, 0), rounding, step)
        elif kind == "maximum":
            fen = -to_step(max(measured - row["most"], 0), rounding, step)
        elif kind == "round":
            fen = to_step(measured, rounding, step) - measured
        elif kind == "tax_included":
            share = row["bands"][0][6]
            in_it = abs(measured) - abs(measured) / (1 + share)
            fen = to_step(in_it, rounding, step) * (1 if measured > 0 else -1)
        else:
            fen = to_step(worth(table, row, measured, base, choices), rounding, step)
            if kind in ("discount", "credit"):
                fen = min(fen, room(table, row, lines))
            if kind == "discount":
                fen = -fen
        lines.append((row["id"], kind, int(fen)))
    return lines


IN_THE_FEE = ("charge", "discount", "minimum", "maximum", "round", "tax")


def room(table, row, lines):
    """No more can be taken off than there is: of the rows it is off, and of the fee so far."""
    fee = sum(fen for _, kind, fen in lines if kind in IN_THE_FEE)
    ids = {one["id"] for one in table["rows"]}
    named = [name for name in row["of"] if name in ids]
    if named and "total" not in row["of"]:
        fee = min(fee, sum(line[2] for line in lines if line[0] in named))
    return max(fee, 0)


def worth(table, row, measured, base, choices):
    if measured is None:
        q = Fraction(0)
        fen = Fraction(row["bands"][0][4])
    elif measured < 0:  # what is taken off has no price
        raise Unpriced
    else:
        q = counted(row, measured)
        if q == 0:
            return Fraction(0)
        chooser = base(row["by"]) if row.get("by") else None
        rounding = row.get("rounding", table["rounding"])
        mode = row.get("mode", "whole")
        fen = charge_at(mode, row["bands"], q, chooser, row.get("never_falls"), rounding)
    for choice in row.get("factors", ()):
        fen *= table["factors"][choice][choices[choice]]
    if row.get("least") is not None:
        fen = max(fen, Fraction(row["least"]))
    if row.get("most") is not None:
        fen = min(fen, Fraction(row["most"]))
    return fen
