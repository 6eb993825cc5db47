"""What a customer's record must hold (基本信息), and who confirms which filing (登记确认)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["BASIC_FACTS", "REGISTRARS", "missing_basic_facts"]

BASIC_FACTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "name": ("name", "sex"),
        "phone": ("phone",),
        "needs": ("layout", "area", "building", "floor", "handover_date"),
        "situation": ("situation",),
    }
)
"""The four items of a valid record and the fields of each (CUS-01, ATT-11)."""

REGISTRARS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "filing_form": ("customer_service",),
        "front_desk_kin": ("marketing_manager", "gm_office"),
        "five_part_form": ("store_manager_assistant",),
        "front_desk_filing": ("administration_front_desk",),
        "customer_register": ("supervision_front_desk",),
    }
)
"""Who verifies, signs or confirms each kind of filing, in the order of the steps (ROLE-07).

They are papers of different companies (X-31); a policy's own approvals name its roles.
"""


def missing_basic_facts(supplied: Collection[str], *, caller: bool) -> tuple[str, ...]:
    """The basic facts that a record lacks, in the order of the form; none means valid (CUS-01).

    Args:
        supplied: The fields that were given, by the names in :data:`BASIC_FACTS`, or
            ``surname`` where only that is known; any other is passed over.
        caller: Whether the customer called: a caller's ``surname`` stands for name and
            sex, a visitor's does not.
    """
    given = set(supplied)
    if caller and "surname" in given:
        given.update(BASIC_FACTS["name"])
    return tuple(one for item in BASIC_FACTS.values() for one in item if one not in given)
