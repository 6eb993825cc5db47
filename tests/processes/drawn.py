"""Processes and histories drawn at random from a few words, so that they meet often."""

import random
from datetime import timedelta

from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.facts import Field, Kind, fact, withdrawal
from renoflow.limits import Every, Limit
from renoflow.obligations import Duty
from renoflow.periods import hours
from renoflow.processes import BACK, Move, Process, Requirement, Stage, StageKind
from renoflow.select import Anchor, Facts, Match, Test

NAMES = ("ask", "sign", "pay")
KINDS = {
    name: Kind(name=name, zh=name, fields=(Field(name="n", zh="数", type="count"),))
    for name in (*NAMES, "talk")
}
BEGIN = china.at(2024, 3, 1)
HOUR = timedelta(hours=1)
STAGES: tuple[StageKind, ...] = ("start", "normal", "normal", "exit", "end")
END = BEGIN + 40 * HOUR

names = st.sampled_from((*NAMES, "talk"))
roles = st.sampled_from(("manager", "designer"))


def _selector(chance):
    kinds = tuple(chance.sample(NAMES, chance.choice((1, 1, 2))))
    where = chance.choice((None, None, None, 0, 1))
    matches = () if where is None else (Match(field="n", op="in", values=(where,)),)
    same = chance.choice(((),) * 9 + (("n",),))
    return Facts(
        kinds=kinds, where=matches, same=same, by=chance.choice(("anyone",) * 5 + ("other",))
    )


def _requirement(chance, name, stages):
    facts = _selector(chance)
    if chance.random() < 0.2:
        return Requirement(id=name, stages=tuple(chance.sample(stages, 3)))
    if chance.random() < 0.3:
        anchor = chance.choice((Anchor(), Anchor(of="first", facts=facts, whole=True)))
        waived = Facts(kinds=("pay",))
        limit = Limit(
            id=name, anchor=anchor, span=hours(2), waived_by=chance.choice((None, waived))
        )
        return Requirement(id=name, over=limit)
    tests = (
        Test(facts=facts),
        Test(facts=facts),
        Test(facts=facts, negated=True),
        Test(facts=facts, within=hours(3)),
        Test(facts=facts, count=2),
    )
    return Requirement(id=name, test=chance.choice(tests))


def _duty(chance, name):
    needs = Facts(kinds=(chance.choice(NAMES),))
    span = chance.choice((hours(1), hours(2), hours(4), None))
    every = Every(unit="day", first="partial") if span is None else None
    limit = Limit(id=name, needs=needs, span=span, every=every)
    return Duty(limit=limit, what="do", who="manager")


def _process(seed):
    """A process of one or two tracks that opens; not every stage need be reachable."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    stages, moves = [], []
    for track in chance.choice((("main",), ("main", "money"))):
        for number, kind in enumerate(STAGES):
            name = f"{track}{number}"
            duties = (_duty(chance, f"{name}_due"),) if chance.random() < 0.4 else ()
            stages.append(Stage(id=name, zh=name, track=track, kind=kind, duties=duties))
    ids = [stage.id for stage in stages]
    for number in range(chance.randint(1, len(stages) * 2)):
        name = f"m{number}"
        track = chance.choice(stages).track
        here = [stage.id for stage in stages if stage.track == track]
        back = chance.random() < 0.15
        needs = chance.choice((0, 0, 1, 1, 2))
        moves.append(
            Move(
                id=name,
                at=(here[3],)
                if back
                else tuple(chance.sample(here[:4], chance.choice((1, 1, 2, 3)))),
                on=_selector(chance),
                to=BACK if back else chance.choice(here[1:]),
                needs=tuple(_requirement(chance, f"{name}_{n}", ids) for n in range(needs)),
                roles=("manager",) if chance.random() < 0.15 else (),
            )
        )
    return Process(
        id="drawn",
        revision=1,
        zh="随机",
        stages=tuple(stages),
        moves=tuple(moves),
        kinds=tuple(KINDS.values()),
        house=("us",),
    )


def processes():
    """Processes by a number: drawn piece by piece they would take longer than reading them."""
    return st.integers(0, 2**20).map(_process)


@st.composite
def one_fact(draw, name):
    when = BEGIN + draw(st.integers(0, 12)) * HOUR
    day = draw(st.integers(0, 9)) == 0
    fields = {"n": draw(st.integers(0, 1))} if draw(st.booleans()) else {}
    role = draw(st.none() | roles)
    return fact(
        name,
        draw(names),
        at=china.day(when) if day else when,
        recorded_at=when + draw(st.integers(0, 8)) * HOUR,
        by=draw(st.sampled_from(("wang", "us"))),
        kinds=KINDS,
        **({} if role is None else {"role": role}),
        **fields,
    )


@st.composite
def histories(draw, most=10):
    facts = [
        draw(one_fact(f"f{number}"))
        for number in range(draw(st.integers(0, most) | st.just(most)))
    ]
    if facts and draw(st.integers(0, 3)) == 0:
        target = draw(st.sampled_from(facts))
        facts.append(withdrawal("gone", at=END, of=target.id))
    return tuple(facts)


instants = st.integers(0, 16).map(lambda n: BEGIN + n * HOUR)
readings = st.sampled_from(("start", "end", "refused"))
