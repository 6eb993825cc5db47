"""What a scenario may say beside the verdict: gathered records, pay, disputes, turns."""

from pathlib import Path

import pytest

from renoflow.attribution import Policy, open_court
from renoflow.calendars import china
from renoflow.codec import from_toml
from renoflow.errors import Malformed
from renoflow.registers.scenarios import differences, read_scenarios, shared_answers

FOLDER = Path(__file__).parent / "scenarios"
POLICY = (FOLDER / "policy.toml").read_text(encoding="utf-8")
COURT = open_court(from_toml(POLICY, Policy), china)
CASES = (FOLDER / "cases.toml").read_text(encoding="utf-8")
READ = read_scenarios(CASES, china)


@pytest.mark.parametrize("one", READ, ids=[one.name for one in READ])
def test_what_a_case_says_is_asserted(one):
    """Without it a company could write down who owns, and not what he is paid."""
    assert differences(one, COURT) == ()


@pytest.mark.parametrize(
    ("place", "old", "new", "name"),
    [
        (0, 'records = ["k1", "k2"]', 'records = ["k2"]', "records"),
        (0, '["k3"]] }', "[]] }", "cases"),
        (1, 'doubts = ["k2"]', "doubts = []", "doubts"),
        (2, 'earned = "33.33", rev', 'earned = "33.34", rev', "pay"),
        (2, "pay = { ann", "pay = { bo", "pay"),
        (2, 'on = "f2"', 'on = "f3"', "lines"),
        (2, "kept = []", 'kept = ["residue 0.01"]', "kept"),
        (4, 'level = "manager"', 'level = "head"', "disputes"),
        (6, 'next = "cy"', 'next = "bo"', "turn"),
        (6, 'out = ["bo"]', "out = []", "turn"),
    ],
)
def test_what_comes_out_otherwise_is_told(place, old, new, name):
    """An assertion that holds whatever happens would prove nothing."""
    assert CASES.count(old) >= 1
    one = read_scenarios(CASES.replace(old, new), china)[place]
    (found,) = differences(one, COURT)
    assert found.startswith(f"{name}: expected")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('customer = "k2"\n', 'customer = "k9"\n', "customer"),
        ('rota = "hall", ', 'rota = "floor", ', "expect.turn.rota"),
        ("expect = { disputes = [] }", "expect = { firmness = 'final' }", "expect.row"),
        ("expect = { disputes = [] }", "expect = { quarrels = [] }", "expect.row"),
        ("expect = { disputes = [] }", "expect = { row = 'x', quarrels = [] }", "expect.quarrels"),
    ],
)
def test_what_nothing_answers_is_refused(old, new, field):
    """A misspelt expectation would never be looked at."""
    with pytest.raises(Malformed) as caught:
        for one in read_scenarios(CASES.replace(old, new), china):
            differences(one, COURT)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("amounts", "field"),
    [('amounts = "1.00"', "case[2].amounts"), ('amounts = { a = "x" }', "case[2].amounts.a")],
)
def test_amounts_that_cannot_be_read_are_refused(amounts, field):
    """Pay by an amount that nobody wrote would be invented."""
    with pytest.raises(Malformed) as caught:
        read_scenarios(CASES.replace('amounts = { profit = "100.00" }', amounts), china)
    assert caught.value.field == field


def test_what_a_file_gives_to_all_is_told():
    """Without it the command could not fill in the policy before it reads the cases."""
    assert shared_answers("with = { a = 1 }") == {"a": 1}
    with pytest.raises(Malformed, match="TOML"):
        shared_answers("with = {")
