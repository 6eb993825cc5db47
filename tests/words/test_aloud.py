"""Policies read aloud, word for word in both languages: picks, parts, pay and days."""

from fractions import Fraction

import attrs
import pytest

from renoflow.attribution import (
    Adjusted,
    Adjustment,
    Candidate,
    Case,
    Ground,
    Leaver,
    Matching,
    Needs,
    Outcome,
    Part,
    Parts,
    Release,
    Reversal,
    Whom,
    judge,
    open_court,
    presets,
    recommend_designer,
    why,
)
from renoflow.calendars import china
from renoflow.facts import (
    approval,
    callback,
    deal,
    decision,
    invitation,
    leave,
    list_allotted,
    touch,
    visit,
)
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import LEGAL, Span, days
from renoflow.select import Anchor, Facts, Match, Row, Table, Test
from renoflow.words import en, text, zh
from tests.attribution.test_presets import register
from tests.words.aloud import (
    DEAL,
    FILED,
    POLICY,
    TOUCHED,
    at,
    both,
    filed,
    ground,
    term,
)

# --- picks, and the conditions around them ------------------------------------------------


def test_the_conditions_of_a_pick_that_is_paid_are_said():
    """Without it a term for one route would read like the term for the other."""
    own = Test(
        facts=Facts(
            kinds=("filing",), where=(Match(field="source", op="in", values=("partner",)),)
        )
    )
    assert term(to=attrs.evolve(FILED, having=(own,), status=("lapsed",))) == (
        (
            "0.4% of the amount of the last deal for the earliest claimant with a claim “filed”"
            " that"
            " is lapsed for whom there is a filing (source: partner); rounded half up to the fen."
        ),
        (
            "最后一次成交的金额的0.4%，归有已失效的“报备”的最早者（条件：有报备（来源："
            "合作伙伴））；"
            "四舍五入到分。"
        ),
    )
    assert term(to=attrs.evolve(FILED, take=None, ended_by=("window",), by="other")) == (
        (
            "0.4% of the amount of the last deal for everybody with a claim “filed” of another"
            " party"
            " (ended by the customer comes within the term (window)); rounded half up to the fen."
        ),
        (
            "最后一次成交的金额的0.4%，归有他人“报备”的所有人（因 报备后限期到店（window） 终止）"
            "；四舍五入到分。"
        ),
    )


def test_the_subsidy_of_a_list_holder_says_what_he_must_have_done():
    """COL-06: without it the company would read that every list holder is paid."""
    english, chinese = both(
        register(),
        "- subsidy for the holder of a list (list_subsidy): ",
        "- 名单分配人补助（list_subsidy）：",
    )
    assert (
        "also there is a touch by the claimant (medium: call or text message; verified: yes)"
        " before the first visit (evidence: consultation register of the hall or measurement"
        " record), if not an owner, borne by the company"
    ) in english
    assert "有本人的跟单（方式：电话或短信；已核实：是））（未拥有客户的）得补贴" in chinese


def test_a_condition_of_the_pick_reads_otherwise_than_one_of_the_row():
    """Two policies that decide differently must not have one and the same text."""
    assert ground(pick=attrs.evolve(FILED, having=(TOUCHED, Test(facts=DEAL)))) == (
        (
            "if a claim “filed” is in force, for which there is a touch by the claimant, and also"
            " there is a deal, the earliest claimant owns the customer."
        ),
        "如有有效的“报备”（条件：有本人的跟单，且有成交），客户归最早者。",
    )
    assert ground(when=(TOUCHED, Test(facts=DEAL))) == (
        (
            "if a claim “filed” is in force, and for the earliest claimant there is a touch by the"
            " claimant, and there is a deal, the earliest claimant owns the customer."
        ),
        "如有有效的“报备”，且就最早者而言，有本人的跟单，且有成交，客户归最早者。",
    )


SEEN = [
    (Test(facts=DEAL), False),
    (Test(any=(Test(facts=DEAL), TOUCHED)), True),
    (Test(facts=DEAL, within=days(1, counting=LEGAL)), True),
    (Test(facts=DEAL, within=days(1, counting=LEGAL), of=Anchor(of="asked")), False),
    (Test(facts=DEAL, after=Anchor(of="lapsed")), True),
    (Test(facts=DEAL, before=Anchor(of="first", facts=TOUCHED.facts)), True),
    (Test(facts=DEAL, after=Anchor(of="latest_of", anchors=(Anchor(of="asked"),))), False),
    (Test(facts=Facts(kinds=("deal",), same=("project",))), True),
    (attrs.evolve(FILED, by="other"), True),
    (FILED, False),
]


