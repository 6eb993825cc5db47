"""The settlement: what is missing before it, the sheet that balances, what is held back."""

from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.codec import from_toml, to_toml
from renoflow.errors import Malformed
from renoflow.facts import (
    Kind,
    agreement,
    cancellation,
    completion,
    contract,
    deposit,
    fact,
    papers_check,
    receipt,
    settlement,
    start,
    survey,
    warranty_card,
)
from renoflow.limits import Limit
from renoflow.money import Money, total, yuan
from renoflow.periods import CALENDAR, months, until
from renoflow.pricing import (
    ACCEPTED,
    STATUTORY_RELEASE,
    ChangeTerms,
    Closing,
    Credit,
    Discount,
    Due,
    Interest,
    LedgerTerms,
    Need,
    Part,
    RetentionTerms,
    Tax,
    closing_missing,
    first,
    presets,
    release_limit,
    retain,
    retention_notes,
    settle,
)
from renoflow.select import Facts
from tests.pricing.closing import DAY, at, no, order, passed, yes
from tests.pricing.plans_drawn import as_part, made
from tests.reference import settlement as slow

HALF_YEAR = RetentionTerms(
    id="five_held",
    revision=1,
    source="clause 9",
    of="final",
    rounding="half_up",
    share=Fraction(5, 100),
    release=Limit(id="release", anchor=ACCEPTED, span=months(6, counting=CALENDAR)),
)
MICRO = timedelta(microseconds=1)


COUNTING = LedgerTerms(
    allocation="plan",
    as_told=False,
    changes=ChangeTerms(approvers=("customer",), within=until("day")),
)
CREDITING = attrs.evolve(
    COUNTING,
    credits=(Credit(id="dep", of="deposit", to="works", when="first", rounding="half_up"),),
)
ALL = made([as_part("w", ("rest",))])


def sheet(facts, *, plan=ALL, terms=COUNTING, retention=None, when=None, **more):
    return settle(
        plan,
        facts,
        china,
        terms=terms,
        retention=retention,
        delayed=False,
        at=when or at(30),
        **more,
    )


def signed(fen=200_000_00, id_="c1", kind="construction", **more):
    return contract(id_, at=DAY, type=kind, amount=Money(fen), **more)


def paid(id_, fen, component="works", when=DAY):
    return receipt(id_, at=when, component=component, amount=Money(fen))


def given_back(id_, fen, of="r", when=DAY):
    return fact(id_, "refund", at=when, of=of, amount=Money(fen))


def lines(found):
    return [(one.what, one.amount.fen, one.facts) for one in found.lines]


# --- readiness ------------------------------------------------------------------------------


def missing(facts, of, when=None, **more):
    found = closing_missing(
        presets.steward_closing, facts, china, of=of, at=when or at(30), **more
    )
    assert all(one.code == "settlement.missing" for one in found)
    return [(one.rule, one.get("source")) for one in found]


def test_what_is_missing_is_listed_at_once():
    """Each with its rule, in the order of the list."""
    assert missing([], "invite") == [
        ("steward_closing@1#information_department", "CMP-01 PAY-05"),
        ("steward_closing@1#finance", "CMP-01 PAY-05"),
    ]
    assert [rule.partition("#")[2] for rule, _ in missing([], "done")] == [
        "settlement",
        "warranty",
        "satisfaction",
    ]


def test_a_check_of_another_department_or_an_incomplete_one_is_none():
    """Only the department named, and only where it found the papers complete."""
    facts = [
        papers_check("p1", at=at(5), role="finance", complete=False),
        papers_check("p2", at=at(5), role="designer", complete=True),
        papers_check("p3", at=at(5), role="information_department", complete=True),
    ]
    assert missing(facts, "invite") == [("steward_closing@1#finance", "CMP-01 PAY-05")]
    facts.append(papers_check("p4", at=at(6), role="finance", complete=True))
    assert missing(facts, "invite", at(6)) == []
    assert len(missing(facts, "invite", at(6) - MICRO)) == 1
    assert len(missing(facts, "invite", at(7), known_at=at(5))) == 1


