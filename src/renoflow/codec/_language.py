"""The condition language as plain data: spans, selectors, anchors, tests, picks.

The same data stand in JSON and in TOML, where a sales manager reads them:
``{fact = "visit", by = "self", brought_by = {is = "given"}, within = {days = 7, ...}}``.
What has no such form, because a name or a condition said twice stands in its way, is
written as the record that it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias, cast, get_args

import attrs

from renoflow.codec._converter import (
    CONVERTER,
    FLAT,
    MARKS,
    OPEN,
    SHAPES,
    member,
    record_hook,
    table,
    write_record,
)
from renoflow.codec._values import TAGGED, read_value, write_value
from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step
from renoflow.facts import Key, Value
from renoflow.limits import Every
from renoflow.money import Money
from renoflow.periods import CALENDAR, ELAPSED, Counting, Edge, Roll, Running, Span, Unit
from renoflow.reasons import Param, Reason
from renoflow.select import Anchor, Facts, Match, Op, Relation, Row, Table, Test, Total
from renoflow.select.records import WORDS, Word

__all__ = ["is_span", "shortest"]

# --- spans: {days = 7, counting = "legal"}, {until = "month", skip = 1} -----------------

_UNITS: Final[dict[str, Unit]] = {f"{one}s": one for one in get_args(Unit) if one != "quarter"}
_Block: TypeAlias = Literal["day", "week", "month", "quarter", "year"]
_SAID: Final[dict[str, Any]] = {
    "counting": Counting,
    "running": Running,
    "edge": Edge,
    "count_first": bool,
    "roll": Roll,
}
"""What a span says besides its unit; :class:`Span` has the defaults."""


def _fixed(unit: str, *, until: bool) -> Counting | None:
    """The one counting that such a span can have; None where it must be said."""
    if unit in ("minute", "hour"):
        return ELAPSED
    return CALENDAR if until or unit == "working_day" else None


def _write_span(span: Span) -> dict[str, object]:
    data: dict[str, object] = {"until": span.unit} if span.until else {f"{span.unit}s": span.n}
    if span.until and span.n:
        data["skip"] = span.n
    for name in _SAID:
        value = getattr(span, name)
        fixed = _fixed(span.unit, until=span.until) if name == "counting" else None
        if value != (fixed or attrs.fields_dict(Span)[name].default):
            data[name] = value
    return data


def is_span(data: Mapping[str, object]) -> bool:
    """Whether *data* tell a unit, as a span does."""
    return any(name in _UNITS or name == "until" for name in data)


def _read_span(data: object, _: object) -> Span:
    members = table(data)
    units = [name for name in members if name in _UNITS or name == "until"]
    if len(units) != 1:
        raise Malformed("codec.span", allowed=(*_UNITS, "until"))
    known = (units[0], *_SAID, *(("skip",) if units == ["until"] else ()))
    for name in members:
        if name not in known:
            raise one_of("value.unknown", step(name), name, known)
    said = {name: member(members, name, _SAID[name]) for name in members if name in _SAID}
    until = units == ["until"]
    if until:
        unit = member(members, "until", _Block)
        n = member(members, "skip", int) if "skip" in members else 0
    else:
        unit, n = _UNITS[units[0]], member(members, units[0], int)
    counting = said.pop("counting", None) or _fixed(unit, until=until)
    if counting is None:
        raise Malformed("value.which", "counting", allowed=get_args(Counting))
    try:
        return Span(unit=unit, n=n, counting=counting, until=until, **said)
    except Malformed as error:
        wire = {"n": "skip" if until else units[0], "unit": units[0]}
        raise Malformed(error.code, wire.get(error.field, error.field), **error.params) from None


CONVERTER.register_unstructure_hook(Span, _write_span)
CONVERTER.register_structure_hook(Span, _read_span)


# --- selectors: {fact = "visit", by = "self", amount = {min = "100.00 CNY"}} ------------

_OPS: Final[dict[str, Op]] = {
    "above": "above",
    "below": "below",
    "has": "has",
    "in": "in",
    "max": "max",
    "min": "min",
    "not": "not_in",
}
_WORDS: Final[dict[Op, str]] = {
    **{op: word for word, op in _OPS.items()},
    **dict.fromkeys(WORDS, "is"),
    "is": "is",
    "is_not": "is_not",
}
_EDGES: Final = ("above", "below", "max", "min")


class _Values:
    """Stands for one value or a list of them, where a type is asked for."""


class _Edge:
    """Stands for a number, an amount or the word of a stage."""


_KNOWN: Final[dict[str, Any]] = {
    **dict.fromkeys(_EDGES, _Edge),
    **dict.fromkeys(("has", "in", "not"), _Values),
    **dict.fromkeys(("is", "is_not"), tuple[Word, ...]),
}
"""What a condition on a field may say, and the type of each."""

_OWN: Final[dict[str, Any]] = {
    "by": Relation,
    "same": tuple[str, ...],
    "other": tuple[str, ...],
    "prompt": Span | None,
    "where": tuple[Match, ...],
    "hours": tuple[int, int] | None,
    "since": date | None,
    "through": date | None,
}
"""What a selector says besides ``fact`` and the fields; :class:`Facts` has the defaults."""

_TAKEN: Final = {"", "fact", *_OWN}
_TAKEN_IN_TEST: Final = {"not", *(one.name for one in attrs.fields(Test))}


def _write_facts(facts: Facts) -> dict[str, object]:
    return _write_selector(facts, set())


def _write_test(test: Test) -> dict[str, object]:
    facts = {} if test.facts is None else _write_selector(test.facts, _TAKEN_IN_TEST)
    rest = write_record(test, without="facts")
    if isinstance(test.latest, tuple):
        rest["latest"] = shortest([*test.latest])
    return facts | rest


def _write_selector(facts: Facts, taken: AbstractSet[str]) -> dict[str, object]:
    data: dict[str, object] = {"fact": shortest([*facts.kinds])}
    fields = _write_where(facts.where, taken)
    for name in _OWN:
        value = getattr(facts, name)
        if value != attrs.fields_dict(Facts)[name].default and (name != "where" or fields is None):
            data[name] = shortest(CONVERTER.unstructure(value))
    return data | (fields or {})


def _write_where(where: tuple[Match, ...], taken: AbstractSet[str]) -> dict[str, object] | None:
    """The matches by field; None if they would not be read as they are here."""
    by_field: dict[str, dict[str, object]] = {}
    for match in where:
        by_field.setdefault(match.field, {})[_WORDS[match.op]] = _write_operand(match)
    fields: dict[str, object] = {}
    for name, ops in by_field.items():
        fields[name] = shortest(ops["in"]) if ops.keys() == {"in"} else ops
    try:
        same = not fields.keys() & taken and _read_where(fields) == where
    except Malformed:
        same = False
    return fields if same else None


def _write_operand(match: Match) -> object:
    if _WORDS[match.op] == "is" and not match.values:
        return match.op
    if match.op in ("is", "is_not"):
        return shortest([*match.values]) if match.op == "is_not" else [*match.values]
    if _WORDS[match.op] in _EDGES and len(match.values) == 1:
        return CONVERTER.unstructure(match.values[0])
    return [write_value(value) for value in match.values]


def shortest(data: object) -> object:
    """What a list of a single plain value holds, which is read as that list; else *data*."""
    if isinstance(data, list) and len(data) == 1 and isinstance(data[0], str | int):
        return data[0]
    return data


def _read_facts(data: object, _: object) -> Facts:
    members = table(data)
    if "fact" not in members:
        for name in members:
            if name not in _OWN:  # without a kind it is no field of one, so a word of its own
                raise one_of("value.unknown", step(name), name, ("fact", *_OWN))
        raise Malformed("value.missing", "fact")
    own = {name: member(members, name, _OWN[name]) for name in members if name in _OWN}
    fields = {name: one for name, one in members.items() if name != "fact" and name not in _OWN}
    if fields:
        own["where"] = (*own.get("where", ()), *_read_where(fields))
    return Facts(kinds=member(members, "fact", tuple[str, ...]), **own)


def _read_where(fields: Mapping[str, object]) -> tuple[Match, ...]:
    """One match for each condition, in the order of fields and operators."""
    where: list[Match] = []
    for name, data in fields.items():
        try:
            where.extend(_read_matches(name, data))
        except Malformed as error:
            raise error.under(step(name)) from None
    return tuple(sorted(where, key=lambda match: (match.field, match.op)))


def _read_matches(name: str, data: object) -> list[Match]:
    if name in _TAKEN or (isinstance(data, dict) and data.keys() & _NO_CONDITION):
        raise one_of("value.unknown", "", name, ("fact", *_OWN))
    if data == OPEN:
        raise Malformed("policy.open", line="-", question="-")
    if not isinstance(data, dict) or data.keys() & TAGGED.keys():
        return [Match(field=name, op="in", values=_read_values(data))]
    if not data:
        raise Malformed("codec.match", allowed=(*_KNOWN,))
    matches = []
    for word in data:
        if word not in _KNOWN:
            raise one_of("codec.match", step(word), word, _KNOWN)
        found = member(data, word, _KNOWN[word])
        values = found if isinstance(found, tuple) else (found,)
        if word == "is" and len(values) == 1:
            matches.append(Match(field=name, op=values[0]))
        else:
            op = _OPS.get(word, "is" if word == "is" else "is_not")
            matches.append(Match(field=name, op=op, values=values))
    return matches


def _read_values(data: object) -> tuple[Value, ...]:
    """One value, or a list of them."""
    if isinstance(data, list):
        return CONVERTER.structure(data, tuple[Value, ...])
    return (read_value(data),)


def _read_edge(data: object) -> object:
    if isinstance(data, str) and data.isidentifier():
        return data
    edge: Any = int | Decimal | Money
    return CONVERTER.structure(data, edge)


CONVERTER.register_structure_hook(_Edge, lambda data, _: _read_edge(data))
CONVERTER.register_structure_hook(_Values, lambda data, _: _read_values(data))
CONVERTER.register_unstructure_hook(Facts, _write_facts)
CONVERTER.register_unstructure_hook(Test, _write_test)
CONVERTER.register_structure_hook(Facts, _read_facts)
FLAT[Test] = "facts"


# --- anchors: "opened", {first = {fact = "visit"}}, {limit = "callback", plus = {...}} ---

_Word: TypeAlias = Literal["opened", "approved", "lapsed", "decisive", "asked"]
_ATTRIBUTES: Final = {"first": "facts", "last": "facts", "limit": "limit", "latest_of": "anchors"}
_TYPES: Final[dict[str, Any]] = {
    "first": Facts,
    "last": Facts,
    "limit": str,
    "latest_of": tuple[Anchor, ...],
    "whole": bool,
    "total": Total,
    "field": str,
    "plus": Span,
    "back": Span,
}
_MORE: Final = ("whole", "total", "field", "plus", "back")
_NO_CONDITION: Final = {"fact", "until", *_UNITS, *_ATTRIBUTES}
"""Names in spans, selectors and anchors: what holds one under a field's name is misspelt."""
_read_anchor_record: Final = record_hook(Anchor)
_read_word: Final = CONVERTER.get_structure_hook(_Word)


