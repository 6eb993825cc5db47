"""What two companies say about the end of the works: a promise, and what closes a project."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from renoflow.pricing.changes import Origin
from renoflow.pricing.promise import Promise, PromiseBase
from renoflow.pricing.settlement import Closing, Need
from renoflow.select import Facts, Match, Test

__all__ = ["five_percent_promise", "steward_closing"]


def five_percent_promise(*, base: PromiseBase, counted: tuple[Origin, ...]) -> Promise:
    """The final total exceeds the base by no more than 5 % (FEE-07).

    Args:
        base: What the 5 % are of; the source does not say.
        counted: The origins of changes that use them up; the source does not say.
    """
    return Promise(
        id="five_percent_promise",
        revision=1,
        source="FEE-07",
        share=Fraction(5, 100),
        base=base,
        counted=counted,
        edge="inside",
    )


def _checked_by(role: str) -> Test:
    return Test(
        facts=Facts(
            kinds=("papers_check",),
            where=(
                Match(field="role", op="in", values=(role,)),
                Match(field="complete", op="in", values=(True,)),
            ),
        )
    )


steward_closing: Final = Closing(
    id="steward_closing",
    revision=1,
    source="CMP-01",
    invite=(
        Need(
            id="information_department",
            test=_checked_by("information_department"),
            source="CMP-01 PAY-05",
        ),
        Need(id="finance", test=_checked_by("finance"), source="CMP-01 PAY-05"),
    ),
    done=(
        Need(id="settlement", test=Test(facts=Facts(kinds=("settlement",))), source="CMP-01"),
        Need(id="warranty", test=Test(facts=Facts(kinds=("warranty_card",))), source="CMP-01"),
        Need(id="satisfaction", test=Test(facts=Facts(kinds=("survey",))), source="CMP-01"),
    ),
)
"""Two departments check the papers, then three acts at headquarters complete the project."""
