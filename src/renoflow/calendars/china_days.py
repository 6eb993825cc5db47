"""China's days off and make-up workdays, 2019 to 2026, and the calendar made of them.

Facts of the yearly State Council notices on public holidays, as two public packages hold
them; a test compares every day with both. The notice for a year appears in the autumn
before; until it is entered here, that year is unknown and answers are provisional.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta, timezone
from typing import Final

from renoflow.calendars.work import WorkCalendar

__all__ = ["china"]

# Year: days off as month-day or first..last, weekends inside included; make-up workdays.
_ARRANGED: Final[dict[int, tuple[str, str]]] = {
    2019: (
        "01-01 02-04..10 04-05..07 05-01..04 06-07..09 09-13..15 10-01..07",
        "02-02 02-03 04-28 05-05 09-29 10-12",
    ),
    2020: (
        "01-01 01-24..02-02 04-04..06 05-01..05 06-25..27 10-01..08",
        "01-19 04-26 05-09 06-28 09-27 10-10",
    ),
    2021: (
        "01-01..03 02-11..17 04-03..05 05-01..05 06-12..14 09-19..21 10-01..07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    ),
    2022: (
        "01-01..03 01-31..02-06 04-03..05 04-30..05-04 06-03..05 09-10..12 10-01..07 12-31",
        "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    ),
    2023: (
        "01-01..02 01-21..27 04-05 04-29..05-03 06-22..24 09-29..10-06 12-30..31",
        "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    ),
    2024: (
        "01-01 02-10..17 04-04..06 05-01..05 06-10 09-15..17 10-01..07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28..02-04 04-04..06 05-01..05 05-31..06-02 10-01..08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01..03 02-15..23 04-04..06 05-01..05 06-19..21 09-25..27 10-01..07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}


def _days(column: int) -> Iterator[date]:
    for year, texts in _ARRANGED.items():
        for part in texts[column].split():
            first, _, last = part.partition("..")
            day = date.fromisoformat(f"{year}-{first}")
            # The last day names its month only where that is another one.
            end = date.fromisoformat(f"{year}-{first[: -len(last) or None]}{last}")
            while day <= end:
                yield day
                day += timedelta(days=1)


china: Final = WorkCalendar(
    id="china",
    zone=timezone(timedelta(hours=8)),
    week=(0, 1, 2, 3, 4),
    rest=frozenset(_days(0)),
    work=frozenset(_days(1)),
    hours=((time(9), time(12)), (time(13), time(18))),
    known_from=date(2019, 1, 1),
    known_through=date(2026, 12, 31),
)
"""China: +08:00, Monday to Friday, official days off and make-up days 2019-2026.

The office hours, 09:00-12:00 and 13:00-18:00, are a shipped reading and no rule of law:
a company whose desk keeps other hours says so with ``attrs.evolve(china, id=..., hours=...)``.
"""
