"""The counter port: running numbers, such as those of contracts and receipts."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Counter"]


class Counter(Protocol):
    """Running numbers by series. Checked by ``testing.ports.CounterKit``."""

    def next(self, series: str) -> int:
        """The next number of *series*, from 1; never the same twice, gaps allowed.

        A number taken in a unit that is rolled back was never given: it may come again
        or be left out.
        """
        ...
