"""What people read: verdicts, explanations and policies, word for word in both languages."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renoflow.attribution import (
    Adjustment,
    Answer,
    Case,
    Ground,
    Outcome,
    Part,
    Pick,
    judge,
    obligations,
    open_court,
    ownership_history,
    presets,
    why,
)
from renoflow.calendars import china
from renoflow.errors import Conflict, Malformed, Refused
from renoflow.facts import Field, Kind, fact, filing, key, signature, touch, visit
from renoflow.limits import Every, Extension, Grace, Limit, LimitState, Stretch
from renoflow.money import Money
from renoflow.obligations import Obligation
from renoflow.periods import (
    CALENDAR,
    ELAPSED,
    LEGAL,
    days,
    hours,
    months,
    until,
    working_days,
)
from renoflow.pricing import design_fee, first_payment
from renoflow.pricing.presets import steward_rate_card
from renoflow.processes import Move, Process, Requirement, Stage, journey, open_process
from renoflow.reasons import reason
from renoflow.select import Anchor, Facts, Match, Row, Table, Test, Total
from renoflow.words import terms, text
from renoflow.words.say import Sayable
from tests.pipeline.companies import company
from tests.processes import drawn
from tests.reference import made_up as random

POLICY = presets.seven_day_filing(window=days(7, counting=LEGAL))
COURT = open_court(POLICY, china)
PHONE = key("138 0000 0000")
FILED = filing("f1", at=china.at(2024, 3, 1, 10), by="wang", medium="form", phone=PHONE)
ORAL = filing("f0", at=china.at(2024, 3, 1, 9), by="li", medium="oral")
VISIT = visit("v1", at=china.at(2024, 3, 6, 15), invited_by="wang")
CASE = Case("C-17", (ORAL, FILED, VISIT))
SHORT = settings(max_examples=max(10, settings().max_examples // 4))


def say(case, at, lang):
    return text(judge(COURT, case, at=at), lang)


def test_a_settled_owner_is_told_in_three_sentences():
    """Without it a manager would not learn by which row and on which facts."""
    at = china.at(2024, 3, 10)
    assert say(CASE, at, "en") == (
        "Customer C-17 belongs to wang, by row filed first (filed_first; COL-10) of the seven-day"
        " filing policy (seven_day_filing@1). "
        "It rests on f1 (2024-03-01 10:00) and v1 (2024-03-06 15:00). "
        "So it stands at 2024-03-10 00:00, and no time limit alone changes it."
    )
    assert say(CASE, at, "zh") == (
        "客户 C-17 归 wang，依据七天报备制度（seven_day_filing@1）的报备在先（filed_first；"
        "COL-10）。"
        "所据事实：f1（2024年3月1日10:00）和v1（2024年3月6日15:00）。"
        "截至2024年3月10日00:00如此，不因时限届满而改变。"
    )


def test_what_will_change_by_itself_is_told():
    """Without it nobody would see the window running out."""
    at = china.at(2024, 3, 4, 9, 30)
    case = Case("C-17", (FILED,))
    assert say(case, at, "en").endswith(
        "So it stands at 2024-03-04 09:30, and from 2024-03-09 00:00 on it is otherwise if"
        " nothing more happens."
    )
    assert say(case, at, "zh").endswith(
        "截至2024年3月4日09:30如此，如无新情况，自2024年3月9日00:00起改变。"
    )


def test_silence_ends_with_the_question():
    """Without it a person would not know that it is for him to answer."""
    at = china.at(2024, 3, 10)
    case = Case("C-17", (FILED,))
    assert say(case, at, "en") == (
        "Customer C-17 is left undecided, by row the text does not say (silent; P1) of the"
        " seven-day filing policy (seven_day_filing@1). "
        "At 2024-03-10 00:00 it is in doubt, and no time limit alone changes it. "
        "The policy does not say: whose customer is it?"
    )
    assert say(case, at, "zh") == (
        "客户 C-17 尚无定论，依据七天报备制度（seven_day_filing@1）的原文未定（silent；P1）。"
        "截至2024年3月10日00:00存疑，不因时限届满而改变。"
        "政策未作规定：客户应归谁？"
    )


def test_credit_and_service_are_told_apart_where_they_differ():
    """Without it the referrer and the colleague who serves would be mixed (X-03)."""
    from renoflow.facts import referral

    court = open_court(presets.first_contact(deal=(Facts(kinds=("deal",)),)), china)
    at = china.at(2024, 3, 2)
    told = referral("r1", at=china.at(2024, 3, 1), source="partner", referrer="zhao", to="wang")
    verdict = judge(court, Case("C-3", (told,)), at=at)
    assert text(verdict, "en").startswith(
        "Credit for customer C-3 belongs to zhao, by row referred (referred; ATT-14) of the"
        " first-contact policy (first_contact@1). "
        "Service of customer C-3 belongs to wang, by row named by the referrer to serve"
        " (named_by_referrer; ATT-14) of the first-contact policy (first_contact@1)."
    )
    assert text(verdict, "zh").startswith(
        "客户 C-3 的业绩归 zhao，依据首次接触制度（first_contact@1）的引荐（referred；ATT-14）。"
        "客户 C-3 的服务归 wang，依据首次接触制度（first_contact@1）的"
        "引荐人指定的服务人（named_by_referrer；ATT-14）。"
    )


def test_a_loser_is_told_which_condition_failed():
    """Without it the salesperson who filed by word of mouth would never learn why he lost."""
    found = why(COURT, CASE, "li", at=china.at(2024, 3, 10))
    assert text(found, "en").split("\n") == [
        (
            "li does not own customer C-17. Customer C-17 belongs to wang, by row filed first"
            " (filed_first; COL-10) of the seven-day filing policy (seven_day_filing@1)."
        ),
        "- li has no claim.",
        (
            "- filed first (filed_first) is met by wang, claim “filed”: a filing, f1 (2024-03-01"
            " 10:00, by wang)."
        ),
        (
            "- There was a filing, f0, at 2024-03-01 09:00; it opened no claim “filed”: expected"
            " medium: form."
        ),
    ]
    assert text(found, "zh").split("\n") == [
        (
            "客户 C-17 不归 li。客户 C-17 归 wang，依据七天报备制度（seven_day_filing@1）的"
            "报备在先（filed_first；COL-10）。"
        ),
        "- li 没有可主张归属的依据。",
        (
            "- 符合报备在先（filed_first）的是wang，以“报备”主张归属："
            "报备 f1（2024年3月1日10:00、wang）。"
        ),
        "- 2024年3月1日09:00的报备 f0 不能以“报备”主张归属：要求报备方式：报备单。",
    ]


def test_a_lapsed_claim_names_its_last_instant_as_24_00():
    """Without it the last day would look as if it ended a microsecond early."""
    found = why(COURT, Case("C-17", (FILED,)), "wang", at=china.at(2024, 3, 10))
    assert (
        "It lapsed after 2024-03-08 24:00: the customer comes within the term (window) asks"
        in text(found)
    )
    assert "2024年3月8日24:00后失效：报备后限期到店（window）要求来访" in text(found, "zh")


def test_a_policy_reads_as_its_company_would_tell_it():
    """Without it nobody could check that the rows say what the company means."""
    english = text(POLICY).split("\n")
    assert english[0].startswith(
        "The seven-day filing policy (seven_day_filing), revision 1 (P1, customer rules, part"
        " one: filing)."
    )
    (three_part,) = (one for one in english if "(three_part): " in one)
    assert "filed, followed up and invited (three_part): if a claim “filed” is in force, for" in (
        three_part
    )
    assert three_part.endswith("the earliest claimant owns the customer (FILE-05).")
    chinese = text(POLICY, "zh").split("\n")
    assert (
        "- 报备后限期到店（window）（适用于报备）：自报备起7日（自次日起算，末日为休息日、"
        "法定假日的顺延至次一工作日）内，客户须来访；"
    ) in "".join(chinese)
    assert "逾期则作废（FILE-06）。" in "".join(chinese)
    # an approval says what is asked of whom, and what holds meanwhile, once
    assert (
        "还须经营销部经理核实，遇驳回即不成立；办妥之前不算有效（ATT-07 ROLE-07）。"
        "其后还须经总经办审核，遇驳回即不成立；办妥之前不算有效（ATT-07 ROLE-07）。"
    ) in "".join(chinese)
    rows = [one.partition(". ")[2] for one in chinese]
    assert (
        "前台员工的亲友，待审核（kin_pending）：如有待批的“客服部前台员工的亲友”，"
        "客户待其批准（ATT-07）。"
    ) in rows
    # who is named for every claim of a basis owns the customer
    assert "自然到店（company_walk_in）：如有有效的“自然到店”，客户归公司（ATT-03）。" in rows
    assert "报备在先（filed_first）：如有有效的“报备”，客户归最早者（COL-10）。" in rows


@pytest.mark.parametrize(
    ("span", "english", "chinese"),
    [
        (
            days(7, counting=LEGAL),
            "7 days (counted from the next day; a last day off moves to the next working day)",
            "7日（自次日起算，末日为休息日、法定假日的顺延至次一工作日）",
        ),
        (days(1, counting=ELAPSED), "1 day (24 hours a day)", "1日（每日按24小时）"),
        (hours(2), "2 hours", "2小时"),
        (
            hours(2, running="office", edge="before"),
            "2 hours (only office hours run; its end not included)",
            "2小时（只计办公时间；不含末尾）",
        ),
        (
            working_days(3),
            "3 working days",
            "3个工作日",
        ),
        (
            days(2, counting=CALENDAR, count_first=True, roll="next_working"),
            (
                "2 days (calendar days, first day counted; a last day off moves to the next"
                " working day)"
            ),
            "2日（按日历计，首日计入；末日休息则顺延至下一工作日）",
        ),
        (months(3, counting=ELAPSED), "3 months (to the same time of day)", "3个月（至对应时刻）"),
        (until("month"), "until the end of the month", "至当月结束"),
        (until("week", 1), "until the end of the week 1 later", "至其后第1周结束"),
    ],
)
def test_spans_say_how_they_are_counted(span, english, chinese):
    """Without it seven days and seven times 24 hours would read alike."""
    assert text(span) == english
    assert text(span, "zh") == chinese


TOUCH = Facts(kinds=("touch",), by="self")
SIGNED = Facts(kinds=("contract",))
PAID = Facts(kinds=("receipt",), where=(Match(field="amount", op="min", values=(Money(100),)),))
CONDITIONS = [
    (Match(field="phone", op="in", values=(PHONE,)), "phone: ***", "电话：***"),
    (
        Match(field="x", op="in", values=(None, 3, Decimal("1.5"))),
        "x: none, 3 or 1.5",
        "x：无、3或1.5",
    ),
    (Match(field="x", op="in", values=(("sms",),)), "x: text message", "x：短信"),
    (
        Match(field="of", op="opening"),
        "about: the fact that opened the claim",
        "所涉事项：主张归属所据事实",
    ),
    (Match(field="precision", op="in", values=("day",)), "with the day only", "只写日期"),
    (
        Facts(kinds=("visit",), same=("id", "phone"), other=("home",), prompt=hours(1)),
        (
            "a visit (the very fact that opened the claim; same phone as in the opening; other"
            " home than in the opening; recorded within 1 hour)"
        ),
        "来访（主张归属所据事实本身；电话与所据事实相同；房屋与所据事实不同；发生后1小时内记录）",
    ),
    (PAID, "a receipt (amount: at least 1.00 yuan)", "收款（金额：不少于1.00元）"),
    (
        Anchor(of="latest_of", anchors=(Anchor(), Anchor(of="limit", limit="w")), plus=hours(1)),
        "1 hour after the latest of the opening of the claim and the end of w",
        "主张归属和 w 期满中最晚者后1小时",
    ),
    (
        Anchor(of="first", facts=PAID, total=Total(field="amount", min=Money(500))),
        (
            "the moment from which the sum of amount over every receipt (amount: at least 1.00"
            " yuan) is at least 5.00 yuan"
        ),
        "收款（金额：不少于1.00元）的金额合计不少于5.00元之时",
    ),
    (
        Anchor(of="last", facts=Facts(kinds=("agreement",)), field="scheme_talk_on"),
        "the “scheme talk on” of the last design agreement",
        "最近一次设计协议所记的“首次方案沟通日”",
    ),
    (
        Test(facts=TOUCH, within=hours(2), of=Anchor(of="approved"), negated=True),
        "there was no touch by the claimant within 2 hours of the approval",
        "自获批起2小时内没有本人的跟单",
    ),
    (
        Test(facts=TOUCH, after=Anchor(), before=Anchor(of="decisive"), count=2),
        (
            "there is a touch by the claimant at least 2 times after the opening of the claim"
            " before the fact that settles the customer"
        ),
        "主张归属之后归属确定之前至少有2次本人的跟单",
    ),
    (
        Test(facts=TOUCH, latest=True, negated=True, back=hours(3), ever=True, until="asked"),
        (
            "it is not so that the latest of its kind within 3 hours before the opening of the"
            " claim is a touch by the claimant, earlier chapters included, up to the asked time"
        ),
        "并非主张归属前3小时内最近一次为本人的跟单（含以往）（看到所问时刻）",
    ),
    (
        Test(facts=PAID, total=Total(field="amount", part=Fraction(1, 3), of=PAID)),
        (
            "the sum of amount over every receipt (amount: at least 1.00 yuan) is at least 1/3 of"
            " the sum of amount over every receipt (amount: at least 1.00 yuan)"
        ),
        "收款（金额：不少于1.00元）的金额合计不少于收款（金额：不少于1.00元）的金额合计的1/3",
    ),
    (
        Pick(claims=("filed",), status=("lapsed",), by="other", count=2, ended_by=("w",)),
        "at least 2 claims “filed” of another party are lapsed (ended by w)",
        "他人至少有2项已失效的“报备”（因 w 终止）",
    ),
    (
        Pick(claims=("filed",), by="other", negated=True),
        "no claim “filed” of another party is in force",
        "没有他人有效的“报备”",
    ),
    (
        Pick(claims=("filed",), status=("pending",), count=3, negated=True),
        "fewer than 3 claims “filed” are pending",
        "待批的“报备”不足3项",
    ),
    (
        Test(facts=Facts(kinds=("filing",), same=("id",)), negated=True),
        "the claim does not rest on a filing",
        "所据事实不是报备",
    ),
    (
        Facts(kinds=("verification",), where=(Match(field="of", op="opening"),)),
        "a verification for it",
        "该项的核单",
    ),
    (
        Test(any=tuple(Test(facts=Facts(kinds=(kind,))) for kind in ("leave", "loss", "deal"))),
        "one of these: there is a leaving, there is a loss or there is a deal",
        "以下之一：有离职、有跑单或有成交",
    ),
]


@pytest.mark.parametrize(("one", "english", "chinese"), CONDITIONS)
def test_conditions_are_said_in_plain_words(one, english, chinese):
    """Without it a policy could be read aloud only by a programmer."""
    assert text(one) == english
    assert text(one, "zh") == chinese


def test_a_limit_tells_everything_that_moves_its_end():
    """Without it somebody would count on a day that a pause had moved."""
    stretch = Stretch(start=Facts(kinds=("pause",)), stop=Facts(kinds=("resume",)))
    one = Limit(
        id="w",
        span=Table(
            by="field",
            field="medium",
            rows=(Row(gives=hours(1), values=("form",)), Row(gives=hours(2))),
        ),
        needs=TOUCH,
        count=2,
        when=(Test(facts=TOUCH),),
        lead=hours(1),
        early="void",
        restart=TOUCH,
        extend=Extension(on=TOUCH, span=hours(3), most=1),
        pause=stretch,
        hold=stretch,
        grace=Grace(span=hours(4), notice=TOUCH),
        cap=hours(9),
        waived_by=Facts(kinds=("waiver",)),
        replaces=("u",),
    )
    assert text(one).split("; ") == [
        (
            "the claimant owes a touch by the claimant (2 times) within a time by the medium"
            " told at the opening of the claim (form: 1 hour"
        ),
        "otherwise: 2 hours) of the opening of the claim",
        "only if there is a touch by the claimant",
        "not earlier than 1 hour after that",
        "done earlier it counts against the claim",
        "starts anew with a touch by the claimant",
        "extended by 3 hours with a touch by the claimant",
        "once at most",
        "stands still from a pause to a resumption",
        "waits at its end from a pause to a resumption",
        "with 4 hours of grace",
        "counted from a touch by the claimant",
        "never longer than 9 hours",
        "waived by a waiver",
        "takes the place of u",
    ]
    assert "按报备方式" not in text(one, "zh")
    assert "每日本人须完成" in text(
        Limit(id="d", needs=TOUCH, every=Every(unit="day", first="partial")), "zh"
    )


@pytest.mark.parametrize(
    ("one", "english"),
    [
        (Limit(id="p"), "the claim is protected from the opening of the claim on"),
        (
            Limit(
                id="p",
                span=hours(1),
                lead=hours(2),
                extend=Extension(on=Facts(kinds=("pause",)), span=hours(3)),
                grace=Grace(span=hours(4)),
            ),
            (
                "the claim is protected for 1 hour from the opening of the claim; not earlier"
                " than 2 hours after that; extended by 3 hours with a pause; with 4 hours of grace"
            ),
        ),
        (
            Limit(id="p", by=Anchor(of="asked")),
            "the claim is protected from the opening of the claim to the asked time",
        ),
        (
            Limit(id="p", span=hours(1)),
            "the claim is protected for 1 hour from the opening of the claim",
        ),
        (
            Limit(
                id="f",
                needs=Facts(kinds=("site_callback",)),
                every=Every(
                    unit="week",
                    first="whole",
                    weekday=4,
                    roll="next_working",
                    stops=Facts(kinds=("completion",)),
                ),
            ),
            (
                "the claimant owes a site call every Friday, from the opening of the claim on;"
                " beginning with the first whole week; a last day off moves to the next working"
                " day; until a completion"
            ),
        ),
        (
            Limit(
                id="t",
                span=Table(
                    by="elapsed", rows=(Row(gives=hours(1), upto=hours(5)), Row(gives=hours(2)))
                ),
            ),
            (
                "the claim is protected for a time by the time since the opening of the claim (up"
                " to 5 hours: 1 hour; otherwise: 2 hours) from the opening of the claim"
            ),
        ),
        (
            Limit(
                id="t",
                span=Table(
                    by="count",
                    facts=TOUCH,
                    rows=(Row(gives=hours(1), upto=5), Row(gives=hours(2))),
                ),
            ),
            (
                "the claim is protected for a time by how often there was a touch by the"
                " claimant (up to 5: 1 hour; otherwise: 2 hours) from the opening of the claim"
            ),
        ),
    ],
)
def test_other_limits_are_said_in_plain_words(one, english):
    """Without it a weekly call and a protection would read as the same thing."""
    assert text(one) == english
    assert text(one, "zh") != english


@pytest.mark.parametrize(
    ("then", "missed", "ended"),
    [
        ("lapse", "if missed, the claim lapses", "at its end the claim lapses"),
        ("contest", "逾期则他人可以争取", "期满则他人可以争取"),
        ("report", "逾期仅作提示", "期满仅作提示"),
    ],
)
def test_what_the_end_of_a_limit_does_is_told_apart_from_a_duty_missed(then, missed, ended):
    """Without it a protection that runs out would read like a duty that somebody missed."""
    duty = attrs.evolve(POLICY.limits[0], then=then)
    protects = attrs.evolve(duty, limit=attrs.evolve(duty.limit, needs=None))
    for one, told in ((duty, missed), (protects, ended)):
        policy = attrs.evolve(POLICY, limits=(one,))
        assert told in text(policy) + text(policy, "zh")


def test_a_waiting_time_is_told_with_its_end():
    """Without it everybody would be told that no end is known (CON-06)."""
    contract = fact("c", "contract", at=china.at(2024, 3, 1, 10), type="construction")
    wait = Limit(id="wait", anchor=Anchor(of="first", facts=SIGNED), span=working_days(3))
    stages = (Stage(id="a", zh="甲", kind="start"), Stage(id="b", zh="乙", kind="end"))
    begins = Move(
        id="begins",
        at=("a",),
        on=Facts(kinds=("start",)),
        to="b",
        needs=(Requirement(id="waited", over=wait),),
    )
    process = Process(id="p", revision=1, zh="程", stages=stages, moves=(begins,))
    found = journey(
        open_process(process, china, days="start"), [contract], at=china.at(2024, 3, 2)
    )
    (missing,) = found.next[0].missing
    words = {"rule.waited": "the wait"}
    assert text(missing, words=words) == "the wait (waited): only after 2024-03-06 24:00."
    assert text(missing, "zh", words={"rule.waited": "等"}) == (
        "等（waited）：须在2024年3月6日24:00之后。"
    )


def test_a_waiting_time_that_is_uncertain_or_endless_says_so():
    """Without it a day beyond the known calendar would look certain, or an end be made up."""
    at = china.at(2030, 3, 1)
    unsure = reason("process.waits", rule="w", until=at, provisional=True)
    assert text(unsure) == (
        "w: only after 2030-03-01 00:00. The calendar of those days is not known yet."
    )
    endless = reason("process.waits", rule="w", until=None, provisional=False)
    assert text(endless) == "w: its waiting time has no end yet."
    assert text(endless, "zh") == "w：等待期尚无终点。"


def test_an_open_service_is_asked_for_in_its_own_words():
    """Without it a manager would answer whose customer it is, where only service is open."""
    policy = attrs.evolve(
        POLICY,
        grounds=(
            Ground(id="credit", answers=("credit",), gives=Outcome(kind="party", to="company")),
            Ground(id="silent", gives=Outcome(kind="silent")),
        ),
    )
    at = china.at(2024, 3, 10)
    verdict = judge(open_court(policy, china), CASE, at=at)
    assert text(verdict).endswith("The policy does not say: who serves the customer?")
    assert text(verdict, "zh").endswith("政策未作规定：客户由谁服务？")
    assert "whose customer" not in text(verdict)
    decider = attrs.evolve(verdict, service=attrs.evolve(verdict.service, question="decider"))
    assert text(decider).endswith("For whom does somebody decide?")


def test_a_settled_customer_and_a_row_that_came_too_late_are_told():
    """Without it a deal would not be told from the state of things, nor what stood higher."""
    court = open_court(attrs.evolve(POLICY, decisive=(Facts(kinds=("deal",)),)), china)
    history = (
        FILED,
        filing("f2", at=china.at(2024, 3, 2), by="li", medium="form"),
        touch("t", at=china.at(2024, 3, 3), by="wang"),
        VISIT,
        fact("d", "deal", at=china.at(2024, 3, 7)),
    )
    case, at = Case("C-17", history), china.at(2024, 3, 10)
    verdict = judge(court, case, at=at)
    assert "Settled for good by what happened at 2024-03-07 00:00." in text(verdict)
    found = text(why(court, case, "li", at=at))
    assert (
        "- filed first (filed_first) would take it, but filed, followed up and invited"
        " (three_part) stands higher and decided."
    ) in found
    assert (
        "- filed, followed up and invited (three_part) is met by wang, claim “filed”: a filing,"
        " f1 (2024-03-01 10:00, by wang), a touch, t (2024-03-03 00:00, by wang)"
    ) in found
    waiting = attrs.evolve(verdict.docket[0], status="pending", place=None)
    assert text(waiting).startswith(
        "wang, claim “filed”, opened 2024-03-01 10:00 by f1: pending. signature:"
    )


def test_approvals_are_told_apart():
    """Without it two steps of one role would read as one sentence said twice."""
    signed = signature("s1", at=china.at(2024, 3, 1, 11), by="mei", of="f1")
    case = Case("C-17", (FILED, signed))
    found = why(COURT, case, "wang", at=china.at(2024, 3, 2))
    assert (
        "- Signature: customer service has signed.\n- Registration: customer service has not"
        " registered it yet."
    ) in text(found)
    assert "- 客服已签字。\n- 待客服登记备档。" in text(found, "zh")
    (claim,) = judge(COURT, case, at=china.at(2024, 3, 2)).docket
    assert "签字：客服已办理。登记：待客服办理。" in text(claim, "zh")
    assert "having[" not in text(found)


TOUR = Kind(
    name="model_room_tour",
    zh="带看样板间",
    fields=(Field(name="medium", zh="带看方式", type="choice", values=("car", "walk")),),
)
TOURED = Facts(
    kinds=("model_room_tour",), where=(Match(field="medium", op="in", values=("car",)),)
)


def test_a_policy_is_told_in_the_terms_that_it_declares():
    """Without it a company's own kinds would stand as codes in its Chinese policy."""
    policy = attrs.evolve(POLICY, kinds=(TOUR,), decisive=(TOURED,))
    assert "- 首次带看样板间（带看方式：car）后归属确定，不再调整。" in text(policy, "zh").split(
        "\n"
    )
    # another kind's field of that name keeps its own term, and English its words
    assert "报备（报备方式：报备单或短信" in text(policy, "zh")
    assert "- The first model room tour (medium: car) settles" in text(policy)
    # a host's own words come before the terms of the file
    words = {"kind.model_room_tour": "看房"}
    assert "- 首次看房（带看方式：car）后归属确定，不再调整。" in text(
        policy, "zh", words=words
    ).split("\n")


