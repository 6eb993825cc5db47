"""Policies that no law lets pass, each with one mistake that its author did not see."""

from fractions import Fraction

import attrs

from renoflow.attribution import (
    Claim,
    ClaimLimit,
    Decider,
    Ground,
    Identity,
    KeyRule,
    Outcome,
    Part,
    Pick,
    Policy,
)
from renoflow.attribution.policy import Base, Term
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import CALENDAR, days
from renoflow.select import Facts, Match

FILED = Claim(basis="filed", opens=Facts(kinds=("filing",)))
WINDOW = ClaimLimit(
    limit=Limit(id="window", span=days(7, counting=CALENDAR), needs=Facts(kinds=("visit",))),
    on=("filed",),
    then="lapse",
    what="visit",
)
FIRST = Ground(id="first", pick=Pick(claims=("filed",)))
PLAIN = Policy(
    id="plain",
    revision=1,
    source="",
    days="end",
    identity=Identity(keys=(KeyRule(field="phone", strength="certain"),)),
    claims=(FILED,),
    grounds=(FIRST,),
)
"""Whoever filed first owns."""
SEVEN_DAYS = attrs.evolve(PLAIN, id="seven_days", limits=(WINDOW,))
"""And the customer must visit within seven days."""

TOUCHED = Claim(basis="touched", opens=Facts(kinds=("touch",)))
FULL = attrs.evolve(
    SEVEN_DAYS,
    id="full",
    days="start",
    claims=(FILED, TOUCHED),
    grounds=(FIRST, Ground(id="touched", pick=Pick(claims=("touched",)))),
    decisive=(Facts(kinds=("deal",)),),
    deciders=(Decider(role="head", until="always"),),
    terms=(
        Term(
            id="bonus",
            base=Base(facts=Facts(kinds=("visit",)), take="first", amount=Money(10000)),
            rounding="half_up",
        ),
    ),
)
"""And whoever touched him, where nobody filed; frozen by the deal; with a bonus for a visit."""


def _opened_by(field, *values):
    where = (Match(field=field, op="in", values=values),)
    return attrs.evolve(FILED, opens=Facts(kinds=("filing",), where=where))


def has_a_favourite():
    """What the boss's nephew files counts first."""
    favoured = attrs.evolve(_opened_by("by", "wang"), basis="favoured")
    above = Ground(id="favoured", pick=Pick(claims=("favoured",)))
    return attrs.evolve(PLAIN, claims=(favoured, FILED), grounds=(above, FIRST))


def forgets_its_house():
    """The store is a party, and nobody said that it is the company's own."""
    store = Claim(basis="walk_in", opens=Facts(kinds=("enquiry",)), party="north_store")
    ground = Ground(id="walked_in", pick=Pick(claims=("walk_in",)))
    return attrs.evolve(PLAIN, claims=(store, FILED), grounds=(FIRST, ground))


def pays_a_person():
    """A tenth of everything goes to somebody by name."""
    parts = (Part(part=Fraction(9, 10)), Part(part=Fraction(1, 10), to="li"))
    return attrs.evolve(PLAIN, grounds=(attrs.evolve(FIRST, gives=Outcome(parts=parts)),))


def trusts_one_row():
    """A correction made by hand: the filing with this very id."""
    return attrs.evolve(PLAIN, claims=(_opened_by("id", "f1"),))


def leaves_a_tenth():
    """Nine tenths are given; the check that refuses it was got round."""
    outcome = Outcome(parts=(Part(part=Fraction(9, 10)), Part(part=Fraction(1, 10))))
    object.__setattr__(outcome, "parts", (Part(part=Fraction(9, 10)),))
    return attrs.evolve(PLAIN, grounds=(attrs.evolve(FIRST, gives=outcome),))
