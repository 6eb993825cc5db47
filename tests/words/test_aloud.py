"""Policies read aloud, word for word in both languages: picks, parts, pay and days."""

from fractions import Fraction

import attrs
import pytest

from renoflow.attribution import (
    Adjustment,
    Leaver,
    Outcome,
    Part,
    Parts,
    Release,
    Reversal,
    Whom,
)
from renoflow.limits import Limit
from renoflow.periods import LEGAL, Span, days
from renoflow.select import Anchor, Facts, Match, Row, Table, Test
from renoflow.words import text
from tests.attribution.test_presets import register
from tests.words.aloud import (
    DEAL,
    FILED,
    POLICY,
    TOUCHED,
    both,
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
            " (counted from the earliest claimant; where there are fewer, they share these parts"
            " equally)."
        ),
        "如有有效的“报备”归属，第1人占50%，第2人占50%（自最早者数起；不足此数的，均分这些份额）。",
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


def test_an_adjustment_of_the_whole_is_not_a_hundred_per_cent():
    """“A fee of 100% of commission” is all of it."""
    row = Adjustment(id="x", kind="fee", to="company", part=Fraction(1), of=("commission",))
    told = both(attrs.evolve(POLICY, adjustments=(row,)), "- x: ", "- x：")
    assert told[0].startswith("a fee of all of commission for the company")
    assert "公司得费用（提成的全部）" in told[1]
