"""Plain data: what JSON and TOML can say, checked once before anything is read from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, TypeAlias

from renoflow.errors import Malformed
from renoflow.errors.families import step

__all__ = ["DEEPEST", "DIGITS", "Data", "Twice", "check_plain"]

Data: TypeAlias = bool | int | str | list["Data"] | dict[str, "Data"] | None
"""What JSON can say, without its inexact numbers."""

DEEPEST: Final = 50
"""How deep lists and objects may lie in one another; no record of the library needs half."""

DIGITS: Final = 50
"""The most digits of a number; a longer one only fills the memory."""

_LIMIT: Final = 10**DIGITS
_LEAVES: Final = (str, bool, int, type(None), datetime, date)


class Twice:
    """Stands in the data for an object that has one name twice, until its path is known."""


def check_plain(data: object, depth: int = DEEPEST) -> None:
    """Nothing if *data* is plain data: the types of :data:`Data`, and dates, as TOML has them.

    Raises:
        Malformed: ``codec.deep``, ``codec.twice``, ``codec.float``, ``codec.number``,
            ``codec.text`` or ``value.type``; ``field`` is the path.
    """
    if type(data) is str:
        _check_text(data)
    elif type(data) is list or type(data) is dict:
        _check_inside(data, depth)
    elif type(data) is int and abs(data) >= _LIMIT:
        raise Malformed("codec.number", most=DIGITS)
    elif isinstance(data, Twice):
        raise Malformed("codec.twice")
    elif isinstance(data, float):
        raise Malformed("codec.float")
    elif type(data) not in _LEAVES:
        raise Malformed("value.type", expected="text, a whole number, a truth, a list or a table")


def _check_inside(data: list[Any] | dict[Any, Any], depth: int) -> None:
    if not depth:
        raise Malformed("codec.deep", deepest=DEEPEST)
    if isinstance(data, list):
        for place, one in enumerate(data):
            try:
                check_plain(one, depth - 1)
            except Malformed as error:
                raise error.under(f"[{place}]") from None
    else:
        for name, one in data.items():
            if type(name) is not str:
                raise Malformed("value.type", expected="names that are text")
            try:
                _check_text(name)
                check_plain(one, depth - 1)
            except Malformed as error:
                raise error.under(step(name)) from None


def _check_text(text: str) -> None:
    # Half of a surrogate pair is read by JSON and can be written to no file.
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Malformed("codec.text") from None
