"""P7, actual business contact (实际业务联系): whoever deals with the customer.

``docs/policies/business_contact.md`` explains it row by row.
"""

from __future__ import annotations

from typing import Final, Literal

import attrs

from renoflow.attribution.policy import (
    Claim,
    Decider,
    Ground,
    Identity,
    KeyRule,
    Name,
    Outcome,
    Pick,
    Policy,
)
from renoflow.attribution.policy.outcomes import SILENT
from renoflow.limits import Limit
from renoflow.obligations import Duty
from renoflow.select import Anchor, Facts, Match

__all__ = ["business_contact"]


def business_contact(*, several: Literal["management", "latest"]) -> Policy:
    """The policy, with what its text leaves open filled in.

    Args:
        several: Whose a customer is with whom several have dealt (ATT-20). The text gives no
            measure of actual contact: *management* settles, or the *latest* contact counts.
    """
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
        claims=_CLAIMS,
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
        deciders=(Decider(role="management", until="always", source="ATT-20 DIS-11"),),
        names=(Name(id="contact", en="actual business contact", zh="实际业务联系"),),
        readings=(
            ("ATT-20/contact", "talks, and visits brought or received; no record and no filing"),
            ("ATT-20/several", several),
        ),
    )


_OTHERS: Final = Pick(claims=("contact",), by="other")
_MANAGEMENT: Final = Outcome(kind="decider", to="management")


def _came(field: str) -> Facts:
    return Facts(kinds=("visit",), where=(Match(field=field, op="given"),))


_CLAIMS: Final = (
    Claim(
        basis="contact",
        opens=Facts(kinds=("touch", "designer_talk")),
        again="new",
        source="ATT-20",
    ),
    *(
        Claim(basis="contact", opens=_came(name), claimant=name, again="new", source="ATT-20")
        for name in ("invited_by", "brought_by", "received_by")
    ),
    Claim(
        basis="together",
        opens=_came("brought_together"),
        claimant="brought_together",
        source="P7",
    ),
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
