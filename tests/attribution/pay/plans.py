"""The plans of pay as strangers would write them, and their cases."""

from functools import cache
from pathlib import Path

from renoflow.attribution import Policy, open_court
from renoflow.calendars import china
from renoflow.codec import from_toml
from renoflow.testing.scenarios import read_scenarios

__all__ = ["FOLDER", "PLANS", "cases_of", "court_of"]

FOLDER = Path(__file__).parents[2] / "scenarios" / "pay"
PLANS = sorted(one.stem.removesuffix("_cases") for one in FOLDER.glob("*_cases.toml"))


@cache
def court_of(plan):
    text = (FOLDER / f"{plan}.toml").read_text(encoding="utf-8")
    return open_court(from_toml(text, Policy), china)


def cases_of(plan):
    text = (FOLDER / f"{plan}_cases.toml").read_text(encoding="utf-8")
    return read_scenarios(text, china, kinds=court_of(plan).kinds)
