"""How a total is split: every rounding, overshoot, zero and sign, against the second statement."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.errors import Malformed, Refused
from renoflow.facts import contract
from renoflow.money import Money, yuan
from renoflow.pricing import (
    Cap,
    CapRow,
    Discount,
    Part,
    Tax,
    schedule,
    signed_schedule,
)
from renoflow.words import text
from tests.pricing.plans_drawn import (
    SIGNED,
    as_part,
    codes,
    fen,
    made,
    named,
    rounds,
    takes,
    whole,
)
from tests.reference import plans as slow

THIRDS = [("share", Fraction(1, 3))] * 3
residues = st.sampled_from(["largest", "last", "first", "cumulative"])
ties = st.sampled_from(["first", "last"])
totals = st.one_of(st.integers(0, 40), st.integers(0, 100_000))


# --- the split --------------------------------------------------------------------------


@given(
    takes(), st.integers(-500, 100_000), rounds, ties, residues,
    st.sampled_from(["clip", "negative", "refuse", "refuse_cut"]), st.sampled_from([1, 5, 100]),
)  # fmt: skip
def test_every_split_agrees_with_the_second_statement(  # noqa: PLR0913, PLR0917 - all choices
    parts, total, rounding, tie, residue, overshoot, unit
):
    """The one sum that customer and cashier argue about, worked out in two ways."""
    told = {"rounding": rounding, "tie": tie, "residue": residue, "overshoot": overshoot}
    plan = made(named(parts), unit=Money(unit), negative="mirror", **told)
    try:
        want = slow.laid_out(parts, total, unit=unit, **told)
    except slow.Over:
        with pytest.raises(Refused) as caught:
            fen(plan, total)
        assert set(codes(caught.value.objections)) == {"plan.over"}
        return
    assert fen(plan, total) == want
    assert sum(want) == total
    told_reasons: Any = schedule(plan, {"works": Money(total)}).reasons
    assert sum(one.get("residue") for one in told_reasons) == 0
    assert text(told_reasons, "zh")


@given(takes(), totals, rounds, residues)
def test_nothing_is_negative_where_parts_are_clipped(parts, total, rounding, residue):
    """A negative instalment would pay the customer for signing."""
    plan = made(named(parts), rounding=rounding, residue=residue)
    assert all(0 <= one <= total for one in fen(plan, total))


@given(whole, totals, rounds, residues)
def test_a_credit_note_is_the_plan_with_every_sign_turned(parts, total, rounding, residue):
    """Otherwise a cancelled bill and its credit note would leave a fen between them."""
    plan = made(named(parts), rounding=rounding, residue=residue, negative="mirror")
    assert fen(plan, -total) == [-one for one in fen(plan, total)]


@pytest.mark.parametrize(
    ("residue", "tie", "want"),
    [
        ("largest", "first", [34, 33, 33]),
        ("largest", "last", [33, 33, 34]),
        ("last", "first", [33, 33, 34]),
        ("first", "first", [34, 33, 33]),
        ("cumulative", "first", [33, 34, 33]),
    ],
)
def test_a_yuan_in_three_by_each_named_choice(residue, tie, want):
    """Companies differ; each way has its name."""
    assert fen(made(named(THIRDS), residue=residue, tie=tie), 100) == want


@pytest.mark.parametrize(
    ("overshoot", "total", "want"),
    [
        ("clip", 100_00, [80_00, 20_00, 0]),
        ("negative", 100_00, [80_00, 50_00, -30_00]),
        ("clip", 130_00, [80_00, 50_00, 0]),
        ("refuse", 130_00, [80_00, 50_00, 0]),
        ("refuse", 129_99, None),
        ("refuse_cut", 130_00, [80_00, 50_00, 0]),
        ("refuse_cut", 129_99, None),
        ("refuse_cut", 80_01, None),
        ("refuse_cut", 80_00, [80_00, 0, 0]),
        ("refuse_cut", 0, [0, 0, 0]),
        ("clip", 0, [0, 0, 0]),
        ("negative", 0, [80_00, 50_00, -130_00]),
    ],
)
def test_fixed_amounts_above_the_total_by_each_named_choice(overshoot, total, want):
    """On each side of the edge, and at zero."""
    plan = made(named([("amount", 80_00), ("amount", 50_00), ("rest",)]), overshoot=overshoot)
    if want is None:
        with pytest.raises(Refused) as caught:
            fen(plan, total)
        (objection,) = caught.value.objections
        assert (objection.code, objection.rule) == ("plan.over", "ours@1#p1")
        assert caught.value.sentence("zh")
    else:
        assert fen(plan, total) == want


@given(
    st.lists(st.fractions(Fraction(1, 9), 1, max_denominator=9), min_size=1, max_size=4),
    st.lists(st.integers(1, 60), max_size=1),
    st.integers(-20, 1000),
    st.sampled_from(["negative", "refuse", "refuse_cut"]),
)
def test_shares_of_more_than_all_are_answered_by_the_overshoot(shares, amounts, total, overshoot):
    """Sixty and sixty per cent and a balance: an ERP holds such terms, and pays some back."""
    parts = [("share", one) for one in shares] + [("amount", one) for one in amounts] + [("rest",)]
    told = {"rounding": "half_up", "tie": "first", "residue": "last", "overshoot": overshoot}
    plan = made(named(parts), negative="mirror", **told)
    try:
        want = slow.laid_out(parts, total, **told)
    except slow.Over:
        with pytest.raises(Refused) as caught:
            fen(plan, total)
        assert set(codes(caught.value.objections)) == {"plan.over"}
        return
    assert fen(plan, total) == want
    assert sum(want) == total


def test_shares_of_all_leave_the_rest_their_rounding():
    """Half and half of 1.01: rounded up the second is cut, rounded down a fen is left."""
    parts = [("share", Fraction(1, 2)), ("share", Fraction(1, 2)), ("rest",)]
    assert fen(made(named(parts)), 101) == [51, 50, 0]
    assert fen(made(named(parts), rounding="down"), 101) == [50, 50, 1]
    assert fen(made(named(parts), overshoot="negative"), 101) == [51, 51, -1]


def test_the_last_part_can_be_short_by_what_the_others_rounded_up():
    """Two fen in four parts, each half a fen rounded up: nobody is asked for three."""
    quarters = named([("share", Fraction(1, 4))] * 4)
    assert fen(made(quarters, residue="last"), 2) == [1, 1, 0, 0]
    assert fen(made(quarters, residue="last", overshoot="negative"), 2) == [1, 1, 1, -1]


def test_a_share_of_what_is_left():
    """Half, then half of what is left, then the rest."""
    parts = [("share", Fraction(1, 2)), ("left", Fraction(1, 2)), ("rest",)]
    assert fen(made(named(parts)), 1001) == [501, 250, 250]


def test_parts_of_the_whole_contract():
    """30 % of everything, the design fee by a part of its own."""
    plan = made(
        [
            as_part("design", ("rest",), component="design_fee"),
            as_part("first", ("share", Fraction(3, 10)), component="all"),
            as_part("last", ("rest",), component="all"),
        ]
    )
    found = schedule(plan, {"works": yuan(100), "main_materials": yuan(50), "design_fee": yuan(7)})
    assert [one.amount for one in found.instalments] == [yuan(7), yuan(45), yuan(105)]
    assert found.of("all") == found.instalments[1:]
    assert [one.get("component") for one in found.reasons] == ["design_fee", "all", "all"]


# --- kept back --------------------------------------------------------------------------


keeps = st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(1, 20), Fraction(1, 3)])


@given(
    whole, st.lists(keeps, min_size=5, max_size=5), totals, st.none() | st.just(Fraction(1, 20))
)
def test_what_is_kept_back_is_paid_out_to_the_fen(parts, keep, total, most):
    """Retention that is lost between two sums is the customer's or the company's money."""
    keep = keep[: len(parts)]
    released = [Fraction(1, 2), Fraction(1, 2)] if any(keep) else []
    plan = made(
        [as_part(f"p{n}", part, keep=k) for n, (part, k) in enumerate(zip(parts, keep))]
        + [
            as_part(f"r{n}", ("rest",), rest=False, retained=one) for n, one in enumerate(released)
        ],
        keep_most=most,
    )
    whole_fen = slow.laid_out(parts, total, rounding="half_up", tie="first")
    asked, back = slow.withheld(
        whole_fen, keep, total, most, released, rounding="half_up", tie="first"
    )
    found = schedule(plan, {"works": Money(total)})
    assert [one.amount.fen for one in found.instalments] == [*asked, *back]
    assert sum(one.amount.fen for one in found.instalments) == total
    assert text(found, "en")


# --- shape ------------------------------------------------------------------------------


def refusal(call):
    with pytest.raises(Malformed) as caught:
        call()
    assert caught.value.sentence("en") != caught.value.sentence("zh")
    return caught.value.code, caught.value.field


def capping(**told):
    row = (CapRow(amount=Money(1)),)
    usual = {"id": "c", "rows": row, "parts": ("p0",), "over": "reported"}
    return Cap(**{**usual, **told})


@pytest.mark.parametrize(
    ("make", "want"),
    [
        (lambda: as_part("p", ("rest",), of="left"), ("plan.left", "of")),
        (lambda: as_part("p", ("rest",), of="half"), ("value.choice", "of")),
        (
            lambda: as_part("p", ("rest",), rest=False, retained=Fraction(1), keep=Fraction(1, 2)),
            ("plan.left", "keep"),
        ),
        (lambda: as_part("p", ("rest",), keep=Fraction(2)), ("plan.share", "keep")),
        (lambda: made(named([("rest",)]), unit=Money(0)), ("plan.amount", "unit")),
        (lambda: made(named([("rest",)]), keep_most=Fraction(2)), ("plan.share", "keep_most")),
        (lambda: made(named([("rest",)]), residue="middle"), ("value.choice", "residue")),
        (lambda: made(named([("rest",)], keep=Fraction(1, 2))), ("plan.keep", "parts")),
        (lambda: made(named([("rest",)], release=SIGNED)), ("value.missing", "escrow")),
        (lambda: made(named([("rest",)]), gates=("q",)), ("plan.part", "gates[0]")),
        (
            lambda: made(named([("rest",)]), caps=(capping(parts=("q",)),)),
            ("plan.part", "caps[0].parts"),
        ),
        (
            lambda: made(named([("rest",)]), caps=(capping(), capping())),
            ("plan.twice", "caps[1].id"),
        ),
        (
            lambda: made(
                [*named([("rest",)]), as_part("m", ("rest",), component="main_materials")],
                caps=(capping(over="moved", to="m"),),
            ),
            ("plan.cap_to", "caps[0].to"),
        ),
        (lambda: capping(parts=()), ("value.missing", "parts")),
        (lambda: capping(rows=()), ("value.missing", "rows")),
        (lambda: capping(rows=(CapRow(amount=Money(1), upto=Money(2)),)),
         ("plan.cap_rows", "rows")),
        (lambda: capping(over="moved"), ("plan.cap_to", "to")),
        (lambda: capping(to="p9"), ("plan.cap_to", "to")),
        (CapRow, ("plan.cap_row", "share")),
        (lambda: CapRow(amount=Money(1), share=Fraction(1, 2)), ("value.missing", "take")),
        (lambda: CapRow(amount=Money(-1)), ("plan.cap_row", "amount")),
        (lambda: CapRow(share=Fraction(2)), ("plan.share", "share")),
        (lambda: Tax(rate=Fraction(0), on="part", included=True), ("plan.rate", "rate")),
        (
            lambda: made(
                named([("rest",)]),
                taxes=(Tax(rate=Fraction(1), on="part", included=True),) * 2,
            ),
            ("plan.tax_twice", "taxes[1].components"),
        ),
        (
            lambda: Discount(due=SIGNED, on="net", rounds="paid"),
            ("plan.discount", "share"),
        ),
        (
            lambda: Discount(due=SIGNED, on="net", rounds="paid", share=Fraction(1)),
            ("plan.discount", "share"),
        ),
        (
            lambda: Discount(due=SIGNED, on="net", rounds="paid", amount=Money(0)),
            ("plan.discount", "share"),
        ),
    ],
)  # fmt: skip
def test_what_says_nothing_is_refused_where_it_is_written(make, want):
    """A slip in a plan must be found by whoever writes it, not by a customer."""
    assert refusal(make) == want


# --- read from facts --------------------------------------------------------------------


def signed(id_, type_, amount=None):
    told: dict[str, Any] = {} if amount is None else {"amount": yuan(amount)}
    return contract(id_, at=date(2024, 3, 1), type=type_, **told)


def test_reading_tells_what_it_leaves_out():
    """An agenda must not break because one contract has no amount, or no part collects it."""
    plan = made(named([("rest",)]))
    found, told = signed_schedule(
        plan,
        [
            signed("c1", "construction", 100),
            signed("c2", "finished_goods", 5),
            signed("c3", "main_materials"),
        ],
    )
    assert found.totals == (("works", yuan(100)),)
    assert [(one.code, one.get("component"), one.facts) for one in told] == [
        ("plan.uncollected", "finished_goods", ("c2",)),
        ("plan.untold", "main_materials", ("c3",)),
    ]
    assert text(told, "zh")
    found, told = signed_schedule(plan, [signed("c1", "construction", -3)])
    assert (found.instalments, codes(told)) == ((), ["plan.minus"])


def test_reading_refuses_nothing_but_tells_why_the_plan_would():
    """What was signed was signed; a person must see that the plan cannot hold it."""
    plan = made(named([("amount", 80), ("rest",)]), overshoot="refuse")
    found, told = signed_schedule(plan, [signed("c1", "construction", "0.79")])
    assert (found.instalments, codes(told)) == ((), ["plan.over"])


# --- each side of an edge, by hand --------------------------------------------------------


def test_a_rest_beside_cumulative_rounding_bears_what_the_rounded_sum_leaves():
    """The sum up to each part is rounded, with a rest too: 33 and 34, not 33 and 33."""
    parts = named([*THIRDS[:2], ("rest",)])
    assert fen(made(parts, residue="cumulative"), 100) == [33, 34, 33]
    assert fen(made(parts, residue="largest"), 100) == [33, 33, 34]


@pytest.mark.parametrize("rounding", ["floor", "ceiling", "half_up", "half_even"])
def test_a_plain_plan_is_mirrored_as_any_other(rounding):
    """A credit note of a plan of everything turns each sign, whichever way it is worked out."""
    parts = named([("share", Fraction(1, 2)), ("rest",)], component="all")
    plan = made(parts, negative="mirror", rounding=rounding)
    assert fen(plan, -101) == [-one for one in fen(plan, 101)]


def keeping(*takes, keep=Fraction(1, 2), **told):
    """A plan whose parts keep back a share, paid out at the end."""
    parts = named(takes, keep=keep)
    last = Part(id="last", component="works", due=SIGNED, retained=Fraction(1))
    return made([*parts, last], **told)


def test_the_smallest_part_keeps_back_too():
    """Of one fen a half is a fen by the plan's rounding, and of none nothing."""
    plan = keeping(("amount", 1), ("rest",), overshoot="clip")
    assert fen(plan, 1) == [0, 0, 1]
    assert fen(plan, 0) == [0, 0, 0]


