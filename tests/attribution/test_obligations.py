"""What is due in a case: duties of claims and of the case, approvals that wait."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings

from renoflow.attribution import (
    Approval,
    Case,
    Claim,
    ClaimLimit,
    Ground,
    Identity,
    Outcome,
    Part,
    Pick,
    Policy,
    obligations,
    open_court,
    presets,
)
from renoflow.calendars import china
from renoflow.facts import (
    deal,
    enquiry,
    entry,
    filing,
    notice,
    ownership_check,
    touch,
    verification,
    visit,
)
from renoflow.limits import Limit
from renoflow.obligations import Duty, urgency
from renoflow.periods import CALENDAR, LEGAL, days, hours
from renoflow.select import Anchor, Facts
from tests.reference import made_up as random

SHORT = settings(max_examples=max(10, settings().max_examples // 2))
COURT = open_court(presets.seven_day_filing(window=days(7, counting=LEGAL)), china)


def at(day, hour=10, month=3):
    return china.at(2024, month, day, hour)


F1 = filing("f1", at=at(1), by="wang", medium="form")
LAST = china.end(china.day(at(8)))


def due(court, *facts, on, until=None):
    found = obligations(court, Case("C", facts), at=on, until=on if until is None else until)
    return [(one.rule.rpartition("#")[2], one.who, one.state, one.due) for one in found]


def test_a_filing_owes_a_verification_and_a_visit():
    """Without it nobody would see that the two hours run."""
    assert due(COURT, F1, on=at(1, 11), until=at(20)) == [
        ("verification", "customer_service", "open", at(1, 12)),
        ("window", "wang", "open", LAST),
    ]


def test_until_leaves_out_what_is_due_later():
    """Without it today's list would hold all of next month."""
    assert due(COURT, F1, on=at(1, 11), until=at(1, 12)) == [
        ("verification", "customer_service", "open", at(1, 12))
    ]
    assert due(COURT, F1, on=at(1, 11), until=at(1, 11)) == []


def test_rule_and_customer_are_cited():
    """Without it an agenda of many customers could not be traced."""
    one, *_ = obligations(COURT, Case("C", (F1,)), at=at(2), until=at(2))
    assert (one.rule, one.what, one.customer) == (
        "seven_day_filing@1#verification",
        "verification",
        "C",
    )


def test_a_missed_verification_stays_missed_when_the_claim_lapses():
    """Without it customer service would be rid of its slip with the claim."""
    lapsed = due(COURT, F1, on=at(10), until=at(20))
    assert lapsed == [
        ("verification", "customer_service", "missed", at(1, 12)),
        ("window", "wang", "missed", LAST),
    ]
    late = verification("x", at=at(1, 13), of="f1")
    assert due(COURT, F1, late, on=at(10), until=at(20)) == [
        ("window", "wang", "missed", LAST),
        ("verification", "customer_service", "met_late", at(1, 12)),
    ]


VISIT = Limit(id="window", span=days(7, counting=CALENDAR), needs=Facts(kinds=("visit",)))
CHECK = Limit(id="check", span=days(2, counting=CALENDAR), needs=Facts(kinds=("verification",)))
OPEN = Limit(id="protects", span=days(1, counting=CALENDAR))
FILED = Claim(basis="filed", opens=Facts(kinds=("filing",)), ends=(Facts(kinds=("refusal",)),))
POLICY = Policy(
    id="p",
    revision=1,
    source="",
    days="end",
    identity=Identity(keys=()),
    claims=(FILED,),
    grounds=(Ground(id="first", pick=Pick(claims=("filed",))),),
    limits=(
        ClaimLimit(limit=VISIT, on=("filed",), then="lapse", what="visit"),
        ClaimLimit(limit=CHECK, on=("filed",), then="report", what="verification", who="head"),
        ClaimLimit(limit=OPEN, on=("filed",), then="contest", what="visit"),
    ),
    decisive=(Facts(kinds=("deal",)),),
)


def court(**rows):
    return open_court(attrs.evolve(POLICY, **rows), china)


def test_what_was_open_at_the_end_of_the_claim_is_dropped():
    """Without it a claim long gone would still ask for a visit."""
    from renoflow.facts import refusal

    gone = refusal("r", at=at(1, 12), of="f1")
    expected = [
        ("check", "head", "dropped", china.end(china.day(at(3)))),
        ("window", "wang", "dropped", LAST),
    ]
    assert due(court(), F1, gone, on=at(2), until=at(20)) == expected
    assert due(court(), F1, gone, on=at(20), until=at(20)) == expected


def test_a_deal_drops_what_protected_and_keeps_what_reports():
    """Without it the deal would be followed by a missed visit, or excuse a missing check."""
    sold = deal("d", at=at(2))
    assert due(court(), F1, sold, on=at(20), until=at(20)) == [
        ("check", "head", "missed", china.end(china.day(at(3)))),
        ("window", "wang", "dropped", LAST),
    ]
    met = verification("x", at=at(3), of="f1")
    assert ("check", "head", "met", china.end(china.day(at(3)))) in due(
        court(), F1, sold, met, on=at(20), until=at(20)
    )


def test_a_duty_whose_time_has_not_begun_is_not_due():
    """Without it a survey would be asked for before the visit that it is about."""
    visited = Anchor(of="first", facts=Facts(kinds=("visit",)))
    survey = Limit(id="survey", anchor=visited, span=hours(2), needs=Facts(kinds=("survey",)))
    limits = (ClaimLimit(limit=survey, on=("filed",), then="report", what="survey"),)
    assert due(court(limits=limits), F1, on=at(2), until=at(20)) == []
    came = visit("v", at=at(2), invited_by="wang")
    assert due(court(limits=limits), F1, came, on=at(2), until=at(20)) == [
        ("survey", "wang", "open", at(2, 12))
    ]


