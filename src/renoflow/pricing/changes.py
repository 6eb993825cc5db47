"""Change orders (增减项): what was changed, for whose reason, who approved it, and when.

A change counts once everybody who has to approve it has; work on it that was not preceded
by that is reported. Reading refuses nothing: what happened happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, cast

import attrs

from renoflow.calendars import WorkCalendar, as_utc
from renoflow.errors import Malformed
from renoflow.facts import Fact, known
from renoflow.money import Money, total
from renoflow.pricing.records import Component
from renoflow.reasons import Reason, reason

__all__ = ["ORIGINS", "Change", "ChangeState", "Changes", "Origin", "changes"]

Origin: TypeAlias = Literal["customer_wish", "omission", "unforeseen"]
"""Why there is a change: the customer wants it, the company forgot it, the site needs it."""

ORIGINS: Final[Mapping[Origin, str]] = MappingProxyType(
    {"customer_wish": "客户要求", "omission": "公司漏项", "unforeseen": "现场不可预见"}
)
"""The three origins of a change, each with its Chinese name."""

ChangeState: TypeAlias = Literal["approved", "open", "refused"]
"""All have approved; somebody has not spoken; the last word of somebody is no."""

_INSTANT: Final = timedelta(microseconds=1)


@attrs.frozen(kw_only=True)
class Change:
    """One change order with what became of it.

    Attributes:
        fact: Its id.
        at: When it was put in writing; a day without an hour is read from its start.
        origin: Why there is a change.
        amount: What it adds; negative for a reduction.
        days: What it adds to the time of building; None where nothing was told.
        component: What the money is for; None where nothing was told.
        state: Whether it counts.
        approved_at: The instant from which it is approved by all; None unless it is.
        facts: The order, then the approvals and refusals, oldest first.
        total: Approved money up to and with this order.
        total_days: Approved days up to and with this order.
    """

    fact: str
    at: datetime
    origin: Origin
    amount: Money
    days: int | None
    component: Component | None
    state: ChangeState
    approved_at: datetime | None
    facts: tuple[str, ...]
    total: Money
    total_days: int


@attrs.frozen(kw_only=True)
class Changes:
    """All change orders of a customer by the time of writing, and what is odd about them.

    ``warnings`` name work that no approval preceded, in the order of the works:
    ``change.unapproved_work`` (not approved before it, and not now), ``change.late_approval``
    (approved, but not before it) and ``change.order_untold`` (a paper has a day and no hour,
    so that nobody can tell which came first).
    """

    rows: tuple[Change, ...]
    warnings: tuple[Reason, ...]

    @property
    def total(self) -> Money:
        """What all approved changes come to."""
        return total(one.amount for one in self.rows if one.state == "approved")

    @property
    def days(self) -> int:
        """By how many days all approved changes move the end of the works."""
        return sum(one.days or 0 for one in self.rows if one.state == "approved")

    def approved_of(self, *origins: Origin) -> Money:
        """What the approved changes of these *origins* come to, reductions deducted."""
        return total(
            one.amount for one in self.rows if one.state == "approved" and one.origin in origins
        )


_Word: TypeAlias = tuple[datetime, datetime, bool, str]
"""First and last instant at which it may have been said, whether it is a no, the fact's id."""


