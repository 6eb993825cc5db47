"""Formulas in a table: roots, powers and logarithms, rounded as the exact value would be."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.errors import Malformed
from renoflow.money import Money, yuan
from renoflow.pricing import Band, Charge, Slide
from tests.pricing.tariffs import drawn
from tests.pricing.tariffs.test_prices import design, fee, of, refused
from tests.reference import tariffs as slow


def root(places, rounding, times=Fraction(1, 200)):
    """A rate of so many yuan times the square root of the quantity."""
    slide = Slide(times=times, power=Fraction(1, 2), places=places)
    return of(design(Band(rate=Money(0), slide=slide)), rounding=rounding)


@pytest.mark.parametrize(
    ("area", "rounding", "fen"),
    [
        # sqrt(1)/200 = 0.005: exactly on the half
        ("1", "half_up", 1),
        ("1", "half_even", 0),
        ("1", "down", 0),
        ("1", "up", 1),
        # just above and just below it, where no fraction writes the root down
        ("1.0001", "half_even", 1),
        ("0.9999", "half_up", 0),
        ("0.9999", "up", 1),
        # sqrt(4)/200 = 0.01: whole, nothing is rounded
        ("4", "up", 1),
        ("4", "down", 1),
    ],
)
def test_a_root_is_rounded_as_its_exact_value(area, rounding, fen):
    """A float would be a hair beside the half, and a fen on the bill."""
    assert fee(root(2, rounding), area=Decimal(area)).lines[0].fen == fen * Fraction(area)


def test_a_rounding_that_admits_none_takes_whole_roots_only():
    """Exact means exact; an irrational price is none."""
    assert fee(root(2, "exact"), area=4).amount == Money(4)
    with pytest.raises(Malformed) as caught:
        fee(root(2, "exact"), area=2)
    assert caught.value.code == "money.inexact"


@pytest.mark.parametrize(
    ("cost", "fen"),
    [
        ("1.00", 20),  # log 1 = 0: a fifth of a yuan
        ("0.10", 3),  # log 0.1 = -1: 0.2 + 0.05 = 0.25, of ten fen 2.5
        ("1000.00", 5000),  # 0.2 - 0.15 = 0.05
        ("10000.00", 0),  # 0.2 - 0.2: nothing is left, and nothing is a price
    ],
)
def test_a_logarithm_takes_off(cost, fen):
    """Curves of fees fall by the logarithm; below one yuan it turns its sign."""
    slide = Slide(times=Fraction(-1, 20), log10=True, places=3)
    row = Charge(id="curve", of=("cost",), bands=(Band(share=Fraction(1, 5), slide=slide),))
    assert fee(of(row), cost=yuan(cost)).amount == Money(fen)
    assert refused(of(row), cost=yuan("20000.00")) == [("tariff.outside", "ours@1#curve")]


@given(
    st.data(),
    st.booleans(),
    st.integers(1, 10**9),
    st.fractions(0, 2, max_denominator=60),
    st.sampled_from(drawn.ROUNDINGS),
)
def test_a_sliding_price_is_what_questions_find(data, money, size, flat, rounding):
    """The second statement halves an interval and asks; whole numbers answer it."""
    ours, plain = data.draw(drawn.slides(money))
    quantity = Fraction(size, 100)
    band = Band(share=flat, slide=ours) if money else Band(rate=Money(100), slide=ours)
    name = "works" if money else "area"
    row = Charge(id="r", of=(name,), bands=(band,))
    given_ = {name: Money(size) if money else Decimal(size) / 100}
    want = slow.slid(plain, flat if money else Fraction(1), quantity, rounding)
    if want < 0:
        assert refused(of(row, rounding=rounding), **given_)
        return
    line = fee(of(row, rounding=rounding), **given_).lines[0]
    assert line.fen == want * quantity * 100


SLIDE = Slide(times=Fraction(1), power=Fraction(1, 2), places=2)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Slide(times=Fraction(0), log10=True, places=2), "times"),
        (lambda: Slide(times=Fraction(1), log10=True, places=13), "places"),
        (lambda: Slide(times=Fraction(1), log10=True, places=-1), "places"),
        (lambda: Slide(times=Fraction(1), places=2), "power"),
        (lambda: Slide(times=Fraction(1), places=2, power=Fraction(1), log10=True), "power"),
        (lambda: Slide(times=Fraction(1), places=2, power=Fraction(-11, 10)), "power"),
        (lambda: Slide(times=Fraction(1), places=2, power=Fraction(21, 10)), "power"),
        (lambda: Slide(times=Fraction(1), places=2, power=Fraction(1, 1001)), "power"),
        (lambda: Band(amount=Money(1), slide=SLIDE), "slide"),
        (lambda: design(Band(rate=Money(1), slide=SLIDE), mode="slices"), "mode"),
        (lambda: design(Band(rate=Money(1), slide=SLIDE), mode="whole", by=("a",)), "mode"),
    ],
)
def test_a_formula_that_says_nothing_sensible_is_malformed(make, field):
    """A slip in a formula is found when it is written."""
    with pytest.raises(Malformed) as caught:
        make()
    assert (caught.value.code, caught.value.field) == ("tariff.slide", field)
    assert caught.value.sentence("en") != caught.value.sentence("zh")


def test_the_last_places_and_powers_are_sensible():
    """The other side of each edge."""
    assert Slide(times=Fraction(1), log10=True, places=12).places == 12
    assert Slide(times=Fraction(1), log10=True, places=0).places == 0
    for power in (Fraction(-1), Fraction(2), Fraction(1, 1000)):
        assert Slide(times=Fraction(1), places=2, power=power).power == power
