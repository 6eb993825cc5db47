"""An invented company's month: where its customers stand, what did not fit, what is due."""

from datetime import date

import pytest

from renoflow.attribution import Case
from renoflow.calendars import china
from renoflow.codec import from_toml, to_toml
from renoflow.money import yuan
from renoflow.pipeline import CompanyRules, agenda, open_company
from renoflow.pricing import presets
from renoflow.processes import BACK, Process, journey, lint, may, obligations
from renoflow.timeline import Timeline
from tests.fresh.north_gate import FIRST, FLOW, PLAN, PROCESS, SECOND, told
from tests.fresh.register import register


def march(day, hour=0, minute=0):
    return china.at(2024, 3, day, hour, minute)


def odd(found):
    return {
        one.fact: (one.state, [(reason.code, reason.rule) for reason in one.missing])
        for one in found.deviations
    }


def before(*ids):
    return tuple(one for one in FIRST if one.id in ids)


def test_the_process_is_whole_and_round_trips():
    assert lint(PROCESS) == ()
    assert from_toml(to_toml(PROCESS), Process) == PROCESS
    main = [stage for stage in PROCESS.stages if stage.track == "main" and stage.kind != "exit"]
    assert len(main) == 10
    assert {stage.track for stage in PROCESS.stages} == {"main", "colours"}
    assert [move.id for move in PROCESS.moves if move.to == BACK] == ["reopen"]


def test_the_month_ends_at_the_handover():
    found = journey(FLOW, FIRST, at=march(31))
    assert (found.stage(), found.stage("colours")) == ("handed_over", "colours_fixed")
    assert [step.move for step in found.path if step.track == "main"] == [
        "measure",
        "draft",
        "price",
        "agree",
        "sign",
        "permit",
        "strip",
        "fit",
        "hand_over",
    ]


def test_what_did_not_fit():
    assert odd(journey(FLOW, FIRST, at=march(31))) == {
        "not_hers": ("left_alone", [("process.role", "draft")]),
        "contract": ("healed", [("process.needs", "deposit_taken")]),
        "hand": ("healed", [("process.needs", "passed")]),
    }


def test_the_order_of_telling_is_nothing():
    assert journey(FLOW, FIRST[::-1], at=march(31)) == journey(FLOW, FIRST, at=march(31))


def test_what_was_known_then():
    # Lost, as a paper about another customer said, until it was withdrawn the next day.
    assert journey(FLOW, FIRST, at=march(8, 20), known_at=march(8, 20)).stage() == "lost"
    assert journey(FLOW, FIRST, at=march(8, 20)).stage() == "priced"
    # The colours were fixed on the 20th, which nobody wrote down before the 28th.
    then = journey(FLOW, FIRST, at=march(27, 20), known_at=march(27, 20))
    assert then.stage() == "stripped"
    assert odd(then)["fitted"] == ("held", [("process.elsewhere", "colours")])


def test_a_draft_within_sixteen_office_hours():
    # From Friday 16:00: two hours, eight on Monday, six on Tuesday.
    (duty,) = [
        one for one in journey(FLOW, FIRST, at=march(31)).duties if one.duty.what == "draft"
    ]
    assert duty.state.last == march(5, 16)
    assert duty.state.status == "met_late"  # a day without an hour is read as its end


def test_lost_and_reopened_the_draft_is_due_anew():
    found = journey(FLOW, SECOND, at=march(22, 10))
    assert [step.move for step in found.path] == ["measure", "lose", "reopen"]
    assert found.stage() == "measured"
    assert [(one.state, one.due) for one in obligations(found)] == [
        ("missed", march(21, 18)),
        ("dropped", march(19, 18)),
    ]


def test_may_lists_what_is_missing():
    signed = before("measured", "draft", "price", "nod")
    (lack,) = may(FLOW, signed, *before("contract"))
    assert (lack.code, lack.rule) == ("process.needs", "deposit_taken")

    permitted = (*signed, *before("contract", "deposit", "permit"))
    last_second = told("s", "site_step", at=march(15, 23, 59), step="stripped")
    (waits,) = may(FLOW, permitted, last_second)
    assert (waits.code, waits.rule) == ("process.waits", "two_working_days")
    assert waits.get("until") == china.end(date(2024, 3, 15))
    assert may(FLOW, permitted, told("s", "site_step", at=march(16, 0), step="stripped")) == ()


@pytest.fixture(name="company", scope="module")
def _company():
    rules = CompanyRules(
        id="north_gate",
        revision=1,
        source="our handbook",
        attribution=register(x02="brought"),
        process=PROCESS,
        rates=Timeline(rows=((date(2024, 1, 1), presets.steward_rate_card),)),
        plan=PLAN,
        days="end",
    )
    assert from_toml(to_toml(rules), CompanyRules) == rules
    return open_company(rules, china)


def test_the_agenda_of_a_friday(company):
    cases = (Case("N-1", FIRST), Case("N-2", SECOND))
    due = agenda(company, cases, at=march(22, 9), until=china.end(date(2024, 3, 22)))
    assert [
        (one.customer, one.rule.rpartition("#")[2], one.who, one.due, one.amount)
        for one in due
        if one.state in {"missed", "open"}
    ] == [
        ("N-1", "stripping", "finance", china.end(date(2024, 3, 18)), yuan("0.01")),
        ("N-2", "draft_soon", "designer", march(21, 18), None),
        ("N-1", "friday_photo", "foreman", china.end(date(2024, 3, 22)), None),
    ]
