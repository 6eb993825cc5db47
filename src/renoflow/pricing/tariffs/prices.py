"""What a tariff comes to for what was measured and chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import TypeAlias

from renoflow.errors import Malformed, Refused, one_of
from renoflow.money import Money
from renoflow.pricing.rates import BASES, AreaBasis
from renoflow.pricing.tariffs.bands import Measured, exact
from renoflow.pricing.tariffs.priced import Priced
from renoflow.pricing.tariffs.records import Tariff
from renoflow.pricing.tariffs.working import Pricing
from renoflow.reasons import Reason, reason
from renoflow.timeline import Timeline

__all__ = ["Given", "price", "price_range"]

Given: TypeAlias = Mapping[str, Measured | str]
"""Measures (amounts and numbers) and choices (codes), by name."""


def price(
    tariff: Tariff | Timeline[Tariff],
    given: Given,
    *,
    area_basis: AreaBasis | None,
    on: date,
    within: Fraction | None = None,
) -> Priced:
    """What *tariff* comes to for what is *given*, on the day *on*.

    Args:
        tariff: A tariff, or tariffs that follow each other by day.
        given: Every measure and every choice that the tariff asks for, and no others. A
            measure is an amount or a number, none negative; zero is charged nothing.
        area_basis: Which area was measured; None where there is none.
        on: The day; the tariff in force on it counts.
        within: Where the tariff gives ranges: from 0, their lower ends, to 1, the upper.

    Raises:
        Refused: ``tariff.unpriced`` with every reason why the table names no price.
        Malformed: ``value.unknown`` for a name that the tariff does not ask for,
            ``value.type``, ``value.choice``, ``card.negative``, ``money.inexact``.
    """
    if type(on) is not date and (isinstance(on, datetime) or not isinstance(on, date)):
        raise Malformed("value.type", "on", expected="a date without an hour")
    if area_basis is not None and area_basis not in BASES:
        raise one_of("value.choice", "area_basis", area_basis, BASES)
    in_force = tariff.at(on) if isinstance(tariff, Timeline) else tariff
    measures, choices = _read(in_force, given)
    if within is not None and not (0 <= within <= 1):
        raise Malformed("tariff.within", "within")
    missing = _missing(in_force, measures, choices, area_basis)
    if missing:
        raise Refused.because("tariff.unpriced", missing)
    pricing = Pricing(in_force, measures, choices, within)
    for row in in_force.rows:
        pricing.add(row)
    if pricing.objections:
        raise Refused.because("tariff.unpriced", pricing.objections)
    return Priced(
        tariff=in_force.name,
        on=on,
        area_basis=area_basis,
        within=within if _ranged(in_force) else None,
        given=tuple(sorted(given.items())),
        rounding=in_force.rounding,
        lines=tuple(pricing.lines),
    )


def price_range(
    tariff: Tariff | Timeline[Tariff],
    given: Given,
    *,
    area_basis: AreaBasis | None,
    on: date,
) -> tuple[Priced, Priced]:
    """A quote from-to: the fee at the lower and at the upper ends of the tariff's ranges.

    Both are the same where it has none.

    Raises:
        Refused, Malformed: as :func:`price`.
    """
    low = price(tariff, given, area_basis=area_basis, on=on, within=Fraction(0))
    return low, price(tariff, given, area_basis=area_basis, on=on, within=Fraction(1))


def _ranged(tariff: Tariff) -> bool:
    """Whether the tariff gives a range anywhere."""
    return any(band.ranged for row in tariff.rows for band in row.bands)


def _read(tariff: Tariff, given: Given) -> tuple[dict[str, Measured], dict[str, str]]:
    allowed = {one.name: one.values for one in tariff.choices}
    known = (*tariff.measures, *allowed)
    measures: dict[str, Measured] = {}
    choices: dict[str, str] = {}
    for name, value in given.items():
        field = f"given.{name}" if name in known else "given"
        if name not in known:
            raise one_of("value.unknown", field, name, known)
        if name in allowed:
            if not isinstance(value, str) or value not in allowed[name]:
                raise one_of("value.choice", field, value, allowed[name])
            choices[name] = value
            continue
        if isinstance(value, str | bool):
            raise Malformed("value.type", field, expected="Money, in fen")
        try:
            worth = exact(value)
        except Malformed as error:
            raise error.under(field) from None
        money = tariff.in_money(name)
        if money is not None and money is not isinstance(value, Money):
            expected = (
                "Money, in fen" if money else "a whole number or a finite Decimal, not a float"
            )
            raise Malformed("value.type", field, expected=expected)
        if worth < 0:
            raise Malformed("tariff.measured", field)
        measures[name] = value
    return measures, choices


def _missing(
    tariff: Tariff,
    measures: Mapping[str, Measured],
    choices: Mapping[str, str],
    area_basis: AreaBasis | None,
) -> tuple[Reason, ...]:
    found = [
        reason("tariff.asks", rule=tariff.name, name=name)
        for name in (*tariff.measures, *(one.name for one in tariff.choices))
        if name not in measures and name not in choices
    ]
    if tariff.area_basis is not None and area_basis != tariff.area_basis:
        found.append(reason("tariff.area_basis", rule=tariff.name, area_basis=tariff.area_basis))
    return tuple(found)
