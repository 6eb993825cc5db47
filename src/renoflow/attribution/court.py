"""The court (归属裁判): policies bound to a calendar and compiled once, then passed to all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeAlias, get_args

import attrs

from renoflow.attribution.policy import (
    Approval,
    Claim,
    ClaimLimit,
    Decider,
    Ground,
    Outcome,
    OutcomeKind,
    Pick,
    Policy,
)
from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.facts import KINDS, Fact, Kind, Missing, Value, merge_kinds
from renoflow.limits import LimitState, compile_limits
from renoflow.select import (
    Facts,
    Scope,
    Test,
    check_record,
    compile_facts,
    compile_test,
)
from renoflow.select.holding import Holds
from renoflow.select.matching import Selects
from renoflow.timeline import Timeline

__all__ = ["Court", "open_court"]

Reads: TypeAlias = Callable[[Scope], tuple[LimitState, ...]]


@attrs.frozen(eq=False)
class PickRow:
    """A pick with its conditions compiled."""

    pick: Pick
    bases: frozenset[str]
    status: frozenset[str]
    having: tuple[Holds, ...]


@attrs.frozen(eq=False)
class StepRow:
    """An approval with its selectors compiled."""

    approval: Approval
    given: Selects
    refused: Selects | None


@attrs.frozen(eq=False)
class ClaimRow:
    """A claim row with everything compiled that it is read with."""

    claim: Claim
    opens: Selects
    needs: tuple[Holds | PickRow, ...]
    bars: frozenset[str]
    steps: tuple[StepRow, ...]
    ends: tuple[tuple[tuple[str, ...], Selects], ...]
    limits: tuple[ClaimLimit, ...]
    read: Reads | None


@attrs.frozen(eq=False)
class GroundRow:
    """A ground with its conditions compiled and its row id written out."""

    ground: Ground
    name: str
    when: tuple[Holds | PickRow, ...]
    pick: PickRow | None


@attrs.frozen(eq=False)
class Compiled:
    """One policy, ready to judge."""

    policy: Policy
    name: str
    house: frozenset[str]
    by_kind: Mapping[str, tuple[ClaimRow, ...]]
    grounds: tuple[GroundRow, ...]
    decisive: tuple[tuple[tuple[str, ...], Selects], ...]
    undo: tuple[tuple[tuple[str, ...], Selects], ...]
    deciders: Mapping[str, Decider]
    adjustments: tuple[tuple[Holds, ...], ...]
    duties: Reads | None


def _names(policies: Policy | Timeline[Policy]) -> str:
    rows = ((None, policies),) if isinstance(policies, Policy) else policies.rows
    return ", ".join(policy.name for _, policy in rows)


@attrs.frozen(eq=False)
class Court:
    """A policy, or a timeline of its revisions, bound to a calendar; a plain value.

    Made by :func:`open_court`, passed to :func:`~renoflow.attribution.judge`,
    :func:`~renoflow.attribution.why` and so on.
    """

    policies: Policy | Timeline[Policy] = attrs.field(repr=_names)
    calendar: WorkCalendar
    kinds: Mapping[str, Kind] = attrs.field(repr=False)
    """The fact kinds it knows, those of its policies among them; give them to ``fact(...)``."""
    compiled: Compiled | Timeline[Compiled] = attrs.field(repr=False)

    def at(self, instant: datetime) -> Compiled:
        """The compiled policy in force at *instant*."""
        if isinstance(self.compiled, Compiled):
            return self.compiled
        return self.compiled.at(instant, self.calendar)


def open_court(
    policies: Policy | Timeline[Policy],
    calendar: WorkCalendar,
    *,
    kinds: Mapping[str, Kind] = KINDS,
) -> Court:
    """Check and compile *policies* once.

    Args:
        policies: The policy, or its revisions.
        calendar: Whose days and working days count.
        kinds: The table of fact kinds; what a policy declares itself is added.

    Raises:
        Malformed: a row names a fact kind, a field, a value, a basis or a row that does not
            exist, a word that its list does not have, two rows have one id, or a declared
            kind clashes with the table (``kinds.clash``); the path tells which.
    """
    if isinstance(policies, Policy):
        known = merge_kinds(kinds, ("kinds", policies.kinds))
        return Court(policies, calendar, known, _compile(policies, known))
    declared = ((f"[{i}].kinds", one.kinds) for i, (_, one) in enumerate(policies.rows))
    known = merge_kinds(kinds, *declared)
    rows = tuple((since, _compile(policy, known)) for since, policy in policies.rows)
    return Court(policies, calendar, known, Timeline(rows=rows))


def _compile(policy: Policy, kinds: Mapping[str, Kind]) -> Compiled:
    _check(policy, kinds)
    by_kind: dict[str, list[ClaimRow]] = {}
    for claim in policy.claims:
        row = _claim_row(claim, policy)
        for kind in dict.fromkeys(claim.opens.kinds):
            by_kind.setdefault(kind, []).append(row)
    return Compiled(
        policy,
        policy.name,
        frozenset(policy.house),
        {kind: tuple(rows) for kind, rows in by_kind.items()},
        tuple(_ground_row(ground, policy) for ground in policy.grounds),
        _selectors(policy.decisive),
        _selectors(policy.undo),
        {decider.role: decider for decider in policy.deciders},
        tuple(tuple(compile_test(test) for test in row.when) for row in policy.adjustments),
        compile_limits([duty.limit for duty in policy.duties]) if policy.duties else None,
    )


def _selectors(rows: Iterable[Facts]) -> tuple[tuple[tuple[str, ...], Selects], ...]:
    return tuple((row.kinds, compile_facts(row)) for row in rows)


def _claim_row(claim: Claim, policy: Policy) -> ClaimRow:
    limits = tuple(row for row in policy.limits if claim.basis in row.on)
    return ClaimRow(
        claim,
        compile_facts(claim.opens),
        tuple(_condition(one) for one in claim.needs),
        frozenset(claim.bars),
        tuple(
            StepRow(
                step,
                compile_facts(step.on),
                None if step.refused is None else compile_facts(step.refused),
            )
            for step in claim.approvals
        ),
        _selectors(claim.ends),
        limits,
        compile_limits([row.limit for row in limits]) if limits else None,
    )


def _ground_row(ground: Ground, policy: Policy) -> GroundRow:
    return GroundRow(
        ground,
        f"{policy.name}#{ground.id}",
        tuple(_condition(one) for one in ground.when),
        None if ground.pick is None else _pick_row(ground.pick),
    )


def _condition(one: Test | Pick) -> Holds | PickRow:
    return _pick_row(one) if isinstance(one, Pick) else compile_test(one)


def _pick_row(pick: Pick) -> PickRow:
    return PickRow(
        pick,
        frozenset(pick.claims),
        frozenset(pick.status),
        tuple(compile_test(test) for test in pick.having),
    )


def _check(policy: Policy, kinds: Mapping[str, Kind]) -> None:
    """Refuse what names something that is not there; whatever is left has a meaning."""
    if not policy.grounds:
        raise Malformed("value.missing", "grounds")
    bases = tuple(dict.fromkeys(claim.basis for claim in policy.claims))
    _check_ids(policy)
    check_record(policy, kinds)
    for path, names in _bases_of(policy):
        for name in names:
            if name not in bases:
                raise one_of("policy.basis", path, name, bases)
    for place, claim in enumerate(policy.claims):
        _check_claimant(claim, kinds, f"claims[{place}].claimant")
    _check_ends(policy)
    _check_owners(policy)


def _check_ids(policy: Policy) -> None:
    seen = {"identity", "decision"}
    rows = [
        *((f"limits[{i}].id", row.limit.id) for i, row in enumerate(policy.limits)),
        *((f"duties[{i}].id", row.limit.id) for i, row in enumerate(policy.duties)),
        *((f"grounds[{i}].id", row.id) for i, row in enumerate(policy.grounds)),
        *((f"adjustments[{i}].id", row.id) for i, row in enumerate(policy.adjustments)),
    ]
    # claim rows of one basis may share a step: it is one approval, asked of either
    steps = (
        (f"claims[{i}].approvals[{j}].id", f"claims[{i}]/{step.id}")
        for i, claim in enumerate(policy.claims)
        for j, step in enumerate(claim.approvals)
    )
    for path, name in (*rows, *steps):
        if name in seen:
            raise Malformed("policy.row_twice", path)
        seen.add(name)


def _check_ends(policy: Policy) -> None:
    """A pick that asks what ended a claim names a row that can end one."""
    rows = {"needs", "bars", *(row.limit.id for row in policy.limits)}
    for claim in policy.claims:
        rows.add(claim.basis)
        rows.update(f"{claim.basis}/{step.id}" for step in claim.approvals)
    for path, pick in _picks_of(policy):
        for name in pick.ended_by:
            if name not in rows:
                raise one_of("value.choice", f"{path}.ended_by", name, sorted(rows))


def _check_owners(policy: Policy) -> None:
    """Whoever owns is picked: by a ground, and never where equals or strangers are in doubt."""
    for place, ground in enumerate(policy.grounds):
        path = f"grounds[{place}]"
        if ground.gives.kind == "owner" and ground.pick is None:
            raise Malformed("value.missing", f"{path}.pick")
        _check_picks_nobody(ground.tie, f"{path}.tie.kind")
    _check_picks_nobody(policy.identity.doubt, "identity.doubt.kind")


def _check_picks_nobody(outcome: Outcome, path: str) -> None:
    if outcome.kind == "owner":
        kinds = (kind for kind in get_args(OutcomeKind) if kind != "owner")
        raise one_of("value.choice", path, outcome.kind, kinds)


def _check_claimant(claim: Claim, kinds: Mapping[str, Kind], path: str) -> None:
    if claim.party is not None or claim.claimant == "by":
        return
    for name in claim.opens.kinds:
        field = kinds[name].field(claim.claimant)
        if field is None or field.type not in {"party", "names"}:
            parties = [one.name for one in kinds[name].fields if one.type in {"party", "names"}]
            raise one_of("fact.field", path, claim.claimant, ("by", *parties), kind=name)


def _bases_of(policy: Policy) -> Iterable[tuple[str, tuple[str, ...]]]:
    for i, claim in enumerate(policy.claims):
        yield f"claims[{i}].bars", claim.bars
    for i, row in enumerate(policy.limits):
        yield f"limits[{i}].on", row.on
    for path, pick in _picks_of(policy):
        yield f"{path}.claims", pick.claims


def _picks_of(policy: Policy) -> Iterable[tuple[str, Pick]]:
    for i, claim in enumerate(policy.claims):
        for j, one in enumerate(claim.needs):
            if isinstance(one, Pick):
                yield f"claims[{i}].needs[{j}]", one
    for i, ground in enumerate(policy.grounds):
        if ground.pick is not None:
            yield f"grounds[{i}].pick", ground.pick
        for j, condition in enumerate(ground.when):
            if isinstance(condition, Pick):
                yield f"grounds[{i}].when[{j}]", condition


def claimants(claim: Claim, fact: Fact) -> tuple[str, ...]:
    """The parties for whom *fact* opens *claim*: none where nobody is named."""
    if claim.party is not None:
        return (claim.party,)
    named: Value | Missing = fact.actor if claim.claimant == "by" else fact.get(claim.claimant)
    if isinstance(named, tuple):
        return named
    return (named,) if isinstance(named, str) else ()
