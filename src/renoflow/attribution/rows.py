"""A policy's rows compiled into plain closures, once, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple, TypeAlias, TypeVar

import attrs

from renoflow.attribution.mentions import records_in
from renoflow.attribution.policy import (
    Adjustment,
    Approval,
    Audit,
    Chapter,
    Claim,
    ClaimLimit,
    Ground,
    Parts,
    Pick,
    Policy,
    Whom,
)
from renoflow.facts import Fact, Missing, Value
from renoflow.limits import LimitState, compile_limits
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.select import (
    OPENED,
    Anchor,
    Facts,
    Scope,
    Table,
    Test,
    compile_anchor,
    compile_facts,
    compile_test,
    staged,
)
from renoflow.select.anchors import Finds
from renoflow.select.holding import Holds
from renoflow.select.matching import Selects, compile_where
from renoflow.select.tables import compile_table

__all__ = [
    "AdjustmentRow",
    "AuditRow",
    "ChapterRow",
    "ClaimRow",
    "Compiled",
    "Condition",
    "GroundRow",
    "Openings",
    "PickRow",
    "Selector",
    "StepRow",
    "WhomRow",
    "claimants",
    "compile_policy",
    "condition",
    "pick_row",
    "whom_row",
]

T = TypeVar("T")
Reads: TypeAlias = Callable[[Scope], tuple[LimitState, ...]]
Selector: TypeAlias = tuple[tuple[str, ...], Selects]
"""The kinds that a selector looks at, and what it selects of them."""


@attrs.frozen(eq=False)
class PickRow:
    """A pick with its conditions compiled; ``ranks`` are empty where the opening ranks.

    ``forbids`` is what each condition with ``not`` forbids.
    """

    pick: Pick
    bases: frozenset[str]
    status: frozenset[str]
    having: tuple[Holds, ...]
    ranks: tuple[Finds, ...]
    forbids: tuple[tuple[Condition, ...], ...]


Condition: TypeAlias = Holds | PickRow


@attrs.frozen(eq=False)
class StepRow:
    """An approval with its selectors compiled."""

    approval: Approval
    given: Selector
    refused: Selector | None


@attrs.frozen(eq=False)
class AuditRow:
    """An audit with its selectors and conditions compiled; a rival's has no ``calls``."""

    audit: Audit
    calls: Selects | None
    needs: Selects
    when: tuple[Holds, ...]


@attrs.frozen(eq=False)
class ClaimRow:
    """A claim row with everything compiled that it is read with.

    ``name`` is the row's id as verdicts cite it. ``asks`` are the fields that its opening
    fact must tell, each with its condition, and ``bare`` selects without them: what is left
    out of a paper is named by these. ``rules`` are the limits by their ids; at the ends of
    those ``awaited`` others begin. ``turns``: time alone may set limits or steps going.
    """

    name: str
    claim: Claim
    opens: Selects
    bare: Selects
    asks: tuple[tuple[str, Selects], ...]
    needs: tuple[Condition, ...]
    bars: frozenset[str]
    steps: tuple[StepRow, ...]
    ends: tuple[Selector, ...]
    limits: tuple[ClaimLimit, ...]
    rules: Mapping[str, ClaimLimit]
    awaited: frozenset[str]
    turns: bool
    read: Reads | None
    audits: tuple[AuditRow, ...]
    hands: Selects | None


@attrs.frozen(eq=False)
class WhomRow:
    """Whom a row means, with its selector compiled."""

    whom: Whom
    kinds: tuple[str, ...]
    matches: Selects


@attrs.frozen(eq=False)
class GroundRow:
    """A ground with its conditions compiled and its row id written out.

    ``spans`` are those whose passing alone may change what it answers, and ``kinds`` those
    of the facts that it names, since which they may be counted. ``forbids`` is what each
    condition with ``not`` forbids.
    """

    ground: Ground
    name: str
    when: tuple[Condition, ...]
    pick: PickRow | None
    parts: Callable[[Scope], Parts | None] | None
    named: Mapping[Whom, WhomRow]
    picked: Mapping[Pick, PickRow]
    spans: tuple[Span, ...]
    kinds: tuple[str, ...]
    forbids: tuple[tuple[Condition, ...], ...]

    @property
    def has_not(self) -> bool:
        """Whether any condition of it has ``not``."""
        inside = () if self.pick is None else self.pick.forbids
        return any((*self.forbids, *inside))


@attrs.frozen(eq=False)
class AdjustmentRow:
    """An adjustment with its conditions and tables compiled.

    Of each of ``asks`` a fact must be told, of one of the kinds, or the conditions fail.
    """

    adjustment: Adjustment
    name: str
    when: tuple[Condition, ...]
    asks: tuple[frozenset[str], ...]
    whom: WhomRow | None
    pick: PickRow | None
    part: Callable[[Scope], Fraction | None]
    amount: Callable[[Scope], Money | None]


