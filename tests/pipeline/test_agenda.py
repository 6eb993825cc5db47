"""The agenda: three contexts in one list, in order, as far as asked, on both axes of time."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow import attribution, pricing, processes
from renoflow.attribution import Case
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import (
    Fact,
    approval,
    change_order,
    contract,
    filing,
    receipt,
    visit,
    withdrawal,
)
from renoflow.money import Money
from renoflow.obligations import urgency
from renoflow.periods import working_days
from renoflow.pipeline import agenda, journey
from renoflow.pricing import ChangeTerms, LedgerTerms
from tests.pipeline.companies import company
from tests.pipeline.histories import BEGIN, FLOW, histories, hours

OURS = company()
FAR = hours(5000)
instants = st.integers(0, 1000).map(hours)


def of(facts, at, until=FAR, known_at=None):
    return agenda(OURS, (Case("C", facts),), at=at, until=until, known_at=known_at)


def rows(found):
    return [(one.rule, one.due, one.state) for one in found]


def test_one_list_holds_what_all_contexts_ask() -> None:
    """A desk works off one list; three would be three places to forget something."""
    filed = filing("p", at=hours(1), by="wang", medium="form")
    facts = (filed, *FLOW[:10])
    found = of(facts, hours(250))
    assert {one.customer for one in found} == {"C"}
    assert {one.rule.partition("#")[0] for one in found} == {
        "seven_day_filing@1",
        "steward_ten_step@1",
        "first_55@1",
    }
    case = Case("C", facts)
    asked = {"at": hours(250), "until": FAR}
    assert {one for one in found if one.rule.startswith("seven")} == set(
        attribution.obligations(OURS.court, case, **asked)
    )
    plan = pricing.schedule(OURS.rules.plan, {"works": Money(100_000_00)})
    assert {one for one in found if one.rule.startswith("first_55")} == set(
        pricing.obligations(plan, facts, china, customer="C", **asked)
    )
    assert list(found) == sorted(found, key=urgency)


def test_customers_are_sorted_into_one_order() -> None:
    """What is missed comes first, whoever it is about."""
    late, early = Case("B", FLOW[:4]), Case("A", FLOW[:3])
    found = agenda(OURS, (early, late), at=hours(100), until=FAR)
    assert found[0].customer == "B"
    assert found[0].state == "missed"
    assert agenda(OURS, (late, early), at=hours(100), until=FAR) == found


def test_nothing_is_asked_of_nobody() -> None:
    """Without customers, or before anything happened, the list is empty."""
    assert agenda(OURS, (), at=BEGIN, until=FAR) == ()
    assert of((), BEGIN) == ()


@pytest.mark.parametrize(("shift", "seen"), [(-1, 0), (0, 1)])
def test_the_horizon_includes_its_last_instant(shift: int, seen: int) -> None:
    """What is due on the very instant asked about must not be left out."""
    until = china.end(china.day(hours(62))) + timedelta(microseconds=shift)
    found = of(FLOW[:4], hours(20), until)
    assert [one.rule for one in found].count("steward_ten_step@1#first_callback") == seen


@given(histories(), instants, instants)
def test_what_is_seen_ahead_is_what_comes_if_nothing_happens(facts, at, until) -> None:
    """A list of next week that next week does not keep would be worth nothing."""
    past = tuple(one for one in facts if one.kind == "withdrawal" or one.at <= at)
    ahead = [one for one in of(facts, at, until) if one.rule.startswith("steward")]
    later = [one for one in of(past, max(at, until), until) if one.rule.startswith("steward")]
    assert {(one.rule, one.due, one.cites) for one in ahead} == {
        (one.rule, one.due, one.cites) for one in later
    }
    for one in ahead:
        assert one.state != "missed" or (one.due is not None and one.due < at)
        assert one.due is None or one.due <= until


@given(histories(), instants)
def test_up_to_now_it_is_what_the_journey_says(facts, at) -> None:
    """Looking no further than today must change nothing that the process says of today."""
    walked = journey(OURS, Case("C", facts), at=at)
    wanted = {
        (one.rule, one.due, one.state, one.cites)
        for one in processes.obligations(walked, customer="C")
        if one.due is not None and one.due <= at
    }
    found = {
        (one.rule, one.due, one.state, one.cites)
        for one in of(facts, at, at)
        if one.rule.startswith("steward") and one.due is not None
    }
    assert found == wanted


@given(histories(), instants, instants, st.randoms(use_true_random=False))
def test_only_what_was_known_counts_and_no_order_does(facts, at, known_at, chance) -> None:
    """What was recorded afterwards must not change what could be known then."""
    told = tuple(one for one in facts if one.recorded_at <= known_at)
    expected = rows(of(told, at))
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert rows(of(tuple(shuffled), at, known_at=known_at)) == expected


def test_a_withdrawn_fact_is_gone_from_every_context() -> None:
    """A contract entered by mistake must not be asked money for."""
    facts = (*FLOW[:10], withdrawal("u", at=hours(245), of="c"))
    assert not [one for one in of(facts, hours(250)) if one.rule.startswith("first_55")]
    before = of(facts, hours(250), known_at=hours(244))
    assert [one for one in before if one.rule.startswith("first_55")]


def test_contracts_after_the_asked_instant_are_not_yet_paid_for() -> None:
    """A contract of tomorrow asks for no money today."""
    asked = {rule for rule, _, _ in rows(of(FLOW, hours(239)))}
    assert not {rule for rule in asked if rule.startswith("first_55")}


NEUTRAL = LedgerTerms(allocation="plan", as_told=False)
CHANGING = attrs.evolve(
    NEUTRAL, changes=ChangeTerms(approvers=("customer",), within=working_days(3))
)
PLAIN, COUNTED = company(terms=NEUTRAL), company(terms=CHANGING)


@given(histories(), instants, instants)
def test_terms_that_say_nothing_change_nothing(facts, at, until) -> None:
    """A company that writes down its terms must not find other instalments in its list."""
    asked = {"at": at, "until": until}
    assert agenda(PLAIN, (Case("C", facts),), **asked) == of(facts, at, until)


def test_an_approved_addition_is_due_and_late_as_any_part() -> None:
    """On either side of the approval, and of the last day: nobody forgets to collect it."""
    said = china.at(2024, 4, 10, 12)
    facts = (
        contract("c", at=china.at(2024, 4, 1), type="construction", amount=Money(1_000_00)),
        receipt("r", at=china.at(2024, 4, 1), component="works", amount=Money(550_00)),
        change_order("o", at=said, origin="customer_wish", amount=Money(80_00)),
        approval("y", at=said, of="o", by="customer"),
    )

    def asked(ours, at):
        found = agenda(ours, (Case("C", facts),), at=at, until=FAR)
        return [
            (one.rule, one.state, one.amount, one.customer)
            for one in found
            if one.rule.startswith("first_55") and one.state in ("open", "missed")
        ]

    told = ("first_55@1#change:o", "open", Money(80_00), "C")
    late = ("first_55@1#change:o", "missed", Money(80_00), "C")
    last = china.end(date(2024, 4, 15))
    tick = timedelta(microseconds=1)
    assert asked(COUNTED, said - tick) == []
    assert asked(COUNTED, said) == asked(COUNTED, last) == [told]
    assert asked(COUNTED, last + tick) == [late]
    assert asked(PLAIN, last + tick) == asked(OURS, last + tick) == []


@pytest.mark.parametrize("field", ["at", "until"])
def test_a_time_without_a_zone_is_refused(field: str) -> None:
    """It would be another instant on another machine; even where there are no customers."""
    given = {"at": BEGIN, "until": BEGIN, field: BEGIN.replace(tzinfo=None)}
    with pytest.raises(Malformed) as caught:
        agenda(OURS, (), **given)
    assert (caught.value.code, caught.value.field) == ("value.naive", field)


@pytest.mark.parametrize(("reading", "stage"), [("start", "closed_loop"), ("end", "callback")])
def test_days_without_an_hour_are_read_as_the_company_says(reading: str, stage: str) -> None:
    """A loop on the day of the talk comes before it or after it: the company says which."""
    day = china.day(hours(15))
    loop = attrs.evolve(FLOW[4], at=day, recorded_at=day)
    case = Case("C", (*FLOW[:4], loop))
    ours = company(days=reading)
    assert journey(ours, case, at=hours(47)).stage() == stage
    found = agenda(ours, (case,), at=hours(47), until=FAR)
    wished = [one for one in found if one.rule.endswith("#wished_callback")]
    assert bool(wished) is (reading == "end")


def test_a_walk_through_the_house() -> None:
    """One fact is appended once and every context sees it: no copy and no second vocabulary."""
    filed = filing("p", at=hours(1), by="wang", medium="form")
    history: tuple[Fact, ...] = (filed,)

    def due(at):
        found = of(history, at, at + timedelta(days=9))
        return {one.rule.partition("#")[2]: one.state for one in found}

    # a filing: its window runs, and customer service has two hours
    assert due(hours(2)) == {"window": "open", "verification": "open"}
    # the customer comes: one fact, and the window is met
    history += (visit("v", at=hours(9), invited_by="wang"), *FLOW[:4])
    assert due(hours(16))["window"] == "met"
    assert due(hours(16))["first_callback"] == "open"
    # called, agreed and signed: the process stands at the contract, the plan asks for money
    history += FLOW[4:10]
    case = Case("C", history)
    assert journey(OURS, case, at=hours(250)).stage() == "sign_contract"
    assert due(hours(250))["works_first"] == "open"
    # one receipt: the instalment is met, and the same fact starts the three working days
    history += FLOW[10:11]
    assert due(hours(261))["works_first"] == "met"
    (possible,) = (
        one for one in journey(OURS, Case("C", history), at=hours(261)).next if one.to == "site"
    )
    (waits,) = possible.missing
    assert (waits.code, waits.rule, waits.facts) == ("process.waits", "waited", ("c", "r"))
    # the start: the next Friday is a call to make
    history += FLOW[11:12]
    assert due(hours(451))["site_call"] == "open"
