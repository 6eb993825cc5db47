"""What the court is asked and what it answers: cases, the docket, verdicts."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from renoflow.attribution.policy import ClaimStatus, OutcomeKind
from renoflow.facts import Fact, Value
from renoflow.limits import LimitState
from renoflow.money import Money

__all__ = [
    "Adjusted",
    "Answer",
    "Case",
    "ClaimState",
    "Firmness",
    "Share",
    "Step",
    "StepStatus",
    "Verdict",
]

Firmness: TypeAlias = Literal["final", "standing", "pending", "doubtful"]
"""How firm the credit is: frozen by a decisive fact; as things stand; waiting for a role;
or in doubt, because two records may be one customer or the text is silent."""

StepStatus: TypeAlias = Literal["pending", "given", "refused", "by_silence"]
"""Where an approval stands; silence refuses too, and approves ``by_silence``."""


@attrs.frozen
class Case:
    """One customer's history in one scope.

    ``customer`` is the host's key of the customer (after a merge, the first in order of
    ``records``); ``doubts`` are other records that are likely, not certainly, the same.
    ``kin`` are records of relatives whose facts are among its own, and ``scope`` the fields
    and values that part it from other cases of the same customer.
    """

    customer: str
    facts: tuple[Fact, ...]
    records: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    scope: tuple[tuple[str, Value], ...] = ()


@attrs.frozen(kw_only=True)
class Share:
    """An owner and his exact share of 1."""

    party: str
    share: Fraction


@attrs.frozen(kw_only=True)
class Step:
    """One approval of a claim: given, refused, or pending at a role until ``due``.

    ``silence`` is what it means if nobody answers by then. ``provisional``: ``due`` depends on
    a day that the calendar does not know.
    """

    id: str
    role: str
    status: StepStatus
    due: datetime | None = None
    facts: tuple[str, ...] = ()
    silence: Literal["pending", "approved", "refused"] = "pending"
    provisional: bool = False

    @property
    def told(self) -> str:
        """What became of it as a code: its ``status``, or ``no_answer`` where silence refused."""
        return "no_answer" if self.status == "refused" and not self.facts else self.status


@attrs.frozen(kw_only=True)
class ClaimState:
    """One claim on the docket, barred and void ones included.

    ``fact`` opened it at ``opened``. ``place`` is its place among the claims of its basis
    that are in force, by opening, from 1; claims of one instant share a place.
    ``ended_at`` is its last instant in force and ``ended_by`` the row that ended it.
    ``facts`` are all ids that its state rests on.
    """

    basis: str
    party: str
    opened: datetime
    fact: str
    status: ClaimStatus
    place: int | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    limits: tuple[LimitState, ...] = ()
    steps: tuple[Step, ...] = ()
    facts: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Answer:
    """The answer to one question, and the row that gave it.

    ``shares`` total exactly 1 where somebody owns the customer, and are empty otherwise;
    ``to`` is the party, role or pool that the outcome names; ``question`` the code of what
    a person must answer where the outcome leaves it to one.
    """

    outcome: OutcomeKind
    rule: str
    source: str = ""
    shares: tuple[Share, ...] = ()
    to: str | None = None
    question: str | None = None
    facts: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Adjusted:
    """Something that the policy names besides the owner, for one party; never executed.

    ``rule`` is the row as ``policy@revision#row``; the rest is what it says: a ``part``
    ``of`` something, or an ``amount`` ``per`` something, borne by the company or the owner.
    """

    rule: str
    kind: Literal["share", "subsidy", "fee", "penalty", "turn", "bar"]
    to: str
    part: Fraction | None = None
    amount: Money | None = None
    of: tuple[str, ...] = ()
    per: str = ""
    bearer: Literal["company", "owner"] = "company"
    source: str = ""
    facts: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Verdict:
    """Whose customer it is, by which row, on which facts, and how firm that is.

    ``at`` is the instant asked about and ``known_at`` what was known when (None: all that
    is known). ``decided_at`` is the instant of decision, earlier than ``at`` where a
    decisive fact froze the case. ``changes_at`` is the first instant after which the
    answer changes by itself. ``cites`` alone give the same verdict. ``semantics`` is
    :data:`renoflow.SEMANTICS` when it was given. ``untimed`` are facts that the policy
    refuses to read because they have no hour; ``ignored`` those that were told without
    the competence for it; ``missing`` are facts that opened no claim, each with a
    field that nobody told and that a claim asks for, where the answer is silent.
    ``provisional`` are the years whose days off the calendar does not know and on which the
    end of a limit or term of the docket, or ``changes_at``, depends, ascending.
    """

    customer: str
    policy: str
    at: datetime
    decided_at: datetime
    known_at: datetime | None
    semantics: int
    credit: Answer
    service: Answer
    firmness: Firmness
    changes_at: datetime | None
    docket: tuple[ClaimState, ...]
    adjustments: tuple[Adjusted, ...] = ()
    cites: tuple[str, ...] = ()
    untimed: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    provisional: tuple[int, ...] = ()

    @property
    def owner(self) -> str | None:
        """The party that is credited alone, or None: see ``credit`` for shares and others."""
        shares = self.credit.shares
        return shares[0].party if len(shares) == 1 else None

    @property
    def rule(self) -> str:
        """The row that decided the credit, as ``policy@revision#row``."""
        return self.credit.rule
