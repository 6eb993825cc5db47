"""What is odd about a plan, before any customer signs it."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from renoflow.calendars import china
from renoflow.facts import KINDS, Kind, merge_kinds
from renoflow.money import Money
from renoflow.periods import CALENDAR, days, until
from renoflow.pricing import (
    Cap,
    CapRow,
    Due,
    Move,
    Tax,
    first,
    lint,
    schedule,
)
from renoflow.select import Anchor, Facts
from renoflow.words import text
from tests.pricing.plans_drawn import SIGNED, as_part, made


def found_in(parts, smallest=1000, **told):
    found = lint(made(parts, **told), china, smallest=Money(smallest))
    assert text(found, "zh") or not found
    return [(one.code, one.rule.partition("#")[2]) for one in found]


START = Due(anchor=first("start"), span=until("day"))
HIDDEN = Due(anchor=first("acceptance", stage="concealed"), span=until("day"))
HALF = ("share", Fraction(1, 2))
SMALL = Money(1000)


def test_lint_tells_of_parts_that_ask_for_more_than_any_total():
    """A typing error, unless the company means to give the rest back."""
    more = [as_part("a", HALF), as_part("b", HALF), as_part("c", ("rest",))]
    fixed = [*more, as_part("d", ("amount", 1))]
    over = [*more, as_part("d", ("share", Fraction(1, 100)))]
    for parts in (fixed, over):
        assert ("lint.over", "c") in found_in(parts, overshoot="negative")


def test_a_part_that_waits_for_what_is_misspelt_never_falls_due():
    """Nothing else would tell it: the money is just never asked for."""
    slips: list[dict[str, Any]] = [
        {"due": Due(anchor=first("contrakt"), span=until("day"))},
        {"due": Due(anchor=first("contract", typ="construction"), span=until("day"))},
        {"needs": (Facts(kinds=("documents",)),)},
    ]
    for slip in slips:
        assert found_in([as_part("a", ("rest",), **slip)]) == [("lint.never", "a")]
    ours = Kind(name="topping_out", zh="封顶")
    plan = made([as_part("a", ("rest",), due=Due(anchor=first(ours.name), span=until("day")))])
    assert [one.code for one in lint(plan, china, smallest=SMALL)] == ["lint.never"]
    assert lint(plan, china, smallest=SMALL, kinds=merge_kinds(KINDS, ("ours", (ours,)))) == ()


@pytest.mark.parametrize(("component", "want"), [("works", []), ("all", ["lint.tax"])])
def test_a_tax_of_what_is_collected_with_others_is_told(component, want):
    """It is on none of it: a rate for the works is for parts of the works."""
    tax = Tax(rate=Fraction(9, 100), on="total", included=True, components=("works",))
    plan = made([as_part("a", ("rest",), component=component)], taxes=(tax,))
    found = lint(plan, china, smallest=SMALL)
    assert [one.code for one in found] == want
    assert all("工程" in text(one, "zh") for one in found)


def follows(name):
    return Due(anchor=Anchor(of="limit", limit=name), span=until("day"))


@pytest.mark.parametrize(
    ("parts", "want"),
    [
        ([as_part("a", HALF), as_part("b", ("rest",), due=follows("a"))], []),
        ([as_part("a", HALF, due=follows("b")), as_part("b", ("rest",))], [("lint.never", "a")]),
        (
            [as_part("a", ("rest",), due=Due(anchor=Anchor(), span=until("day")))],
            [("lint.never", "a")],
        ),
        (
            [
                as_part(
                    "a",
                    ("rest",),
                    due=Due(
                        anchor=Anchor(of="latest_of", anchors=(first("start"),
                         Anchor(of="asked"))),
                        span=until("day"),
                    ),
                )
            ],
            [("lint.never", "a")],
        ),
        (
            [as_part("a", ("left", Fraction(1))), as_part("b", HALF), as_part("c", ("rest",))],
            [("lint.nothing", "b"), ("lint.nothing", "c")],
        ),
        (
            [as_part("a", ("share", Fraction(1, 1001))), as_part("b", ("rest",))],
            [("lint.below", "a")],
        ),
        ([as_part("a", ("share", Fraction(1, 1000))), as_part("b", ("rest",))], []),
        (
            [as_part("a", ("amount", 50)), as_part("b", HALF), as_part("c", ("rest",))],
            [("lint.amounts", "a")],
        ),
        (
            [as_part("a", HALF), as_part("b", HALF), as_part("c", ("rest",))],
            [("lint.rounding", "c")],
        ),
        ([as_part("a", HALF, due=START), as_part("b", ("rest",), due=SIGNED)],
         [("lint.order", "b")]),
        ([as_part("a", HALF, due=HIDDEN), as_part("b", ("rest",), due=START)],
         [("lint.order", "b")]),
        ([as_part("a", HALF, due=START), as_part("b", ("rest",), due=HIDDEN)], []),
        (
            [
                as_part("a", HALF, due=Due(on=date(2024, 5, 1))),
                as_part("b", ("rest",), due=Due(on=date(2024, 4, 30))),
            ],
            [("lint.order", "b")],
        ),
        (
            [as_part("a", HALF, due=Due(on=date(2024, 5, 1))), as_part("b", ("rest",), due=START)],
            [],
        ),
        (
            # the tenth of the next month lies before 45 days, sometimes
            [
                as_part("a", HALF, due=Due(anchor=first("start"), span=days(45,
                 counting=CALENDAR))),
                as_part(
                    "b",
                    ("rest",),
                    due=Due(anchor=first("start"), steps=(Move(day=10, which="next"),)),
                ),
            ],
            [("lint.order", "b")],
        ),
        (
            [
                as_part("a", HALF, due=START),
                as_part("b", ("rest",), due=Due(anchor=first("works_stage"), span=until("day"))),
            ],
            [],
        ),
        (
            [
                as_part("a", HALF, due=START),
                as_part(
                    "b",
                    ("rest",),
                    due=Due(
                        anchor=Anchor(of="last", facts=Facts(kinds=("contract",))),
                        span=until("day"),
                    ),
                ),
            ],
            [],
        ),
    ],
)  # fmt: skip
def test_what_is_odd_is_told(parts, want):
    """A plan is read by a company once and used for years."""
    assert found_in(parts) == want


def test_the_least_total_of_fixed_amounts_is_told():
    """50 fixed and half by share: below 100 something is cut."""
    parts = [as_part("a", ("amount", 50)), as_part("b", HALF), as_part("c", ("rest",))]
    (one,) = lint(made(parts), china, smallest=Money(1000))
    assert one.get("total") == "1.00"
    assert [p.amount.fen for p in schedule(made(parts), {"works": Money(100)}).instalments] == [
        50,
        50,
        0,
    ]
    assert [p.amount.fen for p in schedule(made(parts), {"works": Money(99)}).instalments] == [
        50,
        49,
        0,
    ]


def capped(*bands, share=Fraction(1, 10), component="all", **more):
    parts = [
        as_part("a", ("share", share), component=component),
        as_part("b", ("rest",), component=component),
    ]
    cap = Cap(id="c", rows=bands, parts=("a",), over="reported", **more)
    return found_in(parts, caps=(cap,))


@pytest.mark.parametrize(
    ("bands", "want"),
    [
        ([CapRow(share=Fraction(1, 10))], ["lint.cap"]),
        ([CapRow(share=Fraction(9, 100))], []),
        ([CapRow(amount=Money(1))], []),
        ([CapRow(upto=Money(100), amount=Money(10)), CapRow(share=Fraction(1))], ["lint.cap"]),
        ([CapRow(upto=Money(100), amount=Money(9)), CapRow(share=Fraction(1))], []),
        ([CapRow(below=Money(100), amount=Money(9)), CapRow(share=Fraction(1))], []),
        ([CapRow(share=Fraction(9, 100), amount=Money(1), take="greatest")], []),
        ([CapRow(share=Fraction(1, 2), amount=Money(1), take="greatest")], ["lint.cap"]),
        ([CapRow(share=Fraction(1), totals=("works",), take="least")], []),
        (
            [
                CapRow(upto=Money(100), amount=Money(1)),
                CapRow(below=Money(101), amount=Money(1)),
                CapRow(amount=Money(1)),
            ],
            ["lint.cap_row"],
        ),
    ],
)
def test_a_cap_that_nothing_reaches_is_told(bands, want):
    """A limit that never bites hides a slip of the pen."""
    assert [code for code, _ in capped(*bands)] == want


def test_a_cap_whose_reach_nobody_can_know_is_left_alone():
    """Of another component's total, or with fixed amounts, only the totals can tell."""
    assert capped(CapRow(share=Fraction(1)), component="works") == []
    base = {"component": "works", "base": ("works",)}
    assert [code for code, _ in capped(CapRow(share=Fraction(1)), **base)] == ["lint.cap"]
