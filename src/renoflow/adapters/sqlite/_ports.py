"""Each port over the tables of a store; records are kept as the codec's JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from renoflow.codec import from_json, to_json
from renoflow.errors import Conflict
from renoflow.facts import Fact, Key
from renoflow.ports import FeedEntry, Loaded, Versioned, new_facts

if TYPE_CHECKING:
    from renoflow.adapters.sqlite.store import SqliteStore

__all__ = [
    "SqliteCounter",
    "SqliteFeed",
    "SqliteHistory",
    "SqliteLookup",
    "SqliteRepository",
]

T = TypeVar("T")

_LARGEST: Final = 2**63 - 1


class SqliteHistory:
    """A :class:`~renoflow.ports.History` in a SQLite file. A version counts the facts."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def load(self, key: str) -> Loaded:
        """See :meth:`renoflow.ports.History.load`."""
        rows = self._store.run("SELECT body FROM fact WHERE key = ? ORDER BY version", key)
        return Loaded(facts=tuple(_fact(body) for (body,) in rows), version=len(rows))

    def append(self, key: str, facts: Sequence[Fact], *, expected: int) -> int:
        """See :meth:`renoflow.ports.History.append`."""
        with self._store.unit():
            ((version,),) = self._store.run(
                "SELECT coalesce(max(version), 0) FROM fact WHERE key = ?", key
            )
            stored = [
                _fact(body)
                for one in facts
                for (body,) in self._store.run(
                    "SELECT body FROM fact WHERE key = ? AND id = ?", key, one.id
                )
            ]
            new = new_facts(facts, stored, version=int(version), expected=expected)
            for number, one in enumerate(new, start=int(version) + 1):
                # Writers take turns, so positions are given in the order in which units end.
                self._store.run(
                    "INSERT INTO fact (key, version, id, body) VALUES (?, ?, ?, ?)",
                    *(key, number, one.id, to_json(one)),
                )
            return int(version) + len(new)

    def keys(self, after: str = "", *, limit: int = 1000) -> tuple[str, ...]:
        """The first *limit* keys past *after* (exclusive) that have facts, ascending."""
        rows = self._store.run(
            "SELECT DISTINCT key FROM fact WHERE key > ? ORDER BY key LIMIT ?",
            after,
            _limit(limit),
        )
        return tuple(str(key) for (key,) in rows)


class SqliteFeed:
    """A :class:`~renoflow.ports.Feed` in a SQLite file."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def read(self, after: int = 0, *, limit: int = 1000) -> tuple[FeedEntry, ...]:
        """See :meth:`renoflow.ports.Feed.read`."""
        rows = self._store.run(
            "SELECT position, key, body FROM fact WHERE position > ? ORDER BY position LIMIT ?",
            *(min(after, _LARGEST), _limit(limit)),
        )
        return tuple(
            FeedEntry(position=int(position), key=str(key), fact=_fact(body))
            for position, key, body in rows
        )


class SqliteRepository(Generic[T]):
    """A :class:`~renoflow.ports.Repository` in a SQLite file."""

    def __init__(self, store: SqliteStore, name: str, type_: type[T]) -> None:
        self._store = store
        self._name = name
        self._type = type_

    def get(self, key: str) -> Versioned[T] | None:
        """See :meth:`renoflow.ports.Repository.get`."""
        rows = self._store.run(
            "SELECT body, version FROM value WHERE repository = ? AND key = ?", self._name, key
        )
        for body, version in rows:
            return self._versioned(body, version)
        return None

    def put(self, key: str, value: T, *, expected: int) -> int:
        """See :meth:`renoflow.ports.Repository.put`."""
        with self._store.unit():
            rows = self._store.run(
                "SELECT version FROM value WHERE repository = ? AND key = ?", self._name, key
            )
            found = int(rows[0][0]) if rows else 0
            if found != expected:
                raise Conflict("port.version", expected=expected, found=found)
            self._store.run(
                "REPLACE INTO value (repository, key, version, body) VALUES (?, ?, ?, ?)",
                *(self._name, key, found + 1, to_json(value)),
            )
            return found + 1

    def list(self, after: str = "", *, limit: int = 1000) -> tuple[tuple[str, Versioned[T]], ...]:
        """See :meth:`renoflow.ports.Repository.list`."""
        rows = self._store.run(
            "SELECT key, body, version FROM value"
            " WHERE repository = ? AND key > ? ORDER BY key LIMIT ?",
            *(self._name, after, _limit(limit)),
        )
        return tuple((str(key), self._versioned(body, version)) for key, body, version in rows)

    def _versioned(self, body: str | int, version: str | int) -> Versioned[T]:
        return Versioned(value=from_json(str(body), self._type), version=int(version))


class SqliteLookup:
    """A :class:`~renoflow.ports.Lookup` in a SQLite file."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def link(self, customer: str, keys: Iterable[Key]) -> tuple[str, ...]:
        """See :meth:`renoflow.ports.Lookup.link`."""
        linked = tuple(keys)
        with self._store.unit():
            for one in linked:
                self._store.run(
                    "INSERT OR IGNORE INTO link (kind, value, keyed, customer)"
                    " VALUES (?, ?, ?, ?)",
                    *(one.kind, one.value, one.keyed, customer),
                )
            return self.find(linked)

    def find(self, keys: Iterable[Key]) -> tuple[str, ...]:
        """See :meth:`renoflow.ports.Lookup.find`."""
        query = "SELECT customer FROM link WHERE kind = ? AND value = ? AND keyed = ?"
        found = {
            str(customer)
            for one in keys
            for (customer,) in self._store.run(query, one.kind, one.value, one.keyed)
        }
        return tuple(sorted(found))


class SqliteCounter:
    """A :class:`~renoflow.ports.Counter` in a SQLite file."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def next(self, series: str) -> int:
        """See :meth:`renoflow.ports.Counter.next`."""
        with self._store.unit():
            self._store.run("INSERT OR IGNORE INTO counter (series, last) VALUES (?, 0)", series)
            self._store.run("UPDATE counter SET last = last + 1 WHERE series = ?", series)
            rows = self._store.run("SELECT last FROM counter WHERE series = ?", series)
            return int(rows[0][0])


def _fact(body: str | int) -> Fact:
    return from_json(str(body), Fact)


def _limit(limit: int) -> int:
    return min(max(limit, 0), _LARGEST)  # to SQLite a negative limit is none
