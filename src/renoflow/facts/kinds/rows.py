"""How a row of the table of fact kinds is written."""

from __future__ import annotations

from renoflow.facts.records import Field, FieldType, Kind

__all__ = ["may", "must", "row"]


def row(name: str, zh: str, *fields: Field) -> Kind:
    """The kind *name* with its fields."""
    return Kind(name=name, zh=zh, fields=fields)


def may(name: str, type_: FieldType, zh: str, *values: str) -> Field:
    """A field that may be told; *values* are the words of a choice."""
    return Field(name=name, zh=zh, type=type_, values=values)


def must(name: str, type_: FieldType, zh: str, *values: str) -> Field:
    """A field that must be told."""
    return Field(name=name, zh=zh, type=type_, required=True, values=values)
