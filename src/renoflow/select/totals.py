"""Sums of a field over facts, and whether they reach what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from renoflow.facts import Fact
from renoflow.money import Money
from renoflow.select.matching import compile_where, of_kinds
from renoflow.select.records import Total
from renoflow.select.scope import Dated, Scope

__all__ = ["Decides", "Decision", "compile_total"]


class Decision(NamedTuple):
    """Whether a test holds, by which facts, and with which it compared them."""

    holds: bool
    hits: tuple[Fact, ...]
    base: tuple[Fact, ...] = ()


Decides: TypeAlias = Callable[[list[Dated], Scope], Decision]
"""Tells of the facts that were found whether they are enough."""


def compile_total(total: Total) -> Decides:
    """A function that tells whether the facts found sum up to *total*."""
    of, part = total.of, total.part
    is_base = None if of is None else compile_where(of)

    def summed(hits: list[Dated], scope: Scope) -> Decision:
        found = tuple(fact for _, fact in hits)
        got = _sum(found, total.field)
        enough = total.min is None or got >= _exact(total.min)
        if of is None or is_base is None or part is None:
            return Decision(enough, found)
        base = tuple(
            fact
            for at, fact in of_kinds(scope.seen, of.kinds)
            if at <= scope.upto and is_base(fact, scope)
        )
        return Decision(enough and got >= part * _sum(base, total.of_field), found, base)

    return summed


def _sum(facts: Iterable[Fact], field: str) -> Fraction:
    values = (fact.get(field) for fact in facts)
    return sum((_exact(v) for v in values if isinstance(v, int | Decimal | Money)), Fraction(0))


def _exact(value: Money | Decimal | int) -> Fraction:
    return Fraction(value.fen if isinstance(value, Money) else value)
