"""Talks and design (洽谈与设计): from the first question to the scheme."""

# ruff: noqa: PLR0913 - a function has as many parameters as its kind has fields

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Unpack

from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When
from renoflow.money import Money

__all__ = [
    "agreement",
    "callback",
    "closed_loop",
    "design_schedule",
    "designer_step",
    "designer_talk",
    "guided_talk",
    "identification",
    "measurement",
    "scheme_talk",
]


def identification(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    wants: Literal["renovation", "materials", "both", "neither"],
    **told: Unpack[Told],
) -> Fact:
    """客户识别. What the visitor wants is found out (LIF-02)."""
    return fact(id, "identification", at=at, wants=wants, **told)


def guided_talk(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    covered: tuple[
        Literal["self_introduction", "basic_information", "concerns", "deep_needs"], ...
    ],
    concerns: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """引导性沟通. One guided talk, with what it covered (LIF-03, LIF-05)."""
    return fact(id, "guided_talk", at=at, covered=covered, concerns=concerns, **told)


def designer_step(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    step: Literal["recommended", "confirmed", "declined"],
    designer: str,
    **told: Unpack[Told],
) -> Fact:
    """设计师推荐与确定. A designer is recommended or confirmed (LIF-01, LIF-11)."""
    return fact(id, "designer_step", at=at, step=step, designer=designer, **told)


def designer_talk(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    outcome: Literal["agrees", "hesitates", "declines"],
    designer: str | Missing | None = MISSING,
    first: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """设计师洽谈. The customer talks with the designer (LIF-06)."""
    return fact(
        id, "designer_talk", at=at, outcome=outcome, designer=designer, first=first, **told
    )


def closed_loop(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    talk_satisfies: bool | Missing | None = MISSING,
    works_satisfy: bool | Missing | None = MISSING,
    idea_accepted: bool | Missing | None = MISSING,
    budget_clear: bool | Missing | None = MISSING,
    unclear: tuple[str, ...] | Missing | None = MISSING,
    next_at: datetime | Missing | None = MISSING,
    next_preference: Literal["weekday", "weekend"] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """闭环. The client manager learns the true position after a designer talk (LIF-07, LIF-09)."""
    return fact(
        id,
        "closed_loop",
        at=at,
        talk_satisfies=talk_satisfies,
        works_satisfy=works_satisfy,
        idea_accepted=idea_accepted,
        budget_clear=budget_clear,
        unclear=unclear,
        next_at=next_at,
        next_preference=next_preference,
        **told,
    )


def callback(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    answered: bool | Missing | None = MISSING,
    agreed: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """回访. The customer is called back (FOL-02, FOL-03)."""
    return fact(id, "callback", at=at, answered=answered, agreed=agreed, **told)


def measurement(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    area: Decimal | int | Missing | None = MISSING,
    fee: Money | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """量房. The house is measured, for a fee or for none (FEE-05)."""
    return fact(id, "measurement", at=at, area=area, fee=fee, **told)


def agreement(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    tier: Literal["ordinary", "excellent", "deputy_director", "director"],
    a6: bool | Missing | None = MISSING,
    area: int | Decimal | Missing | None = MISSING,
    fee: Money | Missing | None = MISSING,
    rendering: Literal["charged", "not_charged"] | Missing | None = MISSING,
    rendering_fee: Money | Missing | None = MISSING,
    scheme_talk_on: date | Missing | None = MISSING,
    expected_start_on: date | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """设计协议. The design agreement is signed (CON-01, CON-02, FEE-02, FEE-04)."""
    return fact(
        id,
        "agreement",
        at=at,
        tier=tier,
        a6=a6,
        area=area,
        fee=fee,
        rendering=rendering,
        rendering_fee=rendering_fee,
        scheme_talk_on=scheme_talk_on,
        expected_start_on=expected_start_on,
        **told,
    )


def design_schedule(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    first_draft_on: date | Missing | None = MISSING,
    scheme_talk_on: date | Missing | None = MISSING,
    materials_on: date | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """设计进度表. The dated plan of the design work (CON-04)."""
    return fact(
        id,
        "design_schedule",
        at=at,
        first_draft_on=first_draft_on,
        scheme_talk_on=scheme_talk_on,
        materials_on=materials_on,
        **told,
    )


def scheme_talk(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """方案沟通. A scheme is talked over with the customer (LIF-10)."""
    return fact(id, "scheme_talk", at=at, **told)
