"""Changes, acceptance, settlement (变更、验收与结算)."""

from __future__ import annotations

from typing import Literal, Unpack

from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When
from renoflow.money import Money

__all__ = [
    "acceptance",
    "change_order",
    "change_work",
    "material_list",
    "material_step",
    "papers_check",
    "rectification",
    "refund_request",
    "settlement",
    "warranty_card",
]


def change_order(  # noqa: PLR0913 - as many parameters as its kind has fields
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    origin: Literal["customer_wish", "omission", "unforeseen"],
    amount: Money,
    days: int | Missing | None = MISSING,
    component: Literal["design_fee", "works", "finished_goods", "main_materials"]
    | Missing
    | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """增减项. A change is put in writing; a negative amount is a reduction (FEE-07)."""
    return fact(
        id,
        "change_order",
        at=at,
        origin=origin,
        amount=amount,
        days=days,
        component=component,
        **told,
    )


def change_work(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    **told: Unpack[Told],
) -> Fact:
    """增减项施工. Work on a change begins."""
    return fact(id, "change_work", at=at, of=of, **told)


def acceptance(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    stage: Literal["concealed", "mid_term", "final"],
    result: Literal["passed", "rework"],
    issues: int | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """验收. The customer inspects the works (CMP-04)."""
    return fact(id, "acceptance", at=at, stage=stage, result=result, issues=issues, **told)


def papers_check(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    complete: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """结算手续核对. A department (``role``) checks the settlement papers (CMP-01)."""
    return fact(id, "papers_check", at=at, complete=complete, **told)


def settlement(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    amount: Money | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """竣工结算. The final account is settled with the customer (PAY-05)."""
    return fact(id, "settlement", at=at, amount=amount, **told)


def material_list(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """材料清单. The list of chosen materials is handed to the customer (CMP-02)."""
    return fact(id, "material_list", at=at, **told)


def warranty_card(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """保修单. The warranty is handed to the customer (CMP-01)."""
    return fact(id, "warranty_card", at=at, **told)


def refund_request(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str | Missing | None = MISSING,
    amount: Money | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """退款要求. The customer asks for money back."""
    return fact(id, "refund_request", at=at, of=of, amount=amount, **told)


def rectification(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """整改. What an acceptance found wrong is put right (CMP-04)."""
    return fact(id, "rectification", at=at, of=of, **told)


def material_step(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    step: Literal["planned", "approved", "rejected", "sent", "delivered", "purchased"],
    **told: Unpack[Told],
) -> Fact:
    """材料流程. One step of a plan of materials on its way to the site (SITE-05)."""
    return fact(id, "material_step", at=at, step=step, **told)
