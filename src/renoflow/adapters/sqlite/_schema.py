"""The tables of a store file, and how an older file becomes a newer one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from renoflow.errors import Malformed

__all__ = ["APPLICATION", "STEPS", "prepare"]

APPLICATION: Final = 0x52656E6F
"""What SQLite's ``application_id`` holds in a store file."""

STEPS: Final[tuple[tuple[str, ...], ...]] = (
    (
        # AUTOINCREMENT: a position is never given twice, whatever is ever deleted.
        """CREATE TABLE fact (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL,
            version INTEGER NOT NULL,
            id TEXT NOT NULL,
            body TEXT NOT NULL,
            UNIQUE (key, version),
            UNIQUE (key, id)
        )""",
        """CREATE TABLE value (
            repository TEXT NOT NULL,
            key TEXT NOT NULL,
            version INTEGER NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (repository, key)
        ) WITHOUT ROWID""",
        """CREATE TABLE link (
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            keyed INTEGER NOT NULL,
            customer TEXT NOT NULL,
            PRIMARY KEY (kind, value, keyed, customer)
        ) WITHOUT ROWID""",
        """CREATE TABLE counter (
            series TEXT PRIMARY KEY,
            last INTEGER NOT NULL
        ) WITHOUT ROWID""",
    ),
)
"""Step n leads from schema n to n + 1. A released step is never edited; add one."""


def prepare(connection: sqlite3.Connection, steps: tuple[tuple[str, ...], ...] = STEPS) -> None:
    """Make the open file a store at the last of *steps*; nothing to do where it is one.

    A file that is not ours, or is newer, is left as it is.

    Raises:
        Malformed: ``store.foreign``, ``store.newer``.
    """
    with _transaction(connection, "BEGIN"):
        found = _schema(connection, len(steps))
    if found == len(steps):
        return
    _use_write_ahead_log(connection)
    with _transaction(connection, "BEGIN IMMEDIATE"):
        # Again: another process may have done it while we waited for our turn.
        for step in steps[_schema(connection, len(steps)) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _schema(connection: sqlite3.Connection, known: int) -> int:
    """The schema of the file, from 0 for an empty one up to *known*.

    Inside a transaction, or three questions could be answered by two different files.
    """
    application = _number(connection, "PRAGMA application_id")
    found = _number(connection, "PRAGMA user_version")
    tables = _number(connection, "SELECT count(*) FROM sqlite_master")
    if application != APPLICATION and (application or found or tables):
        raise Malformed("store.foreign", "store")
    if found > known:
        raise Malformed("store.newer", "store", found=found, known=known)
    return found


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    # To change the journal SQLite asks once and does not wait, so we wait: for a turn alone.
    while True:
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
        else:
            return


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
