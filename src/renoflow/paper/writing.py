"""What every paper writes alike: names of codes, days, amounts, numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from renoflow.money import Money, format_yuan
from renoflow.paper.records import Column, Row
from renoflow.words.voice import Voice

__all__ = ["amount", "columns", "day", "named", "number", "of_amounts", "sum_row"]


_CHANGE: Final = "change:"


def named(v: Voice, group: str, code: str) -> str:
    """What *code* is called; without a word for it the code with blanks for underscores."""
    found = v.find(f"{group}.{code}")
    if found is None and group == "part" and code.startswith(_CHANGE):
        return v.say("paper.change_part", order=code.removeprefix(_CHANGE))
    return code.replace("_", " ") if found is None else found


def amount(one: Money | None) -> str:
    """Yuan without the unit, or nothing."""
    return "" if one is None else format_yuan(one)


def of_amounts(amounts: Iterable[Money]) -> str:
    """The sum of *amounts* as a cell."""
    return format_yuan(Money(sum(one.fen for one in amounts)))


def number(one: Decimal | int) -> str:
    """A number without an exponent, with the decimals it was written with."""
    return f"{one:f}" if isinstance(one, Decimal) else str(one)


def day(v: Voice, at: date | datetime | None) -> str:
    """A day, or an instant; the last instant of a day is that day. Nothing for None."""
    if at is None:
        return ""
    if isinstance(at, datetime) and at.time() == time.max:
        at = at.date()
    return v.when(at)


def columns(v: Voice, *names: str, numbers: Iterable[str] = ()) -> tuple[Column, ...]:
    """The columns of these *names*; those of *numbers* are set to the right."""
    right = frozenset(numbers)
    return tuple(Column(label=v.label("paper", one), number=one in right) for one in names)


def sum_row(v: Voice, name: str, *cells: str) -> Row:
    """A row of sums that is called *name*; ``total`` is that of the whole table."""
    return Row(cells=(v.label("paper", name), *cells), kind="total" if name == "total" else "sum")
