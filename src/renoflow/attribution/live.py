"""One claim while its case is judged: when it stood, what ended it, what it waits for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple, TypeAlias

from renoflow.attribution.court import ClaimRow
from renoflow.attribution.policy import ClaimStatus
from renoflow.attribution.records import ClaimState, Step
from renoflow.facts import Fact
from renoflow.limits import LimitState
from renoflow.select import Scope

__all__ = ["IN_FORCE", "TICK", "End", "Live", "Wait"]

TICK: Final = timedelta(microseconds=1)
End: TypeAlias = tuple[datetime, ClaimStatus, str, bool]
"""From when on, what it is then, by which row, and whether a fact of that instant did it."""


class Wait(NamedTuple):
    """A time in which an approval is outstanding, and whether facts begin and end it."""

    start: datetime
    stop: datetime | None
    begun: bool
    ended: bool

    def lasts(self, at: datetime, *, strict: bool) -> bool:
        """Whether it lasts at *at*; with *strict* the facts of that instant do not count."""
        if at < self.start or (strict and self.begun and at == self.start):
            return False
        return self.stop is None or at < self.stop or (strict and self.ended and at == self.stop)


IN_FORCE: Final = frozenset(("pending", "standing", "contestable"))


class Live:
    """One claim while a case is being judged; :meth:`shown` is its record on the docket."""

    __slots__ = (
        "approved",
        "cited",
        "contest_from",
        "ends",
        "fact",
        "limits",
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
        self.since: datetime = opened
        self.void_by: str | None = None
        self.approved: datetime | None = opened
        self.cited: list[str] = [fact.id]
        self.ends: list[End] = []
        self.taken: list[End] = []
        self.open_ends: list[End] = []
        self.contest_from: datetime | None = None
        self.limits: tuple[LimitState, ...] = ()
        self.steps: tuple[Step, ...] = ()
        self.waits: list[Wait] = []
        self.scope: Scope | None = None

    def end_at(self, at: datetime, *, ahead: bool = False, strict: bool = False) -> End | None:
        """The earliest end that has taken effect by *at*.

        *ahead* lets open limits run out; with *strict* a fact of that very instant has not
        taken effect yet.
        """
        first: End | None = None
        for end in (*self.ends, *self.taken, *(self.open_ends if ahead else ())):
            if end[0] > at or (strict and end[3] and end[0] == at):
                continue
            # what time alone does at an instant comes before what the facts of it do
            if first is None or (end[0], end[3]) < (first[0], first[3]):
                first = end
        return first

    def status(self, at: datetime, *, ahead: bool = False, strict: bool = False) -> ClaimStatus:
        """Where the claim stands at *at*."""
        if self.void_by is not None:
            return "void"
        if self.ends or self.taken or ahead:
            end = self.end_at(at, ahead=ahead, strict=strict)
            if end is not None:
                return end[1]
        for wait in self.waits:
            if wait.lasts(at, strict=strict):
                return "pending"
        if self.contest_from is not None and at >= self.contest_from:
            return "contestable"
        return "standing"

    def shown(self, at: datetime, place: int | None) -> ClaimState:
        """The claim as the docket shows it at *at*."""
        end = self.end_at(at)
        return ClaimState(
            basis=self.row.claim.basis,
            party=self.party,
            opened=self.opened,
            fact=self.fact.id,
            status=self.status(at),
            place=place,
            ended_at=None if end is None else end[0] - TICK,
            ended_by=self.void_by if end is None else end[2],
            limits=self.limits,
            steps=self.steps,
            facts=tuple(dict.fromkeys(self.cited)),
        )
