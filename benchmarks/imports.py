"""Importing a context, against importing attrs: whole processes, interleaved."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median

__all__ = ["ratio"]


def _seconds(module: str) -> float:
    # compiled files are what a user has from the second start on
    cached = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True, env=cached)
    return time.perf_counter() - start


def ratio(rounds: int = 15) -> float:
    """The median of (import renoflow.attribution - nothing) / (import attrs - nothing)."""
    found = []
    for _ in range(rounds):
        nothing, base, ours = _seconds("sys"), _seconds("attrs"), _seconds("renoflow.attribution")
        found.append((ours - nothing) / (base - nothing))
    return median(found)
