"""P1, the seven-day filing policy (七天报备): filed, followed up and invited, or void in a week.

``docs/policies/seven_day_filing.md`` explains it row by row.
"""

from __future__ import annotations

from typing import Final, Literal

from renoflow.attribution.policy import (
    Adjustment,
    Approval,
    Claim,
    ClaimLimit,
    Ground,
    Identity,
    KeyRule,
    Outcome,
    Pick,
    Policy,
)
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import Span, hours
from renoflow.select import OPENED, Facts, Match, Test

__all__ = ["seven_day_filing"]

_NOT_SALES: Final = ("non_sales_staff", "cs_front_desk", "e_commerce")
_CHANNELS: Final = (
    "telemarketing",
    "estate",
    "sales_office",
    "property_management",
    "referral",
    "mobile_phone",
)


def seven_day_filing(
    *,
    window: Span,
    media: tuple[str, ...] = ("form", "sms"),
    untimed: Literal["refused", "start", "end"] = "refused",
    e_commerce: str = "e_commerce",
) -> Policy:
    """The policy, with what its text leaves open filled in.

    Args:
        window: How long a filing protects before the first visit (FILE-06). The text says
            seven days and not how they are counted (X-04), so there is no default.
        media: How a filing may be made (FILE-03); another medium is the company's own
            addition.
        untimed: Customer service "may" refuse a filing without an hour (FILE-02):
            ``refused`` is that right used; ``start`` and ``end`` accept it as made at the
            day's first or last instant.
        e_commerce: The party that stands for the e-commerce department (ATT-09).
    """
    return Policy(
        id="seven_day_filing",
        revision=1,
        source="P1",
        days="end" if untimed == "refused" else untimed,
        identity=Identity(keys=(KeyRule(field="phone", strength="certain"),)),
        claims=(_filed(media, untimed), *_CLAIMS, _online(e_commerce)),
        limits=(
            ClaimLimit(
                limit=Limit(
                    id="window",
                    source="FILE-06",
                    span=window,
                    needs=Facts(kinds=("visit",)),
                    when=(
                        Test(
                            facts=Facts(
                                kinds=("filing",),
                                where=(Match(field="role", op="not_in", values=_NOT_SALES),),
                                same=("id",),
                            )
                        ),
                    ),
                ),
                on=("filed",),
                then="lapse",
                what="visit",
            ),
            ClaimLimit(
                limit=Limit(
                    id="verification",
                    source="FILE-04",
                    span=_CHECKED_WITHIN,
                    needs=_CHECK,
                ),
                on=("filed",),
                then="report",
                what="verification",
                who="customer_service",
            ),
        ),
        grounds=_GROUNDS,
        adjustments=(_fine(media),),
        house=("company", e_commerce),
        readings=(
            ("FILE-02/untimed", untimed),
            ("FILE-04/clock", "two hours by the clock from the filing; a later check is late"),
            ("FILE-05/both", "the earlier filing, where two fulfil all three parts"),
            ("FILE-06/who", "everybody but non-sales staff, the front desk and e-commerce"),
        ),
    )


_OF_THIS: Final = Match(field="of", op="opening")
_CHECK: Final = Facts(kinds=("verification",), where=(_OF_THIS,))
_CHECKED_WITHIN: Final = hours(2)


def _filed(media: tuple[str, ...], untimed: str) -> Claim:
    where = [
        Match(field="medium", op="in", values=media),
        Match(field="source", op="not_in", values=("front_desk_kin",)),
    ]
    if untimed == "refused":
        where.append(Match(field="precision", op="in", values=("instant",)))
    return Claim(
        basis="filed",
        opens=Facts(kinds=("filing",), where=tuple(where)),
        approvals=(
            Approval(
                id="signature",
                role="customer_service",
                on=Facts(kinds=("signature",), where=(_OF_THIS,)),
                meanwhile="standing",
                source="FILE-01 ROLE-07",
            ),
            Approval(
                id="registration",
                role="customer_service",
                on=Facts(kinds=("registration",), where=(_OF_THIS,)),
                meanwhile="standing",
                source="FILE-01",
            ),
        ),
        source="FILE-01 FILE-02 FILE-03 FILE-05",
    )


def _fine(media: tuple[str, ...]) -> Adjustment:
    """For a lead that nobody checked in time, filed by another too, over which they quarrel."""
    by_another = Facts(
        kinds=("filing",), by="other", where=(Match(field="medium", op="in", values=media),)
    )
    return Adjustment(
        id="verification_fine",
        kind="penalty",
        to="cs_manager",
        when=(
            Pick(
                claims=("filed",),
                status=("pending", "standing", "contestable", "lapsed", "ended", "displaced"),
                having=(
                    Test(facts=_CHECK, within=_CHECKED_WITHIN, of=OPENED, negated=True),
                    Test(facts=by_another),
                ),
            ),
            Test(facts=Facts(kinds=("visit",))),
            Test(facts=Facts(kinds=("dispute",)), until="asked"),
        ),
        amount=Money(100_00),
        per="lead",
        source="FILE-04",
    )


def _online(e_commerce: str) -> Claim:
    return Claim(
        basis="e_commerce",
        opens=_enquiry("online_chat", Match(field="contact_left", op="in", values=(True,))),
        party=e_commerce,
        source="ATT-01/6 ATT-09",
    )


def _enquiry(channel: str | tuple[str, ...], *where: Match) -> Facts:
    channels = (channel,) if isinstance(channel, str) else channel
    return Facts(
        kinds=("enquiry",), where=(Match(field="channel", op="in", values=channels), *where)
    )


