"""Policies read aloud, word for word in both languages: what a stranger stumbled over."""

from fractions import Fraction

import attrs
import pytest

from renoflow.attribution import (
    Adjustment,
    Base,
    Case,
    Ground,
    Leaver,
    Outcome,
    Part,
    Pick,
    Policy,
    Release,
    Reversal,
    Term,
    Whom,
    open_court,
    presets,
    why,
)
from renoflow.calendars import china
from renoflow.codec import from_toml
from renoflow.errors import Malformed
from renoflow.facts import deal, event_reception, fact, filing, touch, visit
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import LEGAL, Span, days
from renoflow.reasons import reason
from renoflow.select import Anchor, Facts, Match, Row, Table, Test
from renoflow.words import terms, text
from tests.attribution.test_presets import register

FILED = Pick(claims=("filed",))
DEAL = Facts(kinds=("deal",))
TOUCHED = Test(facts=Facts(kinds=("touch",), by="self"))
BASE = Base(facts=DEAL, take="last", field="amount")
TERM = Term(id="fee", base=BASE, rate=Fraction(1, 250), rounding="half_up")
POLICY = presets.seven_day_filing(window=days(7, counting=LEGAL))


def both(policy, start, start_zh=""):
    """The lines of *policy* that begin so, in English and Chinese."""
    told = []
    for lang, wanted in (("en", start), ("zh", start_zh or start)):
        found = [line for line in text(policy, lang).split("\n") if line.startswith(wanted)]
        assert len(found) == 1
        told.append(found[0].removeprefix(wanted))
    return tuple(told)


def ground(**changed):
    row = Ground(**{"id": "g", "pick": FILED, **changed})
    return both(attrs.evolve(POLICY, grounds=(row,)), "1. g: ", "1. g：")


def term(**changed):
    return both(attrs.evolve(POLICY, terms=(attrs.evolve(TERM, **changed),)), "- fee: ", "- fee：")


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
            "最后一次成交的金额的0.4%，归有已失效的“报备”归属的最早者（仅计有报备（来源："
            "合作伙伴）者）；"
            "四舍五入到分。"
        ),
    )
    assert term(to=attrs.evolve(FILED, take=None, ended_by=("window",), by="other")) == (
        (
            "0.4% of the amount of the last deal for everybody with a claim “filed” of another"
            " party"
            " (ended by window); rounded half up to the fen."
        ),
        "最后一次成交的金额的0.4%，归有他人“报备”归属的所有人（因 window 终止）；四舍五入到分。",
    )


def test_the_subsidy_of_a_list_holder_says_what_he_must_have_done():
    """COL-06: without it the company would read that every list holder is paid."""
    english, chinese = both(register(), "- list_subsidy: ", "- list_subsidy：")
    assert (
        "also there is a touch by the claimant (medium: call or text message; verified: yes)"
        " before the first visit (evidence: consultation register of the hall or measurement"
        " record), if not an owner, borne by the company"
    ) in english
    assert "有本人的跟单（方式：电话或短信；已核实：是）者）（未拥有客户的）得补贴" in chinese


def test_a_condition_of_the_pick_reads_otherwise_than_one_of_the_row():
    """Two policies that decide differently must not have one and the same text."""
    assert ground(pick=attrs.evolve(FILED, having=(TOUCHED, Test(facts=DEAL)))) == (
        (
            "if a claim “filed” is in force, for which there is a touch by the claimant, and also"
            " there is a deal, the earliest claimant owns the customer."
        ),
        "如有有效的“报备”归属（仅计有本人的跟单，且有成交者），客户归最早者。",
    )
    assert ground(when=(TOUCHED, Test(facts=DEAL))) == (
        (
            "if a claim “filed” is in force, and for the earliest claimant there is a touch by the"
            " claimant, and there is a deal, the earliest claimant owns the customer."
        ),
        "如有有效的“报备”归属，且就最早者而言，有本人的跟单，且有成交，客户归最早者。",
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
        "如有有效的“报备”归属，最早者占50%，最后一次成交的经办人占其余。",
    )
    assert ground(pick=attrs.evolve(FILED, take=None), gives=Outcome(parts=(half, half))) == (
        (
            "if a claim “filed” is in force, claimant no. 1 has 50%, claimant no. 2 has 50%"
            " (counted"
            " from the earliest claimant; where there are fewer, they share these parts equally)."
        ),
        "如有有效的“报备”归属，第1人占50%，第2人占50%（自最早者数起；不足此数的，均分这些份额）。",
    )
    graded = Table(
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
            "如有有效的“报备”归属，客户的份额按成交的次数：不超过1：最早者占50%，"
            "最后一次成交的经办人占其余；"
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
        "如有有效的“报备”归属，客户归所有这些人，均分。",
    )
    assert ground(pick=attrs.evolve(FILED, take=2, order="last")) == (
        (
            "if a claim “filed” is in force, the customer belongs to the latest claimant, up to 2"
            " of"
            " them, in equal shares."
        ),
        "如有有效的“报备”归属，客户归最晚者，至多2人，均分。",
    )


