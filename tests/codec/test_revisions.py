"""Dated revisions of a policy in one file: read, written, refused, and judged by."""

from datetime import date
from typing import Any

import attrs
import pytest

from renoflow.attribution import Case, Policy, judge, open_court, presets
from renoflow.calendars import china
from renoflow.codec import (
    from_data,
    from_json,
    open_parameters,
    policy_schema,
    read_company,
    read_policies,
    to_data,
    to_json,
    to_toml,
    write_company,
)
from renoflow.errors import Malformed
from renoflow.facts import filing
from renoflow.periods import LEGAL, days
from renoflow.pipeline import open_company
from renoflow.samples import company_toml
from renoflow.timeline import Timeline
from renoflow.words import terms

TEXT = """
type = "policy.v1"
id = "p"
source = "handbook"
days = "end"
pin = "claim"
identity = { keys = [] }

[params.window]
ask = { en = "How are the days counted?", zh = "如何计日？" }

[[claims]]
basis = "filed"
opens = { fact = "filing" }

[[limits]]
id = "window"
on = "filed"
then = "lapse"
what = "visit"
span = { param = "window" }

[[grounds]]
id = "first"
pick = { claims = "filed" }

[[revisions]]
since = 2024-01-01
revision = 1
with = { window = { days = 90, counting = "calendar" } }

[[revisions]]
since = 2024-07-01
revision = 2
with = { window = { days = 30, counting = "calendar" } }
grounds = [{ id = "latest", pick = { claims = "filed", order = "last" } }]
"""
LINE = read_policies(TEXT)


def test_each_revision_is_what_all_share_and_its_own():
    """Without it a company would copy its policy to change one number."""
    assert isinstance(LINE, Timeline)
    assert [since for since, _ in LINE.rows] == [date(2024, 1, 1), date(2024, 7, 1)]
    first, second = (policy for _, policy in LINE.rows)
    assert (first.name, second.name) == ("p@1", "p@2")
    assert [one.limits[0].limit.span.n for one in (first, second)] == [90, 30]  # type: ignore[union-attr]
    assert [one.grounds[0].id for one in (first, second)] == ["first", "latest"]
    assert first.readings == (("window", "days 90 counting calendar"),)
    assert first.claims == second.claims


def test_one_policy_is_read_as_one():
    """Without it every host would have to ask what it got."""
    one = presets.seven_day_filing(window=days(7, counting=LEGAL))
    assert read_policies(to_toml(one)) == one


def test_they_come_back_as_they_were():
    """A revision that is lost in a file decides again what it had given away."""
    for read in (
        read_policies(to_toml(LINE)),
        from_json(to_json(LINE), Timeline[Policy]),
        from_data(to_data(LINE), Timeline[Policy]),
    ):
        assert read == LINE
    assert to_toml(LINE).count('basis = "filed"') == 1
    single = Timeline(rows=LINE.rows[:1])  # type: ignore[union-attr]
    assert read_policies(to_toml(single)) == single


def test_each_claim_is_judged_by_the_revision_of_its_day():
    """Without it the new window would take what the old one had promised."""
    court = open_court(LINE, china)
    for month, day, change in ((6, 2, (9, 1)), (7, 1, (8, 1))):
        told = filing("f", at=china.at(2024, month, day), by="ann", medium="form")
        verdict = judge(court, Case("c", (told,)), at=china.at(2024, 7, 10))
        assert verdict.changes_at == china.at(2024, *change)


