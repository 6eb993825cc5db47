"""Terms of pay compiled into plain closures, once for a policy, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

import attrs

from renoflow.attribution.compiling import condition, pick_row, whom_row
from renoflow.attribution.live import TICK
from renoflow.attribution.mentions import records_in
from renoflow.attribution.policy import (
    Base,
    Leaver,
    OwnRate,
    Pick,
    Policy,
    Release,
    Reversal,
    Term,
    Whom,
)
from renoflow.attribution.rows import Condition, PickRow, Selector, WhomRow
from renoflow.periods import last_instant
from renoflow.select import (
    Anchor,
    Facts,
    Scope,
    Table,
    Test,
    compile_anchor,
    compile_facts,
    compile_table,
)
from renoflow.select.anchors import Finds

__all__ = [
    "BaseRow",
    "Close",
    "LeaverRow",
    "ReleaseRow",
    "ReversalRow",
    "TermRow",
    "When",
    "compile_terms",
]

Close: TypeAlias = Callable[[Scope], datetime | None]
"""The first instant at which "none inside" can be said of a test's window, seen from a scope."""


Graded: TypeAlias = Callable[[Scope], Fraction | None]
"""A rate or a part as seen from a scope; None where its table has no answer."""


@attrs.frozen(eq=False)
class When:
    """Conditions, and when they may come to hold.

    By facts of these ``kinds``, where ``closes`` says so by time alone, and with ``picks`` at
    any fact, and where something of a claim runs out.
    """

    conditions: tuple[Condition, ...]
    closes: tuple[Close, ...]
    kinds: tuple[str, ...] = ()
    picks: tuple[Pick, ...] = ()


@attrs.frozen(eq=False)
class BaseRow:
    """A base with its selector and anchors compiled; ``facts`` is None where it is a term."""

    base: Base
    facts: Selector | None
    after: Finds | None
    before: Finds | None
    of: Finds | None


@attrs.frozen(eq=False)
class OwnRow:
    """The payee's own rate with its selector and anchor compiled."""

    rate: OwnRate
    facts: Selector
    at: Finds | None


@attrs.frozen(eq=False)
class LeaverRow:
    """What is left to a leaver, with its selectors and table compiled."""

    leaver: Leaver
    on: Selector
    back: Selector | None
    part: Graded


@attrs.frozen(eq=False)
class ReleaseRow:
    """A release with its exact part of the line, its conditions and anchor compiled."""

    id: str
    part: Fraction
    when: When
    due: Finds
    holds_if: When


@attrs.frozen(eq=False)
class ReversalRow:
    """A reversal with all that it reads compiled and its row id written out."""

    reversal: Reversal
    name: str
    on: Selector
    of: Finds
    when: When
    part: Graded | None


@attrs.frozen(eq=False)
class TermRow:
    """A term with everything compiled that it is read with.

    ``policy`` is the name of the revision whose term it is. ``rate`` reads a table, ``own``
    the payee's own rate; ``owned`` says that the payees hang on who owns the customer, so that
    a dispute about it contests the line.
    """

    term: Term
    place: int
    policy: str
    name: str
    base: BaseRow
    rate: Graded | None
    own: OwnRow | None
    part: Graded
    whom: WhomRow | None
    pick: PickRow | None
    when: When
    releases: tuple[ReleaseRow, ...]
    leaver: LeaverRow | None
    reversals: tuple[ReversalRow, ...]

    @property
    def owned(self) -> bool:
        """Whether the payees hang on who owns the customer, or claims him."""
        return self.term.to is None or self.pick is not None


def compile_terms(policy: Policy) -> tuple[TermRow, ...]:
    """The terms of *policy*, which has been checked, ready to be read."""
    return _compiled(policy.name, policy.terms) if policy.terms else ()


@lru_cache(maxsize=64)
def _compiled(policy: str, terms: tuple[Term, ...]) -> tuple[TermRow, ...]:
    """Terms are values, and whoever asks for pay asks of many cases by the same."""
    return tuple(_term_row(term, place, policy) for place, term in enumerate(terms))


