"""Rate cards and the design fee."""

import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.errors import Malformed
from renoflow.money import Money, Rounding, format_yuan
from renoflow.pricing import (
    TIERS,
    Rate,
    RateCard,
    Surcharge,
    check_fee,
    contract_type,
    design_fee,
    presets,
    tier,
)
from renoflow.timeline import Timeline
from tests.reference import pricing as slow
from tests.reference.money import rounded

CARD = presets.steward_rate_card
ON = date(2024, 3, 1)
ROUNDINGS = get_args(Rounding)
areas = st.integers(1, 2000) | st.decimals(
    "0.0001", "999.9999", places=4, allow_nan=False, allow_infinity=False
)


def fee(card=CARD, **told):
    asked = {
        "tier": "ordinary",
        "area": Decimal(100),
        "area_basis": "building",
        "rounding": "half_up",
        "on": ON,
        **told,
    }
    return design_fee(card, **asked)


def refused(call, *args, **kwargs):
    with pytest.raises(Malformed) as caught:
        call(*args, **kwargs)
    assert caught.value.sentence("en")
    assert caught.value.sentence("zh")
    return caught.value.code, caught.value.field


# --- words ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*TIERS, *TIERS.values()])
def test_a_tier_is_read_by_its_code_and_by_its_chinese_name(name):
    """A clerk writes 主任 and a program director; both mean one row."""
    assert tier(name) == tier(TIERS[tier(name)])


@pytest.mark.parametrize("word", ["Director", "", "总监", "a6", None, 3])
def test_another_word_is_no_tier(word):
    """A guess would price the wrong designer."""
    assert refused(tier, word, field="row[2].tier") == ("value.choice", "row[2].tier")


def test_a_contract_type_is_read_by_its_code_and_by_its_chinese_name():
    """Without it 主材合同 on a form would need a table in every host."""
    assert contract_type("主材合同") == contract_type("main_materials") == "main_materials"
    assert refused(contract_type, "设计合同") == ("value.choice", "type")


# --- the card ---------------------------------------------------------------------------


def card(**told):
    row = Rate(tier="director", per_m2=Money(1))
    return RateCard(**{"id": "ours", "revision": 1, "source": "", "rates": (row,), **told})


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"id": ""}, ("value.missing", "id")),
        ({"rates": ()}, ("value.missing", "rates")),
        ({"revision": 0}, ("value.type", "revision")),
        ({"revision": True}, ("value.type", "revision")),
        (
            {"rates": (Rate(tier="director", per_m2=Money(1)),) * 2},
            ("card.twice", "rates[1].tier"),
        ),
        (
            {"rates": (Rate(tier="director", per_m2=Money(-1)),)},
            ("card.negative", "rates[0].per_m2"),
        ),
        ({"a6": Surcharge(per_m2=Money(-1))}, ("card.negative", "a6.per_m2")),
    ],
)
def test_a_card_that_says_nothing_sensible_is_malformed(told, error):
    """A card with two prices for one tier would answer by the order of its rows."""
    assert refused(card, **told) == error


def test_a_card_may_give_work_away():
    """Zero is a price; only less than zero is a slip."""
    free = card(rates=(Rate(tier="director", per_m2=Money(0)),), a6=Surcharge(per_m2=Money(0)))
    assert fee(free, tier="director", a6=True).amount == Money(0)


# --- the fee ----------------------------------------------------------------------------


@given(st.sampled_from(list(TIERS)), areas, st.booleans(), st.sampled_from(ROUNDINGS))
def test_a_fee_is_rate_and_surcharge_times_area_rounded_once(name, area, a6, rounding):
    """Without it two roundings, or a float, could move a fen."""
    want = slow.design_fee(name, area, a6, rounding)
    asked = {"tier": name, "area": area, "a6": a6, "rounding": rounding}
    if want is None:
        assert refused(fee, **asked) == ("money.inexact", "area")
    else:
        assert fee(**asked).amount == Money(want)


@given(st.sampled_from(list(TIERS)), areas, st.booleans(), st.sampled_from(ROUNDINGS[1:]))
def test_the_trace_of_a_fee_gives_its_amount_again(name, area, a6, rounding):
    """A fee that cannot be recomputed from its reasons cannot be argued about."""
    one = fee(tier=name, area=area, a6=a6, rounding=rounding)
    rate, *surcharge, product = one.reasons
    assert rate.rule == f"steward_rate_card@1#{name}"
    assert rate.get("tier") == one.tier == name
    assert [row.rule for row in surcharge] == ["steward_rate_card@1#a6"] * one.a6
    assert product.rule == "steward_rate_card@1"
    assert product.get("per_m2") == format_yuan(one.per_m2)
    exact = Fraction(one.per_m2.fen) * Fraction(product.get("area"))
    assert one.amount.fen == rounded(exact, product.get("rounding"))
    assert product.get("amount") == format_yuan(one.amount)
    assert (product.get("area_basis"), product.get("on")) == ("building", ON)


