"""Every worked example of TIER-01, FEE-01..04, CON-01, 02, 05, PAY-01 and 02, as its file says."""

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from renoflow.errors import Refused
from renoflow.facts import agreement, receipt
from renoflow.money import Money, yuan
from renoflow.pricing import (
    CONTRACT_TYPES,
    TIERS,
    agreement_total,
    check_fee,
    collected_by_others,
    contract_for,
    contract_type,
    design_fee,
    first_payment,
    missing_terms,
    presets,
    priced_as,
    terms_of,
    tier,
)
from tests.pricing import asks_contracts, asks_ledger, asks_settlement

FILES = sorted((Path(__file__).parents[1] / "scenarios" / "pricing").glob("*.toml"))
CASES = [
    case for path in FILES for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
ON = date(2024, 3, 1)


def fee(case, name):
    return design_fee(
        presets.steward_rate_card,
        tier=tier(name),
        area=Decimal(case["area"]),
        a6=case.get("a6", False),
        area_basis="building",
        rounding="half_up",
        on=ON,
    )


def ask_tiers_by_fee(case):
    rates = {one: presets.steward_rate_card.rate(one).per_m2 for one in TIERS}
    assert [TIERS[one] for one in sorted(rates, key=rates.__getitem__)] == case["order"]
    assert len(set(rates.values())) == len(TIERS)


def ask_design_fee(case):
    asked = fee(case, case["tier"])
    assert asked.amount == yuan(case["fee"])
    assert asked.card == "steward_rate_card@1"
    row = next(one for one in asked.reasons if one.rule == case["row"])
    assert row.get("source") == case["rule"]
    if "costs_as" in case:
        other = fee({**case, "a6": False}, case["costs_as"])
        assert (other.amount, other.tier, other.a6) == (asked.amount, "excellent", False)
        assert (asked.tier, asked.a6) == ("ordinary", True)


def ask_check_fee(case):
    found = check_fee(yuan(case["charged"]), fee(case, case["tier"]))
    assert [one.code for one in found] == ([case["objection"]] if "objection" in case else [])
    for one in found:
        assert one.rule == case["rule"]
        assert (one.get("due"), one.get("difference")) == (case["due"], case["difference"])


def ask_agreement(case):
    told = {
        name: case[name]
        for name in ("rendering", "scheme_talk_on", "expected_start_on")
        if name in case
    }
    if "rendering_fee" in case:
        told["rendering_fee"] = yuan(case["rendering_fee"])
    signed = agreement("a1", at=ON, tier="excellent", **told)
    found = missing_terms(signed)
    assert [one.code for one in found] == case["missing"]
    assert all((one.rule, one.facts) == (case["rule"], ("a1",)) for one in found)
    if not found:
        designed = fee({"area": "100"}, "excellent")
        assert designed.amount == yuan(case["design_fee"])
        assert agreement_total(designed, terms_of(signed)) == yuan(case["total"])


def ask_agreement_kind(case):
    if "refused" in case:
        with pytest.raises(Refused) as caught:
            priced_as(case["agreement"])
        assert caught.value.code == case["refused"]
        (one,) = caught.value.objections
        assert (one.code, one.rule) == (case["objection"], case["rule"])
    else:
        named, a6 = priced_as(case["agreement"])
        assert not a6
        assert presets.steward_rate_card.rate(named).per_m2 == yuan(case["per_m2"])


def ask_contract(case):
    items = presets.steward_items(cabinets="finished_goods")
    found = contract_for(case["item"], items)
    assert found == contract_type(case["contract"])
    assert CONTRACT_TYPES[found] == case["contract"]
    if case["kind"] == "reading":  # the border is the company's to draw
        other = presets.steward_items(cabinets="main_materials")
        assert contract_for(case["item"], other) == "main_materials"


def ask_first_payment(case):
    def first(credited):
        return first_payment(
            **{
                name: yuan(case.get(name, "0"))
                for name in ("works", "finished_goods", "main_materials")
            },
            credited=credited,
            rounding="half_up",
        )

    asked = first(Money(0))
    assert [one.rule for one in asked.reasons] == [case["rule"]]
    assert asked.due == yuan(case.get("due") or case["due_if_not"])
    if "open" in case:
        assert asked.open == yuan(case["open"])
    for name, amount in case.get("first", {}).items():
        assert getattr(asked, name) == yuan(amount)
    if "deposit" in case:
        assert first(yuan(case["deposit"])).due == yuan(case["due_if_deducted"])
        with pytest.raises(TypeError, match="credited"):  # left open, so it must be said
            first_payment(  # type: ignore[call-arg]
                works=Money(0),
                finished_goods=Money(0),
                main_materials=Money(0),
                rounding="half_up",
            )


def ask_collector(case):
    def paid(role):
        return receipt("r1", at=ON, component="works", amount=Money(1), role=role)

    (one,) = collected_by_others([paid(case["collected_by"])], role="finance")
    assert (one.code, one.rule, one.facts) == (case["objection"], case["rule"], ("r1",))
    assert collected_by_others([paid("finance")], role="finance") == ()


ASKS = {
    name.removeprefix("ask_"): ask
    for name, ask in [
        *globals().items(),
        *vars(asks_contracts).items(),
        *vars(asks_ledger).items(),
        *vars(asks_settlement).items(),
    ]
    if name.startswith("ask_")
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_worked_example_comes_out_as_its_file_says(case):
    """Without it the library could drift from the rules that it is there to hold."""
    ASKS[case["ask"]](case)


def test_every_worked_example_is_there():
    """An example that no file holds would never be tried."""
    assert Counter((case["rule"], case["kind"]) for case in CASES) == {
        ("TIER-01", "text"): 1,
        ("FEE-01", "text"): 3,
        ("FEE-01", "reading"): 1,
        ("FEE-02", "text"): 2,
        ("FEE-03", "text"): 2,
        ("FEE-04", "text"): 2,
        ("CON-01", "text"): 2,
        ("CON-02", "text"): 2,
        ("CON-05", "text"): 1,
        ("CON-05", "reading"): 1,
        ("PAY-01", "text"): 3,
        ("PAY-01", "reading"): 5,
        ("PAY-02", "text"): 2,
        ("PAY-02", "reading"): 8,
        ("PAY-03", "text"): 1,
        ("PAY-03", "reading"): 3,
        ("PAY-04", "reading"): 8,
        ("PAY-06", "reading"): 3,
        ("CON-06", "text"): 1,
        ("CON-06", "reading"): 2,
        ("TIER-08", "text"): 1,
        ("TIER-08", "reading"): 3,
        ("FEE-05", "text"): 1,
        ("FEE-05", "reading"): 1,
        ("FEE-08", "text"): 1,
        ("FEE-08", "reading"): 2,
        ("FEE-09", "text"): 4,
        ("FEE-09", "reading"): 4,
        ("FEE-10", "text"): 1,
        ("FEE-10", "reading"): 2,
        ("CON-08", "text"): 1,
        ("CON-08", "reading"): 1,
        ("CON-09", "text"): 1,
        ("CON-09", "reading"): 1,
        ("CON-10", "reading"): 2,
        ("CON-11", "text"): 1,
        ("CON-12", "text"): 2,
        ("CON-13", "text"): 1,
        ("CON-13", "reading"): 2,
        ("CON-14", "reading"): 2,
        ("CON-15", "text"): 1,
        ("CON-16", "reading"): 1,
        ("CON-17", "reading"): 1,
        ("FEE-06", "reading"): 5,
        ("FEE-07", "reading"): 15,
        ("CMP-01", "text"): 4,
        ("CMP-06", "reading"): 2,
        ("CMP-07", "reading"): 6,
        ("PAY-05", "text"): 1,
        ("PAY-05", "reading"): 3,
    }
