"""What a verdict costs as one customer's history grows: counted in steps, never in seconds."""

import sys

import pytest

from renoflow.attribution import judge, open_court
from renoflow.calendars import china
from tests.attribution.long import long_case
from tests.attribution.published import POLICIES
from tests.attribution.worked import WORKED, policy_of

COURTS = [open_court(one, china) for one in (*POLICIES, *map(policy_of, WORKED))]


def steps(court, case):
    """How many steps the interpreter takes to judge *case*, just after its last fact."""
    taken = 0

    def step(frame, event, _arg):
        nonlocal taken
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        taken += event == "opcode"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        judge(court, case, at=case.facts[-1].at)
    finally:
        sys.settrace(before)
    return taken


@pytest.mark.parametrize("court", COURTS, ids=lambda court: court.policies.id)
def test_a_verdict_costs_no_more_than_in_proportion_to_the_facts(court):
    """One customer of ten years would hold up everybody else's verdict."""
    # the first one is not looked at: Python 3.12 counts code only once it has seen it traced
    _, few, many = (steps(court, long_case(court, count)) for count in (100, 100, 400))
    assert many < 4 * few
