"""L3, the designer leads (设计师主导): he takes the enquiry, and no contract before a yes.

``docs/processes/designer_led.md`` shows it as a diagram.
"""

from __future__ import annotations

from typing import Final

from renoflow.periods import Span
from renoflow.pipeline.presets.acceptance import ACCEPTANCE_MOVES, acceptance_stages
from renoflow.pipeline.presets.rows import LOST, leaving, need, told, with_all
from renoflow.processes import Move, Process, Stage
from renoflow.select import Anchor, Test

__all__ = ["designer_led"]


def designer_led(*, rectify_within: Span) -> Process:
    """Enquiry, scheme, the customer's confirmation, contract, works (LIF-22), and acceptance.

    Args:
        rectify_within: CMP-04, "in time" for a rectification has no number in the text.
    """
    return Process(
        id="designer_led",
        revision=1,
        zh="设计师主导流程",
        source="L3",
        stages=(
            Stage(id="designer_enquiry", zh="设计师接受咨询", kind="start", source="LIF-22"),
            Stage(id="designer_scheme", zh="制定并确认方案", source="LIF-22"),
            Stage(id="designer_works", zh="合同履行", source="LIF-22"),
            Stage(id="works_finished", zh="施工完成", kind="end", source="CMP-04"),
            LOST,
            *acceptance_stages(rectify_within, track="acceptance"),
        ),
        moves=(*_MOVES, *ACCEPTANCE_MOVES),
        house=("company",),
    )


_SCHEME: Final = told("scheme", version="complete")

_MOVES: Final = (
    Move(
        id="needs_learnt",
        at=("designer_enquiry",),
        on=with_all("guided_talk", "covered", "deep_needs"),
        to="designer_scheme",
        source="LIF-22",
    ),
    Move(
        id="signed",
        at=("designer_scheme",),
        on=told("contract", type="construction"),
        to="designer_works",
        needs=(
            need("scheme_submitted", _SCHEME, "LIF-22"),
            need(
                "scheme_confirmed",
                Test(
                    facts=told("scheme_confirmation"),
                    after=Anchor(of="last", facts=_SCHEME, whole=True),
                ),
                "LIF-22",
            ),
        ),
        source="LIF-22",
    ),
    Move(
        id="finished",
        at=("designer_works",),
        on=told("completion"),
        to="works_finished",
        source="CMP-04",
    ),
    *leaving("designer_enquiry", "designer_scheme"),
)
