"""Payment plans: their shape, and the split to the fen."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any, get_args

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renoflow.errors import Malformed
from renoflow.money import Money, Rounding, format_yuan, yuan
from renoflow.periods import until, working_days
from renoflow.pricing import (
    COMPONENTS,
    Component,
    Due,
    Part,
    Plan,
    first,
    first_payment,
    presets,
    schedule,
)
from renoflow.reasons import Reason
from tests.reference import pricing as slow

ROUNDINGS = [one for one in get_args(Rounding) if one != "exact"]
SIGNED = Due(anchor=first("contract", type="construction"), span=working_days(3))
DONE = Due(anchor=first("completion"), span=until("day"))


def part(id_="one", takes="rest", component="works"):
    told: dict[str, Any] = {"share": takes} if isinstance(takes, Fraction) else {"rest": True}
    if type(takes) is int:
        told = {"amount": Money(takes)}
    return Part(id=id_, component=component, due=SIGNED, **told)


def plan(*parts, **told):
    rest = {
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
    return Plan(**{**rest, "parts": parts, **told})


def laid_out(takes, **told):
    return plan(*(part(str(place), one) for place, one in enumerate(takes)), **told)


def refused(call, *args, **kwargs):
    with pytest.raises(Malformed) as caught:
        call(*args, **kwargs)
    assert caught.value.sentence("en")
    assert caught.value.sentence("zh")
    return caught.value.code, caught.value.field


# --- shape ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"id": ""}, ("value.missing", "id")),
        ({"component": "garden"}, ("value.choice", "component")),
        ({"rest": False}, ("plan.takes", "share")),
        ({"share": Fraction(1, 2)}, ("plan.takes", "share")),
        ({"amount": Money(1)}, ("plan.takes", "share")),
        ({"rest": False, "share": Fraction(0)}, ("plan.share", "share")),
        ({"rest": False, "share": Fraction(101, 100)}, ("plan.share", "share")),
        ({"rest": False, "share": 1}, ("plan.share", "share")),
        ({"rest": False, "amount": Money(0)}, ("plan.amount", "amount")),
    ],
)
def test_a_part_takes_exactly_one_sensible_thing(told, error):
    """A part with two amounts would be collected by whichever is read first."""
    assert (
        refused(Part, **{"id": "p", "component": "works", "due": DONE, "rest": True, **told})
        == error
    )


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({}, ("plan.due", "span")),
        ({"anchor": first("start")}, ("plan.due", "span")),
        ({"span": working_days(1)}, ("plan.due", "span")),
        ({"span": working_days(1), "on": date(2024, 3, 1)}, ("plan.due", "span")),
        ({"anchor": first("start"), "on": date(2024, 3, 1)}, ("plan.due", "span")),
        (
            {"anchor": first("start"), "span": working_days(1), "on": date(2024, 3, 1)},
            ("plan.due", "span"),
        ),
        ({"on": datetime(2024, 3, 1, tzinfo=UTC)}, ("value.type", "on")),
    ],
)
def test_a_part_is_due_by_a_span_or_on_a_day(told, error):
    """Half a due date is none."""
    assert refused(Due, **told) == error


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"id": ""}, ("value.missing", "id")),
        ({"collector": ""}, ("value.missing", "collector")),
        ({"parts": ()}, ("value.missing", "parts")),
        ({"revision": 0}, ("value.type", "revision")),
        ({"revision": True}, ("value.type", "revision")),
        ({"rounding": "bankers"}, ("value.choice", "rounding")),
        ({"tie": "middle"}, ("value.choice", "tie")),
        ({"residue": "nobody"}, ("value.choice", "residue")),
        ({"overshoot": "ask"}, ("value.choice", "overshoot")),
        ({"negative": "ignore"}, ("value.choice", "negative")),
    ],
)
def test_a_plan_says_all_it_must(told, error):
    """A plan without a rounding would round by a default that nobody chose."""
    assert refused(plan, part(), **told) == error


@pytest.mark.parametrize(
    ("takes", "code"),
    [
        ([Fraction(1)], None),
        ([Fraction(1, 3)] * 3, None),
        ([Fraction(99, 100), "rest"], None),
        ([5, "rest"], None),
        (["rest", Fraction(1, 2), 5], None),
        ([Fraction(99, 100)], "plan.total"),
        ([Fraction(1, 2), Fraction(51, 100)], "plan.total"),
        ([Fraction(1, 2), Fraction(1, 2), "rest"], None),
        ([Fraction(1, 2), Fraction(51, 100), "rest"], "plan.total"),
        ([Fraction(1, 2), Fraction(1, 2), 5, "rest"], "plan.total"),
        ([Fraction(1, 2), Fraction(1, 2), 5], "plan.total"),
        ([5], "plan.total"),
        (["rest", "rest"], "plan.rest"),
    ],
)
def test_the_parts_of_a_component_must_be_able_to_total_it(takes, code):
    """99 % of a contract collected is money lost without a trace."""
    if code is None:
        assert len(laid_out(takes).parts) == len(takes)
    else:
        assert refused(laid_out, takes) == (code, "parts")


def test_two_parts_of_one_id_are_refused():
    """Obligations cite the id."""
    assert refused(plan, part(), part(component="finished_goods")) == ("plan.twice", "parts[1].id")


# --- the split --------------------------------------------------------------------------

shares = st.sampled_from([Fraction(n, 100) for n in (1, 5, 10, 30, 33, 50)]) | st.fractions(
    Fraction(1, 99), 1, max_denominator=99
)


@st.composite
def with_rest(draw):
    takes = draw(st.lists(shares | st.integers(1, 50_000), max_size=5))
    while sum(one for one in takes if isinstance(one, Fraction)) >= 1:
        takes.remove(max(one for one in takes if isinstance(one, Fraction)))
    takes.insert(draw(st.integers(0, len(takes))), "rest")
    return takes


@st.composite
def without_rest(draw):
    weights = draw(st.lists(st.integers(1, 9), min_size=1, max_size=6))
    return [Fraction(one, sum(weights)) for one in weights]


totals = st.integers(0, 50) | st.integers(0, 10**9)
HALVES = [Fraction(1, 4)] * 3 + ["rest"]


@given(
    with_rest() | without_rest(),
    totals,
    st.sampled_from(ROUNDINGS),
    st.sampled_from(["first", "last"]),
)
@example(HALVES, 2, "half_up", "first")
@example([500, "rest"], 300, "half_up", "first")
@example([Fraction(1, 2), Fraction(1, 2)], 1, "half_up", "last")
def test_the_parts_total_the_whole_and_every_fen_is_traced(takes, total, rounding, tie):
    """Without it an instalment could lose a fen, or collect one twice, unseen."""
    made = schedule(laid_out(takes, rounding=rounding, tie=tie), {"works": Money(total)})

    fen = [one.amount.fen for one in made.instalments]
    assert fen == slow.instalments(takes, total, rounding, tie)
    assert sum(fen) == total
    assert min(fen) >= 0
    residues = [residue(one) for one in made.reasons]
    assert sum(residues) == 0
    if "rest" not in takes:
        assert all(abs(one) < 1 for one in residues)
    for one, instalment in zip(made.reasons, made.instalments, strict=True):
        assert one.rule == f"ours@1#{instalment.part.id}"
        assert one.get("amount") == format_yuan(instalment.amount)
        asked = {"plan.share": instalment.part.share, "plan.amount": instalment.part.amount}
        exact = instalment.amount.fen - residue(one)
        if one.code in asked:
            takes = asked[one.code]
            assert exact == (takes.fen if isinstance(takes, Money) else takes * total)
        assert one.code != "plan.cut" or residue(one) == 0


def residue(one: Reason) -> Fraction:
    found = one.get("residue")
    assert isinstance(found, Fraction)
    return found


def codes(takes, total):
    made = schedule(laid_out(takes), {"works": Money(total)})
    return [(one.code, i.amount.fen) for one, i in zip(made.reasons, made.instalments)]


@pytest.mark.parametrize(
    ("total", "found"),
    [
        (501, [("plan.amount", 500), ("plan.rest", 1)]),
        (500, [("plan.amount", 500), ("plan.rest", 0)]),
        (499, [("plan.cut", 499), ("plan.rest", 0)]),
        (0, [("plan.cut", 0), ("plan.rest", 0)]),
    ],
)
def test_a_fixed_amount_takes_no_more_than_is_left(total, found):
    """5 yuan at signing of a contract of 4.99 must not ask for a fen that nobody owes."""
    assert codes([500, "rest"], total) == found


def test_shares_that_round_up_past_the_total_are_cut_in_order():
    """Three times half a fen is not three fen."""
    assert [fen for _, fen in codes(HALVES, 2)] == [1, 1, 0, 0]


def test_one_part_with_the_rest_is_the_whole():
    """Goods are paid in full."""
    assert codes(["rest"], 7) == [("plan.rest", 7)]


TWO = plan(part("a"), part("b", component="finished_goods"))


def test_a_component_that_was_not_signed_has_no_instalment():
    """LIF-10: a customer may sign works only."""
    made = schedule(TWO, {"works": Money(5)})
    assert [one.part.id for one in made.instalments] == ["a"]
    assert made.totals == (("works", Money(5)),)


def test_the_order_in_which_totals_are_given_never_matters():
    """A host's dictionary has an order of its own."""
    forth: dict[Component, Money] = {"works": Money(5), "finished_goods": Money(6)}
    back = dict(reversed(forth.items()))
    assert schedule(TWO, forth) == schedule(TWO, back)
    assert [one.part.id for one in schedule(TWO, back).instalments] == ["a", "b"]


