"""Grounds, outcomes and adjustments of a policy."""

from fractions import Fraction
from itertools import product
from typing import Any

import attrs
from hypothesis import strategies as st

from renoflow.attribution.policy import Adjustment, Ground, Outcome, Part, Parts, Pick, Whom
from renoflow.money import Money
from renoflow.periods import hours
from renoflow.select import OPENED, Anchor, Facts, Row, Table
from tests.reference.made_up.cases import BOTH, one, pairs
from tests.reference.made_up.conditions import (
    ASKED,
    EITHER,
    HAVING,
    PLAIN,
    STAGED,
    STATUSES,
    TOUCHED,
    conditions,
    own,
)

__all__ = ["HEAD", "adjustments", "grounds"]

GUIDE = Whom(last=Facts(kinds=("visit",)), role="invited_by")
CALLER = Whom(last=Facts(kinds=("touch",)))
BOTHER = Whom(first=Facts(kinds=("dispute",)), role="claims")
GRADES: Table[Parts] = Table(
    by="elapsed",
    rows=(
        Row(gives=(Part(part=Fraction(1, 2)), Part(to="guide")), upto=hours(36)),
        Row(gives=(Part(), Part(part=Fraction(1, 3), to=CALLER))),
    ),
)
KNOWN: Table[Parts] = Table(
    by="field",
    field="medium",
    rows=(Row(gives=(Part(),), values=("form",)), Row(gives=(Part(part=Fraction(3, 4)), Part()))),
)
THEN: Table[Parts] = Table(
    by="field",
    field="medium",
    facts=Facts(kinds=("filing",)),
    take="first",
    at=Anchor(of="first", facts=Facts(kinds=("touch",)), plus=hours(24)),
    rows=KNOWN.rows,
)
OUTCOMES = (
    Outcome(),
    Outcome(),
    Outcome(),
    Outcome(),
    Outcome(parts=(Part(part=Fraction(2, 3)), Part(part=Fraction(1, 3)))),
    Outcome(parts=(Part(part=Fraction(1, 2)), Part(part=Fraction(1, 2), to="guide"))),
    Outcome(kind="party", to="company"),
    Outcome(kind="decider", to="head"),
    Outcome(kind="pending"),
)
PARTED = (
    Outcome(parts=(Part(), Part(part=Fraction(1, 4), to=GUIDE))),
    Outcome(parts=(Part(part=Fraction(1, 2)), Part(to=CALLER))),
    Outcome(parts=(Part(), Part(part=Fraction(1, 2), to=BOTHER))),
    Outcome(parts=(Part(), Part(part=Fraction(1, 4), to=GUIDE, nobody="company"))),
    Outcome(parts=GRADES),
    Outcome(parts=KNOWN),
    Outcome(parts=THEN),
)
SILENT = Outcome(kind="silent")
HEAD = Outcome(kind="decider", to="head")


def slots(bases):
    """Parts that have a contest of their own."""
    firsts = Pick(claims=bases[-1:], status=("standing", "contestable", "lapsed"))
    others = Pick(claims=bases, by="other", take=2, order="last")
    for to in (firsts, others, CALLER):
        for nobody in (None, "company", GUIDE, others):
            yield Outcome(parts=(Part(), Part(part=Fraction(1, 5), to=to, nobody=nobody)))
            yield Outcome(parts=(Part(part=Fraction(1), to=to, nobody=nobody),))


RANKS = (
    (OPENED,),
    (OPENED,),
    (Anchor(of="approved"),),
    (TOUCHED,),
    (TOUCHED, OPENED),
    (Anchor(of="lapsed"), OPENED),
    (Anchor(of="first", facts=Facts(kinds=("visit",)), whole=True), TOUCHED),
)


@st.composite
def grounds(draw, number, bases, features, last=False):
    """A ground; the last often holds whenever a claim is in force."""
    pick, gives = None, Outcome(kind="nobody")
    last = last and one(draw, (True, True, False))
    when = () if last else draw(conditions((*PLAIN, *EITHER, *ASKED), bases, features))
    if last or one(draw, (*[True] * 9, False)):
        ranked = product(
            RANKS[3:] if "ranks" in features else RANKS, ("first", "last"), (1, 1, 2, None)
        )
        rank, order, take = one(draw, ranked)
        claims, status, having = one(draw, product((*pairs(bases), bases), STATUSES, HAVING))
        if own(features) and one(draw, (True, False)):
            having = (one(draw, own(features)),)
        if "ranks" in features or last:
            claims = bases
        if last:
            status, having = STATUSES[0], having if own(features) else ()
        pick = Pick(claims=claims, status=status, having=having, rank=rank, order=order, take=take)
        gives = one(draw, (*PARTED, *slots(bases)) if "parts" in features else OUTCOMES)
        if gives.kind == "pending":
            pick = attrs.evolve(pick, status=("pending",))
    answers, tie = one(draw, product((BOTH, BOTH, BOTH[:1], BOTH[1:]), (SILENT, HEAD)))
    return Ground(
        id=f"ground{number}",
        answers=BOTH if last else answers,
        when=when,
        pick=pick,
        gives=gives,
        tie=tie,
    )


AMOUNTS: tuple[dict[str, Any], ...] = (
    {},
    {"part": Fraction(3, 10), "of": ("commission",)},
    {"amount": Money(10_000), "per": "household"},
    {
        "amount": Table(
            by="count",
            facts=Facts(kinds=("touch",)),
            rows=(Row(gives=Money(100), upto=1), Row(gives=Money(200))),
        )
    },
)


@st.composite
def adjustments(draw, number, bases):
    to = one(draw, ("guide", GUIDE, CALLER, BOTHER, "pick", "pick"))
    if to == "pick":
        rank, take, status = one(draw, product(RANKS, (1, 2, None), STATUSES))
        to = Pick(claims=bases, status=status, rank=rank, take=take)
    return Adjustment(
        id=f"adjustment{number}",
        kind="fee",
        to=to,
        when=draw(conditions((*PLAIN, *STAGED, *ASKED), bases)),
        owned_by=one(draw, (None, None, None, "ann", "company")),
        **one(draw, AMOUNTS),
    )
