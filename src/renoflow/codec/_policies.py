"""What policies and processes write in a way of their own; with it the converter is complete."""

from __future__ import annotations

from typing import Final

from renoflow.attribution import ClaimLimit, Pick
from renoflow.codec._converter import CONVERTER, FLAT, MARKS, record_hook, write_record
from renoflow.codec._language import shortest
from renoflow.processes import Duty

__all__ = ["CONVERTER"]

# {id = "window", on = ["filed"], span = {...}, then = "lapse"}: a limit and what it is for.
FLAT[ClaimLimit] = "limit"
FLAT[Duty] = "limit"

# --- picks: {claims = "filed", status = "lapsed", take = "all"} -------------------------

MARKS[Pick] = "claims"

_read_pick_record: Final = record_hook(Pick)


def _write_pick(pick: Pick) -> dict[str, object]:
    data = {name: shortest(one) for name, one in write_record(pick).items()}
    return data if pick.take is not None else {**data, "take": "all"}


def _read_pick(data: object, wanted: object) -> object:
    if isinstance(data, dict) and data.get("take") == "all":
        data = {**data, "take": None}
    return _read_pick_record(data, wanted)


CONVERTER.register_unstructure_hook(Pick, _write_pick)
CONVERTER.register_structure_hook(Pick, _read_pick)
