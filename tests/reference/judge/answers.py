"""Grounds, in order, for each question: the first that holds decides."""

from fractions import Fraction

from renoflow.attribution.policy import Pick
from renoflow.select import Table
from tests.reference.judge.claims import view, waits_for
from tests.reference.judge.hearing import parties
from tests.reference.judge.picks import condition, matching, ranks, take
from tests.reference.select import chosen, read

__all__ = ["answer", "whom"]

ASKS = ("customer_chooses", "decider", "pending", "silent")
"""The outcomes that leave it to a person, who must answer so."""
NAMELESS = "party"
"""A part is of somebody whom no fact names."""
UNTOLD = "table"
"""What the parts go by is not known."""


def answer(court, question, doubts):
    """Kind, shares, the name that the outcome gives, the row, and what a person must answer."""
    if doubts:
        return given(court, court.policy.identity.doubt, "identity", "identity")
    decided = decision(court)
    if decided is not None:
        return reopened(court, question) or decided
    for ground in court.policy.grounds:
        if question in ground.answers:
            found = by_ground(court, ground)
            if found is not None:
                return found
    return ("silent", {}, None, f"{court.policy.name}#silent", "silent")


def given(court, outcome, row, question=None):
    """What an outcome says without looking at claims."""
    shares = {outcome.to: Fraction(1)} if outcome.kind == "party" else {}
    if question is None and outcome.kind in ASKS:
        question = outcome.kind
    to = outcome.to
    return (outcome.kind, shares, to, f"{court.policy.name}#{row}", question)


def reopened(court, question):
    """What a ground says that looks at claims which only decisions open, of one that decides."""
    for ground in court.policy.grounds:
        if ground.pick is None or question not in ground.answers:
            continue
        picked = [claim for claim in court.policy.claims if claim.basis in ground.pick.claims]
        kinds = {kind for claim in picked for kind in claim.opens.kinds}
        if kinds == {"decision"}:
            here = court.place(court.decided)
            groups = ranks(court, ground.pick, matching(court, ground.pick, here))
            first = {claim.fact.id for claim in groups[0]} if groups else set()
            found = by_ground(court, ground)
            if found is not None and first & {fact.id for fact in decisive(court)}:
                return found
    return None


def decisive(court):
    """The last final decisions of a competent role, else the last ones, if any."""
    made = []
    for t, fact in court.seen.dated:
        for decider in court.policy.deciders:
            until = court.decided if decider.until == "decisive" else court.at
            if fact.kind == "decision" and fact.get("role") == decider.role and t <= until:
                made.append((t, fact))
    made = [(t, fact) for t, fact in made if fact.get("final") is True] or made
    latest = max((t for t, _ in made), default=None)
    return [fact for t, fact in made if t == latest]


def decision(court):
    """The last final decision of a competent role, else the last one, if any."""
    made = decisive(court)
    if not made:
        return None
    owners = {fact.get("owner") for fact in made}
    row = f"{court.policy.name}#decision"
    if len(owners) > 1:
        return ("silent", {}, None, row, "tie")
    return ("owner", {owners.pop(): Fraction(1)}, None, row, None)


def by_ground(court, ground):
    """The answer that a ground gives, or None where it does not hold."""
    here = court.place(court.decided)
    if ground.pick is None:
        holding = all(condition(court, one, here) for one in ground.when)
        return given(court, ground.gives, ground.id) if holding else None
    groups = ranks(court, ground.pick, matching(court, ground.pick, here))
    if not groups:
        return None
    # Seen from the first by rank; of equals none is first, so it must hold for each.
    firsts = [view(court, court.decided, claim) for claim in groups[0]]
    if not all(condition(court, one, own) for one in ground.when for own in firsts):
        return None
    return outcome(court, ground, groups, firsts)


def outcome(court, ground, groups, firsts):
    """What a ground that holds gives to those whom it takes."""
    row, gives = f"{court.policy.name}#{ground.id}", ground.gives
    owners = take(ground.pick.take, groups)
    if owners is None:
        return given(court, ground.tie, ground.id, "tie")
    if gives.kind == "pending" and gives.to is None:
        waited = {waits_for(court, claim) for claim in groups[0]}
        return ("pending", {}, waited.pop() if len(waited) == 1 else None, row, "pending")
    if gives.kind != "owner":
        return given(court, gives, ground.id)
    shares = shared(court, gives.parts, owners, firsts)
    if isinstance(shares, str):
        return ("silent", {}, None, row, shares)
    if shares is None:
        return given(court, ground.tie, ground.id, "tie")
    return ("owner", shares, None, row, None)


# -- shares


def shared(court, parts, owners, firsts):
    """Shares of 1; None where equals would differ, else what is not known of them."""
    tables = [parts_of(parts, own) for own in firsts]
    if None in tables:
        return UNTOLD
    if any(one != tables[0] for one in tables):
        return None
    others = [
        (part, [named(court, to, nobody, own) for own in firsts])
        for part, to, nobody in tables[0]
        if to is not None
    ]
    if any(one is None or one != found[0] for _, found in others for one in found):
        return None
    if any(not found[0] for _, found in others):
        return NAMELESS
    others = [(part, found[0]) for part, found in others]
    return divide([part for part, to, _ in tables[0] if to is None], others, owners)


def parts_of(parts, own):
    """Each part, whose it is and whose if nobody's, read off the table where graded.

    None where that is not known.
    """
    if isinstance(parts, Table):
        parts = read(parts, own)
        if parts is None:
            return None
    told = sum((one.part for one in parts if one.part is not None), Fraction(0))
    return [(1 - told if one.part is None else one.part, one.to, one.nobody) for one in parts]


def named(court, to, nobody, own):
    """Whose a part is that is not by rank; equals may see another, None where it is tied."""
    if isinstance(to, str):
        return {to}
    if isinstance(to, Pick):
        groups = take(to.take, ranks(court, to, matching(court, to, own)))
        found = None if groups is None else {one for group, _ in groups for one in group}
    else:
        found = whom(to, own)
    return found if found or found is None or nobody is None else named(court, nobody, None, own)


def whom(row, place):
    """Whoever has the role in the last, or the first, of such facts; it may be nobody."""
    facts = row.first if row.last is None else row.last
    hits = chosen(facts, place, place.upto)
    if not hits:
        return set()
    instants = [t for t, _ in hits]
    when = min(instants) if row.last is None else max(instants)
    sets = [set(parties(fact, row.role)) for t, fact in hits if t == when]
    return sets[0] if all(one == sets[0] for one in sets) else set()


def divide(placed, others, owners):
    """Shares of 1; None where owners of one rank, and not of one fact, would differ.

    Parts go to the places in rank order. Joint owners share equally what their places
    have. An owner who has no part owns nothing; with fewer owners than parts they share
    equally what the parts have.
    """
    many = sum(len(group) for group, _ in owners)
    if not placed and not others:
        placed = [Fraction(1, many)] * many
    if many < len(placed):
        placed = [Fraction(sum(placed)) / many] * many
    placed += [Fraction(0)] * (many - len(placed))
    shares: dict[str, Fraction] = {}
    for part, group in others:
        for party in group:
            shares[party] = shares.get(party, 0) + part / len(group)
    for group, together in owners:
        theirs, placed = placed[: len(group)], placed[len(group) :]
        if not together and len(set(theirs)) > 1:
            return None
        for party in group:
            shares[party] = shares.get(party, 0) + sum(theirs) / len(group)
    return {party: share for party, share in shares.items() if share}
