"""Deposits under the law said a second time, slowly, over ``Fraction``.

Written from the articles in words; amounts are fen. Of renoflow it uses nothing.
"""

from fractions import Fraction

from tests.reference.money import rounded

__all__ = ["effective", "outcome"]


def effective(nature, paid, main):
    """The part with the effect of earnest money: only 定金, only paid, at most a fifth."""
    if nature != "earnest":
        return 0
    fen = 0
    while fen < paid and Fraction(fen + 1) <= Fraction(main, 5):
        fen += 1
    return fen


def outcome(nature, secures, paid, main, done, rounding, happens):  # noqa: PLR0913, PLR0917 - the case
    """(kept by the taker, paid back or set off, on top by the taker), in fen.

    The rule takes from whom fails, once: the giver loses it, the taker gives it double. It
    reaches only what was not performed; and neither where both failed, nor where nobody
    could perform, nor where the kind of earnest money knows no such rule.
    """
    money = effective(nature, paid, main)
    reach = rounded(money * (1 - Fraction(done)), rounding)
    failing = {"giver_default": "giver", "taker_default": "taker"}
    leaving = {"giver_leaves": "giver", "taker_leaves": "taker"}
    loser = None
    if secures == "rescission":
        loser = leaving.get(happens)
    elif secures in ("performance", "conclusion", None):
        loser = failing.get(happens)
    if loser == "giver":
        return reach, paid - reach, 0
    if loser == "taker":
        return 0, paid, reach
    return 0, paid, 0