def test_the_terms_of_rules_are_words_for_whatever_follows_from_them():
    """Without it stages that a company names itself would be told as ids."""
    stages = (
        Stage(id="new", zh="新客户", kind="start"),
        Stage(id="toured", zh="已带看", kind="end"),
    )
    move = Move(id="tour", at=("new",), on=TOURED, to="toured")
    process = Process(id="p", revision=1, zh="程", stages=stages, moves=(move,), kinds=(TOUR,))
    assert terms(process) == {
        "stage.new": "新客户",
        "stage.toured": "已带看",
        "kind.model_room_tour": "带看样板间",
        "field.model_room_tour.medium": "带看方式",
    }
    flow = open_process(process, china, days="start")
    said = text(journey(flow, [], at=china.at(2024, 3, 1)), "zh", words=terms(process))
    assert said.split("\n")[1:] == ["主线：起始即处于新客户。", "可继续：tour，至已带看。"]
    assert terms(POLICY) == {}
    rules = attrs.evolve(company().rules, process=process)
    assert terms(rules) == terms(process)


def test_instants_are_shown_in_their_own_zone():
    """Without it a last instant would be shown as a time that nobody uses."""
    last = china.end(china.day(china.at(2024, 3, 8)))
    assert text(last) == "2024-03-08 24:00"
    assert text(last, "zh") == "2024年3月8日24:00"
    assert text(last - timedelta(microseconds=1)) == "2024-03-08 23:59:59.999998"
    assert text(china.at(2024, 3, 8, 9, 5, 7)) == "2024-03-08 09:05:07"
    assert text(china.at(2024, 3, 8)) == "2024-03-08 00:00"


