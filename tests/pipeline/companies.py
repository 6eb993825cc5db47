"""A company for tests, and the one that a scenario describes."""

import inspect
from datetime import date
from typing import get_type_hints

from renoflow.attribution import presets as attribution
from renoflow.calendars import china
from renoflow.codec import from_data
from renoflow.periods import LEGAL, days, until
from renoflow.pipeline import CompanyRules, open_company, presets
from renoflow.pricing import Due, first
from renoflow.pricing import presets as pricing
from renoflow.timeline import Timeline

__all__ = ["company", "company_of", "rules"]

SIGNED = Due(anchor=first("contract", type="construction"), span=until("day"))
DONE = Due(anchor=first("completion"), span=until("day"))


def rules(**more):
    """Rules of a company that files for seven days and leads its customers by ten steps."""
    return CompanyRules(
        **{
            "id": "test_company",
            "revision": 1,
            "source": "tests",
            "attribution": attribution.seven_day_filing(window=days(7, counting=LEGAL)),
            "process": presets.steward_ten_step(first_callback=days(2, counting="calendar")),
            "rates": Timeline(rows=((date(2024, 1, 1), pricing.steward_rate_card),)),
            "plan": pricing.first_55(first_due=SIGNED, rest_due=DONE, rounding="half_up"),
            "days": "start",
            **more,
        }
    )


def company(**more):
    return open_company(rules(**more), china)


def company_of(scenario):
    """The company whose process is the preset that the scenario names."""
    preset = getattr(presets, scenario.given.get("process", scenario.policy))
    hints = get_type_hints(preset)
    names = inspect.signature(preset).parameters
    given = {
        name: from_data(scenario.given[name], hints[name])
        for name in names
        if name in scenario.given
    }
    return company(process=preset(**given))
