"""Before, at and after signing: checklists, needs, remedies. Listed, never judged."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.errors import one_of
from renoflow.reasons import Reason, reason

__all__ = [
    "CLAUSES",
    "DAILY_LOG",
    "EXPLAINED",
    "FILE_CONSULTED",
    "REVIEW",
    "SIGNING_PACK",
    "Checklist",
    "Measure",
    "check_items",
    "contact_drop",
    "customer_measures",
    "remedies",
    "unmet_needs",
]


@attrs.frozen(kw_only=True)
class Checklist:
    """What has to be there: *items*, in order, by the *rule* of the catalogue."""

    id: str
    rule: str
    items: tuple[str, ...]


EXPLAINED: Final = Checklist(
    id="explained", rule="CON-09", items=("terms", "scheme", "technique", "quote")
)
"""What the client manager has explained, and the customer agreed to, before signing (CON-09)."""

SIGNING_PACK: Final = Checklist(
    id="signing_pack",
    rule="CON-11",
    items=(
        "contract_model",
        "material_prices",
        "project_prices",
        "blank_contract",
        "budget_table",
        "construction_drawings",
    ),
)
"""The documents and forms of the sign-order procedure (CON-11); item 7.3 of it is lost."""

CLAUSES: Final = Checklist(
    id="clauses",
    rule="CON-15",
    items=(
        "scheme",
        "contract",
        "schedule",
        "quality_follow_up",
        "true_needs",
        "cooperation",
        "mutual_secrecy",
    ),
)
"""The duties that the contract names: four of the company, two of the customer, one of both
(CON-15)."""

REVIEW: Final = Checklist(
    id="review", rule="CON-16", items=("legal", "finance", "approval", "seal")
)
"""The four marks of the internal review before signing (CON-16)."""

FILE_CONSULTED: Final = Checklist(id="file", rule="CON-17", items=("file_consulted",))
"""The customer's file is consulted when a contract is reviewed (CON-17)."""

DAILY_LOG: Final = Checklist(
    id="daily_log",
    rule="FEE-05",
    items=("visits", "measuring_fees", "customer_resources", "designer_work"),
)
"""The sections of the store manager's daily log (FEE-05), measuring fees (量房费) among them."""


def check_items(checklist: Checklist, done: Collection[str]) -> tuple[Reason, ...]:
    """What of *checklist* is not *done*, all at once, in its order."""
    return tuple(
        reason("checklist.lacks", rule=checklist.rule, item=item)
        for item in checklist.items
        if item not in done
    )


def unmet_needs(needs: Collection[str], contents: Collection[str]) -> tuple[Reason, ...]:
    """The customer's *needs* that the contract lacks, in their order (CON-10).

    Both are the company's codes. What the contract has beyond the needs is no objection:
    the source names no method of comparing.
    """
    return tuple(
        reason("contract.need", rule="CON-10", item=need) for need in needs if need not in contents
    )


Measure: TypeAlias = Literal["claim_damages", "terminate", "reward", "sanction", "improve"]
"""What a party may do; whether it is right in a case, people decide."""


def remedies(breach_by: Literal["customer", "company"]) -> tuple[str, tuple[Measure, ...]]:
    """Who may do what after a breach of contract by *breach_by*: the other party (CON-12).

    That there is a breach, and that arrears are malicious (恶意), is a finding of people.
    The source gives no amounts and no notice period.

    Raises:
        Malformed: ``value.choice``.
    """
    if breach_by not in ("customer", "company"):
        raise one_of("value.choice", "breach_by", breach_by, ("customer", "company"))
    other = "company" if breach_by == "customer" else "customer"
    return other, ("claim_damages", "terminate")


def customer_measures(
    *, satisfied: bool | None, cooperates: bool, breach: bool
) -> tuple[Measure, ...]:
    """What the company may do about a customer (CON-13).

    A breach: a sanction or the end. Satisfied and cooperating: a reward. Low satisfaction
    alone is never punished, though the source says so (X-44): the service is improved.
    None: nobody asked.
    """
    if breach:
        return ("sanction", "terminate")
    if satisfied is False:
        return ("improve",)
    return ("reward",) if satisfied and cooperates else ()


def contact_drop(before: int, after: int, *, least: Fraction) -> tuple[Reason, ...]:
    """Whether the customer was left cold after signing (CON-14).

    Args:
        before: Contacts in a time before signing.
        after: Contacts in an equal time after it.
        least: The part of them that has to go on; exactly that is enough. The source gives
            no measure.
    """
    if after >= least * before:
        return ()
    return (reason("contract.contact_drop", rule="CON-14", before=before, after=after),)
