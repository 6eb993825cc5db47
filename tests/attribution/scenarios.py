"""The scenarios of attribution, each with the court that its file names."""

import inspect
from functools import cache
from pathlib import Path
from typing import get_type_hints

from renoflow.attribution import open_court, presets
from renoflow.calendars import china
from renoflow.codec import from_data
from renoflow.testing.scenarios import read_scenarios

__all__ = ["FILES", "court_of", "scenarios"]

FILES = sorted((Path(__file__).parents[1] / "scenarios" / "attribution").glob("*.toml"))


@cache
def scenarios(path):
    return read_scenarios(path.read_text(encoding="utf-8"), china)


def court_of(scenario):
    """The court of the preset that the scenario names, with its file's words as arguments."""
    preset = getattr(presets, scenario.policy)
    hints = get_type_hints(preset)
    return open_court(
        preset(
            **{
                name: from_data(scenario.given[name], hints[name])
                for name in inspect.signature(preset).parameters
                if name in scenario.given
            }
        ),
        china,
    )
