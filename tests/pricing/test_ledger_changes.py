"""Change orders in the ledger: approved ones move total and plan, and nothing that is paid."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.codec import from_toml, to_toml
from renoflow.errors import Malformed
from renoflow.facts import agreement, approval, cancellation, change_order, completion, contract
from renoflow.money import Money
from renoflow.periods import CALENDAR, days, until
from renoflow.pricing import (
    ChangeTerms,
    Due,
    Interest,
    LedgerTerms,
    Plan,
    first,
    ledger,
    obligations,
    replan,
)
from renoflow.select import Anchor
from renoflow.words import text
from tests.pricing.closing import no
from tests.pricing.plans_drawn import as_part, made, takes
from tests.pricing.test_ledger import (
    HALVES,
    ON,
    USUAL,
    back,
    balanced,
    codes,
    histories,
    lies,
    paid,
    read,
    signed,
)
from tests.reference import ledger as slow
from tests.reference import plans as slow_plans

SAME_DAY = ChangeTerms(approvers=("customer",), within=until("day"))
COUNTING = attrs.evolve(USUAL, changes=SAME_DAY)


def ordered(id_, fen, **more):
    return change_order(id_, at=ON, origin="customer_wish", amount=Money(fen), **more)


def noon(day):
    return china.at(2024, 3, 1, 12) + timedelta(days=day)


def agreed(of, day, by="customer"):
    return approval(f"y-{of}-{by}", at=noon(day), of=of, by=by)


def sizes(book):
    return [line.amount.fen for line in book.lines]


# --- against the second statement ---------------------------------------------------------

orders = st.lists(
    st.tuples(st.integers(-150, 150).filter(bool), st.none() | st.integers(0, 7)), max_size=3
)
"""Amount and day of the approval; None where nobody approved."""


@given(takes(), histories(), orders, st.integers(0, 8), st.randoms(use_true_random=False))
def test_changes_move_what_is_open_as_the_second_statement_says(
    parts, history, changed, today, shuffle
):
    """Sizes, paid, held and short agree, and contract = plan = settled + open."""
    moves, facts = history
    total = next(one for one in facts if one.kind == "contract").get("amount").fen
    plan = made([as_part(f"p{n}", part) for n, part in enumerate(parts)])
    fens = slow_plans.laid_out(parts, total, rounding="half_up", tie="first")
    named = [(f"p{n}", fen) for n, fen in enumerate(fens)]
    facts, moves, counted = list(facts), list(moves), 0
    for n, (fen, day) in enumerate(changed):
        facts.append(ordered(f"o{n}", fen))
        if day is None:
            continue
        facts.append(agreed(f"o{n}", day))
        if day <= today:
            counted += fen
        if fen > 0 and day <= today:
            named.append((f"change:o{n}", 0))
            moves.append((day + 0.5, "0 more", fen, f"change:o{n}", f"o{n}"))
        elif fen < 0:
            moves.append((day + 0.5, "0 take", -fen, "", f"o{n}"))
    known = {name for name, _ in named}
    moves = [(d, k, fen, told if told in known else None, name) for d, k, fen, told, name in moves]
    on, held, short, size = slow.filled(named, moves, today + 0.9)
    shuffle.shuffle(facts)
    book = read(facts, today, plan, COUNTING)
    assert {line.part.id: line.amount.fen for line in book.lines} == size
    assert {line.part.id: line.paid.fen for line in book.lines} == on
    assert (book.held.fen, book.short.fen) == (held, short)
    assert book.contract.fen == total + counted == book.settled.fen + book.open.fen
    balanced(book)
    assert all(sum(fen.fen for _, fen in one.lines) <= one.amount.fen or one.amount.fen < 0
               for one in book.entries)  # fmt: skip


@given(histories(), orders, st.integers(0, 8))
def test_what_nobody_approved_moves_nothing(history, changed, today):
    """An order that is open or refused leaves total, plan and money as they are."""
    _, facts = history
    more = [ordered(f"o{n}", fen) for n, (fen, _) in enumerate(changed)]
    more += [no(f"n{n}", noon(0), of=f"o{n}") for n, (_, day) in enumerate(changed) if day]
    plain, found = read(facts, today), read([*facts, *more], today, terms=COUNTING)
    for name in ("contract", "lines", "entries", "held", "short", "schedule", "arrears"):
        assert getattr(found, name) == getattr(plain, name)
    assert len(found.orders.rows) == len(changed)


# --- by hand ------------------------------------------------------------------------------


def test_an_addition_is_a_part_of_its_own_from_its_approval_on():
    """What is paid and met stays so; before the approval there is no such part."""
    facts = [signed(), paid("r1", 50, 0), ordered("o1", 30), agreed("o1", 5)]
    before = ledger(HALVES, facts, china, at=noon(5) - timedelta(microseconds=1), terms=COUNTING)
    assert (sizes(before), before.contract.fen) == ([50, 50], 100)
    book = ledger(HALVES, facts, china, at=noon(5), terms=COUNTING)
    assert [(one.part.id, one.amount.fen, one.state) for one in book.lines] == [
        ("a", 50, "met"),
        ("b", 50, "not_due"),
        ("change:o1", 30, "open"),
    ]
    assert book.lines[2].due == china.end(date(2024, 3, 6))
    assert (book.contract.fen, book.planned.fen, book.open.fen) == (130, 130, 80)
    assert (dict(book.signed), book.schedule.in_force) == (
        {"works": Money(100)},
        {"works": Money(130)},
    )
    assert book.schedule.changes == (("change:o1", Money(30)),)
    balanced(book)


def test_nothing_becomes_late_that_was_paid():
    """Worked out anew over 130, the first half would be 15 short since the signing."""
    bears = Interest(rate=Fraction(1, 100), per="day", rounding="up")
    facts = [signed(), paid("r1", 50, 0), ordered("o1", 30), agreed("o1", 5)]
    book = read(facts, 5, terms=attrs.evolve(COUNTING, interest=bears))
    assert (book.arrears, book.line("a").state) == ((), "met")
    late = read(facts, 7, terms=attrs.evolve(COUNTING, interest=bears))
    assert [(one.rule, one.amount.fen, one.days, one.interest.fen) for one in late.arrears] == [
        ("ours@1#change:o1", 30, 2, 1)
    ]


def test_a_reduction_takes_off_the_last_open_part_first():
    """Never what is paid, while something is open; each side of the open money."""
    facts = [signed(), paid("r1", 70, 0)]
    for off, wanted, held in ((29, [50, 21], 0), (30, [50, 20], 0), (31, [50, 19], 1)):
        book = read([*facts, ordered("o1", -off), agreed("o1", 5)], terms=COUNTING)
        assert (sizes(book), book.held.fen) == (wanted, held)
        assert book.contract.fen == 100 - off
        balanced(book)
    book = read([*facts, ordered("o1", -31), agreed("o1", 5)], terms=COUNTING)
    assert codes(book) == ["ledger.held"]
    assert [(one.kind, one.amount.fen, dict(one.lines)) for one in book.entries] == [
        ("receipt", 70, {"a": Money(50), "b": Money(20)}),
        ("change", 0, {"b": Money(-1), "": Money(1)}),
    ]


def test_an_addition_is_taken_back_before_the_plan_is():
    """Whoever drops the extra again has the plan that was signed."""
    facts = [
        signed(), ordered("o1", 30), agreed("o1", 3), ordered("o2", -30), agreed("o2", 4)
    ]  # fmt: skip
    book = read(facts, terms=COUNTING)
    assert sizes(book) == [50, 50, 0]
    assert book.line("change:o1").state == "nothing"


def test_more_taken_off_than_there_is_is_owed_to_the_customer():
    """Contract and plan stay equal below zero too."""
    book = read([signed(), paid("r1", 20, 0), ordered("o1", -130), agreed("o1", 1)],
                terms=COUNTING)  # fmt: skip
    assert (book.contract.fen, book.planned.fen, book.held.fen) == (-30, -30, 20)
    assert sizes(book) == [0, -30]
    balanced(book)


def test_money_held_pays_an_addition():
    """Who paid ten too many has paid ten of the extra."""
    book = read([signed(), paid("r1", 110, 0), ordered("o1", 30), agreed("o1", 5)], terms=COUNTING)
    assert (lies(book), book.held.fen) == ([50, 50, 10], 0)
    told = [signed(), ordered("o1", 30), agreed("o1", 5)]
    assert lies(read([*told, paid("r1", 20, 6, part="change:o1")], terms=COUNTING)) == [0, 0, 20]
    # Before it is agreed nobody can pay it.
    assert lies(read([*told, paid("r1", 20, 4, part="change:o1")], terms=COUNTING)) == [20, 0, 0]


def test_all_who_have_to_approve_must():
    """The last yes is the approval; a no after it takes the change out again."""
    two = attrs.evolve(
        COUNTING, changes=attrs.evolve(SAME_DAY, approvers=("customer", "project_manager"))
    )
    facts = [signed(), ordered("o1", 30), agreed("o1", 3)]
    assert sizes(read(facts, terms=two)) == [50, 50]
    facts.append(agreed("o1", 5, "project_manager"))
    assert sizes(read(facts, terms=two)) == [50, 50, 30]
    facts.append(no("n1", noon(9)))
    assert sizes(read(facts, 8, terms=two)) == [50, 50, 30]
    assert sizes(read(facts, 9, terms=two)) == [50, 50]


def test_an_addition_can_be_due_by_a_rule_of_the_plan():
    """At the completion, or with another part of the plan."""
    rule = Due(anchor=first("completion"), span=days(3, counting=CALENDAR))
    terms = attrs.evolve(USUAL, changes=ChangeTerms(approvers=("customer",), due=rule))
    facts = [signed(), ordered("o1", 30), agreed("o1", 3)]
    assert read(facts, terms=terms).line("change:o1").state == "not_due"
    facts.append(completion("k", at=date(2024, 3, 10)))
    assert read(facts, terms=terms).line("change:o1").due == china.end(date(2024, 3, 13))
    with_a = Due(anchor=Anchor(of="limit", limit="a"), span=days(1, counting=CALENDAR))
    terms = attrs.evolve(USUAL, changes=ChangeTerms(approvers=("customer",), due=with_a))
    assert read(facts, terms=terms).line("change:o1").due == china.end(date(2024, 3, 2))
    with_z = Due(anchor=Anchor(of="limit", limit="z"), span=days(1, counting=CALENDAR))
    terms = attrs.evolve(USUAL, changes=ChangeTerms(approvers=("customer",), due=with_z))
    with pytest.raises(Malformed) as caught:
        read(facts, terms=terms)
    assert (caught.value.code, caught.value.field) == ("limit.order", "changes.change:o1")


def test_a_strict_sequence_does_not_hold_an_addition_back():
    """It was agreed by itself and is due by itself."""
    strict = made(HALVES.parts, sequence="paid")
    facts = [signed(), ordered("o1", 30), agreed("o1", 3)]
    book = read(facts, 3, strict, COUNTING)
    assert [one.state for one in book.lines] == ["missed", "not_due", "open"]


def test_a_change_of_what_the_plan_does_not_collect_is_told():
    """Nor does one move a component whose contract is left out."""
    goods = ordered("o1", 30, component="finished_goods")
    book = read([signed(), goods, agreed("o1", 3)], terms=COUNTING)
    assert (book.contract.fen, codes(book)) == (100, ["ledger.change_out"])
    assert book.findings[0].get("component") == "finished_goods"
    bare = contract("c1", at=ON, type="construction")
    book = read([bare, ordered("o2", 30), agreed("o2", 3)], terms=COUNTING)
    assert (book.lines, codes(book)) == ((), ["plan.untold", "ledger.change_out"])
    less = read([ordered("o3", -30), agreed("o3", 3)], terms=COUNTING)
    assert (less.lines, codes(less)) == ((), ["ledger.change_out"])
    assert text(less.findings, "zh")


def test_an_addition_of_what_was_not_signed_stands_alone():
    """Works only was signed, then tiles were ordered: they are collected like anything else."""
    both = made([*HALVES.parts, as_part("g", ("rest",), component="main_materials")])
    tiles = ordered("o1", 30, component="main_materials")
    facts = [signed(), tiles, agreed("o1", 3), paid("r1", 25, 4, "main_materials")]
    book = read(facts, plan=both, terms=COUNTING)
    assert [(one.part.id, one.paid.fen, one.open.fen) for one in book.lines] == [
        ("a", 0, 50), ("b", 0, 50), ("change:o1", 25, 5),
    ]  # fmt: skip
    assert (book.contract.fen, book.unplaced.fen) == (130, 0)
    balanced(book)


def test_orders_that_nothing_reads_are_told():
    """A total that leaves them out in silence would be wrong; given totals have them in."""
    facts = [signed(), ordered("o1", 30), agreed("o1", 3)]
    book = read(facts)
    assert (book.contract.fen, codes(book), book.findings[0].facts) == (
        100,
        ["ledger.changes"],
        ("o1",),
    )
    assert codes(read(facts, totals={"works": Money(130)})) == []
    # Terms that read them add them to the totals that are given.
    assert read(facts, totals={"works": Money(130)}, terms=COUNTING).contract.fen == 160


def test_orders_that_a_new_plan_has_in_are_not_counted_again():
    """Up to the instant of the re-planning, that instant in it."""
    facts = [signed(), paid("r1", 50, 0), ordered("o1", 30), agreed("o1", 3)]
    old = read(facts, 4, terms=COUNTING)
    new = replan(
        old.schedule,
        {one.part.id: one.paid for one in old.lines},
        HALVES,
        old.schedule.in_force,
        base="open",
    )
    assert sum(one.amount.fen for one in new.schedule.instalments) == 130
    later = [*facts, ordered("o2", 7), agreed("o2", 5)]
    for after, total in ((noon(3), 137), (noon(3) - timedelta(microseconds=1), 167)):
        terms = attrs.evolve(USUAL, changes=attrs.evolve(SAME_DAY, after=after))
        book = read(later, plan=new.schedule.plan, terms=terms, totals=dict(new.schedule.totals))
        assert (book.contract.fen, book.settled.fen) == (total, 50)
        balanced(book)


def test_instalments_of_the_plan_in_force_are_obligations_too():
    """Whoever collects asks for the addition as for any part."""
    facts = [signed(), ordered("o1", 30), agreed("o1", 3)]
    book = read(facts, 3, terms=COUNTING)
    owed = obligations(book.schedule, facts, china, at=book.at)
    assert {(one.rule, one.amount) for one in owed if one.due} == {
        ("ours@1#a", Money(50)),
        ("ours@1#change:o1", Money(30)),
    }


def test_a_cancellation_drops_an_addition_that_was_not_due():
    """As any other part."""
    rule = Due(anchor=first("completion"), span=until("day"))
    terms = attrs.evolve(USUAL, changes=ChangeTerms(approvers=("customer",), due=rule))
    gone = cancellation("x", at=date(2024, 3, 9))
    book = read([signed(), ordered("o1", 30), agreed("o1", 3), gone], terms=terms)
    assert book.line("change:o1").state == "dropped"


def test_a_refund_of_what_a_change_has_freed_goes_out_of_what_is_held():
    """Paid in full, then less was ordered: the difference goes back and all is square."""
    facts = [signed(), paid("r1", 100, 0), ordered("o1", -20), agreed("o1", 2)]
    book = read([*facts, paid("g", -20, 5)], terms=COUNTING)
    assert (lies(book), book.held.fen, book.open.fen) == ([50, 30], 0, 0)
    named = read([*facts, back("x", 20, 5, "r1")], terms=COUNTING)
    assert (named.settled.fen, named.held.fen, named.open.fen) == (80, 0, 0)
    balanced(named)


def test_the_design_fee_is_read_where_a_plan_has_parts_for_it():
    """And not where all is collected together: there the totals must be given."""
    fee = agreement("g1", at=ON, tier="ordinary", fee=Money(70), rendering_fee=Money(5))
    design = made([as_part("d", ("rest",), component="design_fee")])
    assert read([fee], plan=design).contract.fen == 75
    together = made([as_part("d", ("rest",), component="all")])
    assert read([fee, signed()], plan=together).contract.fen == 100


def test_reductions_of_a_part_are_told_with_the_plan():
    """The reasons of the plan in force say what was moved and by how much."""
    book = read([signed(), ordered("o1", -20), agreed("o1", 2)], terms=COUNTING)
    last = book.schedule.reasons[-1]
    assert (last.code, last.rule, last.get("amount")) == ("plan.changed", "ours@1#b", "-0.20")
    assert text(last, "zh")


@pytest.mark.parametrize(
    ("told", "want"),
    [
        ({"approvers": ()}, ("value.missing", "approvers")),
        ({"within": None}, ("change.due", "due")),
        ({"due": Due(on=ON)}, ("change.due", "due")),
        ({"after": datetime(2024, 3, 1)}, ("value.naive", "after")),
    ],
)
def test_the_terms_of_changes_say_one_thing(told, want):
    """A slip is found where it is written."""
    with pytest.raises(Malformed) as caught:
        attrs.evolve(SAME_DAY, **told)
    assert (caught.value.code, caught.value.field) == want


def test_the_terms_of_changes_are_data():
    """They stand in the company's file, in either form."""
    written = """
        allocation = "plan"
        as_told = true
        changes = { approvers = ["customer"], within = { working_days = 3 } }
    """
    terms = from_toml(written, LedgerTerms)
    assert terms.changes is not None
    assert terms.changes.approvers == ("customer",)
    rule = Due(anchor=first("completion"), span=until("day"))
    for one in (
        terms,
        attrs.evolve(terms, changes=ChangeTerms(approvers=("a",), due=rule, after=noon(1))),
    ):
        assert from_toml(to_toml(one), LedgerTerms) == one
    assert isinstance(HALVES, Plan)
