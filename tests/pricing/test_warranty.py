"""Warranty: by place and kind of work, its last day, and the law's least."""

from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.codec import from_toml, to_toml
from renoflow.errors import Malformed
from renoflow.facts import acceptance, completion
from renoflow.limits import state
from renoflow.periods import (
    CALENDAR,
    ELAPSED,
    LEGAL,
    Span,
    days,
    hours,
    months,
    until,
    weeks,
    years,
)
from renoflow.pricing import (
    ACCEPTED,
    ARTICLES,
    BURDEN_OF_PROOF,
    FLOORS,
    PLACES,
    SHANDONG,
    WORKS,
    ZHEJIANG,
    Floor,
    Season,
    Seasons,
    Warranty,
    WarrantyTerm,
    after_warranty,
    first,
    warranty,
    warranty_objections,
)
from renoflow.select import Scope, see
from renoflow.words import text
from tests.pricing.closing import DAY, passed
from tests.reference import warranty as slow

MICRO = timedelta(microseconds=1)
ONE = timedelta(days=1)


def ours(*terms, starts=ACCEPTED):
    return Warranty(id="ours", revision=1, source="clause 10", starts=starts, terms=terms)


TWO = years(2, counting=CALENDAR)


def term(id_="all", lasts=TWO, works=("decoration",), places=()):
    return WarrantyTerm(id=id_, works=works, places=places, lasts=lasts, source="clause 10")


def ask(agreed, when, **more):
    """The cover at an instant, or at the end of a day."""
    asked = {"floors": (), "facts": [passed(DAY)], "work": "decoration", "place": None, **more}
    return warranty(
        agreed,
        asked.pop("floors"),
        asked.pop("facts"),
        china,
        seasons=asked.pop("seasons", ()),
        at=when if isinstance(when, datetime) else china.end(when),
        **asked,
    )


# --- what is covered, until when -------------------------------------------------------------


def test_the_last_day_is_covered_and_the_next_is_not():
    """Each side of the edge, to the microsecond."""
    last = china.end(date(2026, 3, 1))
    found = ask(ours(term()), last)
    assert (found.status, found.until) == ("running", last)
    assert (found.rule, found.source) == ("ours@1#all", "clause 10")
    found = ask(ours(term()), last + MICRO)
    assert (found.status, found.until, found.rule) == ("over", last, "ours@1#all")


def test_the_law_gives_what_the_contract_does_not():
    """A year is agreed; the law gives two."""
    short = ours(term(lasts=years(1, counting=CALENDAR)))
    found = ask(short, date(2025, 3, 2), floors=FLOORS)
    assert (found.status, found.rule) == ("running", "quality_regulation_40#others")
    assert found.source == "quality_regulation_40"
    assert found.until == china.end(date(2026, 3, 1))
    assert [one.limit for one in found.limits] == [
        "ours@1#all",
        "quality_regulation_40#others",
        "home_decoration_rules_32#others",
    ]


def test_a_longer_contract_goes_before_the_law():
    """And one that ends together with the law is the one named."""
    for lasts in (years(3, counting=CALENDAR), years(2, counting=CALENDAR)):
        assert ask(ours(term(lasts=lasts)), DAY, floors=FLOORS).rule == "ours@1#all"


def test_place_and_work_are_told_apart():
    """Waterproofing of a bathroom has five years, of a balcony what the contract says."""
    day = date(2029, 3, 1)
    found = ask(None, day, floors=FLOORS, work="waterproofing", place="bathroom")
    assert (found.status, found.until) == ("running", china.end(day))
    assert (
        ask(None, day + ONE, floors=FLOORS, work="waterproofing", place="bathroom").status
        == "over"
    )
    for place in ("balcony", None):
        found = ask(None, day, floors=FLOORS, work="waterproofing", place=place)
        assert (found.status, found.until, found.limits) == ("none", None, ())
    assert ask(ours(term()), day, work="plumbing").status == "none"


def test_before_the_acceptance_nothing_has_begun():
    """A failed acceptance is none."""
    failed = acceptance("a1", at=DAY, stage="final", result="rework", issues=2)
    middle = acceptance("a2", at=DAY, stage="mid_term", result="passed")
    found = ask(ours(term()), date(2024, 6, 1), facts=[failed, middle])
    assert (found.status, found.until, found.rule) == ("not_begun", None, "ours@1#all")


