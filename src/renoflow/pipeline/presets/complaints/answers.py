"""Flows about an answer: within 24 hours, by the channel, to suggestions, after a quarrel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

from renoflow.errors import Malformed
from renoflow.periods import Span, hours
from renoflow.pipeline.presets.complaints.rows import ASKED, begins, received, step, stepped
from renoflow.pipeline.presets.rows import moved, need, owed, told
from renoflow.processes import Move, Process, Stage
from renoflow.select import Facts, Match, Test

__all__ = ["complaint_answer_24h", "complaint_three_parts", "no_quarrels", "suggestions_answered"]


def complaint_answer_24h(*, answered_by: Literal["answer", "solution"]) -> Process:
    """L3: questions and complaints are answered within 24 hours, weekends too (CPL-01).

    Args:
        answered_by: Whether a first answer is enough, or only one that solves what was
            asked; the text does not say.
    """
    answers = told("answer", settles=True) if answered_by == "solution" else told("answer")
    start, opened = begins("CPL-01", ASKED)
    due = owed("answer_24h", answers, within=hours(24), who="company", source="CPL-01")
    return Process(
        id="complaint_answer_24h",
        revision=1,
        zh="二十四小时答复",
        source="L3",
        stages=(
            start,
            received("CPL-01", due),
            Stage(id="complaint_answered", zh="已答复", kind="end", source="CPL-01"),
        ),
        moves=(
            opened,
            moved("answered", "complaint_received", answers, "complaint_answered", "CPL-01"),
        ),
    )


def complaint_three_parts(
    *, channels: tuple[str, ...], response_within: Mapping[str, Span]
) -> Process:
    """L13: received, investigated, fed back (CPL-08); each channel has its response time.

    Following up is no part of it.

    Args:
        channels: The ways on which complaints and questions come in.
        response_within: The response time of each (CPL-10); no text has one.

    Raises:
        Malformed: ``value.missing`` for a channel without a response time.
    """
    for channel in channels:
        if channel not in response_within:
            raise Malformed("value.missing", f"response_within.{channel}")
    start, opened = begins("CPL-08", ASKED)
    duties = []
    for channel in channels:
        by = Test(
            facts=Facts(
                kinds=ASKED.kinds,
                where=(Match(field="channel", op="in", values=(channel,)),),
                same=("id",),
            )
        )
        due = owed(
            f"response_{channel}",
            Facts(kinds=("answer", "service_step")),
            within=response_within[channel],
            who="customer_service",
            source="CPL-10",
        )
        duties.append(
            attrs.evolve(due, limit=attrs.evolve(due.limit, when=(by,)), what="response")
        )
    return Process(
        id="complaint_three_parts",
        revision=1,
        zh="投诉三环节",
        source="L13",
        stages=(
            start,
            received("CPL-08", *duties),
            Stage(id="complaint_investigated", zh="已调查核实", source="CPL-08"),
            Stage(id="complaint_closed", zh="投诉已了结", kind="end", source="CPL-08"),
        ),
        moves=(
            opened,
            stepped("investigated", "complaint_received", "complaint_investigated", "CPL-08"),
            stepped("communicated", "complaint_investigated", "complaint_closed", "CPL-08"),
        ),
    )


def suggestions_answered(*, answer_within: Span) -> Process:
    """L6, L10: opinions and suggestions are recorded, handled and answered (CPL-22).

    Args:
        answer_within: "In time" has no number; the 24 hours of CPL-01 are for questions
            and complaints only.
    """
    answer = owed(
        "suggestion_answer",
        told("answer"),
        within=answer_within,
        who="company",
        source="CPL-22",
    )
    return Process(
        id="suggestions_answered",
        revision=1,
        zh="意见建议答复",
        source="L6",
        stages=(
            Stage(id="no_suggestion", zh="无意见", kind="start", source="CPL-22"),
            Stage(id="suggestion_told", zh="意见待答复", duties=(answer,), source="CPL-22"),
            Stage(id="suggestion_answered", zh="意见已答复", kind="end", source="CPL-22"),
            Stage(
                id="nothing_to_handle",
                zh="无待办意见",
                track="handling",
                kind="start",
                source="CPL-22",
            ),
            Stage(id="record_due", zh="意见待记录", track="handling", source="CPL-22"),
            Stage(id="handling_due", zh="意见待处理", track="handling", source="CPL-22"),
            Stage(
                id="suggestion_handled",
                zh="意见已处理",
                track="handling",
                kind="end",
                source="CPL-22",
            ),
        ),
        moves=(
            moved("suggested", "no_suggestion", told("suggestion"), "suggestion_told", "CPL-22"),
            moved("to_record", "nothing_to_handle", told("suggestion"), "record_due", "CPL-22"),
            stepped("recorded", "record_due", "handling_due", "CPL-22"),
            stepped("handled", "handling_due", "suggestion_handled", "CPL-22"),
            moved(
                "answered",
                "suggestion_told",
                told("answer"),
                "suggestion_answered",
                "CPL-22",
                need("suggestion_recorded", step("recorded"), "CPL-22"),
                need("suggestion_handled", step("handled"), "CPL-22"),
            ),
        ),
    )


def no_quarrels(*, settle_within: Span) -> Process:
    """L7: after a quarrel the store manager seeks a proper solution (CPL-09).

    That the employee broke the rule is ``quarrel_breach``; no penalty is stated.

    Args:
        settle_within: No number in the text.
    """
    settled = owed(
        "quarrel_settlement",
        step("settled"),
        within=settle_within,
        who="store_manager",
        source="CPL-09",
    )
    return Process(
        id="no_quarrels",
        revision=1,
        zh="不得争吵",
        source="L7",
        stages=(
            Stage(id="no_quarrel", zh="无争吵", kind="start", source="CPL-09"),
            Stage(id="quarrelled", zh="发生争吵", duties=(settled,), source="CPL-09"),
            Stage(id="quarrel_settled", zh="争吵已化解", kind="end", source="CPL-09"),
        ),
        moves=(
            moved("quarrelled", "no_quarrel", told("quarrel"), "quarrelled", "CPL-09"),
            Move(
                id="settled",
                at=("quarrelled",),
                on=step("settled"),
                to="quarrel_settled",
                roles=("store_manager",),
                source="CPL-09",
            ),
        ),
    )
