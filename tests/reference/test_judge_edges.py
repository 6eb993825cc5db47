"""Small cases on the edges of the rules of judging, for both statements of the judge.

Where the rules give the answer it stands in ``edges``; on the others both must agree.
"""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest

from renoflow.attribution.policy import (
    Approval,
    Claim,
    ClaimLimit,
    Ground,
    Identity,
    Outcome,
    Part,
    Pick,
    Policy,
)
from renoflow.attribution.records import Case
from renoflow.facts import Fact, fact
from renoflow.limits import Limit
from renoflow.periods import hours
from renoflow.select import OPENED, Anchor, Facts, Match, Test
from tests.reference.edges import STATED
from tests.reference.edges.telling import shown
from tests.reference.judge import judge as judge_slowly
from tests.reference.test_judge_differential import EVERY_DAY, MICRO, MORNING, agree, judged

FILING = Facts(kinds=("filing",))
VISIT = Facts(kinds=("visit",))
TOUCH = Facts(kinds=("touch",))
OF_THIS = Match(field="of", op="opening")
ALL = Pick(claims=("filed", "joint"), take=None)
FIRST = Pick(claims=("filed", "joint"))
THIRDS = (Part(part=Fraction(2, 3)), Part(part=Fraction(1, 3)))


def at(when):
    """So many hours after the first morning, and microseconds after that."""
    whole, micros = when if isinstance(when, tuple) else (when, 0)
    return MORNING + timedelta(hours=whole) + micros * MICRO


def filed(name, by, when):
    return fact(name, "filing", at=at(when), medium="form", by=by)


def joint(name, when, *parties):
    return fact(name, "dispute", at=at(when), claims=parties, by="desk")


def touch(name, by, when):
    return fact(name, "touch", at=at(when), by=by)


def visit(name, when, by="desk"):
    return fact(name, "visit", at=at(when), by=by)


def policy(*grounds, limits=(), also=(), decisive=(), **filing):
    return Policy(
        id="edge",
        revision=1,
        source="",
        days="end",
        identity=Identity(keys=()),
        claims=(
            Claim(basis="filed", opens=FILING, **filing),
            Claim(basis="joint", opens=Facts(kinds=("dispute",)), claimant="claims"),
            *also,
        ),
        grounds=grounds or (Ground(id="all", pick=ALL),),
        limits=limits,
        decisive=decisive,
    )


def ground(pick, **fields):
    return policy(Ground(id="ground", pick=pick, **fields))


def shared(take, parts=THIRDS, order="first"):
    pick = Pick(claims=("filed", "joint"), take=take, order=order)
    return ground(pick, gives=Outcome(parts=parts), tie=Outcome(kind="decider", to="head"))


def visited(*needs, **fields):
    return policy(also=(Claim(basis="seen", opens=VISIT, needs=needs),), **fields)


def limited(then, **filing):
    limit = Limit(id="window", span=hours(24))
    return policy(limits=(ClaimLimit(limit=limit, on=("filed",), then=then, what="x"),), **filing)


