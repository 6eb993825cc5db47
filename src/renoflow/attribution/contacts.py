"""Before somebody approaches a customer (客户接触): whose he is, who serves, who answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from renoflow.attribution.records import Verdict
from renoflow.errors import one_of

__all__ = ["ContactCheck", "accountable", "check_contact", "served_by"]

ContactCheck: TypeAlias = Literal["clear", "own", "owned_by_other", "unknown"]
"""Whether somebody may approach a customer: he is nobody's, his own, another's, or nobody can
say."""


def check_contact(verdict: Verdict, party: str) -> ContactCheck:
    """Whether *party* may approach the customer, asked before he does (FILE-15, X-07).

    ``clear`` where the verdict says that he is nobody's; ``unknown`` where it leaves the
    question to a person.
    """
    owners = [one.party for one in verdict.credit.shares]
    if owners:
        return "own" if party in owners else "owned_by_other"
    return "clear" if verdict.credit.outcome in {"nobody", "fresh", "pool"} else "unknown"


def served_by(verdict: Verdict, wish: str | None) -> tuple[str, ...]:
    """Who serves the customer: whom he insists on, else those whom the verdict names (ATT-28).

    The customer's wish goes before the claims of employees and moves no credit.
    """
    if wish is not None:
        return (wish,)
    return tuple(one.party for one in verdict.service.shares)


def accountable(department: str, heads: Mapping[str, str]) -> str:
    """The head who answers for customer management in *department* (ROLE-08).

    Raises:
        Malformed: ``value.choice`` for a department that *heads* does not name.
    """
    head = heads.get(department)
    if head is None:
        raise one_of("value.choice", "department", department, heads)
    return head
