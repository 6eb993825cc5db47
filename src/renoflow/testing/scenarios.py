"""Scenarios (情景): cases with the outcome and the rule that they should come to, in TOML.

A file says the policy once and then one ``[[case]]`` after another, in words that a
sales manager can read::

    policy = "seven_day_filing"

    [with]
    window = { days = 7, counting = "legal" }

    [[case]]
    name = "he came on the sixth day"
    rule = "FILE-06"
    kind = "text"
    at = 2024-03-10
    facts = [
      { fact = "filing", at = 2024-03-01T10:00:00, by = "wang", medium = "form" },
      { fact = "visit", at = 2024-03-06T15:00:00, invited_by = "wang" },
    ]
    expect = { owner = "wang", row = "filed_first" }

Times are of the calendar's zone; a day asked about is its last instant. ``expect`` names
only what it asserts, and the row always.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from renoflow.attribution import Case, Court, Verdict, judge
from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.facts import KINDS, Fact, Kind
from renoflow.money import format_yuan
from renoflow.registers import row_fact, when

__all__ = ["Scenario", "differences", "read_scenarios"]

_CASE = ("name", "rule", "kind", "at", "known_at", "facts", "expect", "with", "ask", "given")
_EXPECT = (
    "owner",
    "outcome",
    "shares",
    "to",
    "row",
    "service",
    "service_row",
    "source",
    "firmness",
    "question",
    "changes_at",
    "claims",
    "adjustments",
    "adjusted",
    "ignored",
    "missing",
)


@attrs.frozen(kw_only=True)
class Scenario:
    """One case with what is expected of it.

    ``rule`` is the catalogue id whose example it is, ``kind`` whether that follows from
    the ``text`` or is a ``reading``. ``given`` are the policy's arguments and inputs that
    are no facts, ``expect`` what it should come to; both as they stand in the file.
    """

    name: str
    rule: str
    kind: str
    at: datetime
    facts: tuple[Fact, ...]
    expect: Mapping[str, Any]
    policy: str = ""
    given: Mapping[str, Any] = attrs.field(factory=dict)
    ask: str = ""
    known_at: datetime | None = None


def read_scenarios(
    text: str, calendar: WorkCalendar, *, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Scenario, ...]:
    """The scenarios in a TOML *text*, in its order.

    Raises:
        Malformed: ``scenario.toml`` for text that is no TOML; else the wrong place is
            named, such as ``case[2].facts[0].medium``.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise Malformed("scenario.toml", "") from None
    for name in data:
        if name not in ("policy", "with", "case", "days"):
            raise one_of("value.unknown", name, name, ("policy", "with", "case"))
    shared = dict(data.get("with", {}))
    found = []
    for place, case in enumerate(data.get("case", [])):
        try:
            found.append(_scenario(case, str(data.get("policy", "")), shared, calendar, kinds))
        except Malformed as error:
            raise error.under(f"case[{place}]") from None
    return tuple(found)


def _scenario(
    case: Mapping[str, Any],
    policy: str,
    shared: Mapping[str, Any],
    calendar: WorkCalendar,
    kinds: Mapping[str, Kind],
) -> Scenario:
    for name in case:
        if name not in _CASE:
            raise one_of("value.unknown", name, name, _CASE)
    for name in ("name", "rule", "at", "expect"):
        if name not in case:
            raise Malformed("value.missing", name)
    facts = []
    for place, row in enumerate(case.get("facts", [])):
        try:
            facts.append(row_fact({"id": f"f{place + 1}", **row}, calendar, kinds=kinds))
        except Malformed as error:
            raise error.under(f"facts[{place}]") from None
    return Scenario(
        name=case["name"],
        rule=case["rule"],
        kind=case.get("kind", "text"),
        at=_instant(case["at"], "at", calendar),
        known_at=_instant(case["known_at"], "known_at", calendar) if "known_at" in case else None,
        facts=tuple(facts),
        expect=case["expect"],
        policy=policy,
        given={**shared, **case.get("with", {}), **case.get("given", {})},
        ask=case.get("ask", ""),
    )


def _instant(written: object, field: str, calendar: WorkCalendar) -> datetime:
    read = when(written, field, calendar)
    return read if isinstance(read, datetime) else calendar.end(read)


def differences(scenario: Scenario, court: Court) -> tuple[str, ...]:
    """What *court* says otherwise than *scenario* expects; empty where they agree.

    Raises:
        Malformed: ``expect`` asserts something that a verdict does not have, or no row.
    """
    if "row" not in scenario.expect:
        raise Malformed("value.missing", "expect.row")
    for name in scenario.expect:
        if name not in _EXPECT:
            raise one_of("value.unknown", f"expect.{name}", name, _EXPECT)
    case = Case("scenario", scenario.facts)
    verdict = judge(court, case, at=scenario.at, known_at=scenario.known_at)
    got = _told(verdict)
    return tuple(
        f"{name}: expected {wanted!r}, got {got[name]!r}"
        for name, wanted in scenario.expect.items()
        if not _agrees(got[name], wanted, court)
    )


def _agrees(got: object, wanted: object, court: Court) -> bool:
    if isinstance(got, datetime):
        return _instant(wanted, "expect.changes_at", court.calendar) == got
    if isinstance(got, list) and isinstance(wanted, list):
        if not all(isinstance(one, dict) for one in wanted):
            return got == wanted
        return len(got) == len(wanted) and all(
            all(str(one.get(name)) == str(value) for name, value in row.items())
            for one, row in zip(got, wanted, strict=True)
        )
    return got == wanted


def _told(verdict: Verdict) -> dict[str, object]:
    credit, service = verdict.credit, verdict.service
    return {
        "owner": verdict.owner or "",
        "outcome": credit.outcome,
        "shares": {one.party: str(one.share) for one in credit.shares},
        "to": credit.to or "",
        "row": credit.rule.partition("#")[2],
        "source": credit.source,
        "service": service.shares[0].party if len(service.shares) == 1 else "",
        "service_row": service.rule.partition("#")[2],
        "firmness": verdict.firmness,
        "question": credit.question or "",
        "changes_at": verdict.changes_at,
        "claims": [
            {
                "basis": one.basis,
                "party": one.party,
                "status": one.status,
                "fact": one.fact,
                "ended_by": one.ended_by or "",
                "steps": " ".join(f"{step.id}:{step.status}" for step in one.steps),
                "limits": " ".join(f"{state.limit}:{state.status}" for state in one.limits),
            }
            for one in verdict.docket
        ],
        "adjustments": [one.rule.partition("#")[2] for one in verdict.adjustments],
        "adjusted": [
            {
                "row": one.rule.partition("#")[2],
                "kind": one.kind,
                "to": one.to,
                "part": str(one.part or ""),
                "amount": "" if one.amount is None else f"{format_yuan(one.amount)} CNY",
                "of": " ".join(one.of),
                "per": one.per,
                "bearer": one.bearer,
            }
            for one in verdict.adjustments
        ],
        "ignored": list(verdict.ignored),
        "missing": [f"{fact}.{name}" for fact, name in verdict.missing],
    }
