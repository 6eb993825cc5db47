"""A company's access rules, warranty desk and greetings: in its file, and in its agenda."""

import attrs
import pytest

from renoflow.attribution import Case
from renoflow.calendars import china
from renoflow.codec import read_company, write_company
from renoflow.errors import Malformed
from renoflow.facts import (
    acceptance,
    complaint,
    completion,
    contact_consent,
    contract,
    dispatch,
    explanation,
    greeting,
)
from renoflow.obligations import Escalation
from renoflow.periods import hours
from renoflow.pipeline import (
    AccessQuestion,
    Before,
    agenda,
    journey,
    may,
    may_access,
    open_company,
    presets,
    with_needs,
)
from renoflow.pipeline.roles import Fragment
from renoflow.pricing import EXPLAINED
from renoflow.processes import Requirement
from renoflow.samples import company_toml
from renoflow.select import Facts, Match, Test
from renoflow.words import text
from tests.pipeline.companies import company

TOML = """
[access]
preset = "approved_changes"
with = { otherwise = "allowed", self_approval = false, days = "end" }

[warranty]
preset = "warranty_24h"

[warranty.with]
counts = "arranged"
who = "after_sales"
unknown_cause = "ask"
decider = "store_manager"
days = "start"

[greetings]
unasked = "greet"
who = "client_manager"
occasions = [
  { name = "spring_festival", on = 2025-01-29 },
  { name = "mid_autumn", on = 2025-10-06 },
]
"""
OURS = open_company(read_company(company_toml() + TOML), china)
DONE = (
    acceptance("k", at=china.at(2024, 3, 1, 10), stage="final", result="passed"),
    completion("e", at=china.at(2024, 3, 1, 11)),
)


def leak(at, **more):
    told = {"work": "decoration", "place": "room", "cause": "quality", **more}
    return complaint("c1", at=at, **told)


def due(*facts, at, until=None, ours=OURS, known_at=None):
    found = agenda(
        ours, (Case("C-1", (*DONE, *facts)),), at=at, until=until or at, known_at=known_at
    )
    return [
        (one.rule, one.who, one.state, one.due)
        for one in found
        if one.rule.startswith(("warranty", "greeting"))
    ]


def test_all_three_stand_in_the_company_file_and_are_written_back():
    """Without it a company would keep its rules in two files."""
    written = read_company(write_company(OURS.rules))
    assert written == OURS.rules
    assert written.access is not None
    question = AccessQuestion(actor="wang", roles=(), action="change", customer="C-1")
    found = may_access(written.access, (), question, at=china.at(2024, 3, 1), calendar=china)
    assert [one.rule for one in found.objections] == ["approved_changes@1#head_approves"]


def test_what_is_wrong_in_them_has_its_path():
    """Without it a manager would not find the line."""
    for old, new, field in (
        ('otherwise = "allowed"', 'otherwise = "some"', "access.with.otherwise"),
        ('who = "after_sales"', 'who = "us"', "warranty.with.who"),
        ('unasked = "greet"', 'unasked = "some"', "greetings.unasked"),
    ):
        with pytest.raises(Malformed) as caught:
            read_company((company_toml() + TOML).replace(old, new))
        assert caught.value.field == field


def test_a_complaint_under_warranty_is_on_the_agenda_until_staff_are_sent():
    """Without it the 24 hours of a warranty complaint would run unseen."""
    at = china.at(2024, 5, 2, 9)
    row = ("warranty_24h@1#warranty_dispatch", "after_sales")
    end = china.at(2024, 5, 3, 9)
    assert due(leak(at), at=at, until=end) == [(*row, "open", end)]
    assert due(leak(at), at=end, until=end) == [(*row, "open", end)]
    assert due(leak(at), at=china.at(2024, 5, 3, 9, 1)) == [(*row, "missed", end)]
    sent = dispatch("s", at=china.at(2024, 5, 2, 20), of="c1")
    assert due(leak(at), sent, at=china.at(2024, 5, 4)) == [(*row, "met", end)]


def test_of_a_complaint_what_is_due_later_or_known_later_is_left_out():
    """Without it a horizon and the second axis of time would not hold for the desk."""
    at = china.at(2024, 5, 2, 9)
    assert due(leak(at), at=at, until=china.at(2024, 5, 3, 8, 59)) == []
    late = leak(at, recorded_at=china.at(2024, 5, 2, 12))
    end = china.at(2024, 5, 3, 9)
    assert due(late, at=end, until=end, known_at=china.at(2024, 5, 2, 11)) == []
    assert len(due(late, at=end, until=end, known_at=china.at(2024, 5, 2, 12))) == 1


@pytest.mark.parametrize(
    "told",
    [
        {"cause": "non_quality"},
        {"cause": None},  # the desk asks first
        {"work": None},
        {"work": "gardening"},
        {"place": "moon"},
    ],
)
def test_what_a_person_must_clear_first_is_not_due(told):
    """Without it one wrong word would take a whole agenda away, or send staff for nothing."""
    at = china.at(2024, 5, 2, 9)
    assert due(leak(at, **told), at=at, until=china.at(2024, 6, 1)) == []


def test_after_the_warranty_nobody_is_sent_by_the_clock():
    """Without it a person's decision would be replaced by a deadline."""
    last, after = china.at(2026, 3, 1, 23, 59), china.at(2026, 3, 2)
    ours = company(warranty=OURS.rules.warranty)
    assert len(due(leak(last), at=last, until=china.at(2026, 3, 9), ours=ours)) == 1
    assert due(leak(after), at=after, until=china.at(2026, 3, 9), ours=ours) == []


