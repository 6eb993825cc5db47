"""How a history is read: holding, healing, ties, orders, and both doors agreeing."""

from datetime import timedelta, timezone

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from renoflow.calendars import china
from renoflow.facts import Fact, fact
from renoflow.obligations import urgency
from renoflow.processes import Move, Process, Requirement, Stage, journey, may, obligations
from renoflow.processes import open_process as open_it
from renoflow.select import Facts, Match, Test
from tests.processes.drawn import (
    BEGIN,
    END,
    KINDS,
    histories,
    instants,
    names,
    one_fact,
    processes,
    readings,
    roles,
)
from tests.reference.processes import reading


def said(walked):
    """A journey as the second statement says it."""
    return {
        "stages": {one.track: (one.stage, one.since) for one in walked.stages},
        "path": [
            (step.move, step.track, step.from_, step.to, step.at, frozenset(step.facts))
            for step in walked.path
        ],
        "deviations": {
            one.fact: (one.state, one.healed_at, {(r.code, r.rule) for r in one.missing})
            for one in walked.deviations
            if one.at is not None
        },
        "duties": [(one.stage, one.since, one.left, one.state) for one in walked.duties],
    }


def opened(process, days="start"):
    return open_it(process, china, days=days)


@settings(max_examples=10 * settings().max_examples)
@given(processes(), histories(), readings, instants, st.none() | instants)
def test_the_reading_is_that_of_the_second_statement(process, facts, days, at, known_at) -> None:
    """The engine and the plain words must not part company on any history."""
    walked = journey(opened(process, days), facts, at=at, known_at=known_at)
    assert said(walked) == reading(process, facts, china, days=days, at=at, known_at=known_at)
    assert (walked.at, walked.known_at) == (at, known_at)


@given(processes(), histories(), st.randoms(use_true_random=False))
def test_the_order_of_telling_and_recording_never_matters(process, facts, chance) -> None:
    """Paper arrives in any order, and ids are what the host's tables gave."""
    flow = opened(process)
    first = journey(flow, facts, at=END)
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert journey(flow, shuffled, at=END) == first
    kept = [one for one in facts if one.kind != "withdrawal"]
    later = [attrs.evolve(one, recorded_at=END) for one in kept]
    assert journey(flow, later, at=END) == journey(flow, kept, at=END)


@given(processes(), histories(), st.randoms(use_true_random=False))
def test_no_id_decides(process, facts, chance) -> None:
    """Other ids, other places in every list: the stages and the moves stay."""
    facts = [one for one in facts if one.kind != "withdrawal"]
    given_ids = [f"x{number}" for number in range(len(facts))]
    chance.shuffle(given_ids)
    renamed = dict(zip((one.id for one in facts), given_ids))
    others = [attrs.evolve(one, id=renamed[one.id]) for one in facts]
    flow = opened(process)
    one, other = journey(flow, facts, at=END), journey(flow, others, at=END)
    assert [(s.track, s.stage, s.since) for s in one.stages] == [
        (s.track, s.stage, s.since) for s in other.stages
    ]
    assert [(s.move, s.at, {renamed[f] for f in s.facts}) for s in one.path] == [
        (s.move, s.at, set(s.facts)) for s in other.path
    ]
    assert {renamed[d.fact]: d.state for d in one.deviations} == {
        d.fact: d.state for d in other.deviations
    }


@given(processes(), histories(), instants)
def test_what_comes_after_the_asked_instant_never_matters(process, facts, at) -> None:
    """Asking about yesterday gives yesterday's answer, and its path begins today's."""
    flow = opened(process)
    told = [one for one in facts if one.kind != "withdrawal"]
    past = [one for one in told if (one.at if one.timed else china.start(one.at)) <= at]
    then = journey(flow, told, at=at)
    assert journey(flow, past, at=at) == then
    now = journey(flow, told, at=END)
    assert now.path[: len(then.path)] == then.path


