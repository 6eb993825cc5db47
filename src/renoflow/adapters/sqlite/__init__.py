"""The ports over one SQLite file: durable, for several processes, upgraded in place."""

from renoflow.adapters.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
