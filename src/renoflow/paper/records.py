"""A document before it has a form: headings, tables, sums, notes, places for signatures.

Whoever prints it decides how it looks: :func:`renoflow.paper.html` makes a page of it, the
command line a table.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from renoflow.money import Money
from renoflow.words import Lang

__all__ = ["Column", "Paper", "Row", "RowKind", "Sum", "Table"]

RowKind: TypeAlias = Literal["line", "head", "sum", "total"]
"""A *line* of the table, the *head* of a group of lines, a *sum* of those above, or the *total*
of the table."""


@attrs.frozen(kw_only=True)
class Column:
    """The head of a column; a *number* is set to the right."""

    label: str
    number: bool = False


@attrs.frozen(kw_only=True)
class Row:
    """One row: a cell for each column, or for a head only the first."""

    cells: tuple[str, ...]
    kind: RowKind = "line"


@attrs.frozen(kw_only=True)
class Table:
    """A table under its *caption*."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@attrs.frozen(kw_only=True)
class Sum:
    """An amount that counts: it is written in figures and in capital numerals (大写)."""

    label: str
    amount: Money


@attrs.frozen(kw_only=True)
class Paper:
    """A document in one language; the functions of this room make them.

    Attributes:
        lang: The language that it is written in.
        company: Whose paper it is; empty for none.
        title: What kind of paper.
        name: The name of the record, such as ``q-1@1``.
        facts: What stands at the top, label and value; an empty value is a line to fill in.
        tables: In order.
        sums: Below the tables.
        notes: Sentences below the sums.
        open: Sentences on what is not settled or not complete.
        signs: Who signs, each with a line and a date.
        drawing: A picture as SVG; empty for none.
    """

    lang: Lang
    company: str
    title: str
    name: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    sums: tuple[Sum, ...]
    notes: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    drawing: str = ""
