"""Small histories seen by a claimant, for the tests of conditions."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.facts import MISSING, Fact
from renoflow.money import Money
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import OPENED, Anchor, Facts, Match, Scope, Test, Total, see

__all__ = [
    "MICRO",
    "ZERO",
    "anchors",
    "at",
    "happened",
    "of",
    "place",
    "scenes",
    "selectors",
    "tests",
]

MICRO = timedelta(microseconds=1)
ZERO = china.at(2024, 3, 1)
PARTIES = ("ann", "bob", "customer", "company", None)


def at(half_days=0, micros=0):
    """So many half days, and microseconds, after March 2024 begins."""
    return ZERO + half_days * timedelta(hours=12) + micros * MICRO


def happened(kind, when=ZERO, name="f", *, recorded=None, by=None, for_=None, **fields):  # noqa: PLR0913 - what a place may tell
    """A fact; ``field=MISSING`` is not told."""
    told = sorted((k, v) for k, v in fields.items() if v is not MISSING)
    recorded = when if recorded is None else recorded
    return Fact(
        id=name, kind=kind, at=when, recorded_at=recorded, by=by, for_=for_, fields=tuple(told)
    )


def of(*kinds, **more):
    return Facts(kinds=kinds, **more)


def place(facts=(), upto=None, **more):
    """*facts* seen by ann up to the end of them all."""
    upto = at(40) if upto is None else upto
    known = {"asked": upto, "party": "ann", "opened": ZERO, "house": frozenset({"company"})}
    return Scope(
        seen=see(facts, china, days="start"), calendar=china, upto=upto, **{**known, **more}
    )


HALVES = st.sampled_from((0, 1, 2, 3, 4, 5))
times = st.builds(at, HALVES, st.sampled_from((0, 0, -1, 1)))
values = st.sampled_from((None, "ann", "bob", 1, 2, Money(100), Money(200), ("a", "b"), MISSING))
facts = st.builds(
    happened,
    st.sampled_from(("visit", "touch", "filing")),
    times,
    recorded=st.none() | times,
    by=st.sampled_from(PARTIES),
    for_=st.sampled_from((None, None, "ann", "bob")),
    a=values,
    b=values,
    amount=st.sampled_from((MISSING, None, Money(100), Money(300))),
)
histories = st.lists(facts, min_size=1, max_size=7).map(
    lambda told: [
        Fact(
            id=f"f{i}",
            kind=one.kind,
            at=one.at,
            recorded_at=one.recorded_at,
            by=one.by,
            for_=one.for_,
            fields=one.fields,
        )
        for i, one in enumerate(told)
    ]
)
fields = st.sampled_from(("a", "b", "amount", "by", "id", "for"))
words = st.sampled_from((None, "ann", "bob", 1, 2, Money(100), "f0"))
bounds = st.sampled_from((1, 2, Money(100), Money(200)))
matches = st.one_of(
    st.builds(
        Match,
        field=fields,
        op=st.sampled_from(("in", "not_in", "has")),
        values=st.lists(words, max_size=2).map(tuple),
    ),
    st.builds(
        Match,
        field=fields,
        op=st.sampled_from(("min", "above", "max", "below")),
        values=st.tuples(bounds),
    ),
    st.builds(
        Match,
        field=fields,
        op=st.sampled_from(("given", "none", "missing", "self", "other", "opening")),
    ),
)
spans = st.sampled_from((days(1, counting=CALENDAR), hours(12), hours(36)))
selectors = st.builds(
    Facts,
    kinds=st.sampled_from((("visit",), ("touch",), ("visit", "touch"))),
    by=st.sampled_from(("anyone", "anyone", "self", "other", "customer", "house")),
    where=st.lists(matches, max_size=1).map(tuple),
    same=st.sampled_from(((), (), ("a",), ("id",))),
    other=st.sampled_from(((), (), ("a",))),
    prompt=st.none() | spans,
    hours=st.sampled_from((None, None, (0, 12), (12, 24), (11, 12))),
    since=st.sampled_from((None, None, date(2024, 3, 1), date(2024, 3, 2))),
    through=st.sampled_from((None, None, date(2024, 3, 2), date(2024, 3, 3))),
)
simple = st.builds(Facts, kinds=st.sampled_from((("visit",), ("touch",), ("visit", "touch"))))
totals = st.builds(
    Total,
    field=st.just("amount"),
    min=st.sampled_from((Money(200), Money(0))),
) | st.builds(
    Total,
    field=st.just("amount"),
    min=st.sampled_from((None, Money(200))),
    part=st.sampled_from((Fraction(1, 2), Fraction(1))),
    of=simple,
)
basic = st.one_of(
    st.builds(Anchor, of=st.sampled_from(("opened", "asked", "decisive", "approved"))),
    st.builds(
        Anchor,
        of=st.sampled_from(("first", "last")),
        facts=selectors | simple,
        whole=st.booleans(),
        plus=st.none() | spans,
    ),
    st.builds(Anchor, of=st.sampled_from(("first", "last")), facts=selectors | simple, back=spans),
    st.builds(Anchor, of=st.just("first"), facts=simple, total=totals),
    st.builds(Anchor, of=st.just("limit"), limit=st.sampled_from(("one", "two"))),
)
anchors = basic | st.builds(
    Anchor, of=st.just("latest_of"), anchors=st.lists(basic, min_size=1, max_size=2).map(tuple)
)
single = st.builds(
    Test,
    facts=selectors | simple,
    after=st.none() | st.none() | anchors,
    before=st.none() | st.none() | anchors,
    within=st.none() | spans,
    back=st.none() | st.none() | spans,
    of=st.just(OPENED) | anchors,
    count=st.sampled_from((1, 1, 2)),
    latest=st.booleans(),
    total=st.none() | totals,
    negated=st.booleans(),
    ever=st.booleans(),
    until=st.sampled_from(("decisive", "asked")),
)
tests = single | st.builds(Test, any=st.lists(single, min_size=1, max_size=2).map(tuple))


@st.composite
def scenes(draw):
    """A history and a place from which it is seen."""
    told = draw(histories)
    opening = draw(st.sampled_from((None, *told)))
    upto, asked = sorted(draw(st.tuples(times, times)))
    return place(
        told[1:],
        upto,
        asked=asked,
        party=draw(st.sampled_from(("ann", "bob", None))),
        opening=opening,
        opened=draw(st.sampled_from((None, ZERO, at(1)))),
        decisive=draw(st.none() | times),
        approved=draw(st.none() | times),
        ends={"one": draw(times)},
        ever=draw(st.sampled_from((None, see(told, china, days="start")))),
    )
