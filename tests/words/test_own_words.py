"""A policy's own words stay its own, a ladder and a document are named, errors say what to"
" write."""

import pytest

from renoflow.attribution import (
    Ladder,
    Level,
    Policy,
    presets,
)
from renoflow.codec import from_toml
from renoflow.errors import Malformed
from renoflow.reasons import reason
from renoflow.select import Facts
from renoflow.words import terms, text
from tests.attribution.test_presets import register
from tests.words.aloud import OWN, POLICY, both


def test_a_policy_s_own_words_stay_its_own():
    """Its choice “open” is no open case, and its basis “registered” is no register of ours."""
    policy = from_toml(OWN, Policy)
    assert both(policy, "- registered: ", "- registered：") == (
        "a listing (terms: open) gives a claim to whoever did it.",
        "委托（委托种类：open），由办理人主张归属。",
    )
    assert both(policy, "- fine: ", "- fine：") == (
        (
            "a penalty by how often there was a listing: up to 1: 50 yuan; otherwise: 100 yuan"
            " per filing for whoever the last listing names under “who”; it is reported only."
        ),
        (
            "最后一次委托的经办受处罚（每报备按委托的次数：不超过1：50元；其他：100元）；"
            "仅作提示，不自动执行。"
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
    assert "- actual business contact: a touch" in english
    assert "- 实际业务联系：跟单" in chinese
    assert "first contact" not in english
    assert "首次接触" not in chinese


# --- ladders ------------------------------------------------------------------------------


def test_a_level_of_a_ladder_is_called_as_the_ladder_calls_it():
    """A shop's supervisor is no site supervisor; a name of the policy comes before both."""
    level = Level(role="supervisor", zh="主管", until="always")
    ladder = Ladder(id="mine", zh="申诉", levels=(level,), recuse="named")
    assert "1．主管：" in text(ladder, "zh")
    assert "1．经理：" in text(ladder, "zh", words={"role.supervisor": "经理"})
    assert "1. the site supervisor:" in text(ladder, "en")


def test_a_ladder_can_be_said_by_itself():
    """P6, P8 and P9 are ladders and nothing else."""
    english = text(presets.dedicated_resolver(resolver="customer_service"))
    assert english.startswith(
        "dedicated_resolver: 1. the dispute resolver: investigates, proposes and talks with both"
        " sides, held by customer service (DIS-02 DIS-03); 2. senior management: decides, after"
        " its decision no way further (DIS-03) (P8, rules on disputes about customers, a"
        " decorating works company; "
    )
    # what the text says and what is done for want of it are told apart
    assert (
        "It goes through investigation and a proposal. What happens here where the source says no"
        " more: skipping a level is objected to; whoever is recused, or is a party himself, does"
        " not decide; meanwhile only the contested shares are held."
    ) in english
    chinese = text(presets.qc_appeal(), "zh")
    assert chinese.startswith("三级申诉（qc_appeal）：1．部门经理：")
    assert "（ESC-01）；2．品控中心：" in chinese
    assert "适用于客源部门、网销部门和设计部门的全体全职员工。" in chinese
    assert (
        "越级公示处理意见（published_opinion）：越位公示意见的，罚500元；仅作提示，不自动执行"
        "（ESC-03 ESC-05）。裁决人可从轻。"
    ) in chinese
    assert (
        "原文未另作规定的，系统按此处理：不得越级（ESC-02）；被提出回避者不参与裁决；"
        "其间仅暂扣争议份额。"
    ) in chinese


def test_what_a_ladder_asks_of_a_dispute_is_said_of_the_dispute():
    """It is no fact on which a claim rests."""
    deposit = register()
    assert deposit.ladder is not None
    english, chinese = both(deposit, "- register_ladder: ", "- 撞单裁决（register_ladder）：")
    assert (
        "only if the scope of the dispute is within a department or not told (COL-01);" in english
    )
    assert "仅当争议范围为部门内部或未提及（COL-01）；" in chinese
    assert (
        "Evidence counts in this order: the register, the consultation register of the hall, the"
        " measurement record, text messages and call records."
    ) in english
    assert "证据次序：登记册、客户咨询登记表、量房记录表、短信和通话记录。" in chinese
    ended = presets.post_project(end=Facts(kinds=("completion",)), litigation="either")
    assert "仅当有竣工时受理。" in text(ended, "zh")
    assert "It is heard only if there is a completion." in text(ended)


def test_a_company_finds_its_document_and_what_is_not_judged():
    """The head names the document, and the readings what no row asks."""
    assert "（P1《客户管理制度》一、报备制度）" in text(POLICY, "zh")
    desk = presets.front_desk()
    assert (
        "- FILE-08: filing ahead is for a visit meant within one week; it may be asked apart and"
        " decides nothing here."
    ) in text(desk)
    assert "逾期仅作提示（FILE-09）。" in text(desk, "zh")
    form = presets.five_part_form(unreached="for_good")
    assert "- FILE-12、CUS-06：C类及以上客户须填五联单。" in text(form, "zh")
    assert "- FOL-08：回访前由客服通告设计师和家装顾问，回访后通告设计部与市场开发部。" in text(
        form, "zh"
    )
    assert (
        "- FILE-11、ATT-23、ATT-25：公司客流由客服经理接待；单独来访而未指名者，按来访顺序接待。"
    ) in text(register(), "zh")


MESSAGES = [
    (
        'when = [{ row = "g" }]',
        (
            "grounds[0].when[0].row: not known here; known are fact, by, same, other, prompt,"
            " where, hours, since and 13 more"
        ),
        (
            "grounds[0].when[0].row：此处没有这一项；可用的有"
            " fact、by、same、other、prompt、where、hours、since等，另有 13 项"
        ),
    ),
    (
        'gives = { kind = "pending", to = "x" }',
        (
            "grounds[0].gives.to: party, pool, decider and rota need `to`, other kinds take none;"
            " this"
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
    assert text(told, "zh") == "a：没有一处用到这一项主张。"
