"""What a policy names besides the owner, and what nobody told."""

import attrs

from renoflow.facts import MISSING
from renoflow.select import Table
from tests.reference.judge.answers import whom
from tests.reference.judge.picks import condition, matching, ranks, take
from tests.reference.select import read, selects

__all__ = ["adjustments", "untold"]

ASKED = (
    *("in", "has", "min", "above", "max", "below"),
    *("given", "none", "self", "other"),
)
"""The conditions on a field that do not hold where nobody told it."""


def adjustments(court, shares):
    """Row, party, part and amount of each, seen from nowhere at the instant of decision."""
    here = court.place(court.decided)
    found = []
    for row in court.policy.adjustments:
        if row.owned_by is not None and set(shares) != {row.owned_by}:
            continue
        if all(condition(court, anybodys(one), here) for one in row.when):
            part, amount = (
                read(one, here) if isinstance(one, Table) else one
                for one in (row.part, row.amount)
            )
            rule = f"{court.policy.name}#{row.id}"
            found += [(rule, to, part, amount) for to in receivers(court, row, here, shares)]
    return sorted(found, key=lambda one: one[:2])


def anybodys(one):
    """A condition as it is meant where nobody is the claimant: a pick's claims are anyone's."""
    return attrs.evolve(one, by="anyone") if hasattr(one, "claims") else one


def receivers(court, row, here, shares):
    """The parties that an adjustment names."""
    if isinstance(row.to, str):
        return [row.to]
    if not hasattr(row.to, "claims"):
        return whom(row.to, here)
    pick = anybodys(row.to)
    taken = take(pick.take, ranks(court, pick, matching(court, pick, here)))
    return [party for group, _ in taken or [] for party in group if party not in shares]


def asked(one):
    """Whether a condition fails for want of an answer."""
    if one.op == "is":
        return "missing" not in one.values
    return one.op in ASKED or (one.op == "is_not" and "missing" in one.values)


def untold(court):
    """Facts that opened none and would open a claim if a field that it asks for were told."""
    found = []
    opened = {claim.fact.id for claim in court.claims}
    for t, fact in court.seen.dated:
        if t <= court.decided and fact.id not in opened:
            for row in court.terms(t).claims:
                missing = [
                    one for one in row.opens.where if asked(one) and fact.get(one.field) is MISSING
                ]
                others = tuple(one for one in row.opens.where if one not in missing)
                if missing and selects(
                    attrs.evolve(row.opens, where=others), fact, court.place(t)
                ):
                    found += [(fact.id, one.field) for one in missing]
    return sorted(set(found))
