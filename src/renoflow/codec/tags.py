"""The released names of what is stored, and how an older form becomes the present one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from renoflow.attribution import Policy, Verdict
from renoflow.facts import Fact
from renoflow.pipeline import CompanyRules, CustomerFile
from renoflow.pricing import Plan, Quote, Tariff
from renoflow.processes import Process

__all__ = ["TAGS", "UPGRADES", "Upgrade"]

Upgrade: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]  # it digs in plain data
"""A pure function from the data of one tag to those of the next, its ``type`` included."""

TAGS: Final[Mapping[type, str]] = MappingProxyType(
    {
        CompanyRules: "company.v1",
        CustomerFile: "customer_file.v1",
        Fact: "fact.v1",
        Policy: "policy.v1",
        Plan: "plan.v1",
        Process: "process.v1",
        Quote: "quote.v1",
        Tariff: "tariff.v1",
        Verdict: "verdict.v1",
    }
)
"""The present tag of each type that is stored on its own; it is the ``type`` of its data.

A class may be renamed; a tag, once released, never changes its meaning: what is written
differently gets the next number and a row in :data:`UPGRADES`.
"""

UPGRADES: Final[Mapping[str, Upgrade]] = MappingProxyType({})
"""For each tag that is no longer written, the function to the next one."""
