"""The rows of a tariff worked out one after another, as a clerk would."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypedDict

import attrs

from renoflow.errors import Malformed
from renoflow.money import Money, Rounding, scaled_fen
from renoflow.pricing.tariffs.bands import (
    Bounds,
    Measured,
    bounds,
    clamped,
    exact,
    takes,
    unit_price,
)
from renoflow.pricing.tariffs.choices import When
from renoflow.pricing.tariffs.priced import TOLD, PricedLine, PricedSlice
from renoflow.pricing.tariffs.records import TOTAL, Charge, Take, Tariff
from renoflow.reasons import Reason, reason

__all__ = ["Pricing"]

_ZERO: Final = Fraction(0)
_OFF: Final = ("discount", "maximum")
_TAKEN: Final[Mapping[Take, Callable[[list[Fraction]], Fraction]]] = {
    "sum": lambda worths: sum(worths, _ZERO),
    "greatest": max,
    "least": min,
}


class _Unpriced(Exception):
    """The table names no price; what is said of it."""

    def __init__(self, objection: Reason) -> None:
        super().__init__(objection.code)
        self.objection = objection


class _How(TypedDict):
    within: Fraction
    rounding: Rounding


class Pricing:
    """The lines so far, and what is known of the rows above."""

    def __init__(
        self,
        tariff: Tariff,
        measures: Mapping[str, Measured | Fraction],
        choices: Mapping[str, str],
        within: Fraction | None,
    ) -> None:
        self.tariff = tariff
        self.choices = choices
        self.within = within
        self.worth: dict[str, Fraction] = {name: exact(value) for name, value in measures.items()}
        self.worth |= dict.fromkeys((TOTAL, *(row.id for row in tariff.rows)), _ZERO)
        self.factors: dict[tuple[str, str], Fraction] = {
            (one.choice, one.value): one.times for one in tariff.factors
        }
        self.lines: list[PricedLine] = []
        self.objections: list[Reason] = []

    def add(self, row: Charge) -> None:
        """Work *row* out, into ``lines`` or into ``objections``; nothing where it holds not."""
        if not all(self._holds(one) for one in row.when):
            return
        try:
            line = self._line(row)
        except _Unpriced as error:
            self.objections.append(error.objection)
            return
        self.lines.append(line)
        self.worth[row.id] += line.amount.fen
        if row.kind not in TOLD:
            self.worth[TOTAL] += line.amount.fen

    def _holds(self, when: When) -> bool:
        if when.of:
            (edges,) = bounds((when,))
            return edges.holds(sum((self.worth[name] for name in when.of), _ZERO))
        return self.choices[when.choice] in when.values

    def _line(self, row: Charge) -> PricedLine:
        worths = [self.worth[name] for name in row.of]
        measured = _TAKEN[row.take](worths) if worths else None
        counted = None if measured is None else _counted(row, measured)
        slices: tuple[PricedSlice, ...] = ()
        if measured == 0:
            fen = _ZERO
        elif row.bands and row.kind != "tax_included":
            if measured is not None and measured < 0:
                raise _Unpriced(self._nowhere(row, measured, twice=False))
            slices = self._slices(row, counted)
            fen = self._priced(row, slices) if slices else _ZERO
        else:
            fen = _of_rows(row, measured or _ZERO)
        if row.kind in _OFF:
            fen = -fen
        amount, cut = self._rounded(row, fen, measured), False
        if row.kind in ("discount", "credit"):
            least = self._room(row)
            cut = abs(amount) > least
            if cut:
                amount = -least if row.kind == "discount" else least
        return PricedLine(
            rule=f"{self.tariff.name}#{row.id}",
            kind=row.kind,
            amount=Money(amount),
            measured=measured,
            counted=counted,
            slices=slices,
            fen=fen,
            cut=cut,
            upon=row.upon,
            source=row.source,
        )

    def _priced(self, row: Charge, slices: Sequence[PricedSlice]) -> Fraction:
        fen = sum((one.fen for one in slices), _ZERO)
        for choice in row.factors:
            fen *= self.factors[choice, self.choices[choice]]
        return clamped(fen, row.least, row.most)

    def _rounded(self, row: Charge, fen: Fraction, measured: Fraction | None) -> int:
        step = (row.step or self.tariff.step).fen
        rounding = row.rounding or self.tariff.rounding
        if row.kind == "round":
            of = measured or _ZERO
            return _to_step(of, rounding, step, row) - int(of)
        # What takes off is rounded as an amount: half a fen off is not half a fen less off.
        sign = -1 if fen < 0 else 1
        return sign * _to_step(abs(fen), rounding, step, row)

    def _room(self, row: Charge) -> int:
        """What is there to be taken off."""
        rows = [name for name in row.of if any(one.id == name for one in self.tariff.rows)]
        left = self.worth[TOTAL]
        if rows and TOTAL not in row.of:
            left = min(left, sum((self.worth[name] for name in rows), _ZERO))
        return max(int(left), 0)

    # --- bands --------------------------------------------------------------------------

    def _slices(self, row: Charge, counted: Fraction | None) -> tuple[PricedSlice, ...]:
        if counted is None:
            return (self._slice(row, 0, _ZERO),)
        if not counted:
            return ()
        lies = row.lies
        at = sum((self.worth[name] for name in row.by), _ZERO) if row.by else counted
        if row.mode == "between":
            return (self._between(row, counted, at),)
        if row.mode is None or row.mode == "whole":
            found = [place for place, one in enumerate(lies) if one.holds(at)]
            if len(found) != 1:
                raise _Unpriced(self._nowhere(row, at, twice=bool(found)))
            chosen = self._slice(row, found[0], counted)
            if row.never_falls:
                ended = [
                    self._slice(row, place, one.high)
                    for place, one in enumerate(lies)
                    if one.high is not None and one.high <= counted
                ]
                chosen = max((chosen, *ended), key=lambda part: part.fen)
            return (chosen,)
        reached = self._reached(row, lies, counted)
        if row.mode == "excess":
            last = reached[-1]
            return (self._slice(row, last, counted - lies[last].low),)
        return tuple(
            self._slice(row, place, min(counted, _end(lies[place], counted)) - lies[place].low)
            for place in reached
        )

    def _reached(self, row: Charge, lies: Sequence[Bounds], q: Fraction) -> list[int]:
        """The bands from zero to *q* without a hole and without one over another."""
        reached = []
        end: Fraction | None = _ZERO
        for place, one in enumerate(lies):
            if one.low >= q:
                break
            if end is None or one.low != end:
                raise _Unpriced(self._nowhere(row, q, twice=end is None or one.low < end))
            reached.append(place)
            end = one.high
        if not reached or (end is not None and end < q):
            raise _Unpriced(self._nowhere(row, q, twice=False))
        return reached

    def _between(self, row: Charge, q: Fraction, at: Fraction) -> PricedSlice:
        ends = [one.high for one in row.lies if one.high is not None]
        place = bisect_left(ends, at)
        # Points of amounts are the price; points of rates or shares are that of a unit.
        units = _ZERO if row.bands[0].amount is not None else q
        if place == len(ends) < len(row.bands):
            if units:
                return self._slice(row, place, units)
            past = self._slice(row, place, q - ends[-1])
            return attrs.evolve(past, fen=past.fen + self._slice(row, place - 1, _ZERO).fen)
        if place == len(ends) or (place == 0 and at < ends[0]):
            raise _Unpriced(self._nowhere(row, at, twice=False))
        fen = self._slice(row, place, units).fen
        if at < ends[place]:
            before, start = self._slice(row, place - 1, units).fen, ends[place - 1]
            fen = before + (fen - before) * (at - start) / (ends[place] - start)
        return PricedSlice(rule=self._band(row, place), quantity=q, fen=fen)

    def _slice(self, row: Charge, place: int, quantity: Fraction) -> PricedSlice:
        band = row.bands[place]
        if band.ranged and self.within is None:
            raise _Unpriced(reason("tariff.ranged", rule=self._band(row, place)))
        how: _How = {
            "within": self.within or _ZERO,
            "rounding": row.rounding or self.tariff.rounding,
        }
        if band.slide is not None and unit_price(band, quantity, **how) < 0:
            raise _Unpriced(self._nowhere(row, quantity, twice=False))
        fen = takes(band, quantity, **how)
        return PricedSlice(rule=self._band(row, place), quantity=quantity, fen=fen)

    def _band(self, row: Charge, place: int) -> str:
        return f"{self.tariff.name}#{row.id}[{place + 1}]"

    def _nowhere(self, row: Charge, at: Fraction, *, twice: bool) -> Reason:
        rule = f"{self.tariff.name}#{row.id}"
        if twice:
            return reason("tariff.two_bands", rule=rule, at=at)
        return reason("tariff.outside", rule=rule, at=at)


def _end(lies: Bounds, otherwise: Fraction) -> Fraction:
    return otherwise if lies.high is None else lies.high


def _counted(row: Charge, measured: Fraction) -> Fraction:
    """What of *measured* is charged for."""
    if not measured:
        return _ZERO
    q = measured
    if row.each is not None and row.counted is not None:
        each = exact(row.each)
        q = each * _to_step(q / each, row.counted, 1, row)
    if row.at_least is not None:
        q = max(q, exact(row.at_least))
    if row.at_most is not None:
        q = min(q, exact(row.at_most))
    return q if row.included is None else max(q - exact(row.included), _ZERO)


def _of_rows(row: Charge, measured: Fraction) -> Fraction:
    """What a row without prices of its own comes to."""
    if row.kind == "minimum":
        return max(exact(row.least or Money(0)) - measured, _ZERO)
    if row.kind == "maximum":
        return max(measured - exact(row.most or Money(0)), _ZERO)
    if row.kind == "tax_included":
        share = row.bands[0].share or _ZERO
        return measured * share / (1 + share)
    return _ZERO  # a sum that is brought to its step


def _to_step(value: Fraction, rounding: Rounding, step: int, row: Charge) -> int:
    try:
        return step * scaled_fen(1, value.numerator, value.denominator * step, rounding)
    except Malformed as error:
        raise Malformed(error.code, f"rows.{row.id}", **error.params) from None
