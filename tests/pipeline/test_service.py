"""What is refused about complaints, warranty, surveys and issues, and what nobody may read."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.adapters.memory import MemoryCounter, MemoryStore
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import (
    acceptance,
    complaint,
    quarrel,
    question,
    service_step,
    site_issue,
    store_log,
    visit,
)
from renoflow.periods import hours
from renoflow.pipeline import (
    COMPLAINT_DUTIES,
    COMPLAINT_REGULATION,
    Greetings,
    MaterialItem,
    SurveyScale,
    WarrantyDesk,
    complaint_number,
    complaint_series,
    department_of,
    differences,
    greetings,
    handler,
    line_open,
    log_differences,
    material_gaps,
    matters,
    may_handle,
    measures,
    presets,
    quarrel_breach,
    survey_result,
    warranty_case,
    warranty_dispatch,
)
from renoflow.pipeline.presets.rows import first
from renoflow.pricing import FLOORS
from renoflow.processes import open_process
from renoflow.select import Facts
from renoflow.words import text

NOON = china.at(2024, 3, 8, 12)
DESK = WarrantyDesk(
    id="desk",
    revision=1,
    source="tests",
    agreed=None,
    floors=FLOORS,
    dispatch=warranty_dispatch(counts="arranged", who="after_sales"),
    unknown_cause="ask",
    decider="store_manager",
    days="start",
)


ACCEPTED = (
    acceptance("k", at=NOON, stage="final", result="passed"),
    complaint("c", at=china.at(2024, 3, 8, 13), work="decoration"),
)


def refused(call, *given, **named):
    with pytest.raises(Malformed) as caught:
        call(*given, **named)
    return caught.value.code, caught.value.field


@given(st.integers(1, 99), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_number_says_year_month_and_serial(serial, received):
    """Two complaints of a month with one number could not be told apart."""
    number = complaint_number(serial, received, overflow="refused")
    assert (len(number), int(number[:2]), int(number[2:4])) == (
        6,
        received.year % 100,
        received.month,
    )
    assert int(number[4:]) == serial
    assert complaint_series(received).endswith(f"{received:%Y-%m}")


def test_a_counter_numbers_each_month_from_one():
    """The serial number begins again with the month, whoever keeps the counter."""
    counter = MemoryCounter(MemoryStore())
    days_ = [date(2024, 3, 1), date(2024, 3, 31), date(2024, 4, 1)]
    assert [
        complaint_number(counter.next(complaint_series(day)), day, overflow="refused")
        for day in days_
    ] == ["240301", "240302", "240401"]


def test_a_topic_that_the_company_does_not_have_is_refused_and_not_repeated():
    """A silent default would send a complaint to the wrong head."""
    told = complaint("c", at=NOON, topic="rudeness")
    assert refused(handler, told, {"design": "design_manager"}) == ("value.unknown", "topic")
    assert refused(measures, complaint("c", at=NOON), {"design": ()}) == ("value.unknown", "topic")
    issue = site_issue("i", at=NOON, about="noise")
    assert refused(department_of, issue, {"workers": "x"}) == ("value.unknown", "about")
    with pytest.raises(Malformed) as caught:
        handler(told, {"design": "design_manager"})
    assert "rudeness" not in str(caught.value)


def test_a_line_is_always_open_or_in_office_hours():
    """Any other word would be read as closed."""
    assert refused(line_open, "weekends", NOON, china) == ("value.choice", "line")
    bare = attrs.evolve(china, id="bare", hours=())
    assert refused(line_open, "office", NOON, bare)[0] == "calendar.no_hours"
    assert refused(line_open, "always", NOON.replace(tzinfo=None), china)[0] == "value.naive"


@pytest.mark.parametrize("bounds", [(1, 3, 2, 5), (2, 1, 3, 5), (1, 2, 6, 5), (3, 3, 3, 3)])
def test_a_scale_goes_upward(bounds):
    """A scale whose good lies below its fair grades nobody."""
    least, fair, good, most = bounds
    assert refused(SurveyScale, least=least, fair=fair, good=good, most=most)[0] == "survey.scale"


@pytest.mark.parametrize("score", [0, 6])
def test_a_score_outside_the_scale_is_refused(score):
    """Ten points on a scale of five are a slip of the pen."""
    scale = SurveyScale(least=1, fair=3, good=4, most=5)
    assert refused(survey_result, scale, score) == ("survey.score", "score")


@pytest.mark.parametrize(("field", "value"), [("unknown_cause", "perhaps"), ("days", "refused")])
def test_a_desk_says_one_of_two_things(field, value):
    """Any other word would silently be one of them."""
    assert refused(attrs.evolve, DESK, **{field: value}) == ("value.choice", field)


def test_a_case_needs_a_complaint_and_a_work_that_a_warranty_knows():
    """Garden work is under no warranty of a room, and nobody may guess which is meant."""
    facts = (complaint("c", at=NOON, work="gardening"), complaint("d", at=NOON, work="heating"))
    asked = {"at": china.at(2024, 3, 9)}
    assert refused(warranty_case, DESK, facts, china, "x", **asked) == (
        "value.unknown",
        "complaint",
    )
    assert refused(warranty_case, DESK, facts, china, "c", **asked) == ("value.choice", "work")
    odd = (complaint("c", at=NOON, work="heating", place="garden"),)
    assert refused(warranty_case, DESK, odd, china, "c", **asked) == ("value.choice", "place")
    before = {"at": china.at(2024, 3, 7)}
    assert refused(warranty_case, DESK, facts, china, "d", **before)[0] == "value.unknown"


def test_a_work_that_no_row_covers_asks_nothing():
    """Without a warranty there is no day to wait for and nobody to ask."""
    desk = attrs.evolve(DESK, floors=())
    told = warranty_case(
        desk, (complaint("c", at=NOON, work="heating"),), china, "c", at=china.at(2024, 3, 9)
    )
    assert told.cover is not None
    assert (told.cover.status, told.dispatch, told.question) == ("none", None, None)


def test_a_duty_of_a_desk_that_nothing_opens_is_not_owed():
    """A company's own duty may begin with another fact."""
    never = attrs.evolve(DESK.dispatch.limit, anchor=first(Facts(kinds=("key_account",))))
    desk = attrs.evolve(
        DESK,
        dispatch=attrs.evolve(DESK.dispatch, limit=never),
        unknown_cause="dispatch",
    )
    told = warranty_case(desk, ACCEPTED, china, "c", at=china.at(2024, 3, 9))
    assert told.cover is not None
    assert (told.cover.status, told.dispatch) == ("running", None)


