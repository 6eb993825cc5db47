"""Ledger and settlement on each side of their edges: the last instant, the last fen."""

from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest

from renoflow.calendars import china
from renoflow.facts import (
    cancellation,
    completion,
    contract,
    deposit,
    release,
    reopening,
)
from renoflow.money import Money
from renoflow.periods import hours
from renoflow.pricing import Credit, Discount, Due, RetentionTerms, Tax, ledger, settle
from tests.pricing.plans_drawn import as_part, made
from tests.pricing.test_ledger import HALVES, ON, USUAL, balanced, lies, paid, read, signed

TICK = timedelta(microseconds=1)
HALF = ("share", Fraction(1, 2))


@pytest.mark.parametrize(("late", "credited"), [(timedelta(0), 20), (TICK, 0)])
@pytest.mark.parametrize("before", [True, False])
def test_a_deposit_is_credited_up_to_the_last_instant(late, credited, before):
    """Of the time that the contract gives, before the signing and after it; no tick later."""
    at = china.at(2024, 3, 10, 12)
    away = timedelta(hours=48) + late
    rule = Credit(
        id="d", of="deposit", to="works", when="first", rounding="down",
        signed="construction", within=hours(48),
    )  # fmt: skip
    facts = [
        contract("c1", at=at, type="construction", amount=Money(100)),
        deposit("d1", at=at - away if before else at + away, nature="earnest", amount=Money(20)),
    ]
    terms = attrs.evolve(USUAL, credits=(rule,))
    book = ledger(HALVES, facts, china, at=china.at(2024, 3, 20), terms=terms)
    assert sum(one.amount.fen for one in book.credits) == credited
    balanced(book)


def test_a_discount_is_for_whoever_has_paid_something_of_the_part():
    """Even where it is as much as the part: paying another part earns nothing."""
    less = Discount(due=Due(on=date(2024, 3, 31)), on="gross", rounds="discount", amount=Money(90))
    plan = made([as_part("a", HALF), as_part("b", ("rest",), discount=less)])
    other = read([signed(), paid("r1", 50, 0)], plan=plan)
    assert (lies(other), [one.kind for one in other.entries]) == ([50, 0], ["receipt"])
    book = read([signed(), paid("r1", 50, 0), paid("r2", 1, 2)], plan=plan)
    assert (lies(book), book.credited.fen) == ([50, 50], 49)
    balanced(book)


@pytest.mark.parametrize(("tick", "granted"), [(timedelta(0), True), (TICK, False)])
def test_a_discount_ends_with_the_last_instant_of_its_day(tick, granted):
    """Paid at that instant it is earned, a tick later it is not."""
    less = Discount(due=Due(on=ON), on="gross", rounds="discount", amount=Money(2))
    plan = made([as_part("a", ("rest",), discount=less, due=Due(on=date(2024, 4, 30)))])
    came = attrs.evolve(paid("r1", 98, 0), at=china.end(ON) + tick)
    book = read([signed(), came], plan=plan)
    assert (book.line("a").open == Money(0)) == granted


@pytest.mark.parametrize("included", [True, False])
def test_the_contract_holds_the_tax_that_is_added(included):
    """100 and 9 % on top are 109, and with the tax in it 100."""
    tax = Tax(rate=Fraction(9, 100), on="total", included=included)
    book = read([signed()], plan=made(HALVES.parts, taxes=(tax,)))
    added = 0 if included else 9
    assert (book.contract.fen, book.planned.fen, book.tax_added.fen) == (100 + added,) * 2 + (
        added,
    )
    balanced(book)


@pytest.mark.parametrize(("fen", "told"), [(50, []), (51, ["ledger.release"])])
def test_the_third_hand_passes_on_no_more_than_came(fen, told):
    """All of it is in order, a fen more was never there."""
    part = as_part("a", ("rest",), release=Due(on=date(2024, 4, 1)))
    plan = made([part], escrow="bank")
    gone = release("x1", at=ON + timedelta(days=3), part="a", amount=Money(fen))
    book = read([signed(), paid("r1", 50, 1), gone], plan=plan)
    assert [one.code for one in book.findings] == told


DATED = made([as_part("a", ("rest",), due=Due(on=date(2024, 3, 5)))])
LAST = china.end(date(2024, 3, 5))


@pytest.mark.parametrize(("after", "state"), [(timedelta(0), "dropped"), (TICK, "missed")])
def test_a_cancellation_at_the_last_instant_drops_what_was_due(after, state):
    """Until then it could still be paid in time; a tick later it was missed, and stays so."""
    book = read([signed(), cancellation("x", at=LAST + after)], plan=DATED)
    assert book.line("a").state == state


@pytest.mark.parametrize(("after", "state"), [(timedelta(0), "dropped"), (TICK, "missed")])
def test_a_reopening_takes_back_what_was_before_it(after, state):
    """At one instant the customer is gone; nobody can tell which of the two came last."""
    gone = china.at(2024, 3, 2, 12)
    facts = [signed(), cancellation("x", at=gone), reopening("y", at=gone + after)]
    assert read(facts, plan=DATED).line("a").state == state


@pytest.mark.parametrize(("day", "state"), [(4, "dropped"), (7, "missed")])
def test_what_two_contracts_ask_for_is_dropped_with_the_later(day, state):
    """One cancelled contract of two leaves the other to be paid."""
    facts = [
        signed(50),
        signed(50, "c2"),
        cancellation("x", at=date(2024, 3, 2), of="c1"),
        cancellation("y", at=date(2024, 3, day), of="c2"),
    ]
    assert read(facts, plan=DATED).line("a").state == state
    assert read(facts[:3], plan=DATED).line("a").state == "missed"


@pytest.mark.parametrize(
    ("came", "held", "due"), [(0, 50, 20), (20, 50, 0), (21, 49, 0), (70, 0, 0)]
)
def test_what_is_due_later_is_not_held_back_as_well(came, held, due):
    """Thirty wait for their day; of the other seventy the customer holds back fifty at most."""
    later = Due(on=date(2024, 12, 31))
    plan = made([as_part("a", ("amount", 70)), as_part("b", ("rest",), due=later)])
    terms = RetentionTerms(
        id="half", revision=1, source="", of="final", rounding="down", share=Fraction(1, 2)
    )
    facts = [signed(), *([paid("r1", came, 0)] if came else [])]
    sheet = settle(
        plan, facts, china, terms=USUAL, retention=terms, delayed=False, at=china.at(2024, 5, 1)
    )
    assert sheet.retention is not None
    assert (sheet.retention.amount.fen, sheet.due.fen) == (held, due)
    assert [one.open.fen for one in sheet.later] == [30]


@pytest.mark.parametrize(("day", "status"), [(30, "open"), (31, "over")])
def test_a_delayed_acceptance_stands_in_ninety_days_after_the_report(day, status):
    """Ninety days after 31 January are 30 April, and the money is held two years from there."""
    terms = RetentionTerms(
        id="held", revision=1, source="", of="final", rounding="down", share=Fraction(1, 20)
    )
    facts = [signed(on=date(2024, 1, 2)), completion("d", at=date(2024, 1, 31))]
    at = china.at(2026, 4, 30, 12) + timedelta(days=day - 30)
    sheet = settle(HALVES, facts, china, terms=USUAL, retention=terms, delayed=True, at=at)
    assert sheet.retention is not None
    assert sheet.retention.release.status == status
    assert sheet.retention.release.last == china.end(date(2026, 4, 30))
