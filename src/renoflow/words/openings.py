"""What opens the claims that a row speaks of: it is said of the fact, not of a claim."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from renoflow.attribution import Adjustment, Ground, Pick, Policy
from renoflow.select import Facts, Match
from renoflow.words.conditions import facts, stripped
from renoflow.words.voice import Voice

__all__ = ["bases_of", "opened"]


def bases_of(row: Ground | Adjustment) -> tuple[str, ...]:
    """The bases of the claims that a row picks or asks about."""
    picks = [each for each in row.when if isinstance(each, Pick)]
    of = row.pick if isinstance(row, Ground) else row.to
    picks += [of] if isinstance(of, Pick) else []
    return tuple(basis for each in picks if each.having or each is of for basis in each.claims)


def opened(v: Voice, one: Policy, bases: Iterable[str]) -> Voice:
    """The voice that says the opening of claims of *bases* by the fact that opens them."""
    names = set(bases)
    opens = [row.opens for row in one.claims if row.basis in names]
    kinds = tuple(dict.fromkeys(kind for each in opens for kind in each.kinds))
    v = attrs.evolve(v, opening=kinds)
    if len(kinds) != 1:
        return v
    # by the words of the rows where all have the same
    said = {facts(v, attrs.evolve(each, where=_nouns(v, each)), bare=True) for each in opens}
    noun = said.pop() if len(said) == 1 else stripped(v.label("kind", kinds[0]))
    return v.saying({"anchor.opened": v.say("anchor.that", facts=noun)})


def _nouns(v: Voice, one: Facts) -> tuple[Match, ...]:
    """The condition of *one* that gives its facts a name of their own."""
    return tuple(
        each
        for each in one.where
        if len(each.values) == 1
        and v.find(f"facts.{one.kinds[0]}.{each.field}.{each.values[0]}") is not None
    )[:1]
