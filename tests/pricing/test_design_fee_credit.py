"""The design fee credited to the works: whole, in part, capped, if signed, before or after."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.facts import agreement
from renoflow.money import Money
from renoflow.pricing import Credit, LedgerTerms
from tests.pricing.plans_drawn import as_part, made
from tests.pricing.test_ledger import ON, back, balanced, paid, read, signed

PLAN = made(
    [
        as_part("fee", ("rest",), component="design_fee"),
        as_part("w1", ("share", Fraction(3, 5))),
        as_part("w2", ("rest",)),
    ]
)


def credited(**told):
    usual = {"id": "c", "of": "design_fee", "to": "works", "when": "first", "rounding": "half_up"}
    return LedgerTerms(allocation="plan", as_told=False, credits=(Credit(**{**usual, **told}),))


def history(*more, fee=40, works_on=5):
    """Agreed and paid on the first day, the works of 100 signed on *works_on*."""
    facts = [
        agreement("g", at=ON, tier="director", fee=Money(fee)), paid("f", fee, 0, "design_fee")
    ]  # fmt: skip
    if works_on is not None:
        facts.append(signed(100, on=ON + timedelta(days=works_on)))
    return [*facts, *more]


def works(book):
    """(amount, paid) of each part of the works."""
    return [(one.amount.fen, one.paid.fen) for one in book.lines if one.part.id != "fee"]


@pytest.mark.parametrize(
    ("told", "want"),
    [
        ({}, [(60, 40), (40, 0)]),
        ({"share": Fraction(1, 2)}, [(60, 20), (40, 0)]),
        ({"share": Fraction(1, 3), "rounding": "down"}, [(60, 13), (40, 0)]),
        ({"share": Fraction(1, 3), "rounding": "up"}, [(60, 14), (40, 0)]),
        ({"most": Money(39)}, [(60, 39), (40, 0)]),
        ({"most": Money(40)}, [(60, 40), (40, 0)]),
        ({"most": Money(41)}, [(60, 40), (40, 0)]),
        ({"when": "last"}, [(60, 0), (40, 40)]),
        ({"when": "total"}, [(36, 0), (24, 0)]),
        ({"signed": "construction"}, [(60, 40), (40, 0)]),
        ({"signed": "main_materials"}, [(60, 0), (40, 0)]),
    ],
)
def test_each_way_of_crediting_a_design_fee(told, want):
    """No text says whether one is credited, so each way is a word of the contract (FEE-06)."""
    book = read(history(), plan=PLAN, terms=credited(**told))
    assert works(book) == want
    assert book.line("fee").paid.fen == 40
    assert sum(one.amount.fen for one in book.credits) == (
        book.credited.fen + book.credited_before.fen
    )
    balanced(book)


def test_only_if_signed_is_from_the_signing_on():
    """The day before there is no works contract and no credit; the fee stays paid."""
    terms = credited(signed="construction")
    assert works(read(history(), 4, PLAN, terms)) == []
    assert works(read(history(), 5, PLAN, terms)) == [(60, 40), (40, 0)]
    never = read(history(works_on=None), plan=PLAN, terms=terms)
    assert (never.line("fee").paid.fen, never.credits) == (40, ())


def test_a_design_fee_given_back_is_credited_no_more():
    """In part and whole: what is credited is what was paid and kept."""
    part = read(history(back("x", 15, 9, "f")), plan=PLAN, terms=credited())
    assert works(part) == [(60, 25), (40, 0)]
    none = read(history(back("x", 40, 9, "f")), plan=PLAN, terms=credited())
    assert (works(none), none.credits) == ([(60, 0), (40, 0)], ())
    balanced(none)


@given(
    st.integers(1, 300),
    st.fractions(Fraction(1, 20), Fraction(1), max_denominator=20),
    st.none() | st.integers(1, 200).map(Money),
    st.sampled_from(["total", "first", "last"]),
    st.integers(0, 60),
)
def test_a_credit_is_the_least_of_share_and_cap_and_conserves_every_fen(
    fee, share, most, when, refunded
):
    """Wherever it is laid, it lowers what is owed by the same sum."""
    refunded = min(refunded, fee)
    facts = history(back("x", refunded, 9, "f"), fee=fee)
    book = read(
        facts, plan=PLAN, terms=credited(share=share, most=most, when=when, rounding="down")
    )
    kept = fee - refunded
    want = int(share * kept) if most is None else min(int(share * kept), most.fen)
    if when == "total":  # off a total of 100 no more than 100 can be taken
        want = min(want, 100)
    assert sum(one.amount.fen for one in book.credits) == want
    owed = sum(size - put for size, put in works(book)) - max(book.held.fen, 0)
    assert owed == 100 - want
    balanced(book)
