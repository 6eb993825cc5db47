"""Why a party owns a customer or does not, and who owned it when: traces, never cached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import attrs

from renoflow.attribution.court import Court
from renoflow.attribution.judge import hear, ranks
from renoflow.attribution.live import AUDIT, FACT, TICK, TIME, Live
from renoflow.attribution.policy import Pick, Question
from renoflow.attribution.records import Answer, Case
from renoflow.attribution.rows import ClaimRow, GroundRow, PickRow, claimants
from renoflow.attribution.shares import take
from renoflow.attribution.sweep import Sweep, picked
from renoflow.facts import Fact, Key, Value
from renoflow.money import Money, format_yuan
from renoflow.reasons import Param, Reason, reason
from renoflow.select import Facts, Scope, Test, compile_facts
from renoflow.timeline import Timeline

__all__ = ["Why", "ownership_history", "why"]


@attrs.frozen(kw_only=True)
class Why:
    """Why *party* owns the customer or does not, by the rows and facts that settled it.

    ``credit`` and ``service`` are the answers of the verdict. ``reasons`` tell, claim by
    claim, which fact opened it, what became of it and of its limits and approvals, and
    how the grounds passed it over or picked it; then which facts of the party opened
    nothing, and the condition that each failed.
    """

    customer: str
    party: str
    policy: str
    at: datetime
    decided_at: datetime
    known_at: datetime | None
    credit: Answer
    service: Answer
    reasons: tuple[Reason, ...]

    @property
    def owns(self) -> bool:
        """Whether the party is credited, alone or with others."""
        return _has(self.credit, self.party)


def why(
    court: Court, case: Case, party: str, *, at: datetime, known_at: datetime | None = None
) -> Why:
    """Why *party* owns *case* at the instant *at*, or why not, by what was known at *known_at*.

    Raises:
        Malformed: as for :func:`~renoflow.attribution.judge`.
    """
    verdict, swept = hear(court, case, at=at, known_at=known_at)
    answers: tuple[tuple[Question, Answer], ...] = (
        ("credit", verdict.credit),
        ("service", verdict.service),
    )
    mine = [live for live in swept.claims if live.party == party]
    reasons = [*_before_grounds(swept, case, answers)]
    for live in mine:
        reasons += _of_claim(swept, live)
        for question, answer in answers:
            if not _is_before_grounds(swept, answer):
                reasons += _through(swept, live, question, answer)
    if not mine:
        reasons.append(reason("why.no_claim", party=party))
    if not all(_has(answer, party) for _, answer in answers):
        reasons += _nearest(swept, party, mine)
    return Why(
        customer=verdict.customer,
        party=party,
        policy=verdict.policy,
        at=verdict.at,
        decided_at=verdict.decided_at,
        known_at=verdict.known_at,
        credit=verdict.credit,
        service=verdict.service,
        reasons=tuple(dict.fromkeys(reasons)),
    )


def ownership_history(
    court: Court, case: Case, *, until: datetime, known_at: datetime | None = None
) -> tuple[tuple[datetime, Answer], ...]:
    """Who was credited from when on, up to *until*, by what was known at *known_at*.

    The first row begins with the first fact, or with the first policy where facts are
    older. Judged anew wherever an answer may change: at each fact, after the end of each
    limit and approval term, with each revision of the policy. Rows of one answer are one;
    ``facts`` are those cited at the first of its instants.

    Raises:
        Malformed: as for :func:`~renoflow.attribution.judge`.
    """
    waiting = {at for at in _breaks(court, case) if at <= until}
    done: set[datetime] = set()
    rows: list[tuple[datetime, Answer]] = []
    while waiting:
        at = min(waiting)
        done.add(at)
        verdict, swept = hear(court, case, at=at, known_at=known_at)
        waiting |= {end for end in _ends(swept) if at < end <= until}
        waiting -= done
        if not rows or _core(rows[-1][1]) != _core(verdict.credit):
            rows.append((at, verdict.credit))
    return tuple(rows)


def _core(answer: Answer) -> Answer:
    return attrs.evolve(answer, facts=())


def _breaks(court: Court, case: Case) -> Iterator[datetime]:
    """The instants of the facts and of the policy's revisions, none before the first policy."""
    calendar = court.calendar
    since: list[datetime] = []
    if isinstance(court.policies, Timeline):
        starts = (row[0] for row in court.policies.rows)
        since = [s if isinstance(s, datetime) else calendar.start(s) for s in starts]
    told: list[datetime] = []
    for fact in case.facts:
        at = fact.at
        told += [at] if isinstance(at, datetime) else [calendar.start(at), calendar.end(at)]
    if told:
        first = max(min(told), min(since, default=min(told)))
        yield from (at for at in {first, *since, *told} if at >= first)


def _ends(swept: Sweep) -> Iterator[datetime]:
    """The instants just after the ends that the claims' limits and approvals have so far."""
    for live in swept.claims:
        lasts = (*(one.last for one in live.limits), *(one.due for one in live.steps))
        yield from (last + TICK for last in lasts if last is not None)


