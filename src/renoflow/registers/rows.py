"""A row that a person or a system wrote (a form, a line of a table, a table in TOML), as a fact.

Text is read by the type of its field; times without a zone are of the calendar's zone,
because that is where the form was filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed
from renoflow.facts import KINDS, Fact, Field, Kind, Value, When, fact, key
from renoflow.facts.kinds import COMMON
from renoflow.money import yuan

__all__ = ["field_value", "row_fact", "when"]

_YES: Final = frozenset(("yes", "true", "1", "y", "是", "有"))
_NO: Final = frozenset(("no", "false", "0", "n", "否", "无", "没有"))
_PLACES: Final = frozenset(
    ("id", "fact", "at", "recorded_at", "by", "for", "person", "customer", "none")
)


def row_fact(
    row: Mapping[str, object],
    calendar: WorkCalendar,
    *,
    kinds: Mapping[str, Kind] = KINDS,
    secret: bytes | None = None,
) -> Fact:
    """The fact that *row* tells: ``id``, ``fact`` (its kind), ``at`` and the kind's fields.

    Empty text and None are "not told"; ``none`` lists the fields that are recorded as
    none. ``phone`` and other key fields hold what was written and become identity keys,
    keyed with *secret* if it is given.

    Raises:
        Malformed: a column is unknown, missing or cannot be read; ``field`` names it.
    """
    told = {name: value for name, value in row.items() if value not in (None, "")}
    for name in ("id", "fact", "at"):
        if name not in told:
            raise Malformed("value.missing", name)
    kind = kinds.get(str(told["fact"]))
    fields: dict[str, Value] = {}
    for name, value in told.items():
        if name in _PLACES:
            continue
        field = COMMON.get(name) if kind is None else kind.field(name) or COMMON.get(name)
        # a field that the kind lacks is refused, with its name, where the fact is made
        fields[name] = (
            None if field is None else field_value(field, value, calendar, secret=secret)
        )
    for name in _names(told.get("none", ()), "none"):
        fields[name] = None
    return fact(
        str(told["id"]),
        str(told["fact"]),
        at=when(told["at"], "at", calendar),
        recorded_at=when(told["recorded_at"], "recorded_at", calendar)
        if "recorded_at" in told
        else None,
        by=_text(told, "by"),
        for_=_text(told, "for"),
        person=_text(told, "person"),
        customer=_text(told, "customer"),
        kinds=kinds,
        **fields,
    )


def when(written: object, field: str, calendar: WorkCalendar) -> When:
    """The instant or day *written*: a date, a datetime, or ISO text of either.

    Raises:
        Malformed: ``value.time`` for anything else.
    """
    if isinstance(written, str):
        written = _read_time(written.strip(), field)
    if isinstance(written, datetime):
        if written.utcoffset() is not None:
            return written
        return calendar.at(
            written.year,
            written.month,
            written.day,
            written.hour,
            written.minute,
            written.second,
            written.microsecond,
        )
    if isinstance(written, date):
        return written
    raise Malformed("value.time", field)


def field_value(  # noqa: PLR0911 - one line for each type
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
        if not isinstance(written, str | int | Decimal) or isinstance(written, bool):
            raise Malformed("value.type", name, expected="an amount in yuan, as text")
        return yuan(written, field=name)
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
    if not isinstance(written, str):
        raise Malformed("value.type", name, expected="text")
    return written.strip()


def _read_time(text: str, field: str) -> date | datetime:
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
    if not number.is_finite() or (whole and number != number.to_integral_value()):
        raise Malformed("value.type", name, expected=expected)
    return int(number) if whole else number


def _names(written: object, name: str) -> tuple[str, ...]:
    if isinstance(written, str):
        for mark in ("、", ",", ",", ";"):
            written = written.replace(mark, ";")
        written = [part.strip() for part in written.split(";") if part.strip()]
    if isinstance(written, list | tuple) and all(isinstance(one, str) for one in written):
        return tuple(written)
    raise Malformed("value.type", name, expected="names, separated by a semicolon")


def _text(told: Mapping[str, object], name: str) -> str | None:
    value = told.get(name)
    return None if value is None else str(value).strip()
