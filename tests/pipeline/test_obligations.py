"""What is due by the service flows: the agenda against a slow second statement, and Fridays."""

from collections import Counter
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.attribution import Case
from renoflow.calendars import china
from renoflow.codec import from_toml, read_company, to_toml, write_company
from renoflow.errors import Malformed
from renoflow.facts import (
    Field,
    Kind,
    complaint,
    contract,
    receipt,
    service_step,
    site_issue,
    store_opening,
)
from renoflow.facts import start as begun
from renoflow.money import Money
from renoflow.obligations import Duty, Escalation, Obligation, escalated, owed_by
from renoflow.periods import CALENDAR, days, hours, working_days
from renoflow.pipeline import Fragment, agenda, audit, presets
from renoflow.pipeline.roles import duties_process
from renoflow.processes import Process, lint, open_process
from renoflow.samples import company_toml
from renoflow.words import text
from tests.pipeline.companies import company
from tests.pipeline.services import (
    ANSWER,
    BEGIN,
    FRAGMENTS,
    ISSUES,
    MATTERS,
    NUMBERING,
    RECORDS,
    REPORTS,
    histories,
    hour,
)
from tests.reference import obligations as slow

OURS = company(matters=MATTERS, beside=(REPORTS,), fragments=FRAGMENTS)
ROWS = [(one, True, company(matters=(one,))) for one in MATTERS]
ROWS += [(REPORTS, False, company(beside=(REPORTS,)))]
ROWS += [(duties_process(one), False, company(fragments=(one,))) for one in FRAGMENTS]
NAMES = {one.name for one, _, _ in ROWS}
MICRO = timedelta(microseconds=1)
instants = st.integers(0, 900).map(hour)


def mine(facts, at, until, known_at=None, ours=OURS):
    found = agenda(ours, (Case("C", facts),), at=at, until=until, known_at=known_at)
    return [one for one in found if one.rule.partition("#")[0] in NAMES]


def plain(found):
    return Counter(
        (one.rule, one.who, one.due, one.state, one.settled, one.escalated) for one in found
    )


@given(st.sampled_from(ROWS), histories(), instants, st.integers(0, 300), st.none() | instants)
def test_the_agenda_is_what_the_slow_statement_says(row, facts, at, ahead, known_at):
    """Two readings of one text, written apart, are seldom wrong in the same way."""
    process, each, ours = row
    until = at + timedelta(hours=ahead)
    asked = {"at": at, "until": until, "known_at": known_at}
    told = slow.owed(process, facts, china, days="start", matters=each, **asked)
    assert plain(mine(facts, ours=ours, **asked)) == plain(told)


@given(histories(), instants, st.randoms(use_true_random=False))
def test_neither_order_nor_what_comes_later_matters(facts, at, chance):
    """A late paper of tomorrow must not change what was due today."""
    shuffled = list(facts)
    chance.shuffle(shuffled)
    past = tuple(one for one in shuffled if one.at <= at or one.kind == "withdrawal")
    assert plain(mine(past, at, at)) == plain(mine(facts, at, at))


@given(histories(), instants)
def test_two_matters_are_as_each_alone(facts, at):
    """One complaint must not be answered by what was said of another."""

    def only(name):
        return tuple(one for one in facts if name in (one.id, one.get("of")))

    if any(one.kind == "withdrawal" for one in facts):
        return
    told = [one for one in facts if one.id in ("m0", "m1") or one.get("of") in ("m0", "m1")]
    apart = [one for name in ("m0", "m1") for one in mine(only(name), at, at)]
    assert plain(mine(tuple(told), at, at)) == plain(apart)


def test_every_service_flow_can_be_relied_on_and_goes_into_a_file_and_back():
    """A flow with a dead end, or one that a file changes, is no rule."""
    for one in (*MATTERS, REPORTS):
        assert lint(one) == ()
        assert from_toml(to_toml(one), Process) == one
    for fragment in FRAGMENTS:
        assert [one.code for one in lint(duties_process(fragment))] == ["process.dead_end"]
        assert from_toml(to_toml(fragment), Fragment) == fragment


# Friday 13 September 2024 is followed by a Saturday that is worked and three days off;
# Friday 11 October by a Saturday that is worked.
FRIDAY = china.at(2024, 9, 13, 16)
SIGNED = (
    contract("k", at=china.at(2024, 9, 5, 9), type="construction", amount=Money(100_000_00)),
    receipt("r", at=china.at(2024, 9, 5, 10), component="works", amount=Money(55_000_00)),
)


