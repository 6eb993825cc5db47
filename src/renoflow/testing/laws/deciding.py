"""Laws about what decides: the first ground, a decisive fact, a competent role, and no guess."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import attrs

from renoflow.attribution import Answer, Court, Verdict, open_court
from renoflow.attribution.policy import Policy
from renoflow.facts import Fact, fact
from renoflow.testing.laws.trial import Trial, core, ends, starts

__all__ = [
    "a_doubt_who_he_is_decides_nothing",
    "only_a_competent_role_decides",
    "the_first_ground_that_holds_decides",
    "what_is_decided_stays_decided",
]


def the_first_ground_that_holds_decides(trial: Trial) -> str:
    """Who reads the rules from the top must come to the same row.

    By the grounds above the one that decided alone, nothing is decided.
    """
    if len(trial.policies) > 1:
        return ""
    verdict, policy = trial.judge(), trial.policies[0]
    names = [f"{policy.name}#{one.id}" for one in policy.grounds]
    for question, answer in _answers(verdict):
        if answer.rule not in names:
            continue
        place = names.index(answer.rule)
        if question not in policy.grounds[place].answers:
            return f"{answer.rule} decided the {question}, which is not what it is for"
        if not place:
            continue
        above = attrs.evolve(trial, court=_court_of_first(trial.court, place))
        found = above.judge()
        other = dict(_answers(found))[question]
        if other.rule != f"{policy.name}#silent":
            what = f"by the rows above {answer.rule} alone, which should not have held"
            return trial.differ(what, verdict, found)
    return ""


def _answers(verdict: Verdict) -> Iterator[tuple[str, Answer]]:
    yield "credit", verdict.credit
    yield "service", verdict.service


@lru_cache(maxsize=64)
def _court_of_first(court: Court, count: int) -> Court:
    """The court of the first *count* grounds, and without what names the others."""
    policy = court.policies
    assert isinstance(policy, Policy)  # the law is asked of one revision
    cut = attrs.evolve(policy, grounds=policy.grounds[:count], terms=(), names=())
    return open_court(cut, court.calendar, kinds=court.kinds)


def what_is_decided_stays_decided(trial: Trial) -> str:
    """After the deal no limit runs out any more, and nobody comes too late to be first."""
    verdict = trial.judge()
    if verdict.firmness != "final" or verdict.rule.endswith("#decision"):
        return ""
    if verdict.changes_at is not None:
        return trial.differ("it is final, and yet says that it will change", verdict, verdict)
    asked = any(policy.pin == "asked" for policy in trial.policies) and len(trial.policies) > 1
    if asked or verdict.decided_at >= trial.at:
        return ""
    then = trial.judge(at=verdict.decided_at)
    if core(then)[:3] == core(verdict)[:3]:
        return ""
    return trial.differ("at the instant at which it was decided", verdict, then)


def only_a_competent_role_decides(trial: Trial) -> str:
    """What a role of the policy decided is decided, and what a passer-by says is not."""
    policy, at = trial.court.at(trial.at).policy, trial.at
    told = [one for one in trial.case.facts if one.kind == "decision"]
    calendar = trial.court.calendar
    if any(starts(one, calendar) <= at <= ends(one, calendar) for one in told):
        return ""  # of two of one instant that differ neither counts
    before = trial.judge()
    stranger = trial.judge((*trial.case.facts, _decision(trial, "passer_by")))
    if core(stranger)[:2] != core(before)[:2]:
        return trial.differ("after a passer-by decided", before, stranger)
    role = next((one.role for one in policy.deciders if one.until == "always"), None)
    if role is None or trial.case.doubts or len(trial.policies) > 1:
        return ""
    found = trial.judge((*trial.case.facts, _decision(trial, role)))
    if found.owner == _CHOSEN and found.rule == f"{policy.name}#decision":
        return ""
    return trial.differ(f"after {role} decided for {_CHOSEN}", before, found)


_CHOSEN = "whom_they_chose"


def _decision(trial: Trial, role: str) -> Fact:
    at, known_at = trial.at, trial.known_at
    recorded = at if known_at is None else min(at, known_at)
    return fact(
        "the_decision",
        "decision",
        at=at,
        recorded_at=recorded,
        role=role,
        customer=trial.case.customer or None,
        owner=_CHOSEN,
        final=True,
    )


def a_doubt_who_he_is_decides_nothing(trial: Trial) -> str:
    """Two records may be one customer: that is a question for somebody, and no verdict."""
    before = trial.judge()
    case = attrs.evolve(trial.case, doubts=("perhaps_he",))
    found = attrs.evolve(trial, case=case).judge()
    policy = found.policy
    if found.firmness == "doubtful" and {found.credit.rule, found.service.rule} == {
        f"{policy}#identity"
    }:
        return ""
    return trial.differ("with a doubt who he is", before, found)
