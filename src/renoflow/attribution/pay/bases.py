"""On what is paid: the occasions of a term, and what its rate makes of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from renoflow.attribution.pay.hearing import Hearing, Occasion, Place
from renoflow.attribution.pay.rows import BaseRow, TermRow
from renoflow.attribution.policy import Bands, Base, GroundRate
from renoflow.attribution.records import Answer
from renoflow.money import Money
from renoflow.periods import last_instant
from renoflow.reasons import Reason, reason
from renoflow.select import Dated

__all__ = ["occasions", "worth"]


def occasions(
    hearing: Hearing, row: TermRow, given: Mapping[str, Money]
) -> tuple[list[Occasion], list[Reason]]:
    """The occasions that the facts give to *row*, in time order, and those without an amount."""
    base = row.base.base
    found: list[Occasion] = []
    missing: list[Reason] = []
    for group in _groups(base, _inside(hearing, row.base)):
        ids = tuple(sorted(fact.id for _, fact in group))
        at = group[-1][0]
        fen = _fen(base, group, given)
        if fen is None:
            missing.append(reason("pay.no_amount", rule=row.name, facts=ids))
        elif fen > 0:
            last = [fact for when, fact in group if when == at]
            opening = last[0] if len(last) == 1 else None
            found.append(Occasion(at=at, facts=ids, fen=fen, opening=opening, start=at))
    return found, missing


def _inside(hearing: Hearing, row: BaseRow) -> list[Dated]:
    """The facts of a base that lie in its window.

    An end that has not come yet excludes nothing; a beginning that has not come, everything.
    """
    assert row.facts is not None  # noqa: S101 - a base of a term has lines for occasions
    scope = hearing.scope(hearing.at)
    hits = hearing.chosen(row.facts, hearing.at)
    if row.after is not None:
        found = row.after(scope)
        hits = [] if found is None else [pair for pair in hits if pair[0] > found[0]]
    if row.before is not None:
        found = row.before(scope)
        if found is not None:
            hits = [pair for pair in hits if pair[0] < found[0]]
    if row.of is not None and row.base.within is not None:
        found = row.of(scope)
        if found is None:
            return []
        last = last_instant(row.base.within, found[0], scope.calendar).at
        hits = [pair for pair in hits if found[0] <= pair[0] <= last]
    return hits


def _groups(base: Base, hits: list[Dated]) -> list[list[Dated]]:
    if base.take == "each":
        return [[pair] for pair in hits]
    if not hits or base.take == "sum":
        return [hits] if hits else []
    edge = hits[0][0] if base.take == "first" else hits[-1][0]
    return [[pair for pair in hits if pair[0] == edge]]


def _fen(base: Base, group: Sequence[Dated], given: Mapping[str, Money]) -> int | None:
    """The base of one occasion; None where no fact of it tells an amount."""
    if base.field is not None:
        told = [fact.get(base.field) for _, fact in group]
        amounts = [one.fen for one in told if isinstance(one, Money)]
        return sum(amounts) if amounts else None
    one = given[base.given] if base.given is not None else base.amount
    assert one is not None  # noqa: S101 - __attrs_post_init__ has refused it
    return one.fen * (len(group) if base.take == "sum" else 1)


def worth(
    hearing: Hearing, row: TermRow, one: Occasion, all_: Sequence[Occasion], payee: str | None
) -> Fraction | None:
    """Base times rate times part, in fen and exact; None where one of them is not known yet."""
    place = Place(payee, one)
    scope = hearing.scope(one.at, place)
    part = row.part(scope)
    if part is None:
        return None
    rate = row.term.rate
    if isinstance(rate, Bands):
        return _banded(rate, one, all_) * part
    if row.rate is not None:
        graded = row.rate(scope)
    elif isinstance(rate, GroundRate):
        graded = _by_ground(hearing.answer(row.term, one.at), rate)
    else:
        graded = _own(hearing, row, one.at, place)
    return None if graded is None else one.fen * graded * part


def _own(hearing: Hearing, row: TermRow, at: datetime, place: Place) -> Fraction | None:
    """The last, or first, number told of the payee; two at one instant are none."""
    own = row.own
    assert own is not None  # noqa: S101 - the caller has looked at the other rates
    if own.at is not None:
        found = own.at(hearing.scope(at, place))
        if found is None or found[0] > hearing.at:
            return None
        at = found[0]
    hits = hearing.chosen(own.facts, at, place)
    edge = 0 if own.rate.take == "first" else -1
    told = {fact.get(own.rate.field) for when, fact in hits if when == hits[edge][0]}
    if len(told) != 1:
        return None
    number = told.pop()
    if isinstance(number, int | Decimal) and number is not True and number is not False:
        return Fraction(number)
    return None


def _by_ground(answer: Answer, rate: GroundRate) -> Fraction | None:
    """The rate of the row that names the ground of *answer*; None where none does."""
    name = answer.rule.rpartition("#")[2]
    return next((row.gives for row in rate.grounds if name in row.values or not row.values), None)


def _banded(bands: Bands, one: Occasion, all_: Sequence[Occasion]) -> Fraction:
    """What the bands give; of a running sum, its part that came with this instant."""
    before, now = 0, one.fen
    if bands.of == "sum":
        before = sum(other.fen for other in all_ if other.at < one.at)
        now = sum(other.fen for other in all_ if other.at == one.at)
    if bands.how == "whole":
        return one.fen * _whole(bands, before + now)
    gained = _sliced(bands, before + now) - _sliced(bands, before)
    return gained * one.fen / now


def _whole(bands: Bands, fen: int) -> Fraction:
    for row in bands.bands:
        if isinstance(row.upto, Money) and fen <= row.upto.fen:
            return row.gives
    return bands.bands[-1].gives


def _sliced(bands: Bands, fen: int) -> Fraction:
    edges = [0, *(row.upto.fen for row in bands.bands if isinstance(row.upto, Money)), fen]
    found = Fraction(0)
    for row, (low, high) in zip(bands.bands, pairwise(edges), strict=True):
        found += max(0, min(fen, high) - low) * row.gives
    return found
