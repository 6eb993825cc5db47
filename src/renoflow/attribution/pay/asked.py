"""The door: what was earned on a customer, what of it is due, and what one payee is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

import attrs

from renoflow.attribution.court import Court
from renoflow.attribution.pay.hearing import Hearing
from renoflow.attribution.pay.lines import Book
from renoflow.attribution.pay.records import Kept, Line, Pay, Statement, Tranche, sums
from renoflow.attribution.pay.releases import Released, release
from renoflow.attribution.pay.rows import TermRow
from renoflow.attribution.pay.settled import Paid, contested, pay_out
from renoflow.attribution.records import Case
from renoflow.errors import Malformed
from renoflow.money import Money

__all__ = ["pay", "statement"]

_NONE: Mapping[str, Money] = MappingProxyType({})


def pay(
    court: Court,
    case: Case,
    *,
    at: datetime,
    known_at: datetime | None = None,
    given: Mapping[str, Money] = _NONE,
) -> Pay:
    """What everybody earned on *case* by the instant *at*, and what became of it.

    By the terms of the revision that judges the case; where the policy pins terms to each
    claim, everybody by those of the revision in force when his claim opened. Facts after *at*
    never matter.

    Args:
        court: Whose policy has the terms.
        case: The customer's history.
        at: The asked instant; what falls due at it is due.
        known_at: Only what was known by then counts; None: all that is known.
        given: The amounts that terms take from outside, by name.

    Raises:
        Malformed: as of :func:`~renoflow.attribution.judge`; ``value.missing`` for an amount
            that a term takes and *given* lacks; ``money.inexact`` where a term rounds by
            ``exact`` and a part of a fen is left.
    """
    hearing = Hearing(court, case, at, known_at)
    rows = hearing.rows()
    _check_given(rows, given)
    book = Book(hearing, given)
    for row in rows:
        book.write(row)
    lines = [release(hearing, draft) for draft in book.lines]
    paid, held = pay_out(hearing, lines), contested(hearing, lines)
    return Pay(
        customer=case.customer,
        policy=hearing.policy.name,
        at=at,
        known_at=known_at,
        lines=tuple(_line(one, paid, hold=id(one) in held) for one in sorted(lines, key=_listed)),
        kept=tuple(sorted(book.kept, key=lambda one: _kept(one, rows))),
        surplus=tuple((to, Money(fen)) for to, fen in sorted(paid.surplus.items()) if fen),
        missing=(*book.missing, *(one for line in lines for one in line.missing)),
    )


def _check_given(rows: Iterable[TermRow], given: Mapping[str, Money]) -> None:
    for row in rows:
        name = row.base.base.given
        if name is None:
            continue
        if name not in given:
            raise Malformed("value.missing", f"given.{name}")
        if not isinstance(given[name], Money):
            raise Malformed("value.type", f"given.{name}", expected="Money, in fen")


def _listed(one: Released) -> tuple[object, ...]:
    """The order of a list, which decides nothing."""
    draft = one.draft
    occasion = draft.occasion
    return draft.row.place, occasion.at, occasion.facts, draft.earned_at, draft.payee or ""


def _kept(one: Kept, rows: tuple[TermRow, ...]) -> tuple[object, ...]:
    places = {row.name: row.place for row in rows}
    return places[one.rule], one.at, one.occasion, one.why, one.amount


def _line(one: Released, paid: Paid, *, hold: bool) -> Line:
    draft = one.draft
    got = paid.lines[id(one)]
    due, later, held = one.payable - got, one.left - one.payable, 0
    if due < 0:  # paid before it was due, or taken back after it was paid
        due, later = min(0, due + later), max(0, due + later)
    if hold:
        held, due, later = max(0, due) + later, min(0, due), 0
    return Line(
        rule=draft.row.name,
        payee=draft.payee,
        occasion=draft.occasion.facts,
        at=draft.occasion.at,
        earned_at=draft.earned_at,
        base=Money(draft.occasion.fen),
        earned=Money(draft.earned),
        cut=Money(draft.cut),
        tranches=tuple(
            Tranche(
                release=part.row.id,
                amount=Money(part.fen),
                left=Money(part.left),
                due=part.due,
                state=part.state,
            )
            for part in one.parts
        ),
        mirrors=one.mirrors,
        forfeited=Money(one.forfeited),
        paid=Money(got),
        held=Money(held),
        due=Money(due),
        later=Money(later),
        cites=tuple(sorted(set(draft.cited))),
        private=draft.occasion.private,
    )


def statement(of: Pay, payee: str) -> Statement:
    """What *payee* is shown of *of*: his own lines and sums, and nothing of anybody else.

    Of one who has no line all sums are zero.
    """
    lines = tuple(
        attrs.evolve(
            one,
            base=None if one.private else one.base,
            cites=one.occasion,
        )
        for one in of.lines
        if one.payee == payee
    )
    surplus = Money(sum(amount.fen for to, amount in of.surplus if to == payee))
    return Statement(
        payee=payee,
        customer=of.customer,
        policy=of.policy,
        at=of.at,
        known_at=of.known_at,
        lines=lines,
        totals=sums(lines, surplus),
        missing=tuple(one for one in of.missing if one.get("payee") == payee),
    )
