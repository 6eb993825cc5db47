"""Acceptance and rectification (验收与整改): inspected, put right, inspected again.

It is a process of its own and a track of ``designer_led``, of whose source it is a part.
"""

from __future__ import annotations

from typing import Final

from renoflow.periods import Span
from renoflow.pipeline.presets.rows import need, owed, told
from renoflow.processes import Move, Process, Stage
from renoflow.select import Facts, Match, Test

__all__ = ["ACCEPTANCE_MOVES", "acceptance_rectification", "acceptance_stages"]


def acceptance_rectification(*, rectify_within: Span) -> Process:
    """The customer inspects; what is wrong is put right; he inspects again (CMP-04).

    Args:
        rectify_within: "In time" has no number in the text.
    """
    return Process(
        id="acceptance_rectification",
        revision=1,
        zh="验收与整改",
        source="L3",
        stages=acceptance_stages(rectify_within, track="main"),
        moves=ACCEPTANCE_MOVES,
    )


def acceptance_stages(rectify_within: Span, *, track: str) -> tuple[Stage, ...]:
    """The stages, for a process of which they are one *track*."""
    right = owed(
        "rectification",
        told("rectification"),
        within=rectify_within,
        who="workers",
        source="CMP-04",
    )
    return (
        Stage(id="not_accepted", zh="待验收", track=track, kind="start", source="CMP-04"),
        Stage(id="rectifying", zh="整改中", track=track, duties=(right,), source="CMP-04"),
        Stage(id="reinspection", zh="待复验", track=track, source="CMP-04"),
        Stage(id="accepted", zh="验收合格", track=track, kind="end", source="CMP-04"),
    )


_INSPECTED: Final = ("not_accepted", "rectifying", "reinspection")

ACCEPTANCE_MOVES: Final = (
    Move(
        id="accepted",
        at=_INSPECTED,
        on=told("acceptance", stage="final", result="passed"),
        to="accepted",
        needs=(
            need(
                "no_issue_left",
                Test(
                    any=(
                        Test(facts=told("acceptance", stage="final", issues=0), latest=True),
                        Test(
                            facts=Facts(
                                kinds=("acceptance",),
                                where=(Match(field="issues", op="missing"),),
                            ),
                            latest=True,
                        ),
                    )
                ),
                "CMP-04",
            ),
        ),
        source="CMP-04",
    ),
    Move(
        id="sent_back",
        at=_INSPECTED,
        on=told("acceptance", stage="final", result="rework"),
        to="rectifying",
        source="CMP-04",
    ),
    Move(
        id="rectified",
        at=("rectifying",),
        on=told("rectification"),
        to="reinspection",
        source="CMP-04",
    ),
)
"""How an acceptance goes on, in any process that has the stages."""