def test_what_is_due_names_who_what_and_when():
    """Without it an agenda would be a list of codes."""
    at = china.at(2024, 3, 10)
    found = obligations(COURT, CASE, at=at, until=china.at(2024, 4, 1))
    assert text(found).split("\n") == [
        (
            "C-17: customer service: verification of the filing, due by 2024-03-01 12:00: missed"
            " (seven_day_filing@1#verification)."
        ),
        (
            "C-17: wang: visit by the customer, due by 2024-03-08 24:00: done in time"
            " (seven_day_filing@1#window)."
        ),
    ]
    one = Obligation(
        rule="plan#1",
        what="collect_works",
        who="finance",
        due=None,
        state="open",
        amount=Money(5500_00),
        provisional=True,
        advice=True,
    )
    assert text(one) == (
        "finance: collecting for the works, 5,500.00 yuan, no term stated: open, provisional,"
        " advised (plan#1)."
    )
    assert (
        text(one, "zh")
        == "财务：收取工程款，5,500.00元，未定期限：未完成，日历未定，建议（plan#1）。"
    )


def test_fees_and_amounts_are_told_with_their_rows():
    """Without it a customer could not check what he is asked to pay."""
    fee = design_fee(
        steward_rate_card,
        tier="director",
        area=Decimal("128.5"),
        area_basis="inner",
        rounding="exact",
        on=china.day(china.at(2024, 3, 1)),
        a6=True,
    )
    assert text(fee, "zh").split("\n") == [
        "主任：每平方米200.00元（FEE-01）。",
        "A6 每平方米加30.00元（FEE-02）。",
        ("230.00元 × 128.5平方米（套内面积；不取整），协议日2024年3月1日：29,555.00元。"),
    ]
    assert text(Money(-5), "zh") == "-0.05元"
    paid = first_payment(
        works=Money(100_00),
        finished_goods=Money(0),
        main_materials=Money(1),
        credited=Money(0),
        rounding="exact",
    )
    assert text(paid) == (
        "PAY-01: works 55.00 + finished goods 0.00 + main materials 0.01 - credited 0.00 = 55.01"
        " yuan due now; 45.00 yuan of the works are left (no rounding)."
    )


