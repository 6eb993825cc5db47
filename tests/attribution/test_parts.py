"""Parts of whoever a pick takes or facts name, and of whoever has them where that is nobody."""
# ruff: noqa: E501 - a row of TOML is one line

import pytest

from renoflow.attribution import Case, Policy, open_court, why
from renoflow.calendars import china
from renoflow.codec import from_data, from_toml, to_data
from renoflow.errors import Malformed
from renoflow.registers.scenarios import differences, read_scenarios
from renoflow.words import text

SPLIT = """
type = "policy.v1"
id = "split"
revision = 1
source = "handbook 4: the setter has 30 %; where there is none, whoever closes has his part, too"
days = "end"
identity = { keys = [{ field = "phone", strength = "certain" }] }
claims = [
  { basis = "filed", opens = { fact = "visit", invited_by = { is = "none" } }, party = "company" },
  { basis = "set", opens = { fact = "invitation" } },
  { basis = "closed", opens = { fact = "deal" } },
]

[[grounds]]
id = "split"
pick = { claims = "filed" }
gives = { parts = [
  { part = "3/10", to = { claims = "set" }, nobody = { claims = "closed" } },
  { part = "7/10", to = { claims = "closed" }, nobody = "company" },
] }
tie = { kind = "decider", to = "head" }
"""

CASES = """
[[case]]
name = "both"
rule = "4"
at = 2024-07-10
facts = [
  { fact = "visit", at = 2024-07-01T10:00:00, none = ["invited_by"] },
  { fact = "invitation", at = 2024-07-02T10:00:00, by = "ann" },
  { fact = "deal", at = 2024-07-03T10:00:00, by = "ben", amount = "9000.00" },
]
expect = { row = "split", shares = { ann = "3/10", ben = "7/10" } }

[[case]]
name = "no setter: his part goes to the closer"
rule = "4"
at = 2024-07-10
facts = [
  { fact = "visit", at = 2024-07-01T10:00:00, none = ["invited_by"] },
  { fact = "deal", at = 2024-07-03T10:00:00, by = "ben", amount = "9000.00" },
]
expect = { row = "split", owner = "ben" }

[[case]]
name = "no closer: the rest is the company's"
rule = "4"
at = 2024-07-10
facts = [
  { fact = "visit", at = 2024-07-01T10:00:00, none = ["invited_by"] },
  { fact = "invitation", at = 2024-07-02T10:00:00, by = "ann" },
]
expect = { row = "split", shares = { ann = "3/10", company = "7/10" } }

[[case]]
name = "neither: nobody is named for the first part, so a person must say"
rule = "4"
at = 2024-07-10
facts = [{ fact = "visit", at = 2024-07-01T10:00:00, none = ["invited_by"] }]
expect = { row = "split", outcome = "silent", question = "party" }

[[case]]
name = "no setter and two closers of one instant: equals, and the head decides"
rule = "4"
at = 2024-07-10
facts = [
  { fact = "visit", at = 2024-07-01T10:00:00, none = ["invited_by"] },
  { fact = "deal", at = 2024-07-03T10:00:00, by = "ben", amount = "9000.00" },
  { fact = "deal", at = 2024-07-03T10:00:00, by = "cyd", amount = "9000.00" },
]
expect = { row = "split", outcome = "decider" }
"""
COURT = open_court(from_toml(SPLIT, Policy), china)


@pytest.mark.parametrize("one", read_scenarios(CASES, china), ids=lambda one: one.name)
def test_a_part_of_nobody_goes_to_whoever_a_second_pick_takes(one):
    """Without it a text for three roles needed a ground for each of its combinations."""
    assert differences(one, COURT) == ()


def test_it_is_read_and_written_and_described():
    """A part that only Python could tell, or that nobody could read, is no rule."""
    policy = from_toml(SPLIT, Policy)
    assert from_data(to_data(policy), Policy) == policy
    assert "(where there is nobody: the earliest claimant with a claim “closed”) has 30%" in text(
        policy
    )


