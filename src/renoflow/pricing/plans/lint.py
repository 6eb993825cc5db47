"""What is odd about a plan before any customer signs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from renoflow.calendars import WorkCalendar
from renoflow.facts import KINDS, Kind
from renoflow.money import Money, format_yuan
from renoflow.pricing.plans.due import Due, due_at
from renoflow.pricing.plans.records import Cap, CapRow, Part, Plan
from renoflow.pricing.plans.split import Pot
from renoflow.reasons import Reason
from renoflow.select import Anchor, record_faults

__all__ = ["lint"]

_NOWHERE: Final = ("opened", "approved", "lapsed", "decisive", "asked")
"""Anchors that a plan never finds: they belong to claims and stages, or move with the asking."""

_ORDER: Final = (
    ("agreement", ""),
    ("contract", ""),
    ("start", ""),
    ("acceptance", "concealed"),
    ("acceptance", "mid_term"),
    ("acceptance", "final"),
    ("completion", ""),
    ("settlement", ""),
)
"""What happens in which order on every site; other facts have no place in it."""

_FIRST: Final = date(2024, 1, 1)
_SAMPLE: Final = 400
"""Days from which two due dates are compared: all month ends, a leap day and a new year."""


def lint(
    plan: Plan,
    calendar: WorkCalendar,
    *,
    smallest: Money,
    kinds: Mapping[str, Kind] = KINDS,
) -> tuple[Reason, ...]:
    """What will surprise whoever uses *plan*, part by part; nothing here is refused.

    ``lint.never`` is a part that never falls due (it may wait for a fact that is misspelt),
    ``lint.nothing`` one that always comes to nothing, ``lint.below`` one that comes to less
    than a fen (a unit) of the *smallest* contract, ``lint.amounts`` the least total that fixed
    amounts need, ``lint.rounding`` a rest that bears the rounding of the others and no more,
    ``lint.over`` one beside parts that ask for more than any total, ``lint.order`` a part that
    falls due before one that stands before it, ``lint.cap`` a cap that cannot be reached,
    ``lint.cap_row`` a band that is never read, ``lint.tax`` a tax of what no part collects
    apart. That the parts total the whole is no question: a plan that cannot is not made.

    Args:
        plan: The plan.
        calendar: For comparing due days that are counted from the same fact.
        smallest: The smallest total that the company signs.
        kinds: The kinds of facts that the company tells, with its own.

    Raises:
        Malformed: ``time.range``.
    """
    found: list[Reason] = []
    for place, part in enumerate(plan.parts):
        found.extend(_of_part(plan, place, part, smallest, kinds))
    for pot in plan.pots.values():
        found.extend(_of_pot(plan, pot, calendar))
    for cap in plan.caps:
        found.extend(_of_cap(plan, cap))
    found += [
        _linted("lint.tax", plan, f"taxes[{place}]", component=one)
        for place, tax in enumerate(plan.taxes)
        for one in tax.components
        if one not in plan.pots
    ]
    return tuple(found)


def _linted(code: str, plan: Plan, name: str, **more: str) -> Reason:
    return Reason(code=code, rule=f"{plan.name}#{name}", params=tuple(sorted(more.items())))


def _of_part(
    plan: Plan, place: int, part: Part, smallest: Money, kinds: Mapping[str, Kind]
) -> Iterator[Reason]:
    before = [other.id for other in plan.parts[:place]]
    waits = (part.due, *part.needs)
    if (part.due.anchor is not None and _never(part.due.anchor, before)) or any(
        True for one in waits for _ in record_faults(one, kinds)
    ):
        yield _linted("lint.never", plan, part.id)
    if part.share is not None and part.share * smallest.fen < plan.unit.fen:
        yield _linted("lint.below", plan, part.id, total=format_yuan(smallest))


def _never(anchor: Anchor, before: list[str]) -> bool:
    if anchor.of == "limit":
        return anchor.limit not in before
    return anchor.of in _NOWHERE or any(_never(one, before) for one in anchor.anchors)


def _of_pot(plan: Plan, pot: Pot, calendar: WorkCalendar) -> Iterator[Reason]:  # noqa: C901 - one finding after the other
    exhausted = False
    shares, fixed = Fraction(0), 0
    for part in pot.parts:
        if exhausted and not part.rest:
            yield _linted("lint.nothing", plan, part.id)
        if part.share is not None and part.of == "left":
            exhausted = exhausted or part.share == 1
        elif part.share is not None:
            shares += part.share
        elif part.amount is not None:
            fixed += part.amount.fen
    if exhausted and pot.bearer is not None:
        yield _linted("lint.nothing", plan, pot.bearer.id)
    if pot.bearer is not None and shares >= 1:
        only = shares == 1 and len(pot.others) == len(pot.weights)
        yield _linted("lint.rounding" if only else "lint.over", plan, pot.bearer.id)
    elif fixed:
        least = -(-Fraction(fixed) // (1 - shares))
        name = next(part.id for part in pot.parts if part.amount is not None)
        yield _linted("lint.amounts", plan, name, total=format_yuan(Money(int(least))))
    listed = [part for part in plan.parts if part.component == pot.component]
    for place, part in enumerate(listed):
        for other in listed[:place]:
            if _earlier(part.due, other.due, calendar):
                yield _linted("lint.order", plan, part.id, other=f"{plan.name}#{other.id}")
                break


def _earlier(due: Due, other: Due, calendar: WorkCalendar) -> bool:
    """Whether *due* is known to lie before *other*, at least sometimes."""
    if due.on is not None or other.on is not None:
        if due.on is None or other.on is None:
            return False
        start = calendar.start(_FIRST)
        return due_at(due, start, calendar).at < due_at(other, start, calendar).at
    if due.anchor == other.anchor:
        days = (_FIRST + timedelta(days=n) for n in range(_SAMPLE))
        return any(
            due_at(due, start, calendar).at < due_at(other, start, calendar).at
            for start in map(calendar.start, days)
        )
    ranks = _rank(due.anchor), _rank(other.anchor)
    return ranks[0] is not None and ranks[1] is not None and ranks[0] < ranks[1]


def _rank(anchor: Anchor | None) -> int | None:
    if anchor is None or anchor.of != "first" or anchor.facts is None:
        return None
    (kind, *more) = anchor.facts.kinds
    told = {one.field: one.values for one in anchor.facts.where if one.op == "in"}
    for rank, (name, stage) in enumerate(_ORDER):
        if kind == name and not more and (not stage or told.get("stage") == (stage,)):
            return rank
    return None


# --- caps -------------------------------------------------------------------------------


def _of_cap(plan: Plan, cap: Cap) -> Iterator[Reason]:
    least = Fraction(-1)  # nothing up to here is left for the next row
    bites = False
    parts = [part for part in plan.parts if part.id in cap.parts]
    share = _share_of(plan, cap, parts)
    for row in cap.rows:
        most = row.upto or row.below
        top = None if most is None else most.fen - (0 if row.upto is not None else 1)
        if top is not None and top <= least:
            yield _linted("lint.cap_row", plan, cap.id, bound=format_yuan(most or Money(0)))
            continue
        bites = bites or share is None or _bites(row, share, top)
        least = Fraction(top) if top is not None else least
    if not bites:
        yield _linted("lint.cap", plan, cap.id)


def _share_of(plan: Plan, cap: Cap, parts: list[Part]) -> Fraction | None:
    """Which share of the cap's base its parts take, where that can be known."""
    pots = {part.component for part in parts}
    same = pots == {"all"} and len(plan.pots) == 1 and not cap.base
    same = same or (len(pots) == 1 and tuple(pots) == cap.base)
    shares = [part.share for part in parts if part.share is not None and part.of == "total"]
    return sum(shares, Fraction(0)) if same and len(shares) == len(parts) else None


def _bites(row: CapRow, share: Fraction, top: int | None) -> bool:
    """Whether some total of the band has parts above the row's limit."""
    over = []
    if row.share is not None:
        over.append(row.share < share)
    if row.amount is not None:
        over.append(top is None or row.amount.fen < share * top)
    if row.totals or row.take == "sum":
        return True
    return any(over) if row.take == "least" else all(over)