def test_what_begins_later_may_last_longer():
    """A contract that counts from the completion does not say when the law's time ends."""
    agreed = ours(term(), starts=first("completion"))
    found = ask(agreed, DAY, floors=FLOORS, facts=[completion("k1", at=DAY)])
    assert (found.status, found.until, found.rule) == ("running", None, "ours@1#all")
    found = ask(agreed, date(2027, 1, 1), floors=FLOORS, facts=[completion("k1", at=DAY)])
    assert (found.status, found.rule) == ("not_begun", "quality_regulation_40#others")


def winter(year):
    return Season(of="heating", first=date(year, 11, 15), last=date(year + 1, 3, 15))


WINTERS = tuple(winter(year) for year in range(2023, 2028))
SUMMER = Season(of="cooling", first=date(2024, 6, 1), last=date(2024, 9, 1))


@pytest.mark.parametrize(
    ("accepted", "partial", "last"),
    [
        (date(2024, 3, 1), True, date(2025, 3, 15)),
        (date(2024, 3, 1), False, date(2026, 3, 15)),
        (date(2024, 3, 15), True, date(2026, 3, 15)),  # nothing of it is left
        (date(2024, 11, 14), False, date(2026, 3, 15)),
        (date(2024, 11, 15), False, date(2027, 3, 15)),  # begun that day
    ],
)
def test_two_heating_periods_end_with_the_second(accepted, partial, last):
    """The periods are the town's, and whether one under way counts is said."""
    agreed = ours(term(lasts=Seasons(of="heating", n=2, partial=partial), works=("heating",)))
    facts = [passed(accepted)]
    known = (SUMMER, *WINTERS)
    for when, status in ((last, "running"), (last + ONE, "over")):
        found = ask(agreed, when, facts=facts, work="heating", seasons=known)
        assert (found.status, found.until) == (status, china.end(last))


def test_the_periods_that_count_are_enough_and_no_later_one_need_be_told():
    """Without it a term of two winters would stay open until somebody told a third."""
    agreed = ours(term(lasts=Seasons(of="heating", n=2, partial=False), works=("heating",)))
    told = WINTERS[1:3]
    found = ask(agreed, date(2025, 1, 1), facts=[passed(DAY)], work="heating", seasons=told)
    assert (found.status, found.until) == ("running", china.end(told[1].last))
    found = ask(agreed, date(2025, 1, 1), facts=[passed(DAY)], work="heating", seasons=told[:1])
    assert found.until is None


@pytest.mark.parametrize(
    ("work", "place", "covered"),
    [
        ("decoration", "bathroom", True),
        ("decoration", "kitchen", False),
        ("decoration", None, False),
        ("heating", "bathroom", False),
    ],
)
def test_a_row_for_a_place_is_about_that_place_only(work, place, covered):
    """Without it a promise for the bathroom would be one for the whole flat."""
    assert term(places=("bathroom",)).covers(work, place) is covered
    assert term().covers(work, place) is (work == "decoration")


def test_a_period_that_nobody_told_leaves_it_open():
    """The library knows no town's heating days, and does not guess."""
    found = ask(None, date(2030, 1, 1), floors=FLOORS, work="heating", seasons=WINTERS[:2])
    assert (found.status, found.until) == ("season_unknown", None)
    assert found.rule == "quality_regulation_40#heating"
    facts = [completion("k1", at=DAY)]
    found = ask(None, date(2030, 1, 1), floors=FLOORS, work="heating", facts=facts)
    assert found.status == "not_begun"


def test_after_the_warranty_a_person_decides():
    """CMP-06 names two ways and no rule between them."""
    agreed = ours(term())
    assert after_warranty(ask(agreed, date(2026, 3, 1)), decider="manager") is None
    asked = after_warranty(ask(agreed, date(2026, 3, 2)), decider="manager")
    assert asked is not None
    assert (asked.code, asked.rule, asked.get("to")) == ("warranty.after", "CMP-06", "manager")
    assert asked.get("values") == ("free_repair", "bear_costs")


