"""A strategy for any record of the library, out of the types of its attributes."""

import types
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from renoflow.attribution import Audit, Chapter, Outcome, Pick, Whom
from renoflow.errors import Malformed
from renoflow.facts import Fact, Key, Value
from renoflow.limits import Every, Limit
from renoflow.money import Money
from renoflow.obligations import Duty
from renoflow.periods import Span, days, hours, minutes, months, until, weeks, working_days, years
from renoflow.pipeline import CompanyRules, CustomerFile, Personal
from renoflow.pipeline.customers import Birthday, Person
from renoflow.pricing import Due, Part, Plan, Tariff
from renoflow.processes import Requirement
from renoflow.select import Anchor, Facts, Match, Op, Row, Table, Test, Total
from renoflow.select.records import WORDS
from tests.codec import facts as told
from tests.pipeline.companies import rules
from tests.pricing.tariffs import drawn

words = st.sampled_from(["visit", "filing", "of", "by", "count", "amount", "other", "x-1", "王"])
counted = st.integers(1, 40)
countings = st.sampled_from(["legal", "elapsed", "calendar"])
edges = st.sampled_from(["through", "before"])
long = st.sampled_from([days, weeks, months, years])
spans = st.one_of(
    st.builds(hours, counted, running=st.sampled_from(["elapsed", "office"]), edge=edges),
    st.builds(minutes, counted),
    st.builds(working_days, counted),
    st.builds(lambda make, n, counting: make(n, counting=counting), long, counted, countings),
    st.builds(
        lambda make, n, roll: make(n, counting="calendar", count_first=True, roll=roll),
        long,
        counted,
        st.sampled_from(["none", "next_working"]),
    ),
    st.builds(until, st.sampled_from(["day", "week", "quarter"]), st.integers(0, 2)),
)

VALUES: Any = Value
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: words,
    bool: st.booleans(),
    int: st.integers(-3, 10**12),
    date: told.days,
    datetime: told.instants,
    Decimal: told.numbers,
    Fraction: st.fractions(min_value=-2, max_value=2, max_denominator=20),
    Money: told.monies,
    Key: told.keys,
    Personal: words.filter(str.strip).map(Personal),
    Fact: told.facts,
    Span: spans,
    VALUES: told.values,
}


@cache
def of(wanted: Any) -> st.SearchStrategy[Any]:
    """Whatever *wanted*, a type as an attribute has it, may hold; small, and not too deep."""
    if wanted in LEAVES:
        return LEAVES[wanted]
    origin, args = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple and args[-1] is ...:
        return st.lists(st.deferred(lambda: of(args[0])), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(of, args))
    if origin in (Union, types.UnionType):
        return st.one_of(*(st.none() if one is types.NoneType else of(one) for one in args))
    return st.deferred(lambda: OVERRIDES.get(origin or wanted, record)(wanted))


@st.composite
def record(draw: st.DrawFn, /, wanted: Any, **fixed: st.SearchStrategy[Any]) -> Any:
    """A record with each attribute drawn by its type; most that have a default keep it."""
    cls = get_origin(wanted) or wanted
    given = dict(zip(getattr(cls, "__parameters__", ()), get_args(wanted)))
    hints = get_type_hints(cls)
    values = {}
    for one in attrs.fields(cls):
        if one.name in fixed:
            values[one.name] = draw(fixed[one.name])
        elif one.default is attrs.NOTHING or draw(st.integers(0, 4)) == 0:
            values[one.name] = draw(of(filled(hints[one.name], given)))
    try:
        return cls(**values)
    except Malformed:  # its attributes do not fit each other
        reject()


def filled(hint: Any, given: dict[Any, Any]) -> Any:
    if hint in given:
        return given[hint]
    left = getattr(hint, "__parameters__", ())
    return hint[tuple(given[one] for one in left)] if left else hint


