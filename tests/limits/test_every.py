"""Duties that come round. The end of January 2024 is a Wednesday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.limits import Every, Extension, Grace, Limit, Stretch, compile_limits
from renoflow.periods import hours
from renoflow.select import Anchor, Row, Table
from tests.limits.histories import MICRO, ZERO, at, happened, histories, later, of, place
from tests.reference import limits as slow

FRIDAY = Every(unit="week", weekday=4, first="partial")
WEEKLY = Every(unit="week", first="partial")


def read(every, facts=(), upto=ZERO, opened=ZERO, **fields):
    limit = Limit(**{"id": "round", "needs": of("need"), "every": every, **fields})
    return compile_limits([limit])(place(facts, upto, opened))


def days_of(states):
    return [(china.day(one.start), china.day(one.last)) for one in states]


def feb(day):
    return date(2024, 2, day)


def test_two_calls_a_week_are_asked_of_each_week():
    """One week's calls do not count for the next (FOL-03)."""
    facts = [happened("need", at(n), f"n{n}") for n in (0, 9, 10, 12)]
    upto = china.end(feb(11)) + MICRO
    first, second, third = read(WEEKLY, facts, upto, count=2)
    assert [one.status for one in (first, second, third)] == ["met", "met", "open"]
    assert (first.met_at, second.met_at) == (at(9), at(12))
    assert (first.start, first.last) == (ZERO, china.end(feb(4)))
    assert [one.missing for one in (first, second, third)] == [0, 0, 2]
    assert second.facts == ("n10", "n12")


@pytest.mark.parametrize(("count", "status", "missing"), [(1, "met", 0), (2, "missed", 1)])
def test_a_week_with_too_few_calls_was_missed(count, status, missing):
    """A call of the following week comes too late for it."""
    facts = [happened("need", at(0), "n1"), happened("need", china.start(feb(5)), "n2")]
    first, *_ = read(WEEKLY, facts, china.start(feb(5)), count=count)
    assert (first.status, first.missing) == (status, missing)


@pytest.mark.parametrize(
    ("first", "opened", "begins"),
    [
        ("partial", ZERO, ZERO),
        ("whole", ZERO, china.start(feb(5))),
        ("whole", china.start(feb(5)), china.start(feb(5))),
        ("whole", china.start(feb(5)) + MICRO, china.start(feb(12))),
    ],
)
def test_the_unit_that_holds_the_anchor_counts_or_only_the_first_whole_one(first, opened, begins):
    """The text says which; a week of one day is short for two calls."""
    found = read(Every(unit="week", first=first), (), china.end(feb(13)), opened)
    assert found[0].start == begins


@pytest.mark.parametrize(
    ("opened", "friday"),
    [
        (ZERO, feb(2)),
        (china.end(feb(2)), feb(2)),
        (china.end(feb(2)) + MICRO, feb(9)),
    ],
)
def test_a_friday_that_is_over_at_the_start_is_not_asked_for(opened, friday):
    """Work that starts on a Saturday has its first call on the Friday after (SITE-02)."""
    found = read(FRIDAY, (), china.end(feb(9)), opened)
    assert china.day(found[0].last) == friday


def test_a_whole_week_has_its_friday_in_the_next():
    """The week of the start does not count."""
    found = read(Every(unit="week", weekday=4, first="whole"), (), china.end(feb(9)))
    assert days_of(found) == [(feb(9), feb(9))]


@pytest.mark.parametrize(
    ("when", "status"),
    [
        (china.start(feb(2)) - MICRO, "missed"),
        (china.start(feb(2)), "met"),
        (china.end(feb(2)), "met"),
        (china.end(feb(2)) + MICRO, "met_late"),
        (china.start(feb(9)) - MICRO, "met_late"),
        (china.start(feb(9)), "missed"),
    ],
)
def test_a_friday_call_is_met_on_friday_and_late_until_the_next(when, status):
    """A call on Saturday answers for Friday; one on the next Friday is that one's."""
    first, second = read(FRIDAY, [happened("need", when)], china.end(feb(9)))
    assert first.status == status
    assert second.status == ("met" if when == china.start(feb(9)) else "open")


