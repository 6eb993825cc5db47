"""P7, actual business contact (实际业务联系): whoever deals with the customer.

``docs/policies/business_contact.md`` explains it row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.attribution.policy import (
    Claim,
    Ground,
    Identity,
    KeyRule,
    Name,
    Outcome,
    Pick,
    Policy,
)
from renoflow.attribution.policy.outcomes import SILENT
from renoflow.attribution.presets.ladders import business_contact_ladder
from renoflow.errors import one_of
from renoflow.limits import Limit
from renoflow.obligations import Duty
from renoflow.select import Anchor, Facts, Match

__all__ = ["business_contact"]


Contact: TypeAlias = Literal["talk", "designer_talk", "invited", "brought", "received"]


def business_contact(
    *,
    several: Literal["management", "latest"],
    contacts: tuple[Contact, ...] = ("talk", "designer_talk", "invited", "brought", "received"),
) -> Policy:
    """The policy, with what its text leaves open filled in, and its ladder of disputes.

    Args:
        several: Whose a customer is with whom several have dealt (ATT-20). The text gives no
            measure of actual contact: *management* settles, or the *latest* contact counts.
        contacts: What is actual contact (ATT-20): a *talk*, a talk with the designer, a
            visit for whoever *invited*, *brought* or *received* the customer. Leave out what
            everybody's customer goes through. A call that nobody answered is none.

    Raises:
        Malformed: ``value.choice`` for another contact.
    """
    for place, one in enumerate(contacts):
        if one not in _CONTACTS:
            raise one_of("value.choice", f"contacts[{place}]", one, _CONTACTS)
    latest = Ground(
        id="latest_contact",
        pick=Pick(claims=("contact",), order="last"),
        when=(_OTHERS,),
        tie=_MANAGEMENT,
        source="ATT-20",
    )
    settled = Ground(
        id="management",
        pick=Pick(claims=("contact",)),
        when=(_OTHERS,),
        gives=_MANAGEMENT,
        tie=_MANAGEMENT,
        source="ATT-20",
    )
    return Policy(
        id="business_contact",
        revision=1,
        source="P7",
        days="end",
        identity=Identity(keys=(KeyRule(field="phone", strength="certain"),)),
        claims=(*(_contact(_CONTACTS[one]) for one in contacts), _TOGETHER),
        grounds=(
            Ground(id="together", pick=Pick(claims=("together",)), gives=SILENT, source="P7"),
            Ground(
                id="only_contact",
                pick=Pick(claims=("contact",)),
                when=(attrs.evolve(_OTHERS, negated=True),),
                source="ATT-20",
            ),
            latest if several == "latest" else settled,
            Ground(id="silent", gives=SILENT, source="P7"),
        ),
        duties=(_SOURCE,),
        ladder=business_contact_ladder(),
        names=(Name(id="contact", en="actual business contact", zh="实际业务联系"),),
        readings=(
            ("ATT-20/contact", " ".join(f"contact_{one}" for one in contacts)),
            ("ATT-20/unanswered", "a call that nobody answered is no contact, nor is a record"),
            ("ATT-20/several", several),
        ),
    )


_OTHERS: Final = Pick(claims=("contact",), by="other")
_MANAGEMENT: Final = Outcome(kind="decider", to="management")


def _came(field: str) -> Facts:
    return Facts(kinds=("visit",), where=(Match(field=field, op="given"),))


_ANSWERED: Final = Match(field="answered", op="not_in", values=(False,))
_CONTACTS: Final[Mapping[str, tuple[str, Facts]]] = MappingProxyType(
    {
        "talk": ("by", Facts(kinds=("touch",), where=(_ANSWERED,))),
        "designer_talk": ("by", Facts(kinds=("designer_talk",))),
        "invited": ("invited_by", _came("invited_by")),
        "brought": ("brought_by", _came("brought_by")),
        "received": ("received_by", _came("received_by")),
    }
)
"""Each contact: whose it is, and which facts."""


def _contact(one: tuple[str, Facts]) -> Claim:
    claimant, opens = one
    return Claim(basis="contact", opens=opens, claimant=claimant, again="new", source="ATT-20")


_TOGETHER: Final = Claim(
    basis="together",
    opens=_came("brought_together"),
    claimant="brought_together",
    source="P7",
)

_SOURCE: Final = Duty(
    limit=Limit(
        id="source",
        source="FILE-15",
        anchor=Anchor(
            of="first", facts=Facts(kinds=("enquiry", "touch", "visit", "referral")), whole=True
        ),
        needs=Facts(kinds=("entry",), where=(Match(field="source", op="given"),)),
    ),
    what="record_source",
    who="self",
)
