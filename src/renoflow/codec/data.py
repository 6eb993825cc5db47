"""Records to plain data and JSON text, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar, cast

from renoflow.codec._converter import fact_of
from renoflow.codec._plain import DEEPEST, DIGITS, Data, Twice, check_plain
from renoflow.codec._policies import CONVERTER
from renoflow.errors import Malformed
from renoflow.facts import KINDS, Fact, Kind

__all__ = ["from_data", "from_json", "to_data", "to_json"]

T = TypeVar("T")


def to_data(thing: object) -> Data:
    """*thing*, a record or a tuple of records, as data that JSON can say.

    Raises:
        Malformed: ``codec.number`` or ``codec.text`` for a value that no text can hold.
        TypeError: *thing* is not made of records.
    """
    data = _dates_as_text(CONVERTER.unstructure(thing))
    check_plain(data)
    return cast("Data", data)


def from_data(data: object, type_: type[T], *, kinds: Mapping[str, Kind] = KINDS) -> T:
    """The *type_* that *data* say: what :func:`to_data` wrote, now or in an older release.

    A fact whose kind *kinds* has is checked by that row; any other is kept as it is and
    written back unchanged. Facts inside another record are read by the shipped kinds.

    Args:
        data: Plain data; a day or instant may be text or, as TOML has it, a date.
        type_: A record of the library, or a tuple such as ``tuple[Fact, ...]``.
        kinds: The kinds of fact that are known.

    Raises:
        Malformed: whatever is wrong; ``field`` is the path to it, such as ``[3].at``.
    """
    check_plain(data)
    wanted: Any = type_
    if wanted is Fact:
        return cast("T", fact_of(data, kinds))
    if wanted == tuple[Fact, ...] and isinstance(data, list):
        return cast("T", tuple(_nth(one, place, kinds) for place, one in enumerate(data)))
    return cast("T", CONVERTER.structure(data, wanted))


def to_json(thing: object) -> str:
    """:func:`to_data` as JSON text in one line, names sorted: equal data are equal text."""
    return json.dumps(to_data(thing), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, type_: type[T], *, kinds: Mapping[str, Kind] = KINDS) -> T:
    """The *type_* that the JSON *text* says; see :func:`from_data`.

    Raises:
        Malformed: ``codec.json`` with line and column where the text is no JSON, and
            whatever :func:`from_data` raises.
    """
    try:
        data = json.loads(text, object_pairs_hook=_table, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise Malformed("codec.json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Malformed("codec.deep", deepest=DEEPEST) from None
    return from_data(data, type_, kinds=kinds)


def _nth(data: object, place: int, kinds: Mapping[str, Kind]) -> Fact:
    try:
        return fact_of(data, kinds)
    except Malformed as error:
        raise error.under(f"[{place}]") from None


def _dates_as_text(data: object) -> object:
    if isinstance(data, dict):
        return {name: _dates_as_text(one) for name, one in data.items()}
    if isinstance(data, list):
        return [_dates_as_text(one) for one in data]
    if isinstance(data, date | datetime):
        return data.isoformat()
    if data is None or isinstance(data, str | int):
        return data
    msg = f"the codec writes records of the library, not {type(data).__name__}"
    raise TypeError(msg)


def _table(pairs: list[tuple[str, object]]) -> dict[str, object] | Twice:
    table = dict(pairs)
    return table if len(table) == len(pairs) else Twice()


_TOO_LARGE: Final = 10**DIGITS


def _whole(text: str) -> int:
    # Python reads no more than 4300 digits; check_plain refuses far fewer, with the path.
    return int(text) if len(text) <= DIGITS else _TOO_LARGE
