"""Service (服务): care of the site, complaints, warranty, and the records of a store."""

# ruff: noqa: PLR0913 - a function has as many parameters as its kind has fields

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Unpack

from renoflow.facts.make import Told, fact
from renoflow.facts.records import MISSING, Fact, Missing, When
from renoflow.money import Money

__all__ = [
    "answer",
    "assessment",
    "contact_consent",
    "dispatch",
    "greeting",
    "improvement_step",
    "key_account",
    "key_account_meeting",
    "progress_report",
    "quarrel",
    "question",
    "repair",
    "repair_decision",
    "reports_sent",
    "service_step",
    "site_issue",
    "site_talk",
    "store_closed",
    "store_log",
    "store_opening",
    "suggestion",
    "visit_report",
]


def question(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    channel: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """疑问. The customer asks something (CPL-01)."""
    return fact(id, "question", at=at, channel=channel, **told)


def suggestion(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    channel: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """意见建议. The customer gives an opinion or a suggestion (CPL-22)."""
    return fact(id, "suggestion", at=at, channel=channel, **told)


def quarrel(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    employee: str,
    **told: Unpack[Told],
) -> Fact:
    """与客户争吵. An employee quarrels with a customer (CPL-09)."""
    return fact(id, "quarrel", at=at, employee=employee, **told)


def answer(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    settles: bool | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """答复. The customer is answered; ``settles``: that solves what he asked (CPL-01, CPL-22)."""
    return fact(id, "answer", at=at, of=of, settles=settles, **told)


def service_step(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    step: Literal[
        "recorded",
        "reported",
        "investigated",
        "solution",
        "measures",
        "handled",
        "communicated",
        "called_back",
        "tracked",
        "settled",
        "forwarded",
        "followed_up",
        "inspection_asked",
        "inspected",
        "report_submitted",
        "anomaly_sheet",
    ],
    number: str | Missing | None = MISSING,
    cause: Literal["quality", "non_quality"] | Missing | None = MISSING,
    solved: bool | Missing | None = MISSING,
    to: str | Missing | None = MISSING,
    present: tuple[str, ...] | Missing | None = MISSING,
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """服务处理. A step in handling a complaint, a suggestion or a site issue (CPL-03, SITE-04).

    ``number`` is the complaint's (CPL-11), ``cause`` what an investigation found (CPL-12),
    ``solved`` whether it was found solved, ``to`` the department it goes to, ``present`` the
    roles at a joint inspection (CPL-16), ``supplied`` what a sheet or an answer holds.
    """
    return fact(
        id,
        "service_step",
        at=at,
        of=of,
        step=step,
        number=number,
        cause=cause,
        solved=solved,
        to=to,
        present=present,
        supplied=supplied,
        **told,
    )


def site_talk(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    whom: Literal["customer", "designer", "project_manager", "supervisor"],
    **told: Unpack[Told],
) -> Fact:
    """工地沟通. The client manager talks with one of the four sources of a site (SITE-01)."""
    return fact(id, "site_talk", at=at, whom=whom, **told)


def site_issue(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    about: str,
    severity: str | Missing | None = MISSING,
    owner: str | Missing | None = MISSING,
    call: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """工地问题. Something is wrong on a site (SITE-04).

    ``call`` is the call that found it, ``owner`` who is to see to it.
    """
    return fact(
        id, "site_issue", at=at, about=about, severity=severity, owner=owner, call=call, **told
    )


def progress_report(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    done: int | Decimal | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """进度汇报. The workers report their progress to the customer (SITE-06)."""
    return fact(id, "progress_report", at=at, done=done, **told)


def dispatch(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    to: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """派工维修. Staff are arranged to repair what was complained of (CMP-05)."""
    return fact(id, "dispatch", at=at, of=of, to=to, **told)


def repair(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    **told: Unpack[Told],
) -> Fact:
    """维修完成. What was complained of is repaired (CMP-05, CMP-06)."""
    return fact(id, "repair", at=at, of=of, **told)


def repair_decision(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    outcome: Literal["free_repair", "bear_costs"],
    **told: Unpack[Told],
) -> Fact:
    """保修期后处理. A person decides on a defect found after the warranty (CMP-06)."""
    return fact(id, "repair_decision", at=at, of=of, outcome=outcome, **told)


def greeting(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    occasion: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """节日问候. The customer gets a greeting after completion (CMP-03)."""
    return fact(id, "greeting", at=at, occasion=occasion, **told)


def contact_consent(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    given: bool,
    **told: Unpack[Told],
) -> Fact:
    """联系意愿. The customer says whether he wants to hear from the company (CMP-03)."""
    return fact(id, "contact_consent", at=at, given=given, **told)


def store_opening(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """开店. A store opens; its daily records begin (CUS-16)."""
    return fact(id, "store_opening", at=at, **told)


def store_closed(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """店休. A store is closed on this day (CUS-16)."""
    return fact(id, "store_closed", at=at, **told)


def store_log(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    sections: tuple[Literal["visits", "measuring_fees", "customer_resources", "designers"], ...],
    visits: int | Missing | None = MISSING,
    measuring_fees: Money | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """店面日志. The store's log of a day: its sections, and what they count (CUS-16, FEE-05)."""
    return fact(
        id,
        "store_log",
        at=at,
        sections=sections,
        visits=visits,
        measuring_fees=measuring_fees,
        **told,
    )


def visit_report(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    form: Literal["salesperson", "supervisor"],
    companion: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """拜访日报. The report of a day's visits, of a salesperson or a supervisor (FOL-16)."""
    return fact(id, "visit_report", at=at, form=form, companion=companion, **told)


def reports_sent(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """日报上送. The visit reports of a week are sent on (FOL-16)."""
    return fact(id, "reports_sent", at=at, **told)


def assessment(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    party: str | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """考核评定. Somebody's work is assessed (KPI-01)."""
    return fact(id, "assessment", at=at, party=party, **told)


def improvement_step(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    of: str,
    step: Literal["analysed", "measures_set", "evaluated", "adjusted"],
    **told: Unpack[Told],
) -> Fact:
    """满意度改进. A step after a survey: analysis, measures, their effect (KPI-18)."""
    return fact(id, "improvement_step", at=at, of=of, step=step, **told)


def key_account(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    supplied: tuple[str, ...] | Missing | None = MISSING,
    **told: Unpack[Told],
) -> Fact:
    """重点客户认定. The customer is made a key account (CUS-22, CUS-23).

    Args:
        id: The fact's id.
        at: When.
        supplied: What his file holds.
        told: What every fact may say.
    """
    return fact(id, "key_account", at=at, supplied=supplied, **told)


def key_account_meeting(
    id: str,  # noqa: A002 - the field's own name
    *,
    at: When,
    **told: Unpack[Told],
) -> Fact:
    """重点客户座谈会. The yearly meeting with a key account (CUS-23)."""
    return fact(id, "key_account_meeting", at=at, **told)
