"""The judge said a second time, slowly: every status is found by replaying the whole history.

Written from the rules in words. Takes the records of a policy and of a case, and nothing
that judges: nothing is remembered from one instant to the next, nothing is compiled.
"""

from copy import copy
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import attrs

from renoflow.facts import MISSING, known
from renoflow.periods import last_instant
from renoflow.select import Scope, Test, see
from tests.reference import limits
from tests.reference.select import holds, selects

__all__ = ["judge"]

TICK = timedelta(microseconds=1)
LIVE = ("pending", "standing", "contestable")


def judge(policy, calendar, case, *, at, known_at=None):
    """Answers, instant of decision and docket, as plain values that can be compared."""
    told = known(case.facts, calendar, known_at=known_at)
    hearing = Hearing(policy, calendar, see(told, calendar, days=policy.days), at)
    hearing.sweep()
    return {
        "credit": hearing.answer("credit", case.doubts),
        "service": hearing.answer("service", case.doubts),
        "decided_at": hearing.decided,
        "docket": hearing.docket(),
    }


class Filed:
    """A claim as it came in: what became of it is worked out anew each time it is asked."""

    def __init__(self, row, party, opened, fact):
        self.row = row
        self.party = party
        self.opened = opened
        self.fact = fact
        self.void = None  # what it failed: its needs, or a bar
        self.repeats = []  # instants at which its limits started anew
        self.taken = []  # (instant, status, row) of what rivals and successors did to it


