"""Conditions compiled once into plain functions of a scope."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import one_of
from renoflow.facts import MISSING, Fact, Kind, Missing, Value
from renoflow.facts.kinds import COMMON
from renoflow.money import Money
from renoflow.periods import Span, first_instant, last_instant
from renoflow.select.records import CUSTOMER, Anchor, Facts, Match, Op, Relation, Test, Total
from renoflow.select.scope import Dated, Scope, Seen

__all__ = [
    "Finds",
    "Holds",
    "Selects",
    "check_fields",
    "compile_anchor",
    "compile_facts",
    "compile_test",
    "of_kinds",
]

_TICK: Final = timedelta(microseconds=1)
Selects: TypeAlias = Callable[[Fact, Scope], bool]
Finds: TypeAlias = Callable[[Scope], tuple[datetime, tuple[Fact, ...]] | None]
Holds: TypeAlias = Callable[[Scope], tuple[Fact, ...] | None]


def compile_facts(facts: Facts) -> Selects:
    """A function that tells whether a fact is one of *facts*, seen from a scope."""
    kinds = frozenset(facts.kinds)
    checks = _checks(facts)
    if not checks:
        return lambda fact, _scope: fact.kind in kinds
    if len(checks) == 1:
        (check,) = checks
        return lambda fact, scope: fact.kind in kinds and check(fact, scope)
    return lambda fact, scope: fact.kind in kinds and all(c(fact, scope) for c in checks)


def compile_anchor(anchor: Anchor) -> Finds:
    """A function that finds the instant of *anchor* and the facts it rests on, or None."""
    found = _compile_base(anchor)
    span = anchor.plus
    if span is None:
        return found

    def moved(scope: Scope) -> tuple[datetime, tuple[Fact, ...]] | None:
        base = found(scope)
        if base is None:
            return None
        return last_instant(span, base[0], scope.calendar).at, base[1]

    return moved


def compile_test(test: Test) -> Holds:
    """A function that gives the facts by which *test* holds, or None where it does not.

    Those are the facts that it found and those that its anchors rest on; a negated test
    rests on none, but on those of a sum that it compares with.
    """
    if test.any:
        options = [compile_test(one) for one in test.any]

        def either(scope: Scope) -> tuple[Fact, ...] | None:
            for option in options:
                found = option(scope)
                if found is not None:
                    return found
            return None

        return either
    gather, decide = _compile_gather(test), _compile_decision(test)

    def holds(scope: Scope) -> tuple[Fact, ...] | None:
        found = gather(scope)
        if found is None:
            return None
        hits, cited, _ = found
        rest = decide(hits, scope)
        return (*rest.hits, *rest.base, *cited) if rest.holds else None

    def fails(scope: Scope) -> tuple[Fact, ...] | None:
        found = gather(scope)
        if found is None:
            return ()
        hits, _, closed = found
        rest = decide(hits, scope)
        return rest.base if closed and not rest.holds else None

    return fails if test.negated else holds


def check_fields(facts: Facts, kinds: Mapping[str, Kind], path: str) -> None:
    """Refuse a selector that names a kind or a field that the table *kinds* lacks.

    Raises:
        Malformed: with the path of the wrong name under *path*.
    """
    rows = []
    for name in facts.kinds:
        row = kinds.get(name)
        if row is None:
            raise one_of("fact.kind", f"{path}.fact", name, kinds)
        rows.append(row)
    for name in (*(m.field for m in facts.where), *facts.same, *facts.other):
        if name in _EVERYWHERE or any(row.field(name) for row in rows):
            continue
        known = dict.fromkeys(one.name for row in rows for one in row.fields)
        kind = ", ".join(facts.kinds)
        raise one_of("fact.field", f"{path}.{name}", name, (*known, *_EVERYWHERE), kind=kind)


_EVERYWHERE: Final = ("id", "kind", "by", "for", "person", "customer", "precision", *COMMON)


def _checks(facts: Facts) -> list[Selects]:
    checks: list[Selects] = []
    if facts.by != "anyone":
        checks.append(_compile_by(facts.by))
    checks.extend(_compile_match(match) for match in facts.where)
    checks.extend(_same(name) for name in facts.same)
    checks.extend(_differs(name) for name in facts.other)
    if facts.prompt is not None:
        checks.append(_compile_prompt(facts.prompt))
    return checks


def _compile_by(relation: Relation) -> Selects:
    if relation == "self":
        return lambda fact, scope: scope.party is not None and fact.actor == scope.party
    if relation == "customer":
        return lambda fact, _scope: fact.actor == CUSTOMER
    if relation == "house":
        return lambda fact, scope: fact.actor in scope.house
    return lambda fact, scope: _is_other(fact.actor, scope)


def _is_other(party: Value | Missing, scope: Scope) -> bool:
    return (
        party not in (None, MISSING, CUSTOMER)
        and party != scope.party
        and party not in scope.house
    )


def _compile_match(match: Match) -> Selects:  # noqa: PLR0911 - a line for each operator
    name, op, values = match.field, match.op, match.values
    if op == "in":
        if len(values) == 1:
            (only,) = values
            return lambda fact, _scope: fact.get(name) == only
        return lambda fact, _scope: fact.get(name) in values
    if op == "not_in":
        return lambda fact, _scope: fact.get(name) not in values
    if op == "has":
        wanted = frozenset(values)
        return lambda fact, _scope: isinstance(v := fact.get(name), tuple) and wanted <= set(v)
    if op == "self":
        return lambda fact, scope: scope.party is not None and fact.get(name) == scope.party
    if op == "other":
        return lambda fact, scope: _is_other(fact.get(name), scope)
    if op == "opening":
        return lambda f, scope: scope.opening is not None and f.get(name) == scope.opening.id
    if op in _BOUNDS:
        return _compile_bound(name, op, values[0])
    return _compile_told(name, op)


def _compile_told(name: str, op: Op) -> Selects:
    if op == "none":
        return lambda fact, _scope: fact.get(name) is None
    if op == "missing":
        return lambda fact, _scope: fact.get(name) is MISSING
    return lambda fact, _scope: fact.get(name) not in (MISSING, None)


def _compile_bound(name: str, op: Op, bound: Value) -> Selects:
    compare = _BOUNDS[op]
    kinds = (Money,) if isinstance(bound, Money) else (int, Decimal)

    def within(fact: Fact, _scope: Scope) -> bool:
        value = fact.get(name)
        return type(value) in kinds and compare(value, bound)

    return within


_BOUNDS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "min": operator.ge,
    "above": operator.gt,
    "max": operator.le,
    "below": operator.lt,
}


def _same(name: str) -> Selects:
    def same(fact: Fact, scope: Scope) -> bool:
        opening = scope.opening
        value = fact.get(name)
        return opening is not None and value is not MISSING and value == opening.get(name)

    return same


def _differs(name: str) -> Selects:
    def differs(fact: Fact, scope: Scope) -> bool:
        value = fact.get(name)
        theirs = None if scope.opening is None else scope.opening.get(name)
        return value not in (MISSING, None) and theirs not in (MISSING, None) and value != theirs

    return differs


def _compile_prompt(span: Span) -> Selects:
    def prompt(fact: Fact, scope: Scope) -> bool:
        calendar = scope.calendar
        at, recorded = fact.at, fact.recorded_at
        start = at if isinstance(at, datetime) else calendar.start(at)
        written = recorded if isinstance(recorded, datetime) else calendar.start(recorded)
        return written <= last_instant(span, start, calendar).at

    return prompt


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
    matches, kinds = compile_facts(facts), facts.kinds
    whole, first, field = anchor.whole, anchor.of == "first", anchor.field
    reached = None if anchor.total is None else _compile_total(anchor.total)

    def seek(scope: Scope) -> tuple[datetime, tuple[Fact, ...]] | None:
        since = None if whole else scope.opened
        hits = [
            pair
            for pair in of_kinds(scope.seen, kinds)
            if pair[0] <= scope.upto
            and (since is None or pair[0] >= since)
            and matches(pair[1], scope)
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


def of_kinds(seen: Seen, kinds: tuple[str, ...]) -> tuple[Dated, ...]:
    """The facts of *kinds* in *seen*, by instant."""
    if len(kinds) == 1:
        return seen.by_kind.get(kinds[0], ())
    return tuple(pair for pair in seen.dated if pair[1].kind in kinds)


_Gathers: TypeAlias = Callable[[Scope], tuple[list[Dated], tuple[Fact, ...], bool] | None]


def _compile_gather(test: Test) -> _Gathers:
    """The facts inside, those that the anchors rest on, and whether the window is closed.

    A window is closed once its last instant is past: only then "no such fact within" can
    be said (trap 13). None where an anchor is not known yet.
    """
    facts = test.facts
    assert facts is not None  # noqa: S101 - __attrs_post_init__ has refused it
    broad = attrs.evolve(facts, where=()) if test.latest else facts
    matches, kinds, window = compile_facts(broad), facts.kinds, _compile_window(test)
    ever, until_asked = test.ever, test.until == "asked"

    def gather(scope: Scope) -> tuple[list[Dated], tuple[Fact, ...], bool] | None:
        bounds = window(scope)
        if bounds is None:
            return None
        low, high, cited = bounds
        last = scope.asked if until_asked else scope.upto
        seen = scope.ever if ever and scope.ever is not None else scope.seen
        hits = [
            pair
            for pair in of_kinds(seen, kinds)
            if pair[0] <= last
            and (low is None or low <= pair[0])
            and (high is None or pair[0] <= high)
            and matches(pair[1], scope)
        ]
        return hits, cited, high is None or last > high

    return gather


_Window: TypeAlias = Callable[
    [Scope], tuple[datetime | None, datetime | None, tuple[Fact, ...]] | None
]
_Edge: TypeAlias = Callable[[datetime, WorkCalendar], datetime]


def _compile_window(test: Test) -> _Window:
    """First and last instant inside, each None where open, and the facts of the anchors."""
    edges = list(_edges(test))
    if not edges:
        return lambda _scope: (None, None, ())

    def window(scope: Scope) -> tuple[datetime | None, datetime | None, tuple[Fact, ...]] | None:
        lows, highs = [], []
        cited: tuple[Fact, ...] = ()
        for anchor, low, high in edges:
            found = anchor(scope)
            if found is None:
                return None
            cited += found[1]
            if low is not None:
                lows.append(low(found[0], scope.calendar))
            if high is not None:
                highs.append(high(found[0], scope.calendar))
        return max(lows, default=None), min(highs, default=None), cited

    return window


def _edges(test: Test) -> Iterator[tuple[Finds, _Edge | None, _Edge | None]]:
    """Each anchor with the first and the last instant inside that it sets."""
    within, back = test.within, test.back
    if test.after is not None:
        yield compile_anchor(test.after), lambda at, _: at + _TICK, None
    if test.before is not None:
        yield compile_anchor(test.before), None, lambda at, _: at - _TICK
    if within is not None:
        yield (
            compile_anchor(test.of),
            lambda at, _: at,
            lambda at, calendar: last_instant(within, at, calendar).at,
        )
    if back is not None:
        yield (
            compile_anchor(test.of),
            lambda at, calendar: first_instant(back, at, calendar).at,
            lambda at, _: at - _TICK,
        )


@attrs.frozen
class _Decision:
    """Whether a test holds, by which facts, and with which it compared them."""

    holds: bool
    hits: tuple[Fact, ...]
    base: tuple[Fact, ...] = ()


_Decides: TypeAlias = Callable[[list[Dated], Scope], _Decision]


def _compile_decision(test: Test) -> _Decides:
    if test.latest:
        return _compile_latest(test)
    if test.total is not None:
        return _compile_total(test.total)
    count = test.count
    return lambda hits, _scope: _Decision(len(hits) >= count, tuple(fact for _, fact in hits))


def _compile_latest(test: Test) -> _Decides:
    checks = [_compile_match(match) for match in test.facts.where] if test.facts else []

    def latest(hits: list[Dated], scope: Scope) -> _Decision:
        final = tuple(fact for at, fact in hits if at == hits[-1][0])
        return _Decision(
            bool(final) and all(check(fact, scope) for fact in final for check in checks), final
        )

    return latest


def _compile_total(total: Total) -> _Decides:
    of, part = total.of, total.part
    is_base = None if of is None else compile_facts(of)

    def summed(hits: list[Dated], scope: Scope) -> _Decision:
        found = tuple(fact for _, fact in hits)
        got = _sum(found, total.field)
        enough = total.min is None or got >= _exact(total.min)
        if of is None or is_base is None or part is None:
            return _Decision(enough, found)
        base = tuple(
            fact
            for at, fact in of_kinds(scope.seen, of.kinds)
            if at <= scope.upto and is_base(fact, scope)
        )
        return _Decision(enough and got >= part * _sum(base, total.of_field), found, base)

    return summed


def _sum(facts: Iterable[Fact], field: str) -> Fraction:
    values = (fact.get(field) for fact in facts)
    return sum((_exact(v) for v in values if isinstance(v, int | Decimal | Money)), Fraction(0))


def _exact(value: Money | Decimal | int) -> Fraction:
    return Fraction(value.fen if isinstance(value, Money) else value)
