"""Strategies for what happened: histories, cases and showrooms, aimed at a policy's rows.

A fact is drawn as a plan: what happened, told in the words of a row of the policy or of the
table of kinds, and when, counted from an earlier fact by a span that the policy names. So
claims open, limits run out to the microsecond, and grounds decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from renoflow.attribution import Case, Court
from renoflow.calendars import WorkCalendar, china
from renoflow.facts import KINDS, MISSING, Fact, fact
from renoflow.periods import Span, last_instant
from renoflow.testing.strategies.happenings import (
    Earlier,
    Happening,
    Ruled,
    chains,
    happenings,
    ruled_by,
)
from renoflow.testing.strategies.told import PARTIES
from renoflow.testing.strategies.values import DAYS, TICK

__all__ = ["cases", "histories", "showrooms"]

RECORDS: Final = ("C-1", "C-2", "C-3")


def histories(
    court: Court | None = None, *, parties: Sequence[str] = PARTIES, max_size: int = 8
) -> SearchStrategy[tuple[Fact, ...]]:
    """What happened to one customer: at most *max_size* facts of several claimants.

    Aimed at the rows of *court*'s policies; without one, facts of any shipped kind. Their
    ids are ``f1``, ``f2`` and so on; a fact told twice stands there twice.
    """
    return _told(court, parties=tuple(parties), records=(), max_size=max_size)


@st.composite
def cases(
    draw: DrawFn,
    court: Court | None = None,
    *,
    parties: Sequence[str] = PARTIES,
    max_size: int = 8,
) -> Case:
    """One customer's case: :func:`histories`, and now and then a doubt who he is."""
    facts = draw(histories(court, parties=parties, max_size=max_size))
    doubts = draw(st.sampled_from((*[()] * 15, ("C-2",))))
    return Case("C-1", facts, ("C-1",), doubts)


def showrooms(
    court: Court | None = None,
    *,
    parties: Sequence[str] = PARTIES,
    records: Sequence[str] = RECORDS,
    max_size: int = 10,
) -> SearchStrategy[tuple[Fact, ...]]:
    """Facts told of several customer *records*, some of which are one customer.

    They share identity keys, or somebody said that they are the same, are not, or are kin,
    and somebody withdrew it. For ``gather``.
    """
    if not records:
        raise InvalidArgument("records is empty")
    return _told(court, parties=tuple(parties), records=tuple(records), max_size=max_size)


# --- when ------------------------------------------------------------------------------


@attrs.frozen
class _Gap:
    """How far after an earlier fact: a length, or the last instant of a span, and a tick."""

    length: Span | timedelta
    tick: timedelta = timedelta(0)

    def after(self, since: datetime, calendar: WorkCalendar) -> datetime:
        if isinstance(self.length, timedelta):
            return since + self.length
        return last_instant(self.length, since, calendar).at + self.tick


_HOUR: Final = _Gap(timedelta(hours=1))
_SAME: Final = _Gap(timedelta(0))
_USUAL: Final = (_HOUR, _SAME, _HOUR, _SAME, _Gap(timedelta(days=1)), _Gap(-timedelta(hours=1)))


@attrs.frozen
class _Plan:
    """A fact to be: what, when after which earlier one, and how it was told."""

    what: Happening
    gap: _Gap
    since: int
    how: str
    record: str | None


_HOW: Final = (
    *[""] * 8,
    "day",
    "late",
    "much later",
    "twice",
    "known on a day",
    "stood in",
    "withdrawn",
)
_LATE: Final = {"late": timedelta(days=1), "much later": timedelta(days=40)}


@lru_cache(maxsize=512)
def _plans(
    ruled: Ruled, parties: tuple[str, ...], records: tuple[str, ...], focus: int, *, opens: bool
) -> SearchStrategy[_Plan]:
    """Facts, most of which open the claim that is in *focus* or are waited for by its rows.

    The first, which *opens*, mostly does: else there would be nothing to judge.
    """
    anything = happenings(ruled, parties=parties, records=records)
    pairs = chains(ruled, parties=parties, records=records)
    gaps = st.sampled_from((*_USUAL, *_ends(ruled.spans)))
    since, how = st.integers(0, 3), st.sampled_from(_HOW)
    record = st.sampled_from(records) if records else st.none()
    # the same in the same place, so that the second fact can become the first
    aims = (0, 0, 0, 0, 0, 2, 2) if opens else (0, 0, 1, 1, 1, 2, 2)
    which = st.sampled_from(aims if pairs else (2,))

    @st.composite
    def plan(draw: DrawFn) -> _Plan:
        whose, aim = draw(record), draw(which)
        if aim == 1:
            what, spans = draw(pairs[focus][1])
            gap = draw(st.sampled_from((_HOUR, _SAME, *_ends(spans))))
        else:
            what = draw(anything if aim else pairs[focus][0])
            gap = draw(gaps)
        first = 0 if gap in _USUAL else draw(since)
        return _Plan(what, gap, first, draw(how), whose)

    return plan()