def test_three_acts_complete_a_project():
    """And nothing less."""
    facts = [
        settlement("s1", at=at(5)),
        warranty_card("w1", at=at(5)),
        survey("v1", at=at(5), result="good"),
    ]
    assert missing(facts, "done") == []
    for gone in facts:
        assert len(missing([one for one in facts if one is not gone], "done")) == 1


def test_a_list_is_asked_for_one_of_its_two_halves():
    """A slip of the word would otherwise answer the other question."""
    with pytest.raises(Malformed) as caught:
        missing([], "invited")
    assert (caught.value.code, caught.value.field) == ("value.choice", "of")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("id", "", "value.missing"), ("revision", 0, "value.type")],
)
def test_a_list_has_a_name_and_a_revision(field, value, code):
    """Reasons cite them."""
    with pytest.raises(Malformed) as caught:
        attrs.evolve(presets.steward_closing, **{field: value})
    assert (caught.value.code, caught.value.field) == (code, field)


def test_two_needs_have_two_ids():
    """Or a reason would not say which is missing."""
    need = presets.steward_closing.invite[0]
    with pytest.raises(Malformed) as caught:
        Closing(id="x", revision=1, source="", invite=(need,), done=(need,))
    assert (caught.value.code, caught.value.field) == ("closing.twice", "done[0].id")
    assert isinstance(need, Need)


# --- the sheet ------------------------------------------------------------------------------


def test_the_lines_total_the_balance():
    """Contract and approved changes, less credits, less receipts; no number is copied."""
    facts = [
        signed(),
        order("o1", 6_000_00),
        yes("y1", at(5)),
        order("o2", -1_000_00, when=date(2024, 3, 2)),
        yes("y2", at(5), of="o2"),
        deposit("d1", at=DAY, nature="earnest", amount=yuan(5000)),
        paid("r1", 110_000_00),
    ]
    found = sheet(facts, terms=CREDITING)
    assert lines(found) == [
        ("contract", 200_000_00, ("c1",)),
        ("change", 6_000_00, ("o1", "y1")),
        ("change", -1_000_00, ("o2", "y2")),
        ("credit", -5_000_00, ("d1",)),
        ("receipt", -110_000_00, ("r1",)),
    ]
    assert found.lines[3].rule == "ours@1#dep"
    assert (found.contract, found.final) == (yuan(200_000), yuan(205_000))
    assert (found.balance, found.due, found.retention) == (yuan(90_000), yuan(90_000), None)
    assert found.open == ()


def test_a_credit_before_the_split_is_the_same_line():
    """Where the rule takes it off does not change what is owed."""
    rule = attrs.evolve(CREDITING.credits[0], when="total")
    facts = [signed(), deposit("d1", at=DAY, nature="earnest", amount=yuan(5000))]
    found = sheet(facts, terms=attrs.evolve(CREDITING, credits=(rule,)))
    assert lines(found) == [
        ("contract", 200_000_00, ("c1",)),
        ("credit", -5_000_00, ("d1",)),
    ]
    assert found.balance == yuan(195_000)


def test_what_nobody_decided_is_asked_and_not_charged():
    """A refused change is gone; an open one keeps the sheet from being final."""
    facts = [signed(), order("o1"), order("o2"), no("n2", at(5), of="o2")]
    found = sheet(facts)
    assert found.final == yuan(200_000)
    assert [(one.code, one.rule, one.facts) for one in found.open] == [
        ("settlement.change_open", "PAY-05", ("o1",))
    ]
    assert [row.state for row in found.changes.rows] == ["open", "refused"]


def test_what_the_ledger_cannot_place_keeps_the_sheet_open():
    """A contract without an amount, a deposit without a rule, goods that no part collects."""
    bare = contract("c1", at=DAY, type="construction")
    found = sheet([bare])
    assert [(one.code, one.facts) for one in found.open] == [("plan.untold", ("c1",))]
    assert found.lines == ()
    given = deposit("d1", at=DAY, nature="earnest", amount=yuan(5000))
    found = sheet([signed(), given, paid("r2", 9, "finished_goods")])
    assert found.balance == yuan(200_000)
    assert [one.code for one in found.open] == ["ledger.unplaced", "ledger.deposit"]


