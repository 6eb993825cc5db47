"""Access: facts decide, in any order, and every decision says why."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.codec import from_json, from_toml, to_json, to_toml
from renoflow.errors import Malformed
from renoflow.facts import (
    approval,
    authorisation,
    copy_step,
    disclosure_consent,
    fact,
    file_access,
    file_copy,
    file_request,
    refusal,
    revocation,
    withdrawal,
)
from renoflow.periods import hours
from renoflow.pipeline import AccessQuestion, AccessRules, access, may_access
from renoflow.pipeline.access import AccessRow
from renoflow.words import text

START = china.at(2024, 3, 1, 9)
HEAD = "department_head"


def on(hour):
    return START + timedelta(hours=hour)


def both(**more):
    """Rules in which a change needs two rows, each with a way of its own."""
    return AccessRules(
        **{
            "id": "both",
            "revision": 2,
            "source": "test",
            "rows": (
                AccessRow(id="head", actions=("change",), approved_by=(HEAD,), within=hours(4)),
                AccessRow(
                    id="staff", actions=("change",), roles=("staff",), authorised_by=(HEAD,)
                ),
            ),
            "otherwise": "refused",
            "self_approval": False,
            "days": "end",
            **more,
        }
    )


def asked(**more):
    return AccessQuestion(
        **{"actor": "wang", "roles": (), "action": "change", "customer": "c1", **more}
    )


FACTS = (
    file_request("r1", at=on(0), by="wang", action="change"),
    file_request("r2", at=on(1), by="wang", action="change"),
    approval("a1", at=on(2), by="zhao", role=HEAD, of="r1"),
    approval("a2", at=on(2), by="wang", role=HEAD, of="r2"),
    refusal("n1", at=on(3), by="zhao", role=HEAD, of="r1"),
    file_access("u1", at=on(4), by="wang", action="change", request="r1"),
    authorisation("g1", at=on(1), by="zhao", role=HEAD, to="wang", actions=("change", "view")),
    revocation("v1", at=on(5), of="g1"),
    withdrawal("w1", at=on(2), of="n1"),
    disclosure_consent("s1", at=on(1)),
)


@given(st.sets(st.sampled_from(FACTS)), st.integers(-1, 8), st.randoms())
def test_the_order_of_recording_never_matters(told, hour, random):
    """Without it a late entry would open or shut a file."""
    facts = sorted(told, key=lambda one: one.id)
    mixed = random.sample(facts, len(facts))
    answers = [
        may_access(both(), given_, asked(), at=on(hour), calendar=china)
        for given_ in (facts, mixed, [*mixed, *facts])
    ]
    assert answers[0] == answers[1] == answers[2]
    (found, *_) = answers
    assert found.allowed is not bool(found.objections)
    assert bool(found.grounds) is found.allowed
    # facts after the asked instant never matter, corrections excepted
    past = [one for one in facts if one.at <= on(hour) or one.kind == "withdrawal"]
    assert may_access(both(), past, asked(), at=on(hour), calendar=china) == found


@given(st.sets(st.sampled_from(FACTS)), st.integers(-1, 8))
def test_what_is_cited_is_enough(told, hour):
    """Without it the ground of an answer would not be its ground."""
    found = may_access(both(), told, asked(), at=on(hour), calendar=china)
    if found.allowed:
        cited = {name for one in found.grounds for name in one.facts}
        alone = [one for one in told if one.id in cited]
        assert may_access(both(), alone, asked(), at=on(hour), calendar=china).allowed


def test_every_row_must_hold_and_every_way_that_is_shut_is_told():
    """Without it the asker would come back three times."""
    found = may_access(both(), (), asked(), at=on(1), calendar=china)
    assert [(one.code, one.rule) for one in found.objections] == [
        ("access.unapproved", "both@2#head"),
        ("access.role", "both@2#staff"),
        ("access.unauthorised", "both@2#staff"),
    ]
    ok = may_access(both(), FACTS[:3], asked(roles=("staff",)), at=on(2), calendar=china)
    assert [one.code for one in ok.grounds] == ["access.by_approval", "access.by_role"]


@pytest.mark.parametrize(("hour", "allowed"), [(6, True), (7, False)])
def test_an_approval_is_good_for_as_long_as_its_row_says(hour, allowed):
    """Without it an approval of last year would still open the file."""
    rules = both(rows=both().rows[:1])
    found = may_access(rules, (FACTS[0], FACTS[2]), asked(), at=on(hour), calendar=china)
    assert found.allowed is allowed
    if not allowed:
        (one,) = found.objections
        assert (one.code, one.get("last")) == ("access.expired", on(6))


def test_what_was_recorded_later_was_not_known():
    """Without it an answer of the past could not be told again."""
    late = approval("a1", at=on(2), by="zhao", role=HEAD, of="r1", recorded_at=on(5))
    rules = both(rows=both().rows[:1])
    for known_at, allowed in ((on(4), False), (on(5), True), (None, True)):
        found = may_access(
            rules, (FACTS[0], late), asked(), at=on(5), calendar=china, known_at=known_at
        )
        assert found.allowed is allowed


def test_a_sensitive_field_is_entered_where_the_company_keeps_it():
    """Without it a company that has decided could not act on it."""
    rules = both(rows=(), otherwise="allowed", sensitive=("income",))
    question = asked(action="enter", items=("income", "family"))
    found = may_access(rules, (), question, at=START, calendar=china)
    assert [one.get("blank") for one in found.objections] == ["family"]
    reading = asked(action="view", items=("family",))
    assert may_access(rules, (), reading, at=START, calendar=china).allowed


def wrong(word: str) -> Any:
    """A word that the types refuse already; data may still hold it."""
    return (word,)


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (lambda: AccessRow(id="a", actions=()), "value.missing", "actions"),
        (lambda: AccessRow(id="a", actions=wrong("steal")), "value.choice", "actions[0]"),
        (
            lambda: AccessRow(id="a", actions=("view",), media=wrong("stone")),
            "value.choice",
            "media[0]",
        ),
        (lambda: both(rows=both().rows[:1] * 2), "process.twice", "rows[1].id"),
        (lambda: asked(action="steal"), "value.choice", "action"),
        (lambda: asked(medium="stone"), "value.choice", "medium"),
        (
            lambda: may_access(both(), (), asked(), at=START.replace(tzinfo=None), calendar=china),
            "value.naive",
            "at",
        ),
        (
            lambda: access.copy_states(both(), (), at=START, calendar=china),
            "value.missing",
            "rules.copies",
        ),
    ],
)
def test_rules_and_questions_that_say_nothing_are_malformed(make, code, field):
    """Without it a misspelt action would be ruled by no row."""
    with pytest.raises(Malformed) as caught:
        make()
    assert (caught.value.code, caught.value.field) == (code, field)


PRESETS = (
    access.presets.approved_changes(otherwise="allowed", self_approval=True, days="start"),
    access.presets.open_line_secrecy(otherwise="refused", days="end"),
    access.presets.no_disclosure(otherwise="refused", days="end"),
    access.presets.open_query(days="end"),
    access.presets.authorised_reading(otherwise="refused", days="end"),
    access.presets.property_confidentiality(
        print_by="project_manager", otherwise="refused", self_approval=False, days="refused"
    ),
    both(sensitive=("income",)),
)


@pytest.mark.parametrize("rules", PRESETS, ids=lambda one: one.id)
def test_rules_are_data(rules):
    """Without it a company could not edit them as a file."""
    assert from_json(to_json(rules), AccessRules) == rules
    assert from_toml(to_toml(rules), AccessRules) == rules


# --- copies -----------------------------------------------------------------------------

S3 = PRESETS[5]
COPIES = (
    file_request("r1", at=on(0), by="wang", action="print"),
    approval("a1", at=on(1), role="project_manager", of="r1"),
    refusal("n1", at=on(1), role="project_manager", of="r1"),
    file_copy("p1", at=on(2), medium="paper", request="r1", stamped=True, to="wang"),
    file_copy("e1", at=on(2), medium="electronic", until=china.day(on(0))),
    copy_step("x1", at=on(3), of="e1", step="confirmed"),
    copy_step("x2", at=on(4), of="e1", step="destroyed", supervised_by="project_head"),
    copy_step("x3", at=on(4), of="p1", step="returned"),
    copy_step("x4", at=on(4), of="p1", step="lent"),
)


@given(st.sets(st.sampled_from(COPIES)), st.integers(-1, 30), st.randoms())
def test_copies_do_not_depend_on_the_order_of_recording(told, hour, random):
    """Without it the same drawer would hold two different copies."""
    facts = sorted(told, key=lambda one: one.id)
    found = access.copy_states(S3, facts, at=on(hour), calendar=china)
    mixed = random.sample(facts, len(facts))
    assert access.copy_states(S3, mixed, at=on(hour), calendar=china) == found
    assert len(found) == sum(one.kind == "file_copy" and one.at <= on(hour) for one in facts)


def test_approved_and_refused_at_one_instant_is_an_unapproved_copy():
    """Without it the id of the paper would decide."""
    (found,) = access.copy_states(S3, COPIES[:4], at=on(2), calendar=china)
    assert [one.code for one in found.objections] == [
        "copy.unapproved",
        "copy.no_period",
        "copy.unsigned",
    ]
    assert (found.holder, found.last, found.medium) == ("wang", None, "paper")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_decision_can_be_said(lang):
    """Without it the asker would be told a code."""
    found = may_access(both(), FACTS, asked(items=("phone",)), at=on(8), calendar=china)
    copies = access.copy_states(S3, COPIES, at=on(30), calendar=china)
    reasons = (*found.objections, *(one for copy in copies for one in copy.objections))
    said = [text(one, lang) for one in reasons]
    assert [one for one in said if one.startswith(("access.", "copy."))] == []
    assert len(set(said)) == len(said)


def test_a_fact_of_another_customer_opens_nothing():
    """Without it one customer's consent would be good for all."""
    rules = PRESETS[1]
    question = asked(action="disclose", to="bank")
    for customer, allowed in (("c1", True), ("c2", False), (None, True)):
        given_ = fact("s", "disclosure_consent", at=on(0), customer=customer)
        assert may_access(rules, [given_], question, at=on(1), calendar=china).allowed is allowed
