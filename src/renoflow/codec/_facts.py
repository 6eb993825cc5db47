"""Facts as plain data: kinds that are known are checked, others kept as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeAlias, TypeVar

import attrs

from renoflow.codec._values import read_text, read_value, read_when, write_value
from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step
from renoflow.facts import Fact, Kind, Told, Value, fact

__all__ = ["read_fact", "write_fact"]

T = TypeVar("T")

_Party: TypeAlias = Literal["by", "for_", "person", "customer"]
_PARTIES: Final[dict[str, _Party]] = {
    "by": "by",
    "for": "for_",
    "person": "person",
    "customer": "customer",
}
_MEMBERS: Final = ("id", "kind", "at", "recorded_at", *_PARTIES)
_WIRE: Final = (*_MEMBERS, "fields", "none")

# Names that no field can have, whatever its kind: fact(...) has them for itself.
_TAKEN: Final = {"id", "kind", "at", "recorded_at", *_PARTIES.values(), "kinds"}


def write_fact(one: Fact) -> dict[str, object]:
    """*one* without its tag; members that say nothing are left out."""
    data: dict[str, object] = {"id": one.id, "kind": one.kind, "at": one.at}
    if one.recorded_at != one.at:
        data["recorded_at"] = one.recorded_at
    for name, attribute in _PARTIES.items():
        party = getattr(one, attribute)
        if party is not None:
            data[name] = party
    if one.fields:
        data["fields"] = {name: write_value(value) for name, value in one.fields}
    return data


def read_fact(data: Mapping[str, object], kinds: Mapping[str, Kind]) -> Fact:
    """The fact that :func:`write_fact` wrote, checked by its row of *kinds* if there is one.

    ``none`` may list fields that are recorded as none, for TOML has no null.

    Raises:
        Malformed: anything else; ``field`` is the path inside the fact.
    """
    for name in data:
        if name not in _WIRE:
            raise one_of("value.unknown", step(name), name, _WIRE)
    for name in ("id", "kind", "at"):
        if name not in data:
            raise Malformed("value.missing", name)
    id_, kind = (_read(data, name, read_text) for name in ("id", "kind"))
    at = _read(data, "at", read_when)
    told: Told = {}
    if "recorded_at" in data:
        told["recorded_at"] = _read(data, "recorded_at", read_when)
    for name, attribute in _PARTIES.items():
        if name in data:
            told[attribute] = _read(data, name, read_text)
    fields = _read_fields(data)
    if kind in kinds:
        try:
            return fact(id_, kind, at=at, kinds=kinds, **told, **fields)
        except Malformed as error:
            raise error if error.field in _MEMBERS else error.under("fields") from None
    # Of an unknown kind the members are checked and the fields kept, to be written back.
    bare = fact(id_, kind, at=at, kinds={kind: Kind(name=kind, zh="")}, **told)
    return attrs.evolve(bare, fields=tuple(sorted(fields.items())))


def _read(data: Mapping[str, object], name: str, read: Callable[[object], T]) -> T:
    try:
        return read(data[name])
    except Malformed as error:
        raise error.under(name) from None


def _read_fields(data: Mapping[str, object]) -> dict[str, Value]:
    told = data.get("fields", {})
    if not isinstance(told, dict):
        raise Malformed("value.type", "fields", expected="a table of fields")
    fields: dict[str, Value] = {}
    for name, value in told.items():
        try:
            fields[_field_name(name)] = read_value(value)
        except Malformed as error:
            raise error.under(step(name)).under("fields") from None
    none = data.get("none", [])
    if not isinstance(none, list):
        raise Malformed("value.type", "none", expected="a list of names of fields")
    for place, name in enumerate(none):
        if type(name) is not str or name in fields:
            raise Malformed("codec.taken", f"none[{place}]")
        try:
            fields[_field_name(name)] = None
        except Malformed as error:
            raise error.under(f"none[{place}]") from None
    return fields


def _field_name(name: str) -> str:
    if not name or name in _TAKEN:
        raise Malformed("codec.taken")
    return name