def test_the_design_fee_and_its_renderings_are_settled_by_a_plan_that_collects_them():
    """Another contract, another component: never mixed into the works by itself (FEE-04)."""
    facts = [
        agreement(
            "g1",
            at=DAY,
            tier="ordinary",
            fee=yuan(3000),
            rendering="charged",
            rendering_fee=yuan(1500),
        ),
        paid("r1", 1000_00, "design_fee"),
        signed(),
    ]
    assert sheet(facts).balance == yuan(200_000)
    design = made([as_part("fee", ("rest",), component="design_fee")])
    assert sheet(facts[:2], plan=design).balance == yuan(3500)
    plain = agreement("g1", at=DAY, tier="ordinary", fee=yuan(3000))
    assert sheet([plain], plan=design).balance == yuan(3000)
    untold = agreement("g1", at=DAY, tier="ordinary", rendering_fee=yuan(1500))
    found = sheet([untold], plan=design)
    assert (found.balance, found.open[0].code) == (Money(0), "plan.untold")


def test_a_change_belongs_to_its_component_and_else_to_the_works():
    """Cabinets that were added are settled with the cabinets, though nothing else of them was."""
    facts = [order("o1", 100), yes("y1", at(5)), order("o2", 7, component="finished_goods")]
    facts.append(yes("y2", at(5), of="o2"))
    assert sheet(facts).final == Money(100)
    assert [one.code for one in sheet(facts).open] == ["ledger.change_out"]
    both = made([as_part("w", ("rest",)), as_part("g", ("rest",), component="finished_goods")])
    found = sheet(facts, plan=both)
    assert found.final == Money(107)
    assert [one.component for one in found.lines] == ["works", "finished_goods"]


def test_a_contract_of_a_type_of_the_hosts_is_left_out():
    """The sheet knows three types; another one is the host's to settle."""
    kinds = {"contract": Kind(name="contract", zh="合同")}
    assert sheet([fact("c1", "contract", at=DAY, kinds=kinds)]).lines == ()
    assert sheet([start("s1", at=DAY)]).lines == ()


def test_totals_that_are_given_are_lines_without_a_fact():
    """Whoever gives them vouches for them."""
    found = sheet([signed(), paid("r1", 60)], totals={"works": Money(500)})
    assert lines(found) == [("contract", 500, ()), ("receipt", -60, ("r1",))]


def test_a_tax_that_is_added_is_a_line():
    """The contract names the net sum, the customer pays the gross one."""
    tax = Tax(rate=Fraction(9, 100), on="total", included=False)
    found = sheet([signed(100)], plan=made([as_part("w", ("rest",))], taxes=(tax,)))
    assert lines(found) == [("contract", 100, ("c1",)), ("tax", 9, ())]
    assert (found.contract, found.final, found.balance) == (Money(109), Money(109), Money(109))
    held_in = attrs.evolve(tax, included=True)
    found = sheet([signed(100)], plan=made([as_part("w", ("rest",))], taxes=(held_in,)))
    assert lines(found) == [("contract", 100, ("c1",))]


def test_interest_stands_on_the_sheet_only_if_the_contract_gives_it():
    """Twenty-nine days after 1 March at a tenth of a percent a day."""
    bears = Interest(rate=Fraction(1, 1000), per="day", rounding="half_up")
    assert sheet([signed(10_000)]).balance == Money(10_000)
    found = sheet([signed(10_000)], terms=attrs.evolve(COUNTING, interest=bears))
    assert lines(found)[1:] == [("interest", 290, ())]
    assert found.lines[1].rule == "ours@1#w"
    assert (found.final, found.balance) == (Money(10_000), Money(10_290))


