"""The parts of a plan with their money, and the entries of the book."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from renoflow.money import Money
from renoflow.pricing.ledger.fill import Entry, Filled
from renoflow.pricing.ledger.records import Line, LineState
from renoflow.pricing.ledger.standing import Standing, became, dropped_for
from renoflow.pricing.plans import Collects, Schedule, due_at
from renoflow.pricing.records import Component
from renoflow.select import Scope, compile_anchor

__all__ = ["entries", "line"]


def line(  # noqa: PLR0913, PLR0917 - a line is where everything meets
    stood: Standing,
    filled: Mapping[Collects, Filled],
    full: Mapping[str, datetime],
    made: Schedule,
    dropped: Mapping[Component, datetime],
    scope: Scope,
) -> Line:
    """The line of one part: what lies on it, since when, and what became of it."""
    part, amount = stood.one.part, stood.one.amount
    pot = filled[part.component]
    met = full.get(part.id)
    receipts = tuple(name for when, name in pot.facts if met is None or when <= met)
    gone_at = dropped_for(part.component, made, dropped)
    rule = f"{made.plan.name}#{part.id}"
    found, gone = became(stood, rule, met, receipts, scope.asked, gone_at)
    states: dict[str, LineState] = {
        "open": "open",
        "met": "met",
        "met_late": "met_late",
        "missed": "missed",
    }
    state: LineState = states.get(found.status, "not_due")
    if amount.fen <= 0:
        state = "nothing"
    elif met is not None and stood.last is None:
        state = "met"
    elif gone or (gone_at is not None and state == "not_due"):
        state = "dropped"
    released = 0
    release_due = None
    if part.release is not None:
        for when, fact in scope.seen.by_kind.get("release", ()):
            value = fact.get("amount")
            if when <= scope.asked and fact.get("part") == part.id and isinstance(value, Money):
                released += value.fen
        anchor = part.release.anchor
        since = None if anchor is None else compile_anchor(anchor)(scope)
        if anchor is None or since is not None:
            start = scope.asked if since is None else since[0]
            release_due = due_at(part.release, start, scope.calendar).at
    return Line(
        part=part,
        amount=amount,
        paid=Money(pot.paid[part.id]),
        due=stood.last,
        state=state,
        met_at=met,
        provisional=stood.provisional,
        cites=found.facts,
        released=Money(released),
        release_due=release_due,
    )


def entries(filled: Mapping[Collects, Filled]) -> tuple[Entry, ...]:
    """The entries of all components, oldest first."""
    rows = [entry for pot in filled.values() for entry in pot.entries]
    return tuple(sorted(rows, key=lambda one: one.at))
