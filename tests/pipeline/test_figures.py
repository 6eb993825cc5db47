"""Figures: each equals its second statement, rates lie between 0 and 1, order never matters."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.attribution import Case
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import answer, complaint, deal, fact, improvement_step, survey, visit
from renoflow.money import Money
from renoflow.obligations import Obligation
from renoflow.periods import Period, days, last_instant
from renoflow.pipeline import figures, gradings
from renoflow.pipeline.figures import Counting, Mean, Rate, Scale, Stays
from renoflow.processes import Journey, Step
from renoflow.select import Facts
from tests.reference import figures as plain

FIRST, LAST = (
    china.start(china.day(china.at(2024, 3, 1))),
    china.end(china.day(china.at(2024, 3, 4))),
)
WINDOW = Period(first=FIRST, last=LAST)
TICK = timedelta(microseconds=1)
EDGES = (
    FIRST - TICK,
    FIRST,
    FIRST + TICK,
    FIRST + timedelta(days=2),
    LAST - TICK,
    LAST,
    LAST + TICK,
)
times = st.sampled_from(EDGES)
many = st.lists(times, max_size=3)
WITHIN = days(2, counting="elapsed")


def counting(at=LAST + TICK, **more):
    return Counting(window=WINDOW, at=at, calendar=china, days="end", **more)


def customer(n, came, became):
    facts = [visit(f"v{i}", at=when) for i, when in enumerate(came)]
    facts += [deal(f"d{i}", at=when) for i, when in enumerate(became)]
    return Case(f"c{n}", tuple(facts))


@given(st.lists(st.tuples(many, many), max_size=4), times, st.booleans(), st.randoms())
def test_conversion_is_what_its_second_statement_says(people, at, limited, random):
    """Without it the ends of the window, or of the span, could be on the wrong side."""
    cases = [customer(n, came, became) for n, (came, became) in enumerate(people)]
    within = WITHIN if limited else None
    found = figures.conversion(
        cases, Facts(kinds=("visit",)), Facts(kinds=("deal",)), counting(at), within=within
    )
    limit = (lambda start: last_instant(WITHIN, start, china).at) if limited else None
    assert (found.part, found.whole) == plain.conversion(people, FIRST, LAST, at, limit)
    assert found.value is None if not found.whole else 0 <= (found.value or 0) <= 1
    mixed = [Case(one.customer, tuple(random.sample(one.facts, len(one.facts)))) for one in cases]
    assert found == figures.conversion(
        mixed[::-1], Facts(kinds=("visit",)), Facts(kinds=("deal",)), counting(at), within=within
    )


@given(
    st.lists(
        st.tuples(
            st.none() | times,
            st.sampled_from(["open", "met", "met_late", "missed", "waived", "dropped", "early"]),
        ),
        max_size=6,
    ),
    st.sampled_from(["counts", "does_not_count"]),
)
def test_a_duty_rate_is_what_its_second_statement_says(rows, late):
    """Without it what is still open could be counted as not done."""
    owed = [
        Obligation(rule="r", what="callback", who="sales", due=due, state=state)
        for due, state in rows
    ]
    other = Obligation(rule="r", what="visit", who="sales", due=FIRST, state="missed")
    found = figures.duty_rate([other, *owed], "callback", WINDOW, late=late)
    assert (found.part, found.whole) == plain.callback_rate(rows, FIRST, LAST, late == "counts")
    assert found == figures.duty_rate(owed[::-1], "callback", WINDOW, late=late)


@given(many, st.lists(st.tuples(times, st.integers(0, 3)), max_size=4), times)
def test_a_handled_rate_is_what_its_second_statement_says(received, answers, at):
    """Without it an answer to another complaint could count."""
    facts = [complaint(f"p{n}", at=when) for n, when in enumerate(received)]
    facts += [answer(f"a{n}", at=when, of=f"p{of}") for n, (when, of) in enumerate(answers)]
    found = figures.handled_rate(
        [Case("c", tuple(facts))],
        Facts(kinds=("complaint",)),
        Facts(kinds=("answer",)),
        counting(at),
    )
    told = [(f"p{n}", when) for n, when in enumerate(received)]
    named = [(when, f"p{of}") for when, of in answers]
    assert (found.part, found.whole) == plain.handled(told, named, FIRST, LAST, at)


@given(st.lists(st.tuples(times, st.integers(0, 5)), max_size=5), times)
def test_satisfaction_is_the_mean_of_the_scores_in_the_window(rows, at):
    """Without it a survey of last month could lift this one."""
    facts = [
        survey(f"s{n}", at=when, result="fair", score=Decimal(score))
        for n, (when, score) in enumerate(rows)
    ]
    found = figures.satisfaction([Case("c", tuple(facts))], counting(at), scale="score")
    assert found.value == plain.mean(
        score for when, score in rows if FIRST <= when <= LAST and when <= at
    )


def test_a_survey_without_a_score_is_not_counted():
    """Without it a missing score would be a nought."""
    case = Case("c", (survey("s", at=FIRST, result="bad"),))
    assert figures.satisfaction([case], counting(), scale="score") == Mean(
        total=Fraction(0), count=0
    )


@given(st.lists(st.sampled_from("abc"), max_size=4), st.lists(st.sampled_from("bcd"), max_size=4))
def test_retention_is_what_its_second_statement_says(start, active):
    """Without it new customers could hide that old ones have left."""
    found = figures.retention(start, active)
    assert (found.part, found.whole) == plain.retention(start, active)


names = st.sampled_from(["a", "b", "c"])


@given(
    st.dictionaries(names, st.integers(0, 9), max_size=3),
    st.dictionaries(names, st.fractions(0, 3, max_denominator=4), max_size=3),
)
def test_a_weighted_mean_is_what_its_second_statement_says(ratings, weights):
    """Without it a weight of nought could ask for a rating, or a missing one count as nought."""
    if not any(weights.values()):
        with pytest.raises(Malformed) as caught:
            figures.weighted(ratings, weights)
        assert (caught.value.code, caught.value.field) == ("money.weights", "weights")
        return
    found = figures.weighted(ratings, weights)
    assert found == plain.weighted_mean(ratings, weights)
    if found is not None:
        assert min(ratings.values()) <= found <= max(ratings.values())


def test_a_negative_weight_is_refused():
    """Without it a bad rating could raise the score."""
    with pytest.raises(Malformed) as caught:
        figures.weighted({"a": 1}, {"a": -1})
    assert (caught.value.code, caught.value.field) == ("money.weight", "weights.a")


@pytest.mark.parametrize(("part", "whole"), [(2, 1), (-1, 1), (1, 0), (0, -1)])
def test_a_rate_is_between_nought_and_one(part, whole):
    """Without it a host's own count could give 120 %."""
    with pytest.raises(Malformed) as caught:
        Rate(part=part, whole=whole)
    assert caught.value.code == "figure.rate"