@attrs.frozen(eq=False)
class ChapterRow:
    """A chapter rule with its selectors compiled."""

    chapter: Chapter
    closes: tuple[Selector, ...]
    fresh: Selector | None
    since: Selector | None


class Openings(NamedTuple):
    """What moves a sweep: the claim rows by the kind that opens them, as of an instant.

    ``called`` are the kinds that audits and transfers wait for, and ``all`` these and those
    that open claims.
    """

    at: Callable[[datetime], Mapping[str, tuple[ClaimRow, ...]]]
    called: frozenset[str]
    all: frozenset[str]


@attrs.frozen(eq=False)
class Compiled:
    """One policy, ready to judge.

    ``timed`` are the grounds whose answers the passing of a span may change, ``reopening``
    those that pick claims opened by decisions alone, and ``freezing`` the kinds of facts that
    may freeze a case.
    """

    policy: Policy
    name: str
    house: frozenset[str]
    by_kind: Mapping[str, tuple[ClaimRow, ...]]
    openings: Openings
    grounds: tuple[GroundRow, ...]
    timed: tuple[GroundRow, ...]
    reopening: tuple[GroundRow, ...]
    freezing: frozenset[str]
    decisive: tuple[Selector, ...]
    undo: tuple[Selector, ...]
    chapter: ChapterRow | None
    adjustments: tuple[AdjustmentRow, ...]
    duties: Reads | None


def compile_policy(told: Policy) -> Compiled:
    """*told*, which has been checked, ready to judge."""
    policy = staged(told, told.stages)
    opening: dict[str, list[ClaimRow]] = {}
    called: set[str] = set()
    for claim in policy.claims:
        row = _claim_row(claim, policy)
        for kind in dict.fromkeys(claim.opens.kinds):
            opening.setdefault(kind, []).append(row)
        if claim.transfer is not None:
            called.update(claim.transfer.on.kinds)
    for audit in policy.audits:
        if isinstance(audit.at, Facts):
            called.update(audit.at.kinds)
    by_kind = {kind: tuple(rows) for kind, rows in opening.items()}
    grounds = tuple(_ground_row(ground, policy) for ground in policy.grounds)
    return Compiled(
        policy=policy,
        name=policy.name,
        house=frozenset(policy.house),
        by_kind=by_kind,
        openings=Openings(
            lambda _: by_kind, frozenset(called), frozenset(called | by_kind.keys())
        ),
        grounds=grounds,
        timed=tuple(row for row in grounds if row.spans),
        reopening=tuple(row for row in grounds if _is_of_decisions(row, policy)),
        freezing=frozenset(kind for facts in policy.decisive for kind in facts.kinds),
        decisive=_selectors(policy.decisive),
        undo=_selectors(policy.undo),
        chapter=None if policy.chapter is None else _chapter_row(policy.chapter),
        adjustments=tuple(_adjustment_row(row, policy) for row in policy.adjustments),
        duties=compile_limits([duty.limit for duty in policy.duties]) if policy.duties else None,
    )


def _is_of_decisions(row: GroundRow, policy: Policy) -> bool:
    """Whether *row* picks claims, all of which decisions open."""
    picks = () if row.pick is None else row.pick.bases
    opens = [claim.opens.kinds for claim in policy.claims if claim.basis in picks]
    return bool(opens) and all(kinds == ("decision",) for kinds in opens)


def _selector(facts: Facts) -> Selector:
    return facts.kinds, compile_facts(facts)


def _selectors(rows: Iterable[Facts]) -> tuple[Selector, ...]:
    return tuple(_selector(row) for row in rows)


def _claim_row(claim: Claim, policy: Policy) -> ClaimRow:
    limits = tuple(row for row in policy.limits if claim.basis in row.on)
    asks = [one for one in claim.opens.where if one.asks]
    bare = tuple(one for one in claim.opens.where if one not in asks)
    kinds, awaited = claim.opens.kinds, _awaited(limits)
    return ClaimRow(
        name=f"{policy.name}#{claim.basis}",
        claim=claim,
        opens=compile_where(claim.opens),
        bare=compile_where(attrs.evolve(claim.opens, where=bare)),
        asks=tuple((one.field, compile_where(Facts(kinds=kinds, where=(one,)))) for one in asks),
        needs=tuple(condition(one) for one in claim.needs),
        bars=frozenset(claim.bars),
        steps=tuple(
            StepRow(
                step,
                _selector(step.on),
                None if step.refused is None else _selector(step.refused),
            )
            for step in claim.approvals
        ),
        ends=_selectors(claim.ends),
        limits=limits,
        rules={row.limit.id: row for row in limits},
        awaited=awaited,
        turns=bool(awaited) or any(step.silence != "pending" for step in claim.approvals),
        read=compile_limits([row.limit for row in limits]) if limits else None,
        audits=tuple(_audit_row(row) for row in policy.audits if claim.basis in row.on),
        hands=None if claim.transfer is None else compile_facts(claim.transfer.on),
    )


