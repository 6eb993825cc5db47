"""Completion and after it (竣工与售后): the survey, the list of materials, greetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Malformed, one_of
from renoflow.facts import Fact, known
from renoflow.limits import Limit, state
from renoflow.obligations import Obligation, obligation, urgency
from renoflow.periods import CALENDAR, days
from renoflow.reasons import Reason, reason
from renoflow.select import Anchor, Facts, Match, Scope, see

__all__ = [
    "MATERIAL_FIELDS",
    "Greetings",
    "MaterialItem",
    "Occasion",
    "SurveyScale",
    "greetings",
    "material_gaps",
    "survey_result",
]


@attrs.frozen(kw_only=True)
class SurveyScale:
    """A company's scale of satisfaction, all bounds inside (满意度量表); no text has one.

    Attributes:
        least: The lowest score.
        fair: From here on it is fair.
        good: From here on it is good.
        most: The highest score.

    Raises:
        Malformed: ``survey.scale`` unless each is at least the one before it, and *most*
            above *least*.
    """

    least: int | Decimal
    fair: int | Decimal
    good: int | Decimal
    most: int | Decimal

    def __attrs_post_init__(self) -> None:
        if not (self.least <= self.fair <= self.good <= self.most and self.least < self.most):
            raise Malformed("survey.scale", "scale")


def survey_result(scale: SurveyScale, score: int | Decimal) -> Literal["good", "fair", "bad"]:
    """What a *score* comes to on the company's *scale*, for a ``survey`` fact (CMP-01, KPI-05).

    Raises:
        Malformed: ``survey.score`` outside the scale.
    """
    if not scale.least <= score <= scale.most:
        raise Malformed("survey.score", "score", least=scale.least, most=scale.most)
    if score >= scale.good:
        return "good"
    return "fair" if score >= scale.fair else "bad"


MATERIAL_FIELDS: Final = ("manufacturer", "phone", "contact")
"""What the customer's list says of each chosen material (CMP-02)."""


@attrs.frozen(kw_only=True)
class MaterialItem:
    """One line of the list of materials that the customer takes home (材料清单).

    A paper and no fact: it has a phone number and a name, which ``repr`` does not show.

    Attributes:
        id: The line's own id; what is missing is told by it.
        material: What it is.
        manufacturer: Who made it; empty where it is missing, as the next two.
        phone: Where to call.
        contact: Whom to ask for.
    """

    id: str
    material: str
    manufacturer: str = ""
    phone: str = attrs.field(default="", repr=False)
    contact: str = attrs.field(default="", repr=False)


def material_gaps(items: Iterable[MaterialItem]) -> tuple[Reason, ...]:
    """The lines that lack manufacturer, phone or contact, in their order (CMP-02).

    A list without any line has nothing to complete: ``materials.empty``.
    """
    lines = tuple(items)
    if not lines:
        return (reason("materials.empty", rule="CMP-02"),)
    found = []
    for one in lines:
        gaps = tuple(name for name in MATERIAL_FIELDS if not getattr(one, name).strip())
        if gaps:
            found.append(reason("materials.gaps", rule="CMP-02", item=one.id, lacking=gaps))
    return tuple(found)


@attrs.frozen(kw_only=True)
class Occasion:
    """A day on which a customer of a finished site is greeted; the host names them (节日)."""

    name: str
    on: date


@attrs.frozen(kw_only=True)
class Greetings:
    """Whom a company greets after completion, and when (节日问候).

    Attributes:
        occasions: The days; which holidays is not in the text (CMP-03).
        unasked: Whether one who never said whether he wants to hear is greeted or left.
        who: The role that owes it.

    Raises:
        Malformed: ``value.choice`` for another *unasked*.
    """

    occasions: tuple[Occasion, ...]
    unasked: Literal["greet", "leave"]
    who: str

    def __attrs_post_init__(self) -> None:
        if self.unasked not in ("greet", "leave"):
            raise one_of("value.choice", "unasked", self.unasked, ("greet", "leave"))


_COMPLETED: Final = Anchor(of="first", facts=Facts(kinds=("completion",)))


def greetings(  # noqa: PLR0913 - what is asked, and the two time axes
    rules: Greetings,
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    *,
    at: datetime,
    known_at: datetime | None = None,
    customer: str | None = None,
) -> tuple[Obligation, ...]:
    """The greetings due to a customer after completion, the most urgent first (CMP-03).

    One by the end of each occasion's day that is later than the day of completion, met by a
    ``greeting`` that names it. Of a customer whose latest word by *at* is that he wants no
    contact only what was sent is listed.

    Args:
        rules: Who greets whom on which days.
        facts: The customer's history; a day without an hour counts from its start.
        calendar: Whose days.
        at: The asked instant; later facts do not count.
        known_at: Leaves out what was recorded after it; None for everything.
        customer: The host's customer record, to be written on each.
    """
    seen = see(known(facts, calendar, known_at=known_at), calendar, days="start")
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    done = [when for when, _ in seen.by_kind.get("completion", ()) if when <= at]
    said = [
        one.get("given") for when, one in seen.by_kind.get("contact_consent", ()) if when <= at
    ]
    wanted = said[-1] is True if said else rules.unasked == "greet"
    found = []
    for one in rules.occasions:
        later = (one.on - calendar.day(done[0])).days if done else 0
        if later < 1:
            continue
        limit = Limit(
            id=f"greeting#{one.name}",
            source="CMP-03",
            anchor=_COMPLETED,
            span=days(later, counting=CALENDAR),
            needs=Facts(
                kinds=("greeting",),
                where=(Match(field="occasion", op="in", values=(one.name,)),),
            ),
        )
        owed = obligation(
            state(limit, scope),
            what="greeting",
            who=rules.who,
            customer=customer,
        )
        if owed is not None and (wanted or owed.state in ("met", "met_late")):
            found.append(owed)
    return tuple(sorted(found, key=urgency))
