"""The sweep: claims opened in time order, each with its approvals, limits and end.

A claim's limits depend on facts alone, and facts after an end move nothing; so they are
read once for each claim up to the instant of decision, and tell whether it stood at any
instant before. Only bars, needs and repeats need the order of openings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from renoflow.attribution.audits import audited
from renoflow.attribution.live import AUDIT, FACT, IN_FORCE, TICK, TIME, End, Live, Wait
from renoflow.attribution.picks import picked
from renoflow.attribution.policy import ClaimLimit
from renoflow.attribution.records import Step, StepStatus
from renoflow.attribution.rows import ClaimRow, PickRow, Selector, StepRow, claimants
from renoflow.attribution.swept import Sweep
from renoflow.facts import Fact
from renoflow.limits import LimitState
from renoflow.periods import last_instant
from renoflow.select import Dated, Scope
from renoflow.select.matching import of_kinds

__all__ = ["sweep"]


def sweep(case: Sweep) -> Sweep:
    """*case* with every claim that its facts open, in the order of opening."""
    bare = case.bare
    rows_at, called, kinds = case.openings
    now: datetime | None = None
    by_kind: Mapping[str, tuple[ClaimRow, ...]] = {}
    fresh: list[Live] = []
    calls: list[Fact] = []
    for at, fact in case.seen.cut(upto=case.upto).dated:
        kind = fact.kind
        if kind not in kinds:
            continue
        if at != now:
            if now is not None:
                _admit(case, now, fresh, calls)
            now, by_kind, fresh, calls = at, rows_at(at), [], []
        if kind in called:
            calls.append(fact)
        for row in by_kind.get(kind, ()):
            if row.opens(fact, bare):
                for one in claimants(row.claim, fact):
                    fresh.append(Live(row, one, at, fact))
    if now is not None:
        _admit(case, now, fresh, calls)
    return case


def _admit(case: Sweep, at: datetime, fresh: list[Live], calls: list[Fact]) -> None:
    """What the facts of one instant open, call for and hand on; none of them sees another.

    Each candidate is read by how things stood just before: its needs first, then what it is
    to the party's own claims (*again*), then what bars it, where audits have had their say.
    """
    for live in fresh:
        if live.row.needs and not _needs_hold(case, live):
            live.void_by = "needs"
    saved: set[int] = set()
    if case.audited:
        saved = audited(case, at, [one for one in fresh if one.void_by is None], calls)
    for live in [one for one in fresh if _comes_in(case, one, saved)]:
        case.by_owner.setdefault((live.row.claim.basis, live.party), []).append(live)
    if calls and case.handed:
        _hand_on(case, at, calls)


def _comes_in(case: Sweep, live: Live, saved: set[int]) -> bool:
    """Put *live* on the docket, void or in force, unless it only repeats; whether it stands."""
    row = live.row
    if live.void_by is not None:
        case.claims.append(live)
        return False
    mine = _lives(case, live) if row.claim.again != "new" else []
    if mine and row.claim.again != "replace":
        for one in mine if row.claim.again == "restart" else ():
            one.restart(live.opened, live.fact.id)
            _settle(case, one)
        return False
    case.claims.append(live)
    if row.bars and _is_barred(case, live, saved):
        live.void_by = "bars"
        return False
    for one in mine:
        one.taken.append(End(live.opened, "ended", row.claim.basis, FACT))
    _enter(case, live)
    return True


def _lives(case: Sweep, live: Live) -> list[Live]:
    """The party's own claims of the same basis that are in force when *live* opens."""
    mine = case.by_owner.get((live.row.claim.basis, live.party))
    if not mine:
        return []
    return [one for one in mine if one.status(live.opened, upto=AUDIT) in IN_FORCE]


def _is_barred(case: Sweep, live: Live, saved: set[int]) -> bool:
    """Whether a rival's claim bars *live*; one open to challenge gives way, unless *saved*."""
    giving_way = []
    for one in case.stood:
        if one.row.claim.basis not in live.row.bars or one.party == live.party:
            continue
        if one.opened == live.opened:
            continue  # of one instant: neither is before the other
        status = one.status(live.opened, upto=AUDIT)
        if status == "standing" or (status == "contestable" and id(one) in saved):
            live.cited.extend(one.cited)
            return True
        if status == "contestable":
            giving_way.append(one)
    for one in giving_way:
        one.taken.append(End(live.opened, "displaced", live.row.claim.basis, FACT))
        live.cited.extend(one.cited)
    return False


def _hand_on(case: Sweep, at: datetime, calls: Sequence[Fact]) -> None:
    """Claims in force that a fact of this instant hands to another party."""
    for old in [one for one in case.handed if one.opened < at]:
        transfer, hands = old.row.claim.transfer, old.row.hands
        if transfer is None or hands is None or old.status(at, upto=AUDIT) not in IN_FORCE:
            continue
        scope = case.scope_then(old, at)
        facts = [
            fact for fact in calls if hands(fact, scope) and isinstance(fact.get(transfer.to), str)
        ]
        named = {str(fact.get(transfer.to)) for fact in facts}
        if len(named) != 1 or (to := named.pop()) == old.party:
            continue
        keeps = transfer.rank == "keeps"
        new = Live(old.row, to, old.opened if keeps else at, old.fact if keeps else facts[0])
        new.since, new.born = old.since if keeps else at, at
        new.handing = tuple(fact.id for fact in facts)
        new.held = (*old.held, old.party) if keeps else ()
        new.challenged = old.challenged if keeps else None
        new.challenged_by = old.challenged_by if keeps else None
        new.cited = [*old.cited, *(fact.id for fact in facts)]
        # what is handed on is not displaced at the same instant: it has no rival any more
        old.taken.insert(0, End(at, "ended", f"{old.row.claim.basis}/transfer", FACT))
        old.cited.extend(fact.id for fact in facts)
        case.claims.append(new)
        _enter(case, new)
        case.by_owner.setdefault((new.row.claim.basis, to), []).append(new)


