"""Spans: both sides of every edge, China's holidays, changing clocks, the slow reference."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from renoflow.calendars import WorkCalendar, china
from renoflow.errors import SENTENCES, Malformed
from renoflow.periods import (
    CALENDAR,
    ELAPSED,
    LEGAL,
    Bound,
    Period,
    Span,
    days,
    first_instant,
    hours,
    last_instant,
    minutes,
    months,
    next_period,
    next_weekday,
    period_of,
    plus,
    until,
    weeks,
    working_days,
    years,
)
from tests.reference import periods as slow
from tests.zones import CHINA, HALF, MIDNIGHT, NIGHT

DAY = timedelta(days=1)
MICRO = timedelta(microseconds=1)

SHOP = WorkCalendar(  # six days a week, open till midnight, three months known
    id="shop",
    zone=NIGHT,
    week=(0, 1, 2, 3, 4, 5),
    rest=frozenset({date(2024, 10, 1), date(2024, 10, 2), date(2024, 10, 27)}),
    work=frozenset({date(2024, 10, 13)}),
    hours=((time(1), time(2, 30)), (time(9), time(12)), (time(18), time(0))),
    known_from=date(2024, 9, 1),
    known_through=date(2024, 11, 30),
)
CALENDARS = (
    china,
    SHOP,
    attrs.evolve(SHOP, id="south", zone=MIDNIGHT),
    attrs.evolve(SHOP, id="half", zone=HALF),
)


def ends(span, anchor, calendar=china):
    """The day whose 24:00 is the last instant inside."""
    bound = last_instant(span, anchor, calendar)
    assert bound.at == calendar.end(calendar.day(bound.at))
    return calendar.day(bound.at)


def ten_oclock(parts):
    return china.start(date(*parts)) + timedelta(hours=10)


# --- the slow second statement -------------------------------------------------------------


@st.composite
def spans(draw):
    unit = draw(st.sampled_from(["minute", "hour", "day", "working_day", "week", "month", "year"]))
    edge = draw(st.sampled_from(["through", "before"]))
    if unit in {"minute", "hour"}:
        running = draw(st.sampled_from(["elapsed", "weekdays", "office"]))
        n = draw(st.integers(1, 24))
        return (
            minutes(5 * n, running=running, edge=edge)
            if unit == "minute"
            else hours(n, running=running, edge=edge)
        )
    first = draw(st.booleans())
    n = draw(st.integers(1 + first, 14))
    if unit == "working_day":
        return working_days(n, edge=edge, count_first=first)
    counting = draw(st.sampled_from([LEGAL, ELAPSED, CALENDAR]))
    make = {"day": days, "week": weeks, "month": months, "year": years}[unit]
    if counting != CALENDAR:
        return make(n, counting=counting, edge=edge)
    roll = draw(st.sampled_from(["none", "next_working"]))
    return make(n, counting=counting, edge=edge, count_first=first, roll=roll)


untils = st.builds(
    until,
    st.sampled_from(["day", "week", "month", "quarter", "year"]),
    st.integers(0, 5),
    roll=st.sampled_from(["none", "next_working"]),
)
calendars = st.sampled_from(CALENDARS)
edges = st.sampled_from(
    [
        datetime(2019, 1, 1, tzinfo=CHINA),
        datetime(2024, 1, 31, 12, tzinfo=CHINA),
        datetime(2024, 2, 29, tzinfo=CHINA),
        datetime(2024, 3, 9, 5, tzinfo=UTC),
        datetime(2024, 3, 10, 5, tzinfo=UTC),
        datetime(2024, 3, 30, 1, 30, tzinfo=UTC),
        datetime(2024, 10, 26, 0, 30, tzinfo=UTC),
        datetime(2024, 10, 26, 1, 30, tzinfo=UTC),
        datetime(2024, 11, 30, 21, tzinfo=UTC),
        datetime(2024, 12, 31, tzinfo=CHINA),
        datetime(2026, 12, 23, 18, tzinfo=CHINA),
    ]
)
minutes_of_five = st.builds(
    lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=5 * n),
    st.integers(0, 105_120) | st.integers(70_000, 90_000),
)
anchors = edges | minutes_of_five


@given(span=spans() | untils, anchor=anchors, calendar=calendars)
def test_a_span_forward_ends_where_walking_ends(span, anchor, calendar):
    """Without it arithmetic on dates could skip what a person counting days would see."""
    bound = last_instant(span, anchor, calendar)
    assert (bound.at, bound.provisional) == slow.last(span, anchor, calendar)


@given(span=spans() | untils, end=anchors, calendar=calendars)
def test_a_span_back_begins_where_walking_begins(span, end, calendar):
    """The look-back of an audit decides ownership as much as a deadline does."""
    bound = first_instant(span, end, calendar)
    assert (bound.at, bound.provisional) == slow.first(span, end, calendar)


# --- laws ----------------------------------------------------------------------------------


@given(span=spans() | untils, anchor=anchors, calendar=calendars, offset=st.integers(-840, 840))
def test_another_offset_changes_nothing(span, anchor, calendar, offset):
    """The same instant told by a phone abroad must have the same deadline."""
    abroad = anchor.astimezone(timezone(timedelta(minutes=offset)))
    assert last_instant(span, abroad, calendar) == last_instant(span, anchor, calendar)
    assert first_instant(span, abroad, calendar) == first_instant(span, anchor, calendar)


@given(span=spans() | untils, anchor=anchors, calendar=calendars)
def test_bounds_show_the_time_of_the_calendar(span, anchor, calendar):
    """A bound in UTC would be printed a day early."""
    for bound in (last_instant(span, anchor, calendar), first_instant(span, anchor, calendar)):
        assert bound.at.utcoffset() == calendar.local(bound.at).utcoffset()
        assert bound.at.replace(tzinfo=None) == calendar.local(bound.at).replace(tzinfo=None)


@given(span=spans() | untils, one=anchors, other=anchors, calendar=calendars)
def test_who_begins_later_never_ends_earlier(span, one, other, calendar):
    """Day spans keep the order of their anchors, whatever is clipped or rolled."""
    assume(span.counting != ELAPSED or span.unit not in {"month", "year"})
    early, late = sorted((one, other))
    assert last_instant(span, early, calendar).at <= last_instant(span, late, calendar).at
    assert first_instant(span, early, calendar).at <= first_instant(span, late, calendar).at


@given(
    n=st.integers(1, 40),
    anchor=anchors,
    later=st.timedeltas(timedelta(0), timedelta(days=45)),
    counting=st.sampled_from([ELAPSED, CALENDAR]),
    calendar=calendars,
)
def test_within_n_days_after_is_within_n_days_before(n, anchor, later, counting, calendar):
    """Forward and back are one rule, but for the end itself, which looking back leaves out."""
    span, end = days(n, counting=counting), anchor + later
    inside = end <= last_instant(span, anchor, calendar).at
    assert inside is (first_instant(span, end, calendar).at <= anchor)


@given(
    n=st.integers(1, 30),
    more=st.integers(1, 30),
    unit=st.sampled_from([days, weeks, months, years]),
    anchor=anchors,
)
def test_an_extension_counts_before_clipping(n, more, unit, anchor):
    """January 31 and a month and a month is March 31, not March 28."""
    whole = unit(n + more, counting=CALENDAR)
    assert plus(unit(n, counting=CALENDAR), unit(more, counting=CALENDAR)) == whole
    assert ends(whole, anchor) >= ends(unit(n, counting=CALENDAR), anchor)


# --- examples: days ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "last"),
    [
        (days(7, counting=CALENDAR), "2024-03-08T23:59:59.999999+08:00"),
        (days(7, counting=CALENDAR, count_first=True), "2024-03-07T23:59:59.999999+08:00"),
        (days(7, counting=CALENDAR, edge="before"), "2024-03-07T23:59:59.999999+08:00"),
        (days(7, counting=ELAPSED), "2024-03-08T10:00:00+08:00"),
        (days(7, counting=ELAPSED, edge="before"), "2024-03-08T09:59:59.999999+08:00"),
        (hours(168), "2024-03-08T10:00:00+08:00"),
        (minutes(120), "2024-03-01T12:00:00+08:00"),
        (hours(2, edge="before"), "2024-03-01T11:59:59.999999+08:00"),
        (weeks(1, counting=CALENDAR), "2024-03-08T23:59:59.999999+08:00"),
        (weeks(1, counting=CALENDAR, count_first=True), "2024-03-07T23:59:59.999999+08:00"),
        (weeks(1, counting=ELAPSED), "2024-03-08T10:00:00+08:00"),
        (days(1, counting=CALENDAR, count_first=True), "2024-03-01T23:59:59.999999+08:00"),
        (days(1, counting=CALENDAR, edge="before"), "2024-03-01T23:59:59.999999+08:00"),
        (months(1, counting=ELAPSED), "2024-04-01T10:00:00+08:00"),
        (years(1, counting=ELAPSED, edge="before"), "2025-03-01T09:59:59.999999+08:00"),
    ],
)
def test_the_readings_of_seven_days_differ(span, last):
    """FILE-06 is read five ways in the field; each is a span of its own and none is implied."""
    bound = last_instant(span, china.at(2024, 3, 1, 10), china)
    assert (bound.at.isoformat(), bound.provisional) == (last, False)


def test_the_anchors_hour_does_not_matter_to_days_and_does_to_hours():
    """From 00:00 to 24:00 of one day the same calendar days end together."""
    for anchor in (china.start(date(2024, 3, 1)), china.end(date(2024, 3, 1))):
        assert ends(days(7, counting=CALENDAR), anchor) == date(2024, 3, 8)
        assert last_instant(hours(168), anchor, china).at == anchor + 7 * DAY
    assert ends(days(7, counting=CALENDAR), china.start(date(2024, 3, 2))) == date(2024, 3, 9)


@pytest.mark.parametrize(
    ("anchor", "legal"),
    [
        ((2024, 9, 20), (2024, 9, 27)),  # a Friday, worked
        ((2024, 9, 21), (2024, 9, 29)),  # Saturday; the Sunday is a make-up workday
        ((2024, 9, 24), (2024, 10, 8)),  # the first day of the festival, which lasts a week
        ((2024, 9, 30), (2024, 10, 8)),  # its last day
        ((2024, 10, 1), (2024, 10, 8)),  # the working day after it
        ((2024, 10, 5), (2024, 10, 12)),  # a make-up Saturday
        ((2024, 10, 6), (2024, 10, 14)),  # the Sunday after it is off
        ((2026, 2, 21), (2026, 2, 28)),  # a make-up Saturday
    ],
)
def test_legal_days_roll_over_what_is_off_and_stop_at_make_up_days(anchor, legal):
    """Art. 203: a last day that is off is no last day."""
    assert ends(days(7, counting=LEGAL), ten_oclock(anchor)) == date(*legal)
    rolled = days(7, counting=CALENDAR, roll="next_working")
    assert ends(rolled, ten_oclock(anchor)) == date(*legal)
    assert ends(days(7, counting=CALENDAR), ten_oclock(anchor)) == date(*anchor) + 7 * DAY


def test_before_a_rolled_last_day_is_the_whole_time_up_to_it():
    """The day that counts as the last is left out, not the day that was moved."""
    span = days(7, counting=LEGAL, edge="before")
    assert ends(span, china.at(2024, 9, 24)) == date(2024, 10, 7)


@pytest.mark.parametrize(
    ("span", "anchor", "last", "provisional"),
    [
        (days(7, counting=LEGAL), (2026, 12, 24), (2026, 12, 31), False),
        (days(7, counting=LEGAL), (2026, 12, 25), (2027, 1, 1), True),
        (days(7, counting=LEGAL), (2026, 12, 28), (2027, 1, 4), True),
        (days(7, counting=CALENDAR), (2026, 12, 28), (2027, 1, 4), False),
        (days(7, counting=ELAPSED), (2026, 12, 28), None, False),
        (days(5, counting=LEGAL), (2018, 12, 26), (2018, 12, 31), True),
        (days(6, counting=LEGAL), (2018, 12, 26), (2019, 1, 2), False),
        (working_days(3), (2026, 12, 28), (2026, 12, 31), False),
        (working_days(4), (2026, 12, 28), (2027, 1, 1), True),
        (working_days(1), (2018, 12, 31), (2019, 1, 2), False),
        (working_days(1, count_first=True), (2018, 12, 31), (2018, 12, 31), True),
        (working_days(2, count_first=True), (2018, 12, 31), (2019, 1, 2), True),
        (until("year", 1), (2026, 1, 1), (2027, 12, 31), False),
        (until("year", 1, roll="next_working"), (2026, 1, 1), (2027, 12, 31), True),
    ],
)
def test_what_hangs_on_an_unknown_day_is_provisional(span, anchor, last, provisional):
    """Nobody may be told a firm deadline that next autumn's notice can move."""
    bound = last_instant(span, ten_oclock(anchor), china)
    assert bound.provisional is provisional
    assert last is None or china.day(bound.at) == date(*last)


