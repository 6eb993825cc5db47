"""The sweep: claims opened in time order, each with its approvals, limits and end.

A claim's limits depend on facts alone, and facts after an end move nothing; so they are
read once for each claim up to the instant of decision, and tell whether it stood at any
instant before. Only bars, needs and repeats need the order of openings.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from renoflow.attribution.court import Compiled, PickRow, StepRow, claimants
from renoflow.attribution.live import IN_FORCE, TICK, Live, Wait
from renoflow.attribution.policy import ClaimLimit
from renoflow.attribution.records import Step
from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.limits import LimitState
from renoflow.periods import last_instant
from renoflow.select import Dated, Scope, Seen
from renoflow.select.matching import Selects, of_kinds

__all__ = ["Sweep", "picked", "sweep"]


class Sweep:
    """One case on its way through the court."""

    __slots__ = (
        "asked",
        "by_owner",
        "calendar",
        "claims",
        "compiled",
        "decisive",
        "seen",
        "upto",
    )

    def __init__(  # noqa: PLR0913, PLR0917 - what a case is judged by
        self,
        compiled: Compiled,
        calendar: WorkCalendar,
        seen: Seen,
        asked: datetime,
        upto: datetime,
        decisive: datetime | None,
    ) -> None:
        self.compiled: Compiled = compiled
        self.calendar: WorkCalendar = calendar
        self.seen: Seen = seen
        self.asked: datetime = asked
        self.upto: datetime = upto
        self.decisive: datetime | None = decisive
        self.claims: list[Live] = []
        self.by_owner: dict[tuple[str, str], list[Live]] = {}

    def scope(self, upto: datetime) -> Scope:
        """The case up to *upto*, seen from nowhere in particular."""
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=self.asked,
            upto=upto,
            decisive=self.decisive,
            house=self.compiled.house,
        )

    def scope_of(self, live: Live, opened: datetime, upto: datetime) -> Scope:
        """The case up to *upto*, seen from *live*, with its limits counted from *opened*."""
        end = live.end_at(upto)
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=self.asked,
            upto=upto,
            party=live.party,
            opening=live.fact,
            opened=opened,
            approved=live.approved,
            lapsed=end[0] - TICK if end is not None and end[1] == "lapsed" else None,
            decisive=self.decisive,
            house=self.compiled.house,
        )

    def own_scope(self, live: Live) -> Scope:
        """The case at the instant of decision, seen from *live*; made once."""
        if live.scope is None:
            live.scope = self.scope_of(live, live.opened, self.upto)
        return live.scope

    def scope_before(self, live: Live, at: datetime) -> Scope:
        """The case just before *at*, seen from *live*: its needs do not look ahead."""
        decisive = self.decisive
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=at,
            upto=at - TICK,
            party=live.party,
            opening=live.fact,
            opened=live.opened,
            approved=live.approved if live.approved is not None and live.approved < at else None,
            decisive=decisive if decisive is not None and decisive <= at else None,
            house=self.compiled.house,
        )


def sweep(  # noqa: PLR0913, PLR0917 - what a case is judged by
    compiled: Compiled,
    calendar: WorkCalendar,
    seen: Seen,
    asked: datetime,
    upto: datetime,
    decisive: datetime | None,
) -> Sweep:
    """Every claim that the facts up to *upto* open, in the order of opening."""
    found = Sweep(compiled, calendar, seen, asked, upto, decisive)
    by_kind = compiled.by_kind
    bare: Scope | None = None
    instant: datetime | None = None
    fresh: list[Live] = []
    for at, fact in seen.dated:
        if at > upto:
            break
        rows = by_kind.get(fact.kind)
        if rows is None:
            continue
        if at != instant:
            _admit(found, fresh)
            fresh, instant = [], at
        bare = bare or found.scope(upto)
        for row in rows:
            if row.opens(fact, bare):
                fresh.extend(Live(row, party, at, fact) for party in claimants(row.claim, fact))
    _admit(found, fresh)
    return found


def _admit(case: Sweep, fresh: list[Live]) -> None:
    """Let the candidates of one instant in; none of them sees another.

    Each is read by how things stood just before: its needs first, then what it is to the
    party's own claims (*again*), then what bars it.
    """
    before = len(case.claims)
    opened: list[Live] = []
    for live in fresh:
        row = live.row
        if row.needs and not _needs_hold(case, live, case.claims[:before]):
            live.void_by = "needs"
            case.claims.append(live)
            continue
        mine = _lives(case, live) if row.claim.again != "new" else []
        if mine and row.claim.again != "replace":
            if row.claim.again == "restart":
                for one in mine:
                    one.since = live.opened
                    one.cited.append(live.fact.id)
                    _settle(case, one)
            continue
        case.claims.append(live)
        if row.bars and _is_barred(live, case.claims[:before]):
            live.void_by = "bars"
            continue
        for one in mine:
            one.taken.append((live.opened, "ended", row.claim.basis, True))
        _settle(case, live)
        opened.append(live)
    for live in opened:
        case.by_owner.setdefault((live.row.claim.basis, live.party), []).append(live)


def _lives(case: Sweep, live: Live) -> list[Live]:
    """The party's own claims of the same basis that are in force when *live* opens."""
    mine = case.by_owner.get((live.row.claim.basis, live.party), ())
    return [one for one in mine if one.status(live.opened, strict=True) in IN_FORCE]


