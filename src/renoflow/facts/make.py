"""Telling a fact: the one door through which data from outside become a :class:`Fact`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, TypedDict

from renoflow.calendars import as_utc
from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step
from renoflow.facts.keys import Key
from renoflow.facts.kinds import COMMON, KINDS
from renoflow.facts.records import MISSING, Fact, Field, Kind, Missing, Value, When
from renoflow.money import Money

__all__ = ["Told", "check_code", "fact", "no_kind"]


class Told(TypedDict, total=False):
    """What every fact may say besides its own fields."""

    by: str | None
    for_: str | None
    person: str | None
    customer: str | None
    recorded_at: When | None
    role: str | None
    place: str | None


# Digits of a number that a longer code, such as a hexadecimal one, happens to hold are none.
_MOBILE: Final = re.compile(
    r"(?<![0-9A-Fa-f])(?:86)?[ .-]?1[3-9][0-9][ .-]?[0-9]{4}[ .-]?[0-9]{4}(?![0-9A-Fa-f])"
)
_MOBILES: Final = (13_000_000_000, 19_999_999_999)
_LONGEST: Final = 80


def fact(  # noqa: PLR0913 - what every fact may say
    id: str,  # noqa: A002 - the field's own name
    kind: str,
    *,
    at: When,
    by: str | None = None,
    for_: str | None = None,
    person: str | None = None,
    customer: str | None = None,
    recorded_at: When | None = None,
    kinds: Mapping[str, Kind] = KINDS,
    **fields: Value | Missing,
) -> Fact:
    """A fact of any *kind* of the table *kinds*, every field checked.

    *recorded_at* is *at* where it is not given. A field left MISSING is not told; a
    field given as None is recorded as none.

    Raises:
        Malformed: an id, time, kind or field is wrong; ``field`` names it.
    """
    row = kinds.get(kind)
    if row is None:
        raise no_kind("kind", kind, kinds)
    check_code(id, "id")
    _check_when(at, "at")
    recorded = at if recorded_at is None else recorded_at
    _check_when(recorded, "recorded_at")
    for name, party in (("by", by), ("for", for_), ("person", person), ("customer", customer)):
        if party is not None:
            check_code(party, name)
    told = []
    for name in sorted(fields):
        value = fields[name]
        if value is MISSING:
            continue
        spec = row.field(name) or COMMON.get(name)
        if spec is None:
            known = (*(one.name for one in row.fields), *COMMON)
            raise one_of("fact.field", step(name), name, known, kind=kind)
        if value is not None:
            _check(value, spec)
        told.append((name, value))
    for spec in row.fields:
        if spec.required and fields.get(spec.name, MISSING) in (MISSING, None):
            raise Malformed("value.missing", spec.name)
    return Fact(
        id=id,
        kind=kind,
        at=at,
        recorded_at=recorded,
        by=by,
        for_=for_,
        person=person,
        customer=customer,
        fields=tuple(told),
    )


def no_kind(field: str, given: object, kinds: Mapping[str, Kind]) -> Malformed:
    """That *kinds* lack the kind *given* at *field*; its name, if that was the Chinese one."""
    near = next((one.name for one in kinds.values() if one.zh == given), None)
    if near is None:
        return one_of("fact.kind", field, given, kinds)
    return Malformed("fact.kind", field, allowed=tuple(kinds), near=near)


def _check_when(when: object, name: str) -> None:
    if isinstance(when, datetime):
        as_utc(when, name)
    elif isinstance(when, date):
        as_utc(datetime(when.year, when.month, when.day, tzinfo=UTC), name)
    else:
        raise Malformed("value.type", name, expected="an aware datetime, or a date")


def check_code(value: object, name: str) -> None:
    """Nothing if *value* is a code of 1 to 80 characters without a mobile number in it.

    Raises:
        Malformed: ``value.type`` or ``fact.personal`` at the field *name*.
    """
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        raise Malformed("value.type", name, expected=f"a code of 1 to {_LONGEST} characters")
    if _MOBILE.search(value if value.isascii() else unicodedata.normalize("NFKC", value)):
        raise Malformed("fact.personal", name)


def _check(value: object, spec: Field) -> None:
    kind, name = spec.type, spec.name
    if kind in ("party", "code", "fact"):
        check_code(value, name)
    elif kind == "choice":
        if value not in spec.values:
            raise one_of("value.choice", name, value, spec.values)
    elif kind == "names":
        _check_names(value, spec)
    elif type(value) not in _PLAIN[kind] or (type(value) is Decimal and not value.is_finite()):
        raise Malformed("value.type", name, expected=_EXPECTED[kind])
    elif isinstance(value, date):
        _check_when(value, name)
    elif isinstance(value, int | Decimal) and _MOBILES[0] <= value <= _MOBILES[1]:
        raise Malformed("fact.personal", name)


def _check_names(value: object, spec: Field) -> None:
    if not isinstance(value, tuple):
        raise Malformed("value.type", spec.name, expected="a tuple of codes")
    for place, one in enumerate(value):
        path = f"{spec.name}[{place}]"
        check_code(one, path)
        if spec.values and one not in spec.values:
            raise one_of("value.choice", path, one, spec.values)


_PLAIN: Final[dict[str, tuple[type, ...]]] = {
    "flag": (bool,),
    "count": (int,),
    "number": (int, Decimal),
    "money": (Money,),
    "day": (date,),
    "instant": (datetime,),
    "key": (Key,),
}
_EXPECTED: Final = {
    "flag": "true or false",
    "count": "a whole number",
    "number": "a whole number or a finite Decimal, not a float",
    "money": "Money, in fen",
    "day": "a date without an hour",
    "instant": "an aware datetime",
    "key": "an identity key, made with key(...)",
}
