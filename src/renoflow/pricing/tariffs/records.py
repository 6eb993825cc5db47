"""A published fee schedule (收费标准) as rows of data; nothing is computed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal, TypeAlias, get_args

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.money import Money, Rounding
from renoflow.pricing.rates import AreaBasis
from renoflow.pricing.tariffs.bands import (
    Band,
    BandMode,
    Bounds,
    Measured,
    bounds,
    edges_of,
    exact,
)
from renoflow.pricing.tariffs.choices import Choice, Factor, When

__all__ = [
    "TOTAL",
    "Charge",
    "ChargeKind",
    "Take",
    "Tariff",
]

ChargeKind: TypeAlias = Literal[
    "charge", "base", "discount", "minimum", "maximum", "round", "tax", "tax_included", "credit"
]
"""What a row does to the fee.

``charge`` and ``tax`` add; ``base`` is worked out for the rows below that measure it, and is
no part of the fee itself; ``discount`` takes off; ``minimum`` adds what is short of ``least``,
``maximum`` takes off what is above ``most``; ``round`` brings the sum of its rows to the step;
``tax_included`` only tells the tax that is in the sum; ``credit`` tells what is given back or
set off once ``upon`` has happened, and leaves the fee alone.
"""

Take: TypeAlias = Literal["sum", "greatest", "least"]
"""What a row makes of several that it measures: their sum, the greatest, the least."""

TOTAL: Final = "total"
"""In ``of``: the fee as it stands after the rows above."""

_FEN: Final = Money(1)
_OF_SUMS: Final = ("minimum", "maximum", "round", "tax_included")


@attrs.frozen(kw_only=True)
class Charge:
    """One row of a tariff.

    Worked out in this order: what is measured; in whole units of ``each``; raised to
    ``at_least``; cut to ``at_most``; less ``included``; priced by the bands; times the
    factors; raised to ``least``; cut to ``most``; rounded once. Nothing measured, or
    nothing beyond what is included, is charged nothing, whatever the minimum.

    Attributes:
        id: Unique in the tariff; lines cite it.
        kind: What the row does to the fee.
        of: What is measured: names of measures, ids of rows above, or ``total``, added up.
            None of them: the amount of the only band.
        take: Their sum, or the greatest or the least of them.
        bands: The prices; one without edges where there is but one price.
        mode: How the bands are read; asked where there are two or more.
        by: What chooses the band, if not the quantity itself.
        never_falls: In mode whole, a quantity costs at least what the bands that end before
            it cost at their ends.
        unit: What one unit is called: ``m2``, ``hour``; for paper.
        each: Only whole units of this size count.
        counted: How a part of a unit counts; asked with ``each``.
        at_least: The least quantity that is charged for (起算面积).
        at_most: The greatest.
        included: The quantity that costs nothing.
        least: The least that the row comes to; of a ``minimum`` what the rows come to.
        most: The most, likewise.
        factors: The choices whose factors apply.
        when: All must hold, or the row is left out.
        upon: Of a ``credit``: the code of what must happen first.
        rounding: If it is not the tariff's.
        step: If it is not the tariff's.
        source: Where it was published.

    Raises:
        Malformed: ``value.missing``, ``tariff.*`` where the row contradicts itself.
    """

    id: str
    kind: ChargeKind = "charge"
    of: tuple[str, ...] = ()
    take: Take = "sum"
    bands: tuple[Band, ...] = ()
    mode: BandMode | None = None
    by: tuple[str, ...] = ()
    never_falls: bool = False
    unit: str = ""
    each: Decimal | int | None = None
    counted: Rounding | None = None
    at_least: Measured | None = None
    at_most: Measured | None = None
    included: Measured | None = None
    least: Money | None = None
    most: Money | None = None
    factors: tuple[str, ...] = ()
    when: tuple[When, ...] = ()
    upon: str = ""
    rounding: Rounding | None = None
    step: Money | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.id:
            raise Malformed("value.missing", "id")
        if self.kind in ("minimum", "maximum", "round"):
            wanted = {"minimum": "least", "maximum": "most", "round": "of"}[self.kind]
            if getattr(self, wanted) in (None, ()):
                raise Malformed("value.missing", wanted)
            if self.bands:
                raise Malformed("tariff.bands", "bands", kind=self.kind)
            if not self.of:
                raise Malformed("value.missing", "of")
        else:
            self._check_bands()
        if self.take not in get_args(Take):
            raise one_of("value.choice", "take", self.take, get_args(Take))
        if self.take != "sum" and (len(self.of) < 2 or self.kind in _OF_SUMS):
            raise Malformed("tariff.take", "take")
        if (self.kind == "credit") is not bool(self.upon):
            raise Malformed("tariff.upon", "upon")
        if (self.each is None) is not (self.counted is None):
            raise Malformed("value.missing", "each" if self.each is None else "counted")
        self._check_amounts()
        self._check_whole()

    @cached_property
    def lies(self) -> tuple[Bounds, ...]:
        """Where each of the bands lies; found once, for a row is priced many times."""
        return bounds(self.bands)

    @property
    def chosen(self) -> tuple[When, ...]:
        """The conditions of choices, those of quantities left out."""
        return tuple(one for one in self.when if not one.of)

    @property
    def names(self) -> tuple[str, ...]:
        """All that the row measures: for its price, for its band, for whether it holds."""
        return (*self.of, *self.by, *(name for one in self.when for name in one.of))

    def _check_whole(self) -> None:
        apart = self.mode == "between" and self.bands[0].amount is None
        if self.by and self.mode != "whole" and not apart:
            raise Malformed("tariff.by", "by")
        whole = self.mode in (None, "whole")
        if any(one.slide is not None for one in self.bands) and (self.by or not whole):
            raise Malformed("tariff.slide", "mode")
        if not whole and any(one.least is not None or one.most is not None for one in self.bands):
            raise Malformed("tariff.least", "mode")
        if self.never_falls and (self.mode != "whole" or self.by):
            raise Malformed("tariff.never_falls", "never_falls")

    def _check_amounts(self) -> None:
        for name in ("each", "step"):
            value = getattr(self, name)
            if value is not None and exact(value) <= 0:
                raise Malformed("tariff.positive", name)
        for name in ("at_least", "at_most", "included", "least", "most"):
            value = getattr(self, name)
            if value is not None and exact(value) < 0:
                raise Malformed("card.negative", name)
        for low, high in (("at_least", "at_most"), ("least", "most")):
            one, other = getattr(self, low), getattr(self, high)
            if one is not None and other is not None and exact(other) < exact(one):
                raise Malformed("tariff.order", high)

    def _check_bands(self) -> None:
        if not self.bands:
            raise Malformed("value.missing", "bands")
        if len(self.bands) > 1 and self.mode is None:
            raise Malformed("value.missing", "mode")
        plain = len(self.bands) == 1 and _plain(self.bands[0])
        fixed = plain and self.bands[0].rate is None and self.bands[0].share is None
        if not self.of and not fixed:
            raise Malformed("value.missing", "of")
        if self.kind == "tax_included" and not (
            plain and self.bands[0].share and self.bands[0].amount is None
        ):
            raise Malformed("tariff.tax_included", "bands")
        if self.mode == "between":
            price = _price_of(self.bands[0])
            for place, band in enumerate(self.bands):
                if not _is_point(band, price, last=0 < place == len(self.bands) - 1):
                    raise Malformed("tariff.point", f"bands[{place}]")
        edges = [edge for one in self.lies for edge in (one.low, one.high) if edge is not None]
        if sorted(edges) != edges and self.mode != "whole":
            raise Malformed("tariff.order", "bands")


def _price_of(band: Band) -> tuple[bool, bool, bool]:
    """Which prices *band* has: an amount, a rate, a share."""
    return band.amount is not None, band.rate is not None, band.share is not None


def _is_point(band: Band, price: tuple[bool, bool, bool], *, last: bool) -> bool:
    """Whether *band* is a point with that one price, or what comes after the last point.

    After points of amounts it goes on from the last of them; after points of rates or
    shares it has one, too.
    """
    if not (band.from_ is band.above is band.below is None) or sum(price) != 1:
        return False
    if band.upto is None and price[0]:
        return last
    return _price_of(band) == price and (last or band.upto is not None)


def _plain(band: Band) -> bool:
    own = (band.slide, band.least, band.most, *edges_of(band))
    return not any(one is not None for one in own)


@attrs.frozen(kw_only=True)
class Tariff:
    """A fee schedule: rows that are read from the first to the last.

    Amounts are fen. A table of another currency is written with its own smallest unit in
    place of the fen, and ``step`` says what its fees are rounded to (a yen is ``1.00``
    with a step of ``1.00``).

    Attributes:
        id: Name of the tariff.
        revision: From 1 on; a changed price is a new revision, in a ``Timeline``.
        source: Where it was published.
        rounding: How each line is brought to the step.
        rows: The rows; a row may measure those above it.
        step: What every line is a multiple of; the fen unless it is said.
        area_basis: Which area the table is for; None where it does not say.
        choices: What the caller must choose, with all that may be chosen.
        factors: What rows are multiplied by; one for each value of a choice, or none.

    Raises:
        Malformed: ``value.missing``, ``value.type``, ``value.choice``, ``tariff.twice``,
            ``tariff.measure`` where a name is measured once as money and once as a number.
    """

    id: str
    revision: int
    source: str
    rounding: Rounding
    rows: tuple[Charge, ...]
    step: Money = _FEN
    area_basis: AreaBasis | None = None
    choices: tuple[Choice, ...] = ()
    factors: tuple[Factor, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.id or not self.rows:
            raise Malformed("value.missing", "rows" if self.id else "id")
        if type(self.revision) is not int or self.revision < 1:
            raise Malformed("value.type", "revision", expected="a whole number of at least 1")
        if self.step.fen <= 0:
            raise Malformed("tariff.positive", "step")
        self._check_choices()
        kinds: dict[str, ChargeKind] = {}
        for place, row in enumerate(self.rows):
            if row.id in kinds or row.id == TOTAL:
                raise Malformed("tariff.twice", f"rows[{place}].id")
            for name in row.names:
                if kinds.get(name) in ("tax_included", "credit"):
                    raise Malformed("tariff.told_only", f"rows[{place}].of")
            kinds[row.id] = row.kind
        self._measured()

    def _check_choices(self) -> None:
        values = {one.name: one.values for one in self.choices}
        if len(values) < len(self.choices):
            raise Malformed("tariff.twice", "choices")
        told: dict[str, list[str]] = {}
        for place, factor in enumerate(self.factors):
            _check_choice(f"factors[{place}]", factor.choice, (factor.value,), values)
            if factor.value in told.setdefault(factor.choice, []):
                raise Malformed("tariff.twice", f"factors[{place}]")
            told[factor.choice].append(factor.value)
        for place, row in enumerate(self.rows):
            for one in row.chosen:
                _check_choice(f"rows[{place}].when", one.choice, one.values, values)
            for choice in row.factors:
                if choice not in told:
                    raise one_of("value.choice", f"rows[{place}].factors", choice, told)
        for choice, named in told.items():
            if len(named) < len(values[choice]):
                raise Malformed("value.missing", "factors")

    def _measured(self) -> dict[str, bool]:
        """Whether each name is measured in money, as far as the rows tell."""
        later = [row.id for row in self.rows]
        money = dict.fromkeys((TOTAL, *later), True)
        for place, row in enumerate(self.rows):
            told = [(row.of, _money_of(row)), (row.by, _money_by(row))]
            told += [(one.of, _one(_are_money(edges_of(one)), row)) for one in row.when]
            for names, wanted in told:
                for name in names:
                    if name in later:
                        raise Malformed("tariff.later", f"rows[{place}].of")
                    if wanted is not None and money.setdefault(name, wanted) is not wanted:
                        raise Malformed("tariff.measure", f"rows[{place}].of")
            later.remove(row.id)
        return money

    @property
    def name(self) -> str:
        """``id@revision``, by which a price cites the tariff."""
        return f"{self.id}@{self.revision}"

    @property
    def measures(self) -> tuple[str, ...]:
        """What has to be measured, in the order of the rows."""
        rows = {TOTAL, *(row.id for row in self.rows)}
        named = (name for row in self.rows for name in row.names)
        return tuple(dict.fromkeys(name for name in named if name not in rows))

    def in_money(self, measure: str) -> bool | None:
        """Whether *measure* is an amount of money; None where either will do."""
        return self._measured().get(measure)


def _check_choice(
    field: str, choice: str, chosen: Iterable[str], values: Mapping[str, tuple[str, ...]]
) -> None:
    if choice not in values:
        raise one_of("value.choice", f"{field}.choice", choice, values)
    for value in chosen:
        if value not in values[choice]:
            raise one_of("value.choice", f"{field}.value", value, values[choice])


def _money_of(row: Charge) -> bool | None:
    """Whether the row measures money; None where its prices do not tell."""
    if not row.bands:
        return True
    edges = () if row.by else [edge for band in row.bands for edge in edges_of(band)]
    told = _are_money((*edges, row.at_least, row.at_most, row.included))
    if any(band.share is not None for band in row.bands):
        told.add(True)
    if row.each is not None or any(band.rate is not None for band in row.bands):
        told.add(False)
    return _one(told, row)


def _money_by(row: Charge) -> bool | None:
    return _one(_are_money(edge for band in row.bands for edge in edges_of(band)), row)


def _are_money(values: Iterable[Measured | None]) -> set[bool]:
    return {isinstance(one, Money) for one in values if one is not None}


def _one(told: set[bool], row: Charge) -> bool | None:
    if len(told) > 1:
        raise Malformed("tariff.measure", f"rows.{row.id}")
    return next(iter(told), None)
