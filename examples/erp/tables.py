"""The tables of the company and its unit of work; nothing here knows renoflow.

Rows are edited in place and say when, in ``updated_at``. Times are local, without a zone;
what the paper gives without an hour is a day. Amounts are yuan, as text. The last two
tables were added for renoflow: facts, which stay as they were told, and identity keys.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["Database"]

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, job TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS customers (
    id INTEGER PRIMARY KEY, name TEXT, phone TEXT, lost_on TEXT, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS filings (
    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,
    user_id INTEGER NOT NULL REFERENCES users, for_user_id INTEGER REFERENCES users,
    way TEXT NOT NULL, filed_at TEXT NOT NULL, signed_at TEXT, registered_at TEXT,
    verified_at TEXT, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,
    user_id INTEGER NOT NULL REFERENCES users, called_at TEXT NOT NULL,
    purpose TEXT NOT NULL, answered INTEGER, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS visits (
    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,
    user_id INTEGER NOT NULL REFERENCES users, came_at TEXT NOT NULL,
    invited_by INTEGER REFERENCES users, came_alone INTEGER NOT NULL DEFAULT 0,
    updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS measurements (
    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,
    user_id INTEGER NOT NULL REFERENCES users, measured_on TEXT NOT NULL,
    area TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS contracts (
    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,
    user_id INTEGER NOT NULL REFERENCES users, type TEXT NOT NULL, amount TEXT NOT NULL,
    signed_on TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS receipts (
    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,
    user_id INTEGER NOT NULL REFERENCES users, item TEXT NOT NULL, amount TEXT NOT NULL,
    received_on TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS sites (
    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,
    user_id INTEGER NOT NULL REFERENCES users, started_on TEXT, finished_on TEXT,
    updated_at TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS facts (
    position INTEGER PRIMARY KEY AUTOINCREMENT, customer TEXT NOT NULL,
    version INTEGER NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (customer, version), UNIQUE (customer, id)
);
CREATE TRIGGER IF NOT EXISTS facts_stay BEFORE UPDATE ON facts
BEGIN SELECT raise(ABORT, 'facts are only added'); END;
CREATE TRIGGER IF NOT EXISTS facts_remain BEFORE DELETE ON facts
BEGIN SELECT raise(ABORT, 'facts are only added'); END;
CREATE TABLE IF NOT EXISTS identity_keys (
    kind TEXT NOT NULL, value TEXT NOT NULL, keyed INTEGER NOT NULL, customer TEXT NOT NULL,
    PRIMARY KEY (kind, value, keyed, customer)
) WITHOUT ROWID;
"""


class Database:
    """The company's database in the file *path*, made where there is none."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        self.connection.executescript(_SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The application's unit of work; one inside another is part of it."""
        if self.connection.in_transaction:
            yield self.connection
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the file."""
        self.connection.close()