def due(found):
    return {one.rule.partition("#")[2]: one.due for one in found}


@pytest.mark.parametrize(
    ("friday", "next_worked"),
    [
        (date(2024, 9, 13), date(2024, 9, 14)),
        (date(2024, 10, 11), date(2024, 10, 12)),
        (date(2024, 4, 26), date(2024, 4, 28)),
        (date(2024, 9, 27), date(2024, 9, 29)),
        (date(2024, 3, 8), date(2024, 3, 11)),
    ],
)
def test_on_a_friday_before_a_make_up_workday(friday, next_worked):
    """The Saturday or Sunday that is worked counts; 24 hours run on whatever day it is."""
    numbering = presets.complaint_numbering(report_within=working_days(1), overdue=())
    ours = company(matters=(ANSWER, numbering, ISSUES))
    noon = china.start(friday) + timedelta(hours=12)
    facts = (
        complaint("c", at=noon, loss=True),
        service_step("s1", at=noon + MICRO, of="c", step="recorded", number="240901"),
        service_step("s2", at=noon + 2 * MICRO, of="c", step="investigated", cause="quality"),
        service_step("s3", at=noon + 3 * MICRO, of="c", step="handled"),
        site_issue("i", at=noon - timedelta(hours=5), about="materials"),
        service_step("s4", at=noon - timedelta(hours=4), of="i", step="forwarded"),
    )
    asked = noon + timedelta(hours=1)
    found = agenda(ours, (Case("C", facts),), at=asked, until=asked + timedelta(days=4))
    assert [
        (one.rule.partition("#")[2], one.due) for one in found if one.state == "open"
    ] == sorted(
        [
            ("issue_round", china.end(friday)),
            ("answer_24h", noon + timedelta(hours=24)),
            ("gm_report", china.end(next_worked)),
        ],
        key=lambda row: row[1],
    )


@pytest.mark.parametrize(
    ("roll", "on"), [("none", (2024, 10, 4)), ("next_working", (2024, 10, 8))]
)
def test_a_friday_off_is_kept_or_moves_to_the_next_working_day(roll, on):
    """In the week of the national holiday somebody must know whether to call."""
    ours = company(
        process=presets.steward_ten_step(
            first_callback=days(2, counting=CALENDAR), friday_off=roll
        ),
        matters=(
            presets.site_issues(forward_within=hours(2), tell_within=hours(4), friday_off=roll),
        ),
    )
    facts = (
        site_issue("i", at=china.at(2024, 9, 30, 9), about="workers"),
        service_step("s", at=china.at(2024, 9, 30, 10), of="i", step="forwarded"),
    )
    asked = china.at(2024, 9, 30, 12)
    found = agenda(ours, (Case("C", facts),), at=asked, until=china.at(2024, 10, 10))
    assert due(found)["issue_round"] == china.end(china.day(china.at(*on)))


def test_each_person_sees_his_own_and_what_has_gone_up_to_him():
    """A list of everybody's duties is nobody's list."""
    facts = (
        complaint("c", at=BEGIN, loss=True),
        service_step("s1", at=hour(1), of="c", step="recorded", number="240901"),
        service_step("s2", at=hour(2), of="c", step="investigated", cause="quality"),
        service_step("s3", at=hour(3), of="c", step="handled"),
    )
    last = china.end(china.day(hour(3)) + timedelta(days=3))
    late = last + timedelta(hours=2)

    def of(who, at):
        found = owed_by(mine(facts, at, at + timedelta(days=9)), who)
        return [(one.rule.partition("#")[2], one.escalated) for one in found]

    assert of({"qc_centre"}, late) == [("gm_report", ())]
    assert of({"department_head"}, late) == []
    assert of({"department_head"}, late + MICRO) == [("gm_report", ("department_head",))]
    day_on = china.end(china.day(last) + timedelta(days=1))
    assert of({"gm_office"}, day_on) == []
    both = ("department_head", "gm_office")
    assert of({"gm_office"}, day_on + MICRO) == [("gm_report", both)]
    assert "complaint_investigation" in dict(of({"complaint_dept"}, late))


def duty(state, settled=None, due_=BEGIN):
    return Obligation(rule="p@1#r", what="x", who="w", due=due_, state=state, settled=settled)