def test_what_the_desk_missed_goes_up():
    """Without it a step named for the desk would be forgotten in the agenda."""
    desk = presets.warranty_24h(
        counts="finished", who="client_manager", unknown_cause="dispatch", decider="x", days="end"
    )
    step = Escalation(after=hours(2), to="store_manager")
    desk = attrs.evolve(desk, dispatch=attrs.evolve(desk.dispatch, escalations=(step,)))
    at = china.at(2024, 5, 2, 9)
    (one,) = (
        one
        for one in agenda(
            company(warranty=desk),
            (Case("C-1", (*DONE, leak(at, cause=None))),),
            at=china.at(2024, 5, 3, 12),
            until=china.at(2024, 5, 4),
        )
        if one.what == "warranty_dispatch"
    )
    assert (one.state, one.escalated) == ("missed", ("store_manager",))


def test_greetings_are_due_on_their_days_and_met_by_name():
    """Without it nobody would see on New Year's Eve whom to greet."""
    day = china.at(2025, 1, 29, 8)
    row = ("greeting#spring_festival", "client_manager")
    end = china.end(day.date())
    assert due(at=day, until=end) == [(*row, "open", end)]
    sent = greeting("g", at=day, occasion="spring_festival")
    assert due(sent, at=end, until=end) == [(*row, "met", end)]
    assert due(at=day, until=china.at(2025, 1, 29, 20)) == []
    no = contact_consent("n", at=china.at(2024, 4, 1), given=False)
    assert due(no, at=day, until=end) == []


def test_a_company_that_says_nothing_owes_nothing():
    """The other side: without rows the agenda is as it was."""
    at = china.at(2024, 5, 2, 9)
    assert due(leak(at), at=at, until=china.at(2025, 12, 31), ours=company()) == []


# --- needs that a fragment joins to the process -----------------------------------------

SIGN = contract("k1", at=china.at(2024, 3, 9), type="construction", project_manager="li")


def explained(*covered, **more):
    return explanation("x", at=china.at(2024, 3, 8), covered=covered, **more)


def test_four_things_are_explained_before_the_contract():
    """Without it the four items of L16 would be a list that no process asks for (CON-09)."""
    first = [f"explained_{item}" for item in EXPLAINED.items]
    ours = company(fragments=(presets.fragments.full_explanation,))
    needs = {need.id for move in ours.flow.process.moves for need in move.needs}
    assert needs >= {*first, "explained_agreed"}
    assert ours.flow.process.name == ours.rules.process.name
    signing = [one for one in ours.flow.process.moves if one.on.kinds == ("contract",)]
    assert [one.id for one in signing] == ["contracted"]
    others = [one for one in ours.flow.process.moves if one.id != "contracted"]
    assert others == [one for one in ours.rules.process.moves if one.id != "contracted"]


def signable(process):
    """A process of one step, which is the contract."""
    start, *_ = process.stages
    end = next(one for one in process.stages if one.kind == "end")
    move = attrs.evolve(process.moves[0], at=(start.id,), to=end.id, needs=())
    contracted = attrs.evolve(move, on=Facts(kinds=("contract",)), roles=())
    return attrs.evolve(process, stages=(start, end), moves=(contracted,))


@pytest.mark.parametrize(
    ("facts", "gaps"),
    [
        ((), ["terms", "scheme", "technique", "quote"]),
        ((explained("terms", "scheme", "technique"),), ["quote"]),
        ((explained(*EXPLAINED.items),), []),
        ((explained(*EXPLAINED.items, agreed=True),), []),
        ((explained(*EXPLAINED.items, agreed=False),), ["agreed"]),
    ],
)
def test_the_contract_waits_for_each_of_the_four(facts, gaps):
    """[text] The quote was not explained: he cannot sign (CON-09); both doors say so."""
    ours = company(
        process=signable(presets.designer_led(rectify_within=hours(9))),
        fragments=(presets.fragments.full_explanation,),
    )
    said = may(ours, Case("C", facts), SIGN)
    assert [one.rule for one in said] == [f"explained_{item}" for item in gaps]
    walked = journey(ours, Case("C", (*facts, SIGN)), at=china.at(2024, 3, 10))
    assert bool(walked.deviations) is bool(gaps)
    assert text(said).count("\n") == max(len(gaps) - 1, 0)


def test_a_need_goes_only_to_the_moves_that_its_facts_make():
    """Without it a need of the contract for works would stop that for materials."""
    process = presets.steward_ten_step(first_callback=hours(48))
    only = Facts(
        kinds=("contract",), where=(Match(field="type", op="in", values=("main_materials",)),)
    )
    need = Requirement(id="told", test=Test(facts=Facts(kinds=("explanation",))))

    def joined(on):
        one = Fragment(
            id="f", revision=1, zh="x", source="x", before=(Before(on=on, needs=(need,)),)
        )
        return with_needs(process, (one,))

    assert joined(only) == process
    assert joined(Facts(kinds=("contract", "loss"))) != process
    assert with_needs(process, (presets.fragments.open_line,)) is process
    with pytest.raises(Malformed) as caught:
        Before(on=only, needs=())
    assert (caught.value.code, caught.value.field) == ("value.missing", "needs")
