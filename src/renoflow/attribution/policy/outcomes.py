"""Grounds and outcomes (裁定依据与结果): who owns, by which row, and what else it names."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.attribution.policy.claims import Pick
from renoflow.errors import Malformed
from renoflow.money import Money
from renoflow.select import Facts, Table, Test

__all__ = [
    "Adjustment",
    "Decider",
    "Ground",
    "Outcome",
    "OutcomeKind",
    "Part",
    "Parts",
    "Question",
    "Whom",
]

Question: TypeAlias = Literal["credit", "service"]
"""Who is credited with the customer, and who serves him: two questions, never mixed (X-03)."""

OutcomeKind: TypeAlias = Literal[
    "owner",
    "party",
    "pool",
    "nobody",
    "fresh",
    "customer_chooses",
    "decider",
    "rota",
    "pending",
    "silent",
]
"""The ten outcomes; *silent* is "the text does not say", which a person must answer."""


@attrs.frozen(kw_only=True)
class Whom:
    """Whom a row means: whoever has the ``role`` in the last, or the first, of such facts.

    ``role`` is a field that holds a party or several, or ``by``. Facts of one instant that
    name different parties name nobody.
    """

    role: str = "by"
    last: Facts | None = None
    first: Facts | None = None

    def __attrs_post_init__(self) -> None:
        if (self.last is None) is (self.first is None):
            raise Malformed("value.missing", "last")


@attrs.frozen(kw_only=True)
class Part:
    """One part of the whole: of the claimant in this place, of a party, of ``Whom`` or a pick.

    ``part`` None is the rest, whatever the other parts leave. Several parties that
    :class:`Whom` means, or that a pick takes, share their part equally. A pick is seen from
    the first picked claim of the ground. Where it takes nobody, or nobody is meant, the part
    is ``nobody``'s: of a party, of whom facts name or whoever a pick takes, read as ``to`` is.
    Without it, and where it means nobody either, the answer is silent.
    """

    part: Fraction | None = None
    to: str | Whom | Pick | None = None
    nobody: str | Whom | Pick | None = None

    def __attrs_post_init__(self) -> None:
        if self.nobody is not None and not isinstance(self.to, Whom | Pick):
            raise Malformed("value.missing", "to")


Parts: TypeAlias = tuple[Part, ...]


@attrs.frozen(kw_only=True)
class Outcome:
    """What a ground gives: who, or who decides.

    ``to`` is the party, role, pool or rota that the kind needs; *pending* names the role of
    the first open step of the picked claim itself. ``parts`` total 1 and are the owners' in
    rank order, or a table of such parts, read at the instant of decision from the first
    picked claim; parties that one fact names together share theirs, with fewer owners than
    parts all share equally what the parts have, and without parts owners share equally.
    Where a part is of somebody whom no fact names and no pick takes, the answer is silent,
    unless the part says whose it is then.
    """

    kind: OutcomeKind = "owner"
    to: str | None = None
    parts: Parts | Table[Parts] = ()

    def __attrs_post_init__(self) -> None:
        needs_name = self.kind in {"party", "pool", "decider", "rota"}
        if needs_name != (self.to is not None):
            raise Malformed("policy.outcome_to", "to", kind=self.kind)
        if isinstance(self.parts, Table):
            for place, row in enumerate(self.parts.rows):
                _check_total(row.gives, f"parts.rows[{place}].gives")
        elif self.parts:
            _check_total(self.parts, "parts")


def _check_total(parts: Parts, path: str) -> None:
    """Parts total 1; one of them may be the rest, if it leaves something for it."""
    told = [one.part for one in parts if one.part is not None]
    total, rests = sum(told, Fraction(0)), len(parts) - len(told)
    if any(one < 0 for one in told) or rests > 1 or (total >= 1 if rests else total != 1):
        raise Malformed("policy.parts", path)


OWNER: Final = Outcome()
SILENT: Final = Outcome(kind="silent")


@attrs.frozen(kw_only=True)
class Ground:
    """One reason to decide, in its place in the list; the first that holds decides.

    It holds if ``pick`` is not empty and every ``when`` holds, which is read from the
    place of the first picked claim where there is one. A tie at the cut of the pick
    gives the outcome ``tie``. A ground whose pick is of claims that decisions open is asked
    even where such a decision stands, which else goes before all grounds.
    """

    id: str
    answers: tuple[Question, ...] = ("credit", "service")
    when: tuple[Test | Pick, ...] = ()
    pick: Pick | None = None
    gives: Outcome = OWNER
    tie: Outcome = SILENT
    source: str = ""


@attrs.frozen(kw_only=True)
class Decider:
    """A role whose ``decision`` facts count, before the decisive fact only or always."""

    role: str
    until: Literal["decisive", "always"]
    source: str = ""


@attrs.frozen(kw_only=True)
class Adjustment:
    """Something the policy names besides the owner; it is reported and never executed.

    It is read after the outcome, at the instant of decision, seen from nowhere, if every
    ``when`` holds. ``to`` is a party or a fixed role, :class:`Whom` the facts name, or
    whoever a pick takes and does not own. It is a ``part`` ``of`` what the policy names, such
    as performance or commission, or an ``amount`` ``per`` household, lead or case, told
    once; a table is read as the tests are. ``bearer`` is who pays it. Each of several parties
    is named with the whole of it. With ``owned_by`` it is named only where that party alone is
    credited with the customer.
    """

    id: str
    kind: Literal["share", "subsidy", "fee", "penalty", "turn", "bar"]
    to: str | Whom | Pick
    when: tuple[Test | Pick, ...] = ()
    owned_by: str | None = None
    part: Fraction | Table[Fraction] | None = None
    amount: Money | Table[Money] | None = None
    of: tuple[str, ...] = ()
    bearer: Literal["company", "owner"] = "company"
    per: str = ""
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if self.part is not None and self.amount is not None:
            raise Malformed("policy.adjustment", "part")