def test_a_void_claim_owes_nothing():
    """Without it whoever was barred would be asked for a visit all the same."""
    barred = (attrs.evolve(FILED, bars=("filed",)),)
    second = filing("f2", at=at(2), by="li", medium="form")
    assert {
        who for _, who, _, _ in due(court(claims=barred), F1, second, on=at(3), until=at(20))
    } == {
        "head",
        "wang",
    }


STEP = Approval(id="head", role="head", on=Facts(kinds=("approval",)), within=hours(2))


@pytest.mark.parametrize(("hour", "state"), [(12, "open"), (13, "missed")])
def test_an_approval_that_waits_is_due_within_its_term(hour, state):
    """Without it a claim could wait on somebody's desk unseen."""
    claims = (attrs.evolve(FILED, approvals=(STEP, attrs.evolve(STEP, id="office"))),)
    found = obligations(
        court(claims=claims, limits=()), Case("C", (F1,)), at=at(1, hour), until=at(20)
    )
    assert [(one.rule, one.what, one.who, one.state, one.due) for one in found] == [
        ("p@1#filed/head", "approval", "head", state, at(1, 12))
    ]


def test_the_approvals_of_a_claim_at_its_end_are_not_asked_for():
    """Without it a refused claim would still wait for the next desk."""
    claims = (attrs.evolve(FILED, approvals=(STEP,)),)
    limits = (POLICY.limits[0],)
    found = due(court(claims=claims, limits=limits), F1, on=at(20), until=at(20))
    assert found == [("window", "wang", "missed", LAST)]


CONTACTED = court(
    limits=(),
    claims=(Claim(basis="filed", opens=Facts(kinds=("filing", "touch"))),),
    duties=(
        Duty(
            limit=Limit(
                id="tell",
                anchor=Anchor(of="first", facts=Facts(kinds=("filing", "enquiry")), whole=True),
                needs=Facts(kinds=("notice",)),
            ),
            what="tell_owner",
            who="self",
        ),
        Duty(
            limit=Limit(
                id="entry",
                anchor=Anchor(of="decisive"),
                span=hours(2),
                needs=Facts(kinds=("entry",)),
            ),
            what="entry",
            who="head",
            advice=True,
        ),
    ),
)


def test_a_duty_without_end_is_listed_while_it_is_open():
    """Without it what has no term would never be done."""
    assert due(CONTACTED, F1, on=at(2)) == [("tell", "wang", "open", None)]
    told = notice("n", at=at(2), subject="owner")
    assert due(CONTACTED, F1, told, on=at(3)) == []


def test_the_company_owes_what_the_owner_would_where_there_is_none():
    """Without it a customer of nobody would be told nothing."""
    asked = enquiry("e", at=at(1), channel="web")
    assert due(CONTACTED, asked, on=at(2)) == [("tell", "company", "open", None)]


def test_every_owner_owes_it_where_there_are_several():
    """Without it of two owners each would wait for the other."""
    halves = Outcome(parts=(Part(part=Fraction(1, 2)), Part(part=Fraction(1, 2))))
    both = attrs.evolve(
        CONTACTED.policies,
        grounds=(Ground(id="both", pick=Pick(claims=("filed",), take=2), gives=halves),),
    )
    facts = (F1, touch("t", at=at(2), by="li"))
    assert due(open_court(both, china), *facts, on=at(3)) == [
        ("tell", "li", "open", None),
        ("tell", "wang", "open", None),
    ]


def test_duties_after_the_deal_are_read_up_to_the_asked_instant():
    """Without it the deal would freeze the very duty that it begins."""
    sold = deal("d", at=at(2))
    found = obligations(CONTACTED, Case("C", (F1, sold)), at=at(3), until=at(3))
    assert [(one.what, one.state, one.advice) for one in found] == [
        ("entry", "missed", True),
        ("tell_owner", "open", False),
    ]
    done = entry("x", at=at(2, 11))
    assert ("entry", "head", "met", at(2, 12)) in due(CONTACTED, F1, sold, done, on=at(3))


def test_the_monthly_check_comes_round():
    """Without it a check done once would count for ever (ATT-18)."""
    preset = open_court(presets.first_contact(deal=(Facts(kinds=("deal",)),)), china)
    facts = (
        touch("t", at=at(20, month=1), by="wang"),
        ownership_check("o", at=at(20, month=2), by="head"),
    )
    found = due(preset, *facts, on=at(1, month=4), until=at(1, month=4))
    assert [(rule, state) for rule, _, state, _ in found] == [
        ("monthly_check", "missed"),
        ("tell_owner", "open"),
        ("monthly_check", "met"),
    ]


@SHORT
@given(random.policies(), random.cases(), random.instants, random.known_ats)
def test_what_is_due_is_sorted_and_within_what_was_asked(policy, case, when, known_at):
    """Without it an agenda would hide the urgent below the rest."""
    until = when + hours_of(30)
    found = obligations(
        open_court(policy, random.EVERY_DAY), case, at=when, until=until, known_at=known_at
    )
    assert list(found) == sorted(found, key=urgency)
    for one in found:
        assert one.state == "open" if one.due is None else one.due <= until
        assert one.state != "open" or one.due is None or when <= one.due
        assert one.state != "missed" or one.due < when
        assert one.customer == case.customer
        assert one.rule.startswith("made_up@1#")


def hours_of(count):
    return count * (at(1, 1) - at(1, 0))
