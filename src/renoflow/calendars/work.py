"""The work calendar: the day of an instant, the instants of a day, and who works when.

Every deadline of the library is its **last instant inside**: the last microsecond at
which one is still in time. A day therefore ends at 23:59:59.999999, written as "24:00".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import pairwise
from typing import Final

import attrs

from renoflow.errors import Malformed

__all__ = ["WorkCalendar", "as_utc"]

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2400
"""Years outside are slips of a keyboard; inside, nothing a span adds can overflow."""

_DAY: Final = timedelta(days=1)
_INSTANT: Final = timedelta(microseconds=1)
_MIDNIGHT: Final = time(0)


@attrs.frozen(kw_only=True)
class WorkCalendar:
    """Working days and office hours in one zone, as far as they are known.

    Inside ``known_from`` to ``known_through`` (both inclusive) the answer is what was
    arranged. Outside, the weekly pattern answers, and whoever computed with it marks the
    answer provisional.

    Instants given out carry the offset that the zone has at that instant, as a *fixed*
    offset: comparing and subtracting them stays exact where clocks are changed, which
    arithmetic between two times of one changing zone is not.

    Attributes:
        id: Name of the calendar, for traces; a variant has another.
        zone: A fixed offset, or any ``tzinfo`` of the host, daylight saving included.
        week: Weekdays worked, ascending, 0 = Monday to 6 = Sunday; at least one.
        rest: Days off that the weekly pattern would work; days off anyway may be listed.
        work: Days worked that the weekly pattern would not (make-up workdays).
        hours: Office hours of each working day as (from, to) in order, ``to`` exclusive;
            a last ``to`` of 00:00 is 24:00. Empty where none are stated.
        known_from: First day whose arrangement is known.
        known_through: Last day whose arrangement is known.

    Raises:
        Malformed: ``calendar.*`` or ``value.type`` where a field makes no sense.
    """

    id: str
    zone: tzinfo
    week: tuple[int, ...]
    rest: frozenset[date] = attrs.field(default=frozenset(), repr=lambda days: f"<{len(days)}>")
    work: frozenset[date] = attrs.field(default=frozenset(), repr=lambda days: f"<{len(days)}>")
    hours: tuple[tuple[time, time], ...] = ()
    known_from: date
    known_through: date

    def __attrs_post_init__(self) -> None:
        if type(self.id) is not str or not self.id:
            raise Malformed("value.missing", "id")
        if not isinstance(self.zone, tzinfo):
            raise Malformed("value.type", "zone", expected="tzinfo")
        _check_week(self.week)
        _check_hours(self.hours)
        _check_day(self.known_from, "known_from")
        _check_day(self.known_through, "known_through")
        if self.known_from > self.known_through:
            raise Malformed("calendar.known", "known_through")
        for field, days in (("rest", self.rest), ("work", self.work)):
            if type(days) is not frozenset:
                raise Malformed("value.type", field, expected="frozenset[date]")
            for day in days:
                _check_day(day, field)
                if not self.knows(day):
                    raise Malformed("calendar.outside", field)
        if self.rest & self.work:
            raise Malformed("calendar.both", "work")

    def at(  # noqa: PLR0913, PLR0917 - a date and a time of day, as every clock shows them
        self, y: int, m: int, d: int, h: int = 0, mi: int = 0, s: int = 0, us: int = 0
    ) -> datetime:
        """The instant at which clocks in the zone show this date and time.

        A time shown twice (clocks put back) is the earlier one; a time never shown
        (clocks put forward) is as much later as the clocks were moved.

        Raises:
            Malformed: ``time.impossible`` for a 30 February, ``time.range`` for a year
                before 1900 or after 2400.
        """
        try:
            wall = datetime(y, m, d, h, mi, s, us)  # noqa: DTZ001 - the zone follows
        except ValueError:
            raise Malformed("time.impossible", "at") from None
        _check_day(wall.date(), "at")
        return self._place(wall)

    def local(self, instant: datetime, field: str = "at") -> datetime:
        """The same *instant* as clocks in the zone show it.

        Raises:
            Malformed: ``value.naive`` for a time without a zone, ``time.range`` for a
                year before 1900 or after 2400; *field* says which datum it was.
        """
        zone = self.zone
        if type(zone) is timezone:
            # most instants are of the zone already, and every deadline asks
            if type(instant) is datetime and instant.tzinfo is zone:
                if FIRST_YEAR <= instant.year <= LAST_YEAR:
                    return instant
                raise _out_of_range(field)
            return _moved(instant, zone, field)
        # By way of UTC: Python leaves a time already in the zone alone, and such a time
        # may be one that the clocks skip.
        shown = _moved(instant, UTC, field).astimezone(self.zone)
        offset = shown.utcoffset()
        return shown.replace(tzinfo=timezone(offset or timedelta(0)), fold=0)

    def day(self, instant: datetime) -> date:
        """The day on which *instant* falls in the zone.

        Raises:
            Malformed: as for :meth:`local`.
        """
        return self.local(instant).date()

    def start(self, day: date) -> datetime:
        """The first instant of *day*: 00:00, or the first that the clocks show.

        Raises:
            Malformed: ``value.type`` for a datetime, ``time.range`` for its year.
        """
        _check_day(day, "day")
        return self._place(datetime.combine(day, _MIDNIGHT))

    def end(self, day: date) -> datetime:
        """The last instant of *day*: 24:00 less one microsecond.

        Raises:
            Malformed: ``value.type`` for a datetime, ``time.range`` for its year.
        """
        _check_day(day, "day")
        if type(self.zone) is timezone:
            return datetime.combine(day, time.max, self.zone)
        return self.local(self._place(datetime.combine(day + _DAY, _MIDNIGHT)) - _INSTANT)

    def is_working(self, day: date) -> bool:
        """Whether *day* is worked: a make-up day, or of the week and not a day off.

        Raises:
            Malformed: ``value.type`` for a datetime, ``time.range`` for its year.
        """
        _check_day(day, "day")
        return day in self.work or (day.weekday() in self.week and day not in self.rest)

    def knows(self, day: date) -> bool:
        """Whether the arrangement of *day* is known; if not, an answer is provisional."""
        return self.known_from <= day <= self.known_through

    def office(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Office hours of *day* as instants, ``to`` exclusive; none on a day off.

        Raises:
            Malformed: ``calendar.no_hours`` where the calendar states none.
        """
        if not self.hours:
            raise Malformed("calendar.no_hours", "hours")
        if not self.is_working(day):
            return ()
        return tuple(
            (
                self._place(datetime.combine(day, begin)),
                self._place(datetime.combine(day + _DAY if end == _MIDNIGHT else day, end)),
            )
            for begin, end in self.hours
        )

    def with_days(
        self,
        id: str,  # noqa: A002 - the field it fills
        *,
        rest: Iterable[date] = (),
        work: Iterable[date] = (),
        known_through: date | None = None,
    ) -> WorkCalendar:
        """This calendar with days of a company's own, which go before those it had.

        Args:
            id: Name of the new calendar.
            rest: Days that are off here, whatever they were.
            work: Days that are worked here, whatever they were.
            known_through: A later last known day, once the next year is arranged.

        Raises:
            Malformed: a day in both lists, or outside what is then known.
        """
        off, on = frozenset(rest), frozenset(work)
        if off & on:
            raise Malformed("calendar.both", "work")
        return attrs.evolve(
            self,
            id=id,
            rest=(self.rest - on) | off,
            work=(self.work - off) | on,
            known_through=known_through or self.known_through,
        )

    def _place(self, wall: datetime) -> datetime:
        if type(self.zone) is timezone:
            return wall.replace(tzinfo=self.zone)
        shown = self.local(wall.replace(tzinfo=self.zone))
        # Zones differ in what they make of a time that the clocks skip: some go back.
        behind = wall - shown.replace(tzinfo=None)
        return self.local(shown + behind) if behind > timedelta(0) else shown


