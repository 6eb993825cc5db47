"""Laws about what must not matter: where the company is, and what no row names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, Final, TypeVar

import attrs

from renoflow.attribution import Court, open_court
from renoflow.facts import KINDS, Fact, fact
from renoflow.testing.laws.trial import Trial, said

__all__ = ["the_same_clocks_elsewhere_say_the_same", "what_no_row_names_never_matters"]

T = TypeVar("T")

_THERE: Final = timezone(timedelta(hours=-9, minutes=-30))


def the_same_clocks_elsewhere_say_the_same(trial: Trial) -> str:
    """Days are those of the company's own zone: in another the same case ends the same.

    The company and its whole history are moved to UTC-9:30, where clocks show the same.
    """
    court = trial.court
    if type(court.calendar.zone) is not timezone:
        return ""  # where clocks change, two cases are not alike
    shift = court.calendar.zone.utcoffset(None) - _THERE.utcoffset(None)
    there = attrs.evolve(
        trial,
        court=_court_there(court),
        case=_moved(trial.case, shift),
        at=_moved(trial.at, shift),
        known_at=_moved(trial.known_at, shift),
    )
    wanted, found = trial.judge(), _moved(there.judge(), -shift)
    if said(found) == said(wanted):
        return ""
    return trial.differ("with the company and all its clocks at UTC-9:30", wanted, found)


@lru_cache(maxsize=32)
def _court_there(court: Court) -> Court:
    zone = court.calendar.zone
    shift = (zone.utcoffset(None) or timedelta()) - _THERE.utcoffset(None)
    calendar = attrs.evolve(court.calendar, zone=_THERE)
    return open_court(_moved(court.policies, shift), calendar, kinds=court.kinds)


def _moved(thing: T, shift: timedelta) -> T:
    """The same with every instant in it *shift* later, by the same clocks elsewhere."""
    found: Any = thing
    kind: type[Any] = type(thing)
    if isinstance(thing, datetime):
        found = thing + shift
    elif isinstance(thing, tuple):
        found = tuple(_moved(one, shift) for one in thing)
    elif attrs.has(kind):
        fields = [field.name for field in attrs.fields(kind) if field.init]
        moved = {name: _moved(getattr(thing, name), shift) for name in fields}
        found = attrs.evolve(found, **{k: v for k, v in moved.items() if v != getattr(thing, k)})
    return found  # type: ignore[no-any-return]  # of the type that it was


def what_no_row_names_never_matters(trial: Trial) -> str:
    """What the rules do not speak of changes nothing and is no reason for anything.

    At the instant of each fact, by whoever did that, something else is told too.
    """
    idle = _idle_kind(trial.court)
    if idle is None:
        return ""
    more = tuple(_aside(one, idle, number) for number, one in enumerate(trial.case.facts))
    wanted, found = trial.judge(), trial.judge((*trial.case.facts, *more))
    if said(found) == said(wanted):
        return ""
    return trial.differ(f"with a {idle}, which no row names, beside each fact", wanted, found)


def _aside(beside: Fact, kind: str, number: int) -> Fact:
    at, by, customer = beside.at, beside.by, beside.customer
    return fact(f"aside_{number}", kind, at=at, by=by, customer=customer)


_OF_THE_CASE: Final = frozenset(
    (
        *("withdrawal", "same_as", "not_same", "kin", "payout", "turn"),
        *("dispute", "dispute_step", "evidence", "recusal", "hearing", "negotiation"),
        *("decision", "appeal"),
    )
)
"""What the court reads whatever the rows say."""


@lru_cache(maxsize=32)
def _idle_kind(court: Court) -> str | None:
    """The first kind that no row names and that may be told without a word more."""
    named = {*_words(court.policies), *_OF_THE_CASE}
    plain = (
        name
        for name, kind in sorted(court.kinds.items())
        if name in KINDS and not any(field.required for field in kind.fields)
    )
    return next((name for name in plain if name not in named), None)


def _words(thing: object) -> Iterator[str]:
    """Every word in a policy."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _words(one)
    elif attrs.has(kind := type(thing)):
        for field in attrs.fields(kind):
            yield from _words(getattr(thing, field.name))
