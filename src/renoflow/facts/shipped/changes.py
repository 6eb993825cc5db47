"""What changes other facts or time limits (更正与时限变动)."""

from __future__ import annotations

from typing import Unpack

from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When

__all__ = [
    "extension",
    "kin",
    "not_same",
    "pause",
    "resume",
    "same_as",
    "waiver",
    "withdrawal",
]


def pause(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    reason: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """中止. A limit stands still from here."""
    return fact(id, "pause", at=at, reason=reason, **told)


def resume(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    reason: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """恢复. A limit runs on from here."""
    return fact(id, "resume", at=at, reason=reason, **told)


def extension(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """延期. A limit is extended."""
    return fact(id, "extension", at=at, of=of, **told)


def waiver(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """免除. A duty is waived."""
    return fact(id, "waiver", at=at, of=of, **told)


def withdrawal(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    **told: Unpack[Told],
) -> Fact:
    """撤回更正. A fact told earlier was wrong: it never was."""
    return fact(id, "withdrawal", at=at, of=of, **told)


def same_as(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    other: str,
    **told: Unpack[Told],
) -> Fact:
    """同一客户. Two customer records are one customer."""
    return fact(id, "same_as", at=at, other=other, **told)


def not_same(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    other: str,
    **told: Unpack[Told],
) -> Fact:
    """非同一客户. Two customer records are not one customer, whatever their keys say."""
    return fact(id, "not_same", at=at, other=other, **told)


def kin(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    other: str,
    relation: str,
    **told: Unpack[Told],
) -> Fact:
    """亲属. The customer of another record is a relative, and not the same one (R10)."""
    return fact(id, "kin", at=at, other=other, relation=relation, **told)
