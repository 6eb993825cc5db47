"""What a quotation and a settlement are made from, as a company writes it into a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import attrs

from renoflow.codec import from_toml
from renoflow.errors import Malformed
from renoflow.money import Money, Rounding
from renoflow.pricing import (
    AreaBasis,
    Component,
    LedgerTerms,
    Material,
    Plan,
    Quote,
    QuoteLine,
    RetentionTerms,
    Tariff,
    price,
    priced_lines,
    quote_line,
)

__all__ = [
    "FeeRequest",
    "LineRequest",
    "QuoteRequest",
    "SettlementRequest",
    "make_quote",
    "read_quote",
    "read_settlement",
]

_NONE: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({})


@attrs.frozen(kw_only=True)
class FeeRequest:
    """A fee by a tariff.

    Attributes:
        tariff: The name of its file, or the tariff itself.
        group: What its lines stand under.
        component: What is paid with it.
        area_basis: Which area was measured; None where none was.
        given: Measures and choices by name, as the tariff asks for them.
        within: Where in its ranges it is read, from 0 to 1; None where it has none.
    """

    tariff: str | Tariff
    group: str
    component: Component
    given: Mapping[str, Money | Decimal | int | str]
    area_basis: AreaBasis | None = None
    within: Fraction | None = None


@attrs.frozen(kw_only=True)
class LineRequest:
    """A line to be worked out; the names are those of :class:`~renoflow.pricing.QuoteLine`."""

    id: str
    group: str
    component: Component
    item: str
    quantity: Decimal | int
    unit_price: Money
    unit: str = ""
    material: Material | None = None


@attrs.frozen(kw_only=True)
class QuoteRequest:
    """A quotation to be worked out; the names are those of :class:`~renoflow.pricing.Quote`.

    Attributes:
        fees: Fees by a tariff; their lines stand first.
        lines: Lines of one's own.
        words: For each language what codes are called on paper.
    """

    id: str
    revision: int
    on: date
    valid_through: date
    rounding: Rounding
    fees: tuple[FeeRequest, ...] = ()
    lines: tuple[LineRequest, ...] = ()
    words: Mapping[str, Mapping[str, str]] = _NONE


@attrs.frozen(kw_only=True)
class SettlementRequest:
    """How a project is settled; the names are those of :func:`~renoflow.pricing.settle`.

    Attributes:
        plan: The name of the file that holds the plan, or the plan itself.
        terms: The name of the file that holds the ledger's terms, or the terms themselves.
        words: For each language what codes are called on paper.
    """

    plan: str | Plan
    terms: str | LedgerTerms
    delayed: bool
    retention: RetentionTerms | None = None
    words: Mapping[str, Mapping[str, str]] = _NONE


def read_quote(text: str) -> QuoteRequest:
    """The quotation that a TOML *text* asks for.

    Raises:
        Malformed: whatever is wrong, with its path such as ``lines[2].unit_price``.
    """
    return from_toml(text, QuoteRequest)


def read_settlement(text: str) -> SettlementRequest:
    """The terms of a settlement in a TOML *text*.

    Raises:
        Malformed: whatever is wrong, with its path such as ``retention.share``.
    """
    return from_toml(text, SettlementRequest)


def make_quote(request: QuoteRequest, tariffs: Mapping[str, Tariff]) -> Quote:
    """The quote that *request* asks for, worked out line by line.

    Args:
        request: What is asked for.
        tariffs: The tariffs that it names, by the name it gives them.

    Raises:
        Malformed: whatever is wrong, with its path such as ``fees[0].given.area``.
        Refused: ``tariff.unpriced`` where a tariff names no price.
    """
    lines: list[QuoteLine] = []
    for place, fee in enumerate(request.fees):
        try:
            lines += _fee_lines(fee, request, tariffs)
        except Malformed as error:
            raise error.under(f"fees[{place}]") from None
    for place, line in enumerate(request.lines):
        try:
            lines.append(
                quote_line(
                    line.id,
                    group=line.group,
                    component=line.component,
                    item=line.item,
                    quantity=line.quantity,
                    unit=line.unit,
                    unit_price=line.unit_price,
                    rounding=request.rounding,
                    material=line.material,
                )
            )
        except Malformed as error:
            field = "quantity" if error.field == "ratio" else error.field
            raise Malformed(error.code, f"lines[{place}].{field}", **error.params) from None
    return Quote(
        id=request.id,
        revision=request.revision,
        on=request.on,
        valid_through=request.valid_through,
        rounding=request.rounding,
        lines=tuple(lines),
    )


def _fee_lines(
    fee: FeeRequest, request: QuoteRequest, tariffs: Mapping[str, Tariff]
) -> tuple[QuoteLine, ...]:
    tariff = tariffs[fee.tariff] if isinstance(fee.tariff, str) else fee.tariff
    choices = {one.name for one in tariff.choices}
    # A choice is a text; whatever looks like a number in a file was read as one.
    given = {name: str(value) if name in choices else value for name, value in fee.given.items()}
    priced = price(
        tariff,
        given,
        area_basis=fee.area_basis,
        on=request.on,
        within=fee.within,
    )
    return priced_lines(priced, group=fee.group, component=fee.component)
