"""Taking in: facts into a store, the same file twice changing nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from itertools import islice
from typing import Protocol

import attrs

from renoflow.attribution import Identity, keys
from renoflow.errors import Malformed
from renoflow.facts import Fact, Key
from renoflow.ports import History, Lookup, handle_in
from renoflow.registers.tables import Entry, Rejected

__all__ = ["Books", "Intake", "take_in"]

_BATCH = 2_000  # a larger one loads a customer less often and keeps other writers waiting


class Books(Protocol):
    """What is written to in one unit of work: a store's history and its lookup."""

    @property
    def history(self) -> History:
        """Of the unit."""
        ...

    @property
    def lookup(self) -> Lookup:
        """Of the unit."""
        ...


@attrs.frozen(kw_only=True)
class Intake:
    """What became of the rows: how many facts are new, were there already, were rejected.

    ``collisions`` are customers that share an identity key with another one, each pair
    once, ascending: two people may have filed one customer.
    """

    new: int
    known: int
    rejected: int
    collisions: tuple[tuple[str, str], ...]


def take_in(
    rows: Iterable[Entry | Rejected],
    begin: Callable[[], AbstractContextManager[Books]],
    identity: Identity,
    *,
    reject: Callable[[Rejected], None],
    progress: Callable[[int], None] = lambda _done: None,
) -> Intake:
    """Append the facts of *rows* to the histories of their customers, and link their keys.

    Rows are written in batches, each in one unit of work from *begin*. A fact that is
    stored already with the same content changes nothing; one whose id is stored with
    other content, or for another customer, is rejected (``fact.clash``): customers may
    turn out to be one, and then an id names one fact. So the lookup is told the ids too,
    as keys of the kind ``fact``.

    Args:
        rows: What :func:`~renoflow.registers.read_forms` reads.
        begin: Opens the unit of work of a store.
        identity: Which fields link customers.
        reject: Told of each rejected row, in order, when its batch is written.
        progress: Told how many rows are done, after each batch.

    Raises:
        Conflict: other writers were faster three times; the batches before are written.
    """
    new = known = rejected = done = 0
    collisions: set[tuple[str, str]] = set()
    remaining = iter(rows)
    for batch in iter(lambda: tuple(islice(remaining, _BATCH)), ()):
        wrote = handle_in(begin, partial(_write, batch=batch, identity=identity), attempts=3)
        for one in batch:
            error = one.error if isinstance(one, Rejected) else wrote.errors.get(_place(one))
            if error is not None:
                rejected += 1
                reject(Rejected(file=one.file, row=one.row, error=error, written=one.written))
        new, known = new + wrote.new, known + wrote.known
        collisions |= wrote.collisions
        done += len(batch)
        progress(done)
    return Intake(new=new, known=known, rejected=rejected, collisions=tuple(sorted(collisions)))


@attrs.define
class _Wrote:
    """What became of a batch; ``errors`` by the place of the row."""

    new: int = 0
    known: int = 0
    errors: dict[tuple[str, int], Malformed] = attrs.field(factory=dict)
    collisions: set[tuple[str, str]] = attrs.field(factory=set)


def _place(one: Entry) -> tuple[str, int]:
    return one.file, one.row


def _write(books: Books, *, batch: Iterable[Entry | Rejected], identity: Identity) -> _Wrote:
    wrote = _Wrote()
    told: dict[str, str] = {}
    by_customer: dict[str, list[Entry]] = {}
    for one in batch:
        if isinstance(one, Entry):
            customer = str(one.fact.customer)
            others = {told.setdefault(one.fact.id, customer), *books.lookup.find([_id(one.fact)])}
            if others == {customer}:
                by_customer.setdefault(customer, []).append(one)
            else:
                wrote.errors[_place(one)] = Malformed("fact.clash", "id")
    for customer, entries in by_customer.items():
        kept = _append(books.history, customer, entries, wrote)
        given = {given: None for fact in kept for given in keys(fact, identity)}
        linked = books.lookup.link(customer, (*given, *map(_id, kept)))
        wrote.collisions.update(_pairs(customer, linked))
    return wrote


def _append(
    history: History, customer: str, entries: Sequence[Entry], wrote: _Wrote
) -> list[Fact]:
    """What is stored of *entries* now; all at once, as a history is loaded but once."""
    loaded = history.load(customer)
    version = loaded.version
    stored = {fact.id: fact for fact in loaded.facts}
    kept: list[Fact] = []
    new: list[Entry] = []
    for one in entries:
        fact = stored.setdefault(one.fact.id, one.fact)
        if fact is one.fact:
            new.append(one)
        elif fact == one.fact:
            wrote.known += 1
            kept.append(fact)
        else:
            wrote.errors[_place(one)] = Malformed("fact.clash", "id")
    groups = [new] if new else []
    while groups:
        group = groups.pop(0)
        try:
            version = history.append(customer, [one.fact for one in group], expected=version)
        except Malformed as error:
            if len(group) > 1:  # which of them it is
                groups[:0] = [[one] for one in group]
            else:
                wrote.errors[_place(group[0])] = error
            continue
        wrote.new += len(group)
        kept += [one.fact for one in group]
    return kept


def _id(fact: Fact) -> Key:
    return Key("fact", fact.id)


def _pairs(customer: str, others: Iterable[str]) -> Iterator[tuple[str, str]]:
    for other in others:
        if other != customer:
            yield (customer, other) if customer < other else (other, customer)