@pytest.mark.parametrize(("one", "is_seen"), SEEN)
def test_who_a_condition_is_seen_from_is_said_where_it_matters(one, is_seen):
    """Without it nobody would know whose own touch is asked for."""
    english, chinese = ground(when=(one,))
    assert ("for the earliest claimant" in english) is is_seen
    assert ("就最早者而言" in chinese) is is_seen


def test_either_of_one_is_said_as_that_one():
    """An either without an or is no sentence."""
    told = Test(any=(Test(facts=DEAL),))
    assert (text(told), text(told, "zh")) == ("there is a deal", "有成交")


# --- who has how much ---------------------------------------------------------------------


def test_parts_say_who_has_what():
    """Without it nobody would know whether 50% is of the claimant or of the seller."""
    half = Part(part=Fraction(1, 2))
    to_seller = Part(to=Whom(last=DEAL))
    assert ground(gives=Outcome(parts=(half, to_seller))) == (
        (
            "if a claim “filed” is in force, the earliest claimant has 50%, whoever did the last"
            " deal"
            " has the rest."
        ),
        "如有有效的“报备”，最早者占50%，最后一次成交的人占其余。",
    )
    assert ground(pick=attrs.evolve(FILED, take=None), gives=Outcome(parts=(half, half))) == (
        (
            "if a claim “filed” is in force, claimant no. 1 has 50%, claimant no. 2 has 50%"
            " (counted from the earliest claimant; where there are fewer, they share these parts"
            " equally)."
        ),
        "如有有效的“报备”，第1人占50%，第2人占50%（自最早者数起；不足此数的，均分这些份额）。",
    )
    graded: Table[Parts] = Table(
        by="count",
        facts=DEAL,
        rows=(Row(gives=(half, to_seller), upto=1), Row(gives=(Part(part=Fraction(1)),))),
    )
    assert ground(gives=Outcome(parts=graded)) == (
        (
            "if a claim “filed” is in force, the customer’s shares go by how often there was a"
            " deal:"
            " up to 1: the earliest claimant has 50%, whoever did the last deal has the rest;"
            " otherwise: the earliest claimant has 100%."
        ),
        (
            "如有有效的“报备”，客户的份额按成交的次数：不超过1：最早者占50%，"
            "最后一次成交的人占其余；"
            "其他：最早者占100%。"
        ),
    )


def test_several_who_own_together_are_many():
    """Everybody “owns” is no sentence."""
    assert ground(pick=attrs.evolve(FILED, take=None)) == (
        (
            "if a claim “filed” is in force, the customer belongs to every such claimant, in equal"
            " shares."
        ),
        "如有有效的“报备”，客户归所有这些人，均分。",
    )
    assert ground(pick=attrs.evolve(FILED, take=2, order="last")) == (
        (
            "if a claim “filed” is in force, the customer belongs to the latest claimant, up to 2"
            " of"
            " them, in equal shares."
        ),
        "如有有效的“报备”，客户归最晚者，至多2人，均分。",
    )


def test_an_outcome_that_equals_share_is_said_once():
    """“Among equals the same” says nothing; the customer chooses, and is not “for him”."""
    chooses = Outcome(kind="customer_chooses")
    assert ground(gives=chooses, tie=chooses) == (
        "if a claim “filed” is in force, the customer chooses.",
        "如有有效的“报备”，由客户自选。",
    )
    assert "among equals the customer chooses" in ground(tie=chooses)[0]


# --- pay ----------------------------------------------------------------------------------


def test_a_term_says_which_question_it_pays_for_and_how_it_is_rounded():
    """Without it the server's fee would read like the owner's."""
    assert term(question="service", rate=Fraction(1)) == (
        (
            "the amount of the last deal for whoever serves the customer, by their shares; rounded"
            " half up to the fen."
        ),
        "最后一次成交的金额，归服务客户者按其份额；四舍五入到分。",
    )
    assert term(question="service", share="holder", part=Fraction(1, 3), rounding="floor") == (
        (
            "0.4% of the amount of the last deal for whoever served at that time; of this 1/3;"
            " rounded"
            " down to the fen."
        ),
        "最后一次成交的金额的0.4%，归当时服务客户者；其中1/3；向下取整到分。",
    )


