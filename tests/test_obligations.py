"""What is due, in order of urgency."""

from itertools import permutations

import pytest

from renoflow.calendars import china
from renoflow.limits import LimitState
from renoflow.money import Money
from renoflow.obligations import Obligation, obligation, urgency


def one(state, due=None, **fields):
    return Obligation(
        rule=fields.pop("rule", "r"), what="w", who="p", due=due, state=state, **fields
    )


@pytest.mark.parametrize("status", ["unarmed", "over", "replaced"])
def test_nothing_is_due_where_no_duty_runs(status) -> None:
    """An agenda must not list what was never asked for or what another limit took over."""
    assert obligation(LimitState(limit="r", status=status, missing=1), what="w", who="p") is None


def test_an_open_limit_that_needs_nothing_obliges_nobody() -> None:
    """A protection that runs is nobody's duty."""
    assert obligation(LimitState(limit="r", status="open"), what="w", who="p") is None


@pytest.mark.parametrize("status", ["open", "met", "met_late", "missed", "waived", "early"])
def test_a_duty_keeps_its_state(status) -> None:
    """The limit has the last word; the obligation only carries it, with its owner's words."""
    due = china.at(2024, 3, 1)
    state = LimitState(
        limit="PAY-01", status=status, last=due, missing=1, facts=("f",), provisional=True
    )
    assert obligation(
        state, what="pay", who="customer", amount=Money(5), customer="C", advice=True
    ) == Obligation(
        rule="PAY-01",
        what="pay",
        who="customer",
        due=due,
        state=status,
        cites=("f",),
        amount=Money(5),
        provisional=True,
        customer="C",
        advice=True,
    )


@pytest.mark.parametrize(
    ("status", "became"), [("open", "dropped"), ("missed", "missed"), ("met", "met")]
)
def test_only_what_was_open_can_be_dropped(status, became) -> None:
    """Leaving a stage must not wipe out what had been missed there."""
    state = LimitState(limit="r", status=status, missing=1)
    found = obligation(state, what="w", who="p", dropped=True)
    assert found is not None
    assert found.state == became


def test_the_order_of_urgency_is_the_stated_one() -> None:
    """Missed, then open, then settled; earlier due first, no end last; duty before advice."""
    early, late = china.at(2024, 3, 1), china.at(2024, 3, 2)
    ordered = [
        one("missed", late),
        one("open", early),
        one("open", early, advice=True),
        one("open", late),
        one("open"),
        one("met", early),
        one("dropped", late, customer="A"),
        one("dropped", late, customer="B"),
    ]
    for listed in list(permutations(ordered))[::400]:
        assert sorted(listed, key=urgency) == ordered
