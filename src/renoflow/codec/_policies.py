"""What policies, processes and time lines write in a way of their own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, get_args, get_origin

from cattrs.dispatch import StructureHook

from renoflow.attribution import Bands, ClaimLimit, OwnRate, Part, Pick
from renoflow.codec._converter import (
    CONVERTER,
    FLAT,
    MARKS,
    member,
    record_hook,
    table,
    write_record,
)
from renoflow.codec._language import shortest
from renoflow.errors import Malformed
from renoflow.obligations import Duty
from renoflow.timeline import Timeline

__all__ = ["CONVERTER"]

# {id = "window", on = ["filed"], span = {...}, then = "lapse"}: a limit and what it is for.
FLAT[ClaimLimit] = "limit"
FLAT[Duty] = "limit"

# --- picks: {claims = "filed", status = "lapsed", take = "all"} -------------------------

MARKS[Pick] = "claims"
MARKS[Bands] = "bands"
MARKS[OwnRate] = "own"

_read_pick_record: Final = record_hook(Pick)


def _write_pick(pick: Pick) -> dict[str, object]:
    data = {name: shortest(one) for name, one in write_record(pick).items()}
    if len(pick.rank) == 1 and "rank" in data:
        data["rank"] = CONVERTER.unstructure(pick.rank[0])
    return data if pick.take is not None else {**data, "take": "all"}


def _read_pick(data: object, wanted: object) -> object:
    if isinstance(data, dict) and data.get("take") == "all":
        data = {**data, "take": None}
    if isinstance(data, dict) and isinstance(data.get("rank"), dict):
        data = {**data, "rank": [data["rank"]]}
    return _read_pick_record(data, wanted)


CONVERTER.register_unstructure_hook(Pick, _write_pick)
CONVERTER.register_structure_hook(Pick, _read_pick)

# --- parts: {part = "3/10", to = {role = "by", last = {fact = "tour"}}}, {part = "rest"} --

_read_part_record: Final = record_hook(Part)


def _write_part(part: Part) -> dict[str, object]:
    return {"part": "rest" if part.part is None else str(part.part), **write_record(part)}


def _read_part(data: object, wanted: object) -> object:
    if isinstance(data, dict) and data.get("part") == "rest":
        data = {name: one for name, one in data.items() if name != "part"}
    elif isinstance(data, dict) and "part" not in data:
        raise Malformed("value.missing", "part")
    return _read_part_record(data, wanted)


CONVERTER.register_unstructure_hook(Part, _write_part)
CONVERTER.register_structure_hook(Part, _read_part)

# --- time lines: [{since = 2024-01-01, id = "card", ...}] --------------------------------


def _write_timeline(line: Timeline[Any]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for since, value in line.rows:
        written = CONVERTER.unstructure(value)
        rows.append({"since": CONVERTER.unstructure(since), **written})
    return rows


def _timeline_hook(wanted: Any) -> StructureHook:  # noqa: ANN401 - a type, such as Timeline[X]
    (of,) = get_args(wanted)

    def read(data: object, _: Any) -> object:  # noqa: ANN401
        if not isinstance(data, list):
            raise Malformed("value.type", expected="a list of tables, each with since")
        rows = []
        for place, row in enumerate(data):
            try:
                rows.append(_read_row(table(row), of))
            except Malformed as error:
                raise error.under(f"[{place}]") from None
        try:
            return Timeline(rows=tuple(rows))
        except Malformed as error:
            raise Malformed(error.code, error.field.removeprefix("rows"), **error.params) from None

    return read


def _read_row(row: dict[str, object], wanted: Any) -> tuple[date | datetime, Any]:  # noqa: ANN401
    if "since" not in row:
        raise Malformed("value.missing", "since")
    since = member(row, "since", date | datetime)
    rest = {name: one for name, one in row.items() if name != "since"}
    return since, CONVERTER.structure(rest, wanted)


def _is_timeline(wanted: Any) -> bool:  # noqa: ANN401
    origin: Any = get_origin(wanted)
    return origin is Timeline


CONVERTER.register_unstructure_hook(Timeline, _write_timeline)
CONVERTER.register_structure_hook_factory(_is_timeline, _timeline_hook)
