"""How a claim came up and how it stands: its opening, approvals, limits and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from renoflow.attribution.live import AUDIT, FACT, TICK, TIME, Live
from renoflow.attribution.picks import locked_until, picked
from renoflow.attribution.policy import Pick
from renoflow.attribution.rows import PickRow
from renoflow.attribution.swept import Sweep
from renoflow.limits import LimitState
from renoflow.periods import Span, first_instant
from renoflow.reasons import Reason, reason
from renoflow.select import Test, compile_anchor

__all__ = ["enough", "lacking", "of_claim"]


def of_claim(swept: Sweep, live: Live) -> Iterator[Reason]:
    """How the claim came up, how it stands, and its approvals and limits."""
    row = live.row.name
    yield reason(
        "why.claim",
        rule=row,
        facts=(live.fact.id,),
        basis=live.row.claim.basis,
        kind=live.fact.kind,
        opened=live.opened,
        source=live.row.claim.source,
    )
    if live.born > live.opened:
        yield reason("why.handed_on", rule=row, at=live.born)
    status = live.status(swept.upto)
    if status == "void":
        yield from _void(swept, live)
    else:
        if status in {"contestable", "displaced"} and live.challenged is not None:
            at = live.challenged
            rule, kinds, since = _audited(swept, live, at, live.challenged_by)
            yield reason("why.challenged", rule=rule, at=at, kinds=kinds, since=since)
        yield _standing(swept, live)
    for step in live.steps:
        means = step.status == "pending" and step.silence != "pending"
        silence = {"silence": step.silence} if means else {}
        yield reason(
            f"step.{step.told}",
            rule=f"{row}/{step.id}",
            facts=step.facts,
            role=step.role,
            due=step.due,
            **silence,
        )
    yield from _limits(swept, live)


def _limits(swept: Sweep, live: Live) -> Iterator[Reason]:
    """Its limits; one that does not run has not begun yet, or does not apply."""
    end = live.end_at(swept.upto)
    for state in live.limits:
        if end is not None and state.last is not None and state.last > end.at:
            continue  # it would have run on, had the claim not ended before
        code = f"limit_state.{state.status}"
        if state.status == "unarmed":
            code = "why.not_applied" if _has_begun(swept, live, state) else "why.not_begun"
        elif state.status == "open" and swept.upto < swept.asked:
            code = "why.stopped"
        yield reason(
            code,
            rule=f"{_policy_of(live)}#{state.limit}",
            facts=state.facts,
            limit=state.limit,
            last=state.last,
            met_at=state.met_at,
        )


def _has_begun(swept: Sweep, live: Live, state: LimitState) -> bool:
    """Whether the anchor of an unarmed limit is known, so that its conditions kept it."""
    limit = live.row.rules[state.limit].limit
    past = (one for one in live.limits if one.status not in {"unarmed", "open", "replaced"})
    ends = {one.limit: one.last for one in past if one.last is not None}
    scope = swept.scope_of(live, live.since, swept.upto)
    found = compile_anchor(limit.anchor)(scope.moved(scope.upto, scope.asked, ends))
    return found is not None and found[0] <= swept.upto


def _audited(
    swept: Sweep, live: Live, at: datetime, by: str | None
) -> tuple[str, tuple[str, ...], datetime]:
    """An audit by which the claim failed at *at*, what it asked for, and from when on."""
    audit = next(one.audit for one in live.row.audits if one.audit.id == by)
    since = live.opened
    if audit.back is not None:
        since = first_instant(audit.back, at, swept.calendar).at
    return f"{_policy_of(live)}#{audit.id}", audit.needs.kinds, since


def _policy_of(live: Live) -> str:
    """``policy@revision`` of the row that opened the claim; terms may be pinned to that."""
    return live.row.name.partition("#")[0]


def _standing(swept: Sweep, live: Live) -> Reason:
    """Its status with the row, the instant and the facts that made it so."""
    status = live.status(swept.upto)
    end = live.end_at(swept.upto)
    if end is None:
        since = live.born
        if status == "standing":
            stops = (one.stop for one in live.waits)
            since = max([since, *(at for at in stops if at is not None and at <= swept.upto)])
        if status == "contestable":
            since = min(at for at in (live.contest_from, live.challenged) if at is not None)
        return reason(f"why.{status}", rule=live.row.name, since=since)
    at, _, by, cause = end
    ids = tuple(
        fact.id
        for when, fact in swept.seen.dated
        if cause == FACT and when == at and fact.id in live.cited
    )
    rule = f"{_policy_of(live)}#{by}"
    if status == "lapsed" and any(s.limit == by and s.status == "early" for s in live.limits):
        return reason("why.done_early", rule=rule, at=at)
    if cause == AUDIT:
        rule, kinds, since = _audited(swept, live, at, by)
        return reason("why.audited", rule=rule, at=at, kinds=kinds, since=since)
    if status == "lapsed":
        needs = next(one.limit.needs for one in live.row.limits if one.limit.id == by)
        if needs is None:
            return reason("why.ran_out", rule=rule, at=at - TICK)
        return reason("why.lapsed", rule=rule, at=at - TICK, kinds=needs.kinds)
    return reason(f"why.{status}", rule=rule, facts=ids, at=at)


def _void(swept: Sweep, live: Live) -> Iterator[Reason]:
    """What it needed and lacked at its opening, or the rival's claims that barred it."""
    row = live.row.name
    earlier = [one for one in swept.claims if one.born < live.opened]
    if live.void_by == "needs":
        before = swept.scope_before(live, live.opened)
        for place, need in enumerate(live.row.needs):
            if isinstance(need, PickRow):
                hits = picked(swept, need, live.opened, among=earlier, party=live.party, upto=TIME)
                held = enough(need.pick, hits)
                if not held and need.pick.negated and need.pick.ended_within is not None:
                    yield from _too_soon(swept, live, need.pick, need.pick.ended_within, hits)
                    continue
            else:
                held = need(before) is not None
            if not held:
                yield lacking(row, f"needs[{place}]", live.row.claim.needs[place])
        return
    for rival in earlier:
        stood = rival.status(live.opened, upto=AUDIT) in {"standing", "contestable"}
        if rival.row.claim.basis in live.row.bars and rival.party != live.party and stood:
            yield reason(
                "why.barred",
                rule=row,
                facts=(rival.fact.id,),
                party=rival.party,
                basis=rival.row.claim.basis,
                opened=rival.opened,
            )


