"""The laws over random policies, both presets and random cases."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renoflow.attribution import open_court, presets
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import Facts
from tests.attribution.laws import LAWS
from tests.reference.test_judge_differential import (
    EVERY_DAY,
    cases,
    instants,
    known_ats,
    policies,
)

SLACK = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
PRESETS = [
    open_court(policy, EVERY_DAY)
    for policy in (
        presets.seven_day_filing(window=hours(36)),
        presets.seven_day_filing(window=days(2, counting=CALENDAR), untimed="start"),
        presets.seven_day_filing(window=days(2, counting=CALENDAR), untimed="end"),
        presets.first_contact(deal=(Facts(kinds=("deal",)),)),
    )
]


@SLACK
@given(policies(), cases(), instants, known_ats)
def test_the_laws_hold_for_any_policy(policy, case, at, known_at):
    """A company writes policies of its own, and no policy may break a law."""
    court = open_court(policy, EVERY_DAY)
    for law in LAWS:
        law(court, case, at, known_at)


@SLACK
@given(st.integers(0, len(PRESETS) - 1), cases(), instants, known_ats)
def test_the_laws_hold_for_the_presets(number, case, at, known_at):
    """What companies judge by today, with more cases."""
    for law in LAWS:
        law(PRESETS[number], case, at, known_at)
