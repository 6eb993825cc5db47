"""The table of fact kinds: one row a kind. A host adds rows of its own beside it.

``{**KINDS, "model_room_tour": Kind(name="model_room_tour", zh="带看样板间", ...)}``
is a table with one more row; a policy or process file may declare rows too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from renoflow.errors import Malformed
from renoflow.facts.kinds.access import ACCESS
from renoflow.facts.kinds.changes import CHANGES
from renoflow.facts.kinds.design import DESIGN
from renoflow.facts.kinds.leads import LEADS
from renoflow.facts.kinds.owners import OWNERS
from renoflow.facts.kinds.rows import may
from renoflow.facts.kinds.service import SERVICE
from renoflow.facts.kinds.settlement import SETTLEMENT
from renoflow.facts.kinds.works import WORKS
from renoflow.facts.records import Field, Kind

__all__ = ["COMMON", "KINDS", "merge_kinds"]


COMMON: Final[Mapping[str, Field]] = MappingProxyType(
    {
        "role": may("role", "code", "角色"),
        "place": may("place", "code", "地点"),
    }
)
"""Fields that every kind has: the role in which ``by`` acted, and the place."""

_ROWS: Final = (
    *LEADS,
    *OWNERS,
    *DESIGN,
    *WORKS,
    *SETTLEMENT,
    *SERVICE,
    *ACCESS,
    *CHANGES,
)

KINDS: Final[Mapping[str, Kind]] = MappingProxyType({row.name: row for row in _ROWS})
"""The shipped kinds by name."""


def merge_kinds(
    kinds: Mapping[str, Kind], *declared: tuple[str, Iterable[Kind]]
) -> Mapping[str, Kind]:
    """The table *kinds* with the kinds that a policy, a process or a host declares.

    A declared kind with a new name is a new row; one whose name there is adds its fields
    to that row. What is declared twice alike is declared once.

    Args:
        kinds: The table.
        declared: The kinds in their order, each list with the path at which it stands.

    Raises:
        Malformed: ``kinds.clash`` at a field that the row has already with another type,
            other values, or required where that one is not; ``other`` is its path.
    """
    table = dict(kinds)
    places: dict[tuple[str, str], str] = {}
    for path, rows in declared:
        for i, row in enumerate(rows):
            known = table.get(row.name, attrs.evolve(row, fields=()))
            for j, field in enumerate(row.fields):
                place, name = f"{path}[{i}].fields[{j}]", (row.name, field.name)
                there = known.field(field.name)
                if there is None:
                    known = attrs.evolve(known, fields=(*known.fields, field))
                    places[name] = place
                elif attrs.evolve(there, zh=field.zh) != field:
                    other = places.get(name, ".".join(name))
                    raise Malformed("kinds.clash", place, kind=row.name, other=other)
            table[row.name] = known
    return MappingProxyType(table)
