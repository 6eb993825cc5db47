"""A payment plan as a picture: its parts along time, with their amounts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from renoflow.paper.html import safe
from renoflow.paper.writing import amount, day, named
from renoflow.pricing import Instalment, Schedule
from renoflow.words.voice import Voice

__all__ = ["plan_svg"]

_WIDTH: Final = 720
_ROW: Final = 34
_TOP: Final = 12
_AXIS: Final = (190, 560)
_LABEL: Final = 22
"""How many columns of text there is room for at the left; a Chinese character takes two."""


def plan_svg(
    schedule: Schedule,
    lang: str,
    *,
    due: Mapping[str, date | datetime],
    words: Mapping[str, str] | None = None,
) -> str:
    """*schedule* as SVG: a row for each part, a dot at its day, its amount at the right.

    The axis runs from the first day to the last; a part without a day has a broken line.
    The same plan is the same text.

    Args:
        schedule: The plan worked out for one customer.
        lang: ``en`` or ``zh``.
        due: The last day or instant of each part, by id, as far as it is known.
        words: A host's words by code before ours.

    Raises:
        Malformed: ``value.choice`` for another language.
    """
    v = Voice.of(lang, words)
    days = {name: one.date() if isinstance(one, datetime) else one for name, one in due.items()}
    known = [days[one.part.id] for one in schedule.instalments if one.part.id in days]
    first = min(known, default=date.min)
    span = (max(known) - first).days if known else 0
    height = 2 * _TOP + _ROW * len(schedule.instalments)
    title = safe(f"{v.label('paper', 'plan')} {schedule.plan.name}")
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"',
        f'width="{_WIDTH}" height="{height}" role="img" aria-label="{title}"',
        'font-family="sans-serif" font-size="13">',
        f"<title>{title}</title>",
    ]
    for place, one in enumerate(schedule.instalments):
        on = days.get(one.part.id)
        # A single day stands at the start of the axis.
        at = None if on is None else (on - first).days * (_AXIS[1] - _AXIS[0]) // max(span, 1)
        lines += _part(v, one, _TOP + _ROW * place + _ROW // 2, at, day(v, on))
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def _part(v: Voice, one: Instalment, y: int, at: int | None, on: str) -> list[str]:
    name = named(v, "part", one.part.id)
    left, right = _AXIS
    x = left if at is None else left + at
    dash = ' stroke-dasharray="2 5"' if at is None else ""
    shown = [
        f'<text x="0" y="{y + 4}">{safe(_cut(name))}</text>',
        f'<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" stroke="#aaa"{dash}/>',
    ]
    if at is not None:
        shown.append(f'<line x1="{left}" y1="{y}" x2="{x}" y2="{y}" stroke="#000"/>')
        shown.append(f'<circle cx="{x}" cy="{y}" r="5"/>')
    said = on or v.label("paper", "no_day")
    # The day stands over the line, on the side of the dot where there is room.
    end = at is not None and x > (left + right) // 2
    anchor = ' text-anchor="end"' if end else ""
    beside = x - 8 if end else x + 8
    shown.append(
        f'<text x="{beside}" y="{y - 5}" font-size="11"{anchor}>{safe(said)}</text>',
    )
    shown.append(
        f'<text x="{_WIDTH}" y="{y + 4}" text-anchor="end">{safe(amount(one.amount))}</text>'
    )
    return shown


def _cut(text: str) -> str:
    """*text*, cut with an ellipsis where it is wider than the room at the left."""
    wide = 0
    for place, one in enumerate(text):
        wide += 2 if unicodedata.east_asian_width(one) in "WF" else 1
        if wide > _LABEL:
            return f"{text[: place - 1]}…"
    return text
