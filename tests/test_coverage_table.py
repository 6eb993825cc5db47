"""The table of rules: current, and every rule that is said to be here is here."""

import pytest
from tools import coverage_table

TABLE = coverage_table.table()
RULES = [line.split("|")[0].strip() for line in coverage_table.RULES.strip().splitlines()]
WORDS = {"judged", "priced", "required", "due", "recorded", "permitted", "figured", "listed"}


def test_the_table_is_current():
    """An old table tells people where a rule no longer is: run python -m tools.coverage_table."""
    assert coverage_table.PAGE.read_text(encoding="utf-8") == TABLE


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_somewhere_and_has_a_case(rule):
    """A rule that nothing shows is a promise."""
    (row,) = [one for one in TABLE.splitlines() if one.startswith(f"| {rule} |")]
    _, _, _, became, where, cases, _ = (part.strip() for part in row.split("|"))
    assert became in WORDS
    assert where != "-"
    assert cases != "-"


def test_every_rule_of_a_case_is_in_the_table():
    """A case of a rule that nobody listed would be shown nowhere."""
    assert {rule for rule in coverage_table.cases() if rule not in RULES} == set()