def test_a_friday_off_moves_to_the_next_working_day_if_the_rule_says_so():
    """9 February 2024 is worked, the 16th is not, and the 18th is a make-up Sunday."""
    rolling = Every(unit="week", weekday=4, first="partial", roll="next_working")
    upto = china.end(feb(23))
    assert [last for _, last in days_of(read(rolling, (), upto))] == [
        *(feb(2), feb(9), feb(18), feb(23))
    ]
    assert [last for _, last in days_of(read(FRIDAY, (), upto))] == [
        *(feb(2), feb(9), feb(16), feb(23))
    ]


def test_two_fridays_off_in_a_row_ask_for_one_call():
    """Both of early 2020 move to Monday, 3 February; one call on it is enough."""
    rolling = Every(unit="week", weekday=4, first="partial", roll="next_working")
    monday = china.at(2020, 2, 3, 12)
    found = read(rolling, [happened("need", monday)], monday, china.at(2020, 1, 20))
    assert [(china.day(one.last), one.status) for one in found] == [(date(2020, 2, 3), "met")]


@pytest.mark.parametrize(
    ("roll", "opened", "provisional"),
    [
        ("next_working", china.at(2026, 12, 21), [False, True]),
        ("none", china.at(2026, 12, 21), [False, False]),
        ("next_working", china.at(2018, 12, 24), [True, False]),
    ],
)
def test_a_friday_that_nobody_has_arranged_yet_is_provisional(roll, opened, provisional):
    """1 January 2027 is a Friday and may well be off."""
    every = Every(unit="week", weekday=4, first="partial", roll=roll)
    found = read(every, (), opened + timedelta(days=13), opened)
    assert [one.provisional for one in found] == provisional


@pytest.mark.parametrize(
    ("stop", "windows"),
    [
        (china.start(feb(2)) - MICRO, 0),
        (china.start(feb(2)), 0),
        (china.start(feb(2)) + MICRO, 1),
        (china.start(feb(9)), 1),
        (china.start(feb(9)) + MICRO, 2),
    ],
)
def test_with_the_stop_no_further_window_begins(stop, windows):
    """Nobody calls about a site that is handed over."""
    every = Every(unit="week", weekday=4, first="partial", stops=of("open"))
    found = read(every, [happened("open", stop, "end")], china.end(feb(23)))
    if windows:
        assert [china.day(one.last) for one in found] == [feb(2), feb(9)][:windows]
        assert [one.status for one in found] == ["missed"] * windows
    else:
        assert [(one.status, one.missing, one.last) for one in found] == [("over", 0, None)]
    assert found[-1].facts == ("end",)


def test_before_the_first_window_the_duty_is_open_and_has_no_end():
    """It is armed; what is due first is a Friday that has not come."""
    (only,) = read(FRIDAY, (), at(1))
    assert (only.status, only.start, only.last, only.missing) == ("open", ZERO, None, 1)


@pytest.mark.parametrize(
    ("when", "statuses"),
    [
        (china.start(feb(2)) - MICRO, ["missed", "open"]),
        (china.start(feb(2)), ["waived", "open"]),
        (china.start(feb(9)), ["missed", "waived"]),
    ],
)
def test_a_waiver_is_for_the_window_in_which_it_is_given(when, statuses):
    """One Friday pardoned is not all of them."""
    found = read(
        FRIDAY, [happened("waive", when, "w")], china.end(feb(9)), waived_by=of("waive"), count=2
    )
    assert [one.status for one in found] == statuses
    for one in found:
        assert one.met_at == (when if one.status == "waived" else None)
        assert one.missing == (0 if one.status == "waived" else 2)
        assert one.facts == (("w",) if one.status == "waived" else ())


