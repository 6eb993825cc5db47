"""Strategies for what facts and rules hold: instants, days, spans, amounts, keys, calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from renoflow.calendars import WorkCalendar, china
from renoflow.facts import Key
from renoflow.money import Money
from renoflow.periods import CALENDAR, ELAPSED, LEGAL, Counting, Edge, Roll, Span, Unit

__all__ = ["DAYS", "TICK", "amounts", "calendars", "days", "instants", "keys", "spans"]

TICK: Final = timedelta(microseconds=1)
"""The smallest step of time: a limit is over that much after its last instant."""

DAYS: Final = (
    date(2024, 3, 4),  # a Monday
    date(2024, 3, 1),
    date(2024, 2, 29),
    date(2024, 2, 28),
    date(2023, 2, 28),
    date(2024, 1, 31),
    date(2024, 1, 30),
    date(2024, 4, 30),  # the eve of a holiday
    date(2024, 2, 9),  # a Friday before a week off, with make-up workdays around it
    date(2024, 12, 31),
    date(2025, 1, 1),
)
"""Days on which counting goes wrong: leap days, ends of months and years, eves of holidays."""

_HOURS: Final = (time(10), time(0), time.max, time(17, 30))


def days(
    *, min_value: date = date(2023, 1, 1), max_value: date = date(2025, 12, 31)
) -> SearchStrategy[date]:
    """Days from *min_value* to *max_value*, both inclusive, the awkward ones often.

    Raises:
        InvalidArgument: there is no such day.
    """
    if min_value > max_value:
        raise InvalidArgument("min_value is after max_value")
    awkward = [day for day in DAYS if min_value <= day <= max_value]
    every = st.dates(min_value, max_value)
    return (st.sampled_from(awkward) | every) if awkward else every


def instants(
    *,
    calendar: WorkCalendar = china,
    min_value: datetime | None = None,
    max_value: datetime | None = None,
) -> SearchStrategy[datetime]:
    """Aware instants in the zone of *calendar*, first and last ones of awkward days often.

    Raises:
        InvalidArgument: there is none from *min_value* to *max_value*, both inclusive.
    """
    first = min_value or calendar.start(date(2023, 1, 1))
    last = max_value or calendar.end(date(2025, 12, 31))
    if first > last:
        raise InvalidArgument("min_value is after max_value")
    awkward = [
        at for hour in _HOURS for day in DAYS if first <= (at := _at(calendar, day, hour)) <= last
    ]
    every = st.datetimes(
        first.astimezone(UTC).replace(tzinfo=None),
        last.astimezone(UTC).replace(tzinfo=None),
        timezones=st.just(UTC),
    ).map(calendar.local)
    return (st.sampled_from(awkward) | every) if awkward else every


def _at(calendar: WorkCalendar, day: date, hour: time) -> datetime:
    if hour == time.max:
        return calendar.end(day)
    return calendar.at(day.year, day.month, day.day, hour.hour, hour.minute)


_UNITS: Final[tuple[Unit, ...]] = ("day", "hour", "month", "working_day", "week", "minute", "year")
_COUNTINGS: Final[tuple[Counting, ...]] = (CALENDAR, LEGAL, ELAPSED)


@st.composite
def spans(draw: DrawFn, *, max_n: int = 60, office: bool = False) -> Span:
    """Spans of every unit and counting, of at most *max_n* units.

    Time of office hours is counted only with *office*, because not every calendar has any.

    Raises:
        InvalidArgument: *max_n* is less than 1.
    """
    if max_n < 1:
        raise InvalidArgument("max_n is less than 1")
    if draw(st.sampled_from((False, False, False, True))):
        block: Unit = draw(st.sampled_from(("day", "week", "month", "quarter", "year")))
        skip = draw(st.integers(0, min(2, max_n)))
        return Span(unit=block, n=skip, counting=CALENDAR, until=True, roll=draw(_rolls))
    unit = draw(st.sampled_from(_UNITS))
    n = draw(st.integers(1, min(max_n, 3 if unit == "year" else max_n)))
    edge: Edge = draw(_edges)
    if unit in {"hour", "minute"}:
        running = draw(st.sampled_from(("elapsed", "weekdays", *(["office"] if office else ()))))
        return Span(unit=unit, n=n, counting=ELAPSED, running=running, edge=edge)
    counting: Counting = CALENDAR if unit == "working_day" else draw(st.sampled_from(_COUNTINGS))
    count_first = counting == CALENDAR and draw(st.booleans())
    if count_first and n == 1:
        edge = "through"  # otherwise nothing would be left of it
    rolls = counting == CALENDAR and unit != "working_day"
    return Span(
        unit=unit,
        n=n,
        counting=counting,
        edge=edge,
        count_first=count_first,
        roll=draw(_rolls) if rolls else "none",
    )


_EDGES: Final[tuple[Edge, ...]] = ("through", "through", "before")
_edges: Final = st.sampled_from(_EDGES)
_NO_ROLL: Final[tuple[Roll, ...]] = ("none", "none", "next_working")
_rolls: Final = st.sampled_from(_NO_ROLL)


_NOTHING: Final = Money(0)
_MUCH: Final = Money(10**10)


def amounts(*, min_value: Money = _NOTHING, max_value: Money = _MUCH) -> SearchStrategy[Money]:
    """Amounts from *min_value* to *max_value*, both inclusive, such as a fen too many.

    Raises:
        InvalidArgument: there is none.
    """
    if min_value > max_value:
        raise InvalidArgument("min_value is above max_value")
    awkward = [one for one in _AMOUNTS if min_value <= one <= max_value]
    every = st.integers(min_value.fen, max_value.fen).map(Money)
    return (st.sampled_from(awkward) | every) if awkward else every


_AMOUNTS: Final = tuple(Money(fen) for fen in (0, 1, 100, 99, 101, 5_000_000, 999_999_999))

_NUMBERS: Final = ("13800000001", "13800000002", "13911110001", "13800001111")


def keys(*, kind: str = "phone") -> SearchStrategy[Key]:
    """Identity keys of *kind*: few, so that records share them; keyed ones too."""
    values = _NUMBERS if kind == "phone" else tuple(f"{kind} {n}" for n in (1, 2, 3))
    plain = tuple(Key(kind, value) for value in values)
    return st.sampled_from((*plain, Key(kind, "5f" * 32, keyed=True)))


_OFFSETS: Final = tuple(
    timezone(timedelta(minutes=m)) for m in (480, 0, 345, -210, -570, 765, -720)
)
_WEEKS: Final = ((0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5, 6), (2,))
_OFFICES: Final = (
    ((time(9), time(12)), (time(13), time(18))),
    (),
    ((time(8, 30), time(17, 30)),),
    ((time(18), time(0)),),
)


@st.composite
def calendars(draw: DrawFn) -> WorkCalendar:
    """Work calendars of 2023 to 2025 in any zone, with days off and make-up workdays.

    The first that it draws is every company's: Monday to Friday, nine to six, UTC+8.
    """
    through = draw(st.sampled_from((date(2025, 12, 31), date(2024, 3, 7))))
    some = st.frozensets(days(max_value=through), max_size=4)
    rest = draw(some)
    return WorkCalendar(
        id="drawn",
        zone=draw(st.sampled_from(_OFFSETS)),
        week=draw(st.sampled_from(_WEEKS)),
        rest=rest,
        work=draw(some) - rest,
        hours=draw(st.sampled_from(_OFFICES)),
        known_from=date(2023, 1, 1),
        known_through=through,
    )