def test_an_outcome_that_equals_share_is_said_once():
    """“Among equals the same” says nothing; the customer chooses, and is not “for him”."""
    chooses = Outcome(kind="customer_chooses")
    assert ground(gives=chooses, tie=chooses) == (
        "if a claim “filed” is in force, the customer chooses.",
        "如有有效的“报备”归属，由客户自选。",
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
        "soon: the rest due 3 days (legal counting) after the earning" in term(releases=(soon,))[0]
    )


# --- until the end of a day ---------------------------------------------------------------


def until(n, unit="day"):
    return Span(unit=unit, n=n, until=True, counting="calendar")


UNTIL = [
    (
        Limit(id="t", span=until(0), needs=Facts(kinds=("filing",))),
        "the claimant owes a filing by the end of the day of the opening of the claim",
        "取得归属当日内，本人须完成：报备",
    ),
    (
        Limit(id="t", span=until(1, "month"), needs=Facts(kinds=("filing",))),
        (
            "the claimant owes a filing by the end of the month after that of the opening of the"
            " claim"
        ),
        "取得归属的次月内，本人须完成：报备",
    ),
    (
        Limit(id="t", span=until(0, "year")),
        "the claim is protected until the end of the year of the opening of the claim",
        "保护至取得归属当年年底",
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
            "the customer must visit (same home as in the opening) within 5 days (legal counting)"
            " of"
            " the opening of the claim"
        ),
        "自取得归属起5日（按民法典计算）内，客户须来访（房屋与所据事实相同）",
    ),
    (
        Limit(id="t", span=until(0), needs=Facts(kinds=("visit",), by="house")),
        (
            "the claimant owes a visit by the company by the end of the day of the opening of the"
            " claim"
        ),
        "取得归属当日内，本人须完成：公司的来访",
    ),
]


@pytest.mark.parametrize(("one", "english", "chinese"), UNTIL)
def test_the_end_of_a_day_is_said_as_people_say_it(one, english, chinese):
    """“Within until the end of the day” would be read twice."""
    assert text(one) == english
    assert text(one, "zh") == chinese


# --- words of its own ---------------------------------------------------------------------

OWN = """
type = "policy.v1"
id = "ours"
revision = 1
source = "our rules"
days = "end"
decisive = [{ fact = "listing", terms = "exclusive" }]
identity = { keys = [{ field = "home", strength = "certain" }], kin = ["spouse", "friend"] }
[[kinds]]
name = "listing"
zh = "委托"
fields = [
    { name = "terms", zh = "委托种类", type = "choice", values = ["exclusive", "open"] },
    { name = "who", zh = "经办", type = "party" },
]
[[claims]]
basis = "registered"
opens = { fact = "listing", terms = "open" }
[[grounds]]
id = "first"
pick = { claims = "registered" }
when = [{ fact = "listing", terms = "exclusive", by = "self" }]
[[grounds]]
id = "none"
gives = { kind = "nobody" }
[[adjustments]]
id = "fine"
kind = "penalty"
to = { last = { fact = "listing" }, role = "who" }
per = "filing"
[adjustments.amount]
by = "count"
facts = { fact = "listing" }
rows = [{ upto = 1, gives = "50 CNY" }, { gives = "100 CNY" }]
"""


def test_a_policy_s_own_words_stay_its_own():
    """Its choice “open” is no open case, and its basis “registered” is no register of ours."""
    policy = from_toml(OWN, Policy)
    assert both(policy, "- registered: ", "- registered：") == (
        "a listing (terms: open) gives a claim to whoever did it.",
        "委托（委托种类：open），由经办人取得归属。",
    )
    assert both(policy, "- fine: ", "- fine：") == (
        (
            "a penalty by how often there was a listing: up to 1: 50.00 yuan; otherwise: 100.00"
            " yuan"
            " per filing for whoever the last listing names under “who”; it is reported only."
        ),
        (
            "最后一次委托的经办受处罚（每报备按委托的次数：不超过1：50.00元；其他：100.00元）；"
            "仅予通报。"
        ),
    )
    english, chinese = text(policy).split("\n")[0], text(policy, "zh").split("\n")[0]
    assert english.endswith(
        "Records with the same home are one customer. Records of relatives (spouse or friend)"
        " belong to the case."
    )
    assert chinese.endswith("亲属（配偶或friend）的记录归入同一案。")
    assert terms(policy, "en")["basis.registered"] == "registered"
    assert "basis.filed" not in terms(POLICY, "en")  # ours is called as we call it


