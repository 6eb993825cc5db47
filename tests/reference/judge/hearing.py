"""What is on the table: the revision, the chapter, the instant of decision, the stand-still."""

from copy import copy
from datetime import datetime

from renoflow.select import Scope, see
from renoflow.timeline import Timeline
from tests.reference import periods
from tests.reference.select import selects, spelled

__all__ = ["Hearing", "claimants", "incompetent", "parties", "revision"]


def revision(policies, t, calendar):
    """The policy in force at an instant; before the first revision, the first."""
    if not isinstance(policies, Timeline):
        return policies
    found = policies.rows[0][1]
    for since, policy in policies.rows:
        if (since if isinstance(since, datetime) else calendar.start(since)) <= t:
            found = policy
    return found


def incompetent(policy, facts):
    """Withdrawals told by a role that may not withdraw; where no role is named anybody may."""
    return [
        one
        for one in facts
        if one.kind == "withdrawal" and policy.correctors and not competent(policy, one)
    ]


def competent(policy, withdrawal):
    return any(withdrawal.get("role") == role for role in policy.correctors)


class Hearing:
    """One case before the court."""

    def __init__(self, policies, calendar, facts, at):
        self.policies = policies
        self.calendar = calendar
        self.at = at
        self.claims = []
        self.frozen = None
        # The revision of the asked instant says what is asked about, and how it is read.
        self.asked = revision(policies, at, calendar)
        self.policy = spelled(self.asked, self.asked.stages)
        self.days = self.asked.days
        self.seen = see(facts, calendar, days=self.days)
        self.ever = None
        if self.asked.chapter is not None:
            self.ever = self.seen
            begun = self.begun()
            self.seen = self.only(lambda t: t >= begun)
        decisive, undone = self.freezing()
        standing = [t for t in decisive if not any(undo > t for undo in undone)]
        self.frozen = min(standing, default=None)
        self.decided = at if self.frozen is None else self.frozen
        self.still = united(
            (t, min(undo for undo in undone if undo > t)) for t in decisive if t not in standing
        )
        # What it decides by: the terms of the asked instant, or of the decision.
        if self.asked.pin != "asked":
            self.policy = revision(policies, self.decided, calendar)
            self.policy = spelled(self.policy, self.policy.stages)

    def terms(self, t):
        """The revision that opens claims at an instant, with the stages of the main one."""
        if self.asked.pin != "claim":
            return self.policy
        return spelled(revision(self.policies, t, self.calendar), self.policy.stages)

    # -- places

    def place(self, upto, claim=None, asked=None):
        """The history up to an instant, as it looks from a claim or from nowhere."""
        return Scope(
            seen=self.seen,
            ever=self.ever,
            calendar=self.calendar,
            asked=self.at if asked is None else asked,
            upto=upto,
            party=None if claim is None else claim.party,
            held=() if claim is None else claim.held,
            opening=None if claim is None else claim.fact,
            opened=None if claim is None else claim.opened,
            decisive=self.frozen if self.frozen is not None and self.frozen <= upto else None,
            house=frozenset(self.policy.house),
        )

    def facts(self, several, place, since=None):
        """The facts up to the place's instant that one of the selectors selects."""
        return [
            (t, fact)
            for t, fact in self.seen.dated
            if t <= place.upto
            and (since is None or t >= since)
            and any(selects(one, fact, place) for one in several)
        ]

    def only(self, keeps, seen=None):
        """The history of those instants alone."""
        facts = [fact for t, fact in (seen or self.seen).dated if keeps(t)]
        return see(facts, self.calendar, days=self.days)

    def before(self, t):
        """The same hearing with the facts before *t* alone: how things stood just before."""
        earlier = copy(self)
        earlier.seen = self.only(lambda s: s < t)
        if self.ever is not None:
            earlier.ever = self.only(lambda s: s < t, self.ever)
        return earlier

    # -- the chapter, and what freezes it

    def begun(self):
        """The instant at which the last chapter begins; the first began with the first fact."""
        here, chapter = self.place(self.at), self.policy.chapter
        closes = {t for t, _ in self.facts(chapter.closes, here)}
        undone = {t for t, _ in self.facts(self.policy.undo, here)}
        instants = sorted({t for t, _ in self.seen.dated if t <= self.at})
        start, closed = min(instants, default=self.at), False
        for t in instants:
            if (closed and self.opens_at(t)) or self.fresh_at(t):
                start, closed = t, False
            if t in undone:
                closed = False
            if t in closes:
                closed = True
        return start

    def opens_at(self, t):
        """Whether a fact of the instant opens a claim for somebody."""
        return any(
            claimants(row, fact)
            for row in self.policy.claims
            for _, fact in self.facts([row.opens], self.place(t), since=t)
        )

    def fresh_at(self, t):
        """Whether a fact of the instant comes so late after the one before that all is new."""
        chapter = self.policy.chapter
        if chapter.fresh is None or not self.facts([chapter.fresh], self.place(t), since=t):
            return False
        earlier = [
            s for s, _ in self.facts([chapter.since or chapter.fresh], self.place(t)) if s < t
        ]
        return bool(earlier) and t > periods.last(chapter.gap, max(earlier), self.calendar)[0]

    def freezing(self):
        """The instants of decisive facts, and those of facts that undo what was before."""
        here = self.place(self.at)
        decisive = {t for t, _ in self.facts(self.policy.decisive, here)}
        undone = {t for t, _ in self.facts(self.policy.undo, here)}
        return sorted(decisive), sorted(undone)

    # -- what did not count

    def attempts(self, barred, known_at):
        """The ids of the withdrawals without competence that were made and known by then."""
        day = self.at.astimezone(self.calendar.zone).date()
        made = []
        for one in barred:
            happened = one.at <= self.at if isinstance(one.at, datetime) else one.at <= day
            recorded = one.recorded_at
            if not isinstance(recorded, datetime):
                recorded = self.calendar.end(recorded)
            if happened and (known_at is None or recorded <= known_at):
                made.append(one.id)
        return sorted(set(made))


def united(spans):
    """The spans in order and apart: what overlaps or touches is one."""
    found: list[tuple[datetime, datetime]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return tuple(found)


def claimants(row, fact):
    """Whose claim it is: nobody's where the field is missing, none or empty."""
    if row.party is not None:
        return [row.party]
    return parties(fact, row.claimant)


def parties(fact, role):
    """Who has the role in the fact."""
    told = fact.actor if role == "by" else fact.get(role)
    if isinstance(told, str):
        return [told]
    return sorted(set(told)) if isinstance(told, tuple) else []
