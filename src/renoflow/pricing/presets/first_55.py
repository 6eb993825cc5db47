"""The first payment of PAY-01: 55 % of the works, goods and materials in full."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from renoflow.errors import Malformed
from renoflow.money import Money, Rounding, format_yuan, scale
from renoflow.pricing.plans import Due, Part, Plan
from renoflow.reasons import Reason, reason

__all__ = ["FirstPayment", "first_55", "first_payment"]

_SHARE: Final = Fraction(55, 100)


@attrs.frozen(kw_only=True)
class FirstPayment:
    """What the first payment comes to; made by :func:`first_payment`.

    Attributes:
        works: 55 % of the works, rounded.
        finished_goods: All of the finished goods.
        main_materials: All of the main materials.
        credited: What was paid before and is deducted.
        due: The sum of the three less what is credited.
        open: What is left of the works; no source says when it is due.
        rounding: What became of a part of a fen.
    """

    works: Money
    finished_goods: Money
    main_materials: Money
    credited: Money
    due: Money
    open: Money
    rounding: Rounding

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The one rule, with every number."""
        return (
            reason(
                "first_payment",
                rule="PAY-01",
                works=format_yuan(self.works),
                finished_goods=format_yuan(self.finished_goods),
                main_materials=format_yuan(self.main_materials),
                credited=format_yuan(self.credited),
                due=format_yuan(self.due),
                open=format_yuan(self.open),
                rounding=self.rounding,
            ),
        )


def first_payment(
    *,
    works: Money,
    finished_goods: Money,
    main_materials: Money,
    credited: Money,
    rounding: Rounding,
) -> FirstPayment:
    """55 % of *works*, and *finished_goods* and *main_materials* in full (PAY-01).

    Args:
        works: Total of the construction contract.
        finished_goods: Total of the finished goods; zero where none were signed (LIF-10).
        main_materials: Total of the main materials; zero where none were signed.
        credited: What of a deposit or design fee is deducted. PAY-01 leaves open whether
            any is, so it is said here; zero for nothing.
        rounding: What becomes of a part of a fen; PAY-01 leaves it open.

    Raises:
        Malformed: ``plan.negative`` for a negative amount, ``plan.credited`` where more
            is credited than is due, ``money.inexact``.
    """
    given = {
        "works": works,
        "finished_goods": finished_goods,
        "main_materials": main_materials,
        "credited": credited,
    }
    for name, amount in given.items():
        if amount.fen < 0:
            raise Malformed("plan.negative", name)
    first = scale(works, _SHARE, rounding)
    fen = first.fen + finished_goods.fen + main_materials.fen
    if credited.fen > fen:
        raise Malformed("plan.credited", "credited")
    return FirstPayment(
        works=first,
        finished_goods=finished_goods,
        main_materials=main_materials,
        credited=credited,
        due=Money(fen - credited.fen),
        open=works - first,
        rounding=rounding,
    )


def first_55(*, first_due: Due, rest_due: Due, rounding: Rounding) -> Plan:
    """The plan of PAY-01, collected by finance (PAY-02).

    The source gives neither the day of the first payment nor, anywhere, that of the other
    45 % of the works, nor the rounding; each has to be said.

    Args:
        first_due: When 55 % of the works, the goods and the materials are due.
        rest_due: When the other 45 % of the works are due.
        rounding: What becomes of a part of a fen of the 55 %; the rest takes up the residue.
    """
    return Plan(
        id="first_55",
        revision=1,
        source="PAY-01, PAY-02",
        collector="finance",
        rounding=rounding,
        tie="first",  # these two of no effect: every component has a remainder
        residue="last",
        overshoot="clip",
        negative="refuse",
        parts=(
            Part(
                id="works_first", component="works", share=_SHARE, due=first_due, source="PAY-01"
            ),
            Part(
                id="finished_goods",
                component="finished_goods",
                rest=True,
                due=first_due,
                source="PAY-01",
            ),
            Part(
                id="main_materials",
                component="main_materials",
                rest=True,
                due=first_due,
                source="PAY-01",
            ),
            Part(id="works_rest", component="works", rest=True, due=rest_due, source="PAY-01"),
        ),
    )
