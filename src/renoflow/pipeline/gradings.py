"""Customers graded (客户分级): by value, by willingness and ability, as key accounts, by service.

By readiness they are graded in :mod:`renoflow.attribution`. Each is a type of its own:
companies mean different things by the same letters (X-09). No source gives a threshold, so
each is a required argument.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Final, Literal, TypeAlias, get_args

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.money import Money
from renoflow.pipeline.roles import Fragment, graded_service
from renoflow.reasons import Reason, reason

__all__ = [
    "ACCOUNT_CRITERIA",
    "CLASS_A_MEASURES",
    "AccountGrade",
    "Quadrant",
    "ServiceGrade",
    "ServiceRow",
    "ValueClass",
    "ValueFactors",
    "ValueGrade",
    "ValueThresholds",
    "account_grade",
    "important",
    "quadrant",
    "service_grade",
    "service_measures",
    "value_class",
]

ValueClass: TypeAlias = Literal["A", "B", "C"]
"""A, B or C by value (CUS-08), which is not readiness (X-09)."""

CLASS_A_MEASURES: Final = ("callback", "gift", "priority")
"""What a customer of class A by value gets: regular callbacks, gifts, priority (CUS-10)."""


@attrs.frozen(kw_only=True)
class ValueFactors:
    """What a customer has brought: how much he spent, how many deals, how much profit."""

    amount: Money
    deals: int
    profit: Money


@attrs.frozen(kw_only=True)
class ValueThresholds:
    """The least of each factor for high (A) and for middling (B); below that it is low (C).

    Attributes:
        high: Of each factor the least that is high, itself included.
        middling: Of each factor the least that is middling, itself included.
        mixed: What decides where the factors do not agree, which no source says: the class
            that ``majority`` of the three have, the ``best``, the ``worst``, or ``ask``,
            which leaves it to a person.

    Raises:
        Malformed: ``grading.order`` where middling is more than high; ``value.choice``.
    """

    high: ValueFactors
    middling: ValueFactors
    mixed: Literal["majority", "best", "worst", "ask"]

    def __attrs_post_init__(self) -> None:
        for name in _FACTORS:
            if getattr(self.middling, name) > getattr(self.high, name):
                raise Malformed("grading.order", f"middling.{name}")
        ways = ("majority", "best", "worst", "ask")
        if self.mixed not in ways:
            raise one_of("value.choice", "mixed", self.mixed, ways)


_FACTORS: Final = tuple(one.name for one in attrs.fields(ValueFactors))


@attrs.frozen(kw_only=True)
class ValueGrade:
    """A class by value, or None where a person must say; with a reason per factor."""

    value_class: ValueClass | None
    reasons: tuple[Reason, ...]


def value_class(customer: ValueFactors, thresholds: ValueThresholds) -> ValueGrade:
    """The class of a customer by amount, frequency and profit (CUS-08).

    A: all three high; B: all middling; C: all low. What a mixed case is, *thresholds* say;
    three factors of three classes have no majority, and a person must say.
    """
    found: list[ValueClass] = []
    reasons: list[Reason] = []
    for name in _FACTORS:
        own = getattr(customer, name)
        one: ValueClass = "C"
        if own >= getattr(thresholds.high, name):
            one = "A"
        elif own >= getattr(thresholds.middling, name):
            one = "B"
        found.append(one)
        reasons.append(reason("grading.factor", rule="CUS-08", factor=name, value_class=one))
    decided = _decided(found, thresholds.mixed)
    if decided is None:
        reasons.append(reason("grading.mixed", rule="CUS-08"))
    return ValueGrade(value_class=decided, reasons=tuple(reasons))


def _decided(found: list[ValueClass], mixed: str) -> ValueClass | None:
    if mixed == "best":
        return min(found)
    if mixed == "worst":
        return max(found)
    ((most, times),) = Counter(found).most_common(1)
    return most if times > (2 if mixed == "ask" else 1) else None


def service_measures(grade: ValueGrade, fragment: Fragment) -> tuple[str, ...]:
    """What a customer of this class gets beyond others: of class A the three (CUS-10).

    Nobody gets more where *fragment* treats all alike (ROLE-09, X-41). For B and C the
    source states nothing.
    """
    return graded_service(fragment, CLASS_A_MEASURES if grade.value_class == "A" else ())


# --- willingness and ability ------------------------------------------------------------

Quadrant: TypeAlias = Literal[
    "willing_able", "willing_unable", "unwilling_able", "unwilling_unable"
]
"""The four classes of the handbook (CUS-07), which gives them no names; numbers 1 to 4 in
this order are a reading."""


def quadrant(
    *, willingness: int, budget: Money, willing_from: int, able_from: Money
) -> tuple[Quadrant, tuple[Reason, ...]]:
    """The class by willingness and ability to spend, and why (CUS-07).

    Args:
        willingness: A score on the company's own scale.
        budget: What he can spend.
        willing_from: The least score that counts as willing, itself included.
        able_from: The least budget that counts as able, itself included.
    """
    willing, able = willingness >= willing_from, budget >= able_from
    index = 2 * (not willing) + (not able)
    classes: tuple[Quadrant, ...] = get_args(Quadrant)
    return classes[index], (
        reason("grading.willing" if willing else "grading.unwilling", rule="CUS-07"),
        reason("grading.able" if able else "grading.unable", rule="CUS-07"),
    )


# --- core, key, general -----------------------------------------------------------------

AccountGrade: TypeAlias = Literal["core", "key", "general"]
"""核心, 重点, 一般 (CUS-24); not permanent, and the way up leads from one to the next."""

ACCOUNT_CRITERIA: Final = ("advanced_ideas", "good_credit", "most_of_sales", "high_margin")
"""The four criteria of a key account, in the source's order (CUS-24)."""


