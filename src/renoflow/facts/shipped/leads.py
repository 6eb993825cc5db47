"""Leads (线索): asked, filed, touched, invited, visited."""

# ruff: noqa: PLR0913 - a function has as many parameters as its kind has fields

from __future__ import annotations

from datetime import date
from typing import Literal, Unpack

from renoflow.facts.keys import Key
from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When

__all__ = [
    "approval",
    "docking",
    "enquiry",
    "event_reception",
    "filing",
    "invitation",
    "list_allotted",
    "referral",
    "refusal",
    "registration",
    "report",
    "signature",
    "touch",
    "tour",
    "verification",
    "visit",
]


def enquiry(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    channel: Literal[
        "front_desk_phone",
        "walk_in",
        "web",
        "online_chat",
        "telemarketing",
        "estate",
        "sales_office",
        "property_management",
        "referral",
        "own_effort",
        "event",
        "mobile_phone",
    ],
    introduced: bool | Missing | None = MISSING,
    invited: bool | Missing | None = MISSING,
    contact_left: bool | Missing | None = MISSING,
    phone: Key | Missing | None = MISSING,
    home: Key | Missing | None = MISSING,
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """咨询. A customer asks, by phone, in person or online (ATT-02..06, ATT-09)."""
    return fact(
        id,
        "enquiry",
        at=at,
        channel=channel,
        introduced=introduced,
        invited=invited,
        contact_left=contact_left,
        phone=phone,
        home=home,
        supplied=supplied,
        **told,
    )


def filing(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    medium: Literal["form", "sms", "oral", "wechat", "qq", "email", "register", "front_desk"],
    source: Literal["own", "front_desk_kin", "event", "partner"] | Missing | None = MISSING,
    caller: bool | Missing | None = MISSING,
    planned_on: date | Missing | None = MISSING,
    phone: Key | Missing | None = MISSING,
    home: Key | Missing | None = MISSING,
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """报备. A customer is filed for somebody, or entered in a register (FILE-01..11, ATT-10)."""
    return fact(
        id,
        "filing",
        at=at,
        medium=medium,
        source=source,
        caller=caller,
        planned_on=planned_on,
        phone=phone,
        home=home,
        supplied=supplied,
        **told,
    )


def signature(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    **told: Unpack[Told],
) -> Fact:
    """客服签字. Customer service signs a filing (FILE-01, ROLE-07)."""
    return fact(id, "signature", at=at, of=of, **told)


def registration(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    **told: Unpack[Told],
) -> Fact:
    """登记备档. A filing is entered in the list of visiting customers (FILE-01)."""
    return fact(id, "registration", at=at, of=of, **told)


def docking(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    **told: Unpack[Told],
) -> Fact:
    """设计师对接. An entry of the register is docked with a designer (ATT-10)."""
    return fact(id, "docking", at=at, of=of, **told)


def verification(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    result: Literal["valid", "duplicate", "unreachable"] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """核单. A filing is checked (FILE-04)."""
    return fact(id, "verification", at=at, of=of, result=result, **told)


def approval(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    **told: Unpack[Told],
) -> Fact:
    """批准. A step of an approval is given (ATT-07, ROLE-07)."""
    return fact(id, "approval", at=at, of=of, **told)


def refusal(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    **told: Unpack[Told],
) -> Fact:
    """驳回. A step of an approval is refused (ATT-07)."""
    return fact(id, "refusal", at=at, of=of, **told)


def touch(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    medium: Literal["call", "sms", "wechat", "meeting", "email"] | Missing | None = MISSING,
    answered: bool | Missing | None = MISSING,
    verified: bool | Missing | None = MISSING,
    content: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """跟单. Somebody is in contact with the customer (FILE-05, FILE-16, ATT-13)."""
    return fact(
        id,
        "touch",
        at=at,
        medium=medium,
        answered=answered,
        verified=verified,
        content=content,
        **told,
    )


def invitation(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    medium: Literal["call", "sms", "wechat", "meeting", "email"] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """邀约. The customer is invited to visit (FILE-05)."""
    return fact(id, "invitation", at=at, medium=medium, **told)


def visit(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    invited_by: str | Missing | None = MISSING,
    brought_by: str | Missing | None = MISSING,
    brought_together: tuple[str, ...] | Missing | None = MISSING,
    brought_from: Literal["estate", "event", "elsewhere"] | Missing | None = MISSING,
    evidence: Literal["hall_register", "measurement_record"] | Missing | None = MISSING,
    received_by: str | Missing | None = MISSING,
    on_duty: str | Missing | None = MISSING,
    names: str | Missing | None = MISSING,
    with_old_customer: bool | Missing | None = MISSING,
    introduced: bool | Missing | None = MISSING,
    phone: Key | Missing | None = MISSING,
    home: Key | Missing | None = MISSING,
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """来访. The customer comes (FILE-06, ATT-03, COL-02..06)."""
    return fact(
        id,
        "visit",
        at=at,
        invited_by=invited_by,
        brought_by=brought_by,
        brought_together=brought_together,
        brought_from=brought_from,
        evidence=evidence,
        received_by=received_by,
        on_duty=on_duty,
        names=names,
        with_old_customer=with_old_customer,
        introduced=introduced,
        phone=phone,
        home=home,
        supplied=supplied,
        **told,
    )


def event_reception(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    received_by: str | Missing | None = MISSING,
    phone: Key | Missing | None = MISSING,
    home: Key | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """活动接待. A visitor of an event is received, or only put on its list (ATT-08)."""
    return fact(
        id, "event_reception", at=at, received_by=received_by, phone=phone, home=home, **told
    )


def referral(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    source: Literal["partner", "outside_channel", "customer", "staff", "middleman"],
    referrer: str,
    to: str | Missing | None = MISSING,
    phone: Key | Missing | None = MISSING,
    home: Key | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """引荐. Somebody refers the customer (ATT-14, ATT-24)."""
    return fact(
        id,
        "referral",
        at=at,
        source=source,
        referrer=referrer,
        to=to,
        phone=phone,
        home=home,
        **told,
    )


def list_allotted(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    to: str,
    list: str | Missing | None = MISSING,  # noqa: A002 - the field's own name
    **told: Unpack[Told],
) -> Fact:
    """名单分配. An estate's list of names is allotted to somebody (COL-06)."""
    return fact(id, "list_allotted", at=at, to=to, list=list, **told)


def tour(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    host: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """带看. Somebody shows the customer a model room (ATT-26)."""
    return fact(id, "tour", at=at, host=host, **told)


def report(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    subject: Literal["customer_information", "visit_result", "finance_copy"],
    to: str | Missing | None = MISSING,
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """上报. Something is reported inside the company (FILE-10, FILE-12, FILE-13)."""
    return fact(id, "report", at=at, subject=subject, to=to, supplied=supplied, **told)
