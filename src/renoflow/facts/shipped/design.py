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
    "appointment",
    "callback",
    "closed_loop",
    "design_schedule",
    "designer_step",
    "designer_talk",
    "explanation",
    "guided_talk",
    "identification",
    "interview",
    "measurement",
    "misgiving",
    "presentation",
    "scheme",
    "scheme_confirmation",
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
    present: tuple[str, ...] | Missing | None = MISSING,
    promises: tuple[str, ...] | Missing | None = MISSING,
    changes: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """设计师洽谈. A talk with the designer; *present* are roles (LIF-06, LIF-26, ROLE-01)."""
    return fact(
        id,
        "designer_talk",
        at=at,
        outcome=outcome,
        designer=designer,
        first=first,
        present=present,
        promises=promises,
        changes=changes,
        **told,
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
    assistant: str | Missing | None = MISSING,
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """量房. The house is measured, with an assistant who records (FEE-05, LIF-16)."""
    return fact(
        id,
        "measurement",
        at=at,
        area=area,
        fee=fee,
        assistant=assistant,
        supplied=supplied,
        **told,
    )


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
    open_issues: int | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """方案沟通. A scheme is talked over with the customer (LIF-10, LIF-18)."""
    return fact(id, "scheme_talk", at=at, open_issues=open_issues, **told)


def appointment(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    purpose: Literal["visit", "measurement", "scheme_talk"],
    meets_at: datetime | Missing | None = MISSING,
    agreed_with: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """预约. An appointment is made; *agreed_with* is a role (LIF-12, TIER-07)."""
    return fact(
        id,
        "appointment",
        at=at,
        purpose=purpose,
        meets_at=meets_at,
        agreed_with=agreed_with,
        **told,
    )


def scheme(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    version: Literal["draft", "complete"],
    quoted: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """方案. A scheme is done, with its quote or without (LIF-14, LIF-15)."""
    return fact(id, "scheme", at=at, version=version, quoted=quoted, **told)


def scheme_confirmation(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """方案确认. The customer confirms a scheme (LIF-22)."""
    return fact(id, "scheme_confirmation", at=at, of=of, **told)


def presentation(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    shown: Literal["portfolio", "company", "product", "designer", "materials_hall"],
    minutes: int | Missing | None = MISSING,
    cases: int | Missing | None = MISSING,
    techniques: int | Missing | None = MISSING,
    present: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """展示介绍. Something is shown to the customer, for so many minutes (LIF-24, TIER-09)."""
    return fact(
        id,
        "presentation",
        at=at,
        shown=shown,
        minutes=minutes,
        cases=cases,
        techniques=techniques,
        present=present,
        **told,
    )


def misgiving(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    step: Literal["raised", "removed"],
    about: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """客户异议. The customer has a misgiving, or it is removed (LIF-23)."""
    return fact(id, "misgiving", at=at, step=step, about=about, **told)


def explanation(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    covered: tuple[Literal["terms", "scheme", "technique", "quote"], ...],
    agreed: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """签约讲解. What a contract says is explained before it is signed (CON-09)."""
    return fact(id, "explanation", at=at, covered=covered, agreed=agreed, **told)


def interview(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    whom: Literal["customer", "designer", "assistant"],
    supplied: tuple[str, ...] | Missing | None = MISSING,
    left_over: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """跟踪访谈. One of the three interviews after a designer talk (FOL-04)."""
    return fact(id, "interview", at=at, whom=whom, supplied=supplied, left_over=left_over, **told)
