"""One month of an invented showroom, as its forms would hold it: untidy, and the same every time.

Nothing in it is anybody's: names are words, telephone numbers are of the kind
``139 0000 0001``. What became of each customer is one of the stories of
:mod:`renoflow.samples._stories`, dealt like cards.
"""

from __future__ import annotations

import csv
import io
from random import Random

from renoflow.facts import KINDS
from renoflow.registers import form_columns
from renoflow.samples._book import Book, Row
from renoflow.samples._stories import STORIES

__all__ = ["showroom"]


def showroom(*, seed: int = 2024, customers: int = 400) -> dict[str, str]:
    """The forms of March 2024, by file name: ``{"filing.csv": "id,customer,at,...", ...}``.

    Each file is the canonical CSV of one kind, so :func:`renoflow.registers.read_table`
    reads it. The same *seed* gives the same text.
    """
    dice = Random(seed)  # noqa: S311 - nobody is to be kept from guessing it
    book = Book(dice)
    weights = sum(weight for weight, _ in STORIES)
    cards = [story for weight, story in STORIES for _ in range(-(-weight * customers // weights))]
    dice.shuffle(cards)
    for number, story in enumerate(cards[:customers], start=1):
        book.turn_to(number)
        story(book)
    return {f"{kind}.csv": _table(kind, rows) for kind, rows in sorted(book.forms.items())}


def _table(kind: str, rows: list[Row]) -> str:
    used = {name for row in rows for name, value in row.items() if value}
    columns = [name for name in form_columns(KINDS[kind]) if name in used]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
