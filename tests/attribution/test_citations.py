"""What an answer cites: each fact that it rests on, and none that it does not."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import attrs

from renoflow.attribution import (
    Adjustment,
    Audit,
    Case,
    Claim,
    Ground,
    Identity,
    Outcome,
    Part,
    Pick,
    Policy,
    Transfer,
    judge,
    open_court,
)
from renoflow.calendars import china
from renoflow.facts import fact
from renoflow.periods import hours
from renoflow.select import Anchor, Facts, Test

NOON = china.at(2024, 3, 4, 12)
HOUR = timedelta(hours=1)
VISITED = Test(facts=Facts(kinds=("visit",)))
CALLED = Facts(kinds=("touch",))
FILED = Claim(basis="filed", opens=Facts(kinds=("filing",)))
OWNS = Ground(id="owns", pick=Pick(claims=("filed",)))


def ask(*facts, at=NOON + 100 * HOUR, **fields):
    plain: dict[str, Any] = {
        "id": "plain",
        "revision": 1,
        "source": "",
        "days": "end",
        "identity": Identity(keys=()),
        "claims": (FILED,),
        "grounds": (OWNS,),
    }
    return judge(open_court(Policy(**plain | fields), china), Case("k1", facts), at=at)


def filing(name, by, at=NOON):
    return fact(name, "filing", at=at, by=by, medium="form")


def visit(name, at):
    return fact(name, "visit", at=at)


def touch(name, at, by):
    return fact(name, "touch", at=at, by=by, medium="call")


def cited(verdict):
    return {one.fact: one.facts for one in verdict.docket}


def test_a_condition_of_a_ground_is_cited():
    """Without it nobody could check that the visit was there."""
    ground = Ground(id="owns", pick=Pick(claims=("filed",)), when=(VISITED,))
    verdict = ask(filing("f1", "ann"), visit("v1", NOON + HOUR), grounds=(ground,))
    assert (verdict.owner, verdict.credit.facts) == ("ann", ("f1", "v1"))


def test_what_a_claim_needs_is_cited_by_it():
    """Without it a claim would seem to stand on its filing alone."""
    needy = Claim(basis="filed", opens=FILED.opens, needs=(VISITED,))
    verdict = ask(visit("v1", NOON - HOUR), filing("f1", "ann"), claims=(needy,))
    assert cited(verdict) == {"f1": ("f1", "v1")}
    assert verdict.credit.facts == ("f1", "v1")


def test_what_parties_a_pick_adds_rest_on_is_cited():
    """Without it a part for the brother agent would be given for no reason told."""
    joined = Adjustment(
        id="joined",
        kind="share",
        to=Pick(claims=("filed",), take=None),
        when=(VISITED,),
        part=Fraction(1, 10),
    )
    verdict = ask(
        filing("f1", "ann"),
        filing("f2", "bo", NOON + HOUR),
        visit("v1", NOON + 2 * HOUR),
        adjustments=(joined,),
    )
    (told,) = verdict.adjustments
    assert (told.rule, told.to, told.facts) == ("plain@1#joined", "bo", ("v1", "f2"))


def test_what_a_pick_of_an_adjustment_asks_of_its_claims_is_cited():
    """Without it the one call on which somebody's money rests would not be told."""
    called = Pick(claims=("filed",), take=None, having=(Test(facts=CALLED),))
    told = (filing("f1", "ann"), filing("f2", "bo", NOON + HOUR), touch("t1", NOON + HOUR, "bo"))
    given = Adjustment(id="given", kind="subsidy", to=called)
    asked = Adjustment(id="asked", kind="fee", to="guide", when=(called,))
    verdict = ask(*told, adjustments=(given, asked))
    assert {one.rule: (one.to, one.facts) for one in verdict.adjustments} == {
        "plain@1#given": ("bo", ("f2", "t1")),
        "plain@1#asked": ("guide", ("f1", "t1", "f2")),
    }
    assert set(verdict.cites) == {"f1", "f2", "t1"}


