"""A calendar out of the package ``holidays``: every day, its range, and what is refused."""

import sys
from datetime import date, time, timedelta

import pytest

from renoflow.adapters.holidays import from_holidays
from renoflow.calendars import china
from renoflow.errors import Malformed
from tests.zones import CHINA, NIGHT


def test_china_out_of_the_package_is_china_as_shipped():
    """A host that reads the package instead must get the same deadlines."""
    theirs = from_holidays("CN", range(2019, 2027), id="cn", zone=CHINA, hours=china.hours)
    day = china.known_from
    while day <= china.known_through:
        assert theirs.is_working(day) is china.is_working(day), day
        day += timedelta(days=1)
    assert (theirs.known_from, theirs.known_through) == (china.known_from, china.known_through)
    assert (theirs.zone, theirs.hours, theirs.week) == (china.zone, china.hours, china.week)


def test_a_part_of_a_country_has_days_of_its_own():
    """A shop in one state works when another is closed."""
    whole = from_holidays("DE", range(2024, 2025), id="de", zone=NIGHT)
    part = from_holidays("DE", range(2024, 2025), id="de-hh", zone=NIGHT, subdivision="HH")
    day = date(2024, 10, 31)
    assert (whole.is_working(day), part.is_working(day)) == (True, False)
    assert part.hours == ()


@pytest.mark.parametrize(
    ("country", "years", "fields", "code"),
    [
        ("XX", range(2024, 2025), {}, "holidays.country"),
        ("DE", range(2024, 2025), {"subdivision": "ZZ"}, "holidays.country"),
        ("CN", range(2024, 2024), {}, "holidays.years"),
        ("CN", range(2020, 2025, 2), {}, "holidays.years"),
        ("CN", range(1949, 1951), {}, "holidays.years"),
        ("CN", range(2100, 2102), {}, "holidays.years"),
        ("CN", range(2024, 2025), {"hours": ((time(12), time(9)),)}, "calendar.hours"),
    ],
)
def test_what_the_package_does_not_have_is_refused(country, years, fields, code):
    """An unknown year without one holiday would look like a year of work."""
    with pytest.raises(Malformed) as told:
        from_holidays(country, years, id="x", zone=CHINA, **fields)
    assert told.value.code == code
    assert told.value.sentence("zh") != told.value.sentence("en")


def test_a_missing_package_is_told_with_the_way_out(monkeypatch):
    """The core install does not bring it."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(ModuleNotFoundError, match=r"renoflow\[holidays\]"):
        from_holidays("CN", range(2024, 2025), id="x", zone=CHINA)
