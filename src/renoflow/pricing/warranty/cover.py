"""Warranties read off a history: whether some work is covered, until when, by which row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, TypeAlias

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact, known
from renoflow.limits import Limit, LimitState, state
from renoflow.periods import CALENDAR, Span, days
from renoflow.pricing.warranty.records import Floor, Place, Season, Seasons, Warranty, Work
from renoflow.reasons import Reason, reason
from renoflow.select import Anchor, Scope, compile_anchor, see

__all__ = ["Cover", "CoverStatus", "after_warranty", "warranty", "warranty_limits"]

CoverStatus: TypeAlias = Literal["running", "season_unknown", "not_begun", "over", "none"]
"""Whether a warranty runs; ``season_unknown`` where the rows wait for a heating or cooling
period that nobody told, ``not_begun`` before the start, ``none`` where no row is about it."""


@attrs.frozen(kw_only=True)
class Cover:
    """Whether some work is under warranty; made by :func:`warranty`.

    Attributes:
        status: As seen at the asked instant.
        until: The last instant under warranty; None where there is none, or where a row
            that may last longer has not begun or waits for a period that nobody told.
        rule: The row that lasts longest of those known: ``id@revision#row`` of the
            contract, or the id of a row of law.
        source: The clause or the article of that row.
        limits: All rows about the work, as limits: the contract's in its order, then the
            law's.
    """

    status: CoverStatus
    until: datetime | None
    rule: str
    source: str
    limits: tuple[LimitState, ...]


def warranty_limits(  # noqa: PLR0913 - the rows, what is asked about, and where it is read
    agreed: Warranty | None,
    floors: Sequence[Floor],
    scope: Scope,
    *,
    work: Work,
    place: Place | None,
    seasons: Sequence[Season],
) -> tuple[Limit, ...]:
    """The rows about *work* at *place* as limits: the contract's, then the law's.

    A limit without a span has begun and waits for a heating or cooling period that
    *seasons* does not hold yet.
    """
    return tuple(
        Limit(
            id=name,
            source=source,
            anchor=starts,
            span=_span(lasts, starts, scope, seasons) if isinstance(lasts, Seasons) else lasts,
        )
        for name, source, starts, lasts in _about(agreed, floors, work, place)
    )


def _about(
    agreed: Warranty | None, floors: Sequence[Floor], work: Work, place: Place | None
) -> Iterator[tuple[str, str, Anchor, Span | Seasons]]:
    """The rows about *work* at *place*: name, source, start, length."""
    if agreed is not None:
        for term in agreed.terms:
            if term.covers(work, place):
                yield f"{agreed.name}#{term.id}", term.source, agreed.starts, term.lasts
    for floor in floors:
        if floor.covers(work, place):
            yield floor.id, floor.article, floor.starts, floor.lasts


def _span(lasts: Seasons, starts: Anchor, scope: Scope, seasons: Sequence[Season]) -> Span | None:
    """From the start through the last day of the last period that counts; None if unknown."""
    begun = compile_anchor(starts)(scope)
    if begun is None:
        return None
    on = scope.calendar.day(begun[0])
    counted = sorted(
        one.last
        for one in seasons
        if one.of == lasts.of and (one.first > on or (lasts.partial and one.last > on))
    )
    if len(counted) < lasts.n:
        return None
    return days((counted[lasts.n - 1] - on).days, counting=CALENDAR)


def warranty(  # noqa: PLR0913 - what is asked about, and the two time axes
    agreed: Warranty | None,
    floors: Sequence[Floor],
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    *,
    work: Work,
    place: Place | None,
    seasons: Sequence[Season],
    at: datetime,
    known_at: datetime | None = None,
) -> Cover:
    """Whether *work* at *place* is under warranty at *at*, until when, by which row (CMP-07).

    The row that ends last decides; of a row of the contract and one of law that end
    together the contract's is named. The last instant is inside.

    Args:
        agreed: The contract's warranty; None where it has none.
        floors: The rows of law that apply, such as :data:`~renoflow.pricing.FLOORS`.
        facts: The customer's history.
        calendar: For the spans, and the days of facts without an hour.
        work: What is asked about.
        place: Where; None where nobody told: then only rows for everywhere answer.
        seasons: Heating and cooling periods of the town, as far as they are known.
        at: The asked instant; later facts do not count.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``value.naive``, ``fact.clash``, ``time.range``.
    """
    seen = see(known(facts, calendar, known_at=known_at), calendar, days="start")
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    limits = warranty_limits(agreed, floors, scope, work=work, place=place, seasons=seasons)
    read = [(state(one, scope), one.source) for one in limits]
    if not read:
        return Cover(status="none", until=None, rule="", source="", limits=())
    ends = [(one.last, one, source) for one, source in read if one.last is not None]
    waiting = [(one, source) for one, source in read if one.status == "open" and one.last is None]
    unarmed = [(one, source) for one, source in read if one.status == "unarmed"]
    status: CoverStatus
    if any(one.status == "open" for _, one, _ in ends):
        status, (best, source) = "running", _longest(ends)
    elif waiting:
        status, (best, source) = "season_unknown", waiting[0]
    elif unarmed:
        status, (best, source) = "not_begun", unarmed[0]
    else:
        status, (best, source) = "over", _longest(ends)
    return Cover(
        status=status,
        until=None if waiting or unarmed else best.last,
        rule=best.limit,
        source=source,
        limits=tuple(one for one, _ in read),
    )


def _longest(
    ends: Sequence[tuple[datetime, LimitState, str]],
) -> tuple[LimitState, str]:
    """The row that ends last; of several the first."""
    _, best, source = max(ends, key=lambda one: one[0])
    return best, source


def after_warranty(cover: Cover, *, decider: str) -> Reason | None:
    """The question of a defect found once the warranty is over, or None while it is not.

    Free repair or bearing the costs, by the circumstances (CMP-06): nothing decides that
    but a person in the role *decider*, which the company names.
    """
    if cover.status != "over":
        return None
    return reason(
        "warranty.after",
        rule="CMP-06",
        to=decider,
        values=("free_repair", "bear_costs"),
        last=cover.until,
    )
