"""What the register names besides the owner; it is reported and never executed."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from renoflow.attribution.policy import Adjustment, Pick
from renoflow.attribution.presets.register.claims import PROVED, TALKS
from renoflow.money import Money
from renoflow.select import OPENED, Anchor, Facts, Match, Test

__all__ = ["MODEL_ROOM", "subsidy"]

_SIGNED: Final = Facts(kinds=("contract",))

MODEL_ROOM: Final = Adjustment(
    id="model_room",
    kind="share",
    to=Pick(
        claims=("toured",),
        order="last",
        having=(
            Test(facts=_SIGNED, after=OPENED),
            Test(facts=_SIGNED, before=OPENED, negated=True),
        ),
    ),
    owned_by="company",
    part=Fraction(3, 10),
    of=("performance", "commission"),
    source="ATT-26",
)


def subsidy(informed_by: str, *, once: str) -> Adjustment:
    """For the holder of an allotted list whose customer another brought."""
    told = Facts(
        kinds=("touch",),
        by="self" if informed_by == "holder" else "anyone",
        where=(TALKS, Match(field="verified", op="in", values=(True,))),
    )
    by_another = tuple(
        Facts(kinds=("visit",), where=(Match(field=name, op="other"),))
        for name in ("brought_by", "brought_together")
    )
    brought = Facts(kinds=("visit",), where=(PROVED,))
    return Adjustment(
        id="list_subsidy",
        kind="subsidy",
        to=Pick(
            claims=("listed",),
            take=None,
            having=(
                Test(any=tuple(Test(facts=one, after=OPENED) for one in by_another)),
                Test(facts=told, before=Anchor(of="first", facts=brought)),
            ),
        ),
        when=(
            Pick(claims=("brought", "brought_together")),
            *((Test(facts=_SIGNED),) if once == "once_signed" else ()),
        ),
        amount=Money(100_00),
        per="household",
        source="COL-06",
    )
