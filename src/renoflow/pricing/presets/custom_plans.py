"""Payment plans that are customary, each with its days left to be said.

No catalogue text states them; pages on local custom name their shares (30/30/30/10, known as
3331, 30/40/20/10, 50/30/20) and differ in the stages. So the days are arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from renoflow.errors import Malformed
from renoflow.money import Rounding
from renoflow.pricing.plans import Collects, Due, Part, Plan

__all__ = ["design_by_stage", "plan_30_40_20_10", "plan_50_30_20", "plan_3331"]

_SOURCE: Final = "local custom"


def plan_3331(*, dues: tuple[Due, ...], rounding: Rounding, collector: str) -> Plan:
    """3331: 30 % at the start, 30 %, 30 %, and 10 % at acceptance, of the works.

    Args:
        dues: When each of the four parts is due, in order.
        rounding: What becomes of a part of a fen; the last part takes up the residue.
        collector: The role that collects.

    Raises:
        Malformed: ``plan.dues`` unless there are four.
    """
    return _by_percent("3331", (30, 30, 30, 10), dues, rounding, collector)


def plan_30_40_20_10(*, dues: tuple[Due, ...], rounding: Rounding, collector: str) -> Plan:
    """30 %, 40 %, 20 % and 10 % of the works; arguments as of :func:`plan_3331`."""
    return _by_percent("30_40_20_10", (30, 40, 20, 10), dues, rounding, collector)


def plan_50_30_20(*, dues: tuple[Due, ...], rounding: Rounding, collector: str) -> Plan:
    """50 %, 30 % and 20 % of the works; arguments as of :func:`plan_3331`, but three days."""
    return _by_percent("50_30_20", (50, 30, 20), dues, rounding, collector)


def design_by_stage(
    *,
    shares: tuple[Fraction, ...],
    dues: tuple[Due, ...],
    rounding: Rounding,
    collector: str,
) -> Plan:
    """The design fee by stages, such as agreement, scheme and drawings.

    No source gives the shares, so they are said; the last part takes the rest.

    Args:
        shares: One for each stage; they total 1.
        dues: When each is due, in order.
        rounding: What becomes of a part of a fen.
        collector: The role that collects.

    Raises:
        Malformed: ``plan.dues`` unless there are as many shares as days, ``plan.total``
            unless the shares total 1.
    """
    if sum(shares, Fraction(0)) != 1:
        total = sum(shares, Fraction(0))
        raise Malformed("plan.total", "shares", component="design_fee", shares=total)
    return _plan("design_by_stage", "design_fee", shares, dues, rounding, collector)


def _by_percent(
    name: str, percents: Sequence[int], dues: tuple[Due, ...], rounding: Rounding, collector: str
) -> Plan:
    shares = tuple(Fraction(percent, 100) for percent in percents)
    return _plan(f"plan_{name}", "works", shares, dues, rounding, collector)


def _plan(  # noqa: PLR0913, PLR0917 - what a plan is made of
    name: str,
    component: Collects,
    shares: tuple[Fraction, ...],
    dues: tuple[Due, ...],
    rounding: Rounding,
    collector: str,
) -> Plan:
    if len(dues) != len(shares):
        raise Malformed("plan.dues", "dues", count=len(shares))
    last = len(shares) - 1
    return Plan(
        id=name,
        revision=1,
        source=_SOURCE,
        collector=collector,
        rounding=rounding,
        tie="first",  # these two of no effect: the last part is the rest
        residue="last",
        overshoot="clip",
        negative="refuse",
        parts=tuple(
            Part(
                id=f"part_{place + 1}",
                component=component,
                share=None if place == last else share,
                rest=place == last,
                due=due,
                source=_SOURCE,
            )
            for place, (share, due) in enumerate(zip(shares, dues, strict=True))
        ),
    )
