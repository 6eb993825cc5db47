"""What a verdict cites: by these facts alone anybody comes to the same answer."""

import attrs
import pytest

from renoflow.attribution import Adjustment, Claim, Decider, Ground, Outcome, Pick
from renoflow.select import Facts, Test
from tests.attribution.test_judge import FILED, HOUR, NOON, OWNS, ask, court, filing, told

NO_VISIT = Test(facts=Facts(kinds=("visit",)), negated=True)
NOBODY = Outcome(kind="nobody")
NOT_CAME = Ground(id="not_came", when=(NO_VISIT,), gives=NOBODY)
LATER = NOON + HOUR


def visit(name="v1", at=LATER, by="cy"):
    return told(name, "visit", at, by=by)


def cited(one, *facts):
    """The row and the citations, which alone must give the same answer."""
    verdict = ask(one, *facts)
    again = ask(one, *(fact for fact in facts if fact.id in verdict.cites))
    assert (again.credit.rule, again.credit.shares) == (verdict.credit.rule, verdict.credit.shares)
    return verdict.rule, verdict.cites


def test_what_a_row_further_up_forbids_is_cited():
    """Without the visit the first row would answer: it is a reason as good as the filing."""
    one = court(grounds=(NOT_CAME, OWNS))
    assert cited(one, filing("f1", "ann"), visit()) == ("plain@1#owns", ("f1", "v1"))
    assert cited(one, filing("f1", "ann")) == ("plain@1#not_came", ())


def test_where_no_row_answers_what_is_forbidden_is_cited_too():
    """Nobody owns him because of the visit alone."""
    assert cited(court(grounds=(NOT_CAME,)), visit()) == ("plain@1#silent", ("v1",))


def test_a_row_that_lacks_something_forbids_nothing():
    """It would not answer without the visit either: the visit is no reason."""
    wants = Test(facts=Facts(kinds=("deal",)))
    lacks = attrs.evolve(NOT_CAME, when=(NO_VISIT, wants))
    assert cited(court(grounds=(lacks, OWNS)), filing("f1", "ann"), visit()) == (
        "plain@1#owns",
        ("f1",),
    )


def test_a_row_further_down_is_not_asked():
    """Whatever it forbids, it would not have been heard."""
    assert cited(court(grounds=(OWNS, NOT_CAME)), filing("f1", "ann"), visit()) == (
        "plain@1#owns",
        ("f1",),
    )


def test_a_row_for_another_question_is_no_reason():
    """It speaks of service only, and the visit is cited for that."""
    service = attrs.evolve(NOT_CAME, answers=("service",))
    credit = attrs.evolve(OWNS, answers=("credit",))
    verdict = ask(court(grounds=(service, credit)), filing("f1", "ann"), visit())
    assert (verdict.credit.facts, verdict.service.facts) == (("f1",), ())
    assert (verdict.service.rule, verdict.cites) == ("plain@1#silent", ("f1", "v1"))


@pytest.mark.parametrize(("by", "cites"), [("ann", ("f1", "t1")), ("bo", ("f1",))])
def test_what_keeps_a_claim_from_a_row_further_up_is_cited(by, cites):
    """A claim that the first row would take is there, and his own call keeps it away."""
    silent = Test(facts=Facts(kinds=("touch",), by="self"), negated=True)
    alone = Ground(id="alone", pick=Pick(claims=("filed",), having=(silent,)), gives=NOBODY)
    one = court(grounds=(alone, OWNS))
    row = "owns" if by == "ann" else "alone"
    facts = filing("f1", "ann"), told("t1", "touch", LATER, by=by)
    assert cited(one, *facts) == (f"plain@1#{row}", cites)


def test_claims_that_a_row_further_up_forbids_are_cited():
    """Nobody else may claim him, and somebody does."""
    others = Pick(claims=("came",), negated=True)
    came = Claim(basis="came", opens=Facts(kinds=("visit",)))
    alone = Ground(id="alone", when=(others,), pick=Pick(claims=("filed",)))
    shared = Ground(id="shared", pick=Pick(claims=("filed",)), gives=NOBODY)
    one = court(claims=(FILED, came), grounds=(alone, shared))
    facts = filing("f1", "ann"), visit()
    assert cited(one, *facts) == ("plain@1#shared", ("f1", "v1"))


def test_what_became_of_the_claims_of_a_cited_fact_is_cited():
    """One visit opens a claim for two: who came second is barred by an earlier filing."""
    visits = Facts(kinds=("visit",))
    brought = Claim(basis="brought", opens=visits, claimant="invited_by", bars=("filed",))
    came = Claim(basis="came", opens=visits)
    rows = (
        Ground(id="bringer", pick=Pick(claims=("brought",))),
        Ground(id="comer", pick=Pick(claims=("came",))),
    )
    one = court(claims=(FILED, brought, came), grounds=rows)
    seen = told("v1", "visit", LATER, by="cy", invited_by="bo")
    assert cited(one, filing("f1", "ann"), seen) == ("plain@1#comer", ("f1", "v1"))
    assert cited(one, seen) == ("plain@1#bringer", ("v1",))


def test_what_was_decided_rests_on_the_decision_alone():
    """No row was asked, so that none was kept from answering."""
    head = Decider(role="head", until="always")
    one = court(grounds=(NOT_CAME, OWNS), deciders=(head,))
    decided = told("x1", "decision", LATER, by="zoe", role="head", owner="bo")
    facts = filing("f1", "ann"), visit(), decided
    assert cited(one, *facts) == ("plain@1#decision", ("x1",))


def test_what_became_of_a_claim_that_an_adjustment_cites_is_cited():
    """By the fine's fact alone its claim would stand, and he would own."""
    ended = attrs.evolve(FILED, ends=(Facts(kinds=("visit",)),))
    fine = Adjustment(id="fine", kind="penalty", to="ann", when=(Test(facts=FILED.opens),))
    one = court(claims=(ended,), adjustments=(fine,))
    assert cited(one, filing("f1", "ann"), visit()) == ("plain@1#silent", ("f1", "v1"))
