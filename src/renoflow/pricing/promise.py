"""The promise about the final total (决算承诺): by how much it may exceed what was agreed."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Final, Literal, TypeAlias, get_args

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.money import Money, format_yuan
from renoflow.pricing.changes import ORIGINS, Changes, Origin
from renoflow.reasons import Reason, reason

__all__ = ["Promise", "PromiseBase", "PromiseCheck", "check_promise"]

PromiseBase: TypeAlias = Literal["contract", "budget", "quote"]
"""What the promise is measured from: the contract total, the budget (预算), the quote (报价)."""

_EDGES: Final = ("inside", "outside")


@attrs.frozen(kw_only=True)
class Promise:
    """That the final total exceeds a base by no more than a share of it (FEE-07).

    Attributes:
        id: Name of the promise.
        revision: From 1 on.
        source: Where it was made.
        share: Of the base, above 0, such as ``Fraction(5, 100)``.
        base: What it is measured from.
        counted: The origins of changes that use it up; approved changes of the others are
            excused, whatever they come to.
        edge: Whether exactly the share is still kept (不超过) or not (低于).

    Raises:
        Malformed: ``value.missing``, ``value.type``, ``value.choice``, ``promise.share``.
    """

    id: str
    revision: int
    source: str
    share: Fraction
    base: PromiseBase
    counted: tuple[Origin, ...]
    edge: Literal["inside", "outside"]

    def __attrs_post_init__(self) -> None:
        if not self.id:
            raise Malformed("value.missing", "id")
        if type(self.revision) is not int or self.revision < 1:
            raise Malformed("value.type", "revision", expected="a whole number of at least 1")
        if type(self.share) is not Fraction or self.share <= 0:
            raise Malformed("promise.share", "share")
        if self.base not in get_args(PromiseBase):
            raise one_of("value.choice", "base", self.base, get_args(PromiseBase))
        for place, origin in enumerate(self.counted):
            if origin not in ORIGINS:
                raise one_of("value.choice", f"counted[{place}]", origin, ORIGINS)
        if self.edge not in _EDGES:
            raise one_of("value.choice", "edge", self.edge, _EDGES)

    @property
    def name(self) -> str:
        """``id@revision``, by which reasons cite the promise."""
        return f"{self.id}@{self.revision}"


@attrs.frozen(kw_only=True)
class PromiseCheck:
    """What a promise comes to for one customer; made by :func:`check_promise`.

    Attributes:
        promise: Its ``id@revision``.
        base: What it is measured from.
        final: The final total.
        excused: What the approved changes of origins that do not count come to.
        used: ``final - base - excused``; negative where the total is below the base.
        most: The most that may be used, to the fen.
        free: ``most - used``; negative by what the promise is exceeded by.
        kept: Whether it is kept.
        reasons: ``promise.kept`` or ``promise.exceeded``.
    """

    promise: str
    base: Money
    final: Money
    excused: Money
    used: Money
    most: Money
    free: Money
    kept: bool
    reasons: tuple[Reason, ...]


def check_promise(
    promise: Promise, *, base: Money, final: Money, changes: Changes
) -> PromiseCheck:
    """How much of *promise* the *final* total uses, and what is free (FEE-07).

    Whatever the total exceeds the base by counts, but for approved changes of origins that
    the promise does not count: a charge without a change order counts too. The share is
    compared exactly; ``most`` is the greatest whole number of fen that is still kept. What
    follows from an exceeded promise no source says: it is reported.

    Args:
        promise: The promise.
        base: The total that ``promise.base`` names, above zero.
        final: The final total; before the settlement the contract and all approved changes.
        changes: As :func:`~renoflow.pricing.changes` reads them.

    Raises:
        Malformed: ``promise.base`` unless the base is above zero.
    """
    if base.fen <= 0:
        raise Malformed("promise.base", "base")
    excused = changes.approved_of(*(one for one in ORIGINS if one not in promise.counted))
    exact = promise.share * base.fen
    most = Money(floor(exact) if promise.edge == "inside" else ceil(exact) - 1)
    used = final - base - excused
    free = most - used
    kept = free.fen >= 0
    found = reason(
        "promise.kept" if kept else "promise.exceeded",
        rule=promise.name,
        facts=tuple(one.fact for one in changes.rows if one.state == "approved"),
        base=format_yuan(base),
        share=promise.share,
        used=format_yuan(used),
        free=format_yuan(abs(free)),
        source=promise.source,
    )
    return PromiseCheck(
        promise=promise.name,
        base=base,
        final=final,
        excused=excused,
        used=used,
        most=most,
        free=free,
        kept=kept,
        reasons=(found,),
    )