def wanted(process, fact):
    """Whether a row selects *fact* that asks neither who looks nor from where."""
    return any(
        fact.kind in move.on.kinds
        and all(fact.get(match.field) in match.values for match in move.on.where)
        and move.on.by == "anyone"
        and not move.on.same
        for move in process.moves
    )


@given(processes(), histories(), one_fact("new"), readings)
def test_may_agrees_with_journey(process, facts, new, days) -> None:
    """No objection: it is taken, or moves nothing anywhere; an objection: it is listed."""
    flow = opened(process, days)
    objections = may(flow, facts, new)
    walked = journey(flow, (*facts, new), at=END)
    odd = {one.fact: one for one in walked.deviations}
    assert objections == (odd["new"].missing if "new" in odd else ())
    if not objections and wanted(process, new):
        assert any("new" in step.facts for step in walked.path)


@given(processes(), histories(), instants)
def test_a_possible_move_without_objections_is_made_by_its_fact(process, facts, at) -> None:
    """What is offered as next with nothing missing must not be refused when it is done."""
    flow = opened(process)
    later = at + timedelta(minutes=1)
    for one in journey(flow, facts, at=later).next:
        row = next(move for move in process.moves if move.id == one.move)
        plain = (
            row.on.by == "anyone"
            and not row.on.same
            # a row before it may move another track, or the fact itself stand against it
            and not any(need.stages or (need.test and need.test.negated) for need in row.needs)
        )
        if one.missing or not plain:
            continue
        fields = {match.field: match.values[0] for match in row.on.where}
        role = {"role": row.roles[0]} if row.roles else {}
        new = fact("new", row.on.kinds[0], at=later, kinds=KINDS, **fields, **role)
        reasons = may(flow, facts, new)
        assert not any(reason.rule in {row.id, *(n.id for n in row.needs)} for reason in reasons)


@given(processes(), histories(), instants, st.sampled_from((-8, 0, 5)))
def test_another_offset_changes_nothing(process, facts, at, offset) -> None:
    """An instant is the same instant however it is written."""
    zone = timezone(timedelta(hours=offset))
    moved = [attrs.evolve(one, at=one.at.astimezone(zone)) if one.timed else one for one in facts]
    flow = opened(process)
    assert said(journey(flow, moved, at=at.astimezone(zone))) == said(journey(flow, facts, at=at))


@given(processes(), histories(), instants)
def test_every_obligation_is_well_defined_and_in_order(process, facts, at) -> None:
    """Each is of a duty of a stage that was entered; what is open is of a current one."""
    walked = journey(opened(process), facts, at=at)
    current = {one.stage for one in walked.stages}
    due = obligations(walked)
    assert list(due) == sorted(due, key=urgency)
    for one in due:
        assert one.state != "open" or one.rule.partition("#")[2].removesuffix("_due") in current
        assert one.state != "missed" or (one.due is not None and one.due < at)


class Desk(RuleBasedStateMachine):
    """A desk that tells facts as they happen, and now and then one that came late."""

    facts: tuple[Fact, ...]

    @initialize(process=processes())
    def open_the_process(self, process) -> None:
        self.flow, self.facts, self.now = opened(process), (), BEGIN

    @rule(
        kind=names,
        role=st.none() | roles,
        n=st.integers(0, 1),
        hours=st.integers(0, 3),
        late=st.integers(0, 2),
    )
    def tell(self, kind, role, n, hours, late) -> None:
        self.now += timedelta(hours=hours)
        role = {} if role is None else {"role": role}
        when = max(BEGIN, self.now - timedelta(hours=late))
        new = fact(
            f"f{len(self.facts):03}",
            kind,
            at=when,
            recorded_at=self.now,
            by="wang",
            n=n,
            kinds=KINDS,
            **role,
        )
        objections = may(self.flow, self.facts, new)
        self.facts = (*self.facts, new)
        after = journey(self.flow, self.facts, at=when)
        taken = any(new.id in step.facts for step in after.path)
        assert taken or objections or not wanted(self.flow.process, new)
        assert {one.fact: one.missing for one in after.deviations}.get(new.id, ()) == objections

    @invariant()
    def the_doors_and_the_table_agree(self) -> None:
        process = self.flow.process
        walked = journey(self.flow, self.facts, at=self.now)
        assert said(walked) == reading(process, self.facts, china, days="start", at=self.now)
        rows = {move.id: move for move in process.moves}
        where = {s.track: s.id for s in process.stages if s.kind == "start"}
        for step in walked.path:
            assert step.from_ == where[step.track]
            assert step.from_ in rows[step.move].at
            where[step.track] = step.to
        assert where == {one.track: one.stage for one in walked.stages}


