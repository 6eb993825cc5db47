"""The ten steps as rows: nothing idle, nothing out of reach, and the page says them all."""

import inspect
import re
from itertools import product
from typing import Literal

import attrs
import pytest
from tools.process_pages import PAGES, PROCESSES, updated, with_fragments

from renoflow.attribution import Case
from renoflow.facts import completion, start
from renoflow.periods import CALENDAR, LEGAL, days, working_days
from renoflow.pipeline import journey, may, presets, step_number
from renoflow.processes import Process, lint
from renoflow.words import text
from tests.pipeline.companies import company
from tests.pipeline.histories import FLOW, hours

SPANS = (days(2, counting=CALENDAR), days(2, counting=LEGAL), working_days(2))
STARTS: tuple[Literal["after", "on"], ...] = ("after", "on")
WEEKS: tuple[Literal["partial", "whole"], ...] = ("partial", "whole")
FRIDAYS: tuple[Literal["none", "next_working"], ...] = ("none", "next_working")
VARIANTS = [
    presets.steward_ten_step(
        first_callback=span, start_reading=start, first_week=week, friday_off=friday
    )
    for span, start, week, friday in product(SPANS, STARTS, WEEKS, FRIDAYS)
]


def test_no_row_is_out_of_reach_or_forestalled() -> None:
    """A row that is never taken promises something that never happens."""
    assert {lint(process) for process in VARIANTS} == {()}


def test_the_arguments_change_limits_and_nothing_else() -> None:
    """Two companies with two readings still walk the same ten steps."""
    bare = {
        attrs.evolve(
            process,
            stages=tuple(attrs.evolve(stage, duties=()) for stage in process.stages),
            moves=tuple(attrs.evolve(move, needs=()) for move in process.moves),
        )
        for process in VARIANTS
    }
    assert len(bare) == 1
    assert len(set(VARIANTS)) == len(VARIANTS)


@pytest.mark.parametrize("process", VARIANTS[::5], ids=str)
def test_a_customer_with_all_papers_walks_from_1_to_10(process: Process) -> None:
    """Under every reading the customer whose papers are in order is held up nowhere."""
    ours, case = company(process=process), Case("C", FLOW)
    end = journey(ours, case, at=hours(2000))
    assert end.deviations == ()
    assert {one.stage for one in end.stages} == {"completion", "follow_up_done", "design_done"}
    steps = [step_number(process, step.to) for step in end.path if step.track == "main"]
    assert steps == [2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_a_paper_before_its_time_is_listed_and_moves_nothing() -> None:
    """A completion of a site that never began is a slip of the pen."""
    early = completion("z", at=hours(300))
    walked = journey(company(), Case("C", (*FLOW[:11], early)), at=hours(310))
    assert walked.stage() == "sign_contract"
    assert walked.stage("designer") == "design_done"


def test_what_is_lacking_is_said_in_both_languages() -> None:
    """The desk that must not start a site has to be told why."""
    objections = may(company(), Case("C", FLOW[:10]), start("w", at=hours(300)))
    assert text(objections).splitlines() == [
        "55 % of the works (paid_works): a receipt is missing.",
        "three working days since signing and payment (waited): its waiting time has not begun.",
    ]
    paid, waits = text(objections, "zh").splitlines()
    assert paid.startswith("工程款55%")
    assert "缺少收款" in paid
    assert waits.startswith("签约交款后三个工作日")
    assert "尚未起算" in waits


# --- the page ---------------------------------------------------------------------------


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.id)
def test_the_page_shows_the_diagrams_of_the_rows(process: Process) -> None:
    """A picture that is not the table's misleads; python -m tools.process_pages draws it."""
    page = (PAGES / f"{process.id}.md").read_text(encoding="utf-8")
    assert page.count("```mermaid") == 2
    assert updated(page, process) == page


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.id)
def test_the_page_names_every_row_with_its_source_and_no_other(process: Process) -> None:
    """People look a rule up by the id that an agenda or an objection cites."""
    rows = {(stage.id, stage.source) for stage in process.stages}
    rows |= {(duty.limit.id, duty.limit.source) for s in process.stages for duty in s.duties}
    rows |= {(need.id, need.source) for move in process.moves for need in move.needs}
    preset = getattr(presets, process.id)
    page = (PAGES / f"{process.id}.md").read_text(encoding="utf-8")
    told = set()
    for line in page.splitlines():
        if line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            told |= {(name, cells[-1]) for name in re.findall(r"`([^`]*)`", cells[0])}
    assert rows <= told
    arguments = set(inspect.signature(preset).parameters)
    assert {name for name, _ in told - rows} <= arguments <= {name for name, _ in told}


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.id)
def test_the_page_has_the_chinese_term_of_every_stage(process: Process) -> None:
    """The wall of the office has the Chinese terms."""
    page = (PAGES / f"{process.id}.md").read_text(encoding="utf-8")
    for stage in process.stages:
        assert re.search(rf"^\| `{stage.id}` \|[^|]*\| {stage.zh} \|", page, re.MULTILINE)


def test_the_page_of_the_fragments_shows_their_rows() -> None:
    """They have no diagram: the page is all that people see of them."""
    page = (PAGES / "fragments.md").read_text(encoding="utf-8")
    assert with_fragments(page) == page
    assert "it has no flow" in page


def test_every_process_has_a_page_that_the_index_names() -> None:
    """A page that nothing leads to is read by nobody."""
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    assert [one.id for one in PROCESSES if f"]({one.id}.md)" not in index] == []
