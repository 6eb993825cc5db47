"""A case as it is shown where a test fails: rows that a scenario file takes as they are."""

from datetime import date, timedelta, timezone
from decimal import Decimal

import attrs
from hypothesis import HealthCheck, given, settings

from renoflow.attribution import Case, open_court
from renoflow.calendars import china
from renoflow.facts import agreement, deposit, filing, key
from renoflow.money import Money
from renoflow.testing import strategies
from renoflow.testing._shown import shown_case, shown_time
from renoflow.testing.scenarios import read_scenarios
from tests.testing.broken_policies import SEVEN_DAYS
from tests.zones import NIGHT

COURT = open_court(SEVEN_DAYS, china)


def read_back(case):
    rows = "\n".join(shown_case(case, china))
    text = f'[[case]]\nname = ""\nrule = ""\nat = 2024-03-10\nexpect = {{}}\nfacts = [\n{rows}\n]'
    return read_scenarios(text, china)[0].facts


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(strategies.cases(COURT))
def test_what_is_shown_reads_back(case):
    """Without it the smallest case could not be kept as a scenario."""
    assert read_back(case) == case.facts


def test_every_type_of_value_reads_back():
    """Without it an amount, a key or what is recorded as none could be shown wrong."""
    facts = (
        deposit("f1", at=date(2024, 3, 1), nature="earnest", amount=Money(1_234_550)),
        agreement(
            "f2",
            at=china.at(2024, 3, 1, 10, 30, 0, 5),
            tier="director",
            a6=True,
            area=Decimal("128.50"),
            scheme_talk_on=date(2024, 3, 20),
        ),
        filing(
            'f "3"',
            at=china.at(2024, 3, 1),
            by="wang",
            for_="li",
            person="spouse",
            customer="C-1",
            medium="form",
            phone=key("138 0000 0000"),
            home=None,
            supplied=("phone", "home"),
            recorded_at=date(2024, 3, 2),
        ),
    )
    assert read_back(Case("C-1", facts)) == facts


def test_nothing_and_a_doubt_are_said():
    """Without it an empty case would look like a fault of the display."""
    assert shown_case(Case("C-1", ()), china) == ("# no facts",)
    assert shown_case(Case("C-1", (), doubts=("C-2",)), china) == (
        "# perhaps the same customer: C-2",
    )


def test_a_time_is_shown_as_clocks_there_show_it():
    """Without it a reader would look for a fact nine hours away."""
    assert shown_time(china.at(2024, 3, 1, 10), china) == "2024-03-01T10:00:00"
    there = attrs.evolve(china, zone=timezone(timedelta(0)))
    assert shown_time(china.at(2024, 3, 1, 10), there) == "2024-03-01T02:00:00"
    changing = attrs.evolve(china, zone=NIGHT)
    assert shown_time(china.at(2024, 3, 1, 10), changing) == "2024-03-01T03:00:00+01:00"
