"""Tariffs drawn at random, each in our words and in those of the second statement."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import attrs
from hypothesis import strategies as st

from renoflow.money import Money
from renoflow.pricing import Band, Charge, ChargeKind, Choice, Factor, Slide, Tariff, When

ROUNDINGS = ("half_up", "half_even", "down", "up", "floor", "ceiling")
REGIONS = {"north": Fraction(6, 5), "south": Fraction(1)}
KINDS = get_args(ChargeKind)
fen = st.integers(0, 500)
shares = st.sampled_from([Fraction(n, 40) for n in range(12)])
WITHIN = Fraction(1, 3)
"""Where in its ranges every drawn tariff is read."""


@st.composite
def bands(draw, mode, money, by_money, units=False):
    """Bands without a hole, and the same for the second statement."""
    cuts = sorted(draw(st.sets(st.integers(1, 30), max_size=3)))
    if mode == "between":
        amounts = sorted(draw(st.lists(fen, min_size=len(cuts) + 1, max_size=len(cuts) + 1)))
        points = [0, *cuts]
        if units:
            return draw(unit_points(points, money, by_money))
        ours = [Band(upto=edge(at, by_money), amount=Money(a)) for at, a in zip(points, amounts)]
        slow = [(None, None, Fraction(at), True, a, 0, 0) for at, a in zip(points, amounts)]
        if draw(st.booleans()):
            price, told = draw(prices(money))
            ours.append(Band(**told))
            slow.append((None, None, None, True, *price))
        return ours, slow
    inside = [draw(st.booleans()) for _ in cuts]
    ends = [*zip(cuts, inside), (None, False)]
    if cuts and draw(st.booleans()):
        ends.pop()
    found = [draw(prices(money)) for _ in ends]
    ours, slow = [], []
    low, low_in = 0, True
    for (end, end_in), (price, told) in zip(ends, found):
        upper = {} if end is None else {"upto" if end_in else "below": edge(end, by_money)}
        if draw(st.booleans()):  # the lower edge may be said, too
            upper["from_" if low_in else "above"] = edge(low, by_money)
        ours.append(Band(**upper, **told))
        slow.append(
            (Fraction(low), low_in, None if end is None else Fraction(end), end_in, *price)
        )
        low, low_in = end, not end_in
    return ours, slow


@st.composite
def unit_points(draw, points, money, by_money):
    """Points of a share, or of a rate, and perhaps what is charged past the last of them."""
    name = "share" if money else "rate"
    ours, slow = [], []
    for at in [*points, *([None] if draw(st.booleans()) else [])]:
        worth = draw(shares if money else fen)
        told: dict[str, Any] = {name: worth if money else Money(worth)}
        if at is not None:
            told["upto"] = edge(at, by_money)
        ours.append(Band(**told))
        place = None if at is None else Fraction(at)
        slow.append((None, None, place, True, None, 0 if money else worth, worth if money else 0))
    return ours, slow


@st.composite
def slides(draw, money):
    """A power or a logarithm, and the same for the second statement."""
    times = Fraction(draw(st.integers(1, 9)), 100) * draw(st.sampled_from([1, 1, -1]))
    places = draw(st.integers(0, 3))
    if draw(st.integers(0, 3)) == 0:
        return Slide(times=times, places=places, log10=True), (times, 0, 0, places, money)
    over, root = draw(st.sampled_from([(-1, 3), (-2, 5), (1, 2), (-1, 1)]))
    power = Fraction(over, root)
    return Slide(times=times, places=places, power=power), (times, over, root, places, money)


def edge(at, money):
    return Money(at) if money else at


@st.composite
def prices(draw, money):
    """(amount, per unit, share) at WITHIN of the ranges, and the same for a band."""
    told = {}
    worth = {"amount": Fraction(0), "rate": Fraction(0), "share": Fraction(0)}
    for name in ("share" if money else "rate", "amount"):
        if name == "amount" and draw(st.booleans()):
            continue
        low = draw(shares if name == "share" else fen)
        told[name] = low if name == "share" else Money(low)
        worth[name] = Fraction(low)
        if draw(st.integers(0, 4)) == 0:
            high = low + draw(shares if name == "share" else fen)
            told[f"{name}_to"] = high if name == "share" else Money(high)
            worth[name] += (high - low) * WITHIN
    return (worth["amount"], worth["rate"], worth["share"]), told


@st.composite
def rows(draw, place, above, kinds):
    """One row on measures or on the rows above it."""
    kind = draw(st.sampled_from(kinds if above else ["charge"]))
    name = f"r{place}"
    ours = {"id": name, "kind": kind}
    slow = {"id": name, "kind": kind}
    if kind in ("discount", "credit", "minimum", "maximum", "tax", "tax_included", "round"):
        of = draw(st.sampled_from([("total",), *((one,) for one in above)]))
        money = True
    else:
        of = draw(st.sampled_from([("area",), ("hours",), ("works",), ("works", "goods"), ()]))
        money = of in (("works",), ("works", "goods"))
    ours["of"] = slow["of"] = of
    if len(of) > 1:
        ours["take"] = slow["take"] = draw(st.sampled_from(["sum", "greatest", "least"]))
    if kind == "credit":
        ours["upon"] = "signed"
    if draw(st.integers(0, 3)) == 0:
        ours["when"] = (When(choice="region", values=("north",)),)
        slow["when"] = {"region": ("north",)}
    if draw(st.integers(0, 3)) == 0:
        measured, low, high = draw(st.sampled_from(["area", "total"])), 5, 20
        in_money = measured == "total"
        asked = When(of=(measured,), above=edge(low, in_money), upto=edge(high, in_money))
        ours["when"] = (*ours.get("when", ()), asked)
        slow["if"] = [((measured,), (Fraction(low), False, Fraction(high), True))]
    if kind in ("minimum", "maximum"):
        edge_of = "least" if kind == "minimum" else "most"
        slow[edge_of] = draw(fen)
        ours[edge_of] = Money(slow[edge_of])
    elif kind == "tax_included":
        share = draw(shares.filter(bool))
        ours["bands"] = (Band(share=share),)
        slow["bands"] = [(Fraction(0), True, None, False, 0, 0, share)]
    elif kind == "round":
        step = draw(st.sampled_from([1, 10, 100]))
        ours["step"], slow["step"] = Money(step), step
        ours["rounding"] = slow["rounding"] = draw(st.sampled_from(ROUNDINGS))
    elif not of:
        amount = draw(fen)
        ours["bands"] = (Band(amount=Money(amount)),)
        slow["bands"] = [(Fraction(0), True, None, False, amount, 0, 0)]
    else:
        draw(priced_row(ours, slow, money))
    return ours, slow


@st.composite
def special(draw, made, told, money):
    """Perhaps a slide in one of the bands, and a least and a most in one of them."""
    if money is not None and draw(st.integers(0, 2)) == 0:
        mine, plain = draw(slides(money))
        place = draw(st.integers(0, len(made) - 1))
        made[place] = attrs.evolve(made[place], slide=mine)
        told[place] = (*told[place], plain)
    if draw(st.integers(0, 3)):
        return
    place, least = draw(st.integers(0, len(made) - 1)), draw(fen)
    made[place] = attrs.evolve(made[place], least=Money(least), most=Money(least + 300))
    slide = told[place][7] if len(told[place]) > 7 else None
    told[place] = (*told[place][:7], slide, (least, least + 300))


@st.composite
def priced_row(draw, ours, slow, money):
    mode = draw(st.sampled_from(["whole", "slices", "excess", "between"]))
    units = mode == "between" and draw(st.booleans())
    other = (mode == "whole" or units) and draw(st.integers(0, 2)) == 0
    if other:
        ours["by"] = slow["by"] = ("area",)
    elif mode == "whole":
        ours["never_falls"] = slow["never_falls"] = draw(st.booleans())
    made, told = draw(bands(mode, money, money and not other, units))
    if mode == "whole":
        draw(special(made, told, None if other else money))
    ours["bands"], slow["bands"] = tuple(made), told
    ours["mode"] = slow["mode"] = mode
    for name in ("at_least", "at_most", "included"):
        if draw(st.integers(0, 3)) == 0:
            slow[name] = draw(st.integers(0, 12)) + (30 if name == "at_most" else 0)
            ours[name] = edge(slow[name], money)
    for name in ("least", "most"):
        if draw(st.integers(0, 4)) == 0:
            slow[name] = draw(fen) + (500 if name == "most" else 0)
            ours[name] = Money(slow[name])
    if not money and draw(st.integers(0, 3)) == 0:
        halves = draw(st.integers(1, 10))
        slow["each"] = Fraction(halves, 2)
        ours["each"] = Decimal(halves * 5) / 10
        ours["counted"] = slow["counted"] = draw(st.sampled_from(ROUNDINGS))
    if draw(st.integers(0, 3)) == 0:
        ours["factors"] = slow["factors"] = ("region",)


@st.composite
def tariffs(draw, kinds=KINDS):
    """(Tariff, the same as a dict)."""
    ours, slow = [], []
    above: list[str] = []
    for place in range(draw(st.integers(1, 5))):
        mine, plain = draw(rows(place, above, kinds))
        ours.append(Charge(**mine))
        slow.append(plain)
        if mine["kind"] not in ("credit", "tax_included"):
            above.append(mine["id"])
    rounding, step = draw(st.sampled_from(ROUNDINGS)), draw(st.sampled_from([1, 1, 100]))
    tariff = Tariff(
        id="drawn",
        revision=1,
        source="drawn",
        rounding=rounding,
        step=Money(step),
        rows=tuple(ours),
        choices=(Choice(name="region", values=tuple(REGIONS)),),
        factors=tuple(Factor(choice="region", value=v, times=t) for v, t in REGIONS.items()),
    )
    return tariff, {
        "rounding": rounding,
        "step": step,
        "factors": {"region": REGIONS},
        "rows": slow,
    }
