"""The sweep: claims opened in time order, each with its approvals, limits and end.

A claim's limits depend on facts alone, and facts after an end move nothing; so they are
read once for each claim up to the instant of decision, and tell whether it stood at any
instant before. Only bars, needs and repeats need the order of openings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, TypeAlias

import attrs

from renoflow.attribution.audits import audited
from renoflow.attribution.live import AUDIT, FACT, IN_FORCE, TICK, TIME, End, Live, Wait
from renoflow.attribution.policy import ClaimLimit
from renoflow.attribution.records import Step
from renoflow.attribution.rows import ClaimRow, Compiled, PickRow, StepRow, claimants
from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.limits import LimitState
from renoflow.periods import Span, last_instant
from renoflow.select import Dated, Scope, Seen
from renoflow.select.matching import Selects, of_kinds

__all__ = ["Sweep", "locked_until", "picked", "sweep"]

Opening: TypeAlias = Callable[[datetime], Mapping[str, tuple[ClaimRow, ...]]]
"""The claim rows by the kind that opens them, of the revision that counts at an instant."""


class Sweep:
    """One case on its way through the court.

    ``ever`` is the history beyond the chapter and ``still`` when it stood still; ``stood``
    are the claims that came into force, of which ``audited`` have audits and ``handed`` may
    be handed on; ``decisive`` is the instant that froze the case, ``bare`` the case up to the
    instant of decision seen by nobody, and ``opening`` gives the claim rows that count at an
    instant.
    """

    __slots__ = (
        "asked",
        "audited",
        "bare",
        "by_owner",
        "calendar",
        "claims",
        "compiled",
        "decisive",
        "ever",
        "handed",
        "opening",
        "seen",
        "still",
        "stood",
        "upto",
    )

    def __init__(  # noqa: PLR0913 - what a case is judged by
        self,
        compiled: Compiled,
        calendar: WorkCalendar,
        seen: Seen,
        *,
        asked: datetime,
        opening: Opening,
        decisive: datetime | None = None,
        ever: Seen | None = None,
        still: tuple[tuple[datetime, datetime], ...] = (),
    ) -> None:
        self.compiled: Compiled = compiled
        self.calendar: WorkCalendar = calendar
        self.seen: Seen = seen
        self.asked: datetime = asked
        self.upto: datetime = asked if decisive is None else decisive
        self.opening: Opening = opening
        self.decisive: datetime | None = decisive
        self.ever: Seen | None = ever
        self.still: tuple[tuple[datetime, datetime], ...] = still
        self.bare: Scope = self.scope(self.upto)
        self.claims: list[Live] = []
        self.stood: list[Live] = []
        self.audited: list[Live] = []
        self.handed: list[Live] = []
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
            ever=self.ever,
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
            held=live.held,
            opening=live.fact,
            opened=opened,
            approved=live.approved,
            lapsed=end.at - TICK if end is not None and end.status == "lapsed" else None,
            decisive=self.decisive,
            house=self.compiled.house,
            ever=self.ever,
            still=self.still,
        )

    def own_scope(self, live: Live) -> Scope:
        """The case at the instant of decision, seen from *live*; made once."""
        if live.scope is None:
            live.scope = self.scope_of(live, live.opened, self.upto)
        return live.scope

    def ahead(self, scope: Scope, at: datetime) -> Scope:
        """*scope* as it will be at *at* if nothing more happens."""
        return attrs.evolve(scope, asked=at, upto=at)

    def scope_before(self, live: Live, at: datetime) -> Scope:
        """The case just before *at*, seen from *live*: its needs do not look ahead."""
        return self._scope_then(live, at, at - TICK)

    def scope_then(self, live: Live, at: datetime) -> Scope:
        """The case as it was at *at*, seen from *live*, with the facts of that instant."""
        return self._scope_then(live, at, at)

    def _scope_then(self, live: Live, at: datetime, upto: datetime) -> Scope:
        decisive, approved = self.decisive, live.approved
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=at,
            upto=upto,
            party=live.party,
            held=live.held,
            opening=live.fact,
            opened=live.opened,
            approved=approved if approved is not None and approved <= upto else None,
            decisive=decisive if decisive is not None and decisive <= at else None,
            house=self.compiled.house,
            ever=self.ever,
            still=self.still,
        )

    def enter(self, live: Live) -> None:
        """*live* has come into force: read what becomes of it."""
        self.stood.append(live)
        if live.row.audits:
            self.audited.append(live)
        if live.row.hands is not None:
            self.handed.append(live)
        _settle(self, live)


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
    case.enter(live)
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
        case.enter(new)
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


def picked(  # noqa: PLR0913 - where from, when, and seen by whom
    case: Sweep,
    row: PickRow,
    at: datetime,
    *,
    among: Iterable[Live] | None = None,
    party: str | None = None,
    ahead: bool = False,
    upto: int = FACT,
) -> list[Live]:
    """The claims that *row* picks at *at*, before any are taken, in the order of opening."""
    pick = row.pick
    hits = []
    for live in case.claims if among is None else among:
        if live.row.claim.basis not in row.bases:
            continue
        if live.status(at, ahead=ahead, upto=upto) not in row.status:
            continue
        if pick.by != "anyone" and (live.party == party) is (pick.by == "other"):
            continue
        if pick.ended_by or pick.ended_within is not None:
            end = live.end_at(at, ahead=ahead, upto=upto)
            if pick.ended_by and (live.void_by if end is None else end.by) not in pick.ended_by:
                continue
            if pick.ended_within is not None and (
                end is None or at > locked_until(pick.ended_within, end, case.calendar)
            ):
                continue
        if row.having:
            scope = case.own_scope(live) if upto == FACT else case.scope_before(live, at)
            if ahead:
                scope = case.ahead(scope, at)
            if any(test(scope) is None for test in row.having):
                continue
        hits.append(live)
    return hits


def locked_until(span: Span, end: End, calendar: WorkCalendar) -> datetime:
    """The last instant of *span* from the last instant before *end*."""
    return last_instant(span, end.at - TICK, calendar).at


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
