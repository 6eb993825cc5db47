"""A policy's own words stay its own, a ladder and a document are named, errors say what to"
" write."""

import pytest

from renoflow.attribution import (
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


MESSAGES = [
    (
        'when = [{ row = "g" }]',
        (
            "grounds[0].when[0].row: not known here; known are fact, by, same, other, prompt,"
            " where, after, before and 10 more"
        ),
        (
            "grounds[0].when[0].row：此处没有这一项；可用的有"
            " fact、by、same、other、prompt、where、after、before等，另有 10 项"
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
    assert text(told, "zh") == "a：没有一处用到这一归属。"
