"""The settlement (竣工结算): what is missing before it, and the sheet that balances to the fen.

Contract and approved changes, less credits, less what was received: the balance. Each line
names the facts that it comes from, and the lines total the balance.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, TypeAlias, cast

import attrs

from renoflow.calendars import WorkCalendar, as_utc
from renoflow.errors import Malformed, one_of
from renoflow.facts import Fact, known
from renoflow.money import Money, total
from renoflow.pricing.changes import Changes, changes
from renoflow.pricing.contracts import COMPONENT_OF
from renoflow.pricing.records import COMPONENTS, Component, ContractType
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


LineKind: TypeAlias = Literal["contract", "change", "credit", "receipt", "refund"]
"""Where a line comes from."""


@attrs.frozen(kw_only=True)
class SettlementLine:
    """One line: an amount as it enters the balance, less than zero for what lowers it.

    Attributes:
        what: Where it comes from.
        amount: Signed.
        component: What the money is for; None where a credit is of no one component.
        rule: The rule of a credit.
        facts: The facts it comes from.
    """

    what: LineKind
    amount: Money
    component: Component | None = None
    rule: str = ""
    facts: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Settlement:
    """The sheet of one customer; made by :func:`settle`.

    Attributes:
        lines: Contracts, approved changes, credits, then receipts and refunds, oldest
            first; they total ``balance``.
        contract: What the contracts come to.
        changes: The change orders as they stand.
        final: ``contract`` and the approved changes.
        balance: What is still owed; less than zero where money is to be given back.
        retention: What is held back; None where nothing is agreed.
        due: ``balance`` less what is held back.
        open: What keeps the sheet from being final: changes that nobody decided
            (``settlement.change_open``), contracts without an amount
            (``settlement.no_amount``).
    """

    lines: tuple[SettlementLine, ...]
    contract: Money
    changes: Changes
    final: Money
    balance: Money
    retention: Retention | None
    due: Money
    open: tuple[Reason, ...]


def settle(  # noqa: PLR0913 - what is settled by which rules, and the two time axes
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    *,
    components: Collection[Component],
    approvers: tuple[str, ...],
    credited: Sequence[SettlementLine],
    retention: RetentionTerms | None,
    delayed: bool,
    at: datetime,
    known_at: datetime | None = None,
) -> Settlement:
    """The settlement sheet at *at*: contracts, approved changes, credits, receipts, balance.

    The works, finished goods and main materials come from ``contract`` facts, the design
    fee from ``agreement`` facts, with the rendering fee. A change that names no component
    is of the works; a refund goes back to the component of its receipt. Deposits are not
    receipts: where they count, a rule credits them (PAY-01 leaves it open), and *credited*
    says by which.

    Args:
        facts: The customer's history.
        calendar: For facts that have a day and no hour, read from its start.
        components: What is settled together.
        approvers: As for :func:`~renoflow.pricing.changes`.
        credited: Lines of kind ``credit``, none above zero.
        retention: The terms; None where nothing is agreed.
        delayed: As for :func:`~renoflow.pricing.release_limit`.
        at: The asked instant; later facts do not count.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``value.choice`` for an unknown component, ``settlement.credit`` for a
            line that is no credit, ``value.missing``, ``money.inexact``, ``value.naive``.
    """
    for one in components:
        if one not in COMPONENTS:
            raise one_of("value.choice", "components", one, COMPONENTS)
    for place, line in enumerate(credited):
        if line.what != "credit" or line.amount.fen > 0:
            raise Malformed("settlement.credit", f"credited[{place}]")
    now, standing = as_utc(at), known(facts, calendar, known_at=known_at)
    told = [fact for when, fact in see(standing, calendar, days="start").dated if when <= now]
    book = changes(standing, calendar, approvers=approvers, at=at)
    open_: list[Reason] = []
    contracts = list(_contracts(told, components, open_))
    changed: list[SettlementLine] = []
    for row in book.rows:
        component = row.component or "works"
        if component not in components:
            continue
        if row.state == "approved":
            changed.append(
                SettlementLine(
                    what="change", amount=row.amount, component=component, facts=row.facts
                )
            )
        elif row.state == "open":
            open_.append(reason("settlement.change_open", rule="PAY-05", facts=row.facts))
    lines = (*contracts, *changed, *credited, *_money(told, components))
    contract = total(one.amount for one in contracts)
    final = contract + total(one.amount for one in changed)
    balance = total(one.amount for one in lines)
    held = None
    if retention is not None:
        held = retain(
            retention,
            standing,
            calendar,
            contract=contract,
            final=final,
            balance=balance,
            delayed=delayed,
            at=at,
        )
    return Settlement(
        lines=lines,
        contract=contract,
        changes=book,
        final=final,
        balance=balance,
        retention=held,
        due=balance - held.amount if held is not None else balance,
        open=tuple(open_),
    )


def _money(told: Sequence[Fact], components: Collection[Component]) -> Iterator[SettlementLine]:
    """A line for each receipt and each refund of one, oldest first."""
    receipts = {one.id: one for one in told if one.kind == "receipt"}
    for fact in told:
        if fact.kind not in ("receipt", "refund"):
            continue
        of = fact if fact.kind == "receipt" else receipts.get(str(fact.get("of")))
        component = None if of is None else cast("Component", of.get("component"))
        amount = fact.get("amount")
        if component in components and isinstance(amount, Money):
            if of is fact:
                yield SettlementLine(
                    what="receipt", amount=-amount, component=component, facts=(fact.id,)
                )
            else:
                yield SettlementLine(
                    what="refund", amount=amount, component=component, facts=(fact.id,)
                )


def _contracts(
    told: Iterable[Fact], components: Collection[Component], open_: list[Reason]
) -> Iterator[SettlementLine]:
    """A line for each contract and agreement; what has no amount is written into *open_*."""
    for fact in told:
        if fact.kind == "contract":
            component = COMPONENT_OF.get(cast("ContractType", fact.get("type")))
            amounts = [fact.get("amount")]
        elif fact.kind == "agreement":
            component = "design_fee"
            amounts = [fact.get("fee"), *([more] if (more := fact.get("rendering_fee")) else [])]
        else:
            continue
        if component is None or component not in components:  # None: a type of the host's
            continue
        known_ = [one for one in amounts if isinstance(one, Money)]
        if not isinstance(amounts[0], Money):
            open_.append(reason("settlement.no_amount", rule="PAY-05", facts=(fact.id,)))
        if known_:
            yield SettlementLine(
                what="contract", amount=total(known_), component=component, facts=(fact.id,)
            )
