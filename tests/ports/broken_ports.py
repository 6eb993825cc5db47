"""Ports that are wrong on purpose, each in one way, over those in memory."""

import attrs

from renoflow.adapters.memory import (
    MemoryCounter,
    MemoryFeed,
    MemoryHistory,
    MemoryLookup,
    MemoryRepository,
)
from renoflow.errors import Conflict, Malformed
from renoflow.facts import Fact
from renoflow.ports import FeedEntry, Loaded, Versioned


def whole_seconds(fact):
    return attrs.evolve(fact, at=fact.at.replace(microsecond=0)) if fact.timed else fact


def without_none(fact):
    fields = tuple((name, value) for name, value in fact.fields if value is not None)
    return attrs.evolve(fact, fields=fields)


# histories


class Loads(MemoryHistory):
    """Loads its facts in another order, or altered."""

    def altered(self, facts):
        raise NotImplementedError

    def load(self, key):
        loaded = super().load(key)
        return attrs.evolve(loaded, facts=tuple(self.altered(loaded.facts)))


class Reversed(Loads):
    def altered(self, facts):
        return reversed(facts)


class SortsByTime(Loads):
    def altered(self, facts):
        return sorted(facts, key=lambda one: str(one.at))


class SortsById(Loads):
    def altered(self, facts):
        return sorted(facts, key=lambda one: one.id)


class CutsMicroseconds(Loads):
    def altered(self, facts):
        return map(whole_seconds, facts)


class ForgetsNone(Loads):
    def altered(self, facts):
        return map(without_none, facts)


class UnknownIsMinusOne(MemoryHistory):
    def load(self, key):
        loaded = super().load(key)
        return loaded if loaded.facts else Loaded(facts=(), version=-1)


class TellsAnOldVersion(MemoryHistory):
    def load(self, key):
        loaded = super().load(key)
        return attrs.evolve(loaded, version=min(loaded.version, 2))


class ReadsDirty(MemoryHistory):
    def load(self, key):
        facts = self._facts.get(key, ())
        return Loaded(facts=facts, version=len(facts))


class SharesKeys(MemoryHistory):
    def load(self, key):
        return super().load(key[:0])

    def append(self, key, facts, *, expected):
        return super().append(key[:0], facts, expected=expected)


class FoldsCase(MemoryHistory):
    def load(self, key):
        return super().load(key.casefold())

    def append(self, key, facts, *, expected):
        return super().append(key.casefold(), facts, expected=expected)


class LastWriterWins(MemoryHistory):
    def append(self, key, facts, *, expected):  # noqa: ARG002 - it forgets to look: that is its fault
        with self._store.unit():
            return super().append(key, facts, expected=self.load(key).version)


class HidesWhatItFound(MemoryHistory):
    def append(self, key, facts, *, expected):
        try:
            return super().append(key, facts, expected=expected)
        except Conflict:
            raise Conflict("port.version", expected=expected, found=expected) from None


class LetsTheFutureIn(MemoryHistory):
    def append(self, key, facts, *, expected):
        with self._store.unit():
            return super().append(key, facts, expected=min(expected, self.load(key).version))


class AppendsInPart(MemoryHistory):
    def append(self, key, facts, *, expected):
        try:
            return super().append(key, facts, expected=expected)
        except Malformed:
            super().append(key, facts[:1], expected=expected)
            raise


class AcceptsDuplicateIds(MemoryHistory):
    def append(self, key, facts, *, expected):
        with self._store.unit():
            stored = {one.id: one for one in self.load(key).facts}
            accepted = tuple(stored.get(one.id, one) for one in facts)
            return super().append(key, accepted, expected=expected)


class ChecksTheVersionFirst(MemoryHistory):
    def append(self, key, facts, *, expected):
        with self._store.unit():
            super().append(key, (), expected=expected)
            return super().append(key, facts, expected=expected)


