"""L2, the sign order (签单流程): a scheme in 24 hours, twice, and a deposit on the second day.

``docs/processes/sign_order_24h.md`` shows it as a diagram.
"""

from __future__ import annotations

from typing import Literal

from renoflow.periods import CALENDAR, Span, days, hours, until
from renoflow.pipeline.presets.rows import LOST, first, leaving, need, owed, told, with_all
from renoflow.processes import Move, Process, Stage
from renoflow.select import OPENED, Facts, Match, Test

__all__ = ["sign_order_24h"]


def sign_order_24h(*, second_day: Literal["discussion", "scheme"], at_once: Span) -> Process:
    """The sign order, with what its text leaves open filled in.

    Args:
        second_day: LIF-15, the day of the meeting with the deposit: the day after the
            ``discussion``, or the day after the complete ``scheme`` was done.
        at_once: FOL-10, how long "the first moment" is in which the customer is called
            after the scheme was done.
    """
    return Process(
        id="sign_order_24h",
        revision=1,
        zh="签单流程",
        source="L2",
        stages=(
            Stage(id="booking", zh="预约", kind="start", source="LIF-12 LIF-13"),
            Stage(id="measuring", zh="量房", source="LIF-12 LIF-13"),
            Stage(
                id="first_scheme",
                zh="方案初定",
                duties=(
                    owed(
                        "draft_scheme",
                        told("scheme", version=("draft", "complete"), quoted=True),
                        within=hours(24),
                        who="designer",
                        source="LIF-14",
                    ),
                ),
                source="LIF-12 LIF-13",
            ),
            Stage(
                id="complete_scheme",
                zh="方案完善",
                duties=(
                    owed(
                        "full_scheme",
                        _COMPLETE,
                        within=hours(24),
                        who="designer",
                        source="LIF-15",
                    ),
                ),
                source="LIF-13 LIF-15",
            ),
            _meeting(second_day, at_once),
            Stage(id="final_scheme", zh="方案确定", source="LIF-12 LIF-13 LIF-18"),
            Stage(id="order_signed", zh="合同签订", kind="end", source="LIF-13"),
            LOST,
        ),
        moves=_MOVES,
        house=("company",),
    )


_COMPLETE = told("scheme", version="complete", quoted=True)
_TALK = told("scheme_talk")
_NEXT_DAY = days(1, counting=CALENDAR)


def _meeting(second_day: Literal["discussion", "scheme"], at_once: Span) -> Stage:
    # Counted from a talk, that very talk is not the one of the day after.
    after, lead = (first(_TALK), _NEXT_DAY) if second_day == "discussion" else (OPENED, None)
    next_day = until("day", skip=1)
    booked = told("appointment", purpose="scheme_talk")
    return Stage(
        id="second_day_meeting",
        zh="方案沟通",
        duties=(
            owed("scheme_contact", booked, within=at_once, who="designer", source="FOL-10"),
            owed(
                "second_day_talk",
                _TALK,
                within=next_day,
                after=after,
                lead=lead,
                who="designer",
                source="LIF-15",
            ),
            owed(
                "deposit_taken",
                told("deposit"),
                within=next_day,
                after=after,
                who="finance",
                source="LIF-15 ROLE-05",
            ),
        ),
        source="LIF-13 LIF-15",
    )


_MOVES = (
    Move(
        id="booked",
        at=("booking",),
        on=told("appointment", purpose="measurement"),
        to="measuring",
        needs=(
            need(
                "with_design_supervisor",
                told("appointment", purpose="measurement", agreed_with="design_supervisor"),
                "LIF-12 TIER-07",
            ),
        ),
        source="LIF-12 LIF-19",
    ),
    Move(
        id="measured",
        at=("measuring",),
        on=told("measurement"),
        to="first_scheme",
        needs=(
            need(
                "with_assistant",
                Facts(kinds=("measurement",), where=(Match(field="assistant", op="given"),)),
                "LIF-16",
            ),
            need(
                "talk_recorded",
                with_all("measurement", "supplied", "talk_points", "needs", "intentions"),
                "LIF-16",
            ),
        ),
        source="LIF-12 LIF-13",
    ),
    Move(
        id="discussed",
        at=("first_scheme",),
        on=_TALK,
        to="complete_scheme",
        source="LIF-15",
    ),
    Move(
        id="completed_scheme",
        at=("complete_scheme",),
        on=_COMPLETE,
        to="second_day_meeting",
        source="LIF-15",
    ),
    Move(
        id="met",
        at=("second_day_meeting", "final_scheme"),
        on=_TALK,
        to="final_scheme",
        source="LIF-15 LIF-18",
    ),
    Move(
        id="signed",
        at=("final_scheme",),
        on=told("contract", type="construction"),
        to="order_signed",
        needs=(
            need("second_talk", Test(facts=_TALK, after=first(_COMPLETE), count=2), "LIF-18"),
            need(
                "no_open_issue",
                Test(facts=told("scheme_talk", open_issues=0), latest=True),
                "LIF-18",
            ),
        ),
        source="LIF-13 LIF-18",
    ),
    *leaving(
        *("booking", "measuring", "first_scheme"),
        *("complete_scheme", "second_day_meeting", "final_scheme"),
    ),
)
