"""The checklists and small judgements beyond what the scenarios show."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import KINDS, closed_loop
from renoflow.periods import CALENDAR, days, last_instant
from renoflow.pipeline import (
    GUIDED_TALK,
    RECEPTION,
    TOPICS,
    missing_items,
    next_contact,
    open_concerns,
    presets,
    step_number,
    talking_points,
    tracking_mode,
)
from renoflow.processes import Process

TWO = days(2, counting=CALENDAR)
PROCESS = presets.steward_ten_step(first_callback=TWO)
TALKED = china.at(2024, 3, 4, 10)


def test_the_items_of_a_guided_talk_are_those_of_the_fact() -> None:
    """A checklist with items that no fact can hold could never be completed."""
    field = KINDS["guided_talk"].field("covered")
    assert field is not None
    assert field.values == GUIDED_TALK


@given(st.sets(st.sampled_from((*RECEPTION, "other"))))
def test_what_is_missing_and_what_is_done_make_the_whole(done) -> None:
    """An item that is neither would be forgotten, in any order of ticking."""
    missing = missing_items(RECEPTION, done)
    assert {*missing} == {*RECEPTION} - done
    assert sorted(missing, key=RECEPTION.index) == list(missing)


@given(
    st.lists(st.sampled_from("abc")),
    st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from(TOPICS)).map(tuple)),
)
def test_every_topic_is_there_once_and_concerns_come_first(concerns, table) -> None:
    """A topic left out would never be presented; one twice would bore the customer."""
    points = talking_points(concerns, table)
    assert sorted(points) == sorted(TOPICS)
    named = {topic for concern in concerns for topic in table.get(concern, ())}
    assert {*points[: len(named)]} == named


def test_a_topic_that_is_none_is_named() -> None:
    """A misspelt topic in a company's table must not vanish."""
    with pytest.raises(Malformed) as caught:
        talking_points((), {"quote": ("cots",)})
    assert caught.value.field == "topics_of.quote"
    assert caught.value.params["near"] == "cost"


def test_what_was_not_asked_is_no_concern() -> None:
    """The process says what is missing; a concern is what the customer said."""
    assert open_concerns(closed_loop("l", at=TALKED)) == ()
    assert open_concerns(closed_loop("l", at=TALKED, talk_satisfies=None, unclear=None)) == ()


@given(st.dates(date(2019, 1, 2), date(2026, 11, 30)), st.sampled_from(["weekday", "weekend"]))
def test_a_preference_is_kept_and_is_the_first_such_day(day, preference) -> None:
    """A customer who said weekend must not be called on a Wednesday."""
    talked = china.at(day.year, day.month, day.day, 10)
    found = next_contact(talked, advice=TWO, calendar=china, preference=preference)
    got = china.day(found.due)
    assert (got.weekday() > 4) is (preference == "weekend")
    between = [date.fromordinal(n) for n in range(day.toordinal() + 1, got.toordinal())]
    assert all((one.weekday() > 4) is (preference != "weekend") for one in between)
    assert found.late is (found.due > last_instant(TWO, talked, china).at)


def test_a_preference_that_is_none_is_named() -> None:
    """Rubbish from a form must say what was expected."""
    preference: object = "mornings"
    with pytest.raises(Malformed) as caught:
        next_contact(TALKED, advice=TWO, calendar=china, preference=preference)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.field) == ("value.choice", "preference")


def test_a_wish_without_a_zone_is_refused() -> None:
    """It would be due at another instant on another machine."""
    with pytest.raises(Malformed) as caught:
        next_contact(TALKED, advice=TWO, calendar=china, wish=TALKED.replace(tzinfo=None))
    assert (caught.value.code, caught.value.field) == ("value.naive", "wish")


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.integers(0, 60))
def test_a_later_start_is_never_more_urgent(start, early) -> None:
    """Were it otherwise, waiting a day would take the hurry away and bring it back."""
    on = date(2024, 3, 1)
    modes = [
        tracking_mode(date.fromordinal(start.toordinal() + n), on, early_days=early)
        for n in range(3)
    ]
    assert modes == sorted(modes, reverse=True)


def test_the_ten_steps_are_numbered_and_nothing_else_is() -> None:
    """LIF-01 counts ten; an exit or the designer's track is no step."""
    numbers = {one.id: step_number(PROCESS, one.id) for one in PROCESS.stages}
    assert sorted(n for n in numbers.values() if n is not None) == list(range(1, 11))
    assert numbers["identify"] == 1
    assert numbers["completion"] == 10
    assert {id_ for id_, n in numbers.items() if n is None} == {
        one.id for one in PROCESS.stages if one.kind == "exit" or one.track != "main"
    }


def test_a_stage_that_the_process_lacks_is_named() -> None:
    """A misspelt stage must not pass as one without a number."""
    for process in (PROCESS, Process(id="p", revision=1, zh="空", stages=(), moves=())):
        with pytest.raises(Malformed) as caught:
            step_number(process, "sitte")
        assert caught.value.code == "value.unknown"
