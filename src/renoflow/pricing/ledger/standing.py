"""Where each part of a schedule stands in time: due when, resting on what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed
from renoflow.limits import LimitState, Status
from renoflow.periods import Bound
from renoflow.pricing.contracts import COMPONENT_OF
from renoflow.pricing.plans import Collects, Due, Instalment, Schedule, due_at
from renoflow.pricing.records import Component
from renoflow.select import Anchor, Scope, Seen, compile_anchor

__all__ = ["Standing", "became", "dropped_for", "dropped_since", "standings"]


@attrs.frozen(kw_only=True)
class Standing:
    """One instalment in time.

    ``last`` is its last instant in time, None while it is not due; ``start`` what it was
    counted from, None for a fixed day; ``cites`` the facts it was counted from, and
    ``known`` the instant at which the last of them was there.
    """

    one: Instalment
    last: datetime | None = None
    start: datetime | None = None
    provisional: bool = False
    cites: tuple[str, ...] = ()
    known: datetime | None = None


def standings(
    schedule: Schedule,
    seen: Seen,
    calendar: WorkCalendar,
    at: datetime,
    full: Mapping[str, datetime] | None,
) -> list[Standing]:
    """Each instalment of *schedule* as seen at *at*, in order.

    *full* tells since when each part is paid, for plans whose parts wait for those before;
    None leaves that out.

    Raises:
        Malformed: ``limit.order`` for a part anchored at one that does not stand before it.
    """
    _check_order(schedule)
    instants = {fact.id: when for when, fact in seen.dated}
    ends: dict[str, datetime] = {}
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at, ends=ends)
    before: dict[str, Standing] = {}
    changed = {one.part.id for one in schedule.instalments} - {p.id for p in schedule.plan.parts}
    found = []
    for one in schedule.instalments:
        stood = _stand(one, scope, instants)
        if schedule.plan.sequence != "free" and one.amount and one.part.id not in changed:
            stood = _after(stood, before.get(one.part.component), schedule, full, scope)
            before[one.part.component] = stood
        if stood.last is not None:
            ends[one.part.id] = stood.last
        found.append(stood)
    return found


def _check_order(schedule: Schedule) -> None:
    before: set[str] = set()
    for place, part in enumerate(schedule.plan.parts):
        if part.due.anchor is not None and not set(_limits(part.due.anchor)) <= before:
            raise Malformed("limit.order", f"[{place}]")
        before.add(part.id)
    for one in schedule.instalments:
        due = one.part.due
        named = set() if due.anchor is None else set(_limits(due.anchor))
        if one.part.id not in before and not named <= before:
            raise Malformed("limit.order", f"changes.{one.part.id}")


def _limits(anchor: Anchor) -> Iterator[str]:
    if anchor.limit is not None:
        yield anchor.limit
    for one in anchor.anchors:
        yield from _limits(one)


def _stand(one: Instalment, scope: Scope, instants: Mapping[str, datetime]) -> Standing:
    due = one.part.due
    anchors = [] if due.anchor is None else [due.anchor]
    anchors += [Anchor(of="first", facts=needed) for needed in one.part.needs]
    starts: list[datetime] = []
    cites: list[str] = []
    for anchor in anchors:
        found = compile_anchor(anchor)(scope)
        if found is None:
            return Standing(one=one)
        starts.append(found[0])
        cites += [fact.id for fact in found[1]]
    start = max(starts, default=None)
    # An anchor may name a day to come, such as a planned start: a span from there waits for
    # it, and what is due before it does not.
    if start is not None and start > scope.upto and not due.backward:
        return Standing(one=one)
    bound = _bound(due, start, scope)
    return Standing(
        one=one,
        last=bound.at,
        start=start,
        provisional=bound.provisional,
        cites=tuple(dict.fromkeys(cites)),
        known=max((instants[name] for name in cites), default=None),
    )


def _bound(due: Due, start: datetime | None, scope: Scope) -> Bound:
    bound = due_at(due, scope.asked if start is None else start, scope.calendar)
    if due.on is not None and start is not None:  # not due before what it needs is there
        there = scope.calendar.end(scope.calendar.day(start))
        return attrs.evolve(bound, at=max(bound.at, there))
    return bound


def _after(
    stood: Standing,
    before: Standing | None,
    schedule: Schedule,
    full: Mapping[str, datetime] | None,
    scope: Scope,
) -> Standing:
    """*stood* no earlier than the part before it lets it be due."""
    if before is None or stood.last is None:
        return stood
    since = before.start
    if schedule.plan.sequence == "paid" and full is not None:
        since = full.get(before.one.part.id)
        if since is None:
            return Standing(one=stood.one)
    elif before.last is None:
        return Standing(one=stood.one)
    if since is None or (stood.start is not None and stood.start >= since):
        return stood
    bound = _bound(stood.one.part.due, since, scope)
    return attrs.evolve(
        stood, start=since, last=bound.at, provisional=bound.provisional or stood.provisional
    )


def became(  # noqa: PLR0913, PLR0917 - what a state is made of
    stood: Standing,
    rule: str,
    met_at: datetime | None,
    receipts: tuple[str, ...],
    at: datetime,
    dropped: datetime | None,
) -> tuple[LimitState, bool]:
    """The state of a part that is due, and whether nobody asks for it any more.

    What fell due after it was *dropped* is asked for by nobody; what was missed by then
    stays missed.
    """
    status: Status
    gone = False
    if stood.last is None:
        status = "unarmed"
    elif met_at is not None:
        status = "met" if met_at <= stood.last else "met_late"
    elif dropped is not None and dropped <= stood.last:
        status, gone = "open", True
    else:
        status = "open" if at <= stood.last else "missed"
    state = LimitState(
        limit=rule,
        status=status,
        start=stood.start,
        last=stood.last,
        met_at=met_at,
        facts=tuple(dict.fromkeys((*stood.cites, *receipts))),
        missing=1 if status in ("open", "missed") else 0,
        provisional=stood.provisional,
    )
    return state, gone


def dropped_since(seen: Seen, at: datetime) -> Mapping[Component, datetime]:
    """Since when a component is cancelled (退单) or its customer lost (跑单), LIF-10.

    A cancellation that names nothing is of the whole project, and a reopening after it
    takes it back. One that names a contract is of that contract; a component is cancelled
    once each of its contracts is. One that names anything else cancels no payment.
    """
    reopened = [when for when, _ in seen.by_kind.get("reopening", ()) if when <= at]
    gone = [(when, fact) for when, fact in seen.by_kind.get("cancellation", ()) if when <= at]
    whole = [when for when, fact in gone if not fact.get("of")]
    whole += [when for when, _ in seen.by_kind.get("loss", ()) if when <= at]
    whole = [when for when in whole if not reopened or when >= reopened[-1]]
    named = {str(fact.get("of")): when for when, fact in reversed(gone)}
    found: dict[Component, datetime] = {}
    for type_, component in COMPONENT_OF.items():
        ids = [
            fact.id
            for when, fact in seen.by_kind.get("contract", ())
            if when <= at and fact.get("type") == type_
        ]
        ends = [min(whole)] if whole else []
        if ids and all(one in named for one in ids):
            ends.append(max(named[one] for one in ids))
        if ends:
            found[component] = min(ends)
    if whole:
        found["design_fee"] = min(whole)
    return found


def dropped_for(
    component: Collects, schedule: Schedule, dropped: Mapping[Component, datetime]
) -> datetime | None:
    """Since when nobody asks for parts of *component*: once all that they collect is gone."""
    covered = [one for one, _ in schedule.totals if schedule.plan.collects(one) == component]
    if not covered or any(one not in dropped for one in covered):
        return None
    return max(dropped[one] for one in covered)
