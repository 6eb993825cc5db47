import attrs
from hypothesis import given, settings, strategies as st
from renoflow.limits import compile_limits
from tests.reference import limits as slow
from tests.limits.histories import *
def shown(states):
    return [(s.limit, s.status, s.start, s.last, s.met_at, s.missing, s.in_grace) for s in states]
@settings(max_examples=6000, deadline=None)
@given(moving())
def test_one(case):
    limit, facts, upto = case
    p = place(facts, upto)
    assert shown(compile_limits([limit])(p)) == shown(slow.states([limit], p))
