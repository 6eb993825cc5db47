"""Small histories and limits: times on edges, kinds named by what they do to a limit."""

from datetime import timedelta

from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.facts import Fact
from renoflow.limits import Extension, Grace, Limit, Stretch
from renoflow.periods import (
    CALENDAR,
    ELAPSED,
    LEGAL,
    days,
    hours,
    months,
    until,
    working_days,
)
from renoflow.select import Facts, Scope, see

__all__ = [
    "MICRO",
    "SPANS",
    "ZERO",
    "at",
    "happened",
    "histories",
    "later",
    "moving",
    "of",
    "place",
    "times",
]

MICRO = timedelta(microseconds=1)
ZERO = china.at(2024, 1, 31)


def at(half_days=0, micros=0):
    """So many half days, and microseconds, after the end of January 2024 begins."""
    return ZERO + half_days * timedelta(hours=12) + micros * MICRO


def happened(kind, when, name=None, **fields):
    """A fact of *kind*; its id is the kind where no other is given."""
    return Fact(
        id=name or kind, kind=kind, at=when, recorded_at=when, fields=tuple(sorted(fields.items()))
    )


def of(*kinds):
    return Facts(kinds=kinds)


def place(facts, upto, opened=ZERO, **more):
    return Scope(
        seen=see(facts, china, days="start"),
        calendar=china,
        asked=upto,
        upto=upto,
        opened=opened,
        **more,
    )


HALVES = (*range(10), *range(3, 8), 57, 58, 59, 60, 119, 120)
times = st.builds(at, st.sampled_from(HALVES), st.sampled_from((0, 0, 0, -1, 1)))
later = st.builds(at, st.sampled_from((5, 6, 7, 8, 9, 10, 60, 120)), st.sampled_from((0, 1)))


def histories(kinds, size=8):
    """A few facts of some of *kinds*."""
    return st.lists(st.tuples(st.sampled_from(kinds), times), min_size=1, max_size=size).map(
        lambda told: [happened(kind, when, f"f{i}") for i, (kind, when) in enumerate(told)]
    )


SPANS = (
    days(2, counting=CALENDAR),
    days(2, counting=LEGAL),
    days(2, counting=CALENDAR, roll="next_working"),
    days(2, counting=ELAPSED),
    hours(36),
    hours(24, edge="before"),
    months(1, counting=CALENDAR),
    months(1, counting=LEGAL),
    working_days(2),
    until("month"),
)


PARTS = {
    "restart": ("restart",),
    "extend": ("grant",),
    "pause": ("pause", "resume"),
    "hold": ("hold", "release"),
    "grace": ("restart",),
    "notice": ("notice",),
    "cap": (),
    "lead": ("need",),
    "waived_by": ("waive",),
}


@st.composite
def moving(draw, most=3):
    """A limit moved by up to *most* things, a history of such facts, and an instant."""
    parts = draw(st.sets(st.sampled_from(sorted(PARTS)), min_size=1, max_size=most))
    if "notice" in parts:
        parts.add("grace")

    def part(name, value):
        return value if name in parts else None

    extension = Extension(
        on=of("grant"),
        span=draw(st.sampled_from((*SPANS[:5], *SPANS[6:9]))),
        most=draw(st.sampled_from((None, None, 1))),
    )
    limit = Limit(
        id="limit",
        span=draw(st.sampled_from((*SPANS, None))),
        needs=of("need") if draw(st.booleans()) or "lead" in parts else None,
        count=draw(st.sampled_from((1, 1, 2))),
        lead=part("lead", draw(st.sampled_from((hours(12), days(1, counting=CALENDAR))))),
        early=draw(st.sampled_from(("ignore", "void"))),
        restart=part("restart", of("restart")),
        extend=part("extend", extension),
        pause=part("pause", Stretch(start=of("pause"), stop=of("resume"))),
        hold=part("hold", Stretch(start=of("hold"), stop=of("release"))),
        grace=part(
            "grace",
            Grace(
                span=draw(st.sampled_from((hours(12), hours(30), SPANS[0]))),
                notice=part("notice", of("notice")),
            ),
        ),
        cap=part("cap", draw(st.sampled_from((hours(60), days(3, counting=CALENDAR))))),
        waived_by=part("waived_by", of("waive")),
    )
    kinds = [kind for part in sorted(parts) for kind in PARTS[part]]
    if limit.needs is not None:
        kinds.append("need")
    return limit, draw(histories(kinds or ["need"])), draw(later | times)
