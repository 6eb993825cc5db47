"""How the rows of the shipped processes are written: selectors, requirements, exits."""

from __future__ import annotations

from typing import Final

from renoflow.facts import Value
from renoflow.limits import Every, Limit
from renoflow.obligations import Duty
from renoflow.periods import Span
from renoflow.processes import BACK, Move, Requirement, Stage
from renoflow.select import OPENED, Anchor, Facts, Match, Test

__all__ = ["LOST", "first", "given", "leaving", "moved", "need", "owed", "told", "with_all"]

LOST: Final = Stage(id="lost", zh="跑单", kind="exit", source="LIF-10")
"""Left before a contract; a customer may come back to the very stage that he left."""


def told(kind: str, **fields: Value | tuple[Value, ...]) -> Facts:
    """Facts of one kind with these fields, each one of the given values."""
    return Facts(
        kinds=(kind,),
        where=tuple(
            Match(field=name, op="in", values=value if isinstance(value, tuple) else (value,))
            for name, value in fields.items()
        ),
    )


def given(kind: str, field: str, **fields: Value) -> Test:
    """There is such a fact, and it says *field*."""
    wanted = told(kind, **fields)
    return Test(facts=Facts(kinds=(kind,), where=(*wanted.where, Match(field=field, op="given"))))


def with_all(kind: str, field: str, *items: str) -> Facts:
    """Facts of one kind of which the list *field* has all *items*."""
    return Facts(kinds=(kind,), where=(Match(field=field, op="has", values=items),))


def first(facts: Facts) -> Anchor:
    """The first such fact of the whole history."""
    return Anchor(of="first", facts=facts, whole=True)


def need(name: str, test: Test | Facts, source: str) -> Requirement:
    """A requirement that *test* holds, or that there is such a fact."""
    wanted = Test(facts=test) if isinstance(test, Facts) else test
    return Requirement(id=name, test=wanted, source=source)


def moved(name: str, at: str, on: Facts, to: str, source: str, *needs: Requirement) -> Move:
    """The row *name*: from *at*, on such a fact, to *to*; the *needs* must hold."""
    return Move(id=name, at=(at,), on=on, to=to, needs=needs, source=source)


def owed(  # noqa: PLR0913 - a duty and the few words of its limit
    name: str,
    needs: Facts,
    *,
    who: str,
    source: str,
    within: Span | None = None,
    after: Anchor = OPENED,
    every: Every | None = None,
    lead: Span | None = None,
    advice: bool = False,
) -> Duty:
    """A duty called *name*, as its limit is, from *after* on."""
    limit = Limit(
        id=name, source=source, anchor=after, span=within, needs=needs, every=every, lead=lead
    )
    return Duty(limit=limit, what=name, who=who, advice=advice)


def leaving(*stages: str, source: str = "LIF-10") -> tuple[Move, Move]:
    """From *stages* a customer may be lost, and come back to where he was."""
    return (
        Move(id="lost", at=stages, on=told("loss"), to="lost", source=source),
        Move(id="reopened", at=("lost",), on=told("reopening"), to=BACK, source=source),
    )