# --- stays ------------------------------------------------------------------------------


def journey(steps, track="main"):
    path = [
        Step(move=f"m{n}", track=track, from_=from_, to=to, at=when, facts=())
        for n, (when, from_, to) in enumerate(steps)
    ]
    return Journey(
        process="p@1",
        at=LAST,
        known_at=None,
        stages=(),
        path=tuple(path),
        deviations=(),
        next=(),
        duties=(),
    )


@given(st.lists(st.tuples(times, st.sampled_from(["design", "site"])), max_size=5))
def test_stays_are_what_their_second_statement_says(moves):
    """Without it a stay that goes on could be counted as an instant."""
    moves = sorted(moves, key=lambda one: one[0])
    steps = [(when, "x", to) for when, to in moves]
    found = figures.stage_stays([journey(steps)], "design", WINDOW)
    assert list(found.lengths) == plain.stays(moves, "design", FIRST, LAST)


def test_a_move_on_another_track_ends_no_stay():
    """Without it the designer's track would end the customer's stage."""
    main, other = journey([(FIRST, "new", "design")]), journey([(LAST, "a", "b")], "designer")
    both = Journey(
        **{
            name: getattr(main, name)
            for name in (one.name for one in attrs.fields(Journey))
            if name != "path"
        },
        path=(*main.path, *other.path),
    )
    assert figures.stage_stays([both], "design", WINDOW) == Stays(lengths=())


def test_means_and_medians_of_stays():
    """Without it the median of two could be one of them."""
    hour = timedelta(hours=1)
    none = Stays(lengths=())
    assert (none.mean, none.median) == (None, None)
    two = Stays(lengths=(hour, 2 * hour))
    assert (two.mean, two.median) == (1.5 * hour, 1.5 * hour)
    three = Stays(lengths=(hour, 2 * hour, 6 * hour))
    assert (three.mean, three.median) == (3 * hour, 2 * hour)


