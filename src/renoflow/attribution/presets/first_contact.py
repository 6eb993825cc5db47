"""P4, the first-contact policy (首次接触): whoever spoke to the customer first, until the deal.

``docs/policies/first_contact.md`` explains it row by row.
"""

from __future__ import annotations

from typing import Final

from renoflow.attribution.policy import (
    Adjustment,
    Claim,
    Decider,
    Ground,
    Identity,
    KeyRule,
    Outcome,
    Pick,
    Policy,
    Whom,
)
from renoflow.errors import Malformed
from renoflow.limits import Every, Limit
from renoflow.obligations import Duty
from renoflow.periods import Span
from renoflow.select import Anchor, Facts, Match, Test

__all__ = ["first_contact"]

_CONTACTS: Final = ("touch", "enquiry", "visit", "event_reception")
_NOT_SALES: Final = ("non_sales_staff", "cs_front_desk", "e_commerce", "designer")


def first_contact(
    *,
    deal: tuple[Facts, ...],
    entry_within: Span | None = None,
    leaving: tuple[str, ...] = ("personal",),
) -> Policy:
    """The policy, with what its text leaves open filled in.

    Args:
        deal: Which facts are the deal that fixes the owner (ATT-15). The text does not say
            (X-23), so there is no default; ``Facts(kinds=("deal",))`` leaves it to the
            host.
        entry_within: How soon after the deal the customer is entered in the system
            (FILE-17); the text says "in time", so None only tells whether it was done.
        leaving: Reasons for leaving that make the owner change (ATT-16); the text names
            personal reasons.

    Raises:
        Malformed: ``value.missing`` where *deal* is empty.
    """
    if not deal:
        raise Malformed("value.missing", "deal")
    return Policy(
        id="first_contact",
        revision=1,
        source="P4",
        days="end",
        identity=Identity(keys=(KeyRule(field="phone", strength="certain"),)),
        claims=_CLAIMS,
        grounds=(_reassigned(leaving), *_GROUNDS),
        duties=(
            Duty(
                limit=Limit(
                    id="entry",
                    source="FILE-17",
                    anchor=Anchor(of="decisive"),
                    span=entry_within,
                    needs=Facts(kinds=("entry",)),
                ),
                what="entry",
                who="self",
            ),
            _TELL,
            _CHECK,
            _ASKED,
        ),
        decisive=deal,
        deciders=(Decider(role="team_head", until="decisive", source="ATT-15 ATT-16"),),
        adjustments=(_UNPERMITTED,),
        readings=(
            ("ATT-13/who", "everybody but non-sales staff, the front desk and designers"),
            ("ATT-16/leaving", " ".join(leaving)),
            ("X-11", "a salesperson asks the team head; he moves nobody by himself"),
        ),
    )


_SOURCES: Final = Match(field="source", op="in", values=("partner", "outside_channel"))

_CLAIMS: Final = (
    Claim(
        basis="contact",
        opens=Facts(kinds=_CONTACTS, where=(Match(field="role", op="not_in", values=_NOT_SALES),)),
        source="ATT-13 FILE-16",
    ),
    Claim(
        basis="referred",
        opens=Facts(kinds=("referral",), where=(_SOURCES,)),
        claimant="referrer",
        source="ATT-14",
    ),
    Claim(
        basis="named_by_referrer",
        opens=Facts(kinds=("referral",), where=(_SOURCES,)),
        claimant="to",
        source="ATT-14",
    ),
)


def _about(kind: str, field: str, *values: str) -> tuple[Test, ...]:
    """Such a fact about the owner, or about nobody in particular."""
    found = Match(field=field, op="in", values=values)
    return tuple(
        Test(facts=Facts(kinds=(kind,), where=(found, Match(field="about", op=op))))
        for op in ("self", "missing")
    )


def _reassigned(leaving: tuple[str, ...]) -> Ground:
    left = Facts(
        kinds=("leave",),
        where=(
            Match(field="party", op="self"),
            Match(field="reason", op="in", values=leaving),
        ),
    )
    return Ground(
        id="reassign",
        pick=Pick(claims=("contact",)),
        when=(
            Test(
                any=(
                    Test(facts=left),
                    Test(facts=Facts(kinds=("need_changed",))),
                    *_about("complaint", "result", "upheld"),
                    *_about("survey", "result", "bad"),
                )
            ),
        ),
        gives=Outcome(kind="decider", to="team_head"),
        source="ATT-16",
    )


_GROUNDS: Final = (
    Ground(
        id="named_by_referrer",
        answers=("service",),
        pick=Pick(claims=("named_by_referrer",)),
        source="ATT-14",
    ),
    Ground(id="referred", pick=Pick(claims=("referred",)), source="ATT-14"),
    Ground(id="first_contact", pick=Pick(claims=("contact",)), source="ATT-13"),
    Ground(id="silent", gives=Outcome(kind="silent"), source="P4"),
)

_KNOWN: Final = Anchor(of="first", facts=Facts(kinds=(*_CONTACTS, "referral")), whole=True)

_TELL: Final = Duty(
    limit=Limit(
        id="tell_owner",
        source="ATT-17",
        anchor=_KNOWN,
        needs=Facts(
            kinds=("notice",), where=(Match(field="subject", op="in", values=("owner",)),)
        ),
    ),
    what="tell_owner",
    who="self",
)

_CHECK: Final = Duty(
    limit=Limit(
        id="monthly_check",
        source="ATT-18",
        anchor=_KNOWN,
        needs=Facts(kinds=("ownership_check",)),
        every=Every(unit="month", first="whole"),
    ),
    what="ownership_check",
    who="team_head",
)

_ASKED: Final = Duty(
    limit=Limit(
        id="change_request",
        source="ATT-29",
        anchor=Anchor(of="last", facts=Facts(kinds=("change_request",)), whole=True),
        needs=Facts(
            kinds=("decision",), where=(Match(field="role", op="in", values=("team_head",)),)
        ),
    ),
    what="decision",
    who="team_head",
)

_GIVEN_AWAY: Final = Facts(
    kinds=("transfer",), where=(Match(field="permitted", op="in", values=(False,)),)
)

_UNPERMITTED: Final = Adjustment(
    id="unpermitted_transfer",
    kind="penalty",
    to=Whom(role="by", last=_GIVEN_AWAY),
    when=(Test(facts=_GIVEN_AWAY),),
    source="ATT-19",
)
