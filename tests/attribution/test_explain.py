"""Why: the rows, facts and instants by which a party won or lost."""

from datetime import timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings

from renoflow.attribution import (
    Approval,
    Audit,
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
    Transfer,
    Whom,
    judge,
    open_court,
    ownership_history,
    why,
)
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import (
    Field,
    Kind,
    approval,
    deal,
    decision,
    fact,
    filing,
    invitation,
    key,
    refusal,
    touch,
    visit,
)
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import CALENDAR, days, hours
from renoflow.reasons import reason
from renoflow.select import Facts, Match, Test
from renoflow.timeline import Timeline
from tests.reference import made_up as random

SHORT = settings(max_examples=max(10, settings().max_examples // 2))
FILED = Claim(basis="filed", opens=Facts(kinds=("filing",)), source="S-1")
FIRST = Ground(id="first", pick=Pick(claims=("filed",)))
POLICY = Policy(
    id="p",
    revision=1,
    source="",
    days="end",
    identity=Identity(keys=()),
    claims=(FILED,),
    grounds=(FIRST,),
)


def at(day, hour=10):
    return china.at(2024, 3, day, hour)


def file(name, by, when, **fields):
    return filing(name, at=when, by=by, medium=fields.pop("medium", "form"), **fields)


F1, F2 = file("f1", "wang", at(1)), file("f2", "li", at(2))


def reasons(party, *facts, on=None, doubts=(), **rows):
    court = open_court(attrs.evolve(POLICY, **rows), china)
    case = Case("C", facts, doubts=doubts)
    return why(court, case, party, at=at(20) if on is None else on).reasons


def of(found, *codes):
    return [one for one in found if one.code in codes]


def codes(found):
    return [one.code for one in found]


def test_a_winner_is_told_claim_status_and_ground():
    """Without it the owner could not show why he owns."""
    assert reasons("wang", F1, F2) == (
        reason(
            "why.claim",
            rule="p@1#filed",
            facts=("f1",),
            basis="filed",
            kind="filing",
            opened=at(1),
            source="S-1",
        ),
        reason("why.standing", rule="p@1#filed", since=at(1)),
        # ... before whom, and when that was
        reason(
            "why.picked_first",
            rule="p@1#first",
            facts=("f2",),
            opened=at(1),
            party="li",
            next=at(2),
        ),
    )


def test_a_later_rank_names_who_was_earlier():
    """Without it the later salesperson would not know whose filing came first."""
    assert of(reasons("li", F1, F2), "why.rank_first") == [
        reason("why.rank_first", rule="p@1#first", facts=("f1",), party="wang", opened=at(1))
    ]
    last = attrs.evolve(FIRST, pick=Pick(claims=("filed",), order="last"))
    assert of(reasons("wang", F1, F2, grounds=(last,)), "why.rank_last") == [
        reason("why.rank_last", rule="p@1#first", facts=("f2",), party="li", opened=at(2))
    ]


def test_equals_are_told_that_they_tied():
    """Without it a tie would look like a lost race."""
    found = reasons("li", F1, file("f2", "li", at(1)))
    assert codes(found) == ["why.claim", "why.standing", "why.tied"]


def test_owns_is_true_for_those_credited_only():
    """Without it somebody who merely serves would count as the owner."""
    court = open_court(POLICY, china)
    case = Case("C", (F1, F2))
    assert why(court, case, "wang", at=at(3)).owns
    assert not why(court, case, "li", at=at(3)).owns


WINDOW = Limit(id="window", span=days(3, counting=CALENDAR))
VISITED = attrs.evolve(WINDOW, needs=Facts(kinds=("visit",)))


def limited(limit, then="lapse"):
    return (ClaimLimit(limit=limit, on=("filed",), then=then, what="visit"),)


def test_a_lapse_names_the_last_instant_and_what_was_missing():
    """Without it nobody would know by when the visit should have been."""
    found = reasons("wang", F1, limits=limited(VISITED))
    assert of(found, "why.lapsed", "limit_state.missed") == [
        reason("why.lapsed", rule="p@1#window", at=china.end(china.day(at(4))), kinds=("visit",)),
        reason(
            "limit_state.missed",
            rule="p@1#window",
            facts=("f1",),
            limit="window",
            last=china.end(china.day(at(4))),
            met_at=None,
        ),
    ]
    assert of(found, "why.not_in_status") == [
        reason(
            "why.not_in_status",
            rule="p@1#first",
            status="lapsed",
            wanted=("standing", "contestable"),
        )
    ]
    on_the_last_instant = reasons(
        "wang", F1, on=china.end(china.day(at(4))), limits=limited(VISITED)
    )
    assert "why.standing" in codes(on_the_last_instant)


def test_a_protection_ran_out_and_a_duty_may_be_done_too_early():
    """Without it both would be told as something that was not done."""
    found = reasons("wang", F1, limits=limited(WINDOW))
    assert of(found, "why.ran_out") == [
        reason("why.ran_out", rule="p@1#window", at=china.end(china.day(at(4))))
    ]
    lead = attrs.evolve(VISITED, lead=hours(2), early="void")
    found = reasons("wang", F1, visit("v1", at=at(1, 11)), limits=limited(lead))
    assert of(found, "why.done_early") == [
        reason("why.done_early", rule="p@1#window", at=at(1, 11))
    ]


def test_a_claim_open_to_challenge_tells_since_when():
    """Without it a rival would not know from when on he may try."""
    found = reasons("wang", F1, limits=limited(WINDOW, "contest"))
    assert of(found, "why.contestable") == [
        reason("why.contestable", rule="p@1#filed", since=china.start(china.day(at(5))))
    ]


def test_an_end_by_a_fact_names_the_fact():
    """Without it nobody could find the paper that ended the claim."""
    claim = attrs.evolve(FILED, ends=(Facts(kinds=("refusal",)),))
    found = reasons("wang", F1, refusal("x", at=at(3), of="f1"), claims=(claim,))
    assert of(found, "why.ended") == [
        reason("why.ended", rule="p@1#filed", facts=("x",), at=at(3))
    ]


STEP = Approval(
    id="head", role="head", on=Facts(kinds=("approval",)), refused=Facts(kinds=("refusal",))
)


def test_approvals_are_told_pending_given_and_refused():
    """Without it nobody would know whose desk the claim lies on."""
    claims = (attrs.evolve(FILED, approvals=(STEP,)),)

    def step(code, *facts):
        return reason(code, rule="p@1#filed/head", facts=facts, role="head", due=None)

    waiting = reasons("wang", F1, claims=claims)
    assert of(waiting, "step.pending", "why.pending") == [
        reason("why.pending", rule="p@1#filed", since=at(1)),
        step("step.pending"),
    ]
    given = reasons("wang", F1, approval("a", at=at(2), of="f1"), claims=claims)
    assert of(given, "step.given") == [step("step.given", "a")]
    refused = reasons("wang", F1, refusal("r", at=at(2), of="f1"), claims=claims)
    assert of(refused, "step.refused", "why.refused") == [
        reason("why.refused", rule="p@1#filed/head", facts=("r",), at=at(2)),
        step("step.refused", "r"),
    ]


def test_a_barred_claim_names_the_rival():
    """Without it the second to file would not know who stood in the way."""
    claims = (attrs.evolve(FILED, bars=("filed",)),)
    own = Claim(basis="own", opens=Facts(kinds=("invitation",)))
    found = reasons("li", F1, invitation("i", at=at(1), by="zhao"), F2, claims=(*claims, own))
    assert of(found, "why.barred") == [
        reason(
            "why.barred",
            rule="p@1#filed",
            facts=("f1",),
            party="wang",
            basis="filed",
            opened=at(1),
        )
    ]


NEEDED = Test(facts=Facts(kinds=("touch",)))
LAPSED = Pick(claims=("filed",), status=("lapsed",), by="other")


@pytest.mark.parametrize(
    ("need", "told"),
    [
        (NEEDED, reason("why.lacks_facts", rule="p@1#second", path="needs[1]", kinds=("touch",))),
        (LAPSED, reason("why.lacks_claims", rule="p@1#second", path="needs[1]", bases=("filed",))),
        (
            attrs.evolve(LAPSED, status=("standing",), negated=True),
            reason("why.has_claims", rule="p@1#second", path="needs[1]", bases=("filed",)),
        ),
        (
            Test(facts=Facts(kinds=("filing",)), negated=True),
            reason("why.has_facts", rule="p@1#second", path="needs[1]", kinds=("filing",)),
        ),
        (
            Test(any=(NEEDED, Test(facts=Facts(kinds=("visit",))))),
            reason(
                "why.lacks_facts", rule="p@1#second", path="needs[1]", kinds=("touch", "visit")
            ),
        ),
    ],
)
def test_a_void_claim_names_the_need_that_failed(need, told):
    """Without it a claim would be void and nobody could say for want of what."""
    met = Test(facts=Facts(kinds=("filing",)))
    second = Claim(basis="second", opens=Facts(kinds=("invitation",)), needs=(met, need))
    found = reasons("li", F1, invitation("i", at=at(3), by="li"), claims=(FILED, second))
    assert [one for one in found if dict(one.params).get("path")] == [told]


def test_a_condition_of_the_ground_is_named_by_its_place():
    """Without it a salesperson would not learn which of three parts he lacks."""
    met = Test(facts=Facts(kinds=("filing",)))
    having = attrs.evolve(
        FIRST, id="three_part", pick=Pick(claims=("filed",), having=(met, NEEDED))
    )
    when = attrs.evolve(
        FIRST, id="if_touched", when=(Test(facts=Facts(kinds=("filing",))), NEEDED)
    )
    claims = attrs.evolve(
        FIRST,
        id="if_lapsed",
        when=(Pick(claims=("filed",)), Pick(claims=("filed",), status=("lapsed",))),
    )
    ended = attrs.evolve(FIRST, id="if_ended", pick=Pick(claims=("filed",), ended_by=("needs",)))
    found = reasons("wang", F1, grounds=(having, when, claims, ended, FIRST))
    assert list(found[2:]) == [
        reason("why.lacks_facts", rule="p@1#three_part", path="pick.having[1]", kinds=("touch",)),
        reason("why.lacks_facts", rule="p@1#if_touched", path="when[1]", kinds=("touch",)),
        reason("why.lacks_claims", rule="p@1#if_lapsed", path="when[1]", bases=("filed",)),
        reason("why.not_picked", rule="p@1#if_ended", wanted=("needs",)),
        reason("why.picked_only", rule="p@1#first", opened=at(1)),
    ]


def test_a_lower_ground_and_a_missing_ground_are_told():
    """Without it a claim that was never looked at would have no reason."""
    second = Claim(basis="second", opens=Facts(kinds=("invitation",)))
    third = Claim(basis="third", opens=Facts(kinds=("touch",)))
    lower = Ground(id="lower", pick=Pick(claims=("second",)))
    service = attrs.evolve(lower, id="service", answers=("service",), pick=Pick(claims=("filed",)))
    facts = (F1, invitation("i", at=at(2), by="li"), touch("t", at=at(2), by="li"))
    found = reasons("li", *facts, claims=(FILED, second, third), grounds=(service, FIRST, lower))
    assert of(found, "why.lower", "why.no_ground") == [
        reason("why.lower", rule="p@1#lower", above="p@1#first"),
        reason("why.lower", rule="p@1#lower", above="p@1#service"),
        reason("why.no_ground", rule="p@1#third", basis="third", question="credit"),
        reason("why.no_ground", rule="p@1#third", basis="third", question="service"),
    ]
    # below the ground that decided, one that would not take it anyway is not named
    never = attrs.evolve(lower, pick=Pick(claims=("second",), status=("lapsed",)))
    found = reasons("li", *facts, claims=(FILED, second), grounds=(FIRST, never))
    assert of(found, "why.lower", "why.not_in_status") == []


def test_identity_and_decisions_come_before_any_ground():
    """Without it the grounds would be blamed for what somebody decided."""
    found = reasons("li", F1, F2, doubts=("D",))
    assert found[0] == reason("why.identity", rule="p@1#identity", records=("D",))
    assert "why.rank_first" not in codes(found)
    decided = decision("d", at=at(3), owner="wang", role="head")
    found = reasons("li", F1, F2, decided, deciders=(Decider(role="head", until="always"),))
    assert found[0] == reason("why.decision", rule="p@1#decision", facts=("d",))


def narrow(*where, **more):
    return (attrs.evolve(FILED, opens=Facts(kinds=("filing",), where=where, **more)),)


def test_a_fact_that_opened_nothing_names_the_condition():
    """Without it a filing by word of mouth would just be missing from the docket."""
    claims = narrow(
        Match(field="medium", op="given"), Match(field="medium", op="in", values=("form", "sms"))
    )
    found = reasons("li", file("f2", "li", at(2), medium="oral"), claims=claims)
    told = {"facts": ("f2",), "rule": "p@1#filed", "at": at(2), "basis": "filed", "kind": "filing"}
    assert found == (
        reason("why.no_claim", party="li"),
        reason("why.not_opened", item="medium", op="in", values=("form", "sms"), **told),
    )
    # the row with the fewest conditions failed is the nearest
    far = narrow(
        Match(field="medium", op="in", values=("sms",)), Match(field="source", op="given")
    )[0]
    found = reasons("li", file("f2", "li", at(2), medium="oral"), claims=(far, *claims))
    assert [one.get("values") for one in of(found, "why.not_opened")] == [("form", "sms")]


def test_expected_values_are_told_and_keys_are_not():
    """Without it a phone number in a policy would reach whoever asks why."""
    phone = key("13800000000")
    claims = narrow(
        Match(field="phone", op="in", values=(phone, True, False, Money(100), 3, None))
    )
    found = of(reasons("li", F2, claims=claims), "why.not_opened")
    assert [one.get("values") for one in found] == [("***", "yes", "no", "1.00", "3", "none")]


def test_who_acted_who_is_named_and_repeats_are_told_apart():
    """Without it three different misses would read alike."""
    told = {"rule": "p@1#filed", "basis": "filed"}
    mine = {"kind": "filing", "facts": ("f2",), "at": at(2), **told}
    by_house = narrow(by="house")
    assert reasons("li", F2, claims=by_house)[1:] == (reason("why.not_selected", **mine),)
    invited = attrs.evolve(FILED, opens=Facts(kinds=("visit",)), claimant="invited_by")
    brought = visit("v", at=at(2), by="li", invited_by="wang")
    assert of(reasons("li", brought, claims=(invited,)), "why.not_named") == [
        reason("why.not_named", item="invited_by", kind="visit", facts=("v",), at=at(2), **told)
    ]
    company = attrs.evolve(FILED, party="company")
    assert of(reasons("li", F2, claims=(company,)), "why.not_named") == [
        reason("why.not_named", item="by", **mine)
    ]
    again = file("f3", "li", at(3))
    assert of(reasons("li", F1, F2, again), "why.repeated") == [
        reason("why.repeated", **{**mine, "facts": ("f3",), "at": at(3)})
    ]


def test_a_fact_at_the_wrong_time_is_told_with_what_was_asked():
    """Without it whoever wrote it down too late would read that it is no such fact at all."""
    told = {"rule": "p@1#filed", "basis": "filed", "kind": "filing", "facts": ("f2",), "at": at(2)}
    noon = at(2, 12)
    late = filing("f2", at=at(2), by="li", medium="form", recorded_at=noon)
    found = reasons("li", late, claims=narrow(prompt=hours(1)))
    assert found[1:] == (reason("why.not_prompt", recorded=noon, **told),)
    assert codes(reasons("li", late, claims=narrow(prompt=hours(2))))[0] == "why.claim"
    found = reasons("li", F2, claims=narrow(hours=(11, 18)))
    assert found[1:] == (reason("why.not_hours", first=11, last=18, **told),)
    assert codes(reasons("li", F2, claims=narrow(hours=(10, 11))))[0] == "why.claim"
    found = reasons("li", F2, claims=narrow(since=at(3).date()))
    assert found[1:] == (reason("why.not_days", **told),)
    assert codes(reasons("li", F2, claims=narrow(since=at(2).date())))[0] == "why.claim"


def test_a_row_that_gives_all_of_it_elsewhere_rests_on_the_claim():
    """Without it a party would read that the row picked him, and that he does not own."""
    closer = Whom(last=Facts(kinds=("touch",)))
    for parts, code in (
        ((Part(to=closer),), "why.rests_on"),
        ((Part(part=Fraction(1, 2)), Part(to=closer)), "why.picked_only"),
    ):
        grounds = (attrs.evolve(POLICY.grounds[0], gives=Outcome(parts=parts)),)
        found = reasons("wang", F1, touch("t", at=at(2), by="zoe"), grounds=grounds)
        assert [one.rule for one in of(found, code)] == ["p@1#first"]


def test_facts_too_late_idle_untimed_or_after_the_asked_instant():
    """Without it facts that cannot matter would be told as if they had failed."""
    sold = {"decisive": (Facts(kinds=("deal",)),)}
    late = file("f9", "li", at(9))
    found = reasons("li", F1, deal("d", at=at(3)), late, **sold)
    assert of(found, "why.too_late") == [
        reason("why.too_late", facts=("f9",), kind="filing", at=at(9))
    ]
    talks = (touch("t1", at=at(2), by="li"), touch("t2", at=at(3), by="wang", for_="li"))
    found = reasons("li", F1, *talks, touch("t3", at=at(4), by="zhao"))
    assert of(found, "why.opens_nothing") == [
        reason("why.opens_nothing", facts=("t1", "t2"), kind="touch")
    ]
    day = china.day(at(2))
    untimed = (file("f5", "li", day), file("f6", "zhao", day))
    found = reasons("li", F1, *untimed, days="refused")
    assert of(found, "why.untimed") == [reason("why.untimed", facts=("f5",), kind="filing")]
    assert reasons("li", F2, on=at(1)) == (reason("why.no_claim", party="li"),)


def test_a_list_of_names_names_each():
    """Without it joint claimants would never be told of."""
    pair = Kind(name="pair", zh="同办", fields=(Field(name="who", zh="谁", type="names"),))
    one = fact("p", "pair", at=at(2), who=("li", "wang"), kinds={"pair": pair})
    assert of(reasons("li", one, kinds=(pair,)), "why.opens_nothing")


def test_a_time_without_a_zone_is_refused():
    """Without it a host's local time would be taken for another instant."""
    with pytest.raises(Malformed, match="zone"):
        why(open_court(POLICY, china), Case("C", ()), "li", at=at(1).replace(tzinfo=None))


def test_the_history_tells_who_owned_from_when_on():
    """Without it nobody could pay by who owned at the time."""
    policy = attrs.evolve(POLICY, limits=limited(VISITED))
    court, case = open_court(policy, china), Case("C", (F1, F2))
    rows = ownership_history(court, case, until=at(20))
    assert [(since, [s.party for s in one.shares], one.rule) for since, one in rows] == [
        (at(1), ["wang"], "p@1#first"),
        (china.start(china.day(at(5))), ["li"], "p@1#first"),
        (china.start(china.day(at(6))), [], "p@1#silent"),
    ]
    assert ownership_history(court, case, until=china.end(china.day(at(4)))) == rows[:1]
    assert ownership_history(court, case, until=at(1) - timedelta(seconds=1)) == ()
    assert ownership_history(court, Case("C", ()), until=at(20)) == ()


def test_whom_a_row_names_outright_is_told_by_which_row():
    """Without it the company would read that it has no claim, and not why it owns."""
    ours = Ground(id="ours", gives=Outcome(kind="party", to="company"))
    court = open_court(attrs.evolve(POLICY, grounds=(FIRST, ours)), china)
    found = why(court, Case("C", ()), "company", at=at(2))
    assert found.owns
    assert reason("why.part_party", rule="p@1#ours", party="company", share=1) in found.reasons
    other = why(court, Case("C", (F1,)), "company", at=at(2))
    assert not other.owns
    assert "why.part_party" not in codes(other.reasons)


def test_a_row_begins_where_a_span_of_a_ground_is_over():
    """Without it the history would leave the customer to whom the judge had taken him from."""
    locked = Ground(
        id="locked",
        pick=Pick(
            claims=("filed",),
            status=("lapsed",),
            ended_within=days(2, counting=CALENDAR),
        ),
        gives=Outcome(kind="decider", to="head"),
    )
    policy = attrs.evolve(POLICY, limits=limited(VISITED), grounds=(FIRST, locked))
    court, case = open_court(policy, china), Case("C", (F1,))
    rows = ownership_history(court, case, until=at(20))
    free, last = china.start(china.day(at(7))), china.end(china.day(at(6)))
    assert [(since, one.rule) for since, one in rows] == [
        (at(1), "p@1#first"),
        (china.start(china.day(at(5))), "p@1#locked"),
        (free, "p@1#silent"),
    ]
    assert [judge(court, case, at=when).rule for when in (last, free)] == [
        "p@1#locked",
        "p@1#silent",
    ]


def test_a_new_revision_begins_a_row():
    """Without it a change of the rules would be seen only with the next fact."""
    later = attrs.evolve(
        POLICY,
        revision=2,
        grounds=(attrs.evolve(FIRST, pick=Pick(claims=("filed",), order="last")),),
    )
    told = Case("C", (file("f0", "zhao", china.day(at(1))), F1, F2))
    by_day = Timeline(rows=((china.day(at(1)), POLICY), (china.day(at(8)), later)))
    rows = ownership_history(open_court(by_day, china), told, until=at(20))
    assert [(since, one.rule) for since, one in rows][-1] == (
        china.start(china.day(at(8))),
        "p@2#first",
    )
    by_instant = Timeline(rows=((at(2), POLICY), (at(8), later)))
    rows = ownership_history(open_court(by_instant, china), told, until=at(20))
    assert [(since, [s.party for s in one.shares]) for since, one in rows] == [
        (at(2), ["wang"]),
        (at(8), ["li"]),
    ]


@SHORT
@given(random.policies(), random.cases(), random.instants, random.known_ats)
def test_why_agrees_with_the_verdict_and_cites_what_is_there(policy, case, when, known_at):
    """Without it an explanation could tell another story than the judgement."""
    court = open_court(policy, random.EVERY_DAY)
    verdict = judge(court, case, at=when, known_at=known_at)
    ids = {one.id for one in case.facts}
    for party in random.PARTIES:
        found = why(court, case, party, at=when, known_at=known_at)
        assert (found.credit, found.service) == (verdict.credit, verdict.service)
        assert found.owns == any(share.party == party for share in verdict.credit.shares)
        assert {name for one in found.reasons for name in one.facts} <= ids
        mine = [one for one in verdict.docket if one.party == party]
        assert codes(found.reasons).count("why.no_claim") == (not mine)
        opened = [one.facts[0] for one in of(found.reasons, "why.claim")]
        assert sorted(set(opened)) == sorted({one.fact for one in mine})


@SHORT
@given(random.policies(), random.cases(), random.instants)
def test_the_history_agrees_with_the_judge_at_any_instant(policy, case, when):
    """Without it a commission would be paid to somebody who did not own at that time."""
    court = open_court(policy, random.EVERY_DAY)
    rows = ownership_history(court, case, until=when)
    if rows:
        since, answer = rows[-1]
        assert since <= when
        now = judge(court, case, at=when).credit
        assert attrs.evolve(now, facts=()) == attrs.evolve(answer, facts=())
    for since, answer in rows:
        assert judge(court, case, at=since).credit == answer


# --- audits, hand-overs, chapters ---------------------------------------------------------

ARRIVAL = Facts(kinds=("visit",))
CALLED = Facts(kinds=("touch",), by="self")


def test_a_claim_that_fails_an_audit_is_told_what_was_missing():
    """Without it a party would hear that it lapsed and not what it had left undone."""
    audits = (Audit(id="cared", on=("filed",), at=ARRIVAL, needs=CALLED),)
    found = reasons("wang", F1, visit("v1", at=at(3)), audits=audits)
    (lapsed,) = of(found, "why.audited")
    assert (lapsed.rule, lapsed.get("at"), lapsed.get("kinds")) == ("p@1#cared", at(3), ("touch",))
    assert lapsed.get("since") == at(1)
    within = (attrs.evolve(audits[0], back=days(1, counting=CALENDAR)),)
    early = touch("t", at=at(1, 12), by="wang")
    (lapsed,) = of(reasons("wang", F1, early, visit("v1", at=at(3)), audits=within), "why.audited")
    assert lapsed.get("since") == at(2, 0)
    kept = reasons(
        "wang", F1, touch("t", at=at(2), by="wang"), visit("v", at=at(3)), audits=audits
    )
    assert of(kept, "why.audited") == []


def test_a_second_failed_audit_leaves_the_claim_open_to_challenge_since_the_first():
    """Without it a later failure would hide since when it was open."""
    audits = (Audit(id="cared", on=("filed",), at=ARRIVAL, needs=CALLED, then="contest"),)
    found = reasons("wang", F1, visit("v1", at=at(3)), visit("v2", at=at(5)), audits=audits)
    (since,) = of(found, "why.contestable")
    assert since.get("since") == at(3)


def test_a_claim_that_was_handed_on_says_from_when():
    """Without it the receiver would seem to have filed himself."""
    handed = attrs.evolve(FILED, transfer=Transfer(on=Facts(kinds=("transfer",))))
    given_on = fact("x", "transfer", at=at(3), by="wang", to="li")
    (told,) = of(reasons("li", F1, given_on, claims=(handed,)), "why.handed_on")
    assert (told.rule, told.get("at")) == ("p@1#filed", at(3))
    assert of(reasons("li", F2, claims=(handed,)), "why.handed_on") == []


def test_what_was_done_in_an_earlier_chapter_is_named():
    """Without it a party would not know why its old filing counts for nothing."""
    chapter = Chapter(closes=(Facts(kinds=("completion",)),))
    over = fact("c", "completion", at=at(3))
    again = file("f9", "li", at(5))
    (old,) = of(reasons("wang", F1, over, again, chapter=chapter), "why.earlier_chapter")
    assert (old.facts, old.get("at")) == (("f1",), at(5))
    assert of(reasons("zhao", F1, over, again, chapter=chapter), "why.earlier_chapter") == []
    assert of(reasons("wang", chapter=chapter), "why.earlier_chapter") == []