def test_conversion_between_stages():
    """Without it who entered before the month, or came to the stage before, could count."""
    went = journey([(FIRST, "new", "design"), (LAST, "design", "site")])
    stays = journey([(LAST, "new", "design")])
    early = journey([(FIRST - TICK, "new", "design"), (LAST, "design", "site")])
    back = journey([(FIRST, "x", "site"), (LAST, "site", "design")])
    never = journey([(FIRST, "new", "lost")])
    found = figures.stage_conversion([went, stays, early, back, never], "design", "site", WINDOW)
    assert (found.part, found.whole, found.value) == (1, 3, Fraction(1, 3))


# --- contributions, plans, sheets -------------------------------------------------------

classes = st.sampled_from(["A", "B", "C", None])


@given(st.lists(st.tuples(classes, st.integers(0, 300).map(Money)), max_size=5), st.randoms())
def test_contributions_total_the_whole(lines, random):
    """Without it a fen of profit could belong to no class."""
    found = figures.contributions(lines)
    assert sum(one.profit.fen for one in found) == sum(profit.fen for _, profit in lines)
    shares = [one.share for one in found if one.share is not None]
    assert not shares or sum(shares) == 1
    assert all(0 <= share <= 1 for share in shares)
    assert figures.contributions(random.sample(lines, len(lines))) == found


def test_a_loss_has_no_shares_and_the_classes_are_in_order():
    """Without it A could have minus 200 % of a loss."""
    lines: list[Any] = [(None, Money(-300)), ("B", Money(100)), ("A", Money(200))]
    found = figures.contributions(lines)
    assert [(one.value_class, one.share) for one in found] == [
        ("A", None),
        ("B", None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("given_", "code", "field"),
    [
        ({"ratings": {"charm": 1}}, "value.unknown", "ratings"),
        ({"ratings": {"survey": 101}}, "figure.scale", "ratings.survey"),
        ({"ratings": {"survey": -1}}, "figure.scale", "ratings.survey"),
        ({"weights": {"charm": 1}}, "value.unknown", "weights"),
        ({"weights": {}}, "money.weights", "weights"),
        ({"at": LAST.replace(tzinfo=None)}, "value.naive", "at"),
    ],
)
def test_a_sheet_takes_only_what_its_source_names(given_, code, field):
    """Without it a slip of the pen would be rated and never counted."""
    asked = {
        "ratings": {},
        "weights": {"sales": 1},
        "scale": Scale(low=0, high=100),
        "at": LAST,
        "quarter": FIRST,
        "calendar": china,
        **given_,
    }
    with pytest.raises(Malformed) as caught:
        figures.quarterly_sheet("wang", asked.pop("ratings"), **asked)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_both_ends_of_a_scale_are_on_it():
    """Without it full marks would be refused."""
    ratings = {"survey": 0, "complaints": 100}
    found = figures.quarterly_sheet(
        "wang",
        ratings,
        weights={"satisfaction": 1},
        scale=Scale(low=0, high=100),
        at=LAST,
        quarter=FIRST,
        calendar=china,
    )
    assert [one.score for one in found.blocks] == [None, 50, None, None]
    assert found.score is None


def test_scales_and_windows_do_not_end_before_they_begin():
    """Without it everything would be outside, and every rate None."""
    with pytest.raises(Malformed) as caught:
        Scale(low=1, high=0)
    assert (caught.value.code, caught.value.field) == ("figure.window", "scale")
    with pytest.raises(Malformed) as caught:
        Counting(window=Period(first=LAST, last=FIRST), at=LAST, calendar=china, days="end")
    assert (caught.value.code, caught.value.field) == ("figure.window", "window")


def test_what_was_recorded_later_is_left_out():
    """Without it the figures of a past day could not be told again."""
    late = visit("v", at=FIRST, recorded_at=LAST)
    case = Case("c", (late,))
    visits = Facts(kinds=("visit",))
    assert figures.counted([case], visits, counting(known_at=LAST)) == 1
    assert figures.counted([case], visits, counting(known_at=LAST - TICK)) == 0


@given(st.permutations(["s", "a1", "a2", "e"]), st.booleans())
def test_the_order_of_steps_never_matters(order, twice):
    """Without it a paper that came late would close another loop."""
    told = {
        "s": survey("s", at=FIRST, result="bad"),
        "a1": improvement_step("a1", at=LAST, of="s", step="analysed"),
        "a2": improvement_step("a2", at=FIRST, of="s", step="measures_set"),
        "e": improvement_step("e", at=FIRST, of="other", step="evaluated"),
    }
    facts = [told[name] for name in order] * (1 + twice)
    (found,) = figures.improvement(facts, at=LAST, calendar=china, days="end")
    assert (found.survey, found.done, found.next) == (
        "s",
        ("analysed", "measures_set"),
        "evaluated",
    )


@pytest.mark.parametrize(
    ("ask", "field"),
    [
        (lambda: figures.next_post("cook"), "post"),
        (lambda: figures.hiring_gaps(figures.HIRING, education="none", years=9), "education"),
    ],
)
def test_posts_and_degrees_are_a_closed_list(ask, field):
    """Without it a misspelt degree would be below every requirement."""
    with pytest.raises(Malformed) as caught:
        ask()
    assert (caught.value.code, caught.value.field) == ("value.choice", field)


# --- gradings ---------------------------------------------------------------------------


def factors(amount, deals, profit):
    return gradings.ValueFactors(amount=Money(amount), deals=deals, profit=Money(profit))


small = st.integers(0, 3)


@given(st.tuples(small, small, small), st.tuples(small, small, small))
def test_more_value_never_means_a_lower_class(own, more):
    """Without it a customer could lose his class by buying more."""
    raised = [one + other for one, other in zip(own, more)]
    for mixed in ("best", "worst"):
        thresholds = gradings.ValueThresholds(
            high=factors(4, 4, 4), middling=factors(2, 2, 2), mixed=mixed
        )
        less = gradings.value_class(factors(*own), thresholds).value_class
        assert str(gradings.value_class(factors(*raised), thresholds).value_class) <= str(less)


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (
            lambda: gradings.ValueThresholds(
                high=factors(1, 1, 1), middling=factors(1, 2, 1), mixed="ask"
            ),
            "grading.order",
            "middling.deals",
        ),
        (
            lambda: gradings.ValueThresholds(
                high=factors(1, 1, 1),
                middling=factors(1, 1, 1),
                mixed="guess",  # type: ignore[arg-type]
            ),
            "value.choice",
            "mixed",
        ),
        (lambda: gradings.account_grade([], core_from=1, key_from=2), "grading.order", "key_from"),
        (
            lambda: gradings.account_grade(["rich"], core_from=2, key_from=1),
            "value.choice",
            "met",
        ),
    ],
)
def test_thresholds_that_say_nothing_are_malformed(make, code, field):
    """Without it nobody would ever be of class B."""
    with pytest.raises(Malformed) as caught:
        make()
    assert (caught.value.code, caught.value.field) == (code, field)