SIGNED = Approval(id="sign", role="desk", on=Facts(kinds=("approval",), where=(OF_THIS,)))
TWO_STEPS = (
    Approval(id="one", role="desk", on=Facts(kinds=("approval",)), meanwhile="standing"),
    Approval(id="two", role="desk", on=Facts(kinds=("signature",))),
)
BARRED = {"bars": ("filed",)}
EDGES: dict[str, tuple[Any, list[Fact]]] = {
    # shares
    "one owner for two parts": (shared(2), [filed("a", "ann", 0)]),
    "two parts by rank": (shared(2), [filed("a", "ann", 1), filed("b", "bo", 0)]),
    "two parts by rank, last first": (
        shared(None, order="last"),
        [filed("a", "ann", 1), filed("b", "bo", 0)],
    ),
    "equals cannot have different parts": (
        shared(2),
        [filed("a", "ann", 0), filed("b", "bo", 0)],
    ),
    "joint owners share their parts": (shared(2), [joint("a", 0, "ann", "bo")]),
    "joint owners share one part": (
        shared(1, (Part(part=Fraction(1, 2)), Part(part=Fraction(1, 2), to="guide"))),
        [joint("a", 0, "ann", "bo")],
    ),
    "three owners for two parts": (
        shared(None),
        [filed("a", "ann", 0), filed("b", "bo", 1), filed("c", "cy", 2)],
    ),
    # picks
    "a tie": (ground(FIRST), [filed("a", "ann", 0), filed("b", "bo", 0)]),
    "joint at the cut": (ground(FIRST), [joint("a", 0, "ann", "bo")]),
    "joint and one more at the cut": (
        ground(FIRST),
        [joint("a", 0, "ann", "bo"), filed("b", "ann", 0)],
    ),
    "of two firsts the one by name": (
        ground(FIRST, when=(Test(facts=Facts(kinds=("touch",), by="self")),)),
        [filed("a", "ann", 0), filed("b", "bo", 0), touch("t", "ann", 1)],
    ),
    "of two firsts the other by name": (
        ground(FIRST, when=(Test(facts=Facts(kinds=("touch",), by="self")),)),
        [filed("a", "ann", 0), filed("b", "bo", 0), touch("t", "bo", 1)],
    ),
    "a condition on the owner's own claims": (
        ground(FIRST, when=(Pick(claims=("filed",), by="self"),)),
        [filed("a", "ann", 0)],
    ),
    "a condition on rivals": (
        ground(FIRST, when=(Pick(claims=("filed",), by="other", negated=True),)),
        [filed("a", "ann", 0)],
    ),
    "rank by an approval that is not given": (
        policy(
            Ground(id="ground", pick=Pick(claims=("filed",), rank=(Anchor(of="approved"),))),
            approvals=(Approval(id="sign", role="desk", on=SIGNED.on, meanwhile="standing"),),
        ),
        [
            filed("a", "ann", 0),
            filed("b", "bo", 1),
            fact("p", "approval", of="b", at=at(2)),
        ],
    ),
    # needs
    "a need that asks ahead": (
        visited(Test(facts=TOUCH, until="asked")),
        [visit("v", 0), touch("t", "ann", 1)],
    ),
    "a need on the decisive fact to come": (
        visited(
            Test(facts=TOUCH, before=Anchor(of="decisive")),
            decisive=(Facts(kinds=("deal",)),),
        ),
        [touch("t", "ann", 0), visit("v", 1), fact("d", "deal", at=at(2))],
    ),
    "a need on claims that have what comes later": (
        visited(Pick(claims=("filed",), having=(Test(facts=TOUCH),))),
        [filed("a", "ann", 0), visit("v", 1), touch("t", "ann", 2)],
    ),
    "a need on claims that have what comes at once": (
        visited(Pick(claims=("filed",), having=(Test(facts=VISIT),), negated=True)),
        [filed("a", "ann", 0), visit("v", 1)],
    ),
    **{
        f"a need of a lapsed claim, {micros} after its last instant": (
            policy(
                limits=limited("lapse").limits,
                also=(
                    Claim(
                        basis="seen",
                        opens=VISIT,
                        needs=(Pick(claims=("filed",), status=("lapsed",)),),
                    ),
                ),
            ),
            [filed("a", "ann", 0), visit("v", (24, micros))],
        )
        for micros in (0, 1, 2)
    },
    # bars
    "a rival on the last instant": (
        limited("lapse", **BARRED),
        [filed("a", "ann", 0), filed("b", "bo", 24)],
    ),
    "a rival after the last instant": (
        limited("lapse", **BARRED),
        [filed("a", "ann", 0), filed("b", "bo", (24, 1))],
    ),
    "a rival of a claim open to challenge": (
        limited("contest", **BARRED),
        [filed("a", "ann", 0), filed("b", "bo", 25)],
    ),
    "two rivals of a claim open to challenge": (
        limited("contest", **BARRED),
        [filed("a", "ann", 0), filed("b", "bo", 25), filed("c", "cy", 25)],
    ),
    "a rival ended at the instant": (
        policy(ends=(VISIT,), **BARRED),
        [filed("a", "ann", 0), visit("v", 1), filed("b", "bo", 1)],
    ),
    "a rival approved at the instant": (
        policy(approvals=(SIGNED,), **BARRED),
        [
            filed("a", "ann", 0),
            fact("p", "approval", of="a", at=at(1)),
            filed("b", "bo", 1),
        ],
    ),
    "a rival between two steps at the instant": (
        policy(
            approvals=TWO_STEPS,
            also=(Claim(basis="seen", opens=VISIT, bars=("filed",)),),
        ),
        [filed("a", "ann", 0), fact("p", "approval", of="a", at=at(1)), visit("v", 1, "bo")],
    ),
    "a rival replaced at the instant": (
        policy(again="replace", **BARRED),
        [filed("a", "ann", 0), filed("b", "ann", 1), filed("c", "bo", 1)],
    ),
    # repeats
    **{
        f"two filings at one instant: {again}": (
            policy(again=again),
            [filed("a", "ann", 0), filed("b", "ann", 0)],
        )
        for again in ("keep", "restart", "new", "replace")
    },
    **{
        f"a repeat of two claims: {again}": (
            limited("lapse", again=again),
            [filed("a", "ann", 0), filed("b", "ann", 0), filed("c", "ann", 20)],
        )
        for again in ("keep", "restart", "new", "replace")
    },
    **{
        f"a repeat that a rival would bar: {again}": (
            limited("lapse", again=again, **BARRED),
            [filed("a", "ann", 0), filed("b", "bo", 0), filed("c", "ann", 20)],
        )
        for again in ("keep", "restart", "new", "replace")
    },
    "a repeat that starts the time anew": (
        limited("lapse", again="restart"),
        [filed("a", "ann", 0), filed("b", "ann", 24)],
    ),
    "a repeat after the time was over": (
        limited("lapse", again="restart"),
        [filed("a", "ann", 0), filed("b", "ann", (24, 1))],
    ),
    "a repeat of a claim open to challenge": (
        limited("contest", again="restart"),
        [filed("a", "ann", 0), filed("b", "ann", 25)],
    ),
    "a restart leaves the opening": (
        policy(
            Ground(
                id="ground",
                pick=Pick(claims=("filed",), having=(Test(facts=TOUCH, after=OPENED),)),
            ),
            again="restart",
        ),
        [filed("a", "ann", 0), touch("t", "ann", 1), filed("b", "ann", 2)],
    ),
    # ends
    "ended on the last instant": (
        limited("lapse", ends=(VISIT,)),
        [filed("a", "ann", 0), visit("v", 24)],
    ),
    "ended after the last instant": (
        limited("lapse", ends=(VISIT,)),
        [filed("a", "ann", 0), visit("v", (24, 1))],
    ),
    "ended by the fact that replaces": (
        policy(again="replace", ends=(FILING,)),
        [filed("a", "ann", 0), filed("b", "ann", 1)],
    ),
    "approved after silence has refused": (
        policy(
            approvals=(
                Approval(id="sign", role="desk", on=SIGNED.on, within=hours(1), silence="refused"),
            )
        ),
        [filed("a", "ann", 0), fact("p", "approval", of="a", at=at((1, 1)))],
    ),
    "refused as the time is over": (
        limited(
            "lapse",
            approvals=(
                Approval(
                    id="sign", role="desk", on=SIGNED.on, within=hours(24), silence="refused"
                ),
            ),
        ),
        [filed("a", "ann", 0)],
    ),
}


