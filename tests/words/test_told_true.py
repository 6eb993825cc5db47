"""Sentences about a policy's own rows that once said what was not so, in both languages."""
# ruff: noqa: E501 - a row of TOML is one line

import tomllib

import pytest

from renoflow.attribution import Case, Policy, judge, lint, open_court, why
from renoflow.calendars import china
from renoflow.codec import from_data, from_toml
from renoflow.facts import approval, deal, filing
from renoflow.money import yuan
from renoflow.select import Test
from renoflow.words import text

WRITTEN = """
type = "policy.v1"
id = "told"
revision = 1
source = "five days of silence, then it stands"
days = "end"
decisive = [{ fact = "deal" }]
identity = { keys = [{ field = "account", strength = "certain" }, { field = "phone", strength = "certain" }] }
grounds = [{ id = "his", pick = { claims = ["filed", "called"] } }, { id = "none", gives = { kind = "nobody" } }]

[[kinds]]
name = "cold_call"
zh = "陌生拜访电话"
fields = [{ name = "stage", zh = "阶段", type = "count" }, { name = "account", zh = "账号", type = "key" }]

[[claims]]
basis = "filed"
opens = { fact = "filing" }
approvals = [{ id = "desk", role = "desk", on = { fact = "approval" }, within = { days = 5, counting = "calendar" }, silence = "approved" }]

[[claims]]
basis = "called"
opens = { fact = "cold_call" }

[[limits]]
id = "by_mail"
on = "filed"
then = "lapse"
what = "deal"
span = { days = 30, counting = "calendar" }
when = [{ fact = "filing", same = "id", medium = "email" }]

[[limits]]
id = "after_visit"
on = "filed"
then = "lapse"
what = "deal"
anchor = { first = { fact = "visit" } }
span = { days = 30, counting = "calendar" }
when = [{ fact = "filing", medium = "email" }]

[[limits]]
id = "given_up"
on = "filed"
then = "report"
what = "deal"
by = { first = { fact = "loss" } }
when = [{ fact = "touch", before = "opened", count = 3 }]

[[limits]]
id = "staged"
on = "called"
then = "lapse"
what = "deal"
span = { by = "field", field = "stage", rows = [{ gives = { days = 45, counting = "calendar" }, upto = 1 }, { gives = { days = 90, counting = "calendar" } }] }
"""
POLICY = from_toml(WRITTEN, Policy)
COURT = open_court(POLICY, china)
FILED = filing("f", at=china.at(2024, 7, 1, 10), by="ann", medium="form")
MAILED = filing("f", at=china.at(2024, 7, 1, 10), by="ann", medium="email")
ON_THE_TENTH = china.at(2024, 7, 10, 12)


def reasons(*facts, at=ON_THE_TENTH, lang="en"):
    return text(why(COURT, Case("C", facts), "ann", at=at), lang).splitlines()


@pytest.mark.parametrize(
    ("facts", "english", "chinese"),
    [
        ((FILED,), "- It stands, since 2024-07-07 00:00.", "- 自2024年7月7日00:00起有效。"),
        (
            (FILED, approval("a", at=china.at(2024, 7, 3, 9), role="desk", of="f")),
            "- It stands, since 2024-07-03 09:00.",
            "- 自2024年7月3日09:00起有效。",
        ),
    ],
)
def test_what_was_pending_stands_since_its_approval(facts, english, chinese):
    """Whoever was told that it stood from the opening would have been paid for those days."""
    assert english in reasons(*facts)
    assert chinese in reasons(*facts, lang="zh")
    early = reasons(FILED, at=china.at(2024, 7, 2))
    assert "- It waits for an approval, since 2024-07-01 10:00." in early


