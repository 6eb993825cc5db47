"""The kit of the counter port."""

from __future__ import annotations

from contextlib import suppress

import pytest

from renoflow.errors import Conflict
from renoflow.ports import Counter
from renoflow.testing.ports._opened import Aside, Open, Opened

__all__ = ["CounterKit"]


class CounterKit:
    """What every :class:`renoflow.ports.Counter` must do. Override the fixture ``opened``."""

    @pytest.fixture
    def opened(self) -> Open[Counter]:
        """A function that opens your store, empty at the beginning of a test."""
        raise NotImplementedError("override the fixture `opened` with your adapter")

    def test_numbers_begin_at_1_or_later(self, opened: Open[Counter]) -> None:
        """A contract has no number 0."""
        with opened() as one:
            assert one.port.next("contract") >= 1

    def test_no_number_comes_twice(self, opened: Open[Counter]) -> None:
        """Two contracts with one number are one contract to a court."""
        with opened() as one:
            numbers = [one.port.next("contract") for _ in range(20)]

        assert len(set(numbers)) == 20

    def test_numbers_ascend(self, opened: Open[Counter]) -> None:
        """A later receipt has the higher number."""
        with opened() as one:
            numbers = [one.port.next("contract") for _ in range(20)]

        assert numbers == sorted(numbers)

    def test_counting_goes_on_when_opened_again(self, opened: Open[Counter]) -> None:
        """Not from the beginning after a restart."""
        with opened() as one:
            last = one.port.next("contract")
        with opened() as other:
            assert other.port.next("contract") != last

    def test_two_open_units_never_get_one_number(self, opened: Open[Counter]) -> None:
        """Both are still open when they ask."""

        def take(user: Opened[Counter]) -> int | None:
            with suppress(Conflict), user.unit():
                return user.port.next("contract")
            return None

        with opened() as one:
            mine, other = None, None
            with suppress(Conflict):
                with one.unit():
                    taken = one.port.next("contract")
                    other = Aside(one, opened, take)
                mine = taken

            assert other is not None
            assert mine != other.answer()
