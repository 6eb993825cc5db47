"""The adapters that come along pass the kits."""

from contextlib import contextmanager

import pytest

from renoflow.adapters.memory import MemoryStore
from renoflow.adapters.sqlite import SqliteStore
from renoflow.facts import Fact
from renoflow.testing.ports import (
    CounterKit,
    FeedKit,
    HistoryKit,
    LookupKit,
    Opened,
    RepositoryKit,
)


def memory(_):
    store = MemoryStore()
    return lambda: store


def sqlite(folder):
    return lambda: SqliteStore(folder / "kit.db")


@pytest.fixture(params=[memory, sqlite])
def opening(request, tmp_path):
    open_store = request.param(tmp_path)

    def of(port):
        @contextmanager
        def opened():
            with open_store() as store:
                yield Opened(port=port(store), unit=store.unit)

        return opened

    return of


class TestHistory(HistoryKit):
    @pytest.fixture
    def opened(self, opening):
        return opening(lambda store: store.history)


class TestFeed(FeedKit):
    @pytest.fixture
    def opened(self, opening):
        return opening(lambda store: (store.history, store.feed))


class TestRepository(RepositoryKit):
    @pytest.fixture
    def opened(self, opening):
        return opening(lambda store: store.repository("kit", Fact))


class TestLookup(LookupKit):
    @pytest.fixture
    def opened(self, opening):
        return opening(lambda store: store.lookup)


class TestCounter(CounterKit):
    @pytest.fixture
    def opened(self, opening):
        return opening(lambda store: store.counter)
