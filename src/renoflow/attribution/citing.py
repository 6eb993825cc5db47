"""What a verdict rests on (依据): the facts without which it would be another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from renoflow.attribution.answers import hold
from renoflow.attribution.foresight import Answers
from renoflow.attribution.live import Live
from renoflow.attribution.picks import picked
from renoflow.attribution.rows import Condition, GroundRow
from renoflow.attribution.swept import Sweep

__all__ = ["cited"]


def cited(swept: Sweep, answers: Answers, besides: Iterable[str]) -> set[str]:
    """The ids of the facts that *answers* rest on, by themselves, and those cited *besides*.

    Those are the facts of the answers; all that made of a claim which one of them opened what
    it is; and what the conditions with ``not`` of a row further up forbid.
    """
    found = {*besides, *(name for answer in answers.values() for name in answer.facts)}
    while True:
        size = len(found)
        for live in swept.claims:
            if live.fact.id in found:
                found.update(live.cited)
        for row in _above(swept, answers):
            found.update(_kept(swept, row, found))
        if len(found) == size:
            return found


def _above(swept: Sweep, answers: Answers) -> Iterator[GroundRow]:
    """The rows with a ``not`` that were asked before the one that answered, if a row did."""
    compiled = swept.compiled
    rows = {row.name for row in compiled.grounds} | {f"{compiled.name}#silent"}
    for question, answer in answers.items():
        for row in compiled.grounds if answer.rule in rows else ():
            if row.name == answer.rule:
                break
            if question in row.ground.answers and row.has_not:
                yield row


def _kept(swept: Sweep, row: GroundRow, found: set[str]) -> list[str]:
    """What a ground forbids, and is there: seen from the claims that facts *found* opened."""
    if row.pick is None:
        return _there(swept, row.when, row.forbids, None)
    open_to = attrs.evolve(row.pick, having=())
    known = [live for live in swept.claims if live.fact.id in found]
    kept: list[str] = []
    for live in picked(swept, open_to, swept.upto, among=known):
        kept += _there(swept, row.pick.having, row.pick.forbids, live)
        kept += _there(swept, row.when, row.forbids, live)
    return kept


def _there(
    swept: Sweep,
    asked: Sequence[Condition],
    forbids: Sequence[Sequence[Condition]],
    live: Live | None,
) -> list[str]:
    """The facts forbidden that are there; none where something asked for is not."""
    there: list[str] = []
    for one, others in zip(asked, forbids, strict=True):
        if hold(swept, (one,), swept.upto, live, ahead=False) is not None:
            continue
        if not others:
            return []
        for other in others:
            there += hold(swept, (other,), swept.upto, live, ahead=False) or ()
    return there
