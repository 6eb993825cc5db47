"""Calendars: China's days against two packages, days and instants, changing clocks."""

import pickle
from datetime import UTC, date, datetime, time, timedelta, timezone

import attrs
import chinese_calendar
import holidays
import pytest
from dateutil.tz import tzstr
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import WorkCalendar, as_utc, china
from renoflow.errors import SENTENCES, Malformed
from tests.reference import periods as slow
from tests.zones import CHINA, HALF, MIDNIGHT, NIGHT

DAY = timedelta(days=1)
MICRO = timedelta(microseconds=1)

FIELDS = {
    "id": "shop",
    "zone": CHINA,
    "week": (0, 1, 2, 3, 4, 5),
    "hours": ((time(8), time(12)), (time(12), time(0))),
    "rest": frozenset({date(2024, 5, 1)}),
    "work": frozenset({date(2024, 5, 5)}),
    "known_from": date(2024, 1, 1),
    "known_through": date(2024, 12, 31),
}


def calendar(**fields):
    return WorkCalendar(**{**FIELDS, **fields})


def test_china_agrees_with_two_packages_on_every_day():
    """Without it one mistyped holiday would move deadlines and nobody would know."""
    theirs = holidays.country_holidays("CN", years=range(2019, 2027))
    day, seen = china.known_from, 0
    while day <= china.known_through:
        assert china.is_working(day) is chinese_calendar.is_workday(day), day
        assert china.is_working(day) is theirs.is_working_day(day), day
        day, seen = day + DAY, seen + 1
    assert seen == 2922


def test_china_lists_only_days_that_differ_or_are_festivals():
    """A make-up day listed on a weekday would be dead weight that hides a slip."""
    assert {day.weekday() for day in china.work} == {5, 6}
    assert all(chinese_calendar.is_holiday(day) for day in china.rest)


