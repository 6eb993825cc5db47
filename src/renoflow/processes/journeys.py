"""What a journey says: where things stand, how they came there, and what did not fit."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

import attrs

from renoflow.errors import one_of
from renoflow.limits import LimitState
from renoflow.obligations import Duty, Obligation, obligation, urgency
from renoflow.reasons import Reason

__all__ = [
    "Deviation",
    "DeviationState",
    "Journey",
    "Owed",
    "Possible",
    "Standing",
    "Step",
    "obligations",
]

DeviationState: TypeAlias = Literal["left_alone", "held", "healed"]
"""What became of a fact that did not fit: it changed nothing (*left_alone*); it waits for
what is missing while its stage lasts (*held*); what was missing came later (*healed*)."""


@attrs.frozen(kw_only=True)
class Standing:
    """The stage in which a track stands; ``since`` is None for a start never left.

    ``facts`` are the ids of the facts that led into it.
    """

    track: str
    stage: str
    since: datetime | None = None
    facts: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Step:
    """A move that was taken, at which instant, and the ids of the facts that made it.

    Facts of one instant that fit the same row make the move together.
    """

    move: str
    track: str
    from_: str
    to: str
    at: datetime
    facts: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Deviation:
    """A fact that did not fit, when it was told of, and what was missing then.

    ``at`` is None for a fact without an hour that the reading refuses; ``stages`` are
    those current then, one for each track; ``healed_at`` is the instant of the later fact
    that supplied what was missing.
    """

    fact: str
    at: datetime | None
    stages: tuple[str, ...]
    missing: tuple[Reason, ...]
    state: DeviationState
    healed_at: datetime | None = None


@attrs.frozen(kw_only=True)
class Possible:
    """A move out of a current stage, where it leads, and what it still lacks.

    It lacks the fact that makes it in any case; ``missing`` tells what else.
    """

    move: str
    track: str
    to: str
    missing: tuple[Reason, ...] = ()


@attrs.frozen(kw_only=True)
class Owed:
    """What became of a duty of a stage that was entered.

    Judged up to the asked instant, or up to and including the instant ``left`` at which
    the stage was left: met or missed stays so; what was still open then is dropped. A
    duty that comes round has one for each window begun.
    """

    stage: str
    track: str
    since: datetime | None
    left: datetime | None
    duty: Duty
    state: LimitState


@attrs.frozen(kw_only=True)
class Journey:
    """Where a history stands in a process, as of ``at``, by what was known at ``known_at``.

    Attributes:
        process: ``id@revision`` of the process.
        at: The asked instant; nothing after it was looked at.
        known_at: What was recorded after it was left out; None for everything.
        stages: One for each track, in the order of the rows.
        path: The moves taken, in order.
        deviations: The facts that did not fit, by instant, healed ones too.
        next: The moves out of the current stages, in the order of the rows.
        duties: Duties of all stages entered, in the order in which they were entered.
    """

    process: str
    at: datetime
    known_at: datetime | None
    stages: tuple[Standing, ...]
    path: tuple[Step, ...]
    deviations: tuple[Deviation, ...]
    next: tuple[Possible, ...]
    duties: tuple[Owed, ...]

    def stage(self, track: str = "main") -> str:
        """The id of the stage in which *track* stands.

        Raises:
            Malformed: ``value.unknown`` where there is no such track.
        """
        for one in self.stages:
            if one.track == track:
                return one.stage
        raise one_of("value.unknown", "track", track, (one.track for one in self.stages))


def obligations(journey: Journey, *, customer: str | None = None) -> tuple[Obligation, ...]:
    """What is and was due on *journey*, the most urgent first; rules as ``process@1#row``."""
    found = (
        obligation(
            attrs.evolve(one.state, limit=f"{journey.process}#{one.state.limit}"),
            what=one.duty.what,
            who=one.duty.who,
            customer=customer,
            advice=one.duty.advice,
            dropped=one.left is not None,
        )
        for one in journey.duties
    )
    return tuple(sorted((one for one in found if one is not None), key=urgency))
