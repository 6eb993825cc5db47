"""Contracts, money and works (合同、款项与工程)."""

# ruff: noqa: PLR0913 - a function has as many parameters as its kind has fields

from __future__ import annotations

from typing import Literal, Unpack

from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When
from renoflow.money import Money

__all__ = [
    "cancellation",
    "completion",
    "contract",
    "deposit",
    "loss",
    "receipt",
    "reopening",
    "site_callback",
    "start",
]


def contract(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    type: Literal["construction", "finished_goods", "main_materials"],  # noqa: A002
    amount: Money | Missing | None = MISSING,
    project_manager: str | Missing | None = MISSING,
    supervisor: str | Missing | None = MISSING,
    customer_service: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """合同. A contract is signed (CON-05, CON-07)."""
    return fact(
        id,
        "contract",
        at=at,
        type=type,
        amount=amount,
        project_manager=project_manager,
        supervisor=supervisor,
        customer_service=customer_service,
        **told,
    )


def deposit(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    nature: Literal["earnest", "advance"],
    amount: Money,
    **told: Unpack[Told],
) -> Fact:
    """定金. Money is taken before the contract."""
    return fact(id, "deposit", at=at, nature=nature, amount=amount, **told)


def receipt(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    component: Literal["design_fee", "works", "finished_goods", "main_materials"],
    amount: Money,
    **told: Unpack[Told],
) -> Fact:
    """收款. Money is received (PAY-01, PAY-02)."""
    return fact(id, "receipt", at=at, component=component, amount=amount, **told)


def start(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """开工. Work on site starts (CON-06, PAY-03)."""
    return fact(id, "start", at=at, **told)


def site_callback(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    designer_ok: bool | Missing | None = MISSING,
    materials_ok: bool | Missing | None = MISSING,
    workers_ok: bool | Missing | None = MISSING,
    supervisor_ok: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """工地回访. The Friday call about the site (SITE-02)."""
    return fact(
        id,
        "site_callback",
        at=at,
        designer_ok=designer_ok,
        materials_ok=materials_ok,
        workers_ok=workers_ok,
        supervisor_ok=supervisor_ok,
        **told,
    )


def completion(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """竣工. The works are complete (LIF-01)."""
    return fact(id, "completion", at=at, **told)


def loss(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    reason: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """跑单. The customer is lost before a contract (LIF-10)."""
    return fact(id, "loss", at=at, reason=reason, **told)


def cancellation(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    reason: str | Missing | None = MISSING,
    of: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """退单. The customer cancels (LIF-10)."""
    return fact(id, "cancellation", at=at, reason=reason, of=of, **told)


def reopening(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """重新跟进. A customer who had left comes back."""
    return fact(id, "reopening", at=at, **told)