Desk.TestCase.settings = settings(max_examples=15, stateful_step_count=12)
test_a_desk_at_work = Desk.TestCase


# One by one, by hand.

A, B, C, DONE = (
    Stage(id="a", zh="甲", kind="start"),
    Stage(id="b", zh="乙"),
    Stage(id="c", zh="丙"),
    Stage(id="done", zh="完", kind="end"),
)
PAID = Requirement(id="paid", test=Test(facts=Facts(kinds=("pay",))))


def on(kind, n=None):
    return Facts(
        kinds=(kind,), where=() if n is None else (Match(field="n", op="in", values=(n,)),)
    )


def move(name, at, kind, to, n=None, **more):
    return Move(id=name, at=tuple(at), on=on(kind, n), to=to, **more)


def flow_of(*moves, days="start"):
    process = Process(
        id="p",
        revision=1,
        zh="例",
        stages=(A, B, C, DONE),
        moves=moves,
        kinds=tuple(KINDS.values()),
    )
    return opened(process, days)


def tell(name, kind, hour, **fields):
    return fact(name, kind, at=BEGIN + timedelta(hours=hour), kinds=KINDS, **fields)


NEEDY = flow_of(
    move("sign", "a", "sign", "b", needs=(PAID,)),
    move("ask", "a", "ask", "c"),
    move("talk", "bc", "talk", "done"),
    move("again", "a", "talk", "a"),
)


def odd_ones(walked):
    return [(one.fact, one.state, one.healed_at) for one in walked.deviations]


def test_a_held_fact_moves_when_what_it_lacked_comes() -> None:
    """Signed before it was paid: it counts from the payment on, and stays on record as odd."""
    walked = journey(NEEDY, (tell("s", "sign", 1), tell("p", "pay", 3)), at=END)
    assert [(s.move, s.at, s.facts) for s in walked.path] == [
        ("sign", BEGIN + timedelta(hours=3), ("s",))
    ]
    assert odd_ones(walked) == [("s", "healed", BEGIN + timedelta(hours=3))]
    waiting = journey(NEEDY, (tell("s", "sign", 1),), at=END)
    assert odd_ones(waiting) == [("s", "held", None)]
    assert [(one.move, len(one.missing)) for one in waiting.next] == [
        ("sign", 1),
        ("ask", 0),
        ("again", 0),
    ]


def test_a_late_paper_of_an_earlier_time_leaves_no_trace() -> None:
    """Sorted by when it happened, the payment was there all along."""
    walked = journey(NEEDY, (tell("s", "sign", 3), tell("p", "pay", 1)), at=END)
    assert (walked.stage(), walked.deviations) == ("b", ())


def test_a_held_fact_waits_only_while_its_stage_lasts() -> None:
    """Once the customer is elsewhere the old signature moves nothing any more."""
    history = (tell("s", "sign", 1), tell("q", "ask", 2), tell("p", "pay", 3))
    walked = journey(NEEDY, history, at=END)
    assert walked.stage() == "c"
    assert odd_ones(walked) == [("s", "left_alone", None)]


def test_a_fact_held_by_two_rows_is_dropped_by_both() -> None:
    """Two rows wait for the signature; when the stage is left, or one takes it, it is done."""
    flow = flow_of(
        move("one", "a", "sign", "b", needs=(PAID,)),
        move("two", "a", "sign", "c", needs=(PAID,)),
        move("ask", "a", "ask", "c"),
    )
    sign, paid = tell("s", "sign", 1), tell("p", "pay", 3)
    left = journey(flow, (sign, tell("q", "ask", 2), paid), at=END)
    assert odd_ones(left) == [("s", "left_alone", None)]
    taken = journey(flow, (sign, paid), at=END)
    assert odd_ones(taken) == [("s", "healed", BEGIN + timedelta(hours=3))]


