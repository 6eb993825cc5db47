"""When an answer changes by itself, found by asking at every instant at which it could."""

from datetime import datetime, timedelta

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renoflow.attribution import judge, open_court
from tests.reference.judge import judge as judge_slowly
from tests.reference.made_up import EVERY_DAY, MICRO, MORNING, NOONS, situations

SOME = settings(
    deadline=None,  # it judges at some two hundred instants
    max_examples=max(5, settings().max_examples // 8),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ASKED = (*NOONS, *(one + MICRO for one in NOONS), *(one + timedelta(hours=3) for one in NOONS))
HOURS = (0, 9, 12, 21)
"""The hours of the day at which the facts and spans that are made up begin and end."""


def after(at):
    """Every instant around those hours: one after the other may begin a microsecond later."""
    midnight = MORNING - timedelta(hours=MORNING.hour)
    for day in range(12):
        for hour in HOURS:
            for tick in range(-1, 4):
                when = midnight + timedelta(days=day, hours=hour) + tick * MICRO
                if when > at:
                    yield when


def so_far(policy, case, at):
    """The case without what happens later; a withdrawal takes its fact away for all time."""

    def happened(fact):
        if fact.kind == "withdrawal":
            return True
        if isinstance(fact.at, datetime):
            return fact.at <= at
        read = {"start": EVERY_DAY.start, "end": EVERY_DAY.end}.get(policy.days)
        return read is not None and read(fact.at) <= at

    return attrs.evolve(case, facts=tuple(one for one in case.facts if happened(one)))


def core(verdict):
    return [(one.outcome, one.rule, one.shares, one.to) for one in answers(verdict)]


def answers(verdict):
    return verdict.credit, verdict.service


def slowly(policy, case, at):
    told = judge_slowly(policy, EVERY_DAY, case, at=at)
    return [told[question][:4] for question in ("credit", "service")]


@pytest.mark.parametrize("feature", ["chains", "freezing", "chapters", "audits", "ranks"])
@SOME
@given(st.data(), st.sampled_from(ASKED))
def test_an_answer_changes_by_itself_when_it_says(feature, data, at):
    """Without it somebody would plan by a date at which his claim is long gone."""
    policy, case = data.draw(situations(feature, pinned=False))
    case, court = so_far(policy, case, at), open_court(policy, EVERY_DAY)
    verdict = judge(court, case, at=at)
    turned = (one for one in after(at) if core(judge(court, case, at=one)) != core(verdict))
    assert verdict.changes_at == next(turned, None)
    if verdict.changes_at is not None:  # and the slow statement says so too
        now = slowly(policy, case, at)
        assert slowly(policy, case, verdict.changes_at - MICRO) == now
        assert slowly(policy, case, verdict.changes_at) != now
