"""Posts (岗位): what a candidate lacks, which post comes next, who may be promoted."""

from __future__ import annotations

from typing import Final

import attrs

from renoflow.errors import one_of
from renoflow.reasons import Reason, reason

__all__ = [
    "CAREER",
    "EDUCATION",
    "HIRING",
    "HiringRule",
    "hiring_gaps",
    "next_post",
    "promotion_gaps",
]

CAREER: Final = ("client_manager", "design_department_manager", "store_manager")
"""客户经理, 设计部经理, 店面经理: the way up of the handbook (KPI-10)."""

EDUCATION: Final = ("secondary", "college", "bachelor", "master", "doctor")
"""中学, 大专, 本科, 硕士, 博士, in order."""


@attrs.frozen(kw_only=True)
class HiringRule:
    """What a post asks for (任职要求).

    Attributes:
        post: Which.
        education: The least, of :data:`EDUCATION`.
        years: The least years of experience in interior sales or design.
        source: Catalogue id.
    """

    post: str
    education: str
    years: int
    source: str


HIRING: Final = HiringRule(post="client_manager", education="bachelor", years=2, source="KPI-10")
"""Bachelor or above, and two years or more (KPI-10)."""


def hiring_gaps(rule: HiringRule, *, education: str, years: int) -> tuple[Reason, ...]:
    """What a candidate lacks; exactly the least is enough (KPI-10).

    Raises:
        Malformed: ``value.choice`` for another education.
    """
    if education not in EDUCATION:
        raise one_of("value.choice", "education", education, EDUCATION)
    found = []
    if EDUCATION.index(education) < EDUCATION.index(rule.education):
        found.append(reason("post.education", rule=rule.source))
    if years < rule.years:
        found.append(reason("post.years", rule=rule.source, years=rule.years))
    return tuple(found)


def next_post(post: str) -> str | None:
    """The post after *post*; None after the last (KPI-10).

    Raises:
        Malformed: ``value.choice`` for a post that is not on the way.
    """
    if post not in CAREER:
        raise one_of("value.choice", "post", post, CAREER)
    later = CAREER[CAREER.index(post) + 1 :]
    return later[0] if later else None


def promotion_gaps(*, years: int, least_years: int, target_met: bool) -> tuple[Reason, ...]:
    """What a promotion lacks; exactly the least years are enough (KPI-19).

    Args:
        years: Years served.
        least_years: The standard that human resources published; the source has no number.
        target_met: Whether the performance asked for was reached.
    """
    found = []
    if years < least_years:
        found.append(reason("post.years", rule="KPI-19", years=least_years))
    if not target_met:
        found.append(reason("post.target", rule="KPI-19"))
    return tuple(found)