def _ends(spans: tuple[Span, ...]) -> tuple[_Gap, ...]:
    return tuple(_Gap(span, tick) for span in spans for tick in (timedelta(0), TICK))


@st.composite
def _told(
    draw: DrawFn,
    court: Court | None,
    *,
    parties: tuple[str, ...],
    records: tuple[str, ...],
    max_size: int,
) -> tuple[Fact, ...]:
    if max_size < 0:
        raise InvalidArgument("max_size is less than 0")
    calendar = china if court is None else court.calendar
    ruled = ruled_by(court)
    rows = len(chains(ruled, parties=parties, records=records))
    focus = draw(st.integers(0, max(rows - 1, 0)))
    # not a list: of long elements Hypothesis cannot leave out one in the middle
    drawn = [
        draw(_plans(ruled, parties, records, focus, opens=number == 0))
        for number in range(draw(st.integers(0, max_size)))
    ]
    day, hour = draw(st.sampled_from(_first_days(court, calendar))), draw(st.sampled_from(_HOURS))
    start = hour(day, calendar)
    found: list[Fact] = []
    times: list[datetime] = []
    for one in drawn:
        # a span counts from one of the first facts, an hour from the one before
        place = -1 if one.gap in _USUAL else one.since % max(len(times), 1)
        at = one.gap.after(times[place], calendar) if times else start
        times.append(at)
        told = _fact(one, f"f{len(times)}", at, parties, court)
        found += [told, told] if one.how == "twice" else [told]
        if one.how == "withdrawn":
            times.append(at + timedelta(hours=1))
            found.append(_withdrawal(told, f"f{len(times)}", times[-1], court))
    return tuple(found)


def _fact(
    plan: _Plan, name: str, at: datetime, parties: tuple[str, ...], court: Court | None
) -> Fact:
    what, number = plan.what, int(name[1:])
    calendar = china if court is None else court.calendar
    fields = {
        # none of a later one, so that withdrawals never run in rings
        field: _earlier(value.number, number) if isinstance(value, Earlier) else value
        for field, value in what.fields.items()
    }
    recorded = at + _LATE[plan.how] if plan.how in _LATE else None
    return fact(
        name,
        what.kind,
        at=calendar.day(at) if plan.how == "day" else at,
        recorded_at=calendar.day(at) if plan.how == "known on a day" else recorded,
        by=what.by,
        for_=parties[-1] if plan.how == "stood in" else None,
        customer=plan.record,
        kinds=KINDS if court is None else court.kinds,
        **fields,  # type: ignore[arg-type]  # what a fact may say by name
    )


def _withdrawal(one: Fact, name: str, at: datetime, court: Court | None) -> Fact:
    correctors = ruled_by(court).correctors
    role = correctors[0] if correctors else MISSING
    return fact(name, "withdrawal", at=at, customer=one.customer, of=one.id, role=role)


def _earlier(wanted: int, number: int) -> str:
    """The id of one of the facts before the one of *number*; of none where it is the first."""
    return f"f{wanted % (number - 1) + 1}" if number > 1 else "f0"


def _first_days(court: Court | None, calendar: WorkCalendar) -> tuple[date, ...]:
    """Awkward days; with a policy that was revised, those around its revisions."""
    starts = [calendar.day(at) for at in ruled_by(court).starts]
    return (*starts, *(day - timedelta(days=1) for day in starts)) or DAYS


def _at_ten(day: date, calendar: WorkCalendar) -> datetime:
    return calendar.at(day.year, day.month, day.day, 10)


_HOURS: Final = (
    _at_ten,
    lambda day, calendar: calendar.end(day),
    lambda day, calendar: calendar.start(day),
)
