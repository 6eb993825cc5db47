"""Instalments read off a history: when they are due and what became of them."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import Kind, contract, deposit, fact, receipt, start, withdrawal
from renoflow.facts import records as told
from renoflow.money import Money
from renoflow.obligations import Obligation
from renoflow.periods import CALENDAR, days, hours, until, working_days
from renoflow.pricing import (
    Due,
    Part,
    Plan,
    collected_by_others,
    first,
    obligations,
    presets,
    schedule,
)
from renoflow.select import Anchor
from tests.reference import pricing as slow

SIGNED = first("contract", type="construction")
ON = date(2024, 3, 1)  # a Friday


def plan(*parts):
    return Plan(
        id="ours",
        revision=1,
        source="",
        collector="finance",
        rounding="half_up",
        tie="first",
        residue="largest",
        overshoot="clip",
        negative="refuse",
        parts=parts,
    )


def part(id_, takes, due, component="works"):
    return Part(id=id_, component=component, due=due, share=takes, rest=takes is None)


THREE = plan(
    part("signing", Fraction(30, 100), Due(anchor=SIGNED, span=working_days(3))),
    part("start", Fraction(60, 100), Due(anchor=first("start"), span=days(10, counting=CALENDAR))),
    part("end", None, Due(anchor=first("completion"), span=until("day"))),
)
WORKS = schedule(THREE, {"works": Money(100_00)})


def signed(on=ON, id_="c1"):
    return contract(id_, at=on, type="construction")


def paid(id_, fen, at, component="works", **more):
    return receipt(id_, at=at, component=component, amount=Money(fen), **more)


def fen(one: Obligation) -> int:
    assert one.amount is not None
    return one.amount.fen


def read(facts, at, made=WORKS, **more):
    if not isinstance(at, datetime):
        at = china.end(at)
    return [
        (one.rule.removeprefix("ours@1#"), one.state, fen(one))
        for one in obligations(made, facts, china, at=at, **more)
    ]


# --- by hand ----------------------------------------------------------------------------


def test_before_the_signing_nothing_is_due():
    """A plan is a template; the contract makes it owed."""
    assert read([], ON) == []
    assert read([paid("r1", 30_00, ON)], ON) == []


def test_an_instalment_is_due_at_the_end_of_the_third_working_day():
    """Friday the first: Monday, Tuesday, Wednesday the sixth, to 24:00."""
    (one,) = obligations(WORKS, [signed()], china, at=china.at(2024, 3, 1, 12), customer="C-1")
    assert one.due == china.end(date(2024, 3, 6))
    assert (one.rule, one.what, one.who) == ("ours@1#signing", "collect_works", "finance")
    assert (one.state, one.amount, one.customer) == ("open", Money(30_00), "C-1")
    assert one.cites == ("c1",)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (china.end(date(2024, 3, 6)), "open"),
        (china.end(date(2024, 3, 6)) + timedelta(microseconds=1), "missed"),
    ],
)
def test_the_last_instant_is_in_time_and_the_next_is_not(at, state):
    """Each side of the edge."""
    assert read([signed()], at) == [("signing", state, 30_00)]


@pytest.mark.parametrize(
    ("when", "state"),
    [
        (date(2024, 3, 6), "met"),
        (date(2024, 3, 7), "met_late"),
        (china.end(date(2024, 3, 6)), "met"),
        (china.end(date(2024, 3, 6)) + timedelta(microseconds=1), "met_late"),
    ],
)
def test_paid_in_time_and_paid_late(when, state):
    """A receipt that has only a day is in time on the last day."""
    assert read([signed(), paid("r1", 30_00, when)], date(2024, 4, 1)) == [
        ("signing", state, 30_00)
    ]


@pytest.mark.parametrize(
    ("fen", "found"),
    [
        (29_99, [("signing", "open", 1)]),
        (30_00, [("signing", "met", 30_00)]),
        (30_01, [("signing", "met", 30_00)]),
    ],
)
def test_a_fen_short_leaves_a_fen_open(fen, found):
    """The agenda asks for what is still owed, not for the instalment again."""
    assert read([signed(), paid("r1", fen, ON)], ON) == found


def test_money_fills_the_parts_in_order():
    """90 of 100 paid: the first two parts are met, of the second whatever came first."""
    facts = [signed(), start("s1", at=date(2024, 3, 7)), paid("r1", 50_00, ON)]
    assert read(facts, date(2024, 3, 7)) == [
        ("start", "open", 40_00),
        ("signing", "met", 30_00),
    ]
    facts.append(paid("r2", 40_00, date(2024, 3, 17)))
    assert read(facts, date(2024, 3, 18)) == [
        ("signing", "met", 30_00),
        ("start", "met", 60_00),
    ]


def test_money_that_came_before_it_was_due_counts():
    """A customer who pays before the start must not be called a late payer."""
    facts = [signed(), paid("r1", 90_00, ON), start("s1", at=date(2024, 3, 7))]
    found = obligations(WORKS, facts, china, at=china.end(date(2024, 6, 1)))
    assert [(one.rule, one.state) for one in found] == [
        ("ours@1#signing", "met"),
        ("ours@1#start", "met"),
    ]
    assert found[1].cites == ("s1", "r1")


def test_money_given_back_opens_the_instalment_again():
    """What is in the till counts, not what was there once."""
    facts = [signed(), paid("r1", 30_00, ON), paid("r2", -10_00, date(2024, 3, 4))]
    assert read(facts, date(2024, 3, 3)) == [("signing", "met", 30_00)]
    assert read(facts, date(2024, 3, 5)) == [("signing", "open", 10_00)]
    assert read(facts, date(2024, 3, 7)) == [("signing", "missed", 10_00)]
    facts.append(paid("r3", 10_00, date(2024, 3, 7)))
    assert read(facts, date(2024, 3, 7)) == [("signing", "met_late", 30_00)]


def test_more_given_back_than_was_paid_owes_no_more_than_the_part():
    """The ledger of refunds is another page; an instalment is never more than itself."""
    facts = [signed(), paid("r1", -5_00, ON)]
    assert read(facts, ON) == [("signing", "open", 30_00)]


def test_receipts_of_another_component_and_deposits_pay_nothing_here():
    """Goods money must not meet the works; whether a deposit counts is an open question."""
    facts = [
        signed(),
        paid("r1", 99_00, ON, component="finished_goods"),
        deposit("d1", at=ON, nature="earnest", amount=Money(99_00)),
    ]
    assert read(facts, ON) == [("signing", "open", 30_00)]


def test_a_withdrawn_receipt_is_no_receipt():
    """Without corrections a slip of the cashier would stand for ever."""
    facts = [
        signed(),
        paid("r1", 30_00, ON),
        withdrawal("w1", at=china.at(2024, 3, 5), of="r1", recorded_at=china.at(2024, 3, 5)),
    ]
    assert read(facts, date(2024, 3, 5)) == [("signing", "open", 30_00)]
    early = china.at(2024, 3, 4)
    assert read(facts, date(2024, 3, 5), known_at=early) == [("signing", "met", 30_00)]


def test_until_leaves_out_what_is_due_later():
    """An agenda for today is not a list of everything."""
    last = china.end(date(2024, 3, 6))
    assert read([signed()], ON, until=last) == [("signing", "open", 30_00)]
    assert read([signed()], ON, until=last - timedelta(microseconds=1)) == []


def test_a_part_of_nothing_is_never_due():
    """An instalment of 0.00 would stand on the agenda and could not be paid."""
    nothing = schedule(THREE, {"works": Money(0)})
    assert read([signed()], date(2024, 6, 1), nothing) == []


FIXED = schedule(
    plan(
        part("may", Fraction(1, 2), Due(on=date(2024, 5, 4))),  # a Saturday off: no rolling
        part("june", None, Due(on=date(2024, 6, 1))),
    ),
    {"works": Money(10)},
)


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (date(2024, 3, 1), [("may", "open", 5), ("june", "open", 5)]),
        (date(2024, 5, 4), [("may", "open", 5), ("june", "open", 5)]),
        (date(2024, 5, 5), [("may", "missed", 5), ("june", "open", 5)]),
        (date(2024, 6, 2), [("may", "missed", 5), ("june", "missed", 5)]),
    ],
)
def test_a_part_on_a_fixed_day_is_due_to_its_end(at, found):
    """Contracts name days too."""
    assert read([], at, FIXED) == found


def test_a_fixed_day_is_the_due_day_whenever_it_is_asked():
    """The day must not move with the asking."""
    for day in (date(2024, 3, 1), date(2024, 5, 4), date(2024, 7, 1)):
        found = obligations(FIXED, [], china, at=china.end(day))
        assert {one.due for one in found} == {
            china.end(date(2024, 5, 4)),
            china.end(date(2024, 6, 1)),
        }


@pytest.mark.parametrize(
    ("when", "state"),
    [(date(2024, 5, 4), "met"), (date(2024, 5, 5), "met_late"), (date(2024, 1, 1), "met")],
)
def test_a_fixed_day_is_met_like_any_other(when, state):
    """Each side of its edge, and long before."""
    found = read([paid("r1", 5, when)], date(2024, 5, 20), FIXED)
    assert ("may", state, 5) in found


def test_a_part_may_follow_another_part():
    """Ten days after the first instalment was due."""
    chained = plan(
        part("one", Fraction(1, 2), Due(anchor=SIGNED, span=days(5, counting=CALENDAR))),
        part(
            "two",
            None,
            Due(anchor=Anchor(of="limit", limit="one"), span=days(10, counting=CALENDAR)),
        ),
    )
    made = schedule(chained, {"works": Money(4)})
    found = obligations(made, [signed()], china, at=china.end(date(2024, 3, 7)))
    assert [(one.rule, one.state, one.due) for one in found] == [
        ("ours@1#one", "missed", china.end(date(2024, 3, 6))),
        ("ours@1#two", "open", china.end(date(2024, 3, 16))),
    ]


def test_a_part_that_follows_a_later_part_is_malformed():
    """Two parts that wait for each other would never be due."""
    ring = plan(
        part("one", Fraction(1, 2), Due(anchor=Anchor(of="limit", limit="two"), span=hours(1))),
        part("two", None, Due(anchor=SIGNED, span=hours(1))),
    )
    with pytest.raises(Malformed) as caught:
        read([signed()], ON, schedule(ring, {"works": Money(4)}))
    assert caught.value.code == "limit.order"


def test_a_day_beyond_the_known_calendar_is_provisional():
    """Nobody knows the make-up workdays of 2027 yet."""
    (one,) = obligations(WORKS, [signed(date(2026, 12, 31))], china, at=china.at(2026, 12, 31, 9))
    assert one.provisional


def test_an_amount_that_is_no_money_pays_nothing():
    """A host may declare receipts of its own; what is no amount must not be guessed."""
    fields = (
        told.Field(name="component", zh="款项", type="code"),
        told.Field(name="amount", zh="金额", type="code"),
    )
    kinds = {"receipt": Kind(name="receipt", zh="收款", fields=fields)}
    odd = fact("r1", "receipt", at=ON, kinds=kinds, component="works", amount="30")
    assert read([signed(), odd], ON) == [("signing", "open", 30_00)]


def test_a_role_that_nobody_told_is_not_reported():
    """PAY-02 reports who took money; silence accuses nobody."""
    facts = [
        paid("r2", 1, ON, role="market_staff"),
        paid("r1", 1, ON),
        paid("r4", 1, ON, role="finance"),
        paid("r5", 1, ON, role=None),
        deposit("d1", at=ON, nature="advance", amount=Money(1), role="designer"),
        start("s1", at=ON, role="foreman"),
    ]
    found = collected_by_others(facts, role="finance")
    assert [(one.facts, one.get("role")) for one in found] == [
        (("d1",), "designer"),
        (("r2",), "market_staff"),
    ]
    assert {(one.code, one.rule, one.get("collector")) for one in found} == {
        ("receipt.collector", "PAY-02", "finance")
    }


# --- against the second statement ---------------------------------------------------------

march = st.integers(0, 20).map(lambda n: ON + timedelta(days=n))
money = st.lists(st.tuples(march, st.integers(-40, 80)), max_size=6)


def told_as(receipts):
    return [paid(f"r{n}", fen, day) for n, (day, fen) in enumerate(receipts)]


def flat(found):
    return {name: (state, fen) for name, state, fen in found}


@given(money, st.none() | march, march, st.integers(1, 5), st.integers(0, 120))
def test_the_state_of_every_part_agrees_with_the_second_statement(receipts, sign, today, n, total):
    """Two ways to the same answer: where each fen lies, and limits read off facts."""
    due = Due(anchor=SIGNED, span=working_days(n))
    takes = [Fraction(1, 2), Fraction(1, 4), "rest"]
    made = schedule(
        plan(part("a", takes[0], due), part("b", takes[1], due), part("c", None, due)),
        {"works": Money(total)},
    )
    facts = [*told_as(receipts), *([signed(sign)] if sign else [])]

    want = {}
    before = 0
    last = None
    if sign and sign <= today:
        last = slow.due_day(sign, n, china.is_working)
    for name, fen in zip("abc", slow.instalments(takes, total, "half_up", "first")):
        want[name] = slow.standing(before, fen, receipts, last, today)
        before += fen
    assert flat(read(facts, today, made)) == {k: v for k, v in want.items() if v}
    assert read(facts[::-1], today, made) == read(facts, today, made)


@given(money, march, march, st.integers(0, 120))
def test_the_cited_facts_alone_give_the_same_answer(receipts, sign, today, total):
    """A citation that leaves a receipt out could not be checked by hand."""
    made = schedule(THREE, {"works": Money(total)})
    facts = [*told_as(receipts), signed(sign), start("s1", at=sign)]
    at = china.end(today)
    for one in obligations(made, facts, china, at=at):
        cited = [fact for fact in facts if fact.id in one.cites]
        assert one in obligations(made, cited, china, at=at)


@given(money, march, st.permutations(list("pqrstu")))
def test_no_id_decides_anything(receipts, today, names):
    """Receipts of one instant count together, whatever they are called."""
    facts = told_as(receipts)
    other = [paid(name, fen, day) for name, (day, fen) in zip(names, receipts)]
    assert read([signed(), *facts], today) == read([signed(), *other], today)


def test_the_preset_is_collected_by_finance():
    """PAY-02, and the goods with the works."""
    due = Due(anchor=SIGNED, span=until("day"))
    end = Due(anchor=first("completion"), span=until("day"))
    made = schedule(
        presets.first_55(first_due=due, rest_due=end, rounding="half_up"),
        {"works": Money(100_00), "main_materials": Money(5)},
    )
    found = obligations(made, [signed()], china, at=china.at(2024, 3, 1, 9))
    assert [(one.rule, one.what, fen(one), one.who) for one in found] == [
        ("first_55@1#main_materials", "collect_main_materials", 5, "finance"),
        ("first_55@1#works_first", "collect_works", 55_00, "finance"),
    ]
