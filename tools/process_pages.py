"""Writes docs/processes/ out of the rows of the presets: diagrams, and tables between marks.

python -m tools.process_pages; what stands outside the Mermaid blocks and the marks
``<!-- rows -->`` and ``<!-- /rows -->`` is written by hand.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from renoflow.periods import CALENDAR, days, minutes
from renoflow.pipeline import Fragment, presets
from renoflow.pipeline.presets import fragments
from renoflow.processes import Process, diagram
from renoflow.words import en

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = ROOT / "docs" / "processes"
_WEEK: Final = days(7, counting=CALENDAR)
_HOUR: Final = minutes(60)
PROCESSES: Final = (
    presets.steward_ten_step(first_callback=days(2, counting=CALENDAR)),
    presets.sign_order_24h(second_day="scheme", at_once=minutes(30)),
    presets.designer_led(rectify_within=_WEEK),
    presets.never_alone(),
    presets.contract_clause(),
    presets.service_chain(
        consultation=_WEEK, design=_WEEK, contract=_WEEK, works=_WEEK, callbacks="month"
    ),
    presets.home_service(
        trial=days(5, counting=CALENDAR),
        trial_from="entry",
        visit_fee="prepaid",
        follow_up="month",
    ),
    presets.acceptance_rectification(rectify_within=_WEEK),
    presets.material_flow(rejected="closed"),
    presets.completion_at_headquarters(),
    presets.complaint_answer_24h(answered_by="answer"),
    presets.complaint_three_parts(channels=("phone",), response_within={"phone": _HOUR}),
    presets.complaint_handler(record_within=_HOUR),
    presets.complaint_head(
        heads={"design": "design_manager"},
        report_within=_HOUR,
        feedback_within=_WEEK,
        callback_within=_WEEK,
    ),
    presets.complaint_department(investigate_within=_HOUR, feedback_within=_WEEK),
    presets.complaint_numbering(report_within=days(3, counting=CALENDAR), overdue=()),
    presets.suggestions_answered(answer_within=_WEEK),
    presets.no_quarrels(settle_within=_HOUR),
    presets.site_issues(forward_within=_HOUR, tell_within=_HOUR, friday_off="none"),
    presets.progress_reports(interval=_WEEK),
)
FRAGMENTS: Final = (
    *(one for one in vars(fragments).values() if isinstance(one, Fragment)),
    fragments.value_class(callbacks="month"),
    fragments.relation_kpi(contacts="month"),
    fragments.customer_card(within=_WEEK, who="salesperson"),
    presets.store_records(closed_days="due"),
    presets.quarterly_review,
    presets.visit_reports,
    presets.key_account_meetings,
)

_BLOCK: Final = re.compile(r"^```mermaid\n.*?^```$", re.MULTILINE | re.DOTALL)
_ROWS: Final = re.compile(r"^<!-- rows -->$.*?^<!-- /rows -->$", re.MULTILINE | re.DOTALL)


def updated(page: str, process: Process) -> str:
    """*page* with its tables and its two diagrams as they should be, English first."""
    drawn = iter([diagram(process, "en"), diagram(process, "zh")])
    page = _ROWS.sub(lambda _: _marked("\n".join(_tables(process))), page)
    return _BLOCK.sub(lambda _: f"```mermaid\n{next(drawn)}```", page)


def with_fragments(page: str) -> str:
    """*page* with the tables of all fragments as they should be."""
    return _ROWS.sub(lambda _: _marked("\n".join(_fragments())), page)


def _marked(text: str) -> str:
    return f"<!-- rows -->\n\n{text.strip()}\n\n<!-- /rows -->"


def _tables(process: Process) -> Iterator[str]:
    yield "## Stages\n"
    yield "| row | track | 中文 | kind | source |\n|---|---|---|---|---|"
    for stage in process.stages:
        kind = "" if stage.kind == "normal" else stage.kind
        yield f"| `{stage.id}` | {stage.track} | {stage.zh} | {kind} | {stage.source} |"
    needs = {need.id: (need, move) for move in process.moves for need in move.needs}
    if needs:
        yield "\n## What a move needs\n"
        yield "| row | of the move | what must be there | source |\n|---|---|---|---|"
    for need, move in needs.values():
        said = en.TEMPLATES[f"rule.{need.id}"]
        yield f"| `{need.id}` | `{move.id}` | {said} | {need.source} |"
    duties = [(stage, duty) for stage in process.stages for duty in stage.duties]
    if duties:
        yield "\n## What is due\n"
        yield "| row | at the stage | what | who | source |\n|---|---|---|---|---|"
    for stage, duty in duties:
        what, who = en.TEMPLATES[f"what.{duty.what}"], en.TEMPLATES[f"role.{duty.who}"]
        advice = " (advice)" if duty.advice else ""
        yield (
            f"| `{duty.limit.id}` | `{stage.id}` | {what}{advice} | {who} | {duty.limit.source} |"
        )


def _number(fragment: Fragment) -> tuple[bool, float]:
    """Companies by their numbers, then what is of no company."""
    return fragment.source[0] not in "LP", float(fragment.source[1:])


def _fragments() -> Iterator[str]:
    for one in sorted(FRAGMENTS, key=_number):
        yield f"\n## {one.id.replace('_', ' ')} {one.zh}\n"
        told = [f"Source {one.source}."]
        if one.equal_treatment is not None:
            told.append(f"Equal treatment: {'yes' if one.equal_treatment else 'no'}.")
        yield " ".join(told)
        yield "\n| row | what it is | says | source |\n|---|---|---|---|"
        for row in one.roles:
            at = f" at {', '.join(row.stages)}" if row.stages else ""
            yield f"| `{row.id}` | {row.kind} of {row.role} | {row.action}{at} | {row.source} |"
        for form in one.forms:
            yield f"| `{form.id}` | form | {', '.join(form.items)} | {form.source} |"
        named = (("list", one.lists), ("grading", one.gradings), ("indicators", one.indicators))
        for what, lists in named:
            for each in lists:
                yield f"| `{each.id}` | {what} | {', '.join(each.items)} | {each.rule} |"
        for duty in one.duties:
            limit = duty.limit
            yield f"| `{limit.id}` | due from {duty.who} | {duty.what} | {limit.source} |"
        for end in one.consequences:
            yield f"| `{end.of}` | consequence, reported only | {end.what} | {end.source} |"


if __name__ == "__main__":
    for process in PROCESSES:
        path = PAGES / f"{process.id}.md"
        path.write_text(updated(path.read_text(encoding="utf-8"), process), encoding="utf-8")
    path = PAGES / "fragments.md"
    path.write_text(with_fragments(path.read_text(encoding="utf-8")), encoding="utf-8")
