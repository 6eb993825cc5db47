"""The ten worked policies of docs/policies/writing/: their cases, and what they teach together."""

import inspect
import re

import attrs
import pytest

from renoflow.attribution import Policy, lint, open_court
from renoflow.attribution import policy as rows
from renoflow.attribution.mentions import records_in
from renoflow.calendars import china
from renoflow.codec import from_json, from_toml, to_json, to_toml
from renoflow.limits import Extension, Grace, Limit, Stretch
from renoflow.obligations import Duty
from renoflow.select import Anchor, Facts, Match, Row, Table, Test, Total
from renoflow.testing.scenarios import differences, read_scenarios
from renoflow.words import text
from tests.attribution.worked import PAGES, WORKED, cases_of, policy_of, text_of

COURTS = {name: open_court(policy_of(name), china) for name in WORKED}
CASES = [
    (name, one)
    for name in WORKED
    for one in read_scenarios(cases_of(name), china, kinds=COURTS[name].kinds)
]


@pytest.mark.parametrize(
    ("name", "one"), CASES, ids=[f"{name}: {one.name}" for name, one in CASES]
)
def test_every_case_comes_out_as_its_page_says(name, one):
    """Somebody who learns by these pages would learn what the court does not do."""
    assert differences(one, COURTS[name]) == ()


def test_there_are_ten():
    """The page promises ten."""
    assert len(WORKED) == 10


@pytest.mark.parametrize("name", WORKED)
def test_every_ground_decides_some_case(name):
    """A ground that no case comes to would be taught by nobody, and could be wrong."""
    expected = {
        one.expect.get(row) for of, one in CASES if of == name for row in ("row", "service_row")
    }
    grounds = {one.id for one in policy_of(name).grounds}
    assert grounds - expected <= {"silent", "unknown"}  # where the text has nothing to say


@pytest.mark.parametrize("name", WORKED)
def test_every_rule_of_the_text_has_a_case_or_a_word_why_not(name):
    """A rule without a case is one whose edge nobody has looked at."""
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    quoted = "\n".join(line for line in page.splitlines() if line.startswith(">"))
    rules = set(re.findall(r"^> (\d)\.", quoted, re.MULTILINE))
    shown = {rule for of, one in CASES if of == name for rule in one.rule.split()}
    said = set(re.findall(r"^Rules? (\d) ", page, re.MULTILINE))
    paid = {one.source for one in policy_of(name).terms}
    assert rules - shown - said - paid <= NOT_SHOWN.get(name, set())


NOT_SHOWN = {"showroom_rota": {"4"}, "rules_of_engagement": {"4"}}  # shown in Python


@pytest.mark.parametrize("name", WORKED)
def test_written_and_read_again_it_is_the_same_policy(name):
    """What a form in an ERP saves would not be what was typed."""
    policy = policy_of(name)
    assert from_toml(to_toml(policy), Policy) == policy
    assert from_json(to_json(policy), Policy) == policy


@pytest.mark.parametrize("name", WORKED)
def test_it_has_no_findings(name):
    """An example with a finding would teach the mistake."""
    assert lint(policy_of(name)) == ()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", WORKED)
def test_it_is_said_row_by_row(name, lang):
    """Whoever wrote it could not read what he wrote."""
    policy = policy_of(name)
    said = text(policy, lang)
    ids = [one.id for one in (*policy.grounds, *policy.audits, *policy.adjustments)]
    ids += [one.limit.id for one in (*policy.limits, *policy.duties)]
    ids += [one.id for one in (*policy.terms, *policy.rotas)]
    ids += [] if policy.ladder is None else [policy.ladder.id]
    assert [one for one in ids if one not in said] == []


def test_together_they_use_every_record_of_the_language():
    """A record without an example has to be guessed from its fields."""
    used = {
        type(record)
        for name in WORKED
        for record in records_in(tuple(attrs.astuple(policy_of(name), recurse=False)))
    }
    records = {
        one for _, one in inspect.getmembers(rows) if inspect.isclass(one) and attrs.has(one)
    }
    others = {
        Facts,
        Match,
        Anchor,
        Test,
        Total,
        Row,
        Table,
        Limit,
        Extension,
        Stretch,
        Grace,
        Duty,
    }
    assert records | others <= used | {Policy}


@pytest.mark.parametrize("name", WORKED)
def test_no_hole_is_left_in_it(name):
    """A parameter that the page does not fill would be refused where the reader tries it."""
    assert "[params" not in to_toml(policy_of(name))
    assert text_of(name).startswith('type = "policy.v1"')
