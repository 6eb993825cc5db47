"""The scenarios of attribution, each with the court that its file names."""

from functools import cache
from pathlib import Path

from renoflow.attribution import open_court
from renoflow.calendars import china
from renoflow.codec import preset_policy
from renoflow.testing.scenarios import read_scenarios

__all__ = ["FILES", "court_of", "scenarios"]

FILES = sorted((Path(__file__).parents[1] / "scenarios" / "attribution").glob("*.toml"))
INPUTS = {
    "amount",
    "amounts",
    "asks",
    "busy",
    "caller",
    "customer",
    "department",
    "deposit",
    "document",
    "extracted",
    "filed",
    "filed_on",
    "heads",
    "households",
    "planned_on",
    "queue",
    "reported",
    "supplied",
    "until",
    "wish",
    "within",
}
"""What a case gives to its question; the rest of ``given`` are arguments of the policy."""


@cache
def scenarios(path):
    return read_scenarios(path.read_text(encoding="utf-8"), china)


def court_of(scenario):
    """The court of the preset that the scenario names, with its file's words as arguments."""
    given = {name: value for name, value in scenario.given.items() if name not in INPUTS}
    return open_court(preset_policy(scenario.policy, given), china)
