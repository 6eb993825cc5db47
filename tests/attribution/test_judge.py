"""The judgement, one mechanism at a time, each on both sides of its edge."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest

from renoflow import SEMANTICS
from renoflow.attribution import (
    Adjustment,
    Approval,
    Case,
    Chapter,
    Claim,
    ClaimLimit,
    Decider,
    Ground,
    Identity,
    Outcome,
    Part,
    Pick,
    Policy,
    Whom,
    judge,
    open_court,
)
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import fact
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import hours
from renoflow.select import Anchor, Facts, Match, Test, Total

NOON = china.at(2024, 3, 4, 12)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
FILED = Claim(basis="filed", opens=Facts(kinds=("filing",)))
OWNS = Ground(id="owns", pick=Pick(claims=("filed",)))
DAY_LONG = ClaimLimit(
    limit=Limit(id="window", span=hours(24), needs=Facts(kinds=("visit",))),
    on=("filed",),
    then="lapse",
    what="visit",
)
OF_THIS = Match(field="of", op="opening")


def court(**fields):
    plain: dict[str, Any] = {
        "id": "plain",
        "revision": 1,
        "source": "",
        "days": "end",
        "identity": Identity(keys=()),
        "claims": (FILED,),
        "grounds": (OWNS,),
    }
    return open_court(Policy(**plain | fields), china)


def filing(name, by, at=NOON):
    return fact(name, "filing", at=at, by=by, medium="form")


def told(name, kind, at, **fields):
    return fact(name, kind, at=at, **fields)


def ask(court, *facts, at=NOON + 240 * HOUR, known_at=None):
    return judge(court, Case("k1", facts), at=at, known_at=known_at)


def statuses(verdict):
    return [(one.fact, one.status) for one in verdict.docket]


# -- the call


@pytest.mark.parametrize("name", ["at", "known_at"])
def test_a_time_without_a_zone_is_refused(name):
    """It would be read in the zone of whatever machine judges."""
    naive = datetime(2024, 3, 5, 12)
    with pytest.raises(Malformed) as caught:
        ask(court(), **{"at": NOON, name: naive})
    assert (caught.value.code, caught.value.field) == ("value.naive", name)


def test_one_id_with_two_contents_is_refused():
    """One of the two is wrong, and the judge cannot know which."""
    with pytest.raises(Malformed) as caught:
        ask(court(), filing("f1", "ann"), filing("f1", "bo"))
    assert (caught.value.code, caught.value.field) == ("fact.clash", "f1")


def test_nobody_owns_where_there_are_no_facts():
    """An empty card is a question, not an error."""
    verdict = ask(court())
    assert (verdict.credit.outcome, verdict.owner, verdict.docket) == ("silent", None, ())
    assert verdict.rule == "plain@1#silent"
    assert verdict.credit.question == "silent"


def test_a_verdict_tells_what_was_asked():
    """Written down, it must say of itself what it answers."""
    verdict = ask(court(), filing("f1", "ann"), at=NOON, known_at=NOON)
    assert (verdict.customer, verdict.policy, verdict.semantics) == ("k1", "plain@1", SEMANTICS)
    assert (verdict.at, verdict.known_at, verdict.decided_at) == (NOON, NOON, NOON)
    assert verdict.cites == ("f1",)


def test_a_fact_without_an_hour_is_listed_where_the_policy_refuses_it():
    """It is set aside, not lost; one of a later day is not yet there."""
    refusing = court(days="refused")
    today, tomorrow = china.day(NOON), china.day(NOON + 24 * HOUR)
    facts = filing("f1", "ann", at=today), filing("f2", "bo", at=tomorrow)
    verdict = ask(refusing, *facts, at=NOON)
    assert (verdict.owner, verdict.untimed) == (None, ("f1",))


def test_what_is_not_told_is_asked_where_the_answer_is_silent():
    """Service has its answer already: nobody need be asked for its sake."""
    own = Match(field="source", op="in", values=("own",))
    asks = attrs.evolve(FILED, opens=Facts(kinds=("filing",), where=(own,)))
    desk = Ground(id="desk", answers=("service",), gives=Outcome(kind="nobody"))
    both = ask(court(claims=(asks,)), filing("f1", "ann"))
    assert (both.credit.question, both.service.question) == ("missing", "missing")
    one = ask(court(claims=(asks,), grounds=(desk, OWNS)), filing("f1", "ann"))
    assert (one.credit.question, one.service.rule) == ("missing", "plain@1#desk")
    assert (one.service.question, one.missing) == (None, (("f1", "source"),))


# -- the instant of decision

FROZEN = {"decisive": (Facts(kinds=("deal",)),), "undo": (Facts(kinds=("cancellation",)),)}


def test_a_deal_freezes_the_case():
    """A closed case would otherwise expire a month later."""
    frozen = court(limits=(DAY_LONG,), **FROZEN)
    deal = told("d1", "deal", NOON + 24 * HOUR)
    verdict = ask(frozen, filing("f1", "ann"), deal)
    assert (verdict.owner, verdict.firmness) == ("ann", "final")
    assert (verdict.decided_at, verdict.changes_at) == (NOON + 24 * HOUR, None)
    assert verdict.cites == ("d1", "f1")
    late = told("d1", "deal", NOON + 24 * HOUR + TICK)
    assert ask(frozen, filing("f1", "ann"), late).owner is None
    assert ask(frozen, filing("f1", "ann"), deal, at=NOON).firmness == "standing"


def test_a_cancellation_lifts_the_freeze_and_a_second_deal_freezes_again():
    """Only a cancellation after the deal undoes it; in the same instant it does not."""
    frozen = court(**FROZEN)
    first, second = told("d1", "deal", NOON + HOUR), told("d2", "deal", NOON + 9 * HOUR)
    off = told("c1", "cancellation", NOON + 5 * HOUR)
    same = told("c1", "cancellation", NOON + HOUR)
    at = NOON + 240 * HOUR
    assert ask(frozen, filing("f1", "ann"), first, off).decided_at == at
    assert ask(frozen, filing("f1", "ann"), first, same).decided_at == NOON + HOUR
    assert ask(frozen, filing("f1", "ann"), first, off, second).decided_at == NOON + 9 * HOUR
    both = told("d3", "deal", NOON + HOUR)
    assert ask(frozen, filing("f1", "ann"), first, both).cites == ("d1", "d3", "f1")


# -- claims: repeats, bars, needs, ends


def test_a_repeat_is_kept_out_restarts_opens_anew_or_replaces():
    """What filing twice does is the policy's to say."""
    facts = filing("f1", "ann"), filing("f2", "ann", NOON + 20 * HOUR)
    late = NOON + 44 * HOUR
    found = {}
    for again in ("keep", "restart", "new", "replace"):
        one = court(claims=(attrs.evolve(FILED, again=again),), limits=(DAY_LONG,))
        found[again] = statuses(ask(one, *facts, at=late))
        assert ask(one, *facts, at=late + TICK).owner is None
    assert found == {
        "keep": [("f1", "lapsed")],
        "restart": [("f1", "standing")],
        "new": [("f1", "lapsed"), ("f2", "standing")],
        "replace": [("f1", "ended"), ("f2", "standing")],
    }


