"""Laws about facts: in which order, how often, by when and in which words they were told."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final, TypeVar

import attrs

from renoflow.attribution.mentions import records_in
from renoflow.facts import Fact
from renoflow.select import Facts
from renoflow.testing.laws.trial import Trial, learned, starts

__all__ = [
    "a_fact_told_twice_is_one_fact",
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
    prompt = {
        kind
        for policy in trial.policies
        for one in records_in(policy)
        if isinstance(one, Facts) and one.prompt is not None
        for kind in one.kinds
    }
    facts = [one for one in trial.case.facts if one.kind != "withdrawal"]
    last = max((learned(one, trial.court.calendar) for one in facts), default=trial.at)
    late = max(last, trial.at) + timedelta(days=1)
    asked = attrs.evolve(trial, known_at=None)
    moved = [one if one.kind in prompt else attrs.evolve(one, recorded_at=late) for one in facts]
    wanted, found = asked.judge(facts), asked.judge(moved)
    return "" if found == wanted else trial.differ("with all recorded late", wanted, found)


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


_ZONE: Final = timezone(timedelta(hours=-9, minutes=-30))


def another_offset_changes_nothing(trial: Trial) -> str:
    """An instant is the same instant however a server writes it down."""
    there = attrs.evolve(trial, at=_elsewhere(trial.at), known_at=_elsewhere(trial.known_at))
    wanted, found = trial.judge(), there.judge(map(_moved, trial.case.facts))
    return "" if found == wanted else trial.differ("written at UTC-9:30", wanted, found)


def _moved(one: Fact) -> Fact:
    fields = tuple((name, _elsewhere(value)) for name, value in one.fields)
    return attrs.evolve(
        one, at=_elsewhere(one.at), recorded_at=_elsewhere(one.recorded_at), fields=fields
    )


def _elsewhere(value: T) -> T:
    return value.astimezone(_ZONE) if isinstance(value, datetime) else value
