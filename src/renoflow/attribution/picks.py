"""Which claims a pick takes note of, by how they stand at an instant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from renoflow.attribution.live import FACT, TICK, End, Live
from renoflow.attribution.policy import Pick
from renoflow.attribution.rows import PickRow
from renoflow.attribution.swept import Sweep
from renoflow.calendars import WorkCalendar
from renoflow.periods import Span, last_instant

__all__ = ["locked_until", "picked"]


def picked(  # noqa: PLR0913 - where from, when, and seen by whom
    case: Sweep,
    row: PickRow,
    at: datetime,
    *,
    among: Iterable[Live] | None = None,
    party: str | None = None,
    ahead: bool = False,
    upto: int = FACT,
) -> list[Live]:
    """The claims that *row* picks at *at*, before any are taken, in the order of opening."""
    pick = row.pick
    hits = []
    for live in case.claims if among is None else among:
        if live.row.claim.basis not in row.bases:
            continue
        if live.status(at, ahead=ahead, upto=upto) not in row.status:
            continue
        if pick.by != "anyone" and (live.party == party) is (pick.by == "other"):
            continue
        if pick.ended_by or pick.ended_within is not None:
            end = live.end_at(at, ahead=ahead, upto=upto)
            if not _ended_so(pick, live, end, at, case.calendar):
                continue
        if row.having:
            scope = case.own_scope(live) if upto == FACT else case.scope_before(live, at)
            if ahead:
                scope = case.ahead(scope, at)
            if any(test(scope) is None for test in row.having):
                continue
        hits.append(live)
    return hits


def _ended_so(
    pick: Pick, live: Live, end: End | None, at: datetime, calendar: WorkCalendar
) -> bool:
    """Whether the claim ended by a row, and as lately, as *pick* asks."""
    if pick.ended_by and (live.void_by if end is None else end.by) not in pick.ended_by:
        return False
    if pick.ended_within is None:
        return True
    return end is not None and at <= locked_until(pick.ended_within, end, calendar)


def locked_until(span: Span, end: End, calendar: WorkCalendar) -> datetime:
    """The last instant of *span* from the last instant before *end*."""
    return last_instant(span, end.at - TICK, calendar).at