def test_actual_contact_is_not_called_the_first():
    """P7 is about actual business contact, whoever came first (ATT-20)."""
    policy = presets.business_contact(several="latest")
    english, chinese = text(policy), text(policy, "zh")
    assert "- actual business contact: a touch or a talk with the designer gives" in english
    assert "- 实际业务联系：跟单或设计师洽谈，由经办人取得归属" in chinese
    assert "first contact" not in english
    assert "首次接触" not in chinese


# --- ladders ------------------------------------------------------------------------------


def test_a_ladder_can_be_said_by_itself():
    """P6, P8 and P9 are ladders and nothing else."""
    english = text(presets.dedicated_resolver(resolver="customer_service"))
    assert english == (
        "dedicated_resolver: 1. the dispute resolver: mediation only, held by customer service; 2."
        " senior management: decides, its decision is final (P8, rules on disputes about"
        " customers, a decorating works company; DIS-01 DIS-02 DIS-03 DIS-04). No level is"
        " skipped."
        " Nobody but the parties and those who decide may see it. It goes through investigation"
        " and a"
        " proposal. Whoever is recused, or is a party himself, steps back. Meanwhile only the"
        " contested shares are held."
    )
    chinese = text(presets.qc_appeal(), "zh")
    assert chinese == (
        "三级申诉（qc_appeal）：1．部门经理：裁决、仅由员工提交；2．品控中心："
        "裁决、仅由部门经理提交；"
        "3．总经办：裁决、仅由品控中心提交、为最终裁决（P6《客户资源管理办法》；"
        "ESC-01 ESC-02 ESC-04 ESC-06）。不得越级。适用于客源部门、网销部门和设计部门。"
        "行政部门和品控中心仅限与事项有关的人员。"
        "被提出回避者回避。其间仅暂扣争议份额。published_opinion：越位公示意见的，罚500.00元；"
        "仅予通报。"
        "裁决人可从轻。"
    )


def test_what_a_ladder_asks_of_a_dispute_is_said_of_the_dispute():
    """It is no fact on which a claim rests."""
    deposit = register()
    assert deposit.ladder is not None
    english, chinese = both(deposit, "- register_ladder: ", "- 撞单裁决（register_ladder）：")
    assert "only if the scope of the dispute is within a department or not told;" in english
    assert "仅当争议范围为部门内部或未提及；" in chinese
    assert (
        "Evidence counts in this order: the register, the consultation register of the hall, the"
        " measurement record, text messages and call records."
    ) in english
    assert "证据次序：登记册、客户咨询登记表、量房记录表、短信和通话记录。" in chinese
    ended = presets.post_project(end=Facts(kinds=("completion",)), litigation="either")
    assert "且争议事项为合同、付款或投诉处理时受理。" in text(ended, "zh")
    assert (
        "It is heard only if there is a completion, and the subject of the dispute is contract,"
        " payment or complaint handling."
    ) in text(ended)


def test_a_company_finds_its_document_and_what_is_not_judged():
    """The head names the document, and the readings what no row asks."""
    assert "（P1《客户管理制度》一、报备制度）" in text(POLICY, "zh")
    desk = presets.front_desk()
    assert (
        "- FILE-08: filing ahead is for a visit meant within one week; it may be asked apart and"
        " decides nothing here."
    ) in text(desk)
    assert "- FILE-09：客户到店后才报备的，仅予通报。" in text(desk, "zh")
    form = presets.five_part_form(unreached="for_good")
    assert "- FILE-12、CUS-06：C类及以上客户须填五联单。" in text(form, "zh")
    assert "- FOL-08：回访前由客服通告设计师和家装顾问，回访后通告设计部与市场开发部。" in text(
        form, "zh"
    )
    assert (
        "- FILE-11、ATT-23、ATT-25：公司客流由客服经理接待；单独来访而未指名者，按来访顺序接待。"
    ) in text(register(), "zh")


# --- why ----------------------------------------------------------------------------------


def at(day, hour=10):
    return china.at(2024, 3, day, hour)


def reasons(policy, case, party, day, lang="en"):
    found = why(open_court(policy, china), case, party, at=at(day))
    return text(found, lang, words=terms(policy, lang)).split("\n")[1:]


