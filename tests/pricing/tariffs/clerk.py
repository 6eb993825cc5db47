"""Tables as files, with cases as a clerk reads them off: read, priced, and compared."""

import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from renoflow.codec import from_data
from renoflow.errors import Refused
from renoflow.money import total, yuan
from renoflow.pricing import Tariff, price

CURRENCY = " CNY"
TOLD = ("base", "tax_included", "credit")


def tables(folder):
    """The files of *folder*, by their names."""
    files = sorted(folder.glob("*.toml"))
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}


def tariff(table):
    return from_data(table["tariff"], Tariff)


def measure(value, *, chosen):
    if isinstance(value, int) or chosen:
        return value
    return yuan(value.removesuffix(CURRENCY)) if value.endswith(CURRENCY) else Decimal(value)


def asked(table, case):
    """What the tariff of *table* comes to in *case*."""
    one = tariff(table)
    choices = {choice.name for choice in one.choices}
    told = {key: measure(value, chosen=key in choices) for key, value in case["given"].items()}
    within = Fraction(case["within"]) if "within" in case else None
    basis = case.get("area_basis", "inner")
    return price(one, told, area_basis=basis, on=date(2024, 3, 1), within=within)


def check(table, case):
    """Line by line, to the smallest unit; or refused, with every reason."""
    if "refused" in case:
        with pytest.raises(Refused) as caught:
            asked(table, case)
        assert [one.code for one in caught.value.objections] == case["refused"]
        named = f"{tariff(table).name}#"
        assert all(one.rule.startswith(named) for one in caught.value.objections)
        return
    found = asked(table, case)
    assert {one.row: one.amount for one in found.lines} == {
        row: yuan(amount) for row, amount in case["lines"].items()
    }
    assert found.amount == total(one.amount for one in found.lines if one.kind not in TOLD)
    if "total" in case:
        assert found.amount == yuan(case["total"])
