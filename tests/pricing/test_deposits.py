"""Deposits under the law: what each nature comes to, finding by finding, with its article."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import deposit, fact, receipt, refund_request, start
from renoflow.limits import state
from renoflow.money import Money, yuan
from renoflow.periods import LEGAL, days
from renoflow.pricing import (
    ARTICLES,
    Deposit,
    deposit_of,
    effective_part,
    first,
    outlook,
    refund_limit,
    remedies_by_choice,
)
from renoflow.pricing.deposits import Happening, Nature, Secures
from renoflow.select import Facts, Scope, see
from renoflow.words import text
from tests.pricing.closing import DAY
from tests.reference import deposits as slow

MAIN = yuan(200_000)


def earnest(paid=50_000_00, **more):
    return Deposit(nature="earnest", paid=Money(paid), **more)


def look(one=None, main=MAIN, performed=Fraction(0), rounding="half_up"):
    return outlook(one or earnest(), main=main, performed=performed, rounding=rounding)


def sums(found, happening):
    row = found.if_so(happening)
    return row.kept.fen // 100, row.back.fen // 100, row.on_top.fen // 100


def why(found, happening):
    return [(one.code, one.rule) for one in found.if_so(happening).reasons]


# --- the effective part ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid", "effective", "warned"),
    [(39_999_99, 39_999_99, False), (40_000_00, 40_000_00, False), (40_000_01, 40_000_00, True)],
)
def test_a_fifth_is_inside_and_one_fen_more_is_not(paid, effective, warned):
    """Each side of the edge of art. 586."""
    found = look(earnest(paid))
    assert found.effective == Money(effective)
    assert found.prepaid == Money(paid - effective)
    above = [one for one in found.warnings if one.code == "deposit.above"]
    assert [one.rule for one in above] == (["civil_code_586"] if warned else [])


def test_a_part_of_a_fen_above_a_fifth_has_no_effect():
    """A fifth of 1.04 yuan is 20.8 fen: twenty are inside."""
    assert effective_part(earnest(100), main=Money(104)) == Money(20)
    assert effective_part(earnest(100), main=Money(0)) == Money(0)


@pytest.mark.parametrize("nature", ["advance", "intention", "design_fee"])
def test_no_other_money_has_the_effect(nature):
    """订金, 意向金 and 设计费 are none, whatever happens."""
    found = look(Deposit(nature=nature, paid=yuan(5000)))
    assert (found.effective, found.prepaid) == (Money(0), yuan(5000))
    assert {(one.kept.fen, one.back, one.on_top.fen) for one in found.rows} == {(0, yuan(5000), 0)}
    article = "civil_code_787" if nature == "design_fee" else "contract_interpretation_67"
    assert [one.rule for one in found.warnings] == [article]
    assert why(found, "giver_default") == [("deposit.no_rule", article)]


# --- what would follow -----------------------------------------------------------------------


def test_each_side_loses_it_once():
    """200,000, 50,000 paid: 40,000 have the effect, the other 10,000 come back."""
    found = look()
    assert sums(found, "performed") == (0, 50_000, 0)
    assert sums(found, "giver_default") == (40_000, 10_000, 0)
    assert sums(found, "taker_default") == (0, 50_000, 40_000)  # 80,000 and 10,000 in all
    assert why(found, "performed") == [("deposit.credited", "civil_code_587")]
    assert why(found, "giver_default") == [("deposit.lost", "civil_code_587")]
    assert why(found, "taker_default") == [("deposit.doubled", "civil_code_587")]


@pytest.mark.parametrize("happening", ["both_default", "force_majeure"])
def test_where_both_failed_or_nobody_could_there_is_no_rule(happening):
    """Art. 68 of the interpretation."""
    found = look()
    assert sums(found, happening) == (0, 50_000, 0)
    assert why(found, happening) == [("deposit.no_rule", "contract_interpretation_68")]


def test_what_was_performed_is_left_out():
    """60 % performed and accepted: 40 % of 40,000."""
    found = look(performed=Fraction(3, 5))
    assert sums(found, "giver_default") == (16_000, 34_000, 0)
    assert sums(found, "taker_default") == (0, 50_000, 16_000)
    assert why(found, "giver_default")[1:] == [("deposit.partial", "contract_interpretation_68")]
    assert len(why(found, "performed")) == 1
    assert sums(look(performed=Fraction(1)), "giver_default") == (0, 50_000, 0)


def test_the_kinds_of_earnest_money_are_told_apart():
    """What it is for decides which rule there is."""
    plain = look()
    assert [one.code for one in plain.warnings] == [
        "deposit.above",
        "deposit.untyped",
        "deposit.minor",
    ]
    assert plain.if_so("giver_leaves") is None
    assert why(look(earnest(secures="conclusion")), "giver_default") == [
        ("deposit.lost", "contract_interpretation_67")
    ]
    made = look(earnest(secures="effect"))
    assert sums(made, "giver_default") == (0, 50_000, 0)
    assert why(made, "taker_default") == [("deposit.no_rule", "contract_interpretation_67")]
    assert "deposit.effect" in [one.code for one in made.warnings]
    leave = look(earnest(secures="rescission"))
    assert sums(leave, "giver_leaves") == (40_000, 10_000, 0)
    assert sums(leave, "taker_leaves") == (0, 50_000, 40_000)
    assert why(leave, "taker_leaves") == [("deposit.doubled", "contract_interpretation_67")]
    assert sums(leave, "giver_default") == (0, 50_000, 0)
    assert look(earnest(secures="performance")).rows == plain.rows


@pytest.mark.parametrize(
    ("agreed", "paid", "codes"),
    [
        (30_000_00, 20_000_00, ["deposit.changed"]),
        (20_000_00, 30_000_00, ["deposit.changed"]),
        (30_000_00, 30_000_00, []),
        (None, 30_000_00, []),
        (30_000_00, 0, ["deposit.unpaid"]),
    ],
)
def test_what_was_paid_counts_as_agreed(agreed, paid, codes):
    """Paying more or less changes what was agreed; before it is paid there is none."""
    one = earnest(paid, agreed=None if agreed is None else Money(agreed), secures="performance")
    found = look(one)
    assert found.effective == Money(paid)
    assert [one.code for one in found.warnings if one.code != "deposit.minor"] == codes


def test_it_is_an_outlook_and_no_verdict():
    """Every finding stands beside the others, and nothing says which one is so."""
    found = look()
    assert [one.happening for one in found.rows] == list(get_args(Happening))[:5]
    assert not hasattr(found, "outcome")
    said = [text(one, lang="en") for row in found.rows for one in row.reasons]
    said += [text(one, lang="en") for one in found.warnings]
    assert all(" must " not in one and "deposit." not in one for one in said)


# --- the other clause ------------------------------------------------------------------------


def test_penalty_or_earnest_money_is_the_partys_choice():
    """Both are worked out; the higher is not put first."""
    row = look().if_so("giver_default")
    for penalty in (yuan(60_000), yuan(1000)):
        by_earnest, by_penalty = remedies_by_choice(row, penalty=penalty, loss=None)
        assert (by_earnest.by, by_earnest.amount) == ("earnest", yuan(40_000))
        assert (by_penalty.by, by_penalty.amount) == ("penalty", penalty)
        assert by_earnest.loss_above == by_penalty.loss_above == Money(0)
        assert [(one.code, one.rule) for one in by_penalty.reasons] == [
            ("deposit.choice", "civil_code_588")
        ]


@pytest.mark.parametrize(("loss", "above"), [(40_000_00, 0), (40_000_01, 1)])
def test_a_loss_above_the_earnest_money_is_told(loss, above):
    """Each side of the edge."""
    row = look().if_so("taker_default")
    by_earnest, by_penalty = remedies_by_choice(row, penalty=yuan(60_000), loss=Money(loss))
    assert by_earnest.loss_above == Money(above)
    assert [one.code for one in by_earnest.reasons][1:] == ["deposit.loss_above"] * above
    assert by_penalty.loss_above == Money(0)


@pytest.mark.parametrize(
    ("happening", "penalty", "loss", "code"),
    [
        ("performed", 1, None, "deposit.default"),
        ("force_majeure", 1, None, "deposit.default"),
        ("giver_default", -1, None, "deposit.negative"),
        ("giver_default", 1, -1, "deposit.negative"),
    ],
)
def test_only_a_default_gives_a_choice(happening, penalty, loss, code):
    """Where nobody failed there is nothing to choose."""
    with pytest.raises(Malformed) as caught:
        remedies_by_choice(
            look().if_so(happening),
            penalty=Money(penalty),
            loss=None if loss is None else Money(loss),
        )
    assert caught.value.code == code


# --- paid back by when -----------------------------------------------------------------------

PAID_BACK = Facts(kinds=("refund",))


def refund(facts, at, limit=None):
    seen = see(facts, china, days="start")
    scope = Scope(seen=seen, calendar=china, asked=at, upto=at)
    return state(limit or refund_limit(paid_back=PAID_BACK, agreed=None), scope)


def test_fifteen_days_after_it_was_asked_for():
    """Friday 1 March: the fifteenth day is Saturday the 16th, and rolls to Monday the 18th."""
    last = china.end(date(2024, 3, 18))
    facts = [refund_request("q1", at=DAY, of="d1")]
    assert refund(facts, last).status == "open"
    assert refund(facts, last).last == last
    assert refund(facts, last + timedelta(microseconds=1)).status == "missed"
    paid = fact("b1", "refund", at=last, of="d1", amount=yuan(5000))
    assert refund([*facts, paid], last).status == "met"
    assert refund([], last).status == "unarmed"


def test_an_agreed_term_goes_before_the_request():
    """And a contract may promise it sooner."""
    limit = refund_limit(paid_back=PAID_BACK, agreed=first("start"), span=days(7, counting=LEGAL))
    found = refund([start("s1", at=DAY)], china.end(DAY), limit)
    assert (found.limit, found.last) == ("consumer_penalties_10", china.end(date(2024, 3, 8)))


# --- the records -----------------------------------------------------------------------------


def test_a_deposit_is_read_off_a_fact():
    """A design fee is a receipt of that component."""
    told = deposit(
        "d1", at=DAY, nature="earnest", amount=yuan(5000), secures="conclusion", agreed=yuan(6000)
    )
    assert deposit_of(told) == Deposit(
        nature="earnest", paid=yuan(5000), secures="conclusion", agreed=yuan(6000)
    )
    plain = deposit("d1", at=DAY, nature="intention", amount=yuan(5))
    assert deposit_of(plain) == Deposit(nature="intention", paid=yuan(5))
    fee = receipt("r1", at=DAY, component="design_fee", amount=yuan(5))
    assert deposit_of(fee) == Deposit(nature="design_fee", paid=yuan(5))
    with pytest.raises(Malformed) as caught:
        deposit_of(receipt("r1", at=DAY, component="works", amount=yuan(5)))
    assert caught.value.code == "deposit.fact"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"nature": "gift"}, "value.choice", "nature"),
        ({"paid": Money(-1)}, "deposit.negative", "paid"),
        ({"agreed": Money(-1)}, "deposit.negative", "agreed"),
        ({"secures": "love"}, "value.choice", "secures"),
        ({"nature": "advance", "secures": "effect"}, "deposit.secures", "secures"),
    ],
)
def test_a_wrong_deposit_is_named(fields, code, field):
    """Each wrong field, where it stands."""
    with pytest.raises(Malformed) as caught:
        Deposit(**{"nature": "earnest", "paid": Money(1), **fields})
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize("performed", [Fraction(-1, 2), Fraction(3, 2), 0.5, 1])
def test_performed_is_a_part(performed):
    """More than all of it cannot have been done."""
    with pytest.raises(Malformed) as caught:
        look(performed=performed)
    assert caught.value.code == "deposit.performed"
    with pytest.raises(Malformed) as caught:
        look(main=Money(-1))
    assert (caught.value.code, caught.value.field) == ("deposit.negative", "main")


KINDS = [
    (nature, secures)
    for nature, secures in product(get_args(Nature), (None, *get_args(Secures)))
    if nature == "earnest" or secures is None
]


@given(
    st.sampled_from(KINDS),
    st.integers(0, 500),
    st.integers(0, 1000),
    st.fractions(0, 1, max_denominator=12),
    st.sampled_from(["half_up", "down", "up", "half_even"]),
)
def test_it_says_what_the_second_statement_says(kind, paid, main, performed, rounding):
    """And every fen that was paid is kept or comes back; never more than a fifth is at stake."""
    nature, secures = kind
    one = Deposit(nature=nature, paid=Money(paid), secures=secures)
    found = look(one, Money(main), performed, rounding)
    assert found.effective.fen == slow.effective(nature, paid, main)
    assert found.effective + found.prepaid == one.paid
    for row in found.rows:
        got = (row.kept.fen, row.back.fen, row.on_top.fen)
        assert got == slow.outcome(nature, secures, paid, main, performed, rounding, row.happening)
        assert row.kept + row.back == one.paid
        assert 5 * max(row.kept.fen, row.on_top.fen) <= main
        assert {reason.rule for reason in row.reasons} <= set(ARTICLES)


def test_a_fact_that_tells_no_amount_is_a_deposit_of_nothing():
    """A slip without a sum proves no fen; the warning says that nothing was paid."""
    told = deposit("d", at=DAY, nature="earnest", amount=yuan(5))
    bare = attrs.evolve(told, fields=(("nature", "earnest"),))
    assert deposit_of(bare).paid == Money(0)
    found = outlook(deposit_of(bare), main=yuan(100), performed=Fraction(0), rounding="down")
    assert found.warnings[0].code == "deposit.unpaid"
