"""The lookup port: from identity keys (身份键) to the host's customer keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from renoflow.facts import Key

__all__ = ["Lookup"]


class Lookup(Protocol):
    """Which customer records share a phone, a home. Checked by ``testing.ports.LookupKit``.

    A link tells that a record once gave the key; whether two records are one customer,
    the rules decide. Links are made in the unit of work that appends the fact which
    gave the key, so that neither is there without the other.
    """

    def link(self, customer: str, keys: Iterable[Key]) -> tuple[str, ...]:
        """Let each of *keys* lead to *customer*; all customers any of them leads to, ascending.

        A collision never goes unseen. Of two units that link one key to two customers,
        the one that ends later gets both here, or ``Conflict``; whoever asks afterwards
        finds both. Linking again changes nothing.
        """
        ...

    def find(self, keys: Iterable[Key]) -> tuple[str, ...]:
        """The customers that any of *keys* leads to, each once, ascending by code point.

        Two keys are one if kind, value and whether they are keyed digests agree.
        """
        ...