def test_what_the_pick_of_a_part_asks_of_its_claims_is_cited():
    """Without it a part of the credit would go to somebody for a call that nobody sees."""
    other = Pick(claims=("filed",), by="other", having=(Test(facts=CALLED),))
    halves = (Part(part=Fraction(1, 2)), Part(part=Fraction(1, 2), to=other))
    ground = Ground(id="owns", pick=Pick(claims=("filed",)), gives=Outcome(parts=halves))
    told = (filing("f1", "ann"), filing("f2", "bo", NOON + HOUR), touch("t1", NOON + HOUR, "bo"))
    verdict = ask(*told, grounds=(ground,))
    assert verdict.credit.facts == ("f1", "f2", "t1")


def test_what_depends_on_the_owner_cites_what_makes_him_the_owner():
    """Without it a share of the company's customer would seem to be owed for any customer."""
    showed = Adjustment(
        id="showed", kind="share", to="guide", when=(VISITED,), owned_by="ann", part=Fraction(1, 2)
    )
    told = (filing("f1", "ann"), visit("v1", NOON + HOUR))
    (named,) = ask(*told, adjustments=(showed,)).adjustments
    assert (named.to, named.facts) == ("guide", ("v1", "f1"))
    another = attrs.evolve(showed, owned_by="bo")
    assert ask(*told, adjustments=(another,)).adjustments == ()


CARED = Audit(id="cared", on=("filed",), at=Facts(kinds=("visit",)), needs=CALLED, back=hours(5))


def test_an_audit_that_failed_is_cited_by_the_claim():
    """Without it a claim would lapse at a moment at which nothing is told to have happened."""
    verdict = ask(filing("f1", "ann"), visit("v1", NOON + 9 * HOUR), audits=(CARED,))
    assert [(one.status, one.ended_by) for one in verdict.docket] == [("lapsed", "cared")]
    assert cited(verdict) == {"f1": ("f1", "v1")}


def test_an_audit_that_passed_cites_what_was_done():
    """Without it the call that kept the customer would not be seen."""
    called = touch("t1", NOON + 8 * HOUR, "ann")
    verdict = ask(filing("f1", "ann"), called, visit("v1", NOON + 9 * HOUR), audits=(CARED,))
    assert (verdict.owner, verdict.credit.facts) == ("ann", ("f1", "v1", "t1"))


def test_an_audit_called_for_after_the_end_is_not_held():
    """Without it a claim that was over would go on collecting what others did."""
    later = (visit("v1", NOON + 9 * HOUR), visit("v2", NOON + 20 * HOUR))
    verdict = ask(filing("f1", "ann"), *later, audits=(CARED,))
    assert cited(verdict) == {"f1": ("f1", "v1")}


def test_a_claim_handed_on_cites_what_handed_it_on():
    """Without it the receiver would own for no reason told, and the giver lose for none."""
    handed = Claim(
        basis="filed", opens=FILED.opens, transfer=Transfer(on=Facts(kinds=("transfer",)))
    )
    given = fact("x1", "transfer", at=NOON + HOUR, by="ann", to="bo")
    verdict = ask(filing("f1", "ann"), given, claims=(handed,))
    assert (verdict.owner, verdict.credit.facts) == ("bo", ("f1", "x1"))
    assert [(one.party, one.facts) for one in verdict.docket] == [
        ("ann", ("f1", "x1")),
        ("bo", ("f1", "x1")),
    ]


def test_equals_by_the_first_anchor_are_told_apart_by_the_next_where_one_has_none():
    """Without it a claim without the second instant would break the comparison."""
    seen = Anchor(of="first", facts=Facts(kinds=("visit",)))
    called = Anchor(of="first", facts=Facts(kinds=("touch",), by="self"))
    ground = Ground(id="owns", pick=Pick(claims=("filed",), rank=(seen, called)))
    facts = (
        filing("f1", "ann"),
        filing("f2", "bo", NOON + HOUR),
        touch("t2", NOON + 3 * HOUR, "bo"),
        visit("v1", NOON + 2 * HOUR),
    )
    verdict = ask(*facts, grounds=(ground,))
    assert (verdict.owner, verdict.rule) == ("bo", "plain@1#owns")
    earlier = touch("t1", NOON + 3 * HOUR - HOUR / 2, "ann")
    assert ask(*facts, earlier, grounds=(ground,)).owner == "ann"
