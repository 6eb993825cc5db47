"""Conditions compiled once into plain functions of a scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.facts import MISSING, Fact, Kind, Value
from renoflow.facts.records import Missing
from renoflow.money import Money
from renoflow.periods import Span, first_instant, last_instant
from renoflow.select.records import CUSTOMER, Anchor, Facts, Match, Op, Relation, Test, Total
from renoflow.select.scope import Dated, Scope, Seen, by_instant

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
    checks = _checks(facts, fields=True)
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
    """A function that gives the facts by which *test* holds (none if negated), or None."""
    if test.any:
        options = [compile_test(one) for one in test.any]

        def either(scope: Scope) -> tuple[Fact, ...] | None:
            for option in options:
                found = option(scope)
                if found is not None:
                    return found
            return None

        return either
    find = _compile_find(test)
    if not test.negated:
        return find
    return lambda scope: () if find(scope) is None else None


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
        known = (*(one.name for row in rows for one in row.fields), *_EVERYWHERE)
        raise one_of("fact.field", f"{path}.{name}", name, known, kind=", ".join(facts.kinds))


_EVERYWHERE: Final = ("id", "by", "for", "person", "customer", "precision", "role", "place")


def _checks(facts: Facts, *, fields: bool) -> list[Selects]:
    checks: list[Selects] = []
    if facts.by != "anyone":
        checks.append(_compile_by(facts.by))
    if fields:
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
        party is not None
        and party is not MISSING
        and party != scope.party
        and party != CUSTOMER
        and party not in scope.house
    )


def _compile_match(match: Match) -> Selects:  # noqa: PLR0911 - one line for each operator
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
    if op == "given":
        return lambda fact, _scope: fact.get(name) not in (MISSING, None)
    if op == "none":
        return lambda fact, _scope: fact.get(name) is None
    if op == "missing":
        return lambda fact, _scope: fact.get(name) is MISSING
    if op == "self":
        return lambda fact, scope: scope.party is not None and fact.get(name) == scope.party
    if op == "opening":
        return lambda f, scope: scope.opening is not None and f.get(name) == scope.opening.id
    if op == "other":
        return lambda fact, scope: _is_other(fact.get(name), scope)
    return _compile_bound(name, op, values)


def _compile_bound(name: str, op: Op, values: tuple[Value, ...]) -> Selects:
    if len(values) != 1 or not isinstance(values[0], int | Decimal | Money):
        raise Malformed("value.type", name, expected="one number or amount")
    bound = values[0]

    def within(fact: Fact, _scope: Scope) -> bool:
        value = fact.get(name)
        if isinstance(value, bool) or isinstance(value, Money) is not isinstance(bound, Money):
            return False
        if not isinstance(value, int | Decimal | Money):
            return False
        order = (value > bound) - (value < bound)  # type: ignore[operator] # both money or both numbers
        return {"min": order >= 0, "above": order > 0, "max": order <= 0, "below": order < 0}[op]

    return within


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
        name = anchor.limit

        def end(scope: Scope) -> tuple[datetime, tuple[Fact, ...]] | None:
            at = scope.ends.get(name) if name is not None else None
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
    matches, kinds, whole, first = (
        compile_facts(facts),
        facts.kinds,
        anchor.whole,
        anchor.of == "first",
    )

    def seek(scope: Scope) -> tuple[datetime, tuple[Fact, ...]] | None:
        since = None if whole else scope.opened
        hits = [
            pair
            for pair in of_kinds(scope.seen, kinds)
            if pair[0] <= scope.upto
            and (since is None or pair[0] >= since)
            and matches(pair[1], scope)
        ]
        if not hits:
            return None
        at = hits[0][0] if first else hits[-1][0]
        return at, tuple(fact for when, fact in hits if when == at)

    return seek


def of_kinds(seen: Seen, kinds: tuple[str, ...]) -> tuple[Dated, ...]:
    """The facts of *kinds* in *seen*, by instant."""
    if len(kinds) == 1:
        return seen.by_kind.get(kinds[0], ())
    return tuple(sorted((p for k in kinds for p in seen.by_kind.get(k, ())), key=by_instant))


def _compile_find(test: Test) -> Holds:
    facts = test.facts
    assert facts is not None  # noqa: S101 - __attrs_post_init__ has refused it
    matches, kinds, window = compile_facts(facts), facts.kinds, _compile_window(test)
    ever, until_asked, count = test.ever, test.until == "asked", test.count
    if test.latest:
        return _compile_latest(facts, window, until_asked=until_asked, ever=ever)
    summed = None if test.total is None else _compile_total(test.total)

    def find(scope: Scope) -> tuple[Fact, ...] | None:
        bounds = window(scope)
        if bounds is None:
            return None
        low, high = bounds
        last = scope.asked if until_asked else scope.upto
        seen = scope.ever if ever and scope.ever is not None else scope.seen
        hits = tuple(
            fact
            for at, fact in of_kinds(seen, kinds)
            if at <= last
            and (low is None or low <= at)
            and (high is None or at <= high)
            and matches(fact, scope)
        )
        if summed is not None:
            return summed(hits, scope)
        return hits if len(hits) >= count else None

    return find


_Window: TypeAlias = Callable[[Scope], tuple[datetime | None, datetime | None] | None]


def _compile_window(test: Test) -> _Window:
    """First and last instant inside, each None where open; None where an anchor is not known."""
    if test.after is None and test.before is None and test.within is None and test.back is None:
        return lambda _scope: (None, None)
    after = None if test.after is None else compile_anchor(test.after)
    before = None if test.before is None else compile_anchor(test.before)
    within, back, of = test.within, test.back, compile_anchor(test.of)

    def window(scope: Scope) -> tuple[datetime | None, datetime | None] | None:
        lows, highs = [], []
        if after is not None:
            found = after(scope)
            if found is None:
                return None
            lows.append(found[0] + _TICK)
        if before is not None:
            found = before(scope)
            if found is None:
                return None
            highs.append(found[0] - _TICK)
        if within is not None or back is not None:
            found = of(scope)
            if found is None:
                return None
            if within is not None:
                lows.append(found[0])
                highs.append(last_instant(within, found[0], scope.calendar).at)
            if back is not None:
                lows.append(first_instant(back, found[0], scope.calendar).at)
                highs.append(found[0] - _TICK)
        return max(lows, default=None), min(highs, default=None)

    return window


def _compile_latest(facts: Facts, window: _Window, *, until_asked: bool, ever: bool) -> Holds:
    broad = attrs.evolve(facts, where=())
    is_one, matches, kinds = compile_facts(broad), compile_facts(facts), facts.kinds

    def latest(scope: Scope) -> tuple[Fact, ...] | None:
        bounds = window(scope)
        if bounds is None:
            return None
        low, high = bounds
        last = scope.asked if until_asked else scope.upto
        seen = scope.ever if ever and scope.ever is not None else scope.seen
        hits = [
            pair
            for pair in of_kinds(seen, kinds)
            if pair[0] <= last
            and (low is None or low <= pair[0])
            and (high is None or pair[0] <= high)
            and is_one(pair[1], scope)
        ]
        if not hits:
            return None
        final = tuple(fact for at, fact in hits if at == hits[-1][0])
        return final if all(matches(fact, scope) for fact in final) else None

    return latest


def _compile_total(total: Total) -> Callable[[tuple[Fact, ...], Scope], tuple[Fact, ...] | None]:
    of = None if total.of is None else compile_facts(total.of)

    def summed(hits: tuple[Fact, ...], scope: Scope) -> tuple[Fact, ...] | None:
        got = _sum(hits, total.field)
        cited = hits
        if total.min is not None and got < _exact(total.min):
            return None
        if total.part is not None and of is not None and total.of is not None:
            base = tuple(
                fact
                for at, fact in of_kinds(scope.seen, total.of.kinds)
                if at <= scope.upto and of(fact, scope)
            )
            if got < total.part * _sum(base, total.of_field):
                return None
            cited = (*hits, *base)
        return cited

    return summed


def _sum(facts: Iterable[Fact], field: str) -> Fraction:
    values = (fact.get(field) for fact in facts)
    return sum((_exact(v) for v in values if isinstance(v, int | Decimal | Money)), Fraction(0))


def _exact(value: Money | Decimal | int) -> Fraction:
    return Fraction(value.fen if isinstance(value, Money) else value)
