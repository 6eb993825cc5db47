"""What is said of a designer in numbers when his price is explained (TIER-08)."""

from __future__ import annotations

from fractions import Fraction

from renoflow.errors import Malformed

__all__ = ["at_capacity", "repeat_rate"]


def repeat_rate(returning: int, served: int) -> Fraction:
    """The part of the customers *served* who came back, exact (TIER-08).

    Raises:
        Malformed: ``value.type`` where nobody was served, or more came back than were.
    """
    if not 0 <= returning <= served or not served:
        raise Malformed("value.type", "served", expected="a whole number of at least 1")
    return Fraction(returning, served)


def at_capacity(customers: int, *, limit: int | None) -> bool:
    """Whether a designer with so many *customers* this year takes no more (TIER-08).

    The source has the number 15 in a line of a script and states no limit, so *limit* must
    be said; None is none.
    """
    return limit is not None and customers >= limit