def stated(edge, said_by):
    """What one of the two statements says on an edge."""
    if said_by == "slow":
        return judge_slowly(edge.rules, EVERY_DAY, edge.case, at=edge.at, known_at=edge.known_at)
    return judged(edge.rules, edge.case, edge.at, edge.known_at)


@pytest.mark.parametrize("said_by", ["slow", "fast"])
@pytest.mark.parametrize("edge", STATED)
def test_each_statement_gives_the_answer_of_the_rules(edge, said_by):
    """Without it both could agree on what the rules do not say."""
    told = shown(stated(STATED[edge], said_by))
    expected = STATED[edge].expect
    assert expected
    assert {name: told[name] for name in expected} == expected


@pytest.mark.parametrize("edge", EDGES)
def test_both_statements_agree_on_the_edge(edge):
    """Without it a rare case could be judged wrongly for long before chance finds it."""
    rules, facts = EDGES[edge]
    for ids in ("as told", "turned round"):
        names = {one.id: one.id for one in facts}
        if ids == "turned round":
            names = dict(zip(names, sorted(names, reverse=True)))
        told = tuple(renamed(one, names) for one in facts)
        for hour in (3, 22, 30, 200):
            agree(rules, Case("k1", told, ("k1",)), at(hour), None)


def renamed(one, names):
    """The same fact under another id; what it names goes by its new id, too."""
    fields = tuple(
        (key, names.get(value, value) if key == "of" else value) for key, value in one.fields
    )
    return attrs.evolve(one, id=names[one.id], fields=fields)
