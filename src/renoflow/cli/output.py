"""Printing: aligned tables for people, JSON for programs, how far it is, the file of rejects."""

from __future__ import annotations

import csv
import json
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from renoflow.errors import Malformed
from renoflow.registers import Rejected
from renoflow.words import text

__all__ = [
    "Progress",
    "counted",
    "either",
    "indented",
    "place_of",
    "print_json",
    "print_table",
    "rejects_file",
]

_WIDE = 100
_CHINESE = 0x2E80
"""From this sign on a text has no blanks to go on after."""


def print_json(data: object) -> None:
    """*data* as JSON, names sorted."""
    print(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2))


def either(lang: str, english: str, chinese: str) -> str:
    """The one of two that is in the language asked for."""
    return chinese if lang == "zh" else english


def print_table(
    heading: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Collection[int] = ()
) -> None:
    """*rows* under *heading*, columns aligned, *numbers* to the right.

    A Chinese character is two columns wide.
    """
    cells = [list(heading), *(list(row) for row in rows)]
    widths = [max(_width(row[i]) for row in cells) for i in range(len(heading))]
    for row in cells:
        blanks = [" " * (wide - _width(cell)) for cell, wide in zip(row, widths, strict=True)]
        line = "  ".join(
            blank + cell if place in numbers else cell + blank
            for place, (cell, blank) in enumerate(zip(row, blanks, strict=True))
        )
        print(line.rstrip())


def indented(said: str) -> str:
    """*said* with two blanks before each line; a long English line goes on below."""
    lines = []
    for line in said.splitlines():
        hang = "  " + "  " * line.startswith("- ")
        lines.append(
            textwrap.fill(line, _WIDE, initial_indent="  ", subsequent_indent=hang)
            if max(map(ord, line), default=0) < _CHINESE
            else f"  {line}"
        )
    return "\n".join(lines)


def counted(counts: Iterable[tuple[str, int]]) -> str:
    """``105 three_part, 64 filed_first``, the most first, in lines that do not part the two."""
    lines = [""]
    for name, count in sorted(counts, key=lambda pair: (-pair[1], pair[0])):
        item = f"{count} {name}"
        if _width(f"{lines[-1]}, {item},") > _WIDE - 2:
            lines[-1] += ","
            lines.append("")
        lines[-1] += f", {item}" if lines[-1] else item
    return "\n".join(lines)


def place_of(one: Rejected, lang: str) -> str:
    """Where a rejected row stood and what was expected there."""
    return f"{one.file}:{one.row}: {text(one.error, lang)}"


class Progress:
    """Tells on a terminal how many are done, in one line that comes and goes; silent elsewhere."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()

    def tell(self, done: int) -> None:
        """Show that *done* are done."""
        self._show(f"{self._what}: {done:,}")

    def clear(self) -> None:
        """Make room for what is printed next."""
        self._show("")

    def _show(self, line: str) -> None:
        if self._shown:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


@contextmanager
def rejects_file(path: Path, lang: str) -> Iterator[Callable[[Rejected], None]]:
    """Keeps rejected rows as they were, each with its place; no file where there are none."""
    kept = 0
    try:
        # What is no UTF-8 goes out as the bytes that came in.
        file = path.open("w", encoding="utf-8", errors="surrogateescape", newline="")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "-"
        raise Malformed("cli.system", str(path), reason=reason) from None
    with file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "row", "column", "expected", "written"))

        def keep(one: Rejected) -> None:
            nonlocal kept
            kept += 1
            expected = text(one.error, lang)
            writer.writerow((one.file, one.row, one.column, expected, one.written.rstrip("\r\n")))

        yield keep
    if not kept:
        path.unlink()


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)