def _term_row(term: Term, place: int, policy: str) -> TermRow:
    rate, name = term.rate, f"{policy}#{term.id}"
    return TermRow(
        term=term,
        place=place,
        policy=policy,
        name=name,
        base=_base_row(term.base),
        rate=_value(rate) if isinstance(rate, Fraction | Table) else None,
        own=_own_row(rate) if isinstance(rate, OwnRate) else None,
        part=_value(term.part),
        whom=whom_row(term.to) if isinstance(term.to, Whom) else None,
        pick=pick_row(term.to) if isinstance(term.to, Pick) else None,
        when=_when(term.when),
        releases=_releases(term.releases),
        leaver=None if term.leaver is None else _leaver_row(term.leaver),
        reversals=tuple(
            ReversalRow(
                one,
                f"{name}/{one.id}",
                _selector(one.on),
                compile_anchor(one.of),
                _when(one.when),
                None if one.part is None else _value(one.part),
            )
            for one in term.reversals
        ),
    )


def _selector(facts: Facts) -> Selector:
    return facts.kinds, compile_facts(facts)


def _value(value: Fraction | Table[Fraction]) -> Graded:
    return compile_table(value) if isinstance(value, Table) else lambda _scope: value


def _finds(anchor: Anchor | None) -> Finds | None:
    return None if anchor is None else compile_anchor(anchor)


def _base_row(base: Base) -> BaseRow:
    facts = None if base.facts is None else _selector(base.facts)
    return BaseRow(base, facts, _finds(base.after), _finds(base.before), _finds(base.of))


def _own_row(rate: OwnRate) -> OwnRow:
    return OwnRow(rate, _selector(rate.own), _finds(rate.at))


def _leaver_row(leaver: Leaver) -> LeaverRow:
    back = None if leaver.back is None else _selector(leaver.back)
    return LeaverRow(leaver, _selector(leaver.on), back, _value(leaver.part))


def _releases(releases: tuple[Release, ...]) -> tuple[ReleaseRow, ...]:
    """The releases with their parts; without any, the whole line when it is earned."""
    rows = releases or (Release(id=""),)
    rest = 1 - sum((one.part for one in rows if one.part is not None), Fraction(0))
    return tuple(
        ReleaseRow(
            id=one.id,
            part=rest if one.part is None else one.part,
            when=_when(one.when),
            due=compile_anchor(one.due),
            holds_if=_when(one.holds_if),
        )
        for one in rows
    )


def _when(rows: Iterable[Test | Pick]) -> When:
    told = tuple(rows)
    tests = [test for one in told if isinstance(one, Test) for test in (one.any or (one,))]
    closes = tuple(close for test in tests for close in _closes(test))
    named = (one for one in records_in(told) if isinstance(one, Facts))
    return When(
        tuple(condition(one) for one in told),
        closes,
        tuple(dict.fromkeys(kind for facts in named for kind in facts.kinds)),
        tuple(one for one in told if isinstance(one, Pick)),
    )


def _closes(test: Test) -> Iterator[Close]:
    """The ends of the windows of *test*: only a negated one can come to hold by them."""
    if not test.negated:
        return
    within = test.within
    if test.before is not None:
        yield _just_before(compile_anchor(test.before))
    if test.back is not None:
        yield _just_before(compile_anchor(test.of))
    if within is not None:
        found = compile_anchor(test.of)

        def over(scope: Scope) -> datetime | None:
            anchor = found(scope)
            if anchor is None:
                return None
            return last_instant(within, anchor[0], scope.calendar).at + TICK

        yield over


def _just_before(found: Finds) -> Close:
    """What ends before an instant is closed with the last microsecond before it."""

    def last(scope: Scope) -> datetime | None:
        anchor = found(scope)
        return None if anchor is None else anchor[0] - TICK

    return last
