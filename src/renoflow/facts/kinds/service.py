"""Service (服务): care of the site, complaints, warranty, and the records of a store."""

from __future__ import annotations

from typing import Final

from renoflow.facts.kinds.rows import may, must, row

__all__ = ["SERVICE"]

SERVICE: Final = (
    row("question", "疑问", may("channel", "code", "渠道")),
    row("suggestion", "意见建议", may("channel", "code", "渠道")),
    row(
        "quarrel",
        "与客户争吵",
        must("employee", "party", "当事员工"),
    ),
    row(
        "answer",
        "答复",
        must("of", "fact", "所答复事项"),
        may("settles", "flag", "问题已解决"),
    ),
    row(
        "service_step",
        "服务处理",
        must("of", "fact", "所处理事项"),
        must(
            "step",
            "choice",
            "处理步骤",
            "recorded",
            "reported",
            "investigated",
            "solution",
            "measures",
            "handled",
            "communicated",
            "called_back",
            "tracked",
            "settled",
            "forwarded",
            "followed_up",
            "inspection_asked",
            "inspected",
            "report_submitted",
            "anomaly_sheet",
        ),
        may("number", "code", "客诉编号"),
        may("cause", "choice", "原因类别", "quality", "non_quality"),
        may("solved", "flag", "已解决"),
        may("to", "code", "转交部门"),
        may("present", "names", "在场角色"),
        may("supplied", "names", "已填项"),
    ),
    row(
        "site_talk",
        "工地沟通",
        must(
            "whom", "choice", "沟通对象", "customer", "designer", "project_manager", "supervisor"
        ),
    ),
    row(
        "site_issue",
        "工地问题",
        must("about", "code", "问题类别"),
        may("severity", "code", "严重程度"),
        may("owner", "party", "负责人"),
        may("call", "fact", "所出自回访"),
    ),
    row("progress_report", "进度汇报", may("done", "number", "完成百分比")),
    row(
        "dispatch",
        "派工维修",
        must("of", "fact", "所派投诉"),
        may("to", "party", "维修人"),
    ),
    row("repair", "维修完成", must("of", "fact", "所修投诉")),
    row(
        "repair_decision",
        "保修期后处理",
        must("of", "fact", "所处理投诉"),
        must("outcome", "choice", "处理结果", "free_repair", "bear_costs"),
    ),
    row("greeting", "节日问候", may("occasion", "code", "节日")),
    row("contact_consent", "联系意愿", must("given", "flag", "同意联系")),
    row("store_opening", "开店"),
    row("store_closed", "店休"),
    row(
        "store_log",
        "店面日志",
        must(
            "sections",
            "names",
            "已填部分",
            "visits",
            "measuring_fees",
            "customer_resources",
            "designers",
        ),
        may("visits", "count", "来访数"),
        may("measuring_fees", "money", "量房费合计"),
    ),
    row(
        "visit_report",
        "拜访日报",
        must("form", "choice", "日报种类", "salesperson", "supervisor"),
        may("companion", "party", "同行人"),
    ),
    row("reports_sent", "日报上送"),
    row("assessment", "考核评定", may("party", "party", "被考核人")),
    row(
        "improvement_step",
        "满意度改进",
        must("of", "fact", "所改进调查"),
        must("step", "choice", "步骤", "analysed", "measures_set", "evaluated", "adjusted"),
    ),
    row("key_account", "重点客户认定", may("supplied", "names", "已填项")),
    row("key_account_meeting", "重点客户座谈会"),
)
