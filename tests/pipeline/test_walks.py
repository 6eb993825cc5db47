"""A machine that walks every shipped process with facts drawn at random."""

from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from renoflow.calendars import china
from renoflow.errors import Refused
from renoflow.facts import Fact, fact
from renoflow.limits import LimitState
from renoflow.pipeline import audit
from renoflow.processes import BACK, diagram, ensure, journey, may, obligations, open_process
from renoflow.words import text
from tests.pipeline.processes import PROCESSES

BEGIN = china.at(2024, 3, 1, 10)
FLOWS = [open_process(process, china, days="start") for process in PROCESSES]
PERSON = "zhang-san"
"""Who acts, in every fact: no output may name him."""


DRAWN = {"flag": st.booleans(), "count": st.integers(0, 3)}


def matching(flow, selector):
    """Fields with which a fact is selected, and a value at random for the rest."""
    kind = flow.kinds[selector.kinds[0]]
    wanted = {}
    for match in selector.where:
        if match.op == "in":
            wanted[match.field] = match.values
        elif match.op == "has":
            wanted[match.field] = (match.values,)
    fields = {}
    for field in kind.fields:
        if field.name in wanted:
            fields[field.name] = st.sampled_from(wanted[field.name])
        elif field.type in DRAWN:
            fields[field.name] = DRAWN[field.type]
        elif field.values:
            fields[field.name] = st.sampled_from(
                field.values if field.type == "choice" else (field.values,)
            )
        elif field.required:
            return None
    return st.fixed_dictionaries(
        {n: v for n, v in fields.items() if kind.field(n).required or n in wanted},
        optional={
            n: v for n, v in fields.items() if not kind.field(n).required and n not in wanted
        },
    )


@cache
def facts_of(number):
    """The facts that the moves, the needs and the duties of a process look for."""
    flow = FLOWS[number]
    wanted = [move.on for move in flow.process.moves]
    wanted += [duty.limit.needs for s in flow.process.stages for duty in s.duties]
    tests = [need.test for m in flow.process.moves for need in m.needs if need.test]
    wanted += [one.facts for test in tests for one in (test, *test.any) if one.facts]
    told = {(one.kinds[0], one.where): one for one in wanted}
    drawn = [(one.kinds[0], matching(flow, one)) for one in told.values()]
    return [(kind, fields) for kind, fields in drawn if fields is not None]


class Walk(RuleBasedStateMachine):
    """One customer in one process, fact after fact."""

    @initialize(number=st.integers(0, len(FLOWS) - 1))
    def begin(self, number):
        self.number, self.flow = number, FLOWS[number]
        self.facts: list[Fact] = []
        self.now = BEGIN

    @rule(data=st.data(), hours=st.integers(0, 50), late=st.booleans(), onward=st.booleans())
    def tell(self, data, hours, late, onward):
        """A fact comes, and `may` says what the journey then says of it."""
        known = facts_of(self.number)
        if onward:  # by a move out of a stage in which he stands, so that walks come far
            ways = {one.move for one in journey(self.flow, self.facts, at=self.now).next}
            moves = [move for move in self.flow.process.moves if move.id in ways]
            drawn = [(move.on.kinds[0], matching(self.flow, move.on)) for move in moves]
            known = [(kind, fields) for kind, fields in drawn if fields is not None] or known
        kind, fields = data.draw(st.sampled_from(known))
        roles = [None, *dict.fromkeys(r for m in self.flow.process.moves for r in m.roles)]
        role = data.draw(st.sampled_from(roles))
        self.now += timedelta(hours=hours)
        told = dict(data.draw(fields))
        told |= {"role": role} if role is not None else {}
        one = fact(
            f"f{len(self.facts)}",
            kind,
            at=self.now,
            by=PERSON,
            recorded_at=self.now + timedelta(days=9 if late else 0),
            kinds=self.flow.kinds,
            **told,
        )
        objections = may(self.flow, self.facts, one)
        after = journey(self.flow, (*self.facts, one), at=self.now)
        odd = [d.missing for d in after.deviations if d.fact == one.id]
        assert objections == (odd[0] if odd else ())
        if objections:
            with pytest.raises(Refused) as refused:
                ensure(self.flow, self.facts, one)
            assert refused.value.objections == objections
        self.facts.append(one)

    @precondition(lambda self: self.facts)
    @rule(order=st.randoms(use_true_random=False))
    def recording_order_never_matters(self, order):
        shuffled = list(self.facts)
        order.shuffle(shuffled)
        for known_at in (None, self.now):
            asked: dict[str, Any] = {"at": self.now, "known_at": known_at}
            assert journey(self.flow, shuffled, **asked) == journey(self.flow, self.facts, **asked)
            assert audit(shuffled, self.flow, **asked) == audit(self.facts, self.flow, **asked)

    @precondition(lambda self: self.facts)
    @rule(days=st.integers(0, 60))
    def obligations_are_well_defined(self, days):
        """Whatever stage was reached: what is due has a state, an owner and facts of ours."""
        at = self.now + timedelta(days=days)
        walked = journey(self.flow, self.facts, at=at)
        ids = {one.id for one in self.facts}
        duties = {d.limit.id: d for s in self.flow.process.stages for d in s.duties}
        for owed in walked.duties:
            assert isinstance(owed.state, LimitState)
            assert owed.state.limit in duties
        for one in obligations(walked):
            assert set(one.cites) <= ids
            assert one.who == duties[one.rule.partition("#")[2]].who
            assert one.state != "missed" or (one.due is not None and one.due < at)
        drawn = edges(self.number)
        assert {(step.from_, step.to) for step in walked.path} <= drawn

    @precondition(lambda self: self.facts)
    @rule(lang=st.sampled_from(("en", "zh")))
    def nothing_personal_is_said(self, lang):
        walked = journey(self.flow, self.facts, at=self.now)
        said = [text(d.missing, lang) for d in walked.deviations if d.missing]
        said += [text(one, lang) for one in obligations(walked)]
        said += [repr(walked), repr(audit(self.facts, self.flow, at=self.now))]
        assert not [one for one in said if PERSON in one]

    @invariant()
    def each_track_stands_at_one_of_its_stages(self):
        if not hasattr(self, "flow"):
            return
        tracks = {stage.id: stage.track for stage in self.flow.process.stages}
        walked = journey(self.flow, self.facts, at=self.now)
        assert [tracks[one.stage] for one in walked.stages] == [one.track for one in walked.stages]


@cache
def edges(number):
    """What the diagram draws, as pairs of stages."""
    process = FLOWS[number].process
    lines = (line.strip() for line in diagram(process).splitlines() if " --> s_" in line)
    pairs = (line.partition(":")[0].split(" --> ") for line in lines)
    return {(one.removeprefix("s_"), to.removeprefix("s_")) for one, to in pairs}


TestWalks = Walk.TestCase
TestWalks.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)


@pytest.mark.parametrize("number", range(len(FLOWS)), ids=lambda n: FLOWS[n].process.id)
def test_a_diagram_draws_the_rows_and_nothing_else(number):
    """A picture with an arrow more promises a way that there is not."""
    process = FLOWS[number].process
    rows = {(at, move.to) for move in process.moves for at in move.at if move.to != BACK}
    back = {at for move in process.moves for at in move.at if move.to == BACK}
    starts = {("[*]", stage.id) for stage in process.stages if stage.kind == "start"}
    returns = {(one, at) for one in back for at, to in rows if to == one}
    assert edges(number) == rows | starts | returns