def test_a_repeat_after_the_end_opens_a_claim_of_its_own():
    """A lapsed claim is not brought back to life."""
    for again in ("keep", "restart", "replace"):
        one = court(claims=(attrs.evolve(FILED, again=again),), limits=(DAY_LONG,))
        facts = filing("f1", "ann"), filing("f2", "ann", NOON + 24 * HOUR + TICK)
        verdict = ask(one, *facts, at=NOON + 30 * HOUR)
        assert statuses(verdict) == [("f1", "lapsed"), ("f2", "standing")]


def test_a_standing_claim_bars_a_rival_and_a_lapsed_one_does_not():
    """Who stood just before decides; in one instant neither was before the other."""
    barring = court(claims=(attrs.evolve(FILED, bars=("filed",)),), limits=(DAY_LONG,))
    first, last = filing("f1", "ann"), NOON + 24 * HOUR
    for at, status in ((NOON, "standing"), (last, "void"), (last + TICK, "standing")):
        verdict = ask(barring, first, filing("f2", "bo", at), at=at)
        assert verdict.docket[1].status == status
        assert verdict.docket[1].ended_by == ("bars" if status == "void" else None)
    own = ask(court(claims=(attrs.evolve(FILED, bars=("filed",), again="new"),)), first,
              filing("f2", "ann", last), at=last)  # fmt: skip
    assert statuses(own) == [("f1", "standing"), ("f2", "standing")]


