"""The register policy, as a stranger would write it, and the worked examples of its rules."""

from pathlib import Path
from typing import Final, Literal

import pytest

from renoflow.attribution import Policy, open_court
from renoflow.calendars import china
from renoflow.codec import from_toml, to_toml
from renoflow.testing.scenarios import differences, read_scenarios
from tests.fresh.register import register

READINGS: Final[tuple[Literal["register", "brought"], ...]] = ("register", "brought")
TEXT = Path(__file__).with_name("register_cases.toml").read_text(encoding="utf-8")
COURT = open_court(register(x02="brought"), china)
CASES = read_scenarios(TEXT, china, kinds=COURT.kinds)
RUNS = [
    (case, {"x02": x02, **case.given})
    for case in CASES
    for x02 in READINGS
    if case.given.get("x02", x02) == x02
]


@pytest.mark.parametrize(
    ("case", "given"),
    RUNS,
    ids=[f"{case.rule}: {case.name}, {given['x02']}" for case, given in RUNS],
)
def test_worked_example(case, given):
    assert differences(case, open_court(register(**given), china)) == ()


@pytest.mark.parametrize("x02", READINGS)
@pytest.mark.parametrize("x07", ["silent", "named"])
def test_every_reading_round_trips(x02, x07):
    policy = register(x02=x02, x07=x07)
    assert from_toml(to_toml(policy), Policy) == policy


def test_the_readings_differ_in_the_place_of_one_row():
    ids = {x02: [ground.id for ground in register(x02=x02).grounds] for x02 in READINGS}
    assert ids["register"].index("registered") < ids["register"].index("brought_first")
    assert ids["brought"].index("registered") == ids["brought"].index("brought_first") + 1
    assert sorted(ids["register"]) == sorted(ids["brought"])
