"""What records name is there: kinds, fields and values of facts, and words of closed lists.

One walk over a record finds whatever in it would silently select nothing, or mean nothing.
It is done once, where a policy, a process or a company is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, get_args, get_origin, get_type_hints

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step
from renoflow.facts import Kind
from renoflow.facts.kinds import COMMON
from renoflow.facts.make import no_kind
from renoflow.select.records import Anchor, Facts, Match, Op, Test, Total
from renoflow.select.tables import Table
from renoflow.timeline import Timeline

__all__ = ["check_record", "record_faults", "spelled"]

_Words: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""The attributes of a record that hold words of a closed list, and the words."""

_EVERYWHERE: Final = ("id", "kind", "by", "for", "person", "customer", "precision", *COMMON)
_ACTING: Final = ("by", "for")
_COMPARED: Final[tuple[Op, ...]] = ("in", "not_in", "has")
_STATES: Final[tuple[Op, ...]] = ("given", "none", "missing", "self", "other")
"""What ``is`` says of a party; as a plain value it would be a party of that name."""


def check_record(
    record: object, kinds: Mapping[str, Kind], path: str = "", *, stages: tuple[str, ...] = ()
) -> None:
    """Refuse *record* for the first of its :func:`record_faults`.

    Raises:
        Malformed: with the path of the wrong word under *path*.
    """
    for fault in record_faults(record, kinds, path, stages=stages):
        raise fault


def record_faults(
    record: object, kinds: Mapping[str, Kind], path: str = "", *, stages: tuple[str, ...] = ()
) -> Iterator[Malformed]:
    """Everything in *record*, however deep, that names what is not there.

    - ``value.choice``: a word that is not in its closed list, or a value that a field of
      the selected kinds cannot have;
    - ``fact.kind`` and ``fact.field``: a kind that the table *kinds* lacks, or a field that
      none of the selected kinds has;
    - ``select.stage``: a bound that is a word and none of *stages*;
    - ``select.word``: ``given``, ``none`` and the like as the id of a party.

    Paths are spelled as the codec writes the record.
    """
    words: dict[type, _Words] = {}
    for place, one in _records(record, path):
        kind = type(one)
        if kind not in words:
            words[kind] = tuple(_closed(kind))
        yield from _words(one, words[kind], place)
        if isinstance(one, Facts):
            yield from _selector(one, kinds, place)
            yield from _bounds(one, stages, place)
        for facts, name, inner in _read_off(one):
            yield from _field(facts, name, kinds, _under(place, inner))


def spelled(attribute: str) -> str:
    """How *attribute* of a record is written in data: Python's own words are no names there."""
    return {"negated": "not", "having": "with"}.get(attribute, attribute.rstrip("_"))


# --- the walk ---------------------------------------------------------------------------


def _records(thing: object, path: str) -> Iterator[tuple[str, Any]]:
    """*thing* and every record inside it, with its path."""
    if isinstance(thing, Timeline):
        thing = tuple(value for _, value in thing.rows)
    if isinstance(thing, tuple):
        for place, one in enumerate(thing):
            yield from _records(one, f"{path}[{place}]")
    elif attrs.has(kind := type(thing)):
        yield path, thing
        for field in attrs.fields(kind):
            value = getattr(thing, field.name)
            yield from _records(value, _under(path, _step(thing, field.name, value)))


def _step(record: object, name: str, value: object) -> str:
    """How the codec writes the attribute *name* of *record*; nothing where it is left out."""
    if isinstance(record, Anchor) and name in {"facts", "anchors"}:
        return record.of
    if (isinstance(record, Test) and name == "facts") or (
        name == "limit" and attrs.has(type(value))
    ):
        return ""
    return spelled(name)


def _under(path: str, step: str) -> str:
    return f"{path}.{step}" if path and step else path or step


# --- words of closed lists --------------------------------------------------------------


def _closed(kind: type) -> Iterator[tuple[str, tuple[str, ...]]]:
    hints = get_type_hints(kind)
    for field in attrs.fields(kind):
        hint = hints[field.name]
        one = get_args(hint)[0] if get_origin(hint) is tuple else hint
        if get_origin(one) is Literal:
            yield field.name, get_args(one)


def _words(record: object, words: _Words, path: str) -> Iterator[Malformed]:
    for name, allowed in words:
        value = getattr(record, name)
        for one in value if type(value) is tuple else (value,):
            if one not in allowed:
                yield one_of("value.choice", _under(path, spelled(name)), one, allowed)


# --- kinds, fields and values of facts --------------------------------------------------


def _selector(facts: Facts, kinds: Mapping[str, Kind], path: str) -> Iterator[Malformed]:
    for name in facts.kinds:
        if name not in kinds:
            yield no_kind(_under(path, "fact"), name, kinds)
    for name in (*facts.same, *facts.other):
        yield from _field(facts, name, kinds, _under(path, step(name)))
    rows = _rows(facts, kinds)
    for match in facts.where:
        place = _under(path, step(match.field))
        yield from _field(facts, match.field, kinds, place)
        yield from _values(match, rows, place)


def _bounds(facts: Facts, stages: tuple[str, ...], path: str) -> Iterator[Malformed]:
    for match in facts.where:
        if match.bounded and isinstance(match.values[0], str) and match.values[0] not in stages:
            allowed = ", ".join(stages) or "-"
            yield Malformed("select.stage", _under(path, match.field), allowed=allowed)


def _rows(facts: Facts, kinds: Mapping[str, Kind]) -> Sequence[Kind]:
    return [kinds[name] for name in facts.kinds if name in kinds]


def _field(facts: Facts, name: str, kinds: Mapping[str, Kind], path: str) -> Iterator[Malformed]:
    rows = _rows(facts, kinds)
    if name in _EVERYWHERE or any(row.field(name) for row in rows):
        return
    known = dict.fromkeys(one.name for row in rows for one in row.fields)
    if len(rows) == len(facts.kinds):  # of a kind that is not there no field is known
        kind = ", ".join(facts.kinds)
        yield one_of("fact.field", path, name, (*known, *_EVERYWHERE), kind=kind)


def _values(match: Match, rows: Sequence[Kind], path: str) -> Iterator[Malformed]:
    if match.op not in _COMPARED:
        return
    fields = [field for row in rows if (field := row.field(match.field)) is not None]
    party = match.field in _ACTING or any(field.type == "party" for field in fields)
    closed = bool(fields) and all(field.values for field in fields)
    allowed = dict.fromkeys(word for field in fields for word in field.values)
    for value in match.values:
        for one in value if isinstance(value, tuple) else (value,):
            if party and one in _STATES:
                yield Malformed("select.word", path, word=one)
            if closed and one is not None and one not in allowed:
                yield one_of("value.choice", path, one, allowed)


def _read_off(record: object) -> Iterator[tuple[Facts, str, str]]:
    """The fields that *record* reads off the facts that it selects, and where it says so."""
    if isinstance(record, Anchor | Table) and record.facts is not None and record.field:
        yield record.facts, record.field, "field"
    if isinstance(record, Anchor | Test) and record.facts is not None and record.total:
        yield record.facts, record.total.field, "total.field"
    if isinstance(record, Total) and record.of is not None:
        yield record.of, record.of_field, "of_field"
