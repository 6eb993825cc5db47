"""What approved change orders do to the parts of a schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact
from renoflow.money import Money
from renoflow.periods import Span, last_instant
from renoflow.pricing.changes import Change, Changes, changes
from renoflow.pricing.contracts import contract_component
from renoflow.pricing.ledger.fill import Filled, Flow
from renoflow.pricing.ledger.terms import ChangeTerms
from renoflow.pricing.plans import Collects, Due, Instalment, Part, Schedule
from renoflow.pricing.records import Component
from renoflow.reasons import Reason, reason

__all__ = ["Moved", "in_force", "moved", "widened"]


@attrs.frozen(kw_only=True)
class Moved:
    """The change orders of a project and what the approved ones come to.

    ``orders`` are all of them, ``counted`` those that move the total, ``parts`` the parts
    that additions make, ``flows`` the moves by what collects them.
    """

    orders: Changes
    counted: tuple[Change, ...] = ()
    parts: tuple[Part, ...] = ()
    flows: Mapping[Collects, tuple[Flow, ...]] = attrs.field(factory=dict)
    findings: tuple[Reason, ...] = ()


def moved(  # noqa: PLR0913 - what was ordered, and what it is measured against
    made: Schedule,
    terms: ChangeTerms | None,
    facts: Sequence[Fact],
    past: Sequence[Fact],
    calendar: WorkCalendar,
    *,
    at: datetime,
    given: bool,
) -> Moved:
    """What the orders in *facts* do to *made* by *terms*, as seen at *at*.

    *past* are the facts up to then; *given*: the totals were, so that orders may be in
    them already.
    """
    if terms is None:
        unread = tuple(sorted(one.id for one in past if one.kind == "change_order"))
        findings: tuple[Reason, ...] = ()
        if unread and not given:
            findings = (reason("ledger.changes", rule=made.plan.name, facts=unread),)
        return Moved(orders=Changes(rows=(), warnings=()), findings=findings)
    orders = changes(facts, calendar, approvers=terms.approvers, at=at)
    signed = {component for component, _ in made.totals}
    lacks = {contract_component(one) for one in past} - signed
    rows = [
        (row, row.approved_at, made.plan.collects(component_of(row)))
        for row in orders.rows
        if row.approved_at is not None and (terms.after is None or row.approved_at > terms.after)
    ]
    # Nothing can be taken off where nothing is to be paid.
    homes = {one.part.component for one in made.instalments}
    homes |= {pot for row, _, pot in rows if pot is not None and row.amount.fen > 0}
    counted: list[Change] = []
    parts: list[Part] = []
    flows: dict[Collects, list[Flow]] = {}
    found: list[Reason] = []
    for row, when, pot in rows:
        component = component_of(row)
        if pot is None or pot not in homes or component in lacks:
            found.append(
                reason(
                    "ledger.change_out",
                    rule=made.plan.name,
                    facts=(row.fact,),
                    component=component,
                )
            )
            continue
        counted.append(row)
        told = ""
        if row.amount.fen > 0:
            told = f"change:{row.fact}"
            due = _due(terms, when, calendar)
            parts.append(
                Part(id=told, component=pot, amount=row.amount, due=due, source=terms.source)
            )
        flows.setdefault(pot, []).append(
            Flow(at=when, fact=row.fact, fen=row.amount.fen, kind="change", told=told)
        )
    return Moved(
        orders=orders,
        counted=tuple(counted),
        parts=tuple(parts),
        flows={pot: tuple(moves) for pot, moves in flows.items()},
        findings=tuple(found),
    )


def _due(terms: ChangeTerms, approved: datetime, calendar: WorkCalendar) -> Due:
    if terms.due is not None:
        return terms.due
    within = cast("Span", terms.within)  # the terms have one of the two
    return Due(on=calendar.day(last_instant(within, approved, calendar).at))


def component_of(row: Change) -> Component:
    """What a change is for; one that names nothing is of the works."""
    return row.component or "works"


def widened(made: Schedule, parts: Sequence[Part]) -> Schedule:
    """*made* with the *parts* of additions behind its own, at nothing until they are approved."""
    more = tuple(Instalment(part=part, amount=Money(0)) for part in parts)
    return attrs.evolve(made, instalments=(*made.instalments, *more)) if more else made


def in_force(
    wide: Schedule, filled: Mapping[Collects, Filled], counted: Sequence[Change]
) -> Schedule:
    """*wide* with every part at what the changes *counted* have made of it."""
    if not counted:
        return wide
    sums: dict[Component, Money] = {}
    for row in counted:
        sums[component_of(row)] = sums.get(component_of(row), Money(0)) + row.amount
    found, rows = [], []
    for one in wide.instalments:
        size = Money(filled[one.part.component].sizes[one.part.id])
        if size != one.amount:
            rows.append((one.part.id, size - one.amount))
            found.append(attrs.evolve(one, amount=size))
        else:
            found.append(one)
    return attrs.evolve(
        wide, instalments=tuple(found), changes=tuple(rows), moved=tuple(sorted(sums.items()))
    )
