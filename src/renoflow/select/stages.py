"""Stages in an order (阶段次序): what "at least measured" means is the list after it."""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

from renoflow.select.records import Match

__all__ = ["staged"]

T = TypeVar("T")


def staged(record: T, stages: tuple[str, ...]) -> T:
    """*record* with each bound that is one of *stages* written as the stages that it means."""
    changed: Any = _staged(record, stages)
    return changed  # type: ignore[no-any-return]  # a record of the same type


def _staged(record: Any, stages: tuple[str, ...]) -> Any:  # noqa: ANN401 - whatever it holds
    if isinstance(record, tuple):
        found = tuple(_staged(one, stages) for one in record)
        same = all(one is old for one, old in zip(found, record, strict=True))
        return record if same else found
    if isinstance(record, Match):
        return _meant(record, stages) if record.bounded else record
    if not attrs.has(type(record)):
        return record
    changes: dict[str, object] = {}
    for field in attrs.fields(type(record)):
        old = getattr(record, field.name)
        new = _staged(old, stages)
        if new is not old:
            changes[field.name] = new
    return attrs.evolve(record, **changes) if changes else record


def _meant(match: Match, stages: tuple[str, ...]) -> Match:
    (bound,) = match.values
    if bound not in stages:
        return match
    place = stages.index(str(bound))
    if match.op == "min":
        meant = stages[place:]
    elif match.op == "above":
        meant = stages[place + 1 :]
    elif match.op == "max":
        meant = stages[: place + 1]
    else:
        meant = stages[:place]
    return attrs.evolve(match, op="in", values=meant)
