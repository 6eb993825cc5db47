"""Access to the customer's file (客户档案的使用)."""

# ruff: noqa: PLR0913 - a function has as many parameters as its kind has fields

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias, Unpack

from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When

__all__ = [
    "authorisation",
    "copy_step",
    "disclosure_consent",
    "file_access",
    "file_copy",
    "file_request",
    "revocation",
]

_Action: TypeAlias = Literal[
    "view",
    "query",
    "enter",
    "change",
    "delete",
    "print",
    "copy",
    "forward",
    "disclose",
    "hand_over",
    "destroy",
]


def file_request(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    action: _Action,
    medium: Literal["paper", "electronic", "system"] | Missing | None = MISSING,
    items: tuple[str, ...] | Missing | None = MISSING,
    to: str | Missing | None = MISSING,
    until: date | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """档案使用申请. Somebody asks to use a customer's file; approvals name it (CUS-11)."""
    return fact(
        id,
        "file_request",
        at=at,
        action=action,
        medium=medium,
        items=items,
        to=to,
        until=until,
        **told,
    )


def file_access(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    action: _Action,
    medium: Literal["paper", "electronic", "system"] | Missing | None = MISSING,
    items: tuple[str, ...] | Missing | None = MISSING,
    to: str | Missing | None = MISSING,
    request: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """档案使用. Somebody used a customer's file; an approved request is used up by it (CUS-11)."""
    return fact(
        id,
        "file_access",
        at=at,
        action=action,
        medium=medium,
        items=items,
        to=to,
        request=request,
        **told,
    )


def authorisation(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    to: str,
    actions: tuple[str, ...],
    medium: Literal["paper", "electronic", "system"] | Missing | None = MISSING,
    until: date | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """授权. Somebody is authorised to use a customer's file (CONF-06, CONF-10)."""
    return fact(
        id, "authorisation", at=at, to=to, actions=actions, medium=medium, until=until, **told
    )


def disclosure_consent(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    to: str | Missing | None = MISSING,
    items: tuple[str, ...] | Missing | None = MISSING,
    until: date | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """客户同意披露. The customer agrees that others are told of him (CONF-01)."""
    return fact(id, "disclosure_consent", at=at, to=to, items=items, until=until, **told)


def revocation(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    **told: Unpack[Told],
) -> Fact:
    """撤销授权或同意. An authorisation or a consent was good until here (CONF-01)."""
    return fact(id, "revocation", at=at, of=of, **told)


def file_copy(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    medium: Literal["paper", "electronic"],
    to: str | Missing | None = MISSING,
    request: str | Missing | None = MISSING,
    stamped: bool | Missing | None = MISSING,
    until: date | Missing | None = MISSING,
    signed: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """档案副本. A copy of a customer's file is handed to somebody (CONF-05, CONF-06)."""
    return fact(
        id,
        "file_copy",
        at=at,
        medium=medium,
        to=to,
        request=request,
        stamped=stamped,
        until=until,
        signed=signed,
        **told,
    )


def copy_step(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    step: Literal["confirmed", "lent", "taken_out", "returned", "destroyed"],
    supervised_by: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """副本处理. What became of a copy; ``supervised_by`` is a role (CONF-05, CONF-07)."""
    return fact(id, "copy_step", at=at, of=of, step=step, supervised_by=supervised_by, **told)
