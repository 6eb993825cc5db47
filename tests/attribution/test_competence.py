"""The laws of competence, and the clerk who says it a second time."""

from datetime import timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

from renoflow.attribution import Decider, Ladder, Level
from renoflow.calendars import china
from renoflow.facts import fact
from renoflow.periods import hours
from tests.attribution.disputed import alone, decided, hear, read, seen_of
from tests.reference.competence import Clerk

START = china.at(2024, 3, 1, 10)
END = START + timedelta(hours=40)
ROLES = ("one", "two", "three")
PARTIES = ("ann", "bo")


@st.composite
def ladders(draw):
    count = draw(st.integers(1, 3))
    levels = []
    for place, role in enumerate(ROLES[:count]):
        final = place + 1 == count and draw(st.booleans())
        mediates = not final and draw(st.integers(0, 3)) == 0
        levels.append(
            Level(
                role=role,
                zh="级",
                until=draw(st.sampled_from(["always", "decisive"])),
                acts="mediates" if mediates else "decides",
                optional=draw(st.booleans()),
                final=final,
                within=draw(st.sampled_from([None, hours(3)])),
                appeal=None if final or mediates else draw(st.sampled_from([None, hours(4)])),
                submits=draw(st.sampled_from([(), ROLES[place - 1 : place], ("staff",)])),
                tried=draw(st.sampled_from(["required", "required", "all", "any"]))
                if place
                else "required",
                holder=draw(st.sampled_from([None, "ann", "eve"])),
            )
        )
    recuse = draw(st.sampled_from(["named", "parties"]))
    return Ladder(id="ladder", zh="级", levels=tuple(levels), recuse=recuse)


def a_fact(draw, name, hour):
    at, role = START + timedelta(hours=hour), draw(st.sampled_from([*ROLES, "staff"]))
    kind = draw(
        st.sampled_from(["decision", "decision", "appeal", "appeal", "negotiation", "recusal"])
    )
    said = {
        "decision": {"owner": draw(st.sampled_from(PARTIES)), "role": role},
        "appeal": {"role": role} | draw(st.sampled_from([{}, {"to": "two"}, {"to": "three"}])),
        "negotiation": {"role": role, "result": draw(st.sampled_from(["failed", "agreed"]))},
        "recusal": {"who": role},
    }[kind]
    return fact(
        name,
        kind,
        at=at,
        of="d",
        by=draw(st.sampled_from(["ann", "eve"])),
        **said,
    )


@st.composite
def stories(draw, *, ties=False):
    told = [fact("d", "dispute", at=START, claims=PARTIES)]
    to = draw(st.sampled_from([None, "one", "two", "three"]))
    if to is not None:
        told = [fact("d", "dispute", at=START, claims=PARTIES, to=to)]
    hour = st.integers(0 if ties else 1, 12)
    given = draw(st.lists(hour, max_size=8, unique=not ties))
    told += [a_fact(draw, f"f{place}", one) for place, one in enumerate(given)]
    if draw(st.booleans()):
        told.append(fact("deal", "deal", at=START + timedelta(hours=draw(hour), minutes=30)))
    return tuple(told)


@given(ladders(), stories())
def test_the_clerk_comes_to_the_same(ladder, facts):
    """Without it the two statements of competence could differ and nobody would know which."""
    (state,), _ = read(ladder, facts, END)
    seen = seen_of(facts)
    clerk = Clerk(ladder, china, PARTIES, decided(seen, END))
    clerk.go([pair for pair in seen.dated if pair[1].kind != "deal"] if clerk.levels else [])
    assert list(state.decisions) == clerk.counted
    minds = {"turn": "open", "failed": "open", "empty": "open", "decided": "decided"}
    assert state.status == (clerk.over or minds.get(clerk.mind, "open"))
    if clerk.over is None and clerk.at is not None:
        assert state.level == clerk.levels[clerk.at].role


@given(ladders(), stories(ties=True), st.randoms(use_true_random=False))
def test_the_order_of_recording_never_matters(ladder, facts, random):
    """Without it a data base that returns rows in another order would change the owner."""
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert read(ladder, shuffled, END) == read(ladder, facts, END)
    policy = alone(ladder)
    assert hear(policy, shuffled, END) == hear(policy, facts, END)


@given(ladders(), stories(ties=True))
def test_a_recused_role_never_decides(ladder, facts):
    """Without it somebody could step back and judge all the same."""
    (state,), _ = read(ladder, facts, END)
    by_id = {one.id: one for one in facts}
    for name in state.decisions:
        one = by_id[name]
        assert not any(
            other.kind == "recusal" and other.get("who") == one.get("role") and other.at <= one.at
            for other in facts
        )
        if ladder.recuse == "parties" and one.kind == "decision":
            assert one.actor not in PARTIES


@given(ladders(), stories())
def test_no_level_is_skipped(ladder, facts):
    """Without it a friend higher up could decide what was not yet his."""
    (state,), _ = read(ladder, facts, END)
    gone = {
        level.role
        for level in ladder.levels
        if ladder.recuse == "parties" and level.holder in PARTIES
    }
    levels = [one for one in ladder.levels if one.role not in gone]
    for name in state.decisions:
        one = next(each for each in facts if each.id == name)
        place = [level.role for level in levels].index(one.get("role"))
        before = [each for each in facts if each.at < one.at]
        for lower in levels[:place]:
            about = [
                each
                for each in before
                if lower.role in (each.get("role"), each.get("who"))
                or (each.kind == "appeal" and lower.within is not None)
            ]
            assert lower.optional or about, (lower.role, name)


@given(ladders(), stories(ties=True), st.integers(0, 14))
def test_what_comes_later_never_matters(ladder, facts, hour):
    """Without it yesterday's answer would change by what happens tomorrow."""
    at = START + timedelta(hours=hour)
    past = [one for one in facts if one.at <= at]
    assert read(ladder, facts, at) == read(ladder, past, at)


@given(ladders(), stories(ties=True))
def test_every_decision_counts_or_is_said_not_to(ladder, facts):
    """Without it a decision could vanish, and its role would never learn why."""
    policy = alone(ladder, deciders=(Decider(role="staff", until="decisive"),))
    found = hear(policy, facts, END)
    told = {one.id for one in facts if one.kind == "decision"}
    agreed = {one.id for one in facts if one.kind == "negotiation"}
    ignored = [one.facts[0] for one in found.ignored]
    assert told == (set(found.counted) - agreed) | set(ignored)
    assert not set(found.counted) & set(ignored)
    assert len({one.at for one in found.deciding}) <= 1


@given(stories(ties=True))
def test_without_a_ladder_the_deciders_alone_are_heard(facts):
    """The last final decision of a named role decides, else the last; as it always was."""
    policy = attrs.evolve(alone(None), deciders=(Decider(role="two", until="decisive"),))
    found = hear(policy, facts, END)
    until = decided(seen_of(facts), END)
    mine = [
        one
        for one in facts
        if one.kind == "decision" and one.get("role") == "two" and one.at <= until
    ]
    last = max((one.at for one in mine), default=None)
    assert {one.id for one in found.deciding} == {one.id for one in mine if one.at == last}
    assert {one.code for one in found.ignored} <= {"decision.role", "decision.late"}
