"""Who of the picked claims owns, and how the whole is divided: exact, and never by a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Final

from renoflow.attribution.live import Live
from renoflow.attribution.policy import Part, Pick
from renoflow.attribution.records import Share

__all__ = ["WHOLE", "divide", "take"]

WHOLE: Final = Fraction(1)


def take(pick: Pick, hits: Sequence[Live]) -> tuple[list[list[Live]], bool]:
    """The claims within the cut, in groups of one rank, and whether the cut falls in a group.

    A claim that ranks by its approval and has none comes last. Equals that come from one
    fact are joint and no tie.
    """
    if len(hits) == 1:
        return [list(hits)], False
    groups: list[list[Live]] = []
    parties: set[str] = set()
    for group in _ranked(pick, hits):
        fresh = {live.party for live in group} - parties
        if not fresh:
            continue
        if pick.take is not None and len(parties) + len(fresh) > pick.take:
            if len(parties) >= pick.take:
                break
            if not _joint(group, fresh):
                return [*groups, group], True
        groups.append(group)
        parties |= fresh
    return groups, False


def _ranked(pick: Pick, hits: Sequence[Live]) -> list[list[Live]]:
    ranked: dict[datetime | None, list[Live]] = {}
    for live in hits:
        ranked.setdefault(live.opened if pick.rank[0].of == "opened" else live.approved, []).append(live)
    last = ranked.pop(None, None)
    backwards = pick.order == "last"
    found = [
        ranked[at] for at in sorted((at for at in ranked if at is not None), reverse=backwards)
    ]
    if last is not None:
        found.append(last)
    return [sorted(group, key=_by_party) for group in found]


def _by_party(live: Live) -> str:
    return live.party


def _joint(group: Sequence[Live], parties: set[str]) -> bool:
    return len({live.fact.id for live in group if live.party in parties}) == 1


def divide(parts: Sequence[Part], groups: Sequence[Sequence[Live]]) -> tuple[Share, ...] | None:
    """Shares of 1; None where equals that are not joint would get different parts.

    Parts go to the places in rank order. Joint owners share equally what their places
    hold. With fewer owners than places all share equally; an owner beyond the last place
    has nothing.
    """
    owners: dict[str, None] = {}
    places: list[tuple[list[str], bool]] = []
    for group in groups:
        fresh = [live.party for live in group if live.party not in owners]
        fresh = list(dict.fromkeys(fresh))
        places.append((fresh, _joint(group, set(fresh))))
        owners.update(dict.fromkeys(fresh))
    count = len(owners)
    if not parts:
        if count == 1:
            return (Share(party=next(iter(owners)), share=WHOLE),)
        return tuple(Share(party=one, share=Fraction(1, count)) for one in owners)
    held = [part.part for part in parts if part.to is None]
    if count < len(held):
        held = [sum(held, Fraction(0)) / count] * count
    held += [Fraction(0)] * (count - len(held))
    given: dict[str, Fraction] = {}
    for part in parts:
        if part.to is not None:
            given[part.to] = given.get(part.to, Fraction(0)) + part.part
    for fresh, joint in places:
        theirs, held = held[: len(fresh)], held[len(fresh) :]
        if not joint and len(set(theirs)) > 1:
            return None
        for party in fresh:
            given[party] = given.get(party, Fraction(0)) + sum(theirs, Fraction(0)) / len(fresh)
    return tuple(Share(party=to, share=share) for to, share in given.items() if share)
