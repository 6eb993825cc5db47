"""How long customers stay in a stage (阶段时长), and how many go on from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import attrs

from renoflow.periods import Period
from renoflow.pipeline.figures.rates import Rate
from renoflow.processes import Journey, Step

__all__ = ["Stays", "stage_conversion", "stage_stays"]


@attrs.frozen(kw_only=True)
class Stays:
    """How long each completed stay was, the shortest first."""

    lengths: tuple[timedelta, ...]

    @property
    def mean(self) -> timedelta | None:
        """The mean, to the microsecond below; None where nobody has left the stage."""
        many = len(self.lengths)
        return sum(self.lengths, timedelta()) // many if many else None

    @property
    def median(self) -> timedelta | None:
        """The middle one; of an even number the mean of the two; None of none."""
        many = len(self.lengths)
        if not many:
            return None
        low, high = self.lengths[(many - 1) // 2], self.lengths[many // 2]
        return (low + high) // 2


def stage_stays(journeys: Iterable[Journey], stage: str, window: Period) -> Stays:
    """The stays in *stage* that ended in the window, each from its entry to its end (LIF-01).

    Both ends of the window are inside. A stay that goes on is not counted, and neither is
    the first stage, which nobody entered by a move; who came twice stayed twice.
    """
    found: list[timedelta] = []
    for one in journeys:
        for entered, left in _stays(one, stage):
            if left is not None and window.first <= left.at <= window.last:
                found.append(left.at - entered.at)
    return Stays(lengths=tuple(sorted(found)))


def stage_conversion(journeys: Iterable[Journey], stage: str, to: str, window: Period) -> Rate:
    """Of the customers who entered *stage* in the window, how many came to *to* (LIF-01).

    Whole: journeys whose first entry lies in the window, both ends inside. Part: those of
    them that entered *to* at that instant or later, by the end of the journey; stages in
    between may be any.
    """
    part = whole = 0
    for one in journeys:
        first = next((step.at for step in one.path if step.to == stage), None)
        if first is None or not window.first <= first <= window.last:
            continue
        whole += 1
        part += any(step.to == to and step.at >= first for step in one.path)
    return Rate(part=part, whole=whole)


def _stays(one: Journey, stage: str) -> Iterable[tuple[Step, Step | None]]:
    for place, step in enumerate(one.path):
        if step.to == stage:
            after = (later for later in one.path[place + 1 :] if later.track == step.track)
            yield step, next(after, None)
