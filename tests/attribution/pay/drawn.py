"""Terms of pay and histories made up at random, small enough to meet every edge."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from renoflow.attribution import (
    Bands,
    Base,
    Cap,
    Case,
    Claim,
    ClaimLimit,
    Decider,
    Ground,
    GroundRate,
    Identity,
    Leaver,
    Outcome,
    OwnRate,
    Part,
    Pick,
    Policy,
    Release,
    Reversal,
    Term,
    open_court,
)
from renoflow.attribution.policy import Whom
from renoflow.calendars import WorkCalendar
from renoflow.facts import KINDS, MISSING, Field, Kind, fact
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import Anchor, Facts, Match, Row, Table, Test
from tests.zones import CHINA

__all__ = [
    "EVERY_DAY",
    "GIVEN",
    "INSTANTS",
    "KINDS_HERE",
    "MICRO",
    "START",
    "WINDOW",
    "cases",
    "courts",
    "policy",
]

EVERY_DAY = WorkCalendar(
    id="every_day",
    zone=CHINA,
    week=(0, 1, 2, 3, 4, 5, 6),
    known_from=date(2024, 1, 1),
    known_through=date(2024, 12, 31),
)
MICRO = timedelta(microseconds=1)
START = datetime(2024, 3, 4, 9, tzinfo=CHINA)
INSTANTS = tuple(
    START + timedelta(hours=12 * step) + tick
    for step in range(6)
    for tick in (timedelta(0), MICRO)
)
PARTIES = ("ann", "ann", "ann", "bo", "bo", "cy")
GIVEN = {"margin": Money(10_001)}
GRADE = Kind(
    name="grade",
    zh="定级",
    fields=(
        Field(name="party", zh="人员", type="party"),
        Field(name="rate", zh="比例", type="number"),
    ),
)
KINDS_HERE = {**KINDS, "grade": GRADE}

EARNED = Anchor(of="approved")
SPANS = (hours(12), hours(24), days(1, counting=CALENDAR))
AMOUNTS = (Money(1), Money(99), Money(10_000), Money(10_000), Money(33_334))


def of(kind, *where):
    return Facts(kinds=(kind,), where=where)


MINE = Match(field="party", op="self")
ANCHORS = (
    EARNED,
    Anchor(),
    Anchor(of="first", facts=of("deal"), whole=True),
    Anchor(of="last", facts=of("completion")),
    Anchor(of="first", facts=of("deal"), whole=True, plus=hours(12)),
    Anchor(of="decisive"),
)
TESTS = (
    Test(facts=of("completion")),
    Test(facts=of("completion"), negated=True),
    Test(facts=of("complaint"), within=hours(12), of=Anchor(), negated=True),
    Test(
        facts=of("complaint"),
        before=Anchor(of="first", facts=of("deal"), whole=True, plus=hours(24)),
        negated=True,
    ),
    Test(facts=of("grade", MINE)),
    Test(facts=of("leave", MINE), negated=True),
    Test(facts=of("completion"), after=Anchor()),
    Test(any=(Test(facts=of("complaint")), Test(facts=of("completion"), count=2))),
    Pick(claims=("filed",), by="self"),
    Pick(claims=("filed", "visited"), count=2),
    Pick(claims=("filed",), status=("lapsed",)),
)
FRACTIONS = (Fraction(1), Fraction(1), Fraction(1, 3), Fraction(2, 7), Fraction(5), Fraction(0))
PARTS = (Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(0))


def some(values, most=2):
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


conditions = some(TESTS)
fractions = st.sampled_from(FRACTIONS)


def tables(values):
    return st.one_of(
        st.builds(
            lambda one, two: Table(
                by="elapsed",
                of=Anchor(of="first", facts=of("filing"), whole=True),
                rows=(Row(gives=one, upto=hours(24)), Row(gives=two)),
            ),
            values,
            values,
        ),
        st.builds(
            lambda one, two, at, untold: Table(
                by="field",
                field="result",
                facts=of("complaint"),
                at=at,
                rows=(Row(gives=one, values=("upheld",)), Row(gives=two, untold=untold)),
            ),
            values,
            values,
            st.sampled_from((None, None, Anchor(of="asked"), Anchor(of="opened", plus=hours(24)))),
            st.booleans(),
        ),
    )


bands = st.builds(
    lambda how, over, one, two, three: Bands(
        how=how,
        of=over,
        bands=(
            Row(gives=one, upto=Money(10_000)),
            Row(gives=two, upto=Money(20_000)),
            Row(gives=three),
        ),
    ),
    st.sampled_from(("whole", "slices")),
    st.sampled_from(("line", "sum")),
    fractions,
    fractions,
    fractions,
)
own = st.just(OwnRate(own=of("grade", MINE), field="rate"))
by_ground = st.builds(
    lambda named, other, more: GroundRate(
        grounds=(Row(gives=named, values=("first",)), *([Row(gives=other)] if more else []))
    ),
    fractions,
    fractions,
    st.booleans(),
)
rates = st.one_of(fractions, fractions, tables(fractions), bands, bands, own, by_ground)
maybe_anchor = st.sampled_from((None,) * 12 + ANCHORS[2:])


@st.composite
def bases(draw, above):
    if above and draw(st.integers(0, 3)) == 0:
        return Base(term=draw(st.sampled_from(above)))
    kind = draw(st.sampled_from(("receipt", "receipt", "deal")))
    value = draw(st.sampled_from(("field", "field", "field", "amount", "given")))
    told: Any = {"field": "amount", "amount": Money(50_000), "given": "margin"}[value]
    within = draw(st.sampled_from((None, None, None, None, None, hours(24))))
    return Base(
        facts=of(kind),
        take=draw(st.sampled_from(("each", "each", "sum", "first", "last"))),
        after=draw(maybe_anchor),
        before=draw(maybe_anchor),
        within=within,
        of=None if within is None else draw(st.sampled_from(ANCHORS[2:])),
        **{value: told},
    )


releases = st.one_of(
    st.just(()),
    st.just(()),
    st.builds(
        lambda part, when, due, holds, when2, due2, holds2: (
            Release(id="a", part=part, when=when, due=due, holds_if=holds),
            Release(id="b", when=when2, due=due2, holds_if=holds2),
        ),
        st.sampled_from(PARTS[1:3]),
        conditions,
        st.sampled_from(ANCHORS),
        conditions,
        conditions,
        st.sampled_from(ANCHORS),
        conditions,
    ),
)
caps = st.lists(
    st.builds(
        Cap,
        amount=st.sampled_from((Money(0), Money(5_001), Money(20_001), Money(40_000))),
        per=st.sampled_from(("line", "payee", "term", "case")),
    ),
    max_size=1,
).map(tuple)
leavers = st.one_of(
    st.none(),
    st.builds(
        Leaver,
        on=st.sampled_from((of("leave", MINE), of("complaint"))),
        part=st.one_of(st.sampled_from(PARTS), tables(st.sampled_from(PARTS))),
        back=st.sampled_from((None, of("grade", MINE))),
        rest=st.sampled_from(("company", "holder")),
    ),
)
NAMES_IT = Match(field="of", op="opening")
reversals = st.lists(
    st.one_of(
        st.builds(
            Reversal,
            id=st.just("cancelled"),
            on=st.just(of("cancellation")),
            part=st.one_of(st.sampled_from(PARTS[:3]), tables(st.sampled_from(PARTS[:3]))),
            when=st.one_of(st.just(()), conditions),
            within=st.sampled_from((None, None, None, *SPANS)),
            of=st.sampled_from((EARNED, EARNED, EARNED, *ANCHORS)),
        ),
        st.builds(
            Reversal,
            id=st.just("refund"),
            on=st.sampled_from((of("refund_request"), of("refund_request", NAMES_IT))),
            field=st.just("amount"),
            within=st.sampled_from((None, None, *SPANS)),
        ),
    ),
    max_size=2,
    unique_by=lambda one: one.id,
).map(tuple)
whom = st.sampled_from(
    (
        None,
        None,
        None,
        "cy",
        Whom(role="referrer", last=of("referral")),
        Whom(role="by", first=of("filing")),
        Pick(claims=("filed",)),
        Pick(claims=("filed", "visited"), take=None),
    )
)


@st.composite
def terms(draw):
    found: list[Term] = []
    for name in draw(st.sampled_from((("t1",), ("t1",), ("t1", "t2")))):
        found.append(
            Term(
                id=name,
                base=draw(bases([one.id for one in found])),
                rounding=draw(st.sampled_from(("half_up", "down", "up", "half_even"))),
                rate=draw(rates),
                part=draw(st.one_of(st.just(Fraction(1)), st.sampled_from(PARTS))),
                to=draw(whom),
                share=draw(st.sampled_from(("verdict", "holder"))),
                when=draw(st.one_of(st.just(()), st.just(()), conditions)),
                releases=draw(releases),
                caps=draw(caps),
                leaver=draw(leavers),
                reversals=draw(reversals),
            )
        )
    return tuple(found)


WINDOW = ClaimLimit(
    limit=Limit(id="window", span=hours(24), needs=of("touch")),
    on=("filed",),
    then="lapse",
    what="touch",
)
BOTH = Outcome(parts=(Part(part=Fraction(1, 3)), Part(part=Fraction(2, 3))))


def policy(*, terms, take, limits=(), **more):
    """A policy of two bases with those terms; *take* is how many own."""
    gives = BOTH if take == 2 else Outcome()
    pick = Pick(claims=("filed", "visited"), take=take)
    return Policy(
        id="drawn",
        revision=1,
        source="",
        days="refused",
        identity=Identity(keys=()),
        claims=(
            Claim(basis="filed", opens=of("filing"), ends=(of("loss"),)),
            Claim(basis="visited", opens=of("visit"), claimant="names"),
        ),
        limits=limits,
        grounds=(Ground(id="first", pick=pick, gives=gives),),
        terms=terms,
        kinds=(GRADE,),
        **more,
    )


@st.composite
def courts(draw):
    """A court whose policy has terms of pay."""
    drawn = policy(
        terms=draw(terms()),
        take=draw(st.sampled_from((1, 2, None, None))),
        limits=draw(st.sampled_from(((), (), (WINDOW,)))),
        decisive=draw(st.sampled_from(((), (of("deal"),)))),
        deciders=draw(st.sampled_from(((), (Decider(role="head", until="always"),)))),
    )
    return open_court(drawn, EVERY_DAY)


def other(draw, *values):
    return draw(st.sampled_from(values))


@st.composite
def told(draw, place, kind, at):
    party = draw(st.sampled_from(PARTIES))
    ids = ("f2", "f2", "f3", "f6")
    fields = {
        "filing": lambda: {"medium": "form"},
        "visit": lambda: {"names": party},
        "touch": dict,
        "loss": dict,
        "referral": lambda: {"source": "partner", "referrer": party},
        "deal": lambda: {"amount": other(draw, *AMOUNTS, MISSING)},
        "receipt": lambda: {"component": "works", "amount": other(draw, *AMOUNTS, Money(-5))},
        "completion": dict,
        "complaint": lambda: {"result": other(draw, "upheld", "rejected", MISSING)},
        "grade": lambda: {"party": party, "rate": other(draw, 1, 2, MISSING)},
        "leave": lambda: {"party": party, "reason": "personal"},
        "cancellation": dict,
        "refund_request": lambda: {
            "amount": other(draw, *AMOUNTS),
            "of": other(draw, *ids, MISSING),
        },
        "payout": lambda: {
            "to": party,
            "amount": other(draw, *AMOUNTS, Money(-50)),
            "term": other(draw, "t1", "t2", MISSING, MISSING),
            "of": other(draw, *ids, *(MISSING,) * 6),
        },
        "dispute": lambda: {"claims": other(draw, ("ann", "bo"), ("cy",), MISSING)},
        "decision": lambda: {
            "owner": party,
            "of": other(draw, "f5", "f6", "f7", "f8", MISSING, MISSING),
            "role": other(draw, "head", "clerk"),
        },
    }[kind]()
    by = draw(st.sampled_from(PARTIES))
    return fact(f"f{place}", kind, at=at, by=by, kinds=KINDS_HERE, **fields)


KINDS_DRAWN = (
    *(
        "filing",
        "filing",
        "filing",
        "visit",
        "touch",
        "receipt",
        "receipt",
        "receipt",
        "deal",
        "deal",
    ),
    *(
        "completion",
        "complaint",
        "grade",
        "leave",
        "cancellation",
        "refund_request",
        "refund_request",
        "payout",
    ),
    *("payout", "dispute", "decision", "referral", "loss"),
)


@st.composite
def cases(draw, most=10):
    kinds = ["filing", "filing", "receipt", "deal", "grade"]
    kinds += draw(st.sampled_from(((), ("payout", "refund_request"), ("payout", "cancellation"))))
    kinds += draw(st.lists(st.sampled_from(KINDS_DRAWN), max_size=most))
    at = [draw(st.sampled_from(INSTANTS if n > 4 else INSTANTS[:3])) for n, _ in enumerate(kinds)]
    rows = zip(kinds, at, strict=True)
    facts = tuple(draw(told(place, kind, when)) for place, (kind, when) in enumerate(rows))
    return Case("c1", facts)
