"""Sentences of errors: policies, pay, ladders and orders of reception."""

from __future__ import annotations

from typing import Final

__all__ = ["ROWS"]

ROWS: Final[dict[str, tuple[str, str]]] = {
    "ladder.mediates": (
        "{field}: a level that mediates does not decide; leave it out, or let it decide",
        "{field}：只调解的层级不作裁决；请去掉，或改为裁决",
    ),
    "ladder.final": (
        "{field}: a final decision ends the dispute; let the last level alone be final, without appeal",
        "{field}：终局裁决结束争议；只有最后一级可为终局，且不得再申诉",
    ),
    "rota.choose": (
        "{field}: lanes take turns already; choose among orders, or interleave them, not both",
        "{field}：轮序已按各道轮流；按日选用与轮流二者取一",
    ),
    "rota.skip": (
        "{field}: a skip lasts during a stretch or is told by facts of a call missed, one of the two",
        "{field}：轮空或以一段期间（during）为准，或以叫到未到的事实（missed）为准，二者取一",
    ),
    "rota.order": (
        "{field}: no order of that name was given, or more than one and none fits; give each order once",
        "{field}：未给出该名称的轮序，或有多个而无一适用；请逐一给出",
    ),
    "policy.adjustment": (
        "{field}: an adjustment is a part of something or an amount, not both",
        "{field}：附加事项或为份额，或为金额，不可兼有",
    ),
    "policy.digits": (
        "{field}: digits that are shown make a likely match of one field, never a certain one",
        "{field}：仅凭可见数字只能视为可能相同，且只看一个字段",
    ),
    "policy.ended_within": (
        "{field}: asks how long ago claims ended; expected refused, lapsed, ended or displaced among them",
        "{field}：所问为归属终止多久；其中应有 refused、lapsed、ended 或 displaced",
    ),
    "policy.open_argument": (
        "{field}: left open by the source; answer this: {question}",
        "{field}：原文未定，请回答：{question}",
    ),
    "policy.open": (
        '{field}: left open by the source (line {line}); put an answer in place of "?": {question}',
        '{field}：原文未定（第 {line} 行）；请把 "?" 换成答案：{question}',
    ),
    "policy.row_twice": (
        "{field}: another row of the policy has this id; give each row its own",
        "{field}：行号重复；每行一个编号",
    ),
    "policy.nobody_picked": (
        "{field}: required, because the row gives the customer to an owner and parts are parts of an owner's; pick claims, or give another outcome",
        "{field}：必填，因该条将客户给予归属人，份额也由归属人的客户而来；请选取归属，或改写结果",
    ),
    "policy.basis": (
        "{field}: no claim of the policy has this basis{near}; it has {allowed}",
        "{field}：没有这种归属依据{near}；已有：{allowed}",
    ),
    "policy.outcome_to": (
        "{field}: party, pool, decider and rota need `to`, other kinds take none; this one is {kind} (whom a pending claim waits for its approval says; for a person who decides, kind = decider)",
        "{field}：party、pool、decider、rota 须写 to，其余不写；此处为 {kind}（pending 待谁批准由审批步骤写明；由人裁决的，用 decider）",
    ),
    "policy.party": (
        "{field}: {word} is a word of the rules and would be a party of that name here; name a party, or whom facts name ({{ role = ..., last = ... }}) or a pick takes ({{ claims = ... }})",
        "{field}：{word} 是规则用词，写在此处会被当作一方的编号；请写明一方，或写由事实所指之人（{{ role = ..., last = ... }}）或由选取所得之人（{{ claims = ... }}）",
    ),
    "policy.parts": (
        "{field}: expected parts that total exactly 1, for example 3/10 and 7/10",
        "{field}：各份之和须正好为 1，例如 3/10 与 7/10",
    ),
    "pay.base": (
        "{field}: a base takes facts, or a term above with nothing beside it; drop one",
        "{field}：基数取自事实，或取自上文条款且不带其他项；请去掉其一",
    ),
    "pay.amount": (
        "{field}: an amount is the field of the facts, a fixed amount, or one given by name; say exactly one",
        "{field}：金额只能取事实字段（field）、固定金额（amount）或按名给出（given）之一",
    ),
    "pay.part": (
        "{field}: expected a part from 0 to 1, such as 1/2; what takes back takes more than 0",
        "{field}：应为 0 至 1 的份额，例如 1/2；扣回的须大于 0",
    ),
    "pay.negative": (
        "{field}: cannot be negative; give zero or more",
        "{field}：不能为负，请给零或正数",
    ),
    "pay.reversal": (
        "{field}: takes back a part of the line, or the part that a field tells; say exactly one",
        "{field}：扣回一定份额（part），或按事实字段（field）比例扣回，二者取一",
    ),
    "gather.customer": (
        "{field}: expected the customer record that the fact was told of; give customer=...",
        "{field}：请注明所属客户记录 customer=...",
    ),
}
