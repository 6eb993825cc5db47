"""The strategies find the edges within so many examples, and shrink to what is shown here."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from renoflow.attribution import Court, Policy, gather, judge, open_court
from renoflow.calendars import china
from renoflow.facts import KINDS, fact
from renoflow.money import Money
from renoflow.periods import CALENDAR, days, last_instant
from renoflow.testing import strategies
from renoflow.testing._shown import shown_case
from tests.testing.broken_policies import SEVEN_DAYS

WINDOW = days(7, counting=CALENDAR)
COURT = open_court(SEVEN_DAYS, china)
LATE = china.at(2026, 1, 1)
TICK = timedelta(microseconds=1)
SLACK = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def within(examples, *phases):
    """Settings that look at so many examples, the same ones each time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        phases=phases or (Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )


def judged(case):
    return judge(COURT, case, at=LATE)


def windows(case):
    """The limits on the docket that were met or missed."""
    return [one for claim in judged(case).docket for one in claim.limits]


def named(case, kind):
    ids = {one.id for one in case.facts}
    return any(one.kind == kind and one.get("of") in ids for one in case.facts)


EDGES = {
    "a claim in force": lambda case: any(one.status == "standing" for one in judged(case).docket),
    "a claim that lapsed": lambda case: any(one.status == "lapsed" for one in judged(case).docket),
    "met at the last instant": lambda case: any(one.met_at == one.last for one in windows(case)),
    "a microsecond too late": lambda case: any(
        one.met_at is not None and one.met_at - one.last == TICK for one in windows(case)
    ),
    "two rivals at one instant": lambda case: any(
        one.opened == other.opened and one.party != other.party
        for one, other in combinations(judged(case).docket, 2)
    ),
    "a rival later": lambda case: len({one.party for one in judged(case).docket}) > 1,
    "a day without an hour": lambda case: any(not one.timed for one in case.facts),
    "recorded late": lambda case: any(
        one.timed and isinstance(one.recorded_at, datetime) and one.recorded_at > one.at
        for one in case.facts
    ),
    "known from a day on": lambda case: any(
        one.timed and not isinstance(one.recorded_at, datetime) for one in case.facts
    ),
    "withdrawn": lambda case: named(case, "withdrawal"),
    "told twice": lambda case: len({one.id for one in case.facts}) < len(case.facts),
    "somebody stood in": lambda case: any(one.for_ is not None for one in case.facts),
    "on a leap day": lambda case: any(on(one, date(2024, 2, 29)) for one in case.facts),
    "at the end of a month": lambda case: any(on(one, date(2024, 1, 31)) for one in case.facts),
    "at the end of a year": lambda case: any(on(one, date(2024, 12, 31)) for one in case.facts),
    "listed out of order": lambda case: any(
        one.timed and other.timed and one.at > other.at
        for one, other in zip(case.facts, case.facts[1:])
    ),
    "a doubt who he is": lambda case: bool(case.doubts),
}


def on(one, day):
    return one.timed and china.day(one.at) == day


@pytest.mark.parametrize("edge", EDGES)
def test_each_edge_is_found_within_400_cases(edge):
    """Without it a law could pass because nobody ever came at the last instant."""
    assert find(strategies.cases(COURT), EDGES[edge], settings=within(400)) is not None


SMALLEST = {
    "a claim that lapsed": (
        '{ id = "f1", fact = "filing", at = 2024-03-04T10:00:00, by = "li", medium = "form" },',
    ),
    "met at the last instant": (
        '{ id = "f1", fact = "filing", at = 2024-03-04T10:00:00, by = "li", medium = "form" },',
        '{ id = "f2", fact = "visit", at = 2024-03-11T23:59:59.999999, by = "li" },',
    ),
    "a microsecond too late": (
        '{ id = "f1", fact = "filing", at = 2024-03-04T10:00:00, by = "li", medium = "form" },',
        '{ id = "f2", fact = "visit", at = 2024-03-12T00:00:00, by = "li" },',
    ),
    "a day without an hour": (
        '{ id = "f1", fact = "filing", at = 2024-03-04, by = "li", medium = "form" },',
    ),
    "withdrawn": (
        '{ id = "f1", fact = "filing", at = 2024-03-04T10:00:00, by = "li", medium = "form" },',
        '{ id = "f2", fact = "withdrawal", at = 2024-03-04T11:00:00, of = "f1" },',
    ),
    "on a leap day": (
        '{ id = "f1", fact = "filing", at = 2024-02-29T10:00:00, by = "li", medium = "form" },',
    ),
}


