"""Every shipped policy with its open values filled in, so that its readings leave no row out."""

from typing import Any

from renoflow.attribution import presets
from renoflow.periods import CALENDAR, LEGAL, days, months
from renoflow.select import Facts, Test

__all__ = ["OTHERS", "POLICIES", "REGISTER"]

REGISTER: dict[str, Any] = {
    "decided_by": "register",
    "later_consultant": "owns",
    "unregistered": "named",
    "undocked": "pending",
    "ahead": days(1, counting=CALENDAR),
    "arranged": "recommended",
    "on_duty": "first",
    "informed_by": "holder",
    "records": "latest",
    "entered_later": "stays_company",
    "old_customer": "entry_counts",
    "duty_lasts": "that_visit",
    "subsidy_once": "once_brought",
    "same_customer": ("phone",),
    "report_within": months(1, counting=CALENDAR),
    "half_if": (Test(facts=Facts(kinds=("assignment",))),),
}

POLICIES = (
    presets.seven_day_filing(window=days(7, counting=LEGAL)),
    presets.first_contact(deal=(Facts(kinds=("deal",)),)),
    presets.register(**REGISTER),
    presets.five_part_form(unreached="until_reached", reward_middleman=True),
    presets.front_desk(),
    presets.business_contact(several="latest"),
)
OTHERS = (
    presets.business_contact(several="management"),
    presets.seven_day_filing(window=days(7, counting=LEGAL), unsigned="pending"),
)
"""Readings with a row in another's place."""
