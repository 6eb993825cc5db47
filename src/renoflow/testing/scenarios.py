"""Scenarios (情景): cases with the outcome and the rule that they should come to, in TOML.

They are files like others, read in ``renoflow.registers.scenarios``, so that the command
``renoflow policy try`` needs no extra; tests find them here.
"""

from renoflow.registers.scenarios import (
    Scenario,
    differences,
    judged,
    read_scenarios,
    scenario_calendar,
)

__all__ = ["Scenario", "differences", "judged", "read_scenarios", "scenario_calendar"]
