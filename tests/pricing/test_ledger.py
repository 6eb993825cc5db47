"""The ledger of one project: every fen has a place, whatever happened in whatever order."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.codec import from_data, to_data
from renoflow.errors import Malformed
from renoflow.facts import cancellation, contract, deposit, receipt, refund, release, start
from renoflow.money import Money, yuan
from renoflow.periods import CALENDAR, days, hours, until
from renoflow.pricing import (
    Cap,
    CapRow,
    Credit,
    Discount,
    Due,
    Interest,
    LedgerTerms,
    Suspension,
    first,
    ledger,
    start_objections,
)
from renoflow.words import text
from tests.pricing.plans_drawn import as_part, made, takes
from tests.reference import ledger as slow
from tests.reference import plans as slow_plans

ON = date(2024, 3, 1)
USUAL = LedgerTerms(allocation="plan", as_told=True)
HALVES = made(
    [
        as_part("a", ("share", Fraction(1, 2))),
        as_part("b", ("rest",), due=Due(anchor=first("start"), span=until("day"))),
    ],
    gates=("a",),
)


def signed(amount=100, id_="c1", type_="construction", on=ON):
    return contract(id_, at=on, type=type_, amount=Money(amount))


def paid(id_, fen, day, component="works", **more):
    return receipt(
        id_, at=ON + timedelta(days=day), component=component, amount=Money(fen), **more
    )


def back(id_, fen, day, of):
    return refund(id_, at=ON + timedelta(days=day), of=of, amount=Money(fen))


def read(facts, day=30, plan=HALVES, terms=USUAL, **more):
    return ledger(plan, facts, china, at=china.end(ON + timedelta(days=day)), terms=terms, **more)


def codes(book):
    return [one.code for one in book.findings]


def lies(book):
    return [line.paid.fen for line in book.lines]


def balanced(book):
    """The invariants of the book."""
    assert book.contract == book.credited_before + book.planned
    assert book.planned == book.settled + book.open
    assert book.earned + book.credited - book.reversed + book.short == book.settled + book.held
    assert min(book.held.fen, book.short.fen, book.reversed.fen, book.earned.fen) >= 0
    for line in book.lines:
        assert 0 <= line.paid.fen <= max(line.amount.fen, 0)
    assert text(book.findings, "zh") or not book.findings


# --- against the second statement ---------------------------------------------------------


@st.composite
def histories(draw):
    """Moves for the second statement and the same as facts; each on a day of its own."""
    moves: list[Any] = []
    receipts: list[str] = []
    facts = [signed(draw(st.integers(0, 400)))]
    for day in range(draw(st.integers(0, 7))):
        kind = draw(st.sampled_from(["pay", "pay", "named", "refund", "give"]))
        fen = draw(st.integers(1, 200))
        name = f"f{day}"
        if kind == "refund" and receipts:
            of = draw(st.sampled_from(receipts))
            moves.append((day, "2 refund", fen, None, of))
            facts.append(back(name, fen, day, of))
        elif kind == "give":
            moves.append((day, "2 refund", fen, None, ""))
            facts.append(paid(name, -fen, day))
        else:
            told = f"p{draw(st.integers(0, 4))}" if kind == "named" else None
            moves.append((day, "1 receipt", fen, told, name))
            facts.append(paid(name, fen, day, **({"part": told} if told else {})))
            receipts.append(name)
    return moves, facts


@given(takes(), histories(), st.integers(0, 8), st.booleans(), st.randoms(use_true_random=False))
def test_every_fen_lies_where_the_second_statement_lays_it(
    parts, history, today, as_told, shuffle
):
    """Receipts, refunds by name, money given back: two ways to the same book."""
    moves, facts = history
    total = next(one for one in facts if one.kind == "contract").get("amount").fen
    plan = made([as_part(f"p{n}", part) for n, part in enumerate(parts)])
    sizes = slow_plans.laid_out(parts, total, rounding="half_up", tie="first")
    named = [(f"p{n}", fen) for n, fen in enumerate(sizes)]
    if not as_told:
        moves = [(day, kind, fen, None, name) for day, kind, fen, _, name in moves]
    known = {name for name, _ in named}
    moves = [(d, k, fen, told if told in known else None, name) for d, k, fen, told, name in moves]
    on, held, short, _ = slow.filled(named, moves, today)
    terms = LedgerTerms(allocation="plan", as_told=as_told)
    book = read(facts, today, plan, terms)
    assert {line.part.id: line.paid.fen for line in book.lines} == on
    assert (book.held.fen, book.short.fen) == (held, short)
    balanced(book)
    mixed = list(facts)
    shuffle.shuffle(mixed)
    assert read(mixed, today, plan, terms) == book


@given(histories(), st.sampled_from(["plan", "due"]), st.integers(0, 8))
def test_the_sums_hold_in_every_order_of_filling(history, allocation, today):
    """Contract, plan, received and open; earned, reversed, settled and held."""
    _, facts = history
    book = read(
        [*facts, start("s", at=ON)], today, terms=LedgerTerms(allocation=allocation, as_told=True)
    )
    balanced(book)
    assert sum(entry.amount.fen for entry in book.entries) == book.received.fen


day_counts = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 60)), max_size=4)


@given(
    day_counts, st.integers(1, 60), st.integers(0, 5), st.none() | st.just(Fraction(1, 10)),
    st.sampled_from(["half_up", "down", "up"]),
)  # fmt: skip
def test_interest_agrees_with_the_second_statement(payments, today, grace, most, rounding):
    """Simple interest on what was open at the end of each day, rounded once."""
    plan = made([as_part("p", ("rest",))])
    terms = LedgerTerms(
        allocation="plan",
        as_told=False,
        interest=Interest(
            rate=Fraction(36, 100),
            per="year",
            basis=360,
            rounding=rounding,
            grace=grace,
            most=most,
        ),
    )
    facts = [
        signed(10_000),
        *(paid(f"r{n}", fen * 100, day) for n, (day, fen) in enumerate(payments)),
    ]
    book = read(facts, today, plan, terms)

    def balance(day):
        came = sum(fen * 100 for n, fen in payments if n <= min((day - ON).days, today))
        return max(10_000 - came, 0)

    late = [n for n in range(today) if balance(ON + timedelta(days=n))]
    until_paid = ON + timedelta(days=max(late) + 1 if late else 0)
    want = slow.interest(balance, ON, until_paid, Fraction(36, 36_000), grace, most, rounding)
    assert book.interest.fen == want


# --- by hand ------------------------------------------------------------------------------


def test_money_for_a_named_part_fills_that_part():
    """The payer's word goes first, if the terms say so."""
    facts = [signed(), paid("r1", 30, 1, part="b")]
    assert lies(read(facts)) == [0, 30]
    assert lies(read(facts, terms=LedgerTerms(allocation="plan", as_told=False))) == [30, 0]
    wrong = read([signed(), paid("r1", 30, 1, part="z")])
    assert (lies(wrong), codes(wrong)) == ([30, 0], ["ledger.part"])


