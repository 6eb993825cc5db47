"""Writes the diagrams of docs/processes/ out of the rows of the presets.

python -m tools.process_pages; what stands outside the Mermaid blocks is written by hand.
"""

import re
from pathlib import Path
from typing import Final

from renoflow.periods import CALENDAR, days
from renoflow.pipeline import presets
from renoflow.processes import Process, diagram

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = ROOT / "docs" / "processes"
PROCESSES: Final = (presets.steward_ten_step(first_callback=days(2, counting=CALENDAR)),)

_BLOCK: Final = re.compile(r"^```mermaid\n.*?^```$", re.MULTILINE | re.DOTALL)


def updated(page: str, process: Process) -> str:
    """*page* with its two diagrams as they should be, English first."""
    drawn = iter([diagram(process, "en"), diagram(process, "zh")])
    return _BLOCK.sub(lambda _: f"```mermaid\n{next(drawn)}```", page)


if __name__ == "__main__":
    for process in PROCESSES:
        path = PAGES / f"{process.id}.md"
        path.write_text(updated(path.read_text(encoding="utf-8"), process), encoding="utf-8")
