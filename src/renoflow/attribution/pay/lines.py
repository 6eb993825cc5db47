"""The lines of a term as they were earned: split, left behind by leavers, and capped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Literal, TypeAlias

from renoflow.attribution.pay.bases import occasions, worth
from renoflow.attribution.pay.hearing import Hearing, Occasion, Place, Shares
from renoflow.attribution.pay.records import Kept
from renoflow.attribution.pay.rows import LeaverRow, TermRow
from renoflow.attribution.pay.splits import split
from renoflow.attribution.policy import Cap
from renoflow.money import Money, scale
from renoflow.reasons import Reason, reason

__all__ = ["Book", "Draft", "no_part"]

Why: TypeAlias = Literal["residue", "leaver"]


class Draft:
    """One line on its way, in fen; ``earned`` is what the caps left of it."""

    __slots__ = ("cited", "cut", "earned", "earned_at", "occasion", "payee", "row")

    def __init__(  # noqa: PLR0913, PLR0917 - what a line is
        self,
        row: TermRow,
        payee: str | None,
        occasion: Occasion,
        earned_at: datetime,
        fen: int,
        cited: tuple[str, ...],
    ) -> None:
        self.row: TermRow = row
        self.payee: str | None = payee
        self.occasion: Occasion = occasion
        self.earned_at: datetime = earned_at
        self.earned: int = fen
        self.cut: int = 0
        self.cited: list[str] = [*occasion.facts, *cited]

    @property
    def place(self) -> Place:
        """From where the line's own conditions are seen."""
        return Place(self.payee, self.occasion, self.earned_at)

    def cut_to(self, fen: int) -> None:
        """Leave no more than *fen* of it."""
        self.cut += self.earned - fen
        self.earned = fen


def no_part(rule: str, draft: Draft, facts: tuple[str, ...]) -> Reason:
    """That it is not known which part of a line *rule* means by *facts*."""
    about = (*draft.occasion.facts, *facts)
    return reason("pay.no_part", rule=rule, facts=about, payee=draft.payee)


