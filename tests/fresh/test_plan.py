"""A plan of three parts, one of them due after three working days, to the fen."""

from datetime import date
from fractions import Fraction

import pytest

from renoflow.calendars import china
from renoflow.codec import from_toml, to_toml
from renoflow.money import yuan
from renoflow.pricing import Plan, obligations, schedule
from tests.fresh.north_gate import FIRST, PLAN

TOTAL = yuan("180,000.05")
OURS = schedule(PLAN, {"works": TOTAL})


def test_the_parts_total_the_whole_and_say_who_bore_the_residue():
    amounts = [one.amount for one in OURS.instalments]
    assert amounts == [yuan("63,000.02"), yuan("60,000.02"), yuan("57,000.01")]
    assert sum(one.fen for one in amounts) == TOTAL.fen
    residues = [one.get("residue") for one in OURS.reasons]
    assert residues == [Fraction(1, 4), Fraction(1, 3), Fraction(-7, 12)]
    assert from_toml(to_toml(PLAN), Plan) == PLAN


@pytest.mark.parametrize(
    ("asked", "state", "left"),
    [
        (china.at(2024, 3, 14, 12), "open", "13,000.02"),
        (china.end(date(2024, 3, 14)), "open", "13,000.02"),  # the third working day
        (china.at(2024, 3, 15), "missed", "13,000.02"),
        (china.at(2024, 3, 15, 12), "met_late", "63,000.02"),
    ],
)
def test_signing_is_due_after_three_working_days(asked, state, left):
    (signing,) = obligations(OURS, FIRST, china, at=asked)
    assert signing.due == china.end(date(2024, 3, 14))
    assert (signing.state, signing.amount) == (state, yuan(left))


def test_one_fen_is_missing_at_the_end_of_the_month():
    found = obligations(OURS, FIRST, china, at=china.at(2024, 3, 31))
    assert [(one.rule, one.state, one.amount) for one in found] == [
        ("three_steps@1#stripping", "missed", yuan("0.01")),
        ("three_steps@1#handover", "open", yuan("57,000.01")),
        ("three_steps@1#signing", "met_late", yuan("63,000.02")),
    ]
