"""Which designer suits: the worked examples, and that it is fair and explained."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.attribution import (
    DISPATCHERS,
    Candidate,
    Matching,
    Needs,
    may_dispatch,
    missing_profile,
    recommend_designer,
)
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.testing.scenarios import read_scenarios
from renoflow.words import text

FILE = Path(__file__).parents[1] / "scenarios" / "assignment" / "designers.toml"
CASES = read_scenarios(FILE.read_text(encoding="utf-8"), china)
TIERS = ("ordinary", "excellent", "deputy_director", "director")
STYLES = Matching(
    id="company",
    weights=(("style", Fraction(1)),),
    tiers=TIERS,
    tier_scale="exact",
    dispatch=("client_manager",),
)


def designer(party, **more):
    return Candidate(party=party, **{"tier": "ordinary", "load": 0, **more})


def row(one):
    return one.rule.partition("#")[2]


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.rule}: {one.name}")
def test_the_catalogue_says_so(one):
    """Without it a designer would be chosen by somebody else's rules."""
    {"match": ask_match, "profile": ask_profile, "dispatch": ask_dispatch}[one.ask](one)


def ask_match(one):
    said = one.given
    weights = tuple((name, Fraction(weight)) for name, weight in said["weights"].items())
    matching = attrs.evolve(STYLES, weights=weights, personal=said.get("personal", False))
    needs = Needs(
        tier=said.get("tier"),
        styles=tuple(said.get("styles", ())),
        wishes=tuple(said.get("wishes", {}).items()),
    )
    people = [
        designer(
            party,
            **{
                **about,
                "styles": tuple(about.get("styles", ())),
                "known": tuple(about.get("known", {}).items()),
            },
        )
        for party, about in said["designers"].items()
    ]
    found = recommend_designer(matching, needs, people)
    first = found.ranking[0]
    got = {
        "best": list(found.best),
        "rows": [row(each) for each in first.lines],
        "source": first.lines[0].get("source"),
        "scores": [str(each.score) for each in found.ranking],
        "notes": [row(each) for each in found.notes],
        "left_out": [[row(each), each.get("designer")] for each in found.left_out],
    }
    assert {name: got[name] for name in one.expect} == one.expect


def ask_profile(one):
    assert list(missing_profile(one.given["supplied"])) == one.expect["missing"]


def ask_dispatch(one):
    roles = DISPATCHERS[one.given["company"]]
    assert list(roles) == one.expect["roles"]
    matching = attrs.evolve(STYLES, dispatch=roles)
    against: Any = may_dispatch(matching, one.given["agreed"])
    assert [name for each in against for name in each.get("roles")] == one.expect["lacking"]
    assert [row(each) for each in against] == (["dispatch"] if against else [])


def test_sex_and_age_weigh_only_where_a_company_says_so():
    """Matching people by them may be unlawful: off unless it is asked for."""
    weights: Any = (("person", Fraction(1, 2)), ("style", Fraction(1, 2)))
    needs = Needs(styles=("modern",), person=(("sex", "female"),))
    people = (
        designer("chen", styles=("modern",), known=(("sex", "male"),)),
        designer("zhou", known=(("sex", "female"),)),
    )
    off = recommend_designer(attrs.evolve(STYLES, weights=weights), needs, people)
    assert off.best == ("chen",)
    assert [row(one) for one in off.notes] == ["person"]
    assert off.ranking[0].lines[0].get("weight") == 1
    on = recommend_designer(attrs.evolve(STYLES, weights=weights, personal=True), needs, people)
    assert on.best == ("chen", "zhou")


def test_the_nearer_tier_scores_more_where_the_scale_says_so():
    """Without it a director would suit as badly as a beginner where a deputy is wanted."""
    near = attrs.evolve(STYLES, weights=(("tier", Fraction(1)),), tier_scale="distance")
    people = (designer("chen", tier="director"), designer("zhou", tier="ordinary"))
    found = recommend_designer(near, Needs(tier="deputy_director"), people)
    assert [(one.party, one.score) for one in found.ranking] == [
        ("chen", Fraction(2, 3)),
        ("zhou", Fraction(1, 3)),
    ]
    one_tier = attrs.evolve(near, tiers=("ordinary",))
    assert recommend_designer(one_tier, Needs(tier="ordinary"), people[1:]).ranking[0].score == 1