class Book:
    """The lines of all terms, one term after the other."""

    __slots__ = ("given", "hearing", "kept", "lines", "missing")

    def __init__(self, hearing: Hearing, given: Mapping[str, Money]) -> None:
        self.hearing: Hearing = hearing
        self.given: Mapping[str, Money] = given
        self.lines: list[Draft] = []
        self.kept: list[Kept] = []
        self.missing: list[Reason] = []

    def write(self, row: TermRow) -> None:
        """Add the lines of *row*; those of the terms that it rests on are there."""
        if row.base.base.term is None:
            found, missing = occasions(self.hearing, row, self.given)
            self.missing.extend(missing)
        else:
            found = self._from_lines(row)
        drafts = [draft for one in found for draft in self._split(row, one, found)]
        for cap in row.term.caps:
            self._cap(cap, drafts)
        self.lines.extend(drafts)

    def _from_lines(self, row: TermRow) -> list[Occasion]:
        return [
            Occasion(
                at=one.occasion.at,
                facts=one.occasion.facts,
                fen=one.earned,
                opening=one.occasion.opening,
                start=one.earned_at,
                private=True,
            )
            for one in self.lines
            if one.row.term.id == row.base.base.term
            and one.row.policy == row.policy
            and one.payee is not None
            and one.earned
        ]

    # --- split --------------------------------------------------------------------------

    def _split(self, row: TermRow, one: Occasion, all_: Sequence[Occasion]) -> list[Draft]:
        everybody = self.hearing.payees(row, one.at)
        shares = tuple(pair for pair in everybody if self.hearing.is_paid_by(row, pair[0]))
        exact = {payee: worth(self.hearing, row, one, all_, payee) for payee, _ in shares}
        for payee, amount in exact.items():
            if amount is None:
                missing = reason("pay.no_rate", rule=row.name, facts=one.facts, payee=payee)
                self.missing.append(missing)
        amounts, left = self._amounts(row, shares, exact, whole=shares == everybody)
        drafts: list[Draft] = []
        began: datetime | None = None
        for payee, fen in amounts:
            earned = self.hearing.first(row.when, one.start, Place(payee, one))
            if earned is None:
                continue
            began = earned[0] if began is None else min(began, earned[0])
            if fen:
                drafts.extend(self._leave(Draft(row, payee, one, earned[0], fen, earned[1])))
        if left and began is not None:
            self._keep(row, "residue", one, began, left)
        return drafts

    def _amounts(
        self,
        row: TermRow,
        shares: Shares,
        exact: Mapping[str | None, Fraction | None],
        *,
        whole: bool,
    ) -> tuple[list[tuple[str | None, int]], int]:
        """What each gets, and what nobody does.

        Payees of one rate share one rounded whole. Where rates differ, or some are paid by
        another revision, there is no *whole*, and each amount is rounded by itself.
        """
        rounding = row.term.rounding
        rates = {*exact.values()}
        first = next(iter(rates), None)
        if whole and len(rates) == 1 and first is not None:
            fen = scale(Money(1), first, rounding).fen
            ranked = [(share, self.hearing.opened(payee)) for payee, share in shares]
            parts, left = split(fen, ranked)
            return [(payee, fen) for (payee, _), fen in zip(shares, parts, strict=True)], left
        amounts = [(payee, exact[payee], share) for payee, share in shares]
        return [
            (payee, scale(Money(1), amount * share, rounding).fen)
            for payee, amount, share in amounts
            if amount is not None
        ], 0

    def _keep(self, row: TermRow, why: Why, one: Occasion, at: datetime, fen: int) -> None:
        kept = Kept(rule=row.name, why=why, occasion=one.facts, at=at, amount=Money(fen))
        self.kept.append(kept)

    # --- leavers ------------------------------------------------------------------------

    def _leave(self, draft: Draft) -> list[Draft]:
        """The line, or what is left of it to one who had left, and who gets the rest."""
        row = draft.row
        leaver = row.leaver
        left = None if leaver is None or draft.payee is None else self._left(leaver, draft)
        if leaver is None or left is None:
            return [draft]
        at, ids = left
        whole, rounding = draft.earned, row.term.rounding
        part = leaver.part(self.hearing.scope(at, Place(draft.payee, draft.occasion)))
        if part is None:
            self.missing.append(no_part(row.name, draft, ids))
            return []
        draft.earned = scale(Money(whole), part, rounding).fen
        draft.cited.extend(ids)
        rest = whole - draft.earned
        found = [draft] if draft.earned else []
        if not rest:
            return found
        question, when = row.term.question, draft.earned_at
        holders = (
            () if leaver.leaver.rest == "company" else self.hearing.holders(when, question).shares
        )
        if not holders or any(one.party == draft.payee for one in holders):
            self._keep(row, "leaver", draft.occasion, when, rest)
            return found
        ranked = [(one.share, self.hearing.opened(one.party)) for one in holders]
        parts, over = split(rest, ranked)
        if over:
            self._keep(row, "residue", draft.occasion, when, over)
        cited = tuple(draft.cited)
        return found + [
            Draft(row, one.party, draft.occasion, when, fen, cited)
            for one, fen in zip(holders, parts, strict=True)
            if fen
        ]

    def _left(self, leaver: LeaverRow, draft: Draft) -> tuple[datetime, tuple[str, ...]] | None:
        """When the payee left before he earned, if he has not come back since."""
        earned = draft.earned_at
        gone = [
            pair
            for pair in self.hearing.chosen(leaver.on, earned, draft.place)
            if pair[0] < earned
        ]
        if not gone:
            return None
        at = gone[-1][0]
        if leaver.back is not None:
            back = self.hearing.chosen(leaver.back, earned, draft.place)
            if any(when > at for when, _ in back):
                return None
        return at, tuple(fact.id for when, fact in gone if when == at)

    # --- caps ---------------------------------------------------------------------------

    def _cap(self, cap: Cap, drafts: Sequence[Draft]) -> None:
        most = cap.amount.fen
        if cap.per == "line":
            for one in drafts:
                one.cut_to(min(one.earned, most))
            return
        if cap.per == "case":
            most = max(0, most - sum(one.earned for one in self.lines))
        groups: dict[str | None, list[Draft]] = {}
        for one in drafts:
            groups.setdefault(one.payee if cap.per == "payee" else None, []).append(one)
        for group in groups.values():
            self._cap_group(most, group)

    def _cap_group(self, most: int, group: Sequence[Draft]) -> None:
        left = most
        for when in sorted({one.earned_at for one in group}):
            now = [one for one in group if one.earned_at == when]
            wanted = sum(one.earned for one in now)
            if wanted > left:
                ranked = [
                    (Fraction(one.earned), (one.occasion.at, *self.hearing.opened(one.payee)))
                    for one in now
                ]
                for one, fen in zip(now, split(left, ranked)[0], strict=True):
                    one.cut_to(fen)
            left -= sum(one.earned for one in now)
