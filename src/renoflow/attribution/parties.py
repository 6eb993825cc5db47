"""Whom a row means: the party that a fact names in a role."""

from __future__ import annotations

from collections.abc import Iterable

from renoflow.attribution.rows import WhomRow
from renoflow.facts import MISSING, Fact
from renoflow.select import Scope
from renoflow.select.matching import of_kinds

__all__ = ["meant", "nobody"]


def meant(row: WhomRow, scope: Scope) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
    """The parties that *row* means, seen from *scope*, and the facts that name them.

    None where no fact names anybody, or the facts of its instant name different parties.
    """
    told = of_kinds(scope.seen, row.kinds, None, scope.upto)
    hits = [pair for pair in told if row.matches(pair[1], scope)]
    if not hits:
        return (), ()
    at = hits[-1][0] if row.whom.last is not None else hits[0][0]
    facts = tuple(fact for when, fact in hits if when == at)
    named = {_named(fact, row.whom.role) for fact in facts}
    return (tuple(sorted(named.pop())) if len(named) == 1 else ()), facts


def nobody(row: WhomRow, facts: Iterable[Fact]) -> bool:
    """Whether *facts* tell that nobody has the role; a fact that does not say tells nothing."""
    role = row.whom.role
    return all(not _named(one, role) and one.get(role) is not MISSING for one in facts)


def _named(fact: Fact, role: str) -> frozenset[str]:
    value = fact.actor if role == "by" else fact.get(role)
    if isinstance(value, tuple):
        return frozenset(value)
    return frozenset((value,)) if isinstance(value, str) else frozenset()