def test_a_rate_by_a_field_says_whose_field():
    """“By value” would leave open of which fact, and of whom."""
    own = Facts(kinds=("link",), where=(Match(field="party", op="self"),))
    rows = (Row(gives=Fraction(3, 100), upto=3), Row(gives=Fraction(7, 200)))
    assert term(rate=Table(by="field", field="value", facts=own, rows=rows)) == (
        (
            "the amount of the last deal for the owners by their shares, at a rate by the value"
            " of the"
            " last linked fact (party: the payee): up to 3: 3%; otherwise: 3.5%; rounded half up"
            " to"
            " the fen."
        ),
        (
            "最后一次成交的金额，归归属人按其份额，费率按最近一次关联事实（相关方：收款人本人）"
            "的数值："
            "不超过3：3%；其他：3.5%；四舍五入到分。"
        ),
    )
    english, chinese = term(rate=Table(by="field", field="amount", rows=rows))
    assert "at a rate by the amount told at what it is paid on" in english
    assert "费率按计酬事实时所填的金额" in chinese


def test_what_becomes_of_a_leaver_s_line_is_told_to_its_end():
    """Where the leaver owns himself, nobody else is there to get the rest."""
    leaver = Leaver(on=Facts(kinds=("leave",)), part=Fraction(0), rest="holder")
    english, chinese = term(leaver=leaver)
    assert (
        "keeps 0%, the rest goes to whoever owns then, if that is somebody else, or stays with the"
        " company."
    ) in english
    assert "者得0%，其余归届时的归属人；届时即其本人的，留公司。" in chinese


def test_what_is_taken_back_and_when_it_is_due_is_grammar():
    """“At until the end of the month 1 later after the earning” is no date."""
    month = Span(unit="month", n=1, until=True, counting="calendar")
    later = Release(id="lock", due=Anchor(of="approved", plus=month))
    back = Reversal(id="off", on=Facts(kinds=("cancellation",)), part=Fraction(1))
    part = attrs.evolve(back, id="half", part=Fraction(1, 2), within=attrs.evolve(month, n=2))
    english, chinese = term(releases=(later,), reversals=(back, part))
    assert (
        "lock: the rest due at the end of the month after that of the earning; off: a cancellation"
        " takes all of it back; half: a cancellation takes 50% back by the end of the month 2"
        " months after that of the earning."
    ) in english
    assert (
        "lock：其余，取得佣金的次月月底到期；off：遇退单收回全部；"
        "half：遇退单收回50%（限取得佣金后第2月内）。"
    ) in chinese
    soon = Release(id="soon", due=Anchor(of="approved", plus=days(3, counting=LEGAL)))
    assert (
        "soon: the rest due 3 days (counted from the next day; a last day off moves to the"
        " next working day) after the earning" in term(releases=(soon,))[0]
    )


# --- until the end of a day ---------------------------------------------------------------


def until(n, unit="day"):
    return Span(unit=unit, n=n, until=True, counting="calendar")


UNTIL = [
    (
        Limit(id="t", span=until(0), needs=Facts(kinds=("filing",))),
        "the claimant owes a filing by the end of the day of the opening of the claim",
        "主张归属当日内，本人须完成：报备",
    ),
    (
        Limit(id="t", span=until(1, "month"), needs=Facts(kinds=("filing",))),
        (
            "the claimant owes a filing by the end of the month after that of the opening of the"
            " claim"
        ),
        "主张归属的次月内，本人须完成：报备",
    ),
    (
        Limit(id="t", span=until(0, "year")),
        "the claim is protected until the end of the year of the opening of the claim",
        "保护至主张归属当年年底",
    ),
    (
        Facts(kinds=("filing",), prompt=until(0)),
        "a filing (recorded by the end of the same day)",
        "报备（发生后当日内记录）",
    ),
    (
        Facts(kinds=("filing",), prompt=until(1, "week")),
        "a filing (recorded by the end of the next week)",
        "报备（发生后次周内记录）",
    ),
    (
        Test(facts=DEAL, before=Anchor(of="first", facts=DEAL, plus=until(2, "quarter"))),
        "there is a deal before the end of the quarter 2 quarters after that of the first deal",
        "首次成交后第2个季度末之前有成交",
    ),
    (
        Limit(id="t", span=days(5, counting=LEGAL), needs=Facts(kinds=("visit",), same=("home",))),
        (
            "the customer must visit (same home as in the opening) within 5 days (counted from"
            " the next day; a last day off moves to the next working day)"
            " of"
            " the opening of the claim"
        ),
        (
            "自主张归属起5日（自次日起算，末日为休息日、法定假日的顺延至次一工作日）内，客户须来访"
            "（房屋与所据事实相同）"
        ),
    ),
    (
        Limit(id="t", span=until(0), needs=Facts(kinds=("visit",), by="house")),
        (
            "the claimant owes a visit by the company by the end of the day of the opening of the"
            " claim"
        ),
        "主张归属当日内，本人须完成：公司的来访",
    ),
]