def test_a_roll_past_the_last_known_day_is_provisional():
    """The day itself is known to be off; the one it moves to is not known."""
    ours = china.with_days("ours", rest=[date(2026, 12, 31)])
    bound = last_instant(days(7, counting=LEGAL), china.at(2026, 12, 24), ours)
    assert (ours.day(bound.at), bound.provisional) == (date(2027, 1, 1), True)


# --- examples: months ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "anchor", "last"),
    [
        (months(1, counting=CALENDAR), (2024, 1, 30), (2024, 2, 29)),
        (months(1, counting=CALENDAR), (2024, 1, 31), (2024, 2, 29)),
        (months(1, counting=CALENDAR), (2023, 1, 31), (2023, 2, 28)),
        (months(2, counting=CALENDAR), (2024, 1, 31), (2024, 3, 31)),
        (months(1, counting=CALENDAR), (2024, 2, 29), (2024, 3, 29)),
        (months(1, counting=CALENDAR), (2024, 12, 31), (2025, 1, 31)),
        (months(12, counting=CALENDAR), (2024, 2, 29), (2025, 2, 28)),
        (years(1, counting=CALENDAR), (2024, 2, 29), (2025, 2, 28)),
        (years(4, counting=CALENDAR), (2024, 2, 29), (2028, 2, 29)),
        (years(2, counting=LEGAL), (2024, 6, 8), (2026, 6, 8)),
        (months(1, counting=LEGAL), (2024, 1, 17), (2024, 2, 18)),  # 17 Feb off, 18 made up
        (months(1, counting=CALENDAR, edge="before"), (2024, 1, 31), (2024, 2, 28)),
        (months(1, counting=CALENDAR, count_first=True), (2024, 3, 1), (2024, 3, 31)),
        (months(1, counting=CALENDAR, count_first=True), (2024, 3, 15), (2024, 4, 14)),
        (months(1, counting=CALENDAR, count_first=True), (2023, 1, 28), (2023, 2, 27)),
        (months(1, counting=CALENDAR, count_first=True), (2023, 1, 29), (2023, 2, 28)),
        (months(1, counting=CALENDAR, count_first=True), (2023, 1, 31), (2023, 2, 28)),
        (years(1, counting=CALENDAR, count_first=True), (2024, 1, 1), (2024, 12, 31)),
        (until("day"), (2024, 3, 1), (2024, 3, 1)),
        (until("day", 1), (2024, 2, 29), (2024, 3, 1)),
        (until("week"), (2024, 3, 3), (2024, 3, 3)),
        (until("week"), (2024, 3, 4), (2024, 3, 10)),
        (until("week", 1), (2024, 3, 3), (2024, 3, 10)),
        (until("month"), (2024, 2, 1), (2024, 2, 29)),
        (until("month", 1), (2024, 1, 31), (2024, 2, 29)),
        (until("month", 1), (2024, 12, 5), (2025, 1, 31)),
        (until("quarter"), (2024, 3, 31), (2024, 3, 31)),
        (until("quarter"), (2024, 4, 1), (2024, 6, 30)),
        (until("quarter", 2), (2024, 10, 1), (2025, 6, 30)),
        (until("year"), (2024, 1, 1), (2024, 12, 31)),
        (until("month", roll="next_working"), (2024, 3, 5), (2024, 4, 1)),
        (until("month", roll="next_working"), (2024, 9, 5), (2024, 9, 30)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last(span, anchor, last):
    """Thirty days would be wrong in seven months of twelve."""
    for moment in (china.start(date(*anchor)), china.end(date(*anchor))):
        assert ends(span, moment) == date(*last)


def test_elapsed_months_keep_the_time_of_day_across_a_change_of_clocks():
    """At the same time by the clock on the wall, not so many hours later."""
    bound = last_instant(months(1, counting=ELAPSED), SHOP.at(2024, 10, 10, 9, 30), SHOP)
    assert bound.at.isoformat() == "2024-11-10T09:30:00+01:00"
    skipped = last_instant(months(1, counting=ELAPSED), SHOP.at(2024, 2, 29, 2, 30), SHOP)
    assert skipped.at.isoformat() == "2024-03-29T02:30:00+01:00"


def test_elapsed_days_are_24_hours_where_clocks_change():
    """A calendar day may have 23 or 25."""
    anchor = SHOP.at(2024, 10, 26, 12)
    assert last_instant(days(1, counting=ELAPSED), anchor, SHOP).at.hour == 11
    assert last_instant(days(1, counting=CALENDAR), anchor, SHOP).at == SHOP.end(
        date(2024, 10, 27)
    )


# --- examples: working days and hours ------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "anchor", "last"),
    [
        (working_days(3), (2024, 3, 1), (2024, 3, 6)),  # CON-06
        (working_days(3, edge="before"), (2024, 3, 1), (2024, 3, 5)),
        (working_days(1, edge="before"), (2024, 3, 1), (2024, 3, 3)),
        (working_days(3, count_first=True), (2024, 3, 1), (2024, 3, 5)),
        (working_days(1, count_first=True), (2024, 3, 1), (2024, 3, 1)),
        (working_days(1, count_first=True), (2024, 3, 2), (2024, 3, 4)),
        (working_days(1), (2024, 3, 2), (2024, 3, 4)),
        (working_days(1), (2026, 2, 27), (2026, 2, 28)),
        (working_days(2), (2026, 2, 27), (2026, 3, 2)),
        (working_days(1), (2024, 9, 30), (2024, 10, 8)),
    ],
)
def test_working_days_are_those_of_the_calendar(span, anchor, last):
    """A day off is never day one, and a make-up Saturday is a day."""
    assert ends(span, ten_oclock(anchor)) == date(*last)


@pytest.mark.parametrize(
    ("span", "anchor", "last"),
    [
        (hours(2, running="office"), (2024, 3, 1, 10), "2024-03-01T12:00:00"),
        (hours(2, running="office"), (2024, 3, 1, 10, 0, 1), "2024-03-01T13:00:01"),
        (hours(2, running="office"), (2024, 3, 1, 12, 30), "2024-03-01T15:00:00"),
        (hours(2, running="office"), (2024, 3, 1, 17), "2024-03-04T10:00:00"),
        (hours(2, running="office"), (2024, 3, 1, 20), "2024-03-04T11:00:00"),
        (hours(9, running="office"), (2024, 3, 1, 9), "2024-03-04T10:00:00"),
        (hours(8, running="office", edge="before"), (2024, 3, 1, 9), "2024-03-01T17:59:59.999999"),
        (minutes(30, running="office"), (2024, 3, 1, 17, 45), "2024-03-04T09:15:00"),
        (hours(2, running="weekdays"), (2024, 3, 1, 23), "2024-03-04T01:00:00"),
        (hours(1, running="weekdays"), (2024, 3, 1, 23), "2024-03-02T00:00:00"),
        (hours(24, running="weekdays"), (2024, 3, 2, 15), "2024-03-05T00:00:00"),
        (hours(24, running="weekdays"), (2026, 2, 27, 15), "2026-02-28T15:00:00"),
    ],
)
def test_running_hours_skip_what_does_not_run(span, anchor, last):
    """A filing at Friday 17:00 cannot be verified by Friday 19:00 if the desk is shut."""
    assert last_instant(span, china.at(*anchor), china).at.isoformat() == f"{last}+08:00"


@pytest.mark.parametrize(
    ("anchor", "provisional"),
    [
        ((2026, 12, 31, 15), False),
        ((2026, 12, 31, 15, 0, 1), True),
        ((2018, 12, 31, 17), True),
        ((2019, 1, 1, 17), False),
    ],
)
def test_office_time_that_reaches_an_unknown_day_is_provisional(anchor, provisional):
    """Three hours fit into the last known afternoon or do not; and a first day counts too."""
    bound = last_instant(hours(3, running="office"), china.at(*anchor), china)
    assert bound.provisional is provisional


# --- examples: back ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "end", "first"),
    [
        (days(3, counting=CALENDAR), (2024, 3, 10, 15), "2024-03-07T00:00:00"),
        (days(3, counting=LEGAL), (2024, 3, 13, 15), "2024-03-10T00:00:00"),
        (days(3, counting=CALENDAR, roll="next_working"), (2024, 3, 13), "2024-03-10T00:00:00"),
        (days(3, counting=CALENDAR, count_first=True), (2024, 3, 10, 15), "2024-03-08T00:00:00"),
        (days(3, counting=CALENDAR, edge="before"), (2024, 3, 10, 15), "2024-03-08T00:00:00"),
        (days(3, counting=ELAPSED), (2024, 3, 10, 15), "2024-03-07T15:00:00"),
        (hours(24, edge="before"), (2024, 3, 10, 15), "2024-03-09T15:00:00.000001"),
        (weeks(1, counting=CALENDAR), (2024, 3, 10, 15), "2024-03-03T00:00:00"),
        (working_days(3), (2024, 3, 6, 15), "2024-03-01T00:00:00"),
        (working_days(1), (2024, 10, 8, 9), "2024-09-30T00:00:00"),
        (working_days(1, count_first=True), (2024, 10, 8, 9), "2024-10-08T00:00:00"),
        (months(1, counting=CALENDAR), (2024, 3, 31), "2024-02-29T00:00:00"),
        (months(1, counting=CALENDAR, count_first=True), (2024, 3, 31), "2024-03-01T00:00:00"),
        (months(1, counting=ELAPSED), (2024, 3, 31, 10), "2024-02-29T10:00:00"),
        (years(1, counting=CALENDAR), (2024, 2, 29, 10), "2023-02-28T00:00:00"),
        (until("week"), (2024, 3, 10, 15), "2024-03-04T00:00:00"),
        (until("month", 1), (2024, 3, 10, 15), "2024-02-01T00:00:00"),
        (hours(2, running="office"), (2024, 3, 4, 10), "2024-03-01T17:00:00"),
        (hours(1, running="office"), (2024, 3, 4, 10), "2024-03-04T09:00:00"),
        (hours(1, running="office"), (2024, 3, 1, 13), "2024-03-01T11:00:00"),
        (hours(1, running="weekdays"), (2024, 3, 4), "2024-03-01T23:00:00"),
    ],
)
def test_spans_back_begin_at_00_00_or_to_the_hour(span, end, first):
    """ "A call within three days before the rival's visit" needs its own first instant."""
    bound = first_instant(span, china.at(*end), china)
    assert (bound.at.isoformat(), bound.provisional) == (f"{first}+08:00", False)