def test_a_make_up_saturday_is_worked_and_the_next_one_is_not():
    """A plain weekend rule gets the first wrong."""
    assert china.is_working(date(2026, 2, 28))
    assert not china.is_working(date(2026, 3, 7))


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2018, 12, 31), False),
        (date(2019, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_known_is_inclusive_on_both_ends(day, known):
    """An answer past the last notice must not pass for a fact."""
    assert china.knows(day) is known


def test_outside_the_known_range_the_weekly_pattern_answers():
    """Deadlines next year must still have a (provisional) date."""
    assert not china.is_working(date(2027, 1, 3))
    assert china.is_working(date(2027, 1, 4))
    assert china.is_working(date(2018, 12, 31))


def test_days_begin_and_end_at_local_midnight():
    """Read in UTC, an evening visit would fall on the wrong day."""
    day = date(2024, 3, 1)
    assert china.start(day) == datetime(2024, 2, 29, 16, tzinfo=UTC)
    assert china.end(day) == datetime(2024, 3, 1, 16, tzinfo=UTC) - MICRO
    assert china.day(datetime(2024, 2, 29, 15, 59, 59, 999999, tzinfo=UTC)) == date(2024, 2, 29)
    assert china.day(datetime(2024, 2, 29, 16, tzinfo=UTC)) == day
    assert china.at(2024, 3, 1, 10, 30, 5, 7).isoformat() == "2024-03-01T10:30:05.000007+08:00"


def test_office_hours_belong_to_working_days():
    """Half-open, so that no instant belongs to two intervals."""
    assert china.office(date(2024, 5, 1)) == ()
    assert china.office(date(2024, 5, 6)) == (
        (china.at(2024, 5, 6, 9), china.at(2024, 5, 6, 12)),
        (china.at(2024, 5, 6, 13), china.at(2024, 5, 6, 18)),
    )
    assert calendar().office(date(2024, 5, 2))[1][1] == china.at(2024, 5, 3)


def test_a_calendar_without_office_hours_says_so():
    """Guessing nine to five would be a made-up deadline."""
    with pytest.raises(Malformed) as told:
        calendar(hours=()).office(date(2024, 5, 1))
    assert told.value.code == "calendar.no_hours"


@pytest.mark.parametrize(
    ("zone", "day", "start", "end", "length"),
    [
        (NIGHT, date(2024, 3, 31), "00:00:00+01:00", "23:59:59.999999+02:00", 23),
        (NIGHT, date(2024, 10, 27), "00:00:00+02:00", "23:59:59.999999+01:00", 25),
        (MIDNIGHT, date(2024, 3, 10), "01:00:00-04:00", "23:59:59.999999-04:00", 23),
        (MIDNIGHT, date(2024, 3, 9), "00:00:00-05:00", "23:59:59.999999-05:00", 24),
        (MIDNIGHT, date(2024, 11, 3), "00:00:00-04:00", "23:59:59.999999-05:00", 25),
        (HALF, date(2024, 10, 6), "00:00:00+10:30", "23:59:59.999999+10:00", 24.5),
        (tzstr("CST5CDT,M3.2.0/0,M11.1.0/1"), date(2024, 3, 10), "01:00:00-04:00", None, 23),
    ],
)
def test_days_of_23_and_25_hours(zone, day, start, end, length):
    """Where clocks change at midnight a day has no 00:00, or two."""
    local = calendar(zone=zone)
    first, last = local.start(day), local.end(day)
    assert first.isoformat() == f"{day}T{start}"
    assert end is None or last.isoformat() == f"{day}T{end}"
    assert last + MICRO - first == timedelta(hours=length)
    assert local.day(first) == day == local.day(last)


@pytest.mark.parametrize("zone", [NIGHT, tzstr("CET-1CEST,M3.5.0,M10.5.0/3")])
def test_a_skipped_time_is_later_and_a_repeated_one_earlier(zone):
    """Packages disagree about such times; we do not."""
    local = calendar(zone=zone)
    assert local.at(2024, 3, 31, 2, 30).isoformat() == "2024-03-31T03:30:00+02:00"
    assert local.at(2024, 10, 27, 2, 30).isoformat() == "2024-10-27T02:30:00+02:00"


def test_instants_given_out_compare_truly_where_clocks_go_back():
    """In one changing zone Python compares what clocks show and so misjudges the hour."""
    local = calendar(zone=NIGHT)
    early = local.local(datetime(2024, 10, 27, 0, 30, tzinfo=UTC))
    late = local.local(datetime(2024, 10, 27, 1, 10, tzinfo=UTC))
    assert (early.hour, late.hour) == (2, 2)
    assert late - early == timedelta(minutes=40)
    assert late > early


@given(
    wall=st.datetimes(datetime(2024, 1, 1), datetime(2025, 6, 1)),
    zone=st.sampled_from([CHINA, NIGHT, MIDNIGHT, HALF]),
)
def test_a_day_holds_its_instants(wall, zone):
    """Start, instant, end; the next day begins a microsecond later."""
    local = calendar(zone=zone)
    instant = local.at(*wall.timetuple()[:6], wall.microsecond)
    assert instant == slow.shown_at(wall, zone)
    day = local.day(instant)
    assert local.start(day) <= instant <= local.end(day)
    assert local.end(day) + MICRO == local.start(day + DAY)
    assert local.day(instant.astimezone(timezone(timedelta(hours=-7)))) == day


def test_a_company_adds_its_own_days():
    """Sites stop for reasons of their own; the shipped table stays as it is."""
    ours = china.with_days(
        "ours",
        rest=[date(2026, 2, 28), date(2026, 3, 2)],
        work=[date(2026, 10, 7)],
        known_through=date(2027, 6, 30),
    )
    assert [ours.is_working(date(2026, 2, 28)), ours.is_working(date(2026, 3, 2))] == [False] * 2
    assert ours.is_working(date(2026, 10, 7))
    assert (ours.id, ours.knows(date(2027, 6, 30)), china.knows(date(2027, 6, 30))) == (
        "ours",
        True,
        False,
    )
    assert ours.with_days("back", work=[date(2026, 2, 28)]).is_working(date(2026, 2, 28))


def test_a_day_both_off_and_worked_is_refused():
    """Two lists that contradict each other have no right answer."""
    day = date(2026, 3, 2)
    for build in (
        lambda: china.with_days("ours", rest=[day], work=[day]),
        lambda: calendar(rest=frozenset({date(2024, 3, 2)}), work=frozenset({date(2024, 3, 2)})),
    ):
        with pytest.raises(Malformed) as told:
            build()
        assert told.value.code == "calendar.both"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"id": ""}, "value.missing", "id"),
        ({"id": 7}, "value.missing", "id"),
        ({"zone": "+08:00"}, "value.type", "zone"),
        ({"week": ()}, "calendar.week", "week"),
        ({"week": [0, 1]}, "calendar.week", "week"),
        ({"week": (1, 0)}, "calendar.week", "week"),
        ({"week": (1, 1)}, "calendar.week", "week"),
        ({"week": (0, 7)}, "calendar.week", "week"),
        ({"week": (-1, 0)}, "calendar.week", "week"),
        ({"week": (False, True)}, "calendar.week", "week"),
        ({"hours": [(time(9), time(12))]}, "calendar.hours", "hours"),
        ({"hours": (time(9), time(12))}, "calendar.hours", "hours"),
        ({"hours": ((time(9),),)}, "calendar.hours", "hours"),
        ({"hours": ((9, 12),)}, "calendar.hours", "hours"),
        ({"hours": ((time(9, tzinfo=UTC), time(12)),)}, "calendar.hours", "hours"),
        ({"hours": ((time(12), time(9)),)}, "calendar.hours", "hours"),
        ({"hours": ((time(9), time(9)),)}, "calendar.hours", "hours"),
        ({"hours": ((time(9), time(12)), (time(11), time(13)))}, "calendar.hours", "hours"),
        ({"hours": ((time(9), time(0)), (time(13), time(18)))}, "calendar.hours", "hours"),
        ({"rest": {date(2024, 5, 1)}}, "value.type", "rest"),
        ({"work": frozenset({datetime(2024, 5, 1)})}, "value.type", "work"),
        ({"rest": frozenset({"2024-05-01"})}, "value.type", "rest"),
        ({"rest": frozenset({date(2023, 12, 31)})}, "calendar.outside", "rest"),
        ({"work": frozenset({date(2025, 1, 1)})}, "calendar.outside", "work"),
        ({"known_from": date(2025, 1, 1)}, "calendar.known", "known_through"),
        ({"known_from": date(1899, 12, 31)}, "time.range", "known_from"),
        ({"known_through": date(2401, 1, 1)}, "time.range", "known_through"),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(fields, code, field):
    """A wrong table would be believed for a year."""
    with pytest.raises(Malformed) as told:
        calendar(**fields)
    assert (told.value.code, told.value.field) == (code, field)
    assert code in SENTENCES


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: china.day(datetime(2024, 3, 1)), "value.naive"),
        (lambda: china.day(date(2024, 3, 1)), "value.type"),  # type: ignore[arg-type]
        (lambda: as_utc(datetime(2024, 3, 1)), "value.naive"),
        (lambda: china.local(datetime.max.replace(tzinfo=timezone(-DAY / 2))), "time.range"),
        (lambda: china.local(datetime.max.replace(tzinfo=UTC)), "time.range"),
        (lambda: china.local(datetime.min.replace(tzinfo=UTC)), "time.range"),
        (lambda: as_utc(datetime.min.replace(tzinfo=CHINA)), "time.range"),
        (lambda: china.at(2024, 2, 30), "time.impossible"),
        (lambda: china.at(2024, 2, 29, 24), "time.impossible"),
        (lambda: china.at(1899, 12, 31), "time.range"),
        (lambda: china.at(2401, 1, 1), "time.range"),
        (lambda: china.start(datetime(2024, 3, 1)), "value.type"),
        (lambda: china.end(date.max), "time.range"),
        (lambda: calendar(zone=NIGHT).end(date.max), "time.range"),
        (lambda: china.is_working(datetime(2024, 5, 1)), "value.type"),
        (lambda: china.is_working(date.min), "time.range"),
    ],
)
def test_times_that_say_nothing_are_malformed(call, code):
    """A naive time, or the year 24, must end in a sentence and not in a wrong day."""
    with pytest.raises(Malformed) as told:
        call()
    assert told.value.code == code
    assert told.value.sentence("en")
    assert told.value.sentence("zh")


@pytest.mark.parametrize("zone", [CHINA, NIGHT])
@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2400, 12, 31)])
def test_the_first_and_last_year_are_whole(zone, day):
    """The range is one of days, not cut short by a zone's offset."""
    fields = {"rest": frozenset(), "work": frozenset(), "zone": zone}
    local = calendar(**fields, known_from=date(1900, 1, 1), known_through=date(2400, 12, 31))
    assert local.is_working(day) is (day.weekday() < 6)
    if day.year == 2400:
        assert local.end(day).isoformat().startswith("2400-12-31T23:59:59.999999")


def test_a_calendar_is_shown_in_a_line():
    """Eight years of days off would bury whatever else is printed."""
    assert "rest=<238>, work=<52>" in repr(china)
    assert len(repr(china)) < 400


def test_a_calendar_is_a_plain_value():
    """Hosts keep it in settings and hand it to worker processes."""
    again = pickle.loads(pickle.dumps(china))  # noqa: S301 - what was pickled a moment ago
    assert again == china
    assert hash(again) == hash(china)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        again.id = "other"
