"""When parts are due: spans, steps in order, papers, sequences, cancellations."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import WorkCalendar, china
from renoflow.errors import Malformed
from renoflow.facts import (
    agreement,
    cancellation,
    contract,
    document,
    loss,
    receipt,
    reopening,
    start,
    works_stage,
)
from renoflow.money import Money
from renoflow.periods import CALENDAR, days, hours, months, until, working_days
from renoflow.pricing import Due, Move, due_at, first, obligations, schedule
from renoflow.select import Anchor, Facts, Match
from tests.pricing.plans_drawn import SIGNED, as_part, made
from tests.reference import plans as slow

ON = first("contract")
MONTH_END = until("month")


def day_of(due, day):
    return china.day(due_at(due, china.start(day), china).at)


def counted(*steps, span=None):
    return Due(anchor=ON, span=span, steps=steps)


any_day = st.integers(0, 1500).map(lambda n: date(2023, 1, 1) + timedelta(days=n))


@pytest.mark.parametrize(
    ("due", "since", "want"),
    [
        # end of month, then 15 days
        (counted(days(15, counting=CALENDAR), span=MONTH_END), date(2024, 1, 31),
         date(2024, 2, 15)),
        # 30 days, then the end of that month
        (counted(MONTH_END, span=days(30, counting=CALENDAR)), date(2024, 1, 31),
         date(2024, 3, 31)),
        # two months, then the last day: the 31st, not the 30th
        (counted(MONTH_END, span=months(2, counting=CALENDAR)), date(2024, 2, 29),
         date(2024, 4, 30)),
        (counted(MONTH_END, span=months(1, counting=CALENDAR)), date(2024, 2, 29),
         date(2024, 3, 31)),
        # 15 days, then the 10th of the next month
        (
            counted(Move(day=10, which="next"), span=days(15, counting=CALENDAR)),
            date(2024, 1, 20),
            date(2024, 3, 10),
        ),
        (counted(Move(day=31, which="next")), date(2024, 1, 31), date(2024, 2, 29)),
        (counted(Move(day=10, which="coming")), date(2024, 1, 10), date(2024, 1, 10)),
        (counted(Move(day=10, which="coming")), date(2024, 1, 11), date(2024, 2, 10)),
        (counted(Move(day=10, which="past")), date(2024, 1, 9), date(2023, 12, 10)),
        (counted(Move(day=10, which="this")), date(2024, 1, 31), date(2024, 1, 10)),
        (counted(Move(weekday=4, which="coming")), date(2024, 3, 1), date(2024, 3, 1)),
        (counted(Move(weekday=4, which="next")), date(2024, 3, 1), date(2024, 3, 8)),
        (counted(Move(month=2, which="coming")), date(2024, 2, 29), date(2024, 2, 29)),
        (counted(Move(month=2, which="coming")), date(2024, 3, 31), date(2025, 2, 28)),
        (counted(Move(month=2, which="this")), date(2024, 3, 31), date(2024, 2, 29)),
        (counted(Move(month=3, which="past")), date(2024, 2, 29), date(2023, 3, 29)),
        (counted(Move(month=2, which="past")), date(2024, 2, 29), date(2024, 2, 29)),
        # 4 May 2024 is a Saturday off, 5 May too
        (Due(on=date(2024, 5, 4), steps=(Move(roll="next_working"),)), ON, date(2024, 5, 6)),
        (Due(on=date(2024, 5, 4), steps=(Move(roll="previous_working"),)), ON, date(2024, 4, 30)),
        (Due(on=date(2024, 5, 4), steps=(Move(roll="same_month"),)), ON, date(2024, 5, 6)),
        # Sunday 31 March 2024: on would be April
        (Due(on=date(2024, 3, 31), steps=(Move(roll="same_month"),)), ON, date(2024, 3, 29)),
        (Due(on=date(2024, 4, 28), steps=(Move(roll="next_working"),)), ON, date(2024, 4, 28)),
        (Due(on=date(2023, 12, 31), steps=(Move(roll="same_month"),)), ON, date(2023, 12, 29)),
        # three days before, and three working days before
        (counted(Move(back=days(3, counting=CALENDAR))), date(2024, 3, 1), date(2024, 2, 27)),
        (counted(Move(back=working_days(3))), date(2024, 5, 6), date(2024, 4, 28)),
    ],
)  # fmt: skip
def test_spans_and_steps_follow_each_other_in_order(due, since, want):
    """Where the steps change places, the day changes: both ways are somebody's contract."""
    assert day_of(due, date(2024, 1, 1) if since is ON else since) == want


