"""One claim while its case is judged: when it stood, what ended it, what it waits for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from renoflow.attribution.policy import ClaimStatus
from renoflow.attribution.records import ClaimState, Step
from renoflow.attribution.rows import ClaimRow
from renoflow.facts import Fact
from renoflow.limits import LimitState
from renoflow.select import Scope

__all__ = ["AUDIT", "FACT", "IN_FORCE", "TICK", "TIME", "End", "Live", "Wait"]

TICK: Final = timedelta(microseconds=1)

TIME: Final = 0
AUDIT: Final = 1
FACT: Final = 2
"""What acts at one instant, in this order: time alone, audits, the facts of the instant."""


class End(NamedTuple):
    """From when on, what the claim is then, by which row, and what kind of thing did it."""

    at: datetime
    status: ClaimStatus
    by: str
    cause: int


class Wait(NamedTuple):
    """A time in which an approval is outstanding, and whether facts begin and end it."""

    start: datetime
    stop: datetime | None
    begun: bool
    ended: bool

    def lasts(self, at: datetime, upto: int) -> bool:
        """Whether it lasts at *at*, where of that instant only causes up to *upto* count."""
        strict = upto < FACT
        if at < self.start or (strict and self.begun and at == self.start):
            return False
        return self.stop is None or at < self.stop or (strict and self.ended and at == self.stop)


IN_FORCE: Final = frozenset(("pending", "standing", "contestable"))


class Live:
    """One claim while a case is being judged; :meth:`shown` is its record on the docket.

    ``since`` is where its limits are counted from and ``born`` from when on it is its party's:
    later than ``opened`` where a repeat restarted it, or another handed it on; ``held`` are
    those who had it before, and ``handing`` the facts by which they handed it on.
    """

    __slots__ = (
        "approved",
        "born",
        "challenged",
        "challenged_by",
        "cited",
        "contest_from",
        "ends",
        "fact",
        "handing",
        "held",
        "limits",
        "open_contests",
        "open_ends",
        "opened",
        "party",
        "row",
        "scope",
        "since",
        "steps",
        "taken",
        "void_by",
        "waits",
    )

    def __init__(self, row: ClaimRow, party: str, opened: datetime, fact: Fact) -> None:
        self.row: ClaimRow = row
        self.party: str = party
        self.opened: datetime = opened
        self.fact: Fact = fact
        self.born: datetime = opened
        self.held: tuple[str, ...] = ()
        self.handing: tuple[str, ...] = ()
        self.since: datetime = opened
        self.void_by: str | None = None
        self.approved: datetime | None = opened
        self.cited: list[str] = [fact.id]
        self.ends: list[End] = []
        self.taken: list[End] = []
        self.open_ends: list[End] = []
        self.open_contests: list[datetime] = []
        self.contest_from: datetime | None = None
        self.challenged: datetime | None = None
        self.challenged_by: str | None = None
        self.limits: tuple[LimitState, ...] = ()
        self.steps: tuple[Step, ...] = ()
        self.waits: list[Wait] = []
        self.scope: Scope | None = None

    def restart(self, at: datetime, fact: str) -> None:
        """Count its limits from *at*, by a repeat, and forget what was read of it before."""
        self.since = at
        self.cited.append(fact)
        self.ends, self.open_ends = [], []
        self.open_contests, self.waits, self.scope = [], [], None
        if self.contest_from is not None and self.contest_from > at:
            self.contest_from = None  # what had ended before a repeat stays ended

    @property
    def all_ends(self) -> tuple[End, ...]:
        """Every end that it has come to, or will if nothing more happens."""
        return (*self.ends, *self.taken, *self.open_ends)

    def end_at(self, at: datetime, *, ahead: bool = False, upto: int = FACT) -> End | None:
        """The earliest end that has taken effect by *at*.

        *ahead* lets open limits run out; of the very instant *at* only causes up to *upto*
        have taken effect.
        """
        first: End | None = None
        if not (self.ends or self.taken or ahead):
            return first  # the usual case
        for end in (*self.ends, *self.taken, *(self.open_ends if ahead else ())):
            if end.at > at or (end.at == at and end.cause > upto):
                continue
            if first is None or (end.at, end.cause) < (first.at, first.cause):
                first = end
        return first

    def status(self, at: datetime, *, ahead: bool = False, upto: int = FACT) -> ClaimStatus:
        """Where the claim stands at *at*."""
        if self.void_by is not None:
            return "void"
        end = self.end_at(at, ahead=ahead, upto=upto)
        if end is not None:
            return end.status
        for wait in self.waits:
            if wait.lasts(at, upto):
                return "pending"
        for since in (self.contest_from, self.challenged):
            if since is not None and at >= since:
                return "contestable"
        if ahead and self.open_contests and at >= min(self.open_contests):
            return "contestable"
        return "standing"

    def shown(self, at: datetime, status: ClaimStatus, place: int | None) -> ClaimState:
        """The claim as the docket shows it at *at*, where it stands so."""
        end = self.end_at(at)
        return ClaimState(
            basis=self.row.claim.basis,
            party=self.party,
            opened=self.opened,
            fact=self.fact.id,
            status=status,
            place=place,
            ended_at=None if end is None else end.at - TICK,
            ended_by=self.void_by if end is None else end.by,
            limits=self.limits,
            steps=self.steps,
            facts=tuple(dict.fromkeys(self.cited)),
        )