@st.composite
def anchors(draw: st.DrawFn, _: Any) -> Anchor:
    """Anchors of every kind, some of them with what their kind does not read."""
    kind: Any = draw(st.sampled_from(["opened", "asked", "first", "last", "limit", "latest_of"]))
    more: dict[str, Any] = {}
    if kind in ("first", "last") or draw(st.integers(0, 9)) == 0:
        more["facts"] = draw(of(Facts))
    if kind == "limit" or draw(st.integers(0, 9)) == 0:
        more["limit"] = draw(words)
    if kind == "latest_of":
        more["anchors"] = tuple(draw(st.lists(of(Anchor), min_size=1, max_size=2)))
    if kind == "first" and draw(st.booleans()):
        more["total"] = draw(of(Total))
    if kind in ("first", "last"):
        more["field"] = draw(st.none() | words)
    return Anchor(of=kind, whole=draw(st.booleans()), plus=draw(st.none() | spans), **more)


def tests(_: Any) -> st.SearchStrategy[Test]:
    one = record(
        Test, facts=of(Facts), any=st.just(()), count=st.integers(1, 3), latest=st.booleans()
    )
    either = st.lists(one, min_size=1, max_size=2).map(tuple)
    any_of = record(Test, facts=st.none(), any=either, count=st.just(1))
    return st.one_of(one, one, any_of)


def matches(_: Any) -> st.SearchStrategy[Match]:
    compared = st.sampled_from(["min", "above", "max", "below"])
    number = st.integers(-3, 3) | told.numbers | told.monies
    several = ("min", "above", "max", "below", "is", "is_not")
    other = st.sampled_from([op for op in get_args(Op) if op not in several])
    said = st.lists(st.sampled_from(WORDS), min_size=2, max_size=3, unique=True).map(tuple)
    return st.one_of(
        st.builds(Match, field=words, op=st.sampled_from(["is", "is_not"]), values=said),
        st.builds(Match, field=words, op=st.just("is_not"), values=said.map(lambda v: v[:1])),
        st.builds(Match, field=words, op=compared, values=st.tuples(number)),
        st.builds(Match, field=words, op=other),
        st.builds(Match, field=words, op=other, values=of(tuple[Value, ...])),
    )


@st.composite
def tables(draw: st.DrawFn, wanted: Any) -> Table[Any]:
    (gives,) = get_args(wanted)
    rows_of: Any = Row
    by: Any = draw(st.sampled_from(["field", "elapsed", "count"]))
    upto = spans if by == "elapsed" else of(Money | Decimal | int)
    rows = draw(
        st.lists(record(rows_of[gives], values=of(tuple[Value, ...]), upto=upto), max_size=2)
    )
    open_row = Row(gives=draw(of(gives)))
    more = {"field": draw(words), "facts": draw(of(Facts)), "of": draw(of(Anchor))}
    more["at"] = draw(st.none() | of(Anchor))
    more["take"] = draw(st.sampled_from(["first", "last"] if by == "field" else ["last"]))
    return Table(by=by, rows=(*rows, open_row), **more)


def totals(_: Any) -> st.SearchStrategy[Total]:
    amount = of(Money | Decimal | int)
    part = {"part": of(Fraction), "of": of(Facts)}
    return st.one_of(
        st.builds(Total, field=words, min=amount),
        st.builds(Total, field=words, **part),
        st.builds(Total, field=words, min=amount, of_field=words, **part),
    )


def limits(_: Any) -> st.SearchStrategy[Limit]:
    plain = record(
        Limit,
        id=st.just("row"),
        limit=st.just("other row"),
        anchor=of(Anchor).filter(lambda anchor: anchor.limit != "row"),
        count=st.integers(1, 3),
        every=st.none(),
        by=st.none(),
    )
    agreed = st.builds(Limit, id=words, by=of(Anchor), needs=of(Facts) | st.none())
    coming_round = st.one_of(
        record(Every, weekday=st.none(), roll=st.just("none")),
        record(Every, unit=st.just("week"), weekday=st.integers(0, 6)),
    )
    rounds = st.builds(Limit, id=words, needs=of(Facts), every=coming_round)
    return st.one_of(plain, agreed, rounds)


def duties(_: Any) -> st.SearchStrategy[Duty]:
    needing = of(Limit).filter(lambda limit: limit.needs is not None)
    return record(Duty, limit=needing)


