"""Where a customer came from (客户来源), and whose he is by that alone (ATT-01 to ATT-09)."""

from __future__ import annotations

from typing import Final

import attrs

from renoflow.attribution.policy import Claim, Pick
from renoflow.select import Facts, Match, Test

__all__ = [
    "FOUND",
    "NOT_OF_THE_WEB",
    "OFF_THE_WEB",
    "SOURCES",
    "by_marketing",
    "called_on",
    "online",
    "received",
]

_CHANNELS: Final = (
    "telemarketing",
    "estate",
    "sales_office",
    "property_management",
    "referral",
    "mobile_phone",
)


def by_marketing(marketing: tuple[str, ...]) -> Test:
    """The opening fact is a salesperson's: his role is one of these, or nobody told it."""
    return Test(
        any=tuple(
            Test(facts=Facts(kinds=("filing",), where=(role,), same=("id",)))
            for role in _sales(marketing)
        )
    )


def _sales(marketing: tuple[str, ...]) -> tuple[Match, Match]:
    """Each way of being a salesperson: no condition of a fact says "or"."""
    return Match(field="role", op="in", values=marketing), Match(field="role", op="missing")


def _by_sales(
    marketing: tuple[str, ...], basis: str, opens: Facts, source: str, claimant: str = "by"
) -> tuple[Claim, ...]:
    """A row for each way of being a salesperson."""
    return tuple(
        Claim(
            basis=basis,
            opens=attrs.evolve(opens, where=(*opens.where, role)),
            claimant=claimant,
            source=source,
        )
        for role in _sales(marketing)
    )


def received(marketing: tuple[str, ...], others: str) -> tuple[Claim, ...]:
    """Received at an event by a salesperson, by somebody else, or by nobody."""
    source = "ATT-01/5 ATT-08"
    given, nobody = (Match(field="received_by", op=op) for op in ("given", "none"))
    by_others = (
        given,
        Match(field="role", op="not_in", values=marketing),
        Match(field="role", op="given"),
    )
    receptions = ("event_reception",)
    return (
        *_by_sales(
            marketing, "event", Facts(kinds=receptions, where=(given,)), source, "received_by"
        ),
        *(
            Claim(
                basis="event_list",
                opens=Facts(kinds=receptions, where=where),
                party="company",
                source=source,
            )
            for where in ((nobody,), *((by_others,) if others == "company" else ()))
        ),
    )


def called_on(marketing: tuple[str, ...]) -> tuple[Claim, ...]:
    """Found through one of a salesperson's channels."""
    return _by_sales(marketing, "salesperson", _enquiry(_CHANNELS), "ATT-01/2 ATT-05")


def online(e_commerce: str) -> Claim:
    """Talked with the e-commerce department and left his number."""
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

FOUND: Final = (
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

SOURCES: Final = (
    "event",
    "event_list",
    "e_commerce",
    "salesperson",
    "non_sales",
    "company_phone",
    "company_walk_in",
)
OFF_THE_WEB: Final = (
    Test(facts=Facts(kinds=("visit",))),
    Test(facts=_enquiry("online_chat"), negated=True),
)
NOT_OF_THE_WEB: Final = Pick(claims=("company_web",), having=OFF_THE_WEB, negated=True)