def test_a_limit_that_does_not_apply_is_told_from_one_that_has_not_begun():
    """He would else wait for a limit that never comes."""
    told = reasons(FILED)
    assert "- by_mail: does not apply; what it asks for was not so at its beginning." in told
    assert "- after_visit: not yet running." in told
    chinese = reasons(FILED, lang="zh")
    assert "- by_mail：不适用，起算时其条件不成立。" in chinese
    assert "- after_visit：尚未起算。" in chinese
    assert any(one.startswith("- by_mail: runs (until 2024-07-31") for one in reasons(MAILED))
    docket = text(judge(COURT, Case("C", (FILED,)), at=ON_THE_TENTH).docket[0])
    assert "by_mail: not running. after_visit: not running." in docket


def test_a_limit_of_a_settled_case_no_longer_runs():
    """In December it was said to run until April."""
    settled = (MAILED, deal("d", at=china.at(2024, 7, 9), by="ann", amount=yuan(1)))
    later = china.at(2024, 12, 1)
    line = "by_mail: had not run out when the case was settled (until 2024-07-31 24:00)."
    assert f"- {line}" in reasons(*settled, at=later)
    assert "- by_mail：案件定局时尚未届满（至2024年7月31日24:00）。" in reasons(
        *settled, at=later, lang="zh"
    )
    assert f"- {line}" not in reasons(MAILED)


def test_conditions_are_said_at_the_instant_at_which_they_are_read():
    """`only if ...` after an end was taken for the state at that end."""
    english, chinese = text(POLICY), text(POLICY, "zh")
    assert "to the first loss; only if, at the filing, there is a touch" in english
    assert "仅当报备时" in chinese
    assert "from the first visit; only if there is a filing" in english
    assert lint(POLICY) == ()


def test_a_field_of_the_policys_own_is_called_as_it_says():
    """The shipped kind `stage` lent its label to the field of another kind."""
    chinese = text(POLICY, "zh")
    assert "所填的阶段而定" in chinese
    assert "账号相同的记录视为同一客户" in chinese
    assert "电话相同的记录视为同一客户" in chinese
    assert "Records with the same account are one customer." in text(POLICY)


def test_the_first_instant_outside_is_told_without_its_microsecond():
    """Nobody reads 14:00:00.000001 as anything but a fault."""
    at = china.at(2024, 7, 4, 14)
    assert text(at.replace(microsecond=1)) == "just after 2024-07-04 14:00"
    assert text(at.replace(microsecond=1), "zh") == "2024年7月4日14:00后"
    assert text(at.replace(microsecond=2)) == "2024-07-04 14:00:00.000002"
    assert text(at) == "2024-07-04 14:00"


SAID = [
    (
        '{ fact = "visit", count = 2, not = true }',
        "there is a visit fewer than 2 times",
        "来访不足2次",
    ),
    ('{ fact = "visit", count = 2 }', "there is a visit at least 2 times", "至少有2次来访"),
    ('{ fact = "visit", not = true }', "there was never a visit", "没有来访"),
    (
        '{ fact = "visit", back = { hours = 3 }, not = true }',
        "there was no visit within 3 hours before the opening of the claim",
        "主张归属前3小时内没有来访",
    ),
    (
        '{ fact = "visit", before = { last = { fact = "agreement" }, field = "scheme_talk_on", back = { hours = 3 } } }',
        "there is a visit more than 3 hours before the “scheme talk on” of the last design agreement",
        "早于最近一次设计协议所记的“首次方案沟通日”前3小时时有来访",
    ),
    (
        '{ fact = "visit", after = { latest_of = [{ latest_of = ["opened"], plus = { until = "week" } }], plus = { hours = 5 } } }',
        "there is a visit after 5 hours after the end of the week of the opening of the claim",
        "主张归属当周终了后5小时之后有来访",
    ),
]


@pytest.mark.parametrize(("written", "english", "chinese"), SAID)
def test_conditions_are_said_as_people_say_them(written, english, chinese):
    """`It is not so that there is a visit at least 2 times` is read twice and then wrongly."""
    one = from_data(tomllib.loads(f"it = {written}")["it"], Test)
    assert (text(one), text(one, "zh")) == (english, chinese)