@pytest.mark.parametrize(
    ("given_", "error"),
    [
        ({"main_materials": Money(5)}, ("plan.uncovered", "totals.main_materials")),
        ({"works": Money(-1)}, ("plan.negative", "totals.works")),
        ({"garden": Money(1)}, ("value.choice", "totals")),
    ],
)
def test_a_total_that_the_plan_cannot_collect_is_malformed(given_, error):
    """Money without a part would be forgotten."""
    assert refused(schedule, TWO, given_) == error


def test_an_exact_plan_refuses_a_part_of_a_fen():
    """Who asks for no rounding wants to be told."""
    exact = laid_out([Fraction(1, 2), "rest"], rounding="exact")
    assert schedule(exact, {"works": Money(4)}).instalments[0].amount == Money(2)
    assert refused(schedule, exact, {"works": Money(3)}) == ("money.inexact", "ratio")


# --- 55 % -------------------------------------------------------------------------------

fens = st.integers(0, 10**9)


@given(fens, fens, fens, st.sampled_from(ROUNDINGS))
def test_the_first_payment_and_its_plan_agree_with_the_second_statement(
    works, goods, materials, rounding
):
    """PAY-01 is said as a sum and as a plan; the customer must see one number."""
    asked = first_payment(
        works=Money(works),
        finished_goods=Money(goods),
        main_materials=Money(materials),
        credited=Money(0),
        rounding=rounding,
    )
    made = schedule(
        presets.first_55(first_due=SIGNED, rest_due=DONE, rounding=rounding),
        {
            "works": Money(works),
            "finished_goods": Money(goods),
            "main_materials": Money(materials),
        },
    )

    assert (asked.due.fen, asked.open.fen) == slow.first_payment(
        works, goods, materials, 0, rounding
    )
    by_due = {SIGNED: 0, DONE: 0}
    for one in made.instalments:
        by_due[one.part.due] += one.amount.fen
    assert by_due == {SIGNED: asked.due.fen, DONE: asked.open.fen}
    assert asked.works + asked.open == Money(works)