def test_errors_are_told_with_every_objection():
    """Without it somebody would mend one thing and be refused for the next."""
    objection = reason("process.needs", rule="LIF-01", kinds=("visit", "touch"))
    refused = Refused.because("process.refused", (objection,))
    assert text(refused, "zh") == ("流程目前不允许；异议列明所缺事项\nLIF-01：缺少来访或跟单。")
    assert text(Malformed("value.missing", "at")) == "at: required and not given; add it"
    conflict = Conflict("port.version", expected=1, found=2)
    assert text(conflict, words={"error.port.version": "{found}!"}) == "2!"


def test_a_host_may_put_its_own_words_first():
    """Without it a company could not call a filing what it calls it."""
    words = {"basis.filed": "guest slip", "why.no_claim": "{party}: nothing {unknown}"}
    found = why(COURT, CASE, "li", at=china.at(2024, 3, 10))
    assert "“guest slip”" in text(found, words=words)
    # a template that asks for what is not told is left out rather than failing
    assert "- why.no_claim" in text(found, words=words)
    assert text(reason("my.code", rule="r")) == "my.code"
    assert text(reason("my.code", rule="r"), words={"my.code": "mine ({rule})"}) == "mine (r)"
    assert text(reason("value.missing", field="at")) == "at: required and not given; add it"
    assert text(reason("value.type", field="at")) == "value.type"


