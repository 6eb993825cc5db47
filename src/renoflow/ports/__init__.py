"""Ports: the few small protocols through which a host keeps the data.

They take and return typed records, ``str`` keys and plain ``int`` versions, and are
synchronous. Each has a kit in :mod:`renoflow.testing.ports` that an adapter runs.
"""

from renoflow.ports.counter import Counter
from renoflow.ports.feed import Feed, FeedEntry
from renoflow.ports.handle import handle, handle_in
from renoflow.ports.history import History, Loaded, new_facts
from renoflow.ports.lookup import Lookup
from renoflow.ports.repository import Repository, Versioned

__all__ = [
    "Counter",
    "Feed",
    "FeedEntry",
    "History",
    "Loaded",
    "Lookup",
    "Repository",
    "Versioned",
    "handle",
    "handle_in",
    "new_facts",
]
