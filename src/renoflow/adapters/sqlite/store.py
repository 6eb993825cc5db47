"""One SQLite file as a store: its connection and its units of work."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from types import TracebackType
from typing import Self, TypeVar

from renoflow.adapters.sqlite._ports import (
    SqliteCounter,
    SqliteFeed,
    SqliteHistory,
    SqliteLookup,
    SqliteRepository,
)
from renoflow.adapters.sqlite._schema import prepare
from renoflow.errors import Conflict, Malformed

__all__ = ["SqliteStore"]

T = TypeVar("T")


class SqliteStore:
    """All ports over the SQLite file *path*, which is made where there is none.

    Every write is on disk when its unit of work ends (write-ahead log, ``synchronous =
    FULL``) and survives ``kill -9``. Any number of processes may open the file; writers
    take turns and wait for at most *patience* seconds, after which the call ends in
    ``Conflict`` (``store.busy``). Threads may share a store and take turns too; a
    forked process must open its own. Keep the file on a local disk.

    Raises:
        Malformed: ``store.path``, the file cannot be opened; ``store.foreign``, it is
            something else; ``store.newer``, it was written by a newer renoflow.
        Conflict: ``store.busy``.
    """

    def __init__(self, path: str | os.PathLike[str], *, patience: float = 30.0) -> None:
        self._turn = RLock()
        self._depth = 0
        self._connection = _connect(os.fspath(path), patience)
        self.history: SqliteHistory = SqliteHistory(self)
        self.feed: SqliteFeed = SqliteFeed(self)
        self.lookup: SqliteLookup = SqliteLookup(self)
        self.counter: SqliteCounter = SqliteCounter(self)

    def repository(self, name: str, type_: type[T]) -> SqliteRepository[T]:
        """The repository *name*, of records of *type_* that the codec knows."""
        return SqliteRepository(self, name, type_)

    @contextmanager
    def unit(self) -> Iterator[SqliteStore]:
        """One unit of work: on disk when it is left, undone by an error.

        It holds the right to write from its beginning, so what is read inside stays
        true until it ends. A unit inside another is undone alone, and kept only if the
        outer one is.

        Raises:
            Conflict: ``store.busy``.
        """
        with self._turn:
            begin, keep, undo = _OUTER if not self._depth else _INNER
            self.run(begin)
            self._depth += 1
            try:
                yield self
                self.run(keep)
            except BaseException:
                # SQLite has undone it all by itself where, say, the disk was full.
                if self._connection.in_transaction:
                    for statement in undo:
                        self.run(statement)
                raise
            finally:
                self._depth -= 1

    def run(self, query: str, *values: str | int) -> list[tuple[str | int, ...]]:
        """For the ports: all rows that *query* gives.

        Raises:
            Conflict: ``store.busy``.
            Malformed: a value is not text that can be stored.
        """
        with self._turn:
            try:
                return self._connection.execute(query, values).fetchall()
            except UnicodeEncodeError:
                raise Malformed(
                    "value.type", "key", expected="text without lone surrogates"
                ) from None
            except sqlite3.OperationalError as error:
                if _primary(error) == sqlite3.SQLITE_BUSY:
                    raise Conflict("store.busy") from None
                raise

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        with self._turn:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


# How a unit of work begins, is kept, is undone: on its own, and inside another.
_OUTER = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_INNER = ("SAVEPOINT unit", "RELEASE unit", ("ROLLBACK TO unit", "RELEASE unit"))


def _connect(path: str, patience: float) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            path, timeout=patience, isolation_level=None, check_same_thread=False
        )
    except sqlite3.OperationalError:
        raise Malformed("store.path", "store") from None
    try:
        connection.execute("PRAGMA synchronous = FULL")
        prepare(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        code = _primary(error)
        if code == sqlite3.SQLITE_BUSY:
            raise Conflict("store.busy") from None
        if code == sqlite3.SQLITE_NOTADB:
            raise Malformed("store.foreign", "store") from None
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise Malformed("store.path", "store") from None
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _primary(error: sqlite3.DatabaseError) -> int:
    """SQLite's code for *error* without the refinement in its upper bits."""
    return error.sqlite_errorcode & 0xFF