def test_a_move_to_the_same_stage_keeps_what_is_held() -> None:
    """The stage did not change; the signature still waits for its payment."""
    history = (tell("s", "sign", 1), tell("t", "talk", 2), tell("p", "pay", 3))
    walked = journey(NEEDY, history, at=END)
    assert [step.move for step in walked.path] == ["again", "sign"]


def test_what_is_held_goes_after_the_facts_of_the_instant() -> None:
    """The payment's own instant brings a question too: that is asked first, and leads away."""
    history = (tell("s", "sign", 1), tell("p", "pay", 3), tell("q", "ask", 3))
    assert journey(NEEDY, history, at=END).stage() == "c"


def test_a_healed_move_lets_the_instant_go_on() -> None:
    """What heals and what follows may be of one instant, whatever their ids."""
    for first, second in (("p", "t"), ("t", "p")):
        history = (tell("s", "sign", 1), tell(first, "pay", 3), tell(second, "talk", 3))
        walked = journey(flow_of(*NEEDY.process.moves[:3]), history, at=END)
        assert [step.move for step in walked.path] == ["sign", "talk"]
        assert odd_ones(walked) == [("s", "healed", BEGIN + timedelta(hours=3))]


def test_a_fact_without_a_row_is_not_tried_again() -> None:
    """A talk before anybody signed is no talk about the contract, even after signing."""
    flow = flow_of(move("sign", "a", "sign", "b"), move("talk", "b", "talk", "done"))
    walked = journey(flow, (tell("t", "talk", 1), tell("s", "sign", 2)), at=END)
    assert walked.stage() == "b"
    (odd,) = walked.deviations
    assert (odd.state, odd.at, odd.stages) == ("left_alone", BEGIN + timedelta(hours=1), ("a",))
    assert (odd.missing[0].code, odd.missing[0].get("kind")) == ("process.no_row", "talk")
    assert odd.missing[0].get("stages") == ("a",)
    assert odd.missing[0].get("fits") == ("b",)


def test_a_kind_that_no_move_names_is_no_deviation() -> None:
    """The history is everybody's; what is none of this process's business is left alone."""
    flow = flow_of(move("sign", "a", "sign", "b"))
    walked = journey(flow, (tell("p", "pay", 1),), at=END)
    assert (walked.path, walked.deviations) == ((), ())
    assert may(flow, (), tell("p", "pay", 1)) == ()


def test_a_fact_that_no_row_selects_is_no_deviation() -> None:
    """A call that changes nothing is no fault; one that should have changed something is."""
    ready = Match(field="n", op="in", values=(1,))
    asked = Facts(kinds=("ask",), where=(ready,))
    flow = flow_of(
        move("sign", "a", "sign", "b"), Move(id="ready", at=("b",), on=asked, to="done")
    )
    assert journey(flow, (tell("x", "ask", 1), tell("y", "ask", 2, n=0)), at=END).deviations == ()
    (odd,) = journey(flow, (tell("z", "ask", 1, n=1),), at=END).deviations
    assert [one.code for one in odd.missing] == ["process.no_row"]


def test_the_first_row_that_can_be_taken_is_taken() -> None:
    """The order of the table decides, and a row that lacks something gives way."""
    flow = flow_of(
        move("paid", "a", "sign", "b", needs=(PAID,)),
        move("unpaid", "a", "sign", "c"),
    )
    sign = tell("s", "sign", 2)
    assert journey(flow, (sign,), at=END).stage() == "c"
    assert journey(flow, (sign, tell("p", "pay", 1)), at=END).stage() == "b"


