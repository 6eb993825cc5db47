"""The kit of the repository port."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

import pytest

from renoflow.errors import Conflict
from renoflow.ports import Repository
from renoflow.testing.ports._opened import Aside, Open, Opened, Undone

__all__ = ["RepositoryKit"]

Values = Repository[Any]

# Not in order; by code point "B" comes before "a", and "é" after "z".
_KEYS = ("b", "B", "zz", "a", "é", "z", "客户")


class RepositoryKit:
    """What every :class:`renoflow.ports.Repository` must do. Override the fixture ``opened``."""

    @pytest.fixture
    def opened(self) -> Open[Values]:
        """A function that opens your store, empty at the beginning of a test."""
        raise NotImplementedError("override the fixture `opened` with your adapter")

    def test_an_unknown_key_holds_nothing(self, opened: Open[Values]) -> None:
        """None, not an error."""
        with opened() as one:
            assert one.port.get("C-1") is None

    def test_a_value_comes_back_as_it_was_put(self, opened: Open[Values]) -> None:
        """The first value, and the one that replaced it."""
        with opened() as one:
            first, second = one.samples("C-1")[:2]
            version = one.port.put("C-1", first, expected=0)
            got = one.port.get("C-1")
            one.port.put("C-1", second, expected=version)
            got_then = one.port.get("C-1")

        assert got is not None and got_then is not None
        assert (got.value, got_then.value) == (first, second)

    def test_a_put_answers_with_the_version_that_get_tells(self, opened: Open[Values]) -> None:
        """A writer goes on from the version it was given, without reading again."""
        with opened() as one:
            first, second = one.samples("C-1")[:2]
            version = one.port.put("C-1", first, expected=0)
            got = one.port.get("C-1")
            last = one.port.put("C-1", second, expected=version)
            got_then = one.port.get("C-1")

        assert got is not None and got_then is not None
        assert (got.version, got_then.version) == (version, last)
        assert 0 < version < last

    def test_a_stale_writer_gets_conflict_and_changes_nothing(self, opened: Open[Values]) -> None:
        """The last writer must not win by being last."""
        with opened() as one:
            first, second = one.samples("C-1")[:2]
            version = one.port.put("C-1", first, expected=0)

            with pytest.raises(Conflict) as caught:
                one.port.put("C-1", second, expected=0)

            kept = one.port.get("C-1")
        assert (caught.value.params["expected"], caught.value.params["found"]) == (0, version)
        assert kept is not None
        assert kept.value == first

    def test_a_value_that_is_not_there_cannot_be_replaced(self, opened: Open[Values]) -> None:
        """Whoever expects a version has read it somewhere else."""
        with opened() as one:
            with pytest.raises(Conflict):
                one.port.put("C-1", one.samples("C-1")[0], expected=1)

            assert one.port.list() == ()

    def test_keys_are_told_apart_by_every_character(self, opened: Open[Values]) -> None:
        """A store that ignores letter case or blanks at the end mixes two values up."""
        keys = ("C-1", "c-1", "C-1 ", "Ｃ-1", "C-10")
        with opened() as one:
            for place, key in enumerate(keys):
                one.port.put(key, one.samples(key)[place % 2], expected=0)
            got = [one.port.get(key) for key in keys]
            put = [one.samples(key)[place % 2] for place, key in enumerate(keys)]

        assert [there.value if there else None for there in got] == put

    def test_keys_are_listed_in_the_order_of_code_points(self, opened: Open[Values]) -> None:
        """Not as a database sorts for readers of one language."""
        with opened() as one:
            _fill(one)

            assert [key for key, _ in one.port.list()] == sorted(_KEYS)

    def test_what_is_listed_is_what_is_kept(self, opened: Open[Values]) -> None:
        """Value and version, as ``get`` tells them."""
        with opened() as one:
            _fill(one)

            assert all(one.port.get(key) == there for key, there in one.port.list())

    def test_pages_join_without_gap_or_repeat(self, opened: Open[Values]) -> None:
        """``after`` is exclusive."""
        with opened() as one:
            _fill(one)
            everything = {key for key, _ in one.port.list()}
            pages: list[str] = []
            while more := one.port.list(pages[-1] if pages else "", limit=2):
                pages += [key for key, _ in more]
                if len(pages) > len(_KEYS):
                    break

        assert (len(pages), set(pages)) == (len(everything), everything)

    def test_what_was_put_is_there_when_opened_again(self, opened: Open[Values]) -> None:
        """The answer of a put is a promise."""
        with opened() as one:
            version = one.port.put("C-1", one.samples("C-1")[0], expected=0)
        with opened() as other:
            there = other.port.get("C-1")

        assert there is not None
        assert there.version == version

    def test_a_rolled_back_unit_leaves_no_trace(self, opened: Open[Values]) -> None:
        """The unit of work is the host's: a port that commits inside it splits it."""
        with opened() as one:
            with pytest.raises(Undone), one.unit():
                one.port.put("C-1", one.samples("C-1")[0], expected=0)
                raise Undone

            assert one.port.list() == ()

    def test_of_two_open_units_at_one_version_one_loses(self, opened: Open[Values]) -> None:
        """Whoever of them writes first: a check against a snapshot lets both go on."""

        def put(user: Opened[Values], key: str, place: int) -> None:
            user.port.put(key, user.samples(key)[place], expected=0)

        def whole(user: Opened[Values], key: str) -> bool:
            with suppress(Conflict), user.unit():
                put(user, key, 1)
                return True
            return False

        with opened() as one:
            for key, first in (("C-1", True), ("C-2", False)):
                won, other = False, None
                with suppress(Conflict):
                    with one.unit():
                        one.port.get(key)
                        if first:
                            put(one, key, 0)
                        other = Aside(one, opened, partial(whole, key=key))
                        if not first:
                            put(one, key, 0)
                    won = True

                assert other is not None
                assert (won, other.answer()) in ((True, False), (False, True))


def _fill(one: Opened[Values]) -> None:
    for key in _KEYS:
        one.port.put(key, one.samples(key)[0], expected=0)