@pytest.mark.parametrize(
    ("one", "at", "roles"),
    [
        (duty("missed"), hour(2), ()),
        (duty("missed"), hour(2) + MICRO, ("department_head",)),
        (duty("met_late", hour(2)), hour(99), ()),
        (duty("met_late", hour(2) + MICRO), hour(99), ("department_head",)),
        (duty("waived", hour(3)), hour(99), ("department_head",)),
        (duty("met", BEGIN), hour(99), ()),
        (duty("dropped"), hour(99), ()),
        (duty("open"), hour(-1), ()),
        (duty("open", due_=None), hour(99), ()),
        (duty("early", hour(-1)), hour(99), ()),
    ],
)
def test_what_is_missed_goes_up_until_it_is_done(one, at, roles):
    """A superior who is told too early, or of what was done, stops reading."""
    steps = (Escalation(after=hours(2), to="department_head"),)
    assert escalated(one, steps, china, at=at).escalated == roles


def test_a_role_is_told_once_and_the_words_name_it():
    """Two steps to one role are one call; and a reader must see who knows already."""
    twice = (*(Escalation(after=hours(n), to="gm_office") for n in (5, 1)),)
    one = escalated(duty("missed"), twice, china, at=hour(9))
    assert one.escalated == ("gm_office",)
    assert "gone up to the general manager's office" in text(one, "en")
    assert "已上报总经办" in text(one, "zh")


def test_a_duty_with_steps_upward_goes_into_a_file_and_back():
    """What a company writes into its file must be what is run."""
    (there,) = [one for one in NUMBERING.stages if one.id == "complaint_handled"]
    assert [step.to for step in there.duties[0].escalations] == ["gm_office", "department_head"]
    assert Duty(limit=there.duties[0].limit, what="x", who="w").escalations == ()


def test_the_words_of_a_process_beside_are_known_to_the_company():
    """A form of its own kind could otherwise be told of no customer."""
    kind = Kind(
        name="pool_check", zh="泳池检查", fields=(Field(name="clean", zh="洁净", type="flag"),)
    )
    ours = company(beside=(attrs.evolve(REPORTS, kinds=(kind,)),))
    assert "pool_check" in ours.kinds
    clash = Kind(name="pool_check", zh="x", fields=(Field(name="clean", zh="y", type="count"),))
    with pytest.raises(Malformed) as caught:
        company(
            beside=(attrs.evolve(REPORTS, kinds=(kind,)),),
            matters=(attrs.evolve(ANSWER, kinds=(clash,)),),
        )
    assert caught.value.field == "matters[0].kinds[0].fields[0]"


@pytest.mark.parametrize("part", ["beside", "matters"])
def test_a_faulty_process_is_named_by_its_place(part):
    """Among nine flows the reader must learn which one is wrong."""
    faulty = attrs.evolve(REPORTS, stages=REPORTS.stages[1:])
    with pytest.raises(Malformed) as caught:
        company(**{part: (ANSWER, faulty)})
    assert caught.value.field.startswith(f"{part}[1].")


def test_an_audit_finds_what_a_fragment_asked_for():
    """A day without a log is a lapse of the store, with its rule."""

    flow = open_process(REPORTS, china, days="start")
    found = audit((store_opening("o", at=BEGIN),), flow, at=hour(20), fragments=(RECORDS,))
    assert [(one.rule, one.kind) for one in found] == [("store_records@1#store_log", "missed")]


def test_reports_begin_with_the_works():
    """Nobody reports progress of what has not begun."""
    assert mine((begun("s", at=BEGIN),), BEGIN, hour(200))[0].due == china.end(
        china.day(BEGIN) + timedelta(days=7)
    )
    assert mine(SIGNED, FRIDAY, hour(200)) == []


def test_a_company_names_its_flows_in_its_file():
    """What a manager cannot write he will not run."""
    more = """
[[matters]]
preset = "complaint_head"
[matters.with]
heads = { design = "design_manager" }
report_within = { hours = 1 }
feedback_within = { hours = 24 }
callback_within = { days = 3, counting = "calendar" }

[[matters]]
preset = "complaint_numbering"
[matters.with]
report_within = { working_days = 3 }
overdue = [{ after = { hours = 2 }, to = "gm_office" }]

[[beside]]
preset = "progress_reports"
with = { interval = { days = 7, counting = "calendar" } }

[[fragments]]
preset = "quarterly_review"
"""
    read = read_company(company_toml() + more)
    assert [one.id for one in read.matters] == ["complaint_head", "complaint_numbering"]
    assert read.beside == (REPORTS,)
    assert read.fragments == (presets.quarterly_review,)
    assert read_company(write_company(read)) == read
    with pytest.raises(Malformed) as caught:
        read_company(company_toml() + more.replace("hours = 2 ", "hours = 0 "))
    assert caught.value.field == "matters[1].with.overdue[0].after.hours"
