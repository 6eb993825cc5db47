"""Stores that are wrong on purpose, each in one way: units of work, and what is kept."""

from contextlib import contextmanager
from itertools import count
from threading import local

import attrs

from renoflow.adapters.memory import MemoryHistory, MemoryStore
from renoflow.errors import Conflict
from renoflow.facts import Fact
from renoflow.ports import FeedEntry, Loaded, Versioned, new_facts


class CommitsInside(MemoryStore):
    """Lets the others wait, but what was done in a unit stays."""

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
        values = self.repository("kit", Fact)._values
        for table in (self.history._facts, values, self.lookup._links, self.counter._last):
            table.clear()


class Moves(Forgets):
    """Gives the entries of its feed new positions when it is opened again."""

    def forget(self):
        entries = list(self.feed._entries.values())
        self.feed._entries = {
            place: attrs.evolve(entry, position=place)
            for place, entry in enumerate(reversed(entries), start=1)
        }


class ShowsTheBeginning(MemoryStore):
    """Shows inside a unit what was there when it began."""

    def __init__(self):
        super().__init__()
        self.history = FromTheBeginning(self)
        self.before = {}

    @contextmanager
    def unit(self):
        with super().unit():
            if self._depth == 1:
                self.before = dict(self.history._facts)
            yield self


class FromTheBeginning(MemoryHistory):
    _store: ShowsTheBeginning

    def load(self, key):
        with self._store.unit():
            facts = self._store.before.get(key, ())
            return Loaded(facts=facts, version=len(facts))


class Buffered:
    """Checks against what is kept and its own writes, which it keeps when its unit ends.

    What a database does that gives each unit a snapshot and locks nothing.
    """

    def __init__(self):
        self.kept, self.mine, self.sequence = {}, local(), count(1)
        self.history = self.feed = self.lookup = self.counter = self

    def repository(self, _name, _type):
        return BufferedValues(self)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    @contextmanager
    def unit(self):
        if self._writes() is not None:
            yield
            return
        self.mine.writes = {}
        try:
            yield
            for (table, key), new in self.mine.writes.items():
                self.kept[table, key] = JOIN[table](self.kept.get((table, key)), new)
        finally:
            self.mine.writes = None

    def _writes(self):
        return getattr(self.mine, "writes", None)

    def seen(self, table, key):
        mine = (self._writes() or {}).get((table, key))
        return JOIN[table](self.kept.get((table, key)), mine)

    def write(self, table, key, new):
        with self.unit():
            mine = self._writes().get((table, key))
            self._writes()[table, key] = JOIN[table](mine, new)

    def keys(self, table, after):
        return sorted(key for name, key in list(self.kept) if name == table and key > after)

    def load(self, key):
        facts = self.seen("facts", key) or ()
        return Loaded(facts=facts, version=len(facts))

    def append(self, key, facts, *, expected):
        stored = self.load(key).facts
        new = new_facts(facts, stored, version=len(stored), expected=expected)
        with self.unit():
            self.write("facts", key, new)
            for one in new:  # the sequence goes on at once; the entry is seen when the unit ends
                place = next(self.sequence)
                self.write("entries", place, FeedEntry(position=place, key=key, fact=one))
        return len(stored) + len(new)

    def read(self, after=0, *, limit=1000):
        places = self.keys("entries", after)[:limit]
        return tuple(self.kept["entries", place] for place in places)

    def link(self, customer, keys):
        linked = tuple(keys)
        with self.unit():
            for one in linked:
                self.write("links", one, frozenset({customer}))
            return self.find(linked)

    def find(self, keys):
        return tuple(sorted({one for key in keys for one in self.seen("links", key) or ()}))

    def next(self, series):
        number = (self.seen("last", series) or 0) + 1
        self.write("last", series, number)
        return number


class BufferedValues:
    def __init__(self, buffered):
        self.buffered = buffered

    def get(self, key):
        return self.buffered.seen("values", key)

    def put(self, key, value, *, expected):
        there = self.get(key)
        found = there.version if there else 0
        if found != expected:
            raise Conflict("port.version", expected=expected, found=found)
        self.buffered.write("values", key, Versioned(value=value, version=found + 1))
        return found + 1

    def list(self, after="", *, limit=1000):
        keys = self.buffered.keys("values", after)[:limit]
        return tuple((key, self.get(key)) for key in keys)


# How what is kept and what is written become one.
JOIN = {
    "facts": lambda old, new: (old or ()) + (new or ()) or None,
    "links": lambda old, new: (old or frozenset()) | (new or frozenset()) or None,
    "entries": lambda old, new: new or old,
    "values": lambda old, new: new or old,
    "last": lambda old, new: new or old,
}
