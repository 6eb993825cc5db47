"""Competence (裁决权限): which decisions count, and why the others do not (R24, ESC-02).

A decision counts if a role that the policy names as a decider took it in time, or if it was
taken on the policy's ladder by the level whose turn it was. What the parties agreed before
such a level counts as its decision. Of all that count the last final one decides, else the
last; several of one instant that name different owners are a tie, which nobody breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import attrs

from renoflow.attribution.disputes.reading import read_disputes
from renoflow.attribution.disputes.records import DisputeState
from renoflow.attribution.policy import Policy
from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.reasons import Reason, reason
from renoflow.select import Seen

__all__ = ["Heard", "heard"]


@attrs.frozen(kw_only=True)
class Heard:
    """Which decisions count.

    Attributes:
        deciding: The facts that decide, all of one instant; none where nothing was decided.
            Each names an ``owner``.
        final: Whether they are the last word of their dispute.
        source: The catalogue ids of the deciders or levels.
        counted: The ids of all decisions that count, in time order.
        ignored: Why each other decision does not count, by time; its id is the first fact.
    """

    deciding: tuple[Fact, ...] = ()
    final: bool = False
    source: str = ""
    counted: tuple[str, ...] = ()
    ignored: tuple[Reason, ...] = ()


_NOTHING: Final = Heard()
_TELLING: Final = frozenset(("decision", "negotiation"))


@attrs.frozen
class _Counting:
    at: datetime
    fact: Fact
    final: bool
    source: str


def heard(
    policy: Policy,
    seen: Seen,
    *,
    decided_at: datetime,
    asked: datetime,
    calendar: WorkCalendar,
) -> Heard:
    """Which decisions in *seen* up to *asked* count by *policy*.

    ``decided_at`` is the instant of decision of the case: some roles cannot act after it.
    Nothing depends on the order of telling or on an id.
    """
    if _TELLING.isdisjoint(seen.by_kind):
        return _NOTHING
    told = [
        pair
        for kind in ("decision", "negotiation")
        for pair in seen.by_kind.get(kind, ())
        if pair[0] <= asked and pair[1].get("owner") is not None
    ]
    if not any(fact.kind == "decision" or policy.ladder for _, fact in told):
        return _NOTHING
    counting = {one.fact.id: one for one in _by_deciders(policy, seen, decided_at, asked)}
    why: dict[str, Reason] = {}
    if policy.ladder is not None:
        states, stray = read_disputes(
            policy.ladder,
            seen,
            calendar,
            days=policy.days,
            asked=asked,
            decided_at=decided_at,
            house=frozenset(policy.house),
        )
        for one in _on_ladder(policy, seen, states):
            counting.setdefault(one.fact.id, one)
        why = {each.facts[0]: each for state in states for each in state.objections if each.facts}
        for fact in stray:
            why[fact.id] = reason("decision.dispute", rule=policy.ladder.id, facts=(fact.id,))
    ignored = (
        why.get(fact.id) or _refused(policy, fact, decided_at)
        for at, fact in sorted(told, key=lambda pair: (pair[0], pair[1].id))
        if fact.kind == "decision" and fact.id not in counting
    )
    return _resolved(list(counting.values()), tuple(ignored))


def _by_deciders(
    policy: Policy, seen: Seen, decided_at: datetime, asked: datetime
) -> Iterator[_Counting]:
    """Decisions of the deciders, who need no dispute."""
    deciders = {one.role: one for one in policy.deciders}
    for at, fact in seen.by_kind.get("decision", ()):
        decider = deciders.get(str(fact.get("role")))
        if decider is None or at > asked:
            continue
        if decider.until == "always" or at <= decided_at:
            yield _Counting(at, fact, fact.get("final") is True, decider.source)


def _on_ladder(
    policy: Policy, seen: Seen, states: tuple[DisputeState, ...]
) -> Iterator[_Counting]:
    """Decisions of the levels, and agreements before them that name an owner."""
    ladder = policy.ladder
    sources = {} if ladder is None else {one.role: one.source for one in ladder.levels}
    dated = {fact.id: (at, fact) for at, fact in seen.dated}
    for state in states:
        ends = state.status in {"agreed", "closed"}
        last = max((dated[name][0] for name in state.decisions), default=None)
        for name in state.decisions:
            at, fact = dated[name]
            if isinstance(fact.get("owner"), str):
                yield _Counting(at, fact, ends and at == last, sources[str(fact.get("role"))])


def _refused(policy: Policy, fact: Fact, decided_at: datetime) -> Reason:
    """Why no decider's rule lets *fact* count."""
    roles = [one.role for one in policy.deciders]
    ladder = () if policy.ladder is None else policy.ladder.roles
    if fact.get("role") in roles:
        return reason(
            "decision.late", rule=f"{policy.name}#decision", facts=(fact.id,), until=decided_at
        )
    return reason(
        "decision.role",
        rule=f"{policy.name}#decision",
        facts=(fact.id,),
        roles=tuple(dict.fromkeys((*roles, *ladder))),
    )


def _resolved(counting: list[_Counting], ignored: tuple[Reason, ...]) -> Heard:
    counting.sort(key=lambda one: (one.at, one.fact.id))
    final = [one for one in counting if one.final]
    rest = final or counting
    last = [one for one in rest if one.at == rest[-1].at]
    return Heard(
        deciding=tuple(one.fact for one in last),
        final=bool(final),
        source=" ".join(sorted({one.source for one in last if one.source})),
        counted=tuple(one.fact.id for one in counting),
        ignored=ignored,
    )
