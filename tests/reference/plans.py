"""Payment plans said a second time, slowly, over ``Fraction``.

Written from the table of answers in docs/plans.md. A part is a plain dictionary, amounts are
fen, days are dates; of renoflow it uses nothing.
"""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from tests.reference.money import rounded, split

__all__ = [
    "Over",
    "cap_limit",
    "capped",
    "day_of_month",
    "laid_out",
    "month_of_year",
    "taxes",
    "weekday",
    "withheld",
]


class Over(Exception):
    """Fixed parts ask for more than there is, and the plan refuses that."""


def to_unit(exact, unit, rounding):
    """*exact* fen as a whole number of *unit* fen."""
    found = rounded(Fraction(exact) / unit, rounding)
    return None if found is None else found * unit


def laid_out(  # noqa: C901, PLR0912, PLR0913 - every answer of the table in one place
    parts, total, *, rounding, tie, residue="largest", overshoot="clip", unit=1
):
    """Fen for each of *parts*: ``share``, ``left`` or ``amount`` with its number, or ``rest``.

    A negative total is the positive one with every sign turned.
    """
    if total < 0:
        told = {"rounding": rounding, "tie": tie, "residue": residue}
        found = laid_out(parts, -total, overshoot=overshoot, unit=unit, **told)
        return [-fen for fen in found]
    kinds = [part[0] for part in parts]
    if "rest" in kinds:
        bearer = kinds.index("rest")
    elif residue == "largest":
        whole = split(total // unit, [part[1] for part in parts], tie)[0]
        fen = [one * unit for one in whole]
        fen[-1] += total - sum(fen)
        return fen
    else:
        bearer = 0 if residue == "first" else len(parts) - 1
    fen = [0] * len(parts)
    wanted = Fraction(0)
    for place, part in enumerate(parts):
        if place == bearer:
            continue
        left = total - sum(fen)
        asked = Fraction(part[1])
        if part[0] == "share":
            asked = part[1] * total
        if part[0] == "left":
            asked = part[1] * max(left, 0)
        if residue == "cumulative":
            wanted += asked
            takes = to_unit(wanted, unit, rounding) - sum(fen)
        elif part[0] == "amount":
            takes = part[1]
        else:
            takes = to_unit(asked, unit, rounding)
        if takes > left:
            if overshoot == "refuse" or (overshoot == "refuse_cut" and left > 0):
                raise Over
            if overshoot != "negative":
                takes = left
        fen[place] = takes
    fen[bearer] = total - sum(fen)
    return fen


def withheld(  # noqa: PLR0913 - said as the table says it
    fen, keeps, total, limit, released, *, rounding, tie
):
    """(what is asked of each part, what each release part gets).

    *keeps* are the shares kept back, *limit* a share of the total or None, *released* the
    shares of what was kept that the release parts pay out.
    """
    room = None if limit is None else rounded(limit * total, "down")
    asked, kept = [], 0
    for amount, keep in zip(fen, keeps, strict=True):
        back = rounded(keep * amount, rounding) if amount > 0 else 0
        if room is not None:
            back = min(back, room - kept)
        kept += back
        asked.append(amount - back)
    return asked, split(kept, released, tie)[0] if released else []


def cap_limit(rows, total):
    """The most that a cap lets be asked: *rows* are (bound, inclusive, limits, which)."""
    for bound, inclusive, limits, which in rows:
        inside = bound is None or total < bound or (inclusive and total == bound)
        if inside:
            worth = [
                one if isinstance(one, int) else rounded(one * total, "down") for one in limits
            ]
            return (
                min(worth)
                if which == "least"
                else max(worth)
                if which == "greatest"
                else sum(worth)
            )
    return None


def capped(fen, limit, to):
    """*fen* of the capped parts cut to *limit*, from the last on; the excess goes to *to*."""
    fen, excess = list(fen), max(sum(fen) - limit, 0)
    to += excess
    for place in reversed(range(len(fen))):
        cut = min(excess, fen[place])
        fen[place] -= cut
        excess -= cut
    return fen, to


def taxes(fen, rate, on, included, *, rounding):
    """The tax in or on each part."""
    of = rate / (1 + rate) if included else rate
    if on == "part":
        return [rounded(of * one, rounding) for one in fen]
    if on == "total":
        upto = [rounded(of * sum(fen[: n + 1]), rounding) for n in range(len(fen))]
        return [now - before for now, before in zip(upto, [0, *upto], strict=False)]
    found = [0] * len(fen)
    asked = [place for place, one in enumerate(fen) if one]
    if asked:
        found[asked[0 if on == "first" else -1]] = rounded(of * sum(fen), rounding)
    return found


def day_of_month(day, number, which):
    """The *number*-th of this, the next, the coming or the past month; short months end early."""
    first = day.replace(day=1)

    def of(month):
        return month.replace(day=min(number, monthrange(month.year, month.month)[1]))

    after = (first + timedelta(days=31)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    if which == "this":
        return of(first)
    if which == "next":
        return of(after)
    if which == "coming":
        return min(one for one in (of(first), of(after)) if one >= day)
    return max(one for one in (of(before), of(first)) if one <= day)


def month_of_year(day, number, which):
    """That month of this, the next, the coming or the past year; the day's number, or the last."""

    def of(year):
        return date(year, number, min(day.day, monthrange(year, number)[1]))

    if which in ("this", "next"):
        return of(day.year + (which == "next"))
    if which == "coming":
        return of(day.year + (number < day.month))
    return of(day.year - (number > day.month))


def weekday(day, number, which):
    """That weekday of this week or the next, or the first from *day* on, or the last up to it."""
    monday = day - timedelta(days=day.weekday())
    if which in ("this", "next"):
        return monday + timedelta(days=number + (7 if which == "next" else 0))
    step = timedelta(days=1 if which == "coming" else -1)
    found = day
    while found.weekday() != number:
        found += step
    return date(found.year, found.month, found.day)
