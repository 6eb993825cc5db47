"""The shipped processes and fragments: sound rows, named in both languages, kept as data."""

import inspect

import pytest

from renoflow.calendars import china
from renoflow.codec import from_data, from_toml, to_data, to_toml
from renoflow.codec.company import PRESETS
from renoflow.errors import Malformed
from renoflow.facts import (
    KINDS,
    callback,
    deposit,
    design_schedule,
    enquiry,
    loss,
    material_step,
    scheme_talk,
)
from renoflow.money import Money
from renoflow.obligations import Duty
from renoflow.pipeline import (
    TALK_MINUTES,
    Fragment,
    RoleRule,
    audit,
    call_days,
    preparation_at,
    presets,
    talk_minutes,
)
from renoflow.pipeline.presets.rows import told
from renoflow.processes import Process, lint, open_process
from renoflow.words import en, text, zh
from tests.pipeline.asking import fragment
from tests.pipeline.histories import FLOW, hours
from tests.pipeline.processes import FRAGMENTS, PROCESSES

STEWARD = open_process(PROCESSES[0], china, days="start")
DAY = china.at(2024, 3, 1, 10)


def name(one):
    return one.id


@pytest.mark.parametrize("process", PROCESSES, ids=name)
def test_no_row_is_idle_or_impossible(process: Process) -> None:
    """A row that is never taken promises something that never happens."""
    assert lint(process) == ()


@pytest.mark.parametrize("process", PROCESSES, ids=name)
def test_every_row_has_its_source(process: Process) -> None:
    """A rule that nobody can look up is a rumour."""
    rows = [(row.id, row.source) for row in process.stages]
    rows += [(row.id, row.source) for row in process.moves]
    rows += [(need.id, need.source) for move in process.moves for need in move.needs]
    duties = [duty.limit for stage in process.stages for duty in stage.duties]
    rows += [(limit.id, limit.source) for limit in duties]
    assert [name for name, source in rows if not source] == []


@pytest.mark.parametrize("process", PROCESSES, ids=name)
def test_every_code_of_a_process_has_its_words(process: Process) -> None:
    """A code on the screen is no answer for a sales manager."""
    duties = [duty for stage in process.stages for duty in stage.duties]
    codes = {f"stage.{stage.id}" for stage in process.stages}
    codes |= {f"rule.{need.id}" for move in process.moves for need in move.needs}
    codes |= {f"what.{duty.what}" for duty in duties} | {f"role.{duty.who}" for duty in duties}
    codes |= {f"role.{role}" for move in process.moves for role in move.roles}
    for templates in (en.TEMPLATES, zh.TEMPLATES):
        assert codes - set(templates) == set()


@pytest.mark.parametrize("process", PROCESSES, ids=name)
def test_a_process_is_kept_as_data(process: Process) -> None:
    """A company edits the rows in a file; what comes back must be what went out."""
    assert from_data(to_data(process), Process) == process
    assert from_toml(to_toml(process), Process) == process


def test_every_process_may_be_named_in_a_company_file() -> None:
    """A preset that no file can name is none for whoever does not program."""
    assert set(PRESETS["process"]) >= {one.id for one in PROCESSES}
    assert set(presets.__all__) >= {one.id for one in PROCESSES}


def test_no_open_value_is_filled_in_by_itself() -> None:
    """What the source leaves open is the company's to say; the first preset has named readings."""
    for process in PROCESSES[1:]:
        given = inspect.signature(getattr(presets, process.id)).parameters.values()
        assert [one.name for one in given if one.default is not one.empty] == []


# --- fragments --------------------------------------------------------------------------


@pytest.mark.parametrize("one", FRAGMENTS, ids=name)
def test_a_fragment_names_its_sources_and_selects_what_there_is(one: Fragment) -> None:
    """It is kept as data like a process, and every row can be looked up."""
    assert [row.id for row in one.roles if not row.source] == []
    assert [form.id for form in one.forms if not form.source] == []
    assert {f"role.{row.role}" for row in one.roles} - set(en.TEMPLATES) == set()
    assert {kind for form in one.forms for kind in form.on.kinds} <= set(KINDS)
    assert from_data(to_data(one), Fragment) == one
    assert one.name == f"{one.id}@1"


def test_two_rows_of_a_fragment_with_one_id_are_refused() -> None:
    """Objections cite the id: it must say which row."""
    row = RoleRule(id="r", role="designer", kind="duty", action="design")
    with pytest.raises(Malformed) as caught:
        Fragment(id="f", revision=1, zh="例", source="x", roles=(row, row))
    assert (caught.value.code, caught.value.field) == ("process.twice", "f.r")


# --- audits -----------------------------------------------------------------------------


def lapses(facts, at, **more):
    found = audit(facts, STEWARD, at=at, **more)
    return [(one.rule.partition("#")[2], one.kind) for one in found]


def test_a_customer_in_order_has_no_lapse_but_what_was_left_out() -> None:
    """An audit that finds fault with everything is not read."""
    assert lapses(FLOW[:4], hours(20)) == []
    talked = scheme_talk("v", at=hours(195))
    assert lapses((*FLOW[:10], talked), hours(230)) == []
    left_out = [f"interview_{whom}" for whom in ("assistant", "customer", "designer")]
    found = lapses((*FLOW[:10], talked), hours(250))
    assert found == [(one, "skipped") for one in left_out]


