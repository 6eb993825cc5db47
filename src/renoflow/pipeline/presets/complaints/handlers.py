"""Flows about who handles a complaint: a handler, the head in person, a department."""

from __future__ import annotations

from collections.abc import Mapping

from renoflow.errors import Malformed
from renoflow.periods import Span
from renoflow.pipeline.presets.complaints.rows import COMPLAINT, begins, received, step, stepped
from renoflow.pipeline.presets.rows import given, need, owed, told
from renoflow.processes import Move, Process, Stage
from renoflow.select import Facts, Match

__all__ = ["complaint_department", "complaint_handler", "complaint_head"]


def complaint_handler(*, record_within: Span) -> Process:
    """L9: a handler investigates, makes a solution, talks with the customer, follows (CPL-03).

    Beside it runs the entry in the system (CPL-02). What happens when the customer refuses
    the solution is not in the text: the complaint stays where it is until it is solved.

    Args:
        record_within: "In time" for the entry has no number (CPL-02).
    """
    start, opened = begins("CPL-03")
    entry = owed(
        "complaint_entry",
        step("recorded"),
        within=record_within,
        who="complaint_handler",
        source="CPL-02",
    )
    return Process(
        id="complaint_handler",
        revision=1,
        zh="投诉责任人处理",
        source="L9",
        stages=(
            start,
            received("CPL-03"),
            Stage(id="complaint_investigated", zh="已调查核实", source="CPL-03"),
            Stage(id="solution_made", zh="已定方案", source="CPL-03"),
            Stage(id="solution_told", zh="已沟通方案", source="CPL-03"),
            Stage(id="complaint_closed", zh="投诉已了结", kind="end", source="CPL-03"),
            Stage(
                id="nothing_to_enter", zh="无需录入", track="entry", kind="start", source="CPL-02"
            ),
            Stage(
                id="entry_due", zh="待录入系统", track="entry", duties=(entry,), source="CPL-02"
            ),
            Stage(id="entered", zh="已录入系统", track="entry", kind="end", source="CPL-02"),
        ),
        moves=(
            opened,
            stepped("investigated", "complaint_received", "complaint_investigated", "CPL-03"),
            stepped("solution", "complaint_investigated", "solution_made", "CPL-03"),
            stepped("communicated", "solution_made", "solution_told", "CPL-03"),
            stepped("tracked", "solution_told", "complaint_closed", "CPL-03", solved=True),
            Move(
                id="to_enter",
                at=("nothing_to_enter",),
                on=COMPLAINT,
                to="entry_due",
                source="CPL-02",
            ),
            stepped("recorded", "entry_due", "entered", "CPL-02"),
        ),
    )


def complaint_head(
    *,
    heads: Mapping[str, str],
    report_within: Span,
    feedback_within: Span,
    callback_within: Span,
) -> Process:
    """L10: reported at once, handled by the head in person, told, called back (CPL-05, CPL-06).

    Args:
        heads: The head of the department concerned for each class of complaint, by role.
            That the head may be the one complained of is not in the text.
        report_within: "At the first moment" (CPL-05).
        feedback_within: "In time" from the handling to the feedback (CPL-06).
        callback_within: From the feedback to the callback; no interval in the text.

    Raises:
        Malformed: ``value.missing`` without any head.
    """
    if not heads:
        raise Malformed("value.missing", "heads")
    start, opened = begins("CPL-05")
    report = owed(
        "complaint_report",
        step("reported"),
        within=report_within,
        who="company",
        source="CPL-05",
    )
    feedback = owed(
        "complaint_feedback",
        step("communicated"),
        within=feedback_within,
        who="department_head",
        source="CPL-06",
    )
    callback = owed(
        "complaint_callback",
        step("called_back"),
        within=callback_within,
        who="department_head",
        source="CPL-06",
    )
    return Process(
        id="complaint_head",
        revision=1,
        zh="负责人亲自处理",
        source="L10",
        stages=(
            start,
            received("CPL-05", report),
            Stage(id="complaint_reported", zh="已上报", source="CPL-05"),
            Stage(id="complaint_handled", zh="已处理", duties=(feedback,), source="CPL-06"),
            Stage(id="result_told", zh="已反馈结果", duties=(callback,), source="CPL-06"),
            Stage(id="complaint_closed", zh="投诉已了结", kind="end", source="CPL-06"),
        ),
        moves=(
            opened,
            stepped("reported", "complaint_received", "complaint_reported", "CPL-05"),
            *(
                Move(
                    id=f"handled_{topic}",
                    at=("complaint_reported",),
                    on=step("handled"),
                    to="complaint_handled",
                    needs=(need(f"about_{topic}", told("complaint", topic=topic), "CPL-05"),),
                    roles=(head,),
                    source="CPL-05",
                )
                for topic, head in heads.items()
            ),
            stepped("communicated", "complaint_handled", "result_told", "CPL-06"),
            stepped("called_back", "result_told", "complaint_closed", "CPL-06"),
        ),
    )


def complaint_department(*, investigate_within: Span, feedback_within: Span) -> Process:
    """L12: a department investigates at once, finds the cause, takes measures (CPL-07).

    The customer is told what was done and which service follows (CPL-06).

    Args:
        investigate_within: "At once" (CPL-07).
        feedback_within: From the measures to the feedback; no number in the text.
    """
    start, opened = begins("CPL-07")
    investigation = owed(
        "complaint_investigation",
        step("investigated"),
        within=investigate_within,
        who="complaint_dept",
        source="CPL-07",
    )
    feedback = owed(
        "complaint_feedback",
        step("communicated"),
        within=feedback_within,
        who="complaint_dept",
        source="CPL-06",
    )
    both = Facts(
        kinds=("service_step",),
        where=(
            Match(field="step", op="in", values=("communicated",)),
            Match(field="supplied", op="has", values=("result", "follow_up")),
        ),
    )
    return Process(
        id="complaint_department",
        revision=1,
        zh="投诉部门处理",
        source="L12",
        stages=(
            start,
            received("CPL-07", investigation),
            Stage(id="complaint_investigated", zh="已调查核实", source="CPL-07"),
            Stage(id="measures_taken", zh="已采取措施", duties=(feedback,), source="CPL-07"),
            Stage(id="complaint_closed", zh="投诉已了结", kind="end", source="CPL-06"),
        ),
        moves=(
            opened,
            stepped("investigated", "complaint_received", "complaint_investigated", "CPL-07"),
            Move(
                id="measures",
                at=("complaint_investigated",),
                on=step("measures"),
                to="measures_taken",
                needs=(need("cause_found", given("service_step", "cause"), "CPL-07"),),
                source="CPL-07",
            ),
            Move(
                id="communicated",
                at=("measures_taken",),
                on=step("communicated"),
                to="complaint_closed",
                needs=(need("result_and_follow_up", both, "CPL-06"),),
                source="CPL-06",
            ),
        ),
    )
