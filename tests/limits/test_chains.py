"""Limits that begin where another ends, and limits that stop others."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.limits import Every, Limit, compile_limits
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import OPENED, Anchor, Row, Table, Test
from tests.limits.histories import MICRO, at, happened, histories, later, of, place
from tests.reference import limits as slow

TWO_DAYS = days(2, counting=CALENDAR)
END = at(6, -1)
AFTER = Anchor(of="limit", limit="one")
ONE = Limit(id="one", span=TWO_DAYS, needs=of("need"))
FIRST_OPEN = Anchor(of="first", facts=of("open"))


def read(limits, facts, upto):
    return compile_limits(limits)(place(facts, upto))


@pytest.mark.parametrize(
    ("need", "upto", "start"),
    [
        (None, END, None),
        (None, END + MICRO, END),
        (at(1), at(5), None),
        (at(1), END, END),
        (END + MICRO, at(9), END),
    ],
)
def test_a_limit_after_another_starts_at_its_last_instant(need, upto, start):
    """Early fulfilment does not move it (trap 6)."""
    facts = [] if need is None else [happened("need", need)]
    _, two = read([ONE, Limit(id="two", anchor=AFTER, span=TWO_DAYS)], facts, upto)
    assert two.start == start
    assert two.last == (None if start is None else at(10, -1))


def test_the_ends_of_limits_read_elsewhere_are_known_too():
    """A stage's limits may begin where one of the stage before ended."""
    two = Limit(id="two", anchor=Anchor(of="first", facts=of("open")), when=(Test(facts=of("x")),))
    seen = place([], at(9), ends={"one": at(3)})
    (found,) = compile_limits([two])(seen)
    assert found.status == "unarmed"
    chained = Limit(id="three", anchor=AFTER)
    with_one = compile_limits([Limit(id="one", anchor=FIRST_OPEN), chained])(seen)
    assert with_one[1].start == at(3)


@pytest.mark.parametrize(
    "limits",
    [
        [Limit(id="two", anchor=AFTER), ONE],
        [Limit(id="two", anchor=Anchor(of="latest_of", anchors=(OPENED, AFTER))), ONE],
        [Limit(id="two", replaces=("one",)), ONE],
        [Limit(id="one", replaces=("one",))],
        [Limit(id="two", when=(Test(facts=of("x"), before=AFTER),))],
        [Limit(id="two", when=(Test(facts=of("x"), after=AFTER),))],
        [Limit(id="two", when=(Test(any=(Test(facts=of("x"), of=AFTER, back=hours(1)),)),))],
        [
            Limit(
                id="two",
                span=Table(
                    by="elapsed",
                    of=AFTER,
                    rows=(Row(upto=hours(1), gives=hours(1)), Row(gives=hours(2))),
                ),
            )
        ],
    ],
)
def test_a_limit_names_only_limits_before_it(limits):
    """Wherever it names them: an anchor that nobody fills would never arm it."""
    with pytest.raises(Malformed) as caught:
        compile_limits(limits)
    assert (caught.value.code, caught.value.field) == ("limit.order", "[0]")


def test_a_limit_may_begin_at_the_later_of_a_fact_and_another_end():
    """Three working days after signing and payment, whichever is later (CON-06)."""
    anchor = Anchor(of="latest_of", anchors=(FIRST_OPEN, AFTER))
    limits = [ONE, Limit(id="two", anchor=anchor, span=TWO_DAYS)]
    assert read(limits, [happened("open", at(8))], at(9))[1].start == at(8)
    assert read(limits, [happened("open", at(2))], at(9))[1].start == END
    assert read(limits, [], at(9))[1].start is None


@pytest.mark.parametrize(
    ("arms", "need", "status", "last"),
    [
        (at(1), None, "replaced", at(1)),
        (END, None, "replaced", END),
        (END + MICRO, None, "missed", END),
        (at(3), at(2), "met", END),
        (at(3), at(3), "met", END),
        (at(3), at(4), "replaced", at(3)),
        (at(7), at(8), "met_late", END),
    ],
)
def test_a_limit_that_still_runs_is_replaced(arms, need, status, last):
    """A deposit puts a longer window in place of the short one."""
    facts = [happened("open", arms)]
    if need is not None:
        facts.append(happened("need", need))
    two = Limit(id="two", anchor=FIRST_OPEN, span=days(9, counting=CALENDAR), replaces=("one",))
    one, _ = read([ONE, two], facts, at(12))
    assert (one.status, one.last) == (status, last)
    assert one.missing == (1 if status == "missed" else 0)


