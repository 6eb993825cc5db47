"""What a scenario may say beside the verdict: gathered records, pay, disputes, turns."""

from pathlib import Path

import pytest

from renoflow.attribution import Policy, open_court
from renoflow.calendars import china
from renoflow.codec import from_toml
from renoflow.errors import Malformed
from renoflow.registers.scenarios import (
    differences,
    read_scenarios,
    scenario_calendar,
    shared_answers,
)

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


ONE = """
[[case]]
name = "one"
rule = "38"
at = 2024-03-10
facts = [{ fact = "visit", at = 2024-03-01T10:00:00 }]
expect = { row = "silent" }
"""


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"),
    [
        ('rule = "38"', "rule = 38", "case[0].rule", "text"),
        ('name = "one"', "name = 7", "case[0].name", "text"),
        ('name = "one"', 'name = "one"\nkind = 1', "case[0].kind", "text"),
        ('name = "one"', 'name = "one"\ncustomer = 1', "case[0].customer", "text"),
        ('name = "one"', 'name = "one"\nask = 1', "case[0].ask", "text"),
        ('{ row = "silent" }', '"silent"', "case[0].expect", "a table of names and values"),
        ('name = "one"', 'name = "one"\nwith = 1', "case[0].with", "a table of names and values"),
        (
            'name = "one"',
            'name = "one"\ngiven = 1',
            "case[0].given",
            "a table of names and values",
        ),
        ("[{ fact", "[1, { fact", "case[0].facts[0]", "a table"),
        ('[{ fact = "visit", at = 2024-03-01T10:00:00 }]', "3", "case[0].facts", "a list"),
        ("[[case]]", "[case]", "case", "a list"),
        (ONE, "case = [1]", "case[0]", "a table"),
        ("[[case]]", "with = 1\n[[case]]", "with", "a table of names and values"),
        ("[[case]]", "calendar = 1\n[[case]]", "calendar", "a table of names and values"),
    ],
)
def test_a_field_of_another_type_is_refused_with_its_case(old, new, field, expected):
    """The number of a rule, written as a number, brought down the command."""
    assert ONE.count(old) == 1
    with pytest.raises(Malformed) as caught:
        read_scenarios(ONE.replace(old, new), china)
    told = (caught.value.code, caught.value.field, caught.value.params["expected"])
    assert told == ("value.type", field, expected)
    assert read_scenarios(ONE, china)[0].rule == "38"


DESK = """
type = "policy.v1"
id = "desk"
revision = 1
source = "rules of engagement"
days = "end"
identity = { keys = [] }
claims = [{ basis = "assigned", opens = { fact = "assignment" }, claimant = "to" }]
grounds = [{ id = "his", pick = { claims = "assigned" } }, { id = "open", gives = { kind = "pool", to = "team" } }]
limits = [{ id = "respond", on = "assigned", then = "lapse", what = "touch", span = { hours = 4, running = "office" }, needs = { fact = "touch", by = "self" } }]
"""  # noqa: E501 - a row of TOML is one line
NEW_YORK = """
[calendar]
zone = "America/New_York"
rest = [2024-07-04]
hours = [[09:00:00, 17:00:00]]

[[case]]
name = "assigned at four: an hour that day, the fourth is off, three on Friday"
rule = "1"
at = 2024-07-05T12:00:00
facts = [{ fact = "assignment", at = 2024-07-03T16:00:00, to = "ann" }]
expect = { row = "his" }

[[case]]
name = "and is over a moment later"
rule = "1"
at = 2024-07-05T12:00:01
facts = [{ fact = "assignment", at = 2024-07-03T16:00:00, to = "ann" }]
expect = { row = "open" }
"""


def calendars(text):
    told = scenario_calendar(text, china)
    court = open_court(from_toml(DESK, Policy), told)
    return told, [differences(one, court) for one in read_scenarios(text, china)]


def test_the_file_names_the_calendar_that_its_cases_are_judged_by():
    """Office hours and days off of another country could not be tried at all."""
    told, found = calendars(NEW_YORK)
    assert found == [(), ()]
    assert str(told.zone) == "America/New_York"
    _, as_in_china = calendars(NEW_YORK[NEW_YORK.index("[[case]]") :])
    assert as_in_china[0] != ()


def test_days_and_hours_of_a_company_go_before_those_of_the_country():
    """A showroom that works on Sundays is otherwise as everybody else."""
    days_of = "work = [2024-03-03]\nrest = [2024-03-04]\nhours = [[10:00:00, 20:00:00]]"
    text = f"[calendar]\nid = 'ours'\n{days_of}"
    told = scenario_calendar(text, china)
    days = [china.at(2024, 3, n).date() for n in (3, 4, 5)]
    assert [told.is_working(one) for one in days] == [True, False, True]
    assert [china.is_working(one) for one in days] == [False, True, True]
    assert (told.id, told.zone, told.hours[0][1].hour) == ("ours", china.zone, 20)
    assert scenario_calendar("[calendar]\nweek = [1, 6]", china).week == (1, 6)
    assert scenario_calendar("", china) is china


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        ("zone = 'Nowhere/At_all'", "calendar.zone", "calendar.zone"),
        ("zone = 8", "calendar.zone", "calendar.zone"),
        ("days = []", "value.unknown", "calendar.days"),
        ("id = 1", "value.type", "calendar.id"),
        ("rest = 2024-07-04", "value.type", "calendar.rest"),
        ("rest = ['soon']", "value.type", "calendar.rest[0]"),
        ("work = [2024-07-04T10:00:00]", "value.type", "calendar.work[0]"),
        ("hours = [['9', '17']]", "calendar.hours", "calendar.hours"),
        ("hours = [[17:00:00, 09:00:00]]", "calendar.hours", "calendar.hours"),
        ("hours = [[17:00:00]]", "calendar.hours", "calendar.hours"),
        ("week = ['monday']", "calendar.week", "calendar.week"),
    ],
)
def test_a_calendar_that_cannot_be_read_is_refused(told, code, field):
    """A misspelt day off would be worked."""
    with pytest.raises(Malformed) as caught:
        scenario_calendar(f"[calendar]\n{told}", china)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_days_that_no_calendar_knows_yet_may_be_asserted():
    """The page lists `provisional`, and the file refused it."""
    long = DESK.replace(
        'span = { hours = 4, running = "office" }', "span = { working_days = 900 }"
    )
    court = open_court(from_toml(long, Policy), china)
    case = NEW_YORK[NEW_YORK.index("[[case]]") : NEW_YORK.rindex("[[case]]")]
    for years, told in (("[2027, 2028]", ()), ("[2027]", ("provisional",))):
        expect = f'expect = {{ row = "his", provisional = {years} }}'
        (one,) = read_scenarios(case.replace('expect = { row = "his" }', expect), china)
        assert tuple(line.partition(":")[0] for line in differences(one, court)) == told
