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
    row("entry", "录入系统"),
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
    row("need_changed", "需求重大变化"),
    row(
        "complaint",
        "投诉",
        may("result", "choice", "认定", "open", "upheld", "rejected"),
        may("about", "party", "被投诉人"),
    ),
    row(
        "survey",
        "满意度调查",
        must("result", "choice", "结果", "good", "fair", "bad"),
        may("about", "party", "被评人"),
    ),
    row(
        "dispute",
        "争议",
        may("claims", "names", "争议方"),
    ),
    row(
        "decision",
        "裁决",
        must("owner", "party", "归属人"),
        may("of", "fact", "所裁争议"),
        may("final", "flag", "终局"),
    ),
)
