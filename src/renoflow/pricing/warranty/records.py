"""What a warranty (保修) is: for which work, at which place, how long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.periods import Span
from renoflow.pricing.retention import ACCEPTED
from renoflow.select import Anchor

__all__ = [
    "PLACES",
    "WORKS",
    "Floor",
    "Place",
    "Season",
    "Seasons",
    "Warranty",
    "WarrantyTerm",
    "Work",
]

Work: TypeAlias = Literal[
    "waterproofing",
    "heating",
    "cooling",
    "electrical",
    "plumbing",
    "concealed_lines",
    "equipment",
    "decoration",
]
"""A kind of work that a warranty tells apart."""

WORKS: Final[Mapping[Work, str]] = MappingProxyType(
    {
        "waterproofing": "防渗漏",
        "heating": "供热",
        "cooling": "供冷",
        "electrical": "电气管线",
        "plumbing": "给排水管道",
        "concealed_lines": "隐蔽管线",
        "equipment": "设备安装",
        "decoration": "装修",
    }
)
"""The kinds of work, each with its Chinese name."""

Place: TypeAlias = Literal["kitchen", "bathroom", "balcony", "room", "roof", "outer_wall"]
"""Where the work is; ``room`` is any other room."""

PLACES: Final[Mapping[Place, str]] = MappingProxyType(
    {
        "kitchen": "厨房",
        "bathroom": "卫生间",
        "balcony": "阳台",
        "room": "房间",
        "roof": "屋面",
        "outer_wall": "外墙面",
    }
)
"""The places, each with its Chinese name."""

_UNITS: Final = ("day", "week", "month", "year")


@attrs.frozen(kw_only=True)
class Season:
    """One heating or cooling period of a town, from its first day through its last."""

    of: Literal["heating", "cooling"]
    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise Malformed("warranty.season", "last")


@attrs.frozen(kw_only=True)
class Seasons:
    """So many heating or cooling periods: over with the last day of the last one.

    The days of a period are set by each town, so they are given where a warranty is asked
    about. ``partial``: whether a period that had begun at the start counts; the regulation
    does not say.
    """

    of: Literal["heating", "cooling"]
    n: int
    partial: bool

    def __attrs_post_init__(self) -> None:
        if self.of not in ("heating", "cooling"):
            raise one_of("value.choice", "of", self.of, ("heating", "cooling"))
        if type(self.n) is not int or self.n < 1:
            raise Malformed("value.type", "n", expected="a whole number of at least 1")


def _check(works: tuple[Work, ...], places: tuple[Place, ...], lasts: Span | Seasons) -> None:
    if not works:
        raise Malformed("value.missing", "works")
    for place, work in enumerate(works):
        if work not in WORKS:
            raise one_of("value.choice", f"works[{place}]", work, WORKS)
    for place, where in enumerate(places):
        if where not in PLACES:
            raise one_of("value.choice", f"places[{place}]", where, PLACES)
    if isinstance(lasts, Span) and (lasts.unit not in _UNITS or lasts.until):
        raise Malformed("warranty.span", "lasts")


@attrs.frozen(kw_only=True)
class WarrantyTerm:
    """One row of a warranty: these kinds of work at these places, for so long.

    Attributes:
        id: Unique in its warranty.
        works: At least one.
        places: Empty for everywhere.
        lasts: Days, weeks, months or years; or so many heating or cooling periods.
        source: The clause.

    Raises:
        Malformed: ``value.missing``, ``value.choice``, ``warranty.span`` for a span of any
            other unit.
    """

    id: str
    works: tuple[Work, ...]
    lasts: Span | Seasons
    places: tuple[Place, ...] = ()
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.id:
            raise Malformed("value.missing", "id")
        _check(self.works, self.places, self.lasts)

    def covers(self, work: Work, place: Place | None) -> bool:
        """Whether the row is about *work* at *place*; None asks about a place nobody told."""
        return work in self.works and (not self.places or place in self.places)


@attrs.frozen(kw_only=True)
class Warranty:
    """What a contract or a company promises about repair (保修约定).

    Attributes:
        id: Name of the warranty.
        revision: From 1 on.
        source: Where it was published.
        starts: Where every row begins; :data:`~renoflow.pricing.ACCEPTED` is the acceptance
            from which the law counts.
        terms: The rows.

    Raises:
        Malformed: ``value.missing``, ``value.type``, ``warranty.twice`` for two rows of one
            id.
    """

    id: str
    revision: int
    source: str
    starts: Anchor
    terms: tuple[WarrantyTerm, ...]

    def __attrs_post_init__(self) -> None:
        for field in ("id", "terms"):
            if not getattr(self, field):
                raise Malformed("value.missing", field)
        if type(self.revision) is not int or self.revision < 1:
            raise Malformed("value.type", "revision", expected="a whole number of at least 1")
        ids = [one.id for one in self.terms]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise Malformed("warranty.twice", f"terms[{place}].id")

    @property
    def name(self) -> str:
        """``id@revision``, by which answers cite the warranty."""
        return f"{self.id}@{self.revision}"


@attrs.frozen(kw_only=True)
class Floor:
    """One row of law: the least that a warranty lasts, from the acceptance on.

    Attributes:
        id: The article with the row in it.
        article: An id of :data:`~renoflow.pricing.ARTICLES`.
        works: What it is about.
        lasts: The least.
        places: Empty for everywhere.
        starts: From the acceptance.
    """

    id: str
    article: str
    works: tuple[Work, ...]
    lasts: Span | Seasons
    places: tuple[Place, ...] = ()
    starts: Anchor = ACCEPTED

    def __attrs_post_init__(self) -> None:
        _check(self.works, self.places, self.lasts)

    def covers(self, work: Work, place: Place | None) -> bool:
        """Whether the row is about *work* at *place*."""
        return work in self.works and (not self.places or place in self.places)