def _has(answer: Answer, party: str) -> bool:
    return any(share.party == party for share in answer.shares)


# --- before any ground: identity and decisions -----------------------------------------


def _is_before_grounds(swept: Sweep, answer: Answer) -> bool:
    name = swept.compiled.name
    return answer.rule in {f"{name}#identity", f"{name}#decision"}


def _before_grounds(
    swept: Sweep, case: Case, answers: Iterable[tuple[Question, Answer]]
) -> Iterator[Reason]:
    for _, answer in answers:
        if _is_before_grounds(swept, answer):
            if case.doubts:
                yield reason("why.identity", rule=answer.rule, records=case.doubts)
            else:
                yield reason("why.decision", rule=answer.rule, facts=answer.facts)


# --- one claim ---------------------------------------------------------------------------


def _of_claim(swept: Sweep, live: Live) -> Iterator[Reason]:
    """How the claim came up, how it stands, and its approvals and limits."""
    row = _row_of(swept, live)
    yield reason(
        "why.claim",
        rule=row,
        facts=(live.fact.id,),
        basis=live.row.claim.basis,
        kind=live.fact.kind,
        opened=live.opened,
        source=live.row.claim.source,
    )
    status = live.status(swept.upto)
    if status == "void":
        yield from _void(swept, live)
    else:
        yield _standing(swept, live)
    for step in live.steps:
        yield reason(
            f"step.{step.status}",
            rule=f"{row}/{step.id}",
            facts=step.facts,
            role=step.role,
            due=step.due,
        )
    for state in live.limits:
        yield reason(
            f"limit_state.{state.status}",
            rule=f"{swept.compiled.name}#{state.limit}",
            facts=state.facts,
            limit=state.limit,
            last=state.last,
            met_at=state.met_at,
        )


def _row_of(swept: Sweep, live: Live) -> str:
    return f"{swept.compiled.name}#{live.row.claim.basis}"


def _standing(swept: Sweep, live: Live) -> Reason:
    """Its status with the row, the instant and the facts that made it so."""
    status = live.status(swept.upto)
    end = live.end_at(swept.upto)
    if end is None:
        since = live.born
        if status == "contestable":
            since = min(at for at in (live.contest_from, live.challenged) if at is not None)
        return reason(f"why.{status}", rule=_row_of(swept, live), since=since)
    at, _, by, cause = end
    ids = tuple(
        fact.id
        for when, fact in swept.seen.dated
        if cause == FACT and when == at and fact.id in live.cited
    )
    rule = f"{swept.compiled.name}#{by}"
    if status == "lapsed" and any(s.limit == by and s.status == "early" for s in live.limits):
        return reason("why.done_early", rule=rule, at=at)
    if cause == AUDIT:
        audit = next(one.audit for one in live.row.audits if one.audit.id == by)
        return reason("why.audited", rule=rule, at=at, kinds=audit.needs.kinds)
    if status == "lapsed":
        needs = next(one.limit.needs for one in live.row.limits if one.limit.id == by)
        if needs is None:
            return reason("why.ran_out", rule=rule, at=at - TICK)
        return reason("why.lapsed", rule=rule, at=at - TICK, kinds=needs.kinds)
    return reason(f"why.{status}", rule=rule, facts=ids, at=at)


def _void(swept: Sweep, live: Live) -> Iterator[Reason]:
    """What it needed and lacked at its opening, or the rival's claims that barred it."""
    row = _row_of(swept, live)
    earlier = [one for one in swept.claims if one.born < live.opened]
    if live.void_by == "needs":
        before = swept.scope_before(live, live.opened)
        for place, need in enumerate(live.row.needs):
            if isinstance(need, PickRow):
                hits = picked(swept, need, live.opened, among=earlier, party=live.party, upto=TIME)
                held = _enough(need.pick, hits)
            else:
                held = need(before) is not None
            if not held:
                yield _lacking(row, f"needs[{place}]", live.row.claim.needs[place])
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


# --- the grounds -------------------------------------------------------------------------


def _through(swept: Sweep, live: Live, question: Question, answer: Answer) -> Iterator[Reason]:
    """How each ground treated the claim, down to the one that decided and one below."""
    basis = live.row.claim.basis
    is_taken, decided = False, False
    for row in swept.compiled.grounds:
        if question not in row.ground.answers:
            continue
        if row.pick is not None and basis in row.pick.bases:
            is_taken = True
            if not decided:
                yield _treated(swept, row, row.pick, live)
            elif _unfit(swept, row, row.pick, live) is None:
                yield reason("why.lower", rule=row.name, above=answer.rule)
                return
        decided = decided or row.name == answer.rule
    if not is_taken:
        yield reason("why.no_ground", rule=_row_of(swept, live), basis=basis, question=question)