def picks(_: Any) -> st.SearchStrategy[Pick]:
    rank = st.lists(of(Anchor), min_size=1, max_size=2).map(tuple)
    ranks = st.just((Anchor(),)) | rank
    ended = st.just(("lapsed", "ended"))
    return st.one_of(
        record(Pick, rank=ranks, ended_within=st.none()),
        record(Pick, rank=ranks, status=ended, ended_within=spans),
    )


def whoms(_: Any) -> st.SearchStrategy[Whom]:
    return st.one_of(*(st.builds(Whom, role=words, **{n: of(Facts)}) for n in ("last", "first")))


def chapters(_: Any) -> st.SearchStrategy[Chapter]:
    closes = st.tuples(of(Facts))
    fresh = st.builds(Chapter, fresh=of(Facts), gap=spans, since=st.none() | of(Facts))
    return st.builds(Chapter, closes=closes) | fresh


def audits(_: Any) -> st.SearchStrategy[Audit]:
    return record(Audit, count=st.integers(1, 3))


def outcomes(_: Any) -> st.SearchStrategy[Outcome]:
    named = st.sampled_from(["party", "pool", "decider", "rota"])
    return st.one_of(
        st.builds(Outcome, kind=named, to=words),
        st.sampled_from([Outcome(), Outcome(kind="silent")]),
    )


def requirements(_: Any) -> st.SearchStrategy[Requirement]:
    waiting = of(Limit).filter(lambda limit: limit.every is None)
    return record(Requirement, test=of(Test), over=st.none() | waiting)


def plans(_: Any) -> st.SearchStrategy[Plan]:
    # The parts of a component must total it, so each plan has one that takes the rest.
    due = st.builds(Due, on=told.days) | st.builds(Due, anchor=of(Anchor), span=spans)
    takes = st.sampled_from([{"share": Fraction(3, 10)}, {"amount": Money(5_000)}])
    some = st.builds(
        lambda due, takes: Part(id="a", component="works", due=due, **takes), due, takes
    )
    rest = st.builds(
        Part, id=st.just("b"), component=st.just("works"), due=due, rest=st.just(True)
    )
    parts = st.tuples(rest) | st.tuples(some, rest)
    return record(Plan, revision=st.integers(1, 9), parts=parts)


def tariffs(_: Any) -> st.SearchStrategy[Tariff]:
    # Their rows must fit each other; the second statement has no part in a round trip.
    return drawn.tariffs().map(lambda both: both[0])


def companies(_: Any) -> st.SearchStrategy[CompanyRules]:
    # Their policies and processes are drawn on their own.
    return st.builds(rules, id=words, days=st.sampled_from(["start", "end", "refused"]))


def files(wanted: Any) -> st.SearchStrategy[CustomerFile]:
    # Ids must be codes, and fields answered with none are those of the file.
    people = st.builds(Person, id=st.just("p1"), relation=st.just("self"), **_of(Person))
    return record(
        wanted,
        customer=st.just("c1"),
        marks=st.just(()) | st.just(("key",)),
        none=st.just(()) | st.just(("budget",)),
        people=st.just(()) | st.tuples(people),
        money=st.just(()),
    )


def _of(cls: Any) -> dict[str, st.SearchStrategy[Any]]:
    hints = get_type_hints(cls)
    return {name: of(hints[name]) for name in ("name", "sex", "birthday", "contacts")}


def birthdays(_: Any) -> st.SearchStrategy[Birthday]:
    days = st.integers(1, 28)
    years = st.none() | st.integers(1900, 2020)
    return st.builds(Birthday, month=st.integers(1, 12), day=days, year=years)


OVERRIDES: dict[Any, Any] = {
    Birthday: birthdays,
    CustomerFile: files,
    CompanyRules: companies,
    Anchor: anchors,
    Test: tests,
    Table: tables,
    Match: matches,
    Total: totals,
    Limit: limits,
    Duty: duties,
    Pick: picks,
    Whom: whoms,
    Chapter: chapters,
    Audit: audits,
    Outcome: outcomes,
    Requirement: requirements,
    Plan: plans,
    Tariff: tariffs,
}