class Hearing:
    """One case before the court."""

    def __init__(self, policy, calendar, seen, at):
        self.policy = policy
        self.calendar = calendar
        self.seen = seen
        self.at = at
        self.claims = []
        self.frozen = None
        self.frozen = self.decisive()
        self.decided = at if self.frozen is None else self.frozen

    def place(self, upto, claim=None, asked=None):
        """The history up to an instant, as it looks from a claim or from nowhere."""
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=self.at if asked is None else asked,
            upto=upto,
            party=None if claim is None else claim.party,
            opening=None if claim is None else claim.fact,
            opened=None if claim is None else claim.opened,
            decisive=self.frozen if self.frozen is not None and self.frozen <= upto else None,
            house=frozenset(self.policy.house),
        )

    def inside(self, upto, claim, asked=None):
        """The same from a claim, with the instant at which it was approved."""
        return attrs.evolve(self.place(upto, claim, asked), approved=self.approved(claim, upto))

    def facts(self, kinds_of_facts, place, since=None):
        """The facts up to the place's instant that one of the selectors selects."""
        return [
            (t, fact)
            for t, fact in self.seen.dated
            if t <= place.upto
            and (since is None or t >= since)
            and any(selects(one, fact, place) for one in kinds_of_facts)
        ]

    # -- the instant of decision

    def decisive(self):
        """The first decisive fact that nothing later undoes, if there is one."""
        place = self.place(self.at)
        undone = [t for t, _ in self.facts(self.policy.undo, place)]
        for t, _ in self.facts(self.policy.decisive, place):
            if not any(later > t for later in undone):
                return t
        return None

    # -- the claims, instant by instant

    def sweep(self):
        for t in sorted({t for t, _ in self.seen.dated if t <= self.decided}):
            self.instant(t)

    def instant(self, t):
        """What the facts of one instant open; none of them is before another."""
        before = self.before(t)
        candidates = []
        for row in self.policy.claims:
            for _, fact in self.facts([row.opens], self.place(t), since=t):
                candidates += [Filed(row, party, t, fact) for party in claimants(row, fact)]
        opening = [claim for claim in candidates if before.admits(claim)]
        displaced = [pair for claim in opening for pair in before.displaces(claim)]
        for claim in candidates:
            if claim.void != "needs":
                for old in before.lives_of(claim):
                    if claim.row.again == "restart":
                        old.repeats.append(t)
                    if claim.row.again == "replace" and claim.void is None:
                        old.taken.append((t, "ended", claim.row.basis))
        for rival, basis in displaced:
            rival.taken.append((t, "displaced", basis))
        self.claims += opening

    def before(self, t):
        """The same hearing with the facts before *t* alone: how things stood just before."""
        earlier = copy(self)
        facts = [fact for s, fact in self.seen.dated if s < t]
        earlier.seen = see(facts, self.calendar, days=self.policy.days)
        return earlier

    def admits(self, claim):
        """Whether a claim goes on the docket, void or not; its party may have one already."""
        place = self.place(claim.opened, claim, asked=claim.opened)
        if not all(self.condition(need, place) for need in claim.row.needs):
            claim.void = "needs"
            return True
        if claim.row.again in {"keep", "restart"} and self.lives_of(claim):
            return False
        if any(self.status(one, claim.opened)[0] == "standing" for one in self.rivals(claim)):
            claim.void = "bars"
        return True

    def displaces(self, claim):
        """Claims open to challenge that give way to this one, and by which row."""
        return [
            (rival, claim.row.basis)
            for rival in self.rivals(claim)
            if claim.void is None and self.status(rival, claim.opened)[0] == "contestable"
        ]

    def lives_of(self, claim):
        """The party's own claims of the same basis that live when it comes again."""
        return [
            old
            for old in self.claims
            if (old.party, old.row.basis) == (claim.party, claim.row.basis)
            and self.status(old, claim.opened)[0] in LIVE
        ]

    def rivals(self, claim):
        return [
            old
            for old in self.claims
            if old.party != claim.party and old.row.basis in claim.row.bars
        ]

    # -- what became of a claim

    def status(self, claim, t):
        """Status at *t* and the row that ended it, from facts up to *t* alone."""
        if claim.void:
            return "void", claim.void
        waiting, refused, _ = self.steps(claim, t)
        # What time alone does at an instant comes before what the facts of it do.
        ends = [(s, "refused", step) for s, step, silent in refused if silent]
        ends += [(s, "lapsed", limit) for limit, s in self.limit_ends(claim, t, "lapse")]
        ends += [(s, "refused", step) for s, step, silent in refused if not silent]
        ends += [
            (s, "ended", claim.row.basis)
            for what in claim.row.ends
            for s, fact in self.facts([what], self.place(t, claim), since=claim.opened)
            if fact.id != claim.fact.id
        ]
        ends += claim.taken
        ends = [end for end in ends if end[0] <= t]
        if ends:
            _, status, by = min(ends, key=lambda end: end[0])  # the first listed of equals
            return status, by
        if waiting is not None and waiting[0] == "pending":
            return "pending", None
        if self.limit_ends(claim, t, "contest"):
            return "contestable", None
        return "standing", None

    def limit_ends(self, claim, t, then):
        """For each limit that is at its end by *t*: its id and the first instant outside."""
        rows = [row for row in self.policy.limits if claim.row.basis in row.on]
        found: dict[str, datetime] = {}
        instants = [s for s, _ in self.seen.dated if claim.opened <= s < t]
        for upto in sorted({*instants, t}):
            anchor = max([s for s in claim.repeats if s < upto], default=claim.opened)
            place = attrs.evolve(self.inside(upto, claim), opened=anchor)
            states = limits.states([row.limit for row in rows], place)
            for row, state in zip(rows, states, strict=True):
                if state.status in {"missed", "met_late", "over"} and state.last < upto:
                    found.setdefault(row.limit.id, state.last + TICK)
                if state.status == "early":
                    found.setdefault(row.limit.id, state.met_at)
        return [
            (row.limit.id, found[row.limit.id])
            for row in rows
            if row.then == then and row.limit.id in found
        ]

    def steps(self, claim, t):
        """How it stands meanwhile and for whom it waits; refusals; when all were given."""
        since = claim.opened
        place = self.place(t, claim)
        for step in claim.row.approvals:
            given = self.facts([step.on], place, since)
            refused = [] if step.refused is None else self.facts([step.refused], place, since)
            events = [(s, 0, "given") for s, _ in given]
            events += [(s, 1, "refused") for s, _ in refused]
            if step.within is not None and step.silence != "pending":
                after = last_instant(step.within, since, self.calendar).at + TICK
                said = {"approved": "given", "refused": "refused"}[step.silence]
                events += [(after, -1, said)] if after <= t else []
            if not events:
                return (step.meanwhile, step.role), [], None
            since, order, said = min(events)
            if said == "refused":
                return None, [(since, f"{claim.row.basis}/{step.id}", order < 0)], None
        return None, [], since

    def waits_for(self, claim):
        """The role whose approval is the next that the claim needs, if any."""
        waiting = self.steps(claim, self.decided)[0]
        return None if waiting is None else waiting[1]

    def approved(self, claim, t):
        return self.steps(claim, t)[2]

    # -- conditions and picks

    def condition(self, condition, place):
        if isinstance(condition, Test):
            return holds(condition, place)
        enough = len(self.matching(condition, place)) >= condition.count
        return enough is not condition.negated

    def matching(self, pick, place):
        """The claims that a pick means, as they stand at the place's instant."""
        found = []
        for claim in self.claims:
            status, by = self.status(claim, place.upto)
            if (
                claim.row.basis in pick.claims
                and claim.opened <= place.upto
                and status in pick.status
                and (not pick.ended_by or by in pick.ended_by)
                and related(pick.by, claim.party, place)
            ):
                own = self.inside(place.upto, claim, place.asked)
                if all(holds(test, own) for test in pick.having):
                    found.append(claim)
        return found

    def ranks(self, pick, claims):
        """The claims in groups of one rank, best first; those without a rank come last."""
        ranked: dict[Any, list[Filed]] = {}
        for claim in claims:
            rank = claim.opened
            if pick.rank == "approved":
                rank = self.approved(claim, self.decided)
            ranked.setdefault(rank, []).append(claim)
        unranked = ranked.pop(None, None)
        groups = [ranked[rank] for rank in sorted(ranked, reverse=pick.order == "last")]
        return groups if unranked is None else [*groups, unranked]

    # -- answers

    def answer(self, question, doubts):
        """Kind, shares, the name that the outcome gives, and the row."""
        if doubts:
            return self.given(self.policy.identity.doubt, "identity")
        decision = self.decision()
        if decision is not None:
            return decision
        for ground in self.policy.grounds:
            if question in ground.answers:
                found = self.ground(ground)
                if found is not None:
                    return found
        return ("silent", {}, None, f"{self.policy.name}#silent")

    def decision(self):
        """The last final decision of a competent role, else the last one, if any."""
        made = []
        for t, fact in self.seen.dated:
            for decider in self.policy.deciders:
                until = self.decided if decider.until == "decisive" else self.at
                if fact.kind == "decision" and fact.get("role") == decider.role and t <= until:
                    made.append((t, fact))
        final = [(t, fact) for t, fact in made if fact.get("final") is True]
        made = final or made
        if not made:
            return None
        latest = max(t for t, _ in made)
        owners = {fact.get("owner") for t, fact in made if t == latest}
        row = f"{self.policy.name}#decision"
        if len(owners) > 1:
            return ("silent", {}, None, row)
        return ("owner", {owners.pop(): Fraction(1)}, None, row)

    def ground(self, ground):
        """The answer that a ground gives, or None where it does not hold."""
        here = self.place(self.decided)
        if ground.pick is None:
            holding = all(self.condition(one, here) for one in ground.when)
            return self.given(ground.gives, ground.id) if holding else None
        groups = self.ranks(ground.pick, self.matching(ground.pick, here))
        # Seen from the first by rank; of equals none is first, so it must hold for each.
        firsts = [self.inside(self.decided, claim) for claim in (groups or [[]])[0]]
        if not firsts or not all(self.condition(c, own) for c in ground.when for own in firsts):
            return None
        owners = take(ground.pick.take, groups)
        gives = ground.gives
        if owners is not None and gives.kind == "pending" and gives.to is None:
            waited = {self.waits_for(claim) for claim in groups[0]}
            to = waited.pop() if len(waited) == 1 else None
            return ("pending", {}, to, f"{self.policy.name}#{ground.id}")
        if owners is not None and gives.kind != "owner":
            return self.given(gives, ground.id)
        shares = None if owners is None else divide(gives.parts, owners)
        if shares is None:
            return self.given(ground.tie, ground.id)
        return ("owner", shares, None, f"{self.policy.name}#{ground.id}")

    def given(self, outcome, row):
        shares = {outcome.to: Fraction(1)} if outcome.kind == "party" else {}
        return (outcome.kind, shares, outcome.to, f"{self.policy.name}#{row}")

    def docket(self):
        return sorted(
            (
                claim.row.basis,
                claim.party,
                claim.opened,
                claim.fact.id,
                *self.status(claim, self.decided),
            )
            for claim in self.claims
        )


