"""A fee by a tariff, as it was worked out: lines, slices, residue, reasons."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from renoflow.money import Money, Rounding, format_yuan, total
from renoflow.pricing.rates import AreaBasis
from renoflow.pricing.tariffs.bands import Measured
from renoflow.pricing.tariffs.records import ChargeKind
from renoflow.reasons import Reason, reason

__all__ = ["TOLD", "Priced", "PricedLine", "PricedSlice"]

TOLD: Final = ("base", "tax_included", "credit")
"""Kinds of lines that are told and are no part of the fee."""


@attrs.frozen(kw_only=True)
class PricedSlice:
    """What one band contributes to a line.

    Attributes:
        rule: Tariff, row and band, counted from 1: ``ours@1#design[2]``.
        quantity: How much of what was measured lies in it; money in fen.
        fen: What that comes to before factors and rounding.
    """

    rule: str
    quantity: Fraction
    fen: Fraction


@attrs.frozen(kw_only=True)
class PricedLine:
    """What one row of the tariff comes to.

    Attributes:
        rule: Tariff and row: ``ours@1#design``.
        kind: As in the row.
        amount: In the fee, negative where it takes off; of a ``base``, ``tax_included``
            or ``credit`` what it tells.
        measured: What was measured, None for a fixed amount; money in fen.
        counted: What of it is charged for; differs by minimum, included quantity and units.
        slices: What the bands contribute.
        fen: The line before it was rounded and cut.
        cut: Whether more was to be taken off than there was.
        upon: Of a ``credit``: what must happen first.
        source: As in the row.
    """

    rule: str
    kind: ChargeKind
    amount: Money
    measured: Fraction | None
    counted: Fraction | None
    slices: tuple[PricedSlice, ...] = ()
    fen: Fraction
    cut: bool = False
    upon: str = ""
    source: str = ""

    @property
    def row(self) -> str:
        """The id of the row."""
        return self.rule.partition("#")[2]

    @property
    def residue(self) -> Fraction:
        """What rounding added, in fen; negative where it took away. A cut is no rounding."""
        return Fraction(0) if self.cut else self.amount.fen - self.fen


@attrs.frozen(kw_only=True)
class Priced:
    """A fee by a tariff; made by :func:`price`. Its lines total it to the fen.

    Attributes:
        tariff: ``id@revision`` of the tariff in force on the day.
        on: The day.
        area_basis: Which area was measured, None where none was.
        within: Where in its ranges the tariff was read, None where it has none.
        given: The measures and choices that it was computed from, by name.
        rounding: The tariff's.
        lines: One for each row that holds, in order.
    """

    tariff: str
    on: date
    area_basis: AreaBasis | None
    within: Fraction | None
    given: tuple[tuple[str, Measured | str], ...]
    rounding: Rounding
    lines: tuple[PricedLine, ...]

    @property
    def amount(self) -> Money:
        """The fee, taxes in it."""
        return total(one.amount for one in self.lines if one.kind not in TOLD)

    @property
    def tax(self) -> Money:
        """The taxes that are in the fee, put on top or included."""
        return total(one.amount for one in self.lines if one.kind in ("tax", "tax_included"))

    @property
    def net(self) -> Money:
        """The fee without the taxes; both together are the fee."""
        return self.amount - self.tax

    @property
    def credits(self) -> tuple[PricedLine, ...]:
        """What is given back or set off once something has happened."""
        return tuple(one for one in self.lines if one.kind == "credit")

    def line(self, row: str) -> Money:
        """What the row of this id came to; zero where it did not hold."""
        return total(one.amount for one in self.lines if one.row == row)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Each line with its slices, then the sum."""
        found: list[Reason] = []
        for one in self.lines:
            found.extend(
                reason(
                    "tariff.slice",
                    rule=part.rule,
                    quantity=part.quantity,
                    fen=part.fen,
                )
                for part in one.slices
            )
            found.append(
                reason(
                    "tariff.line",
                    rule=one.rule,
                    charge=one.kind,
                    amount=format_yuan(one.amount),
                    measured=one.measured,
                    counted=one.counted,
                    residue=one.residue,
                    source=one.source,
                )
            )
        found.append(
            reason(
                "tariff.sum",
                rule=self.tariff,
                amount=format_yuan(self.amount),
                tax=format_yuan(self.tax),
                on=self.on,
                rounding=self.rounding,
            )
        )
        return tuple(found)
