"""Random plans, each told twice: as a record, and as plain data for the second statement."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from renoflow.money import Money
from renoflow.periods import CALENDAR, days, until
from renoflow.pricing import Due, Part, Plan, first, schedule

__all__ = ["SIGNED", "as_part", "codes", "fen", "made", "named", "rounds", "takes", "whole"]

SIGNED = Due(anchor=first("contract", type="construction"), span=until("day"))
LATER = Due(anchor=first("start"), span=days(5, counting=CALENDAR))

rounds = st.sampled_from(["half_up", "half_even", "down", "up", "floor", "ceiling"])
shares = st.fractions(Fraction(1, 40), Fraction(1, 3), max_denominator=40)
one = st.one_of(
    shares.map(lambda f: ("share", f)),
    shares.map(lambda f: ("left", f)),
    st.integers(1, 60).map(lambda n: ("amount", n)),
)
whole = st.lists(st.integers(1, 9), min_size=1, max_size=5).map(
    lambda weights: [("share", Fraction(one, sum(weights))) for one in weights]
)
"""Parts whose shares total 1."""


@st.composite
def takes(draw):
    """Parts with a rest somewhere, or whose shares total 1."""
    if draw(st.booleans()):
        return draw(whole)
    parts = draw(st.lists(one, max_size=4))
    if sum(part[1] for part in parts if part[0] == "share") >= 1:
        parts = []
    place = draw(st.integers(0, len(parts)))
    return [*parts[:place], ("rest",), *parts[place:]]


def as_part(name, told, **more):
    """One part as a record."""
    said: dict[str, Any] = {
        "share": lambda: {"share": told[1]},
        "left": lambda: {"share": told[1], "of": "left"},
        "amount": lambda: {"amount": Money(told[1])},
        "rest": lambda: {"rest": True},
    }[told[0]]()
    return Part(**{"id": name, "component": "works", "due": SIGNED, **said, **more})


def made(parts, **told):
    """A plan of those *parts*; what is not told is the usual."""
    usual = {
        "id": "ours",
        "revision": 1,
        "source": "",
        "collector": "finance",
        "rounding": "half_up",
        "tie": "first",
        "residue": "largest",
        "overshoot": "clip",
        "negative": "refuse",
    }
    return Plan(**{**usual, "parts": tuple(parts), **told})


def named(parts, **more):
    """Parts p0, p1 and so on."""
    return [as_part(f"p{n}", part, **more) for n, part in enumerate(parts)]


def fen(plan, total, **more):
    """What each part of *plan* comes to, of a total of the works."""
    return [one.amount.fen for one in schedule(plan, {"works": Money(total)}, **more).instalments]


def codes(found):
    """The codes of reasons."""
    return [one.code for one in found]
