"""The table of fact kinds: one row a kind. A host adds rows of its own beside it.

``{**KINDS, "model_room_tour": Kind(name="model_room_tour", zh="带看样板间", ...)}``
is a table with one more row; a policy or process file may declare rows too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from renoflow.errors import Malformed
from renoflow.facts.records import Field, FieldType, Kind

__all__ = ["COMMON", "KINDS", "merge_kinds"]


def _row(name: str, zh: str, *fields: Field) -> Kind:
    return Kind(name=name, zh=zh, fields=fields)


def _may(name: str, type_: FieldType, zh: str, *values: str) -> Field:
    return Field(name=name, zh=zh, type=type_, values=values)


def _must(name: str, type_: FieldType, zh: str, *values: str) -> Field:
    return Field(name=name, zh=zh, type=type_, required=True, values=values)


COMMON: Final[Mapping[str, Field]] = MappingProxyType(
    {
        "role": _may("role", "code", "角色"),
        "place": _may("place", "code", "地点"),
    }
)
"""Fields that every kind has: the role in which ``by`` acted, and the place."""

_ROWS: Final = (
    _row(
        "enquiry",
        "咨询",
        _must(
            "channel",
            "choice",
            "渠道",
            "front_desk_phone",
            "walk_in",
            "web",
            "online_chat",
            "telemarketing",
            "estate",
            "sales_office",
            "property_management",
            "referral",
            "own_effort",
            "event",
            "mobile_phone",
        ),
        _may("introduced", "flag", "有人介绍"),
        _may("invited", "flag", "有人邀约"),
        _may("contact_left", "flag", "留下联系方式"),
        _may("phone", "key", "电话"),
        _may("home", "key", "房屋"),
        _may("supplied", "names", "已填项"),
    ),
    _row(
        "filing",
        "报备",
        _must(
            "medium",
            "choice",
            "报备方式",
            "form",
            "sms",
            "oral",
            "wechat",
            "qq",
            "email",
            "register",
        ),
        _may("source", "choice", "来源", "own", "front_desk_kin", "event", "partner"),
        _may("phone", "key", "电话"),
        _may("home", "key", "房屋"),
        _may("supplied", "names", "已填项"),
    ),
    _row(
        "signature",
        "客服签字",
        _must("of", "fact", "所签报备"),
    ),
    _row(
        "registration",
        "登记备档",
        _must("of", "fact", "所登报备"),
    ),
    _row(
        "verification",
        "核单",
        _must("of", "fact", "所核报备"),
        _may("result", "choice", "结果", "valid", "duplicate", "unreachable"),
    ),
    _row(
        "approval",
        "批准",
        _must("of", "fact", "所批事项"),
    ),
    _row(
        "refusal",
        "驳回",
        _must("of", "fact", "所驳事项"),
    ),
    _row(
        "touch",
        "跟单",
        _may("medium", "choice", "方式", "call", "sms", "wechat", "meeting", "email"),
        _may("answered", "flag", "接通"),
        _may("verified", "flag", "已核实"),
        _may("content", "names", "沟通内容"),
    ),
    _row(
        "invitation",
        "邀约",
        _may("medium", "choice", "方式", "call", "sms", "wechat", "meeting", "email"),
    ),
    _row(
        "visit",
        "来访",
        _may("invited_by", "party", "邀约人"),
        _may("brought_by", "party", "带客人"),
        _may("received_by", "party", "接待人"),
        _may("names", "party", "客户指名"),
        _may("introduced", "flag", "有人介绍"),
        _may("phone", "key", "电话"),
        _may("home", "key", "房屋"),
        _may("supplied", "names", "已填项"),
    ),
    _row(
        "event_reception",
        "活动接待",
        _may("received_by", "party", "接待人"),
        _may("phone", "key", "电话"),
        _may("home", "key", "房屋"),
    ),
    _row(
        "referral",
        "引荐",
        _must("source", "choice", "来源", "partner", "outside_channel", "customer", "staff"),
        _must("referrer", "party", "引荐人"),
        _may("to", "party", "引荐给"),
        _may("phone", "key", "电话"),
        _may("home", "key", "房屋"),
    ),
    _row(
        "deal",
        "成交",
        _may("amount", "money", "金额"),
    ),
    _row("entry", "录入系统"),
    _row(
        "notice",
        "告知",
        _must("subject", "choice", "事项", "owner", "appointment", "progress"),
        _may("to", "party", "告知对象"),
    ),
    _row("ownership_check", "归属核实"),
    _row(
        "transfer",
        "转让客户",
        _must("to", "party", "受让人"),
        _may("permitted", "flag", "经允许"),
    ),
    _row(
        "assignment",
        "分配",
        _must("to", "party", "分配给"),
        _may("source", "code", "缘由"),
    ),
    _row(
        "leave",
        "离职",
        _must("party", "party", "离职人"),
        _must("reason", "choice", "原因", "personal", "dismissed", "other"),
    ),
    _row("need_changed", "需求重大变化"),
    _row(
        "complaint",
        "投诉",
        _may("result", "choice", "认定", "open", "upheld", "rejected"),
        _may("about", "party", "被投诉人"),
    ),
    _row(
        "survey",
        "满意度调查",
        _must("result", "choice", "结果", "good", "fair", "bad"),
        _may("about", "party", "被评人"),
    ),
    _row(
        "dispute",
        "争议",
        _may("claims", "names", "争议方"),
    ),
    _row(
        "decision",
        "裁决",
        _must("owner", "party", "归属人"),
        _may("of", "fact", "所裁争议"),
        _may("final", "flag", "终局"),
    ),
    _row(
        "identification",
        "客户识别",
        _must("wants", "choice", "需求", "renovation", "materials", "both", "neither"),
    ),
    _row(
        "guided_talk",
        "引导性沟通",
        _must(
            "covered",
            "names",
            "已谈内容",
            "self_introduction",
            "basic_information",
            "concerns",
            "deep_needs",
        ),
        _may("concerns", "names", "关注点"),
    ),
    _row(
        "designer_step",
        "设计师推荐与确定",
        _must("step", "choice", "步骤", "recommended", "confirmed", "declined"),
        _must("designer", "party", "设计师"),
    ),
    _row(
        "designer_talk",
        "设计师洽谈",
        _must("outcome", "choice", "结果", "agrees", "hesitates", "declines"),
        _may("designer", "party", "设计师"),
        _may("first", "flag", "首谈"),
    ),
    _row(
        "closed_loop",
        "闭环",
        _may("talk_satisfies", "flag", "满意沟通"),
        _may("works_satisfy", "flag", "满意作品"),
        _may("idea_accepted", "flag", "认同思路"),
        _may("budget_clear", "flag", "预算清楚"),
        _may("unclear", "names", "不清楚的方面"),
        _may("next_at", "instant", "方便回访时间"),
        _may("next_preference", "choice", "方便时段", "weekday", "weekend"),
    ),
    _row(
        "callback",
        "回访",
        _may("answered", "flag", "接通"),
        _may("agreed", "flag", "愿签协议"),
    ),
    _row(
        "agreement",
        "设计协议",
        _must(
            "tier", "choice", "设计师级别", "ordinary", "excellent", "deputy_director", "director"
        ),
        _may("a6", "flag", "A6"),
        _may("area", "number", "面积"),
        _may("fee", "money", "设计费"),
        _may("rendering", "choice", "效果图收费", "charged", "not_charged"),
        _may("rendering_fee", "money", "效果图费"),
        _may("scheme_talk_on", "day", "首次方案沟通日"),
        _may("expected_start_on", "day", "预计开工日"),
    ),
    _row(
        "design_schedule",
        "设计进度表",
        _may("first_draft_on", "day", "初稿日"),
        _may("scheme_talk_on", "day", "方案沟通日"),
        _may("materials_on", "day", "主材方案日"),
    ),
    _row("scheme_talk", "方案沟通"),
    _row(
        "contract",
        "合同",
        _must("type", "choice", "合同种类", "construction", "finished_goods", "main_materials"),
        _may("amount", "money", "金额"),
        _may("project_manager", "party", "项目经理"),
        _may("supervisor", "party", "监理"),
        _may("customer_service", "party", "客服"),
    ),
    _row(
        "deposit",
        "定金",
        _must("nature", "choice", "性质", "earnest", "advance"),
        _must("amount", "money", "金额"),
    ),
    _row(
        "receipt",
        "收款",
        _must(
            "component",
            "choice",
            "款项",
            "design_fee",
            "works",
            "finished_goods",
            "main_materials",
        ),
        _must("amount", "money", "金额"),
    ),
    _row("start", "开工"),
    _row(
        "site_callback",
        "工地回访",
        _may("designer_ok", "flag", "设计师尽职"),
        _may("materials_ok", "flag", "材料及时"),
        _may("workers_ok", "flag", "施工规范"),
        _may("supervisor_ok", "flag", "监理协调"),
    ),
    _row("completion", "竣工"),
    _row(
        "loss",
        "跑单",
        _may("reason", "code", "原因"),
    ),
    _row(
        "cancellation",
        "退单",
        _may("reason", "code", "原因"),
        _may("of", "fact", "所退事项"),
    ),
    _row("reopening", "重新跟进"),
    _row(
        "pause",
        "中止",
        _may("reason", "code", "原因"),
    ),
    _row(
        "resume",
        "恢复",
        _may("reason", "code", "原因"),
    ),
    _row(
        "extension",
        "延期",
        _may("of", "fact", "所延事项"),
    ),
    _row(
        "waiver",
        "免除",
        _may("of", "fact", "所免事项"),
    ),
    _row(
        "withdrawal",
        "撤回更正",
        _must("of", "fact", "被撤事实"),
    ),
    _row(
        "same_as",
        "同一客户",
        _must("other", "code", "另一客户"),
    ),
    _row(
        "not_same",
        "非同一客户",
        _must("other", "code", "另一客户"),
    ),
)

KINDS: Final[Mapping[str, Kind]] = MappingProxyType({row.name: row for row in _ROWS})
"""The shipped kinds by name."""


def merge_kinds(
    kinds: Mapping[str, Kind], *declared: tuple[str, Iterable[Kind]]
) -> Mapping[str, Kind]:
    """The table *kinds* with the kinds that a policy, a process or a host declares.

    A declared kind with a new name is a new row; one whose name there is adds its fields
    to that row. What is declared twice alike is declared once.

    Args:
        kinds: The table.
        declared: The kinds in their order, each list with the path at which it stands.

    Raises:
        Malformed: ``kinds.clash`` at a field that the row has already with another type,
            other values, or required where that one is not; ``other`` is its path.
    """
    table = dict(kinds)
    places: dict[tuple[str, str], str] = {}
    for path, rows in declared:
        for i, row in enumerate(rows):
            known = table.get(row.name, attrs.evolve(row, fields=()))
            for j, field in enumerate(row.fields):
                place, name = f"{path}[{i}].fields[{j}]", (row.name, field.name)
                there = known.field(field.name)
                if there is None:
                    known = attrs.evolve(known, fields=(*known.fields, field))
                    places[name] = place
                elif attrs.evolve(there, zh=field.zh) != field:
                    other = places.get(name, ".".join(name))
                    raise Malformed("kinds.clash", place, kind=row.name, other=other)
            table[row.name] = known
    return MappingProxyType(table)
