"""The money of each component laid on its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from renoflow.calendars import WorkCalendar
from renoflow.pricing.ledger.fill import Filled, Flow, fill
from renoflow.pricing.ledger.standing import Standing
from renoflow.pricing.plans import Collects, Schedule, due_at
from renoflow.select import Scope, Seen, compile_anchor

__all__ = ["fill_all", "full_since"]


def fill_all(  # noqa: PLR0913 - a schedule, its money, and how it is laid
    schedule: Schedule,
    placed: Mapping[Collects, Iterable[Flow]],
    stood: Sequence[Standing],
    seen: Seen,
    calendar: WorkCalendar,
    *,
    at: datetime,
    by_due: bool,
) -> dict[Collects, Filled]:
    """The money of each component laid on its parts; *stood* tells what is due when."""
    found: dict[Collects, Filled] = {}
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    for pot in dict.fromkeys(one.part.component for one in schedule.instalments):
        mine = [one for one in stood if one.one.part.component == pot]
        found[pot] = fill(
            pot,
            {one.one.part.id: one.one.amount.fen for one in mine},
            placed.get(pot, ()),
            _order(mine, by_due=by_due),
            _discounts(mine, scope),
        )
    return found


def _order(mine: Sequence[Standing], *, by_due: bool) -> Callable[[datetime], Sequence[str]]:
    plain = [one.one.part.id for one in mine]

    def at_instant(when: datetime) -> Sequence[str]:
        dated = [
            (one.last, place, one.one.part.id)
            for place, one in enumerate(mine)
            if one.last is not None and (one.known is None or one.known <= when)
        ]
        first = [name for _, _, name in sorted(dated)]
        return [*first, *(name for name in plain if name not in first)]

    return at_instant if by_due else lambda _: plain


def _discounts(mine: Sequence[Standing], scope: Scope) -> dict[str, tuple[int, datetime]]:
    found: dict[str, tuple[int, datetime]] = {}
    for stood in mine:
        less = stood.one.part.discount
        if less is None or not stood.one.discount:
            continue
        anchor = less.due.anchor
        since = None if anchor is None else compile_anchor(anchor)(scope)
        if anchor is None or since is not None:
            start = scope.asked if since is None else since[0]
            until = due_at(less.due, start, scope.calendar).at
            found[stood.one.part.id] = stood.one.discount.fen, until
    return found


def full_since(schedule: Schedule, filled: Mapping[Collects, Filled]) -> dict[str, datetime]:
    """Since when each part has been paid in full without a break."""
    found: dict[str, datetime] = {}
    for one in schedule.instalments:
        since: datetime | None = None
        for when, fen in filled[one.part.component].grown[one.part.id]:
            since = when if fen >= one.amount.fen else None
        if since is not None:
            found[one.part.id] = since
    return found
