"""Complaints (客户投诉): the sheet, the number, who handles them, what they come to.

Where each stands is read by :func:`~renoflow.pipeline.matters` off one of the flows in
``presets``; here is what is no row of a process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, Literal, TypeVar

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.facts import Fact
from renoflow.pipeline.matters import Matter
from renoflow.processes import obligations
from renoflow.reasons import Reason, reason

__all__ = [
    "BY_PHONE",
    "COMPLAINT_DUTIES",
    "COMPLAINT_REGULATION",
    "COMPLAINT_SHEET",
    "IN_STORE",
    "ComplaintFigures",
    "complaint_figures",
    "complaint_number",
    "complaint_series",
    "handler",
    "intake",
    "line_open",
    "measures",
    "quarrel_breach",
]

COMPLAINT_SHEET: Final = ("contract", "work_item", "happened_on", "extent", "demand")
"""What the complaint sheet (客户抱怨处理表) holds, in renovation terms (CPL-14)."""

COMPLAINT_REGULATION: Final = (
    "numbering",
    "investigation",
    "tracking",
    "returns",
    "time_limits",
    "approval_authority",
    "overdue_reaction",
)
"""What a company's own rules about complaints must say (CPL-18)."""

BY_PHONE: Final = ("calm", "invite", "look_at_file", "solve", "update_file")
"""How a complaint by phone is taken (CPL-19), in order."""

IN_STORE: Final = ("calm", "look_at_file", "explain", "update_file")
"""How a complaint in the store is taken (CPL-19), in order."""

COMPLAINT_DUTIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "sales": ("facts", "demand", "help", "result"),
        "qc_centre": ("investigation", "cause", "improvement", "verification"),
        "gm_office": (
            "registration",
            "time_limits",
            "review",
            "joint_meeting",
            "liability",
            "follow_up",
        ),
        "engineering": ("investigation", "plan"),
        "client_manager": ("listen", "report_upward", "measures"),
        "general_office": ("receive", "forward", "track"),
    }
)
"""Who does what about complaints (CPL-15); the client manager's generic duty (CPL-20) and
the office that takes them in (CPL-21) beside it."""

_LARGEST: Final = 99
_T = TypeVar("_T")


def intake(told: Fact) -> Literal["complaint", "anomaly"]:
    """Whether a ``complaint`` becomes a complaint case or an anomaly sheet (CPL-17).

    An anomaly only where it is told that there was no loss.
    """
    return "anomaly" if told.get("loss") is False else "complaint"


def complaint_series(received: date) -> str:
    """The series of running numbers for a complaint of that day: each month its own (CPL-11).

    Give it to a ``Counter``; what that answers goes to :func:`complaint_number`.
    """
    return f"complaint:{received.year:04}-{received.month:02}"


def complaint_number(
    serial: int, received: date, *, overflow: Literal["refused", "longer"]
) -> str:
    """Two digits each of year, month and serial number: 240301 (CPL-11).

    Args:
        serial: From 1 on; a counter gives it.
        received: The day of receipt [reading].
        overflow: What becomes of the hundredth of a month; the text does not say.

    Raises:
        Malformed: ``value.type`` for a serial number below 1, ``complaint.overflow`` for
            one above 99 where that is refused.
    """
    if type(serial) is not int or serial < 1:
        raise Malformed("value.type", "serial", expected="a whole number of at least 1")
    if serial > _LARGEST and overflow == "refused":
        raise Malformed("complaint.overflow", "serial", most=_LARGEST)
    return f"{received.year % 100:02}{received.month:02}{serial:02}"


def handler(told: Fact, heads: Mapping[str, str]) -> str:
    """Who handles a complaint in person: the head of the department concerned (CPL-05).

    After a ``quarrel`` it is the store manager, whatever the table says (CPL-09).

    Args:
        told: The complaint.
        heads: The company's table, the head's role for each topic.

    Raises:
        Malformed: ``value.unknown`` where the table does not have the topic.
    """
    return "store_manager" if told.kind == "quarrel" else _by_topic(told, heads)


def measures(told: Fact, table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The measures that the company takes for complaints of this class (CPL-04).

    Classes and measures are the company's own: no text has them.

    Raises:
        Malformed: ``value.unknown`` where the table does not have the topic.
    """
    return _by_topic(told, table)


def _by_topic(told: Fact, table: Mapping[str, _T]) -> _T:
    topic = told.get("topic")
    if not isinstance(topic, str) or topic not in table:
        raise one_of("value.unknown", "topic", str(topic), table)
    return table[topic]


def quarrel_breach(told: Fact) -> Reason:
    """What is reported of a ``quarrel``: a breach by the employee, no penalty stated (CPL-09)."""
    employee = told.get("employee")
    return reason(
        "complaint.quarrel",
        rule="CPL-09",
        facts=(told.id,),
        party=employee if isinstance(employee, str) else None,
        to="store_manager",
    )


def line_open(line: Literal["always", "office"], at: datetime, calendar: WorkCalendar) -> bool:
    """Whether the service line is answered at *at*: day and night, or in office hours (CPL-10).

    Raises:
        Malformed: ``value.choice``, ``value.naive``; ``calendar.no_hours`` where office
            hours are asked for and none are stated.
    """
    local = calendar.local(at)
    if line == "always":
        return True
    if line != "office":
        raise one_of("value.choice", "line", line, ("always", "office"))
    return any(begin <= local < end for begin, end in calendar.office(local.date()))


@attrs.frozen(kw_only=True)
class ComplaintFigures:
    """What the complaints of a period came to, counted by their flow.

    The rate of complaints handled is ``figures.handled_rate``, over the facts (KPI-03).

    Attributes:
        received: How many were received.
        closed: How many of them are at an end of their process.
        in_time: How many have nothing that is missed or was done late.
        late: How many have.
        by_topic: How many of each class, ``""`` where none was told; by name.
        by_channel: The same by channel.
    """

    received: int
    closed: int
    in_time: int
    late: int
    by_topic: tuple[tuple[str, int], ...]
    by_channel: tuple[tuple[str, int], ...]


def complaint_figures(
    found: Iterable[Matter], ends: Iterable[str], *, since: datetime, until: datetime
) -> ComplaintFigures:
    """The figures of the complaints received from *since* up to and including *until*.

    Args:
        found: The complaints, each as seen at the asked instant.
        ends: The stages at which one counts as handled.
        since: First instant, inside.
        until: Last instant, inside.
    """
    mine = [one for one in found if since <= one.at <= until]
    closed = set(ends)
    late = sum(
        any(owed.state in ("missed", "met_late") for owed in obligations(one.journey))
        for one in mine
    )
    done = sum(one.stage in closed for one in mine)
    return ComplaintFigures(
        received=len(mine),
        closed=done,
        in_time=len(mine) - late,
        late=late,
        by_topic=_counted(mine, "topic"),
        by_channel=_counted(mine, "channel"),
    )


def _counted(found: Iterable[Matter], field: str) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for one in found:
        told = one.opened.get(field)
        name = told if isinstance(told, str) else ""
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts.items()))