def as_utc(instant: datetime, field: str = "at") -> datetime:
    """*instant* in UTC, to be compared with others; *field* is its name in an error.

    Raises:
        Malformed: ``value.naive`` for a time without a zone, ``value.type`` for anything
            else, ``time.range`` for a year before 1900 or after 2400.
    """
    return _moved(instant, UTC, field)


def _moved(instant: datetime, zone: timezone, field: str) -> datetime:
    if not isinstance(instant, datetime):
        raise Malformed("value.type", field, expected="datetime")
    if instant.utcoffset() is None:
        raise Malformed("value.naive", field)
    try:
        moved = instant.astimezone(zone)
    except OverflowError:
        raise _out_of_range(field) from None
    if not FIRST_YEAR <= moved.year <= LAST_YEAR:
        raise _out_of_range(field)
    return moved


def _check_day(day: date, field: str) -> None:
    # A datetime is a date to Python, and yet equals none in a set of days.
    if isinstance(day, datetime) or not isinstance(day, date):
        raise Malformed("value.type", field, expected="date")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _out_of_range(field)


def _out_of_range(field: str) -> Malformed:
    return Malformed("time.range", field, first=FIRST_YEAR, last=LAST_YEAR)


def _check_week(week: object) -> None:
    if (
        not isinstance(week, tuple)
        or not week
        or any(type(day) is not int or not 0 <= day <= 6 for day in week)
        or any(day >= following for day, following in pairwise(week))
    ):
        raise Malformed("calendar.week", "week")


def _check_hours(hours: object) -> None:
    if not isinstance(hours, tuple) or any(
        not isinstance(pair, tuple)
        or len(pair) != 2
        or any(not isinstance(moment, time) or moment.tzinfo is not None for moment in pair)
        for pair in hours
    ):
        raise Malformed("calendar.hours", "hours")
    moments = [moment for pair in hours for moment in pair]
    if moments and moments[-1] == _MIDNIGHT:
        moments[-1] = time.max
    # Strictly ascending, but an interval may begin where the one before it ends.
    for place, (moment, following) in enumerate(pairwise(moments)):
        if moment > following or (moment == following and place % 2 == 0):
            raise Malformed("calendar.hours", "hours")
