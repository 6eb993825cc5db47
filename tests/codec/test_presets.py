"""Shipped policies by name: called with plain data, exported, answered, read again."""

import re
import sys
import tomllib
from typing import Any

import pytest

from renoflow.attribution import Policy, presets
from renoflow.codec import (
    POLICY_PRESETS,
    call_preset,
    export_policy,
    from_toml,
    open_values,
    preset_policy,
)
from renoflow.codec._questions import OPEN_VALUES
from renoflow.errors import Malformed
from renoflow.periods import CALENDAR, LEGAL, days, hours, months
from renoflow.select import Facts, Match

ANSWERS: dict[str, dict[str, Any]] = {
    "seven_day_filing": {"window": {"days": 7, "counting": "legal"}},
    "first_contact": {"deal": [{"fact": "contract", "type": "construction"}]},
    "register": {
        "decided_by": "register",
        "later_consultant": "serves",
        "unregistered": "silent",
        "undocked": "standing",
        "ahead": {"days": 1, "counting": "calendar"},
        "arranged": "recommended",
        "on_duty": "first",
        "informed_by": "holder",
        "records": "heard",
        "entered_later": "entry_counts",
        "old_customer": "named",
        "duty_lasts": "always",
        "subsidy_once": "once_brought",
        "same_customer": ["phone"],
        "report_within": {"months": 1, "counting": "calendar"},
    },
    "five_part_form": {"unreached": "until_reached"},
    "front_desk": {},
    "business_contact": {"several": "management"},
}
TYPED = {
    "seven_day_filing": ('{ days = 7, counting = "legal" }',),
    "first_contact": ('[{ fact = "contract", type = "construction" }]',),
    "register": (
        '{ days = 1, counting = "calendar" }',
        '{ months = 1, counting = "calendar" }',
    ),
    "five_part_form": (),
    "front_desk": (),
    "business_contact": (),
}
PLACED = {"window", "deal", "ahead", "report_within"}
ROWS = {
    name: {argument: value for argument, value in given.items() if argument not in PLACED}
    for name, given in ANSWERS.items()
}
MADE = {
    "seven_day_filing": presets.seven_day_filing(window=days(7, counting=LEGAL)),
    "first_contact": presets.first_contact(
        deal=(
            Facts(
                kinds=("contract",),
                where=(Match(field="type", op="in", values=("construction",)),),
            ),
        )
    ),
    "register": presets.register(
        decided_by="register",
        later_consultant="serves",
        unregistered="silent",
        undocked="standing",
        ahead=days(1, counting=CALENDAR),
        arranged="recommended",
        on_duty="first",
        informed_by="holder",
        records="heard",
        entered_later="entry_counts",
        old_customer="named",
        duty_lasts="always",
        subsidy_once="once_brought",
        same_customer=("phone",),
        report_within=months(1, counting=CALENDAR),
    ),
    "five_part_form": presets.five_part_form(unreached="until_reached"),
    "front_desk": presets.front_desk(),
    "business_contact": presets.business_contact(several="management"),
}


def wrong(name, given):
    """The code and field of what is wrong with a call."""
    with pytest.raises(Malformed) as caught:
        preset_policy(name, given)
    return caught.value.code, caught.value.field


@pytest.mark.parametrize("name", POLICY_PRESETS)
def test_a_preset_called_with_plain_data_is_the_preset(name):
    """Without it a file and a program could mean two policies by one name."""
    assert preset_policy(name, ANSWERS[name]) == MADE[name]


def test_every_argument_may_be_given_as_plain_data():
    """Without it a reading could be changed by programs only."""
    given = {"window": {"hours": 168}, "media": ["form"], "untimed": "start", "e_commerce": "web"}
    assert preset_policy("seven_day_filing", given) == presets.seven_day_filing(
        window=hours(168), media=("form",), untimed="start", e_commerce="web"
    )


