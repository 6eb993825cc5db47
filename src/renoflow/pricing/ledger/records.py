"""What the ledger of one project answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.money import Money
from renoflow.pricing.changes import Change, Changes
from renoflow.pricing.ledger.fill import Entry
from renoflow.pricing.plans import Collects, Part, Schedule
from renoflow.pricing.records import COMPONENTS, Component
from renoflow.reasons import Reason

__all__ = ["Arrear", "CreditLine", "Ledger", "Line", "LineState"]

_NOTHING: Final = Money(0)

LineState: TypeAlias = Literal[
    "nothing", "not_due", "open", "met", "met_late", "missed", "dropped"
]
"""What became of a part: there is *nothing* to pay, it is *not due* yet, or the state of its
obligation."""


@attrs.frozen(kw_only=True)
class Line:
    """One part of the plan with its money.

    Attributes:
        part: The part.
        amount: What is to be paid, tax in it.
        paid: What lies on it, credits and an earned discount among it.
        due: Its last instant in time; None while it is not due.
        state: What became of it.
        met_at: Since when all of it has been paid; None while it is not.
        provisional: ``due`` hangs on a day that the calendar does not know.
        cites: The facts that the due day and the money rest on.
        released: What went on from the third hand to the company.
        release_due: When all that is paid in is to go on; None while it is not.
    """

    part: Part
    amount: Money
    paid: Money
    due: datetime | None
    state: LineState
    met_at: datetime | None = None
    provisional: bool = False
    cites: tuple[str, ...] = ()
    released: Money = _NOTHING
    release_due: datetime | None = None

    @property
    def open(self) -> Money:
        """What is not paid."""
        return self.amount - self.paid

    @property
    def in_escrow(self) -> Money:
        """What the third hand holds; zero where the part has none."""
        return self.paid - self.released if self.part.release is not None else Money(0)


@attrs.frozen(kw_only=True)
class Arrear:
    """A part that was missed (欠款), PAY-04. Whether in bad faith is for a person to find.

    Attributes:
        rule: Row of the plan.
        amount: What is still open; zero where it was paid late and interest is left.
        since: The due day.
        days: Days from the due day to the asked one, or to the day it was paid.
        interest: By the contract's terms; zero without.
    """

    rule: str
    amount: Money
    since: date
    days: int
    interest: Money


@attrs.frozen(kw_only=True)
class CreditLine:
    """What one rule has credited.

    Attributes:
        rule: The rule, under the name of the plan.
        of: What was credited.
        to: To which component.
        amount: How much, above zero.
        facts: What was paid, and what went back of it.
    """

    rule: str
    of: Literal["deposit", "design_fee"]
    to: Collects
    amount: Money
    facts: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Ledger:
    """The money of one project at one instant; made by :func:`ledger`.

    ``contract = signed + tax added + counted changes``, ``contract = credited_before +
    planned`` and ``planned = settled + open``;
    ``earned + credited - reversed + short = settled + held``.

    Attributes:
        at: The asked instant.
        schedule: The plan in force: worked out for what is signed, moved by the changes.
        lines: Its parts in order, those of additions behind the others.
        entries: What came, went and was credited, oldest first: the statement (PAY-06).
        signed: The totals that the plan collects, before credits and changes.
        contract: What is to be paid in all, with the changes and a tax that is added.
        orders: All change orders; none where the terms do not read them.
        counted: The approved orders that move the total.
        credits: What each rule has credited.
        credited_before: What credits took off before the split.
        earned: All receipts that the plan collects.
        credited: Credits and discounts laid on parts.
        reversed: What went back of the receipts.
        held: Money beyond the plan, the customer's.
        short: What went back beyond what had come.
        unplaced: Receipts, less refunds, that no part collects.
        deposit_left: Deposits, less refunds, that no rule credits.
        arrears: What was missed, in the plan's order.
        findings: What a person should see.
    """

    at: datetime
    schedule: Schedule
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    signed: tuple[tuple[Component, Money], ...]
    contract: Money
    orders: Changes
    counted: tuple[Change, ...]
    credits: tuple[CreditLine, ...]
    credited_before: Money
    earned: Money
    credited: Money
    reversed: Money
    held: Money
    short: Money
    unplaced: Money
    deposit_left: Money
    arrears: tuple[Arrear, ...]
    findings: tuple[Reason, ...]

    @property
    def tax_added(self) -> Money:
        """The tax that the plan adds to the totals."""
        added = {
            pot
            for tax in self.schedule.plan.taxes
            if not tax.included
            for pot in (tax.components or (*COMPONENTS, "all"))
        }
        rows = self.schedule.instalments
        return Money(sum(one.tax.fen for one in rows if one.part.component in added))

    @property
    def planned(self) -> Money:
        """What all parts come to."""
        return Money(sum(one.amount.fen for one in self.lines))

    @property
    def settled(self) -> Money:
        """What lies on the parts."""
        return Money(sum(one.paid.fen for one in self.lines))

    @property
    def open(self) -> Money:
        """What is not paid, what nobody asks for any more included."""
        return self.planned - self.settled

    @property
    def received(self) -> Money:
        """What came and did not go back, credits and discounts included."""
        return self.earned + self.credited - self.reversed

    @property
    def interest(self) -> Money:
        """Of all arrears."""
        return Money(sum(one.interest.fen for one in self.arrears))

    def line(self, part: str) -> Line:
        """The line of the *part* of that id.

        Raises:
            KeyError: There is none.
        """
        for one in self.lines:
            if one.part.id == part:
                return one
        raise KeyError(part)