_NO_DATE: Final = "an instant of the history (a date stands in a selector, as since or through)"


def _write_anchor(anchor: Anchor) -> object:
    record = {"of": anchor.of, **write_record(anchor)}
    if len(record) == 1:
        return anchor.of
    attribute = _ATTRIBUTES.get(anchor.of)
    if attribute is None or not record.keys() <= {"of", attribute, *_MORE}:
        return record
    del record["of"]
    return {anchor.of: record.pop(attribute), **record}


def _read_anchor(data: object, _: object) -> Anchor:
    if isinstance(data, str):
        return Anchor(of=_read_word(data, _Word))
    if isinstance(data, date):
        raise Malformed("value.type", "", expected=_NO_DATE)
    members = table(data)
    if "of" in members:
        return cast("Anchor", _read_anchor_record(members, Anchor))
    words = [name for name in members if name in _ATTRIBUTES]
    if len(words) != 1:
        if members and members.keys() <= _KNOWN.keys():
            raise Malformed("codec.anchor_field", allowed=(*_ATTRIBUTES, *get_args(_Word)))
        raise Malformed("codec.anchor", allowed=(*_ATTRIBUTES, *get_args(_Word)))
    for name in members:
        if name not in (*words, *_MORE):
            raise one_of("value.unknown", step(name), name, (*words, *_MORE))
    read = {_ATTRIBUTES.get(name, name): member(members, name, _TYPES[name]) for name in members}
    return Anchor(of=cast("Any", words[0]), **read)


