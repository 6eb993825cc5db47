"""What would change a verdict (改判条件): single changes that turn whether a party is credited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final, Literal

import attrs

from renoflow.attribution.court import Court
from renoflow.attribution.judge import judge
from renoflow.attribution.live import TICK
from renoflow.attribution.mentions import Mention, named_facts
from renoflow.attribution.policy import Policy
from renoflow.attribution.records import Case, Verdict
from renoflow.errors import Malformed
from renoflow.facts import MISSING, Fact, Field, Key, Kind, Missing, Value, fact
from renoflow.money import Money
from renoflow.select import CUSTOMER, Facts, Match
from renoflow.select.records import Op

__all__ = ["Change", "what_would_change"]

_STEPS: Final = 12
"""How many times in a row an answer that changes by itself is followed."""


@attrs.frozen(kw_only=True)
class Change:
    """One change after which a party is credited where it was not, or no longer where it was.

    ``kind``: a *fact* is *added*, or *withdrawn* as if it had never been told, or nothing
    happens and it is asked *later* (``fact`` is None). ``case`` is the case so changed: judged
    at ``at`` it gives ``verdict``.
    """

    kind: Literal["later", "withdrawn", "added"]
    fact: Fact | None
    at: datetime
    case: Case
    verdict: Verdict


def what_would_change(
    court: Court, case: Case, party: str, *, at: datetime, known_at: datetime | None = None
) -> tuple[Change, ...]:
    """The single changes to *case*, as told by *at*, that turn whether *party* is credited.

    A bounded search; what it does not find may still be there. In this order it tries:

    - *later*: time goes on and nothing happens, up to twelve changes of the answer by itself;
    - *withdrawn*: each fact left out, by its instant and then its id;
    - *added*: one fact of each kind that each row of the policy names, the way the row asks
      for it, done by or for *party*, and a decision by each decider. It is tried at *at*, at
      the last instant of each limit on the docket, just before and just after the opening of
      each claim and just before the decision, the latest of these first; the first that
      turns the answer is told. A row that asks for an identity key is met only by one that
      the case holds already.

    Raises:
        Malformed: as for :func:`~renoflow.attribution.judge`.
    """
    told = (one for one in case.facts if one.kind == "withdrawal" or _read(one, court, at) <= at)
    now = attrs.evolve(case, facts=tuple(told))
    verdict = judge(court, now, at=at, known_at=known_at)
    search = _Search(court, now, party, verdict)
    return (*search.later(), *search.withdrawn(), *search.added())


def _policy(court: Court, at: datetime) -> Policy:
    policies = court.policies
    return policies if isinstance(policies, Policy) else policies.at(at, court.calendar)


def _read(one: Fact, court: Court, at: datetime) -> datetime:
    """When *one* happened, a day read as the policy in force at *at* reads it."""
    if isinstance(one.at, datetime):
        return one.at
    calendar = court.calendar
    return (calendar.start if _policy(court, at).days == "start" else calendar.end)(one.at)


@attrs.frozen
class _Search:
    """The case as told, and what is said of it now."""

    court: Court
    case: Case
    party: str
    verdict: Verdict

    def later(self) -> Iterator[Change]:
        found = self.verdict
        for _ in range(_STEPS):
            if found.changes_at is None:
                return
            at = found.changes_at
            found = self._judge(self.case, at)
            if self._turns(found):
                yield Change(kind="later", fact=None, at=at, case=self.case, verdict=found)
                return

    def withdrawn(self) -> Iterator[Change]:
        by_id = {one.id: one for one in self.case.facts if one.kind != "withdrawal"}
        at = self.verdict.at
        for one in sorted(by_id.values(), key=lambda o: (_read(o, self.court, at), o.id)):
            others = tuple(other for other in self.case.facts if other.id != one.id)
            yield from self._try("withdrawn", one, others)

    def added(self) -> Iterator[Change]:
        done: set[Fact] = set()
        for one in _Drafts(self.court, self.case, self.party, self.verdict).all():
            for at in self._instants():
                new = attrs.evolve(one, at=at, recorded_at=self._recorded(at))
                found = tuple(self._try("added", new, (*self.case.facts, new)))
                if found:
                    if new not in done:
                        yield from found
                    done.add(new)
                    break

    def _instants(self) -> tuple[datetime, ...]:
        """When something could have happened, the latest first."""
        at = self.verdict.at
        found = {at, self.verdict.decided_at - TICK}
        for claim in self.verdict.docket:
            found |= {claim.opened - TICK, claim.opened + TICK}
            found |= {one.last for one in claim.limits if one.last is not None}
        return tuple(sorted((one for one in found if one <= at), reverse=True))

    def _recorded(self, at: datetime) -> datetime:
        known_at = self.verdict.known_at
        return at if known_at is None else min(at, known_at)

    def _try(
        self, kind: Literal["withdrawn", "added"], one: Fact, facts: tuple[Fact, ...]
    ) -> Iterator[Change]:
        at, changed = self.verdict.at, attrs.evolve(self.case, facts=facts)
        found = self._judge(changed, at)
        if self._turns(found):
            yield Change(kind=kind, fact=one, at=at, case=changed, verdict=found)

    def _judge(self, case: Case, at: datetime) -> Verdict:
        return judge(self.court, case, at=at, known_at=self.verdict.known_at)

    def _turns(self, found: Verdict) -> bool:
        return _owns(found, self.party) is not _owns(self.verdict, self.party)


def _owns(verdict: Verdict, party: str) -> bool:
    return any(one.party == party for one in verdict.credit.shares)


# --- facts that the rows ask for ---------------------------------------------------------


class _Unfit(Exception):
    """No fact of the party can be what is asked for."""


@attrs.frozen
class _Drafts:
    """Facts that the rows name, done by or for the party; their instants are still open."""

    court: Court
    case: Case
    party: str
    verdict: Verdict

    def all(self) -> Iterator[Fact]:
        policies, at = self.court.policies, self.verdict.at
        policy = policies if isinstance(policies, Policy) else policies.at(at, self.court.calendar)
        taken = {one.id for one in self.case.facts}
        name = next(one for one in _names() if one not in taken)
        mine = (claim.fact for claim in self.verdict.docket if claim.party == self.party)
        openings = tuple(dict.fromkeys(mine))
        for decider in policy.deciders:
            row = self.court.kinds["decision"]
            yield self._fact(name, row, None, {"role": decider.role, "owner": self.party})
        for mention in named_facts(policy):
            for kind in mention.facts.kinds:
                for opening in openings if _is_of_opening(mention.facts) else (None,):
                    try:
                        yield self._meeting(name, mention, kind, opening, policy)
                    except (Malformed, _Unfit):
                        continue

    def _meeting(
        self, name: str, mention: Mention, kind: str, opening: str | None, policy: Policy
    ) -> Fact:
        """A fact of *kind* that is what *mention* asks for, as far as that can be told ahead."""
        row, by = self.court.kinds[kind], self._actor(mention.facts, policy)
        said: dict[str, Value | Missing] = {}
        for match in mention.facts.where:
            said[match.field] = self._value(match, row, opening, policy)
        claim = mention.opens
        if claim is not None and claim.party is None and claim.claimant != "by":
            field = row.field(claim.claimant)
            is_list = field is not None and field.type == "names"
            said[claim.claimant] = (self.party,) if is_list else self.party
        acts = claim is not None and claim.party is None and claim.claimant == "by"
        if mention.facts.by == "anyone" and self.party in said.values() and not acts:
            by = None  # it is done to the party, and not by it
        return self._fact(name, row, by, said)

    def _fact(
        self, name: str, row: Kind, by: str | None, said: Mapping[str, Value | Missing]
    ) -> Fact:
        own = {"by": by, "customer": self.case.customer}
        told: dict[str, Value | Missing] = {}
        for field, value in said.items():
            if field in {"by", "customer", "person"}:
                own[field] = value if isinstance(value, str) else None
            elif field != "precision":
                told[field] = value
        for one in row.fields:
            if one.required and told.get(one.name, MISSING) is MISSING:
                told[one.name] = self._any(one)
        return fact(name, row.name, at=self.verdict.at, kinds=self.court.kinds, **own, **told)  # type: ignore[arg-type]  # what a fact may say by name

    def _actor(self, facts: Facts, policy: Policy) -> str | None:
        if facts.by == "customer":
            return CUSTOMER
        if facts.by == "house":
            return policy.house[0] if policy.house else None
        return self._other() if facts.by == "other" else self.party

    def _other(self) -> str:
        """Another party that has a claim."""
        rivals = (one.party for one in self.verdict.docket if one.party != self.party)
        found = next(rivals, None)
        if found is None:
            raise _Unfit
        return found

    def _value(  # noqa: PLR0911 - a line for each operator
        self, match: Match, row: Kind, opening: str | None, policy: Policy
    ) -> Value | Missing:
        """What *match* asks for, told of the party."""
        op, values = match.op, match.values
        if op in {"is", "is_not"}:
            one_word = Match(field=match.field, op=_way(match))
            return self._value(one_word, row, opening, policy)
        if op == "self":
            return self.party
        if op == "other":
            return self._other()
        if op == "opening":
            return opening
        if op in {"none", "missing"}:
            return None if op == "none" else MISSING
        if op == "in":
            return values[0]
        if op == "has":
            return tuple(str(one) for one in values)
        field = row.field(match.field)
        if op == "not_in":
            choices: tuple[str, ...] = () if field is None else field.values
            return next((one for one in choices if one not in values), MISSING)
        if op == "given":
            return MISSING if field is None else self._any(field)
        return _beyond(op, values[0], policy.stages)

    def _any(self, field: Field) -> Value | Missing:
        """Some value of *field*; none can be made up for an identity key."""
        at = self.verdict.at
        usual: dict[str, Value] = {
            "party": self.party,
            "code": "any",
            "flag": True,
            "count": 1,
            "number": 1,
            "money": Money(100),
            "day": self.court.calendar.day(at),
            "instant": at,
            "names": (),
        }
        if field.values:
            return field.values if field.type == "names" else field.values[0]
        if field.type in usual:
            return usual[field.type]
        held = (one.get(field.name) for one in self.case.facts)
        return next((value for value in held if isinstance(value, Key)), MISSING)


_WAYS: Final[tuple[Op, ...]] = ("none", "self", "other", "given", "opening", "missing")
"""The words by which a field is told, those first that fit most fields."""


def _way(match: Match) -> Op:
    """A word by which a condition of several words is met."""
    word = next((one for one in _WAYS if (one in match.words) is (match.op == "is")), None)
    given = match.op == "is_not" and word != "none" and "given" in match.words
    if word is None or given:
        raise _Unfit
    return word


def _is_of_opening(facts: Facts) -> bool:
    return any("opening" in match.words for match in facts.where)


def _beyond(op: str, value: Value, stages: tuple[str, ...]) -> Value:
    """*value*, or the next above or below it where it is itself outside."""
    step = {"above": 1, "below": -1}.get(op, 0)
    if isinstance(value, Money):
        return Money(value.fen + step)
    if isinstance(value, int | Decimal):
        return value + step
    place = stages.index(str(value)) + step
    if not 0 <= place < len(stages):
        raise _Unfit
    return stages[place]


def _names() -> Iterable[str]:
    yield "what_if"
    number = 2
    while True:
        yield f"what_if_{number}"
        number += 1