@pytest.mark.parametrize(("one", "english", "chinese"), UNTIL)
def test_the_end_of_a_day_is_said_as_people_say_it(one, english, chinese):
    """“Within until the end of the day” would be read twice."""
    assert text(one) == english
    assert text(one, "zh") == chinese


def test_an_adjustment_of_the_whole_is_not_a_hundred_per_cent():
    """“A fee of 100% of commission” is all of it."""
    row = Adjustment(id="x", kind="fee", to="company", part=Fraction(1), of=("commission",))
    told = both(attrs.evolve(POLICY, adjustments=(row,)), "- x: ", "- x：")
    assert told[0].startswith("a fee of all of commission for the company")
    assert "公司得费用（提成的全部）" in told[1]


# --- what a manager stumbled over ---------------------------------------------------------


FINE = Adjusted(
    rule="seven_day_filing@1#verification_fine",
    kind="penalty",
    to="cs_manager",
    amount=Money(100_00),
    per="lead",
    source="FILE-04",
    facts=("f1",),
)


def judged(policy, *facts, on=31):
    return judge(open_court(policy, china), Case("C", facts), at=at(on))


def told_why(policy, party, *facts, lang="en", on=31):
    return text(why(open_court(policy, china), Case("C", facts), party, at=at(on)), lang)


def test_a_fine_is_taken_and_nobody_bears_it():
    """“Borne by the company” would be false of money that the manager is to pay."""
    verdict = attrs.evolve(judged(POLICY, filed("f1", "ann", 1)), adjustments=(FINE,))
    assert (
        "By fine for a check that was not made (verification_fine; FILE-04) the customer service"
        " manager would have to take a penalty of 100 yuan per lead (from f1 (2024-03-01 10:00));"
        " it is reported only and not executed."
    ) in text(verdict)
    assert (
        "按未核单处罚（verification_fine；FILE-04），客服经理应受处罚（每单100元）"
        "（所据：f1（2024年3月1日10:00））；此处仅作提示，未执行。"
    ) in text(verdict, "zh")
    subsidy = attrs.evolve(FINE, kind="subsidy", rule="p@1#s")
    assert "borne by the company" in text(attrs.evolve(verdict, adjustments=(subsidy,)))


def test_a_shipped_basis_is_called_what_its_policy_calls_it():
    """P4's first contact is no name for P7's actual business contact (ATT-20)."""
    contact = presets.business_contact(several="latest")
    talk = touch("t1", at=at(1), by="ann")
    assert "- Claim “actual business contact”: " in told_why(contact, "ann", talk)
    assert "- 以“实际业务联系”主张归属：" in told_why(contact, "ann", talk, lang="zh")
    first = presets.first_contact(deal=(DEAL,))
    assert "- Claim “first contact”: " in told_why(first, "ann", talk)


def test_a_failed_callback_is_told_with_its_time():
    """Without it the adviser would not learn that customer service called and reached nobody."""
    form = presets.five_part_form(unreached="until_reached")
    role = "store_manager_assistant"
    facts = (
        visit("v", at=at(5), brought_by="ann"),
        approval("a", at=at(6), of="v", by="x", role=role),
        callback("c", at=at(7), answered=False, role="customer_service", by="cs"),
    )
    english, chinese = told_why(form, "ann", *facts), told_why(form, "ann", *facts, lang="zh")
    assert "a callback, c (2024-03-07 10:00, by cs, answered: no" in english
    assert "回访 c（2024年3月7日10:00、cs、接通：否" in chinese
    # each step with its own verb
    assert "- 店经理助理已填写《五联单》确认。\n- 客服尚未回访接通。" in chinese
    assert "- Callback: customer service has not reached the customer yet." in english


