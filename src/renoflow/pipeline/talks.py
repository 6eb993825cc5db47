"""Records of talks and follow-up (洽谈与跟进记录): what they should hold, and what is missing.

Checklists are listed for people; nothing here refuses anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from renoflow.attribution import Case
from renoflow.calendars import as_utc
from renoflow.errors import Malformed
from renoflow.facts import Fact
from renoflow.pipeline.company import Company
from renoflow.pipeline.journeys import journey
from renoflow.pricing import Checklist, check_items
from renoflow.reasons import Reason, reason

__all__ = [
    "CALLBACK_AFTER",
    "CALLBACK_BEFORE",
    "FIRST_CONTACT",
    "HALL_RECEPTION",
    "INTERVIEWED",
    "KIT",
    "KIT_WHEN_NEEDED",
    "RISK_FACTORS",
    "SCHEME_PLAN",
    "TALK_FORM",
    "TALK_MINUTES",
    "call_days",
    "introduction_gaps",
    "kit_gaps",
    "left_over",
    "opening_summary",
    "preparation_at",
    "progress",
    "reclassify",
    "remarketing",
    "talk_minutes",
    "tracking_gaps",
]

HALL_RECEPTION: Final = Checklist(
    id="hall_reception",
    rule="LIF-39",
    items=(
        "stand_and_smile",
        "tidy_desk",
        "material_while_waiting",
        "materials_hall",
        "talk_form",
        "designer",
        "listen_in",
        "compare_materials",
    ),
)
"""Receiving a visitor in the hall (LIF-39), in order; a checklist of conduct."""

KIT: Final = Checklist(
    id="kit",
    rule="LIF-25",
    items=("name_card", "brochure", "promotion", "pen_and_paper", "information_form"),
)
"""What a reception always has at hand (LIF-25)."""

KIT_WHEN_NEEDED: Final = Checklist(
    id="kit_when_needed", rule="LIF-25", items=("calculator", "portfolio", "other_props")
)
"""What it has where it is needed (LIF-25); the reading is that this covers the last three."""

FIRST_CONTACT: Final = Checklist(
    id="first_contact",
    rule="LIF-26",
    items=("etiquette", "patience", "enthusiasm", "professional", "ask_for_support"),
)
"""The blocks A to E of a first contact (LIF-26)."""

TALK_FORM: Final = Checklist(
    id="talk_form",
    rule="LIF-26",
    items=("building_no", "contact", "budget", "style_colour"),
)
"""What the talk form (洽谈表) asks before a designer is arranged (LIF-26)."""

SCHEME_PLAN: Final = Checklist(
    id="scheme_plan", rule="FOL-06", items=("first_draft", "main_materials", "hall_visit")
)
"""What is planned for the talks about the scheme (FOL-06)."""

RISK_FACTORS: Final = Checklist(
    id="risk_factors", rule="FOL-07", items=("scheme", "price", "main_materials")
)
"""What may change a customer's mind during the design (FOL-07)."""

CALLBACK_BEFORE: Final = Checklist(
    id="callback_before", rule="FOL-08", items=("designer", "home_adviser")
)
"""Whom customer service tells before it calls (FOL-08)."""

CALLBACK_AFTER: Final = Checklist(
    id="callback_after", rule="FOL-08", items=("design_dept", "market_dept")
)
"""To whom it reports what the call came to (FOL-08)."""

INTERVIEWED: Final = Checklist(
    id="interviewed", rule="FOL-04", items=("customer", "designer", "assistant")
)
"""Who is asked after each designer talk (FOL-04)."""

TALK_MINUTES: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {"portfolio": (2, 5), "company": (3, 5)}
)
"""How many minutes a presentation takes at least and at most, both included (LIF-24)."""


def kit_gaps(items: Collection[str], needed: Collection[str] = ()) -> tuple[Reason, ...]:
    """What of the kit is missing, and of what is *needed* besides (LIF-25)."""
    extra = tuple(one for one in KIT_WHEN_NEEDED.items if one in needed)
    wanted = Checklist(id=KIT.id, rule=KIT.rule, items=(*KIT.items, *extra))
    return check_items(wanted, items)


def talk_minutes(
    history: Iterable[Fact], minutes: Mapping[str, tuple[int, int]]
) -> tuple[Reason, ...]:
    """Every presentation that took too short, too long, or an untold time (LIF-24).

    *minutes* are the least and the most for what is shown, as in :data:`TALK_MINUTES`;
    what it lacks may take any time. In the order given.
    """
    found = []
    for fact in history:
        shown = fact.get("shown")
        if fact.kind != "presentation" or shown not in minutes:
            continue
        least, most = minutes[str(shown)]
        took = fact.get("minutes")
        if not isinstance(took, int):
            found.append(reason("talk.untimed", rule="LIF-24", facts=(fact.id,)))
        elif not least <= took <= most:
            code = "talk.short" if took < least else "talk.long"
            found.append(
                reason(code, rule="LIF-24", facts=(fact.id,), minutes=took, least=least, most=most)
            )
    return tuple(found)


