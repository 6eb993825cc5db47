"""Laws about what comes: when an answer changes by itself, and what would change it."""

from __future__ import annotations

from datetime import datetime

import attrs

from renoflow.attribution import Policy, Verdict
from renoflow.testing._shown import shown_time
from renoflow.testing.laws.trial import Trial, core, ends
from renoflow.testing.strategies import edges_of
from renoflow.testing.strategies.values import TICK

__all__ = ["a_change_offered_turns_the_answer", "it_changes_when_it_says_and_not_before"]

_LOOKED_AT = 10
"""At how many edges it is looked whether something changes earlier than was said."""


def it_changes_when_it_says_and_not_before(trial: Trial) -> str:
    """Somebody plans by that date: nothing happens by itself before it, and then it does.

    Only up to the next revision of the policy, because that does not come by itself.
    """
    now, calendar = attrs.evolve(trial.case, facts=trial.over(ends)), trial.court.calendar
    trial = attrs.evolve(trial, case=now)
    verdict, stop = trial.judge(), _next_revision(trial)
    changes_at = verdict.changes_at
    if changes_at is not None and changes_at <= trial.at:
        return f"it says that it changes at {shown_time(changes_at, calendar)}, which is over"
    looked = [at for at in edges_of(trial.court, now) if at > trial.at][:_LOOKED_AT]
    if changes_at is not None:
        looked = [*(at for at in looked if at < changes_at), changes_at - TICK]
    for at in looked:
        if (stop is None or at < stop) and core(found := trial.judge(at=at))[:2] != _now(verdict):
            said = "never" if changes_at is None else shown_time(changes_at, calendar)
            what = f"it changes at {said}, it says, and at {shown_time(at, calendar)} it has"
            return trial.differ(what, verdict, found)
    if changes_at is not None and (stop is None or changes_at < stop):
        found = trial.judge(at=changes_at)
        if core(found)[:2] == _now(verdict):
            what = f"at {shown_time(changes_at, calendar)}, when it should have changed"
            return trial.differ(what, verdict, found)
    return ""


def _now(verdict: Verdict) -> tuple[object, ...]:
    return core(verdict)[:2]


def _next_revision(trial: Trial) -> datetime | None:
    policies, calendar = trial.court.policies, trial.court.calendar
    if isinstance(policies, Policy):
        return None
    since = (one if isinstance(one, datetime) else calendar.start(one) for one, _ in policies.rows)
    return min((one for one in since if one > trial.at), default=None)


def a_change_offered_turns_the_answer(trial: Trial) -> str:
    """Advice that does not help is worse than none.

    Asked for the first two who have a claim or a share, and one who has none.
    """
    before = trial.judge()
    parties = {one.party for one in before.docket} | {one.party for one in before.credit.shares}
    for party in (*sorted(parties)[:2], "nobody_yet"):
        owned = _owns(before, party)
        offered = trial.bench.what_would_change(
            trial.court, trial.case, party, at=trial.at, known_at=trial.known_at
        )
        for one in offered:
            changed = attrs.evolve(trial, case=one.case, at=one.at)
            found = changed.judge()
            if found != one.verdict or _owns(found, party) is owned:
                what = one.kind if one.fact is None else f"{one.kind}: {one.fact.kind}"
                return trial.differ(f"for {party}, {what}", before, found)
    return ""


def _owns(verdict: Verdict, party: str) -> bool:
    return any(one.party == party for one in verdict.credit.shares)
