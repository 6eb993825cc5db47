"""What was known: corrections applied, later knowledge left out, and rows compared with facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed
from renoflow.facts.make import fact
from renoflow.facts.records import Fact, When

__all__ = ["known", "reconcile"]

_VERSION: Final = "#"


def known(
    facts: Iterable[Fact], calendar: WorkCalendar, *, known_at: datetime | None = None
) -> tuple[Fact, ...]:
    """The facts that stand, each once, in the order of their ids.

    Left out are facts recorded after *known_at* (a fact recorded on a day without an
    hour is known from the end of that day), facts that a known withdrawal names, and
    the withdrawals themselves. A withdrawal that is itself withdrawn has no effect. It
    counts from when it was recorded, whatever instant it is asked about, or no error
    could ever be repaired; it names only a fact recorded no later than itself.

    Raises:
        Malformed: ``fact.clash`` where one id is told with two contents;
            ``fact.withdrawal`` where withdrawals withdraw one another in a ring.
    """
    by_id: dict[str, Fact] = {}
    for one in facts:
        if known_at is not None and _recorded(one, calendar) > known_at:
            continue
        earlier = by_id.setdefault(one.id, one)
        if earlier is not one and earlier != one:
            raise Malformed("fact.clash", one.id)
    by_target: dict[str, list[Fact]] = {}
    for one in by_id.values():
        target = by_id.get(str(one.get("of"))) if one.kind == "withdrawal" else None
        if target is not None and _recorded(target, calendar) <= _recorded(one, calendar):
            by_target.setdefault(target.id, []).append(one)
    gone: dict[str, bool | None] = {}
    return tuple(
        by_id[name]
        for name in sorted(by_id)
        if by_id[name].kind != "withdrawal" and not _is_gone(name, by_target, gone)
    )


def _is_gone(name: str, by_target: dict[str, list[Fact]], gone: dict[str, bool | None]) -> bool:
    """Whether a withdrawal that stands itself names *name*."""
    if name not in by_target:
        return False
    if name not in gone:
        gone[name] = None  # being looked at
        gone[name] = any([not _is_gone(one.id, by_target, gone) for one in by_target[name]])
    state = gone[name]
    if state is None:  # met again on the way down
        raise Malformed("fact.withdrawal", name)
    return state


def reconcile(stored: Sequence[Fact], rows: Sequence[Fact], *, at: When) -> tuple[Fact, ...]:
    """The facts to append so that *stored* says what the host's *rows* say now.

    *stored* is everything told so far of these rows, *rows* what they say today, with
    ids made from their primary keys. An unchanged row gives nothing; an edited one a
    withdrawal of the old fact and a new fact (``receipt:7`` becomes ``receipt:7#2``); a
    deleted one a withdrawal. *at* is when the host noticed, and the facts' time of
    recording. The second run over the same rows gives nothing.
    """
    withdrawn = {str(one.get("of")) for one in stored if one.kind == "withdrawal"}
    current: dict[str, Fact] = {}
    versions: dict[str, int] = {}
    for one in stored:
        if one.kind == "withdrawal":
            continue
        row = one.id.partition(_VERSION)[0]
        versions[row] = versions.get(row, 0) + 1
        if one.id not in withdrawn:
            current[row] = one
    told: list[Fact] = []
    seen: set[str] = set()
    for new in rows:
        seen.add(new.id)
        old = current.get(new.id)
        if old is not None and _same_content(old, new):
            continue
        if old is not None:
            told.append(_withdrawal(old, at))
        version = versions.get(new.id, 0) + 1
        name = new.id if version == 1 else f"{new.id}{_VERSION}{version}"
        recorded = new.recorded_at if version == 1 else at
        told.append(attrs.evolve(new, id=name, recorded_at=recorded))
    told.extend(_withdrawal(old, at) for row, old in sorted(current.items()) if row not in seen)
    return tuple(told)


def _same_content(old: Fact, new: Fact) -> bool:
    return attrs.evolve(old, id=new.id, recorded_at=new.recorded_at) == new


def _withdrawal(old: Fact, at: When) -> Fact:
    return fact(f"withdrawal:{old.id}", "withdrawal", at=at, of=old.id, customer=old.customer)


def _recorded(one: Fact, calendar: WorkCalendar) -> datetime:
    when = one.recorded_at
    return when if isinstance(when, datetime) else calendar.end(when)
