"""The judge against its second, slow statement, over small cases made up at random."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renoflow.attribution import judge, open_court
from renoflow.attribution.presets import first_contact, seven_day_filing
from renoflow.select import Facts
from tests.reference.judge import judge as judge_slowly
from tests.reference.made_up import (
    EVERY_DAY,
    FEATURES,
    MICRO,
    MORNING,
    SPANS,
    cases,
    instants,
    known_ats,
    policies,
    situations,
)

__all__ = ["EVERY_DAY", "MICRO", "MORNING", "agree", "cases", "instants", "known_ats", "policies"]

SLACK = [HealthCheck.too_slow, HealthCheck.data_too_large]
MORE = settings(max_examples=2 * settings().max_examples, suppress_health_check=SLACK)
SOME = settings(max_examples=settings().max_examples // 2, suppress_health_check=SLACK)


def plain(verdict, withdrawals):
    """The fields of a verdict that the slow statement tells too.

    Of what was told without competence that is withdrawals: the ladder of disputes, which
    tells the others, has a second statement of its own.
    """

    def answer(one):
        shares = {share.party: share.share for share in one.shares}
        return (one.outcome, shares, one.to, one.rule, one.question)

    return {
        "credit": answer(verdict.credit),
        "service": answer(verdict.service),
        "decided_at": verdict.decided_at,
        "docket": sorted(
            (one.basis, one.party, one.opened, one.fact, one.status, one.ended_by or "")
            for one in verdict.docket
        ),
        "adjustments": sorted(
            ((one.rule, one.to, one.part, one.amount) for one in verdict.adjustments),
            key=lambda one: one[:2],
        ),
        "ignored": [one for one in verdict.ignored if one in withdrawals],
        "missing": list(verdict.missing),
    }


def judged(policies, case, at, known_at=None):
    """What the judge says, as values that can be compared."""
    verdict = judge(open_court(policies, EVERY_DAY), case, at=at, known_at=known_at)
    return plain(verdict, [one.id for one in case.facts if one.kind == "withdrawal"])


def agree(policies, case, at, known_at):
    slow = judge_slowly(policies, EVERY_DAY, case, at=at, known_at=known_at)
    assert judged(policies, case, at, known_at) == slow


@pytest.mark.parametrize("feature", FEATURES)
@SOME
@given(st.data(), instants, known_ats)
def test_the_judge_says_what_the_slow_statement_says(feature, data, at, known_at):
    """Without it one wrong line of the fast judge would give customers to the wrong person."""
    policies, case = data.draw(situations(feature))
    agree(policies, case, at, known_at)


@MORE
@given(situations(pinned=True), instants, known_ats)
def test_changed_terms_are_judged_as_the_slow_statement_judges_them(situation, at, known_at):
    """Without it a new revision could take customers away that the old one had given."""
    policies, case = situation
    agree(policies, case, at, known_at)


@MORE
@given(policies(features=()), cases(), instants, known_ats)
def test_a_plain_policy_is_judged_as_the_slow_statement_judges_it(policy, case, at, known_at):
    """Without it a claim, a limit or a ground alone could come out wrongly."""
    agree(policy, case, at, known_at)


@given(
    cases(),
    st.sampled_from(SPANS),
    st.sampled_from(("refused", "start", "end")),
    instants,
    known_ats,
)
def test_seven_day_filing_is_judged_as_the_slow_statement_judges_it(
    case, window, untimed, at, known_at
):
    """Without it the shipped filing policy could differ from what its rows say."""
    agree(seven_day_filing(window=window, untimed=untimed), case, at, known_at)


@given(cases(), st.sampled_from(("deal", "dispute")), instants, known_ats)
def test_first_contact_is_judged_as_the_slow_statement_judges_it(case, deal, at, known_at):
    """Without it the shipped first-contact policy could differ from what its rows say."""
    agree(first_contact(deal=(Facts(kinds=(deal,)),)), case, at, known_at)
