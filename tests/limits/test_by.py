"""Limits that end at an agreed instant, which may lie ahead."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.errors import Malformed
from renoflow.limits import Every, Limit, compile_limits, state
from renoflow.periods import CALENDAR, days, until
from renoflow.select import Anchor
from tests.limits.histories import MICRO, ZERO, at, happened, of, place, times
from tests.reference import limits as slow

AGREED = Anchor(of="last", facts=of("open"), field="next_at", whole=True)
ONE = Limit(id="one", anchor=Anchor(of="first", facts=of("open")), by=AGREED, needs=of("need"))


def wish(when, for_, name="open"):
    return happened("open", when, name, next_at=for_)


@pytest.mark.parametrize(
    ("need", "upto", "status"),
    [
        (None, at(4), "open"),
        (None, at(4) + MICRO, "missed"),
        (at(4), at(9), "met"),
        (at(4) + MICRO, at(9), "met_late"),
        (at(1) - MICRO, at(4), "open"),
        (at(1), at(4), "met"),
    ],
)
def test_the_agreed_instant_is_the_last_inside(need, upto, status):
    """A call at the very time that the customer named would otherwise be late."""
    facts = [wish(at(1), at(4))] + ([] if need is None else [happened("need", need)])
    found = state(ONE, place(facts, upto))
    assert (found.status, found.start, found.last) == (status, at(1), at(4))
    met = status in {"met", "met_late"}
    assert found.missing == (0 if met else 1)
    assert found.facts == (("open", "need") if met else ("open",))


def test_it_is_known_from_when_it_was_agreed():
    """Somebody who asks on Monday must see what is due on Friday."""
    facts = [wish(at(1), at(60))]
    assert state(ONE, place(facts, at(1))).last == at(60)
    assert state(ONE, place(facts, at(1) - MICRO)).status == "unarmed"


def test_a_later_agreement_moves_what_is_open_and_nothing_that_was_met():
    """A new appointment is no way of making a late call one in time."""
    facts = [wish(at(1), at(4)), happened("need", at(5)), wish(at(6), at(9), "again")]
    assert state(ONE, place(facts, at(8))).status == "met_late"
    assert state(ONE, place([facts[0], facts[2]], at(5))).status == "missed"
    moved = state(ONE, place([facts[0], facts[2]], at(8)))
    assert (moved.status, moved.last) == ("open", at(9))
    assert moved.facts == ("open", "again")


def test_what_nobody_agreed_has_no_end():
    """Without the field there is nothing to be late for, and a call still meets it."""
    facts = [happened("open", at(1))]
    assert state(ONE, place(facts, at(9))).last is None
    assert state(ONE, place([*facts, happened("need", at(60))], at(60))).status == "met"


def test_a_protection_may_end_at_an_agreed_instant():
    """Protected until the day that the paper names."""
    limit = Limit(id="p", by=Anchor(of="first", facts=of("open"), field="on", plus=until("day")))
    facts = [happened("open", at(1), on=ZERO.date() + timedelta(days=2))]
    for upto, status in ((at(6, -1), "open"), (at(6), "over")):
        assert state(limit, place(facts, upto)).status == status


def test_an_end_may_be_that_of_an_earlier_limit():
    """Whatever names another limit must stand after it."""
    first = Limit(id="first", span=days(1, counting=CALENDAR))
    second = Limit(id="second", by=Anchor(of="limit", limit="first"))
    states = compile_limits([first, second])(place([], at(9)))
    assert [one.last for one in states] == [at(4, -1), at(4, -1)]
    with pytest.raises(Malformed) as caught:
        compile_limits([second, first])
    assert caught.value.code == "limit.order"


@pytest.mark.parametrize(
    "more",
    [
        {"span": days(1, counting=CALENDAR)},
        {"count": 2},
        {"waived_by": of("waive")},
        {"cap": days(1, counting=CALENDAR)},
        {"every": Every(unit="day", first="partial")},
    ],
)
def test_an_agreed_end_stands_alone(more):
    """What would move it has no meaning, and to take it silently would mislead."""
    with pytest.raises(Malformed) as caught:
        Limit(id="x", by=AGREED, needs=of("need"), **more)
    assert (caught.value.code, caught.value.field) == ("limit.by", next(iter(more)))


told = st.lists(
    st.tuples(st.sampled_from(("open", "need")), times, st.none() | times), max_size=6
).map(
    lambda rows: [
        happened(kind, when, f"f{n}", **({} if then is None else {"next_at": then}))
        for n, (kind, when, then) in enumerate(rows)
    ]
)


@given(told, times, st.sampled_from(("first", "last")), st.booleans())
def test_it_is_read_as_in_the_second_statement(facts, upto, of_, duty):
    """The engine and the plain words must not part company on any history."""
    by = Anchor(of=of_, facts=of("open"), field="next_at", whole=True)
    limit = Limit(id="x", anchor=ONE.anchor, by=by, needs=of("need") if duty else None)
    seen = place(facts, upto)
    (found,) = compile_limits([limit])(seen)
    (wanted,) = slow.states([limit], seen)
    for name in ("limit", "status", "start", "last", "met_at", "missing"):
        assert getattr(found, name) == getattr(wanted, name)