def filed(name, by, day):
    return filing(name, at=at(day), by=by, medium="form", source="own")


def test_whoever_has_a_part_by_his_role_is_told_so():
    """Without it the seller would read only why his claims lost."""
    parts = (Part(part=Fraction(3, 10)), Part(to=Whom(last=DEAL)))
    row = Ground(id="split", pick=FILED, gives=Outcome(parts=parts))
    policy = attrs.evolve(POLICY, grounds=(row,))
    case = Case("C", (filed("f1", "ann", 1), deal("f3", at=at(2), by="ben", amount=Money(100))))
    assert "- split gives 70% to whoever last did a deal: f3." in reasons(policy, case, "ben", 3)
    told = reasons(policy, case, "ben", 3, "zh")
    assert "- split 给最后一次成交的经办人 70%：f3。" in told
    assert not any("split gives" in one for one in reasons(policy, case, "ann", 3))


PARTS = [
    (
        Whom(role="received_by", last=Facts(kinds=("visit",))),
        "whoever is named under “received by” in a visit, the last one: v1.",
    ),
    (
        Whom(role="received_by", first=Facts(kinds=("visit",))),
        "whoever is named under “received by” in a visit, the first one: v1.",
    ),
    (Whom(first=Facts(kinds=("touch",))), "whoever first did a touch: t1."),
    ("ben", "ben."),
]


@pytest.mark.parametrize(("to", "ending"), PARTS)
def test_each_way_to_have_a_part_is_told(to, ending):
    """A party, a role and whoever did it are told apart."""
    parts = (Part(part=Fraction(3, 10)), Part(to=to))
    graded = Table(by="count", facts=DEAL, rows=(Row(gives=parts),))
    case = Case(
        "C",
        (
            filed("f1", "ann", 1),
            visit("v1", at=at(2), received_by="ben"),
            touch("t1", at=at(2), by="ben"),
        ),
    )
    for given in (parts, graded):
        row = Ground(id="split", pick=FILED, gives=Outcome(parts=given))
        told = reasons(attrs.evolve(POLICY, grounds=(row,)), case, "ben", 3)
        assert f"- split gives 70% to {ending}" in told


def test_a_condition_that_failed_is_told_in_full():
    """“Is missing” is wrong where there is one, only not such a one."""
    other = Facts(kinds=("filing",), where=(Match(field="source", op="in", values=("partner",)),))
    row = Ground(id="partner", pick=FILED, when=(Test(facts=other),))
    policy = attrs.evolve(POLICY, grounds=(row,))
    case = Case("C", (filed("f1", "ann", 1),))
    assert (
        "- partner does not hold for it, because this is not so: there is a filing (source:"
        " partner); of that kind there is f1."
    ) in reasons(policy, case, "ann", 3)
    assert ("- 不符合 partner，因未满足：有报备（来源：合作伙伴）（此类已有 f1）。") in reasons(
        policy, case, "ann", 3, "zh"
    )
    found = why(open_court(policy, china), case, "ann", at=at(3))
    assert [(one.rule, one.path, one.condition) for one in found.unmet] == [
        ("seven_day_filing@1#partner", "when[0]", Test(facts=other))
    ]


def test_why_calls_a_kind_of_its_own_by_its_chinese_term():
    """Without it a Chinese answer would say listing."""
    policy = from_toml(OWN, Policy)
    kinds = {kind.name: kind for kind in policy.kinds}
    told = fact("l1", "listing", at=at(1), by="ann", kinds=kinds, terms="open")
    assert reasons(policy, Case("C", (told,)), "ann", 3, "zh") == [
        "- “registered”归属：2024年3月1日10:00由委托 l1 取得。",
        "- 自2024年3月1日10:00起有效。",
        "- 不符合 first，因未满足：有本人的委托（委托种类：exclusive）（此类已有 l1）。",
    ]


AUDITED = """
type = "policy.v1"
id = "leads"
revision = 1
source = "our rules"
days = "end"
identity = { keys = [{ field = "phone", strength = "certain" }] }
[[claims]]
basis = "lead"
bars = ["lead"]
opens = { fact = "filing" }
[[limits]]
id = "long"
on = "lead"
span = { days = 7, counting = "calendar" }
then = "lapse"
what = "protection"
[[audits]]
id = "unreachable"
on = "lead"
at = "rival"
needs = { fact = "touch", by = "self" }
then = "contest"
[[grounds]]
id = "owner"
pick = { claims = "lead", order = "last" }
[[grounds]]
id = "none"
gives = { kind = "nobody" }
"""


