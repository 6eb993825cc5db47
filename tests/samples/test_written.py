"""The thirty hand-written customers."""

import re

import attrs
import pytest

from renoflow.attribution import gather
from renoflow.calendars import china
from renoflow.samples import cases
from renoflow.testing.scenarios import differences, read_scenarios
from tests.attribution.scenarios import court_of

CASES = read_scenarios(cases(), china)


@pytest.mark.parametrize("one", CASES, ids=[one.name for one in CASES])
def test_a_customer_is_whose_the_file_says(one):
    """A wrong answer in the demo data would teach the policy wrongly."""
    assert differences(one, court_of(one)) == ()


def test_there_are_thirty_numbered_in_order():
    """A case lost on the way would leave a gap that nobody sees."""
    assert [one.name.partition(".")[0] for one in CASES] == [str(n) for n in range(1, 31)]


def test_every_row_of_the_policy_but_none_decides_some_case():
    """A row that no case shows would be read by nobody."""
    court = court_of(CASES[0])
    shown = {one.expect["row"] for one in CASES}
    assert shown == {row.id for row in court.policies.grounds}


def test_the_cards_of_one_case_are_one_customer():
    """Two cards with one phone are one customer, and no two cases share a card or a phone."""
    court = court_of(CASES[0])
    facts = [
        attrs.evolve(
            fact,
            id=f"{one.name}:{fact.id}",
            customer=one.facts[0].customer if fact.customer is None else fact.customer,
            fields=tuple(
                (name, f"{one.name}:{value}" if name == "of" else value)
                for name, value in fact.fields
            ),
        )
        for one in CASES
        for fact in one.facts
    ]
    gathered = {case.records for case in gather(facts, court.policies.identity, china)}
    assert gathered == {
        tuple(sorted({fact.customer for fact in one.facts if fact.customer})) for one in CASES
    }


def test_every_phone_number_is_made_up():
    """A number in shipped data might ring with somebody."""
    numbers = re.findall(r'phone = "([^"]*)"', cases())
    assert numbers
    assert all(re.sub(r"\D", "", n).removeprefix("86").startswith("139000000") for n in numbers)
