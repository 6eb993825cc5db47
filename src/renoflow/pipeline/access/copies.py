"""Copies of files (档案副本): approved, stamped, for a time, signed for, and destroyed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Literal

import attrs

from renoflow.calendars import WorkCalendar, as_utc
from renoflow.errors import Malformed
from renoflow.facts import Fact, known
from renoflow.pipeline.access.deciding import last_decisions
from renoflow.pipeline.access.records import AccessRules, CopyRules
from renoflow.reasons import Reason, reason
from renoflow.select import Dated, see

__all__ = ["CopyState", "copy_states"]


@attrs.frozen(kw_only=True)
class CopyState:
    """What became of one copy.

    Attributes:
        copy: Id of the ``file_copy`` fact.
        medium: ``paper`` or ``electronic``.
        holder: Who has it; None where nobody said.
        state: ``in_use``; ``expired``, its time is over and it is still out; ``returned``;
            ``destroyed``.
        last: The last instant of its use; None where none was stated.
        objections: Everything that the rules hold against it, in their order.
    """

    copy: str
    medium: str
    holder: str | None
    state: Literal["in_use", "expired", "returned", "destroyed"]
    last: datetime | None
    objections: tuple[Reason, ...]


def copy_states(
    rules: AccessRules,
    facts: Iterable[Fact],
    *,
    at: datetime,
    calendar: WorkCalendar,
    known_at: datetime | None = None,
) -> tuple[CopyState, ...]:
    """Each copy made up to *at*, in the order of their instants (CONF-05, CONF-07).

    A paper copy needs an approved request, the stamp, a period of use, and the holder's
    signature; it is neither lent nor taken out of the office. An electronic copy needs no
    stamp: once the system's data were built and confirmed from it, it is destroyed, not
    before, and under supervision.

    Args:
        rules: The company's, which must say what copies need.
        facts: What happened.
        at: The asked instant; later facts do not count.
        calendar: Whose days they are.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``value.missing`` where the rules say nothing of copies; ``value.naive``,
            ``fact.clash`` or ``fact.withdrawal``.
    """
    as_utc(at)
    if rules.copies is None:
        raise Malformed("value.missing", "rules.copies")
    seen = see(known(facts, calendar, known_at=known_at), calendar, days=rules.days)
    dated = tuple(pair for pair in seen.dated if pair[0] <= at)
    return tuple(
        _state(one, rules, rules.copies, dated, at, calendar)
        for _, one in dated
        if one.kind == "file_copy"
    )


def _state(  # noqa: PLR0913, PLR0917 - a copy, and all that is looked at for it
    copy: Fact,
    rules: AccessRules,
    wanted: CopyRules,
    dated: tuple[Dated, ...],
    at: datetime,
    calendar: WorkCalendar,
) -> CopyState:
    steps = {
        step: [
            (when, one)
            for when, one in dated
            if one.kind == "copy_step" and one.get("of") == copy.id and one.get("step") == step
        ]
        for step in ("confirmed", "lent", "taken_out", "returned", "destroyed")
    }
    until, holder = copy.get("until"), copy.get("to")
    last = calendar.end(until) if isinstance(until, date) else None
    state: Literal["in_use", "expired", "returned", "destroyed"] = "in_use"
    if steps["destroyed"]:
        state = "destroyed"
    elif steps["returned"]:
        state = "returned"
    elif last is not None and at > last:
        state = "expired"
    paper = copy.get("medium") == "paper"
    found = [
        *(_of_paper(copy, wanted, dated) if paper else ()),
        *_kept(steps, state, last),
        *(() if paper else _of_data(steps)),
        *_destroyed(steps["destroyed"], wanted),
    ]
    rule = f"{rules.name}#copies"
    return CopyState(
        copy=copy.id,
        medium="paper" if paper else "electronic",
        holder=holder if isinstance(holder, str) else None,
        state=state,
        last=last,
        objections=tuple(
            attrs.evolve(one, rule=rule, facts=(copy.id, *one.facts)) for one in found
        ),
    )


def _of_paper(copy: Fact, wanted: CopyRules, dated: tuple[Dated, ...]) -> Iterator[Reason]:
    request = copy.get("request")
    told = isinstance(request, str)
    decided = last_decisions(dated, str(request), wanted.approved_by) if told else ()
    if not decided or any(one.kind == "refusal" for _, one in decided):
        yield reason("copy.unapproved", roles=wanted.approved_by)
    if copy.get("stamped") is not True:
        yield reason("copy.unstamped")
    if not isinstance(copy.get("until"), date):
        yield reason("copy.no_period")
    if copy.get("signed") is not True:
        yield reason("copy.unsigned")


def _kept(steps: dict[str, list[Dated]], state: str, last: datetime | None) -> Iterator[Reason]:
    for _, one in steps["lent"]:
        yield reason("copy.lent", facts=(one.id,))
    for _, one in steps["taken_out"]:
        yield reason("copy.taken_out", facts=(one.id,))
    if state == "expired":
        yield reason("copy.expired", last=last)


def _of_data(steps: dict[str, list[Dated]]) -> Iterator[Reason]:
    confirmed = [when for when, _ in steps["confirmed"]]
    for when, one in steps["destroyed"]:
        if not confirmed or when < confirmed[0]:
            yield reason("copy.early", facts=(one.id,))
    if confirmed and not steps["destroyed"]:
        yield reason("copy.undestroyed", facts=tuple(one.id for _, one in steps["confirmed"]))


def _destroyed(destroyed: list[Dated], wanted: CopyRules) -> Iterator[Reason]:
    for _, one in destroyed:
        if one.get("supervised_by") != wanted.supervised_by:
            yield reason("copy.unsupervised", facts=(one.id,), roles=(wanted.supervised_by,))
