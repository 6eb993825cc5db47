"""Objections to a fact in the wrong role: all at once, where the right role would not do."""

from datetime import timedelta

import pytest

from renoflow.calendars import china
from renoflow.facts import fact
from renoflow.processes import Move, Process, Requirement, Stage, journey, may, open_process
from renoflow.select import Facts, Test

AT = china.at(2024, 3, 1, 10)
CALLED = Requirement(id="called", test=Test(facts=Facts(kinds=("touch",))))
DEAL = Facts(kinds=("deal",))


def flow(*moves):
    stages = (
        Stage(id="a", zh="甲", kind="start"),
        Stage(id="b", zh="乙"),
        Stage(id="z", zh="完", kind="end"),
    )
    process = Process(id="p", revision=1, zh="例", stages=stages, moves=moves)
    return open_process(process, china, days="start")


def row(name, to, *roles, needs=()):
    return Move(id=name, at=("a",), on=DEAL, to=to, roles=roles, needs=needs)


def deal(role=None):
    return fact("d", "deal", at=AT, role=role)


CALL = fact("t", "touch", at=AT - timedelta(hours=1))
HEAD = row("by_head", "z", "head", needs=(CALLED,))


@pytest.mark.parametrize(
    ("before", "role", "rules"),
    [
        ((), None, ["by_head", "called"]),
        ((), "clerk", ["by_head", "called"]),
        ((CALL,), "clerk", ["by_head"]),
        ((), "head", ["called"]),
        ((CALL,), "head", []),
    ],
)
def test_role_and_needs_are_told_together(before, role, rules):
    """Whoever fetched the head would hear only then that nobody has called."""
    assert [one.rule for one in may(flow(HEAD), before, deal(role))] == rules
    walked = journey(flow(HEAD), (*before, deal(role)), at=AT)
    assert [why.rule for odd in walked.deviations for why in odd.missing] == rules


def test_where_another_role_would_do_its_row_is_all_that_is_told():
    """Without it what the rows of other cases need would be told of this one."""
    ours = flow(HEAD, row("by_boss", "b", "boss"))
    assert [one.rule for one in may(ours, (), deal())] == ["by_head", "by_boss"]


def test_where_a_row_may_be_taken_in_this_role_its_needs_are_told():
    """The way that is open to him is the way that he is told of."""
    signed = Requirement(id="signed", test=Test(facts=Facts(kinds=("contract",))))
    ours = flow(HEAD, row("by_all", "b", needs=(signed,)))
    assert [one.rule for one in may(ours, (), deal())] == ["by_head", "signed"]


def test_the_wrong_role_is_cured_by_no_paper():
    """What was told in the wrong role stays told in it, though the need comes later."""
    late = fact("t", "touch", at=AT + timedelta(hours=1))
    walked = journey(flow(HEAD), (deal("clerk"), late), at=AT + timedelta(hours=2))
    assert walked.stage() == "a"
    assert [odd.state for odd in walked.deviations] == ["left_alone"]
