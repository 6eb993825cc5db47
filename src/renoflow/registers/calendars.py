"""A calendar that a file of cases names: its zone, its days off, its office hours."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from datetime import date, time, tzinfo
from typing import Final

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of

__all__ = ["read_calendar"]

_NAMES: Final = ("id", "zone", "week", "rest", "work", "hours")
_EVER: Final = date(1900, 1, 1), date(2400, 12, 31)


def read_calendar(told: Mapping[str, object], calendar: WorkCalendar) -> WorkCalendar:
    """The calendar that *told* names; what it leaves out is as in *calendar*.

    With a ``zone`` it is a calendar of its own, Monday to Friday: nothing of *calendar*
    holds, and what is not among its days off is known to be worked. Without one its days
    go before those of *calendar*.

    Args:
        told: ``zone`` (``America/New_York``), ``week`` (0 is Monday), ``rest`` and ``work``
            (days), ``hours`` (pairs of times, the second exclusive), ``id``.
        calendar: What holds for the rest.

    Raises:
        Malformed: for a name or a value that cannot be read, with its place; ``calendar.*``
            for values that do not go together.
    """
    for name in told:
        if name not in _NAMES:
            raise one_of("value.unknown", name, name, _NAMES)
    own = told.get("id", "own")
    if type(own) is not str:
        raise Malformed("value.type", "id", expected="text")
    rest, work = _days(told, "rest"), _days(told, "work")
    made = (
        WorkCalendar(
            id=own,
            zone=_zone(told["zone"]),
            week=(0, 1, 2, 3, 4),
            rest=frozenset(rest),
            work=frozenset(work),
            known_from=_EVER[0],
            known_through=_EVER[1],
        )
        if "zone" in told
        else calendar.with_days(own, rest=rest, work=work)
    )
    if "week" in told:
        made = attrs.evolve(made, week=tuple(_list(told, "week")))  # type: ignore[arg-type]  # it refuses others
    if "hours" in told:
        made = attrs.evolve(made, hours=tuple(_pair(one) for one in _list(told, "hours")))
    return made


def _list(told: Mapping[str, object], name: str) -> list[object]:
    found = told.get(name, [])
    if not isinstance(found, list):
        raise Malformed("value.type", name, expected="a list")
    return found


def _days(told: Mapping[str, object], name: str) -> tuple[date, ...]:
    found = []
    for place, one in enumerate(_list(told, name)):
        if type(one) is not date:
            raise Malformed("value.type", f"{name}[{place}]", expected="a day, 2024-03-01")
        found.append(one)
    return tuple(found)


def _pair(one: object) -> tuple[time, time]:
    """A pair of times; what is no pair of them the calendar refuses."""
    if not isinstance(one, list) or len(one) != 2 or any(type(each) is not time for each in one):
        raise Malformed("calendar.hours", "hours")
    return one[0], one[1]


def _zone(name: object) -> tzinfo:
    try:
        return zoneinfo.ZoneInfo(str(name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise Malformed("calendar.zone", "zone") from None
