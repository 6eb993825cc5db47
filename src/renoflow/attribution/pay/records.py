"""What pay answers: lines, each with what became of it, and the statement of one payee."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, TypeAlias

import attrs

from renoflow.money import Money, total
from renoflow.reasons import Reason

__all__ = ["Kept", "Line", "Mirror", "Pay", "Statement", "Totals", "Tranche", "TrancheState"]

TrancheState: TypeAlias = Literal["later", "due", "forfeited"]
"""Whether a part of a line is not payable yet, payable, or lost because ``holds_if`` failed."""


@attrs.frozen(kw_only=True)
class Tranche:
    """One release of a line: what is left of its ``amount`` after what was taken back.

    ``due`` is the instant from which it is payable; None while that is not known.
    ``release`` is the row's id, empty where the line has no releases. Of a forfeited one
    ``left`` is zero.
    """

    release: str
    amount: Money
    left: Money
    due: datetime | None
    state: TrancheState


@attrs.frozen(kw_only=True)
class Mirror:
    """What a reversal took back of one line, by which row, and the facts that did it."""

    rule: str
    at: datetime
    amount: Money
    facts: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Line:
    """One amount that somebody earned, and what became of it; whole fen throughout.

    Always ``earned - reversed - forfeited = paid + held + due + later``.

    Attributes:
        rule: The term, as ``policy@revision#row``.
        payee: Who earned it; None while the court has no owner, and then all is held.
        occasion: Ids of the facts that it is paid on, ``at`` their instant.
        earned_at: The first instant at which every condition held.
        base: What it is a rate of; None on a statement where that is another's line.
        earned: After caps; ``cut`` is what they took.
        tranches: Its releases, in the order of the term.
        mirrors: What was taken back, in time order.
        paid: By payouts.
        held: Unpaid and contested, or nobody's yet.
        due: Payable and not paid; negative where more was paid than is left: to recover.
        later: Not payable yet.
        cites: Ids of all facts that it rests on; on a statement those of the occasion.
        private: Whether its base is a line, of another payee as a rule, and so is not shown.
    """

    rule: str
    payee: str | None
    occasion: tuple[str, ...]
    at: datetime
    earned_at: datetime
    base: Money | None
    earned: Money
    cut: Money
    tranches: tuple[Tranche, ...]
    mirrors: tuple[Mirror, ...]
    forfeited: Money
    paid: Money
    held: Money
    due: Money
    later: Money
    cites: tuple[str, ...] = ()
    private: bool = False

    @property
    def reversed(self) -> Money:
        """All that was taken back."""
        return total(one.amount for one in self.mirrors)


@attrs.frozen(kw_only=True)
class Kept:
    """What no payee got: a ``residue`` fen for which equals are equal, or a ``leaver``'s rest.

    The lines of an occasion, with what caps cut of them, and this total the rounded whole.
    """

    rule: str
    why: Literal["residue", "leaver"]
    occasion: tuple[str, ...]
    at: datetime
    amount: Money


@attrs.frozen(kw_only=True)
class Totals:
    """Sums over lines; ``surplus`` is what payouts paid beyond every line that they mean."""

    earned: Money
    reversed: Money
    forfeited: Money
    paid: Money
    held: Money
    due: Money
    later: Money
    surplus: Money


@attrs.frozen(kw_only=True)
class Pay:
    """All pay of a case at an instant: who earned what, and what of it is due.

    ``lines`` stand in the order of the terms, then of their instants. ``surplus`` are pairs
    of a payee and what was paid to him beyond his lines (negative: recovered beyond them).
    ``missing`` tells of lines that cannot be worked out, for want of an amount or a rate.
    """

    customer: str
    policy: str
    at: datetime
    known_at: datetime | None
    lines: tuple[Line, ...] = ()
    kept: tuple[Kept, ...] = ()
    surplus: tuple[tuple[str, Money], ...] = ()
    missing: tuple[Reason, ...] = ()

    @property
    def payees(self) -> tuple[str, ...]:
        """Everybody with a line or a surplus, in the order of their ids."""
        named = {one.payee for one in self.lines if one.payee is not None}
        return tuple(sorted(named | {payee for payee, _ in self.surplus}))

    @property
    def totals(self) -> Totals:
        """Sums over all lines."""
        return sums(self.lines, total(amount for _, amount in self.surplus))


@attrs.frozen(kw_only=True)
class Statement:
    """What one payee is shown of a case: his own lines, and nothing of others.

    The facts that a line cites beside its occasion are left out, and so is the base where it
    is somebody else's line.
    """

    payee: str
    customer: str
    policy: str
    at: datetime
    known_at: datetime | None
    lines: tuple[Line, ...]
    totals: Totals
    missing: tuple[Reason, ...] = ()


def sums(lines: Iterable[Line], surplus: Money) -> Totals:
    """The totals of *lines*."""
    told = tuple(lines)
    return Totals(
        earned=total(one.earned for one in told),
        reversed=total(one.reversed for one in told),
        forfeited=total(one.forfeited for one in told),
        paid=total(one.paid for one in told),
        held=total(one.held for one in told),
        due=total(one.due for one in told),
        later=total(one.later for one in told),
        surplus=surplus,
    )
