"""A case as its pay is worked out: what the court says at any instant, and what holds when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from heapq import heapify, heappop, heappush
from typing import Final, TypeAlias

import attrs

from renoflow.attribution.answers import ranks
from renoflow.attribution.court import Court
from renoflow.attribution.judge import WAITING, hear
from renoflow.attribution.live import IN_FORCE, TICK
from renoflow.attribution.parties import meant, nobody
from renoflow.attribution.pay.rows import TermRow, When, compile_terms
from renoflow.attribution.picks import locked_until, picked
from renoflow.attribution.policy import Pick, Policy, Question, Term
from renoflow.attribution.records import Answer, Case, Verdict
from renoflow.attribution.rows import PickRow, Selector, WhomRow
from renoflow.attribution.shares import take
from renoflow.attribution.swept import Sweep
from renoflow.facts import Fact
from renoflow.select import Dated, Scope, Seen
from renoflow.select.matching import of_kinds

__all__ = ["Hearing", "Occasion", "Place", "Shares"]

Shares: TypeAlias = tuple[tuple[str | None, Fraction], ...]
"""Who gets which share of the whole; None stands for an owner whom the court does not know."""


@attrs.frozen(kw_only=True, eq=False)
class Occasion:
    """What a line is paid on: facts, their instant, and a base in fen.

    ``opening`` is the one fact of that instant, None where there are several. The conditions
    of the term are asked from ``start`` on, which is that instant unless it is paid on a line
    that was earned later. ``private`` marks a base that is somebody's line.
    """

    at: datetime
    facts: tuple[str, ...]
    fen: int
    opening: Fact | None
    start: datetime
    private: bool = False


@attrs.frozen(eq=False)
class Place:
    """From where the conditions of a term are seen: a payee, his occasion, when he earned."""

    payee: str | None = None
    occasion: Occasion | None = None
    earned: datetime | None = None


NOWHERE: Final = Place()
_UNKNOWN: Final[Shares] = ((None, Fraction(1)),)


class Hearing:
    """One case at an asked instant; every verdict is asked for once."""

    __slots__ = (
        "_heard",
        "at",
        "case",
        "court",
        "decisive",
        "known_at",
        "pinned",
        "policy",
        "seen",
    )

    def __init__(self, court: Court, case: Case, at: datetime, known_at: datetime | None) -> None:
        self.court: Court = court
        self.case: Case = case
        self.at: datetime = at
        self.known_at: datetime | None = known_at
        self._heard: dict[datetime, tuple[Verdict, Sweep]] = {}
        verdict, swept = self.heard(at)
        asked = court.at(at).policy
        pinned = asked.pin == "asked" or swept.decisive is None
        self.policy: Policy = asked if pinned else court.at(verdict.decided_at).policy
        self.pinned: bool = asked.pin == "claim"
        self.seen: Seen = swept.seen if swept.ever is None else swept.ever
        self.decisive: datetime | None = swept.decisive

    def heard(self, at: datetime) -> tuple[Verdict, Sweep]:
        """The verdict at *at* and the sweep that it rests on."""
        if at not in self._heard:
            self._heard[at] = hear(self.court, self.case, at=at, known_at=self.known_at)
        return self._heard[at]

    def scope(self, upto: datetime, place: Place = NOWHERE) -> Scope:
        """The whole history up to *upto*, seen from *place*."""
        occasion, decisive = place.occasion, self.decisive
        return Scope(
            seen=self.seen,
            calendar=self.court.calendar,
            asked=self.at,
            upto=upto,
            party=place.payee,
            opening=None if occasion is None else occasion.opening,
            opened=None if occasion is None else occasion.at,
            approved=place.earned,
            decisive=decisive if decisive is not None and decisive <= upto else None,
            house=frozenset(self.policy.house),
        )

    # --- by which terms -----------------------------------------------------------------

    def rows(self) -> tuple[TermRow, ...]:
        """The terms of every revision by which somebody is paid, in the order of terms."""
        policies = {self.policy.name: self.policy}
        if self.pinned:
            for claim in self.heard(self.at)[0].docket:
                policy = self.court.pinned(claim.opened).policy
                policies.setdefault(policy.name, policy)
        rows = [row for policy in policies.values() for row in compile_terms(policy)]
        return tuple(sorted(rows, key=lambda row: (row.place, row.policy)))

    def is_paid_by(self, row: TermRow, payee: str | None) -> bool:
        """Whether *payee* is paid by the revision of *row*: with pin ``claim``, that of his claim.

        What is paid on a line goes by the revision of that line; whoever has no claim, by
        the one that judges the case.
        """
        if not self.pinned or row.base.base.term is not None:
            return True
        found = [one for one in self.heard(self.at)[0].docket if one.party == payee]
        live = [one for one in found if one.status in IN_FORCE]
        mine = live or [one for one in found if one.status != "void"]
        if not mine:
            return row.policy == self.policy.name
        opened = min(one.opened for one in mine)
        return row.policy == self.court.pinned(opened).name

    # --- who ----------------------------------------------------------------------------

    def payees(self, row: TermRow, at: datetime) -> Shares:
        """Who gets which share of what is paid on an occasion of *at*; empty: nobody earns it.

        Where a fact or a pick should name the payee and there is nobody to name, nobody
        earns, once the court has answered whose customer it is. What is nobody's yet (None)
        waits for that answer, for a word that nobody told, or for who of several is meant.
        """
        term = row.term
        if isinstance(term.to, str):
            return ((term.to, Fraction(1)),)
        if row.whom is not None:
            parties = self._meant(row.whom, at)
        elif row.pick is not None:
            parties = self._taken(row.pick, at)
        else:
            shares = self.answer(term, at).shares
            return tuple((one.party, one.share) for one in shares) or _UNKNOWN
        if parties:
            return tuple((party, Fraction(1, len(parties))) for party in parties)
        is_open = self._standing(at, term.question).outcome in WAITING
        return _UNKNOWN if parties is None or is_open else ()

    def answer(self, term: Term, at: datetime) -> Answer:
        """The answer that *term* goes by on an occasion of *at*."""
        if term.share == "holder":
            return self.holders(at, term.question)
        return self._standing(at, term.question)

    def holders(self, at: datetime, question: Question) -> Answer:
        """Who owned at *at*, as the court saw it then."""
        verdict, _ = self.heard(at)
        return verdict.credit if question == "credit" else verdict.service

    def _standing(self, at: datetime, question: Question) -> Answer:
        """Who owns as the verdict stands, at the end of the chapter in which *at* lies."""
        asked = self.at
        while True:
            _, swept = self.heard(asked)
            if swept.ever is None or not swept.seen.dated or swept.seen.dated[0][0] <= at:
                return self.holders(asked, question)
            asked = swept.seen.dated[0][0] - TICK

    def _meant(self, row: WhomRow, at: datetime) -> Sequence[str] | None:
        """The parties that facts name at *at*; None where they differ or one does not say."""
        parties, facts = meant(row, self.scope(at))
        return parties if parties or nobody(row, facts) else None

    def _taken(self, row: PickRow, at: datetime) -> Sequence[str] | None:
        """The parties that a pick takes at *at*; None where they are tied."""
        _, swept = self.heard(at)
        hits = picked(swept, row, swept.upto)
        if not hits:
            return ()
        groups, tied = take(row.pick, hits, ranks(swept, row))
        return (
            None if tied else tuple(dict.fromkeys(one.party for group in groups for one in group))
        )

    def opened(self, payee: str | None) -> tuple[bool, datetime]:
        """What ranks equal shares: when the payee's first claim opened; without one, last."""
        verdict, _ = self.heard(self.at)
        found = [
            one.opened for one in verdict.docket if one.party == payee and one.status != "void"
        ]
        return (not found, min(found, default=self.at))

    # --- when ---------------------------------------------------------------------------

    def holds(self, when: When, upto: datetime, place: Place) -> tuple[str, ...] | None:
        """The facts by which all conditions hold at *upto*; None where one does not."""
        cited: list[str] = []
        scope = self.scope(upto, place)
        for one in when.conditions:
            if isinstance(one, PickRow):
                _, swept = self.heard(upto)
                found = picked(swept, one, swept.upto, party=place.payee)
                if (len(found) >= one.pick.count) is one.pick.negated:
                    return None
                cited.extend(name for live in found for name in live.cited)
            else:
                facts = one(scope)
                if facts is None:
                    return None
                cited.extend(fact.id for fact in facts)
        return tuple(cited)

    def first(
        self, when: When, start: datetime, place: Place
    ) -> tuple[datetime, tuple[str, ...]] | None:
        """The first instant from *start* to the asked one at which all conditions hold.

        Something can change at a fact, where a window of a condition closes, and, for picks,
        where a limit or an approval of a claim runs out.
        """
        if not when.conditions:
            return start, ()
        facts = self.seen.dated if when.picks else of_kinds(self.seen, when.kinds)
        waiting = [start, *(at for at, _ in facts if start < at <= self.at)]
        if self.decisive is not None and start < self.decisive <= self.at:
            waiting.append(self.decisive)
        heapify(waiting)
        tried: datetime | None = None
        while waiting:
            upto = heappop(waiting)
            if upto == tried:
                continue
            tried = upto
            cited = self.holds(when, upto, place)
            if cited is not None:
                return upto, cited
            scope = self.scope(upto, place)
            later = [close(scope) for close in when.closes]
            if when.picks:
                later.extend(_runs_out(*self.heard(upto), when.picks))
            for at in later:
                if at is not None and upto < at <= self.at:
                    heappush(waiting, at)
        return None

    def chosen(self, selector: Selector, upto: datetime, place: Place = NOWHERE) -> list[Dated]:
        """The facts up to *upto* that *selector* selects, seen from *place*, by instant."""
        kinds, matches = selector
        scope = self.scope(upto, place)
        return [
            pair
            for pair in of_kinds(self.seen, kinds)
            if pair[0] <= upto and matches(pair[1], scope)
        ]


def _runs_out(verdict: Verdict, swept: Sweep, picks: Sequence[Pick]) -> list[datetime | None]:
    """The first instants after the limits and terms of every claim, and of what *picks* ask."""
    ends = [state.last for claim in verdict.docket for state in claim.limits]
    ends.extend(step.due for claim in verdict.docket for step in claim.steps)
    spans = [one.ended_within for one in picks if one.ended_within is not None]
    ended = [end for live in swept.claims for end in live.all_ends] if spans else []
    ends.extend(locked_until(span, end, swept.calendar) for span in spans for end in ended)
    return [None if end is None else end + TICK for end in ends]
