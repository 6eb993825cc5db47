"""Spans said a second time, slowly: days are walked one by one, running time in steps.

Written from the rules in words. Reads the fields of a span and of a calendar, and calls
nothing of renoflow.
"""

from datetime import UTC, date, datetime, time, timedelta

__all__ = ["Days", "first", "last", "shown_at"]

DAY = timedelta(days=1)
MICRO = timedelta(microseconds=1)
STEP = timedelta(minutes=5)


class Days:
    """The days of a calendar, remembering whether one was asked for that is not known."""

    def __init__(self, calendar):
        self.calendar = calendar
        self.guessed = False

    def worked(self, day):
        if day < self.calendar.known_from or day > self.calendar.known_through:
            self.guessed = True
        if day in self.calendar.rest:
            return False
        return day in self.calendar.work or day.weekday() in self.calendar.week


def shown_at(wall, zone):
    """The instant at which clocks show *wall*: the earlier of two; later where skipped."""
    around = [
        (wall.replace(tzinfo=UTC) + shift).astimezone(zone).utcoffset() for shift in (-DAY, DAY)
    ]
    instants = sorted(wall.replace(tzinfo=UTC) - offset for offset in around)
    for instant in instants:
        if instant.astimezone(zone).replace(tzinfo=None, fold=0) == wall:
            return instant
    return wall.replace(tzinfo=UTC) - around[0]


def _midnight(day, zone):
    """The first quarter of an hour that clocks in *zone* count to *day*."""
    instant = datetime.combine(day, time(0), UTC) - timedelta(hours=15)
    while instant.astimezone(zone).date() < day:
        instant += timedelta(minutes=15)
    return instant


def _months(day, count, step):
    """Year and month so many months on or back, one at a time."""
    year, month = day.year, day.month
    for _ in range(count):
        month += step
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return year, month


def _exists(year, month, number):
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _day_of(year, month, number):
    """That day of the month, or the last one that there is; number 0 is the day before."""
    if number == 0:
        return date(year, month, 1) - DAY
    while not _exists(year, month, number):
        number -= 1
    return date(year, month, number)


def _key(unit, day):
    """What two days of one unit have in common."""
    return {
        "day": day,
        "week": day - timedelta(days=day.weekday()),
        "month": (day.year, day.month),
        "quarter": (day.year, (day.month + 2) // 3),
        "year": day.year,
    }[unit]


def _walk_units(unit, day, units, step):
    """The last day, walking by *step*, before the unit has changed *units* + 1 times."""
    changes = 0
    while True:
        following = day + step
        changes += _key(unit, following) != _key(unit, day)
        if changes > units:
            return day
        day = following


def _walk_days(span, day, days, step):
    counted = 1 if span.count_first else 0
    if span.unit == "working_day":
        counted = 1 if span.count_first and days.worked(day) else 0
        while counted < span.n:
            day += step
            counted += 1 if days.worked(day) else 0
        return day
    while counted < span.n * (7 if span.unit == "week" else 1):
        day += step
        counted += 1
    return day


def _runs(instant, span, days):
    """Whether time counts in the five minutes from *instant*."""
    local = instant.astimezone(days.calendar.zone)
    if not days.worked(local.date()):
        return False
    clock = local.time()
    return span.running == "weekdays" or any(
        begin <= clock and (clock < end or end == time(0)) for begin, end in days.calendar.hours
    )


def _exact(span, instant, days, way):
    if span.running != "elapsed":
        left = span.n * (1 if span.unit == "minute" else 60) // 5
        while left:
            begin = instant if way > 0 else instant - STEP
            left -= 1 if _runs(begin, span, days) else 0
            instant += way * STEP
        return instant
    if span.unit in {"month", "year"}:
        wall = instant.astimezone(days.calendar.zone).replace(tzinfo=None, fold=0)
        year, month = _months(wall, span.n * (12 if span.unit == "year" else 1), way)
        return shown_at(
            datetime.combine(_day_of(year, month, wall.day), wall.time()), days.calendar.zone
        )
    length = {"minute": 1, "hour": 60, "day": 60 * 24, "week": 60 * 24 * 7}[span.unit]
    return instant + way * timedelta(minutes=span.n * length)


def last(span, anchor, calendar):
    """The last instant inside, and whether it was guessed."""
    days = Days(calendar)
    if span.counting == "elapsed":
        instant = _exact(span, anchor.astimezone(UTC), days, 1)
        return (instant - MICRO if span.edge == "before" else instant), days.guessed
    day = anchor.astimezone(UTC).astimezone(calendar.zone).date()
    if span.until:
        day = _walk_units(span.unit, day, span.n, DAY)
    elif span.unit in {"month", "year"}:
        year, month = _months(day, span.n * (12 if span.unit == "year" else 1), 1)
        day = _day_of(year, month, day.day - 1 if span.count_first else day.day)
    else:
        day = _walk_days(span, day, days, DAY)
    if span.counting == "legal" or span.roll == "next_working":
        while not days.worked(day):
            day += DAY
    if span.edge == "before":
        day -= DAY
    return _midnight(day + DAY, calendar.zone) - MICRO, days.guessed


def first(span, end, calendar):
    """The first instant inside, counted back, and whether it was guessed."""
    days = Days(calendar)
    if span.counting == "elapsed":
        instant = _exact(span, end.astimezone(UTC), days, -1)
        return (instant + MICRO if span.edge == "before" else instant), days.guessed
    day = end.astimezone(UTC).astimezone(calendar.zone).date()
    if span.until:
        day = _walk_units(span.unit, day, span.n, -DAY)
    elif span.unit in {"month", "year"}:
        year, month = _months(day, span.n * (12 if span.unit == "year" else 1), -1)
        day = _day_of(year, month, day.day) + (DAY if span.count_first else timedelta(0))
    else:
        day = _walk_days(span, day, days, -DAY)
    if span.edge == "before":
        day += DAY
    return _midnight(day, calendar.zone), days.guessed
