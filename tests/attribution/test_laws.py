"""The laws that every policy obeys, over random policies, both presets and random cases."""

from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.attribution import Case, judge, open_court, presets
from renoflow.facts import Fact
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import Facts
from tests.reference.test_judge_differential import (
    EVERY_DAY,
    PARTIES,
    SLACK,
    cases,
    instants,
    known_ats,
    policies,
)

ANY_POLICY = st.one_of(
    policies(),
    policies(),
    st.builds(
        presets.seven_day_filing,
        window=st.sampled_from((hours(36), days(2, counting=CALENDAR))),
        untimed=st.sampled_from(("refused", "start", "end")),
    ),
    st.builds(presets.first_contact, deal=st.just((Facts(kinds=("deal",)),))),
)


def core(verdict):
    """What a verdict says of the customer, without ids of facts."""
    return tuple(
        (one.outcome, frozenset((s.party, s.share) for s in one.shares), one.to, one.rule)
        for one in (verdict.credit, verdict.service)
    ) + (verdict.decided_at, verdict.firmness, verdict.changes_at)


def told(verdict):
    """All of it, docket and citations too, in no particular order."""
    docket = frozenset(
        attrs.evolve(one, place=None, facts=tuple(sorted(one.facts))) for one in verdict.docket
    )
    return core(verdict), docket, frozenset(verdict.cites), frozenset(verdict.adjustments)


def starts(fact):
    """The first instant at which the fact may have happened."""
    return fact.at if isinstance(fact.at, datetime) else EVERY_DAY.start(fact.at)


def learned(fact):
    at = fact.recorded_at
    return at if isinstance(at, datetime) else EVERY_DAY.end(at)


def with_facts(case, facts):
    return attrs.evolve(case, facts=tuple(facts))


@SLACK
@given(ANY_POLICY, cases(), instants)
def test_shares_total_one_or_nobody_owns(policy, case, at):
    """Otherwise a commission would be paid twice, or part of it to nobody."""
    verdict = judge(open_court(policy, EVERY_DAY), case, at=at)
    for answer in (verdict.credit, verdict.service):
        owns = answer.outcome in {"owner", "party"}
        assert sum(one.share for one in answer.shares) == (Fraction(1) if owns else 0)
        assert len({one.party for one in answer.shares}) == len(answer.shares)


@SLACK
@given(ANY_POLICY, cases(), instants, known_ats, st.data())
def test_the_order_of_facts_never_matters_and_a_fact_told_twice_is_one(
    policy, case, at, known_at, data
):
    """A host's data base returns rows in any order, and a retry tells one again."""
    court = open_court(policy, EVERY_DAY)
    again = data.draw(st.permutations([*case.facts, *case.facts[:2]]))
    wanted = judge(court, case, at=at, known_at=known_at)
    assert judge(court, with_facts(case, again), at=at, known_at=known_at) == wanted


@SLACK
@given(ANY_POLICY, cases(), instants)
def test_when_facts_were_recorded_never_matters_to_one_who_knows_all(policy, case, at):
    """A late paper counts from when it happened; withdrawals alone have an order."""
    court = open_court(policy, EVERY_DAY)
    case = with_facts(case, (one for one in case.facts if one.kind != "withdrawal"))
    late = with_facts(case, (attrs.evolve(one, recorded_at=LATE) for one in case.facts))
    assert judge(court, late, at=at) == judge(court, case, at=at)


LATE = datetime(2025, 1, 1, tzinfo=UTC)


@SLACK
@given(ANY_POLICY, cases(), instants, known_ats)
def test_facts_after_the_asked_instant_never_matter(policy, case, at, known_at):
    """Nobody may lose a customer by what has not happened yet; corrections excepted."""
    court = open_court(policy, EVERY_DAY)
    past = with_facts(
        case, (one for one in case.facts if one.kind == "withdrawal" or starts(one) <= at)
    )
    wanted = judge(court, case, at=at, known_at=known_at)
    assert judge(court, past, at=at, known_at=known_at) == wanted