@pytest.mark.parametrize(
    ("name", "argument"), [(name, one) for name, given in ANSWERS.items() for one in given]
)
def test_what_is_left_open_is_asked_in_both_languages(name, argument):
    """Without it a stranger would learn that something is missing, and not what."""
    given = {other: value for other, value in ANSWERS[name].items() if other != argument}
    with pytest.raises(Malformed) as caught:
        preset_policy(name, given)
    assert caught.value.field == f"with.{argument}"
    assert re.search(r"(FILE|ATT|COL)-\d\d: .*\?", caught.value.sentence("en"))
    assert re.search(r"(FILE|ATT|COL)-\d\d：.*？", caught.value.sentence("zh"))


@pytest.mark.parametrize("name", POLICY_PRESETS)
def test_the_answers_of_a_question_are_answers(name):
    """Without it a company would type what the question offers and be refused."""
    for one in OPEN_VALUES[name]:
        for answer in one.answers:
            value = tomllib.loads(f"it = {answer}")["it"]
            assert preset_policy(name, {**ANSWERS[name], one.argument: value}).id == name


def test_a_wrong_call_names_the_argument():
    """Without it a slip in a company file would be looked for in the wrong place."""
    assert wrong("seven_days", {}) == ("value.choice", "preset")
    assert wrong("seven_day_filing", {"windw": 1}) == ("value.unknown", "with.windw")
    assert wrong("seven_day_filing", {"window": 7})[1] == "with.window"
    assert wrong("seven_day_filing", {"window": {"days": "x"}})[1] == "with.window.days"
    assert wrong("seven_day_filing", {"window": "?"}) == ("policy.open", "with.window")


def test_an_argument_without_a_question_is_just_missing():
    """Without it a preset of another part of a company file would fail without a sentence."""
    with pytest.raises(Malformed) as caught:
        call_preset({"a": presets.seven_day_filing}, "a", {})
    assert (caught.value.code, caught.value.field) == ("value.missing", "with.window")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", POLICY_PRESETS)
def test_export_leaves_open_what_the_source_leaves_open(name, lang):
    """Without it an export would decide for the company, or could not be answered."""
    written = export_policy(name, lang, ROWS[name])
    asked = open_values(written)
    assert len(asked) == len(TYPED[name])
    for one in asked:
        line = one.params["line"]
        assert isinstance(line, int)
        assert written.splitlines()[line - 1].endswith('"?"')
        assert str(one.params["question"]) in written
    if asked:
        with pytest.raises(Malformed, match="left open"):
            from_toml(written, Policy)


@pytest.mark.parametrize("name", [name for name, given in ROWS.items() if given])
def test_what_decides_the_rows_is_asked_before_the_export(name):
    """Without it an export would choose a reading, and the answer in the file change nothing."""
    with pytest.raises(Malformed) as caught:
        export_policy(name)
    assert (caught.value.code, caught.value.field) == (
        "policy.open_argument",
        f"with.{next(iter(ROWS[name]))}",
    )


def test_an_open_value_that_was_given_is_not_asked():
    """Without it the answer would be thrown away."""
    written = export_policy("seven_day_filing", "en", {"window": {"hours": 168}})
    assert open_values(written) == ()
    assert from_toml(written, Policy) == presets.seven_day_filing(window=hours(168))


@pytest.mark.parametrize("name", POLICY_PRESETS)
def test_an_export_with_its_question_answered_is_the_preset(name):
    """Without it a company's own copy would judge otherwise than what it was copied from."""
    answered = export_policy(name, "en", ROWS[name])
    for typed in TYPED[name]:
        answered = answered.replace('"?"', typed, 1)
    assert open_values(answered) == ()
    assert from_toml(answered, Policy) == MADE[name]


def test_export_knows_the_shipped_ones_only():
    """Without it a slip of a letter would end in a KeyError."""
    with pytest.raises(Malformed, match="nearest: seven_day_filing"):
        export_policy("seven_day")


def test_export_says_what_to_install(monkeypatch):
    """Without it a user of the bare library would see an ImportError."""
    monkeypatch.setitem(sys.modules, "tomli_w", None)
    with pytest.raises(Malformed, match=r"pip install renoflow\[toml\]"):
        export_policy("first_contact")
