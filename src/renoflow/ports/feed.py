"""The feed port: every fact of every key, one after another, for whoever follows along."""

from __future__ import annotations

from typing import Protocol

import attrs

from renoflow.facts import Fact

__all__ = ["Feed", "FeedEntry"]


@attrs.frozen(kw_only=True)
class FeedEntry:
    """One recorded *fact*, the *key* it is under, and its *position* in the feed, from 1."""

    position: int
    key: str
    fact: Fact


class Feed(Protocol):
    """Everything a history records, in one order. Optional. Checked by ``testing.ports.FeedKit``.

    Nothing ever appears at or before a position that was already read: a follower who
    keeps the last position misses nothing and sees nothing twice. So positions have to
    follow the order in which units end. A plain sequence does not: a unit that began
    early and ends late would appear behind the reader's back.
    """

    def read(self, after: int = 0, *, limit: int = 1000) -> tuple[FeedEntry, ...]:
        """The first *limit* entries past position *after* (exclusive), ascending.

        Positions may have gaps. A limit below 1 gives nothing. Nothing of an open or
        rolled back unit is told, and a fact that was appended again is told once.
        """
        ...