def _needs_hold(case: Sweep, live: Live) -> bool:
    scope: Scope | None = None
    for need in live.row.needs:
        if isinstance(need, PickRow):
            hits = picked(case, need, live.opened, party=live.party, upto=TIME)
            if (len(hits) >= need.pick.count) is need.pick.negated:
                return False
            live.cited.extend(name for hit in hits for name in hit.cited)
        else:
            scope = scope or case.scope_before(live, live.opened)
            found = need(scope)
            if found is None:
                return False
            live.cited.extend(fact.id for fact in found)
    return True


def _enter(case: Sweep, live: Live) -> None:
    """*live* has come into force: read what becomes of it."""
    case.stood.append(live)
    if live.row.audits:
        case.audited.append(live)
    if live.row.hands is not None:
        case.handed.append(live)
    _settle(case, live)


def _settle(case: Sweep, live: Live) -> None:
    """Read the claim's approvals, ending facts and limits up to the instant of decision."""
    row = live.row
    if row.steps:
        _read_steps(case, live, case.scope_of(live, live.opened, case.upto))
    for kinds, matches in row.ends:
        scope = case.own_scope(live)
        for at, fact in of_kinds(case.seen, kinds, live.born, case.upto):
            if fact is live.fact or fact.id in live.handing:
                continue
            if matches(fact, scope):
                live.ends.append(End(at, "ended", row.claim.basis, FACT))
                live.cited.append(fact.id)
                break
    if row.read is not None:
        scope = case.scope_of(live, live.since, case.upto)
        live.limits = row.read(scope)
        for state in live.limits:
            _end_by(live, row.rules[state.limit], state)
        # the same place still, unless it restarted, or has an end that is or may be a lapse
        same = live.since is live.opened and not (live.ends or row.audits)
        live.scope = scope if same else None


def _end_by(live: Live, rule: ClaimLimit, state: LimitState) -> None:
    live.cited.extend(state.facts)
    if rule.then == "report" or state.status in {"unarmed", "met", "waived", "replaced"}:
        return
    if state.status == "early":
        at = state.met_at
    else:
        last = state.last if rule.limit.grace is None else state.until
        at = None if last is None else last + TICK
    if at is None:
        return
    if rule.then == "contest":
        if state.status == "open":
            live.open_contests.append(at)
        else:
            live.contest_from = at if live.contest_from is None else min(at, live.contest_from)
    elif state.status == "open":
        live.open_ends.append(End(at, "lapsed", rule.limit.id, TIME))
    else:
        live.ends.append(End(at, "lapsed", rule.limit.id, TIME))


def _read_steps(case: Sweep, live: Live, scope: Scope) -> None:
    """Read the approvals in order: each waits for the one before."""
    start: datetime | None = live.opened
    begun = False
    steps = []
    for row in live.row.steps:
        approval = row.approval
        if start is None:
            steps.append(Step(id=approval.id, role=approval.role, status="pending"))
            continue
        step, done, by_fact = _read_step(case, row, start, scope)
        steps.append(step)
        live.cited.extend(step.facts)
        if approval.meanwhile == "pending":
            live.waits.append(Wait(start, done, begun, by_fact))
        if step.status == "refused" and done is not None:
            name = f"{live.row.claim.basis}/{approval.id}"
            live.ends.append(End(done, "refused", name, FACT if by_fact else TIME))
            done = None
        start, begun = done, by_fact
    live.steps = tuple(steps)
    live.approved = start


def _read_step(
    case: Sweep, row: StepRow, start: datetime, scope: Scope
) -> tuple[Step, datetime | None, bool]:
    """The step, when it was settled (None: not yet), and whether a fact settled it."""
    approval = row.approval
    silence, due, provisional = approval.silence, None, False
    if approval.within is not None:
        bound = last_instant(approval.within, start, case.calendar)
        due, provisional = bound.at, bound.provisional
    answer, agreed = _first(case, row.given, start, scope), True
    if row.refused is not None:
        refusal = _first(case, row.refused, start, scope)
        if refusal is not None and (answer is None or refusal[0] < answer[0]):
            answer, agreed = refusal, False
    status: StepStatus = "pending"
    settled: datetime | None = None
    facts: tuple[str, ...] = ()
    late = due is not None and (due < case.upto if answer is None else due < answer[0])
    if due is not None and late and silence != "pending":
        status, settled = "by_silence" if silence == "approved" else "refused", due + TICK
    elif answer is not None:
        status, settled = "given" if agreed else "refused", answer[0]
        facts = (answer[1].id,)
    step = Step(
        id=approval.id,
        role=approval.role,
        status=status,
        due=due,
        facts=facts,
        silence=silence,
        provisional=provisional,
    )
    return step, settled, bool(facts)


def _first(case: Sweep, selector: Selector, start: datetime, scope: Scope) -> Dated | None:
    kinds, matches = selector
    for pair in of_kinds(case.seen, kinds, start, case.upto):
        if matches(pair[1], scope):
            return pair
    return None