class AnswersWithTheVersionOfThen(MemoryHistory):
    def append(self, key, facts, *, expected):
        with self._store.unit():
            version = super().append(key, facts, expected=expected)
            places = enumerate(self.load(key).facts, start=1)
            return max((place for place, one in places if one in facts), default=version)


class DropsTheRest(MemoryHistory):
    def append(self, key, facts, *, expected):
        with self._store.unit():
            stored = [one for one in facts if one in self.load(key).facts]
            return super().append(key, stored or facts, expected=expected)


class KeepsTwins(MemoryHistory):
    def append(self, key, facts, *, expected):
        with self._store.unit():
            version = super().append(key, facts, expected=expected)
            if len(facts) == 2 and facts[0] == facts[1]:
                self._store.write(self._facts, key, self._facts[key] * 2)
            return version


class NothingIsAlwaysFine(MemoryHistory):
    def append(self, key, facts, *, expected):
        return super().append(key, facts, expected=expected) if facts else expected


# feeds


class StartsOver(MemoryFeed):
    def read(self, after=0, *, limit=1000):
        return super().read(after if after <= len(self._entries) else 0, limit=limit)


class SortsByFact(MemoryFeed):
    def read(self, after=0, *, limit=1000):
        entries = enumerate(sorted(super().read(), key=lambda one: one.fact.id), start=1)
        read = [attrs.evolve(one, position=place) for place, one in entries if place > after]
        return tuple(read[:limit])


class NamesNoKey(MemoryFeed):
    def read(self, after=0, *, limit=1000):
        return tuple(attrs.evolve(one, key="") for one in super().read(after, limit=limit))


class TellsLess(MemoryFeed):
    def read(self, after=0, *, limit=1000):
        read = super().read(after, limit=limit)
        return tuple(attrs.evolve(one, fact=whole_seconds(one.fact)) for one in read)


class ZeroMeansAll(MemoryFeed):
    def read(self, after=0, *, limit=1000):
        return super().read(after, limit=limit or 1000)


class CutsFirst(MemoryFeed):
    def read(self, after=0, *, limit=1000):
        return tuple(one for one in super().read(0, limit=limit) if one.position > after)


class Inclusive(MemoryFeed):
    def read(self, after=0, *, limit=1000):
        return super().read(max(after - 1, 0), limit=limit)


class TellsAtOnce(MemoryFeed):
    def tell(self, key, facts):
        for place, one in enumerate(facts, start=len(self._entries) + 1):
            self._entries[place] = FeedEntry(position=place, key=key, fact=one)


class TellsAgain(MemoryHistory):
    def append(self, key, facts, *, expected):
        with self._store.unit():
            before = self.load(key).version
            version = super().append(key, facts, expected=expected)
            if version == before:
                self._store.feed.tell(key, facts)
            return version


# repositories


NOTHING: Versioned[None] = Versioned(value=None, version=0)


class HasEverything(MemoryRepository[Fact]):
    def get(self, key):
        return super().get(key) or NOTHING


class KeepsTheFirst(MemoryRepository[Fact]):
    def get(self, key):
        there = super().get(key)
        if there is None:
            return None
        first = self.__dict__.setdefault("first", {}).setdefault(key, there.value)
        return attrs.evolve(there, value=first)


class AlwaysVersionOne(MemoryRepository[Fact]):
    def get(self, key):
        there = super().get(key)
        return there and attrs.evolve(there, version=1)

    def list(self, after="", *, limit=1000):
        return tuple((key, self.get(key)) for key, _ in super().list(after, limit=limit))


class LastPutWins(MemoryRepository[Fact]):
    def put(self, key, value, *, expected):
        with self._store.unit():
            there = self.get(key)
            return super().put(key, value, expected=there.version if there else expected)


class HidesWhatIsThere(MemoryRepository[Fact]):
    def put(self, key, value, *, expected):
        try:
            return super().put(key, value, expected=expected)
        except Conflict:
            raise Conflict("port.version", expected=expected, found=expected) from None


