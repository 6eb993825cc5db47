"""Taking in: facts into a store, the same file twice changing nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import islice
from typing import Protocol

import attrs

from renoflow.attribution import Identity, keys
from renoflow.errors import Malformed
from renoflow.ports import History, Lookup, handle_in
from renoflow.registers.tables import Entry, Rejected

__all__ = ["Books", "Intake", "take_in"]

_BATCH = 500


class Books(Protocol):
    """What is written to in one unit of work: a store's history and its lookup."""

    @property
    def history(self) -> History: ...

    @property
    def lookup(self) -> Lookup: ...


@attrs.frozen(kw_only=True)
class Intake:
    """What became of the rows: how many facts are new, how many were there already.

    ``collisions`` are customers that share an identity key with another one, each pair
    once, ascending: two people may have filed one customer.
    """

    new: int
    known: int
    rejected: tuple[Rejected, ...]
    collisions: tuple[tuple[str, str], ...]


def take_in(
    rows: Iterable[Entry | Rejected],
    begin: Callable[[], AbstractContextManager[Books]],
    identity: Identity,
    *,
    progress: Callable[[int], None] = lambda _done: None,
) -> Intake:
    """Append the facts of *rows* to the histories of their customers, and link their keys.

    Rows are written in batches, each in one unit of work from *begin*. A fact that is
    stored already with the same content changes nothing; one whose id is stored with
    other content is rejected. *progress* is told how many rows are done.
    """
    new = known = done = 0
    rejected: list[Rejected] = []
    collisions: set[tuple[str, str]] = set()
    remaining = iter(rows)
    for batch in iter(lambda: tuple(islice(remaining, _BATCH)), ()):
        rejected.extend(one for one in batch if isinstance(one, Rejected))
        entries = [one for one in batch if isinstance(one, Entry)]
        wrote = handle_in(begin, partial(_write, entries=entries, identity=identity), attempts=3)
        new, known = new + wrote.new, known + wrote.known
        rejected.extend(wrote.rejected)
        collisions.update(wrote.collisions)
        done += len(batch)
        progress(done)
    return Intake(
        new=new,
        known=known,
        rejected=tuple(sorted(rejected, key=lambda one: (one.file, one.row))),
        collisions=tuple(sorted(collisions)),
    )


def _write(books: Books, *, entries: Iterable[Entry], identity: Identity) -> Intake:
    new = known = 0
    rejected = []
    collisions: set[tuple[str, str]] = set()
    for entry in entries:
        customer = str(entry.fact.customer)
        loaded = books.history.load(customer)
        try:
            version = books.history.append(customer, (entry.fact,), expected=loaded.version)
        except Malformed as error:
            found = Rejected(file=entry.file, row=entry.row, error=error, written=entry.written)
            rejected.append(found)
            continue
        new, known = new + (version != loaded.version), known + (version == loaded.version)
        given = keys(entry.fact, identity)
        others = books.lookup.link(customer, given) if given else ()
        collisions.update(_pairs(customer, others))
    return Intake(new=new, known=known, rejected=tuple(rejected), collisions=tuple(collisions))


def _pairs(customer: str, others: Iterable[str]) -> Iterator[tuple[str, str]]:
    for other in others:
        if other != customer:
            yield (customer, other) if customer < other else (other, customer)
