"""What one payee is shown, and what becomes of lines that are read over the years."""

import attrs
import pytest

from renoflow.attribution import Case, open_court, pay, presets, statement
from renoflow.attribution.policy import Chapter
from renoflow.calendars import china
from renoflow.codec import to_json
from renoflow.facts import dispute, payout, receipt, referral
from renoflow.money import Money, yuan
from renoflow.select import Facts
from renoflow.timeline import Timeline
from tests.attribution.pay.plans import cases_of, court_of


def case_of(plan, words):
    return next(one for one in cases_of(plan) if words in one.name)


def test_an_override_shows_no_commission_of_another():
    """The head's tenth would tell him the designer's whole."""
    case = case_of("designer", "last fen")
    found = pay(court_of("designer"), Case("c1", case.facts), at=case.at)
    shown = statement(found, "design_head")
    text = to_json(shown)
    assert "luo" not in text
    assert "3750.13" not in text
    assert [one.base for one in shown.lines] == [None]
    assert [one.base for one in statement(found, "luo").lines] == [yuan(30001)]


def test_shares_of_others_are_not_shown():
    """What a colleague had of the same payment is his own affair."""
    case = case_of("sales_office", "half his, half")
    found = pay(court_of("sales_office"), Case("c1", case.facts), at=case.at)
    mine = statement(found, "an")
    assert "bei" not in to_json(mine)
    assert mine.totals.earned == yuan(20)
    assert found.totals.earned == yuan(200)


def test_one_who_has_no_line_has_an_empty_statement():
    """A stranger must learn nothing, not even that there is a commission."""
    case = case_of("sales_office", "half his, half")
    found = pay(court_of("sales_office"), Case("c1", case.facts), at=case.at)
    shown = statement(found, "stranger")
    assert shown.lines == ()
    assert set(attrs.asdict(shown.totals, recurse=False).values()) == {Money(0)}


def test_a_payment_too_much_is_surplus():
    """What was paid beyond every line must be seen, not swallowed."""
    case = case_of("home_builder", "paid at closing")
    more = payout("p", at=china.at(2024, 8, 31), to="agent_lin", amount=yuan("10310"))
    found = pay(court_of("home_builder"), Case("c1", (*case.facts, more)), at=case.at)
    assert found.surplus == (("agent_lin", yuan("1.36")),)
    assert statement(found, "agent_lin").totals.surplus == yuan("1.36")
    assert found.payees == ("agent_lin",)


def test_what_was_recovered_lessens_what_was_paid():
    """A clawback that was paid back leaves nothing to recover."""
    case = case_of("channel_partner", "all is taken back")
    back = payout(
        "p", at=china.at(2024, 6, 20), to="north_star", term="first_year", amount=-yuan(15)
    )
    found = pay(court_of("channel_partner"), Case("c1", (*case.facts, back)), at=case.at)
    assert found.totals.paid == found.totals.due == Money(0)
    assert found.totals.reversed == yuan(30)


def test_the_terms_of_the_revision_that_judges_apply():
    """A new commission plan must not change what a closed deal earned."""
    court = court_of("home_builder")
    old = court.policies
    dearer = attrs.evolve(old.terms[0], rate=old.terms[0].rate * 2)
    new = attrs.evolve(old, revision=2, terms=(dearer,))
    rows = ((china.at(2024, 1, 1), old), (china.at(2024, 9, 1), new))
    both = open_court(Timeline(rows=rows), china)
    case = case_of("home_builder", "paid at closing")
    found = pay(both, Case("c1", case.facts), at=china.at(2024, 12, 1))
    assert found.policy == "maple_co_broke@1"
    assert found.totals.earned == yuan("10308.64")
    asked = tuple((since, attrs.evolve(one, pin="asked")) for since, one in rows)
    found = pay(
        open_court(Timeline(rows=asked), china), Case("c1", case.facts), at=china.at(2024, 12, 1)
    )
    assert found.policy == "maple_co_broke@2"
    assert found.totals.earned == yuan("20000")


def test_who_owned_in_an_earlier_chapter_keeps_its_lines():
    """The next partner who brings the customer again must not get the first one's commission."""
    policy = court_of("channel_partner").policies
    fresh = Chapter(closes=(Facts(kinds=("completion",)),))
    court = open_court(attrs.evolve(policy, chapter=fresh), china)
    case = case_of("channel_partner", "still a partner")
    facts = (
        *case.facts,
        receipt("r2", at=china.at(2024, 8, 2), component="works", amount=yuan(500)),
        referral("again", at=china.at(2024, 8, 1), source="partner", referrer="south"),
    )
    closed = attrs.evolve(
        case.facts[2],
        id="done",
        kind="completion",
        at=china.at(2024, 7, 1),
        recorded_at=china.at(2024, 7, 1),
        fields=(),
    )
    found = pay(court, Case("c1", (*facts, closed)), at=china.at(2024, 9, 1))
    assert [(one.payee, one.earned) for one in found.lines] == [
        ("north_star", yuan(30)),
        ("south", yuan(15)),
    ]


@pytest.mark.parametrize("held", ["contested", "all"])
@pytest.mark.parametrize("parties", [("east", "west"), ("north", "west")])
def test_with_a_ladder_the_dispute_is_open_until_its_level_decides(held, parties):
    """A clerk's word about a quarrel must not let the money go."""
    policy = court_of("reseller").policies
    ladder = attrs.evolve(presets.qc_appeal(), held=held)
    court = open_court(attrs.evolve(policy, ladder=ladder), china)
    case = case_of("reseller", "once it is decided")
    facts = tuple(
        dispute("f3", at=one.at, by="east", claims=parties, role="employee")
        if one.kind == "dispute"
        else one
        for one in case.facts
    )
    found = pay(court, Case("c1", facts), at=case.at)
    (line,) = (one for one in found.lines if one.rule.endswith("#registration"))
    assert line.held == yuan(100)
    quiet = tuple(one for one in facts if one.kind not in {"dispute", "decision"})
    found = pay(court, Case("c1", quiet), at=case.at)
    assert found.totals.held == Money(0)
