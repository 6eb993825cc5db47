"""The one converter of the codec: a hook for each type that a record may hold.

A hook either returns a value of its type or raises ``Malformed`` with the path from there
down; the levels above only put their own step before it. A record is a table of its
attributes: ``for_`` is written ``for``, what equals its default is left out, and a type
of :data:`~renoflow.codec.tags.TAGS` says its tag. What is written may hold dates, as
TOML does; JSON text makes them text.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
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
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs
from cattrs import Converter
from cattrs.dispatch import StructureHook

from renoflow.codec._facts import read_fact, write_fact
from renoflow.codec._values import (
    read_day,
    read_fraction,
    read_instant,
    read_number,
    read_yuan,
    write_number,
    write_yuan,
)
from renoflow.codec.tags import TAGS, UPGRADES, Upgrade
from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step
from renoflow.facts import KINDS, Fact, Kind
from renoflow.money import Money
from renoflow.pipeline.customers import Personal
from renoflow.select.checked import spelled

__all__ = [
    "CONVERTER",
    "FLAT",
    "MARKS",
    "OPEN",
    "SHAPES",
    "fact_of",
    "member",
    "record_hook",
    "table",
    "upgraded",
    "write_record",
]

CONVERTER: Final = Converter()

_Type: TypeAlias = Any  # a class, or what typing makes of one: no name in 3.11 says that


def _origin(wanted: _Type) -> _Type:
    """``tuple`` of ``tuple[int, ...]``, the type itself where it takes no others."""
    origin: _Type = get_origin(wanted)
    return wanted if origin is None else origin


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


def upgraded(
    data: Mapping[str, object], want: str, upgrades: Mapping[str, Upgrade] = UPGRADES
) -> dict[str, object]:
    """*data* brought from its own tag to *want*, without the tag.

    Raises:
        Malformed: at ``type``: ``value.missing``, ``value.type`` or ``codec.tag``;
            ``codec.upgrade`` where the data are not what their tag says.
    """
    now = dict(data)
    passed = 0
    while now.get("type") != want:
        if "type" not in now:
            raise Malformed("value.missing", "type")
        tag = now["type"]
        if type(tag) is not str or tag not in upgrades or passed > len(upgrades):
            stem = want.partition(".")[0]
            known = sorted(one for one in upgrades if one.partition(".")[0] == stem)
            raise one_of("codec.tag", "type", tag, (*known, want))
        try:
            now = dict(upgrades[tag](now))
        except Malformed:
            raise
        except (LookupError, TypeError, ValueError, AttributeError):
            # The function may trust its data's tag; here the data did not keep its word.
            raise Malformed("codec.upgrade", tag=tag) from None
        passed += 1
    del now["type"]
    return now


# --- records ----------------------------------------------------------------------------


FLAT: Final[dict[type, str]] = {}
"""Records that are written into one table with the record in this attribute of theirs."""

MARKS: Final[dict[type, str]] = {}
"""A name that tells a record from the others that may stand in its place."""

OPEN: Final = "?"
"""Stands in an exported policy for what its source leaves open."""


def write_record(record: attrs.AttrsInstance, *, without: str = "") -> dict[str, object]:
    """*record* as a table of its attributes, tagged if its type has a tag."""
    tag = TAGS.get(type(record))
    data: dict[str, object] = {} if tag is None else {"type": tag}
    for attribute in attrs.fields(type(record)):
        value = getattr(record, attribute.name)
        default = attribute.default is not attrs.NOTHING and value == attribute.default
        if default or attribute.name == without:
            continue
        written = CONVERTER.unstructure(value)
        if FLAT.get(type(record)) == attribute.name:
            data.update(written)
        else:
            data[spelled(attribute.name)] = written
    return data


def record_hook(wanted: _Type) -> StructureHook:
    """The hook that reads a record of *wanted* from a table of its attributes."""
    cls = _origin(wanted)
    given = dict(zip(getattr(cls, "__parameters__", ()), get_args(wanted), strict=False))
    hints = get_type_hints(cls)
    rows = {
        spelled(one.name): (
            one.alias,
            _filled(hints[one.name], given),
            one.default is attrs.NOTHING,
        )
        for one in attrs.fields(cls)
    }
    flat = FLAT.get(cls, "")
    inner = rows.pop(flat, None)
    tag = TAGS.get(cls)
    private = cls.__module__ == Personal.__module__  # a name in the wrong place is a name

    def read(data: object, _: _Type) -> object:
        members = table(data) if tag is None else upgraded(table(data), tag)
        rest = {name: one for name, one in members.items() if name not in rows}
        values = {}
        if inner is not None and (rest or inner[2]):
            try:
                values[inner[0]] = CONVERTER.structure(rest, inner[1])
            except Malformed as error:
                raise _with_outer(error, rest, rows) from None
        elif rest:
            name = next(iter(rest))
            raise one_of("value.unknown", "?" if private else step(name), name, rows)
        for name, (argument, type_, required) in rows.items():
            if name in members:
                values[argument] = member(members, name, type_)
            elif required:
                raise Malformed("value.missing", name)
        try:
            return cls(**values)
        except Malformed as error:
            # The record names an attribute; what was read may have another name for it.
            first, dot, more = error.field.removeprefix(f"{flat}.").partition(".")
            raise Malformed(error.code, f"{spelled(first)}{dot}{more}", **error.params) from None

    return read


def _with_outer(error: Malformed, rest: Iterable[str], outer: Iterable[str]) -> Malformed:
    """*error* of a record that lies flat in another: the names of both are known there."""
    unknown = [name for name in rest if step(name) == error.field]
    if error.code != "value.unknown" or not unknown:
        return error
    inner = cast("tuple[str, ...]", error.params["allowed"])
    return one_of(error.code, error.field, unknown[0], (*inner, *outer))


def member(members: Mapping[str, object], name: str, wanted: _Type) -> Any:  # noqa: ANN401 - a member is of whatever type was asked for
    """The value of *wanted* that is the member *name*; an error's path begins with that name.

    Raises:
        Malformed: ``policy.open`` where it is left open, and whatever is wrong in it.
    """
    try:
        if members[name] == OPEN:
            raise Malformed("policy.open", line="-", question="-")  # noqa: TRY301 - its line and question are filled in where it is caught
        return CONVERTER.structure(members[name], wanted)
    except Malformed as error:
        raise error.under(step(name)) from None


def _filled(hint: _Type, given: Mapping[TypeVar, _Type]) -> _Type:
    """*hint* with the type variables of a generic record filled in."""
    if isinstance(hint, TypeVar):
        return given.get(hint, hint)
    wanted = tuple(given.get(one, one) for one in getattr(hint, "__parameters__", ()))
    return hint[wanted] if wanted else hint


CONVERTER.register_unstructure_hook_factory(attrs.has, lambda _: write_record)
CONVERTER.register_structure_hook_factory(lambda wanted: attrs.has(_origin(wanted)), record_hook)


# --- lists, choices, either-or ----------------------------------------------------------


def _tuple_hook(wanted: _Type) -> StructureHook:
    args = get_args(wanted)
    endless = args[-1] is Ellipsis
    of_texts = endless and str in _shapes(args[0])

    def read(data: object, _: _Type) -> tuple[object, ...]:
        if of_texts and isinstance(data, str):
            return (CONVERTER.structure(data, args[0]),)
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


def _mapping_hook(wanted: _Type) -> StructureHook:
    of = get_args(wanted)[1]

    def read(data: object, _: _Type) -> dict[str, object]:
        members = table(data)
        return {name: member(members, name, of) for name in members}

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
        if isinstance(data, dict):
            marked = [one for one in fitting if MARKS.get(_origin(one)) in data]
            fitting = marked or [one for one in fitting if _origin(one) not in MARKS]
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
    if _origin(wanted) is Literal:
        return (str,)
    if _origin(wanted) is tuple:
        return (list, str) if str in _shapes(get_args(wanted)[0]) else (list,)
    return SHAPES.get(wanted, (dict,))


CONVERTER.register_unstructure_hook(tuple, lambda value: [CONVERTER.unstructure(v) for v in value])
CONVERTER.register_structure_hook_factory(lambda t: _origin(t) is tuple, _tuple_hook)
CONVERTER.register_structure_hook_factory(lambda t: _origin(t) is Mapping, _mapping_hook)
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
    Fraction: "a part as text, such as 3/10 (3% is 3/100)",
    Money: "an amount as text, such as 100.00 CNY",
    Personal: "text that is not empty",
}
SHAPES: Final[dict[Any, tuple[type, ...]]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    date: (str, date),
    datetime: (str, datetime),
    Decimal: (str,),
    Fraction: (str,),
    Money: (str,),
    Personal: (str,),
}
"""The plain types that a value may be written as; a record is a table unless it is here."""

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
CONVERTER.register_unstructure_hook(Personal, lambda one: one.value)
CONVERTER.register_structure_hook(Personal, lambda data, _: Personal(data))
CONVERTER.register_unstructure_hook(Fact, lambda one: {"type": TAGS[Fact], **write_fact(one)})
CONVERTER.register_structure_hook(Fact, lambda data, _: fact_of(data, KINDS))
