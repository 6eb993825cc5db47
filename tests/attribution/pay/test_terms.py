"""What terms of pay may not say, each refused with the path of the wrong word."""

from fractions import Fraction

import attrs
import pytest

from renoflow.attribution import (
    Bands,
    Base,
    Cap,
    Case,
    GroundRate,
    Leaver,
    OwnRate,
    Pick,
    Release,
    Reversal,
    Term,
    open_court,
    pay,
)
from renoflow.attribution.checked_terms import check_terms
from renoflow.attribution.policy import Whom
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.money import Money
from renoflow.periods import ELAPSED, days
from renoflow.select import OPENED, Facts, Row, Table, Test
from tests.attribution.pay.plans import cases_of, court_of

RECEIPTS = Facts(kinds=("receipt",))
EACH = Base(facts=RECEIPTS, take="each", field="amount")
PAID = Test(facts=RECEIPTS)
HALF, ONE = Fraction(1, 2), Fraction(1)
COURT = court_of("sales_office")


def term(**said):
    return Term(**{"id": "t", "base": EACH, "rounding": "down", **said})


def graded(part):
    return Table(by="count", facts=RECEIPTS, rows=(Row(gives=part),))


def by_ground(*rows):
    return GroundRate(grounds=rows)


def bands(*rows):
    return Bands(how="whole", of="line", bands=rows)


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (Base, "value.missing", "facts"),
        (lambda: Base(given="price"), "value.missing", "facts"),
        (lambda: Base(facts=RECEIPTS, term="t"), "pay.base", "facts"),
        (lambda: Base(term="t", take="each"), "pay.base", "take"),
        (lambda: Base(facts=RECEIPTS, field="amount"), "value.missing", "take"),
        (lambda: Base(facts=RECEIPTS, take="each"), "pay.amount", "field"),
        (lambda: attrs.evolve(EACH, given="margin"), "pay.amount", "field"),
        (lambda: attrs.evolve(EACH, of=OPENED), "value.missing", "within"),
        (lambda: attrs.evolve(EACH, within=days(1, counting=ELAPSED)), "value.missing", "of"),
        (lambda: bands(Row(gives=ONE, upto=Money(1))), "select.table", "bands"),
        (bands, "select.table", "bands"),
        (by_ground, "select.table", "grounds"),
        (lambda: by_ground(Row(gives=ONE), Row(gives=ONE)), "select.table", "grounds"),
        (lambda: by_ground(Row(gives=ONE, upto=Money(1))), "select.table", "grounds"),
        (lambda: by_ground(*[Row(gives=ONE, values=("a",))] * 2), "select.table", "grounds"),
        (
            lambda: term(rate=by_ground(Row(gives=-ONE))),
            "pay.negative",
            "rate.grounds[0].gives",
        ),
        (
            lambda: Reversal(id="r", on=RECEIPTS, part=graded(Fraction(2))),
            "pay.part",
            "part.rows[0].gives",
        ),
        (lambda: bands(Row(gives=ONE, upto=3), Row(gives=ONE)), "select.table", "bands"),
        (
            lambda: bands(
                Row(gives=ONE, upto=Money(2)), Row(gives=ONE, upto=Money(2)), Row(gives=ONE)
            ),
            "select.table",
            "bands",
        ),
        (lambda: bands(Row(gives=ONE, upto=Money(0)), Row(gives=ONE)), "select.table", "bands"),
        (lambda: bands(Row(gives=ONE, values=("a",))), "select.table", "bands"),
        (lambda: Cap(amount=Money(-1), per="line"), "pay.negative", "amount"),
        (lambda: Leaver(on=RECEIPTS, part=Fraction(3, 2)), "pay.part", "part"),
        (lambda: Reversal(id="r", on=RECEIPTS), "pay.reversal", "part"),
        (lambda: Reversal(id="r", on=RECEIPTS, part=HALF, field="amount"), "pay.reversal", "part"),
        (lambda: Reversal(id="r", on=RECEIPTS, part=Fraction(0)), "pay.part", "part"),
        (lambda: term(share="owner"), "value.choice", "share"),
        (lambda: term(rate=Fraction(-1)), "pay.negative", "rate"),
        (lambda: term(rate=bands(Row(gives=-ONE))), "pay.negative", "rate.bands[0].gives"),
        (
            lambda: term(rate=Table(by="elapsed", rows=(Row(gives=-ONE),))),
            "pay.negative",
            "rate.rows[0].gives",
        ),
        (
            lambda: term(part=Table(by="elapsed", rows=(Row(gives=Fraction(2)),))),
            "pay.part",
            "part.rows[0].gives",
        ),
        (lambda: term(releases=(Release(id="a", part=HALF),)), "policy.parts", "releases"),
        (
            lambda: term(releases=(Release(id="a", part=ONE), Release(id="b"))),
            "policy.parts",
            "releases",
        ),
        (lambda: term(releases=(Release(id="a"), Release(id="b"))), "policy.parts", "releases"),
        (
            lambda: term(releases=(Release(id="a", part=Fraction(0)), Release(id="b"))),
            "policy.parts",
            "releases",
        ),
        (
            lambda: term(releases=(Release(id="a", part=HALF), Release(id="a"))),
            "policy.row_twice",
            "releases[1].id",
        ),
    ],
)
def test_a_term_that_says_nothing_or_too_much_is_refused(make, code, field):
    """What is half said would be read in a way that nobody meant."""
    with pytest.raises(Malformed) as caught:
        make()
    assert (caught.value.code, caught.value.field) == (code, field)
    assert caught.value.sentence("zh") != caught.value.sentence("en")