def test_a_span_back_across_the_known_range_is_provisional():
    """The first days of 2019 look back on a year whose arrangement is not held."""
    assert first_instant(working_days(1), china.at(2019, 1, 2), china).provisional
    assert not first_instant(working_days(1), china.at(2019, 1, 3), china).provisional
    opening = first_instant(hours(1, running="office"), china.at(2027, 1, 1), china)
    assert opening == Bound(at=china.at(2026, 12, 31, 17), provisional=False)
    early = first_instant(hours(1, running="office"), china.at(2027, 1, 1, 8), china)
    assert early == Bound(at=china.at(2026, 12, 31, 17), provisional=True)


# --- periods that come round ---------------------------------------------------------------


def test_a_week_is_monday_to_sunday_to_the_microsecond():
    """FOL-03: a call on Sunday at 23:59 counts for this week, one at 00:00 for the next."""
    week = period_of("week", china.at(2024, 3, 8, 15), china)
    assert week == Period(first=china.at(2024, 3, 4), last=china.end(date(2024, 3, 10)))
    assert period_of("week", week.first, china) == week == period_of("week", week.last, china)
    following = next_period("week", week.first, china)
    assert following.first == week.last + MICRO
    assert period_of("week", following.first, china) == following


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("day", (2024, 2, 29), (2024, 2, 29)),
        ("month", (2024, 2, 1), (2024, 2, 29)),
        ("quarter", (2024, 1, 1), (2024, 3, 31)),
        ("year", (2024, 1, 1), (2024, 12, 31)),
    ],
)
def test_periods_are_whole(unit, first, last):
    """A month that began on the day of asking would count calls twice."""
    period = period_of(unit, china.at(2024, 2, 29, 12), china)
    assert (china.day(period.first), china.day(period.last)) == (date(*first), date(*last))