def test_the_audit_that_opened_a_claim_to_challenge_is_told():
    """Without it the displaced would not learn what he had left undone."""
    policy = from_toml(AUDITED, Policy)
    case = Case("C", (filed("f1", "ann", 1), filed("f2", "ben", 2), filed("f3", "cho", 3)))
    told = reasons(policy, case, "ann", 20)
    assert (
        "- It was open to challenge from 2024-03-02 10:00 on: unreachable asks for a touch before"
        " that, and it was missing."
    ) in told
    assert not any("long" in one for one in told)  # a limit of a claim that was over before
    assert (
        "- 自2024年3月2日10:00起可被他人争取：unreachable 要求此前有跟单，而没有。"
    ) in reasons(policy, case, "ann", 20, "zh")


def test_an_adjustment_of_the_whole_is_not_a_hundred_per_cent():
    """“A fee of 100% of commission” is all of it."""
    row = Adjustment(id="x", kind="fee", to="company", part=Fraction(1), of=("commission",))
    told = both(attrs.evolve(POLICY, adjustments=(row,)), "- x: ", "- x：")
    assert told[0].startswith("a fee of all of commission for the company")
    assert "公司得费用（提成的全部）" in told[1]


def test_a_part_of_a_pick_and_of_nobody_is_told():
    """Without it whoever claims something else, or stands in, would not learn why he has it."""
    case = Case("C", (filed("f1", "ann", 1), visit("v1", at=at(2), invited_by="ben")))
    lapsed = attrs.evolve(FILED, claims=("brought_after",))
    touched = Whom(last=TOUCHED.facts)
    for to in (lapsed, touched):
        parts = (Part(part=Fraction(3, 10)), Part(to=to, nobody="company"))
        row = Ground(id="split", pick=FILED, gives=Outcome(parts=parts))
        policy = attrs.evolve(POLICY, grounds=(row,))
        told = reasons(policy, case, "company", 3)
        assert "- split gives 70% to the company." in told
    contact = attrs.evolve(FILED, claims=("event",))
    parts = (Part(part=Fraction(3, 10)), Part(to=contact, nobody="company"))
    row = Ground(id="split", pick=FILED, gives=Outcome(parts=parts))
    policy = attrs.evolve(POLICY, grounds=(row,))
    met = event_reception("e1", at=at(2), received_by="ben", by="ben", role="salesperson")
    told = reasons(policy, attrs.evolve(case, facts=(*case.facts, met)), "ben", 3)
    assert "- split gives 70% to whoever has such a claim “event reception”: e1." in told


MESSAGES = [
    (
        'when = [{ row = "g" }]',
        (
            "grounds[0].when[0].row: not known here; known are fact, by, where, same, other and"
            " prompt"
        ),
        "grounds[0].when[0].row：此处没有这一项；可用的有 fact、by、where、same、other、prompt",
    ),
    (
        'gives = { kind = "pending", to = "x" }',
        (
            "grounds[0].gives.to: party, pool, decider and rota need `to`, other kinds take none; this"
            " one is pending (whom a pending claim waits for its approval says; for a person who"
            " decides, kind = decider)"
        ),
        (
            "grounds[0].gives.to：party、pool、decider、rota 须写 to，其余不写；此处为 pending"
            "（pending 待谁批准由审批步骤写明；由人裁决的，用 decider）"
        ),
    ),
    (
        'gives = { parts = [{ part = "45%" }] }',
        "grounds[0].gives.parts[0].part: expected a part as text, such as 3/10 (3% is 3/100)",
        "grounds[0].gives.parts[0].part：应为写成文本的份额，例如 3/10（3% 写作 3/100）",
    ),
]


@pytest.mark.parametrize(("line", "english", "chinese"), MESSAGES)
def test_what_is_wrong_is_told_so_that_it_can_be_mended(line, english, chinese):
    """Without it an analyst would not see what to write instead."""
    written = OWN.replace(
        'id = "first"\npick = { claims = "registered" }', f'id = "first"\n{line}'
    )
    if line.startswith("when"):
        written = written.replace(
            'when = [{ fact = "listing", terms = "exclusive", by = "self" }]', ""
        )
    with pytest.raises(Malformed) as caught:
        from_toml(written, Policy)
    assert text(caught.value) == english
    assert text(caught.value, "zh") == chinese


def test_a_basis_that_nobody_asks_for_is_told_what_asks_would_be():
    """“Nothing asks for this claim” does not say what could."""
    told = reason("policy.unpicked", rule="a")
    assert text(told) == "a: no ground, need or bar names the claims of this basis."
    assert text(told, "zh") == "a：没有一处用到这一归属。"
