"""A decision kept as a scenario: without names, and later policies pass it or overrule it."""

from datetime import date

import pytest
import tomli_w

from renoflow.attribution import Case, open_court, presets
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import (
    KINDS,
    Kind,
    closed_loop,
    contract,
    deal,
    decision,
    design_schedule,
    dispute,
    fact,
    filing,
    key,
    need_changed,
    signature,
    touch,
    visit,
)
from renoflow.money import yuan
from renoflow.periods import LEGAL, days
from renoflow.select import Facts
from renoflow.testing.precedents import Precedents, check_precedents, precedent
from renoflow.testing.scenarios import read_scenarios


def at(day, hour=10):
    return china.at(2024, 3, day, hour)


CASE = Case(
    "customer:7",
    (
        touch("t1", at=at(1), by="wang", medium="call", customer="customer:7", place="hall"),
        filing(
            "a", at=at(2), by="li", medium="form", phone=key("13800000000"), supplied=("name",)
        ),
        signature("s", at=at(2, 11), by="zhou", for_="desk", of="a", role="customer_service"),
        signature("lost", at=at(2, 11), by="zhou", of="gone", recorded_at=at(3)),
        visit("v", at=at(3), brought_by="li", names=None, person="wife"),
        contract("c", at=at(3), type="construction", amount=yuan("1234.50")),
        closed_loop("l", at=at(3), next_at=at(8), talk_satisfies=True),
        design_schedule("g", at=date(2024, 3, 3), first_draft_on=date(2024, 3, 9)),
        need_changed("m", at=at(3)),
        dispute("d", at=at(4), claims=("wang", "li")),
        visit("late", at=at(9), brought_by="chen"),
    ),
)
WORD = decision("w", at=at(5), by="boss", of="d", owner="li", role="team_head")


def kept(**more):
    told = precedent(CASE, WORD, china, name="brought after a call", rule="ATT-13", **more)
    (one,) = read_scenarios(tomli_w.dumps({"case": [told]}), china)
    return told, one


def test_it_holds_what_led_to_it_and_nobody_by_name():
    """Without it a file of precedents would be a file of persons."""
    told, one = kept()
    text = tomli_w.dumps({"case": [told]})
    for name in ("wang", "zhou", "desk", "boss", "138", "customer:7", "wife", "hall"):
        assert name not in text.replace("customer_service", "")
    assert one.expect == {"owner": "p2"}
    assert [each.kind for each in one.facts] == [
        "touch",
        "filing",
        "signature",
        "signature",
        "design_schedule",
        "contract",
        "closed_loop",
        "need_changed",
        "visit",
    ]
    by_kind = {each.kind: each for each in reversed(one.facts)}
    signed = [(each.get("of"), each.actor) for each in one.facts if each.kind == "signature"]
    assert signed == [("f0", "p3"), ("f2", "p4")]
    assert by_kind["closed_loop"].get("next_at") == at(8)
    assert by_kind["contract"].get("amount") == yuan("1234.50")
    assert (by_kind["visit"].get("names"), by_kind["visit"].get("brought_by")) == (None, "p2")
    assert by_kind["filing"].get("supplied") == ("name",)
    assert one.at == WORD.at


def test_a_policy_passes_it_or_says_that_it_does_not():
    """The call came first and the boss decided for the other: first contact overrules him."""
    _, one = kept()
    first = open_court(presets.first_contact(deal=(Facts(kinds=("deal",)),)), china)
    filed = open_court(presets.seven_day_filing(window=days(7, counting=LEGAL)), china)
    name = one.name
    none = {"passed": (), "overruled": (), "broken": (), "idle": ()}
    assert check_precedents(filed, [one]) == Precedents(**{**none, "passed": (name,)})
    assert check_precedents(first, [one]) == Precedents(**{**none, "broken": (name,)})
    openly = check_precedents(first, [one], overruled=[name, "another"])
    assert openly == Precedents(**{**none, "overruled": (name,), "idle": ("another",)})
    assert check_precedents(filed, [one], overruled=[name]).idle == (name,)


def test_what_the_company_declares_itself_is_kept_too():
    """Without it a policy with kinds of its own could keep no precedent."""
    tour = Kind(name="tour", zh="带看")
    kinds = {**KINDS, "tour": tour}
    own = fact("x", "tour", at=at(1), by="wang", role="guide", kinds=kinds)
    old = deal("y", at=at(2), by="company", amount=yuan("1"))
    case = Case("c", (own, old))
    told = precedent(case, WORD, china, name="n", rule="r", kinds=kinds)
    assert told["facts"][0] == {
        "id": "f1",
        "fact": "tour",
        "at": at(1).replace(tzinfo=None),
        "by": "p1",
        "role": "guide",
    }
    assert told["facts"][1]["by"] == "company"
    bare = precedent(case, WORD, china, name="n", rule="r", kinds={})
    assert [row["fact"] for row in bare["facts"]] == ["tour", "deal"]


def test_what_is_no_decision_is_no_precedent():
    """Without it a case could be kept that expects nothing."""
    for one, field in (
        (dispute("d", at=at(1)), "decision.owner"),
        (decision("w", at=date(2024, 3, 5), owner="li"), "decision.at"),
    ):
        with pytest.raises(Malformed) as caught:
            precedent(CASE, one, china, name="n", rule="r")
        assert caught.value.field == field
    (silent,) = read_scenarios(
        '[[case]]\nname = "n"\nrule = "r"\nat = 2024-03-01\nexpect = { row = "x" }\n', china
    )
    court = open_court(presets.first_contact(deal=(Facts(kinds=("deal",)),)), china)
    with pytest.raises(Malformed) as caught:
        check_precedents(court, [silent])
    assert caught.value.field == "expect.owner"