def test_a_claim_open_to_challenge_gives_way_to_one_that_it_would_have_barred():
    """The holder keeps the customer until somebody qualifies, and not a moment longer."""
    contest = attrs.evolve(DAY_LONG, then="contest")
    one = court(claims=(attrs.evolve(FILED, bars=("filed",)),), limits=(contest,))
    last = NOON + 24 * HOUR
    for at, found in (
        (last, [("f1", "standing"), ("f2", "void")]),
        (last + TICK, [("f1", "displaced"), ("f2", "standing")]),
    ):
        verdict = ask(one, filing("f1", "ann"), filing("f2", "bo", at), at=at)
        assert statuses(verdict) == found
        assert verdict.owner == ("ann" if at == last else "bo")
        assert verdict.docket[0].ended_by == (None if at == last else "filed")


def test_a_repeat_before_the_time_is_over_puts_the_challenge_off():
    """What had not come to its end when the limits began anew has not come to it at all."""
    contest = attrs.evolve(DAY_LONG, then="contest")
    one = court(claims=(attrs.evolve(FILED, again="restart"),), limits=(contest,))
    told_again = filing("f2", "ann", NOON + 24 * HOUR)
    for at, status in ((NOON + 48 * HOUR, "standing"), (NOON + 48 * HOUR + TICK, "contestable")):
        assert statuses(ask(one, filing("f1", "ann"), told_again, at=at)) == [("f1", status)]


def test_what_stood_just_before_bars_even_where_it_waits_from_that_instant_on():
    """The first step is given in the very instant of the rival's filing."""
    first = Approval(
        id="first",
        role="clerk",
        on=Facts(kinds=("approval",), where=(OF_THIS,)),
        meanwhile="standing",
    )
    second = attrs.evolve(first, id="second", on=Facts(kinds=("signature",)), meanwhile="pending")
    one = court(claims=(attrs.evolve(FILED, bars=("filed",), approvals=(first, second)),))
    given = told("a1", "approval", NOON + HOUR, of="f1")
    for after, status in ((timedelta(), "void"), (TICK, "standing")):
        rival = filing("f2", "bo", NOON + HOUR + after)
        verdict = ask(one, filing("f1", "ann"), given, rival, at=NOON + 2 * HOUR)
        assert statuses(verdict) == [("f1", "pending"), ("f2", status)]


def test_a_need_is_read_strictly_before_the_opening():
    """The opening fact cannot be its own condition."""
    invited = Test(facts=Facts(kinds=("invitation",), by="self"))
    needing = court(claims=(attrs.evolve(FILED, needs=(invited,)),))
    for at, owner in ((NOON - TICK, "ann"), (NOON, None)):
        asked = told("i1", "invitation", at, by="ann")
        assert ask(needing, asked, filing("f1", "ann")).owner == owner
    refused = ask(needing, told("i1", "invitation", NOON, by="ann"), filing("f1", "ann"))
    assert refused.docket[0].ended_by == "needs"
    assert (
        ask(needing, told("i1", "invitation", NOON - HOUR, by="bo"), filing("f1", "ann")).owner
        is None
    )


@pytest.mark.parametrize(
    ("by", "negated", "owner"),
    [
        ("other", False, None),
        ("self", False, "ann"),
        ("anyone", False, "ann"),
        ("self", True, None),
        ("other", True, "ann"),
    ],
)
def test_a_need_may_ask_for_a_claim_of_oneself_or_of_another(by, negated, owner):
    """ "Nobody else has filed him" is a need, and so is "I was invited before"."""
    invited = Claim(basis="invited", opens=Facts(kinds=("invitation",)))
    need = Pick(claims=("invited",), by=by, negated=negated)
    one = court(claims=(invited, attrs.evolve(FILED, needs=(need,))))
    verdict = ask(one, told("i1", "invitation", NOON - HOUR, by="ann"), filing("f1", "ann"))
    assert verdict.owner == owner


def test_a_fact_may_end_a_claim():
    """The holder gave the customer up."""
    ends = Facts(kinds=("transfer",), by="self")
    one = court(claims=(attrs.evolve(FILED, ends=(ends,)),))
    given = told("t1", "transfer", NOON + HOUR, by="ann", to="bo")
    assert ask(one, filing("f1", "ann"), given, at=NOON + HOUR - TICK).owner == "ann"
    ended = ask(one, filing("f1", "ann"), given, at=NOON + HOUR)
    assert (ended.owner, ended.docket[0].status) == (None, "ended")
    assert ended.docket[0].ended_at == NOON + HOUR - TICK
    other = told("t1", "transfer", NOON + HOUR, by="bo", to="ann")
    assert ask(one, filing("f1", "ann"), other).owner == "ann"
    before = told("t1", "transfer", NOON - HOUR, by="ann", to="bo")
    assert ask(one, filing("f1", "ann"), before).owner == "ann"