def test_the_fact_that_moves_a_customer_is_not_said_to_do_nothing():
    """A leaving opens no claim, and by it the customer is assigned anew (ATT-16)."""
    first = presets.first_contact(deal=(DEAL,))
    facts = (
        touch("t1", at=at(1), by="ann"),
        touch("t2", at=at(2), by="ben"),
        leave("l", at=at(6), party="ann", reason="personal"),
    )
    english, chinese = told_why(first, "ann", *facts), told_why(first, "ann", *facts, lang="zh")
    assert "- For reassigned by the team head (reassign) this counts: a leaving, l" in english
    assert "- 由团队负责人重新分配（reassign）所据：离职 l（2024年3月6日10:00）。" in chinese
    assert "opens no claim" not in english


def test_a_decision_after_the_deal_is_told_to_be_late():
    """The team head had the right to it; it came after the deal (ATT-15)."""
    first = presets.first_contact(deal=(DEAL,))
    facts = (
        touch("t1", at=at(1), by="ann"),
        deal("d", at=at(10)),
        decision("x", at=at(12), owner="ben", by="he", role="team_head"),
    )
    assert "- Too late: a decision, x (2024-03-12 10:00, by he); the customer was settled" in (
        told_why(first, "ben", *facts)
    )
    assert "- 裁决 x（2024年3月12日10:00、he）为时已晚：归属已于2024年3月10日10:00确定。" in (
        told_why(first, "ben", *facts, lang="zh")
    )
    assert "or too late: x." in text(judged(first, *facts))


def test_a_loser_reads_all_that_he_lacks_and_by_what_the_rival_won():
    """Without it he would mend the one condition that was named, and lose again (FILE-05)."""
    invited = Test(facts=Facts(kinds=("invitation",), by="self"))
    row = Ground(id="both", pick=attrs.evolve(FILED, having=(TOUCHED, invited)))
    policy = attrs.evolve(POLICY, grounds=(row,))
    facts = (
        filed("f1", "ann", 1),
        filed("f2", "ben", 2),
        touch("t", at=at(3), by="ben"),
        invitation("i", at=at(4), by="ben"),
    )
    english = told_why(policy, "ann", *facts, on=5)
    assert (
        "- both does not hold for it, because this is not so: there is a touch by the claimant;"
        " there is an invitation by the claimant.\n"
    ) in english
    assert (
        "- both is met by ben, claim “filed”: a filing, f2 (2024-03-02 10:00, by ben), a touch, t"
        " (2024-03-03 10:00, by ben) and an invitation, i (2024-03-04 10:00, by ben)."
    ) in english
    assert (
        "- 符合 both 的是ben，以“报备”主张归属：报备 f2（2024年3月2日10:00、ben）、"
        "跟单 t（2024年3月3日10:00、ben）和邀约 i（2024年3月4日10:00、ben）。"
    ) in told_why(policy, "ann", *facts, lang="zh", on=5)


def test_a_winner_reads_before_whom_he_came():
    """“Picked it” is no reason."""
    policy = attrs.evolve(POLICY, grounds=(Ground(id="first", pick=FILED),))
    facts = (filed("f1", "ann", 1), filed("f2", "ben", 2))
    assert (
        "- first picked it as the earliest, of 2024-03-01 10:00; the next is ben's, of 2024-03-02"
        " 10:00 (f2)."
    ) in told_why(policy, "ann", *facts, on=5)
    assert (
        "- first 选中此项，为最早（2024年3月1日10:00）；其次为ben，2024年3月2日10:00（f2）。"
    ) in told_why(policy, "ann", *facts, lang="zh", on=5)


def test_a_condition_that_asks_for_the_same_before_something_is_said_once():
    """“A touch, and a touch before the visit” says to whoever has none twice what he lacks."""
    came = Anchor(of="first", facts=Facts(kinds=("visit",)))
    narrow = Test(any=(attrs.evolve(TOUCHED, before=came), Test(facts=DEAL)))
    row = Ground(id="both", pick=attrs.evolve(FILED, having=(TOUCHED, narrow)))
    policy = attrs.evolve(POLICY, grounds=(row,))
    said = told_why(policy, "ann", filed("f1", "ann", 1), on=5)
    assert "because this is not so: there is a touch by the claimant.\n" in f"{said}\n"


