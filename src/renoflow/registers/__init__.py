"""Registers (登记表): files in, facts and rejects out."""

from renoflow.registers.intake import Books, Intake, take_in
from renoflow.registers.rows import field_value, row_fact, when
from renoflow.registers.tables import Entry, Rejected, form_columns, read_json_rows, read_table

__all__ = [
    "Books",
    "Entry",
    "Intake",
    "Rejected",
    "field_value",
    "form_columns",
    "read_json_rows",
    "read_table",
    "row_fact",
    "take_in",
    "when",
]