# -- limits on claims


def test_the_earliest_end_decides():
    """Two limits on one claim: the first that runs out."""
    short = ClaimLimit(
        limit=Limit(id="call", span=hours(2), needs=Facts(kinds=("touch",))),
        on=("filed",),
        then="lapse",
        what="call",
    )
    one = court(limits=(DAY_LONG, short))
    verdict = ask(one, filing("f1", "ann"))
    assert (verdict.docket[0].ended_by, verdict.docket[0].ended_at) == ("call", NOON + 2 * HOUR)
    open_ = ask(one, filing("f1", "ann"), at=NOON + HOUR)
    assert open_.changes_at == NOON + 2 * HOUR + TICK
    called = told("t1", "touch", NOON + HOUR, by="ann")
    assert ask(one, filing("f1", "ann"), called, at=NOON + 9 * HOUR).changes_at == (
        NOON + 24 * HOUR + TICK
    )


def test_a_limit_may_open_a_claim_to_challenge_and_leave_it_to_its_holder():
    """Contestable is neither standing nor lapsed."""
    one = court(limits=(attrs.evolve(DAY_LONG, then="contest"),))
    last = NOON + 24 * HOUR
    for at, status in ((last, "standing"), (last + TICK, "contestable")):
        verdict = ask(one, filing("f1", "ann"), at=at)
        assert (verdict.owner, verdict.docket[0].status) == ("ann", status)


def test_the_first_of_two_limits_opens_a_claim_to_challenge():
    """Whichever is listed first."""
    long = attrs.evolve(DAY_LONG, then="contest")
    short = attrs.evolve(long, limit=attrs.evolve(DAY_LONG.limit, id="call", span=hours(2)))
    for limits in ((long, short), (short, long)):
        one = court(limits=limits)
        status = [
            ask(one, filing("f1", "ann"), at=NOON + 2 * HOUR + plus).docket[0].status
            for plus in (timedelta(), TICK)
        ]
        assert status == ["standing", "contestable"]


def test_a_limit_that_only_reports_ends_nothing():
    """The check of two hours is the office's duty, not the salesperson's."""
    verdict = ask(court(limits=(attrs.evolve(DAY_LONG, then="report"),)), filing("f1", "ann"))
    assert (verdict.owner, verdict.docket[0].limits[0].status) == ("ann", "missed")


def test_too_early_may_count_against_the_claim():
    """Filed at the door with the customer in hand: some companies refuse that."""
    lead = attrs.evolve(DAY_LONG.limit, lead=hours(1), early="void")
    one = court(limits=(attrs.evolve(DAY_LONG, limit=lead),))
    for after, status in ((HOUR, "standing"), (HOUR - TICK, "lapsed")):
        verdict = ask(one, filing("f1", "ann"), told("v1", "visit", NOON + after))
        assert verdict.docket[0].status == status


def test_a_protection_without_an_end_never_lapses():
    """No span is no end."""
    one = court(limits=(attrs.evolve(DAY_LONG, limit=Limit(id="window")),))
    assert ask(one, filing("f1", "ann")).owner == "ann"


# -- approvals

STEP = Approval(
    id="step",
    role="clerk",
    on=Facts(kinds=("approval",), where=(OF_THIS,)),
    refused=Facts(kinds=("refusal",), where=(OF_THIS,)),
)


def stepping(**fields):
    return court(
        claims=(attrs.evolve(FILED, approvals=(attrs.evolve(STEP, **fields),)),),
        grounds=(
            OWNS,
            Ground(
                id="waits",
                pick=Pick(claims=("filed",), status=("pending",)),
                gives=Outcome(kind="pending"),
            ),
        ),
    )


