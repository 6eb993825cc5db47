"""The closed condition language over facts (事实条件): which facts, and whether a condition holds.

Conditions are records; nothing here parses a string. :class:`Facts` selects facts,
:class:`Anchor` names an instant, :class:`Test` asks whether such facts exist, and
:class:`Table` grades a value. They are compiled once (``compile_*``) into plain functions
of a :class:`Scope`, which is a history seen from one place: by a claim, from a stage, or
from nowhere in particular.
"""

from renoflow.select.anchors import compile_anchor
from renoflow.select.checked import check_record, record_faults
from renoflow.select.holding import compile_test
from renoflow.select.matching import compile_facts
from renoflow.select.records import (
    CUSTOMER,
    OPENED,
    Anchor,
    DayReading,
    Facts,
    Match,
    Op,
    Relation,
    Test,
    Total,
)
from renoflow.select.scope import Dated, Scope, Seen, see
from renoflow.select.stages import staged
from renoflow.select.tables import Row, Table, compile_table

__all__ = [
    "CUSTOMER",
    "OPENED",
    "Anchor",
    "Dated",
    "DayReading",
    "Facts",
    "Match",
    "Op",
    "Relation",
    "Row",
    "Scope",
    "Seen",
    "Table",
    "Test",
    "Total",
    "check_record",
    "compile_anchor",
    "compile_facts",
    "compile_table",
    "compile_test",
    "record_faults",
    "see",
    "staged",
]