@SLACK
@given(ANY_POLICY, cases(), instants, instants)
def test_facts_learned_later_never_matter(policy, case, at, known_at):
    """A verdict of last month must stay what it was."""
    court = open_court(policy, EVERY_DAY)
    known = with_facts(case, (one for one in case.facts if learned(one) <= known_at))
    wanted = judge(court, case, at=at, known_at=known_at)
    assert judge(court, known, at=at, known_at=known_at) == wanted
    assert attrs.evolve(judge(court, known, at=at), known_at=known_at) == wanted


NEW_NAMES = {"ann": "zed", "bo": "ann", "cy": "bo"}


def renamed(thing):
    """The same with other people in it; whatever is no person stays."""
    if isinstance(thing, str):
        return NEW_NAMES.get(thing, thing)
    if isinstance(thing, tuple | frozenset):
        return type(thing)(renamed(one) for one in thing)
    if attrs.has(type(thing)):
        return attrs.evolve(
            thing,
            **{
                field.name: renamed(getattr(thing, field.name))
                for field in attrs.fields(type(thing))
            },
        )
    return thing


@SLACK
@given(ANY_POLICY, cases(), instants, known_ats)
def test_renaming_parties_renames_the_verdict(policy, case, at, known_at):
    """Nothing is decided by a name: the first of the alphabet has no better claim."""
    court = open_court(policy, EVERY_DAY)
    others = with_facts(case, (renamed(one) for one in case.facts))
    wanted = renamed(told(judge(court, case, at=at, known_at=known_at)))
    assert told(judge(court, others, at=at, known_at=known_at)) == wanted


@SLACK
@given(ANY_POLICY, cases(), instants, known_ats)
def test_nothing_is_decided_by_the_id_of_a_fact(policy, case, at, known_at):
    """Ids come from a data base in whatever order rows were typed."""
    court = open_court(policy, EVERY_DAY)
    names = {one.id: f"g{99 - int(one.id[1:])}" for one in case.facts}

    def other(one: Fact):
        fields = tuple(
            (name, names.get(value, value) if name == "of" else value)
            for name, value in one.fields
        )
        return attrs.evolve(one, id=names[one.id], fields=fields)

    wanted = judge(court, case, at=at, known_at=known_at)
    found = judge(court, with_facts(case, map(other, case.facts)), at=at, known_at=known_at)
    assert core(found) == core(wanted)
    assert set(found.cites) == {names[name] for name in wanted.cites}


@SLACK
@given(ANY_POLICY, cases(), instants, known_ats, st.sampled_from((-11, 0, 5.5, 14)))
def test_another_offset_changes_nothing(policy, case, at, known_at, ahead):
    """An instant is the same instant however a server writes it down."""
    zone = timezone(timedelta(hours=ahead))

    def elsewhere(when):
        return when.astimezone(zone) if isinstance(when, datetime) else when

    court = open_court(policy, EVERY_DAY)
    moved = with_facts(
        case,
        (
            attrs.evolve(one, at=elsewhere(one.at), recorded_at=elsewhere(one.recorded_at))
            for one in case.facts
        ),
    )
    wanted = judge(court, case, at=at, known_at=known_at)
    assert judge(court, moved, at=elsewhere(at), known_at=elsewhere(known_at)) == wanted


@SLACK
@given(ANY_POLICY, cases(), instants, known_ats)
def test_the_cited_facts_alone_give_the_same_answer(policy, case, at, known_at):
    """A verdict that cites too little convinces nobody."""
    court = open_court(policy, EVERY_DAY)
    wanted = judge(court, case, at=at, known_at=known_at)
    cited = with_facts(case, (one for one in case.facts if one.id in wanted.cites))
    found = judge(court, cited, at=at, known_at=known_at)
    assert core(found)[:2] == core(wanted)[:2]
    assert found.decided_at == wanted.decided_at
