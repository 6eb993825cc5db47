"""The table of fact kinds, in files by what the facts are about."""

from renoflow.facts.kinds.table import COMMON, KINDS, merge_kinds

__all__ = ["COMMON", "KINDS", "merge_kinds"]
