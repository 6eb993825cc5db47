"""A row that a person or a system wrote (a form, a line of a table, a table in TOML), as a fact.

Text is read by the type of its field; times without a zone are of the calendar's zone,
because that is where the form was filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step
from renoflow.facts import KINDS, Fact, Field, Kind, Value, When, fact, key
from renoflow.facts.kinds import COMMON
from renoflow.money import Money, yuan

__all__ = ["row_fact", "when"]

_YES: Final = frozenset(("yes", "true", "1", "y", "是", "有"))
_NO: Final = frozenset(("no", "false", "0", "n", "否", "无", "没有"))
_PLACES: Final = ("id", "fact", "at", "recorded_at", "by", "for", "person", "customer", "none")

# What no form holds and no file should: controls but for tab and line ends, half characters.
_UNREADABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# A day as spreadsheets of the country write it, 2024/3/1 or 2024.3.1, with or without an hour.
_SLASHED: Final = re.compile(
    r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})(?:[ T]([0-9]{1,2})(:[0-9]{2}(?::[0-9]{2})?))?"
)
_DIGITS: Final = 50


def row_fact(
    row: Mapping[str, object],
    calendar: WorkCalendar,
    *,
    kinds: Mapping[str, Kind] = KINDS,
    secret: bytes | None = None,
) -> Fact:
    """The fact that *row* tells: ``id``, ``fact`` (its kind), ``at`` and the kind's fields.

    Blank text and None are "not told"; ``none`` lists the fields that are recorded as
    none. ``phone`` and other key fields hold what was written and become identity keys,
    keyed with *secret* if it is given.

    Raises:
        Malformed: a column is unknown, missing or cannot be read; ``field`` names it.
    """
    told = {name: value for name, value in row.items() if not _blank(value)}
    for name, value in told.items():
        if any(_UNREADABLE.search(one) for one in _texts(value)):
            raise Malformed("register.text", step(name))
    for name in ("id", "fact", "at"):
        if name not in told:
            raise Malformed("value.missing", name)
    kind = kinds.get(_line(told["fact"], "fact"))
    if kind is None:
        raise one_of("fact.kind", "fact", told["fact"], kinds)
    fields: dict[str, Value] = {
        name: _value(_field(kind, name), value, calendar, secret=secret)
        for name, value in told.items()
        if name not in _PLACES
    }
    terms = {one.zh: one.name for one in (*kind.fields, *COMMON.values())}
    for name in _names(told.get("none", ()), "none"):
        field = _field(kind, terms.get(name, name))
        if field.name in fields:
            raise Malformed("codec.taken", "none")
        fields[field.name] = None
    return fact(
        _line(told["id"], "id"),
        kind.name,
        at=when(told["at"], "at", calendar),
        recorded_at=when(told["recorded_at"], "recorded_at", calendar)
        if "recorded_at" in told
        else None,
        by=_party(told, "by"),
        for_=_party(told, "for"),
        person=_party(told, "person"),
        customer=_party(told, "customer"),
        kinds=kinds,
        **fields,
    )


def when(written: object, field: str, calendar: WorkCalendar) -> When:
    """The instant or day *written*: a date, a datetime, or text of either.

    Text is ISO (``2024-03-01T10:00``) or as spreadsheets write it (``2024/3/1 9:30``).

    Raises:
        Malformed: ``value.time`` for anything else, ``time.range`` for a year that no
            calendar reads.
    """
    if isinstance(written, str):
        written = _read_time(written.strip(), field)
    if isinstance(written, datetime):
        if written.utcoffset() is not None:
            return written
        day, hour = written.date(), written.time()
        try:
            return calendar.at(
                *(day.year, day.month, day.day),
                *(hour.hour, hour.minute, hour.second, hour.microsecond),
            )
        except Malformed as error:
            raise Malformed(error.code, field, **error.params) from None
    if isinstance(written, date):
        return written
    raise Malformed("value.time", field)


def _value(  # noqa: PLR0911 - one line for each type
    field: Field, written: object, calendar: WorkCalendar, *, secret: bytes | None = None
) -> Value:
    """What *written* means in *field*.

    Raises:
        Malformed: it cannot be read as the field's type; the value is never repeated.
    """
    name, kind = field.name, field.type
    if kind == "flag":
        return _flag(written, name)
    if kind in ("count", "number"):
        return _number(written, name, whole=kind == "count")
    if kind == "money":
        return _money(written, name)
    if kind in ("day", "instant"):
        read = when(written, name, calendar)
        if isinstance(read, datetime) is (kind == "day"):
            expected = "a day, 2024-03-01" if kind == "day" else "a time, 2024-03-01T10:00"
            raise Malformed("value.type", name, expected=expected)
        return read
    if kind == "key":
        if not isinstance(written, str):
            raise Malformed("value.type", name, expected="text")
        return key(written, kind=name, secret=secret)
    if kind == "names":
        return _names(written, name)
    return _line(written, name)


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _texts(value: object) -> Iterable[str]:
    """The texts in *value*: a cell, or a list of names in its place."""
    several = value if isinstance(value, list | tuple) else [value]
    return (one for one in several if isinstance(one, str))


def _field(kind: Kind, name: str) -> Field:
    found = kind.field(name) or COMMON.get(name)
    if found is None:
        known = (*_PLACES, *COMMON, *(one.name for one in kind.fields))
        raise one_of("fact.field", step(name), name, known, kind=kind.name)
    return found


def _read_time(text: str, field: str) -> date | datetime:
    slashed = _SLASHED.fullmatch(text)
    if slashed is not None:
        year, month, day, hour, rest = slashed.groups()
        text = f"{year}-{month:>02}-{day:>02}"
        if hour is not None:
            text = f"{text}T{hour:>02}{rest}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Malformed("value.time", field) from None


def _flag(written: object, name: str) -> bool:
    if isinstance(written, bool):
        return written
    word = written.strip().casefold() if isinstance(written, str) else None
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Malformed("value.type", name, expected="yes or no (是 or 否)")


def _number(written: object, name: str, *, whole: bool) -> int | Decimal:
    expected = "a whole number" if whole else "a number, as text where it has decimals"
    if isinstance(written, bool) or not isinstance(written, str | int | Decimal):
        raise Malformed("value.type", name, expected=expected)
    try:
        number = Decimal(written.strip() if isinstance(written, str) else written)
    except InvalidOperation:
        raise Malformed("value.type", name, expected=expected) from None
    # 1E999999999 is a short text and a number of a thousand million digits.
    if not number.is_finite() or abs(number.adjusted()) > _DIGITS:
        raise Malformed("value.type", name, expected=expected)
    if not whole:
        return number
    if number != number.to_integral_value():
        raise Malformed("value.type", name, expected=expected)
    return int(number)


def _money(written: object, name: str) -> Money:
    if isinstance(written, float):
        raise Malformed("money.float", name)
    if not isinstance(written, str | int | Decimal) or isinstance(written, bool):
        raise Malformed("value.type", name, expected="an amount in yuan, as text")
    return yuan(written, field=name)


def _names(written: object, name: str) -> tuple[str, ...]:
    if isinstance(written, str):
        written = re.split("[、,，;；]", written)
    if isinstance(written, list | tuple) and all(isinstance(one, str) for one in written):
        return tuple(one.strip() for one in written if one.strip())
    raise Malformed("value.type", name, expected="names, separated by a semicolon")


def _party(told: Mapping[str, object], name: str) -> str | None:
    return _line(told[name], name) if name in told else None


def _line(written: object, name: str) -> str:
    """A code: text in one line, or a whole number, as other systems write their keys."""
    if type(written) is int and abs(written) < 10**_DIGITS:
        return str(written)
    text = written.strip() if isinstance(written, str) else "\n"
    if any(one in text for one in "\t\r\n"):
        raise Malformed("value.type", name, expected="text in one line")
    return text
