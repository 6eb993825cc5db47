"""The money of one component split over its parts, to the fen."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from renoflow.errors import Malformed
from renoflow.money import Money, allocate, scaled_fen

if TYPE_CHECKING:
    from renoflow.pricing.plans.records import Part, Plan

__all__ = ["Laid", "Pot"]


class Laid:
    """What one part got: *how*, the exact fen it asked for, and the whole fen it gets."""

    __slots__ = ("asked", "fen", "how", "part")

    def __init__(self, part: Part, how: str, asked: Fraction, fen: int) -> None:
        self.part: Part = part
        self.how: str = how
        self.asked: Fraction = asked
        self.fen: int = fen


class Pot:
    """All parts of one component of a plan."""

    __slots__ = (
        "bearer",
        "component",
        "kept",
        "others",
        "parts",
        "plain",
        "plan",
        "retained",
        "weights",
    )

    def __init__(self, component: str, parts: tuple[Part, ...], plan: Plan) -> None:
        self.component: str = component
        self.plan: Plan = plan
        self.retained: tuple[Part, ...] = tuple(
            part for part in parts if part.retained is not None
        )
        self.parts: tuple[Part, ...] = tuple(part for part in parts if part.retained is None)
        self.kept: bool = any(part.keep for part in self.parts)
        self.bearer: Part | None = next((one for one in self.parts if one.rest), None)
        shares = [part.share for part in self.parts if part.share is not None]
        common = lcm(*(share.denominator for share in shares))
        # In whole numbers, so that nothing has to be brought to one denominator again.
        self.weights: list[int] = [
            share.numerator * (common // share.denominator) for share in shares
        ]
        # A share as its two whole numbers; an amount as so many fen of nothing.
        self.others: list[tuple[str, int, int]] = []
        for part in self.parts:
            if part.share is not None:
                self.others.append((part.id, part.share.numerator, part.share.denominator))
            elif part.amount is not None:
                self.others.append((part.id, part.amount.fen, 0))
        # Whether the simple rules hold, so that the short way will do.
        self.plain: bool = (
            (
                plan.residue == "largest"
                or (self.bearer is not None and plan.residue != "cumulative")
            )
            and plan.unit.fen == 1
            and plan.overshoot == "clip"
            and not self.retained
            and all(part.of == "total" for part in self.parts)
        )

    def check(self) -> None:
        """Refuses parts that cannot total the whole.

        Raises:
            Malformed: ``plan.rest``, ``plan.total`` or ``plan.keep``.
        """
        plain = [part for part in self.parts if part.of == "total"]
        shares = sum((part.share for part in plain if part.share is not None), Fraction(0))
        if len(self.parts) - len(self.others) > 1:
            raise Malformed("plan.rest", "parts", component=self.component)
        if self.bearer is None:
            only = len(self.weights) == len(self.parts) == len(plain)
            fits = shares == 1 and only
        else:
            # Shares of all leave the rest their rounding. Where there is still more, a part
            # would be cut whatever the total: so ``clip`` cannot be meant, the others may.
            rounding_only = shares == 1 and len(self.weights) == len(self.others)
            fits = shares < 1 or rounding_only or self.plan.overshoot != "clip"
        if not fits:
            raise Malformed("plan.total", "parts", component=self.component, shares=shares)
        paid_out = sum((one.retained for one in self.retained if one.retained), Fraction(0))
        if paid_out != (1 if self.kept else 0):
            raise Malformed("plan.keep", "parts", component=self.component, shares=paid_out)

    def fill(self, total: Money, amounts: dict[str, Money]) -> None:
        """Writes what each part comes to into *amounts*, by its id; the plain way."""
        if self.bearer is None:
            found = allocate(total, self.weights, tie=self.plan.tie).parts
            for part, amount in zip(self.parts, found, strict=True):
                amounts[part.id] = amount
            return
        whole = left = total.fen
        for name, takes, of in self.others:
            asked = scaled_fen(whole, takes, of, self.plan.rounding) if of else takes
            asked = min(asked, left)
            left -= asked
            amounts[name] = Money(asked)
        amounts[self.bearer.id] = Money(left)

    def lay(self, total: int) -> list[Laid]:
        """The long way: what each part asks for, exactly, and gets; *total* is not negative."""
        if self.bearer is None and self.plan.residue == "largest":
            return self._largest(total)
        bearer = self.bearer
        if bearer is None:
            bearer = self.parts[0 if self.plan.residue == "first" else -1]
        laid: dict[str, Laid] = {}
        left, grown, wanted, exact = total, 0, Fraction(0), Fraction(total)
        for part in self.parts:
            if part is bearer:
                continue
            how, asked = self._asked(part, total, left)
            wanted += asked
            if self.plan.residue == "cumulative":
                fen = self._rounded(wanted) - grown
            else:
                fen = int(asked) if how == "amount" else self._rounded(asked)
            over = self.plan.overshoot if fen > left else ""
            if over == "refuse" or (over == "refuse_cut" and left > 0):
                how = "over"
            elif over in {"clip", "refuse_cut"}:
                fen = max(left, 0)
                if asked - fen >= 1:  # more than a part of a fen: no more was left
                    how, asked = "cut", Fraction(fen)
            left -= fen
            grown += fen
            exact -= asked
            laid[part.id] = Laid(part, how, asked, fen)
        laid[bearer.id] = Laid(bearer, "rest" if bearer.rest else "share", exact, left)
        return [laid[part.id] for part in self.parts]

    def _largest(self, total: int) -> list[Laid]:
        unit = self.plan.unit.fen
        units = allocate(Money(total // unit), self.weights, tie=self.plan.tie).parts
        fen = [one.fen * unit for one in units]
        fen[-1] += total % unit
        return [
            Laid(part, "share", part.share * total if part.share else Fraction(0), one)
            for part, one in zip(self.parts, fen, strict=True)
        ]

    def _asked(self, part: Part, total: int, left: int) -> tuple[str, Fraction]:
        if part.share is None:
            return "amount", Fraction(part.amount.fen if part.amount else 0)
        if part.of == "total":
            return "share", part.share * total
        return "left", part.share * max(left, 0)

    def _rounded(self, exact: Fraction) -> int:
        unit = self.plan.unit.fen
        return unit * scaled_fen(1, exact.numerator, exact.denominator * unit, self.plan.rounding)