def test_what_the_customer_did_not_say_is_not_held_against_anybody():
    """Without it silence would count like a wrong answer."""
    both = attrs.evolve(
        STYLES, weights=(("style", Fraction(1)), ("manner", Fraction(3)), ("tier", Fraction(0)))
    )
    found = recommend_designer(
        both, Needs(manners=("calm",)), [designer("chen", manners=("calm",))]
    )
    assert [(row(one), one.get("weight")) for one in found.ranking[0].lines] == [("manner", 1)]
    silent = recommend_designer(both, Needs(), [designer("chen"), designer("zhou", load=1)])
    assert (silent.best, silent.ranking[0].lines) == (("chen",), ())
    assert (
        recommend_designer(both, Needs(tier="director"), [designer("chen")]).ranking[0].score == 0
    )


def test_nobody_left_is_nobody():
    """Without it somebody on leave would get the customer."""
    found = recommend_designer(STYLES, Needs(), [designer("chen", available=False)])
    assert (found.best, found.ranking) == ((), ())
    assert [row(one) for one in found.left_out] == ["available"]


def test_wrong_data_are_malformed():
    """Without it a slip would shift the weights in silence."""
    cases = (
        (lambda: attrs.evolve(STYLES, dispatch=()), "value.missing"),
        (lambda: attrs.evolve(STYLES, weights=STYLES.weights * 2), "policy.row_twice"),
        (lambda: attrs.evolve(STYLES, weights=(("style", Fraction(-1)),)), "money.weight"),
        (lambda: attrs.evolve(STYLES, weights=(("style", Fraction(0)),)), "money.weights"),
        (lambda: recommend_designer(STYLES, Needs(tier="king"), ()), "value.choice"),
        (lambda: recommend_designer(STYLES, Needs(), [designer("a", tier="x")]), "value.choice"),
        (lambda: recommend_designer(STYLES, Needs(), [designer("a")] * 2), "policy.row_twice"),
    )
    for call, code in cases:
        with pytest.raises(Malformed) as caught:
            call()
        assert caught.value.code == code


def test_every_line_is_said_in_both_languages():
    """Without it a designer could not be told why he was not chosen."""
    people = (designer("chen", available=False), designer("zhou", styles=("modern",)))
    found = recommend_designer(STYLES, Needs(styles=("modern",)), people)
    for lang in ("en", "zh"):
        for one in (*found.left_out, *found.ranking[0].lines):
            assert text(one, lang) != one.code


candidates = st.lists(
    st.builds(
        designer,
        st.sampled_from("abcd"),
        tier=st.sampled_from(TIERS),
        load=st.integers(0, 3),
        styles=st.sampled_from([(), ("modern",), ("modern", "classic")]),
        available=st.booleans(),
    ),
    unique_by=lambda one: one.party,
)
matchings = st.builds(
    lambda tier, style, scale: attrs.evolve(
        STYLES, weights=(("tier", Fraction(tier)), ("style", Fraction(style))), tier_scale=scale
    ),
    st.integers(1, 3),
    st.integers(0, 3),
    st.sampled_from(["exact", "distance"]),
)
needs = st.builds(
    Needs,
    tier=st.sampled_from([None, *TIERS]),
    styles=st.sampled_from([(), ("modern",), ("modern", "classic")]),
)


@given(matchings, needs, candidates, st.randoms(use_true_random=False))
def test_names_and_the_order_of_the_list_decide_nothing(matching, wanted, people, random):
    """Without it whoever stands first in the staff list would get the best customers."""
    found = recommend_designer(matching, wanted, people)
    shuffled = list(people)
    random.shuffle(shuffled)
    assert recommend_designer(matching, wanted, shuffled) == found
    new = dict(zip("abcd", "dcba", strict=True))
    renamed = [attrs.evolve(one, party=new[one.party]) for one in people]
    turned = recommend_designer(matching, wanted, renamed)
    assert {new[one] for one in found.best} == set(turned.best)


@given(matchings, needs, candidates)
def test_nobody_who_was_left_behind_suits_better_or_has_less_to_do(matching, wanted, people):
    """Without it the recommendation would be none; and the lines add up to the score."""
    found = recommend_designer(matching, wanted, people)
    there = [one for one in people if one.available]
    assert {one.party for one in found.ranking} == {one.party for one in there}
    for one in found.ranking:
        lines: Any = one.lines
        total = sum((each.get("score") * each.get("weight") for each in lines), Fraction(0))
        assert total == one.score
        assert 0 <= one.score <= 1
    best = [one for one in found.ranking if one.party in found.best]
    for one in found.ranking:
        for other in best:
            assert (other.score, -other.load) >= (one.score, -one.load)
            same = (other.score, other.load) == (one.score, one.load)
            assert same is (one.party in found.best)
