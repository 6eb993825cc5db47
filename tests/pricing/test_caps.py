"""The most that parts may come to: each side of each band, and what becomes of the excess."""

from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.errors import Refused
from renoflow.money import Money
from renoflow.pricing import (
    Cap,
    CapRow,
    Component,
    cap_limit,
    schedule,
)
from renoflow.words import text
from tests.pricing.plans_drawn import (
    as_part,
    codes,
    fen,
    made,
    named,
)
from tests.reference import plans as slow

totals = st.one_of(st.integers(0, 40), st.integers(0, 100_000))


BANDS = (
    CapRow(below=Money(20_000), share=Fraction(1, 10)),
    CapRow(upto=Money(50_000), share=Fraction(1, 20), amount=Money(2000), take="least"),
    CapRow(share=Fraction(1, 50), amount=Money(3000), take="greatest"),
)
SLOW_BANDS = (
    (20_000, False, [Fraction(1, 10)], "least"),
    (50_000, True, [Fraction(1, 20), 2000], "least"),
    (None, True, [Fraction(1, 50), 3000], "greatest"),
)


def with_cap(over, **more):
    to: dict[str, Any] = {"to": "rest"} if over == "moved" else {}
    cap = Cap(id="cap", rows=BANDS, parts=("p0", "p1"), over=over, source="art. 1", **to, **more)
    parts = named([("share", Fraction(1, 8)), ("amount", 300)])
    return made([*parts, as_part("rest", ("rest",))], caps=(cap,)), cap


@given(st.one_of(st.integers(0, 60_000), st.integers(0, 500_000)))
def test_a_cap_moves_the_excess_as_the_second_statement_says(total):
    """A deposit above the limit is an offence; below it the plan stays as it is."""
    plan, cap = with_cap("moved")
    limit = slow.cap_limit(SLOW_BANDS, total)
    before = slow.laid_out(
        [("share", Fraction(1, 8)), ("amount", 300), ("rest",)],
        total,
        rounding="half_up",
        tie="first",
    )
    parts, rest = slow.capped(before[:2], limit, before[2])
    assert cap_limit(cap, {"works": Money(total)}) == Money(limit)
    assert fen(plan, total) == [*parts, rest]
    assert sum(fen(plan, total)) == total


@pytest.mark.parametrize(
    ("total", "limit"),
    [(19_999, 1999), (20_000, 1000), (50_000, 2000), (50_001, 3000), (150_000, 3000),
     (150_049, 3000), (150_050, 3001)],
)  # fmt: skip
def test_each_side_of_each_band(total, limit):
    """``below`` leaves its bound out, ``upto`` has it inside."""
    _, cap = with_cap("reported")
    assert cap_limit(cap, {"works": Money(total)}) == Money(limit)
    assert cap_limit(cap, {"works": Money(-1)}) is None


def test_a_cap_refuses_reports_or_is_lifted():
    """The law's limit, the house's own, and the exemption that somebody claims."""
    plan, _ = with_cap("refused", unless=("bond",))
    with pytest.raises(Refused) as caught:
        fen(plan, 40_000)
    (objection,) = caught.value.objections
    assert (objection.code, objection.rule) == ("plan.capped", "ours@1#cap")
    assert (objection.get("limit"), objection.get("excess")) == ("20.00", "33.00")
    lifted = schedule(plan, {"works": Money(40_000)}, exempt=("bond", "other"))
    assert lifted.instalments[0].amount == Money(5000)
    assert codes(lifted.reasons)[-1] == "plan.exempt"
    assert lifted.exempt == ("bond", "other")
    told, _ = with_cap("reported")
    found = schedule(told, {"works": Money(40_000)})
    assert codes(found.reasons)[-1] == "plan.capped"
    assert found.instalments[0].amount == Money(5000)
    assert codes(schedule(told, {"works": Money(0)}).reasons)[-1] == "plan.rest"


def test_a_cap_that_looks_at_goods_made_to_order():
    """A third of the price, or what goods made to order cost, whichever is greater; or both."""
    wanted: dict[Any, int] = {"greatest": 60, "sum": 100, "least": 40}
    for take, want in wanted.items():
        row = CapRow(share=Fraction(1, 3), totals=("finished_goods",), take=take)
        cap = Cap(id="c", rows=(row,), parts=("p0",), over="reported")
        sums: dict[Component, Money] = {"works": Money(60), "finished_goods": Money(60)}
        assert cap_limit(cap, sums) == Money(want)
        goods = Cap(
            id="c", rows=(CapRow(totals=("finished_goods",)),), parts=("p0",), over="reported"
        )
        assert cap_limit(goods, sums) == Money(60)


def test_what_a_cap_cuts_comes_from_parts_that_are_above_zero():
    """A bearer below zero has nothing to give: the cut is of the part that asks."""
    cap = Cap(
        id="c", parts=("p0", "p1"), over="moved", to="p2", rows=(CapRow(share=Fraction(1, 2)),)
    )
    parts = [("amount", 500), ("rest",), ("share", Fraction(1, 10))]
    plan = made([as_part(f"p{n}", one) for n, one in enumerate(parts)], overshoot="negative")
    assert fen(plan, 100) == [500, -410, 10]
    assert fen(made(plan.parts, overshoot="negative", caps=(cap,)), 100) == [460, -410, 50]


def test_what_no_law_is_named_for_is_told_without_brackets():
    """An empty pair of brackets on a customer's paper looks like a mistake."""
    plan, cap = with_cap("reported")
    silent = attrs.evolve(plan, caps=(attrs.evolve(cap, source=""),))
    totals: dict[Component, Money] = {"works": Money(40_000)}
    assert text(schedule(plan, totals).reasons[-1], "zh").endswith("元（art. 1）。")
    assert text(schedule(silent, totals).reasons[-1], "zh").endswith("超出33.00元。")