def test_the_latest_of_two_is_waited_for():
    """Contract and start, whichever comes later."""
    both = Anchor(of="latest_of", anchors=(ON, first("start")))
    plan = made([as_part("p", ("rest",), due=Due(anchor=both, span=until("day")))])
    facts = [signed(), start("s", at=date(2024, 3, 4))]
    assert read(plan, facts[:1], date(2024, 3, 9)) == {}
    assert read(plan, facts, date(2024, 3, 9)) == {"p": ("missed", 100, date(2024, 3, 4))}


def test_hours_before_are_to_the_instant():
    """48 hours before an appointment is no day."""
    found = due_at(counted(Move(back=hours(48))), china.at(2024, 3, 3, 10), china)
    assert found.at == china.at(2024, 3, 1, 10)


def test_a_roll_beyond_the_known_calendar_is_provisional():
    """Nobody knows yet which days of 2031 are off."""
    for roll in ("next_working", "same_month"):
        found = due_at(
            Due(on=date(2031, 5, 31), steps=(Move(roll=roll),)), china.at(2024, 1, 1), china
        )
        assert found.provisional


def test_a_roll_that_asked_the_unknown_is_provisional_where_it_came_back():
    """Whether the month had a working day left hangs on days that nobody knows yet."""
    saturday = date(2024, 8, 31)
    rolled = Due(on=saturday, steps=(Move(roll="same_month"),))
    for last, provisional in ((date(2024, 9, 2), False), (saturday, True)):
        ours = WorkCalendar(
            id="ours",
            zone=china.zone,
            week=china.week,
            rest=frozenset(),
            work=frozenset(),
            hours=china.hours,
            known_from=date(2024, 1, 1),
            known_through=last,
        )
        found = due_at(rolled, ours.at(2024, 8, 1), ours)
        assert (ours.day(found.at), found.provisional) == (date(2024, 8, 30), provisional)


@given(any_day, st.integers(1, 31), st.sampled_from(["this", "next", "coming", "past"]))
def test_the_day_of_a_month_agrees_with_the_second_statement(day, number, which):
    """The 31st of a short month is its last day."""
    assert day_of(counted(Move(day=number, which=which)), day) == slow.day_of_month(
        day, number, which
    )


@given(any_day, st.integers(0, 6), st.sampled_from(["this", "next", "coming", "past"]))
def test_a_weekday_agrees_with_the_second_statement(day, number, which):
    """The coming Friday of a Friday is today."""
    assert day_of(counted(Move(weekday=number, which=which)), day) == slow.weekday(
        day, number, which
    )


@given(any_day, st.integers(1, 12), st.sampled_from(["this", "next", "coming", "past"]))
def test_a_month_of_the_year_agrees_with_the_second_statement(day, number, which):
    """A 31st in a month of thirty days is the 30th, and the coming March may be this one."""
    assert day_of(counted(Move(month=number, which=which)), day) == slow.month_of_year(
        day, number, which
    )


