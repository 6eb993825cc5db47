"""The value in force at a day or an instant: price lists, policies, rules of a company."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime
from itertools import pairwise
from typing import Generic, TypeVar

import attrs

from renoflow.calendars import WorkCalendar, as_utc
from renoflow.errors import Malformed

__all__ = ["Timeline"]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Timeline(Generic[T]):
    """Values that follow each other, each in force from its row until the next row.

    Half-open: the first instant of a row has the new value. The past stays as it was: a
    new revision is a new row, never an edit.

    All rows begin at days, or all at instants. Rows by day answer a day at once and an
    instant with the help of a calendar, which says what day it was there; rows by instant
    answer instants only, because one day may have seen two values.

    Attributes:
        rows: ``(since, value)``, at least one, strictly ascending.

    Raises:
        Malformed: ``timeline.*``, ``value.naive`` or ``time.range``.
    """

    rows: tuple[tuple[date | datetime, T], ...]

    def __attrs_post_init__(self) -> None:
        if type(self.rows) is not tuple or not self.rows:
            raise Malformed("timeline.empty", "rows")
        points = [_point(since, f"rows[{place}]") for place, (since, _) in enumerate(self.rows)]
        if len({isinstance(point, datetime) for point in points}) > 1:
            raise Malformed("timeline.mixed", "rows")
        for place, (point, following) in enumerate(pairwise(points)):
            if point >= following:
                raise Malformed("timeline.order", f"rows[{place + 1}]")

    def at(self, when: date | datetime, calendar: WorkCalendar | None = None) -> T:
        """The value in force at *when*; *calendar* reads an instant where rows are days.

        Raises:
            Malformed: ``timeline.before`` where nothing is in force yet, ``timeline.day``
                for a day where rows are instants, ``timeline.calendar`` for an instant
                where rows are days and no calendar is given, ``value.naive``.
        """
        point = _point(when, "at")
        if isinstance(self.rows[0][0], datetime):
            if not isinstance(point, datetime):
                raise Malformed("timeline.day", "at")
        elif isinstance(point, datetime):
            if calendar is None:
                raise Malformed("timeline.calendar", "at")
            point = calendar.day(point)
        place = bisect_right(self.rows, point, key=lambda row: _point(row[0], "rows"))
        if not place:
            raise Malformed("timeline.before", "at")
        return self.rows[place - 1][1]


def _point(when: date | datetime, field: str) -> date | datetime:
    """*when* as something that compares truly with others of its kind."""
    if isinstance(when, datetime):
        return as_utc(when, field)
    if not isinstance(when, date):
        raise Malformed("value.type", field, expected="date or datetime")
    return when
