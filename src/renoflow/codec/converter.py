"""The one converter of the codec: a hook for each type that a record may hold.

A hook either returns a value of its type or raises ``Malformed`` with the path from there
down; the levels above only put their own step before it. A record is a table of its
attributes: ``for_`` is written ``for``, what equals its default is left out, and a type
of :data:`~renoflow.codec.tags.TAGS` says its tag. What is written may hold dates, as
TOML does; JSON text makes them text.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import (
    Any,
    Final,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs
from cattrs import Converter
from cattrs.dispatch import StructureHook

from renoflow.codec.facts import read_fact, write_fact
from renoflow.codec.plain import step
from renoflow.codec.tags import TAGS, upgraded
from renoflow.codec.values import (
    read_day,
    read_fraction,
    read_instant,
    read_number,
    read_yuan,
    write_number,
    write_yuan,
)
from renoflow.errors import Malformed, one_of
from renoflow.facts import KINDS, Fact, Kind
from renoflow.money import Money

__all__ = ["CONVERTER", "fact_of", "table"]

CONVERTER: Final = Converter()

_Type: TypeAlias = Any  # a class, or what typing makes of one: no name in 3.11 says that


def _origin(wanted: _Type) -> _Type:
    """``tuple`` of ``tuple[int, ...]``, the type itself where it takes no others."""
    return get_origin(wanted) or wanted


def table(data: object) -> dict[str, object]:
    """*data*, which must be a table.

    Raises:
        Malformed: ``value.type``.
    """
    if not isinstance(data, dict):
        raise Malformed("value.type", expected="a table of names and values")
    return data


def fact_of(data: object, kinds: Mapping[str, Kind]) -> Fact:
    """The tagged fact in *data*; kinds that *kinds* lacks are kept as they are."""
    return read_fact(upgraded(table(data), TAGS[Fact]), kinds)


# --- records ----------------------------------------------------------------------------


def _wire(name: str) -> str:
    return name.rstrip("_")


def _write_record(record: attrs.AttrsInstance) -> dict[str, object]:
    tag = TAGS.get(type(record))
    data: dict[str, object] = {} if tag is None else {"type": tag}
    for attribute in attrs.fields(type(record)):
        value = getattr(record, attribute.name)
        if attribute.default is attrs.NOTHING or value != attribute.default:
            data[_wire(attribute.name)] = CONVERTER.unstructure(value)
    return data


def _record_hook(wanted: _Type) -> StructureHook:
    cls = _origin(wanted)
    given = dict(zip(getattr(cls, "__parameters__", ()), get_args(wanted), strict=False))
    hints = get_type_hints(cls)
    rows = {
        _wire(one.name): (one.alias, _filled(hints[one.name], given), one.default is attrs.NOTHING)
        for one in attrs.fields(cls)
    }
    tag = TAGS.get(cls)

    def read(data: object, _: _Type) -> object:
        members = table(data) if tag is None else upgraded(table(data), tag)
        for name in members:
            if name not in rows:
                raise one_of("value.unknown", step(name), name, rows)
        values = {}
        for name, (argument, type_, required) in rows.items():
            if name in members:
                try:
                    values[argument] = CONVERTER.structure(members[name], type_)
                except Malformed as error:
                    raise error.under(name) from None
            elif required:
                raise Malformed("value.missing", name)
        return cls(**values)

    return read


def _filled(hint: _Type, given: Mapping[TypeVar, _Type]) -> _Type:
    """*hint* with the type variables of a generic record filled in."""
    if isinstance(hint, TypeVar):
        return given.get(hint, hint)
    wanted = tuple(given.get(one, one) for one in getattr(hint, "__parameters__", ()))
    return hint[wanted] if wanted else hint


CONVERTER.register_unstructure_hook_factory(attrs.has, lambda _: _write_record)
CONVERTER.register_structure_hook_factory(lambda wanted: attrs.has(_origin(wanted)), _record_hook)


# --- lists, choices, either-or ----------------------------------------------------------


def _tuple_hook(wanted: _Type) -> StructureHook:
    args = get_args(wanted)
    endless = args[-1] is Ellipsis

    def read(data: object, _: _Type) -> tuple[object, ...]:
        if not isinstance(data, list):
            raise Malformed("value.type", expected="a list")
        if not endless and len(data) != len(args):
            raise Malformed("value.type", expected=f"a list of {len(args)}")
        values = []
        for place, one in enumerate(data):
            try:
                values.append(CONVERTER.structure(one, args[0] if endless else args[place]))
            except Malformed as error:
                raise error.under(f"[{place}]") from None
        return tuple(values)

    return read


def _literal_hook(wanted: _Type) -> StructureHook:
    words = get_args(wanted)

    def read(data: object, _: _Type) -> object:
        if type(data) is not str or data not in words:
            raise one_of("value.choice", "", data, words)
        return data

    return read


def _union_hook(wanted: _Type) -> StructureHook:
    members = [one for one in get_args(wanted) if one is not types.NoneType]
    # Any text is a str, so that comes last.
    members.sort(key=lambda one: one is str)
    nullable = len(members) < len(get_args(wanted))

    def read(data: object, _: _Type) -> object:
        if data is None and nullable:
            return None
        fitting = [one for one in members if type(data) in _shapes(one)]
        if len(fitting) == 1:
            return CONVERTER.structure(data, fitting[0])
        for one in fitting:
            with suppress(Malformed):
                return CONVERTER.structure(data, one)
        expected = " or ".join(dict.fromkeys(_EXPECTED.get(one, "a table") for one in members))
        raise Malformed("value.type", expected=expected)

    return read


def _shapes(wanted: _Type) -> tuple[type, ...]:
    """The plain types that a value of *wanted* may be written as."""
    if _origin(wanted) is tuple:
        return (list,)
    if wanted in _SHAPES:
        return _SHAPES[wanted]
    return (str,) if _origin(wanted) is Literal else (dict,)


CONVERTER.register_unstructure_hook(tuple, lambda value: [CONVERTER.unstructure(v) for v in value])
CONVERTER.register_structure_hook_factory(lambda t: _origin(t) is tuple, _tuple_hook)
CONVERTER.register_structure_hook_factory(lambda t: _origin(t) is Literal, _literal_hook)
CONVERTER.register_structure_hook_factory(
    lambda t: _origin(t) in (Union, types.UnionType), _union_hook
)


# --- single values ----------------------------------------------------------------------


def _exactly(wanted: type) -> StructureHook:
    def read(data: object, _: _Type) -> object:
        if type(data) is not wanted:
            raise Malformed("value.type", expected=_EXPECTED[wanted])
        return data

    return read


def _by(read: Callable[[object], object]) -> StructureHook:
    return lambda data, _: read(data)


_EXPECTED: Final[dict[_Type, str]] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    date: "a day such as 2024-03-01",
    datetime: "an instant such as 2024-03-01T10:00:00+08:00",
    Decimal: "a number as text, such as 1.50",
    Fraction: "a part as text, such as 3/10",
    Money: "an amount as text, such as 100.00 CNY",
}
_SHAPES: Final[dict[_Type, tuple[type, ...]]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    date: (str, date),
    datetime: (str, datetime),
    Decimal: (str,),
    Fraction: (str,),
    Money: (str,),
}

for _plain in (str, bool, int):
    CONVERTER.register_structure_hook(_plain, _exactly(_plain))
for _leaf, _read in {
    date: read_day,
    datetime: read_instant,
    Decimal: read_number,
    Fraction: read_fraction,
    Money: read_yuan,
}.items():
    CONVERTER.register_structure_hook(_leaf, _by(_read))
for _kept in (date, datetime):
    CONVERTER.register_unstructure_hook(_kept, lambda value: value)
CONVERTER.register_unstructure_hook(Decimal, write_number)
CONVERTER.register_unstructure_hook(Fraction, str)
CONVERTER.register_unstructure_hook(Money, write_yuan)
CONVERTER.register_unstructure_hook(Fact, lambda one: {"type": TAGS[Fact], **write_fact(one)})
CONVERTER.register_structure_hook(Fact, lambda data, _: fact_of(data, KINDS))