def test_why_says_by_what_the_part_of_nobody_came_to_him():
    """He has it by his own claim, and would else read that he is named by the text."""
    two = next(
        one for one in read_scenarios(CASES, china) if one.name.startswith("no setter: his")
    )
    told = why(COURT, Case("C", two.facts), "ben", at=two.at)
    assert "why.part_pick" in {one.code for one in told.reasons}
    assert "why.part_party" not in {one.code for one in told.reasons}


def test_facts_may_name_him_too():
    """A part of nobody may go to whoever did the deal, with or without a claim."""
    policy = SPLIT.replace(
        'nobody = { claims = "closed" }', 'nobody = { role = "by", last = { fact = "deal" } }'
    )
    court = open_court(from_toml(policy, Policy), china)
    told = {
        one.name.partition(":")[0]: differences(one, court) for one in read_scenarios(CASES, china)
    }
    assert told["no setter"] == told["both"] == told["neither"] == ()
    two = next(
        one for one in read_scenarios(CASES, china) if one.name.startswith("no setter: his")
    )
    assert "why.did_last" in {
        one.code for one in why(court, Case("C", two.facts), "ben", at=two.at).reasons
    }


@pytest.mark.parametrize(
    "name",
    ['nobody = { claims = "gone" }', 'nobody = { role = "area", last = { fact = "deal" } }'],
)
def test_what_it_names_is_there(name):
    """A basis or a role that is not there would make the part silently nobody's."""
    with pytest.raises(Malformed) as caught:
        open_court(from_toml(SPLIT.replace('nobody = { claims = "closed" }', name), Policy), china)
    assert caught.value.field.startswith("grounds[0].gives.parts[0].nobody.")


WORDS = ["owner", "self", "other", "claimant", "rest", "holder", "nobody", "anyone", "silent"]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_the_rules_is_no_party(word):
    """`nobody = "owner"` was said aloud as the owner, and given to somebody called owner."""
    with pytest.raises(Malformed) as caught:
        open_court(
            from_toml(SPLIT.replace('nobody = "company"', f'nobody = "{word}"'), Policy), china
        )
    assert (caught.value.code, caught.value.field) == (
        "policy.party",
        "grounds[0].gives.parts[1].nobody",
    )
    assert word in text(caught.value)


PLACES = [
    ('party = "company"', 'party = "{}"', "claims[0].party"),
    (
        'to = { claims = "closed" }, nobody = "company"',
        'to = "{}"',
        "grounds[0].gives.parts[1].to",
    ),
    (
        'tie = { kind = "decider", to = "head" }',
        'tie = {{ kind = "party", to = "{}" }}',
        "grounds[0].tie.to",
    ),
    ('days = "end"', 'days = "end"\nhouse = ["{}"]', "house[0]"),
    (
        'days = "end"',
        'days = "end"\nadjustments = [{{ id = "a", kind = "fee", to = "{}" }}]',
        "adjustments[0].to",
    ),
    (
        'days = "end"',
        'days = "end"\nterms = [{{ id = "t", to = "{}", rounding = "exact", base = {{ facts = {{ fact = "deal" }}, take = "each", amount = "9.00 CNY" }} }}]',
        "terms[0].to",
    ),
]


@pytest.mark.parametrize(("old", "new", "field"), PLACES)
def test_wherever_a_party_is_named_and_a_name_is_taken(old, new, field):
    """One place that takes the word would be the one that somebody writes it in."""
    named = from_toml(SPLIT.replace(old, new.format("ownership_desk")), Policy)
    assert open_court(named, china).policies == named
    with pytest.raises(Malformed) as caught:
        open_court(from_toml(SPLIT.replace(old, new.format("owner")), Policy), china)
    assert (caught.value.code, caught.value.field) == ("policy.party", field)
