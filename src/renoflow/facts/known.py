"""What was known: corrections applied, later knowledge left out, and rows compared with facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timezone
from operator import attrgetter
from typing import Final

import attrs

from renoflow.calendars import WorkCalendar, as_utc
from renoflow.errors import Malformed
from renoflow.facts.kinds import KINDS
from renoflow.facts.make import fact
from renoflow.facts.records import Fact, Kind, When

__all__ = ["known", "reconcile"]

_VERSION: Final = re.compile(r"#(\d+)$")
_ID: Final = attrgetter("id")
_KIND: Final = attrgetter("kind")


def known(
    facts: Iterable[Fact], calendar: WorkCalendar, *, known_at: datetime | None = None
) -> tuple[Fact, ...]:
    """The facts that stand, each once, in the order of their ids.

    Left out are facts recorded after *known_at* (a fact recorded on a day without an
    hour is known from the end of that day), facts that a known withdrawal names, and
    the withdrawals themselves. A withdrawal that is itself withdrawn has no effect. It
    counts from when it was recorded, whatever instant it is asked about, or no error
    could ever be repaired; it names only a fact that can have been recorded no later
    than itself.

    Raises:
        Malformed: ``fact.clash`` where one id is told with two contents;
            ``fact.withdrawal`` where withdrawals withdraw one another in a ring;
            ``value.naive`` for a *known_at* without a zone.
    """
    told = tuple(facts)
    if known_at is not None:
        limit = as_utc(known_at, "known_at")
        told = tuple([one for one in told if _recorded(one, calendar.end) <= limit])
    by_id = _by_id(told)
    stand = tuple(sorted(by_id.values(), key=_ID))
    if "withdrawal" not in map(_KIND, stand):
        return stand
    gone = _withdrawn(
        by_id,
        lambda target, by: _recorded(target, calendar.start) <= _recorded(by, calendar.end),
    )
    return tuple([one for one in stand if one.id not in gone and one.kind != "withdrawal"])


def _by_id(told: Collection[Fact]) -> dict[str, Fact]:
    by_id = dict(zip(map(_ID, told), told, strict=True))
    if len(by_id) < len(told):  # only then is anything told twice
        by_id = {}
        for one in told:
            if by_id.setdefault(one.id, one) != one:
                raise Malformed("fact.clash", one.id)
    return by_id


def _withdrawn(by_id: Mapping[str, Fact], may: Callable[[Fact, Fact], bool]) -> Collection[str]:
    """The ids of facts that a withdrawal names which stands itself."""
    targets: dict[str, str] = {}
    waiting: dict[str, int] = dict.fromkeys(by_id, 0)
    for one in by_id.values():
        target = by_id.get(str(one.get("of"))) if one.kind == "withdrawal" else None
        if target is not None and may(target, one):
            targets[one.id] = target.id
            waiting[target.id] += 1
    gone: set[str] = set()
    settled = [name for name in targets if not waiting[name]]
    for name in settled:  # grows on the way
        target_id = targets.get(name)
        if target_id is None or target_id in gone:
            continue
        waiting[target_id] -= 1
        if name not in gone:
            gone.add(target_id)
        if target_id in gone or not waiting[target_id]:
            settled.append(target_id)
    ring = sorted(targets.keys() - set(settled))
    if ring:
        raise Malformed("fact.withdrawal", ring[0])
    return gone


def reconcile(
    stored: Sequence[Fact],
    rows: Sequence[Fact],
    *,
    at: When,
    kinds: Mapping[str, Kind] = KINDS,
) -> tuple[Fact, ...]:
    """The facts to append so that *stored* says what the host's *rows* say now.

    *stored* is everything told so far of these rows, *rows* what they say today, with
    ids made from their primary keys. An unchanged row gives nothing; an edited one a
    withdrawal of the old fact and a new fact (``receipt:7`` becomes ``receipt:7#2``); a
    deleted one a withdrawal. A row that refers to another by its id follows it: the
    signature of an edited filing is told anew, of the new fact. *at* is when the host
    noticed, and the facts' time of recording. The second run over the same rows gives
    nothing. *kinds* tells which fields refer.

    Raises:
        Malformed: ``fact.clash`` for two rows of one id, ``value.type`` for an id that
            ends as a later version does (``#2``).
    """
    by_id = {one.id: one for one in stored}
    gone = _withdrawn(by_id, lambda _target, _by: True)
    current = {
        _VERSION.sub("", one.id): one
        for one in sorted(stored, key=_version)
        if one.id not in gone and one.kind != "withdrawal"
    }
    names = _names(rows, by_id, current, kinds)
    told: list[Fact] = []
    for new in rows:
        old, name = current.get(new.id), names[new.id]
        if old is not None:
            if name == old.id:
                continue
            told.append(_withdrawal(old, by_id, at))
        recorded = new.recorded_at if name == new.id else at
        told.append(attrs.evolve(_pointed(new, names, kinds), id=name, recorded_at=recorded))
    deleted = [old for row, old in sorted(current.items()) if row not in names]
    told.extend(_withdrawal(old, by_id, at) for old in deleted)
    return tuple(told)


def _names(
    rows: Sequence[Fact],
    taken: Collection[str],
    current: Mapping[str, Fact],
    kinds: Mapping[str, Kind],
) -> dict[str, str]:
    """The id by which each row is told from now on: the one it has, or a new version."""
    names: dict[str, str] = {}
    for place, new in enumerate(rows):
        if _VERSION.search(new.id):
            expected = "an id without # and a number at its end"
            raise Malformed("value.type", f"rows[{place}].id", expected=expected)
        if new.id in names:
            raise Malformed("fact.clash", new.id)
        names[new.id] = current[new.id].id if new.id in current else _unused(new.id, taken)
    # Where a row changes its id, those that refer to it change too, and so on.
    moved = True
    while moved:
        edited = [
            new.id
            for new in rows
            if (old := current.get(new.id)) is not None
            and names[new.id] == old.id
            and not _same_content(old, _pointed(new, names, kinds))
        ]
        names.update((row, _unused(row, taken)) for row in edited)
        moved = bool(edited)
    return names


def _pointed(row: Fact, names: Mapping[str, str], kinds: Mapping[str, Kind]) -> Fact:
    """*row* with its references to other rows as those are told."""
    kind = kinds.get(row.kind)
    refers = {one.name for one in kind.fields if one.type == "fact"} if kind is not None else ()
    fields = tuple(
        (name, names.get(value, value) if name in refers and isinstance(value, str) else value)
        for name, value in row.fields
    )
    return attrs.evolve(row, fields=fields)


def _same_content(old: Fact, new: Fact) -> bool:
    return attrs.evolve(old, id=new.id, recorded_at=new.recorded_at) == new


def _withdrawal(old: Fact, taken: Collection[str], at: When) -> Fact:
    name = _unused(f"withdrawal:{old.id}", taken)
    return fact(name, "withdrawal", at=at, of=old.id, customer=old.customer)


def _unused(name: str, taken: Collection[str]) -> str:
    """*name*, or its first version that is not taken."""
    version, found = 1, name
    while found in taken:
        version += 1
        found = f"{name}#{version}"
    return found


def _version(one: Fact) -> int:
    found = _VERSION.search(one.id)
    return 1 if found is None else int(found[1])


def _recorded(one: Fact, read: Callable[[date], datetime]) -> datetime:
    when = one.recorded_at
    if not isinstance(when, datetime):
        return read(when)
    # two times of one changing zone compare by what the clocks show
    return when if type(when.tzinfo) is timezone else as_utc(when)
