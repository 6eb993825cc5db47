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
    Question,
    Whom,
)
from renoflow.errors import Malformed
from renoflow.limits import Every, Limit
from renoflow.obligations import Duty
from renoflow.periods import Span
from renoflow.select import OPENED, Anchor, Facts, Match, Test

__all__ = ["first_contact"]

_CONTACTS: Final = ("touch", "enquiry", "visit", "event_reception")
_SALES: Final = (
    "salesperson",
    "sales",
    "client_manager",
    "marketing_client_manager",
    "home_adviser",
    "home_consultant",
    "telemarketer",
)


def first_contact(
    *,
    deal: tuple[Facts, ...],
    entry_within: Span | None = None,
    leaving: tuple[str, ...] = ("personal",),
    sales: tuple[str, ...] = _SALES,
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
        sales: The roles that are salespeople (ATT-13), whose calls and enquiries are first
            contacts, as are those of which nobody told the role.

    Raises:
        Malformed: ``value.missing`` where *deal* or *sales* is empty.
    """
    for name, told in (("deal", deal), ("sales", sales)):
        if not told:
            raise Malformed("value.missing", name)
    return Policy(
        id="first_contact",
        revision=1,
        source="P4",
        days="end",
        identity=Identity(keys=(KeyRule(field="phone", strength="certain"),)),
        claims=(*_talked(sales), *_MET, *_OTHERS),
        grounds=_grounds(leaving),
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
        deciders=(Decider(role=_HEAD, until="decisive", source="ATT-15 ATT-16"),),
        adjustments=_VIOLATIONS,
        readings=(
            ("ATT-13/who", " ".join(sales)),
            ("ATT-13/visit", "the inviter, else who brought him, else who received him"),
            ("ATT-13/unanswered", "a call that nobody answered is no contact"),
            ("ATT-16/leaving", " ".join(leaving)),
            ("ATT-16/owner", "whoever owns, by a contact, a referral or the team head"),
            ("ATT-18/month", "each calendar month, the first whole one after the first contact"),
            ("X-11", "a salesperson asks the team head; he moves nobody by himself"),
        ),
    )


# --- claims -------------------------------------------------------------------------------

_HEAD: Final = "team_head"
_SOURCES: Final = Match(field="source", op="in", values=("partner", "outside_channel"))
_BY_HEAD: Final = Facts(
    kinds=("decision",), where=(Match(field="role", op="in", values=(_HEAD,)),)
)


def _talked(sales: tuple[str, ...]) -> tuple[Claim, ...]:
    """A talk by a salesperson, or by somebody of whom nobody told what he is."""
    roles = (
        Match(field="role", op="in", values=sales),
        Match(field="role", op="missing"),
    )
    return tuple(
        Claim(
            basis="contact",
            opens=Facts(kinds=(kind,), where=(*where, role)),
            source="ATT-13 FILE-16",
        )
        for kind, where in (
            ("touch", (Match(field="answered", op="not_in", values=(False,)),)),
            ("enquiry", ()),
        )
        for role in roles
    )


def _met(kind: str, field: str, *where: Match) -> Claim:
    """Who met him, by a record that others may have written; these write their own only."""
    others = Match(field="role", op="not_in", values=("non_sales_staff", "e_commerce", "designer"))
    return Claim(
        basis="contact",
        opens=Facts(kinds=(kind,), where=(Match(field=field, op="given"), *where, others)),
        claimant=field,
        source="ATT-13 FILE-16",
    )


def _nobody(field: str) -> Match:
    return Match(field=field, op="is", values=("none", "missing"))


_MET: Final = (
    _met("visit", "invited_by"),
    _met("visit", "brought_by", _nobody("invited_by")),
    _met(
        "visit",
        "received_by",
        *(_nobody(one) for one in ("invited_by", "brought_by", "brought_together")),
    ),
    _met("event_reception", "received_by"),
)

_OTHERS: Final = (
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
    Claim(
        basis="given",
        opens=_BY_HEAD,
        claimant="owner",
        again="new",
        source="ATT-15 ATT-16",
    ),
)

# --- grounds ------------------------------------------------------------------------------


def _about(kind: str, field: str, *values: str) -> tuple[Test, ...]:
    """Such a fact about the owner, or about nobody in particular."""
    found = Match(field=field, op="in", values=values)
    return tuple(
        _since(Facts(kinds=(kind,), where=(found, Match(field="about", op=op))))
        for op in ("self", "missing")
    )


def _since(facts: Facts) -> Test:
    """Since he is his: what was before is not about him as the owner."""
    return Test(facts=facts, after=OPENED)


def _grounds(leaving: tuple[str, ...]) -> tuple[Ground, ...]:
    left = Facts(
        kinds=("leave",),
        where=(
            Match(field="party", op="self"),
            Match(field="reason", op="in", values=leaving),
        ),
    )
    to_be_moved = Test(
        any=(
            _since(left),
            _since(Facts(kinds=("need_changed",))),
            *_about("complaint", "result", "upheld"),
            *_about("survey", "result", "bad"),
        )
    )

    def reassigned(name: str, pick: Pick, *answers: Question) -> Ground:
        return Ground(
            id=name,
            answers=answers or ("credit", "service"),
            pick=pick,
            when=(to_be_moved,),
            gives=Outcome(kind="decider", to=_HEAD),
            source="ATT-16",
        )

    given = Pick(claims=("given",), order="last")
    referred = Pick(claims=("referred",))
    named = Pick(claims=("named_by_referrer",))
    contact = Pick(claims=("contact",))
    return (
        reassigned("reassign_given", given),
        reassigned("reassign_referred", referred),
        reassigned("reassign_service", named, "service"),
        Ground(id="named_by_referrer", answers=("service",), pick=named, source="ATT-14"),
        Ground(id="referred", pick=referred, source="ATT-14"),
        reassigned("reassign", contact),
        Ground(id="first_contact", pick=contact, source="ATT-13"),
        Ground(id="silent", gives=Outcome(kind="silent"), source="P4"),
    )


# --- duties and what is reported besides --------------------------------------------------

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
    who=_HEAD,
)

_ASKED: Final = Duty(
    limit=Limit(
        id="change_request",
        source="ATT-29",
        anchor=Anchor(of="last", facts=Facts(kinds=("change_request",)), whole=True),
        needs=_BY_HEAD,
    ),
    what="decision",
    who=_HEAD,
)

_GIVEN_AWAY: Final = Facts(
    kinds=("transfer",), where=(Match(field="permitted", op="in", values=(False,)),)
)


def _found(what: str) -> Facts:
    """What somebody has found, and the policy cannot tell by itself."""
    return Facts(kinds=("link",), where=(Match(field="what", op="in", values=(what,)),))


_LOST: Final = _found("lost_against_rules")

_VIOLATIONS: Final = (
    Adjustment(
        id="unpermitted_transfer",
        kind="penalty",
        to=Whom(role="by", last=_GIVEN_AWAY),
        when=(Test(facts=_GIVEN_AWAY),),
        source="ATT-19",
    ),
    Adjustment(
        id="lost_customer",
        kind="penalty",
        to=Whom(role="party", last=_LOST),
        when=(Test(facts=_LOST),),
        source="ATT-19",
    ),
    Adjustment(
        id="unchecked",
        kind="penalty",
        to=_HEAD,
        when=(Test(facts=_found("unequal_unchecked")),),
        source="ATT-19",
    ),
)
