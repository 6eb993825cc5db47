"""Tables as a company would publish them: read from TOML, priced, and written back."""

import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from renoflow.codec import from_data, from_toml, to_toml
from renoflow.errors import Refused
from renoflow.money import total, yuan
from renoflow.pricing import Tariff, lint_tariff, price

FILES = sorted((Path(__file__).parent / "tables").glob("*.toml"))
TABLES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
CASES = [(name, case) for name, table in TABLES.items() for case in table["case"]]
CURRENCY = " CNY"


def tariff(name):
    return from_data(TABLES[name]["tariff"], Tariff)


def measure(value, *, chosen):
    if isinstance(value, int) or chosen:
        return value
    return yuan(value.removesuffix(CURRENCY)) if value.endswith(CURRENCY) else Decimal(value)


def asked(name, case):
    one = tariff(name)
    choices = {choice.name for choice in one.choices}
    told = {key: measure(value, chosen=key in choices) for key, value in case["given"].items()}
    within = Fraction(case["within"]) if "within" in case else None
    return price(one, told, area_basis="inner", on=date(2024, 3, 1), within=within)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}: {c['name']}" for n, c in CASES])
def test_a_published_table_comes_to_its_amounts(name, case):
    """Each file says in yuan what a clerk reads off the table; a fen more is a dispute."""
    if "refused" in case:
        with pytest.raises(Refused) as caught:
            asked(name, case)
        assert [one.code for one in caught.value.objections] == case["refused"]
        assert all(one.rule.startswith(f"{name_of(name)}#") for one in caught.value.objections)
        return
    found = asked(name, case)
    assert {one.row: one.amount for one in found.lines} == {
        row: yuan(amount) for row, amount in case["lines"].items()
    }
    told = (one.amount for one in found.lines if one.kind not in ("tax_included", "credit"))
    assert found.amount == total(told)
    if "total" in case:
        assert found.amount == yuan(case["total"])


def name_of(table):
    return tariff(table).name


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
