"""The ten worked policies of docs/policies/writing/: their texts as the pages print them."""

import re
import tomllib
from pathlib import Path

from renoflow.attribution import Policy
from renoflow.codec import from_toml

__all__ = ["GIVEN", "PAGES", "WORKED", "cases_of", "policy_of", "text_of"]

PAGES = Path(__file__).parents[2] / "docs" / "policies" / "writing"
_BLOCK = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)

WORKED = tuple(sorted(one.stem for one in PAGES.glob("*.md")))
GIVEN = {"home_builder": {"window": {"days": 90, "counting": "calendar"}}}


def _blocks(name):
    return _BLOCK.findall((PAGES / f"{name}.md").read_text(encoding="utf-8"))


def text_of(name):
    """The TOML text of a worked policy: the first block of its page."""
    return _blocks(name)[0]


def cases_of(name):
    """The TOML text of its cases: the second block."""
    return _blocks(name)[1]


def policy_of(name):
    """The worked policy, with what its page gives for its parameters."""
    assert tomllib.loads(text_of(name))["id"] == name
    return from_toml(text_of(name), Policy, given=GIVEN.get(name, {}))