def account_grade(
    met: Collection[str], *, core_from: int, key_from: int
) -> tuple[AccountGrade, tuple[Reason, ...]]:
    """Core, key or general by how many criteria are met, and each that is not (CUS-24).

    Args:
        met: Which of :data:`ACCOUNT_CRITERIA` the customer meets today.
        core_from: How many make a core customer, itself included.
        key_from: How many make a key customer, itself included.

    Raises:
        Malformed: ``value.choice`` for another criterion; ``grading.order`` where key
            needs more than core.
    """
    if key_from > core_from:
        raise Malformed("grading.order", "key_from")
    for one in met:
        if one not in ACCOUNT_CRITERIA:
            raise one_of("value.choice", "met", one, ACCOUNT_CRITERIA)
    many = len(set(met))
    grade: AccountGrade = "core" if many >= core_from else "key" if many >= key_from else "general"
    lacking = (one for one in ACCOUNT_CRITERIA if one not in met)
    return grade, tuple(reason("grading.unmet", rule="CUS-24", criterion=one) for one in lacking)


def important(value: ValueGrade | None = None, account: AccountGrade | None = None) -> bool:
    """Whether the customer is important (CUS-27), which the source does not define.

    Read as class A by value, or a core or key account.
    """
    by_value = value is not None and value.value_class == "A"
    return by_value or account in ("core", "key")


# --- service grades ---------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class ServiceRow:
    """One row of a company's own grading by type, spending and need (CUS-09).

    Attributes:
        id: Unique in the table.
        gives: The grade.
        types: Types of customer that it is for; empty for all.
        spending: The least spending, itself included; None for any.
        needs: Needs of which he must have one; empty for any.
    """

    id: str
    gives: str
    types: tuple[str, ...] = ()
    spending: Money | None = None
    needs: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ServiceGrade:
    """A grade of service and the row that gave it; both None where no row fits."""

    grade: str | None
    row: str | None
    reasons: tuple[Reason, ...]


def service_grade(
    rows: tuple[ServiceRow, ...],
    fragment: Fragment,
    *,
    customer_type: str,
    spending: Money,
    need: str,
) -> ServiceGrade:
    """The grade by the first row that fits (CUS-09), unless all are treated alike (ROLE-09).

    Raises:
        Malformed: ``process.twice`` for two rows of one id.
    """
    ids = [row.id for row in rows]
    for place, name in enumerate(ids):
        if name in ids[:place]:
            raise Malformed("process.twice", f"rows[{place}].id")
    if fragment.equal_treatment:
        return ServiceGrade(
            grade=None, row=None, reasons=(reason("grading.equal", rule="ROLE-09"),)
        )
    for row in rows:
        if (
            (not row.types or customer_type in row.types)
            and (row.spending is None or spending >= row.spending)
            and (not row.needs or need in row.needs)
        ):
            told = reason("grading.row", rule="CUS-09", row=row.id)
            return ServiceGrade(grade=row.gives, row=row.id, reasons=(told,))
    return ServiceGrade(grade=None, row=None, reasons=(reason("grading.none", rule="CUS-09"),))
