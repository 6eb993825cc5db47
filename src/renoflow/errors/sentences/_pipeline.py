"""Sentences of errors: service and figures."""

from __future__ import annotations

from typing import Final

__all__ = ["ROWS"]

ROWS: Final[dict[str, tuple[str, str]]] = {
    "complaint.overflow": (
        "{field}: a month has numbers up to {most}; say overflow=longer, or number otherwise",
        "{field}：每月编号最多到 {most}；请指定 overflow=longer，或改用其他编号",
    ),
    "survey.scale": (
        "{field}: each bound must be at least the one before it, the highest above the lowest",
        "{field}：各分界须不低于前一分界，最高分须高于最低分",
    ),
    "survey.score": (
        "{field}: the scale goes from {least} to {most}",
        "{field}：评分应在 {least} 至 {most} 之间",
    ),
    "grading.order": (
        "{field}: the lower grade asks for more than the higher one; change one of them",
        "{field}：较低等级的门槛高于较高等级，请改其中之一",
    ),
    "figure.rate": (
        "{field}: a part of a whole is from 0 to the whole; check what was counted",
        "{field}：部分应在 0 与整体之间，请核对计数",
    ),
    "figure.window": (
        "{field}: its end lies before its beginning; exchange them",
        "{field}：末端早于始端，请对调",
    ),
    "figure.scale": (
        "{field}: outside the scale; give a value on it",
        "{field}：超出量表，请给范围内的值",
    ),
}