def test_the_area_basis_changes_no_number():
    """FEE-01 does not say which area; to compute with it would invent a rule."""
    inner = fee(area_basis="inner")
    assert inner.amount == fee().amount
    assert inner.area_basis == "inner"
    assert refused(fee, area_basis="usable") == ("value.choice", "area_basis")


@pytest.mark.parametrize("name", ["area_basis", "rounding", "on", "area", "tier"])
def test_what_no_source_says_has_no_default(name):
    """A silent default would be a rule that nobody published."""
    told: dict[str, Any] = {
        "tier": "ordinary",
        "area": 1,
        "area_basis": "inner",
        "rounding": "half_up",
        "on": ON,
    }
    del told[name]
    with pytest.raises(TypeError, match=name):
        design_fee(CARD, **told)


@pytest.mark.parametrize(
    ("area", "error"),
    [
        (0, ("area.positive", "area")),
        (Decimal("-0.01"), ("area.positive", "area")),
        (Decimal("NaN"), ("value.type", "area")),
        (Decimal("sNaN"), ("value.type", "area")),
        (Decimal("Infinity"), ("value.type", "area")),
        (100.5, ("value.type", "area")),
        (True, ("value.type", "area")),
        ("100", ("value.type", "area")),
        (Decimal("1E+60"), ("money.ratio", "area")),
    ],
)
def test_an_area_that_is_none_is_malformed(area, error):
    """A float would bring its error into money, and zero m2 is a slip of the form."""
    assert refused(fee, area=area) == error


def test_the_smallest_area_is_priced():
    """The other side of zero."""
    assert fee(area=Decimal("0.01")).amount == Money(30)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"rounding": "bankers"}, ("value.choice", "rounding")),
        ({"tier": "主任"}, ("value.choice", "tier")),
        ({"a6": "no"}, ("value.type", "a6")),
        ({"a6": 1}, ("value.type", "a6")),
        ({"on": datetime(2024, 3, 1, tzinfo=UTC)}, ("value.type", "on")),
        ({"on": "2024-03-01"}, ("value.type", "on")),
    ],
)
def test_a_wrong_word_is_malformed_and_says_where(told, error):
    """Text such as "no" for A6 is true to Python and would charge the surcharge."""
    assert refused(fee, **told) == error


def test_a_tier_that_the_card_does_not_offer_has_no_price():
    """Without it a missing row would have to be guessed."""
    assert refused(fee, card()) == ("value.choice", "tier")


def test_a_card_without_a6_prices_none():
    """A6 for nothing would be a discount."""
    assert refused(fee, card(), tier="director", a6=True) == ("fee.a6", "a6")


RISEN = attrs.evolve(
    CARD,
    revision=2,
    rates=(Rate(tier="ordinary", per_m2=Money(40_00)), *CARD.rates[1:]),
)
CARDS = Timeline(rows=((date(2024, 1, 1), CARD), (date(2024, 7, 1), RISEN)))


@pytest.mark.parametrize(
    ("on", "card_name", "amount"),
    [
        (date(2024, 1, 1), "steward_rate_card@1", 3000_00),
        (date(2024, 6, 30), "steward_rate_card@1", 3000_00),
        (date(2024, 7, 1), "steward_rate_card@2", 4000_00),
    ],
)
def test_the_card_in_force_on_the_day_of_the_agreement_decides(on, card_name, amount):
    """A later price list must not change what was agreed."""
    one = fee(CARDS, on=on)
    assert (one.card, one.amount, one.on) == (card_name, Money(amount), on)


def test_before_the_first_card_nothing_is_priced():
    """The first card does not reach back."""
    assert refused(fee, CARDS, on=date(2023, 12, 31)) == ("timeline.before", "at")


# --- strictness -------------------------------------------------------------------------


@given(st.integers(-200, 200))
def test_any_difference_is_an_objection_that_tells_it(more):
    """FEE-03 is strict both ways: a fen less is a discount, a fen more an overcharge."""
    due = fee()
    found = check_fee(due.amount + Money(more), due)
    if more == 0:
        assert found == ()
    else:
        (one,) = found
        assert (one.code, one.rule) == ("fee.differs", "FEE-03")
        assert one.get("difference") == format_yuan(Money(more))
        assert one.get("due") == "3,000.00"
        assert one.get("charged") == format_yuan(due.amount + Money(more))


def test_a_fee_survives_pickling():
    """Hosts hand records to other processes."""
    assert pickle.loads(pickle.dumps(fee(a6=True))) == fee(a6=True)  # noqa: S301 - what was pickled a moment ago
