"""A warranty held against the law: it may be longer and never shorter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from renoflow.periods import CALENDAR, ELAPSED, Span, months
from renoflow.pricing.warranty.records import Floor, Seasons, Warranty
from renoflow.reasons import Reason, reason

__all__ = ["warranty_objections"]

_STARTS: Final = tuple((year, month) for year in range(2001, 2005) for month in range(12))
"""The months of four years: every length that so many months can have begins in one of them."""


def warranty_objections(agreed: Warranty, floors: Sequence[Floor]) -> tuple[Reason, ...]:
    """Where *agreed* gives less than *floors*, in their order; nothing if it does nowhere.

    For every row of law, each work and place in it: the longest row of the contract is held
    against it, whatever the day of the acceptance. ``warranty.short`` names the article
    and the row; ``warranty.silent`` a work that the contract does not mention, where the law
    answers alone; ``warranty.starts`` a contract that counts from something else than
    the law does. A term in years is held to cover so many heating or cooling periods if it
    has as many years, and one more where a period under way at the start does not count.
    """
    found: list[Reason] = []
    for floor in floors:
        for work in floor.works:
            for place in floor.places or (None,):
                about = [one for one in agreed.terms if one.covers(work, place)]
                where = place or "anywhere"
                if not about:
                    found.append(
                        reason("warranty.silent", rule=floor.article, work=work, place=where)
                    )
                elif all(_is_shorter(one.lasts, floor.lasts) for one in about):
                    found.append(
                        reason(
                            "warranty.short",
                            rule=floor.article,
                            work=work,
                            place=where,
                            row=f"{agreed.name}#{about[0].id}",
                            source=about[0].source,
                        )
                    )
    articles = dict.fromkeys(one.article for one in floors if one.starts != agreed.starts)
    found += [reason("warranty.starts", rule=one, row=agreed.name) for one in articles]
    return tuple(found)


def _is_shorter(given: Span | Seasons, least: Span | Seasons) -> bool:
    """Whether there is a day of acceptance on which *given* ends before *least*."""
    if isinstance(given, Seasons):
        if not isinstance(least, Seasons):
            return True  # when a town heats is no number of days
        whole = given.n - (given.partial and not least.partial)
        return given.of != least.of or whole < least.n
    if isinstance(least, Seasons):
        least = months(12 * (least.n + (not least.partial)), counting=CALENDAR)
    cut = _cut(given) - _cut(least)
    of_given, of_least = _months(given), _months(least)
    if of_given and of_least:
        return of_given < of_least or (of_given == of_least and cut > 0)
    # The one of months at its worst: short where it is the contract's, long where the law's.
    here = min(_lengths(of_given)) if of_given else _days(given)
    there = max(_lengths(of_least)) if of_least else _days(least)
    return here - cut < there


def _cut(span: Span) -> int:
    """By how many days *span* ends before the corresponding day is over."""
    return span.count_first + (span.edge == "before") + (span.counting == ELAPSED)


def _months(span: Span) -> int:
    """Months of *span*; 0 where it counts days or weeks."""
    return {"month": 1, "year": 12}.get(span.unit, 0) * span.n


def _days(span: Span) -> int:
    return span.n * (7 if span.unit == "week" else 1)


def _lengths(count: int) -> tuple[int, ...]:
    """All numbers of days that *count* months can have."""
    return tuple(
        date(year + (month + count) // 12, (month + count) % 12 + 1, 1).toordinal()
        - date(year, month + 1, 1).toordinal()
        for year, month in _STARTS
    )
