"""What each source says of its customers' files, as rules (各公司的客户资料规定).

A source that is silent on an action leaves it open: ``otherwise`` is a required argument.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from renoflow.pipeline.access.records import AccessRow, AccessRules, CopyRules
from renoflow.select import DayReading

__all__ = [
    "approved_changes",
    "authorised_reading",
    "no_disclosure",
    "open_line_secrecy",
    "open_query",
    "property_confidentiality",
]

Otherwise: TypeAlias = Literal["allowed", "refused"]
"""What holds where the source is silent."""

_CONSENT: Final = AccessRow(id="consent", actions=("disclose",), consent=True, source="CONF-01")
_NEVER: Final = AccessRow(id="no_leak", actions=("disclose",), source="CONF-02")


def approved_changes(
    *, otherwise: Otherwise, self_approval: bool, days: DayReading
) -> AccessRules:
    """L9: every entry, change and deletion is approved by the department head (CUS-11).

    The approval is of the file and moves no filing's time (X-40).

    Args:
        otherwise: What holds for reading and the rest.
        self_approval: Whether the head's approval of his own entry counts; the text is
            silent.
        days: How a fact without an hour is read.
    """
    return AccessRules(
        id="approved_changes",
        revision=1,
        source="L9",
        rows=(
            AccessRow(
                id="head_approves",
                actions=("enter", "change", "delete"),
                approved_by=("department_head",),
                source="CUS-11",
            ),
        ),
        otherwise=otherwise,
        self_approval=self_approval,
        days=days,
    )


def open_line_secrecy(*, otherwise: Otherwise, days: DayReading) -> AccessRules:
    """L10: no disclosure to a third party without the customer's consent (CONF-01).

    Args:
        otherwise: What holds for everything else.
        days: How a fact without an hour is read.
    """
    return AccessRules(
        id="open_line_secrecy",
        revision=1,
        source="L10",
        rows=(_CONSENT,),
        otherwise=otherwise,
        self_approval=False,
        days=days,
    )


def no_disclosure(*, otherwise: Otherwise, days: DayReading) -> AccessRules:
    """L6: no disclosure to third parties; the clause knows no consent (CONF-02, X-50).

    Args:
        otherwise: What holds for everything else.
        days: How a fact without an hour is read.
    """
    return AccessRules(
        id="no_disclosure",
        revision=1,
        source="L6",
        rows=(_NEVER,),
        otherwise=otherwise,
        self_approval=False,
        days=days,
    )


def open_query(*, days: DayReading) -> AccessRules:
    """L7: all customers' information is there to be queried (CUS-17, X-49).

    Args:
        days: How a fact without an hour is read.
    """
    return AccessRules(
        id="open_query",
        revision=1,
        source="L7 CUS-17",
        rows=(),
        otherwise="allowed",
        self_approval=False,
        days=days,
    )


def authorised_reading(*, otherwise: Otherwise, days: DayReading) -> AccessRules:
    """Nobody reads or passes on a file unless the general manager authorised him (CONF-10).

    Args:
        otherwise: What holds for entries and changes.
        days: How a fact without an hour is read.
    """
    return AccessRules(
        id="authorised_reading",
        revision=1,
        source="CONF-10",
        rows=(
            AccessRow(
                id="gm_authorises",
                actions=("view", "query", "forward", "disclose"),
                authorised_by=("general_manager",),
                source="CONF-10",
            ),
        ),
        otherwise=otherwise,
        self_approval=False,
        days=days,
    )


def property_confidentiality(
    *,
    print_by: Literal["department_manager", "project_manager"],
    otherwise: Otherwise,
    self_approval: bool,
    days: DayReading,
) -> AccessRules:
    """S3: prints approved and signed for, electronic data for one role, GM for outside use.

    Args:
        print_by: Who approves a print; the text says both (X-51).
        otherwise: What holds for everything else.
        self_approval: Whether an approval of one's own request counts; the text is silent.
        days: How a fact without an hour is read.
    """
    return AccessRules(
        id="property_confidentiality",
        revision=1,
        source="S3",
        rows=(
            AccessRow(
                id="print",
                actions=("print", "hand_over"),
                media=("paper", "system"),
                approved_by=(print_by,),
                source="CONF-05 CONF-08",
            ),
            AccessRow(
                id="electronic_view",
                actions=("view",),
                media=("electronic",),
                roles=("project_head",),
                authorised_by=("project_head",),
                source="CONF-06",
            ),
            AccessRow(
                id="electronic_closed",
                actions=("print", "copy", "forward"),
                media=("electronic",),
                roles=("project_head",),
                source="CONF-06",
            ),
            AccessRow(
                id="outside_use",
                actions=("disclose",),
                approved_by=("general_manager",),
                source="CONF-08",
            ),
            AccessRow(
                id="destruction",
                actions=("destroy",),
                media=("electronic",),
                roles=("project_head", "information_officer"),
                source="CONF-07",
            ),
        ),
        otherwise=otherwise,
        self_approval=self_approval,
        days=days,
        copies=CopyRules(
            approved_by=(print_by,), supervised_by="project_head", source="CONF-05 CONF-07"
        ),
    )
