"""Which facts a selector chooses: compiled once into plain functions of a fact and a scope."""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from renoflow.facts import MISSING, Fact, Missing, Value
from renoflow.money import Money
from renoflow.periods import Span, last_instant
from renoflow.select.records import CUSTOMER, Facts, Match, Op, Relation
from renoflow.select.scope import Dated, Scope, Seen

__all__ = ["Selects", "compile_facts", "of_kinds"]

_AT: Final = operator.itemgetter(0)

Selects: TypeAlias = Callable[[Fact, Scope], bool]
"""Tells whether a fact is chosen, seen from a scope."""


def compile_facts(facts: Facts) -> Selects:
    """A function that tells whether a fact is one of *facts*, seen from a scope."""
    kinds = frozenset(facts.kinds)
    checks = _checks(facts)
    if not checks:
        return lambda fact, _scope: fact.kind in kinds
    if len(checks) == 1:
        (one,) = checks
        return lambda fact, scope: fact.kind in kinds and one(fact, scope)
    if len(checks) == 2:  # the usual number, quicker without a loop
        one, two = checks
        return lambda fact, scope: fact.kind in kinds and one(fact, scope) and two(fact, scope)
    return lambda fact, scope: fact.kind in kinds and all(c(fact, scope) for c in checks)


def of_kinds(
    seen: Seen,
    kinds: tuple[str, ...],
    since: datetime | None = None,
    upto: datetime | None = None,
) -> tuple[Dated, ...]:
    """The facts of *kinds* in *seen*, by instant; from *since* and up to *upto*, both inside."""
    by_kind = seen.by_kind
    if len(kinds) == 1:
        pairs = by_kind.get(kinds[0], ())
        return pairs if since is upto is None else _between(pairs, since, upto)
    there = [kind for kind in kinds if kind in by_kind]
    if len(there) < 2:
        return _between(by_kind[there[0]], since, upto) if there else ()
    return tuple([p for p in _between(seen.dated, since, upto) if p[1].kind in kinds])


def _between(
    pairs: tuple[Dated, ...], since: datetime | None, upto: datetime | None
) -> tuple[Dated, ...]:
    if not pairs or (
        (since is None or pairs[0][0] >= since) and (upto is None or pairs[-1][0] <= upto)
    ):
        return pairs  # the usual case
    first = 0 if since is None else bisect_left(pairs, since, key=_AT)
    last = len(pairs) if upto is None else bisect_right(pairs, upto, key=_AT)
    return pairs[first:last]


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
