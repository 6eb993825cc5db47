"""A policy's rows as the court reads them: each with its conditions compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import attrs

from renoflow.attribution.policy import (
    Adjustment,
    Approval,
    Audit,
    Chapter,
    Claim,
    ClaimLimit,
    Ground,
    Parts,
    Pick,
    Policy,
    Whom,
)
from renoflow.facts import Fact, Missing, Value
from renoflow.limits import LimitState
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.select import (
    Scope,
)
from renoflow.select.anchors import Finds
from renoflow.select.holding import Holds
from renoflow.select.matching import Selects

__all__ = [
    "AdjustmentRow",
    "AuditRow",
    "ChapterRow",
    "ClaimRow",
    "Compiled",
    "Condition",
    "GroundRow",
    "Openings",
    "PickRow",
    "Selector",
    "StepRow",
    "WhomRow",
    "claimants",
]

Reads: TypeAlias = Callable[[Scope], tuple[LimitState, ...]]
Selector: TypeAlias = tuple[tuple[str, ...], Selects]
"""The kinds that a selector looks at, and what it selects of them."""


@attrs.frozen(eq=False)
class PickRow:
    """A pick with its conditions compiled; ``ranks`` are empty where the opening ranks.

    ``forbids`` is what each condition with ``not`` forbids.
    """

    pick: Pick
    bases: frozenset[str]
    status: frozenset[str]
    having: tuple[Holds, ...]
    ranks: tuple[Finds, ...]
    forbids: tuple[tuple[Condition, ...], ...]


Condition: TypeAlias = Holds | PickRow


@attrs.frozen(eq=False)
class StepRow:
    """An approval with its selectors compiled."""

    approval: Approval
    given: Selector
    refused: Selector | None


@attrs.frozen(eq=False)
class AuditRow:
    """An audit with its selectors and conditions compiled; a rival's has no ``calls``."""

    audit: Audit
    calls: Selects | None
    needs: Selects
    when: tuple[Holds, ...]


@attrs.frozen(eq=False)
class ClaimRow:
    """A claim row with everything compiled that it is read with.

    ``name`` is the row's id as verdicts cite it. ``asks`` are the fields that its opening
    fact must tell, each with its condition, and ``bare`` selects without them: what is left
    out of a paper is named by these. ``rules`` are the limits by their ids; at the ends of
    those ``awaited`` others begin, or a hold puts them off. ``turns``: time alone may set
    limits or steps going.
    """

    name: str
    claim: Claim
    opens: Selects
    bare: Selects
    asks: tuple[tuple[str, Selects], ...]
    needs: tuple[Condition, ...]
    bars: frozenset[str]
    steps: tuple[StepRow, ...]
    ends: tuple[Selector, ...]
    limits: tuple[ClaimLimit, ...]
    rules: Mapping[str, ClaimLimit]
    awaited: frozenset[str]
    turns: bool
    read: Reads | None
    audits: tuple[AuditRow, ...]
    hands: Selects | None


@attrs.frozen(eq=False)
class WhomRow:
    """Whom a row means, with its selector compiled."""

    whom: Whom
    kinds: tuple[str, ...]
    matches: Selects


@attrs.frozen(eq=False)
class GroundRow:
    """A ground with its conditions compiled and its row id written out.

    ``spans`` are those whose passing alone may change what it answers, and ``kinds`` those
    of the facts that it names, since which they may be counted. ``forbids`` is what each
    condition with ``not`` forbids.
    """

    ground: Ground
    name: str
    when: tuple[Condition, ...]
    pick: PickRow | None
    parts: Callable[[Scope], Parts | None] | None
    named: Mapping[Whom, WhomRow]
    picked: Mapping[Pick, PickRow]
    spans: tuple[Span, ...]
    kinds: tuple[str, ...]
    forbids: tuple[tuple[Condition, ...], ...]

    @property
    def has_not(self) -> bool:
        """Whether any condition of it has ``not``."""
        inside = () if self.pick is None else self.pick.forbids
        return any((*self.forbids, *inside))


@attrs.frozen(eq=False)
class AdjustmentRow:
    """An adjustment with its conditions and tables compiled.

    Of each of ``asks`` a fact must be told, of one of the kinds, or the conditions fail.
    """

    adjustment: Adjustment
    name: str
    when: tuple[Condition, ...]
    asks: tuple[frozenset[str], ...]
    whom: WhomRow | None
    pick: PickRow | None
    part: Callable[[Scope], Fraction | None]
    amount: Callable[[Scope], Money | None]


@attrs.frozen(eq=False)
class ChapterRow:
    """A chapter rule with its selectors compiled."""

    chapter: Chapter
    closes: tuple[Selector, ...]
    fresh: Selector | None
    since: Selector | None


class Openings(NamedTuple):
    """What moves a sweep: the claim rows by the kind that opens them, as of an instant.

    ``called`` are the kinds that audits and transfers wait for, and ``all`` these and those
    that open claims.
    """

    at: Callable[[datetime], Mapping[str, tuple[ClaimRow, ...]]]
    called: frozenset[str]
    all: frozenset[str]


@attrs.frozen(eq=False)
class Compiled:
    """One policy, ready to judge.

    ``timed`` are the grounds whose answers the passing of a span may change, ``reopening``
    those that pick claims opened by decisions alone, and ``freezing`` the kinds of facts that
    may freeze a case.
    """

    policy: Policy
    name: str
    house: frozenset[str]
    by_kind: Mapping[str, tuple[ClaimRow, ...]]
    openings: Openings
    grounds: tuple[GroundRow, ...]
    timed: tuple[GroundRow, ...]
    reopening: tuple[GroundRow, ...]
    freezing: frozenset[str]
    decisive: tuple[Selector, ...]
    undo: tuple[Selector, ...]
    chapter: ChapterRow | None
    adjustments: tuple[AdjustmentRow, ...]
    duties: Reads | None


def claimants(claim: Claim, fact: Fact) -> tuple[str, ...]:
    """The parties for whom *fact* opens *claim*: none where nobody is named."""
    if claim.party is not None:
        return (claim.party,)
    named: Value | Missing = fact.actor if claim.claimant == "by" else fact.get(claim.claimant)
    if isinstance(named, tuple):
        return named
    return (named,) if isinstance(named, str) else ()
