"""Tax on the parts and what is taken off for early payment, against the second statement."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.money import Money, yuan
from renoflow.pricing import (
    Component,
    Discount,
    Tax,
    schedule,
)
from renoflow.words import text
from tests.pricing.plans_drawn import (
    SIGNED,
    as_part,
    codes,
    made,
    named,
    rounds,
    whole,
)
from tests.reference import plans as slow

totals = st.one_of(st.integers(0, 40), st.integers(0, 100_000))


@given(
    whole, st.integers(-3000, 100_000), rounds,
    st.sampled_from(["part", "total", "first", "last"]), st.booleans(),
    st.sampled_from([Fraction(9, 100), Fraction(1, 3), Fraction(20, 100)]),
)  # fmt: skip
def test_tax_agrees_with_the_second_statement(  # noqa: PLR0913, PLR0917 - all choices
    parts, total, rounding, on, included, rate
):
    """Tax by the part and tax on the whole differ by a fen; both are wanted somewhere."""
    tax = Tax(rate=rate, on=on, included=included)
    plan = made(named(parts), taxes=(tax,), rounding=rounding, negative="mirror")
    net = slow.laid_out(parts, total, rounding=rounding, tie="first")
    sign = -1 if total < 0 else 1  # a credit note is its bill with every sign turned
    bill = [sign * one for one in net]
    want = [sign * one for one in slow.taxes(bill, rate, on, included, rounding=rounding)]
    found = schedule(plan, {"works": Money(total)}).instalments
    assert [one.tax.fen for one in found] == want
    assert [(one.amount - one.tax).fen if not included else one.amount.fen for one in found] == net


def test_tax_by_component():
    """9 % on works and 13 % on materials, as two rows; what no row names has none."""
    plan = made(
        [
            as_part("w", ("rest",)),
            as_part("m", ("rest",), component="main_materials"),
            as_part("d", ("rest",), component="design_fee"),
        ],
        taxes=(
            Tax(rate=Fraction(9, 100), on="part", included=False, components=("works",)),
            Tax(
                rate=Fraction(13, 100), on="total", included=False, components=("main_materials",)
            ),
        ),
    )
    sums: dict[Component, Money] = {
        "works": yuan(100),
        "main_materials": yuan(100),
        "design_fee": yuan(100),
    }
    found = schedule(plan, sums)
    assert [one.amount for one in found.instalments] == [yuan(109), yuan(113), yuan(100)]
    assert codes(found.reasons)[3:] == ["plan.tax", "plan.tax"]


@pytest.mark.parametrize(
    ("told", "off"),
    [
        ({"share": Fraction(2, 100), "on": "gross", "rounds": "discount"}, 3),
        ({"share": Fraction(2, 100), "on": "gross", "rounds": "paid"}, 2),
        ({"share": Fraction(2, 100), "on": "net", "rounds": "discount"}, 2),
        ({"amount": Money(5), "on": "gross", "rounds": "discount"}, 5),
        ({"amount": Money(900), "on": "gross", "rounds": "discount"}, 125),
    ],
)
def test_an_early_discount_by_each_named_choice(told, off):
    """2 % of 1.25 is 2.5 fen: whether the discount or what is paid is rounded makes a fen."""
    part = as_part("p0", ("rest",), discount=Discount(due=SIGNED, **told))
    tax = Tax(rate=Fraction(1, 4), on="part", included=True)
    (one,) = schedule(made([part], taxes=(tax,)), {"works": Money(125)}).instalments
    assert (one.amount.fen, one.tax.fen, one.discount.fen) == (125, 25, off)


@given(
    whole, st.integers(1, 2000), rounds, st.sampled_from(["part", "total", "first", "last"]),
    st.booleans(),
    st.sampled_from([{"share": Fraction(3, 100)}, {"amount": Money(7)}]),
    st.sampled_from(["discount", "paid"]),
)  # fmt: skip
def test_a_credit_note_turns_tax_and_discount_too(  # noqa: PLR0913, PLR0917 - all choices
    parts, total, rounding, on, included, off, turned
):
    """Rounded to the lesser amount, a bill of 12 fen tax had a credit note of 13."""
    less = Discount(due=SIGNED, on="net", rounds=turned, **off)
    tax = Tax(rate=Fraction(9, 100), on=on, included=included)
    plan = made(named(parts, discount=less), rounding=rounding, taxes=(tax,), negative="mirror")
    bill, note = (
        [(one.amount.fen, one.tax.fen, one.discount.fen) for one in made_of.instalments]
        for made_of in (schedule(plan, {"works": Money(fen)}) for fen in (total, -total))
    )
    assert note == [tuple(-fen for fen in row) for row in bill]


def test_a_credit_note_under_rounding_to_the_lesser_amount():
    """1.25 with 10 % on top: 12 fen, and 12 fen back; of 5 off, 5 back."""
    less = Discount(due=SIGNED, on="gross", rounds="discount", amount=Money(5))
    tax = Tax(rate=Fraction(1, 10), on="part", included=False)
    plan = made(
        [as_part("p0", ("rest",), discount=less)],
        rounding="floor", taxes=(tax,), negative="mirror",
    )  # fmt: skip
    for sign in (1, -1):
        (one,) = schedule(plan, {"works": Money(sign * 125)}).instalments
        found = (one.amount.fen, one.tax.fen, one.discount.fen)
        assert found == (sign * 137, sign * 12, sign * 5)


def test_the_whole_tax_is_never_with_a_part_of_nothing():
    """First or last, it is the first or last part that somebody pays."""
    parts = named([("share", Fraction(1, 1000)), ("share", Fraction(1, 2)), ("rest",)])
    nothing = named([("share", Fraction(1, 2)), ("share", Fraction(1, 2)), ("rest",)])
    cases: Any = (("first", parts, [0, 9, 0]), ("last", nothing, [0, 9, 0]))
    for on, listed, want in cases:
        plan = made(listed, taxes=(Tax(rate=Fraction(9, 100), on=on, included=False),))
        found = schedule(plan, {"works": Money(100)}).instalments
        assert [one.tax.fen for one in found] == want
        assert text(schedule(plan, {"works": Money(100)}).reasons[-1], "en").endswith("at 9%.")