def test_a_limit_that_has_not_begun_is_replaced_before_it_does():
    """And never begins."""
    one = Limit(id="one", anchor=Anchor(of="first", facts=of("need")), span=TWO_DAYS)
    two = Limit(id="two", anchor=FIRST_OPEN, replaces=("one",))
    facts = [happened("open", at(1)), happened("need", at(2))]
    found, _ = read([one, two], facts, at(9))
    assert (found.status, found.start, found.last) == ("replaced", None, at(1))


def test_what_a_replaced_limit_would_have_replaced_goes_on():
    """The earliest replacement is the one that counts."""
    two = Limit(id="two", anchor=Anchor(of="first", facts=of("need")), replaces=("one",))
    three = Limit(id="three", anchor=FIRST_OPEN, replaces=("two",))
    protection = Limit(id="one", span=days(9, counting=CALENDAR))
    facts = [happened("open", at(1)), happened("need", at(2))]
    assert [s.status for s in read([protection, two, three], facts, at(5))] == [
        *("open", "replaced", "open")
    ]
    facts = [happened("open", at(3)), happened("need", at(2))]
    assert [s.status for s in read([protection, two, three], facts, at(5))] == [
        *("replaced", "replaced", "open")
    ]


def test_a_replaced_limit_starts_nothing():
    """What would begin at its end does not, as it does not end."""
    limits = [
        ONE,
        Limit(id="two", anchor=AFTER),
        Limit(id="three", anchor=FIRST_OPEN, replaces=("one",)),
    ]
    assert read(limits, [happened("open", at(1))], at(12))[1].status == "unarmed"
    assert read(limits, [happened("open", at(7))], at(12))[1].status == "open"


def test_what_begins_at_the_end_of_a_limit_does_not_replace_it():
    """It has come to its end by itself."""
    limits = [
        Limit(id="one", span=hours(24)),
        Limit(id="other", span=TWO_DAYS),
        Limit(id="two", anchor=AFTER, replaces=("one", "other")),
    ]
    assert [(s.status, s.last) for s in read(limits, [], at(5))] == [
        ("over", at(2)),
        ("replaced", at(2)),
        ("open", None),
    ]


def test_of_a_duty_that_comes_round_the_window_that_runs_is_replaced():
    """Those before it stay what they were, and no further one begins."""
    weekly = Limit(id="one", needs=of("need"), every=Every(unit="week", first="partial"))
    two = Limit(id="two", anchor=FIRST_OPEN, replaces=("one",))
    facts = [happened("open", at(12))]
    found = read([weekly, two], facts, at(56))
    assert [(s.limit, s.status) for s in found] == [
        ("one", "missed"),
        ("one", "replaced"),
        ("two", "open"),
    ]
    assert found[1].last == at(12)


ANCHORS = (
    OPENED,
    FIRST_OPEN,
    Anchor(of="first", facts=of("notice")),
    Anchor(plus=hours(36)),
)


@st.composite
def chains(draw):
    """Up to four limits; each may begin at the end of one before it, or replace some."""
    limits: list[Limit] = []
    for name in "abcd"[: draw(st.integers(2, 4))]:
        before = [limit.id for limit in limits]
        anchors = [*ANCHORS, *(Anchor(of="limit", limit=one) for one in before)]
        limits.append(
            Limit(
                id=name,
                anchor=draw(st.sampled_from(anchors)),
                span=draw(st.sampled_from((TWO_DAYS, hours(24), hours(36), None))),
                needs=draw(st.sampled_from((None, of("need"), of("restart")))),
                waived_by=draw(st.sampled_from((None, None, of("waive")))),
                replaces=tuple(sorted(draw(st.sets(st.sampled_from(before), max_size=2))))
                if before
                else (),
            )
        )
    return limits


def begun(state):
    """*state*, with no start where it was replaced at the very instant at which it began."""
    never = state.status == "replaced" and state.start == state.last
    return attrs.evolve(state, start=None) if never else state


@given(chains(), histories(("need", "restart", "open", "notice", "waive"), 5), later)
def test_chains_come_out_as_in_the_slow_statement(limits, facts, upto):
    """There all limits live through the history together, instant by instant."""
    seen = place(facts, upto)
    shown = [
        slow.State(s.limit, s.status, s.start, s.last, s.met_at, s.missing, s.in_grace)
        for s in compile_limits(limits)(seen)
    ]
    expected = slow.states(limits, seen)
    assert [begun(one) for one in shown] == [begun(one) for one in expected]


def test_limits_that_know_nothing_of_each_other_are_read_in_their_order():
    """One list, one order, however many."""
    limits = [Limit(id="b", span=TWO_DAYS), Limit(id="a", anchor=FIRST_OPEN)]
    assert [s.limit for s in read(limits, [], china.at(2024, 2, 1))] == ["b", "a"]
