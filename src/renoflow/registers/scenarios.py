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

Times are of the calendar's zone; a ``[calendar]`` above the cases names another than the
one that the reader gives, by ``zone``, ``rest``, ``work``, ``week``, ``hours``. A day asked
about is its last instant. ``expect`` names only what it asserts: of the verdict the row
always; of several records of customers who is one case; of pay, disputes and the rota what
they answer. ``docs/testing.md`` has the list.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import attrs

from renoflow.attribution import (
    Case,
    Court,
    Pay,
    Verdict,
    dispute_states,
    gather,
    judge,
    next_receiver,
    pay,
    statement,
)
from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.facts import KINDS, Fact, Kind
from renoflow.money import Money, yuan
from renoflow.registers.calendars import read_calendar
from renoflow.registers.rows import row_fact, when
from renoflow.registers.told import plain, told_dispute, told_line, told_sums, told_verdict

__all__ = [
    "Scenario",
    "differences",
    "judged",
    "read_scenarios",
    "scenario_calendar",
    "shared_answers",
]

_FILE = ("policy", "with", "calendar", "case")

_CASE = (
    *("name", "rule", "kind", "at", "known_at", "facts", "expect", "with", "ask", "given"),
    *("customer", "order", "amounts"),
)
_EXPECT = (
    *("owner", "outcome", "shares", "to", "row", "service", "service_row", "source", "firmness"),
    *("question", "changes_at", "claims", "adjustments", "adjusted", "ignored", "missing"),
    "provisional",
)
_BESIDE = (
    "records",
    "doubts",
    "kin",
    "cases",
    "pay",
    "lines",
    "kept",
    "unpaid",
    "disputes",
    "turn",
)
"""What is no part of a verdict, and is worked out only where it is asserted."""


