"""What is due in a case (应办事项): duties of claims and of the case, approvals that wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from renoflow.attribution.court import Court
from renoflow.attribution.judge import hear
from renoflow.attribution.live import Live
from renoflow.attribution.records import Case, Verdict
from renoflow.attribution.swept import Sweep
from renoflow.limits import LimitState
from renoflow.obligations import Obligation, obligation, urgency

__all__ = ["obligations"]

_COMPANY = "company"


def obligations(
    court: Court,
    case: Case,
    *,
    at: datetime,
    until: datetime,
    known_at: datetime | None = None,
) -> tuple[Obligation, ...]:
    """What is and was due in *case* as seen at *at*, the most urgent first.

    The duties of its claims, owed by the claimant or a role; the approvals that wait and
    have a term; the policy's duties of the case, owed by a role, or by the owner (each of
    several; the company where there is none). A duty of a claim that has come to an end,
    or of one that only protected it until the deal, is dropped if it was open then; what
    was missed by then stays missed. Rules are cited as ``policy@revision#row``.

    Args:
        court: The policy and its calendar.
        case: The customer's history.
        at: The asked instant; later facts do not count.
        until: Leaves out what is due after it, and what has no end unless it is open.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: as for :func:`~renoflow.attribution.judge`.
    """
    verdict, swept = hear(court, case, at=at, known_at=known_at)
    found = [
        *_of_claims(swept, case.customer),
        *_of_steps(swept, case.customer),
        *_of_case(swept, verdict),
    ]
    due = (one for one in found if (one.state == "open" if one.due is None else one.due <= until))
    return tuple(sorted(due, key=urgency))


def _of_claims(swept: Sweep, customer: str) -> Iterator[Obligation]:
    for live in swept.claims:
        read = live.row.read
        if read is None or live.void_by is not None:
            continue
        rules = {one.limit.id: one for one in live.row.limits}
        for state in _states(live, read(swept.scope_of(live, live.since, swept.asked))):
            rule = rules[state.limit]
            if rule.limit.needs is None:
                continue
            is_over = swept.decisive is not None and rule.then != "report"
            ended, dropped = _ended(swept, live, state)
            owed = obligation(
                attrs.evolve(ended, limit=f"{swept.compiled.name}#{state.limit}"),
                what=rule.what,
                who=live.party if rule.who == "self" else rule.who,
                customer=customer,
                dropped=dropped or is_over,
            )
            if owed is not None:
                yield owed


def _states(live: Live, later: Iterable[LimitState]) -> Iterator[LimitState]:
    """The claim's limits at the decision; of those that only report how they stand *later*."""
    report = {one.limit.id for one in live.row.limits if one.then == "report"}
    yield from (one for one in live.limits if one.limit not in report)
    yield from (one for one in later if one.limit in report)


def _ended(swept: Sweep, live: Live, state: LimitState) -> tuple[LimitState, bool]:
    """*state*, open where the claim's end came before its own, and whether the claim ended."""
    end = live.end_at(swept.upto)
    if end is None:
        return state, False
    if state.status == "missed" and state.last is not None and end[0] <= state.last:
        return attrs.evolve(state, status="open"), True
    return state, True


def _of_steps(swept: Sweep, customer: str) -> Iterator[Obligation]:
    """Approvals that a claim in force still waits for, where they have a term."""
    for live in swept.claims:
        if live.void_by is not None or live.end_at(swept.upto) is not None:
            continue
        for step in live.steps:
            if step.status == "pending" and step.due is not None:
                yield Obligation(
                    rule=f"{swept.compiled.name}#{live.row.claim.basis}/{step.id}",
                    what="approval",
                    who=step.role,
                    due=step.due,
                    state="missed" if step.due < swept.asked else "open",
                    cites=(live.fact.id,),
                    provisional=step.provisional,
                    customer=customer,
                )


def _of_case(swept: Sweep, verdict: Verdict) -> Iterator[Obligation]:
    read = swept.compiled.duties
    if read is None:
        return
    owners = [share.party for share in verdict.credit.shares] or [_COMPANY]
    duties = {duty.limit.id: duty for duty in swept.compiled.policy.duties}
    for state in read(swept.scope(swept.asked)):
        duty = duties[state.limit]
        if duty.limit.every is not None and state.last is None:
            continue  # its first time round has not begun
        for who in owners if duty.who == "self" else [duty.who]:
            owed = obligation(
                attrs.evolve(state, limit=f"{swept.compiled.name}#{state.limit}"),
                what=duty.what,
                who=who,
                customer=verdict.customer,
                advice=duty.advice,
            )
            if owed is not None:
                yield owed
