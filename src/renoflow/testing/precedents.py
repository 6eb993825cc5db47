"""Precedents (先例): what was decided once, kept as a case that later policies must pass.

Where a text leaves a question to a person, his decision says what the rule should have
been. Kept as a scenario, without names, phones or places, it asks every later policy for the
same owner, or to be named among those that are overruled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

import attrs

from renoflow.attribution import Case, Court, judge
from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed
from renoflow.facts import KINDS, Fact, Kind, Value
from renoflow.money import Money, format_yuan
from renoflow.testing.scenarios import Scenario

__all__ = ["Precedents", "check_precedents", "precedent"]

_PROCEDURE = frozenset(
    (
        "appeal",
        "decision",
        "dispute",
        "dispute_step",
        "evidence",
        "hearing",
        "negotiation",
        "recusal",
    )
)


def precedent(  # noqa: PLR0913 - what a scenario says
    case: Case,
    decision: Fact,
    calendar: WorkCalendar,
    *,
    name: str,
    rule: str,
    kinds: Mapping[str, Kind] = KINDS,
) -> dict[str, Any]:
    """One ``[[case]]`` of a scenario file: the facts up to *decision*, and the owner it named.

    What was told of the dispute itself is left out, so that a policy has to come to the owner
    by its rules. Parties become ``p1``, ``p2`` and so on by their first fact, records of
    customers, persons and places are left out, and so are identity keys.

    Args:
        case: The case.
        decision: The decision, with an hour; its ``owner`` is what is expected.
        calendar: How facts without an hour are compared with it: by their first instant.
        name: What the precedent is called; it names no person.
        rule: The catalogue id, or an id of the company's own, that it is about.
        kinds: The table of fact kinds.

    Raises:
        Malformed: ``value.missing`` for a decision that names no owner, ``value.type`` for
            one without an hour.
    """
    at, owner = decision.at, decision.get("owner")
    if not isinstance(owner, str):
        raise Malformed("value.missing", "decision.owner")
    if not isinstance(at, datetime):
        raise Malformed("value.type", "decision.at", expected="an aware datetime")
    told = sorted(
        (
            one
            for one in case.facts
            if one.kind not in _PROCEDURE
            and (one.at if isinstance(one.at, datetime) else calendar.start(one.at)) <= at
        ),
        key=lambda one: (
            one.at if isinstance(one.at, datetime) else calendar.start(one.at),
            one.id,
        ),
    )
    parties = _Parties(told, kinds)
    ids = {one.id: f"f{place}" for place, one in enumerate(told, 1)}
    return {
        "name": name,
        "rule": rule,
        "kind": "reading",
        "at": calendar.local(at).replace(tzinfo=None),
        "facts": [_row(one, ids, parties, calendar, kinds) for one in told],
        "expect": {"owner": parties.name(owner)},
    }


class _Parties:
    """Names for parties that tell nothing of them, by the order in which they appear."""

    def __init__(self, facts: Iterable[Fact], kinds: Mapping[str, Kind]) -> None:
        self.names: dict[str, str] = {}
        for one in facts:
            for party in (one.by, one.for_):
                if party is not None:
                    self.name(party)
            row = kinds.get(one.kind)
            for name, value in one.fields:
                field = None if row is None else row.field(name)
                if field is not None and field.type == "party" and isinstance(value, str):
                    self.name(value)

    def name(self, party: str) -> str:
        """The name of *party*; the company and the customer keep theirs."""
        if party in {"company", "customer"}:
            return party
        return self.names.setdefault(party, f"p{len(self.names) + 1}")


def _row(
    one: Fact,
    ids: Mapping[str, str],
    parties: _Parties,
    calendar: WorkCalendar,
    kinds: Mapping[str, Kind],
) -> dict[str, Any]:
    row: dict[str, Any] = {"id": ids[one.id], "fact": one.kind, "at": _when(one.at, calendar)}
    if one.recorded_at != one.at:
        row["recorded_at"] = _when(one.recorded_at, calendar)
    for name, party in (("by", one.by), ("for", one.for_)):
        if party is not None:
            row[name] = parties.name(party)
    kind, none = kinds.get(one.kind), []
    for name, value in one.fields:
        field = None if kind is None else kind.field(name)
        type_ = "code" if field is None else field.type
        if type_ == "key" or name == "place":
            continue
        if value is None:
            none.append(name)
        elif type_ == "party":
            row[name] = parties.name(str(value))
        elif type_ == "fact":
            row[name] = ids.get(str(value), "f0")  # of a fact that is not among them
        else:
            row[name] = _value(value, parties, calendar)
    return {**row, "none": none} if none else row


def _when(at: date, calendar: WorkCalendar) -> date:
    """*at* as clocks in the zone show it, without a zone, as a file writes it."""
    return calendar.local(at).replace(tzinfo=None) if isinstance(at, datetime) else at


def _value(value: Value, parties: _Parties, calendar: WorkCalendar) -> object:
    if isinstance(value, tuple):
        return [parties.names.get(one, one) for one in value]
    if isinstance(value, Money):
        return format_yuan(value).replace(",", "")
    if isinstance(value, datetime):
        return _when(value, calendar)
    if isinstance(value, bool | int | date):
        return value
    return str(value)


@attrs.frozen(kw_only=True)
class Precedents:
    """How a policy stands to what was decided before: names of precedents, in their order.

    ``passed`` come to the same owner; ``overruled`` do not and are named as such; ``broken``
    do not and nobody said so; ``idle`` are named as overruled and come to the same owner, or
    are not there.
    """

    passed: tuple[str, ...]
    overruled: tuple[str, ...]
    broken: tuple[str, ...]
    idle: tuple[str, ...]


def check_precedents(
    court: Court, precedents: Iterable[Scenario], *, overruled: Collection[str] = ()
) -> Precedents:
    """Each of *precedents* judged by *court*; only those named in *overruled* may come out new.

    Raises:
        Malformed: ``value.missing`` for one that expects no owner.
    """
    same: dict[str, bool] = {}
    for one in precedents:
        if "owner" not in one.expect:
            raise Malformed("value.missing", "expect.owner")
        verdict = judge(court, Case("precedent", one.facts), at=one.at, known_at=one.known_at)
        same[one.name] = verdict.owner == one.expect["owner"]
    return Precedents(
        passed=tuple(name for name, holds in same.items() if holds and name not in overruled),
        overruled=tuple(name for name, holds in same.items() if not holds and name in overruled),
        broken=tuple(name for name, holds in same.items() if not holds and name not in overruled),
        idle=tuple(name for name in sorted(overruled) if same.get(name, True)),
    )