def test_an_early_payment_lowers_the_balance_by_its_discount():
    """98 of 100 in time settle the whole."""
    less = Discount(due=Due(on=DAY), amount=Money(2), on="gross", rounds="discount")
    plan = made([as_part("w", ("rest",), discount=less)])
    found = sheet([signed(100), paid("r1", 98)], plan=plan)
    assert lines(found)[1:] == [("receipt", -98, ("r1",)), ("discount", -2, ())]
    assert found.balance == Money(0)


def test_money_to_be_given_back_is_a_balance_below_zero():
    """A reduction after everything was paid."""
    facts = [signed(100), order("o1", -30), yes("y1", at(5)), paid("r1", 100)]
    found = sheet(facts, retention=HALF_YEAR)
    assert (found.balance, found.due) == (Money(-30), Money(-30))
    assert found.retention is not None
    assert found.retention.amount == Money(0)
    assert found.ledger.held == Money(30)


def test_a_refund_goes_back_to_the_component_of_its_receipt():
    """And one of a receipt that is not settled here, or of a deposit, is no line."""
    facts = [
        signed(100),
        paid("r1", 60),
        paid("r2", 9, "finished_goods"),
        deposit("d1", at=DAY, nature="earnest", amount=Money(5)),
        given_back("b1", 20, of="r1"),
        given_back("b2", 9, of="r2"),
        given_back("b3", 5, of="d1"),
    ]
    found = sheet(facts)
    assert lines(found)[1:] == [("receipt", -60, ("r1",)), ("refund", 20, ("b1",))]
    assert (found.balance, found.open) == (Money(60), ())


def test_later_facts_do_not_count():
    """A sheet of May does not know June, nor what was recorded in it."""
    facts = [signed(), paid("r1", 100, when=at(5))]
    assert sheet(facts, when=at(5) - MICRO).balance == yuan(200_000)
    assert sheet(facts, when=at(5)).balance == Money(199_999_00)
    late = receipt("r1", at=at(5), component="works", amount=Money(100), recorded_at=at(8))
    assert sheet([signed(), late], known_at=at(8) - MICRO).balance == yuan(200_000)
    assert sheet([signed(), late], known_at=at(8)).balance == Money(199_999_00)


# --- what is due now ------------------------------------------------------------------------

TAIL = made(
    [
        as_part("w", ("share", Fraction(95, 100))),
        as_part("tail", ("rest",), due=Due(on=date(2024, 3, 31))),
    ]
)


def test_what_the_plan_asks_for_later_is_not_due_now():
    """The last part stands on the sheet with its day, on each side of it."""
    facts = [signed(1000), paid("r1", 900)]
    found = sheet(facts, plan=TAIL)
    assert (found.balance.fen, found.due.fen) == (100, 50)
    assert [(one.part.id, one.open.fen) for one in found.later] == [("tail", 50)]
    over = sheet(facts, plan=TAIL, when=china.end(date(2024, 3, 31)))
    assert (over.due.fen, over.later) == (100, ())
    assert sheet(facts, plan=TAIL, when=china.end(date(2024, 3, 31)) - MICRO).due.fen == 50


def test_what_a_plan_keeps_back_is_not_held_back_twice():
    """Either the plan keeps it, or terms of its own do."""
    kept = Due(anchor=first("completion"), span=months(6, counting=CALENDAR))
    plan = made(
        [
            as_part("w", ("rest",), keep=Fraction(5, 100)),
            Part(id="kept", component="works", retained=Fraction(1), due=kept),
        ]
    )
    found = sheet([signed(1000)], plan=plan)
    assert (found.balance.fen, found.due.fen) == (1000, 950)
    assert [one.part.id for one in found.later] == ["kept"]
    with pytest.raises(Malformed) as caught:
        sheet([signed(1000)], plan=plan, retention=HALF_YEAR)
    assert (caught.value.code, caught.value.field) == ("retention.twice", "retention")


