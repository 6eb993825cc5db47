"""What no history can bring about: facts that exclude themselves, tests, moves, time limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations
from typing import Final

import attrs

from renoflow.facts import FieldType, Key, Kind, Value
from renoflow.facts.kinds import COMMON
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.processes.records import Move, Process, Requirement
from renoflow.reasons import Reason, reason
from renoflow.select import Anchor, Facts, Match, Test

__all__ = ["excludes", "impossible"]


def impossible(process: Process, kinds: Mapping[str, Kind]) -> Iterator[Reason]:
    """The findings ``process.nobody``, ``never``, ``contrary``, ``timeless``, ``unmeetable``."""
    tracks = {stage.id: stage.track for stage in process.stages}
    for stage in process.stages:
        for duty in stage.duties:
            if stage.kind == "start" and _from_opened(duty.limit.anchor):
                yield reason("process.timeless", rule=duty.limit.id)
            elif _unmeetable(duty.limit, kinds):
                yield reason("process.unmeetable", rule=duty.limit.id)
    for move in process.moves:
        if not _can_be(move.on, kinds):
            yield reason("process.never", rule=move.id)
        elif _nobody(move):
            yield reason("process.nobody", rule=move.id, roles=move.roles)
        for need in move.needs:
            yield from _need(move, need, kinds, tracks)
        yield from _contrary(move)


def _from_opened(anchor: Anchor) -> bool:
    """Whether *anchor* asks when the stage was entered."""
    return anchor.of == "opened" or any(_from_opened(one) for one in anchor.anchors)


def _nobody(move: Move) -> bool:
    """Whether no role that may act is one that the facts of the move are told in."""
    acting = Match(field="role", op="in", values=move.roles)
    asked = (one for one in move.on.where if one.field == "role")
    return bool(move.roles) and any(excludes(acting, one) for one in asked)


def _need(
    move: Move, need: Requirement, kinds: Mapping[str, Kind], tracks: Mapping[str, str]
) -> Iterator[Reason]:
    own = [one for one in need.stages if tracks[one] == tracks[move.at[0]]]
    elsewhere = len(own) == len(need.stages) > 0 and set(own).isdisjoint(move.at)
    if elsewhere or (need.test is not None and _never(need.test, kinds)):
        yield reason("process.never", rule=need.id)
    if need.over is not None and (_endless(need.over) or not _arms(need.over, kinds)):
        yield reason("process.unmeetable", rule=need.id)


def _contrary(move: Move) -> Iterator[Reason]:
    """Needs of which one bars what another asks for, or what makes the move."""
    tests = [(need.id, need.test) for need in move.needs if need.test is not None]
    for (earlier, one), (later, other) in combinations(tests, 2):
        if attrs.evolve(one, negated=not one.negated) == other or _both_latest(one, other):
            yield reason("process.contrary", rule=later, earlier=earlier)
    for name, test in tests:
        if _bars(test, move.on):
            yield reason("process.contrary", rule=name, earlier=move.id)


def _both_latest(one: Test, other: Test) -> bool:
    """Whether the latest facts of a kind would have to say two things."""
    mine, theirs = one.facts, other.facts
    if mine is None or theirs is None or one.latest is not True or other.latest is not True:
        return False
    same = (set(mine.kinds), mine.by) == (set(theirs.kinds), theirs.by)
    return same and not (one.negated or other.negated) and _apart_by_field(mine, theirs)


def _apart_by_field(mine: Facts, theirs: Facts) -> bool:
    return any(
        one.field == other.field and (excludes(one, other) or excludes(other, one))
        for one in mine.where
        for other in theirs.where
    )


def _bars(test: Test, on: Facts) -> bool:
    """Whether *test* says that there never was a fact of which every fact of *on* is one."""
    barred = test.facts
    plain = Test(facts=barred, negated=True) if barred is not None else None
    if barred is None or test != plain or barred != Facts(kinds=barred.kinds, where=barred.where):
        return False
    return set(on.kinds) <= set(barred.kinds) and set(barred.where) <= set(on.where)


# --- facts ------------------------------------------------------------------------------


def _never(test: Test, kinds: Mapping[str, Kind]) -> bool:
    if test.negated:
        return False
    if test.facts is None:
        return all(_never(one, kinds) for one in test.any)
    return not _can_be(test.facts, kinds)


def _can_be(facts: Facts, kinds: Mapping[str, Kind]) -> bool:
    """Whether a fact of one of the kinds could be selected."""
    if _apart_by_field(facts, facts):
        return False
    return any(all(_fits(kinds[kind], one) for one in facts.where) for kind in facts.kinds)


def _fits(kind: Kind, match: Match) -> bool:
    """Whether the field of *kind* could ever say that."""
    field = kind.field(match.field) or COMMON.get(match.field)
    if field is None:  # not a field of this kind: never told, unless every fact has it
        return match.field in _BESIDE or not match.asks
    if match.op == "missing":
        return not field.required
    types = _HELD[field.type]
    if match.bounded:
        return isinstance(match.values[0], types) or field.type in ("code", "choice")
    if match.op == "has":
        return field.type == "names"
    return match.op != "in" or any(one is None or _one_of(one, types) for one in match.values)


def _one_of(value: Value, types: tuple[type, ...]) -> bool:
    return isinstance(value, types) and (isinstance(value, bool) is (bool in types))


_BESIDE: Final = ("id", "kind", "by", "for", "person", "customer", "precision")

_HELD: Final[Mapping[FieldType, tuple[type, ...]]] = {
    "party": (str,),
    "choice": (str,),
    "code": (str,),
    "fact": (str,),
    "flag": (bool,),
    "count": (int,),
    "number": (int, Decimal),
    "money": (Money,),
    "day": (date,),
    "instant": (datetime,),
    "key": (Key,),
    "names": (tuple,),
}

_ABSENT: Final = {"none", "missing"}
_LOWER: Final = {"min", "above"}
_UPPER: Final = {"max", "below"}


def excludes(mine: Match, theirs: Match) -> bool:
    """Whether no value fits both; to be asked both ways round."""
    if mine.op == "in" and theirs.op == "in":
        return set(mine.values).isdisjoint(theirs.values)
    if mine.op == "in" and theirs.op == "not_in":
        return set(mine.values) <= set(theirs.values)
    if mine.op in _ABSENT:
        return _is_told(theirs, mine.op)
    if mine.op == "self" and theirs.op == "other":
        return True
    return mine.op in _LOWER and theirs.op in _UPPER and _apart(mine, theirs)


def _is_told(match: Match, absent: str) -> bool:
    """Whether *match* keeps out a field recorded as none, or missing."""
    if match.op == "in":
        return absent == "missing" or None not in match.values
    if match.op == "not_in":
        return absent == "none" and None in match.values
    if match.op in ("is", "is_not"):
        return (absent in match.words) is (match.op == "is_not")
    return match.op != absent


def _apart(lower: Match, upper: Match) -> bool:
    low, high = lower.values[0], upper.values[0]
    if isinstance(low, Money) is not isinstance(high, Money):
        return True  # no value is both
    order = (low > high) - (low < high)  # type: ignore[operator] # both money or both numbers
    return order > 0 or (order == 0 and (lower.op == "above" or upper.op == "below"))


# --- time limits ------------------------------------------------------------------------


def _unmeetable(limit: Limit, kinds: Mapping[str, Kind]) -> bool:
    """Whether the limit never begins, or nothing can meet it inside."""
    if not _arms(limit, kinds) or (limit.needs is not None and not _can_be(limit.needs, kinds)):
        return True
    ends = [one for one in (limit.span, limit.cap) if isinstance(one, Span)]
    moved = limit.extend or limit.pause or limit.hold or limit.grace
    if limit.lead is None or (moved is not None and limit.cap is None):
        return False
    return any(_least(limit.lead) > _most(end) for end in ends)


def _arms(limit: Limit, kinds: Mapping[str, Kind]) -> bool:
    anchored = _named(limit.anchor, kinds)
    return anchored and not any(_never(test, kinds) for test in limit.when)


def _named(anchor: Anchor, kinds: Mapping[str, Kind]) -> bool:
    """Whether a history could name the instant of *anchor*."""
    if anchor.facts is not None and not _can_be(anchor.facts, kinds):
        return False
    return all(_named(one, kinds) for one in anchor.anchors)


def _endless(limit: Limit) -> bool:
    return limit.span is None and limit.by is None and limit.waived_by is None


_HOURS: Final = {
    "minute": (1 / 60, 1 / 60),
    "hour": (1, 1),
    "day": (24, 24),
    "working_day": (24, 24 * 60),
    "week": (168, 168),
    "month": (28 * 24, 31 * 24),
    "quarter": (90 * 24, 92 * 24),
    "year": (365 * 24, 366 * 24),
}
"""How many hours a unit has at least and at most; so many days off in a row no calendar has."""

_ROLLED: Final = 24 * 15
"""More hours than a last day is ever moved by days off."""


def _least(span: Span) -> float:
    """Fewer hours than *span* ever lasts, or just as many."""
    if span.until:
        return 0
    whole = span.n - (1 if span.count_first else 0) - (1 if span.edge == "before" else 0)
    exact = span.unit in ("minute", "hour") or span.counting == "elapsed"
    return _HOURS[span.unit][0] * (span.n if exact else max(whole, 0))


def _most(span: Span) -> float:
    """More hours than *span* ever lasts, or just as many."""
    exact = span.counting == "elapsed" and span.running == "elapsed"
    if exact:
        return _HOURS[span.unit][1] * span.n
    if span.running != "elapsed":
        return float("inf")
    rolled = _ROLLED if span.counting == "legal" or span.roll != "none" else 0
    return _HOURS[span.unit][1] * (span.n + 1) + 24 + rolled
