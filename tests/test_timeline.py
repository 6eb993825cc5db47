"""The value in force: half-open rows, days and instants, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.timeline import Timeline
from tests.zones import NIGHT

MICRO = timedelta(microseconds=1)
BY_DAY = Timeline(rows=((date(2024, 1, 1), "old"), (date(2025, 7, 1), "new")))
TURN = china.at(2025, 7, 1, 12)
BY_INSTANT = Timeline(rows=((china.at(2024, 1, 1), "old"), (TURN, "new")))


def test_the_first_day_of_a_revision_has_the_new_terms():
    """A quote made that day is priced by the new list."""
    assert BY_DAY.at(date(2025, 6, 30)) == "old"
    assert BY_DAY.at(date(2025, 7, 1)) == "new"
    assert BY_DAY.at(date(2024, 1, 1)) == "old"


def test_an_instant_is_read_as_its_day_in_the_calendar():
    """In UTC the new terms would begin eight hours late."""
    start = china.start(date(2025, 7, 1))
    assert BY_DAY.at(start, china) == "new"
    assert BY_DAY.at(start.astimezone(UTC), china) == "new"
    assert BY_DAY.at(start - MICRO, china) == "old"


def test_the_first_instant_of_a_revision_has_the_new_terms():
    """A claim opened at that instant is under the new policy."""
    assert BY_INSTANT.at(TURN) == "new"
    assert BY_INSTANT.at(TURN.astimezone(UTC)) == "new"
    assert BY_INSTANT.at(TURN - MICRO) == "old"
    assert BY_INSTANT.at(TURN, china) == "new"


def test_instants_are_told_apart_where_clocks_go_back():
    """02:10 comes twice that night, and only the second is after 02:30."""
    turn = datetime(2024, 10, 27, 2, 30, tzinfo=NIGHT)
    line = Timeline(rows=((turn - timedelta(days=1), "old"), (turn, "new")))
    assert line.at(datetime(2024, 10, 27, 2, 10, tzinfo=NIGHT)) == "old"
    assert line.at(datetime(2024, 10, 27, 2, 10, fold=1, tzinfo=NIGHT)) == "new"


@given(
    days=st.lists(
        st.dates(date(2020, 1, 1), date(2020, 2, 1)), min_size=1, max_size=6, unique=True
    ),
    asked=st.dates(date(2019, 12, 30), date(2020, 2, 3)),
)
def test_the_value_is_that_of_the_last_row_begun(days, asked):
    """The search by halves and the plain walk agree."""
    line = Timeline(rows=tuple((day, day) for day in sorted(days)))
    begun = [day for day in days if day <= asked]
    if begun:
        assert line.at(asked) == max(begun)
    else:
        with pytest.raises(Malformed):
            line.at(asked)


@pytest.mark.parametrize(
    ("build", "code", "field"),
    [
        (lambda: Timeline(rows=()), "timeline.empty", "rows"),
        (lambda: Timeline(rows=[(date(2024, 1, 1), 1)]), "timeline.empty", "rows"),  # type: ignore[arg-type]
        (
            lambda: Timeline(rows=((date(2024, 1, 1), 1), (TURN, 2))),
            "timeline.mixed",
            "rows",
        ),
        (
            lambda: Timeline(rows=((date(2024, 1, 2), 1), (date(2024, 1, 1), 2))),
            "timeline.order",
            "rows[1]",
        ),
        (lambda: Timeline(rows=((TURN, 1), (TURN, 2))), "timeline.order", "rows[1]"),
        (lambda: Timeline(rows=(("2024-01-01", 1),)), "value.type", "rows[0]"),  # type: ignore[arg-type]
        (lambda: Timeline(rows=((datetime(2024, 1, 1), 1),)), "value.naive", "rows[0]"),
        (lambda: BY_DAY.at(date(2023, 12, 31)), "timeline.before", "at"),
        (lambda: BY_INSTANT.at(china.at(2024, 1, 1) - MICRO), "timeline.before", "at"),
        (lambda: BY_DAY.at(TURN), "timeline.calendar", "at"),
        (lambda: BY_INSTANT.at(date(2025, 7, 1)), "timeline.day", "at"),
        (lambda: BY_INSTANT.at(date(2025, 7, 1), china), "timeline.day", "at"),
        (lambda: BY_DAY.at(datetime(2025, 7, 1), china), "value.naive", "at"),
        (lambda: BY_DAY.at("2025-07-01"), "value.type", "at"),  # type: ignore[arg-type]
    ],
)
def test_what_has_no_one_answer_is_refused(build, code, field):
    """A price without a list, or with two, must not come out as a number."""
    with pytest.raises(Malformed) as told:
        build()
    assert (told.value.code, told.value.field) == (code, field)
    assert told.value.sentence("zh") != told.value.sentence("en")
