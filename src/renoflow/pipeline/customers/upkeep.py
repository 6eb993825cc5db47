"""Keeping files: how old they are, what day is near, which are marked, and erasure (档案维护)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import attrs

from renoflow.calendars import WorkCalendar, as_utc
from renoflow.facts import Key, key
from renoflow.periods import Span, last_instant
from renoflow.pipeline.customers.records import Birthday, CustomerFile
from renoflow.reasons import Reason, reason

__all__ = [
    "Erasure",
    "FileOccasion",
    "erase",
    "marked",
    "occasions",
    "recommend",
    "staleness",
]


def staleness(
    file: CustomerFile, *, at: datetime, max_age: Span, calendar: WorkCalendar
) -> Reason | None:
    """Why *file* is out of date at *at*, or None (CUS-14, CUS-30).

    It is stale after the last instant of *max_age* from its last update, or from its
    entry where nobody has updated it. A file that says neither is stale; an erased one
    never is. No source gives an age.

    Raises:
        Malformed: ``value.naive`` or ``time.range``.
    """
    as_utc(at)
    if file.erased_at is not None:
        return None
    since = file.updated_at or file.entered_at
    if since is None:
        return reason("customer.undated", rule="CUS-30")
    last = last_instant(max_age, since, calendar).at
    return reason("customer.stale", rule="CUS-30", since=since, last=last) if at > last else None


@attrs.frozen(kw_only=True)
class FileOccasion:
    """A day on which to think of the customer (问候时机): whose birthday, or which holiday.

    ``person`` is the id of a member of the household and no name; ``what`` the code of a
    holiday, or ``birthday``. That a birthday falls on a day is personal, so that the day
    stays out of the ``repr``.
    """

    on: date = attrs.field(repr=False)
    what: str
    person: str | None = None


def occasions(  # noqa: PLR0913 - a file, and what no source says of greetings
    file: CustomerFile,
    *,
    at: datetime,
    within: Span,
    holidays: Iterable[tuple[str, date]],
    leap: Literal["feb_28", "mar_1"],
    calendar: WorkCalendar,
) -> tuple[FileOccasion, ...]:
    """The birthdays and holidays from the day of *at* to the last day of *within*, in order.

    Both days are inside. Files are sorted by birthday too (CUS-20).

    Args:
        file: The file.
        at: The asked instant.
        within: How far ahead; the day of its last instant is the last day.
        holidays: Code and day of each holiday that the company greets on.
        leap: When a birthday of 29 February is kept in a year without that day.
        calendar: Whose days they are.

    Raises:
        Malformed: ``value.naive`` or ``time.range``.
    """
    first = calendar.day(at)
    last = calendar.day(last_instant(within, at, calendar).at)
    found = [FileOccasion(on=day, what=name) for name, day in holidays if first <= day <= last]
    for person in file.people:
        if person.birthday is None:
            continue
        for year in range(first.year, last.year + 1):
            day = _kept(person.birthday, year, leap)
            if first <= day <= last:
                found.append(FileOccasion(on=day, what="birthday", person=person.id))
    return tuple(sorted(found, key=lambda one: (one.on, one.what, one.person or "")))


def _kept(birthday: Birthday, year: int, leap: str) -> date:
    try:
        return date(year, birthday.month, birthday.day)
    except ValueError:
        return date(year, 3, 1) - timedelta(days=leap == "feb_28")


def marked(files: Iterable[CustomerFile], mark: str) -> tuple[str, ...]:
    """The customers whose file has *mark*, such as ``potential``, by ascending key (CUS-17).

    Keys and nothing else: whether one may open a file is for
    :func:`~renoflow.pipeline.may_access` (X-49).
    """
    return tuple(sorted({one.customer for one in files if mark in one.marks}))


def recommend(
    file: CustomerFile, catalogue: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, ...], ...]:
    """The ids of *catalogue* in groups, those with most of his likes first (CUS-31).

    Args:
        file: The file; its ``needs.likes`` are compared.
        catalogue: Per designer or case, the codes it is tagged with. Those with equally
            many are one group, in the order of the catalogue: nothing ranks them.
    """
    likes = set(file.needs.likes)
    groups: dict[int, list[str]] = {}
    for name, tags in catalogue.items():
        groups.setdefault(len(likes.intersection(tags)), []).append(name)
    return tuple(tuple(groups[many]) for many in sorted(groups, reverse=True))


@attrs.frozen(kw_only=True)
class Erasure:
    """A file after an erasure (抹除), and the paths of what is gone; no value of it."""

    file: CustomerFile
    erased: tuple[str, ...]


def erase(file: CustomerFile, *, at: datetime, secret: bytes | None = None) -> Erasure:
    """*file* with everything personal gone; what it kept are keyed identity and money.

    A second erasure changes nothing. Facts need none: they hold nothing personal, and the
    histories that rest on them stay as they are.

    Args:
        file: The file.
        at: When it is erased.
        secret: The host's secret for identity keys: plain keys become keyed. Without it
            they are erased too, as is a key whose middle is masked.

    Raises:
        Malformed: ``value.naive``; ``value.missing`` for an empty secret.
    """
    as_utc(at)
    keys = tuple(kept for one in file.keys if (kept := _keyed(one, secret)) is not None)
    gone: dict[str, None] = {}
    if keys != file.keys:
        gone["keys"] = None
    for name in ("marks", "notes", "none", "entered_at", "updated_at"):
        if getattr(file, name):
            gone[name] = None
    for person in file.people:
        gone.update(_paths("people", person))
    for name in ("household", "house", "needs"):
        gone.update(_paths(name, getattr(file, name)))
    bare = CustomerFile(
        customer=file.customer,
        keys=tuple(dict.fromkeys(keys)),
        money=file.money,
        erased_at=at if file.erased_at is None else file.erased_at,
    )
    order = [one.name for one in attrs.fields(CustomerFile)]
    erased = sorted(gone, key=lambda path: order.index(path.partition(".")[0]))
    return Erasure(file=bare, erased=tuple(erased))


def _paths(name: str, record: attrs.AttrsInstance) -> dict[str, None]:
    return {
        f"{name}.{one.name}": None
        for one in attrs.fields(type(record))
        if getattr(record, one.name) not in (None, ())
    }


def _keyed(one: Key, secret: bytes | None) -> Key | None:
    if one.keyed:
        return one
    if secret is None or "*" in one.value:
        return None
    return key(one.value, kind=one.kind, secret=secret)
