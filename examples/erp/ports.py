"""The ports, over two tables of the company's database; none of them ever commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from examples.erp.rules import KINDS
from examples.erp.tables import Database

from renoflow.codec import from_json, to_json
from renoflow.facts import Fact, Key
from renoflow.ports import FeedEntry, Loaded, new_facts

__all__ = ["ErpFeed", "ErpHistory", "ErpLookup"]

_fact = partial(from_json, type_=Fact, kinds=KINDS)


class ErpHistory:
    """A :class:`renoflow.ports.History` in the table ``facts``. A version counts the facts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, key: str) -> Loaded:
        """See :meth:`renoflow.ports.History.load`."""
        rows = self._database.connection.execute(
            "SELECT body FROM facts WHERE customer = ? ORDER BY version", (key,)
        )
        facts = tuple(_fact(row["body"]) for row in rows)
        return Loaded(facts=facts, version=len(facts))

    def append(self, key: str, facts: Sequence[Fact], *, expected: int) -> int:
        """See :meth:`renoflow.ports.History.append`."""
        with self._database.transaction() as connection:
            stored = self.load(key)
            new = new_facts(facts, stored.facts, version=stored.version, expected=expected)
            connection.executemany(
                "INSERT INTO facts (customer, version, id, body) VALUES (?, ?, ?, ?)",
                [
                    (key, version, one.id, to_json(one))
                    for version, one in enumerate(new, start=stored.version + 1)
                ],
            )
            return stored.version + len(new)


class ErpLookup:
    """A :class:`renoflow.ports.Lookup` in the table ``identity_keys``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def link(self, customer: str, keys: Iterable[Key]) -> tuple[str, ...]:
        """See :meth:`renoflow.ports.Lookup.link`."""
        linked = tuple(keys)
        with self._database.transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO identity_keys VALUES (?, ?, ?, ?)",
                [(one.kind, one.value, one.keyed, customer) for one in linked],
            )
            return self.find(linked)

    def find(self, keys: Iterable[Key]) -> tuple[str, ...]:
        """See :meth:`renoflow.ports.Lookup.find`."""
        query = "SELECT customer FROM identity_keys WHERE kind = ? AND value = ? AND keyed = ?"
        found = {
            row["customer"]
            for one in keys
            for row in self._database.connection.execute(query, (one.kind, one.value, one.keyed))
        }
        return tuple(sorted(found))


class ErpFeed:
    """A :class:`renoflow.ports.Feed` in the table ``facts``, where one writes at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, after: int = 0, *, limit: int = 1000) -> tuple[FeedEntry, ...]:
        """See :meth:`renoflow.ports.Feed.read`."""
        rows = self._database.connection.execute(
            "SELECT position, customer, body FROM facts WHERE position > ?"
            " ORDER BY position LIMIT ?",
            (after, max(limit, 0)),
        )
        return tuple(
            FeedEntry(position=row["position"], key=row["customer"], fact=_fact(row["body"]))
            for row in rows
        )