def test_what_is_kept_back_ends_at_the_most_first_come():
    """Three tenths of 1,001 are 300.3: 250 of the first part, 50 of the second, no fen more."""
    halves = [("share", Fraction(1, 2)), ("rest",)]
    plan = keeping(*halves, keep_most=Fraction(3, 10), rounding="down")
    assert fen(plan, 1001) == [250, 451, 300]


def test_what_is_kept_back_is_mirrored():
    """The credit note keeps back what its bill did."""
    plan = keeping(("share", Fraction(1, 2)), ("rest",), negative="mirror")
    assert fen(plan, 1000) == [250, 250, 500]
    assert fen(plan, -1000) == [-250, -250, -500]


def test_an_ordinary_plan_goes_the_short_way():
    """Thousands of plans are worked out in a list; only what is out of the usual takes longer."""
    ordinary = named([("share", Fraction(1, 2)), ("rest",)])
    assert made(ordinary).usual
    assert not made(named([("left", Fraction(1, 2)), ("rest",)])).usual
    assert not made(ordinary, residue="cumulative").usual
    assert not made(ordinary, overshoot="negative").usual


def test_of_less_than_nothing_a_share_of_what_is_left_takes_nothing():
    """Four hundred too much were asked for: half of what is left is nothing, not less."""
    parts = named([("amount", 500), ("left", Fraction(1, 2)), ("rest",)])
    assert fen(made(parts, overshoot="negative"), 100) == [500, 0, -400]
    assert fen(made(parts, overshoot="negative"), 502) == [500, 1, 1]