def test_a_claim_waits_for_its_approval_or_stands_meanwhile():
    """Which of the two the policy says."""
    given = told("a1", "approval", NOON + HOUR, of="f1")
    for meanwhile, before in (("pending", None), ("standing", "ann")):
        one = stepping(meanwhile=meanwhile)
        owners = [
            ask(one, filing("f1", "ann"), given, at=NOON + HOUR + plus).owner
            for plus in (-TICK, timedelta())
        ]
        assert owners == [before, "ann"]
    assert ask(stepping(), filing("f1", "ann")).credit.to == "clerk"


@pytest.mark.parametrize(
    ("silence", "inside", "outside"),
    [
        ("pending", "pending", "pending"),
        ("approved", "pending", "standing"),
        ("refused", "pending", "refused"),
    ],
)
def test_silence_means_what_the_policy_says_from_just_after_the_term(silence, inside, outside):
    """Silence as approval is common, and so is the opposite."""
    one = stepping(within=hours(2), silence=silence)
    due = NOON + 2 * HOUR
    for at, status in ((due, inside), (due + TICK, outside)):
        (claim,) = ask(one, filing("f1", "ann"), at=at).docket
        assert (claim.status, claim.steps[0].due) == (status, due)
    late = told("a1", "approval", due + HOUR, of="f1")
    assert ask(one, filing("f1", "ann"), late).docket[0].status == (
        "refused" if silence == "refused" else "standing"
    )
    timely = told("a1", "approval", due, of="f1")
    assert ask(one, filing("f1", "ann"), timely).docket[0].steps[0].status == "given"


def test_the_first_word_counts():
    """An approval after a refusal is too late, and a refusal after an approval too."""
    yes, no = told("a1", "approval", NOON + HOUR, of="f1"), "refusal"
    for after, status in ((-TICK, "refused"), (TICK, "standing")):
        verdict = ask(
            stepping(), filing("f1", "ann"), yes, told("r1", no, NOON + HOUR + after, of="f1")
        )
        assert verdict.docket[0].status == status
    without = court(claims=(attrs.evolve(FILED, approvals=(attrs.evolve(STEP, refused=None),)),))
    refused = told("r1", no, NOON + HOUR, of="f1")
    assert ask(without, filing("f1", "ann"), refused).docket[0].status == "pending"


def test_steps_run_in_their_order():
    """The second is not asked before the first has answered."""
    second = attrs.evolve(
        STEP,
        id="office",
        role="office",
        on=Facts(kinds=("signature",), where=(OF_THIS,)),
        refused=None,
    )
    one = court(claims=(attrs.evolve(FILED, approvals=(STEP, second)),))
    early = told("s1", "signature", NOON + HOUR, of="f1")
    yes = told("a1", "approval", NOON + 2 * HOUR, of="f1")
    verdict = ask(one, filing("f1", "ann"), early, yes)
    assert [step.status for step in verdict.docket[0].steps] == ["given", "pending"]
    late = told("s2", "signature", NOON + 3 * HOUR, of="f1")
    assert ask(one, filing("f1", "ann"), early, yes, late).owner == "ann"


# -- grounds, picks and outcomes


def test_a_claim_that_waits_for_nobody_is_pending_at_nobody():
    """A ground may say "pending" for a claim without steps."""
    ground = attrs.evolve(OWNS, gives=Outcome(kind="pending"))
    answer = ask(court(grounds=(ground,)), filing("f1", "ann")).credit
    assert (answer.outcome, answer.to, answer.question) == ("pending", None, "pending")
    named = attrs.evolve(OWNS, gives=Outcome(kind="decider", to="head"))
    assert ask(court(grounds=(named,)), filing("f1", "ann")).credit.to == "head"


def test_credit_and_service_are_two_questions():
    """The first credits and the last serves: neither implies the other."""
    last = Pick(claims=("filed",), order="last")
    grounds = (
        Ground(id="served", answers=("service",), pick=last),
        Ground(id="too_late", answers=("service",), gives=Outcome(kind="nobody")),
        Ground(id="owned", answers=("credit",), pick=Pick(claims=("filed",))),
        Ground(id="never", gives=Outcome(kind="nobody")),
    )
    verdict = ask(court(grounds=grounds), filing("f1", "ann"), filing("f2", "bo", NOON + HOUR))
    assert (verdict.owner, verdict.service.shares[0].party) == ("ann", "bo")
    assert (verdict.rule, verdict.service.rule) == ("plain@1#owned", "plain@1#served")
    assert verdict.cites == ("f1", "f2")