def test_the_earliest_due_can_go_first():
    """The second part falls due before the first; what is not due comes last."""
    plan = made(
        [
            as_part("late", ("share", Fraction(1, 2)), due=Due(on=date(2024, 6, 1))),
            as_part("soon", ("share", Fraction(1, 4)), due=Due(on=date(2024, 4, 1))),
            as_part(
                "open",
                ("share", Fraction(1, 4)),
                due=Due(anchor=first("start"), span=until("day")),
            ),
        ]
    )
    facts = [signed(), paid("r1", 30, 1)]
    by_due = LedgerTerms(allocation="due", as_told=False)
    assert lies(read(facts, plan=plan, terms=by_due)) == [5, 25, 0]
    assert lies(read(facts, plan=plan)) == [30, 0, 0]


def test_a_refund_takes_back_the_lines_of_its_receipt_in_proportion():
    """30 and 20 of 50: ten go back as six and four; later money fills both again."""
    facts = [signed(60), paid("r1", 50, 1), back("x", 10, 2, "r1")]
    book = read(facts)
    assert lies(book) == [24, 16]
    assert [(one.kind, one.amount.fen, dict(one.lines)) for one in book.entries] == [
        ("receipt", 50, {"a": Money(30), "b": Money(20)}),
        ("refund", -10, {"a": Money(-6), "b": Money(-4)}),
    ]
    assert (book.earned.fen, book.reversed.fen, book.received.fen) == (50, 10, 40)


def test_money_held_fills_what_a_refund_opens():
    """Ten too many were paid; after a refund of the first receipt they are needed."""
    facts = [signed(60), paid("r1", 60, 1), paid("r2", 10, 2)]
    assert codes(read(facts)) == ["ledger.held"]
    book = read([*facts, back("x", 15, 3, "r1")])
    assert (book.settled.fen, book.held.fen, codes(book)) == (55, 0, [])