def test_a_number_that_was_too_small_is_told_with_the_bound():
    """Without it the reason for a receipt that was too small would be an error."""
    told = reason(
        "why.not_opened",
        facts=("r",),
        kind="receipt",
        at=china.at(2024, 3, 1),
        basis="paid",
        item="amount",
        op="min",
        values=("5.00",),
    )
    assert text(told).endswith("opened no claim “paid”: expected amount: at least 5.00.")
    assert text(told, "zh").endswith("不能以“paid”主张归属：要求金额：不少于5.00。")


def test_parts_and_fields_of_other_kinds_are_told():
    """Without it a share would be a fraction, and a field of the second kind a code."""
    told = reason("mine", share=Fraction(3, 10))
    assert text(told, words={"mine": "{share}"}) == "30%"
    either = Facts(kinds=("entry", "visit"), where=(Match(field="invited_by", op="given"),))
    assert text(either, "zh") == "录入系统或来访（邀约人：已填）"


def test_what_was_known_when_is_told():
    """Without it an old verdict would look like today's."""
    at = china.at(2024, 3, 10)
    verdict = judge(COURT, CASE, at=at, known_at=china.at(2024, 3, 5))
    assert "At 2024-03-10 00:00 (as known at 2024-03-05 00:00) it is in doubt" in text(verdict)
    assert "截至2024年3月10日00:00（依2024年3月5日00:00所知）存疑" in text(verdict, "zh")