_ALONE: Final = (
    Match(field="introduced", op="in", values=(False,)),
    Match(field="invited", op="in", values=(False,)),
)
_SALES: Final = Match(field="role", op="not_in", values=_NOT_SALES)

_CLAIMS: Final = (
    Claim(
        basis="brought_after",
        opens=Facts(kinds=("visit",), where=(Match(field="invited_by", op="given"),)),
        claimant="invited_by",
        needs=(Pick(claims=("filed",), status=("lapsed",), by="other"),),
        source="FILE-06",
    ),
    Claim(
        basis="event",
        opens=Facts(
            kinds=("event_reception",), where=(Match(field="received_by", op="given"), _SALES)
        ),
        claimant="received_by",
        source="ATT-01/5 ATT-08",
    ),
    Claim(
        basis="event_list",
        opens=Facts(kinds=("event_reception",), where=(Match(field="received_by", op="none"),)),
        party="company",
        source="ATT-01/5 ATT-08",
    ),
    Claim(
        basis="front_desk_kin",
        opens=Facts(
            kinds=("filing",),
            where=(Match(field="source", op="in", values=("front_desk_kin",)),),
        ),
        approvals=(
            Approval(
                id="marketing",
                role="marketing_manager",
                on=Facts(
                    kinds=("approval",),
                    where=(_OF_THIS, Match(field="role", op="in", values=("marketing_manager",))),
                ),
                refused=Facts(
                    kinds=("refusal",),
                    where=(_OF_THIS, Match(field="role", op="in", values=("marketing_manager",))),
                ),
                source="ATT-07 ROLE-07",
            ),
            Approval(
                id="gm_office",
                role="gm_office",
                on=Facts(
                    kinds=("approval",),
                    where=(_OF_THIS, Match(field="role", op="in", values=("gm_office",))),
                ),
                refused=Facts(
                    kinds=("refusal",),
                    where=(_OF_THIS, Match(field="role", op="in", values=("gm_office",))),
                ),
                source="ATT-07 ROLE-07",
            ),
        ),
        source="ATT-01/4 ATT-07",
    ),
    Claim(
        basis="salesperson",
        opens=_enquiry(_CHANNELS, _SALES),
        source="ATT-01/2 ATT-05",
    ),
    Claim(basis="non_sales", opens=_enquiry("own_effort"), source="ATT-01/3 ATT-06"),
    Claim(
        basis="company_phone",
        opens=_enquiry("front_desk_phone", *_ALONE[:1]),
        party="company",
        source="ATT-01/1 ATT-02",
    ),
    Claim(
        basis="company_walk_in",
        opens=_enquiry("walk_in", *_ALONE),
        party="company",
        source="ATT-01/1 ATT-03",
    ),
    Claim(
        basis="company_walk_in",
        opens=Facts(
            kinds=("visit",),
            where=(
                Match(field="invited_by", op="none"),
                Match(field="introduced", op="in", values=(False,)),
            ),
        ),
        party="company",
        source="ATT-01/1 ATT-03",
    ),
    Claim(
        basis="company_web",
        opens=_enquiry("web"),
        party="company",
        source="ATT-01/1 ATT-04",
    ),
)

_FOLLOWED: Final = Test(facts=Facts(kinds=("touch",), by="self"))
_INVITED: Final = Test(
    any=(
        Test(facts=Facts(kinds=("invitation",), by="self")),
        Test(facts=Facts(kinds=("visit",), where=(Match(field="invited_by", op="self"),))),
    )
)

_GROUNDS: Final = (
    Ground(
        id="three_part",
        pick=Pick(claims=("filed",), having=(_FOLLOWED, _INVITED)),
        source="FILE-05",
    ),
    Ground(id="filed_first", pick=Pick(claims=("filed",)), source="COL-10"),
    Ground(id="brought_after", pick=Pick(claims=("brought_after",)), source="FILE-06"),
    Ground(id="event", pick=Pick(claims=("event",)), source="ATT-08"),
    Ground(id="e_commerce", pick=Pick(claims=("e_commerce",)), source="ATT-09"),
    Ground(id="front_desk_kin", pick=Pick(claims=("front_desk_kin",)), source="ATT-07"),
    Ground(id="salesperson", pick=Pick(claims=("salesperson",)), source="ATT-05"),
    Ground(id="non_sales", pick=Pick(claims=("non_sales",)), source="ATT-06"),
    Ground(
        id="kin_pending",
        pick=Pick(claims=("front_desk_kin",), status=("pending",)),
        gives=Outcome(kind="pending"),
        source="ATT-07",
    ),
    Ground(
        id="kin_refused",
        pick=Pick(claims=("front_desk_kin",), status=("refused",)),
        gives=Outcome(kind="party", to="company"),
        source="ATT-07",
    ),
    Ground(id="event_list", pick=Pick(claims=("event_list",)), source="ATT-08"),
    Ground(id="company_phone", pick=Pick(claims=("company_phone",)), source="ATT-02"),
    Ground(id="company_walk_in", pick=Pick(claims=("company_walk_in",)), source="ATT-03"),
    Ground(
        id="company_web",
        pick=Pick(claims=("company_web",)),
        when=(
            Test(facts=Facts(kinds=("visit",))),
            Test(facts=_enquiry("online_chat"), negated=True),
        ),
        source="ATT-04",
    ),
    Ground(id="silent", gives=Outcome(kind="silent"), source="P1"),
)