def _too_soon(
    swept: Sweep, live: Live, pick: Pick, span: Span, hits: Sequence[Live]
) -> Iterator[Reason]:
    """The claims that ended too short a while before, and until when they lock him out."""
    for one in hits:
        end = one.end_at(live.opened, upto=TIME)
        assert end is not None  # noqa: S101 - picked because it had ended
        yield reason(
            "why.too_soon",
            rule=live.row.name,
            facts=(one.fact.id,),
            party=one.party,
            basis=one.row.claim.basis,
            ended=end.at - TICK,
            since=locked_until(span, end, swept.calendar) + TICK,
            count=pick.count,
        )


def enough(pick: Pick, hits: Sequence[Live]) -> bool:
    """Whether so many claims are enough for *pick* as a condition."""
    return (len(hits) >= pick.count) is not pick.negated


def lacking(rule: str, path: str, condition: Test | Pick) -> Reason:
    """That *condition* does not hold, by the kinds of facts or claims that it asks about."""
    if isinstance(condition, Pick):
        code = "why.has_claims" if condition.negated else "why.lacks_claims"
        return reason(code, rule=rule, path=path, bases=condition.claims)
    code = "why.has_facts" if condition.negated else "why.lacks_facts"
    named = [one.facts for one in (condition, *condition.any) if one.facts is not None]
    kinds = tuple(dict.fromkeys(kind for facts in named for kind in facts.kinds))
    return reason(code, rule=rule, path=path, kinds=kinds)
