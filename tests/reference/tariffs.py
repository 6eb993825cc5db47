"""Fee schedules said a second time, slowly, over ``Fraction``: what a published table comes to.

Written from the rules in words, over plain dicts; of renoflow it uses nothing. Amounts are
fen. A band is ``(lo, lo_in, hi, hi_in, amount, per_unit, share)`` with ``hi`` None for open;
``per_unit`` is fen for one unit, ``share`` a part of fen.
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


def takes(band, width):
    """What one band asks for *width* units."""
    _, _, _, _, amount, per_unit, share = band
    return amount + per_unit * width + share * width


def charge_at(mode, bands, q, chooser=None, never_falls=False):
    """Fen, unrounded, for *q* units; the band is chosen by *chooser*, or by *q* itself."""
    at = q if chooser is None else chooser
    if mode == "between":
        return on_the_line(bands, q)
    found = [band for band in bands if inside(band, at)]
    if mode == "whole":
        if len(found) != 1:
            raise Unpriced
        ended = [takes(band, band[2]) for band in bands if band[2] is not None and band[2] <= q]
        return max([takes(found[0], q), *(ended if never_falls else [])])
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


def on_the_line(bands, q):
    """The points of the table joined by straight lines; past the last one its open row."""
    points = [(band[2], band[4]) for band in bands if band[2] is not None]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if x0 <= q <= x1:
            return y0 + Fraction(y1 - y0) * (q - x0) / (x1 - x0)
    if len(points) == 1 and q == points[0][0]:
        return Fraction(points[0][1])
    x, y = points[-1]
    if q > x and bands[-1][2] is None:
        return y + takes(bands[-1], q - x)
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

    def base(names):
        worth = Fraction(0)
        for name in names:
            if name == "total":
                worth += sum(fen for _, kind, fen in lines if kind in IN_THE_FEE)
            elif name in {row["id"] for row in table["rows"]}:
                worth += sum(line[2] for line in lines if line[0] == name)
            else:
                worth += given[name]
        return worth

    for row in table["rows"]:
        if any(choices[name] not in values for name, values in row.get("when", {}).items()):
            continue
        kind = row["kind"]
        rounding, step = row.get("rounding", table["rounding"]), row.get("step", table["step"])
        measured: Any = base(row["of"]) if row["of"] else None
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
        fen = charge_at(row.get("mode", "whole"), row["bands"], q, chooser, row.get("never_falls"))
    for choice in row.get("factors", ()):
        fen *= table["factors"][choice][choices[choice]]
    if row.get("least") is not None:
        fen = max(fen, Fraction(row["least"]))
    if row.get("most") is not None:
        fen = min(fen, Fraction(row["most"]))
    return fen
