"""One typed function for each shipped kind: the type checker knows its fields.

Each returns a checked :class:`~renoflow.facts.Fact` and raises ``Malformed`` as
:func:`~renoflow.facts.fact` does. ``**told`` is what every fact may say besides:
``by``, ``for_``, ``person``, ``customer``, ``recorded_at``, ``role``, ``place``.
A field that is left out is not told; None is recorded as none.
"""

# ruff: noqa: PLR0913 - a function has as many parameters as its kind has fields

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Unpack

from renoflow.facts.keys import Key
from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When
from renoflow.money import Money

__all__ = [
    "agreement",
    "approval",
    "assignment",
    "callback",
    "cancellation",
    "closed_loop",
    "complaint",
    "completion",
    "contract",
    "deal",
    "decision",
    "deposit",
    "design_schedule",
    "designer_step",
    "designer_talk",
    "dispute",
    "enquiry",
    "entry",
    "event_reception",
    "extension",
    "filing",
    "guided_talk",
    "identification",
    "invitation",
    "leave",
    "loss",
    "need_changed",
    "not_same",
    "notice",
    "ownership_check",
    "pause",
    "receipt",
    "referral",
    "refusal",
    "registration",
    "reopening",
    "resume",
    "same_as",
    "scheme_talk",
    "signature",
    "site_callback",
    "start",
    "survey",
    "touch",
    "transfer",
    "verification",
    "visit",
    "waiver",
    "withdrawal",
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
    medium: Literal["form", "sms", "oral", "wechat", "qq", "email", "register"],
    source: Literal["own", "front_desk_kin", "event", "partner"] | Missing | None = MISSING,
    phone: Key | Missing | None = MISSING,
    home: Key | Missing | None = MISSING,
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """报备. A customer is filed for somebody (FILE-01..06)."""
    return fact(
        id,
        "filing",
        at=at,
        medium=medium,
        source=source,
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
    received_by: str | Missing | None = MISSING,
    names: str | Missing | None = MISSING,
    introduced: bool | Missing | None = MISSING,
    phone: Key | Missing | None = MISSING,
    home: Key | Missing | None = MISSING,
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """来访. The customer comes (FILE-06, ATT-03)."""
    return fact(
        id,
        "visit",
        at=at,
        invited_by=invited_by,
        brought_by=brought_by,
        received_by=received_by,
        names=names,
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
    source: Literal["partner", "outside_channel", "customer", "staff"],
    referrer: str,
    to: str | Missing | None = MISSING,
    phone: Key | Missing | None = MISSING,
    home: Key | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """引荐. Somebody refers the customer (ATT-14)."""
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