def test_every_kind_of_lapse_is_listed_with_its_rule() -> None:
    """Missed, late, skipped, told too early: each is another conversation."""
    early = design_schedule("s0", at=hours(95), scheme_talk_on=china.day(hours(100)))
    facts = (*FLOW[:4], callback("k", at=hours(78), answered=True), FLOW[7], early)
    found = audit(facts, STEWARD, at=hours(400))
    told = {one.rule.partition("#")[2]: one for one in found}
    assert told["first_callback"].kind == "late"
    assert told["first_callback"].advice
    assert told["scheme_talk"].kind == "missed"
    assert told["scheme_talk"].who == "client_manager"
    assert list(found) == sorted(found, key=lambda one: str(one.at))
    odd = audit((FLOW[0], FLOW[2]), STEWARD, at=hours(20))
    assert [(one.kind, one.facts) for one in odd] == [("out_of_order", ("d",))] * 4
    assert text(odd[0].missing).startswith("basic information")


def test_a_paper_with_gaps_and_a_role_that_may_not_are_listed() -> None:
    """Two more kinds of lapse, by the rows of fragments."""
    asked = enquiry("q", at=hours(1), channel="web", supplied=("budget",))
    whole = enquiry("p", at=hours(2), channel="web", supplied=("background", "site", "budget"))
    bare = enquiry("n", at=hours(3), channel="web")
    extra = (fragment("full_explanation"),)
    found = audit((asked, whole, bare), STEWARD, at=hours(9), fragments=extra)
    assert [(one.kind, one.facts) for one in found] == [
        ("incomplete", ("q",)),
        ("incomplete", ("n",)),
    ]
    assert [one.missing[0].get("items") for one in found] == [
        ("background", "site"),
        ("background", "site", "budget"),
    ]
    assert audit((asked,), STEWARD, at=hours(0), fragments=extra) == ()
    assert "未填写" in text(found[0].missing, "zh")


def test_a_duty_done_in_another_role_is_listed() -> None:
    """Where the source gives a task to one role, another's hand is worth a question."""
    rows = (
        RoleRule(id="takes", role="finance", kind="duty", action="take", on=told("deposit")),
        RoleRule(id="helps", role="administration", kind="power", action="take"),
    )
    own = Fragment(id="own", revision=2, zh="例", source="x", roles=rows)
    paid = [
        deposit(f"d{n}", at=DAY, nature="earnest", amount=Money(500_000), role=role)
        for n, role in enumerate(("designer", "finance", "administration"))
    ]
    paid.append(deposit("d3", at=DAY, nature="earnest", amount=Money(500_000)))
    other = loss("l", at=DAY, role="designer")
    found = audit((*paid, other), STEWARD, at=DAY, fragments=(own,))
    assert [(one.rule, one.kind, one.facts) for one in found] == [
        ("own@2#takes", "role", ("d0",)),
    ]


def test_a_role_that_may_not_move_a_process_is_listed_as_such() -> None:
    """It is the person who is wrong and not the order of things."""
    flow = open_process(PROCESSES[-1], china, days="start")
    step = material_step("m", at=DAY, step="planned", role="designer")
    (found,) = audit((step,), flow, at=DAY)
    assert (found.rule, found.kind) == ("material_flow@1#planned", "role")


def test_facts_without_an_hour_that_are_not_read_stand_last() -> None:
    """They have no instant to be sorted by."""
    flow = open_process(PROCESSES[0], china, days="refused")
    odd = loss("x", at=china.day(DAY))
    (found,) = audit((odd,), flow, at=DAY)
    assert (found.at, found.kind) == (None, "out_of_order")


# --- records ----------------------------------------------------------------------------


def test_a_meeting_without_a_zone_is_refused() -> None:
    """It would be another instant on another machine."""
    with pytest.raises(Malformed) as caught:
        preparation_at(DAY.replace(tzinfo=None))
    assert (caught.value.code, caught.value.field) == ("value.naive", "meeting")


@pytest.mark.parametrize(("leads", "a_day", "field"), [(-1, 1, "leads"), (1, 0, "a_day")])
def test_a_plan_of_calls_has_numbers_that_mean_something(leads, a_day, field) -> None:
    """A plan of none a day would never end."""
    with pytest.raises(Malformed) as caught:
        call_days(leads, a_day=a_day)
    assert (caught.value.code, caught.value.field) == ("value.type", field)
    assert call_days(0, a_day=1) == 0


def test_what_is_no_presentation_has_no_minutes() -> None:
    """Other papers must not be found fault with."""
    assert talk_minutes((loss("x", at=DAY),), TALK_MINUTES) == ()


def test_a_duty_of_a_fragment_is_an_ordinary_duty() -> None:
    """One engine computes every deadline."""
    duties = [duty for one in FRAGMENTS for duty in one.duties]
    assert duties
    assert all(isinstance(duty, Duty) for duty in duties)
