"""Claims (权益主张): what opens one, what it needs, what ends it and what it is checked for."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

from renoflow.errors import Malformed
from renoflow.limits import Limit
from renoflow.periods import Span
from renoflow.select import OPENED, Anchor, Facts, Test

__all__ = [
    "Approval",
    "Audit",
    "Chapter",
    "Claim",
    "ClaimLimit",
    "ClaimStatus",
    "Pick",
    "Transfer",
]

ClaimStatus: TypeAlias = Literal[
    "void", "pending", "standing", "contestable", "refused", "lapsed", "ended", "displaced"
]
"""Where a claim stands: never in force (*void*: a need or a bar failed), waiting for an
approval, in force, in force but open to challenge, or at an end: an approval was *refused*,
a limit *lapsed*, a fact *ended* it, a rival *displaced* it."""

ENDED: Final = frozenset(("refused", "lapsed", "ended", "displaced"))
"""Where a claim that was in force, or waited, has come to an end."""


@attrs.frozen(kw_only=True)
class Pick:
    """Which claims, by their state at the instant of decision; also a condition.

    ``claims`` are bases. ``by`` compares the claim's party with the claimant in whose
    condition the pick stands. ``ended_by`` are row ids. ``ended_within``: it ended no longer
    ago than this span, counted from its last instant in force and that span's last instant
    included. ``having`` must all hold, seen
    from the claim. Claims are taken in the order of ``rank``, first or last: by the
    first anchor, seen from the claim; equals by the next; a claim without such an instant
    comes after those that have one. ``take`` is how many distinct parties, None for all.
    Parties whose claims one fact opened are joint: no tie, and never cut. As a condition at
    least ``count`` such claims must exist, or fewer with ``negated``.
    """

    claims: tuple[str, ...]
    status: tuple[ClaimStatus, ...] = ("standing", "contestable")
    by: Literal["anyone", "self", "other"] = "anyone"
    ended_by: tuple[str, ...] = ()
    ended_within: Span | None = None
    having: tuple[Test, ...] = ()
    rank: tuple[Anchor, ...] = (OPENED,)
    order: Literal["first", "last"] = "first"
    take: int | None = 1
    count: int = 1
    negated: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.rank:
            raise Malformed("value.missing", "rank")
        if self.ended_within is not None and ENDED.isdisjoint(self.status):
            raise Malformed("policy.ended_within", "status")


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
class Transfer:
    """A fact that hands a claim in force to whoever its field ``to`` names.

    With ``keeps`` the claim goes on with its opening, its limits and its place in rank;
    with ``new`` the receiver's claim opens with the fact. To nobody, or to the holder
    himself, nothing is handed.
    """

    on: Facts
    to: str = "to"
    rank: Literal["keeps", "new"] = "keeps"


@attrs.frozen(kw_only=True)
class Claim:
    """Which facts open a claim, for whom, and what it needs.

    ``claimant`` is a role of the opening fact (``by``, ``invited_by``, ``referrer`` ...);
    with ``party`` the claim is that party's. ``needs`` are read on facts strictly before
    the opening. ``bars``: a rival's standing claim of these bases makes it void. ``again``
    says what a repeat by the same party does while the claim lives. ``ends`` are facts
    that end it, ``transfer`` what hands it to another.
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
    transfer: Transfer | None = None
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
class Audit:
    """Looks back when something happens: such facts must have occurred before it (R6).

    ``at`` are the facts that call for it, later than the claim's opening fact, or
    ``rival``: another party's claim, not the house's, comes in and its needs hold. At least
    ``count`` facts of ``needs`` must lie in the span ``back`` before that instant, which is
    itself outside; without ``back``, from the claim's opening on. It is held only while the
    claim is in force, if every ``when`` holds up to that instant, and if all limits of
    ``only_after`` are over or met by then. A claim that fails has ``lapse``d at that
    instant, or stands open to challenge from it on; one that passes is not displaced by that
    rival, even if it was open to challenge.
    """

    id: str
    on: tuple[str, ...]
    at: Facts | Literal["rival"]
    needs: Facts
    back: Span | None = None
    count: int = 1
    only_after: tuple[str, ...] = ()
    when: tuple[Test, ...] = ()
    then: Literal["lapse", "contest"] = "lapse"
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if self.count < 1:
            raise Malformed("value.type", "count", expected="a whole number of at least 1")


@attrs.frozen(kw_only=True)
class Chapter:
    """When a customer's history begins anew, so that claims of before count for nothing.

    After a fact of ``closes`` that no ``undo`` of the policy followed in its chapter, the
    next fact that opens a claim begins a chapter. So does a fact of ``fresh`` more than
    ``gap`` after the last fact of ``since`` (of ``fresh`` where that is not said) strictly
    before it. The chapter's instant of decision, claims and facts are its own; a test with
    ``ever`` looks beyond it.
    """

    closes: tuple[Facts, ...] = ()
    fresh: Facts | None = None
    gap: Span | None = None
    since: Facts | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.closes and self.fresh is None:
            raise Malformed("value.missing", "closes")
        if (self.fresh is None) is not (self.gap is None):
            raise Malformed("value.missing", "gap" if self.gap is None else "fresh")
        if self.since is not None and self.fresh is None:
            raise Malformed("value.missing", "fresh")
