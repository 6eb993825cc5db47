"""P5, filing at the front desk (前台报备): how to file, and not whose customer it is.

``docs/policies/front_desk.md`` explains it row by row.
"""

from __future__ import annotations

from typing import Final

from renoflow.attribution.forms import FORMS
from renoflow.attribution.policy import (
    Claim,
    ClaimLimit,
    Ground,
    Identity,
    KeyRule,
    Outcome,
    Policy,
)
from renoflow.limits import Limit
from renoflow.obligations import Duty
from renoflow.periods import hours
from renoflow.select import Anchor, Facts, Match

__all__ = ["front_desk"]


def front_desk() -> Policy:
    """The policy. Its text says how a customer is filed and never whose he is."""
    return Policy(
        id="front_desk",
        revision=1,
        source="P5",
        days="end",
        identity=Identity(keys=(KeyRule(field="phone", strength="certain"),)),
        claims=_CLAIMS,
        limits=(_BEFORE_ARRIVAL,),
        grounds=(Ground(id="silent", gives=Outcome(kind="silent"), source="P5"),),
        duties=_DUTIES,
        house=("company",),
        readings=(
            ("FILE-07/who", "the administration front desk notes the name"),
            ("FILE-08/week", "asked apart"),
            ("FILE-09/ahead", "filed at the desk in the 24 hours before the arrival"),
            ("FILE-09/late", "only reported, as is a visit that nobody filed"),
        ),
    )


def _filing(medium: str, *where: Match) -> Facts:
    return Facts(
        kinds=("filing",), where=(Match(field="medium", op="in", values=(medium,)), *where)
    )


_CLAIMS: Final = (
    Claim(basis="filed", opens=_filing("form"), source="FILE-07"),
    Claim(
        basis="filed_ahead",
        opens=_filing("qq", Match(field="supplied", op="has", values=FORMS["advance_filing"])),
        source="FILE-08",
    ),
    Claim(basis="filed_same_day", opens=_filing("front_desk"), source="FILE-09"),
    Claim(
        basis="arrival",
        opens=Facts(kinds=("visit",)),
        party="company",
        again="new",
        source="FILE-09",
    ),
)

_AHEAD: Final = 24
_BEFORE_ARRIVAL: Final = ClaimLimit(
    limit=Limit(
        id="before_arrival",
        source="FILE-09",
        anchor=Anchor(back=hours(_AHEAD)),
        # the instant of the arrival itself is too late
        span=hours(_AHEAD, edge="before"),
        needs=_filing("front_desk"),
    ),
    on=("arrival",),
    then="report",
    what="filing",
    who="salesperson",
)

_CAME: Final = Anchor(of="first", facts=Facts(kinds=("visit",)), whole=True)

_DUTIES: Final = (
    Duty(
        limit=Limit(
            id="name_noted",
            source="FILE-07",
            anchor=_CAME,
            needs=Facts(kinds=("entry",), where=(Match(field="names", op="given"),)),
        ),
        what="name_noted",
        who="administration_front_desk",
    ),
    Duty(
        limit=Limit(
            id="visit_result",
            source="FILE-10",
            anchor=_CAME,
            needs=Facts(
                kinds=("report",),
                where=(
                    Match(field="subject", op="in", values=("visit_result",)),
                    Match(field="supplied", op="has", values=FORMS["visit_result"]),
                ),
            ),
        ),
        what="visit_result",
        who="salesperson",
    ),
)
