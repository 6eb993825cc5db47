"""Published deposit limits and stage plans of several countries, written as data.

Each file says where its figures come from, and which of them are not looked up.
"""

from pathlib import Path

import pytest

from renoflow.codec import from_data, from_toml, to_toml
from renoflow.errors import Refused
from renoflow.money import total, yuan
from renoflow.pricing import Plan, schedule
from tests.pricing.tariffs import clerk

PLANS = clerk.tables(Path(__file__).parent / "plans")
CASES = [(name, case) for name, table in PLANS.items() for case in table["case"]]


def plan(name):
    return from_data(PLANS[name]["plan"], Plan)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}: {c['name']}" for n, c in CASES])
def test_a_plan_comes_to_what_its_text_says(name, case):
    """Who asks for a fen above a legal limit pays a fine for it."""
    totals = {component: yuan(one) for component, one in case["totals"].items()}
    exempt = case.get("exempt", ())
    if "refused" in case:
        with pytest.raises(Refused) as caught:
            schedule(plan(name), totals, exempt=exempt)
        assert {one.code for one in caught.value.objections} == set(case["refused"])
        return
    made = schedule(plan(name), totals, exempt=exempt)
    assert {one.part.id: one.amount for one in made.instalments} == {
        part: yuan(amount) for part, amount in case["amounts"].items()
    }
    assert total(one.amount - one.tax for one in made.instalments) == total(totals.values())


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_the_same_after_toml(name):
    """A company edits its plan as a file; writing it out must change nothing."""
    one = plan(name)
    assert from_toml(to_toml(one), Plan) == one
