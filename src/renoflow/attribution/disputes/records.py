"""What is said of a dispute (争议): where it stands, who decides next, what was out of order."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

import attrs

from renoflow.money import Money
from renoflow.reasons import Reason

__all__ = ["DisputeState", "DisputeStatus", "Penalty"]

DisputeStatus: TypeAlias = Literal["refused", "open", "decided", "agreed", "closed"]
"""A dispute is not heard (*refused*); a level has it (*open*); a level decided that is not the
last (*decided*); the parties *agreed*; the last level decided (*closed*)."""


@attrs.frozen(kw_only=True)
class Penalty:
    """What the text names for a breach: told of, never executed; *lenient*: may be reduced.

    ``to`` is the role or party that broke the rule; ``amount`` None where the text names none.
    """

    rule: str
    to: str | None
    breach: Literal["skipped", "published"]
    amount: Money | None
    lenient: bool
    facts: tuple[str, ...]
    source: str = ""


@attrs.frozen(kw_only=True)
class DisputeState:
    """Where one dispute stands as seen at one instant.

    Attributes:
        id: The fact that reported it, at ``reported``.
        ladder: The ladder's id.
        status: Where it stands.
        parties: Who wants the customer; empty where nobody told.
        level: The role of the level that has it, or had it last; None where there is none.
        decider: Who decides next; None where nobody need, or nobody is left.
        due: The last instant of the level's term, or of the term for an appeal once it
            decided; None where there is no such term.
        ways: The roles to which it may be taken now.
        decisions: The facts that decided it or tell of an agreement, in time order.
        evidence: What was submitted, in the policy's order of kinds, then in time order.
        step: The last step of its handling; None where the ladder has none.
        missing: What the report lacks of what the ladder asks for.
        untold: What the notice to the customer lacks; all of it before there was one.
        reconsider: Published opinions of roles out of turn, which the level whose turn it
            was may ask to have reconsidered (ESC-03).
        objections: What was told and does not count, or was left out.
        penalties: What the text names for breaches.
        cites: The ids of all facts told of it.
        open: Whether it may still change by decision or appeal, so that shares are held.
    """

    id: str
    ladder: str
    reported: datetime
    status: DisputeStatus
    parties: tuple[str, ...] = ()
    level: str | None = None
    decider: str | None = None
    due: datetime | None = None
    ways: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    step: str | None = None
    missing: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    reconsider: tuple[str, ...] = ()
    objections: tuple[Reason, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    cites: tuple[str, ...] = ()
    open: bool = False
