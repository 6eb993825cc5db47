"""What the application calls: tell renoflow of saved rows, and ask it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from examples.erp.mapping import customer_key, facts_of
from examples.erp.ports import ErpFeed, ErpHistory, ErpLookup
from examples.erp.rules import COMPANY, KINDS
from examples.erp.tables import Database

from renoflow.attribution import Case, gather, keys
from renoflow.facts import Fact, Key, reconcile
from renoflow.ports import handle

__all__ = ["Office"]

_IDENTITY = COMPANY.rules.identity


class Office:
    """The company at work: its database, and the *secret* with which it keys phones."""

    def __init__(self, database: Database, *, secret: bytes) -> None:
        self.database = database
        self._secret = secret
        self._history = ErpHistory(database)
        self._lookup = ErpLookup(database)
        self._feed = ErpFeed(database)

    def tell(self, customer_id: int, *, now: datetime) -> tuple[str, ...]:
        """Tell what the customer's rows say now; all customers that share a phone with him.

        To be called in the transaction that changed a row, so that the row, its facts and
        its keys are there together or not at all. Telling again changes nothing.

        Raises:
            Malformed: a row says something that no fact can hold.
        """
        customer = customer_key(customer_id)
        with self.database.transaction() as connection:
            rows = tuple(facts_of(connection, customer_id, self._secret))
            handle(
                self._history, customer, lambda it: reconcile(it.facts, rows, at=now, kinds=KINDS)
            )
            return self._lookup.link(customer, _keys(rows))

    def case(self, customer_id: int) -> Case:
        """One customer with all his records, found by the keys that they share."""
        customer = customer_key(customer_id)
        facts: list[Fact] = []
        found, waiting = {customer}, [customer]
        while waiting:
            loaded = self._history.load(waiting.pop()).facts
            facts.extend(loaded)
            others = set(self._lookup.find(_keys(loaded))) - found
            found |= others
            waiting.extend(others)
        for case in gather(facts, _IDENTITY, COMPANY.calendar):
            if customer in case.records:
                return case
        return Case(customer, ())

    def cases(self, *, known_at: datetime | None = None) -> tuple[Case, ...]:
        """All customers, as their records belonged together by what was known then."""
        return gather(self.facts(), _IDENTITY, COMPANY.calendar, known_at=known_at)

    def facts(self) -> Iterator[Fact]:
        """Everything told so far, in the order in which it was told."""
        after = 0
        while page := self._feed.read(after):
            yield from (entry.fact for entry in page)
            after = page[-1].position


def _keys(facts: Iterable[Fact]) -> set[Key]:
    return {one for fact in facts for one in keys(fact, _IDENTITY)}
