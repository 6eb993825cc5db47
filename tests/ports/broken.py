"""Adapters that are wrong on purpose, each in one way, over the one in memory."""

from contextlib import contextmanager, nullcontext
from itertools import count
from threading import local

import attrs

from renoflow.adapters.memory import (
    MemoryCounter,
    MemoryFeed,
    MemoryHistory,
    MemoryLookup,
    MemoryRepository,
    MemoryStore,
)
from renoflow.errors import Conflict, Malformed
from renoflow.ports import FeedEntry, Loaded, Versioned, new_facts


def store(history=MemoryHistory, feed=MemoryFeed, repository=MemoryRepository):
    """A store with one port replaced."""

    def make(lookup=MemoryLookup, counter=MemoryCounter, kind=MemoryStore):
        one = kind()
        one.feed, one.history = feed(one), history(one)
        one.lookup, one.counter = lookup(one), counter(one)
        one._repositories["kit"] = repository(one)
        return one

    return make


# --- the store ---------------------------------------------------------------------------


class CommitsInside(MemoryStore):
    """Takes its turn like the others, but what was done in a unit stays."""

    @contextmanager
    def unit(self):
        with self._turn:
            yield self


class Forgets(MemoryStore):
    """Keeps everything until the last user has gone."""

    users = 0

    def __enter__(self):
        self.users += 1
        return self

    def close(self):
        self.users -= 1
        if not self.users:
            self.forget()

    def forget(self):
        for table in (
            self.history._facts,
            self.lookup._links,
            self.counter._last,
            self._repositories["kit"]._values,
        ):
            table.clear()


class Moves(Forgets):
    """Gives its facts new positions when it is opened again."""

    def forget(self):
        moved = [attrs.evolve(one, position=n) for n, one in self.feed._entries.items()]
        self.feed._entries = {
            n: attrs.evolve(one, position=n) for n, one in enumerate(reversed(moved), start=1)
        }


class BlindUnits(MemoryStore):
    """Shows inside a unit what was there when it began."""

    @contextmanager
    def unit(self):
        with super().unit():
            if self._depth == 1:
                self.history.before = dict(self.history._facts)
            yield self


class Blind(MemoryHistory):
    def load(self, key):
        with self._store.unit():
            facts = self.before.get(key, ())
            return Loaded(facts=facts, version=len(facts))


class Buffered:
    """Checks against what is kept and its own writes, and keeps these when its unit ends.

    What a database does that gives each unit a snapshot and locks nothing.
    """

    def __init__(self):
        self.mine = local()
        self.facts, self.entries, self.values, self.links, self.last = {}, {}, {}, {}, {}
        self.sequence = count(1)
        self.history = self.feed = self.lookup = self.counter = self

    def repository(self, _name, _type):
        return BufferedValues(self)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    @contextmanager
    def unit(self):
        if getattr(self.mine, "writes", None) is not None:
            yield
            return
        self.mine.writes = []
        try:
            yield
            for table, key, value in self.mine.writes:
                old = table.get(key)
                table[key] = value if not isinstance(value, tuple | frozenset) else (
                    old + value if isinstance(value, tuple) and old else value | (old or value)
                    if isinstance(value, frozenset) else value
                )
        finally:
            self.mine.writes = None
