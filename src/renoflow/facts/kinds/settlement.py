"""Changes, acceptance, settlement (变更、验收与结算): how works come to their end."""

from __future__ import annotations

from typing import Final

from renoflow.facts.kinds.rows import may, must, row

__all__ = ["SETTLEMENT"]

SETTLEMENT: Final = (
    row(
        "change_order",
        "增减项",
        must("origin", "choice", "缘由", "customer_wish", "omission", "unforeseen"),
        must("amount", "money", "增减金额"),
        may("days", "count", "增减工期"),
        may(
            "component",
            "choice",
            "款项",
            "design_fee",
            "works",
            "finished_goods",
            "main_materials",
        ),
    ),
    row(
        "change_work",
        "增减项施工",
        must("of", "fact", "所做增减项"),
    ),
    row(
        "acceptance",
        "验收",
        must("stage", "choice", "验收阶段", "concealed", "mid_term", "final"),
        must("result", "choice", "结果", "passed", "rework"),
        may("issues", "count", "问题数"),
    ),
    row("rectification", "整改", may("of", "fact", "所整改验收")),
    row(
        "material_step",
        "材料流程",
        must(
            "step",
            "choice",
            "步骤",
            "planned",
            "approved",
            "rejected",
            "sent",
            "delivered",
            "purchased",
        ),
    ),
    row(
        "papers_check",
        "结算手续核对",
        may("complete", "flag", "手续齐全"),
    ),
    row(
        "settlement",
        "竣工结算",
        may("amount", "money", "决算总价"),
    ),
    row("warranty_card", "保修单"),
    row("material_list", "材料清单"),
    row(
        "refund_request",
        "退款要求",
        may("of", "fact", "所退款项"),
        may("amount", "money", "金额"),
    ),
)
