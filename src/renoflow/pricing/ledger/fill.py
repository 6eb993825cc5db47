"""Where each fen lies: receipts laid on the parts of one component, and taken off again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

import attrs

from renoflow.money import Money, allocate
from renoflow.pricing.plans import Collects

__all__ = ["HELD", "Entry", "Filled", "Flow", "fill"]

HELD = ""
"""Stands for no part: money beyond the plan, held for the customer."""


@attrs.frozen(kw_only=True)
class Flow:
    """Money that comes or goes at one instant.

    ``told`` is the part that the payer named, ``of`` the receipt that a refund names. A
    receipt below zero is money given back that names no receipt. ``last``: it fills the
    open parts from the last on. A *change* is no money: it moves by how much parts are to
    be paid, the part ``told``, or where it lowers them those that are open.
    """

    at: datetime
    fact: str
    fen: int
    kind: Literal["receipt", "refund", "credit", "change"]
    told: str = HELD
    of: str = ""
    last: bool = False


@attrs.frozen(kw_only=True)
class Entry:
    """One line of the book: what came or went, and where it was laid.

    Attributes:
        kind: A *receipt*, a *refund*, a *credit* of a deposit or fee, the *discount* that
            an early payment earned, or a *change* that left more paid than is asked for.
        component: What the parts collect.
        at: When.
        facts: The facts; those of one instant and purpose are one entry, so that no id
            decides anything.
        amount: Negative where it went back.
        lines: How much for each part by id; an empty id is money held beyond the plan. They
            total the amount, less what makes good an earlier refund of too much.
    """

    kind: Literal["receipt", "refund", "credit", "discount", "change"]
    component: Collects
    at: datetime
    facts: tuple[str, ...]
    amount: Money
    lines: tuple[tuple[str, Money], ...]


@attrs.frozen(kw_only=True)
class Filled:
    """The parts of one component filled.

    ``sizes`` is what each part comes to after all changes, ``paid`` what lies on it;
    ``grown`` tells for each part what lay on it after each instant at which that changed;
    ``held`` lies on none; ``short`` went back beyond what had come. ``earned``,
    ``credited`` and ``reversed`` are sums; always
    ``earned + credited - reversed + short = sum(paid) + held``.
    """

    sizes: Mapping[str, int]
    paid: Mapping[str, int]
    grown: Mapping[str, tuple[tuple[datetime, int], ...]]
    held: int
    short: int
    earned: int
    credited: int
    reversed: int
    entries: tuple[Entry, ...]
    beyond: tuple[str, ...]
    facts: tuple[tuple[datetime, str], ...]


class _Book:
    """The one mutable thing, inside one call."""

    def __init__(self, component: Collects, sizes: Mapping[str, int]) -> None:
        self.component = component
        self.sizes = dict(sizes)
        self.paid = dict.fromkeys(sizes, 0)
        self.held = self.short = 0
        self.lots: list[tuple[frozenset[str], dict[str, int]]] = []
        self.entries: list[Entry] = []
        self.beyond: list[str] = []

    def room(self, part: str) -> int:
        return max(self.sizes[part] - self.paid[part], 0)

    def put(
        self, flows: Sequence[Flow], order: Sequence[str], kind: Literal["receipt", "credit"]
    ) -> None:
        """Lays money of one instant and purpose: first what makes good, then part by part."""
        fen = whole = sum(one.fen for one in flows)
        good = min(self.short, fen)
        self.short -= good
        fen -= good
        lines: dict[str, int] = {}
        told = flows[0].told
        for part in (*((told,) if told in self.sizes else ()), *order):
            takes = min(self.room(part), fen)
            if takes:
                self.paid[part] += takes
                lines[part] = lines.get(part, 0) + takes
                fen -= takes
        if fen:
            self.held += fen
            lines[HELD] = fen
        self.lots.append((frozenset(one.fact for one in flows), lines))
        self._enter(kind, flows, whole, lines)

    def reverse(self, flows: Sequence[Flow], order: Sequence[str]) -> None:
        """Takes back lines of the receipt that is named, each in proportion."""
        fen = whole = -sum(one.fen for one in flows)
        gone: dict[str, int] = {}
        for facts, lines in self.lots:
            if flows[0].of not in facts:
                continue
            there = min(fen, sum(lines.values()))
            if there:
                parts = [name for name in (*self.sizes, HELD) if lines.get(name)]
                split = allocate(Money(there), [lines[one] for one in parts], tie="first").parts
                for part, amount in zip(parts, split, strict=True):
                    self._off(lines, part, amount.fen, gone)
                fen -= there
        if fen:
            self.beyond.extend(one.fact for one in flows)
            self._take(fen, order, gone)
        self._enter("refund", flows, -whole, gone)
        self._settle(order)

    def give_back(self, flows: Sequence[Flow], order: Sequence[str]) -> None:
        """Takes back money that names no receipt: what was laid last goes first."""
        fen = -sum(one.fen for one in flows)
        gone: dict[str, int] = {}
        self._take(fen, order, gone)
        self._enter("refund", flows, -fen, gone)

    def grant(self, part: str, fen: int, at: datetime) -> None:
        """A discount for early payment stands for what is not paid."""
        self.paid[part] += fen
        lines = {part: fen}
        self.lots.append((frozenset(), lines))
        self.entries.append(
            Entry(
                kind="discount",
                component=self.component,
                at=at,
                facts=(),
                amount=Money(fen),
                lines=_lines(lines),
            )
        )

    def change(self, flows: Sequence[Flow], order: Sequence[str]) -> None:
        """More is to be paid, for the part that is told; or less, of the last parts first."""
        fen = sum(one.fen for one in flows)
        if fen > 0:
            self.sizes[flows[0].told] += fen
            self._settle(order)
            return
        fen = -fen
        for part in reversed(self.sizes):
            off = min(self.room(part), fen)
            self.sizes[part] -= off
            fen -= off
        gone: dict[str, int] = {}
        for part in reversed(self.sizes):
            off = max(min(self.sizes[part], fen), 0)
            self.sizes[part] -= off
            fen -= off
            self._hold(part, off, gone)
        # Whoever takes off more than there is owes the rest: the last part is below zero.
        self.sizes[next(reversed(self.sizes))] -= fen
        if gone:
            self._enter("change", flows, 0, gone)

    def _hold(self, part: str, fen: int, gone: dict[str, int]) -> None:
        """Money that the part asks for no more is held, what was laid last first."""
        for _, lines in reversed(self.lots):
            there = min(lines.get(part, 0), fen)
            if there:
                self._off(lines, part, there, gone)
                lines[HELD] = lines.get(HELD, 0) + there
                gone[HELD] = gone.get(HELD, 0) + there
                self.held += there
                fen -= there

    def _take(self, fen: int, order: Sequence[str], gone: dict[str, int]) -> None:
        for part in (HELD, *reversed(order)):
            takes = min(self.held if part == HELD else self.paid[part], fen)
            fen -= takes
            for _, lines in reversed(self.lots):
                there = min(lines.get(part, 0), takes)
                if there:
                    self._off(lines, part, there, gone)
                    takes -= there
        self.short += fen

    def _off(self, lines: dict[str, int], part: str, fen: int, gone: dict[str, int]) -> None:
        lines[part] -= fen
        gone[part] = gone.get(part, 0) - fen
        if part == HELD:
            self.held -= fen
        else:
            self.paid[part] -= fen

    def _settle(self, order: Sequence[str]) -> None:
        """Money held fills what a refund has opened."""
        for part in order:
            wanted = min(self.room(part), self.held)
            for _, lines in self.lots:
                takes = min(lines.get(HELD, 0), wanted)
                if takes:
                    lines[HELD] -= takes
                    lines[part] = lines.get(part, 0) + takes
                    self.held -= takes
                    self.paid[part] += takes
                    wanted -= takes

    def _enter(
        self,
        kind: Literal["receipt", "refund", "credit", "change"],
        flows: Sequence[Flow],
        fen: int,
        lines: Mapping[str, int],
    ) -> None:
        self.entries.append(
            Entry(
                kind=kind,
                component=self.component,
                at=flows[0].at,
                facts=tuple(sorted({one.fact for one in flows if one.fact})),
                amount=Money(fen),
                lines=_lines(lines),
            )
        )


def _lines(lines: Mapping[str, int]) -> tuple[tuple[str, Money], ...]:
    return tuple((part, Money(fen)) for part, fen in sorted(lines.items()) if fen)


def fill(  # noqa: C901 - one case for each purpose that money has
    component: Collects,
    sizes: Mapping[str, int],
    flows: Iterable[Flow],
    order: Callable[[datetime], Sequence[str]],
    discounts: Mapping[str, tuple[int, datetime]],
) -> Filled:
    """Lays *flows* on parts of *sizes* fen, in the *order* that holds at each instant.

    At one instant come changes (what raises before what lowers), receipts that name a
    part, receipts that name none, credits, refunds that name a receipt, and money given
    back that names none; whatever is alike counts together. *discounts* give for a part
    what is off if the rest is there by then.
    A refund recorded before its receipt counts at the receipt.
    """
    listed = list(flows)
    came = {one.fact: one.at for one in listed if one.kind == "receipt" and one.fen > 0}
    listed = [
        attrs.evolve(one, at=max(one.at, came[one.of])) if one.of in came else one
        for one in listed
    ]
    groups: dict[tuple[datetime, int, str, bool], list[Flow]] = {}
    for one in sorted(listed, key=lambda one: one.fact):
        if one.fen:
            groups.setdefault((one.at, _rank(one), one.of or one.told, one.last), []).append(one)
    book = _Book(component, sizes)
    grown: dict[str, list[tuple[datetime, int]]] = {part: [] for part in sizes}
    earned = credited = gone = 0
    granted: set[str] = set()
    for key in sorted(groups):
        at, rank, _, last = key
        mine = groups[key]
        now = order(at)
        now = now[::-1] if last else now
        fen = sum(one.fen for one in mine)
        if rank in (_MORE, _LESS):
            book.change(mine, now)
        elif rank in (_TOLD, _RECEIPT):
            earned += fen
            book.put(mine, now, "receipt")
        elif rank == _CREDIT:
            credited += fen
            book.put(mine, now, "credit")
        elif rank == _REFUND:
            gone -= fen
            book.reverse(mine, now)
        else:
            gone -= fen
            book.give_back(mine, now)
        for part, (off, until) in discounts.items():
            lacks = book.room(part)
            if part not in granted and 0 < lacks <= off and book.paid[part] and at <= until:
                granted.add(part)
                credited += lacks
                book.grant(part, lacks, at)
        for part, rows in grown.items():
            if (rows[-1][1] if rows else 0) != book.paid[part]:
                rows[:] = [row for row in rows if row[0] != at]
                rows.append((at, book.paid[part]))
    return Filled(
        sizes=book.sizes,
        paid=book.paid,
        grown={part: tuple(rows) for part, rows in grown.items()},
        held=book.held,
        short=book.short,
        earned=earned,
        credited=credited,
        reversed=gone,
        entries=tuple(book.entries),
        beyond=tuple(sorted(book.beyond)),
        facts=tuple(sorted((one.at, one.fact) for one in listed if one.fact)),
    )


_MORE, _LESS, _TOLD, _RECEIPT, _CREDIT, _REFUND, _BACK = range(7)


def _rank(one: Flow) -> int:
    if one.kind == "change":
        return _MORE if one.fen > 0 else _LESS
    if one.of:
        return _REFUND
    if one.fen < 0:
        return _BACK
    if one.kind == "credit":
        return _CREDIT
    return _TOLD if one.told else _RECEIPT