def test_rows_of_a_company_of_its_own_keep_their_names():
    """Without it a reading or an advice that is not ours would vanish."""
    shipped = presets.first_contact(deal=(Facts(kinds=("deal",)),))
    (entry,) = (one for one in shipped.duties if one.limit.id == "entry")
    duty = attrs.evolve(entry, advice=True)
    own = attrs.evolve(shipped, duties=(duty,), readings=(("B-1", "as the board says"),))
    lines = text(own).split("\n")
    assert "- B-1: as the board says." in lines
    assert (
        "- entry in the system after the deal (entry): the owner owes an entry in the system from"
        " the deal on; advised, not demanded (FILE-17)."
    ) in lines


def test_shares_and_unnamed_roles_are_told():
    """Without it an equal split and an approval that waits would have no words."""
    from renoflow.attribution import Share

    thirds = tuple(Share(party=p, share=Fraction(1, 3)) for p in ("ann", "bo", "company"))
    one = Answer(outcome="owner", rule="p@1#g", shares=thirds)
    assert text(one) == (
        "The customer belongs to ann (1/3), bo (1/3) and the company (1/3), by row g."
    )
    assert text(Answer(outcome="pending", rule="p@1#g", question="pending"), "zh") == (
        "客户待有权人批准，依据 g。"
    )


