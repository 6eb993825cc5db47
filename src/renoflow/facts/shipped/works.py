"""Contracts, money and works (合同、款项与工程)."""

# ruff: noqa: PLR0913 - a function has as many parameters as its kind has fields

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Unpack

from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When
from renoflow.money import Money

__all__ = [
    "cancellation",
    "completion",
    "contract",
    "contract_record",
    "deposit",
    "document",
    "loss",
    "receipt",
    "refund",
    "release",
    "reopening",
    "site_callback",
    "start",
    "works_stage",
]


def contract(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    type: Literal["construction", "finished_goods", "main_materials"],  # noqa: A002 - the field's own name
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


def contract_record(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    **told: Unpack[Told],
) -> Fact:
    """合同备案. Finance puts the contract *of* on file (CON-08)."""
    return fact(id, "contract_record", at=at, of=of, **told)


def deposit(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    nature: Literal["earnest", "advance", "intention"],
    amount: Money,
    secures: Literal["performance", "conclusion", "effect", "rescission"]
    | Missing
    | None = MISSING,
    agreed: Money | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """定金. Money is taken before the contract: 定金, 订金 or 意向金 (FEE-06)."""
    return fact(
        id,
        "deposit",
        at=at,
        nature=nature,
        amount=amount,
        secures=secures,
        agreed=agreed,
        **told,
    )


def receipt(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    component: Literal["design_fee", "works", "finished_goods", "main_materials"],
    amount: Money,
    part: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """收款. Money is received (PAY-01, PAY-02); ``part`` is the part that the payer named."""
    return fact(id, "receipt", at=at, component=component, amount=amount, part=part, **told)


def refund(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    amount: Money,
    **told: Unpack[Told],
) -> Fact:
    """退款. Money of the receipt or deposit ``of`` is given back (PAY-06)."""
    return fact(id, "refund", at=at, of=of, amount=amount, **told)


def release(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    part: str,
    amount: Money,
    **told: Unpack[Told],
) -> Fact:
    """放款. A third hand passes on to the company what was paid in for a part."""
    return fact(id, "release", at=at, part=part, amount=amount, **told)


def start(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """开工. Work on site starts (CON-06, PAY-03)."""
    return fact(id, "start", at=at, **told)


def works_stage(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    stage: str,
    done: int | Decimal | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """施工节点. A stage of the works is reached, and so many per cent of them are done."""
    return fact(id, "works_stage", at=at, stage=stage, done=done, **told)


def document(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    paper: str,
    **told: Unpack[Told],
) -> Fact:
    """单据. A paper is handed over, such as an invoice that a payment waits for."""
    return fact(id, "document", at=at, paper=paper, **told)


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
