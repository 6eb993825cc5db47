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
    rests: dict[Live, list[str]] | None = None,
) -> list[Live]:
    """The claims that *row* picks at *at*, before any are taken, in the order of opening.

    *rests* is told the facts by which each of them has what *row* asks.
    """
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
            found = _has(case, row, live, at, ahead=ahead, upto=upto)
            if found is None:
                continue
            if rests is not None:
                rests[live] = found
        hits.append(live)
    return hits


def _has(  # noqa: PLR0913 - where from, and when
    case: Sweep, row: PickRow, live: Live, at: datetime, *, ahead: bool, upto: int
) -> list[str] | None:
    """The ids of the facts by which the claim has all that *row* asks, or None."""
    scope = case.own_scope(live) if upto == FACT else case.scope_before(live, at)
    if ahead:
        scope = scope.moved(at, at, scope.ends)
    ids: list[str] = []
    for test in row.having:
        found = test(scope)
        if found is None:
            return None
        ids.extend([fact.id for fact in found])
    return ids


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