def test_more_goes_back_than_came():
    """Of the receipt, of the rest of the money, and beyond: each is told."""
    facts = [signed(60), paid("r1", 10, 1), paid("r2", 5, 1), back("x", 12, 2, "r1")]
    book = read(facts)
    assert (lies(book), book.short.fen, codes(book)) == ([3, 0], 0, [])
    book = read([*facts, back("y", 9, 3, "r2")])
    assert (lies(book), book.short.fen) == ([0, 0], 6)
    assert codes(book) == ["ledger.short", "ledger.beyond"]
    empty = [signed(60), paid("r1", 10, 1), paid("g", -10, 2), back("x", 4, 3, "r1")]
    assert (lies(read(empty)), read(empty).short.fen) == ([0, 0], 4)
    unknown = read([signed(60), back("x", 12, 2, "r9")])
    assert (codes(unknown), unknown.reversed.fen) == (["ledger.refund"], 0)


def test_a_refund_dated_before_its_receipt_counts_with_it():
    """Paper comes in late; the order of the days must not make money."""
    book = read([signed(60), paid("r1", 10, 5), back("x", 4, 1, "r1")])
    assert (lies(book), book.short.fen) == ([6, 0], 0)


def test_money_for_what_is_not_in_the_plan_is_told_and_kept_apart():
    """Goods money without a contract for goods."""
    book = read([signed(), paid("r1", 30, 1, "finished_goods"), back("x", 10, 2, "r1")])
    assert (book.unplaced.fen, codes(book)) == (20, ["ledger.unplaced"])
    assert book.findings[0].facts == ("r1", "x")


def test_who_took_the_money_is_reported():
    """PAY-02: finance collects."""
    book = read([signed(), paid("r1", 30, 1, role="designer")])
    assert [(one.code, one.rule) for one in book.findings] == [("receipt.collector", "PAY-02")]
    assert lies(book) == [30, 0]


@pytest.mark.parametrize(
    ("day", "days_late", "interest"), [(0, None, 0), (1, 1, 5), (30, 30, 150)]
)
def test_arrears_with_days_on_each_side_of_the_due_day(day, days_late, interest):
    """PAY-04; interest only because these terms give it."""
    terms = LedgerTerms(
        allocation="plan",
        as_told=True,
        interest=Interest(rate=Fraction(1, 1000), per="day", rounding="half_up"),
    )
    facts = [signed(10_000)]
    book = read(facts, day, terms=terms)
    plain = read(facts, day)
    assert [(one.days, one.interest.fen) for one in book.arrears] == (
        [] if days_late is None else [(days_late, interest)]
    )
    assert [(one.rule, one.amount.fen, one.interest.fen) for one in plain.arrears] == (
        [] if days_late is None else [("ours@1#a", 5000, 0)]
    )


def test_interest_stays_after_a_late_payment_and_grace_days_can_be_free():
    """Ten days late: ten days' interest, or seven where three are free, or none."""

    def at(**told):
        interest = Interest(rate=Fraction(1, 100), per="day", rounding="down", **told)
        terms = LedgerTerms(allocation="plan", as_told=True, interest=interest)
        found = read([signed(2000), paid("r1", 1000, 10)], terms=terms)
        return [(one.days, one.amount.fen, one.interest.fen) for one in found.arrears]

    assert at() == [(10, 0, 100)]
    assert at(grace=3) == [(10, 0, 100)]
    assert at(grace=3, grace_free=True) == [(10, 0, 70)]
    assert at(grace=9) == [(10, 0, 100)]
    assert at(grace=10) == []
    assert at(most=Fraction(1, 20)) == [(10, 0, 50)]


def test_suspension_is_reported_beyond_its_days_and_its_least():
    """The company may stop; nobody is stopped by a library."""

    def told(days_, least, day):
        stop = Suspension(days=days_, least=Money(least), source="clause 9")
        terms = LedgerTerms(allocation="plan", as_told=True, suspension=stop)
        return codes(read([signed(2000)], day, terms=terms))

    assert told(5, 1000, 5) == []
    assert told(5, 1000, 6) == ["ledger.suspension"]
    assert told(5, 1001, 6) == []


