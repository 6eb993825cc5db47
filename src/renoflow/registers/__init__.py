"""Registers (登记表): files in, facts and rejects out."""

from renoflow.registers.files import read_forms
from renoflow.registers.intake import Books, Intake, take_in
from renoflow.registers.requests import (
    FeeRequest,
    LineRequest,
    QuoteRequest,
    SettlementRequest,
    make_quote,
    read_quote,
    read_settlement,
)
from renoflow.registers.rows import row_fact, when
from renoflow.registers.tables import Entry, Rejected, form_columns, read_json_rows, read_table

__all__ = [
    "Books",
    "Entry",
    "FeeRequest",
    "Intake",
    "LineRequest",
    "QuoteRequest",
    "Rejected",
    "SettlementRequest",
    "form_columns",
    "make_quote",
    "read_forms",
    "read_json_rows",
    "read_quote",
    "read_settlement",
    "read_table",
    "row_fact",
    "take_in",
    "when",
]
