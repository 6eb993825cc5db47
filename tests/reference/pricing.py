"""Pricing said a second time, slowly, over ``Fraction``: fees, plans, what is still to be paid.

Written from the rules in words. Amounts are fen; of renoflow it uses nothing.
"""

from datetime import timedelta
from fractions import Fraction

from tests.reference.money import rounded, split

__all__ = ["design_fee", "due_day", "first_payment", "instalments", "standing"]

PER_M2 = {"ordinary": 30, "excellent": 60, "deputy_director": 120, "director": 200}


def design_fee(tier, area, a6, rounding):
    """Fen; None where ``exact`` finds no whole fen."""
    yuan = Fraction(area) * (PER_M2[tier] + (30 if a6 else 0))
    return rounded(100 * yuan, rounding)


def first_payment(works, goods, materials, credited, rounding):
    """(due, open) in fen; None where ``exact`` finds no whole fen."""
    first = rounded(Fraction(11, 20) * works, rounding)
    return None if first is None else (first + goods + materials - credited, works - first)


def instalments(parts, total, rounding, tie):
    """Fen for each of *parts* of one component: a Fraction, a number of fen, or ``rest``.

    Money is laid on the parts one after another until none is left; the rest takes what
    stays. Without a rest the shares make the whole, and the fen that are over go to those
    who lack most.
    """
    if "rest" not in parts:
        return split(total, parts, tie)[0]
    laid = []
    for part in parts:
        if part == "rest":
            laid.append(0)
            continue
        wants = rounded(part * total, rounding) if isinstance(part, Fraction) else part
        laid.append(min(wants, total - sum(laid)))
    laid[parts.index("rest")] = total - sum(laid)
    return laid


def due_day(signed, working_days, is_working):
    """The last day of so many working days after the day of signing."""
    day = signed
    while working_days:
        day += timedelta(days=1)
        if is_working(day):
            working_days -= 1
    return day


def standing(before, mine, receipts, due, today):
    """(state, fen) of one part of *mine* fen that follows parts of *before* fen.

    *receipts* are (day, fen); *due* is None before the signing. Every fen finds its place
    from the first part on. What was paid may be given back; the part is met on the day
    since which its place has been full.
    """
    if due is None or mine == 0:
        return None
    days = sorted({day for day, _ in receipts if day <= today})
    full_since = None
    for day in days:
        have = sum(fen for when, fen in receipts if when <= day)
        lies_here = min(max(have - before, 0), mine)
        if lies_here < mine:
            full_since = None
        elif full_since is None:
            full_since = day
    if full_since is not None:
        return ("met" if full_since <= due else "met_late"), mine
    have = sum(fen for when, fen in receipts if when <= today)
    lacks = mine - min(max(have - before, 0), mine)
    return ("open" if today <= due else "missed"), lacks