@given(
    unit=st.sampled_from(["day", "week", "month", "quarter", "year"]),
    anchor=anchors,
    calendar=calendars,
)
def test_periods_follow_each_other_without_a_gap(unit, anchor, calendar):
    """A call between two weeks would count for neither."""
    period = period_of(unit, anchor, calendar)
    assert period.first <= anchor <= period.last
    assert next_period(unit, anchor, calendar).first == period.last + MICRO
    assert period.last == last_instant(until(unit), anchor, calendar).at
    assert period.first == first_instant(until(unit), anchor, calendar).at


@pytest.mark.parametrize(
    ("asked", "friday"),
    [((2024, 3, 6), (2024, 3, 8)), ((2024, 3, 8), (2024, 3, 8)), ((2024, 3, 9), (2024, 3, 15))],
)
def test_the_next_friday_is_today_if_today_is_friday(asked, friday):
    """SITE-02: a site that starts on a Friday is called that day."""
    for moment in (china.start(date(*asked)), china.end(date(*asked))):
        period = next_weekday(4, moment, china)
        assert period == Period(first=china.start(date(*friday)), last=china.end(date(*friday)))


# --- what is refused -----------------------------------------------------------------------

AT = china.at(2024, 3, 1, 10)


@pytest.mark.parametrize(
    ("build", "code", "field"),
    [
        (lambda: days(0, counting=CALENDAR), "span.count", "n"),
        (lambda: days(-1, counting=CALENDAR), "span.count", "n"),
        (lambda: days(True, counting=CALENDAR), "span.count", "n"),
        (lambda: days(7.0, counting=CALENDAR), "span.count", "n"),  # type: ignore[arg-type]
        (lambda: days(36_601, counting=CALENDAR), "span.count", "n"),
        (lambda: hours(87_841), "span.count", "n"),
        (lambda: until("day", -1), "span.count", "n"),
        (lambda: until("quarter", 401), "span.count", "n"),
        (lambda: days(7, counting="business"), "value.choice", "counting"),  # type: ignore[arg-type]
        (lambda: days(7, counting=CALENDAR, edge="after"), "value.choice", "edge"),  # type: ignore[arg-type]
        (lambda: days(7, counting=CALENDAR, roll="previous"), "value.choice", "roll"),  # type: ignore[arg-type]
        (lambda: hours(7, running="night"), "value.choice", "running"),  # type: ignore[arg-type]
        (lambda: until("hour"), "value.choice", "unit"),  # type: ignore[arg-type]
        (lambda: Span(unit="quarter", n=1, counting=CALENDAR), "value.choice", "unit"),
        (lambda: Span(unit="hour", n=1, counting=LEGAL), "value.choice", "counting"),
        (lambda: Span(unit="working_day", n=1, counting=LEGAL), "value.choice", "counting"),
        (
            lambda: Span(unit="day", n=0, counting=LEGAL, until=True),
            "value.choice",
            "counting",
        ),
        (
            lambda: Span(unit="day", n=1, counting=ELAPSED, running="office"),
            "value.choice",
            "running",
        ),
        (lambda: days(7, counting=CALENDAR, count_first=1), "value.type", "count_first"),  # type: ignore[arg-type]
        (lambda: Span(unit="day", n=1, counting=CALENDAR, until=None), "value.type", "until"),  # type: ignore[arg-type]
        (lambda: days(7, counting=LEGAL, count_first=True), "span.calendar_only", "count_first"),
        (lambda: days(7, counting=LEGAL, roll="next_working"), "span.calendar_only", "roll"),
        (lambda: days(7, counting=ELAPSED, roll="next_working"), "span.calendar_only", "roll"),
        (lambda: attrs.evolve(until("day"), count_first=True), "span.until", "count_first"),
        (lambda: attrs.evolve(until("day"), edge="before"), "span.until", "edge"),
        (lambda: attrs.evolve(working_days(1), roll="next_working"), "span.roll", "roll"),
        (
            lambda: days(1, counting=CALENDAR, count_first=True, edge="before"),
            "span.empty",
            "edge",
        ),
        (lambda: working_days(1, count_first=True, edge="before"), "span.empty", "edge"),
        (lambda: plus(days(1, counting=LEGAL), days(1, counting=CALENDAR)), "span.add", None),
        (lambda: plus(days(7, counting=LEGAL), weeks(1, counting=LEGAL)), "span.add", None),
        (lambda: plus(hours(1), hours(1, running="office")), "span.add", None),
        (lambda: plus(until("day"), days(1, counting=CALENDAR)), "span.add", None),
        (lambda: plus(days(1, counting=CALENDAR), until("day")), "span.add", None),
        (lambda: plus(hours(87_840), hours(1)), "span.count", "n"),
        (lambda: next_weekday(7, AT, china), "span.weekday", "weekday"),
        (lambda: next_weekday(-1, AT, china), "span.weekday", "weekday"),
        (lambda: next_weekday(True, AT, china), "span.weekday", "weekday"),
        (lambda: period_of("fortnight", AT, china), "value.choice", "unit"),  # type: ignore[arg-type]
        (lambda: last_instant(hours(1), AT.replace(tzinfo=None), china), "value.naive", "at"),
        (lambda: first_instant(hours(1), AT.replace(tzinfo=None), china), "value.naive", "at"),
        (lambda: last_instant(hours(1), date(2024, 3, 1), china), "value.type", "at"),  # type: ignore[arg-type]
    ],
)
def test_a_span_that_says_nothing_is_refused(build, code, field):
    """A combination with two readings, or none, must fail where it is written."""
    with pytest.raises(Malformed) as told:
        build()
    assert told.value.code == code
    assert field in {None, told.value.field}
    assert code in SENTENCES
    assert told.value.sentence("zh") != told.value.sentence("en")


