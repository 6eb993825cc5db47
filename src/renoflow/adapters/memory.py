"""The ports in memory: for tests, examples and scripts; nothing outlives the process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from renoflow.errors import Conflict
from renoflow.facts import Fact, Key
from renoflow.ports import FeedEntry, Loaded, Versioned, new_facts

__all__ = ["MemoryStore"]

K = TypeVar("K")
T = TypeVar("T")

_ABSENT: Final = object()


class MemoryStore:
    """All ports over one memory. Threads may share it; a unit of work makes the others wait."""

    def __init__(self) -> None:
        self._turn = RLock()
        self._undo: list[tuple[dict[Any, Any], object, object]] = []
        self._depth = 0
        self._repositories: dict[str, MemoryRepository[Any]] = {}
        self.feed: MemoryFeed = MemoryFeed(self)
        self.history: MemoryHistory = MemoryHistory(self)
        self.lookup: MemoryLookup = MemoryLookup(self)
        self.counter: MemoryCounter = MemoryCounter(self)

    def repository(self, name: str, type_: type[T]) -> MemoryRepository[T]:  # noqa: ARG002 - the protocol has the type
        """The repository *name*, of values of *type_*, under keys of its own."""
        return self._repositories.setdefault(name, MemoryRepository(self))

    @contextmanager
    def unit(self) -> Iterator[MemoryStore]:
        """One unit of work: kept when it is left, undone by an error.

        A unit inside another is undone alone, and kept only if the outer one is.
        """
        with self._turn:
            start = len(self._undo)
            self._depth += 1
            try:
                yield self
            except BaseException:
                while len(self._undo) > start:
                    table, key, old = self._undo.pop()
                    if old is _ABSENT:
                        del table[key]
                    else:
                        table[key] = old
                raise
            finally:
                self._depth -= 1
                if not self._depth:
                    self._undo.clear()

    def write(self, table: dict[K, T], key: K, value: T) -> None:
        """For the ports, inside a unit: set *key*, so that it can be undone."""
        self._undo.append((table, key, table.get(key, _ABSENT)))
        table[key] = value

    def close(self) -> None:
        """Nothing to close; here so that stores are used alike."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class MemoryHistory:
    """A :class:`~renoflow.ports.History` in memory. A version counts the facts."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._facts: dict[str, tuple[Fact, ...]] = {}

    def load(self, key: str) -> Loaded:
        """See :meth:`renoflow.ports.History.load`."""
        with self._store.unit():
            facts = self._facts.get(key, ())
            return Loaded(facts=facts, version=len(facts))

    def append(self, key: str, facts: Sequence[Fact], *, expected: int) -> int:
        """See :meth:`renoflow.ports.History.append`."""
        with self._store.unit():
            stored = self._facts.get(key, ())
            new = new_facts(facts, stored, version=len(stored), expected=expected)
            if new:
                self._store.write(self._facts, key, stored + new)
                self._store.feed.tell(key, new)
            return len(stored) + len(new)

    def keys(self, after: str = "", *, limit: int = 1000) -> tuple[str, ...]:
        """The first *limit* keys past *after* (exclusive) that have facts, ascending."""
        with self._store.unit():
            return _page(self._facts, after, limit)


class MemoryFeed:
    """A :class:`~renoflow.ports.Feed` in memory, without gaps."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._entries: dict[int, FeedEntry] = {}

    def read(self, after: int = 0, *, limit: int = 1000) -> tuple[FeedEntry, ...]:
        """See :meth:`renoflow.ports.Feed.read`."""
        with self._store.unit():
            last = min(len(self._entries), after + limit)
            return tuple(self._entries[place] for place in range(after + 1, last + 1))

    def tell(self, key: str, facts: Iterable[Fact]) -> None:
        """For the history, inside a unit: *facts* were recorded under *key*."""
        for place, one in enumerate(facts, start=len(self._entries) + 1):
            entry = FeedEntry(position=place, key=key, fact=one)
            self._store.write(self._entries, place, entry)


class MemoryRepository(Generic[T]):
    """A :class:`~renoflow.ports.Repository` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._values: dict[str, Versioned[T]] = {}

    def get(self, key: str) -> Versioned[T] | None:
        """See :meth:`renoflow.ports.Repository.get`."""
        with self._store.unit():
            return self._values.get(key)

    def put(self, key: str, value: T, *, expected: int) -> int:
        """See :meth:`renoflow.ports.Repository.put`."""
        with self._store.unit():
            there = self._values.get(key)
            found = there.version if there else 0
            if found != expected:
                raise Conflict("port.version", expected=expected, found=found)
            self._store.write(self._values, key, Versioned(value=value, version=found + 1))
            return found + 1

    def list(self, after: str = "", *, limit: int = 1000) -> tuple[tuple[str, Versioned[T]], ...]:
        """See :meth:`renoflow.ports.Repository.list`."""
        with self._store.unit():
            return tuple((key, self._values[key]) for key in _page(self._values, after, limit))


class MemoryLookup:
    """A :class:`~renoflow.ports.Lookup` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._links: dict[Key, frozenset[str]] = {}

    def link(self, customer: str, keys: Iterable[Key]) -> tuple[str, ...]:
        """See :meth:`renoflow.ports.Lookup.link`."""
        linked = tuple(keys)
        with self._store.unit():
            for one in linked:
                self._store.write(self._links, one, self._links.get(one, frozenset()) | {customer})
            return self.find(linked)

    def find(self, keys: Iterable[Key]) -> tuple[str, ...]:
        """See :meth:`renoflow.ports.Lookup.find`."""
        with self._store.unit():
            return tuple(sorted({one for key in keys for one in self._links.get(key, ())}))


class MemoryCounter:
    """A :class:`~renoflow.ports.Counter` in memory, without gaps."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._last: dict[str, int] = {}

    def next(self, series: str) -> int:
        """See :meth:`renoflow.ports.Counter.next`."""
        with self._store.unit():
            number = self._last.get(series, 0) + 1
            self._store.write(self._last, series, number)
            return number


def _page(keys: Iterable[str], after: str, limit: int) -> tuple[str, ...]:
    return tuple(sorted(key for key in keys if key > after)[: max(limit, 0)])