def given_deposit(fen=30, day=0, nature="earnest"):
    return deposit("d1", at=ON + timedelta(days=day), nature=nature, amount=Money(fen))


def credit(**told):
    usual = {"id": "dep", "of": "deposit", "to": "works", "when": "first", "rounding": "half_up"}
    return LedgerTerms(allocation="plan", as_told=True, credits=(Credit(**{**usual, **told}),))


@pytest.mark.parametrize(
    ("told", "lines", "left"),
    [
        (None, [(50, 0), (50, 0)], 30),
        ({}, [(50, 30), (50, 0)], 0),
        ({"when": "last"}, [(50, 0), (50, 30)], 0),
        ({"when": "total"}, [(35, 0), (35, 0)], 0),
        ({"share": Fraction(1, 2)}, [(50, 15), (50, 0)], 15),
        ({"most": Money(20)}, [(50, 20), (50, 0)], 10),
        ({"nature": "advance"}, [(50, 0), (50, 0)], 30),
        ({"signed": "construction"}, [(50, 30), (50, 0)], 0),
        ({"signed": "main_materials"}, [(50, 0), (50, 0)], 30),
        (
            {"signed": "construction", "within": days(4, counting=CALENDAR)},
            [(50, 30), (50, 0)],
            0,
        ),
        (
            {"signed": "construction", "within": days(3, counting=CALENDAR)},
            [(50, 0), (50, 0)],
            30,
        ),
    ],
)
def test_a_deposit_is_credited_by_an_explicit_rule_only(told, lines, left):
    """Whole, in part, capped, only if signed, in time; before the split or after it."""
    terms = USUAL if told is None else credit(**told)
    facts = [given_deposit(day=-4), signed()]
    book = read(facts, terms=terms)
    assert [(line.amount.fen, line.paid.fen) for line in book.lines] == lines
    assert book.deposit_left.fen == left
    assert ("ledger.deposit" in codes(book)) == (left > 0)
    assert ("ledger.credit" in codes(book)) == (left < 30)
    balanced(book)


def test_a_credit_goes_to_its_own_component_only():
    """Before the split works are less and goods are not; to what nobody collects it goes not."""
    plan = made([*HALVES.parts, as_part("g", ("rest",), component="finished_goods")])
    facts = [given_deposit(), signed(), signed(40, "c2", "finished_goods")]
    book = read(facts, plan=plan, terms=credit(when="total"))
    assert [line.amount.fen for line in book.lines] == [35, 35, 40]
    for when in ("first", "total"):
        book = read(facts, plan=plan, terms=credit(to="main_materials", when=when))
        assert (book.deposit_left.fen, book.credited.fen) == (30, 0)
    whole = made([as_part("p", ("rest",), component="all")])
    assert lies(read(facts, plan=whole, terms=credit(to="all"))) == [30]


def test_a_credit_before_the_split_may_leave_less_than_the_plan_takes():
    """What was signed was signed; the finding says that the plan does not fit any more."""
    plan = made([as_part("a", ("amount", 80)), as_part("b", ("rest",))], overshoot="refuse")
    book = read([given_deposit(), signed()], plan=plan, terms=credit(when="total"))
    assert (book.lines, codes(book)[0]) == ((), "plan.over")


def test_late_within_the_day_is_late_by_no_day():
    """A span of hours ends inside a day; no day has gone by, so no interest either."""
    plan = made([as_part("p", ("rest",), due=Due(anchor=first("contract"), span=hours(2)))])
    interest = Interest(rate=Fraction(1, 10), per="day", rounding="up")
    terms = LedgerTerms(allocation="plan", as_told=True, interest=interest)
    book = read([signed()], 0, plan, terms)
    assert [(one.days, one.amount.fen, one.interest.fen) for one in book.arrears] == [(0, 100, 0)]
    came = receipt("r", at=china.at(2024, 3, 1, 9), component="works", amount=Money(100))
    assert read([signed(), came], 0, plan, terms).arrears == ()


def test_no_fen_of_a_deposit_is_credited_twice():
    """Two rules, one deposit: the second gets what the first left."""
    rules = (
        Credit(
            id="a", of="deposit", to="works", when="first", rounding="down", share=Fraction(2, 3)
        ),
        Credit(id="b", of="deposit", to="works", when="total", rounding="down"),
    )
    terms = LedgerTerms(allocation="plan", as_told=True, credits=rules)
    book = read([given_deposit(), signed()], terms=terms)
    assert (book.credited.fen, book.credited_before.fen, book.deposit_left.fen) == (20, 10, 0)
    balanced(book)


