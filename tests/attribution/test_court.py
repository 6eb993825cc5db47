"""Opening a court: whatever a policy names must be there, and the error says where not."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from renoflow.attribution import (
    Adjustment,
    Approval,
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
    judge,
    open_court,
    presets,
)
from renoflow.attribution.records import Case
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import Field, Kind, fact
from renoflow.limits import Limit
from renoflow.obligations import Duty
from renoflow.periods import LEGAL, days, hours
from renoflow.select import Facts, Match, Test
from renoflow.timeline import Timeline

VISIT = Facts(kinds=("visit",))
FILED = Claim(basis="filed", opens=Facts(kinds=("filing",)))
OWNS = Ground(id="owns", pick=Pick(claims=("filed",)))
PLAIN = Policy(
    id="plain",
    revision=3,
    source="",
    days="end",
    identity=Identity(keys=()),
    claims=(FILED,),
    grounds=(OWNS,),
)
WRONG_KIND = Facts(kinds=("vist",))
WRONG_FIELD = Facts(kinds=("visit",), where=(Match(field="invited", op="given"),))
WRONG_WORD = Facts(kinds=("filing",), where=(Match(field="medium", op="in", values=("from",)),))


def claim(**fields):
    return {"claims": (attrs.evolve(FILED, **fields),)}


def ground(**fields):
    return {"grounds": (attrs.evolve(OWNS, **fields),)}


def limit(**fields):
    fields = {"on": ("filed",), "then": "lapse", "what": "visit", **fields}
    return {"limits": (ClaimLimit(**fields),)}


def duty(facts):
    one = Limit(id="check", needs=facts)
    return {"duties": (Duty(limit=one, what="check", who="clerk"),)}


def adjusted(**fields):
    fields = {"id": "fine", "kind": "penalty", "to": "by", "when": (), **fields}
    return {"adjustments": (Adjustment(**fields),)}


STEP = Approval(id="step", role="clerk", on=Facts(kinds=("approval",)))


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"grounds": ()}, "value.missing", "grounds"),
        ({"claims": ()}, "value.missing", "claims"),
        # a kind that is not there, in every place that may name one
        (claim(opens=WRONG_KIND), "fact.kind", "claims[0].opens.fact"),
        (claim(needs=(Test(facts=WRONG_KIND),)), "fact.kind", "claims[0].needs[0].fact"),
        (
            claim(needs=(Pick(claims=("filed",), having=(Test(facts=WRONG_KIND),)),)),
            "fact.kind",
            "claims[0].needs[0].with[0].fact",
        ),
        (
            claim(approvals=(attrs.evolve(STEP, on=WRONG_KIND),)),
            "fact.kind",
            "claims[0].approvals[0].on.fact",
        ),
        (
            claim(approvals=(attrs.evolve(STEP, refused=WRONG_KIND),)),
            "fact.kind",
            "claims[0].approvals[0].refused.fact",
        ),
        (claim(ends=(VISIT, WRONG_KIND)), "fact.kind", "claims[0].ends[1].fact"),
        (
            limit(limit=Limit(id="window", needs=WRONG_KIND)),
            "fact.kind",
            "limits[0].needs.fact",
        ),
        (duty(WRONG_KIND), "fact.kind", "duties[0].needs.fact"),
        (
            ground(when=(Test(any=(Test(facts=VISIT), Test(facts=WRONG_KIND))),)),
            "fact.kind",
            "grounds[0].when[0].any[1].fact",
        ),
        (
            ground(pick=Pick(claims=("filed",), having=(Test(facts=WRONG_KIND),))),
            "fact.kind",
            "grounds[0].pick.with[0].fact",
        ),
        (
            adjusted(when=(Test(facts=WRONG_KIND),)),
            "fact.kind",
            "adjustments[0].when[0].fact",
        ),
        ({"decisive": (WRONG_KIND,)}, "fact.kind", "decisive[0].fact"),
        ({"undo": (VISIT, WRONG_KIND)}, "fact.kind", "undo[1].fact"),
        # a field, or a word out of a closed list
        (claim(opens=WRONG_FIELD), "fact.field", "claims[0].opens.invited"),
        (claim(opens=WRONG_WORD), "value.choice", "claims[0].opens.medium"),
        # a claimant whom the opening fact cannot name
        (claim(claimant="referrer"), "fact.field", "claims[0].claimant"),
        (claim(claimant="medium"), "fact.field", "claims[0].claimant"),
        # a basis that no claim has
        (claim(bars=("field",)), "policy.basis", "claims[0].bars"),
        (claim(needs=(Pick(claims=("field",)),)), "policy.basis", "claims[0].needs[0].claims"),
        (limit(limit=Limit(id="window"), on=("field",)), "policy.basis", "limits[0].on"),
        (ground(pick=Pick(claims=("filed", "field"))), "policy.basis", "grounds[0].pick.claims"),
        (ground(when=(Pick(claims=("field",)),)), "policy.basis", "grounds[0].when[0].claims"),
        # what ended a claim must be a row that can
        (
            ground(pick=Pick(claims=("filed",), ended_by=("windw",))),
            "value.choice",
            "grounds[0].pick.ended_by",
        ),
        # an owner out of nowhere
        (ground(pick=None), "policy.nobody_picked", "grounds[0].pick"),
        (ground(tie=Outcome()), "value.choice", "grounds[0].tie.kind"),
        (
            {"identity": Identity(keys=(), doubt=Outcome())},
            "value.choice",
            "identity.doubt.kind",
        ),
        # two rows of one id, or one that the court itself uses
        ({"grounds": (OWNS, OWNS)}, "policy.row_twice", "grounds[1].id"),
        (ground(id="identity"), "policy.row_twice", "grounds[0].id"),
        (ground(id="decision"), "policy.row_twice", "grounds[0].id"),
        (limit(limit=Limit(id="owns")), "policy.row_twice", "grounds[0].id"),
        (duty(VISIT) | ground(id="check"), "policy.row_twice", "grounds[0].id"),
        (adjusted(id="owns"), "policy.row_twice", "adjustments[0].id"),
        (claim(approvals=(STEP, STEP)), "policy.row_twice", "claims[0].approvals[1].id"),
    ],
)
def test_what_a_policy_names_must_be_there(fields, code, path):
    """Otherwise a misspelt word would make a row that never holds, and nobody would see it."""
    with pytest.raises(Malformed) as caught:
        open_court(attrs.evolve(PLAIN, **fields), china)
    assert (caught.value.code, caught.value.field) == (code, path)
    assert str(caught.value)


SLIP: Any = "slip"  # a word that no list has
MISSPELT = [
    (ground(gives=Outcome(kind=SLIP)), "grounds[0].gives.kind"),
    (ground(answers=("credit", SLIP)), "grounds[0].answers"),
    (ground(pick=Pick(claims=("filed",), status=(SLIP,))), "grounds[0].pick.status"),
    (claim(again=SLIP), "claims[0].again"),
    (claim(approvals=(attrs.evolve(STEP, silence=SLIP),)), "claims[0].approvals[0].silence"),
    (claim(opens=attrs.evolve(VISIT, by=SLIP)), "claims[0].opens.by"),
    (limit(limit=Limit(id="window", early=SLIP)), "limits[0].early"),
    (limit(limit=Limit(id="window"), then=SLIP), "limits[0].then"),
    ({"days": SLIP}, "days"),
    (
        {"identity": Identity(keys=(KeyRule(field="phone", strength=SLIP),))},
        "identity.keys[0].strength",
    ),
    ({"deciders": (Decider(role="boss", until=SLIP),)}, "deciders[0].until"),
]


@pytest.mark.parametrize(("fields", "path"), MISSPELT, ids=[path for _, path in MISSPELT])
def test_a_word_that_its_list_lacks_is_refused(fields, path):
    """In Python no codec reads the policy, and a misspelt word would mean nothing at all."""
    with pytest.raises(Malformed) as caught:
        open_court(attrs.evolve(PLAIN, **fields), china)
    assert (caught.value.code, caught.value.field) == ("value.choice", path)


def test_a_state_is_no_party():
    """``names = "none"`` would ask for a party called so."""
    nobody = Facts(kinds=("visit",), where=(Match(field="names", op="in", values=("none",)),))
    with pytest.raises(Malformed) as caught:
        open_court(attrs.evolve(PLAIN, **claim(opens=nobody)), china)
    assert (caught.value.code, caught.value.field) == ("select.word", "claims[0].opens.names")


def test_a_policy_adds_fields_to_a_shipped_kind():
    """Its facts are told with the court's own table."""
    caller = Kind(name="visit", zh="到店", fields=(Field(name="caller", zh="来电", type="flag"),))
    court = open_court(attrs.evolve(PLAIN, kinds=(caller,)), china)
    told = fact("f", "visit", at=china.at(2024, 3, 1), caller=True, names="ann", kinds=court.kinds)
    assert told.get("caller") is True
    with pytest.raises(Malformed) as caught:
        fact("f", "flat_tour", at=china.at(2024, 3, 1), kinds=court.kinds)
    assert "kinds=court.kinds" in str(caught.value)


