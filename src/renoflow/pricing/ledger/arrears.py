"""Arrears (欠款): parts that were missed, with days, and interest only by the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from renoflow.calendars import WorkCalendar
from renoflow.money import Money, scaled
from renoflow.pricing.ledger.fill import Filled
from renoflow.pricing.ledger.records import Arrear, Line
from renoflow.pricing.ledger.terms import Interest
from renoflow.pricing.plans import Collects, Plan
from renoflow.select import Scope

__all__ = ["arrear"]


def arrear(
    line: Line,
    filled: Mapping[Collects, Filled],
    terms: Interest | None,
    plan: Plan,
    scope: Scope,
) -> Arrear | None:
    """What is late on *line*, with the interest that *terms* give; None where nothing is."""
    if line.due is None or line.state not in ("missed", "met_late"):
        return None
    calendar = scope.calendar
    since, today = calendar.day(line.due), calendar.day(scope.asked)
    rows = filled[line.part.component].grown[line.part.id]
    open_fen = _balances(line.amount.fen, rows, since, today, calendar)
    days = sum(length for length, fen in open_fen if fen > 0)
    if not days and not line.open:
        return None
    late = (today - since).days if line.state == "missed" else days
    interest = 0 if terms is None else _interest(terms, open_fen)
    if line.state == "met_late" and not interest:
        return None
    return Arrear(
        rule=f"{plan.name}#{line.part.id}",
        amount=line.open if line.state == "missed" else Money(0),
        since=since,
        days=late,
        interest=Money(interest),
    )


def _balances(
    amount: int,
    rows: Sequence[tuple[datetime, int]],
    since: date,
    today: date,
    calendar: WorkCalendar,
) -> list[tuple[int, int]]:
    """What was open at the end of each day from *since* up to the day before *today*.

    As (so many days, so many fen); money of a day counts on that day.
    """
    by_day = {calendar.day(when): fen for when, fen in rows}
    paid = 0
    for day in sorted(by_day):
        if day <= since:
            paid = by_day[day]
    found = []
    day = since
    for turn in [one for one in sorted(by_day) if since < one < today] + [today]:
        if turn > day:
            found.append(((turn - day).days, max(amount - paid, 0)))
        paid, day = by_day.get(turn, paid), turn
    return found


def _interest(terms: Interest, open_fen: Sequence[tuple[int, int]]) -> int:
    late, passed = 0, 0
    for length, fen in open_fen:
        passed += length
        late = passed if fen else late
    if late <= terms.grace:
        return 0
    exact, passed = 0, 0
    free = terms.grace if terms.grace_free else 0
    for length, fen in open_fen:
        exact += fen * max(min(length, passed + length - free), 0)
        passed += length
    found = scaled(exact, terms.a_day, terms.rounding)
    if terms.most is not None:
        found = min(found, scaled(open_fen[0][1], terms.most, terms.rounding))
    return found