def test_a_deposit_given_back_is_credited_no_more():
    """A refund of the deposit undoes its credit."""
    facts = [given_deposit(), signed(), back("x", 30, 3, "d1")]
    assert lies(read(facts, 2, terms=credit())) == [30, 0]
    book = read(facts, 4, terms=credit())
    assert (lies(book), book.deposit_left.fen) == ([0, 0], 0)
    balanced(book)


def test_the_design_fee_is_credited_and_stays_paid():
    """A transfer between two contracts by its own rule, not a second receipt."""
    plan = made([as_part("fee", ("rest",), component="design_fee"), as_part("w", ("rest",))])
    terms = credit(of="design_fee", most=Money(40))
    facts = [signed(), paid("r1", 60, 0, "design_fee"), back("x", 10, 1, "r1")]
    book = read(
        facts, plan=plan, terms=terms, totals={"works": Money(100), "design_fee": Money(60)}
    )
    assert lies(book) == [50, 40]
    assert (book.earned.fen, book.reversed.fen, book.credited.fen) == (60, 10, 40)
    balanced(book)


def test_an_early_payment_earns_its_discount():
    """98 of 100 by the day is all; a day later it is not."""
    less = Discount(
        due=Due(anchor=first("contract"), span=days(5, counting=CALENDAR)),
        share=Fraction(2, 100),
        on="gross",
        rounds="discount",
    )
    plan = made([as_part("p", ("rest",), discount=less, due=Due(on=date(2024, 4, 30)))])
    assert [read([signed(), paid("r", fen, day)], plan=plan).open.fen
            for fen, day in ((98, 5), (97, 5), (98, 6), (99, 5), (100, 5))] == [0, 3, 2,
             0, 0]  # fmt: skip
    later = Due(anchor=first("start"), span=until("day"))
    waits = made([attrs.evolve(plan.parts[0], discount=attrs.evolve(less, due=later))])
    assert read([signed(), paid("r", 98, 5)], plan=waits).open.fen == 2
    book = read([signed(), paid("r", 98, 5)], plan=plan)
    assert [one.kind for one in book.entries] == ["receipt", "discount"]
    assert book.line("p").state == "met"
    balanced(book)
    dated = made(
        [
            as_part(
                "p",
                ("rest",),
                discount=Discount(due=Due(on=ON), amount=Money(2), on="net", rounds="paid"),
                due=Due(on=date(2024, 4, 30)),
            )
        ]
    )
    assert read([signed(), paid("r", 98, 0)], plan=dated).open.fen == 0


def test_a_third_hand_holds_what_is_paid_in_until_it_is_released():
    """Paid in at signing, passed on after the start; more passed on than paid in is told."""
    done = Due(anchor=first("start"), span=until("day"))
    parts = [
        as_part("p", ("share", Fraction(1, 2)), release=done),
        as_part("q", ("rest",), release=Due(on=date(2024, 5, 1))),
    ]
    plan = made(parts, escrow="bank")
    facts = [signed(), paid("r1", 80, 1), start("s", at=date(2024, 3, 9))]
    line = read(facts, 2, plan).line("p")
    assert (line.in_escrow.fen, line.release_due) == (50, None)
    facts.append(release("x", at=date(2024, 3, 10), part="p", amount=Money(45)))
    book = read(facts, plan=plan)
    line = book.line("p")
    assert (line.in_escrow.fen, line.released.fen) == (5, 45)
    assert line.release_due == china.end(date(2024, 3, 9))
    assert book.line("q").release_due == china.end(date(2024, 5, 1))
    facts.append(release("y", at=date(2024, 3, 11), part="q", amount=Money(31)))
    assert codes(read(facts, plan=plan)) == ["ledger.release"]
    with pytest.raises(KeyError):
        book.line("z")


def test_a_cap_before_progress_looks_at_what_came():
    """No more than a tenth before the start, whatever the plan asks."""
    cap = Cap(
        id="cap",
        rows=(CapRow(share=Fraction(1, 10)),),
        parts=("a",),
        over="reported",
        until=first("start"),
        unless=("bond",),
    )
    plan = made([as_part("a", ("share", Fraction(1, 10))), as_part("b", ("rest",))], caps=(cap,))
    began = start("s", at=date(2024, 3, 5))
    assert codes(read([signed(), paid("r", 10, 1), began], plan=plan)) == []
    assert codes(read([signed(), paid("r", 11, 1), began], plan=plan)) == ["ledger.cap"]
    assert codes(read([signed(), paid("r", 11, 4), began], plan=plan)) == []
    assert codes(read([signed(), paid("r", 11, 1)], plan=plan)) == ["ledger.cap"]
    assert codes(read([signed(), paid("r", 11, 1)], plan=plan, exempt=("bond",))) == []


