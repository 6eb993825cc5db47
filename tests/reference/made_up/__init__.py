"""Small cases and policies made up at random: few names, few instants, many coincidences.

Hypothesis draws plain numbers, which choose from tables written here; what comes first in a
table is the simplest. What is told twice comes twice as often.
"""

from tests.reference.made_up.cases import (
    EVERY_DAY,
    MICRO,
    MORNING,
    NOONS,
    PARTIES,
    cases,
    instants,
    known_ats,
    one,
)
from tests.reference.made_up.conditions import SPANS
from tests.reference.made_up.policies import FEATURES, policies, situations

__all__ = [
    "EVERY_DAY",
    "FEATURES",
    "MICRO",
    "MORNING",
    "NOONS",
    "PARTIES",
    "SPANS",
    "cases",
    "instants",
    "known_ats",
    "one",
    "policies",
    "situations",
]
