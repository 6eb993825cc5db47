"""Customers of the ten steps: one whose papers are all there, and histories drawn at random."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.facts import (
    agreement,
    callback,
    closed_loop,
    completion,
    contract,
    design_schedule,
    designer_step,
    designer_talk,
    fact,
    guided_talk,
    identification,
    loss,
    receipt,
    reopening,
    site_callback,
    start,
)
from renoflow.money import Money
from renoflow.pipeline import GUIDED_TALK

__all__ = ["BEGIN", "FLOW", "histories", "hours"]

BEGIN = china.at(2024, 2, 20)
PEOPLE: Any = {"project_manager": "zhao", "supervisor": "qian", "customer_service": "sun"}
CLEAR: Any = {"talk_satisfies": True, "works_satisfy": True, "idea_accepted": True, "unclear": ()}
TERMS: Any = {"rendering": "not_charged", "scheme_talk_on": china.day(BEGIN + timedelta(days=9))}


def hours(n):
    return BEGIN + timedelta(hours=n)


FLOW = (
    identification("i", at=hours(10), wants="renovation"),
    guided_talk("g", at=hours(11), covered=GUIDED_TALK),
    designer_step("d", at=hours(12), step="recommended", designer="chen"),
    designer_talk("t", at=hours(14), outcome="hesitates"),
    closed_loop("l", at=hours(15), budget_clear=False, next_at=hours(40), **CLEAR),
    callback("k1", at=hours(40), answered=True),
    callback("k2", at=hours(64), agreed=True),
    agreement(
        "a", at=hours(80), tier="director", expected_start_on=china.day(hours(400)), **TERMS
    ),
    design_schedule("s", at=hours(90), scheme_talk_on=china.day(hours(200))),
    contract("c", at=hours(240), type="construction", amount=Money(100_000_00), **PEOPLE),
    receipt("r", at=hours(260), component="works", amount=Money(55_000_00)),
    start("w", at=hours(450)),
    site_callback("f", at=hours(520)),
    completion("e", at=hours(900)),
)
"""From the first greeting to the completion, in order."""

OTHERS = (
    loss("x", at=hours(70)),
    reopening("y", at=hours(75)),
    callback("n", at=hours(50), answered=False),
    contract("c2", at=hours(241), type="finished_goods", amount=Money(30_000_00)),
    receipt("r2", at=hours(262), component="finished_goods", amount=Money(30_000_00)),
)


@st.composite
def histories(draw):
    """Some of the facts, moved a little, some told late, one perhaps withdrawn."""
    kept = draw(st.lists(st.sampled_from((*FLOW, *OTHERS)), min_size=4, unique_by=id))
    moved = draw(st.lists(st.integers(-30, 60), min_size=len(kept), max_size=len(kept)))
    late = draw(st.lists(st.sampled_from((0, 0, 100)), min_size=len(kept), max_size=len(kept)))
    facts = [
        fact(
            one.id,
            one.kind,
            at=one.at + timedelta(hours=by),
            recorded_at=one.at + timedelta(hours=by + after),
            **dict(one.fields),
        )
        for one, by, after in zip(kept, moved, late)
    ]
    if draw(st.integers(0, 4)) == 0:
        facts.append(fact("gone", "withdrawal", at=hours(1000), of=draw(st.sampled_from(kept)).id))
    return tuple(facts)