def test_the_states_of_lines():
    """Nothing, not due, open, met before it is due, dropped."""
    plan = made([*HALVES.parts, as_part("z", ("rest",), component="main_materials")])
    facts = [signed(), signed(0, "c2", "main_materials")]
    assert [one.state for one in read(facts, 0, plan).lines] == ["open", "not_due", "nothing"]
    assert [one.state for one in read([*facts, paid("r", 100, 0)], 0, plan).lines] == [
        "met", "met", "nothing",
    ]  # fmt: skip
    gone = [*facts, cancellation("x", at=date(2024, 3, 2))]
    assert [one.state for one in read(gone, 3, plan).lines] == ["missed", "dropped", "nothing"]


def test_a_strict_sequence_is_read_with_the_money():
    """The second part waits until the first is paid."""
    plan = made(HALVES.parts, sequence="paid")
    facts = [signed(), start("s", at=date(2024, 3, 2))]
    assert [one.state for one in read(facts, plan=plan).lines] == ["missed", "not_due"]
    facts.append(paid("r", 50, 5))
    assert [one.state for one in read(facts, plan=plan).lines] == ["met_late", "missed"]


def test_the_start_waits_for_the_gates():
    """PAY-03 on each side of a fen."""
    assert [(one.code, one.rule) for one in start_objections(read([]))] == [
        ("start.unsigned", "PAY-03")
    ]
    (one,) = start_objections(read([signed(), paid("r", 49, 1)]))
    assert (one.code, one.rule, one.get("amount")) == ("start.unpaid", "PAY-03", "0.01")
    assert text(one, "zh")
    assert start_objections(read([signed(), paid("r", 50, 1)])) == ()


def test_totals_can_be_given_and_refused_ones_are_told():
    """Change orders move the totals; a plan that refuses them must not break the reading."""
    assert read([signed()], totals={"works": Money(300)}).contract.fen == 300
    strict = made([as_part("a", ("amount", 80)), as_part("b", ("rest",))], overshoot="refuse")
    book = read([signed(10)], plan=strict, totals={"works": Money(10)})
    assert (book.lines, codes(book)) == ((), ["plan.over"])


@pytest.mark.parametrize(
    ("make", "want"),
    [
        (lambda: credit(when="never"), ("value.choice", "when")),
        (lambda: credit(share=Fraction(0)), ("plan.share", "share")),
        (lambda: credit(most=Money(0)), ("plan.amount", "most")),
        (lambda: credit(within=days(1, counting=CALENDAR)), ("value.missing", "signed")),
        (lambda: Interest(rate=Fraction(0), per="day", rounding="down"), ("plan.rate", "rate")),
        (
            lambda: Interest(rate=Fraction(1), per="year", rounding="down"),
            ("value.missing", "basis"),
        ),
        (
            lambda: Interest(rate=Fraction(1), per="day", rounding="down", grace=-1),
            ("value.type", "grace"),
        ),
        (
            lambda: Interest(rate=Fraction(1), per="day", rounding="down", most=Fraction(0)),
            ("plan.share", "most"),
        ),
        (
            lambda: LedgerTerms(allocation="any", as_told=True),  # type: ignore[arg-type]
            ("value.choice", "allocation"),
        ),
    ],
)
def test_terms_say_what_they_must(make, want):
    """A slip in the terms is found where it is written."""
    with pytest.raises(Malformed) as caught:
        make()
    assert (caught.value.code, caught.value.field) == want
    assert caught.value.sentence("zh")


def test_terms_are_data():
    """A company keeps them in its file."""
    terms = LedgerTerms(
        allocation="due",
        as_told=True,
        credits=credit(most=yuan(5), signed="construction").credits,
        interest=Interest(rate=Fraction(1, 10), per="year", basis=365, rounding="down"),
        suspension=Suspension(days=3, least=yuan(1)),
    )
    assert from_data(to_data(terms), LedgerTerms) == terms
