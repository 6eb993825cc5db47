"""The claims, instant by instant: what opens, what is checked, what changes hands."""

from tests.reference import periods
from tests.reference.judge.claims import LIVE, Filed, inside, limit_states, status
from tests.reference.judge.hearing import claimants
from tests.reference.judge.picks import condition
from tests.reference.select import holds

__all__ = ["sweep"]

DONE = ("met", "met_late", "missed", "over", "waived")


def sweep(court):
    for t in sorted({t for t, _ in court.seen.dated if t <= court.decided}):
        instant(court, t)


def instant(court, t):
    """What the facts of one instant do; none of them is before another."""
    before = court.before(t)
    candidates = coming(court, t)
    for one in candidates:
        here = before.place(t, one, asked=t)
        one.void = None if all(condition(before, c, here) for c in one.row.needs) else "needs"
    for claim, audit, passed in audits(court, before, t, candidates):
        if not passed:
            claim.audited.append((t, audit.then, audit.id))
        elif audit.at == "rival":
            claim.saved.append(t)
    # From here on the claims stand as they did just before, and the audits have been held.
    opening = [one for one in candidates if admits(before, one)]
    displaced = [(old, one) for one in opening for old in giving_way(before, one)]
    coming_again = [one for one in candidates if one.void != "needs"]
    repeated = [(old, one) for one in coming_again for old in lives_of(before, one)]
    handed = [pair for old in court.claims for pair in transfers(court, before, t, old)]
    # And only now the instant has its effect.
    for old, one in repeated:
        if one.row.again == "restart":
            old.repeats.append(t)
        if one.row.again == "replace" and one.void is None:
            old.taken.append((t, "ended", one.row.basis))
    for old, one in displaced:
        old.taken.append((t, "displaced", one.row.basis))
    for old, new in handed:
        hand(old, new, t)
    court.claims += opening + [new for _, new in handed]


def coming(court, t):
    """What the facts of an instant would open."""
    terms = court.terms(t)
    return [
        Filed(row, party, t, fact, terms)
        for row in terms.claims
        for _, fact in court.facts([row.opens], court.place(t), since=t)
        for party in claimants(row, fact)
    ]


# -- audits


def audits(court, before, t, candidates):
    """Each audit that is held at the instant: of which claim, and whether it passed."""
    return [
        (claim, audit, passes(court, t, claim, audit))
        for claim in court.claims
        if status(before, claim, t)[0] in LIVE
        for audit in claim.terms.audits
        if claim.row.basis in audit.on
        and called_for(court, t, claim, audit, candidates)
        and all(holds(test, inside(court, t, claim, asked=t)) for test in audit.when)
        and all(is_over(court, t, claim, limit) for limit in audit.only_after)
    ]


def called_for(court, t, claim, audit, candidates):
    """Whether a fact of the instant calls for the audit, or a rival who comes in."""
    if audit.at != "rival":
        return bool(court.facts([audit.at], court.place(t, claim), since=t))
    return any(
        one.void is None and one.party != claim.party and one.party not in court.policy.house
        for one in candidates
    )


def is_over(court, t, claim, name):
    """Whether a limit of the claim is over or met by the instant."""
    found = [
        state
        for row, states in limit_states(court, claim, t)
        for state in states
        if row.limit.id == name
    ]
    return bool(found) and all(state.status in DONE and end(state) <= t for state in found)


def end(state):
    return state.last if state.met_at is None else state.met_at


def passes(court, t, claim, audit):
    """Whether enough of what it needs lies in the span before the instant."""
    start = claim.opened
    if audit.back is not None:
        start = periods.first(audit.back, t, court.calendar)[0]
    done = [s for s, _ in court.facts([audit.needs], court.place(t, claim)) if start <= s < t]
    return len(done) >= audit.count


# -- rivals and repeats, as they stood just before


def admits(before, claim):
    """Whether a claim goes on the docket, void or not; its party may have one already."""
    if claim.void == "needs":
        return True
    if claim.row.again in {"keep", "restart"} and lives_of(before, claim):
        return False
    for rival in rivals(before, claim):
        what = status(before, rival, claim.opened)[0]
        saved = claim.opened in rival.saved
        if what == "standing" or (what == "contestable" and saved):
            claim.void = "bars"
    return True


def giving_way(before, claim):
    """The claims open to challenge that give way to this one."""
    return [
        rival
        for rival in rivals(before, claim)
        if claim.void is None and status(before, rival, claim.opened)[0] == "contestable"
    ]


def lives_of(before, claim):
    """The party's own claims of the same basis that live when it comes again."""
    return [
        old
        for old in before.claims
        if (old.party, old.row.basis) == (claim.party, claim.row.basis)
        and status(before, old, claim.opened)[0] in LIVE
    ]


def rivals(before, claim):
    return [
        old
        for old in before.claims
        if old.party != claim.party and old.row.basis in claim.row.bars
    ]


# -- transfers


def transfers(court, before, t, old):
    """The claim with the one that the facts of the instant open for whom they hand it to."""
    transfer = old.row.transfer
    if transfer is None or status(before, old, t)[0] not in LIVE:
        return []
    handing = [
        fact
        for _, fact in court.facts([transfer.on], court.place(t, old), since=t)
        if isinstance(fact.get(transfer.to), str)
    ]
    receivers = {fact.get(transfer.to) for fact in handing}
    if len(receivers) != 1 or receivers == {old.party}:
        return []  # nobody, several at once, or whose it is already
    opened, opening = t, handing[0]
    if transfer.rank == "keeps":
        opened, opening = old.opened, old.fact
    new = Filed(old.row, receivers.pop(), opened, opening, old.terms)
    new.since, new.handing = t, tuple(fact.id for fact in handing)
    return [(old, new)]


def hand(old, new, t):
    """The old claim ends; one that goes on keeps what its limits and audits have come to."""
    old.handed = t
    if old.row.transfer.rank == "keeps":
        new.held = (*old.held, old.party)
        new.repeats = list(old.repeats)
        new.audited = list(old.audited)
