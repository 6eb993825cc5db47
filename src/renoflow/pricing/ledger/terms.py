"""What a contract says about the money beyond its plan: order, credits, changes, arrears."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Literal

import attrs

from renoflow.calendars import as_utc
from renoflow.errors import Malformed, one_of
from renoflow.money import Money, Rounding
from renoflow.periods import Span
from renoflow.pricing.plans import Collects, Due
from renoflow.pricing.records import ContractType

__all__ = ["ChangeTerms", "Credit", "Interest", "LedgerTerms", "Suspension"]


@attrs.frozen(kw_only=True)
class Credit:
    """A rule by which a deposit or the design fee counts towards the contract (抵扣).

    No text of the catalogue says whether one does (FEE-06, PAY-01), so without such a rule
    nothing is credited.

    Attributes:
        id: Unique in its terms.
        of: What is credited.
        to: The component that it is credited to.
        share: Of what was paid, above 0 and at most 1.
        most: Never more than this.
        nature: Deposits of this nature only; None for all.
        signed: Only once such a contract is signed.
        within: Only what was paid so long before the signing, or after it.
        when: Before the split (*total*: the parts are shares of what is left), or after
            it, as money for the *first* open parts, or for the *last*.
        rounding: What becomes of a part of a fen.
        source: The clause.

    Raises:
        Malformed: ``plan.share``, ``plan.amount``, ``value.choice``, ``value.missing``.
    """

    id: str
    of: Literal["deposit", "design_fee"]
    to: Collects
    when: Literal["total", "first", "last"]
    rounding: Rounding
    share: Fraction = Fraction(1)
    most: Money | None = None
    nature: Literal["earnest", "advance", "intention"] | None = None
    signed: ContractType | None = None
    within: Span | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if self.when not in ("total", "first", "last"):
            raise one_of("value.choice", "when", self.when, ("total", "first", "last"))
        if type(self.share) is not Fraction or not 0 < self.share <= 1:
            raise Malformed("plan.share", "share")
        if self.most is not None and self.most.fen <= 0:
            raise Malformed("plan.amount", "most")
        if self.within is not None and self.signed is None:
            raise Malformed("value.missing", "signed")


@attrs.frozen(kw_only=True)
class ChangeTerms:
    """How approved change orders move the total and the plan; without it none does.

    An addition is a part of its own, after the others of its component and with an id that
    begins with ``change:``, so that no part that is paid or due already becomes another. A
    reduction takes off what is not paid, from the last part on; where that is too little,
    money that was paid for more is held for the customer.

    Attributes:
        approvers: Roles or parties that all have to approve.
        within: An addition is due so long after it was approved; or ``due``.
        due: An addition is due by this rule, as a part of the plan is; or ``within``.
        after: Orders approved at this instant or before are in the totals already, as after
            a re-planning; None for none.
        source: The clause.

    Raises:
        Malformed: ``value.missing`` without an approver, ``change.due`` for both of
            ``within`` and ``due`` or neither, ``value.naive``.
    """

    approvers: tuple[str, ...]
    within: Span | None = None
    due: Due | None = None
    after: datetime | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.approvers:
            raise Malformed("value.missing", "approvers")
        if (self.within is None) == (self.due is None):
            raise Malformed("change.due", "due")
        if self.after is not None:
            as_utc(self.after, "after")


@attrs.frozen(kw_only=True)
class Interest:
    """Simple interest on arrears, only because a contract gives it (PAY-04 knows none).

    Attributes:
        rate: For a day or a year, as ``per`` says.
        per: Of a year, a day bears the rate divided by ``basis``.
        basis: Days in a year, such as 365 or 360; only with ``year``.
        rounding: What becomes of a part of a fen of a part's interest; rounded once.
        grace: A part paid so many days late bears none.
        grace_free: After the grace, its days still bear none.
        most: Never more than this share of what was open on the due day.
        source: The clause.

    Raises:
        Malformed: ``plan.rate``, ``plan.share``, ``value.missing`` or ``value.type``.
    """

    rate: Fraction
    per: Literal["day", "year"]
    rounding: Rounding
    basis: int | None = None
    grace: int = 0
    grace_free: bool = False
    most: Fraction | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if type(self.rate) is not Fraction or self.rate <= 0:
            raise Malformed("plan.rate", "rate")
        if (self.per == "year") != (self.basis is not None):
            raise Malformed("value.missing", "basis")
        if self.grace < 0 or (self.basis is not None and self.basis < 1):
            raise Malformed("value.type", "grace", expected="a whole number of at least 0")
        if self.most is not None and self.most <= 0:
            raise Malformed("plan.share", "most")

    @property
    def a_day(self) -> Fraction:
        """The rate for one day."""
        return self.rate / (self.basis or 1)


@attrs.frozen(kw_only=True)
class Suspension:
    """When the company may stop work for arrears; it is reported, nobody is stopped.

    Attributes:
        days: More than so many days late.
        least: And at least so much in arrears.
        source: The clause.
    """

    days: int
    least: Money
    source: str = ""


@attrs.frozen(kw_only=True)
class LedgerTerms:
    """How the money of one project is read.

    Attributes:
        allocation: Money fills the parts in the order of the *plan*, or those that are
            *due* first, the earliest due before the others, then the rest of the plan.
        as_told: A receipt that names a part fills that part first.
        credits: Rules for deposits and the design fee, in order.
        changes: How change orders move total and plan; None where they move neither, and
            the ledger says so.
        interest: On arrears; None for none.
        suspension: For arrears; None for none.
        source: The clauses.
    """

    allocation: Literal["plan", "due"]
    as_told: bool
    credits: tuple[Credit, ...] = ()
    changes: ChangeTerms | None = None
    interest: Interest | None = None
    suspension: Suspension | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if self.allocation not in ("plan", "due"):
            raise one_of("value.choice", "allocation", self.allocation, ("plan", "due"))