def test_owners_share_as_their_parts_say():
    """Two thirds for the first, a third for the second."""
    parts = (Part(part=Fraction(2, 3)), Part(part=Fraction(1, 3)))
    two = attrs.evolve(OWNS, pick=Pick(claims=("filed",), take=2), gives=Outcome(parts=parts))
    facts = filing("f1", "bo"), filing("f2", "ann", NOON + HOUR)
    assert [
        (one.party, one.share) for one in ask(court(grounds=(two,)), *facts).credit.shares
    ] == [
        ("bo", Fraction(2, 3)),
        ("ann", Fraction(1, 3)),
    ]


HALVES = (Part(part=Fraction(2, 3)), Part(part=Fraction(1, 3)))


def shares(verdict):
    return {one.party: one.share for one in verdict.credit.shares}


def test_parts_of_equals_are_a_tie_and_not_the_alphabets_to_give():
    """Two filed in one instant: which of them has the two thirds?"""
    two = attrs.evolve(OWNS, pick=Pick(claims=("filed",), take=2), gives=Outcome(parts=HALVES))
    tied = ask(court(grounds=(two,)), filing("f1", "ann"), filing("f2", "bo"))
    assert (tied.credit.outcome, tied.credit.question) == ("silent", "tie")


def test_those_whom_one_fact_names_share_what_their_places_have():
    """Together they brought him: they stand in one place, or in two, and share it."""
    together = Claim(basis="joint", opens=Facts(kinds=("dispute",)), claimant="claims")
    both = told("j1", "dispute", NOON, claims=("bo", "ann"))
    found = {}
    for take in (1, 2, 3):
        ground = Ground(
            id="joint",
            pick=Pick(claims=("joint", "filed"), take=take),
            gives=Outcome(parts=HALVES),
        )
        one = court(claims=(together, FILED), grounds=(ground,))
        found[take] = shares(ask(one, both, filing("f1", "cy", NOON + HOUR)))
    half = Fraction(1, 2)
    assert list(found.values()) == [{"ann": half, "bo": half}] * 3


def test_with_fewer_owners_than_parts_they_share_what_the_parts_have():
    """One owner has both parts; a third owner has none."""
    two = attrs.evolve(OWNS, pick=Pick(claims=("filed",), take=None), gives=Outcome(parts=HALVES))
    facts = [filing(f"f{n}", by, NOON + n * HOUR) for n, by in enumerate(("cy", "bo", "ann"))]
    assert shares(ask(court(grounds=(two,)), facts[0])) == {"cy": 1}
    assert shares(ask(court(grounds=(two,)), *facts)) == {
        "cy": Fraction(2, 3),
        "bo": Fraction(1, 3),
    }


def test_what_is_asked_of_the_first_is_asked_of_each_of_equals():
    """Two first contacts at once and one of them leaves: the other's name decides nothing."""
    left = Test(facts=Facts(kinds=("leave",), where=(Match(field="party", op="self"),)))
    grounds = (
        Ground(id="gone", when=(left,), pick=OWNS.pick, gives=Outcome(kind="nobody")),
        OWNS,
    )
    one = court(grounds=grounds)
    for who in ("ann", "bo"):
        gone = told("l1", "leave", NOON + HOUR, party=who, reason="personal")
        assert ask(one, filing("f1", "ann"), filing("f2", "bo"), gone).rule == "plain@1#owns"
        assert ask(one, filing("f1", who), gone).rule == "plain@1#gone"


def test_a_pick_in_a_condition_is_seen_from_the_first():
    """ "Another has filed him too" is asked about the one who would own."""
    other = Pick(claims=("filed",), by="other")
    grounds = (
        Ground(
            id="rivals", when=(other,), pick=OWNS.pick, gives=Outcome(kind="decider", to="head")
        ),
        OWNS,
    )
    one = court(grounds=grounds)
    assert ask(one, filing("f1", "ann")).rule == "plain@1#owns"
    later = filing("f2", "bo", NOON + HOUR)
    assert ask(one, filing("f1", "ann"), later).rule == "plain@1#rivals"