def test_a_parameter_is_open_until_every_revision_answers_it():
    """Without it the check would say that a file is whole, and reading would refuse it."""
    assert open_parameters(TEXT, {}) == ()
    half = TEXT.replace('with = { window = { days = 30, counting = "calendar" } }\n', "")
    (left,) = open_parameters(half, {})
    assert left.params["question"] == "How are the days counted?"
    assert "如何计日" in left.sentence("zh")
    with pytest.raises(Malformed) as caught:
        read_policies(half)
    assert (caught.value.code, caught.value.field) == (
        "policy.open_argument",
        "revisions[1].params.window",
    )
    assert read_policies(half, given={"window": {"days": 30, "counting": "calendar"}}) == LINE


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("since = 2024-07-01\n", "", "value.missing", "revisions[1].since"),
        ("revision = 2", "revison = 2", "value.unknown", "revisions[1].revison"),
        ("revision = 2", 'revision = 2\ntype = "policy.v1"', "value.unknown", "revisions[1].type"),
        ("2024-07-01", "2023-07-01", "timeline.order", "revisions[1]"),
        ("with = { window = { days = 90", "with = { widow = { days = 90", "value.unknown", None),
        (
            'with = { window = { days = 90, counting = "calendar" } }',
            "with = 3",
            "value.type",
            None,
        ),
        ('pin = "claim"', 'pin = "clam"', "value.choice", "revisions[0].pin"),
        ('order = "last"', 'order = "lst"', "value.choice", "revisions[1].grounds[0].pick.order"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(old, new, code, field):
    """In a file of ten revisions nobody finds a misspelt word by himself."""
    assert TEXT.count(old) == 1
    with pytest.raises(Malformed) as caught:
        read_policies(TEXT.replace(old, new))
    assert caught.value.code == code
    assert field in (None, caught.value.field)


def test_what_all_share_is_told_where_all_share_it():
    """A word above the revisions is wrong there, and not in the first of them."""
    bare = TEXT.split("[params", maxsplit=1)[0] + TEXT[TEXT.index("[[claims]]") :]
    text = "\n".join(line for line in bare.splitlines() if not line.startswith(("with", "span")))
    assert isinstance(read_policies(text), Timeline)
    with pytest.raises(Malformed) as caught:
        read_policies(text.replace('"claim"', '"clam"'))
    assert caught.value.field == "pin"


@pytest.mark.parametrize("rows", ["3", "[]", "[3]"])
def test_revisions_are_a_list_of_tables(rows):
    """Without it a host would get an error that no person wrote."""
    with pytest.raises(Malformed) as caught:
        read_policies(f"revisions = {rows}")
    assert caught.value.field == "revisions"
    with pytest.raises(Malformed) as caught:
        from_data({"type": "policy.v1"}, Timeline[Policy])
    assert (caught.value.code, caught.value.field) == ("value.missing", "revisions")


def test_the_schema_knows_them():
    """Without it a form could not save what the company reads."""
    policy: Any = policy_schema()["$defs"]["Policy"]  # type: ignore[index,call-overload]
    row = policy["properties"]["revisions"]["items"]
    assert row["required"] == ["since"]
    assert {"required": ["type", "revisions"]} in policy["anyOf"]


def company(revisions):
    text = company_toml()
    assert text.count("[attribution]") == 1
    head, rest = text.split("[attribution]")
    own, tail = rest.split("\n[", 1)
    return read_company(f"{head}[attribution]{own}\n{revisions}\n[{tail}")


def test_a_company_file_holds_revisions_of_a_preset():
    """Without it a company would have to begin a new file each year."""
    single = read_company(company_toml())
    (policy,) = single.policies
    assert single.identity == policy.identity
    rules = company(
        """
        [[attribution.revisions]]
        since = 2020-01-01
        revision = 1

        [[attribution.revisions]]
        since = 2024-07-01
        revision = 2
        with = { window = { days = 10, counting = "legal" } }
        """
    )
    assert [one.revision for one in rules.policies] == [1, 2]
    assert rules.policies[0] == attrs.evolve(policy, revision=1)
    assert rules.policies[1].limits[0].limit.span == days(10, counting=LEGAL)
    assert rules.identity == rules.policies[-1].identity
    assert read_company(write_company(rules)) == rules
    opened = open_company(rules, china)
    assert opened.court.at(china.at(2024, 8, 1)).name == rules.policies[1].name
    assert terms(rules, "en").keys() <= terms(rules).keys()
    with_ladder = attrs.evolve(rules, ladder=presets.qc_appeal())
    ladders = [one.ladder for _, one in open_company(with_ladder, china).court.policies.rows]  # type: ignore[union-attr]
    assert ladders == [presets.qc_appeal()] * 2


def test_what_is_wrong_in_a_company_is_told_with_its_path():
    """Without it the reader would look in the wrong part of a long file."""
    with pytest.raises(Malformed) as caught:
        company("[[attribution.revisions]]\nsince = 2020-01-01\nwith = { widow = 1 }")
    assert caught.value.field == "attribution.revisions[0].with.widow"
    with pytest.raises(Malformed) as caught:
        company("[attribution.revisions]\nsince = 2020-01-01")
    assert caught.value.field == "attribution.revisions"
