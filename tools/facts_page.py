"""Writes the table of docs/facts.md out of ``renoflow.facts.KINDS``.

python -m tools.facts_page; what stands above the mark is written by hand.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from renoflow.facts import KINDS, Field
from renoflow.facts.kinds import COMMON

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "facts.md"
MARK: Final = "<!-- below: python -m tools.facts_page -->\n"


def updated(page: str) -> str:
    """*page* with the table as it should be: the kinds in the order of the code."""
    head, _, _ = page.partition(MARK)
    rows = ["| kind | field | 中文 | type | words |", "|---|---|---|---|---|"]
    rows += _rows("(every kind)", "", COMMON.values())
    for kind in KINDS.values():
        rows += _rows(f"`{kind.name}`", kind.zh, kind.fields)
    return f"{head}{MARK}\n" + "\n".join(rows) + "\n"


def _rows(name: str, zh: str, fields: Iterable[Field]) -> list[str]:
    """A line for the kind, and one for each of its fields."""
    rows = [f"| **{name}** | | {zh} | | |"]
    for one in fields:
        type_ = f"{one.type}, required" if one.required else one.type
        words = ", ".join(f"`{word}`" for word in one.values)
        rows.append(f"| | `{one.name}` | {one.zh} | {type_} | {words} |")
    return rows


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
