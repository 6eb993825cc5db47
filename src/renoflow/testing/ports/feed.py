"""The kit of the feed port."""

from __future__ import annotations

import pytest

from renoflow.ports import Feed, FeedEntry, History
from renoflow.testing.ports._opened import Aside, Open, Opened, Undone

__all__ = ["FeedKit", "Recorded"]

Recorded = tuple[History, Feed]
"""A history, and the feed that tells what it records."""


class FeedKit:
    """What every :class:`renoflow.ports.Feed` must do. Override the fixture ``opened``.

    The port that it opens is a pair: the history to append to, and its feed.
    """

    @pytest.fixture
    def opened(self) -> Open[Recorded]:
        """A function that opens your store, empty at the beginning of a test."""
        raise NotImplementedError("override the fixture `opened` with your adapter")

    def test_past_the_end_there_is_nothing(self, opened: Open[Recorded]) -> None:
        """And in an empty store not even a beginning."""
        with opened() as one:
            history, feed = one.port
            empty = feed.read()
            _tell(one, history)
            last = max(entry.position for entry in feed.read())

            assert empty == feed.read(last) == feed.read(last + 7) == ()

    def test_facts_of_all_keys_come_in_the_order_of_recording(
        self, opened: Open[Recorded]
    ) -> None:
        """A follower applies what it reads, one after another."""
        with opened() as one:
            history, feed = one.port
            told = _tell(one, history)

            assert [entry.fact.id for entry in feed.read()] == [name for _, name in told]

    def test_entries_name_their_key(self, opened: Open[Recorded]) -> None:
        """A follower must know whose history went on."""
        with opened() as one:
            history, feed = one.port
            told = _tell(one, history)

            assert {(entry.key, entry.fact.id) for entry in feed.read()} == set(told)

    def test_entries_hold_the_fact_as_it_was_told(self, opened: Open[Recorded]) -> None:
        """A follower judges by what it reads here."""
        with opened() as one:
            history, feed = one.port
            facts = one.samples("C-1")
            history.append("C-1", facts, expected=0)

            read = {entry.fact.id: entry.fact for entry in feed.read()}

        assert read == {fact.id: fact for fact in facts}

    def test_a_limit_cuts_the_page_and_nothing_else(self, opened: Open[Recorded]) -> None:
        """A million facts are read page by page."""
        with opened() as one:
            history, feed = one.port
            told = _tell(one, history)

            sizes = [len(feed.read(limit=limit)) for limit in (0, 1, 2, 100)]

        assert sizes == [0, 1, 2, len(told)]

    def test_reading_on_repeats_nothing_and_skips_nothing(self, opened: Open[Recorded]) -> None:
        """``after`` is exclusive, and every entry has a position of its own, above 0."""
        with opened() as one:
            history, feed = one.port
            told = _tell(one, history)
            read = [_follow(feed, page=page) for page in (1, 3)]

        for positions in read:
            assert positions == sorted(set(positions))
            assert len(positions) == len(told)

    def test_a_fact_appended_again_is_told_once(self, opened: Open[Recorded]) -> None:
        """A repeated call records nothing."""
        with opened() as one:
            history, feed = one.port
            facts = one.samples("C-1")[:1]
            history.append("C-1", facts, expected=0)
            history.append("C-1", facts, expected=0)

            assert len(feed.read()) == 1

    def test_a_rolled_back_unit_is_never_told(self, opened: Open[Recorded]) -> None:
        """What a follower was told cannot be taken back."""
        with opened() as one:
            history, feed = one.port
            with pytest.raises(Undone), one.unit():
                history.append("C-1", one.samples("C-1")[:1], expected=0)
                raise Undone

            assert feed.read() == ()

    def test_positions_are_the_same_when_opened_again(self, opened: Open[Recorded]) -> None:
        """A follower keeps its position for years."""
        with opened() as one:
            history, feed = one.port
            _tell(one, history)
            before = [(entry.position, entry.fact.id) for entry in feed.read()]
        with opened() as other:
            after = [(entry.position, entry.fact.id) for entry in other.port[1].read()]

        assert after == before

    def test_a_unit_that_ends_late_is_not_skipped(self, opened: Open[Recorded]) -> None:
        """It began first and ends last: a plain sequence puts it behind the follower's back."""

        def append(other: Opened[Recorded]) -> None:
            other.port[0].append("C-2", other.samples("C-2")[:1], expected=0)

        def read(other: Opened[Recorded]) -> tuple[FeedEntry, ...]:
            return other.port[1].read()

        with opened() as one:
            history, feed = one.port
            with one.unit():
                history.append("C-1", one.samples("C-1")[:1], expected=0)
                quick = Aside(one, opened, append)
                follower = Aside(one, opened, read)
            quick.answer()
            seen = follower.answer()
            seen += feed.read(seen[-1].position if seen else 0)

            told = [one.samples(key)[0].id for key in ("C-1", "C-2")]

        assert sorted(entry.fact.id for entry in seen) == sorted(told)


def _tell(one: Opened[Recorded], history: History) -> list[tuple[str, str]]:
    """Two histories told by turns; key and id in the order of recording."""
    first, second = one.samples("C-1"), one.samples("C-2")
    version = history.append("C-1", first[:2], expected=0)
    history.append("C-2", second[:1], expected=0)
    history.append("C-1", first[2:4], expected=version)
    told = [("C-1", first[0]), ("C-1", first[1]), ("C-2", second[0])]
    told += [("C-1", first[2]), ("C-1", first[3])]
    return [(key, fact.id) for key, fact in told]


def _follow(feed: Feed, *, page: int) -> list[int]:
    read: list[int] = []
    while more := feed.read(read[-1] if read else 0, limit=page):
        read += [entry.position for entry in more]
        if len(read) > 100:
            break
    return read
