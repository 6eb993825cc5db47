"""Contracts, money and works (合同、款项与工程)."""

from __future__ import annotations

from typing import Final

from renoflow.facts.kinds.rows import may, must, row

__all__ = ["WORKS"]

WORKS: Final = (
    row(
        "contract",
        "合同",
        must("type", "choice", "合同种类", "construction", "finished_goods", "main_materials"),
        may("amount", "money", "金额"),
        may("project_manager", "party", "项目经理"),
        may("supervisor", "party", "监理"),
        may("customer_service", "party", "客服"),
    ),
    row("contract_record", "合同备案", must("of", "fact", "所备合同")),
    row(
        "deposit",
        "定金",
        must("nature", "choice", "性质", "earnest", "advance", "intention"),
        must("amount", "money", "金额"),
        may(
            "secures",
            "choice",
            "定金类型",
            "performance",
            "conclusion",
            "effect",
            "rescission",
        ),
        may("agreed", "money", "约定金额"),
    ),
    row(
        "receipt",
        "收款",
        must(
            "component",
            "choice",
            "款项",
            "design_fee",
            "works",
            "finished_goods",
            "main_materials",
        ),
        must("amount", "money", "金额"),
        may("part", "code", "付款期"),
    ),
    row(
        "refund",
        "退款",
        must("of", "fact", "所退收款"),
        must("amount", "money", "金额"),
    ),
    row(
        "release",
        "放款",
        must("part", "code", "付款期"),
        must("amount", "money", "金额"),
    ),
    row("start", "开工"),
    row(
        "works_stage",
        "施工节点",
        must("stage", "code", "节点"),
        may("done", "number", "完成百分比"),
    ),
    row("document", "单据", must("paper", "code", "单据名称")),
    row(
        "site_callback",
        "工地回访",
        may("designer_ok", "flag", "设计师尽职"),
        may("materials_ok", "flag", "材料及时"),
        may("workers_ok", "flag", "施工规范"),
        may("supervisor_ok", "flag", "监理协调"),
    ),
    row("completion", "竣工"),
    row(
        "loss",
        "跑单",
        may("reason", "code", "原因"),
    ),
    row(
        "cancellation",
        "退单",
        may("reason", "code", "原因"),
        may("of", "fact", "所退事项"),
    ),
    row("reopening", "重新跟进"),
)
