"""The settlement (竣工结算): what is missing before it, and the sheet that balances to the fen.

It is made from the ledger: contract and approved changes, less credits, less what was received,
is the balance. Each line names the facts that it comes from, and the lines total the balance.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.calendars import WorkCalendar, as_utc
from renoflow.errors import Malformed, one_of
from renoflow.facts import Fact, known
from renoflow.money import Money, format_yuan, total
from renoflow.pricing.changes import Changes
from renoflow.pricing.contracts import contract_amount, contract_component
from renoflow.pricing.ledger import Ledger, LedgerTerms, Line, ledger
from renoflow.pricing.plans import Collects, Plan
from renoflow.pricing.records import Component
from renoflow.pricing.retention import Retention, RetentionTerms, retain
from renoflow.reasons import Reason, reason
from renoflow.select import Scope, Test, compile_test, see

__all__ = [
    "Closing",
    "LineKind",
    "Need",
    "Settlement",
    "SettlementLine",
    "closing_missing",
    "settle",
]


@attrs.frozen(kw_only=True)
class Need:
    """Something that has to have happened before a settlement, or for it to be complete.

    ``id`` is what reasons cite, ``test`` the condition on the history, ``source`` the
    catalogue id or clause.
    """

    id: str
    test: Test
    source: str = ""


@attrs.frozen(kw_only=True)
class Closing:
    """How a company closes a project: what the invitation needs, and what completes it.

    Attributes:
        id: Name of the list.
        revision: From 1 on.
        source: Where it was published.
        invite: Needed before the customer is invited to settle (CMP-01, PAY-05).
        done: Needed for the completion to be done (CMP-01).

    Raises:
        Malformed: ``value.missing`` without an id, ``value.type`` for a revision below 1,
            ``closing.twice`` for two needs of one id.
    """

    id: str
    revision: int
    source: str
    invite: tuple[Need, ...]
    done: tuple[Need, ...]

    def __attrs_post_init__(self) -> None:
        if not self.id:
            raise Malformed("value.missing", "id")
        if type(self.revision) is not int or self.revision < 1:
            raise Malformed("value.type", "revision", expected="a whole number of at least 1")
        seen: set[str] = set()
        for field, needs in (("invite", self.invite), ("done", self.done)):
            for place, need in enumerate(needs):
                if need.id in seen:
                    raise Malformed("closing.twice", f"{field}[{place}].id")
                seen.add(need.id)

    @property
    def name(self) -> str:
        """``id@revision``, by which reasons cite the list."""
        return f"{self.id}@{self.revision}"


def closing_missing(  # noqa: PLR0913 - what is asked, and the two time axes
    closing: Closing,
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    *,
    of: Literal["invite", "done"],
    at: datetime,
    known_at: datetime | None = None,
) -> tuple[Reason, ...]:
    """What of *closing* is missing at *at*, all at once, in its order; nothing if it is ready.

    ``of="invite"`` asks whether the customer may be invited to settle (PAY-05, CMP-01),
    ``of="done"`` whether the completion is done. A fact that has a day and no hour counts
    from the start of that day.

    Raises:
        Malformed: ``value.choice`` for another word, ``value.naive``.
    """
    if of not in ("invite", "done"):
        raise one_of("value.choice", "of", of, ("invite", "done"))
    seen = see(known(facts, calendar, known_at=known_at), calendar, days="start")
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=as_utc(at))
    return tuple(
        reason(
            "settlement.missing",
            rule=f"{closing.name}#{need.id}",
            need=need.id,
            source=need.source,
        )
        for need in (closing.invite if of == "invite" else closing.done)
        if compile_test(need.test)(scope) is None
    )


LineKind: TypeAlias = Literal[
    "contract", "tax", "change", "credit", "discount", "receipt", "refund", "interest"
]
"""Where a line comes from."""

_TOLD_ELSEWHERE: Final = frozenset(
    {"ledger.credit", "ledger.held", "ledger.suspension", "ledger.cap", "receipt.collector"}
)
"""Findings of a ledger that leave nothing open: the sheet shows it, or the money counts anyway."""


@attrs.frozen(kw_only=True)
class SettlementLine:
    """One line: an amount as it enters the balance, less than zero for what lowers it.

    Attributes:
        what: Where it comes from.
        amount: Signed.
        component: What the money is for; *all* where parts of the plan collect several.
        rule: The rule of a credit, or the part in arrears that bears interest.
        facts: The facts it comes from.
    """

    what: LineKind
    amount: Money
    component: Collects | None = None
    rule: str = ""
    facts: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Settlement:
    """The sheet of one customer; made by :func:`settle`.

    Attributes:
        ledger: The book that it was made from; its other findings stand there.
        lines: Contracts, tax that is added, approved changes, credits, discounts, receipts
            and refunds, interest; they total ``balance``.
        contract: What the contracts come to, with a tax that is added.
        final: ``contract`` and the approved changes (决算总价).
        balance: What is still owed; less than zero where money is to be given back.
        later: The parts of the plan that have something open and are not due by now, what
            they keep back among them.
        retention: What is held back by terms of its own; None where nothing is agreed.
        due: ``balance`` less what is not due by now and what is held back, but never below
            zero for that: who is owed money does not wait for it.
        open: What keeps the sheet from being final: changes that nobody decided
            (``settlement.change_open``), what was cancelled and is not paid
            (``settlement.dropped``), and what the ledger found.
    """

    ledger: Ledger
    lines: tuple[SettlementLine, ...]
    contract: Money
    final: Money
    balance: Money
    later: tuple[Line, ...]
    retention: Retention | None
    due: Money
    open: tuple[Reason, ...]

    @property
    def changes(self) -> Changes:
        """The change orders as they stand."""
        return self.ledger.orders


def settle(  # noqa: PLR0913 - what is settled by which rules, and the two time axes
    plan: Plan,
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    *,
    terms: LedgerTerms,
    retention: RetentionTerms | None,
    delayed: bool,
    at: datetime,
    totals: Mapping[Component, Money] | None = None,
    exempt: Collection[str] = (),
    known_at: datetime | None = None,
) -> Settlement:
    """The settlement sheet at *at*, made from the ledger (PAY-05): no number is copied.

    What is settled together is what *plan* collects. Everything else is as
    :func:`ledger` reads it: contracts, approved changes, credits by a rule, receipts and
    refunds, interest that the contract gives.

    Args:
        plan: As for :func:`ledger`.
        facts: The customer's history.
        calendar: For the spans, and the days of facts without an hour.
        terms: As for :func:`ledger`; without ``changes`` no change order counts.
        retention: Where the customer holds back a share of the total; None where nothing is
            agreed, or where the plan itself keeps it back.
        delayed: As for :func:`~renoflow.pricing.release_limit`.
        at: The asked instant; later facts do not count.
        totals: As for :func:`ledger`.
        exempt: As for :func:`ledger`.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``retention.twice`` where the plan keeps money back and *retention* does
            too; as of :func:`ledger`.
    """
    if retention is not None and any(part.retained is not None for part in plan.parts):
        raise Malformed("retention.twice", "retention")
    standing = known(facts, calendar, known_at=known_at)
    book = ledger(plan, standing, calendar, at=at, terms=terms, totals=totals, exempt=exempt)
    contracts = tuple(
        _contracts(book, None if totals is not None else _past(standing, calendar, at))
    )
    lines = (*contracts, *_changes(book), *_credits(book), *_money(book), *_interest(book))
    contract = total(one.amount for one in contracts)
    balance = total(one.amount for one in lines)
    later = tuple(one for one in book.lines if _is_later(one, at))
    waits = total(one.open for one in later)
    held = None
    if retention is not None:
        held = retain(
            retention,
            standing,
            calendar,
            contract=contract,
            final=book.contract,
            balance=balance - waits,
            delayed=delayed,
            at=at,
        )
        waits += held.amount
    return Settlement(
        ledger=book,
        lines=lines,
        contract=contract,
        final=book.contract,
        balance=balance,
        later=later,
        retention=held,
        due=balance - max(min(waits, balance), Money(0)),
        open=tuple(_open(book)),
    )


def _past(standing: Iterable[Fact], calendar: WorkCalendar, at: datetime) -> tuple[Fact, ...]:
    dated = see(standing, calendar, days="start").dated
    return tuple(fact for when, fact in dated if when <= at)


def _is_later(line: Line, at: datetime) -> bool:
    return line.open.fen > 0 and (line.state == "dropped" or line.due is None or line.due > at)


def _contracts(book: Ledger, past: Iterable[Fact] | None) -> Iterator[SettlementLine]:
    """A line for each contract and agreement, or for each total that was given; then the tax."""
    signed = dict(book.signed)
    if past is None:
        for component, amount in book.signed:
            yield SettlementLine(what="contract", amount=amount, component=component)
    else:
        for fact in past:
            named, told = contract_component(fact), contract_amount(fact)
            if named in signed and told is not None:
                yield SettlementLine(
                    what="contract", amount=told, component=named, facts=(fact.id,)
                )
    if book.tax_added:
        yield SettlementLine(what="tax", amount=book.tax_added)


def _changes(book: Ledger) -> Iterator[SettlementLine]:
    for one in book.counted:
        yield SettlementLine(
            what="change",
            amount=one.amount,
            component=one.component or "works",
            facts=one.facts,
        )


def _credits(book: Ledger) -> Iterator[SettlementLine]:
    for one in book.credits:
        yield SettlementLine(
            what="credit", amount=-one.amount, component=one.to, rule=one.rule, facts=one.facts
        )


def _money(book: Ledger) -> Iterator[SettlementLine]:
    """What came and went and what an early payment earned, oldest first."""
    for one in book.entries:
        if one.kind in ("receipt", "refund", "discount"):
            yield SettlementLine(
                what=one.kind, amount=-one.amount, component=one.component, facts=one.facts
            )


def _interest(book: Ledger) -> Iterator[SettlementLine]:
    for one in book.arrears:
        if one.interest:
            yield SettlementLine(what="interest", amount=one.interest, rule=one.rule)


def _open(book: Ledger) -> Iterator[Reason]:
    for row in book.orders.rows:
        if row.state == "open":
            yield reason("settlement.change_open", rule="PAY-05", facts=row.facts)
    for line in book.lines:
        if line.state == "dropped" and line.open:
            yield reason(
                "settlement.dropped",
                rule=f"{book.schedule.plan.name}#{line.part.id}",
                amount=format_yuan(line.open),
            )
    yield from (one for one in book.findings if one.code not in _TOLD_ELSEWHERE)
