"""Five plans of pay in the words of their companies, on each side of every edge."""

import attrs
import pytest

from renoflow.attribution import Case, Policy, pay
from renoflow.codec import from_toml, to_toml
from renoflow.money import Money
from renoflow.testing.scenarios import differences
from tests.attribution.pay.plans import PLANS, cases_of, court_of

RUNS = [(plan, case) for plan in PLANS for case in cases_of(plan)]


@pytest.mark.parametrize(
    ("plan", "case"), RUNS, ids=[f"{plan}: {case.name}" for plan, case in RUNS]
)
def test_the_plan_pays_as_its_text_says(plan, case):
    """A company's agents would be paid otherwise than the paper that they signed."""
    whole = attrs.evolve(case, expect={"kept": [], "unpaid": [], **case.expect})
    assert differences(whole, court_of(plan)) == ()
    rows = {term.id for term in court_of(plan).policies.terms}
    rows |= {f"{t.id}/{r.id}" for t in court_of(plan).policies.terms for r in t.reversals}
    assert case.rule in rows


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_is_read_back_as_it_was_written(plan):
    """What a form of an ERP saves must be what the next one opens."""
    policy = court_of(plan).policies
    assert from_toml(to_toml(policy), Policy) == policy
    assert policy.terms


def test_a_reversal_cites_its_row_and_the_fact_that_did_it():
    """Somebody whose money is taken back may ask by which sentence."""
    case = next(one for one in cases_of("channel_partner") if "all is taken back" in one.name)
    (line,) = pay(court_of("channel_partner"), Case("c1", case.facts), at=case.at).lines
    (mirror,) = line.mirrors
    assert mirror.rule == "harbour_partner@1#first_year/cancelled"
    assert mirror.facts == ("f5",)
    assert mirror.amount == line.reversed == Money(3000)
