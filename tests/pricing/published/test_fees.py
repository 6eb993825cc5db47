"""Published fee tables of several countries, written as data from their texts alone.

Each file says where its figures come from, and which of them are not looked up.
"""

from pathlib import Path

import pytest

from renoflow.codec import from_toml, to_toml
from renoflow.pricing import Tariff, lint_tariff
from renoflow.words import text
from tests.pricing.tariffs import clerk

TABLES = clerk.tables(Path(__file__).parent / "fees")
CASES = [(name, case) for name, table in TABLES.items() for case in table["case"]]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}: {c['name']}" for n, c in CASES])
def test_a_table_comes_to_what_its_text_says(name, case):
    """A table that data cannot say would be kept in somebody's head again."""
    assert clerk.check(TABLES[name], case) is None


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_same_after_toml(name):
    """Formulas, conditions and points survive the file that a company edits."""
    one = clerk.tariff(TABLES[name])
    assert from_toml(to_toml(one), Tariff) == one


ODD = {
    "china_design_2002": ["tariff.total_falls"],
    "china_studio_surcharges": ["tariff.falls"],
    "delaware_schedule": ["tariff.gap", *["tariff.falls"] * 4] * 2,
    "germany_hoai_35": [],
    "italy_parameters": [],
    "japan_studio_shares": ["tariff.falls"] * 14,
}


@pytest.mark.parametrize("name", TABLES)
def test_what_is_odd_in_a_published_table_is_told(name):
    """Where more costs less a customer finds it; and a sound table must raise no alarm."""
    found = lint_tariff(clerk.tariff(TABLES[name]))
    assert [one.code for one in found] == ODD.get(name, [])
    assert all(text(one, lang) for one in found for lang in ("en", "zh"))
