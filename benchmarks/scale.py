"""Growth: ten times the facts of one customer, and a store judged in constant memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from renoflow.adapters.sqlite import SqliteStore
from renoflow.attribution import Case, judge, open_court, presets
from renoflow.calendars import china
from renoflow.facts import Fact, filing, touch, visit
from renoflow.periods import LEGAL, days

__all__ = ["growth", "peak"]

_START = china.at(2024, 3, 1, 9)
_AT = china.at(2025, 1, 1)
_COURT = open_court(presets.seven_day_filing(window=days(7, counting=LEGAL)), china)


def _history(count: int, customer: str = "C-1") -> Iterator[Fact]:
    yield filing("f", at=_START, by="wang", medium="form", customer=customer)
    yield visit("v", at=_START + timedelta(days=2), invited_by="wang", customer=customer)
    for number in range(count - 2):
        at = _START + timedelta(minutes=number)
        yield touch(f"t{number}", at=at, by="wang", medium="call", customer=customer)


def growth(rounds: int = 7) -> float:
    """Time for 10,000 facts of one customer against ten times that for 1,000; 1 is linear."""
    small, large = (Case("C-1", tuple(_history(count))) for count in (1_000, 10_000))
    found = []
    for _ in range(rounds):
        took = []
        for case, times in ((small, 10), (large, 1)):
            start = time.process_time()
            for _ in range(times):
                judge(_COURT, case, at=_AT)
            took.append(time.process_time() - start)
        found.append(took[1] / took[0])
    return median(found)


def peak(facts: int) -> tuple[float, int]:
    """Peak memory in MB of judging a store of so many facts, and how many customers it had."""
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "store.db")
        customers = facts // 10
        with SqliteStore(path) as store:
            for first in range(0, customers, 1_000):
                with store.unit():
                    for number in range(first, min(first + 1_000, customers)):
                        name = f"C-{number:07d}"
                        store.history.append(name, tuple(_history(10, name)), expected=0)
        judged, after = 0, ""
        tracemalloc.start()
        with SqliteStore(path) as store:
            while names := store.history.keys(after):
                for name in names:
                    judge(_COURT, Case(name, store.history.load(name).facts), at=_AT)
                    judged += 1
                after = names[-1]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most / 1e6, judged
