"""Reasons: a code with parameters, in one order whoever wrote them."""

import pickle
from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.reasons import Reason, reason

PARAMS = st.dictionaries(
    st.sampled_from(["at", "due", "kind", "party"]),
    st.one_of(st.none(), st.integers(0, 9), st.sampled_from(["li", "wang", ""])),
)


@given(PARAMS, st.randoms(use_true_random=False))
def test_the_order_of_writing_parameters_never_matters(params, chance):
    """Without it the same reason, written by two hands, would be two."""
    shuffled = list(params.items())
    chance.shuffle(shuffled)
    one = reason("why.claim", **params)
    assert reason("why.claim", **dict(shuffled)) == one
    assert [name for name, _ in one.params] == sorted(params)


@given(PARAMS)
def test_every_parameter_is_found_by_its_name(params):
    """Without it a template would be filled in with another parameter's value."""
    one = reason("why.claim", **params)
    assert {name: one.get(name) for name in params} == params


def test_a_parameter_that_is_not_there_is_none():
    """Without it asking a reason of a host's own for our parameter would fail."""
    assert reason("why.claim", party="wang").get("due") is None
    assert reason("why.claim").get("party") is None


def test_a_reason_says_its_rule_and_its_facts():
    """Without it nobody could look up what a reason rests on."""
    one = reason("why.claim", rule="p@1#filed", facts=("f1", "f2"), share=Fraction(3, 10))
    assert one == Reason(
        code="why.claim",
        rule="p@1#filed",
        facts=("f1", "f2"),
        params=(("share", Fraction(3, 10)),),
    )


def test_a_reason_is_a_value():
    """Without it reasons could not be compared, kept in a set or sent to a worker."""
    one = reason("why.claim", facts=("f1",), on=date(2024, 3, 1))
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    assert {one, reason("why.claim", facts=("f1",), on=date(2024, 3, 1))} == {one}
    assert one != reason("why.claim", facts=("f2",), on=date(2024, 3, 1))


def test_a_reason_never_changes():
    """Without it the trace of a verdict could be edited after it was given."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        reason("why.claim").code = "why.other"  # type: ignore[misc]  # that it is refused is the test
