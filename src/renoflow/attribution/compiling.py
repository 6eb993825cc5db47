"""A policy compiled into plain closures, once, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import attrs

from renoflow.attribution.mentions import records_in
from renoflow.attribution.policy import (
    Adjustment,
    Audit,
    Chapter,
    Claim,
    ClaimLimit,
    Ground,
    Pick,
    Policy,
    Whom,
)
from renoflow.attribution.rows import (
    AdjustmentRow,
    AuditRow,
    ChapterRow,
    ClaimRow,
    Compiled,
    Condition,
    GroundRow,
    Openings,
    PickRow,
    Selector,
    StepRow,
    WhomRow,
)
from renoflow.limits import compile_limits
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
from renoflow.select.matching import compile_where
from renoflow.select.tables import compile_table

__all__ = ["compile_policy", "condition", "pick_row", "whom_row"]

T = TypeVar("T")


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
    """The limits that end once, and at whose end another begins or a hold may last."""
    named = {one.limit for one in records_in(rows) if isinstance(one, Anchor)}
    return frozenset(
        row.limit.id
        for row in rows
        if row.limit.every is None and (row.limit.id in named or row.limit.hold is not None)
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
