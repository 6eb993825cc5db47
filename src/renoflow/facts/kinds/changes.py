"""What changes other facts or time limits (更正与时限变动)."""

from __future__ import annotations

from typing import Final

from renoflow.facts.kinds.rows import may, must, row

__all__ = ["CHANGES"]

CHANGES: Final = (
    row(
        "pause",
        "中止",
        may("reason", "code", "原因"),
    ),
    row(
        "resume",
        "恢复",
        may("reason", "code", "原因"),
    ),
    row(
        "extension",
        "延期",
        may("of", "fact", "所延事项"),
    ),
    row(
        "waiver",
        "免除",
        may("of", "fact", "所免事项"),
    ),
    row(
        "withdrawal",
        "撤回更正",
        must("of", "fact", "被撤事实"),
    ),
    row(
        "same_as",
        "同一客户",
        must("other", "code", "另一客户"),
    ),
    row(
        "not_same",
        "非同一客户",
        must("other", "code", "另一客户"),
    ),
    row(
        "kin",
        "亲属",
        must("other", "code", "另一客户"),
        must("relation", "code", "关系"),
    ),
)