@pytest.mark.parametrize("name", ["first_due", "rest_due", "rounding"])
def test_the_plan_asks_for_what_no_source_says(name):
    """No text says when the other 45 % are due; a default would be made up."""
    told: dict[str, Any] = {"first_due": SIGNED, "rest_due": DONE, "rounding": "half_up"}
    del told[name]
    with pytest.raises(TypeError, match=name):
        presets.first_55(**told)


def paid_first(**told):
    amounts = dict.fromkeys(("works", "finished_goods", "main_materials", "credited"), Money(0))
    return first_payment(**{**amounts, "rounding": "half_up", **told})


@pytest.mark.parametrize("name", ["works", "finished_goods", "main_materials", "credited"])
def test_a_negative_amount_is_no_payment(name):
    """A refund is another thing."""
    assert refused(paid_first, **{name: Money(-1)}) == ("plan.negative", name)


def test_what_is_deducted_is_at_most_what_is_due():
    """A first payment below zero would be a refund at signing."""
    assert paid_first(works=yuan(100), credited=yuan(55)).due == Money(0)
    over = {"works": yuan(100), "credited": Money(55_01)}
    assert refused(paid_first, **over) == ("plan.credited", "credited")


def test_the_first_payment_tells_every_number():
    """Customer and cashier argue over the parts, not the sum."""
    (one,) = paid_first(works=yuan(100), finished_goods=yuan(7), credited=yuan(5)).reasons
    assert one.rule == "PAY-01"
    assert dict(one.params) == {
        "works": "55.00",
        "finished_goods": "7.00",
        "main_materials": "0.00",
        "credited": "5.00",
        "due": "57.00",
        "open": "45.00",
        "rounding": "half_up",
    }


def test_every_component_has_one_chinese_name():
    """Sheets are printed in Chinese."""
    assert len(set(COMPONENTS.values())) == 4


def test_parts_are_plain_values():
    """Two plans with the same rows are the same plan."""
    assert plan(part()) == plan(part())
    assert attrs.evolve(plan(part()), revision=2).name == "ours@2"