CONVERTER.register_unstructure_hook(Anchor, _write_anchor)
CONVERTER.register_structure_hook(Anchor, _read_anchor)
SHAPES[Anchor] = (str, dict, date)


# --- a weekday is a number: whoever writes a word is told which -------------------------

_read_every_record: Final = record_hook(Every)


def _read_every(data: object, wanted: object) -> object:
    weekday = data.get("weekday", 0) if isinstance(data, dict) else 0
    if type(weekday) is not int and weekday != OPEN:
        raise Malformed("span.weekday", "weekday")
    return _read_every_record(data, wanted)


CONVERTER.register_structure_hook(Every, _read_every)


# --- records that hold values of facts --------------------------------------------------


def _write_valued(record: Match | Row[Any]) -> dict[str, object]:
    data = write_record(record)
    if record.values:
        data["values"] = [write_value(value) for value in record.values]
    return data


def _write_reason(one: Reason) -> dict[str, object]:
    data = write_record(one)
    if one.params:
        data["params"] = [[name, _write_param(value)] for name, value in one.params]
    return data


def _write_param(value: Param) -> object:
    return {"part": str(value)} if isinstance(value, Fraction) else write_value(value)


def _read_param(data: object, _: object) -> Param:
    if isinstance(data, dict) and data.keys() == {"part"}:
        return cast("Fraction", member(data, "part", Fraction))
    value = read_value(data)
    if isinstance(value, Money | Key):
        raise Malformed("value.type", expected="a value that is no amount and no key")
    return value


CONVERTER.register_unstructure_hook(Reason, _write_reason)
CONVERTER.register_structure_hook_func(lambda wanted: wanted == Param, _read_param)
CONVERTER.register_unstructure_hook(Match, _write_valued)
CONVERTER.register_unstructure_hook(Row, _write_valued)
CONVERTER.register_structure_hook_func(
    lambda wanted: wanted == Value, lambda data, _: read_value(data)
)
MARKS[Table] = "rows"