@attrs.frozen(kw_only=True)
class Scenario:
    """One case with what is expected of it.

    ``rule`` is the catalogue id whose example it is, ``kind`` whether that follows from
    the ``text`` or is a ``reading``. ``given`` are the policy's arguments and inputs that
    are no facts, ``expect`` what it should come to; both as they stand in the file.
    ``customer`` is the record asked about, where the facts are of several; ``order`` the
    members of a rota, or several such orders by name; ``amounts`` what pay is told.
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
    customer: str = ""
    order: Sequence[str] | Mapping[str, Sequence[str]] = ()
    amounts: Mapping[str, Money] = attrs.field(factory=dict)


def read_scenarios(
    text: str, calendar: WorkCalendar, *, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Scenario, ...]:
    """The scenarios in a TOML *text*, in its order.

    Their times are of *calendar*, or of the ``[calendar]`` that the file names; whoever
    judges them opens the court with that one: :func:`scenario_calendar`.

    Raises:
        Malformed: ``scenario.toml`` for text that is no TOML; else the wrong place is
            named, such as ``case[2].facts[0].medium``.
    """
    data = _read(text)
    for name in data:
        if name not in (*_FILE, "days"):
            raise one_of("value.unknown", name, name, _FILE)
    shared, calendar = dict(_table(data, "with")), _calendar(data, calendar)
    cases = data.get("case", [])
    if not isinstance(cases, list):
        raise Malformed("value.type", "case", expected="a list")
    found = []
    for place, case in enumerate(cases):
        try:
            if not isinstance(case, dict):
                raise Malformed("value.type", "", expected="a table")  # noqa: TRY301 - told with its place
            found.append(_scenario(case, str(data.get("policy", "")), shared, calendar, kinds))
        except Malformed as error:
            raise error.under(f"case[{place}]") from None
    return tuple(found)


def shared_answers(text: str) -> dict[str, Any]:
    """What the file gives under ``with`` to the policy of every case.

    Raises:
        Malformed: ``scenario.toml`` for text that is no TOML.
    """
    return dict(_table(_read(text), "with"))


def scenario_calendar(text: str, calendar: WorkCalendar) -> WorkCalendar:
    """The calendar that the file names under ``[calendar]``, or *calendar*.

    Raises:
        Malformed: ``scenario.toml`` for text that is no TOML; else as of a calendar, with
            the place, such as ``calendar.hours``.
    """
    return _calendar(_read(text), calendar)


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise Malformed("scenario.toml", "") from None


def _calendar(data: Mapping[str, Any], calendar: WorkCalendar) -> WorkCalendar:
    if "calendar" not in data:
        return calendar
    try:
        return read_calendar(dict(_table(data, "calendar")), calendar)
    except Malformed as error:
        # a table that is none has its place already
        raise (error if error.field == "calendar" else error.under("calendar")) from None


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
    for name in ("name", "rule", "kind", "ask", "customer"):
        if not isinstance(case.get(name, ""), str):
            raise Malformed("value.type", name, expected="text")
    for name in ("expect", "with", "given"):
        _table(case, name)
    return Scenario(
        name=case["name"],
        rule=case["rule"],
        kind=case.get("kind", "text"),
        at=_instant(case["at"], "at", calendar),
        known_at=_instant(case["known_at"], "known_at", calendar) if "known_at" in case else None,
        facts=_facts(case, calendar, kinds),
        expect=case["expect"],
        policy=policy,
        given={**shared, **case.get("with", {}), **case.get("given", {})},
        ask=case.get("ask", ""),
        customer=case.get("customer", ""),
        order=case.get("order", ()),
        amounts={name: _yuan(one, f"amounts.{name}") for name, one in _table(case, "amounts")},
    )


def _facts(
    case: Mapping[str, Any], calendar: WorkCalendar, kinds: Mapping[str, Kind]
) -> tuple[Fact, ...]:
    rows = case.get("facts", [])
    if not isinstance(rows, list):
        raise Malformed("value.type", "facts", expected="a list")
    facts = []
    for place, row in enumerate(rows):
        try:
            if not isinstance(row, dict):
                raise Malformed("value.type", "", expected="a table")  # noqa: TRY301 - told with its place
            facts.append(row_fact({"id": f"f{place + 1}", **row}, calendar, kinds=kinds))
        except Malformed as error:
            raise error.under(f"facts[{place}]") from None
    return tuple(facts)


def _table(case: Mapping[str, Any], name: str) -> Iterable[tuple[str, Any]]:
    found = case.get(name, {})
    if not isinstance(found, dict):
        raise Malformed("value.type", name, expected="a table of names and values")
    return found.items()


def _yuan(written: object, field: str) -> Money:
    try:
        return yuan(str(written))
    except Malformed as error:
        raise Malformed(error.code, field, **error.params) from None


def _instant(written: object, field: str, calendar: WorkCalendar) -> datetime:
    read = when(written, field, calendar)
    return read if isinstance(read, datetime) else calendar.end(read)


def judged(scenario: Scenario, court: Court) -> tuple[Case, Verdict]:
    """The case that *scenario* tells, gathered where it names the customer, and its verdict.

    Raises:
        Malformed: ``value.choice`` at ``customer`` for a record that no fact names, and
            whatever judging raises.
    """
    case = Case("scenario", scenario.facts)
    if scenario.customer or scenario.expect.keys() & {"records", "doubts", "kin"}:
        cases = _gathered(scenario, court)
        found = [one for one in cases if scenario.customer in one.records]
        if not found:
            names = sorted(name for one in cases for name in one.records)
            raise one_of("value.choice", "customer", scenario.customer, names)
        (case,) = found
    return case, judge(court, case, at=scenario.at, known_at=scenario.known_at)


def _gathered(scenario: Scenario, court: Court) -> tuple[Case, ...]:
    identity = court.pinned(scenario.at).policy.identity
    return gather(scenario.facts, identity, court.calendar, known_at=scenario.known_at)


def differences(scenario: Scenario, court: Court) -> tuple[str, ...]:
    """What *court* says otherwise than *scenario* expects; empty where they agree.

    Raises:
        Malformed: ``expect`` asserts something that nothing here answers, or of a verdict
            no row; what :func:`judged` raises.
    """
    asked = scenario.expect.keys()
    if "row" not in asked and not asked & set(_BESIDE):
        raise Malformed("value.missing", "expect.row")
    for name in scenario.expect:
        if name not in (*_EXPECT, *_BESIDE):
            raise one_of("value.unknown", f"expect.{name}", name, (*_EXPECT, *_BESIDE))
    case, verdict = judged(scenario, court)
    got = told_verdict(verdict)
    for name in (name for name in _BESIDE if name in asked):
        got[name] = _beside(name, scenario, court, case, verdict)
    return tuple(
        f"{name}: expected {_shown(wanted, court)}, got {_shown(_asked(got[name], wanted), court)}"
        for name, wanted in scenario.expect.items()
        if not _agrees(got[name], wanted, court)
    )


def _asked(got: object, wanted: object) -> object:
    """Of a table of tables, as pay is, only what is asserted of each; all of what is not."""
    if not isinstance(got, dict) or not isinstance(wanted, dict):
        return got
    return {
        name: {one: value[one] for one in value if one in wanted[name]}
        if isinstance(value, dict) and isinstance(wanted.get(name), dict)
        else value
        for name, value in got.items()
    }


def _shown(value: object, court: Court) -> str:
    """A value as it is written in a case."""
    if isinstance(value, datetime):
        told = value if value.tzinfo is None else value.astimezone(court.calendar.zone)
        return told.replace(tzinfo=None).isoformat(" ", "minutes" if _is_even(told) else "auto")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        rows = (f"{name} = {_shown(one, court)}" for name, one in value.items())
        return f"{{ {', '.join(rows)} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_shown(one, court) for one in value)}]"
    if value is None:
        return "nothing"
    return repr(value)


def _is_even(at: datetime) -> bool:
    return not at.second and not at.microsecond


def _agrees(got: object, wanted: object, court: Court) -> bool:
    if isinstance(got, datetime):
        return _instant(wanted, "expect.changes_at", court.calendar) == got
    if isinstance(got, list) and isinstance(wanted, list):
        return len(got) == len(wanted) and all(map(_is_like, got, wanted))
    if isinstance(got, dict) and isinstance(wanted, dict):
        return got.keys() == wanted.keys() and all(_is_like(got[n], wanted[n]) for n in wanted)
    return got == wanted


def _is_like(got: object, wanted: object) -> bool:
    """Whether they are the same; of a table only what is asserted."""
    if isinstance(got, dict) and isinstance(wanted, dict):
        return all(
            name in got and (got[name] == value or str(got[name]) == str(value))
            for name, value in wanted.items()
        )
    return got == wanted


# --- what is no part of a verdict -------------------------------------------------------


def _beside(name: str, scenario: Scenario, court: Court, case: Case, verdict: Verdict) -> object:
    if name in {"records", "doubts", "kin"}:
        return list(getattr(case, name))
    if name == "cases":
        return [list(one.records) for one in _gathered(scenario, court)]
    if name == "disputes":
        return [told_dispute(one, court) for one in dispute_states(court, case, verdict)]
    if name == "turn":
        return _turn(scenario, court)
    found = pay(court, case, at=scenario.at, known_at=scenario.known_at, given=scenario.amounts)
    return _of_pay(name, found, scenario.expect)


def _of_pay(name: str, found: Pay, expect: Mapping[str, Any]) -> object:
    if name == "pay":
        return {payee: told_sums(statement(found, payee).totals) for payee in found.payees}
    if name == "kept":
        return [f"{one.why} {plain(one.amount)}" for one in found.kept]
    if name == "unpaid":
        return [f"{one.code} {one.get('payee')}" for one in found.missing]
    wanted = expect["lines"]
    lines = [told_line(one) for one in found.lines]
    # the order of a list decides nothing: as the scenario lists its terms
    terms = [str(one.get("term", "")) for one in wanted if isinstance(one, dict)]
    places = {term: place for place, term in reversed(list(enumerate(terms)))}
    return sorted(lines, key=lambda one: places.get(str(one["term"]), len(places)))


def _turn(scenario: Scenario, court: Court) -> dict[str, object]:
    """Who is next, by the rota that ``expect`` names, or the only one."""
    policy, wanted = court.at(scenario.at).policy, scenario.expect["turn"]
    rotas = {one.id: one for one in policy.rotas}
    name = wanted.get("rota", next(iter(rotas), "")) if isinstance(wanted, dict) else ""
    if name not in rotas:
        raise one_of("value.choice", "expect.turn.rota", name, rotas)
    turn = next_receiver(
        rotas[name],
        scenario.facts,
        scenario.order,
        scenario.at,
        calendar=court.calendar,
        days=policy.days,
    )
    said: dict[str, object] = {
        "rota": turn.rota,
        "order": turn.order,
        "next": turn.party or "",
        "line": [one.party for one in turn.places],
        "out": [one.party for one in turn.places if one.state == "out"],
    }
    return {asked: said.get(asked) for asked in wanted}