def test_what_was_done_needs_no_pardon():
    """Met stays met."""
    facts = [happened("waive", china.start(feb(2)), "w"), happened("need", china.end(feb(2)))]
    (found,) = read(FRIDAY, facts, china.end(feb(2)), waived_by=of("waive"))
    assert (found.status, found.facts) == ("met", ("need",))


def test_the_opening_fact_is_not_one_of_the_calls():
    """A stage entered by a call asks for a call after it."""
    opening = happened("need", ZERO, "opening")
    limit = Limit(id="round", needs=of("need"), every=WEEKLY)
    (found,) = compile_limits([limit])(place([opening], ZERO, opening=opening))
    assert (found.status, found.facts) == ("open", ("opening",))


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"unit": "day", "first": "whole", "weekday": 4}, "weekday", "limit.weekday"),
        ({"unit": "week", "first": "whole", "weekday": 7}, "weekday", "span.weekday"),
        ({"unit": "week", "first": "whole", "weekday": -1}, "weekday", "span.weekday"),
        ({"unit": "week", "first": "whole", "weekday": "friday"}, "weekday", "span.weekday"),
        ({"unit": "week", "first": "whole", "roll": "next_working"}, "roll", "limit.weekday"),
    ],
)
def test_a_weekday_that_says_nothing_is_refused(fields, field, code):
    """It would be passed over in silence."""
    with pytest.raises(Malformed) as caught:
        Every(**fields)
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize(
    "fields",
    [
        {"needs": None},
        {"span": hours(1)},
        {"span": Table(by="field", field="a", rows=(Row(gives=hours(1)),))},
        {"lead": hours(1)},
        {"restart": of("restart")},
        {"extend": Extension(on=of("grant"), span=hours(1))},
        {"pause": Stretch(start=of("pause"), stop=of("resume"))},
        {"hold": Stretch(start=of("pause"), stop=of("resume"))},
        {"grace": Grace(span=hours(1))},
        {"cap": hours(1)},
    ],
)
def test_what_moves_an_end_does_not_go_with_a_duty_that_comes_round(fields):
    """It would be passed over in silence."""
    with pytest.raises(Malformed) as caught:
        Limit(**{"id": "round", "needs": of("need"), "every": WEEKLY, **fields})
    assert caught.value.code == "limit.every"


EVERYS = st.one_of(
    st.builds(
        Every,
        unit=st.sampled_from(("day", "week", "month", "quarter", "year")),
        first=st.sampled_from(("partial", "whole")),
        stops=st.none() | st.just(of("open")),
    ),
    st.builds(
        Every,
        unit=st.just("week"),
        weekday=st.sampled_from((0, 2, 4)),
        first=st.sampled_from(("partial", "whole")),
        roll=st.sampled_from(("none", "next_working")),
        stops=st.none() | st.just(of("open")),
    ),
)


@given(
    EVERYS,
    st.sampled_from((1, 2)),
    st.none() | st.just(of("waive")),
    histories(("need", "need", "open", "waive")),
    later,
    st.sampled_from((Anchor(), Anchor(plus=hours(60)), Anchor(of="first", facts=of("waive")))),
)
def test_the_windows_are_those_that_the_slow_statement_finds(  # noqa: PLR0913, PLR0917
    every, count, waived_by, facts, upto, anchor
):
    """The windows are walked day by day there."""
    limit = Limit(
        id="round",
        anchor=anchor,
        needs=of("need"),
        every=every,
        count=count,
        waived_by=waived_by,
    )
    seen = place(facts, upto)
    shown = [
        slow.State(s.limit, s.status, s.start, s.last, s.met_at, s.missing)
        for s in compile_limits([limit])(seen)
    ]
    assert shown == slow.states([limit], seen)


def test_a_day_of_the_calendar_is_a_window_too():
    """Each day by itself, the first one short."""
    found = read(Every(unit="day", first="partial"), (), at(3))
    assert [(one.start, one.last) for one in found] == [
        (at(0), at(2, -1)),
        (at(2), at(4, -1)),
    ]
