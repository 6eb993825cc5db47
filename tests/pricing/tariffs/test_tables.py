"""Tables as a company would publish them: read from TOML, priced, and written back."""

from pathlib import Path

import pytest

from renoflow.codec import from_toml, to_toml
from renoflow.pricing import Tariff, lint_tariff
from tests.pricing.tariffs import clerk

TABLES = clerk.tables(Path(__file__).parent / "tables")
CASES = [(name, case) for name, table in TABLES.items() for case in table["case"]]


def tariff(name):
    return clerk.tariff(TABLES[name])


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}: {c['name']}" for n, c in CASES])
def test_a_published_table_comes_to_its_amounts(name, case):
    """Each file says in yuan what a clerk reads off the table; a fen more is a dispute."""
    assert clerk.check(TABLES[name], case) is None


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_same_after_toml(name):
    """A company edits its table as a file; writing it out must change nothing."""
    one = tariff(name)
    assert from_toml(to_toml(one), Tariff) == one


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("base_and_share", []),
        ("between_points", []),
        ("slices_by_value", []),
        ("whole_by_area", []),
        (
            "package_by_area",
            [("tariff.gap", "package@1#plan[1]"), ("tariff.falls", "package@1#large[2]")],
        ),
    ],
)
def test_what_is_odd_in_a_table_is_told(name, odd):
    """A company hears of its own steps before a customer does."""
    assert [(one.code, one.rule) for one in lint_tariff(tariff(name))] == odd