def test_a_row_that_splits_a_customer_tells_the_parts():
    """Without it a company could not read who gets how much."""
    parts = (Part(part=Fraction(3, 10), to="company"), Part(part=Fraction(7, 10)))
    split = Ground(id="split", pick=Pick(claims=("filed",), take=2), gives=Outcome(parts=parts))
    lines = text(attrs.evolve(POLICY, grounds=(split,))).split("\n")
    assert (
        "1. split: if a claim “filed” is in force, the company has 30%, claimant no. 1 has 70%"
        " (counted from the earliest claimant, up to 2 of them; where there are fewer, they"
        " share these parts equally)."
    ) in lines


def test_a_limit_state_tells_what_is_uncertain():
    """Without it a provisional day would look certain."""
    one = LimitState(limit="w", status="open", provisional=True, in_grace=True)
    assert text(one) == (
        "w: runs (no end known). The calendar of those days is not known yet. It is in its grace."
    )


def test_a_wrong_call_is_told_at_once():
    """Without it a typing slip would come out as an empty sentence."""
    with pytest.raises(Malformed, match="lang"):
        text(Money(1), "fr")
    with pytest.raises(TypeError):
        text(CASE)  # type: ignore[arg-type]


def test_a_policy_of_every_shape_can_be_described():
    """Without it a company's own rows could be left out of what it reads."""
    policy = presets.first_contact(
        deal=(Facts(kinds=("deal",)),), entry_within=days(1, counting=CALENDAR)
    )
    assert "- Before that a decision by the head of the sales team counts (ATT-15 ATT-16)." in (
        text(policy).split("\n")
    )
    assert isinstance(policy.adjustments[0], Adjustment)
    assert (
        "- 未经允许转让客户（unpermitted_transfer）：如有未经允许转让客户，"
        "最后一次未经允许转让客户的人受处罚；仅作提示，不自动执行（ATT-19）。"
    ) in text(policy, "zh").split("\n")


