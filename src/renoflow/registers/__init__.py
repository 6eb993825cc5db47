"""Registers (登记表): files in, facts and rejects out."""

from renoflow.registers.rows import field_value, row_fact, when

__all__ = ["field_value", "row_fact", "when"]
