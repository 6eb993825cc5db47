"""Amounts split among payees: to the fen, by nothing that is a name or the order of a list."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import TypeAlias

from renoflow.money import Money, allocate

__all__ = ["Claimed", "Rank", "split"]

Rank: TypeAlias = tuple[object, ...]
"""What decides between equal remainders after the share: smaller goes first."""
Claimed: TypeAlias = tuple[Fraction, Rank]
"""A share, or any weight, and the rank of whoever has it."""


def split(fen: int, claimed: Sequence[Claimed]) -> tuple[list[int], int]:
    """*fen* by largest remainder, one part for each as listed, and what is left to nobody.

    Of equal remainders the greater share goes first, then the smaller rank. Where some fen
    would go to one of several for whom all of that is equal, none of these gets any.
    """
    order = sorted(range(len(claimed)), key=lambda i: (-claimed[i][0], claimed[i][1]))
    parted = allocate(Money(fen), [claimed[i][0] for i in order], tie="first")
    got = [part.fen for part in parted.parts]
    bearers = set(parted.residue)
    left = 0
    for _, group in groupby(range(len(order)), key=lambda place: claimed[order[place]]):
        equals = list(group)
        bearing = [place for place in equals if place in bearers]
        if len(bearing) < len(equals):
            for place in bearing:
                got[place] -= 1
                left += 1
    parts = [0] * len(order)
    for place, index in enumerate(order):
        parts[index] = got[place]
    return parts, left
