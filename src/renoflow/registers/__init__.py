"""Registers (登记表): files in, facts and rejects out."""

from renoflow.registers.files import read_forms
from renoflow.registers.intake import Books, Intake, take_in
from renoflow.registers.rows import row_fact, when
from renoflow.registers.tables import Entry, Rejected, form_columns, read_json_rows, read_table

__all__ = [
    "Books",
    "Entry",
    "Intake",
    "Rejected",
    "form_columns",
    "read_forms",
    "read_json_rows",
    "read_table",
    "row_fact",
    "take_in",
    "when",
]
