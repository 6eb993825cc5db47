"""Leads (线索): asked, filed, touched, invited, visited."""

from __future__ import annotations

from typing import Final

from renoflow.facts.kinds.rows import may, must, row

__all__ = ["LEADS"]

LEADS: Final = (
    row(
        "enquiry",
        "咨询",
        must(
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
        may("introduced", "flag", "有人介绍"),
        may("invited", "flag", "有人邀约"),
        may("contact_left", "flag", "留下联系方式"),
        may("phone", "key", "电话"),
        may("home", "key", "房屋"),
        may("supplied", "names", "已填项"),
    ),
    row(
        "filing",
        "报备",
        must(
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
        may("source", "choice", "来源", "own", "front_desk_kin", "event", "partner"),
        may("phone", "key", "电话"),
        may("home", "key", "房屋"),
        may("supplied", "names", "已填项"),
    ),
    row(
        "signature",
        "客服签字",
        must("of", "fact", "所签报备"),
    ),
    row(
        "registration",
        "登记备档",
        must("of", "fact", "所登报备"),
    ),
    row(
        "verification",
        "核单",
        must("of", "fact", "所核报备"),
        may("result", "choice", "结果", "valid", "duplicate", "unreachable"),
    ),
    row(
        "approval",
        "批准",
        must("of", "fact", "所批事项"),
    ),
    row(
        "refusal",
        "驳回",
        must("of", "fact", "所驳事项"),
    ),
    row(
        "touch",
        "跟单",
        may("medium", "choice", "方式", "call", "sms", "wechat", "meeting", "email"),
        may("answered", "flag", "接通"),
        may("verified", "flag", "已核实"),
        may("content", "names", "沟通内容"),
    ),
    row(
        "invitation",
        "邀约",
        may("medium", "choice", "方式", "call", "sms", "wechat", "meeting", "email"),
    ),
    row(
        "visit",
        "来访",
        may("invited_by", "party", "邀约人"),
        may("brought_by", "party", "带客人"),
        may("received_by", "party", "接待人"),
        may("names", "party", "客户指名"),
        may("introduced", "flag", "有人介绍"),
        may("phone", "key", "电话"),
        may("home", "key", "房屋"),
        may("supplied", "names", "已填项"),
    ),
    row(
        "event_reception",
        "活动接待",
        may("received_by", "party", "接待人"),
        may("phone", "key", "电话"),
        may("home", "key", "房屋"),
    ),
    row(
        "referral",
        "引荐",
        must("source", "choice", "来源", "partner", "outside_channel", "customer", "staff"),
        must("referrer", "party", "引荐人"),
        may("to", "party", "引荐给"),
        may("phone", "key", "电话"),
        may("home", "key", "房屋"),
    ),
)