def test_who_is_owed_money_does_not_wait_for_a_part_to_come():
    """Goods paid twice: what is left of it after the tail goes back now, and no more."""
    plan = made([*TAIL.parts, as_part("g", ("rest",), component="finished_goods")])
    facts = [signed(1000), signed(10, "c2", "finished_goods"), paid("r1", 950)]
    found = sheet([*facts, paid("r2", 40, "finished_goods")], plan=plan)
    assert (found.balance.fen, found.due.fen) == (20, 0)
    found = sheet([*facts, paid("r2", 90, "finished_goods")], plan=plan)
    assert (found.balance.fen, found.due.fen) == (-30, -30)


def test_after_a_cancellation_people_settle_what_is_owed():
    """What was missed by then is due; what was not yet due nobody asks for."""
    gone = cancellation("x", at=date(2024, 3, 9))
    found = sheet([signed(1000), paid("r1", 900), gone], plan=TAIL, when=at(10))
    assert (found.balance.fen, found.due.fen) == (100, 50)
    assert [(one.code, one.rule, one.get("amount")) for one in found.open] == [
        ("settlement.dropped", "ours@1#tail", "0.50")
    ]


@given(
    st.lists(st.integers(0, 500), max_size=2),
    st.lists(st.tuples(st.integers(-300, 300), st.sampled_from(["yes", "no", ""])), max_size=3),
    st.lists(st.integers(1, 100), max_size=2),
    st.lists(st.integers(-50, 300), max_size=3),
    st.lists(st.integers(0, 50), max_size=2),
    st.randoms(use_true_random=False),
)
def test_it_says_what_the_second_statement_says(  # noqa: PLR0913, PLR0917 - all that counts
    contracts, orders, credited, receipts, refunds, shuffled
):
    """Every fen of the balance stands in a line, whatever the order of the facts."""
    contracts = [*contracts, 1]
    facts = [signed(fen, f"c{n}") for n, fen in enumerate(contracts)]
    facts += [paid(f"r{n}", fen) for n, fen in enumerate(receipts)]
    facts.append(paid("r", 1_00))
    facts += [given_back(f"b{n}", fen) for n, fen in enumerate(refunds)]
    facts += [
        deposit(f"d{n}", at=DAY, nature="earnest", amount=Money(fen))
        for n, fen in enumerate(credited)
    ]
    for n, (fen, word) in enumerate(orders):
        facts.append(order(f"o{n}", fen))
        if word:
            facts.append({"yes": yes, "no": no}[word](f"w{n}", at(5), of=f"o{n}"))
    shuffled.shuffle(facts)
    found = sheet(facts, terms=CREDITING, retention=HALF_YEAR)
    named = {"yes": "approved", "no": "refused", "": "open"}
    changed = [(fen, named[word]) for fen, word in orders]
    wanted = slow.sheet(contracts, changed, credited, [*receipts, 1_00], refunds)
    assert (found.final.fen, found.balance.fen) == wanted
    assert total(one.amount for one in found.lines) == found.balance
    book = found.ledger
    assert found.balance == book.open - book.held + book.short + book.interest
    assert found.retention is not None
    assert found.due + found.retention.amount == found.balance
    assert found.retention.amount.fen >= 0
    asked = HALF_YEAR.asked(contract=found.contract, final=found.final).fen
    assert found.retention.amount.fen == slow.retained(asked, found.balance.fen)
    undecided = [one for one in found.open if one.code == "settlement.change_open"]
    assert len(undecided) == sum(word == "" for _, word in orders)


# --- retention ------------------------------------------------------------------------------


def held(terms=HALF_YEAR, facts=(), when=None, delayed=False, balance=90_000_00):
    return retain(
        terms,
        facts,
        china,
        contract=yuan(200_000),
        final=yuan(210_000),
        balance=Money(balance),
        delayed=delayed,
        at=when or at(30),
    )


def test_a_share_is_of_the_total_that_the_terms_name():
    """5 % of the contract, or of the final total."""
    assert held().amount == yuan(10_500)
    assert held(attrs.evolve(HALF_YEAR, of="contract")).amount == yuan(10_000)
    fixed = attrs.evolve(HALF_YEAR, share=None, amount=yuan(3000))
    assert held(fixed).amount == yuan(3000)


