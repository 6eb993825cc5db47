"""What policies, processes and time lines write in a way of their own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, get_args, get_origin

from cattrs.dispatch import StructureHook

from renoflow.attribution import Bands, ClaimLimit, GroundRate, Name, OwnRate, Part, Pick, Policy
from renoflow.codec._converter import (
    CONVERTER,
    FLAT,
    MARKS,
    member,
    record_hook,
    table,
    write_record,
)
from renoflow.codec._language import is_span, shortest
from renoflow.codec.template import revised
from renoflow.errors import Malformed, one_of
from renoflow.errors.families import step
from renoflow.obligations import Duty
from renoflow.periods import Span
from renoflow.pricing import Move
from renoflow.timeline import Timeline

__all__ = ["CONVERTER"]

# {id = "window", on = ["filed"], span = {...}, then = "lapse"}: a limit and what it is for.
FLAT[ClaimLimit] = "limit"
FLAT[Duty] = "limit"

# --- picks: {claims = "filed", status = "lapsed", take = "all"} -------------------------

MARKS[Pick] = "claims"
MARKS[Bands] = "bands"
MARKS[OwnRate] = "own"
MARKS[GroundRate] = "grounds"

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


def _write_timeline(line: Timeline[Any]) -> object:
    if line.rows and all(isinstance(one, Policy) for _, one in line.rows):
        return _write_revisions(line)
    rows: list[dict[str, object]] = []
    for since, value in line.rows:
        written = CONVERTER.unstructure(value)
        rows.append({"since": CONVERTER.unstructure(since), **written})
    return rows


def _timeline_hook(wanted: Any) -> StructureHook:  # noqa: ANN401 - a type, such as Timeline[X]
    (of,) = get_args(wanted)

    def read(data: object, _: Any) -> object:  # noqa: ANN401 - cattrs hands the wanted type along
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


# --- names: [names] filed = {en = "Filing", zh = "报备"} ---------------------------------


def _write_policy(policy: Policy) -> dict[str, object]:
    data = write_record(policy)
    if policy.names:
        data["names"] = {one.id: {"en": one.en, "zh": one.zh} for one in policy.names}
    return data


def _read_names(data: object, _: object) -> tuple[Name, ...]:
    members = table(data)
    found = []
    for name, told in members.items():
        try:
            if isinstance(told, dict) and "id" in told:
                raise one_of("value.unknown", "id", "id", ("en", "zh"))
            found.append(CONVERTER.structure({"id": name, **table(told)}, Name))
        except Malformed as error:
            raise error.under(step(name)) from None
    return tuple(found)


CONVERTER.register_unstructure_hook(Policy, _write_policy)
CONVERTER.register_structure_hook_func(lambda wanted: wanted == tuple[Name, ...], _read_names)


# --- revisions: type = "policy.v1", what all of them share, [[revisions]] since = ... -----


def _write_revisions(line: Timeline[Policy]) -> dict[str, object]:
    rows = [_write_policy(policy) for _, policy in line.rows]
    own = ("id", "revision") if len(rows) == 1 else ()
    shared = {
        name: one
        for name, one in rows[0].items()
        if name not in own and all(name in row and row[name] == one for row in rows)
    }
    revisions = [
        {"since": since, **{name: one for name, one in row.items() if name not in shared}}
        for (since, _), row in zip(line.rows, rows, strict=True)
    ]
    return {**shared, "revisions": revisions}


def _read_revisions(data: object, _: object) -> Timeline[Policy]:
    members = table(data)
    if "revisions" not in members:
        raise Malformed("value.missing", "revisions")
    rows, shared = revised(members)
    found: list[tuple[date | datetime, Policy]] = []
    for place, row in enumerate(rows):
        path = f"revisions[{place}]"
        try:
            found.append(_read_row({**shared, **row}, Policy))
        except Malformed as error:
            name = error.field.partition(".")[0].partition("[")[0]
            raise (error if name in shared and name not in row else error.under(path)) from None
    try:
        return Timeline(rows=tuple(found))
    except Malformed as error:
        where = error.field.removeprefix("rows")
        raise Malformed(error.code, f"revisions{where}", **error.params) from None


MARKS[Timeline] = "revisions"


def _read_row(row: dict[str, object], wanted: Any) -> tuple[date | datetime, Any]:  # noqa: ANN401 - a record of the wanted type
    if "since" not in row:
        raise Malformed("value.missing", "since")
    since = member(row, "since", date | datetime)
    rest = {name: one for name, one in row.items() if name != "since"}
    return since, CONVERTER.structure(rest, wanted)


def _is_timeline(wanted: Any) -> bool:  # noqa: ANN401 - cattrs asks it of any type
    origin: Any = get_origin(wanted)
    return origin is Timeline


# --- a step of a due day: a span, or a move that no span can say --------------------------


def _read_step(data: object, _: object) -> Span | Move:
    if is_span(table(data)):
        return CONVERTER.structure(data, Span)
    return CONVERTER.structure(data, Move)


CONVERTER.register_structure_hook_func(lambda wanted: wanted == Span | Move, _read_step)
CONVERTER.register_unstructure_hook(Timeline, _write_timeline)
CONVERTER.register_structure_hook_factory(_is_timeline, _timeline_hook)
CONVERTER.register_structure_hook_func(lambda wanted: wanted == Timeline[Policy], _read_revisions)
