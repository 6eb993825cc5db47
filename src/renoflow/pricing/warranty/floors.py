"""The least that the law gives, as rows: which work, where, how long, by which article.

Terms count from the day of the acceptance that was passed, that day not counted, to the
corresponding day. Whether a last day off moves on is left to the contract's own counting.
"""

from __future__ import annotations

from typing import Final

from renoflow.limits import Limit
from renoflow.periods import CALENDAR, LEGAL, months, years
from renoflow.pricing.retention import ACCEPTED
from renoflow.pricing.warranty.records import Floor, Seasons

__all__ = ["BURDEN_OF_PROOF", "FLOORS", "SHANDONG", "ZHEJIANG"]

_TWO, _FIVE, _EIGHT = (years(n, counting=CALENDAR) for n in (2, 5, 8))

FLOORS: Final = (
    Floor(
        id="quality_regulation_40#waterproofing",
        article="quality_regulation_40",
        works=("waterproofing",),
        lasts=_FIVE,
        places=("roof", "kitchen", "bathroom", "room", "outer_wall"),
    ),
    Floor(
        id="quality_regulation_40#heating",
        article="quality_regulation_40",
        works=("heating",),
        lasts=Seasons(of="heating", n=2, partial=False),
    ),
    Floor(
        id="quality_regulation_40#cooling",
        article="quality_regulation_40",
        works=("cooling",),
        lasts=Seasons(of="cooling", n=2, partial=False),
    ),
    Floor(
        id="quality_regulation_40#others",
        article="quality_regulation_40",
        works=("electrical", "plumbing", "concealed_lines", "equipment", "decoration"),
        lasts=_TWO,
    ),
    Floor(
        id="home_decoration_rules_32#waterproofing",
        article="home_decoration_rules_32",
        works=("waterproofing",),
        lasts=_FIVE,
        places=("kitchen", "bathroom", "outer_wall"),
    ),
    Floor(
        id="home_decoration_rules_32#others",
        article="home_decoration_rules_32",
        works=("decoration", "electrical", "plumbing", "concealed_lines", "equipment"),
        lasts=_TWO,
    ),
)
"""The rows of the whole country. A season that had begun at the acceptance does not count
here, which is the longer reading; the regulation does not say."""

SHANDONG: Final = (
    Floor(
        id="shandong_41#waterproofing",
        article="shandong_41",
        works=("waterproofing",),
        lasts=_FIVE,
        places=("kitchen", "bathroom", "outer_wall"),
    ),
    Floor(id="shandong_41#decoration", article="shandong_41", works=("decoration",), lasts=_TWO),
)
"""What a province adds: Shandong."""

ZHEJIANG: Final = (
    Floor(
        id="zhejiang_21#concealed_lines",
        article="zhejiang_21",
        works=("concealed_lines",),
        lasts=_EIGHT,
    ),
    Floor(
        id="zhejiang_21#others",
        article="zhejiang_21",
        works=("electrical", "plumbing", "equipment", "decoration"),
        lasts=_TWO,
    ),
)
"""What a province adds: Zhejiang, where concealed wires and pipes have eight years."""

BURDEN_OF_PROOF: Final = Limit(
    id="consumer_law_23",
    source="consumer_law_23",
    anchor=ACCEPTED,
    span=months(6, counting=LEGAL),
)
"""Of a defect found within six months from the acceptance the company bears the proof."""
