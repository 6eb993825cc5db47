"""Re-planning, and the customary plans."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.codec import from_toml, to_toml
from renoflow.errors import Malformed
from renoflow.facts import acceptance, contract, receipt, start
from renoflow.money import Money, yuan
from renoflow.periods import CALENDAR, days, until
from renoflow.pricing import (
    Cap,
    CapRow,
    Component,
    Discount,
    Due,
    LedgerTerms,
    Move,
    Plan,
    Tax,
    first,
    ledger,
    lint,
    obligations,
    presets,
    replan,
    schedule,
)
from renoflow.select import Facts
from renoflow.words import text
from tests.pricing.plans_drawn import LATER, as_part, made, takes

OLD = made(
    [
        as_part("a", ("share", Fraction(1, 2))),
        as_part("b", ("rest",), due=Due(on=date(2024, 6, 1))),
    ]
)
NEW = made(
    [
        as_part("a", ("share", Fraction(1, 4))),
        as_part("c", ("share", Fraction(1, 4))),
        as_part("b", ("rest",), due=LATER),
    ],
    revision=2,
)
BEFORE = schedule(OLD, {"works": Money(100)})


def rows(found):
    def fen(amount):
        return None if amount is None else amount.fen

    return [(one.part, fen(one.before), fen(one.after), one.paid.fen) for one in found.rows]


@pytest.mark.parametrize(
    ("base", "paid", "total", "want", "refund"),
    [
        ("total", 50, 100, [("a", 50, 25, 25), ("c", None, 25, 25), ("b", 50, 50, 0)], 0),
        ("total", 60, 40, [("a", 50, 10, 10), ("c", None, 10, 10), ("b", 50, 20, 20)], 20),
        (
            "open", 50, 100,
            [("paid:a", 50, 50, 50), ("a", None, 13, 0), ("c", None, 13, 0), ("b", 50, 24, 0)], 0,
        ),
        ("open", 50, 50, [("paid:a", 50, 50, 50), ("b", 50, None, 0)], 0),
        ("open", 50, 40, [("paid:a", 50, 40, 40), ("b", 50, None, 0)], 10),
        ("open", 0, 100, [("a", 50, 25, 0), ("c", None, 25, 0), ("b", 50, 50, 0)], 0),
    ],
)  # fmt: skip
def test_what_is_paid_stays_and_the_difference_is_told(base, paid, total, want, refund):
    """Over the new total, or over what is open: a named choice, each side of too much paid."""
    found = replan(BEFORE, {"a": Money(paid)}, NEW, {"works": Money(total)}, base=base)
    assert rows(found) == want
    assert sum(amount.fen for _, amount in found.refund) == refund
    assert text(found.reasons, "zh") != text(found.reasons, "en")


def test_the_difference_is_a_page_to_print():
    """Every total and part has its line."""
    found = replan(BEFORE, {"a": Money(50)}, NEW, {"works": Money(40)}, base="total")
    assert [one.code for one in found.reasons] == [
        "replan.total", "replan.changed", "replan.added", "replan.changed", "replan.refund",
    ]  # fmt: skip
    found = replan(BEFORE, {"a": Money(50)}, OLD, {"works": Money(100)}, base="total")
    assert [one.code for one in found.reasons] == ["replan.same", "replan.same"]
    moved = made([OLD.parts[0], as_part("b", ("rest",), due=LATER)])
    found = replan(BEFORE, {}, moved, {"works": Money(100)}, base="total")
    assert [one.code for one in found.reasons] == ["replan.same", "replan.moved"]
    fewer = made([as_part("a", ("rest",))])
    found = replan(BEFORE, {}, fewer, {"works": Money(100)}, base="total")
    assert [one.code for one in found.reasons] == ["replan.changed", "replan.removed"]


@given(
    takes(), takes(), st.integers(0, 300), st.integers(0, 300), st.integers(0, 300),
    st.sampled_from(["total", "open"]),
)  # fmt: skip
def test_no_fen_is_lost_in_re_planning(  # noqa: PLR0913, PLR0917 - two plans and their money
    old, new, was, total, money, base
):
    """What is paid and what is asked for make the new total; what is too much goes back."""
    before = schedule(
        made([as_part(f"p{n}", p) for n, p in enumerate(old)]), {"works": Money(was)}
    )
    paid, left = {}, money
    for one in before.instalments:
        paid[one.part.id] = Money(min(left, one.amount.fen))
        left -= paid[one.part.id].fen
    plan = made([as_part(f"p{n}", p) for n, p in enumerate(new)], revision=2)
    found = replan(before, paid, plan, {"works": Money(total)}, base=base)
    sum_paid = sum(one.fen for one in paid.values())
    back = sum(amount.fen for _, amount in found.refund)
    assert sum(one.after.fen for one in found.rows if one.after is not None) == total
    assert sum(one.paid.fen for one in found.rows) + back == sum_paid
    assert back == max(sum_paid - total, 0)
    for row in found.rows:
        if row.after is not None:
            assert 0 <= row.paid.fen <= row.after.fen
    assert schedule(found.schedule.plan, {"works": Money(total)}) == found.schedule
    assert from_toml(to_toml(found.schedule.plan), Plan) == found.schedule.plan


def test_the_ledger_goes_on_with_the_new_plan():
    """The stored plan and the same receipts give the same open sum."""
    facts = [
        contract("c1", at=date(2024, 3, 1), type="construction", amount=Money(100)),
        receipt("r1", at=date(2024, 3, 2), component="works", amount=Money(50)),
    ]
    terms = LedgerTerms(allocation="plan", as_told=True)
    at = china.at(2024, 4, 1)
    book = ledger(OLD, facts, china, at=at, terms=terms)
    paid = {line.part.id: line.paid for line in book.lines}
    found = replan(book.schedule, paid, NEW, {"works": Money(120)}, base="open")
    after = ledger(
        found.schedule.plan, facts, china, at=at, terms=terms, totals={"works": Money(120)}
    )
    assert [(one.part.id, one.paid.fen, one.open.fen) for one in after.lines] == [
        ("paid:a", 50, 0), ("a", 0, 18), ("c", 0, 18), ("b", 0, 34),
    ]  # fmt: skip


def test_one_of_several_components_is_re_planned_with_the_others():
    """Goods are paid in full and fall away from what is open; works stay."""
    goods = as_part("g", ("rest",), component="finished_goods")
    old = schedule(made([*OLD.parts, goods]), {"works": Money(100), "finished_goods": Money(7)})
    plan = made([*NEW.parts, goods], revision=2)
    found = replan(
        old, {"g": Money(7)}, plan, {"works": Money(100), "finished_goods": Money(7)}, base="open"
    )
    assert rows(found)[:2] == [("paid:g", 7, 7, 7), ("a", 50, 25, 0)]
    nothing = replan(old, {}, plan, {"works": Money(0)}, base="open")
    assert [one.after for one in nothing.rows[:3]] == [Money(0)] * 3


@pytest.mark.parametrize(
    ("paid", "plan", "base", "want"),
    [
        ({"z": Money(1)}, NEW, "total", ("value.unknown", "paid")),
        ({"a": Money(-1)}, NEW, "total", ("plan.negative", "paid.a")),
        (
            {"a": Money(1)},
            made([as_part("m", ("rest",), component="main_materials")]),
            "total",
            ("plan.recast", "plan.parts"),
        ),
        (
            {"a": Money(1)},
            made(NEW.parts, taxes=(Tax(rate=Fraction(1, 10), on="part", included=False),)),
            "open",
            ("plan.recast", "plan.taxes"),
        ),
    ],
)
def test_what_cannot_be_re_planned_is_refused(paid, plan, base, want):
    """Money must not be laid where nobody can follow it."""
    with pytest.raises(Malformed) as caught:
        replan(BEFORE, paid, plan, {"works": Money(100)}, base=base)
    assert (caught.value.code, caught.value.field) == want


@pytest.mark.parametrize("base", ["total", "open"])
@pytest.mark.parametrize("paid", [0, 20, 50])
def test_the_old_amounts_stand_once_in_the_difference(base, paid):
    """A part that is paid in part would be counted twice on the page that is signed."""
    once = replan(BEFORE, {"a": Money(paid)}, NEW, {"works": Money(120)}, base=base)
    again = replan(
        once.schedule,
        {row.part: row.paid for row in once.rows if row.after is not None},
        OLD if base == "total" else NEW,
        {"works": Money(150)},
        base=base,
    )
    for found in (once, again):
        old = sum(one.amount.fen for one in found.before.instalments)
        assert sum(row.before.fen for row in found.rows if row.before is not None) == old


def test_a_total_that_the_new_plan_does_not_collect_is_refused():
    """It would be forgotten."""
    with pytest.raises(Malformed) as caught:
        replan(BEFORE, {}, NEW, {"main_materials": Money(1)}, base="open")
    assert caught.value.code == "plan.uncovered"


def test_parts_of_everything_stay_parts_of_everything():
    """What was collected together is re-planned together."""
    whole = made([as_part("a", ("rest",), component="all")])
    before = schedule(whole, {"works": Money(10), "main_materials": Money(10)})
    sums: dict[Component, Money] = {"works": Money(5), "main_materials": Money(10)}
    found = replan(before, {"a": Money(12)}, whole, sums, base="open")
    assert rows(found) == [("paid:a", 20, 12, 12), ("a", None, 3, 0)]
    with pytest.raises(Malformed, match="together"):
        replan(before, {"a": Money(12)}, NEW, {"works": Money(5)}, base="total")


# --- customary plans, and plans as data ---------------------------------------------------

SIGNING = first("contract", type="construction")
STAGES = (
    Due(anchor=SIGNING, span=until("day")),
    Due(anchor=first("acceptance", stage="concealed"), span=until("day")),
    Due(anchor=first("acceptance", stage="mid_term"), span=until("day")),
    Due(anchor=first("completion"), span=until("day")),
)


@pytest.mark.parametrize(
    ("preset", "want"),
    [
        (presets.plan_3331, ["30,000.02", "30,000.02", "30,000.02", "10,000.01"]),
        (presets.plan_30_40_20_10, ["30,000.02", "40,000.03", "20,000.01", "10,000.01"]),
        (presets.plan_50_30_20, ["50,000.04", "30,000.02", "20,000.01"]),
    ],
)
def test_the_customary_plans(preset, want):
    """Each to the fen, with its days given; too few days are refused."""
    dues = STAGES if len(want) == 4 else STAGES[:2] + STAGES[3:]
    plan = preset(dues=dues, rounding="half_up", collector="finance")
    found = schedule(plan, {"works": yuan("100,000.07")})
    assert [one.amount for one in found.instalments] == [yuan(one) for one in want]
    assert lint(plan, china, smallest=yuan(1)) == ()
    with pytest.raises(Malformed) as caught:
        preset(dues=dues[1:], rounding="half_up", collector="finance")
    assert caught.value.code == "plan.dues"


def test_3331_is_due_by_its_acceptances():
    """Signing, concealed works, mid-term: what is reached is asked for."""
    plan = presets.plan_3331(dues=STAGES, rounding="half_up", collector="finance")
    facts = [
        contract("c1", at=date(2024, 3, 1), type="construction"),
        start("s1", at=date(2024, 3, 11)),
        acceptance("a1", at=date(2024, 4, 2), stage="concealed", result="passed"),
    ]
    made_now = schedule(plan, {"works": yuan(100)})
    found = obligations(made_now, facts, china, at=china.at(2024, 4, 2, 12))
    assert [(one.rule.partition("#")[2], one.state) for one in found] == [
        ("part_1", "missed"),
        ("part_2", "open"),
    ]


def test_the_design_fee_by_stages():
    """The shares are the company's; they must total 1."""
    thirds = (Fraction(1, 3),) * 3
    told: dict[str, Any] = {"dues": STAGES[:3], "rounding": "half_up", "collector": "finance"}
    plan = presets.design_by_stage(shares=thirds, **told)
    found = schedule(plan, {"design_fee": Money(100)})
    assert [one.amount.fen for one in found.instalments] == [33, 33, 34]
    with pytest.raises(Malformed) as caught:
        presets.design_by_stage(shares=thirds[1:], **told)
    assert caught.value.code == "plan.total"