def changes(
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    *,
    approvers: tuple[str, ...],
    at: datetime,
    known_at: datetime | None = None,
) -> Changes:
    """The change orders of *facts* as they stand at *at*, and the work that came too early.

    An ``approval`` or ``refusal`` of an order counts for an approver in whose role, or as
    whom, somebody acted; of each approver the last word counts, and of a yes and a no at
    one instant the no. Approval is to come before the work: at the same instant is not
    before.

    Args:
        facts: The customer's history; withdrawn facts do not count.
        calendar: For facts that have a day and no hour.
        approvers: Roles or parties that all have to approve, such as ``("customer",)``;
            which they are the company says.
        at: The asked instant; later facts do not count.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``value.missing`` without an approver, ``value.naive``, ``fact.clash``.
    """
    if not approvers:
        raise Malformed("value.missing", "approvers")
    now = as_utc(at)
    told = [
        (*_span(one, calendar), one)
        for one in known(facts, calendar, known_at=known_at)
        if one.kind in ("change_order", "change_work", "approval", "refusal")
    ]
    told = sorted((one for one in told if one[0] <= now), key=lambda one: (one[0], one[2].id))
    orders = {one.id: one for _, _, one in told if one.kind == "change_order"}
    words: dict[str, dict[str, list[_Word]]] = {
        name: {who: [] for who in approvers} for name in orders
    }
    for begin, end, one in told:
        if one.kind in ("approval", "refusal") and one.get("of") in words:
            for who, said in words[str(one.get("of"))].items():
                if who in (one.get("role"), one.actor):
                    said.append((begin, end, one.kind == "refusal", one.id))
    rows: list[Change] = []
    for begin, _, one in told:
        if one.kind == "change_order":
            rows.append(_row(begin, one, words[one.id], rows))
    states = {one.fact: one.state for one in rows}
    warnings = [
        found
        for begin, end, one in told
        if one.kind == "change_work" and one.get("of") in orders
        for found in _early(begin, end, one, words[str(one.get("of"))], states)
    ]
    return Changes(rows=tuple(rows), warnings=tuple(warnings))


def _span(one: Fact, calendar: WorkCalendar) -> tuple[datetime, datetime]:
    """The first and the last instant at which *one* may have happened."""
    if isinstance(one.at, datetime):
        instant = as_utc(one.at)
        return instant, instant
    return calendar.start(one.at), calendar.end(one.at)


def _row(
    at: datetime, order: Fact, words: Mapping[str, Sequence[_Word]], before: Sequence[Change]
) -> Change:
    said = [(when, no, name) for mine in words.values() for when, _, no, name in mine]
    state, since = _state([[(when, no) for when, _, no, _ in mine] for mine in words.values()])
    amount, days = order.get("amount"), order.get("days")
    money = amount if isinstance(amount, Money) else Money(0)
    more = days if isinstance(days, int) else None
    past = before[-1] if before else None
    sum_, sum_days = (past.total, past.total_days) if past else (Money(0), 0)
    if state == "approved":
        sum_, sum_days = sum_ + money, sum_days + (more or 0)
    component = order.get("component")
    return Change(
        fact=order.id,
        at=at,
        origin=cast("Origin", order.get("origin")),
        amount=money,
        days=more,
        component=cast("Component", component) if isinstance(component, str) else None,
        state=state,
        approved_at=since,
        facts=(order.id, *dict.fromkeys(name for _, _, name in sorted(said))),
        total=sum_,
        total_days=sum_days,
    )


def _state(
    words: Sequence[Sequence[tuple[datetime, bool]]],
) -> tuple[ChangeState, datetime | None]:
    """What the *words* of each approver come to, and since when all of them are a yes."""
    since: list[datetime] = []
    silent = False
    for mine in words:
        standing: datetime | None = None
        refused = False
        for when, no in sorted(mine):  # of one instant the no is last
            refused = no
            standing = None if no else standing or when
        if refused:
            return "refused", None
        if standing is None:
            silent = True
        else:
            since.append(standing)
    return ("open", None) if silent else ("approved", max(since))


def _early(
    begin: datetime,
    end: datetime,
    work: Fact,
    words: Mapping[str, Sequence[_Word]],
    states: Mapping[str, ChangeState],
) -> tuple[Reason, ...]:
    """The work, if no approval came before it, or if nobody can tell.

    An approval is read at the last instant at which it may have been given, and then at
    the first; a refusal at the first.
    """
    order = str(work.get("of"))
    surely = [
        [
            (begun if no else last, no)
            for begun, last, no, _ in mine
            if (begun if no else last) < begin
        ]
        for mine in words.values()
    ]
    if _state(surely)[0] == "approved":
        return ()
    maybe = [[(begun, no) for begun, _, no, _ in mine if begun < end] for mine in words.values()]
    facts = (work.id, order)
    if _state(maybe)[0] == "approved":
        return (reason("change.order_untold", rule=order, facts=facts),)
    if states[order] == "approved":
        return (reason("change.late_approval", rule=order, facts=facts),)
    return (reason("change.unapproved_work", rule=order, facts=facts),)
