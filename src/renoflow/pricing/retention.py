"""Retention (质保金): what the customer holds back at the settlement, and until when.

Retention and warranty are two limits: the money is released, and the duty to repair goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Final, Literal, TypeAlias, get_args

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.facts import Fact, known
from renoflow.limits import Limit, LimitState, state
from renoflow.money import Money, Rounding, format_yuan, scale
from renoflow.periods import LEGAL, days, years
from renoflow.reasons import Reason, reason
from renoflow.select import Anchor, Facts, Match, Scope, see

__all__ = [
    "ACCEPTED",
    "STATUTORY_RELEASE",
    "Retention",
    "RetentionOf",
    "RetentionTerms",
    "release_limit",
    "retain",
    "retention_notes",
]

RetentionOf: TypeAlias = Literal["contract", "final"]
"""What a share is of: the contract total, or the final total of the settlement."""

ACCEPTED: Final = Anchor(
    of="first",
    facts=Facts(
        kinds=("acceptance",),
        where=(
            Match(field="stage", op="in", values=("final",)),
            Match(field="result", op="in", values=("passed",)),
        ),
    ),
)
"""The first acceptance of the finished works that was passed (竣工验收合格)."""

_REPORTED: Final = Anchor(
    of="first", facts=Facts(kinds=("completion",)), plus=days(90, counting=LEGAL)
)
_GUIDELINE: Final = Fraction(3, 100)

STATUTORY_RELEASE: Final = Limit(
    id="construction_interpretation_17",
    source="construction_interpretation_17",
    anchor=ACCEPTED,
    span=years(2, counting=LEGAL),
)
"""Where a construction contract agrees no release: two years from the acceptance."""


@attrs.frozen(kw_only=True)
class RetentionTerms:
    """What a contract says about retention: a share or an amount, and its release.

    Attributes:
        id: Name of the terms.
        revision: From 1 on.
        source: The clause.
        share: Above 0 and at most 1; or ``amount``.
        amount: Above zero; or ``share``.
        of: What the share is of.
        rounding: What becomes of a part of a fen.
        release: The limit after whose last instant the money is due; None where the
            contract is silent, and :data:`STATUTORY_RELEASE` stands in.

    Raises:
        Malformed: ``retention.takes``, ``retention.share``, ``retention.release`` for a
            limit that needs facts to be met, ``value.missing``, ``value.type``,
            ``value.choice``.
    """

    id: str
    revision: int
    source: str
    of: RetentionOf
    rounding: Rounding
    share: Fraction | None = None
    amount: Money | None = None
    release: Limit | None = None

    def __attrs_post_init__(self) -> None:
        if not self.id:
            raise Malformed("value.missing", "id")
        if type(self.revision) is not int or self.revision < 1:
            raise Malformed("value.type", "revision", expected="a whole number of at least 1")
        if self.of not in get_args(RetentionOf):
            raise one_of("value.choice", "of", self.of, get_args(RetentionOf))
        if self.rounding not in get_args(Rounding):
            raise one_of("value.choice", "rounding", self.rounding, get_args(Rounding))
        if (self.share is None) == (self.amount is None):
            raise Malformed("retention.takes", "share")
        if self.share is not None and (
            type(self.share) is not Fraction or not 0 < self.share <= 1
        ):
            raise Malformed("plan.share", "share")
        if self.amount is not None and self.amount.fen <= 0:
            raise Malformed("plan.amount", "amount")
        if self.release is not None and self.release.needs is not None:
            raise Malformed("retention.release", "release")

    @property
    def name(self) -> str:
        """``id@revision``, by which reasons cite the terms."""
        return f"{self.id}@{self.revision}"

    def asked(self, *, contract: Money, final: Money) -> Money:
        """What the terms let the customer hold back, of these totals.

        Raises:
            Malformed: ``money.inexact`` where the rounding admits no part of a fen.
        """
        if self.amount is not None:
            return self.amount
        of = contract if self.of == "contract" else final
        return scale(of, self.share or Fraction(0), self.rounding)


@attrs.frozen(kw_only=True)
class Retention:
    """What is held back, and what became of the limit of its release.

    Attributes:
        amount: What is held back, never negative.
        release: The limit's state: ``open`` while it is held, ``over`` once it is due back,
            ``unarmed`` before it begins.
        reasons: How the amount came about; ``retention.cut`` where less was still owed.
    """

    amount: Money
    release: LimitState
    reasons: tuple[Reason, ...]


def release_limit(terms: RetentionTerms, *, delayed: bool) -> Limit:
    """The limit after whose last instant the retention of *terms* is due.

    Args:
        terms: The terms.
        delayed: Whether it is found that the customer delays the acceptance: the time then
            begins 90 days after the report of completion.
    """
    limit = terms.release or STATUTORY_RELEASE
    return attrs.evolve(limit, anchor=_REPORTED) if delayed else limit


def retain(  # noqa: PLR0913 - the totals, and the two time axes
    terms: RetentionTerms,
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    *,
    contract: Money,
    final: Money,
    balance: Money,
    delayed: bool,
    at: datetime,
    known_at: datetime | None = None,
) -> Retention:
    """What *terms* let the customer hold back of *balance*, and its release as seen at *at*.

    Nobody holds back what he has paid already: no more than the balance is held, and
    nothing where money is to be given back.

    Args:
        terms: The terms.
        facts: The customer's history.
        calendar: For the limit, and the days of facts without an hour.
        contract: The contract total.
        final: The final total.
        balance: What is still owed in all.
        delayed: As for :func:`release_limit`.
        at: The asked instant.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``money.inexact``, ``value.naive``.
    """
    asked = terms.asked(contract=contract, final=final)
    amount = max(min(asked, balance), Money(0))
    seen = see(known(facts, calendar, known_at=known_at), calendar, days="start")
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    read = state(release_limit(terms, delayed=delayed), scope)
    found = reason(
        "retention.held" if amount == asked else "retention.cut",
        rule=terms.name,
        facts=read.facts,
        amount=format_yuan(amount),
        asked=format_yuan(asked),
        share=terms.share,
        last=read.last,
        source=terms.source,
    )
    return Retention(amount=amount, release=read, reasons=(found,))


def retention_notes(terms: RetentionTerms) -> tuple[Reason, ...]:
    """What to know about *terms*: a guideline that they exceed, an article that fills a gap.

    The rules for guarantee money bind works that the state pays for; others may follow them.
    """
    notes = []
    if terms.share is not None and terms.share > _GUIDELINE:
        notes.append(
            reason(
                "retention.guideline",
                rule="guarantee_money_rules_7",
                share=terms.share,
            )
        )
    if terms.release is None:
        notes.append(reason("retention.silent", rule="construction_interpretation_17"))
    return tuple(notes)
