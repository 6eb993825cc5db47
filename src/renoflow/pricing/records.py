"""The nouns of pricing: designer tiers, contract types, and what money is paid for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, TypeVar

from renoflow.errors import one_of

__all__ = [
    "COMPONENTS",
    "CONTRACT_TYPES",
    "TIERS",
    "Component",
    "ContractType",
    "Tier",
    "contract_type",
    "tier",
]

Tier: TypeAlias = Literal["ordinary", "excellent", "deputy_director", "director"]
"""A designer's tier (设计师级别), TIER-01."""

TIERS: Final[Mapping[Tier, str]] = MappingProxyType(
    {"ordinary": "普通", "excellent": "优秀", "deputy_director": "副主任", "director": "主任"}
)
"""The four tiers in rising order, each with its Chinese name (TIER-01)."""

Component: TypeAlias = Literal["design_fee", "works", "finished_goods", "main_materials"]
"""What money is paid for (款项); receipts name the same four."""

COMPONENTS: Final[Mapping[Component, str]] = MappingProxyType(
    {"design_fee": "设计费", "works": "工程", "finished_goods": "成品", "main_materials": "主材"}
)
"""The components, each with its Chinese name."""

ContractType: TypeAlias = Literal["construction", "finished_goods", "main_materials"]
"""One of the three kinds of contract (合同种类), CON-05."""

CONTRACT_TYPES: Final[Mapping[ContractType, str]] = MappingProxyType(
    {"construction": "施工合同", "finished_goods": "成品合同", "main_materials": "主材合同"}
)
"""The three kinds of contract, each with its Chinese name (CON-05)."""

Code = TypeVar("Code", bound=str)


def tier(word: str, *, field: str = "tier") -> Tier:
    """The tier that *word* names, by code or in Chinese: ``tier("主任")`` is ``director``.

    Args:
        word: A code or a Chinese name of :data:`TIERS`.
        field: The path that an error names.

    Raises:
        Malformed: ``value.choice`` for any other word.
    """
    return _named(word, TIERS, field)


def contract_type(word: str, *, field: str = "type") -> ContractType:
    """The contract type that *word* names, by code or in Chinese (CON-05).

    Raises:
        Malformed: ``value.choice`` for any other word; *field* is the path it names.
    """
    return _named(word, CONTRACT_TYPES, field)


def _named(word: str, names: Mapping[Code, str], field: str) -> Code:
    for code, chinese in names.items():
        if word in (code, chinese):
            return code
    raise one_of("value.choice", field, word, (*names, *names.values()))
