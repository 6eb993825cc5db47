"""The company's rules as data: whose customer, which stages, how paid.

Measuring the flat (量房) is a step that renoflow's table of fact kinds lacks, so the
company adds a row to the table and a stage to its process.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from renoflow import facts
from renoflow.attribution import presets
from renoflow.calendars import china
from renoflow.facts import Field, Kind
from renoflow.limits import Limit
from renoflow.obligations import Duty
from renoflow.periods import LEGAL, days, working_days
from renoflow.pipeline import CompanyRules, open_company
from renoflow.pricing import Due, first
from renoflow.pricing import presets as prices
from renoflow.processes import BACK, Move, Process, Stage
from renoflow.select import Facts, Match
from renoflow.timeline import Timeline

__all__ = ["COMPANY", "KINDS", "WORDS"]

_MEASUREMENT: Final = Kind(
    name="flat_survey",
    zh="量房",
    fields=(Field(name="area", zh="面积", type="number", required=True),),
)

KINDS: Final[Mapping[str, Kind]] = {**facts.KINDS, _MEASUREMENT.name: _MEASUREMENT}
"""The shipped fact kinds, and the company's own."""

_MEASURE: Final = Duty(
    limit=Limit(
        id="measure_in_three_days",
        span=working_days(3),
        needs=Facts(kinds=("flat_survey",)),
        source="our handbook, 4.2",
    ),
    what="flat_survey",
    who="designer",
)

_WORKS: Final = Facts(
    kinds=("contract",), where=(Match(field="type", op="in", values=("construction",)),)
)

_PROCESS: Final = Process(
    id="our_steps",
    revision=1,
    zh="客户流程",
    kinds=(_MEASUREMENT,),
    stages=(
        Stage(id="lead", zh="意向", kind="start"),
        Stage(id="visited", zh="已到店", duties=(_MEASURE,)),
        Stage(id="measured", zh="已量房"),
        Stage(id="signed", zh="已签约"),
        Stage(id="on_site", zh="在施"),
        Stage(id="handed_over", zh="竣工", kind="end"),
        Stage(id="lost", zh="流失", kind="exit"),
    ),
    moves=(
        Move(id="came", at=("lead",), on=Facts(kinds=("visit",)), to="visited"),
        Move(
            id="measured",
            at=("lead", "visited"),
            on=Facts(kinds=("flat_survey",)),
            to="measured",
        ),
        Move(id="signed", at=("visited", "measured"), on=_WORKS, to="signed"),
        Move(id="started", at=("signed",), on=Facts(kinds=("start",)), to="on_site"),
        Move(id="finished", at=("on_site",), on=Facts(kinds=("completion",)), to="handed_over"),
        Move(
            id="lost",
            at=("lead", "visited", "measured"),
            on=Facts(kinds=("loss",)),
            to="lost",
        ),
        Move(id="back", at=("lost",), on=Facts(kinds=("visit", "reopening")), to=BACK),
    ),
    house=("company",),
)

COMPANY: Final = open_company(
    CompanyRules(
        id="our_company",
        revision=1,
        source="our handbook",
        attribution=presets.seven_day_filing(window=days(7, counting=LEGAL)),
        process=_PROCESS,
        rates=Timeline(rows=((date(2024, 1, 1), prices.steward_rate_card),)),
        plan=prices.first_55(
            first_due=Due(anchor=first("contract", type="construction"), span=working_days(3)),
            rest_due=Due(anchor=first("completion"), span=working_days(5)),
            rounding="half_up",
        ),
        days="end",
    ),
    china,
)
"""The company, opened with the calendar of its town."""

WORDS: Final[Mapping[str, str]] = {
    "kind.flat_survey": "flat survey",
    "what.flat_survey": "measuring the flat",
    "stage.lead": "lead",
    "stage.visited": "visited",
    "stage.measured": "measured",
    "stage.signed": "signed",
    "stage.on_site": "on site",
    "stage.handed_over": "handed over",
}
"""What the company calls its own codes."""
