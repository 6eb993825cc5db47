"""The design agreement: kinds, terms, total."""

from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest

from renoflow.errors import Malformed, Refused
from renoflow.facts import Kind, agreement, contract, fact
from renoflow.facts import records as told
from renoflow.money import Money
from renoflow.pricing import (
    AGREEMENT_KINDS,
    TIERS,
    AgreementTerms,
    agreement_total,
    contract_for,
    contract_totals,
    design_fee,
    missing_terms,
    presets,
    priced_as,
    terms_of,
)

ON = date(2024, 3, 1)


@pytest.mark.parametrize("tier", TIERS)
def test_the_eight_priced_combinations_are_four_tiers_with_and_without_a6(tier):
    """X-16: five kinds on paper, eight prices."""
    assert priced_as(tier) == priced_as(tier, tier) == (tier, False)
    assert priced_as("a6", tier) == (tier, True)


def test_there_are_five_kinds():
    """CON-01 says five, and A6 is the fifth."""
    assert list(AGREEMENT_KINDS.values()) == ["普通", "优秀", "副主任", "主任", "A6"]


@pytest.mark.parametrize(
    ("kind", "tier", "error"),
    [
        ("gold", None, ("value.choice", "kind")),
        ("a6", "gold", ("value.choice", "tier")),
        ("director", "gold", ("value.choice", "tier")),
        ("director", "excellent", ("agreement.tier", "tier")),
    ],
)
def test_a_kind_that_contradicts_itself_is_malformed(kind, tier, error):
    """Picking one of two tiers would price by chance."""
    with pytest.raises(Malformed) as caught:
        priced_as(kind, tier)
    assert (caught.value.code, caught.value.field) == error
    assert caught.value.sentence("zh")


FULL: dict[str, Any] = {
    "rendering": "charged",
    "rendering_fee": Money(1),
    "scheme_talk_on": ON,
    "expected_start_on": ON,
}


@pytest.mark.parametrize(
    ("rendering", "fee", "code"),
    [
        (None, None, "agreement.rendering"),
        (None, Money(5), "agreement.rendering"),
        ("charged", None, "agreement.rendering_fee"),
        ("charged", Money(0), "agreement.rendering_fee"),
        ("charged", Money(-1), "agreement.rendering_fee"),
        ("charged", Money(1), None),
        ("not_charged", None, None),
        ("not_charged", Money(0), None),
        ("not_charged", Money(1), "agreement.rendering_free"),
        ("not_charged", Money(-1), "agreement.rendering_free"),
    ],
)
def test_the_rendering_fee_is_fixed_one_way_or_the_other(rendering, fee, code):
    """FEE-04 wants no quarrel later: an amount exactly if it is charged."""
    terms = AgreementTerms(**{**FULL, "rendering": rendering, "rendering_fee": fee})
    assert [one.code for one in missing_terms(terms)] == [code][: code is not None]


def test_everything_missing_is_told_at_once():
    """Being sent back three times for three fields is what people hate."""
    found = missing_terms(AgreementTerms())
    assert [(one.code, one.rule) for one in found] == [
        ("agreement.rendering", "CON-02"),
        ("agreement.scheme_talk", "CON-02"),
        ("agreement.expected_start", "CON-02"),
    ]


def test_a_fact_and_its_terms_are_judged_alike_and_only_the_fact_is_cited():
    """Two doors to one rule would drift apart."""
    for names in product(*[(name, None) for name in FULL]):
        given: dict[str, Any] = {name: FULL[name] for name in names if name}
        signed = agreement("a1", at=ON, tier="director", **given)
        of_fact, of_terms = missing_terms(signed), missing_terms(terms_of(signed))
        assert terms_of(signed) == AgreementTerms(**given)
        assert [one.code for one in of_fact] == [one.code for one in of_terms]
        assert {one.facts for one in of_fact} <= {("a1",)}
        assert {one.facts for one in of_terms} <= {()}


def test_a_term_recorded_as_none_is_missing():
    """CON-02 wants it fixed; "none" fixes nothing."""
    signed = agreement("a1", at=ON, tier="director", **dict.fromkeys(FULL))
    assert terms_of(signed) == AgreementTerms()


def test_a_field_of_another_type_is_not_read_as_a_day():
    """A host may declare the field as an instant; its hour must not slip into a day."""
    field = told.Field(name="scheme_talk_on", zh="日", type="instant")
    kinds = {"agreement": Kind(name="agreement", zh="协议", fields=(field,))}
    signed = fact(
        "a1",
        "agreement",
        at=ON,
        kinds=kinds,
        scheme_talk_on=datetime(2024, 3, 1, tzinfo=UTC),
    )
    assert terms_of(signed) == AgreementTerms()


def fee():
    return design_fee(
        presets.steward_rate_card,
        tier="excellent",
        area=100,
        area_basis="inner",
        rounding="exact",
        on=ON,
    )


def test_the_total_is_both_fees():
    """FEE-04: what the customer signs for is one sum."""
    assert agreement_total(fee(), AgreementTerms(**FULL)) == Money(6000_01)
    assert agreement_total(fee(), AgreementTerms(rendering="not_charged")) == Money(6000_00)


def test_there_is_no_total_while_the_rendering_fee_is_open():
    """Nothing for an unknown fee would be a promise."""
    with pytest.raises(Refused) as caught:
        agreement_total(fee(), AgreementTerms(rendering="charged"))
    assert caught.value.code == "agreement.incomplete"
    assert [one.rule for one in caught.value.objections] == ["FEE-04"]
    assert "FEE-04" in caught.value.sentence("zh")


# --- contracts ----------------------------------------------------------------------------


def signed(id_, type_, fen=None):
    return contract(id_, at=ON, type=type_, amount=Money(fen) if fen is not None else None)


def test_contracts_of_a_type_add_up_and_an_untold_amount_leaves_the_component_out():
    """A sum without the contract whose amount nobody told would be too small."""
    facts = [
        signed("c1", "construction", 5),
        signed("c2", "main_materials"),
        signed("c3", "construction", 7),
        signed("c4", "main_materials", 9),
        agreement("a1", at=ON, tier="director"),
    ]
    assert contract_totals(facts) == {"works": Money(12)}
    assert contract_totals(reversed(facts)) == {"works": Money(12)}


def test_a_contract_of_a_type_that_the_host_added_is_no_component():
    """A host's own kind of contract is its own business."""
    kinds = {
        "contract": Kind(
            name="contract", zh="合同", fields=(told.Field(name="type", zh="类", type="code"),)
        )
    }
    added = fact("c1", "contract", at=ON, kinds=kinds, type="soft_furnishing")
    assert contract_totals([added]) == {}


def test_an_item_that_the_table_lacks_is_asked_about():
    """CON-05 does not draw the border; a guess would put it under the wrong contract."""
    with pytest.raises(Malformed) as caught:
        contract_for("doors", presets.steward_items(cabinets="main_materials"))
    assert (caught.value.code, caught.value.field) == ("value.unknown", "item")