def _is_barred(live: Live, earlier: list[Live]) -> bool:
    """Whether a rival's claim bars *live*; one that is open to challenge gives way instead."""
    giving_way = []
    for one in earlier:
        if one.row.claim.basis not in live.row.bars or one.party == live.party:
            continue
        status = one.status(live.opened, strict=True)
        if status == "standing":
            live.cited.extend(one.cited)
            return True
        if status == "contestable":
            giving_way.append(one)
    for one in giving_way:
        one.taken.append((live.opened, "displaced", live.row.claim.basis, True))
        live.cited.extend(one.cited)
    return False


def _needs_hold(case: Sweep, live: Live, earlier: list[Live]) -> bool:
    scope: Scope | None = None
    for need in live.row.needs:
        if isinstance(need, PickRow):
            hits = picked(case, need, earlier, live.opened, party=live.party, strict=True)
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


def picked(  # noqa: PLR0913 - where from, when, and seen by whom
    case: Sweep,
    row: PickRow,
    claims: list[Live],
    at: datetime,
    *,
    party: str | None = None,
    ahead: bool = False,
    strict: bool = False,
) -> list[Live]:
    """The claims that *row* picks at *at*, before any are taken, in the order of opening."""
    pick = row.pick
    hits = []
    for live in claims:
        if live.row.claim.basis not in row.bases:
            continue
        if live.status(at, ahead=ahead, strict=strict) not in row.status:
            continue
        if pick.by != "anyone" and (live.party == party) is (pick.by == "other"):
            continue
        if pick.ended_by:
            end = live.end_at(at, ahead=ahead, strict=strict)
            if (live.void_by if end is None else end[2]) not in pick.ended_by:
                continue
        if row.having:
            scope = case.scope_before(live, at) if strict else case.own_scope(live)
            if any(test(scope) is None for test in row.having):
                continue
        hits.append(live)
    return hits


def _settle(case: Sweep, live: Live) -> None:
    """Read the claim's approvals, ending facts and limits up to the instant of decision."""
    live.scope, live.waits, live.ends, live.open_ends = None, [], [], []
    row = live.row
    if row.steps:
        _read_steps(case, live)
    for kinds, matches in row.ends:
        scope = case.own_scope(live)
        for at, fact in of_kinds(case.seen, kinds):
            if live.opened <= at <= case.upto and fact is not live.fact and matches(fact, scope):
                live.ends.append((at, "ended", row.claim.basis, True))
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
        at = None if state.last is None else state.last + TICK
    if at is None:
        return
    if rule.then == "contest":
        if state.status != "open":
            live.contest_from = at if live.contest_from is None else min(at, live.contest_from)
    elif state.status == "open":
        live.open_ends.append((at, "lapsed", rule.limit.id, False))
    else:
        live.ends.append((at, "lapsed", rule.limit.id, False))


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
            live.ends.append((done, "refused", name, by_fact))
            done = None
        start, begun = done, by_fact
    live.steps = tuple(steps)
    live.approved = start


def _read_step(
    case: Sweep, row: StepRow, start: datetime, scope: Scope
) -> tuple[Step, datetime | None, bool]:
    """The step, when it was settled (None: not yet), and whether a fact settled it."""
    approval = row.approval
    due = None
    if approval.within is not None:
        due = last_instant(approval.within, start, case.calendar).at
    given = _first(case, approval.on.kinds, row.given, start, scope)
    refused = None
    if row.refused is not None and approval.refused is not None:
        refused = _first(case, approval.refused.kinds, row.refused, start, scope)
    answers: list[tuple[datetime, bool, Fact]] = []
    if given is not None:
        answers.append((given[0], True, given[1]))
    if refused is not None and (given is None or refused[0] < given[0]):
        answers = [(refused[0], False, refused[1])]
    silent = approval.silence != "pending" and due is not None
    if silent and due is not None and due < case.upto and not (answers and answers[0][0] <= due):
        spoken = approval.silence == "approved"
        status: Literal["by_silence", "refused"] = "by_silence" if spoken else "refused"
        step = Step(id=approval.id, role=approval.role, status=status, due=due)
        return step, due + TICK, False
    if not answers:
        return Step(id=approval.id, role=approval.role, status="pending", due=due), None, False
    at, agreed, fact = answers[0]
    step = Step(
        id=approval.id,
        role=approval.role,
        status="given" if agreed else "refused",
        due=due,
        facts=(fact.id,),
    )
    return step, at, True


def _first(
    case: Sweep, kinds: tuple[str, ...], matches: Selects, start: datetime, scope: Scope
) -> Dated | None:
    for pair in of_kinds(case.seen, kinds):
        if start <= pair[0] <= case.upto and matches(pair[1], scope):
            return pair
    return None
