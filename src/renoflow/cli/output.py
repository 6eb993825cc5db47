"""Printing: aligned tables for people, JSON for programs."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence

__all__ = ["print_json", "print_table", "progress_line"]


def print_json(data: object) -> None:
    """*data* as JSON, keys sorted."""
    print(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2))


def print_table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """*rows* under *heading*, columns aligned; a Chinese character is two columns wide."""
    cells = [list(heading), *(list(row) for row in rows)]
    widths = [max(_width(row[i]) for row in cells) for i in range(len(heading))]
    for row in cells:
        line = "  ".join(c + " " * (w - _width(c)) for c, w in zip(row, widths, strict=True))
        print(line.rstrip())


def progress_line(total: str) -> Callable[[int], None]:
    """Tells on a terminal how many rows are done; silent elsewhere."""

    def tell(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{total}: {done:,}", end="", file=sys.stderr, flush=True)

    return tell


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)