def test_a_kind_that_clashes_with_a_shipped_one_is_refused():
    """One fact could not be told by both."""
    other = Kind(name="visit", zh="到店", fields=(Field(name="phone", zh="号码", type="code"),))
    with pytest.raises(Malformed) as caught:
        open_court(attrs.evolve(PLAIN, kinds=(other,)), china)
    assert (caught.value.code, caught.value.field) == ("kinds.clash", "kinds[0].fields[0]")


def test_the_revisions_of_a_policy_share_their_kinds():
    """Facts told under the old revision are read by the new one."""
    one = Kind(name="flat_tour", zh="带看", fields=(Field(name="n", zh="数", type="count"),))
    other = attrs.evolve(one, fields=(Field(name="n", zh="数", type="flag"),))
    old, new = (
        attrs.evolve(PLAIN, revision=place, kinds=(kind,)) for place, kind in enumerate((one, one))
    )
    rows = ((date(2024, 1, 1), old), (date(2024, 3, 3), new))
    court = open_court(Timeline(rows=rows), china)
    assert court.kinds["flat_tour"] == one
    assert repr(court).startswith("Court(policies=plain@0, plain@1, ")
    apart = (rows[0], (date(2024, 3, 3), attrs.evolve(new, kinds=(other,))))
    with pytest.raises(Malformed) as caught:
        open_court(Timeline(rows=apart), china)
    assert caught.value.field == "[1].kinds[0].fields[0]"
    assert caught.value.params["other"] == "[0].kinds[0].fields[0]"