def introduction_gaps(history: Iterable[Fact]) -> tuple[Reason, ...]:
    """What the introduction of the designer lacks: a case of success, a technique (TIER-09).

    At least one of each, in all presentations of the designer together.
    """
    shown = [
        fact for fact in history if fact.kind == "presentation" and fact.get("shown") == "designer"
    ]
    counted = {
        name: sum(n for fact in shown if isinstance(n := fact.get(name), int))
        for name in ("cases", "techniques")
    }
    wanted = Checklist(id="introduction", rule="TIER-09", items=("cases", "techniques"))
    return check_items(wanted, [name for name, n in counted.items() if n])


def opening_summary(history: Iterable[Fact]) -> tuple[str, ...]:
    """What is read out at the opening of the next meeting: promises, then changes (FOL-09).

    Of all designer talks in the order given, each once (LIF-26). The source does not say
    what becomes of a promise that another replaces.
    """
    talks = [fact for fact in history if fact.kind == "designer_talk"]
    named = [fact.get(field) for field in ("promises", "changes") for fact in talks]
    listed = [one for names in named if isinstance(names, tuple) for one in names]
    return tuple(dict.fromkeys(listed))


def tracking_gaps(history: Iterable[Fact]) -> tuple[Reason, ...]:
    """Who was not asked since the last designer or scheme talk (FOL-04).

    *history* in the order of happening; nothing is missing before the first talk.
    """
    asked: set[str] = set()
    talked = False
    for fact in history:
        if fact.kind in ("designer_talk", "scheme_talk"):
            asked, talked = set(), True
        elif fact.kind == "interview":
            asked.add(str(fact.get("whom")))
    return check_items(INTERVIEWED, asked) if talked else ()


def left_over(history: Iterable[Fact]) -> tuple[str, ...]:
    """The issues left over in the last interview with the customer (FOL-01, FOL-04).

    They stay open until the next round. *history* in the order of happening.
    """
    told = [
        fact.get("left_over")
        for fact in history
        if fact.kind == "interview" and fact.get("whom") == "customer"
    ]
    last = told[-1] if told else ()
    return last if isinstance(last, tuple) else ()


def progress(planned: date | None, on: date, *, held: date | None = None) -> tuple[Reason, ...]:
    """How a scheme talk stands against its agreed day (FOL-05): nothing where it is in time.

    ``progress.no_date`` where none is agreed and none was held, ``progress.late`` with the
    days after *planned* up to *on*, or up to the day on which it was *held*. There is no
    tolerance.
    """
    if planned is None:
        return () if held is not None else (reason("progress.no_date", rule="FOL-05"),)
    late = ((on if held is None else held) - planned).days
    return (reason("progress.late", rule="FOL-05", days=late),) if late > 0 else ()


def preparation_at(meeting: datetime) -> datetime:
    """When to get ready for a *meeting*: half an hour before (LIF-17).

    Raises:
        Malformed: ``value.naive``.
    """
    as_utc(meeting, "meeting")
    return meeting - timedelta(minutes=30)


def call_days(leads: int, *, a_day: int) -> int:
    """On how many days all *leads* are called by a plan of so many *a_day* (LIF-19).

    Raises:
        Malformed: ``value.type`` for fewer than none, or a plan of none a day.
    """
    if leads < 0:
        raise Malformed("value.type", "leads", expected="a whole number of at least 0")
    if a_day < 1:
        raise Malformed("value.type", "a_day", expected="a whole number of at least 1")
    return -(-leads // a_day)


def reclassify(history: Iterable[Fact], *, graded_at: datetime) -> bool:
    """Whether a grading by value is out of date: bought since *graded_at* (LIF-32).

    A deal, a contract or a change of one counts; a fact with a day only counts for its
    day. Later than the instant, not at it.
    """
    bought = ("deal", "contract", "change_order", "cancellation")
    return any(
        fact.kind in bought
        and (fact.at > graded_at if isinstance(fact.at, datetime) else fact.at > graded_at.date())
        for fact in history
    )


def remarketing(company: Company, cases: Iterable[Case], *, at: datetime) -> tuple[str, ...]:
    """The customers to be won back, by what is known of them at *at* (LIF-31).

    Those whose first track stands at an exit, such as lost or cancelled, in the order
    given. The source has no definition of lost.
    """
    track = company.rules.process.stages[0].track
    exits = {stage.id for stage in company.rules.process.stages if stage.kind == "exit"}
    return tuple(
        case.customer for case in cases if journey(company, case, at=at).stage(track) in exits
    )
