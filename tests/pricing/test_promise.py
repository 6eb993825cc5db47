"""The promise about the final total: what is used, what is free, and the edge."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.codec import from_toml, to_toml
from renoflow.errors import Malformed
from renoflow.money import Money, yuan
from renoflow.pricing import ORIGINS, Promise, check_promise, presets
from tests.pricing.closing import approved
from tests.reference import settlement as slow

OMISSIONS = presets.five_percent_promise(base="contract", counted=("omission",))
ALL = presets.five_percent_promise(base="contract", counted=tuple(ORIGINS))
BASE = yuan(200_000)


def check(promise, final, base=BASE, **fen):
    return check_promise(promise, base=base, final=final, changes=approved(**fen))


@pytest.mark.parametrize(
    ("fen", "kept", "free"),
    [(21_000_000 - 1, True, 1), (21_000_000, True, 0), (21_000_000 + 1, False, -1)],
)
def test_exactly_five_percent_is_kept_and_one_fen_more_is_not(fen, kept, free):
    """Each side of the edge: 不超过 is not more than."""
    found = check(ALL, Money(fen))
    assert (found.kept, found.free, found.most) == (kept, Money(free), yuan(10_000))
    (why,) = found.reasons
    assert why.code == ("promise.kept" if kept else "promise.exceeded")
    assert (why.rule, why.get("source")) == ("five_percent_promise@1", "FEE-07")
    assert why.get("free") == ("0.00" if free == 0 else "0.01")  # the word tells which way


@pytest.mark.parametrize(("fen", "kept"), [(21_000_000 - 1, True), (21_000_000, False)])
def test_a_promise_of_less_than_five_percent_ends_a_fen_sooner(fen, kept):
    """低于 is another promise than 不超过."""
    found = check(attrs.evolve(ALL, edge="outside"), Money(fen))
    assert (found.kept, found.most) == (kept, Money(1_000_000 - 1))


def test_a_part_of_a_fen_is_never_given_away():
    """5 % of 1.01 yuan is 5.05 fen: five are free, six are not, for either edge."""
    for edge in ("inside", "outside"):
        promise = attrs.evolve(ALL, edge=edge)
        assert check(promise, Money(106), base=Money(101)).kept
        assert not check(promise, Money(107), base=Money(101)).kept


def test_only_the_origins_that_count_use_it():
    """18,000 of wishes, 6,000 of omissions, 3,000 less for what was not foreseen."""
    fen = {"customer_wish": 1_800_000, "omission": 600_000, "unforeseen": -300_000}
    final = yuan(221_000)
    found = check(OMISSIONS, final, **fen)
    assert (found.used, found.free, found.kept) == (yuan(6000), yuan(4000), True)
    assert found.excused == yuan(15_000)
    found = check(ALL, final, **fen)
    assert (found.used, found.free, found.kept) == (yuan(21_000), yuan(-11_000), False)


def test_a_charge_without_a_change_order_counts():
    """Otherwise whatever was never put in writing would be outside the promise."""
    assert not check(OMISSIONS, yuan(215_000), customer_wish=400_000).kept


def test_open_changes_excuse_nothing():
    """What the customer has not approved is no wish of his."""
    wish = approved(customer_wish=1_800_000)
    waits = attrs.evolve(wish, rows=(attrs.evolve(wish.rows[0], state="open"),))
    found = check_promise(OMISSIONS, base=BASE, final=yuan(218_000), changes=waits)
    assert (found.excused, found.kept, found.reasons[0].facts) == (Money(0), False, ())


def test_a_total_below_the_base_leaves_more_room():
    """Nothing used, and more free than the share."""
    found = check(ALL, yuan(190_000))
    assert (found.used, found.free) == (yuan(-10_000), yuan(20_000))


@pytest.mark.parametrize("fen", [0, -1])
def test_a_promise_is_measured_from_something(fen):
    """Five percent of nothing would make every fen a breach."""
    with pytest.raises(Malformed) as caught:
        check(ALL, Money(0), base=Money(fen))
    assert (caught.value.code, caught.value.field) == ("promise.base", "base")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("id", "", "value.missing"),
        ("revision", 0, "value.type"),
        ("share", Fraction(0), "promise.share"),
        ("share", 0.05, "promise.share"),
        ("base", "house", "value.choice"),
        ("counted", ("wish",), "value.choice"),
        ("edge", "through", "value.choice"),
    ],
)
def test_a_promise_says_everything(field, value, code):
    """What the source leaves open must be said by the company."""
    with pytest.raises(Malformed) as caught:
        attrs.evolve(ALL, **{field: value})
    assert caught.value.code == code
    assert caught.value.field.startswith(field)


def test_base_and_origins_have_no_default():
    """FEE-07 does not say of what, nor whether wishes count."""
    with pytest.raises(TypeError, match="counted"):
        presets.five_percent_promise(base="contract")  # type: ignore[call-arg]


def test_it_is_kept_as_toml():
    """A company stores its promise in a file."""
    assert from_toml(to_toml(OMISSIONS), Promise) == OMISSIONS


@given(
    st.integers(1, 10_000),
    st.fractions(Fraction(1, 100), Fraction(1, 2), max_denominator=100),
    st.sampled_from(["inside", "outside"]),
    st.integers(-100, 20_000),
    st.dictionaries(st.sampled_from(sorted(ORIGINS)), st.integers(-500, 500)),
    st.sets(st.sampled_from(sorted(ORIGINS))),
)
def test_it_says_what_the_second_statement_says(  # noqa: PLR0913, PLR0917 - all that counts
    base, share, edge, final, fen, counted
):
    """Two readings of one rule must not differ, and used and free make the most."""
    promise = attrs.evolve(ALL, share=share, edge=edge, counted=tuple(sorted(counted)))
    found = check_promise(promise, base=Money(base), final=Money(final), changes=approved(**fen))
    excused = sum(one for origin, one in fen.items() if origin not in counted)
    wanted = slow.promise(base, share, edge, final, excused)
    assert (found.used.fen, found.free.fen, found.kept) == wanted
    assert found.used + found.free == found.most
