"""Files of every release load for ever; no file in a released folder may be edited."""

import json
import re
from pathlib import Path

import pytest

from renoflow.codec import TAGS, UPGRADES, from_json, to_json

WIRE = Path(__file__).parents[1] / "wire"
FILES = sorted(WIRE.glob("v*/*.json"))
TYPES = {tag.partition(".")[0]: type_ for type_, tag in TAGS.items()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_once_written_loads_for_ever(path: Path) -> None:
    """What a company has stored would otherwise be lost to it."""
    text = path.read_text(encoding="utf-8")
    tag = json.loads(text)["type"]
    type_ = TYPES[tag.partition(".")[0]]
    read: object = from_json(text, type_)
    assert from_json(to_json(read), type_) == read
    if tag == TAGS[type_]:
        assert json.loads(to_json(read)) == json.loads(text)


def test_every_tag_has_a_file() -> None:
    """A type without one could change and nobody would see it."""
    held = {json.loads(path.read_text(encoding="utf-8"))["type"] for path in FILES}
    assert set(TAGS.values()) | set(UPGRADES) <= held


def test_tags_are_numbered_and_no_two_alike() -> None:
    """Two types with one tag could not be told apart."""
    assert all(re.fullmatch(r"[a-z_]+\.v[1-9][0-9]*", tag) for tag in TAGS.values())
    assert len(set(TAGS.values())) == len(TAGS)
