"""The adapters that come along fit the ports."""

from renoflow.adapters.memory import MemoryStore
from renoflow.adapters.sqlite import SqliteStore
from renoflow.ports import Counter, Feed, History, Lookup, Repository
from renoflow.registers import Books


def fits(store: MemoryStore | SqliteStore) -> None:
    """Each assignment is a claim about a protocol."""
    history: History = store.history
    feed: Feed = store.feed
    lookup: Lookup = store.lookup
    counter: Counter = store.counter
    names: Repository[str] = store.repository("names", str)
    books: Books = store
    del history, feed, lookup, counter, names, books