def test_a_plan_with_everything_is_data():
    """What cannot be written to a file would live in somebody's code."""
    less = Discount(due=Due(on=date(2024, 1, 1)), share=Fraction(1, 50), on="net", rounds="paid")
    steps = (
        until("month"),
        days(15, counting=CALENDAR),
        Move(day=10, which="next"),
        Move(back=days(3, counting=CALENDAR)),
        Move(weekday=4, which="coming"),
        Move(roll="previous_working"),
    )
    plan = made(
        [
            as_part("a", ("left", Fraction(1, 3)), keep=Fraction(1, 20), discount=less,
                    needs=(Facts(kinds=("document",)),), release=Due(anchor=SIGNING, steps=steps)),
            as_part("b", ("rest",), due=Due(on=date(2024, 5, 1), steps=steps[-1:])),
            as_part("r", ("rest",), rest=False, retained=Fraction(1)),
        ],
        residue="cumulative", unit=Money(100), overshoot="negative", negative="mirror",
        sequence="paid", keep_most=Fraction(1, 20), escrow="bank", gates=("a",),
        caps=(
            Cap(
                id="cap",
                rows=(
                    CapRow(below=yuan(20_000), share=Fraction(1, 10)),
                    CapRow(amount=yuan(1000), totals=("works",), take="sum"),
                ),
                parts=("a",), over="moved", to="b", base=("works",), unless=("bond",),
                until=first("start"),
            ),
        ),
        taxes=(Tax(rate=Fraction(9, 100), on="total", included=True, components=("works",)),),
    )  # fmt: skip
    assert from_toml(to_toml(plan), Plan) == plan


