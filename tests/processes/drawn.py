"""Processes and histories drawn at random from a few words, so that they meet often."""

from datetime import timedelta

from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.facts import Field, Kind, fact, withdrawal
from renoflow.limits import Every, Limit
from renoflow.periods import hours
from renoflow.processes import BACK, Duty, Move, Process, Requirement, Stage
from renoflow.select import Anchor, Facts, Match, Test

NAMES = ("ask", "talk", "sign", "pay")
KINDS = {
    name: Kind(name=name, zh=name, fields=(Field(name="n", zh="数", type="count"),))
    for name in NAMES
}
BEGIN = china.at(2024, 3, 1)
HOUR = timedelta(hours=1)
END = BEGIN + 40 * HOUR

names = st.sampled_from(NAMES)
roles = st.sampled_from(("manager", "designer"))


@st.composite
def selectors(draw):
    kinds = tuple(draw(st.lists(names, min_size=1, max_size=2, unique=True)))
    where = draw(st.sampled_from((None, None, 0, 1)))
    same = draw(st.sampled_from(((), (), (), ("n",))))
    by = draw(st.sampled_from(("anyone", "anyone", "other")))
    matches = () if where is None else (Match(field="n", op="in", values=(where,)),)
    return Facts(kinds=kinds, where=matches, same=same, by=by)


@st.composite
def requirements(draw, name, stages):
    what = draw(st.sampled_from(("test", "absent", "within", "over", "stages", "twice")))
    facts = draw(selectors())
    if what == "over":
        anchor = draw(st.sampled_from((Anchor(), Anchor(of="first", facts=facts, whole=True))))
        return Requirement(id=name, over=Limit(id=name, anchor=anchor, span=hours(2)))
    if what == "stages":
        return Requirement(id=name, stages=(draw(st.sampled_from(stages)),))
    tests = {
        "test": Test(facts=facts),
        "absent": Test(facts=facts, negated=True),
        "within": Test(facts=facts, within=hours(3)),
        "twice": Test(facts=facts, count=2),
    }
    return Requirement(id=name, test=tests[what])


@st.composite
def duties(draw, name):
    needs = Facts(kinds=(draw(names),))
    every = Every(unit="day", first="partial")
    weekly = draw(st.booleans())
    limit = Limit(
        id=name,
        needs=needs,
        span=None if weekly else hours(draw(st.integers(1, 4))),
        every=every if weekly else None,
    )
    return Duty(limit=limit, what="do", who="manager")


@st.composite
def processes(draw):
    """A process of one or two tracks that opens; not every stage need be reachable."""
    stages = []
    for track in ("main", "money")[: draw(st.integers(1, 2))]:
        kinds = ("start", "normal", "normal", "exit", "end")
        for kind, number in zip(kinds, range(5)):
            name = f"{track}{number}"
            owed = (draw(duties(f"{name}_due")),) if draw(st.integers(0, 3)) == 0 else ()
            stages.append(Stage(id=name, zh=name, track=track, kind=kind, duties=owed))
    ids = [stage.id for stage in stages]
    moves = []
    for number in range(draw(st.integers(1, 8))):
        name = f"m{number}"
        track = draw(st.sampled_from(sorted({stage.track for stage in stages})))
        here = [stage for stage in stages if stage.track == track]
        back = draw(st.integers(0, 4)) == 0
        left = here[3:4] if back else draw(
            st.lists(st.sampled_from(here[:4]), min_size=1, max_size=2, unique_by=id)
        )
        moves.append(
            Move(
                id=name,
                at=tuple(stage.id for stage in left),
                on=draw(selectors()),
                to=BACK if back else draw(st.sampled_from([stage.id for stage in here])),
                needs=tuple(
                    draw(requirements(f"{name}_{n}", ids)) for n in range(draw(st.integers(0, 2)))
                ),
                roles=tuple(draw(st.lists(roles, max_size=1))),
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


@st.composite
def one_fact(draw, name):
    when = BEGIN + draw(st.integers(0, 30)) * HOUR
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
def histories(draw, most=9):
    facts = [draw(one_fact(f"f{number}")) for number in range(draw(st.integers(0, most)))]
    if facts and draw(st.integers(0, 3)) == 0:
        target = draw(st.sampled_from(facts))
        facts.append(withdrawal("gone", at=END, of=target.id))
    return tuple(facts)


instants = st.integers(0, 34).map(lambda n: BEGIN + n * HOUR)
readings = st.sampled_from(("start", "end", "refused"))
