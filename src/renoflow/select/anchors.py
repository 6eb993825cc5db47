"""Where an anchor is: compiled once into plain functions of a scope."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

from renoflow.facts import Fact
from renoflow.periods import first_instant, last_instant
from renoflow.select.matching import compile_where, of_kinds
from renoflow.select.records import Anchor
from renoflow.select.scope import Scope
from renoflow.select.totals import compile_total

__all__ = ["Finds", "compile_anchor"]

Finds: TypeAlias = Callable[[Scope], tuple[datetime, tuple[Fact, ...]] | None]
"""Finds an instant and the facts it rests on, or None: not yet."""


def compile_anchor(anchor: Anchor) -> Finds:
    """A function that finds the instant of *anchor* and the facts it rests on, or None."""
    found = _compile_base(anchor)
    step = anchor.plus or anchor.back
    if step is None:
        return found
    span, end = step, first_instant if anchor.plus is None else last_instant

    def moved(scope: Scope) -> tuple[datetime, tuple[Fact, ...]] | None:
        base = found(scope)
        if base is None:
            return None
        return end(span, base[0], scope.calendar).at, base[1]

    return moved


def _compile_base(anchor: Anchor) -> Finds:
    of = anchor.of
    if of in ("first", "last"):
        return _compile_seek(anchor)
    if of == "limit":
        name = str(anchor.limit)

        def end(scope: Scope) -> tuple[datetime, tuple[Fact, ...]] | None:
            at = scope.ends.get(name)
            return None if at is None else (at, ())

        return end
    if of == "latest_of":
        parts = [compile_anchor(one) for one in anchor.anchors]

        def latest(scope: Scope) -> tuple[datetime, tuple[Fact, ...]] | None:
            found = [part(scope) for part in parts]
            known = [one for one in found if one is not None]
            if len(known) < len(found):
                return None
            return max(at for at, _ in known), tuple(f for _, facts in known for f in facts)

        return latest

    def own(scope: Scope) -> tuple[datetime, tuple[Fact, ...]] | None:
        at: datetime | None = getattr(scope, of)
        if at is None:
            return None
        opening = scope.opening
        return at, (opening,) if of == "opened" and opening is not None else ()

    return own


def _compile_seek(anchor: Anchor) -> Finds:
    facts = anchor.facts
    assert facts is not None  # noqa: S101 - __attrs_post_init__ has refused it
    matches, kinds = compile_where(facts), facts.kinds
    whole, first, field = anchor.whole, anchor.of == "first", anchor.field
    reached = None if anchor.total is None else compile_total(anchor.total)

    def seek(scope: Scope) -> tuple[datetime, tuple[Fact, ...]] | None:
        since = None if whole else scope.opened
        hits = [
            pair
            for pair in of_kinds(scope.seen, kinds, since, scope.upto)
            if matches(pair[1], scope)
        ]
        if field is not None:
            hits = [pair for pair in hits if isinstance(pair[1].get(field), date)]
        if not hits:
            return None
        at = hits[0][0] if first else hits[-1][0]
        if reached is not None:
            for when, _ in hits:
                summed = reached([pair for pair in hits if pair[0] <= when], scope)
                if summed.holds:
                    return when, (*summed.hits, *summed.base)
            return None
        found = tuple(fact for when, fact in hits if when == at)
        if field is None:
            return at, found
        held = [_held(fact.get(field), scope) for fact in found]
        return (min(held) if first else max(held)), found

    return seek


def _held(value: object, scope: Scope) -> datetime:
    """The instant that a field holds; a day stands for its first instant."""
    if isinstance(value, datetime):
        return value
    assert isinstance(value, date)  # noqa: S101 - the caller has looked
    return scope.calendar.start(value)