@pytest.mark.parametrize("make", [days, weeks, months, years])
def test_there_is_no_default_counting(make):
    """Which counting a company means is the one thing that nobody may guess for it."""
    with pytest.raises(TypeError):
        make(1)


@pytest.mark.parametrize(
    "span",
    [
        minutes(527_040),
        hours(87_840, running="office"),
        days(36_600, counting=LEGAL),
        days(36_600, counting=ELAPSED),
        working_days(3_660),
        weeks(5_220, counting=CALENDAR),
        months(1_200, counting=ELAPSED),
        years(100, counting=CALENDAR),
        until("quarter", 400),
        until("year", 100),
    ],
)
def test_the_longest_spans_end_in_an_instant_or_in_a_sentence(span):
    """Data from outside must never end in an OverflowError."""
    assert last_instant(span, AT, china).at > AT
    assert first_instant(span, AT, china).at < AT
    for anchor in (datetime(2400, 12, 31, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        with pytest.raises(Malformed) as told:
            last_instant(span, anchor, china)
        assert told.value.code == "time.range"
    for end in (datetime(1900, 1, 2, tzinfo=UTC), datetime.min.replace(tzinfo=UTC)):
        with pytest.raises(Malformed) as told:
            first_instant(span, end, china)
        assert told.value.code == "time.range"


def test_day_spans_do_without_dateutil():
    """Importing it takes longer than the rest of the library; only months need it."""
    code = (
        "import sys\n"
        "from renoflow.calendars import china\n"
        "from renoflow.periods import *\n"
        "for span in (days(7, counting=LEGAL), hours(2), working_days(3), until('month')):\n"
        "    last_instant(span, china.at(2024, 3, 1), china)\n"
        "assert 'dateutil' not in sys.modules\n"
        "last_instant(months(1, counting=LEGAL), china.at(2024, 3, 1), china)\n"
        "print('dateutil' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("True\n", "")
