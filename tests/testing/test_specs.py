"""Specs: given facts, when asked, then an outcome by a row; and what they say where it differs."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from renoflow.attribution import Ground, Pick, open_court
from renoflow.calendars import china
from renoflow.facts import filing, touch, visit
from renoflow.testing.specs import given
from tests.testing.broken_policies import SEVEN_DAYS

COURT = open_court(SEVEN_DAYS, china)
SHARED = open_court(
    attrs.evolve(SEVEN_DAYS, grounds=(Ground(id="all", pick=Pick(claims=("filed",), take=None)),)),
    china,
)
FILED = filing("f1", at=china.at(2024, 3, 1, 10), by="wang", medium="form")
CAME = visit("f2", at=china.end(date(2024, 3, 8)), by="wang")
LATER = filing("f3", at=china.at(2024, 3, 2, 10), by="li", medium="form")


def test_what_is_as_expected_passes_on_each_side_of_the_edge():
    """Without it a right judgement would be told wrong."""
    day = date(2024, 3, 8)
    given(COURT, FILED).when(china.end(day)).then(owner="wang", row="first")
    given(COURT, FILED).when(day).then(owner="wang", row="first", changes_at=china.at(2024, 3, 9))
    given(COURT, FILED).when(china.at(2024, 3, 9)).then(owner=None, row="silent")
    given(COURT, FILED, CAME).when(china.at(2024, 3, 9)).then(
        owner="wang", outcome="owner", service="wang", row="first", firmness="standing"
    )


def test_every_share_can_be_told():
    """Without it nobody could say who has which half."""
    half = Fraction(1, 2)
    asked = given(SHARED, FILED, LATER).when(china.at(2024, 3, 3))
    asked.then(row="all", owner=None, shares={"wang": half, "li": "1/2"})
    asked.then(row="all", claims=({"party": "wang"}, {"party": "li"}), adjustments=())
    assert {one.party for one in asked.verdict.credit.shares} == {"li", "wang"}


def test_what_was_known_then_is_asked_with_known_at():
    """Without it a late paper could not be told apart."""
    late = attrs.evolve(FILED, recorded_at=date(2024, 3, 5))
    given(COURT, late).when(date(2024, 3, 6)).then(owner="wang", row="first")
    given(COURT, late).when(date(2024, 3, 6), known_at=date(2024, 3, 4)).then(row="silent")


def test_what_differs_is_told_with_the_facts_and_the_verdict():
    """Without it somebody would have to judge again by hand to see why."""
    called = touch("f4", at=china.at(2024, 3, 2, 9), by="wang")
    with pytest.raises(AssertionError) as found:
        given(COURT, FILED, called).when(date(2024, 3, 3)).then(owner="li", row="second")
    text = str(found.value)
    assert "row: expected 'second', got 'first'" in text
    assert "owner: expected 'li', got 'wang'" in text
    assert '{ id = "f1", fact = "filing", at = 2024-03-01T10:00:00, by = "wang"' in text
    assert "credit: owner wang, by seven_days@1#first" in text
    assert "claim: filed of wang by f1, standing" in text
