"""One case on its way through the court, and how it looks from each of its claims."""

from __future__ import annotations

from datetime import datetime

from renoflow.attribution.live import TICK, Live
from renoflow.attribution.rows import Compiled, Openings
from renoflow.calendars import WorkCalendar
from renoflow.select import Scope, Seen

__all__ = ["Sweep"]


class Sweep:
    """One case on its way through the court.

    ``ever`` is the history beyond the chapter and ``still`` when it stood still; ``stood``
    are the claims that came into force, of which ``audited`` have audits and ``handed`` may
    be handed on; ``decisive`` is the instant that froze the case, ``bare`` the case up to the
    instant of decision seen by nobody, and ``openings`` tells which claims a fact opens.
    """

    __slots__ = (
        "asked",
        "audited",
        "bare",
        "by_owner",
        "calendar",
        "claims",
        "compiled",
        "decisive",
        "ever",
        "handed",
        "openings",
        "seen",
        "still",
        "stood",
        "upto",
    )

    def __init__(  # noqa: PLR0913 - what a case is judged by
        self,
        compiled: Compiled,
        calendar: WorkCalendar,
        seen: Seen,
        *,
        asked: datetime,
        openings: Openings,
        decisive: datetime | None = None,
        ever: Seen | None = None,
        still: tuple[tuple[datetime, datetime], ...] = (),
    ) -> None:
        self.compiled: Compiled = compiled
        self.calendar: WorkCalendar = calendar
        self.seen: Seen = seen
        self.asked: datetime = asked
        self.upto: datetime = asked if decisive is None else decisive
        self.openings: Openings = openings
        self.decisive: datetime | None = decisive
        self.ever: Seen | None = ever
        self.still: tuple[tuple[datetime, datetime], ...] = still
        self.bare: Scope = self.scope(self.upto)
        self.claims: list[Live] = []
        self.stood: list[Live] = []
        self.audited: list[Live] = []
        self.handed: list[Live] = []
        self.by_owner: dict[tuple[str, str], list[Live]] = {}

    def scope(self, upto: datetime) -> Scope:
        """The case up to *upto*, seen from nowhere in particular."""
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=self.asked,
            upto=upto,
            decisive=self.decisive,
            house=self.compiled.house,
            ever=self.ever,
        )

    def scope_of(self, live: Live, opened: datetime, upto: datetime) -> Scope:
        """The case up to *upto*, seen from *live*, with its limits counted from *opened*."""
        end = live.end_at(upto)
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=self.asked,
            upto=upto,
            party=live.party,
            held=live.held,
            opening=live.fact,
            opened=opened,
            approved=live.approved,
            lapsed=end.at - TICK if end is not None and end.status == "lapsed" else None,
            decisive=self.decisive,
            house=self.compiled.house,
            ever=self.ever,
            still=self.still,
        )

    def own_scope(self, live: Live) -> Scope:
        """The case at the instant of decision, seen from *live*; made once."""
        if live.scope is None:
            live.scope = self.scope_of(live, live.opened, self.upto)
        return live.scope

    def scope_before(self, live: Live, at: datetime) -> Scope:
        """The case just before *at*, seen from *live*: its needs do not look ahead."""
        return self._scope_then(live, at, at - TICK)

    def scope_then(self, live: Live, at: datetime) -> Scope:
        """The case as it was at *at*, seen from *live*, with the facts of that instant."""
        return self._scope_then(live, at, at)

    def _scope_then(self, live: Live, at: datetime, upto: datetime) -> Scope:
        decisive, approved = self.decisive, live.approved
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=at,
            upto=upto,
            party=live.party,
            held=live.held,
            opening=live.fact,
            opened=live.opened,
            approved=approved if approved is not None and approved <= upto else None,
            decisive=decisive if decisive is not None and decisive <= at else None,
            house=self.compiled.house,
            ever=self.ever,
            still=self.still,
        )