def test_what_goes_back_is_taken_off_what_was_paid_once():
    """80 were paid and 60 are left to pay in all: 20 go back, and not 20 of each part."""
    found = replan(
        BEFORE, {"a": Money(50), "b": Money(30)}, NEW, {"works": Money(60)}, base="open"
    )
    assert found.refund == (("works", Money(20)),)
    assert rows(found) == [("paid:a", 50, 30, 30), ("paid:b", 50, 30, 30), ("c", None, 0, 0)][:2]


def test_what_is_open_is_never_below_zero():
    """A plan of what is left to pay asks for fixed amounts; a credit note is one of the total."""
    mirrored = made(NEW.parts, negative="mirror", revision=2)
    with pytest.raises(Malformed) as caught:
        replan(BEFORE, {}, mirrored, {"works": Money(-1)}, base="open")
    assert (caught.value.code, caught.value.field) == ("plan.negative", "totals.works")
    note = replan(BEFORE, {}, mirrored, {"works": Money(-60)}, base="total")
    assert [one.amount.fen for one in note.schedule.instalments] == [-15, -15, -30]


def test_a_gate_stays_if_its_part_does():
    """The works start once what is still asked for is paid (PAY-03); what fell away is no gate."""
    gated = made(NEW.parts, revision=2, gates=("a", "b"))
    found = replan(BEFORE, {"a": Money(50)}, gated, {"works": Money(120)}, base="open")
    assert found.schedule.plan.gates == ("a", "b")
    assert [one.part.id for one in found.schedule.instalments] == ["paid:a", "a", "c", "b"]
    paid = replan(
        BEFORE, {"a": Money(50), "b": Money(50)}, gated, {"works": Money(100)}, base="open"
    )
    assert paid.schedule.plan.gates == ()