def claimants(row, fact):
    """Whose claim it is: nobody's where the field is missing, none or empty."""
    if row.party is not None:
        return [row.party]
    told = fact.actor if row.claimant == "by" else fact.get(row.claimant)
    if told is None or told is MISSING:
        return []
    return sorted(set(told)) if isinstance(told, tuple) else [told]


def related(by, party, place):
    if by == "self":
        return party == place.party
    return by == "anyone" or party != place.party


def joint(parties, claims):
    """Whether the claims of the parties all come from one fact."""
    return len({claim.fact.id for claim in claims if claim.party in parties}) == 1


def take(count, groups):
    """Owners in groups of one rank, and whether each is joint; None where a tie is cut."""
    owners = []
    had: set[str] = set()
    for group in groups:
        parties = {claim.party for claim in group} - had
        if not parties or (count is not None and len(had) >= count):
            continue
        if count is not None and len(had) + len(parties) > count and not joint(parties, group):
            return None
        owners.append((parties, joint(parties, group)))
        had |= parties
    return owners


def divide(parts, owners):
    """Shares of 1; None where owners of one rank, and not of one fact, would differ.

    Parts go to the places in rank order. Joint owners share equally what their places
    have. An owner who has no part owns nothing; with fewer owners than parts they share
    equally what the parts have.
    """
    many = sum(len(parties) for parties, _ in owners)
    placed = [part.part for part in parts if part.to is None]
    if not parts or many < len(placed):
        whole = sum(placed) if parts else 1
        placed = [Fraction(whole) / many] * many
    placed += [Fraction(0)] * (many - len(placed))
    shares: dict[str, Fraction] = {}
    for part in parts:
        if part.to is not None:
            shares[part.to] = shares.get(part.to, 0) + part.part
    for parties, together in owners:
        theirs, placed = placed[: len(parties)], placed[len(parties) :]
        if not together and len(set(theirs)) > 1:
            return None
        for party in parties:
            shares[party] = shares.get(party, 0) + sum(theirs) / len(parties)
    return {party: share for party, share in shares.items() if share}