def _treated(swept: Sweep, row: GroundRow, pick: PickRow, live: Live) -> Reason:
    """Why the ground passed the claim over, or that it picked it."""
    unfit = _unfit(swept, row, pick, live)
    if unfit is not None:
        return unfit
    groups, tied = take(pick.pick, picked(swept, pick, swept.upto), ranks(swept, pick))
    first = groups[0][0]
    if not any(live in group for group in groups):
        return reason(
            "why.rank_first" if pick.pick.order == "first" else "why.rank_last",
            rule=row.name,
            facts=(first.fact.id,),
            party=first.party,
            opened=first.opened,
        )
    scope: Scope | None = None
    for place, condition in enumerate(row.when):
        if isinstance(condition, PickRow):
            hits = picked(swept, condition, swept.upto, party=first.party)
            held = _enough(condition.pick, hits)
        else:
            scope = scope or swept.own_scope(first)
            held = condition(scope) is not None
        if not held:
            return _lacking(row.name, f"when[{place}]", row.ground.when[place])
    return reason("why.tied" if tied else "why.picked", rule=row.name)


def _unfit(swept: Sweep, row: GroundRow, pick: PickRow, live: Live) -> Reason | None:
    """Why the ground does not look at the claim at all, or None."""
    status = live.status(swept.upto)
    if status not in pick.status:
        return reason("why.not_in_status", rule=row.name, status=status, wanted=pick.pick.status)
    for place, holds in enumerate(pick.having):
        if holds(swept.own_scope(live)) is None:
            return _lacking(row.name, f"pick.having[{place}]", pick.pick.having[place])
    if live not in picked(swept, pick, swept.upto, among=(live,)):
        return reason("why.not_picked", rule=row.name, wanted=pick.pick.ended_by)
    return None


def _enough(pick: Pick, hits: Sequence[Live]) -> bool:
    return (len(hits) >= pick.count) is not pick.negated


def _lacking(rule: str, path: str, condition: Test | Pick) -> Reason:
    """That *condition* does not hold, by the kinds of facts or claims that it asks about."""
    if isinstance(condition, Pick):
        code = "why.has_claims" if condition.negated else "why.lacks_claims"
        return reason(code, rule=rule, path=path, bases=condition.claims)
    code = "why.has_facts" if condition.negated else "why.lacks_facts"
    named = [one.facts for one in (condition, *condition.any) if one.facts is not None]
    kinds = tuple(dict.fromkeys(kind for facts in named for kind in facts.kinds))
    return reason(code, rule=rule, path=path, kinds=kinds)


# --- facts that opened nothing -----------------------------------------------------------


def _nearest(swept: Sweep, party: str, mine: Sequence[Live]) -> Iterator[Reason]:
    """For each fact of the party that did nothing for its claims, what kept it from that."""
    counted = {name for live in mine for name in live.cited}
    idle: dict[str, list[str]] = {}
    for at, fact in swept.seen.dated:
        if at > swept.asked or fact.id in counted:
            continue
        named = _names(fact, party)
        rows = [
            row
            for row in swept.compiled.by_kind.get(fact.kind, ())
            if named or row.claim.party == party
        ]
        if rows and at > swept.upto:
            yield reason("why.too_late", facts=(fact.id,), kind=fact.kind, at=at)
        elif rows:
            found = [_not_opened(swept, row, at, fact, party) for row in rows]
            yield from min(found, key=len)
        elif named:
            idle.setdefault(fact.kind, []).append(fact.id)
    for kind, ids in idle.items():
        yield reason("why.opens_nothing", facts=tuple(ids), kind=kind)
    for fact in swept.seen.untimed:
        if _names(fact, party):
            yield reason("why.untimed", facts=(fact.id,), kind=fact.kind)


def _names(fact: Fact, party: str) -> bool:
    values = (fact.by, fact.for_, *(value for _, value in fact.fields))
    return any(value == party or (isinstance(value, tuple) and party in value) for value in values)


def _not_opened(
    swept: Sweep, row: ClaimRow, at: datetime, fact: Fact, party: str
) -> tuple[Reason, ...]:
    """Every condition of *row* that *fact* failed, or that it names somebody else."""
    claim, opens, bare = row.claim, row.claim.opens, swept.scope(swept.upto)
    rule = f"{swept.compiled.name}#{claim.basis}"
    told: dict[str, Param] = {"basis": claim.basis, "kind": fact.kind, "at": at}
    found = []
    for match in opens.where:
        alone = compile_facts(Facts(kinds=opens.kinds, where=(match,)))
        if not alone(fact, bare):
            found.append(
                reason(
                    "why.not_opened",
                    rule=rule,
                    facts=(fact.id,),
                    item=match.field,
                    op=match.op,
                    values=tuple(_shown(value) for value in match.values),
                    **told,
                )
            )
    if not found and not row.opens(fact, bare):
        found.append(reason("why.not_selected", rule=rule, facts=(fact.id,), **told))
    if not found and party not in claimants(claim, fact):
        item = claim.claimant if claim.party is None else "by"
        found.append(reason("why.not_named", rule=rule, facts=(fact.id,), item=item, **told))
    if not found:
        found.append(reason("why.repeated", rule=rule, facts=(fact.id,), **told))
    return tuple(found)


def _shown(value: Value) -> str:
    """*value* of a policy's condition as text; a key stays hidden."""
    if isinstance(value, Key):
        return "***"
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    return format_yuan(value) if isinstance(value, Money) else str(value)
