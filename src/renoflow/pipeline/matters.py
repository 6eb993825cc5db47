"""Matters (事项): each complaint, question, suggestion or site issue runs a process of its own.

A customer may complain twice, so that one process over the whole history cannot tell where
each complaint stands. A matter is one fact that opens the process, with every fact that
names it in its field ``of``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import attrs

from renoflow import processes
from renoflow.facts import Fact, known
from renoflow.processes import Flow, Journey
from renoflow.reasons import Reason, reason
from renoflow.select import Scope, compile_facts, see
from renoflow.select.scope import Dated, Seen

__all__ = ["Matter", "matters", "may_handle"]


@attrs.frozen(kw_only=True)
class Matter:
    """One matter as seen at the asked instant.

    Attributes:
        id: Id of the fact that opened it.
        opened: That fact.
        at: The instant at which it was opened.
        facts: It, and what was told of it by then, by instant.
        journey: Where it stands in its process.
    """

    id: str
    opened: Fact = attrs.field(repr=lambda one: one.id)
    at: datetime
    facts: tuple[Fact, ...] = attrs.field(repr=lambda all_: f"<{len(all_)}>")
    journey: Journey

    @property
    def stage(self) -> str:
        """The stage in which its first track stands."""
        return self.journey.stages[0].stage


def matters(
    flow: Flow, facts: Iterable[Fact], *, at: datetime, known_at: datetime | None = None
) -> tuple[Matter, ...]:
    """The matters of *flow* in the history *facts* as seen at *at*, by instant of opening.

    A matter is opened by each fact that a move out of a start of the process selects and
    that is of no other fact; facts of one instant stand in the order of their ids. A fact
    without an hour counts as the process reads days.

    Raises:
        Malformed: as of :func:`renoflow.processes.journey`.
    """
    seen = _seen(flow, facts, known_at)
    found = []
    for when, one in _openings(flow, seen, at):
        own = _own(seen, one.id, at)
        walked = processes.journey(flow, own, at=at)
        found.append(
            Matter(
                id=one.id,
                opened=one,
                at=when,
                facts=own,
                journey=attrs.evolve(walked, known_at=known_at),
            )
        )
    return tuple(found)


def may_handle(flow: Flow, facts: Iterable[Fact], fact: Fact) -> tuple[Reason, ...]:
    """Every objection to telling *fact* of a matter now; none means it may be told.

    *fact* opens a matter, or names one in its field ``of``: ``matter.unknown`` if there is
    no such matter in *facts*.

    Raises:
        Malformed: as of :func:`renoflow.processes.may`.
    """
    of = fact.get("of")
    if not isinstance(of, str):
        return processes.may(flow, (), fact)
    upto = fact.at if isinstance(fact.at, datetime) else flow.calendar.end(fact.at)
    seen = _seen(flow, facts, None)
    if of not in {one.id for _, one in _openings(flow, seen, upto)}:
        return (reason("matter.unknown", rule=flow.process.name, facts=(of,)),)
    return processes.may(flow, _own(seen, of, upto), fact)


def _seen(flow: Flow, facts: Iterable[Fact], known_at: datetime | None) -> Seen:
    return see(known(facts, flow.calendar, known_at=known_at), flow.calendar, days=flow.days)


def _openings(flow: Flow, seen: Seen, at: datetime) -> list[Dated]:
    starts = {stage.id for stage in flow.starts}
    opens = [compile_facts(move.on) for move in flow.process.moves if starts & set(move.at)]
    scope = Scope(seen=seen, calendar=flow.calendar, asked=at, upto=at)
    return [
        (when, one)
        for when, one in seen.dated
        if when <= at
        and not isinstance(one.get("of"), str)
        and any(selects(one, scope) for selects in opens)
    ]


def _own(seen: Seen, name: str, at: datetime) -> tuple[Fact, ...]:
    return tuple(one for when, one in seen.dated if when <= at and name in (one.id, one.get("of")))
