"""The ports over one SQLite file: durable, for several processes, upgraded in place."""

from renoflow.adapters.sqlite.ports import (
    SqliteCounter,
    SqliteFeed,
    SqliteHistory,
    SqliteLookup,
    SqliteRepository,
)
from renoflow.adapters.sqlite.store import SqliteStore

__all__ = [
    "SqliteCounter",
    "SqliteFeed",
    "SqliteHistory",
    "SqliteLookup",
    "SqliteRepository",
    "SqliteStore",
]
