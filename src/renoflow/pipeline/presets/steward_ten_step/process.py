"""L1, the steward's ten steps (十步流程): from the first greeting to completion.

Three tracks run side by side: the ten steps themselves, the designer (recommended, then
confirmed: LIF-11), and the calls to a customer from his first designer talk to the signed
agreement (FOL-02, FOL-03). ``docs/processes/steward_ten_step.md`` shows them as diagrams.
"""

from __future__ import annotations

from typing import Literal

from renoflow.periods import Roll, Span
from renoflow.pipeline.presets.steward_ten_step.moves import (
    DESIGNER_MOVES,
    FOLLOW_UP_MOVES,
    LEAVING,
    MOVES,
    site_moves,
)
from renoflow.pipeline.presets.steward_ten_step.stages import (
    DESIGNER,
    ENDS,
    STEPS,
    follow_up_stages,
    site_stage,
)
from renoflow.processes import Process

__all__ = ["steward_ten_step"]


def steward_ten_step(
    *,
    first_callback: Span,
    start_reading: Literal["after", "on"] = "after",
    first_week: Literal["partial", "whole"] = "whole",
    friday_off: Roll = "none",
) -> Process:
    """The ten steps, with what their text leaves open filled in.

    Args:
        first_callback: The two days of FOL-02 after a first talk; the text does not say
            how they are counted (X-25), so there is no default. The time that the
            customer wished for in the closed loop replaces it, later or not.
        start_reading: CON-06, "after three working days" from the later of signing and
            payment: ``after`` is strict, so that the fourth working day is the first;
            ``on`` allows the third.
        first_week: FOL-03, whether the week of the first talk asks for two calls already
            (``partial``) or only the first ``whole`` one.
        friday_off: SITE-02, a Friday that is a day off: called all the same (``none``), or
            on the ``next_working`` day.
    """
    return Process(
        id="steward_ten_step",
        revision=1,
        zh="管家十步流程",
        source="L1",
        stages=(
            *STEPS,
            site_stage(friday_off),
            *ENDS,
            *DESIGNER,
            *follow_up_stages(first_callback, first_week),
        ),
        moves=(*MOVES, *site_moves(start_reading), *LEAVING, *DESIGNER_MOVES, *FOLLOW_UP_MOVES),
        house=("company",),
    )
