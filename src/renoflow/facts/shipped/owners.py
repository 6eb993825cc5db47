"""Owners (归属): deals, transfers, leavers, quarrels and what was decided."""

from __future__ import annotations

from typing import Literal, Unpack

from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When
from renoflow.money import Money

__all__ = [
    "assignment",
    "complaint",
    "deal",
    "decision",
    "dispute",
    "entry",
    "leave",
    "need_changed",
    "notice",
    "ownership_check",
    "survey",
    "transfer",
]


def deal(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    amount: Money | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """成交. The deal is closed (ATT-15, X-23: which happening it is, the host says)."""
    return fact(id, "deal", at=at, amount=amount, **told)


def entry(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """录入系统. The customer is entered in the system after the deal (FILE-17)."""
    return fact(id, "entry", at=at, **told)


def notice(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    subject: Literal["owner", "appointment", "progress"],
    to: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """告知. Somebody is told something (ATT-17)."""
    return fact(id, "notice", at=at, subject=subject, to=to, **told)


def ownership_check(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """归属核实. The team head checks whose customer it is (ATT-18)."""
    return fact(id, "ownership_check", at=at, **told)


def transfer(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    to: str,
    permitted: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """转让客户. A customer is given to somebody else (ATT-19)."""
    return fact(id, "transfer", at=at, to=to, permitted=permitted, **told)


def assignment(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    to: str,
    source: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """分配. A customer is assigned by the company (ATT-16)."""
    return fact(id, "assignment", at=at, to=to, source=source, **told)


def leave(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    party: str,
    reason: Literal["personal", "dismissed", "other"],
    **told: Unpack[Told],
) -> Fact:
    """离职. A member of staff leaves (ATT-16)."""
    return fact(id, "leave", at=at, party=party, reason=reason, **told)


def need_changed(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """需求重大变化. The customer's needs change greatly (ATT-16)."""
    return fact(id, "need_changed", at=at, **told)


def complaint(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    result: Literal["open", "upheld", "rejected"] | Missing | None = MISSING,
    about: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """投诉. The customer complains (ATT-16)."""
    return fact(id, "complaint", at=at, result=result, about=about, **told)


def survey(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    result: Literal["good", "fair", "bad"],
    about: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """满意度调查. The customer is asked how satisfied he is (ATT-16)."""
    return fact(id, "survey", at=at, result=result, about=about, **told)


def dispute(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    claims: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """争议. Two parties want the same customer (FILE-04, COL-10)."""
    return fact(id, "dispute", at=at, claims=claims, **told)


def decision(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    owner: str,
    of: str | Missing | None = MISSING,
    final: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """裁决. A competent role decides a dispute."""
    return fact(id, "decision", at=at, of=of, owner=owner, final=final, **told)