def test_for_six_months_the_company_bears_the_proof():
    """Each side of the edge: 1 September 2024 is a Sunday, and the time rolls by law."""
    seen = see([passed(DAY)], china, days="start")
    last = china.end(date(2024, 9, 2))
    for at, status in ((last, "open"), (last + MICRO, "over")):
        scope = Scope(seen=seen, calendar=china, asked=at, upto=at)
        assert state(BURDEN_OF_PROOF, scope).status == status


# --- never shorter ---------------------------------------------------------------------------


def objections(agreed, floors=FLOORS):
    return [
        (one.code, one.rule, one.get("work"), one.get("place"))
        for one in warranty_objections(agreed, floors)
    ]


FULL = ours(
    term("wet", years(5, counting=CALENDAR), ("waterproofing",)),
    term("heat", Seasons(of="heating", n=2, partial=False), ("heating",)),
    term("cold", years(3, counting=CALENDAR), ("cooling",)),
    term(
        "rest",
        years(2, counting=LEGAL),
        tuple(one for one in WORKS if one not in ("waterproofing", "heating", "cooling")),
    ),
)


def test_a_contract_with_the_least_has_no_objection():
    """Exactly the least is enough."""
    assert objections(FULL) == []


def test_what_is_shorter_or_missing_is_named_with_its_article():
    """For every row of law, each work and place."""
    dry = attrs.evolve(FULL, terms=FULL.terms[1:])
    assert objections(dry, SHANDONG) == [
        ("warranty.silent", "shandong_41", "waterproofing", "kitchen"),
        ("warranty.silent", "shandong_41", "waterproofing", "bathroom"),
        ("warranty.silent", "shandong_41", "waterproofing", "outer_wall"),
    ]
    assert objections(FULL, ZHEJIANG) == [
        ("warranty.short", "zhejiang_21", "concealed_lines", "anywhere")
    ]
    (short,) = warranty_objections(FULL, ZHEJIANG)
    assert (short.get("row"), short.get("source")) == ("ours@1#rest", "clause 10")


def test_of_two_rows_the_longer_is_held_against_the_law():
    """The customer has whichever is better for him."""
    kitchen = term("kitchen", years(1, counting=CALENDAR), ("decoration",), ("kitchen",))
    assert objections(attrs.evolve(FULL, terms=(kitchen, *FULL.terms))) == []


def test_a_contract_that_counts_from_elsewhere_is_to_be_looked_at():
    """From the signing two years may be over before the law's are."""
    found = warranty_objections(attrs.evolve(FULL, starts=first("contract")), FLOORS)
    assert [(one.code, one.rule) for one in found] == [
        ("warranty.starts", "quality_regulation_40"),
        ("warranty.starts", "home_decoration_rules_32"),
    ]


def is_short(given, least):
    floor = Floor(id="f", article="quality_regulation_40", works=("decoration",), lasts=least)
    return objections(ours(term(lasts=given)), (floor,)) != []


@pytest.mark.parametrize(
    ("given", "short"),
    [
        (days(731, counting=CALENDAR), False),
        (days(730, counting=CALENDAR), True),
        (weeks(105, counting=CALENDAR), False),
        (weeks(104, counting=CALENDAR), True),
        (months(24, counting=LEGAL), False),
        (months(23, counting=LEGAL), True),
        (years(2, counting=CALENDAR, count_first=True), True),
        (years(2, counting=CALENDAR, edge="before"), True),
        (years(2, counting=ELAPSED), True),
        (Seasons(of="heating", n=9, partial=False), True),
    ],
)
def test_two_years_are_two_years_whatever_the_unit(given, short):
    """731 days are never shorter than two years; 730 are, across a 29 February."""
    assert is_short(given, TWO) is short


@pytest.mark.parametrize(
    ("given", "short"),
    [
        (Seasons(of="heating", n=2, partial=False), False),
        (Seasons(of="heating", n=2, partial=True), True),
        (Seasons(of="heating", n=3, partial=True), False),
        (Seasons(of="cooling", n=2, partial=False), True),
        (years(3, counting=CALENDAR), False),
        (years(2, counting=CALENDAR), True),
    ],
)
def test_periods_are_held_against_periods(given, short):
    """A period under way at the start is one less where the law does not count it."""
    assert is_short(given, Seasons(of="heating", n=2, partial=False)) is short
    if isinstance(given, Seasons):
        assert not is_short(given, Seasons(of=given.of, n=given.n, partial=given.partial))


