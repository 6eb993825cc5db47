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

__all__ = ["MICRO", "ZERO", "at", "happened", "histories", "limits", "of", "place", "times"]

MICRO = timedelta(microseconds=1)
ZERO = china.at(2024, 1, 31)
KINDS = (
    *("need", "restart", "grant", "pause", "resume", "hold", "release"),
    *("notice", "waive", "open"),
)


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


HALVES = (*range(13), *range(56, 64), 120)
times = st.builds(at, st.sampled_from(HALVES), st.sampled_from((0, 0, -1, 1)))
histories = st.lists(st.tuples(st.sampled_from(KINDS), times), max_size=7).map(
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
spans = st.sampled_from(SPANS)
maybe = st.sampled_from((None, None, True))


@st.composite
def limits(draw, name="limit"):
    """A limit in which each part that moves it is there or not."""

    def part(value):
        return value if draw(maybe) else None

    notice = part(of("notice"))
    return Limit(
        id=name,
        span=draw(spans | st.none()),
        needs=part(of("need")),
        count=draw(st.sampled_from((1, 1, 2))),
        lead=part(draw(st.sampled_from((hours(12), days(1, counting=CALENDAR))))),
        early=draw(st.sampled_from(("ignore", "void"))),
        restart=part(of("restart")),
        extend=part(
            Extension(
                on=of("grant"),
                span=draw(st.sampled_from((*SPANS[:5], *SPANS[6:9]))),
                most=draw(st.sampled_from((None, 1, 2))),
            )
        ),
        pause=part(Stretch(start=of("pause"), stop=of("resume"))),
        hold=part(Stretch(start=of("hold"), stop=of("release"))),
        grace=part(Grace(span=draw(st.sampled_from((hours(12), SPANS[0]))), notice=notice)),
        cap=part(draw(st.sampled_from((hours(60), days(3, counting=CALENDAR))))),
        waived_by=part(of("waive")),
    )