@pytest.mark.parametrize("edge", SMALLEST)
def test_what_is_found_shrinks_to_the_fewest_plainest_facts(edge):
    """Without it a broken law would be shown in a case that nobody can read."""
    every = within(400, Phase.generate, Phase.shrink)
    smallest = find(strategies.cases(COURT), EDGES[edge], settings=every)
    assert shown_case(smallest, china) == SMALLEST[edge]


# -- what is drawn is valid


@SLACK
@given(st.sampled_from(sorted(KINDS)), st.data())
def test_facts_of_every_kind_are_valid(kind, data):
    """Without it a test would fail over a fact that no door lets in."""
    one = data.draw(strategies.facts(kind))
    own = {"by": one.by, "for_": one.for_, "person": one.person, "customer": one.customer}
    told = fact(one.id, kind, at=one.at, recorded_at=one.recorded_at, **own, **dict(one.fields))
    assert (one.kind, told) == (kind, one)


@SLACK
@given(strategies.courts())
def test_a_drawn_policy_opens_a_court(court):
    """Without it random policies would be refused at the door, and test nothing."""
    assert isinstance(court, Court)
    assert isinstance(court.policies, Policy)
    assert court.policies.claims


@SLACK
@given(strategies.cases(max_size=4), strategies.calendars())
def test_without_a_court_a_case_is_of_any_kind(case, calendar):
    """Without it a host that has no policy yet could test nothing."""
    assert {one.kind for one in case.facts} <= KINDS.keys()
    assert last_instant(WINDOW, LATE, calendar).at > LATE


def test_what_is_drawn_is_aimed_at_the_rows():
    """Without it most cases would be of facts that the policy never reads."""
    opened: Counter[bool] = Counter()

    @within(200)
    @given(strategies.cases(COURT))
    def draw(case):
        opened[bool(judged(case).docket)] += 1

    draw()
    assert opened[True] > 2 * opened[False]


def test_a_showroom_has_records_that_are_one_customer_and_some_that_are_not():
    """Without it the laws of gathering would hold because nothing is ever gathered."""

    def of(count):
        def found(facts):
            return any(
                len(one.records) == count for one in gather(facts, SEVEN_DAYS.identity, china)
            )

        return found

    for count in (1, 2, 3):
        assert find(strategies.showrooms(COURT), of(count), settings=within(400))


@SLACK
@given(strategies.cases(COURT, max_size=4), st.data())
def test_edges_come_in_threes_and_ascend(case, data):
    """Without it somebody would ask on one side of an edge only."""
    edges = strategies.edges_of(COURT, case)
    assert list(edges) == sorted(set(edges))
    for one in case.facts:
        if one.timed:
            assert {one.at - TICK, one.at, one.at + TICK} <= set(edges)
            end = last_instant(WINDOW, one.at, china).at
            assert {end, end + TICK} <= set(edges)
        else:
            assert {china.start(one.at), china.end(one.at)} <= set(edges)
    assert data.draw(strategies.instants_around(COURT, case)).utcoffset() is not None


MARCH = (date(2024, 3, 1), date(2024, 3, 2))


@given(
    strategies.days(min_value=MARCH[0], max_value=MARCH[1]),
    strategies.instants(min_value=china.start(MARCH[0]), max_value=china.end(MARCH[1])),
    strategies.amounts(min_value=Money(5), max_value=Money(7)),
    strategies.spans(max_n=3),
    strategies.instants(min_value=datetime(2020, 1, 1, tzinfo=UTC), max_value=LATE),
)
def test_bounds_hold(day, instant, amount, span, any_instant):
    """Without it a host's test would be told of days that its rules do not know."""
    assert MARCH[0] <= day <= MARCH[1]
    assert china.start(MARCH[0]) <= instant <= china.end(MARCH[1])
    assert Money(5) <= amount <= Money(7)
    assert span.n <= 3
    assert last_instant(span, any_instant, china).at >= any_instant - timedelta(days=1)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: strategies.days(min_value=MARCH[1], max_value=MARCH[0]),
        lambda: strategies.instants(min_value=LATE, max_value=china.start(MARCH[0])),
        lambda: strategies.amounts(min_value=Money(2), max_value=Money(1)),
        lambda: strategies.spans(max_n=0),
        lambda: strategies.facts("nonsense"),
        lambda: strategies.facts(parties=()),
        lambda: strategies.showrooms(records=()),
        lambda: strategies.histories(max_size=-1),
    ],
)
def test_impossible_bounds_are_refused(wrong):
    """Without it a test would draw nothing and pass."""

    @settings(max_examples=1, database=None)
    @given(st.data())
    def draw(data):
        data.draw(wrong())

    with pytest.raises(InvalidArgument):
        draw()
