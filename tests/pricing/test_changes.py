"""Change orders: who approved them, when, what they come to, and work that came too early."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import start, withdrawal
from renoflow.money import Money
from renoflow.pricing import changes
from tests.pricing.closing import DAY, at, no, order, work, yes
from tests.reference import settlement as slow

MICRO = timedelta(microseconds=1)


def read(facts, when=None, approvers=("customer",), **more):
    return changes(facts, china, approvers=approvers, at=when or at(30), **more)


def states(facts, **more):
    return [(one.fact, one.state) for one in read(facts, **more).rows]


def codes(facts, **more):
    return [(one.code, one.rule, one.facts) for one in read(facts, **more).warnings]


# --- by hand ------------------------------------------------------------------------------


def test_a_change_counts_once_it_is_approved():
    """Without it a change that nobody agreed to would be charged."""
    facts = [order(days=3, component="works"), yes("y1", at(5))]
    (one,) = read(facts, at(5) - MICRO).rows
    assert (one.state, one.total, one.total_days, one.approved_at) == ("open", Money(0), 0, None)
    (one,) = read(facts, at(5)).rows
    assert (one.state, one.total, one.total_days) == ("approved", Money(100_00), 3)
    assert (one.approved_at, one.facts, one.component) == (at(5), ("o1", "y1"), "works")
    assert (one.origin, one.at) == ("omission", china.start(DAY))


def test_a_change_that_names_no_days_moves_no_date():
    """Its money counts and the end of the works stays where it was."""
    book = read([order(), yes("y1", at(5)), order("o2", days=0), yes("y2", at(5), of="o2")])
    assert [(one.days, one.total_days) for one in book.rows] == [(None, 0), (0, 0)]
    assert (book.days, book.total) == (0, Money(200_00))


def test_all_approvers_have_to_approve():
    """One signature of two is none."""
    both = ("customer", "project_manager")
    facts = [order(), yes("y1", at(5))]
    assert states(facts, approvers=both) == [("o1", "open")]
    facts.append(yes("y2", at(7), by="zhao", role="project_manager"))
    assert states(facts, approvers=both) == [("o1", "approved")]
    assert read(facts, approvers=both).rows[0].approved_at == at(7)


def test_the_last_word_counts():
    """A customer may change his mind, both ways."""
    facts = [order(), yes("y1", at(5)), no("n1", at(6))]
    assert states(facts) == [("o1", "refused")]
    facts.append(yes("y2", at(7)))
    assert states(facts) == [("o1", "approved")]
    assert read(facts).rows[0].approved_at == at(7)
    assert read([*facts, yes("y3", at(8))]).rows[0].approved_at == at(7)


def test_a_yes_and_a_no_at_one_instant_are_a_no():
    """Neither an id nor the order of a list may decide it."""
    for ids in (("a", "b"), ("b", "a")):
        assert states([order(), yes(ids[0], at(5)), no(ids[1], at(5))]) == [("o1", "refused")]


def test_others_do_not_approve():
    """The designer's approval is not the customer's, and one of another order is none."""
    facts = [order(), yes("y1", at(5), by="li"), yes("y2", at(5), of="o2")]
    assert states(facts) == [("o1", "open")]


def test_the_totals_run():
    """Without it nobody would see when the free room was used up."""
    facts = [
        order("o1", 600_00, days=2),
        order("o2", -200_00, when=date(2024, 3, 2), origin="customer_wish"),
        order("o3", 50_00, when=date(2024, 3, 3), days=-1),
        yes("y1", at(5), of="o1"),
        yes("y3", at(5), of="o3"),
        no("n2", at(5), of="o2"),
    ]
    book = read(facts)
    assert [(one.fact, one.total.fen, one.total_days) for one in book.rows] == [
        ("o1", 600_00, 2),
        ("o2", 600_00, 2),
        ("o3", 650_00, 1),
    ]
    assert (book.total, book.days) == (Money(650_00), 1)
    assert book.approved_of("omission") == Money(650_00)
    assert book.approved_of("customer_wish", "unforeseen") == Money(0)


@pytest.mark.parametrize(
    ("when", "found"),
    [
        (at(5) - MICRO, []),
        (at(5), ["change.late_approval"]),
        (at(5) + MICRO, ["change.late_approval"]),
    ],
)
def test_approval_comes_before_the_work(when, found):
    """Each side of the edge; at the same instant is not before."""
    facts = [order(), yes("y1", when), work("w1", at(5))]
    assert [code for code, _, _ in codes(facts)] == found
    assert states(facts) == [("o1", "approved")]
    for one in codes(facts):
        assert one[1:] == ("o1", ("w1", "o1"))


def test_work_that_nobody_approved_is_reported():
    """Refused, open, or approved only later: the three are told apart."""
    facts = [order(), work("w1", at(5))]
    assert codes(facts) == [("change.unapproved_work", "o1", ("w1", "o1"))]
    facts.append(no("n1", at(4)))
    assert [code for code, _, _ in codes(facts)] == ["change.unapproved_work"]
    assert codes([*facts, yes("y1", at(6))]) == [("change.late_approval", "o1", ("w1", "o1"))]
    assert codes([*facts, yes("y1", at(6))], when=at(4)) == []


def test_a_refusal_after_the_work_does_not_make_the_work_early():
    """It was approved when it began."""
    facts = [order(), yes("y1", at(4)), work("w1", at(5)), no("n1", at(6))]
    assert states(facts) == [("o1", "refused")]
    assert codes(facts) == []


def test_papers_without_an_hour_leave_the_order_untold():
    """On one day nobody can tell which came first, and the library does not guess."""
    same = date(2024, 3, 5)
    for approval, began in ((same, same), (same, at(5)), (at(5), same)):
        facts = [order(), yes("y1", approval), work("w1", began)]
        assert codes(facts) == [("change.order_untold", "o1", ("w1", "o1"))]
    assert codes([order(), yes("y1", date(2024, 3, 4)), work("w1", same)]) == []
    late = [order(), yes("y1", date(2024, 3, 6)), work("w1", same)]
    assert [code for code, _, _ in codes(late)] == ["change.late_approval"]


def test_work_on_an_unknown_change_and_other_facts_say_nothing():
    """The history holds everything; only changes are read."""
    facts = [start("s1", at=DAY), work("w1", at(5), of="o9"), yes("y1", at(5), of="w1")]
    assert read(facts) == read([])


def test_a_withdrawn_order_is_no_order():
    """Without corrections a slip would be charged for ever."""
    gone = withdrawal("x1", at=at(9), of="o1")
    assert states([order(), gone]) == []
    assert states([order(), gone], known_at=at(8)) == [("o1", "open")]


def test_somebody_has_to_approve():
    """Without an approver every change would be approved by nobody."""
    with pytest.raises(Malformed) as caught:
        read([], approvers=())
    assert (caught.value.code, caught.value.field) == ("value.missing", "approvers")


# --- against the second statement -----------------------------------------------------------

ROLES = ("customer", "manager")
WORDS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from([*ROLES, "li"]), st.sampled_from(["yes", "no"])),
    max_size=6,
)


@given(
    st.lists(st.tuples(st.integers(-500, 500), WORDS, st.integers(1, 6)), max_size=3),
    st.integers(1, 7),
    st.randoms(use_true_random=False),
)
def test_it_says_what_the_second_statement_says(orders, now, shuffled):
    """Two readings of one rule must not differ, in whatever order the facts are listed."""
    facts = []
    for n, (fen, words, began) in enumerate(orders):
        facts.append(order(f"o{n}", fen))
        facts.append(work(f"w{n}", at(began), of=f"o{n}"))
        facts += [
            (yes if word == "yes" else no)(f"{word}{n}-{i}", at(day), of=f"o{n}", by=who)
            for i, (day, who, word) in enumerate(words)
        ]
    shuffled.shuffle(facts)
    book = read(facts, at(now), approvers=ROLES)
    wanted = [slow.change_state(words, ROLES, now) for _, words, _ in orders]
    assert [one.state for one in book.rows] == wanted
    sums = slow.running([fen for fen, _, _ in orders], wanted)
    assert [one.total.fen for one in book.rows] == sums
    assert book.total.fen == (sums[-1] if sums else 0)
    reported = {
        f"o{n}"
        for n, (_, words, began) in enumerate(orders)
        if began <= now and slow.work_report(words, ROLES, began)
    }
    assert {one.rule for one in book.warnings} == reported
    assert {one.code for one in book.warnings} <= {
        "change.unapproved_work",
        "change.late_approval",
    }