def test_a_court_is_shown_in_a_line():
    """Whoever prints one wants its name and not its rows."""
    assert len(repr(open_court(PLAIN, china))) < 400


def test_the_error_names_the_nearest_word():
    """The way out stands in the sentence."""
    with pytest.raises(Malformed) as caught:
        open_court(attrs.evolve(PLAIN, **claim(bars=("field",))), china)
    assert caught.value.params["near"] == "filed"


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"kind": "pool"}, "policy.outcome_to", "to"),
        ({"kind": "owner", "to": "ann"}, "policy.outcome_to", "to"),
        ({"parts": (Part(part=Fraction(1, 2)),)}, "policy.parts", "parts"),
    ],
)
def test_an_outcome_that_says_nothing_is_refused(fields, code, path):
    """A pool without a name, an owner by name, parts that do not total one."""
    with pytest.raises(Malformed) as caught:
        Outcome(**fields)
    assert (caught.value.code, caught.value.field) == (code, path)


def test_a_policy_may_bring_fact_kinds_and_claimants_of_its_own():
    """A second company's rules must go in without a change of the library."""
    tour = Kind(
        name="model_room_tour",
        zh="带看样板间",
        fields=(Field(name="guides", zh="带看人", type="names"),),
    )
    toured = Claim(basis="toured", opens=Facts(kinds=("model_room_tour",)), claimant="guides")
    policy = attrs.evolve(
        PLAIN,
        claims=(toured,),
        grounds=(Ground(id="toured", pick=Pick(claims=("toured",), take=None)),),
        kinds=(tour,),
    )
    case = Case(
        "k1",
        (
            fact(
                "f1",
                "model_room_tour",
                at=china.at(2024, 3, 1, 10),
                guides=("bo", "ann"),
                kinds={tour.name: tour},
            ),
        ),
    )
    verdict = judge(open_court(policy, china), case, at=china.at(2024, 3, 2))
    assert {one.party: str(one.share) for one in verdict.credit.shares} == {
        "ann": "1/2",
        "bo": "1/2",
    }


def test_a_claim_for_the_company_asks_for_no_claimant():
    """The walk-in's claim is the company's whoever wrote it down."""
    policy = attrs.evolve(PLAIN, **claim(opens=VISIT, claimant="nobody", party="company"))
    case = Case("k1", (fact("f1", "visit", at=china.at(2024, 3, 1, 10)),))
    assert judge(open_court(policy, china), case, at=china.at(2024, 3, 2)).owner == "company"


def test_a_case_is_judged_by_the_policy_in_force():
    """A new revision must not reach back, and an old one must not reach on."""
    old = presets.seven_day_filing(window=days(7, counting=LEGAL))
    new = attrs.evolve(presets.seven_day_filing(window=hours(24)), revision=2)
    court = open_court(Timeline(rows=((date(2024, 1, 1), old), (date(2024, 3, 3), new))), china)
    case = Case(
        "k1", (fact("f1", "filing", at=china.at(2024, 3, 1, 10), by="ann", medium="form"),)
    )
    last = china.end(date(2024, 3, 2))
    assert judge(court, case, at=last).rule == "seven_day_filing@1#filed_first"
    assert judge(court, case, at=china.at(2024, 3, 3)).rule == "seven_day_filing@2#silent"
    with pytest.raises(Malformed) as caught:
        judge(court, case, at=china.at(2023, 12, 31))
    assert caught.value.code == "timeline.before"


def test_a_frozen_case_keeps_the_policy_of_its_deal():
    """A closed case must not change when the rules do."""
    first = presets.first_contact(deal=(Facts(kinds=("deal",)),))
    other = attrs.evolve(
        first, revision=2, claims=(), grounds=(Ground(id="none", gives=Outcome(kind="nobody")),)
    )
    court = open_court(
        Timeline(rows=((date(2024, 1, 1), first), (date(2024, 3, 3), other))), china
    )
    told = (
        fact("f1", "touch", at=china.at(2024, 3, 1, 10), by="ann"),
        fact("f2", "deal", at=china.at(2024, 3, 2, 10)),
    )
    at = china.at(2024, 3, 31)
    assert judge(court, Case("k1", told), at=at).rule == "first_contact@1#first_contact"
    assert judge(court, Case("k1", told[:1]), at=at).rule == "first_contact@2#none"


def test_a_first_contact_policy_says_what_a_deal_is():
    """Without a deal no ownership would ever be fixed, and nobody would notice."""
    with pytest.raises(Malformed) as caught:
        presets.first_contact(deal=())
    assert (caught.value.code, caught.value.field) == ("value.missing", "deal")