@pytest.mark.parametrize(
    ("told", "want"),
    [
        ({}, ("plan.move", "day")),
        ({"month": 1}, ("plan.move", "which")),
        ({"month": 13, "which": "next"}, ("span.count", "month")),
        ({"month": 0, "which": "next"}, ("span.count", "month")),
        ({"day": 1, "weekday": 1, "which": "next"}, ("plan.move", "day")),
        ({"day": 1}, ("plan.move", "which")),
        ({"roll": "next_working", "which": "next"}, ("plan.move", "which")),
        ({"roll": "sideways"}, ("value.choice", "roll")),
        ({"day": 1, "which": "last"}, ("value.choice", "which")),
        ({"day": 32, "which": "next"}, ("span.count", "day")),
        ({"weekday": 7, "which": "next"}, ("span.weekday", "weekday")),
    ],
)
def test_a_move_is_one_sensible_thing(told, want):
    """Two moves in one row would be read in an order that nobody wrote."""
    with pytest.raises(Malformed) as caught:
        Move(**told)
    assert (caught.value.code, caught.value.field) == want
    assert caught.value.sentence("zh")


# --- read off a history -------------------------------------------------------------------

SIGNING = date(2024, 3, 1)


def signed(id_="c1", type_="construction", on=SIGNING):
    return contract(id_, at=on, type=type_, amount=Money(100))


def read(plan, facts, at, totals=None):
    at = at if isinstance(at, datetime) else china.end(at)
    made_now = schedule(plan, totals or {"works": Money(100)})
    found: Any = obligations(made_now, facts, china, at=at)
    return {
        one.rule.removeprefix("ours@1#"): (one.state, one.amount.fen, china.day(one.due))
        for one in found
    }


def test_a_part_before_a_planned_day_is_due_although_the_day_is_to_come():
    """A week before the expected start; counted forward it would wait for that day."""
    visit = Anchor(of="first", facts=Facts(kinds=("agreement",)), field="expected_start_on")
    facts = [agreement("a1", at=SIGNING, tier="ordinary", expected_start_on=date(2024, 4, 1))]
    back = made(
        [
            as_part(
                "p",
                ("rest",),
                due=Due(anchor=visit, steps=(Move(back=days(7, counting=CALENDAR)),)),
            )
        ]
    )
    assert read(back, facts, date(2024, 3, 2)) == {"p": ("open", 100, date(2024, 3, 25))}
    assert read(back, facts, date(2024, 3, 26)) == {"p": ("missed", 100, date(2024, 3, 25))}
    ahead = made([as_part("p", ("rest",), due=Due(anchor=visit, span=days(7, counting=CALENDAR)))])
    assert read(ahead, facts, date(2024, 3, 2)) == {}


def test_a_part_waits_for_the_papers_that_it_needs():
    """An invoice, and 35 per cent of the work recorded: the span runs from the last."""
    needs = (
        Facts(kinds=("document",), where=(Match(field="paper", op="in", values=("invoice",)),)),
        Facts(kinds=("works_stage",), where=(Match(field="done", op="min", values=(35,)),)),
    )
    due = Due(anchor=ON, span=days(2, counting=CALENDAR))
    plan = made([as_part("p", ("rest",), due=due, needs=needs)])
    facts = [signed(), document("d1", at=date(2024, 3, 5), paper="invoice")]
    assert read(plan, facts, date(2024, 3, 9)) == {}
    facts.append(works_stage("s1", at=date(2024, 3, 7), stage="frame", done=34))
    assert read(plan, facts, date(2024, 3, 9)) == {}
    facts.append(works_stage("s2", at=date(2024, 3, 8), stage="lockup", done=35))
    assert read(plan, facts, date(2024, 3, 9)) == {"p": ("open", 100, date(2024, 3, 10))}
    fixed = made([as_part("p", ("rest",), due=Due(on=date(2024, 3, 4)), needs=needs[:1])])
    assert read(fixed, facts, date(2024, 3, 5)) == {"p": ("open", 100, date(2024, 3, 5))}


THREE = [
    as_part("a", ("share", Fraction(1, 4)), due=SIGNED),
    as_part("b", ("share", Fraction(1, 4)), due=Due(anchor=first("start"), span=until("day"))),
    as_part("c", ("rest",), due=Due(on=date(2024, 3, 2))),
]


