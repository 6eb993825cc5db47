"""Runs the Python examples of the Markdown pages; names carry from block to block of a page.

A block of the language ``output`` must say what the Python blocks since the last one printed.
"""

from contextlib import redirect_stdout
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from io import StringIO

from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

PRINTED = " printed"  # no name of a page


class _Printing(PythonEvaluator):
    """Runs a block and keeps what it prints for the block that shows it."""

    def __call__(self, example: Example) -> None:
        with redirect_stdout(StringIO()) as out:
            super().__call__(example)
        before = example.namespace.get(PRINTED, "")
        example.namespace[PRINTED] = before + out.getvalue()


def _compare(example: Example) -> str | None:
    printed = example.namespace.pop(PRINTED, "").rstrip()
    if printed == str(example.parsed).rstrip():
        return None
    return f"the page says\n{example.parsed}\nand the code prints\n{printed}"


_python = PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)
_python.codeblock_parser = CodeBlockParser("python", _Printing())

pytest_collect_file = Sybil(
    parsers=[_python, CodeBlockParser("output", _compare), SkipParser()],
    patterns=["*.md"],
).pytest()
