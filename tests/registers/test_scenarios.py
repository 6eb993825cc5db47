"""What a scenario may say beside the verdict: one case of several records, pay, disputes, turns."""

import pytest

from renoflow.attribution import open_court
from renoflow.calendars import china
from renoflow.codec import from_toml
from renoflow.attribution import Policy
from renoflow.errors import Malformed
from renoflow.registers.scenarios import differences, read_scenarios, shared_answers

POLICY = """
type = "policy.v1"
id = "p"
revision = 1
source = "handbook"
days = "end"
identity = { keys = [{ field = "phone", strength = "certain" }, { field = "home", strength = "likely" }] }
deciders = [{ role = "head", until = "always" }]

[[claims]]
basis = "filed"
opens = { fact = "filing" }

[[grounds]]
id = "first"
pick = { claims = "filed" }

[[terms]]
id = "fee"
base = { facts = { fact = "deal" }, take = "each", given = "profit" }
rate = "1/3"
rounding = "half_up"
when = [{ fact = "completion" }]
reversals = [{ id = "back", on = { fact = "cancellation" }, part = "1/2" }]

[ladder]
id = "two"
zh = "两级"
levels = [{ role = "manager", zh = "经理", until = "always" }, { role = "head", zh = "总监", until = "always" }]

[[rotas]]
id = "hall"
counts = { fact = "visit" }
who = "received_by"
skips = [{ id = "away", place = "keeps", during = { start = { fact = "turn", change = "absent" }, stop = { fact = "turn", change = "present" } } }]
"""
COURT = open_court(from_toml(POLICY, Policy), china)
CASES = """
[[case]]
name = "one phone, two records"
rule = "1"
at = 2024-03-10
customer = "k2"
facts = [
  { fact = "filing", at = 2024-03-01T10:00:00, customer = "k1", by = "ann", medium = "form", phone = "13800000001" },
  { fact = "filing", at = 2024-03-02T10:00:00, customer = "k2", by = "bo", medium = "form", phone = "13800000001", home = "1-101" },
  { fact = "filing", at = 2024-03-03T10:00:00, customer = "k3", by = "cy", medium = "form", phone = "13900000002" },
]
expect = { row = "first", owner = "ann", records = ["k1", "k2"], doubts = [], kin = [], cases = [["k1", "k2"], ["k3"]] }

[[case]]
name = "one flat, two phones: likely, and so in doubt"
rule = "1"
at = 2024-03-10
customer = "k1"
facts = [
  { fact = "filing", at = 2024-03-01T10:00:00, customer = "k1", by = "ann", medium = "form", phone = "13800000001", home = "1-101" },
  { fact = "filing", at = 2024-03-02T10:00:00, customer = "k2", by = "bo", medium = "form", phone = "13900000002", home = "1-101" },
]
expect = { row = "identity", records = ["k1"], doubts = ["k2"], cases = [["k1"], ["k2"]] }

[[case]]
name = "to the fen, and half of it taken back"
rule = "2"
at = 2024-03-31
amounts = { profit = "100.00" }
facts = [
  { fact = "filing", at = 2024-03-01T10:00:00, by = "ann", medium = "form" },
  { fact = "deal", at = 2024-03-02T10:00:00 },
  { fact = "completion", at = 2024-03-03T10:00:00 },
  { fact = "cancellation", at = 2024-03-04T10:00:00 },
]
expect = { row = "first", pay = { ann = { earned = "33.33", reversed = "16.67", due = "16.66" } }, lines = [{ term = "fee", to = "ann", on = "f2", base = "100.00", earned = "33.33" }], kept = [], unpaid = [] }

[[case]]
name = "not finished: nothing is earned"
rule = "2"
at = 2024-03-31
amounts = { profit = "100.00" }
facts = [
  { fact = "filing", at = 2024-03-01T10:00:00, by = "ann", medium = "form" },
  { fact = "deal", at = 2024-03-02T10:00:00 },
]
expect = { pay = {}, lines = [] }

[[case]]
name = "the manager has it"
rule = "3"
at = 2024-03-31
facts = [
  { fact = "filing", at = 2024-03-01T10:00:00, by = "ann", medium = "form" },
  { fact = "dispute", at = 2024-03-02T10:00:00, claims = ["ann", "bo"] },
]
expect = { disputes = [{ id = "f2", status = "open", level = "manager", decider = "manager", due = "", open = true, objections = [] }] }

[[case]]
name = "nobody disputes"
rule = "3"
at = 2024-03-31
facts = [{ fact = "filing", at = 2024-03-01T10:00:00, by = "ann", medium = "form" }]
expect = { disputes = [] }

[[case]]
name = "whose turn it is, while one is away"
rule = "4"
at = 2024-03-01T12:00:00
order = ["ann", "bo", "cy"]
facts = [
  { fact = "visit", at = 2024-03-01T10:00:00, received_by = "ann" },
  { fact = "turn", at = 2024-03-01T11:00:00, party = "bo", change = "absent" },
]
expect = { turn = { rota = "hall", next = "cy", line = ["bo", "cy", "ann"], out = ["bo"] } }
"""
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
