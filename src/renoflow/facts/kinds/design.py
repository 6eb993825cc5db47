"""Talks and design (洽谈与设计): from the first question to the scheme."""

from __future__ import annotations

from typing import Final

from renoflow.facts.kinds.rows import may, must, row

__all__ = ["DESIGN"]

DESIGN: Final = (
    row(
        "identification",
        "客户识别",
        must("wants", "choice", "需求", "renovation", "materials", "both", "neither"),
    ),
    row(
        "guided_talk",
        "引导性沟通",
        must(
            "covered",
            "names",
            "已谈内容",
            "self_introduction",
            "basic_information",
            "concerns",
            "deep_needs",
        ),
        may("concerns", "names", "关注点"),
    ),
    row(
        "designer_step",
        "设计师推荐与确定",
        must("step", "choice", "步骤", "recommended", "confirmed", "declined"),
        must("designer", "party", "设计师"),
    ),
    row(
        "designer_talk",
        "设计师洽谈",
        must("outcome", "choice", "结果", "agrees", "hesitates", "declines"),
        may("designer", "party", "设计师"),
        may("first", "flag", "首谈"),
        may("present", "names", "在场角色"),
        may("promises", "names", "设计师承诺"),
        may("changes", "names", "客户要求修改"),
    ),
    row(
        "closed_loop",
        "闭环",
        may("talk_satisfies", "flag", "满意沟通"),
        may("works_satisfy", "flag", "满意作品"),
        may("idea_accepted", "flag", "认同思路"),
        may("budget_clear", "flag", "预算清楚"),
        may("unclear", "names", "不清楚的方面"),
        may("next_at", "instant", "方便回访时间"),
        may("next_preference", "choice", "方便时段", "weekday", "weekend"),
    ),
    row(
        "callback",
        "回访",
        may("answered", "flag", "接通"),
        may("agreed", "flag", "愿签协议"),
    ),
    row(
        "measurement",
        "量房",
        may("area", "number", "面积"),
        may("fee", "money", "量房费"),
        may("assistant", "party", "助理设计师"),
        may("supplied", "names", "已填项"),
    ),
    row(
        "agreement",
        "设计协议",
        must(
            "tier", "choice", "设计师级别", "ordinary", "excellent", "deputy_director", "director"
        ),
        may("a6", "flag", "A6"),
        may("area", "number", "面积"),
        may("fee", "money", "设计费"),
        may("rendering", "choice", "效果图收费", "charged", "not_charged"),
        may("rendering_fee", "money", "效果图费"),
        may("scheme_talk_on", "day", "首次方案沟通日"),
        may("expected_start_on", "day", "预计开工日"),
    ),
    row(
        "design_schedule",
        "设计进度表",
        may("first_draft_on", "day", "初稿日"),
        may("scheme_talk_on", "day", "方案沟通日"),
        may("materials_on", "day", "主材方案日"),
    ),
    row(
        "scheme_talk",
        "方案沟通",
        may("open_issues", "count", "未决问题数"),
    ),
    row(
        "appointment",
        "预约",
        must("purpose", "choice", "预约事项", "visit", "measurement", "scheme_talk"),
        may("meets_at", "instant", "约定时间"),
        may("agreed_with", "code", "商定角色"),
    ),
    row(
        "scheme",
        "方案",
        must("version", "choice", "方案阶段", "draft", "complete"),
        may("quoted", "flag", "附报价"),
    ),
    row("scheme_confirmation", "方案确认", may("of", "fact", "所确认方案")),
    row(
        "presentation",
        "展示介绍",
        must(
            "shown",
            "choice",
            "展示内容",
            "portfolio",
            "company",
            "product",
            "designer",
            "materials_hall",
        ),
        may("minutes", "count", "分钟数"),
        may("cases", "count", "成功案例数"),
        may("techniques", "count", "设计工艺数"),
        may("present", "names", "在场角色"),
    ),
    row(
        "misgiving",
        "客户异议",
        must("step", "choice", "步骤", "raised", "removed"),
        may("about", "code", "异议内容"),
    ),
    row(
        "explanation",
        "签约讲解",
        must("covered", "names", "讲解内容", "terms", "scheme", "technique", "quote"),
        may("agreed", "flag", "客户同意"),
    ),
    row(
        "interview",
        "跟踪访谈",
        must("whom", "choice", "访谈对象", "customer", "designer", "assistant"),
        may("supplied", "names", "已填项"),
        may("left_over", "names", "遗留问题"),
    ),
)
