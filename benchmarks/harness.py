"""Interleaved timing: every round runs every case once, so a noisy moment hits all alike."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Mapping
from statistics import median

__all__ = ["ratios"]

Case = Callable[[], object]


def _loops(case: Case, seconds: float) -> int:
    loops = 1
    while True:
        start = time.process_time()
        for _ in range(loops):
            case()
        took = time.process_time() - start
        if took >= seconds / 4:
            return max(1, int(loops * seconds / took))
        loops *= 4


def ratios(
    cases: Mapping[str, Case], base: str, *, rounds: int = 15, seconds: float = 0.03
) -> dict[str, float]:
    """For each case the median over the rounds of its CPU time against that of *base*."""
    loops = {name: _loops(case, seconds) for name, case in cases.items()}
    took: dict[str, list[float]] = {name: [] for name in cases}
    order = list(cases)
    dice = random.Random(7)  # noqa: S311 - the order of rounds
    for _ in range(rounds):
        dice.shuffle(order)
        for name in order:
            gc.collect()
            case, count = cases[name], range(loops[name])
            start = time.process_time()
            for _ in count:
                case()
            took[name].append((time.process_time() - start) / loops[name])
    return {
        name: median(mine / theirs for mine, theirs in zip(took[name], took[base], strict=True))
        for name in cases
    }
