"""What people ask of disputes: where they stand, what one may tell, who may see, what is held."""

from __future__ import annotations

from collections.abc import Iterable

from renoflow.attribution.chapters import chapter_of
from renoflow.attribution.court import Court
from renoflow.attribution.disputes.reading import read_disputes
from renoflow.attribution.disputes.records import DisputeState
from renoflow.attribution.policy import Ladder, Policy
from renoflow.attribution.records import Case, Share, Verdict
from renoflow.facts import Fact, known
from renoflow.reasons import Reason, reason
from renoflow.select import see

__all__ = ["all_disputes", "contested", "dispute_states", "in_scope", "may_dispute", "may_see"]


def dispute_states(court: Court, case: Case, verdict: Verdict) -> tuple[DisputeState, ...]:
    """The disputes of the chapter in which *verdict* was given; none where there is no ladder.

    As they were seen then, in the order of their reports. Raises what judging raises.
    """
    return _read(court, case.facts, verdict)[0]


def all_disputes(court: Court, case: Case, verdict: Verdict) -> tuple[DisputeState, ...]:
    """As :func:`dispute_states`, with those of earlier chapters: what they hold is still held."""
    return _read(court, case.facts, verdict, whole=True)[0]


def may_dispute(court: Court, case: Case, verdict: Verdict, fact: Fact) -> tuple[Reason, ...]:
    """Every objection to telling *fact* of a dispute now; none means that it counts (ESC-02).

    *verdict* is that of the case at the instant of *fact*. Nothing is refused when it is
    told all the same: it is reported as what does not count.

    Raises:
        Malformed: ``fact.clash`` or ``fact.withdrawal``.
    """
    policy = _policy(court, verdict)
    if policy.ladder is None:
        return (reason("dispute.no_ladder", rule=policy.name, facts=(fact.id,)),)
    states, stray = _read(court, (*case.facts, fact), verdict)
    if fact.id in {one.id for one in stray}:
        return (reason("decision.dispute", rule=policy.ladder.id, facts=(fact.id,)),)
    return tuple(one for state in states for one in state.objections if fact.id in one.facts)


def may_see(
    ladder: Ladder, state: DisputeState, *, person: str | None = None, role: str | None = None
) -> tuple[Reason, ...]:
    """Every objection to showing the dispute to *person*, who asks in *role* (DIS-04, CONF-11).

    Its parties and its levels see it, whoever holds one by name, and the roles that the ladder
    names. Where the text does not say who else may, that is the objection: a person must
    answer.
    """
    holders = (level.holder for level in ladder.levels)
    if person is not None and person in (*state.parties, *holders):
        return ()
    if role is not None and role in (*ladder.roles, *(ladder.sees or ())):
        return ()
    code = "dispute.secret" if ladder.sees is not None else "dispute.see_silent"
    return (reason(code, rule=f"{ladder.id}#sees", facts=(state.id,)),)


def contested(
    ladder: Ladder | None, states: Iterable[DisputeState], verdict: Verdict
) -> tuple[Share, ...]:
    """The shares of the credit that are held while disputes are open; each whole or not.

    A share is contested by a dispute that names its owner among the parties. A dispute that
    names none of the owners, or nobody, contests them all, and with ``held = "all"`` any
    does. What nobody disputes is paid as ever.
    """
    shares = verdict.credit.shares
    held: set[str] = set()
    for one in states:
        if not one.open:
            continue
        named = {share.party for share in shares if share.party in one.parties}
        whole = not named or (ladder is not None and ladder.held == "all")
        held |= {share.party for share in shares} if whole else named
    return tuple(share for share in shares if share.party in held)


def in_scope(ladder: Ladder, department: str, *, full_time: bool, concerned: bool = False) -> bool:
    """Whether the ladder applies to somebody of *department* (ESC-04).

    *concerned*: his work has to do with the matter, which matters for some departments.
    """
    if not ladder.applies_to and not ladder.related:
        return True
    return (department in ladder.applies_to and full_time) or (
        department in ladder.related and concerned
    )


def _policy(court: Court, verdict: Verdict) -> Policy:
    """The revision that the verdict was given by."""
    decided = court.at(verdict.decided_at).policy
    return decided if decided.name == verdict.policy else court.at(verdict.at).policy


def _read(
    court: Court, facts: Iterable[Fact], verdict: Verdict, *, whole: bool = False
) -> tuple[tuple[DisputeState, ...], tuple[Fact, ...]]:
    policy, calendar = _policy(court, verdict), court.calendar
    if policy.ladder is None:
        return (), ()
    told = known(facts, calendar, known_at=verdict.known_at)
    seen = see(told, calendar, days=policy.days)
    if not whole:
        seen = chapter_of(court.at(verdict.at), seen, calendar, verdict.at)
    return read_disputes(
        policy.ladder,
        seen,
        calendar,
        days=policy.days,
        asked=verdict.at,
        decided_at=verdict.decided_at,
        house=frozenset(policy.house),
    )
