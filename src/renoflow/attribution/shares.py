"""Who of the picked claims owns, and how the whole is divided: exact, and never by a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Final, TypeAlias

from renoflow.attribution.live import Live
from renoflow.attribution.policy import Pick
from renoflow.attribution.records import Share

__all__ = ["WHOLE", "Named", "Ranks", "divide", "take"]

WHOLE: Final = Fraction(1)

Ranks: TypeAlias = Callable[[Live], tuple[datetime | None, ...]]
"""By what a claim ranks: an instant for each anchor, None where there is none."""

Named: TypeAlias = tuple[Fraction | None, tuple[str, ...] | None]
"""A part (None: the rest) and the parties it is for; None for the claimant of that place."""


def take(pick: Pick, hits: Sequence[Live], ranks: Ranks | None) -> tuple[list[list[Live]], bool]:
    """The claims within the cut, in groups of one rank, and whether the cut falls in a group.

    Without *ranks* claims rank by their opening; one without an instant comes last. Equals
    that come from one fact are joint and no tie.
    """
    if len(hits) == 1:
        return [list(hits)], False
    groups: list[list[Live]] = []
    parties: set[str] = set()
    for group in _ranked(pick, hits, ranks):
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


def _ranked(pick: Pick, hits: Sequence[Live], ranks: Ranks | None) -> list[list[Live]]:
    ranked: dict[tuple[datetime | None, ...], list[Live]] = {}
    for live in hits:
        key = (live.opened,) if ranks is None else ranks(live)
        ranked.setdefault(key, []).append(live)
    found = list(ranked)
    for place in reversed(range(len(found[0]))):
        found = _sorted(found, place, backwards=pick.order == "last")
    return [sorted(ranked[key], key=_by_party) for key in found]


def _sorted(
    keys: list[tuple[datetime | None, ...]], place: int, *, backwards: bool
) -> list[tuple[datetime | None, ...]]:
    """*keys* by one place, those without an instant there last; equals stay in their order."""
    dated = [(at, key) for key in keys if (at := key[place]) is not None]
    dated.sort(key=lambda pair: pair[0], reverse=backwards)
    return [key for _, key in dated] + [key for key in keys if key[place] is None]


def _by_party(live: Live) -> str:
    return live.party


def _joint(group: Sequence[Live], parties: set[str]) -> bool:
    return len({live.fact.id for live in group if live.party in parties}) == 1


def divide(parts: Sequence[Named], groups: Sequence[Sequence[Live]]) -> tuple[Share, ...] | None:
    """Shares of 1; None where equals that are not joint would get different parts.

    Parts go to the places in rank order. Joint owners share equally what their places
    hold. With fewer owners than places all share equally; an owner beyond the last place
    has nothing.
    """
    if not parts:
        alike = dict.fromkeys([live.party for group in groups for live in group])
        part = WHOLE if len(alike) == 1 else Fraction(1, len(alike))
        return tuple([Share(party=one, share=part) for one in alike])
    owners: dict[str, None] = {}
    places: list[tuple[list[str], bool]] = []
    for group in groups:
        fresh = [live.party for live in group if live.party not in owners]
        fresh = list(dict.fromkeys(fresh))
        places.append((fresh, _joint(group, set(fresh))))
        owners.update(dict.fromkeys(fresh))
    count = len(owners)
    told = sum((part for part, _ in parts if part is not None), Fraction(0))
    whole = [(WHOLE - told if part is None else part, to) for part, to in parts]
    held = [part for part, to in whole if to is None]
    if count < len(held):
        held = [sum(held, Fraction(0)) / count] * count
    held += [Fraction(0)] * (count - len(held))
    given: dict[str, Fraction] = {}
    for part, to in whole:
        for one in to or ():
            given[one] = given.get(one, Fraction(0)) + part / len(to or ())
    for fresh, joint in places:
        theirs, held = held[: len(fresh)], held[len(fresh) :]
        if not joint and len(set(theirs)) > 1:
            return None
        for party in fresh:
            given[party] = given.get(party, Fraction(0)) + sum(theirs, Fraction(0)) / len(fresh)
    return tuple(Share(party=to, share=share) for to, share in given.items() if share)
