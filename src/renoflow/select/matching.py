"""Which facts a selector chooses: compiled once into plain functions of a fact and a scope."""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any, Final, TypeAlias

from renoflow.facts import MISSING, Fact, Missing, Value
from renoflow.money import Money
from renoflow.periods import Span, last_instant
from renoflow.select.records import CUSTOMER, Facts, Match, Op, Relation
from renoflow.select.scope import Dated, Scope, Seen

__all__ = ["Selects", "compile_facts", "compile_where", "of_kinds"]

_AT: Final = operator.itemgetter(0)

Selects: TypeAlias = Callable[[Fact, Scope], bool]
"""Tells whether a fact is chosen, seen from a scope."""


def compile_facts(facts: Facts) -> Selects:
    """A function that tells whether a fact is one of *facts*, seen from a scope."""
    kinds = frozenset(facts.kinds)
    matches = compile_where(facts)
    if matches is _any_fact:
        return lambda fact, _scope: fact.kind in kinds
    return lambda fact, scope: fact.kind in kinds and matches(fact, scope)


def compile_where(facts: Facts) -> Selects:
    """A function that tells of a fact of the right kind whether it is one of *facts*.

    For facts that :func:`of_kinds` gives: most selectors look at no others.
    """
    checks = _checks(facts)
    return reduce(_both, checks) if checks else _any_fact


def _both(one: Selects, two: Selects) -> Selects:
    # two by two: a loop over all of them would be set up anew for every fact
    return lambda fact, scope: one(fact, scope) and two(fact, scope)


def _any_fact(_fact: Fact, _scope: Scope) -> bool:
    return True


def of_kinds(
    seen: Seen,
    kinds: tuple[str, ...],
    since: datetime | None = None,
    upto: datetime | None = None,
) -> tuple[Dated, ...]:
    """The facts of *kinds* in *seen*, by instant; from *since* and up to *upto*, both inside."""
    by_kind = seen.by_kind
    if len(kinds) == 1:
        return _between(by_kind.get(kinds[0], ()), since, upto)
    there = [kind for kind in kinds if kind in by_kind]
    if len(there) < 2:
        return _between(by_kind[there[0]], since, upto) if there else ()
    return tuple([p for p in _between(seen.dated, since, upto) if p[1].kind in kinds])


def _between(
    pairs: tuple[Dated, ...], since: datetime | None, upto: datetime | None
) -> tuple[Dated, ...]:
    """*pairs* cut at both ends, where there is anything to cut: mostly there is not."""
    if not pairs:
        return pairs
    if upto is not None and pairs[-1][0] > upto:
        pairs = pairs[: bisect_right(pairs, upto, key=_AT)]
    if since is not None and pairs and pairs[0][0] < since:
        pairs = pairs[bisect_left(pairs, since, key=_AT) :]
    return pairs


def _checks(facts: Facts) -> list[Selects]:
    checks: list[Selects] = []
    if facts.by != "anyone":
        checks.append(_compile_by(facts.by))
    checks.extend(_compile_match(match) for match in facts.where)
    checks.extend(_same(name) for name in facts.same)
    checks.extend(_differs(name) for name in facts.other)
    if facts.prompt is not None:
        checks.append(_compile_prompt(facts.prompt))
    if facts.hours is not None:
        checks.append(_compile_hours(*facts.hours))
    if facts.since is not None or facts.through is not None:
        checks.append(_compile_days(facts.since, facts.through))
    return checks


def _compile_by(relation: Relation) -> Selects:
    if relation == "self":
        return lambda fact, scope: _is_self(fact.actor, scope)
    if relation == "customer":
        return lambda fact, _scope: fact.actor == CUSTOMER
    if relation == "house":
        return lambda fact, scope: fact.actor in scope.house
    return lambda fact, scope: _is_other(fact.actor, scope)


def _is_self(party: Value | Missing, scope: Scope) -> bool:
    return party is not None and (party == scope.party or party in scope.held)


def _is_other(party: Value | Missing, scope: Scope) -> bool:
    return (
        party not in (None, MISSING, CUSTOMER)
        and party != scope.party
        and party not in scope.held
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
        return lambda fact, scope: _is_self(fact.get(name), scope)
    if op == "other":
        return lambda fact, scope: _is_other(fact.get(name), scope)
    if op == "opening":
        return lambda f, scope: scope.opening is not None and f.get(name) == scope.opening.id
    if op in ("is", "is_not"):
        return _compile_words(match, wanted=op == "is")
    if op in _BOUNDS:
        return _compile_bound(name, op, values[0])
    return _compile_told(name, op)


def _compile_words(match: Match, *, wanted: bool) -> Selects:
    """Whether one of the words holds, or none where that is not *wanted*."""
    words = [_compile_match(Match(field=match.field, op=one)) for one in match.words]
    return lambda fact, scope: any(word(fact, scope) for word in words) is wanted


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


def _compile_hours(first: int, last: int) -> Selects:
    def at_such_an_hour(fact: Fact, scope: Scope) -> bool:
        at = fact.at
        zone = scope.calendar.zone
        return isinstance(at, datetime) and first <= at.astimezone(zone).hour < last

    return at_such_an_hour


def _compile_days(since: date | None, through: date | None) -> Selects:
    def on_such_a_day(fact: Fact, scope: Scope) -> bool:
        at = fact.at
        day = scope.calendar.day(at) if isinstance(at, datetime) else at
        return (since is None or since <= day) and (through is None or day <= through)

    return on_such_a_day