def test_claims_may_be_ranked_by_their_approval_and_what_waits_comes_last():
    """Filed first and approved last; or not approved at all."""
    step = attrs.evolve(STEP, meanwhile="standing")
    one = {
        order: court(
            claims=(attrs.evolve(FILED, approvals=(step,)),),
            grounds=(
                attrs.evolve(
                    OWNS, pick=Pick(claims=("filed",), rank=(Anchor(of="approved"),), order=order)
                ),
            ),
        )
        for order in ("first", "last")
    }
    facts = filing("f1", "ann"), filing("f2", "bo", NOON + HOUR), filing("f3", "cy", NOON - HOUR)
    yes = (
        told("a1", "approval", NOON + 5 * HOUR, of="f1"),
        told("a2", "approval", NOON + 4 * HOUR, of="f2"),
    )
    assert ask(one["first"], *facts, *yes).owner == "bo"
    assert ask(one["last"], *facts, *yes).owner == "ann"


def test_pending_names_a_role_only_where_all_wait_for_the_same():
    """Of equals none is first."""
    ground = Ground(
        id="waits",
        pick=Pick(claims=("filed",), status=("pending", "refused"), take=None),
        gives=Outcome(kind="pending"),
    )
    second = attrs.evolve(STEP, id="office", role="office", on=Facts(kinds=("signature",)))
    one = court(claims=(attrs.evolve(FILED, approvals=(STEP, second)),), grounds=(ground,))
    facts = filing("f1", "ann"), filing("f2", "bo")
    yes, no = (told("a1", kind, NOON + HOUR, of="f1") for kind in ("approval", "refusal"))
    assert ask(one, *facts).credit.to == "clerk"
    assert ask(one, *facts, yes).credit.to is None
    assert ask(one, facts[0], no).credit.to is None
    assert ask(one, facts[0], yes).credit.to == "office"


def test_a_fixed_party_may_have_a_part():
    """The guide has a tenth whoever owns."""
    parts = (Part(part=Fraction(9, 10)), Part(part=Fraction(1, 10), to="guide"))
    ground = attrs.evolve(OWNS, gives=Outcome(parts=parts))
    verdict = ask(court(grounds=(ground,)), filing("f1", "ann"))
    assert {one.party: one.share for one in verdict.credit.shares} == {
        "ann": Fraction(9, 10),
        "guide": Fraction(1, 10),
    }
    assert verdict.owner is None


def test_all_who_are_picked_share_equally():
    """Three filings, three thirds; somebody who filed twice has one of them."""
    everybody = attrs.evolve(OWNS, pick=Pick(claims=("filed",), take=None))
    one = court(claims=(attrs.evolve(FILED, again="new"),), grounds=(everybody,))
    facts = [
        filing(f"f{n}", by, NOON + n * HOUR) for n, by in enumerate(("ann", "bo", "ann", "cy"))
    ]
    shares = {share.party: share.share for share in ask(one, *facts).credit.shares}
    assert shares == dict.fromkeys(("ann", "bo", "cy"), Fraction(1, 3))


def test_a_tie_at_the_cut_is_the_outcome_that_the_ground_names():
    """Nothing is decided by an id, a name or the order of a list."""
    one = court(grounds=(attrs.evolve(OWNS, tie=Outcome(kind="decider", to="head")),))
    tied = ask(one, filing("f1", "ann"), filing("f2", "bo"))
    assert (tied.credit.outcome, tied.credit.to, tied.credit.question) == (
        "decider",
        "head",
        "tie",
    )
    assert tied.cites == ("f1", "f2")
    assert [claim.place for claim in tied.docket] == [1, 1]
    later = ask(one, filing("f1", "ann"), filing("f2", "bo", NOON + TICK))
    assert (later.owner, [claim.place for claim in later.docket]) == ("ann", [1, 2])


def test_two_claims_of_one_party_are_no_tie():
    """Filed and received in one instant, by one person."""
    received = Claim(basis="received", opens=Facts(kinds=("touch",)))
    ground = attrs.evolve(OWNS, pick=Pick(claims=("filed", "received")))
    one = court(claims=(FILED, received), grounds=(ground,))
    assert ask(one, filing("f1", "ann"), told("t1", "touch", NOON, by="ann")).owner == "ann"


def test_a_condition_may_count_claims():
    """ "At least two have filed him" and "fewer than two have"."""
    two = Pick(claims=("filed",), count=2)
    grounds = (
        Ground(id="many", when=(two,), gives=Outcome(kind="decider", to="head")),
        Ground(
            id="few",
            when=(attrs.evolve(two, negated=True),),
            pick=Pick(claims=("filed",)),
        ),
    )
    one = court(grounds=grounds)
    assert ask(one, filing("f1", "ann")).rule == "plain@1#few"
    both = ask(one, filing("f1", "ann"), filing("f2", "bo", NOON + HOUR))
    assert (both.rule, both.cites) == ("plain@1#many", ("f1", "f2"))


