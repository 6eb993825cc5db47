"""Laws about the docket: every claim is on it, and what it says of each fits together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import attrs

from renoflow.attribution import ClaimState, Verdict
from renoflow.attribution.policy import ClaimLimit
from renoflow.limits import LimitState
from renoflow.periods import LEGAL, Span
from renoflow.testing._shown import shown_time
from renoflow.testing.laws.trial import Trial, ends, starts
from renoflow.testing.strategies.values import TICK

__all__ = ["no_claim_gets_lost", "the_docket_fits_together"]

_IN_FORCE = frozenset(("pending", "standing", "contestable"))
_LATE = frozenset(("met_late", "missed", "over", "early"))


def no_claim_gets_lost(trial: Trial) -> str:
    """Whoever loses wants to see his claim too, and why it came to nothing.

    What a fact opens if it is told alone, it opens among others, unless a new chapter began.
    """
    if len(trial.policies) > 1 or trial.policies[0].chapter is not None:
        return ""
    trial = attrs.evolve(trial, known_at=None)
    facts = [one for one in trial.case.facts if one.kind != "withdrawal"]
    verdict = trial.judge(facts)
    there = {(one.basis, one.party) for one in verdict.docket}
    for fact in dict.fromkeys(facts):
        alone = trial.judge((fact,))
        for one in alone.docket:
            if one.opened <= verdict.decided_at and (one.basis, one.party) not in there:
                what = f"{fact.id} opens {one.basis} of {one.party}, and among others it does not"
                return trial.differ(what, alone, verdict)
    return ""


def the_docket_fits_together(trial: Trial) -> str:
    """A claim that stands though its time ran out is found here, whoever owns in the end.

    What is said of a limit, of an approval and of a claim must agree, to the last instant;
    nothing is cited that nobody told, and nothing counted twice.
    """
    verdict = trial.judge()
    found = next(_misfits(trial, verdict), "")
    if not found:
        return ""
    return trial.differ(f"but {found}; it was judged", verdict, verdict)


def _misfits(trial: Trial, verdict: Verdict) -> Iterator[str]:
    yield from _cited(trial, verdict)
    for one in verdict.docket:
        whose = f"{one.basis} of {one.party}"
        yield from (f"{whose} {what}" for what in _claim(trial, verdict, one))
        for state in one.limits:
            yield from (
                f"{state.limit} of {whose} {what}" for what in _limit(trial, verdict, one, state)
            )


def _cited(trial: Trial, verdict: Verdict) -> Iterator[str]:
    told = {one.id for one in trial.case.facts}
    cited = set(verdict.cites).union(*(one.facts for one in verdict.docket))
    if cited - told:
        yield f"{min(cited - told)} is cited, which nobody told"
    given = [(one.rule, one.to) for one in verdict.adjustments]
    if len(set(given)) < len(given):
        yield "one row gives somebody the same twice"


def _claim(trial: Trial, verdict: Verdict, one: ClaimState) -> Iterator[str]:
    at, is_live = verdict.decided_at, one.status in _IN_FORCE
    calendar = trial.court.calendar
    if one.opened > at:
        yield f"opened at {shown_time(one.opened, calendar)}, after the decision"
    if is_live is (one.ended_by is not None):
        yield f"is {one.status} and was ended by {one.ended_by}"
    if one.ended_at is not None and one.ended_at >= at:
        yield f"ended at {shown_time(one.ended_at, calendar)}, and that is not over"
    by_fact = one.status in {"ended", "displaced"} and one.ended_at is not None
    if by_fact and one.ended_at is not None and one.ended_at + TICK not in _happened(trial):
        yield f"was {one.status} when nothing happened"
    rivals = [
        other.opened
        for other in verdict.docket
        if other.basis == one.basis and other.status in _IN_FORCE
    ]
    place = 1 + sum(opened < one.opened for opened in rivals) if is_live else None
    if one.place != place:
        yield f"has place {one.place}, not {place}"
    if is_live and any(step.status == "refused" for step in one.steps):
        yield f"was refused and is {one.status}"
    for step in one.steps:
        waits = step.status == "pending" and step.silence != "pending" and step.due is not None
        if waits and step.due is not None and step.due < at:
            yield f"waits for {step.role}, whose silence has answered"
        if step.told == "by_silence" and (step.due is None or step.due >= at):
            yield f"has the silence of {step.role} for an answer, who has time yet"


def _happened(trial: Trial) -> set[datetime]:
    calendar = trial.court.calendar
    return {read(one, calendar) for one in trial.case.facts for read in (starts, ends)}


def _limit(trial: Trial, verdict: Verdict, claim: ClaimState, state: LimitState) -> Iterator[str]:
    rule = _rule(trial, state.limit)
    if rule is None:
        return
    at, last, limit = verdict.decided_at, state.last, rule.limit
    end = last if limit.grace is None else state.until
    if last is not None and state.met_at is not None:
        in_time = end is None or state.met_at <= end
        if (state.status == "met" and not in_time) or (state.status == "met_late" and in_time):
            yield f"is {state.status} by {shown_time(state.met_at, trial.court.calendar)}"
    if state.status == "open" and end is not None and end < at:
        yield "is open after its last instant"
    if state.status in {"missed", "over"} and end is not None and at <= end:
        yield f"is {state.status} before its last instant is over"
    if state.status in _LATE and rule.then == "lapse" and claim.status in _IN_FORCE:
        yield f"is {state.status}, and the claim is {claim.status}"
    if state.status in _LATE and rule.then == "contest" and claim.status == "standing":
        yield f"is {state.status}, and nobody may challenge the claim"
    ended_here = claim.status == "lapsed" and claim.ended_by == state.limit
    if ended_here and limit.every is None and state.status != "early" and claim.ended_at != end:
        yield "ended the claim, and not at its last instant"
    calendar = trial.court.calendar
    if last is not None and _rolls(trial, rule) and not calendar.is_working(calendar.day(last)):
        yield "ends on a day off"


def _rule(trial: Trial, name: str) -> ClaimLimit | None:
    """The row of the limit; None where revisions differ in it."""
    found = {one for policy in trial.policies for one in policy.limits if one.limit.id == name}
    return found.pop() if len(found) == 1 else None


def _rolls(trial: Trial, rule: ClaimLimit) -> bool:
    """Whether its last day is a working day, wherever it began."""
    limit = rule.limit
    moved = (limit.pause, limit.hold, limit.extend, limit.cap, limit.every, limit.by)
    if any(moved) or not isinstance(limit.span, Span) or limit.span.edge != "through":
        return False
    still = any(policy.undo for policy in trial.policies)
    rolls = limit.span.unit == "working_day" or limit.span.roll == "next_working"
    return not still and (rolls or limit.span.counting == LEGAL)
