"""The sweep: claims opened in time order, each with its approvals, limits and end.

A claim's limits depend on facts alone, and facts after an end move nothing; so they are
read once for each claim up to the instant of decision, and tell whether it stood at any
instant before. Only bars, needs and repeats need the order of openings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

import attrs

from renoflow.attribution.audits import audited
from renoflow.attribution.live import AUDIT, FACT, IN_FORCE, TICK, TIME, End, Live, Wait
from renoflow.attribution.picks import picked
from renoflow.attribution.policy import ClaimLimit
from renoflow.attribution.records import Step
from renoflow.attribution.rows import ClaimRow, PickRow, StepRow, claimants
from renoflow.attribution.swept import Sweep
from renoflow.facts import Fact
from renoflow.limits import LimitState
from renoflow.periods import last_instant
from renoflow.select import Dated, Scope
from renoflow.select.matching import Selects, of_kinds

__all__ = ["sweep"]


def sweep(case: Sweep, called: frozenset[str]) -> Sweep:
    """*case* with every claim that its facts open, in the order of opening.

    *called* are the kinds of facts that audits and transfers wait for.
    """
    bare = case.bare
    now: datetime | None = None
    by_kind: Mapping[str, tuple[ClaimRow, ...]] = {}
    fresh: list[Live] = []
    calls: list[Fact] = []
    for at, fact in case.seen.dated:
        if at != now:
            if now is not None and (fresh or calls):
                _admit(case, now, fresh, calls)
                fresh, calls = [], []
            if at > case.upto:
                break
            now, by_kind = at, case.opening(at)
        if fact.kind in called:
            calls.append(fact)
        for row in by_kind.get(fact.kind, ()):
            if row.opens(fact, bare):
                for one in claimants(row.claim, fact):
                    fresh.append(Live(row, one, at, fact))
    if now is not None and (fresh or calls):
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
    saved = audited(case, at, [one for one in fresh if one.void_by is None], calls)
    opened = [live for live in fresh if _comes_in(case, live, saved)]
    for live in opened:
        case.by_owner.setdefault((live.row.claim.basis, live.party), []).append(live)
    if calls:
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
            one.since = live.opened
            one.cited.append(live.fact.id)
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
    mine = case.by_owner.get((live.row.claim.basis, live.party), ())
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
        facts = [fact for fact in calls if hands(fact, scope)]
        named = {fact.get(transfer.to) for fact in facts}
        to = named.pop() if len(named) == 1 else None
        if not isinstance(to, str) or to == old.party:
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
    live.scope, live.waits, live.ends = None, [], []
    live.open_ends, live.open_contests = [], []
    if live.contest_from is not None and live.contest_from > live.since:
        live.contest_from = None  # what had ended before a repeat stays ended
    row = live.row
    if row.steps:
        _read_steps(case, live)
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
        live.scope = None
        live.limits = row.read(case.scope_of(live, live.since, case.upto))
        by_id = {one.limit.id: one for one in row.limits}
        for state in live.limits:
            _end_by(live, by_id[state.limit], state)


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


def _read_steps(case: Sweep, live: Live) -> None:
    """Read the approvals in order: each waits for the one before."""
    scope = case.scope_of(live, live.opened, case.upto)
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
    silence = approval.silence
    bound = None
    if approval.within is not None:
        bound = last_instant(approval.within, start, case.calendar)
    due = None if bound is None else bound.at
    step = Step(
        id=approval.id,
        role=approval.role,
        status="pending",
        due=due,
        silence=silence,
        provisional=bound is not None and bound.provisional,
    )
    given = _first(case, approval.on.kinds, row.given, start, scope)
    refused = None
    if row.refused is not None and approval.refused is not None:
        refused = _first(case, approval.refused.kinds, row.refused, start, scope)
    answers: list[tuple[datetime, bool, Fact]] = []
    if given is not None:
        answers.append((given[0], True, given[1]))
    if refused is not None and (given is None or refused[0] < given[0]):
        answers = [(refused[0], False, refused[1])]
    silent = silence != "pending" and due is not None
    if silent and due is not None and due < case.upto and not (answers and answers[0][0] <= due):
        status: Literal["by_silence", "refused"] = (
            "by_silence" if silence == "approved" else "refused"
        )
        return attrs.evolve(step, status=status), due + TICK, False
    if not answers:
        return step, None, False
    at, agreed, fact = answers[0]
    settled = attrs.evolve(step, status="given" if agreed else "refused", facts=(fact.id,))
    return settled, at, True


def _first(
    case: Sweep, kinds: tuple[str, ...], matches: Selects, start: datetime, scope: Scope
) -> Dated | None:
    for pair in of_kinds(case.seen, kinds, start, case.upto):
        if matches(pair[1], scope):
            return pair
    return None
