"""Single values as plain data: times, numbers, money, keys, and the value of a fact's field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from renoflow.codec._plain import DIGITS
from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step
from renoflow.facts import Key, Value, When
from renoflow.money import Money, format_yuan, yuan

__all__ = [
    "TAGGED",
    "read_day",
    "read_fraction",
    "read_instant",
    "read_number",
    "read_text",
    "read_value",
    "read_when",
    "read_yuan",
    "write_number",
    "write_value",
    "write_yuan",
]

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{6})?)?)?"
)
_NUMBER: Final = re.compile(r"-?[0-9]+([.][0-9]+)?(E[+-]?[0-9]+)?")
_FRACTION: Final = re.compile(r"-?[0-9]{1,20}(/[0-9]{1,20})?")
_CURRENCY: Final = " CNY"


def read_text(data: object) -> str:
    """Text that is not empty."""
    if type(data) is not str or not data:
        raise Malformed("value.type", expected="text that is not empty")
    return data


def read_day(data: object) -> date:
    """A day, as a date or as text such as 2024-03-01."""
    if type(data) is date:
        return data
    if type(data) is str and _DAY.fullmatch(data):
        try:
            return date.fromisoformat(data)
        except ValueError:
            raise Malformed("time.impossible") from None
    raise Malformed("value.type", expected="a day such as 2024-03-01")


def read_instant(data: object) -> datetime:
    """An aware instant, as a datetime or as text such as 2024-03-01T10:00:00+08:00."""
    if type(data) is str and _INSTANT.fullmatch(data):
        try:
            data = datetime.fromisoformat(data)
        except ValueError:
            raise Malformed("time.impossible") from None
    if type(data) is not datetime:
        raise Malformed("value.type", expected="an instant such as 2024-03-01T10:00:00+08:00")
    if data.utcoffset() is None:
        raise Malformed("value.naive")
    return data


def read_when(data: object) -> When:
    """A day or an aware instant, whichever *data* holds."""
    if type(data) is date or (type(data) is str and _DAY.fullmatch(data)):
        return read_day(data)
    return read_instant(data)


def read_number(data: object) -> Decimal:
    """An exact number out of text such as 1.50; as many decimals as it was written with."""
    if type(data) is str and _NUMBER.fullmatch(data):
        with suppress(InvalidOperation):  # an exponent that not even Decimal holds
            return _checked(Decimal(data))
    raise Malformed("codec.number", most=DIGITS)


def write_number(number: Decimal) -> str:
    """*number* as text that :func:`read_number` reads."""
    return str(_checked(number))


def _checked(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number.adjusted()) > DIGITS:
        raise Malformed("codec.number", most=DIGITS)
    return number


def read_fraction(data: object) -> Fraction:
    """An exact part out of text such as 3/10 or 1."""
    if type(data) is str and _FRACTION.fullmatch(data):
        with suppress(ZeroDivisionError):
            return Fraction(data)
    raise Malformed("value.type", expected="a part as text, such as 3/10 (3% is 3/100)")


def read_yuan(data: object) -> Money:
    """An amount out of text in yuan such as 100 CNY or 1,234.50 CNY."""
    if type(data) is str and data.endswith(_CURRENCY):
        return yuan(data.removesuffix(_CURRENCY), field="")
    raise Malformed("value.type", expected="an amount as text, such as 100.00 CNY")


def write_yuan(amount: Money) -> str:
    """*amount* as text that :func:`read_yuan` reads."""
    return format_yuan(amount) + _CURRENCY


# --- a fact's field, which says its own type -------------------------------------------


def write_value(value: Value) -> object:  # noqa: PLR0911 - one for each type
    """*value* so that it says its own type: the field's row may be unknown to the reader.

    Raises:
        Malformed: ``codec.number`` for a number that cannot be read back.
        TypeError: *value* is of no type that a fact holds.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case tuple():
            return list(value)
        case Money():
            return {"money": value.fen}
        case Decimal():
            return {"number": write_number(value)}
        case datetime():
            return {"instant": value}
        case date():
            return {"day": value}
        case Key():
            keyed = {"keyed": True} if value.keyed else {}
            return {"key": {"kind": value.kind, "value": value.value, **keyed}}
    msg = f"a fact holds no {type(value).__name__}"
    raise TypeError(msg)


def read_value(data: object) -> Value:
    """The value that :func:`write_value` wrote.

    Raises:
        Malformed: anything else.
    """
    if data is None or isinstance(data, bool | int | str):
        return data
    if isinstance(data, datetime):
        return read_instant(data)
    if isinstance(data, date):
        return data
    if isinstance(data, list):
        if not all(type(one) is str for one in data):
            raise Malformed("value.type", expected="a list of texts")
        return tuple(data)
    if isinstance(data, dict) and len(data) == 1:
        ((tag, inner),) = data.items()
        read = TAGGED.get(tag)
        if read is None:
            raise one_of("value.unknown", step(tag), tag, TAGGED)
        try:
            return read(inner)
        except Malformed as error:
            raise error.under(tag) from None
    raise Malformed("value.type", expected='a plain value, or one such as {"money": 100}')


def _read_money(data: object) -> Money:
    if type(data) is not int:
        raise Malformed("value.type", expected="a whole number of fen")
    return Money(data)


def _read_key(data: object) -> Key:
    if not isinstance(data, dict):
        raise Malformed("value.type", expected="an identity key with kind and value")
    for name in data:
        if name not in ("kind", "value", "keyed"):
            raise one_of("value.unknown", step(name), name, ("kind", "value", "keyed"))
    for name in ("kind", "value"):
        if name not in data:
            raise Malformed("value.missing", name)
        if type(data[name]) is not str or not data[name]:
            raise Malformed("value.type", name, expected="text that is not empty")
    keyed = data.get("keyed", False)
    if type(keyed) is not bool:
        raise Malformed("value.type", "keyed", expected="true or false")
    return Key(data["kind"], data["value"], keyed=keyed)


TAGGED: Final[Mapping[str, Callable[[object], Value]]] = {
    "money": _read_money,
    "number": read_number,
    "day": read_day,
    "instant": read_instant,
    "key": _read_key,
}
"""How a value is read that says its own type."""