def test_every_row_that_could_take_a_fact_says_what_it_lacks() -> None:
    """All objections at once, each once, and those of a role beside those of papers."""
    flow = flow_of(
        move("one", "a", "sign", "b", needs=(PAID,), roles=("manager",)),
        move("two", "a", "sign", "c", needs=(PAID,)),
        move("three", "a", "sign", "done", needs=(PAID,)),
        move("four", "a", "sign", "done", n=1),
    )
    found = may(flow, (), tell("s", "sign", 1, n=0, role="designer"))
    assert [(one.code, one.rule) for one in found] == [
        ("process.role", "one"),
        ("process.needs", "paid"),
    ]
    assert found[1].get("kinds") == ("pay",)


def test_a_role_is_never_cured() -> None:
    """Who signed does not change by waiting: such a fact is left alone, not held."""
    flow = flow_of(move("sign", "a", "sign", "b", roles=("manager",)))
    walked = journey(flow, (tell("s", "sign", 1), tell("p", "sign", 2, role="manager")), at=END)
    assert odd_ones(walked) == [("s", "left_alone", None)]
    assert walked.stages[0].facts == ("p",)


@pytest.mark.parametrize("names_", [("x", "y"), ("y", "x")])
def test_facts_of_one_instant_take_one_row_together(names_) -> None:
    """Two signatures of one day, one of them fit for the next row: no id may choose which."""
    flow = flow_of(move("sign", "a", "sign", "b"), move("next", "b", "sign", "c", n=1))
    one, other = names_
    walked = journey(flow, (tell(one, "sign", 1, n=0), tell(other, "sign", 1, n=1)), at=END)
    assert [step.facts for step in walked.path] == [("x", "y")]
    assert walked.stage() == "b"


def test_facts_of_one_instant_go_through_several_stages() -> None:
    """Papers that have a day and no hour still lead all the way, in the table's order."""
    flow = flow_of(move("sign", "a", "sign", "b"), move("talk", "b", "talk", "c"))
    history = (tell("1", "talk", 1), tell("2", "sign", 1))
    assert journey(flow, history, at=END).stage() == "c"


def test_what_must_not_be_is_said_to_bar() -> None:
    """An objection against something present differs from one against something missing."""
    clean = Requirement(id="no_talk", test=Test(facts=on("talk"), negated=True))
    either = Requirement(id="some", test=Test(any=(Test(facts=on("ask")), Test(facts=on("pay")))))
    flow = flow_of(move("sign", "a", "sign", "b", needs=(clean, either)))
    found = may(flow, (tell("t", "talk", 1),), tell("s", "sign", 2))
    assert [(one.code, one.get("kinds")) for one in found] == [
        ("process.barred", ("talk",)),
        ("process.needs", ("ask", "pay")),
    ]


def test_the_instant_of_the_move_is_inside_its_requirements() -> None:
    """Paid in the very instant of signing is paid."""
    assert may(NEEDY, (tell("p", "pay", 1),), tell("s", "sign", 1)) == ()


def test_a_day_without_an_hour_is_read_as_the_flow_says() -> None:
    """At its start, at its end, or not at all; then it is listed once its day has begun."""
    moves = (move("sign", "a", "sign", "b"),)
    paper = fact("s", "sign", at=china.day(BEGIN), kinds=KINDS)
    noon = BEGIN + timedelta(hours=12)
    assert journey(flow_of(*moves), (paper,), at=noon).stage() == "b"
    assert journey(flow_of(*moves, days="end"), (paper,), at=noon).stage() == "a"
    assert may(flow_of(*moves, days="end"), (), paper) == ()
    refused = flow_of(*moves, days="refused")
    (odd,) = journey(refused, (paper,), at=noon).deviations
    assert (odd.at, odd.state, odd.missing[0].code) == (None, "left_alone", "process.untimed")
    midnight = china.start(china.day(BEGIN))
    assert journey(refused, (paper,), at=midnight).deviations == (odd,)
    assert journey(refused, (paper,), at=midnight - timedelta(microseconds=1)).deviations == ()
    assert may(refused, (), paper) == odd.missing
    other = fact("o", "pay", at=china.day(BEGIN), kinds=KINDS)
    assert may(refused, (), other) == ()
    assert journey(refused, (other,), at=noon).deviations == ()