@pytest.mark.parametrize(
    ("terms", "code", "field"),
    [
        ((term(), term()), "policy.row_twice", "terms[1].id"),
        ((term(id="keeper"),), "policy.row_twice", "terms[0].id"),
        ((term(base=Base(term="other")),), "value.choice", "terms[0].base.term"),
        ((term(base=Base(term="t")),), "value.choice", "terms[0].base.term"),
        (
            (term(id="a", base=Base(term="b")), term(id="b", base=Base(term="a"))),
            "value.choice",
            "terms[0].base.term",
        ),
        ((term(to=Pick(claims=("x",))),), "policy.basis", "terms[0].to.claims"),
        ((term(when=(PAID, Pick(claims=("x",)))),), "policy.basis", "terms[0].when[1].claims"),
        (
            (term(releases=(Release(id="a", when=(Pick(claims=("x",)),)),)),),
            "policy.basis",
            "terms[0].releases[0].when[0].claims",
        ),
        (
            (term(releases=(Release(id="a", holds_if=(Pick(claims=("x",)),)),)),),
            "policy.basis",
            "terms[0].releases[0].holds_if[0].claims",
        ),
        (
            (term(base=attrs.evolve(EACH, field="component")),),
            "fact.field",
            "terms[0].base.field",
        ),
        ((term(rate=OwnRate(own=RECEIPTS, field="rate")),), "fact.field", "terms[0].rate.field"),
        (
            (term(rate=by_ground(Row(gives=HALF, values=("nowhere",)))),),
            "value.choice",
            "terms[0].rate.grounds[0].values",
        ),
        (
            (
                term(
                    reversals=(
                        Reversal(id="r", on=RECEIPTS, part=ONE, when=(Pick(claims=("x",)),)),
                    )
                ),
            ),
            "policy.basis",
            "terms[0].reversals[0].when[0].claims",
        ),
        ((term(to=Whom(role="amount", last=RECEIPTS)),), "fact.field", "terms[0].to.role"),
        (
            (term(reversals=(Reversal(id="r", on=RECEIPTS, field="of"),)),),
            "fact.field",
            "terms[0].reversals[0].field",
        ),
    ],
)
def test_a_term_that_names_what_is_not_there_is_refused(terms, code, field):
    """A misspelt name would pay nobody, and nobody would notice."""
    policy = attrs.evolve(COURT.policies, terms=terms)
    with pytest.raises(Malformed) as caught:
        check_terms(policy, COURT.kinds)
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize(
    "terms",
    [
        *(court_of(plan).policies.terms for plan in ("sales_office", "home_builder")),
        (term(to=Whom(role="by", last=RECEIPTS)), term(id="u", base=Base(term="t"))),
        (term(reversals=(Reversal(id="r", on=RECEIPTS, field="amount"),)),),
        (term(reversals=(Reversal(id="r", on=RECEIPTS, part=ONE),)),),
    ],
)
def test_terms_that_name_what_is_there_pass(terms):
    """What is refused for no reason cannot be written at all."""
    court = court_of("home_builder") if terms[0].id == "co_broke" else COURT
    policy = attrs.evolve(court.policies, terms=terms)
    check_terms(policy, court.kinds)
    opened = open_court(policy, china)
    assert opened.policies == policy


@pytest.mark.parametrize(
    ("place", "rows"),
    [
        ("to", {"to": Pick(claims=("registered",), ended_by=("x",))}),
        ("when[0]", {"when": (Pick(claims=("registered",), ended_by=("x",)),)}),
    ],
)
def test_a_pick_of_a_term_names_a_row_that_can_end_a_claim(place, rows):
    """A misspelt row ends nothing, and whoever it means would never be paid."""
    bases = (COURT.policies.claims[0].basis,)
    told = {
        name: tuple(attrs.evolve(one, claims=bases) for one in row)
        if isinstance(row, tuple)
        else attrs.evolve(row, claims=bases)
        for name, row in rows.items()
    }
    with pytest.raises(Malformed) as caught:
        open_court(attrs.evolve(COURT.policies, terms=(term(**told),)), china)
    assert caught.value.code == "value.choice"
    assert caught.value.field == f"terms[0].{place}.ended_by"


GIVEN = attrs.evolve(EACH, field=None, given="margin")


@pytest.mark.parametrize(
    ("given", "code"),
    [({}, "value.missing"), ({"margin": 100}, "value.type")],
)
def test_an_amount_that_the_host_must_give_is_asked_for(given, code):
    """A missing amount is not zero."""
    court = open_court(attrs.evolve(COURT.policies, terms=(term(base=GIVEN),)), china)
    with pytest.raises(Malformed) as caught:
        pay(court, Case("c", ()), at=china.at(2024, 3, 1), given=given)
    assert (caught.value.code, caught.value.field) == (code, "given.margin")


def test_a_rounding_that_admits_no_part_of_a_fen_says_so():
    """A text that forbids rounding must not be rounded in silence."""
    exact = term(rate=Fraction(1, 3), rounding="exact", to="an")
    court = open_court(attrs.evolve(COURT.policies, terms=(exact,)), china)
    case = next(one for one in cases_of("sales_office") if "a quarter" in one.name)
    with pytest.raises(Malformed) as caught:
        pay(court, Case("c", case.facts), at=case.at)
    assert caught.value.code == "money.inexact"


def test_two_rates_of_one_instant_are_none():
    """Which of two papers of one instant came later, nobody can say."""
    court = court_of("designer")
    case = cases_of("designer")[0]
    facts = tuple(
        attrs.evolve(one, id="g", fields=tuple((n, v) for n, v in one.fields if n != "rate"))
        if one.kind == "review"
        else one
        for one in case.facts
    )
    found = pay(court, Case("c", (*case.facts, *facts[:1])), at=case.at)
    assert [one.code for one in found.missing] == ["pay.no_rate"]
    assert not found.lines
