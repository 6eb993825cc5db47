"""Contracts: the store's names, their totals, and what finance has on file."""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.errors import Malformed
from renoflow.facts import contract, contract_record, measurement
from renoflow.money import Money, format_yuan
from renoflow.pricing import (
    COMPONENTS,
    STORE_CONTRACTS,
    at_capacity,
    check_totals,
    contact_drop,
    contract_totals,
    customer_measures,
    remedies,
    repeat_rate,
    store_contract,
    unregistered,
)
from renoflow.words import text

ON = date(2024, 3, 1)
sums = st.dictionaries(st.sampled_from(list(COMPONENTS)), st.integers(0, 3).map(Money))


@pytest.mark.parametrize("code", STORE_CONTRACTS)
def test_a_store_contract_is_read_by_its_code_and_by_its_chinese_name(code):
    """The store's paper says 委托设计合同, and that is paid as the design fee (X-17)."""
    named, component = store_contract(STORE_CONTRACTS[code])
    assert (named, component) == store_contract(code)
    assert named == code
    assert component in COMPONENTS


def test_another_word_is_no_store_contract():
    """主材合同 is of the other list; to read it here would mix two companies."""
    with pytest.raises(Malformed) as caught:
        store_contract("主材合同", field="row[1]")
    assert (caught.value.code, caught.value.field) == ("value.choice", "row[1]")


@given(sums, sums)
def test_contracts_total_what_was_agreed(signed, agreed):
    """Works only is possible; a contract that nobody agreed to, or for more, is not."""
    found = check_totals(signed, agreed)
    differ = [one for one in signed if signed[one] != agreed.get(one, Money(0))]
    assert [one.get("component") for one in found] == differ
    for one in found:
        component = one.get("component")
        more = signed[component] - agreed.get(component, Money(0))
        assert (one.code, one.rule) == ("contract.total", "CON-05")
        assert one.get("difference") == format_yuan(more)
        assert text(one, "en") != text(one, "zh")


def test_the_contracts_of_a_component_are_added_up():
    """A second contract for more works is part of the works."""
    facts = [
        contract("c1", at=ON, type="construction", amount=Money(100)),
        contract("c2", at=ON, type="construction", amount=Money(20)),
        contract("c3", at=ON, type="main_materials"),
        measurement("m1", at=ON, fee=Money(300)),
    ]
    assert contract_totals(facts) == {"works": Money(120)}
    assert check_totals(contract_totals(facts), {"works": Money(120)}) == ()
    assert [one.facts for one in unregistered(facts)] == [("c1",), ("c2",), ("c3",)]
    facts.append(contract_record("f1", at=ON, of="c2"))
    assert [one.facts for one in unregistered(facts)] == [("c1",), ("c3",)]


def test_a_type_of_the_companys_own_is_no_component():
    """Without it a contract that no plan knows would be paid under one of them."""
    told = contract("c9", at=ON, type="construction", amount=Money(900))
    fields = tuple((one, "smart_home" if one == "type" else value) for one, value in told.fields)
    assert contract_totals([attrs.evolve(told, fields=fields)]) == {}
    assert contract_totals([told]) == {"works": Money(900)}


def test_only_a_party_can_be_in_breach():
    """A typing slip must not hand remedies to the wrong side."""
    assert remedies("company")[0] == "customer"
    with pytest.raises(Malformed) as caught:
        remedies("designer")  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.field) == ("value.choice", "breach_by")


@pytest.mark.parametrize(
    ("satisfied", "cooperates", "breach", "measures"),
    [
        (False, False, False, ("improve",)),
        (None, True, False, ()),
        (True, False, False, ()),
        (True, True, False, ("reward",)),
        (None, False, True, ("sanction", "terminate")),
    ],
)
def test_low_satisfaction_is_never_punished(satisfied, cooperates, breach, measures):
    """X-44: the source would punish a customer who is not satisfied; no library should."""
    found = customer_measures(satisfied=satisfied, cooperates=cooperates, breach=breach)
    assert found == measures


@pytest.mark.parametrize(("after", "flagged"), [(4, False), (3, True)])
def test_a_drop_of_contacts_is_flagged_below_its_measure(after, flagged):
    """Each side of the edge, and no contacts before are no warmth that could be lost."""
    assert bool(contact_drop(8, after, least=Fraction(1, 2))) is flagged
    assert contact_drop(0, 0, least=Fraction(1)) == ()


@pytest.mark.parametrize(("returning", "served"), [(1, 0), (3, 2), (-1, 2), (0, 0)])
def test_a_rate_of_nobody_is_none(returning, served):
    """More came back than were there: a slip of the script."""
    with pytest.raises(Malformed) as caught:
        repeat_rate(returning, served)
    assert caught.value.code == "value.type"


def test_the_edges_of_the_scripts_numbers():
    """None of 25 and all of 25 are rates; 15 of 15 is full."""
    assert (repeat_rate(0, 25), repeat_rate(25, 25)) == (Fraction(0), Fraction(1))
    assert [at_capacity(n, limit=15) for n in (14, 15, 16)] == [False, True, True]