def test_what_a_policy_names_for_a_party_stands_in_his_why():
    """Without it the holder of a list would read that he has nothing (COL-06)."""
    facts = (
        list_allotted("l", at=at(1), to="ann", list="e1"),
        touch("t", at=at(2), by="ann", verified=True, medium="sms"),
        visit("v", at=at(4), brought_by="ben", received_by="ben", evidence="hall_register"),
    )
    assert (
        "- By subsidy for the holder of a list (list_subsidy; COL-06): a subsidy of 100 yuan per"
        " household for ann, borne by the company"
    ) in told_why(register(decided_by="brought"), "ann", *facts)


def test_a_policy_speaks_of_claims_and_not_of_owning_twice():
    """取得归属 is to own; two people who file cannot both (FILE-05)."""
    for policy in (POLICY, register(), presets.front_desk()):
        said = text(policy, "zh")
        assert "谁可以主张归属：" in said
        for word in ("取得归属", "通报", "定局", "按民法典", "一栏", "条线索", "仅计", "经办人"):
            assert word not in said
    assert "业绩归最早者（ATT-10 COL-04）" in text(register(), "zh")
    assert "由最早者负责服务（COL-02）" in text(register(), "zh")
    assert "the earliest claimant serves the customer (COL-02)" in text(register())


SHIPPED = [
    POLICY,
    register(),
    presets.five_part_form(unreached="for_good", reward_middleman=True),
    presets.first_contact(deal=(DEAL,)),
    presets.front_desk(),
    presets.business_contact(several="latest"),
    presets.business_contact(several="management"),
]


@pytest.mark.parametrize("policy", SHIPPED, ids=lambda policy: policy.id)
def test_every_shipped_row_has_a_name_in_both_languages(policy):
    """Without it a manager would read an id before each sentence."""
    limits = [row.limit.id for row in (*policy.limits, *policy.duties)]
    ids = {*limits, *(row.id for row in (*policy.grounds, *policy.adjustments, *policy.audits))}
    for templates in (en.TEMPLATES, zh.TEMPLATES):
        assert {one for one in ids if f"{policy.id}.rule.{one}" not in templates} == set()
        assert f"{policy.id}.title" in templates


def test_a_way_of_choosing_designers_can_be_read():
    """Without it nobody could check the weights that a company chose (TIER-03, TIER-06)."""
    ours = Matching(
        id="ours",
        weights=(("style", Fraction(1)), ("tier", Fraction(3))),
        tiers=("ordinary", "director"),
        tier_scale="exact",
        dispatch=("market_staff", "design_supervisor"),
        personal=True,
    )
    assert text(ours).split("\n")[:3] == [
        "ours, how designers are chosen:",
        (
            "- Compared are style (25%) and tier (75%); of what the customer does not tell,"
            " nothing is compared."
        ),
        (
            "- Tiers from the lowest to the highest: ordinary and director; a tier other than the"
            " wanted one scores nothing."
        ),
    ]
    assert "- 派单须经市场部人员和设计部主管同意。" in text(ours, "zh")
    needs = Needs(styles=("modern",), tier="director", wishes=(("sex", "f"),))
    known = Candidate(
        party="mei", tier="director", load=2, styles=("modern",), known=(("sex", "f"),)
    )
    unknown = Candidate(party="li", tier="director", load=2, styles=("modern",))
    found = recommend_designer(ours, needs, (known, unknown))
    english, chinese = text(found), text(found, "zh")
    assert english.startswith("Best suited: mei.\n- mei: scores 100%, with 2 customers. style")
    assert "nothing tells that li is what the customer wishes (sex)" in english
    assert "没有资料表明li 符合客户的要求（性别）" in chinese
    assert "风格" in chinese
    nobody = recommend_designer(ours, needs, (unknown,))
    assert text(nobody).startswith("Nobody can be recommended.\n")
    assert "无人可推荐。" in text(nobody, "zh")
    plain = attrs.evolve(ours, personal=False, tiers=(), tier_scale="distance")
    assert "Sex and age are not looked at." in text(plain)
