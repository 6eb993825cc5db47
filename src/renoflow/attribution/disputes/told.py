"""What was told of each dispute (争议材料), gathered from a history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import attrs

from renoflow.facts import Fact
from renoflow.select import Dated, Seen

__all__ = ["Told", "gather_disputes"]

_KINDS: Final = (
    "decision",
    "negotiation",
    "appeal",
    "evidence",
    "dispute_step",
    "hearing",
    "recusal",
)


@attrs.frozen(kw_only=True, eq=False)
class Told:
    """One dispute with what was told of it, by instant."""

    fact: Fact
    at: datetime
    facts: tuple[Dated, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """Who wants the customer."""
        claims = self.fact.get("claims")
        return claims if isinstance(claims, tuple) else ()

    def of(self, kind: str) -> list[Dated]:
        """What is of *kind* among it."""
        return [pair for pair in self.facts if pair[1].kind == kind]


def gather_disputes(seen: Seen, *, asked: datetime) -> tuple[tuple[Told, ...], tuple[Fact, ...]]:
    """Each dispute reported by *asked* with what was told of it; and what belongs to none.

    ``of`` names the dispute, or a fact that names it. What names nothing belongs to the one
    dispute reported by then, if there is just one.
    """
    disputes = [pair for pair in seen.by_kind.get("dispute", ()) if pair[0] <= asked]
    heard = {fact.id: fact for _, fact in disputes}
    others = sorted(
        (pair for kind in _KINDS for pair in seen.by_kind.get(kind, ()) if pair[0] <= asked),
        key=lambda pair: (pair[0], pair[1].id),
    )
    by_id = {fact.id: fact for _, fact in others}
    found: dict[str, list[Dated]] = {name: [] for name in heard}
    stray = []
    for at, fact in others:
        name = _root(fact, by_id)
        if name is None:
            by_then = [one.id for when, one in disputes if when <= at]
            name = by_then[0] if len(by_then) == 1 else None
        if name in found:
            found[name].append((at, fact))
        else:
            stray.append(fact)
    told = tuple(Told(fact=one, at=at, facts=tuple(found[one.id])) for at, one in disputes)
    return told, tuple(stray)


def _root(fact: Fact, by_id: Mapping[str, Fact]) -> str | None:
    """The id at the end of the chain of ``of`` that begins at *fact*."""
    passed = {fact.id}
    name = fact.get("of")
    while isinstance(name, str) and name in by_id and name not in passed:
        passed.add(name)
        name = by_id[name].get("of")
    return name if isinstance(name, str) else None
