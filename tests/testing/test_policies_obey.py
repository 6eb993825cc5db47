"""Every shipped policy, one that a stranger wrote, and made-up ones obey every law."""

import inspect
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renoflow.attribution import Case, open_court, presets
from renoflow.calendars import china
from renoflow.periods import CALENDAR, LEGAL, days, hours
from renoflow.select import Facts
from renoflow.testing import strategies
from renoflow.testing.laws import (
    GATHERING_LAWS,
    LAWS,
    PolicyLaws,
    Trial,
)
from renoflow.timeline import Timeline
from tests.fresh.register import register as strangers_register
from tests.testing.broken_policies import PLAIN, SEVEN_DAYS

REGISTER: dict[str, Any] = {
    "decided_by": "register",
    "later_consultant": "serves",
    "unregistered": "silent",
    "undocked": "pending",
    "ahead": days(1, counting=CALENDAR),
    "arranged": "recommended",
    "on_duty": "first",
    "informed_by": "holder",
    "records": "heard",
    "entered_later": "stays_company",
    "old_customer": "entry_counts",
    "duty_lasts": "that_visit",
    "subsidy_once": "once_signed",
    "same_customer": ("phone",),
    "report_within": hours(24),
}


class OurLaws(PolicyLaws):
    """The kit as we run it: there are many of us, and each law takes its turn in each."""

    @pytest.fixture
    def using(self):
        return settings(max_examples=max(settings().max_examples // 8, 3))


class TestSevenDayFiling(OurLaws):
    """The company that counts seven days from the filing."""

    @pytest.fixture
    def court(self):
        window = days(7, counting=LEGAL)
        return open_court(presets.seven_day_filing(window=window, untimed="start"), china)


class TestFirstContact(OurLaws):
    """The company of the first contact, frozen at the deal."""

    @pytest.fixture
    def court(self):
        return open_court(presets.first_contact(deal=(Facts(kinds=("deal",)),)), china)


class TestRegister(OurLaws):
    """The company that keeps a register."""

    @pytest.fixture
    def court(self):
        return open_court(presets.register(**REGISTER), china)


class TestFrontDesk(OurLaws):
    """The company whose front desk takes the filings."""

    @pytest.fixture
    def court(self):
        return open_court(presets.front_desk(), china)


class TestBusinessContact(OurLaws):
    """The company of business contacts."""

    @pytest.fixture
    def court(self):
        return open_court(presets.business_contact(several="latest"), china)


class TestFivePartForm(OurLaws):
    """The company of the form in five parts."""

    @pytest.fixture
    def court(self):
        return open_court(presets.five_part_form(unreached="for_good"), china)


class TestAStrangersRegister(OurLaws):
    """The register as a stranger wrote it down, with fact kinds of its own."""

    @pytest.fixture
    def court(self):
        return open_court(strangers_register(x02="brought"), china)


class TestTwoRevisions(OurLaws):
    """A policy that was revised at an awkward hour."""

    @pytest.fixture
    def court(self):
        later = attrs.evolve(SEVEN_DAYS, id="plain", revision=2)
        rows = ((date(2024, 2, 29), PLAIN), (date(2024, 3, 11), later))
        return open_court(Timeline(rows=rows), china)


def test_the_kit_has_a_test_of_each_law():
    """Without it a law could be written and never be asked of a host's policy."""
    tests = {name for name in vars(PolicyLaws) if name.startswith("test_")}
    assert tests == {f"test_{law.__name__}" for law in LAWS}
    for law in LAWS:
        assert (
            getattr(PolicyLaws, f"test_{law.__name__}").__doc__
            == (law.__doc__ or "").partition("\n")[0]
        )


def test_without_a_court_the_kit_says_what_to_do():
    """Without it a host would wonder why nothing is tested."""
    with pytest.raises(NotImplementedError, match="override the fixture `court`"):
        inspect.unwrap(PolicyLaws.court)(PolicyLaws())


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(strategies.courts(), st.data())
def test_made_up_policies_obey_every_law(court, data):
    """Without it a law could hold only for what the shipped policies happen to use."""
    case = data.draw(strategies.cases(court, max_size=6))
    trial = Trial(court=court, case=case, at=data.draw(strategies.instants_around(court, case)))
    told = Case("several", data.draw(strategies.showrooms(court, max_size=5)))
    for law in LAWS:
        tried = attrs.evolve(trial, case=told) if law in GATHERING_LAWS else trial
        assert law(tried) == "", law.__name__
