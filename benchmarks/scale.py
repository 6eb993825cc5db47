"""Growth: up to 10,000 facts of one customer, and a store judged in constant memory."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.attribution.long import long_case
from tests.attribution.published import POLICIES
from tests.attribution.worked import WORKED, policy_of

from renoflow.adapters.sqlite import SqliteStore
from renoflow.attribution import Case, Court, judge, open_court, presets
from renoflow.calendars import china
from renoflow.facts import Fact, filing, touch, visit
from renoflow.periods import LEGAL, days

__all__ = ["SIZES", "growth", "peak"]

_START = china.at(2024, 3, 1, 9)
_AT = china.at(2025, 1, 1)
_COURT = open_court(presets.seven_day_filing(window=days(7, counting=LEGAL)), china)


def _history(count: int, customer: str = "C-1") -> Iterator[Fact]:
    yield filing("f", at=_START, by="wang", medium="form", customer=customer)
    yield visit("v", at=_START + timedelta(days=2), invited_by="wang", customer=customer)
    for number in range(count - 2):
        at = _START + timedelta(minutes=number)
        yield touch(f"t{number}", at=at, by="wang", medium="call", customer=customer)


SIZES: Final = (1_250, 2_500, 5_000, 10_000)
"""How many facts one customer has."""


def growth(rounds: int = 5) -> Iterator[tuple[str, tuple[float, ...]]]:
    """For each policy the time per fact at each size against that at the first; 1 is linear."""
    for policy in (*POLICIES, *map(policy_of, WORKED)):
        court = open_court(policy, china)
        cases = [long_case(court, count) for count in SIZES]
        found = [[_per_fact(court, case) for case in cases] for _ in range(rounds)]
        least = [min(took) for took in zip(*found, strict=True)]
        yield policy.id, tuple(one / least[0] for one in least)


def _per_fact(court: Court, case: Case) -> float:
    """Of as many facts at each size, so that a short time is not measured worse than a long."""
    at, times = _START + timedelta(days=365), SIZES[-1] // len(case.facts)
    gc.collect()
    start = time.process_time()
    for _ in range(times):
        judge(court, case, at=at)
    return (time.process_time() - start) / SIZES[-1]


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
