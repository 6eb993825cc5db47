"""Instalments as obligations: when each part of a schedule is due, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact, known
from renoflow.limits import Limit, LimitState, compile_limits, state
from renoflow.money import Money
from renoflow.obligations import Obligation, obligation, urgency
from renoflow.periods import CALENDAR, Span, days
from renoflow.periods import until as to_the_end_of
from renoflow.pricing.plan import Instalment, Part, Schedule
from renoflow.pricing.receipts import Paid, paid_up
from renoflow.select import OPENED, Anchor, Facts, Match, Scope, Seen, see

__all__ = ["obligations"]


def obligations(  # noqa: PLR0913 - what is asked, and the two time axes
    schedule: Schedule,
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    *,
    at: datetime,
    until: datetime | None = None,
    known_at: datetime | None = None,
    customer: str | None = None,
) -> tuple[Obligation, ...]:
    """What is and was to be paid by *schedule*, as seen at *at*, the most urgent first.

    Money for a component fills its parts in the plan's order. A part is met at the
    instant at which all receipts of its component together reach it and the parts before
    it, even before it is due; money given back opens it again. ``amount`` is what is
    still to be paid of a part, and of a part that was met all of it. The deadline is that
    of a :class:`~renoflow.limits.Limit` with the part's anchor and span; before there is
    the anchor's fact nothing is due. A part of zero is never due.

    A receipt with a day and no hour counts from the start of that day: it is in time if
    its day is not after the last day.

    Args:
        schedule: Plan and amounts.
        facts: The customer's history; withdrawn facts do not count.
        calendar: For the spans, and the days of facts without an hour.
        at: The asked instant; later facts do not count.
        until: Leaves out what is due after it; None for everything.
        known_at: Leaves out what was recorded after it; None for everything.
        customer: The host's customer record, to be written on each.

    Raises:
        Malformed: ``value.naive``, ``time.range``, or ``limit.order`` for a part anchored
            at a part that does not stand before it.
    """
    seen = see(known(facts, calendar, known_at=known_at), calendar, days="start")
    receipts = [pair for pair in seen.by_kind.get("receipt", ()) if pair[0] <= at]
    paid = {component: paid_up(receipts, component) for component, _ in schedule.totals}
    sums = dict.fromkeys(paid, 0)
    owing = []
    for one in schedule.instalments:
        sums[one.part.component] += one.amount.fen
        owing.append(_owing(one, paid[one.part.component], sums[one.part.component]))
    found = []
    for mine, read in zip(owing, _states(owing, seen, calendar, at), strict=True):
        owed = obligation(
            attrs.evolve(read, limit=f"{schedule.plan.name}#{mine.part.id}"),
            what=f"collect_{mine.part.component}",
            who=schedule.plan.collector,
            amount=Money(mine.fen),
            customer=customer,
        )
        if owed is None or not mine.fen:
            continue
        if until is None or owed.due is None or owed.due <= until:
            found.append(owed)
    return tuple(sorted(found, key=urgency))


@attrs.frozen(kw_only=True)
class _Owing:
    """A part with what is open of it (all of it, once it was met) and the receipts for it."""

    part: Part
    fen: int
    reached: Paid | None
    cites: tuple[str, ...]


def _owing(one: Instalment, paid: Sequence[Paid], upto: int) -> _Owing:
    """*upto* is what this part and those before it come to."""
    reached = None
    for row in paid:
        if row.fen < upto:
            reached = None
        elif reached is None:
            reached = row
    if reached is not None:
        return _Owing(part=one.part, fen=one.amount.fen, reached=reached, cites=reached.facts)
    have = paid[-1] if paid else None
    left = one.amount.fen if have is None else min(one.amount.fen, upto - have.fen)
    return _Owing(part=one.part, fen=left, reached=None, cites=have.facts if have else ())


def _states(
    owing: Sequence[_Owing], seen: Seen, calendar: WorkCalendar, at: datetime
) -> list[LimitState]:
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    counted = [
        _limit(one, one.part.due.anchor, one.part.due.span)
        for one in owing
        if one.part.due.on is None
    ]
    states = {one.limit: one for one in compile_limits(counted)(scope)}
    for one in owing:
        on = one.part.due.on
        if on is not None:
            # A limit counts from an anchor: from today, or from the day itself once it is over.
            since = min(on, calendar.day(at))
            span = (
                days((on - since).days, counting=CALENDAR) if on > since else to_the_end_of("day")
            )
            opened = attrs.evolve(scope, opened=calendar.start(since))
            states[one.part.id] = state(_limit(one, OPENED, span), opened)
    return [_with_receipts(states[one.part.id], one) for one in owing]


def _limit(one: _Owing, anchor: Anchor | None, span: Span | None) -> Limit:
    reached = () if one.reached is None else one.reached.facts[-1:]
    needs = Facts(kinds=("receipt",), where=(Match(field="id", op="in", values=reached),))
    return Limit(
        id=one.part.id, source=one.part.source, anchor=anchor or OPENED, span=span, needs=needs
    )


def _with_receipts(read: LimitState, one: _Owing) -> LimitState:
    """*read* citing all receipts; met where the money was there before the anchor."""
    cites = tuple(dict.fromkeys((*read.facts, *one.cites)))
    early = one.reached is not None and read.start is not None and one.reached.at < read.start
    if early and one.reached is not None:
        return attrs.evolve(read, facts=cites, status="met", met_at=one.reached.at, missing=0)
    return attrs.evolve(read, facts=cites)