@pytest.mark.parametrize(
    ("sequence", "facts", "want"),
    [
        ("free", [signed()], {"a", "c"}),
        ("reached", [signed()], {"a"}),
        ("reached", [signed(), start("s", at=date(2024, 3, 4))], {"a", "b", "c"}),
        ("paid", [signed(), start("s", at=date(2024, 3, 4))], {"a"}),
    ],
)
def test_a_sequence_holds_parts_back(sequence, facts, want):
    """Each by itself, none before the stage before it is reached, none before it is paid."""
    assert read(made(THREE, sequence=sequence), facts, date(2024, 3, 9)).keys() == want


def test_a_strict_sequence_counts_from_the_payment_before():
    """Paid on the sixth, the next part is due that day, and the third waits for it."""
    facts = [signed(), start("s", at=date(2024, 3, 4))]
    facts.append(receipt("r1", at=date(2024, 3, 6), component="works", amount=Money(25)))
    plan = made(THREE, sequence="paid")
    assert read(plan, facts, date(2024, 3, 9)) == {
        "a": ("met_late", 25, date(2024, 3, 1)),
        "b": ("missed", 25, date(2024, 3, 6)),
    }
    facts.append(receipt("r2", at=date(2024, 3, 8), component="works", amount=Money(25)))
    assert read(plan, facts, date(2024, 3, 9))["c"] == ("missed", 50, date(2024, 3, 8))


LATER = made(
    [
        as_part("a", ("share", Fraction(1, 2)), due=SIGNED),
        as_part("b", ("rest",), due=Due(anchor=ON, span=days(20, counting=CALENDAR))),
    ]
)


@pytest.mark.parametrize(
    ("gone", "want"),
    [
        ([cancellation("x", at=date(2024, 3, 10))], "dropped"),
        ([loss("x", at=date(2024, 3, 10))], "dropped"),
        ([cancellation("x", at=date(2024, 3, 10), of="c1")], "dropped"),
        ([cancellation("x", at=date(2024, 3, 10), of="v1")], "open"),
        ([cancellation("x", at=date(2024, 3, 21))], "open"),
        ([loss("x", at=date(2024, 3, 10)), reopening("y", at=date(2024, 3, 12))], "open"),
    ],
)
def test_a_cancellation_drops_what_was_not_yet_due(gone, want):
    """Nobody may be dunned for works that were cancelled; what was missed stays missed."""
    found = read(LATER, [signed(), *gone], date(2024, 3, 20))
    assert found == {
        "a": ("missed", 50, date(2024, 3, 1)),
        "b": (want, 50, date(2024, 3, 21)),
    }


def test_one_contract_of_two_cancelled_drops_nothing_yet():
    """The works are cancelled once each contract for them is."""
    facts = [signed(), signed("c2"), cancellation("x", at=date(2024, 3, 10), of="c1")]
    assert read(LATER, facts, date(2024, 3, 20))["b"][0] == "open"
    facts.append(cancellation("y", at=date(2024, 3, 11), of="c2"))
    assert read(LATER, facts, date(2024, 3, 20))["b"][0] == "dropped"


def test_parts_of_all_are_dropped_with_the_last_of_what_they_collect():
    """Goods cancelled and works not: the part is still asked for."""
    plan = made([as_part("p", ("rest",), component="all", due=Due(on=date(2024, 3, 30)))])
    sums = {"works": Money(1), "main_materials": Money(1)}
    facts = [signed(), signed("c2", "main_materials")]
    facts.append(cancellation("x", at=date(2024, 3, 10), of="c2"))
    assert read(plan, facts, date(2024, 3, 20), sums)["p"][0] == "open"
    facts.append(cancellation("y", at=date(2024, 3, 11), of="c1"))
    assert read(plan, facts, date(2024, 3, 20), sums)["p"][0] == "dropped"
