"""Owners (归属): deals, transfers, leavers, quarrels and what was decided."""

# ruff: noqa: PLR0913 - a function has as many parameters as its kind has fields

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Unpack

from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When
from renoflow.money import Money

__all__ = [
    "appeal",
    "assignment",
    "booking",
    "change_request",
    "complaint",
    "deal",
    "decision",
    "dispute",
    "dispute_step",
    "entry",
    "evidence",
    "hearing",
    "leave",
    "link",
    "need_changed",
    "negotiation",
    "notice",
    "ownership_check",
    "party_status",
    "payout",
    "recusal",
    "stage",
    "survey",
    "transfer",
    "turn",
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


def booking(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    amount: Money | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """认购. The customer books what he will buy."""
    return fact(id, "booking", at=at, amount=amount, **told)


def entry(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    names: str | Missing | None = MISSING,
    source: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """录入系统. The customer is entered, or a name or a source with him (FILE-07, 15, 17)."""
    return fact(id, "entry", at=at, names=names, source=source, **told)


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


def change_request(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    to: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """归属变更申请. Somebody asks that the customer be given to another (ATT-29)."""
    return fact(id, "change_request", at=at, to=to, **told)


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


def party_status(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    party: str,
    status: str,
    **told: Unpack[Told],
) -> Fact:
    """人员状态. Somebody's state: employed, licensed, signed up (R14)."""
    return fact(id, "party_status", at=at, party=party, status=status, **told)


def stage(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    stage: str,
    **told: Unpack[Told],
) -> Fact:
    """阶段. The customer reaches a stage (R15)."""
    return fact(id, "stage", at=at, stage=stage, **told)


def link(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    what: str,
    party: str | Missing | None = MISSING,
    value: int | Decimal | Missing | None = MISSING,
    amount: Money | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """关联事实. What another case says and the host found out (R12)."""
    return fact(id, "link", at=at, what=what, party=party, value=value, amount=amount, **told)


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
    channel: str | Missing | None = MISSING,
    topic: str | Missing | None = MISSING,
    cause: Literal["quality", "non_quality"] | Missing | None = MISSING,
    loss: bool | Missing | None = MISSING,
    work: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """投诉. The customer complains (ATT-16, CPL-02).

    ``topic`` is the company's own class (CPL-04), ``cause`` whether the quality of the works
    or somebody's conduct was at fault (CPL-12), ``loss`` whether it caused one (CPL-17);
    ``work`` and ``place`` are what a warranty asks about.
    """
    return fact(
        id,
        "complaint",
        at=at,
        result=result,
        about=about,
        channel=channel,
        topic=topic,
        cause=cause,
        loss=loss,
        work=work,
        **told,
    )


def survey(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    result: Literal["good", "fair", "bad"],
    about: str | Missing | None = MISSING,
    score: int | Decimal | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """满意度调查. The customer is asked how satisfied he is (ATT-16, CMP-01).

    ``score`` is what he said, on the company's own scale; ``result`` what it comes to.
    """
    return fact(id, "survey", at=at, result=result, about=about, score=score, **told)


def dispute(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    claims: tuple[str, ...] | Missing | None = MISSING,
    to: str | Missing | None = MISSING,
    scope: Literal["department", "internal", "inter_company"] | Missing | None = MISSING,
    subject: Literal["ownership", "contract", "payment", "complaint_handling"]
    | Missing
    | None = MISSING,
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """争议. Two parties want the same customer (FILE-04, COL-10, DIS-01, DIS-05, DIS-07).

    ``claims`` are the parties, ``to`` the role it is reported to, ``scope`` whether it is
    inside one department, the company, or with another; ``supplied`` what the report holds.
    """
    return fact(
        id,
        "dispute",
        at=at,
        claims=claims,
        to=to,
        scope=scope,
        subject=subject,
        supplied=supplied,
        **told,
    )


def evidence(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    form: str,
    shows: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """举证. Somebody submits evidence in a dispute; ``shows`` is the fact it proves (COL-04)."""
    return fact(id, "evidence", at=at, of=of, form=form, shows=shows, **told)


def dispute_step(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    step: Literal["investigated", "assessed", "proposed", "communicated"],
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """争议处理. A step in handling a dispute was done (DIS-03, DIS-08, DIS-10)."""
    return fact(id, "dispute_step", at=at, of=of, step=step, supplied=supplied, **told)


def negotiation(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    result: Literal["agreed", "failed"],
    owner: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """协商. The parties negotiated at a level, its ``role``; agreed, on whom, or not (DIS-11)."""
    return fact(id, "negotiation", at=at, of=of, result=result, owner=owner, **told)


def appeal(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str | Missing | None = MISSING,
    to: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """申诉. A dispute is taken to the level ``to``, or to the next one (ESC-01, ESC-02)."""
    return fact(id, "appeal", at=at, of=of, to=to, **told)


def hearing(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    published: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """受理. A ``role`` receives a dispute, and may publish its opinion of it (ESC-03)."""
    return fact(id, "hearing", at=at, of=of, published=published, **told)


def recusal(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    who: str,
    **told: Unpack[Told],
) -> Fact:
    """回避. The role ``who`` steps back from a dispute; it passes upward (DIS-02)."""
    return fact(id, "recusal", at=at, of=of, who=who, **told)


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


def payout(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    to: str,
    amount: Money,
    term: str | Missing | None = MISSING,
    of: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """支付佣金. Somebody is paid what he earned, or pays it back (a negative amount)."""
    return fact(id, "payout", at=at, to=to, amount=amount, term=term, of=of, **told)


def turn(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    party: str,
    change: Literal["skipped", "make_up", "absent", "present", "barred", "cleared"],
    **told: Unpack[Told],
) -> Fact:
    """轮位变动. A party's turn in the order of reception changes (ATT-27)."""
    return fact(id, "turn", at=at, party=party, change=change, **told)
