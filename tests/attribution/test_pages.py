"""The pages of the presets name every row, reading and argument, and none that is not there."""

import inspect
import re
from pathlib import Path

import pytest

from renoflow.codec import POLICY_PRESETS
from tests.attribution.published import OTHERS, POLICIES

DOCS = Path(__file__).parents[2] / "docs" / "policies"


def page(policy):
    return (DOCS / f"{policy.id}.md").read_text(encoding="utf-8")


def rows(policy):
    """Each row's id with its source."""
    for claim in policy.claims:
        yield claim.basis, claim.source
        for step in claim.approvals:
            yield f"{claim.basis}/{step.id}", step.source
    for row in (*policy.limits, *policy.duties):
        yield row.limit.id, row.limit.source
    for row in (*policy.grounds, *policy.adjustments):
        yield row.id, row.source


def written(text):
    """The rows of the page's tables: the ids in the first cell, and the last cell."""
    for line in text.splitlines():
        if line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            for name in re.findall(r"`([^`]*)`", cells[0]):
                yield name, cells[-1]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_every_row_is_on_the_page_with_its_source(policy):
    """A verdict cites a row, and people look it up."""
    told = list(written(page(policy)))
    for name, source in rows(policy):
        shown = [cell for one, cell in told if one == name]
        assert any(set(source.split()) <= set(cell.split()) for cell in shown), name


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_the_page_names_no_row_that_is_not_there(policy):
    """A row that was renamed would live on in the page."""
    arguments = inspect.signature(POLICY_PRESETS[policy.id]).parameters
    told = (policy, *(one for one in OTHERS if one.id == policy.id))
    there = {name for one in told for name, _ in rows(one)} | set(arguments)
    assert {name for name, _ in written(page(policy))} <= there
    assert set(arguments) <= {name for name, _ in written(page(policy))}


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_every_reading_is_on_the_page(policy):
    """A choice that the text did not make must not hide."""
    for name, _ in policy.readings:
        assert f"`{name}`" in page(policy)


def test_every_preset_has_its_page_and_is_in_the_index():
    """A policy without a page is judged by without being read."""
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    assert {policy.id for policy in POLICIES} == set(POLICY_PRESETS)
    for name in POLICY_PRESETS:
        assert f"]({name}.md)" in index
