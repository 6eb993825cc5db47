"""The design agreement (设计协议): its five kinds, and the three things it must fix."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, cast

import attrs

from renoflow.errors import Malformed, Refused, one_of
from renoflow.facts import Fact
from renoflow.money import Money
from renoflow.pricing.rates import Fee
from renoflow.pricing.records import TIERS, Tier
from renoflow.reasons import Reason, reason

__all__ = [
    "AGREEMENT_KINDS",
    "AgreementKind",
    "AgreementTerms",
    "Rendering",
    "agreement_total",
    "missing_terms",
    "priced_as",
    "terms_of",
]

AgreementKind: TypeAlias = Literal["ordinary", "excellent", "deputy_director", "director", "a6"]
"""One of the five kinds that agreements are filed under (协议类别), CON-01."""

AGREEMENT_KINDS: Final[Mapping[AgreementKind, str]] = MappingProxyType(
    dict([*TIERS.items(), ("a6", "A6")])
)
"""The five kinds, each with its Chinese name (CON-01)."""

Rendering: TypeAlias = Literal["charged", "not_charged"]
"""Whether effect drawings (效果图) are charged for."""


def priced_as(kind: AgreementKind, tier: Tier | None = None) -> tuple[Tier, bool]:
    """The tier and A6 by which an agreement of *kind* is priced (CON-01, X-16).

    Four kinds are tiers. The fifth, A6, is a surcharge on any of them, so it needs the
    designer's *tier* as well.

    Raises:
        Refused: ``agreement.unpriced`` for A6 without a tier.
        Malformed: ``value.choice`` for another word; ``agreement.tier`` where the kind is
            a tier and *tier* is another.
    """
    if kind not in AGREEMENT_KINDS:
        raise one_of("value.choice", "kind", kind, AGREEMENT_KINDS)
    if tier is not None and tier not in TIERS:
        raise one_of("value.choice", "tier", tier, TIERS)
    if kind == "a6":
        if tier is None:
            missing = reason("agreement.a6_without_tier", rule="CON-01")
            raise Refused.because("agreement.unpriced", (missing,))
        return tier, True
    if tier not in (None, kind):
        raise Malformed("agreement.tier", "tier")
    return kind, False


@attrs.frozen(kw_only=True)
class AgreementTerms:
    """What the agreement fixes besides the fee (CON-02); None where it says nothing.

    Attributes:
        rendering: Whether renderings are charged for (FEE-04).
        rendering_fee: How much, in total; a rendering not charged for costs nothing.
        scheme_talk_on: First day of the scheme talk.
        expected_start_on: Expected first day of the works.
    """

    rendering: Rendering | None = None
    rendering_fee: Money | None = None
    scheme_talk_on: date | None = None
    expected_start_on: date | None = None


def terms_of(agreement: Fact) -> AgreementTerms:
    """The terms that an ``agreement`` fact tells; not told and "none" are the same here."""
    rendering = agreement.get("rendering")
    fee = agreement.get("rendering_fee")
    return AgreementTerms(
        rendering=cast("Rendering", rendering) if isinstance(rendering, str) else None,
        rendering_fee=fee if isinstance(fee, Money) else None,
        scheme_talk_on=_day(agreement, "scheme_talk_on"),
        expected_start_on=_day(agreement, "expected_start_on"),
    )


def _day(agreement: Fact, name: str) -> date | None:
    value = agreement.get(name)
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def missing_terms(terms: AgreementTerms | Fact) -> tuple[Reason, ...]:
    """What keeps an agreement from being complete, all at once; nothing if it is.

    *terms* may be an ``agreement`` fact, which the reasons then cite. CON-02 asks for
    three things; FEE-04 for an amount above zero where renderings are charged for, and
    none where they are not.
    """
    cited = (terms.id,) if isinstance(terms, Fact) else ()
    said = terms_of(terms) if isinstance(terms, Fact) else terms
    found = []
    if said.rendering is None:
        found.append(reason("agreement.rendering", rule="CON-02", facts=cited))
    elif said.rendering == "charged" and (said.rendering_fee or Money(0)).fen <= 0:
        found.append(reason("agreement.rendering_fee", rule="FEE-04", facts=cited))
    elif said.rendering == "not_charged" and said.rendering_fee:
        found.append(reason("agreement.rendering_free", rule="FEE-04", facts=cited))
    if said.scheme_talk_on is None:
        found.append(reason("agreement.scheme_talk", rule="CON-02", facts=cited))
    if said.expected_start_on is None:
        found.append(reason("agreement.expected_start", rule="CON-02", facts=cited))
    return tuple(found)


def agreement_total(fee: Fee, terms: AgreementTerms) -> Money:
    """The design fee and the rendering fee together (FEE-04).

    Raises:
        Refused: ``agreement.incomplete`` while the rendering fee is not fixed.
    """
    open_ = tuple(
        one for one in missing_terms(terms) if one.code.startswith("agreement.rendering")
    )
    if open_:
        raise Refused.because("agreement.incomplete", open_)
    return fee.amount + terms.rendering_fee if terms.rendering_fee else fee.amount
