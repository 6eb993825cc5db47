"""The Chinese templates: a code, and the sentence or word for it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from renoflow.words.zh import (
    _court,
    _customers,
    _designers,
    _names,
    _paper,
    _plain,
    _policies,
    _presets,
    _pricing,
    _processes,
    _values,
)

__all__ = ["TEMPLATES"]

TEMPLATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **_plain.ROWS,
        **_court.ROWS,
        **_policies.ROWS,
        **_presets.ROWS,
        **_processes.ROWS,
        **_customers.ROWS,
        **_designers.ROWS,
        **_pricing.ROWS,
        **_paper.ROWS,
        **_names.ROWS,
        **_values.ROWS,
    }
)
