"""Writes the table of docs/errors.md out of ``renoflow.errors.SENTENCES``.

python -m tools.errors_page; what stands above the mark is written by hand.
"""

import ast
from pathlib import Path
from typing import Final

from renoflow.errors import SENTENCES

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "errors.md"
MARK: Final = "<!-- below: python -m tools.errors_page -->\n"

_RAISED: Final = {
    "Conflict": "Conflict: load again",
    "because": "Refused: settle the objections",
}


def families() -> dict[str, str]:
    """The family of each code that is not Malformed, by how the library raises it."""
    found = {}
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=name) | ast.Attribute(attr=name),
                    args=[ast.Constant(value=str(code)), *_],
                ) if name in _RAISED and code in SENTENCES:
                    found[code] = _RAISED[name]
    return found


def updated(page: str) -> str:
    """*page* with the table as it should be."""
    head, _, _ = page.partition(MARK)
    rows = ["| code | family: what to do | English | 中文 |", "|---|---|---|---|"]
    others = families()
    for code, (english, chinese) in sorted(SENTENCES.items()):
        family = others.get(code, "Malformed: mend the data")
        rows.append(f"| `{code}` | {family} | {_cell(english)} | {_cell(chinese)} |")
    return f"{head}{MARK}\n" + "\n".join(rows) + "\n"


def _cell(sentence: str) -> str:
    """A template as a reader sees it, with nothing that Markdown would read."""
    for sign in "\\|[]*_":
        sentence = sentence.replace(sign, f"\\{sign}")
    return sentence.replace("{{", "{").replace("}}", "}")


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
