"""Prices below the list, and how low they may go."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.errors import Malformed
from renoflow.money import Money
from renoflow.pricing import (
    ApprovalChain,
    ApprovalStep,
    Approved,
    PriceApproval,
    PriceFloor,
    PriceFloors,
    check_fee,
    check_floor,
    presets,
)
from renoflow.words import text

DEAL = datetime(2024, 3, 1, 12, tzinfo=UTC)
BEFORE = DEAL - timedelta(hours=1)


@attrs.frozen
class Due:
    amount: Money


DUE = Due(Money(1000))
CHAIN = ApprovalChain(
    id="chain",
    revision=3,
    source="our circular",
    steps=(
        ApprovalStep(id="head", role="head"),
        ApprovalStep(id="director", role="director", beyond=Fraction(1, 10)),
    ),
    by_phone="director",
)


def form(role, price, at=BEFORE, way="form"):
    return PriceApproval(role=role, way=way, at=at, price=Money(price))


def check(charged, *given, chain=CHAIN):
    found = check_fee(
        Money(charged), DUE, approved=Approved(chain=chain, given=given, deal_at=DEAL)
    )
    assert all(text(one, "en") != text(one, "zh") for one in found)
    return [(one.code, one.rule) for one in found]


DIFFERS = ("fee.differs", "FEE-03")
HEAD, DIRECTOR = "chain@3#head", "chain@3#director"


@pytest.mark.parametrize(
    ("charged", "given", "found"),
    [
        (1000, (), []),
        (900, (form("head", 900),), []),
        (900, (form("head", 901),), [DIFFERS, ("price.unapproved", HEAD)]),
        (900, (form("director", 900),), [DIFFERS, ("price.unapproved", HEAD)]),
        (899, (form("head", 899),), [DIFFERS, ("price.unapproved", DIRECTOR)]),
        (899, (form("head", 899), form("director", 899)), []),
        (899, (), [DIFFERS, ("price.unapproved", HEAD), ("price.unapproved", DIRECTOR)]),
        (1001, (form("head", 0), form("director", 0)), [DIFFERS]),
    ],
)
def test_a_chain_asks_for_more_the_lower_the_price(charged, given, found):
    """Exactly a tenth off is the head's; a fen more is the director's too."""
    assert check(charged, *given) == found


def test_a_telephone_call_lets_the_form_follow():
    """Before the deal the call counts, at its instant and after it no more."""
    call = form("director", 950, way="phone")
    late = form("head", 950, at=DEAL + timedelta(days=3))
    assert check(950, call, late) == []
    assert check(950, call) == [DIFFERS, ("price.form_to_follow", HEAD)]
    assert check(950, attrs.evolve(call, at=DEAL), late) == [DIFFERS, ("price.unapproved", HEAD)]
    assert check(950, attrs.evolve(call, role="head"), late)[1:] == [("price.unapproved", HEAD)]
    assert check(950, attrs.evolve(call, price=Money(951)), late)[1:] == [
        ("price.unapproved", HEAD)
    ]
    no_phone = attrs.evolve(CHAIN, by_phone="")
    assert check(950, call, late, chain=no_phone)[1:] == [("price.unapproved", HEAD)]


def test_without_a_chain_nobody_may():
    """FEE-03 is strict; a company that has FEE-09 says so."""
    assert [one.code for one in check_fee(Money(999), DUE)] == ["fee.differs"]


@given(
    st.integers(0, 1200),
    st.lists(st.integers(0, 1100), max_size=3),
    st.lists(st.integers(0, 1100), max_size=3),
)
def test_a_lower_price_stands_exactly_where_all_its_roles_went_as_low(charged, head, director):
    """The second statement: who had to agree, and did he?"""
    given_ = [form("head", price) for price in head] + [form("director", p) for p in director]
    agreed = any(price <= charged for price in head)
    if 1000 - charged > 100:
        agreed = agreed and any(price <= charged for price in director)
    stands = charged == 1000 or (charged < 1000 and agreed)
    assert (check(charged, *given_) == []) is stands


def test_a_chain_says_something_sensible():
    """Two steps of one id could not be told apart in an objection."""
    for told, error in (
        ({"id": ""}, ("value.missing", "id")),
        ({"steps": ()}, ("value.missing", "steps")),
        ({"steps": CHAIN.steps[:1] * 2}, ("tariff.twice", "steps[1].id")),
    ):
        with pytest.raises(Malformed) as caught:
            attrs.evolve(CHAIN, **told)
        assert (caught.value.code, caught.value.field) == error
    with pytest.raises(Malformed, match="zone"):
        form("head", 1, at=datetime(2024, 3, 1))


def test_the_shipped_form_has_its_three_copies():
    """FEE-09 names who keeps one."""
    (step,) = presets.price_form.steps
    assert step.copies == ("accounting", "branch_deputy_manager", "salesperson")


# --- floors -----------------------------------------------------------------------------


def floors(**limit):
    one = PriceFloor(item="doors", **limit)
    return PriceFloors(id="f", revision=1, source="", given_by="engineering", floors=(one,))


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 20))
def test_a_floor_is_a_price_or_a_share_of_the_list(listed, offered, twentieths):
    """At the floor is allowed, a fen below it is not."""
    share = Fraction(twentieths, 20)
    found = check_floor(floors(share=share), [("doors", Money(listed), Money(offered))])
    assert bool(found) is (20 * offered < twentieths * listed)
    fixed = check_floor(floors(price=Money(listed)), [("doors", Money(0), Money(offered))])
    assert bool(fixed) is (offered < listed)


def test_the_objection_tells_the_floor_to_the_fen_above():
    """A third of 100 fen is not a whole fen: 33 is below it and 34 is not."""
    (one,) = check_floor(floors(share=Fraction(1, 3)), [("doors", Money(100), Money(33))])
    assert (one.rule, one.get("floor"), one.get("offered")) == ("FEE-10", "0.34", "0.33")
    assert text(one, "zh") != text(one, "en")


def test_every_item_is_told():
    """All at once, those without a floor too."""
    offers = [("doors", Money(10), Money(1)), ("beds", Money(10), Money(9))]
    found = check_floor(floors(price=Money(5)), offers)
    assert [(one.code, one.get("item")) for one in found] == [
        ("price.below_floor", "doors"),
        ("price.no_floor", "beds"),
    ]


@pytest.mark.parametrize("limit", [{}, {"price": Money(1), "share": Fraction(1)}])
def test_a_floor_is_one_of_the_two(limit):
    """With both nobody would know which."""
    with pytest.raises(Malformed) as caught:
        PriceFloor(item="doors", **limit)
    assert (caught.value.code, caught.value.field) == ("price.floor", "share")