@pytest.mark.parametrize(
    ("balance", "amount", "code"),
    [
        (10_500_01, 10_500_00, "retention.held"),
        (10_500_00, 10_500_00, "retention.held"),
        (10_499_99, 10_499_99, "retention.cut"),
        (-1, 0, "retention.cut"),
    ],
)
def test_nobody_holds_back_what_he_has_paid(balance, amount, code):
    """Each side of the edge."""
    found = held(balance=balance)
    assert found.amount == Money(amount)
    assert [(one.code, one.rule) for one in found.reasons] == [(code, "five_held@1")]


def test_it_is_due_after_the_last_instant_of_its_own_limit():
    """Half a year from the acceptance, to 24:00; a microsecond later it is due."""
    facts = [passed(DAY)]
    last = china.end(date(2024, 9, 1))
    assert held(facts=facts, when=last).release.status == "open"
    assert held(facts=facts, when=last + MICRO).release.status == "over"
    assert held(facts=facts).release.last == last
    assert held().release.status == "unarmed"


def test_where_nothing_is_agreed_it_is_two_years():
    """The article fills the gap, and the note says which."""
    silent = attrs.evolve(HALF_YEAR, release=None)
    assert release_limit(silent, delayed=False) is STATUTORY_RELEASE
    assert held(silent, [passed(DAY)]).release.last == china.end(date(2026, 3, 2))  # 1st: Sunday
    notes = [(one.code, one.rule) for one in retention_notes(silent)]
    assert ("retention.silent", "construction_interpretation_17") in notes


def test_an_acceptance_that_the_customer_delays_begins_after_ninety_days():
    """From the report of completion, by the same article."""
    facts = [completion("k1", at=date(2024, 1, 1))]
    found = held(facts=facts, delayed=True, when=china.at(2024, 5, 1))
    assert found.release.last == china.end(date(2024, 10, 1))  # 90 days end on Monday 1 April
    assert held(facts=facts, when=china.at(2024, 5, 1)).release.status == "unarmed"


@pytest.mark.parametrize(("share", "noted"), [(Fraction(3, 100), False), (Fraction(4, 100), True)])
def test_more_than_the_guideline_is_noted(share, noted):
    """Each side of 3 %; a note and nothing more."""
    codes = [one.code for one in retention_notes(attrs.evolve(HALF_YEAR, share=share))]
    assert codes == (["retention.guideline"] if noted else [])
    assert retention_notes(attrs.evolve(HALF_YEAR, share=None, amount=Money(1))) == ()


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"id": ""}, "value.missing", "id"),
        ({"revision": 0}, "value.type", "revision"),
        ({"of": "all"}, "value.choice", "of"),
        ({"rounding": "near"}, "value.choice", "rounding"),
        ({"amount": Money(1)}, "retention.takes", "share"),
        ({"share": None}, "retention.takes", "share"),
        ({"share": Fraction(0)}, "plan.share", "share"),
        ({"share": Fraction(101, 100)}, "plan.share", "share"),
        ({"share": 0.05}, "plan.share", "share"),
        ({"share": None, "amount": Money(0)}, "plan.amount", "amount"),
    ],
)
def test_terms_say_one_thing(change, code, field):
    """Each wrong field is named."""
    with pytest.raises(Malformed) as caught:
        attrs.evolve(HALF_YEAR, **change)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_release_is_no_duty():
    """Nobody has to do anything for the time to be over."""
    assert HALF_YEAR.release is not None
    duty = attrs.evolve(HALF_YEAR.release, needs=Facts(kinds=("receipt",)))
    with pytest.raises(Malformed) as caught:
        attrs.evolve(HALF_YEAR, release=duty)
    assert caught.value.code == "retention.release"


def test_terms_are_kept_as_toml():
    """A company stores its terms and its list in files."""
    assert from_toml(to_toml(HALF_YEAR), RetentionTerms) == HALF_YEAR
    closing = presets.steward_closing
    assert from_toml(to_toml(closing), Closing) == closing