def test_two_rows_of_a_grading_have_two_names():
    """Without it the reason would name two rows."""
    from renoflow.pipeline import presets

    row = gradings.ServiceRow(id="a", gives="gold")
    with pytest.raises(Malformed) as caught:
        gradings.service_grade(
            (row, row),
            presets.fragments.service_grades,
            customer_type="flat",
            spending=Money(1),
            need="kitchen",
        )
    assert (caught.value.code, caught.value.field) == ("process.twice", "rows[1].id")


def test_facts_of_an_unknown_kind_count_nowhere():
    """Without it a host's own facts would have to be known here."""
    from renoflow.facts import KINDS, Kind

    kinds = {**KINDS, "party": Kind(name="party", zh="聚会")}
    case = Case("c", (fact("x", "party", at=FIRST, kinds=kinds),))
    assert figures.counted([case], Facts(kinds=("visit",)), counting()) == 0


@pytest.mark.parametrize(
    ("shares", "code", "field"),
    [
        ([(10, Fraction(3, 2))], "figure.rate", "shares[0]"),
        ([(10, Fraction(-1, 2))], "figure.rate", "shares[0]"),
        ([(10, Fraction(1, 2)), (10, Fraction(1))], "timeline.order", "shares[1]"),
        ([(10, Fraction(1, 2)), (20, Fraction(1, 4))], "timeline.order", "shares[1]"),
    ],
)
def test_milestones_that_go_back_are_refused(shares, code, field):
    """A later day that asks for less would let a salesperson lose what he had reached."""
    with pytest.raises(Malformed) as caught:
        figures.milestone(shares, china.day(FIRST))
    assert (caught.value.code, caught.value.field) == (code, field)
