"""What became of a claim: status, limits and approvals, from the whole history each time."""

from datetime import datetime, timedelta

import attrs

from renoflow.periods import last_instant
from tests.reference import limits

__all__ = ["LIVE", "Filed", "approved", "inside", "limit_states", "status", "view", "waits_for"]

TICK = timedelta(microseconds=1)
LIVE = ("pending", "standing", "contestable")
OVER = ("missed", "met_late", "over")


class Filed:
    """A claim as it came in: what became of it is worked out anew each time it is asked."""

    def __init__(self, row, party, opened, fact, terms):
        self.row = row
        self.party = party
        self.opened = opened
        self.fact = fact
        self.terms = terms  # the revision whose limits and audits it has
        self.since = opened  # from when there is such a claim; later where it was handed on
        self.void = None  # what it failed: its needs, or a bar
        self.repeats = []  # instants at which its limits started anew
        self.audited = []  # (instant, what an audit that it failed did to it, audit)
        self.saved = []  # instants at which it passed an audit that a rival called for
        self.held = ()  # who had it before and handed it on, rank and all
        self.handed = None  # the instant at which it was handed to another
        self.handing = ()  # the ids of the facts that handed it to this party
        self.taken = []  # (instant, status, row) of what rivals and successors did to it


def inside(court, upto, claim, asked=None):
    """The history from a claim, with the instant at which it was approved."""
    here = court.place(upto, claim, asked)
    return attrs.evolve(here, approved=approved(court, claim, upto))


def view(court, upto, claim, asked=None):
    """The same with its last instant before it lapsed."""
    here = inside(court, upto, claim, asked)
    what, _, since = stands(court, claim, upto)
    return attrs.evolve(here, lapsed=since - TICK if what == "lapsed" else None)


def status(court, claim, t):
    """Status at *t* and the row that ended it, from facts up to *t* alone."""
    return stands(court, claim, t)[:2]


def stands(court, claim, t):
    """Status, row, and the instant at which it ended."""
    if claim.void:
        return "void", claim.void, None
    waiting, refused, _ = steps(court, claim, t)
    lapsed = limit_ends(court, claim, t, "lapse")
    # What time alone does at an instant comes first, then audits, then what its facts do.
    ends = [(s, "refused", step) for s, step, silent in refused if silent]
    ends += [(s, "lapsed", limit) for limit, s, early in lapsed if not early]
    ends += [(s, "lapsed", audit) for s, then, audit in claim.audited if then == "lapse"]
    ends += [(s, "lapsed", limit) for limit, s, early in lapsed if early]
    ends += [(s, "refused", step) for s, step, silent in refused if not silent]
    ends += [
        (s, "ended", claim.row.basis)
        for s, fact in court.facts(claim.row.ends, court.place(t, claim), since=claim.since)
        if fact.id not in (claim.fact.id, *claim.handing)
    ]
    if claim.handed is not None:
        ends.append((claim.handed, "ended", f"{claim.row.basis}/transfer"))
    ends += claim.taken
    ends = [end for end in ends if end[0] <= t]
    if ends:
        since, what, by = min(ends, key=lambda end: end[0])  # the first listed of equals
        return what, by, since
    if waiting is not None and waiting[0] == "pending":
        return "pending", None, None
    contested = [s for s, then, _ in claim.audited if then == "contest" and s <= t]
    if contested or limit_ends(court, claim, t, "contest"):
        return "contestable", None, None
    return "standing", None, None


# -- limits


def limit_states(court, claim, upto):
    """The rows of its limits with their states, from the last repeat that began them anew."""
    rows = [row for row in claim.terms.limits if claim.row.basis in row.on]
    anchor = max([s for s in claim.repeats if s < upto], default=claim.opened)
    place = attrs.evolve(inside(court, upto, claim), opened=anchor, still=court.still)
    states = limits.states([row.limit for row in rows], place)
    return [(row, [one for one in states if one.limit == row.limit.id]) for row in rows]


def limit_ends(court, claim, t, then):
    """For each limit that is at its end by *t*: its id, the first instant outside, and
    whether it ended because its duty was done too early."""
    instants = {s for s, _ in court.seen.dated if claim.opened <= s < t}
    found: dict[str, tuple[str, datetime, bool]] = {}
    for upto in sorted({*instants, t}):
        for row, states in limit_states(court, claim, upto):
            for state in states:
                if state.status in OVER and (end := last(court, claim, row, state, upto)) < upto:
                    found.setdefault(state.limit, (state.limit, end + TICK, False))
                if state.status == "early":
                    found.setdefault(state.limit, (state.limit, state.met_at, True))
    rows = [row for row in claim.terms.limits if claim.row.basis in row.on and row.then == then]
    return [found[row.limit.id] for row in rows if row.limit.id in found]


def last(court, claim, row, state, upto):
    """The last instant inside, which is that of the grace where there is one."""
    grace = row.limit.grace
    if grace is None:
        return state.last
    since = state.last
    if grace.notice is not None:
        told = court.facts([grace.notice], court.place(upto, claim))
        since = min(s for s, _ in told if s > state.last)
    return last_instant(grace.span, since, court.calendar).at


# -- approvals


def steps(court, claim, t):
    """How it stands meanwhile and for whom it waits; refusals; when all were given."""
    since = claim.opened
    place = court.place(t, claim)
    for step in claim.row.approvals:
        given = court.facts([step.on], place, since)
        refused = [] if step.refused is None else court.facts([step.refused], place, since)
        events = [(s, 0, "given") for s, _ in given]
        events += [(s, 1, "refused") for s, _ in refused]
        if step.within is not None and step.silence != "pending":
            after = last_instant(step.within, since, court.calendar).at + TICK
            said = {"approved": "given", "refused": "refused"}[step.silence]
            events += [(after, -1, said)] if after <= t else []
        if not events:
            return (step.meanwhile, step.role), [], None
        since, order, said = min(events)
        if said == "refused":
            return None, [(since, f"{claim.row.basis}/{step.id}", order < 0)], None
    return None, [], since


def waits_for(court, claim):
    """The role whose approval is the next that the claim needs, if any."""
    waiting = steps(court, claim, court.decided)[0]
    return None if waiting is None else waiting[1]


def approved(court, claim, t):
    return steps(court, claim, t)[2]