def _awaited(rows: tuple[ClaimLimit, ...]) -> frozenset[str]:
    """The limits that end once and at whose end another begins."""
    named = {one.limit for one in records_in(rows) if isinstance(one, Anchor)}
    return frozenset(
        row.limit.id for row in rows if row.limit.id in named and row.limit.every is None
    )


def _audit_row(audit: Audit) -> AuditRow:
    return AuditRow(
        audit,
        compile_facts(audit.at) if isinstance(audit.at, Facts) else None,
        compile_where(audit.needs),
        tuple(compile_test(test) for test in audit.when),
    )


def _ground_row(ground: Ground, policy: Policy) -> GroundRow:
    parts = ground.gives.parts
    rows = [row.gives for row in parts.rows] if isinstance(parts, Table) else [parts]
    named = [to for row in rows for one in row for to in (one.to, one.nobody)]
    inside = list(records_in(ground))
    return GroundRow(
        ground,
        f"{policy.name}#{ground.id}",
        tuple(condition(one) for one in ground.when),
        None if ground.pick is None else pick_row(ground.pick),
        compile_table(parts) if isinstance(parts, Table) else None,
        {to: whom_row(to) for to in named if isinstance(to, Whom)},
        {to: pick_row(to) for to in named if isinstance(to, Pick)},
        tuple(dict.fromkeys(one for one in inside if isinstance(one, Span))),
        tuple(dict.fromkeys(k for one in inside if isinstance(one, Facts) for k in one.kinds)),
        tuple(_forbidden(one) for one in ground.when),
    )


def whom_row(whom: Whom) -> WhomRow:
    """*whom* with its selector compiled."""
    facts = whom.last or whom.first
    assert facts is not None  # noqa: S101 - __attrs_post_init__ has refused it
    return WhomRow(whom, facts.kinds, compile_where(facts))


def _adjustment_row(row: Adjustment, policy: Policy) -> AdjustmentRow:
    part, amount = _reading(row.part), _reading(row.amount)
    return AdjustmentRow(
        row,
        f"{policy.name}#{row.id}",
        tuple(condition(_anyones(one)) for one in row.when),
        tuple(frozenset(kinds) for kinds in map(_asked, row.when) if kinds),
        whom_row(row.to) if isinstance(row.to, Whom) else None,
        pick_row(attrs.evolve(row.to, by="anyone")) if isinstance(row.to, Pick) else None,
        part,
        amount,
    )


def _asked(one: Test | Pick) -> tuple[str, ...]:
    """The kinds of which a fact must be told for a condition to hold; none: it may without."""
    if isinstance(one, Pick) or one.facts is None:
        return ()
    return () if one.negated or one.ever or one.total is not None else one.facts.kinds


def _anyones(one: Test | Pick) -> Test | Pick:
    """A condition as it is meant where there is no claimant: a pick's claims are anyone's."""
    return attrs.evolve(one, by="anyone") if isinstance(one, Pick) else one


def _reading(value: T | Table[T] | None) -> Callable[[Scope], T | None]:
    if not isinstance(value, Table):
        return lambda _scope: value
    read: Callable[[Scope], T | None] = compile_table(value)
    return read


def _chapter_row(chapter: Chapter) -> ChapterRow:
    since = chapter.since or chapter.fresh
    return ChapterRow(
        chapter,
        _selectors(chapter.closes),
        None if chapter.fresh is None else _selector(chapter.fresh),
        None if since is None else _selector(since),
    )


def condition(one: Test | Pick) -> Condition:
    """A test or a pick, compiled."""
    return pick_row(one) if isinstance(one, Pick) else compile_test(one)


def pick_row(pick: Pick) -> PickRow:
    """*pick* with its conditions compiled."""
    return PickRow(
        pick,
        frozenset(pick.claims),
        frozenset(pick.status),
        tuple(compile_test(test) for test in pick.having),
        () if pick.rank == (OPENED,) else tuple(compile_anchor(one) for one in pick.rank),
        tuple(_forbidden(test) for test in pick.having),
    )


def _forbidden(one: Test | Pick) -> tuple[Condition, ...]:
    """What a condition with ``not``, or a ``not`` among its options, forbids."""
    options = one.any if isinstance(one, Test) and one.any else (one,)
    return tuple(condition(attrs.evolve(each, negated=False)) for each in options if each.negated)


def claimants(claim: Claim, fact: Fact) -> tuple[str, ...]:
    """The parties for whom *fact* opens *claim*: none where nobody is named."""
    if claim.party is not None:
        return (claim.party,)
    named: Value | Missing = fact.actor if claim.claimant == "by" else fact.get(claim.claimant)
    if isinstance(named, tuple):
        return named
    return (named,) if isinstance(named, str) else ()
