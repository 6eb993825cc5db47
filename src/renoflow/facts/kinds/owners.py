"""Owners (归属): deals, transfers, leavers, quarrels and what was decided."""

from __future__ import annotations

from typing import Final

from renoflow.facts.kinds.rows import may, must, row

__all__ = ["OWNERS"]

OWNERS: Final = (
    row(
        "deal",
        "成交",
        may("amount", "money", "金额"),
    ),
    row(
        "booking",
        "认购",
        may("amount", "money", "金额"),
    ),
    row(
        "entry",
        "录入系统",
        may("names", "party", "注明业务员"),
        may("source", "code", "客户来源"),
    ),
    row(
        "notice",
        "告知",
        must("subject", "choice", "事项", "owner", "appointment", "progress"),
        may("to", "party", "告知对象"),
    ),
    row("ownership_check", "归属核实"),
    row(
        "transfer",
        "转让客户",
        must("to", "party", "受让人"),
        may("permitted", "flag", "经允许"),
    ),
    row(
        "change_request",
        "归属变更申请",
        may("to", "party", "拟归属人"),
    ),
    row(
        "assignment",
        "分配",
        must("to", "party", "分配给"),
        may("source", "code", "缘由"),
    ),
    row(
        "leave",
        "离职",
        must("party", "party", "离职人"),
        must("reason", "choice", "原因", "personal", "dismissed", "other"),
    ),
    row(
        "party_status",
        "人员状态",
        must("party", "party", "人员"),
        must("status", "code", "状态"),
    ),
    row(
        "stage",
        "阶段",
        must("stage", "code", "阶段名"),
    ),
    row(
        "link",
        "关联事实",
        must("what", "code", "事项"),
        may("party", "party", "相关方"),
        may("value", "number", "数值"),
        may("amount", "money", "金额"),
    ),
    row("need_changed", "需求重大变化"),
    row(
        "complaint",
        "投诉",
        may("result", "choice", "认定", "open", "upheld", "rejected"),
        may("about", "party", "被投诉人"),
        may("channel", "code", "渠道"),
        may("topic", "code", "投诉类别"),
        may("cause", "choice", "原因类别", "quality", "non_quality"),
        may("loss", "flag", "造成损失"),
        may("work", "code", "工种"),
    ),
    row(
        "survey",
        "满意度调查",
        must("result", "choice", "结果", "good", "fair", "bad"),
        may("about", "party", "被评人"),
        may("score", "number", "评分"),
    ),
    row(
        "dispute",
        "争议",
        may("claims", "names", "争议方"),
        may("to", "code", "上报对象"),
        may("scope", "choice", "争议范围", "department", "internal", "inter_company"),
        may(
            "subject",
            "choice",
            "争议事项",
            "ownership",
            "contract",
            "payment",
            "complaint_handling",
        ),
        may("supplied", "names", "已填项"),
    ),
    row(
        "evidence",
        "举证",
        must("of", "fact", "所涉争议"),
        must("form", "code", "证据种类"),
        may("shows", "fact", "所证事实"),
    ),
    row(
        "dispute_step",
        "争议处理",
        must("of", "fact", "所涉争议"),
        must("step", "choice", "处理步骤", "investigated", "assessed", "proposed", "communicated"),
        may("supplied", "names", "已填项"),
    ),
    row(
        "negotiation",
        "协商",
        must("of", "fact", "所涉争议"),
        must("result", "choice", "结果", "agreed", "failed"),
        may("owner", "party", "归属人"),
    ),
    row(
        "appeal",
        "申诉",
        may("of", "fact", "所涉争议"),
        may("to", "code", "受理方"),
    ),
    row(
        "hearing",
        "受理",
        must("of", "fact", "所涉争议"),
        may("published", "flag", "公示处理意见"),
    ),
    row(
        "recusal",
        "回避",
        must("of", "fact", "所涉争议"),
        must("who", "code", "回避方"),
    ),
    row(
        "decision",
        "裁决",
        must("owner", "party", "归属人"),
        may("of", "fact", "所裁争议"),
        may("final", "flag", "终局"),
    ),
    row(
        "payout",
        "支付佣金",
        must("to", "party", "收款人"),
        must("amount", "money", "金额"),
        may("term", "code", "佣金条款"),
        may("of", "fact", "所付事项"),
    ),
    row(
        "turn",
        "轮位变动",
        must("party", "party", "当事人"),
        must(
            "change",
            "choice",
            "变动",
            "skipped",
            "make_up",
            "absent",
            "present",
            "barred",
            "cleared",
        ),
    ),
)
