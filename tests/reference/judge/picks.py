"""Conditions on claims, and claims in the order of their rank."""

from renoflow.select import Test
from tests.reference import periods
from tests.reference.judge.claims import TICK, stands, view
from tests.reference.select import holds, instant

__all__ = ["condition", "joint", "matching", "ranks", "take"]


def condition(court, one, place):
    """Whether a test or a pick holds, seen from a place."""
    if isinstance(one, Test):
        return holds(one, place)
    enough = len(matching(court, one, place)) >= one.count
    return enough is not one.negated


def matching(court, pick, place):
    """The claims that a pick means, as they stand at the place's instant."""
    found = []
    for claim in court.claims:
        if claim.since > place.upto or claim.row.basis not in pick.claims:
            continue
        what, by, since = stands(court, claim, place.upto)
        if (
            what in pick.status
            and (not pick.ended_by or by in pick.ended_by)
            and (pick.ended_within is None or lately(court, pick.ended_within, what, since, place))
            and related(pick.by, claim.party, place)
        ):
            own = view(court, place.upto, claim, place.asked)
            if all(holds(test, own) for test in pick.having):
                found.append(claim)
    return found


def lately(court, span, what, since, place):
    """Whether the claim came to an end, no longer than the span before the place's instant."""
    if what not in {"refused", "lapsed", "ended", "displaced"}:
        return False
    return place.upto <= periods.last(span, since - TICK, court.calendar)[0]


def related(by, party, place):
    if by == "self":
        return party == place.party
    return by == "anyone" or party != place.party


def ranks(court, pick, claims):
    """The claims in groups of one rank, best first; equals by one anchor go to the next."""
    groups = [claims] if claims else []
    for anchor in pick.rank:
        groups = [part for group in groups for part in parted(court, anchor, group, pick.order)]
    return groups


def parted(court, anchor, group, order):
    """The claims of a group by one anchor; those without such an instant come last."""
    at = [(instant(anchor, view(court, court.decided, claim)), claim) for claim in group]
    told = sorted({when for when, _ in at if when is not None}, reverse=order == "last")
    if any(when is None for when, _ in at):
        told.append(None)
    return [[claim for when, claim in at if when == one] for one in told]


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