class PutsAnywhere(MemoryRepository[Fact]):
    def put(self, key, value, *, expected):
        with self._store.unit():
            return super().put(key, value, expected=expected if self.get(key) else 0)


class Strips(MemoryRepository[Fact]):
    def get(self, key):
        return super().get(key.strip())

    def put(self, key, value, *, expected):
        return super().put(key.strip(), value, expected=expected)


class SortsForReaders(MemoryRepository[Fact]):
    def list(self, after="", *, limit=1000):
        listed = [(key.casefold(), key) for key in self._values]
        past = sorted(pair for pair in listed if pair > (after.casefold(), after))
        return tuple((key, self._values[key]) for _, key in past[:limit])


class ListsNoVersions(MemoryRepository[Fact]):
    def list(self, after="", *, limit=1000):
        listed = super().list(after, limit=limit)
        return tuple((key, attrs.evolve(there, version=0)) for key, there in listed)


class ListsOnePage(MemoryRepository[Fact]):
    def list(self, after="", *, limit=1000):
        return tuple(pair for pair in super().list(limit=limit) if pair[0] > after)


# lookups


class NoKeysFindAll(MemoryLookup):
    def find(self, keys):
        return super().find(tuple(keys) or self._links)


class IndexesTheFirstKey(MemoryLookup):
    def link(self, customer, keys):
        linked = tuple(keys)
        with self._store.unit():
            super().link(customer, linked[:1])
            return self.find(linked)


class ReplacesLinks(MemoryLookup):
    def link(self, customer, keys):
        linked = tuple(keys)
        with self._store.unit():
            for one in set(self._links) - set(linked):
                self._store.write(self._links, one, self._links[one] - {customer})
            return super().link(customer, linked)


class FindsAsLinked(MemoryLookup):
    def find(self, keys):
        wanted = tuple(keys)
        with self._store.unit():
            found = [one for key in wanted for one in sorted(self._links.get(key, ()))]
            return tuple(dict.fromkeys(found))


class FindsTwice(MemoryLookup):
    def find(self, keys):
        wanted = set(keys)
        with self._store.unit():
            return tuple(sorted(one for key in wanted for one in self._links.get(key, ())))


class SeesKeysAs(MemoryLookup):
    """Does not tell some keys apart."""

    def as_seen(self, key):
        raise NotImplementedError

    def link(self, customer, keys):
        return super().link(customer, map(self.as_seen, keys))

    def find(self, keys):
        return super().find(map(self.as_seen, keys))


class IgnoresTheKind(SeesKeysAs):
    def as_seen(self, key):
        return attrs.evolve(key, kind="phone")


class IgnoresKeying(SeesKeysAs):
    def as_seen(self, key):
        return attrs.evolve(key, keyed=False)


class AnswersForTheFirstKey(MemoryLookup):
    def link(self, customer, keys):
        linked = tuple(keys)
        with self._store.unit():
            super().link(customer, linked)
            return self.find(linked[:1])


class TakesTheKey(MemoryLookup):
    def link(self, customer, keys):
        linked = tuple(keys)
        with self._store.unit():
            answer = super().link(customer, linked)
            for one in linked:
                self._store.write(self._links, one, frozenset({customer}))
            return answer


class LinksOnce(MemoryLookup):
    def link(self, customer, keys):
        linked = tuple(keys)
        with self._store.unit():
            if any(customer in self._links.get(one, ()) for one in linked):
                raise Conflict("port.version", expected=0, found=1)
            return super().link(customer, linked)


# counters


class CountsFromZero(MemoryCounter):
    def next(self, series):
        return super().next(series) - 1


class RepeatsTheTenth(MemoryCounter):
    def next(self, series):
        number = super().next(series)
        return number - number // 10


class GoesBack(MemoryCounter):
    def next(self, series):
        number = super().next(series)
        return number + 1 if number % 2 else number - 1
