"""Quotes: their sums, their specification, and what keeps them from being offered."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.codec import from_toml, to_toml
from renoflow.errors import Malformed
from renoflow.money import Money, total
from renoflow.pricing import (
    Band,
    Charge,
    Material,
    PriceFloor,
    PriceFloors,
    Quote,
    Tariff,
    check_quote,
    presets,
    price,
    priced_lines,
    quote_line,
)
from renoflow.words import text
from tests.reference.money import rounded

ON = date(2024, 3, 1)
TILES = Material(brand="b1", grade="first", environmental_class="E0")


def line(name="l1", **told):
    asked: dict[str, Any] = {
        "group": "bathroom",
        "component": "works",
        "item": "tiling",
        "quantity": 10,
        "unit": "m2",
        "unit_price": Money(5000),
        "rounding": "half_up",
    }
    return quote_line(name, **(asked | told))


def quote(*lines, **told):
    asked: dict[str, Any] = {
        "id": "q",
        "revision": 2,
        "on": ON,
        "valid_through": ON,
        "rounding": "half_up",
    }
    return Quote(**(asked | {"lines": lines} | told))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["hall", "bath"]),
            st.sampled_from(["works", "main_materials", "design_fee"]),
            st.integers(-100, 5000),
            st.integers(0, 999),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_groups_and_contracts_total_the_quote(rows):
    """A fen that is in no group would be in no contract either."""
    lines = tuple(
        line(
            f"l{place}",
            group=group,
            component=component,
            quantity=Decimal(tenths) / 10,
            unit_price=Money(fen),
            material=TILES,
        )
        for place, (group, component, tenths, fen) in enumerate(rows)
    )
    one = quote(*lines)
    want = [rounded(Fraction(tenths * fen, 10), "half_up") for *_, tenths, fen in rows]
    assert [each.amount.fen for each in lines] == want
    assert one.total.fen == sum(want)
    for sums in (one.groups, one.components):
        assert total(amount for _, amount in sums) == one.total
        assert len(dict(sums)) == len(sums)
    assert [name for name, _ in one.groups] == list(dict.fromkeys(group for group, *_ in rows))
    assert check_quote(one, on=ON) == ()


def test_everything_that_is_wrong_is_told_at_once():
    """A quote that comes back twice has lost the customer."""
    wrong = attrs.evolve(line(), amount=Money(49_999))
    bare = line("l2", component="finished_goods")
    half = line("l3", component="main_materials", material=attrs.evolve(TILES, grade=""))
    found = check_quote(quote(wrong, bare, half), on=ON + timedelta(days=1))
    assert [(one.code, one.rule) for one in found] == [
        ("quote.line", "q@2#l1"),
        ("quote.material", "FEE-08"),
        ("quote.material", "FEE-08"),
        ("quote.expired", "q@2"),
    ]
    assert (found[0].get("due"), found[0].get("difference")) == ("500.00", "-0.01")
    assert found[1].get("missing") == ("brand", "grade", "environmental_class")
    assert found[2].get("missing") == ("grade",)
    assert all(text(one, "en") != text(one, "zh") for one in found)


def test_on_its_last_day_a_quote_stands():
    """The other side of the edge."""
    assert check_quote(quote(line()), on=ON) == ()


def test_what_is_taken_off_needs_no_brand():
    """A reduction of the doors is no door."""
    off = line(component="finished_goods", quantity=-1)
    assert check_quote(quote(off), on=ON) == ()
    gift = line(component="finished_goods", unit_price=Money(0))
    assert [one.code for one in check_quote(quote(gift), on=ON)] == ["quote.material"]


def test_the_lines_of_a_fee_keep_their_rows():
    """The customer asks why, and the paper must know."""
    tariff = Tariff(
        id="t",
        revision=1,
        source="",
        rounding="half_up",
        rows=(
            Charge(id="design", of=("area",), bands=(Band(rate=Money(333)),)),
            Charge(id="vat", kind="tax", of=("design",), bands=(Band(share=Fraction(6, 100)),)),
            Charge(id="in_it", kind="tax_included", of=("vat",), bands=(Band(share=Fraction(1)),)),
        ),
    )
    fee = price(tariff, {"area": Decimal("1.5")}, area_basis="inner", on=ON)
    lines = priced_lines(fee, group="design", component="design_fee")
    assert [(one.id, one.rule) for one in lines] == [
        ("design.design", "t@1#design"),
        ("design.vat", "t@1#vat"),
    ]
    assert quote(*lines).total == fee.amount
    assert check_quote(quote(*lines), on=ON) == ()


def test_a_quote_its_chain_and_its_floors_are_the_same_after_toml():
    """A host stores them as they are, and a company edits chain and floors as files."""
    one = quote(line(), line("l2", material=TILES, quantity=Decimal("1.50")))
    limits = (PriceFloor(item="a", price=Money(1)), PriceFloor(item="b", share=Fraction(4, 5)))
    floors = PriceFloors(id="f", revision=1, source="", given_by="engineering", floors=limits)
    for thing in (one, presets.price_form, floors):
        assert from_toml(to_toml(thing), type(thing)) == thing


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"id": ""}, ("value.missing", "id")),
        ({"lines": ()}, ("value.missing", "lines")),
        ({"revision": 0}, ("value.type", "revision")),
        ({"lines": (line(), line())}, ("quote.twice", "lines[1].id")),
        ({"valid_through": ON - timedelta(days=1)}, ("quote.valid", "valid_through")),
    ],
)
def test_a_quote_that_says_nothing_sensible_is_malformed(told, error):
    """Two lines of one id could not be told apart in an objection."""
    with pytest.raises(Malformed) as caught:
        quote(line(), **told)
    assert (caught.value.code, caught.value.field) == error
