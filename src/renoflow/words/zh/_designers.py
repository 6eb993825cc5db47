"""Chinese templates: how designers are chosen, and whom that recommends."""

from __future__ import annotations

from typing import Final

__all__ = ["ROWS"]

ROWS: Final[dict[str, str]] = {
    "assignment.line": "{rule}：得分 {score}，权重 {weight}。",
    "assignment.away": "{rule}：{designer} 目前不可派单。",
    "assignment.full": "{rule}：{designer} 已有 {load} 位客户，上限为 {most} 位。",
    "assignment.wish": "{rule}：没有资料表明{designer} 符合客户的要求（{wish}）。",
    "assignment.tie": "{rule}：{parties}不分高下，须由人选定。",
    "assignment.personal_off": "{rule}：不考虑性别与年龄。",
    "assignment.dispatch": "{rule}：须先经{roles}同意。",
    "matching": "{id}，设计师派单办法：",
    "matching.weights": "比较{weights}；客户未提及的项目不作比较。",
    "matching.weight": "{criterion}（{share}）",
    "matching.exact": "级别由低到高：{tiers}；与所需级别不同的不得分。",
    "matching.distance": "级别由低到高：{tiers}；与所需级别相差越远，得分越低。",
    "matching.personal": "可比较或按客户要求考虑性别与年龄。",
    "matching.impersonal": "不考虑性别与年龄。",
    "matching.fair": "得分相同的，客户较少者优先；仍相同的，由人选定。",
    "matching.dispatch": "派单须经{roles}同意。",
    "recommended": "最合适：{parties}。",
    "recommended.nobody": "无人可推荐。",
    "recommended.row": "{party}：得分 {score}，现有 {load} 位客户。",
    "assignment.rule.tier": "级别",
    "assignment.rule.style": "风格",
    "assignment.rule.person": "性别与年龄",
    "assignment.rule.manner": "性格与谈吐",
    "assignment.rule.available": "能否接单",
    "assignment.rule.capacity": "客户数量",
    "assignment.rule.wish": "客户要求",
    "assignment.rule.fairness": "均衡派单",
    "assignment.rule.dispatch": "派单",
    "wish.age_group": "年龄段",
}