def sayable(policy, case, at, known_at):
    """Everything that the court answers about a case."""
    court = open_court(policy, random.EVERY_DAY)
    verdict = judge(court, case, at=at, known_at=known_at)
    found = [verdict, *verdict.docket, policy, verdict.credit]
    found += [why(court, case, p, at=at, known_at=known_at) for p in (*random.PARTIES, "company")]
    found += obligations(court, case, at=at, until=at + timedelta(days=9), known_at=known_at)
    found += [answer for _, answer in ownership_history(court, case, until=at)]
    return found


@SHORT
@given(random.policies(), random.cases(), random.instants, random.known_ats)
def test_everything_the_court_says_has_words(policy, case, at, known_at):
    """Without it a rare verdict would end in an error, or in a bare code."""
    for one in sayable(policy, case, at, known_at):
        for lang in ("en", "zh"):
            said = text(one, lang)
            assert said
            assert not any(f"{group}." in said for group in ("why", "step", "asks", "outcome"))
            assert "_state." not in said


@given(st.text("0123456789", min_size=8, max_size=11).filter(lambda t: not t.startswith("00")))
def test_no_digit_of_a_key_is_ever_told(number):
    """Without it a phone number would reach a chat group with the verdict."""
    phone = key(f"1{number[:7]}13")
    facts = (
        filing("f1", at=china.at(2024, 3, 1, 10), by="wang", medium="form", phone=phone),
        touch("t1", at=china.at(2024, 3, 1, 11), by="wang"),
        visit("v1", at=china.at(2024, 3, 2), invited_by="li", phone=phone),
    )
    at = china.at(2024, 3, 3)
    case = Case("C-1", facts)
    found: list[Sayable] = [
        judge(COURT, case, at=at),
        *(why(COURT, case, p, at=at) for p in ("wang", "li")),
    ]
    found.append(Match(field="phone", op="in", values=(phone,)))
    assert all(phone.value not in text(one, lang) for one in found for lang in ("en", "zh"))


@SHORT
@given(st.data())
def test_every_journey_has_words(data):
    """Without it a customer's stand could not be told for a process of one's own."""
    flow = open_process(data.draw(drawn.processes()), china, days=data.draw(drawn.readings))
    said = journey(flow, data.draw(drawn.histories()), at=data.draw(drawn.instants))
    for lang in ("en", "zh"):
        assert text(said, lang)
