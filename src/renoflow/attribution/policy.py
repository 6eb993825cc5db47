"""What an ownership policy is: frozen rows of data, no code and no expressions.

Every row has an ``id`` that is unique in its policy and a ``source``, the catalogue ids
it comes from; verdicts cite ``policy@revision#row``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from renoflow.errors import Malformed
from renoflow.facts import Kind
from renoflow.limits import Limit
from renoflow.obligations import Duty
from renoflow.periods import Span
from renoflow.select import DayReading, Facts, Test

__all__ = [
    "Adjustment",
    "Approval",
    "Claim",
    "ClaimLimit",
    "ClaimStatus",
    "Decider",
    "Ground",
    "Identity",
    "KeyRule",
    "Outcome",
    "OutcomeKind",
    "Part",
    "Pick",
    "Policy",
    "Question",
]

ClaimStatus: TypeAlias = Literal[
    "void", "pending", "standing", "contestable", "refused", "lapsed", "ended", "displaced"
]
"""Where a claim stands: never in force (*void*: a need or a bar failed), waiting for an
approval, in force, in force but open to challenge, or at an end: an approval was *refused*,
a limit *lapsed*, a fact *ended* it, a rival *displaced* it."""

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
class Part:
    """One owner's part: of the picked claim's party, or of a fixed party."""

    part: Fraction
    to: str | None = None


@attrs.frozen(kw_only=True)
class Outcome:
    """What a ground gives: who, or who decides.

    ``to`` is the party, role or pool that the kind needs; *pending* names the role of the
    first open step of the picked claim itself. ``parts`` total 1 and are the owners' in
    rank order; parties that one fact names together share theirs, with fewer owners than
    parts all share equally what the parts have, and without parts owners share equally.
    """

    kind: OutcomeKind = "owner"
    to: str | None = None
    parts: tuple[Part, ...] = ()

    def __attrs_post_init__(self) -> None:
        needs_name = self.kind in {"party", "pool", "decider", "rota"}
        if needs_name != (self.to is not None):
            raise Malformed("policy.outcome_to", "to", kind=self.kind)
        if self.parts and sum(part.part for part in self.parts) != 1:
            raise Malformed("policy.parts", "parts")


OWNER = Outcome()


@attrs.frozen(kw_only=True)
class Pick:
    """Which claims, by their state at the instant of decision; also a condition.

    ``claims`` are bases. ``by`` compares the claim's party with the claimant in whose
    condition the pick stands. ``ended_by`` are row ids. ``having`` must all hold, seen
    from the claim. Claims are taken in the order of rank (``opened`` or ``approved``),
    first or last; ``take`` is how many distinct parties, None for all. Parties whose claims
    one fact opened are joint: no tie, and never cut. As a condition at least ``count`` such
    claims must exist, or fewer with ``negated``.
    """

    claims: tuple[str, ...]
    status: tuple[ClaimStatus, ...] = ("standing", "contestable")
    by: Literal["anyone", "self", "other"] = "anyone"
    ended_by: tuple[str, ...] = ()
    having: tuple[Test, ...] = ()
    rank: Literal["opened", "approved"] = "opened"
    order: Literal["first", "last"] = "first"
    take: int | None = 1
    count: int = 1
    negated: bool = False


@attrs.frozen(kw_only=True)
class Approval:
    """One step that a claim needs, given by a role (ROLE-07); steps run in their order.

    ``on`` and ``refused`` are seen from the claim. ``within`` is the term and ``silence``
    what its passing means; ``meanwhile`` is how the claim stands while it waits.
    """

    id: str
    role: str
    on: Facts
    refused: Facts | None = None
    within: Span | None = None
    silence: Literal["pending", "approved", "refused"] = "pending"
    meanwhile: Literal["pending", "standing"] = "pending"
    source: str = ""


@attrs.frozen(kw_only=True)
class Claim:
    """Which facts open a claim, for whom, and what it needs.

    ``claimant`` is a role of the opening fact (``by``, ``invited_by``, ``referrer`` ...);
    with ``party`` the claim is that party's. ``needs`` are read on facts strictly before
    the opening. ``bars``: a rival's standing claim of these bases makes it void. ``again``
    says what a repeat by the same party does while the claim lives. ``ends`` are facts
    that end it.
    """

    basis: str
    opens: Facts
    claimant: str = "by"
    party: str | None = None
    needs: tuple[Test | Pick, ...] = ()
    bars: tuple[str, ...] = ()
    approvals: tuple[Approval, ...] = ()
    ends: tuple[Facts, ...] = ()
    again: Literal["keep", "restart", "new", "replace"] = "keep"
    source: str = ""


@attrs.frozen(kw_only=True)
class ClaimLimit:
    """A time limit on claims of some bases, and what its end does to them.

    ``lapse`` ends the claim (also where the duty was done too early and that counts),
    ``contest`` opens it to challenge, ``report`` only tells.
    ``who`` owes what the limit needs: the claimant (``self``) or a role.
    """

    limit: Limit
    on: tuple[str, ...]
    then: Literal["lapse", "contest", "report"]
    what: str
    who: str = "self"


@attrs.frozen(kw_only=True)
class Ground:
    """One reason to decide, in its place in the list; the first that holds decides.

    It holds if ``pick`` is not empty and every ``when`` holds, which is read from the
    place of the first picked claim where there is one. A tie at the cut of the pick
    gives the outcome ``tie``.
    """

    id: str
    answers: tuple[Question, ...] = ("credit", "service")
    when: tuple[Test | Pick, ...] = ()
    pick: Pick | None = None
    gives: Outcome = OWNER
    tie: Outcome = Outcome(kind="silent")
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

    ``to`` is a role of the last fact of ``when[0]``, or a fixed role name.
    """

    id: str
    kind: Literal["penalty"]
    to: str
    when: tuple[Test, ...]
    source: str = ""


@attrs.frozen(kw_only=True)
class KeyRule:
    """A field that holds an identity key, and whether an equal one is certain or likely.

    Only *certain* keys merge records; a *likely* one yields the policy's doubt.
    """

    field: str
    strength: Literal["certain", "likely"]


@attrs.frozen(kw_only=True)
class Identity:
    """What links records to one customer, and the outcome while that is in doubt."""

    keys: tuple[KeyRule, ...]
    doubt: Outcome = Outcome(kind="silent")


@attrs.frozen(kw_only=True)
class Policy:
    """A company's rules of ownership.

    ``days`` says how a fact without an hour is read. ``decisive`` facts freeze the case
    (R1) unless ``undo`` facts follow. ``duties`` are limits of the case as a whole.
    ``house`` are party ids that stand for the company. ``readings`` name the choices
    made where the source leaves a value open. ``kinds`` are fact kinds of its own.
    """

    id: str
    revision: int
    source: str
    days: DayReading
    identity: Identity
    claims: tuple[Claim, ...]
    grounds: tuple[Ground, ...]
    limits: tuple[ClaimLimit, ...] = ()
    duties: tuple[Duty, ...] = ()
    decisive: tuple[Facts, ...] = ()
    undo: tuple[Facts, ...] = ()
    deciders: tuple[Decider, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    house: tuple[str, ...] = ("company",)
    readings: tuple[tuple[str, str], ...] = ()
    kinds: tuple[Kind, ...] = ()

    @property
    def name(self) -> str:
        """``id@revision``."""
        return f"{self.id}@{self.revision}"
