"""Kits: what every adapter of a port must do, as test classes to inherit.

Override the one fixture ``opened`` with a function that opens your store, and run pytest.
"""

from renoflow.testing.ports._opened import Open, Opened, sample_facts
from renoflow.testing.ports.counter import CounterKit
from renoflow.testing.ports.feed import FeedKit, Recorded
from renoflow.testing.ports.history import HistoryKit
from renoflow.testing.ports.lookup import LookupKit
from renoflow.testing.ports.repository import RepositoryKit

__all__ = [
    "CounterKit",
    "FeedKit",
    "HistoryKit",
    "LookupKit",
    "Open",
    "Opened",
    "Recorded",
    "RepositoryKit",
    "sample_facts",
]