COLD = Seasons(of="cooling", n=1, partial=True)
UNITS = {"day": days, "week": weeks, "month": months, "year": years}
LONG = st.tuples(st.integers(1, 40), st.sampled_from(["week", "month", "year"]), st.integers(0, 1))
TERMS = LONG | st.tuples(st.integers(25, 1100), st.just("day"), st.integers(0, 1))


def span(one) -> Span:
    number, unit, cut = one
    return UNITS[unit](number, counting=CALENDAR, count_first=bool(cut))


@given(TERMS, TERMS)
def test_shorter_is_what_the_second_statement_finds_day_by_day(given_, least):
    """Over every day of eight years: an objection exactly where some day ends sooner."""
    assert is_short(span(given_), span(least)) == slow.ever_shorter(given_, least)


@given(
    st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    TERMS,
    st.integers(1, 3),
    st.booleans(),
)
def test_the_end_is_what_the_second_statement_counts(accepted, lasts, n, partial):
    """Two readings of one rule must not differ; a longer row never ends the cover sooner."""
    facts = [passed(accepted)]
    late = date(2100, 1, 1)
    found = ask(ours(term(lasts=span(lasts))), late, facts=facts)
    assert found.until == china.end(slow.last_day(accepted, *lasts))
    both = ask(ours(term(lasts=span(lasts))), late, facts=facts, floors=FLOORS)
    assert both.until is not None
    assert both.until >= found.until
    heat = ours(term(lasts=Seasons(of="heating", n=n, partial=partial), works=("heating",)))
    found = ask(heat, late, facts=facts, work="heating", seasons=WINTERS)
    end = slow.season_end(accepted, [(one.first, one.last) for one in WINTERS], n, partial)
    assert found.until == (None if end is None else china.end(end))


# --- the records -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (lambda: term(id_=""), "value.missing", "id"),
        (lambda: term(works=()), "value.missing", "works"),
        (lambda: term(works=("paint",)), "value.choice", "works[0]"),
        (lambda: term(places=("attic",)), "value.choice", "places[0]"),
        (lambda: term(lasts=hours(5)), "warranty.span", "lasts"),
        (lambda: term(lasts=until("year")), "warranty.span", "lasts"),
        (ours, "value.missing", "terms"),
        (lambda: attrs.evolve(FULL, id=""), "value.missing", "id"),
        (lambda: attrs.evolve(FULL, revision=0), "value.type", "revision"),
        (lambda: ours(term(), term()), "warranty.twice", "terms[1].id"),
        (lambda: attrs.evolve(COLD, of="rain"), "value.choice", "of"),  # type: ignore[arg-type]
        (lambda: Seasons(of="heating", n=0, partial=True), "value.type", "n"),
        (lambda: Season(of="heating", first=DAY, last=DAY - ONE), "warranty.season", "last"),
        (lambda: attrs.evolve(FLOORS[0], works=()), "value.missing", "works"),
    ],
)
def test_a_wrong_row_is_named(make, code, field):
    """Each wrong field, where it stands."""
    with pytest.raises(Malformed) as caught:
        make()
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_warranty_is_kept_as_toml():
    """A company stores its terms in a file; spans and periods stand side by side."""
    assert from_toml(to_toml(FULL), Warranty) == FULL


def test_every_row_of_law_cites_an_article_that_has_a_name():
    """In both languages, or a warning would cite a code."""
    assert {one.article for one in (*FLOORS, *SHANDONG, *ZHEJIANG)} <= set(ARTICLES)
    ids = [one.id for one in (*FLOORS, *SHANDONG, *ZHEJIANG)]
    assert len(set(ids)) == len(ids)
    (short,) = warranty_objections(FULL, ZHEJIANG)
    assert text(short, lang="zh").startswith(ARTICLES["zhejiang_21"])
    assert "Zhejiang" in text(short, lang="en")
    assert set(PLACES) >= {where for one in FLOORS for where in one.places}
