"""Pay by the revision of each claim, where the policy pins its terms to that."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renoflow.attribution import Cap, Case, Term, open_court, pay
from renoflow.attribution.pay.rows import compile_terms
from renoflow.attribution.policy import Base, Pick
from renoflow.calendars import china
from renoflow.facts import fact
from renoflow.money import Money
from renoflow.periods import hours
from renoflow.select import Facts, Test
from renoflow.timeline import Timeline
from tests.attribution.pay.drawn import GIVEN, INSTANTS, cases, policy, terms
from tests.attribution.pay.test_differential import plain
from tests.reference.made_up import EVERY_DAY
from tests.reference.pay import pay as pay_slowly

DEAL = Base(facts=Facts(kinds=("deal",)), take="each", amount=Money(100_00))
JULY = china.at(2024, 7, 1)


def term(rate, **more):
    return Term(id="fee", base=DEAL, rate=Fraction(rate), rounding="half_up", **more)


def revisions(*rates, pin="claim", take=None, **more):
    rows = [
        attrs.evolve(policy(terms=(term(rate, **more), on_top()), take=take), revision=n, pin=pin)
        for n, rate in enumerate(rates, 1)
    ]
    return open_court(Timeline(rows=((china.at(2024, 1, 1), rows[0]), (JULY, rows[1]))), china)


def on_top():
    """A tenth of the other's fee, for the head."""
    base = Base(term="fee")
    return Term(id="head", base=base, rate=Fraction(1, 10), rounding="half_up", to="head")


def told(court, *facts):
    found = pay(court, Case("c", facts), at=china.at(2024, 12, 31))
    return [(one.rule, one.payee, one.earned.fen) for one in found.lines]


def filed(name, by, month):
    return fact(name, "filing", at=china.at(2024, month, 1), by=by, medium="form")


SOLD = fact("d", "deal", at=china.at(2024, 8, 1), amount=Money(100_00))


@pytest.mark.parametrize(
    ("pin", "month", "revision", "fen"),
    [
        ("claim", 6, 1, 500),
        ("claim", 7, 2, 300),
        ("decision", 6, 2, 300),
        ("asked", 6, 2, 300),
    ],
)
def test_who_filed_before_the_change_is_paid_as_he_was_promised(pin, month, revision, fen):
    """Without it a new rate would take back what was promised to those who had filed."""
    court = revisions("1/20", "3/100", pin=pin)
    rows = told(court, filed("f", "ann", month), SOLD)
    assert rows == [
        (f"drawn@{revision}#fee", "ann", fen),
        (f"drawn@{revision}#head", "head", fen // 10),
    ]


def test_two_owners_of_two_revisions_are_each_paid_by_their_own():
    """Without it one of them would be paid by a paper that he never saw."""
    court = revisions("1/20", "3/100")
    rows = told(court, filed("f", "ann", 6), filed("g", "bo", 7), SOLD)
    assert rows == [
        ("drawn@1#fee", "ann", 250),
        ("drawn@2#fee", "bo", 150),
        ("drawn@1#head", "head", 25),
        ("drawn@2#head", "head", 15),
    ]


def test_a_cap_of_the_case_counts_what_other_revisions_paid():
    """Without it two revisions would pay twice what one may."""
    court = revisions("1/20", "1/20", caps=(Cap(amount=Money(400), per="case"),))
    rows = told(court, filed("f", "ann", 6), filed("g", "bo", 7), SOLD)
    assert [fen for *_, fen in rows if fen] == [250, 150, 25, 15]


def test_whoever_has_no_claim_is_paid_by_the_revision_that_judges():
    """Without it a guide would be paid by none, or by two."""
    court = revisions("1/20", "3/100", to="guide")
    rows = told(court, filed("f", "ann", 6), SOLD)
    assert rows[0] == ("drawn@2#fee", "guide", 300)


def test_a_claim_before_the_first_revision_goes_by_that():
    """Without it the oldest customers would be nobody's to pay for."""
    court = revisions("1/20", "3/100")
    early = fact("f", "filing", at=china.at(2023, 6, 1), by="ann", medium="form")
    assert told(court, early, SOLD)[0] == ("drawn@1#fee", "ann", 500)


def test_terms_are_compiled_once():
    """Without it a statement of a thousand customers would compile a thousand policies."""
    one = policy(terms=(term("1/20"),), take=None)
    assert compile_terms(one) is compile_terms(attrs.evolve(one, source="another"))
    assert compile_terms(attrs.evolve(one, revision=2))[0].name == "drawn@2#fee"
    assert compile_terms(attrs.evolve(one, terms=())) == ()


def test_a_lockout_in_a_term_comes_to_hold_by_time_alone():
    """Without it what is due after a lapse would wait for the next fact."""
    lapsed = Pick(
        claims=("filed",), status=("ended",), ended_within=hours(24), negated=True, by="anyone"
    )
    drawn = policy(terms=(term("1/20", when=(lapsed,)),), take=None)
    court = open_court(drawn, EVERY_DAY)
    lost = fact("l", "loss", at=china.at(2024, 7, 31, 12))
    again = filed("g", "bo", 8)
    found = pay(
        court, Case("c", (filed("f", "ann", 6), lost, again, SOLD)), at=china.at(2024, 8, 5)
    )
    (line,) = found.lines
    assert line.earned_at == china.at(2024, 8, 1, 12)


def test_conditions_look_only_where_something_can_change():
    """A condition on other facts than those it waits for holds from the one that it names."""
    paid = Test(facts=Facts(kinds=("completion",)))
    court = open_court(policy(terms=(term("1/20", when=(paid,)),), take=None), EVERY_DAY)
    noise = tuple(fact(f"t{n}", "touch", at=china.at(2024, 8, n)) for n in range(2, 9))
    done = fact("z", "completion", at=china.at(2024, 8, 5))
    found = pay(
        court, Case("c", (filed("f", "ann", 6), SOLD, *noise, done)), at=JULY.replace(month=9)
    )
    assert [one.earned_at for one in found.lines] == [china.at(2024, 8, 5)]


@st.composite
def pinned(draw):
    """Two revisions with terms of their own, the second from the middle of what happens."""
    rows = [
        attrs.evolve(
            policy(terms=draw(terms()), take=draw(st.sampled_from((1, 2, None)))),
            revision=number,
            pin=draw(st.sampled_from(("claim", "claim", "decision"))) if number == 2 else "claim",
        )
        for number in (1, 2)
    ]
    since = draw(st.sampled_from(INSTANTS))
    start = INSTANTS[0].replace(year=INSTANTS[0].year - 1)
    return open_court(Timeline(rows=((start, rows[0]), (since, rows[1]))), EVERY_DAY)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(court=pinned(), case=cases(), at=st.sampled_from(INSTANTS[6:]))
def test_pinned_pay_is_what_the_slow_statement_says(court, case, at):
    """Two statements written apart make the same mistake only where the rules are unclear."""
    assert plain(pay(court, case, at=at, given=GIVEN)) == pay_slowly(
        court, case, at=at, given=GIVEN
    )