def test_a_pick_may_ask_what_ended_a_claim():
    """Void for want of a need is another thing than run out."""
    invited = Test(facts=Facts(kinds=("invitation",)))
    grounds = tuple(
        Ground(
            id=name.replace("window", "ran_out"),
            pick=Pick(claims=("filed",), status=("void", "lapsed"), ended_by=(name,)),
        )
        for name in ("needs", "window")
    )
    one = court(
        claims=(attrs.evolve(FILED, needs=(invited,)),), grounds=grounds, limits=(DAY_LONG,)
    )
    assert ask(one, filing("f1", "ann")).rule == "plain@1#needs"
    asked = told("i1", "invitation", NOON - HOUR)
    assert ask(one, asked, filing("f1", "ann")).rule == "plain@1#ran_out"


# -- decisions, and what is reported besides


def test_a_final_decision_goes_before_a_later_one():
    """Final is final; among decisions that are not, the last counts."""
    one = court(deciders=(Decider(role="head", until="always"),), **FROZEN)
    first = told("s1", "decision", NOON + HOUR, role="head", owner="bo", final=True)
    later = told("s2", "decision", NOON + 2 * HOUR, role="head", owner="cy")
    deal = told("d1", "deal", NOON)
    decided = ask(one, filing("f1", "ann"), deal, first, later)
    assert (decided.owner, decided.rule, decided.cites) == ("bo", "plain@1#decision", ("d1", "s1"))
    assert ask(one, filing("f1", "ann"), deal, later).owner == "cy"


def test_a_decision_does_not_change_by_itself():
    """What a person decided does not run out with the claim."""
    one = court(deciders=(Decider(role="head", until="always"),), limits=(DAY_LONG,))
    said = told("s1", "decision", NOON, role="head", owner="ann")
    assert ask(one, filing("f1", "ann"), said, at=NOON + HOUR).changes_at is None
    assert ask(one, filing("f1", "ann"), at=NOON + HOUR).changes_at == NOON + 24 * HOUR + TICK


def test_an_adjustment_is_reported_with_whom_it_concerns():
    """Reported and never executed: who gave the customer away, or a role by its name."""
    found = Test(facts=Facts(kinds=("transfer",)))
    transfer = Facts(kinds=("transfer",))
    one = court(
        adjustments=(
            Adjustment(id="giver", kind="penalty", to=Whom(last=transfer), when=(found,)),
            Adjustment(id="taker", kind="fee", to=Whom(role="to", first=transfer), when=(found,)),
            Adjustment(id="head", kind="penalty", to="team_head", when=(found,)),
            Adjustment(id="always", kind="penalty", to="team_head"),
        )
    )
    given = told("t1", "transfer", NOON + HOUR, by="ann", to="bo")
    verdict = ask(one, filing("f1", "ann"), given)
    assert [(a.rule, a.to, a.facts) for a in verdict.adjustments] == [
        ("plain@1#giver", "ann", ("t1",)),
        ("plain@1#taker", "bo", ("t1",)),
        ("plain@1#head", "team_head", ("t1",)),
        ("plain@1#always", "team_head", ()),
    ]
    assert [a.rule for a in ask(one, filing("f1", "ann")).adjustments] == ["plain@1#always"]


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({}, False),
        ({"negated": True}, True),
        ({"ever": True}, True),
        ({"total": Total(field="amount", min=Money(0))}, True),
        ({"total": Total(field="amount", min=Money(1))}, False),
    ],
)
def test_a_condition_may_hold_although_no_such_fact_is_told(when, holds):
    """A row is passed over unread where its kind of fact is not told: it must not hold then."""
    paid = Test(facts=Facts(kinds=("deposit",)), **when)
    one = court(
        chapter=Chapter(closes=(Facts(kinds=("completion",)),)),
        adjustments=(Adjustment(id="fine", kind="penalty", to="team_head", when=(paid,)),),
    )
    before = [
        filing("f0", "ann", at=NOON - 5 * HOUR),
        told("d0", "deposit", NOON - 4 * HOUR, nature="earnest", amount=Money(1)),
        told("c0", "completion", NOON - HOUR),
    ]
    assert bool(ask(one, *before, filing("f1", "bo")).adjustments) is holds
