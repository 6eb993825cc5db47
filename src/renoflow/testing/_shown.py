"""How a case is shown where a test fails: in the rows that a scenario file has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timezone

from renoflow.attribution import Answer, Case, Verdict
from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact, Key, Value
from renoflow.money import Money, format_yuan

__all__ = ["shown_answer", "shown_case", "shown_time", "shown_verdict"]


def shown_case(case: Case, calendar: WorkCalendar) -> tuple[str, ...]:
    """The facts of *case* as lines of TOML, each of which a scenario file takes as it is.

    Only a keyed key, and what a kind's own table is needed for, does not read back.
    """
    lines = [_row(one, calendar) for one in case.facts]
    if case.doubts:
        lines.append(f"# perhaps the same customer: {', '.join(case.doubts)}")
    return tuple(lines) or ("# no facts",)


def shown_verdict(verdict: Verdict, calendar: WorkCalendar) -> tuple[str, ...]:
    """What *verdict* says, in a few lines."""
    lines = [
        f"credit: {shown_answer(verdict.credit)}",
        f"service: {shown_answer(verdict.service)}",
        f"decided at {shown_time(verdict.decided_at, calendar)}, {verdict.firmness}",
    ]
    if verdict.changes_at is not None:
        lines.append(f"changes at {shown_time(verdict.changes_at, calendar)}")
    lines += [
        f"claim: {one.basis} of {one.party} by {one.fact}, {one.status}" for one in verdict.docket
    ]
    if verdict.cites:
        lines.append(f"cites {' '.join(verdict.cites)}")
    return tuple(lines)


def shown_answer(answer: Answer) -> str:
    """An answer in a line: the outcome, whom it names and the row."""
    shares = sorted((one.party, one.share) for one in answer.shares)
    whom = ", ".join(party if share == 1 else f"{party} {share}" for party, share in shares)
    named = whom or (answer.to or "")
    return f"{answer.outcome}{' ' if named else ''}{named}, by {answer.rule}"


def shown_time(when: datetime | date, calendar: WorkCalendar) -> str:
    """A day, or an instant as clocks in the zone of *calendar* show it.

    Where the clocks change, with the offset.
    """
    if not isinstance(when, datetime):
        return when.isoformat()
    local = calendar.local(when)
    fixed = type(calendar.zone) is timezone
    return (local.replace(tzinfo=None) if fixed else local).isoformat()


def _row(one: Fact, calendar: WorkCalendar) -> str:
    said = [("id", _text(one.id)), ("fact", _text(one.kind)), ("at", shown_time(one.at, calendar))]
    if one.recorded_at != one.at:
        said.append(("recorded_at", shown_time(one.recorded_at, calendar)))
    named = (("by", one.by), ("for", one.for_), ("person", one.person), ("customer", one.customer))
    said += [(name, _text(value)) for name, value in named if value is not None]
    said += [(name, _value(value, calendar)) for name, value in one.fields if value is not None]
    none = [name for name, value in one.fields if value is None]
    if none:
        said.append(("none", _list(none)))
    return "{ " + ", ".join(f"{name} = {value}" for name, value in said) + " },"


def _value(value: Value, calendar: WorkCalendar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return shown_time(value, calendar)
    if isinstance(value, tuple):
        return _list(value)
    if isinstance(value, Key):
        return _text(value.value)
    if isinstance(value, Money):
        return _text(format_yuan(value))
    return str(value) if isinstance(value, int) else _text(str(value))


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(_text(one) for one in values) + "]"


def _text(value: str) -> str:
    """A TOML string; ids and codes seldom need an escape."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
