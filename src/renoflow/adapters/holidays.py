"""A work calendar out of the public package ``holidays`` (extra ``holidays``)."""

from __future__ import annotations

from datetime import date, time, timedelta, tzinfo

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed

__all__ = ["from_holidays"]


def from_holidays(  # noqa: PLR0913 - what the package knows, and what only the host knows
    country: str,
    years: range,
    *,
    id: str,  # noqa: A002 - the field it fills
    zone: tzinfo,
    hours: tuple[tuple[time, time], ...] = (),
    subdivision: str | None = None,
) -> WorkCalendar:
    """The working days of a country as the package ``holidays`` has them.

    The calendar counts as known for all of *years*, so give only those whose arrangement
    has been published: for a later year the package answers by rule, make-up days left
    out, and does not say so.

    Args:
        country: Two capital letters, ``CN``.
        years: Consecutive years, ``range(2024, 2027)`` for 2024 to 2026.
        id: Name of the calendar.
        zone: The zone whose days these are; the package knows none.
        hours: Office hours of a working day, as in :class:`WorkCalendar`.
        subdivision: A part of the country with days of its own, ``HH``.

    Raises:
        ModuleNotFoundError: The package is missing; the message says how to get it.
        Malformed: ``holidays.country`` for a country or part that it does not have,
            ``holidays.years`` for years out of order or that it does not cover.
    """
    try:
        import holidays  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            'the package "holidays" is missing: pip install "renoflow[holidays]"', name="holidays"
        ) from missing
    try:
        theirs = holidays.country_holidays(country, subdiv=subdivision, years=years)
    except NotImplementedError:
        raise Malformed("holidays.country", "country") from None
    first, last = theirs.start_year, theirs.end_year
    if not years or years.step != 1 or years[0] < first or years[-1] > last:
        raise Malformed("holidays.years", "years", first=first, last=last)

    week = tuple(weekday for weekday in range(7) if weekday not in theirs.weekend)
    start, end = date(years[0], 1, 1), date(years[-1], 12, 31)
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    working = {day: theirs.is_working_day(day) for day in days}
    return WorkCalendar(
        id=id,
        zone=zone,
        week=week,
        rest=frozenset(day for day in days if not working[day] and day.weekday() in week),
        work=frozenset(day for day in days if working[day] and day.weekday() not in week),
        hours=hours,
        known_from=start,
        known_through=end,
    )
