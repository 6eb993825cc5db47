"""What becomes of an earned line: its releases, when each is due, and what is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

import attrs

from renoflow.attribution.pay.hearing import Hearing
from renoflow.attribution.pay.lines import Draft, no_part
from renoflow.attribution.pay.records import Mirror, TrancheState
from renoflow.attribution.pay.rows import ReleaseRow, ReversalRow
from renoflow.money import Money, allocate, scale
from renoflow.periods import last_instant
from renoflow.reasons import Reason

__all__ = ["Part", "Released", "release"]


@attrs.define(eq=False)
class Part:
    """One release while its line is followed, in fen."""

    row: ReleaseRow
    fen: int
    left: int
    due: datetime | None
    state: TrancheState


@attrs.frozen(eq=False)
class Released:
    """A line followed to the asked instant."""

    draft: Draft
    parts: tuple[Part, ...]
    mirrors: tuple[Mirror, ...]
    forfeited: int
    missing: tuple[Reason, ...]

    @property
    def left(self) -> int:
        """What is neither taken back nor forfeited."""
        return sum(part.left for part in self.parts)

    @property
    def payable(self) -> int:
        """What of it is payable."""
        return sum(part.left for part in self.parts if part.state == "due")


@attrs.frozen(eq=False)
class _Back:
    """The facts of one instant that a reversal counts, and the part of the line they take."""

    row: ReversalRow
    at: datetime
    share: Fraction
    facts: tuple[str, ...]
    missing: tuple[Reason, ...] = ()


def release(hearing: Hearing, draft: Draft) -> Released:
    """Follow *draft* in time order; of one instant what takes back comes before what is due."""
    weights = [row.part for row in draft.row.releases]
    amounts = allocate(Money(draft.earned), weights, tie="last").parts
    parts = tuple(
        Part(row, money.fen, money.fen, _due(hearing, row, draft), "later")
        for row, money in zip(draft.row.releases, amounts, strict=True)
    )
    dues = sorted(
        ((part.due, place) for place, part in enumerate(parts) if part.due is not None),
    )
    waiting = [(at, parts[place]) for at, place in dues if at <= hearing.at]
    mirrors: list[Mirror] = []
    missing: list[Reason] = []
    taken = Fraction(0)
    forfeited = 0
    for back in sorted(_backs(hearing, draft), key=lambda one: one.at):
        while waiting and waiting[0][0] < back.at:
            forfeited += _fall_due(hearing, draft, waiting.pop(0)[1])
        missing.extend(back.missing)
        before = _part_of(draft, taken)
        taken += back.share
        got = _take_back(parts, _part_of(draft, taken) - before)
        if got:
            rule = back.row.name
            mirrors.append(Mirror(rule=rule, at=back.at, amount=Money(got), facts=back.facts))
            draft.cited.extend(back.facts)
    for _, part in waiting:
        forfeited += _fall_due(hearing, draft, part)
    return Released(draft, parts, tuple(mirrors), forfeited, tuple(missing))


def _due(hearing: Hearing, row: ReleaseRow, draft: Draft) -> datetime | None:
    """When the part is payable: at its anchor, but not before its conditions held."""
    ready = hearing.first(row.when, draft.earned_at, draft.place)
    anchor = row.due(hearing.scope(hearing.at, draft.place))
    if ready is None or anchor is None:
        return None
    draft.cited.extend(ready[1])
    draft.cited.extend(fact.id for fact in anchor[1])
    return max(ready[0], anchor[0], draft.earned_at)


def _fall_due(hearing: Hearing, draft: Draft, part: Part) -> int:
    """Let *part* fall due; what is forfeited by that."""
    part.state = "due"
    assert part.due is not None  # noqa: S101 - only what has an instant falls due
    if hearing.holds(part.row.holds_if, part.due, draft.place) is not None:
        return 0
    lost, part.left, part.state = part.left, 0, "forfeited"
    return lost


# --- reversals --------------------------------------------------------------------------


def _backs(hearing: Hearing, draft: Draft) -> Iterator[_Back]:
    """What takes back, of one row in time order, the rows in the order of the term."""
    for row in draft.row.reversals:
        found: dict[datetime, list[tuple[Fraction | None, tuple[str, ...]]]] = {}
        for at, fact in hearing.chosen(row.on, hearing.at, draft.place):
            if at <= draft.earned_at or not _in_time(hearing, row, draft, at):
                continue
            cited = hearing.holds(row.when, at, draft.place)
            if cited is None:
                continue
            if row.part is not None:
                share = row.part(hearing.scope(at, draft.place))
            else:
                told = fact.get(str(row.reversal.field))
                if not isinstance(told, Money) or told.fen <= 0:
                    continue
                share = Fraction(told.fen, draft.occasion.fen)
            found.setdefault(at, []).append((share, (fact.id, *cited)))
        for at, shares in found.items():
            total = sum((share for share, _ in shares if share is not None), Fraction(0))
            ids = dict.fromkeys(name for _, names in shares for name in names)
            untold = (names[:1] for share, names in shares if share is None)
            missing = (no_part(row.name, draft, names) for names in untold)
            yield _Back(row, at, total, tuple(ids), tuple(missing))


def _in_time(hearing: Hearing, row: ReversalRow, draft: Draft, at: datetime) -> bool:
    """Whether *at* lies within the span of the reversal, both ends included."""
    span = row.reversal.within
    if span is None:
        return True
    found = row.of(hearing.scope(at, draft.place))
    if found is None or at < found[0]:
        return False
    return at <= last_instant(span, found[0], hearing.court.calendar).at


def _part_of(draft: Draft, taken: Fraction) -> int:
    """So much of the line is taken back, rounded as the line is; never more than the line."""
    return scale(Money(draft.earned), min(taken, Fraction(1)), draft.row.term.rounding).fen


def _take_back(parts: tuple[Part, ...], fen: int) -> int:
    """Take *fen* off the part that is due latest, and so on; what could be taken.

    What has no due instant yet comes first of all.
    """
    got = 0
    latest = max((part.due for part in parts if part.due is not None), default=None)
    order = sorted(
        range(len(parts)),
        key=lambda k: (parts[k].due is None, parts[k].due or latest, k),
        reverse=True,
    )
    for k in order:
        taken = min(fen - got, parts[k].left)
        parts[k].left -= taken
        got += taken
    return got
