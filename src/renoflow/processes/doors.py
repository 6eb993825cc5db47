"""The two doors of a process.

:func:`may` answers before something happens and lists every objection at once.
:func:`journey` reads what did happen and never refuses: a fact that does not fit leaves
the stage alone and is listed with what was missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from renoflow.calendars import as_utc
from renoflow.errors import Refused
from renoflow.facts import Fact, known
from renoflow.processes.flow import Flow
from renoflow.processes.journeys import Deviation, Journey, Standing
from renoflow.processes.walk import Asked, Track, Walk
from renoflow.reasons import Reason, reason
from renoflow.select import see

__all__ = ["ensure", "journey", "may"]


def journey(
    flow: Flow, facts: Iterable[Fact], *, at: datetime, known_at: datetime | None = None
) -> Journey:
    """Where *facts* stand in *flow* at the instant *at*, and how they came there.

    Facts after *at*, and facts recorded after *known_at*, are not looked at; the order in
    which they are given never matters. A fact that no move selects, out of whatever stage,
    is no deviation.

    Raises:
        Malformed: ``value.naive`` for *at*, ``fact.clash`` or ``fact.withdrawal``.
    """
    as_utc(at)
    seen = see(known(facts, flow.calendar, known_at=known_at), flow.calendar, days=flow.days)
    walk = Walk(flow, seen, at)
    return Journey(
        process=flow.process.name,
        at=at,
        known_at=known_at,
        stages=tuple([_standing(track) for track in walk.tracks]),
        path=tuple(walk.path),
        deviations=tuple([_deviation(one) for one in walk.odd]) + _untimed(walk),
        next=walk.possible(),
        duties=tuple(walk.owed()),
    )


def may(flow: Flow, facts: Iterable[Fact], fact: Fact) -> tuple[Reason, ...]:
    """Every objection to telling *fact* now, on top of *facts*; none means it may be told.

    What the journey of all of them, at the instant of *fact*, would list as missing.

    Raises:
        Malformed: ``fact.clash`` or ``fact.withdrawal``.
    """
    seen = see(known((*facts, fact), flow.calendar), flow.calendar, days=flow.days)
    at = fact.at
    if not isinstance(at, datetime):
        if flow.days == "refused":
            return (_UNTIMED,) if fact.kind in flow.moving else ()
        at = flow.calendar.start(at) if flow.days == "start" else flow.calendar.end(at)
    walk = Walk(flow, seen, at)
    return next((one.missing for one in walk.odd if one.fact.id == fact.id), ())


def ensure(flow: Flow, facts: Iterable[Fact], fact: Fact) -> None:
    """Nothing, if *fact* may be told.

    Raises:
        Refused: ``process.refused`` with every objection that :func:`may` lists.
    """
    objections = may(flow, facts, fact)
    if objections:
        raise Refused.because("process.refused", objections)


_UNTIMED: Final = reason("process.untimed")


def _standing(track: Track) -> Standing:
    step = track.entered
    if step is None:
        return Standing(track=track.name, stage=track.stage)
    return Standing(track=track.name, stage=step.to, since=step.at, facts=step.facts)


def _deviation(one: Asked) -> Deviation:
    healed = one.healed_at is not None
    return Deviation(
        fact=one.fact.id,
        at=one.at,
        stages=one.stages,
        missing=one.missing,
        state="held" if one.tracks else "healed" if healed else "left_alone",
        healed_at=one.healed_at,
    )


def _untimed(walk: Walk) -> tuple[Deviation, ...]:
    """Facts without an hour, where the reading refuses them, whose day has begun."""
    start, moving = walk.flow.calendar.start, walk.flow.moving
    return tuple(
        [
            Deviation(
                fact=fact.id,
                at=None,
                stages=walk.stages(),
                missing=(_UNTIMED,),
                state="left_alone",
            )
            for fact in walk.seen.untimed
            if fact.kind in moving and (isinstance(fact.at, datetime) or start(fact.at) <= walk.at)
        ]
    )