def test_a_greeting_is_to_all_or_to_those_who_said_yes():
    """Any other word would be read as leaving everybody alone."""
    assert refused(Greetings, occasions=(), unasked="some", who="client_manager") == (
        "value.choice",
        "unasked",
    )
    rules = Greetings(occasions=(), unasked="leave", who="client_manager")
    assert greetings(rules, (), china, at=NOON) == ()


def test_the_lines_of_a_list_show_no_number_and_no_name():
    """Log lines and tracebacks print whatever they meet."""
    one = MaterialItem(
        id="1", material="tiles", manufacturer="North", phone="010-5550000", contact="Ms Lin"
    )
    assert "555" not in repr(one)
    assert "Lin" not in repr(one)
    assert [r.code for r in material_gaps(())] == ["materials.empty"]


def test_a_matter_shows_no_facts():
    """A complaint's history is printed nowhere by accident."""
    flow = open_process(presets.complaint_answer_24h(answered_by="answer"), china, days="start")
    (found,) = matters(flow, (complaint("c", at=NOON),), at=NOON)
    assert "phone" not in repr(found)
    assert "opened=c" in repr(found)


def test_a_fact_of_a_day_may_be_told_of_a_matter_of_that_day():
    """Paper often has no hour."""
    flow = open_process(presets.complaint_handler(record_within=hours(4)), china, days="end")
    told = service_step("s", at=date(2024, 3, 8), of="c", step="investigated")
    assert may_handle(flow, (complaint("c", at=NOON),), told) == ()


def test_two_complaints_of_one_instant_stand_in_the_order_of_their_ids():
    """The order in which papers lie on a desk decides nothing."""
    flow = open_process(presets.complaint_answer_24h(answered_by="answer"), china, days="start")
    told = (question("b", at=NOON), complaint("a", at=NOON))
    assert [one.id for one in matters(flow, told, at=NOON)] == ["a", "b"]
    assert [one.id for one in matters(flow, told[::-1], at=NOON)] == ["a", "b"]


def test_what_is_known_later_is_not_known_before():
    """A complaint that reached the desk on Monday was open on Sunday to nobody."""
    flow = open_process(presets.complaint_answer_24h(answered_by="answer"), china, days="start")
    late = complaint("c", at=NOON, recorded_at=china.at(2024, 3, 11))
    assert matters(flow, (late,), at=china.at(2024, 3, 12), known_at=NOON) == ()
    (one,) = matters(flow, (late,), at=china.at(2024, 3, 12), known_at=china.at(2024, 3, 11))
    assert one.journey.known_at == china.at(2024, 3, 11)


def test_the_checklists_of_complaints_are_whole():
    """A company writes its rules along them."""
    assert len(COMPLAINT_REGULATION) == 7
    assert set(COMPLAINT_DUTIES) >= {"sales", "qc_centre", "gm_office", "engineering"}


SAID = {
    "complaint.quarrel": (
        quarrel_breach(quarrel("q", at=NOON, employee="wang")),
        "CPL-09: wang quarrelled with a customer (q); the store manager seeks a solution.",
    ),
    "materials.gaps": (
        material_gaps([MaterialItem(id="2", material="paint")])[0],
        "CMP-02: line 2 of the list of materials lacks manufacturer, phone or contact.",
    ),
    "store.log_differs": (
        log_differences(
            store_log("l", at=NOON, sections=("visits",), visits=2),
            (visit("v", at=NOON),),
            china,
        )[0],
        "CUS-16: the log says 2 for visits, the facts of the day say 1 (l and v).",
    ),
}


@pytest.mark.parametrize("code", sorted(SAID))
def test_what_is_found_is_told_in_sentences(code):
    """A store manager reads sentences, not codes."""
    found, said = SAID[code]
    assert found.code == code
    assert text(found, "en") == said
    assert code not in text(found, "zh")


@given(st.lists(st.sampled_from("abc"), max_size=5), st.lists(st.sampled_from("abc"), max_size=5))
def test_differences_are_the_same_from_either_side(ours, theirs):
    """Whoever reconciles, the difference is one."""
    one, other = differences(ours, theirs), differences(theirs, ours)
    assert (one.only_ours, one.only_theirs, one.twice) == (
        other.only_theirs,
        other.only_ours,
        other.twice,
    )
    assert one.agree is (sorted(ours) == sorted(theirs) and len(set(ours)) == len(ours))
