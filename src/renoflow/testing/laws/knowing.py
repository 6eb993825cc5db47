"""Laws about facts: in which order, how often, by when and in which words they were told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final, TypeVar

import attrs

from renoflow.attribution.mentions import records_in
from renoflow.facts import Fact, fact
from renoflow.select import Facts, Match
from renoflow.testing.laws.trial import Trial, corrector, learned, starts

__all__ = [
    "a_day_is_read_as_the_policy_says",
    "a_fact_told_twice_is_one_fact",
    "a_withdrawn_fact_was_never_told",
    "another_offset_changes_nothing",
    "facts_after_the_asked_instant_never_matter",
    "facts_learned_later_never_matter",
    "the_order_of_facts_never_matters",
    "when_it_was_recorded_never_matters",
]

T = TypeVar("T")


def the_order_of_facts_never_matters(trial: Trial) -> str:
    """A data base returns rows in any order."""
    facts, wanted = trial.case.facts, trial.judge()
    for place in range(len(facts)):
        found = trial.judge((*facts[place:][::-1], *facts[:place]))
        if found != wanted:
            return trial.differ("with the facts listed in another order", wanted, found)
    return ""


def a_fact_told_twice_is_one_fact(trial: Trial) -> str:
    """A retry tells a fact again, and nobody did it twice."""
    wanted = trial.judge()
    found = trial.judge((*trial.case.facts, *trial.case.facts))
    return "" if found == wanted else trial.differ("with each fact told twice", wanted, found)


def when_it_was_recorded_never_matters(trial: Trial) -> str:
    """A late paper counts from when it happened, to one who knows all.

    Withdrawals have an order, and a row that asks for prompt facts reads when they were
    recorded: facts of such kinds are left as they are.
    """
    prompt = _asked_promptly(trial)
    facts = [one for one in trial.case.facts if one.kind != "withdrawal"]
    last = max((learned(one, trial.court.calendar) for one in facts), default=trial.at)
    late = max(last, trial.at) + timedelta(days=1)
    asked = attrs.evolve(trial, known_at=None)
    moved = [one if one.kind in prompt else attrs.evolve(one, recorded_at=late) for one in facts]
    wanted, found = asked.judge(facts), asked.judge(moved)
    return "" if found == wanted else trial.differ("with all recorded late", wanted, found)


def _asked_promptly(trial: Trial) -> set[str]:
    """The kinds of which a row reads when they were recorded."""
    return {
        kind
        for policy in trial.policies
        for one in records_in(policy)
        if isinstance(one, Facts) and one.prompt is not None
        for kind in one.kinds
    }


def a_day_is_read_as_the_policy_says(trial: Trial) -> str:
    """A paper without an hour counts at the start or at the end of its day, or not at all.

    Nothing is said where a row asks whether there was an hour, and of prompt facts.
    """
    readings = {policy.days for policy in trial.policies}
    records = [one for policy in trial.policies for one in records_in(policy)]
    if len(readings) > 1 or any(
        isinstance(one, Match) and one.field == "precision" for one in records
    ):
        return ""
    reading, prompt, calendar = readings.pop(), _asked_promptly(trial), trial.court.calendar
    told: list[Fact] = []
    for one in trial.case.facts:
        if isinstance(one.at, datetime) or one.kind == "withdrawal" or one.kind in prompt:
            told.append(one)
        elif reading != "refused":
            at = calendar.start(one.at) if reading == "start" else calendar.end(one.at)
            told.append(attrs.evolve(one, at=at))
    wanted = attrs.evolve(trial.judge(), untimed=())
    found = attrs.evolve(trial.judge(told), untimed=())
    said = "left out" if reading == "refused" else f"told of the {reading} of their day"
    return "" if found == wanted else trial.differ(f"with days {said}", wanted, found)


def a_withdrawn_fact_was_never_told(trial: Trial) -> str:
    """A slip of the pen costs nobody a customer; and a withdrawal may be one itself."""
    facts, trial = trial.case.facts, attrs.evolve(trial, known_at=None)
    last = max((learned(one, trial.court.calendar) for one in facts), default=trial.at)
    day = timedelta(days=1)
    before = trial.judge()
    for one in dict.fromkeys(one for one in facts if one.kind != "withdrawal"):
        slip = _withdrawal(trial, one, "slip", last + day)
        wanted = trial.judge(other for other in facts if other != one)
        found = trial.judge((*facts, slip))
        if found != wanted:
            return trial.differ(f"with {one.id} withdrawn, not left out", wanted, found)
        found = trial.judge((*facts, slip, _withdrawal(trial, slip, "no_slip", last + 2 * day)))
        if found != before:
            return trial.differ(f"with {one.id} withdrawn, and that withdrawn", before, found)
    return ""


def _withdrawal(trial: Trial, one: Fact, name: str, at: datetime) -> Fact:
    customer, role = one.customer, corrector(trial)
    return fact(name, "withdrawal", at=at, customer=customer, of=one.id, role=role)


def facts_after_the_asked_instant_never_matter(trial: Trial) -> str:
    """Nobody may lose a customer by what has not happened yet; corrections excepted."""
    wanted, found = trial.judge(), trial.judge(trial.over(starts))
    return "" if found == wanted else trial.differ("without what comes later", wanted, found)


def facts_learned_later_never_matter(trial: Trial) -> str:
    """A verdict of last month must stay what it was."""
    known_at = trial.at if trial.known_at is None else trial.known_at
    then = attrs.evolve(trial, known_at=known_at)
    facts = [one for one in trial.case.facts if learned(one, trial.court.calendar) <= known_at]
    wanted, found = then.judge(), then.judge(facts)
    if found != wanted:
        return then.differ("without what was learned later", wanted, found)
    found = attrs.evolve(attrs.evolve(then, known_at=None).judge(facts), known_at=known_at)
    return "" if found == wanted else then.differ("by the facts known then", wanted, found)


def another_offset_changes_nothing(trial: Trial) -> str:
    """An instant is the same instant however a server writes it down.

    In another offset, and in a zone whose clocks are put back in the midst of the case.
    """
    wanted = trial.judge()
    there = attrs.evolve(
        trial, at=_elsewhere(trial.at, _ZONE), known_at=_elsewhere(trial.known_at, _ZONE)
    )
    found = there.judge(_moved(one, _ZONE) for one in trial.case.facts)
    if found != wanted:
        return trial.differ("written at UTC-9:30", wanted, found)
    # an hour that clocks show twice equals no time of another zone, so that only facts have it
    put_back = _clocks_put_back(trial)
    found = trial.judge(_moved(one, put_back) for one in trial.case.facts)
    if found == wanted:
        return ""
    return trial.differ("written where clocks were put back meanwhile", wanted, found)


_ZONE: Final = timezone(timedelta(hours=-9, minutes=-30))


class _PutBack(tzinfo):
    """A zone whose clocks show one hour twice, from the instant *since* on."""

    def __init__(self, since: datetime) -> None:
        self.since = since.astimezone(UTC).replace(tzinfo=None)

    def utcoffset(self, when: datetime | None) -> timedelta:
        """Two hours before the clocks were put back, one hour after."""
        if when is None:
            return _SUMMER
        wall = when.replace(tzinfo=None)
        is_second = wall - _WINTER >= self.since and (wall - _SUMMER >= self.since or when.fold)
        return _WINTER if is_second else _SUMMER

    def dst(self, when: datetime | None) -> timedelta:
        """What the clocks are put forward in summer."""
        return self.utcoffset(when) - _WINTER

    def tzname(self, when: datetime | None) -> str:
        """No name that anybody uses."""
        return f"put_back{self.utcoffset(when)}"

    def fromutc(self, when: datetime) -> datetime:
        """The instant as the clocks show it, the second time with ``fold``."""
        plain = when.replace(tzinfo=None)
        if plain < self.since:
            return (plain + _SUMMER).replace(tzinfo=self)
        fold = int(plain - self.since < _SUMMER - _WINTER)
        return (plain + _WINTER).replace(tzinfo=self, fold=fold)


_SUMMER: Final = timedelta(hours=2)
_WINTER: Final = timedelta(hours=1)


def _clocks_put_back(trial: Trial) -> tzinfo:
    """The clocks are put back just before the second fact."""
    instants = sorted(starts(one, trial.court.calendar) for one in trial.case.facts)
    since = instants[len(instants) // 2] if instants else trial.at
    return _PutBack(since)


def _moved(one: Fact, zone: tzinfo) -> Fact:
    fields = tuple((name, _elsewhere(value, zone)) for name, value in one.fields)
    return attrs.evolve(
        one,
        at=_elsewhere(one.at, zone),
        recorded_at=_elsewhere(one.recorded_at, zone),
        fields=fields,
    )


def _elsewhere(value: T, zone: tzinfo) -> T:
    return value.astimezone(zone) if isinstance(value, datetime) else value
