"""One term at a time, on each side of an edge: windows, bands, caps, leavers, reversals."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from renoflow.attribution import (
    Bands,
    Base,
    Cap,
    Case,
    Decider,
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
from renoflow.attribution.policy import Whom
from renoflow.facts import fact
from renoflow.money import Money
from renoflow.periods import hours
from renoflow.select import Anchor, Facts, Match, Row, Table, Test
from tests.attribution.pay.drawn import EVERY_DAY, KINDS_HERE, MICRO, START, WINDOW, policy

ONE = Fraction(1)
RECEIPT = Facts(kinds=("receipt",))
CANCELS, DEALS = Facts(kinds=("cancellation",)), Facts(kinds=("deal",))
COMPLAINT, DONE = Facts(kinds=("complaint",)), Facts(kinds=("completion",))
EACH = Base(facts=RECEIPT, take="each", field="amount")
SUM = attrs.evolve(EACH, take="sum")
LEFT = Facts(kinds=("leave",), where=(Match(field="party", op="self"),))


def hour(n, tick=0):
    return START + timedelta(hours=n) + tick * MICRO


def told(id_, kind, n, tick=0, **fields):
    by = fields.pop("by", "ann")
    return fact(id_, kind, at=hour(n, tick), by=by, kinds=KINDS_HERE, **fields)


def filing(id_="a", by="ann", n=0):
    return told(id_, "filing", n, by=by, medium="form")


def paid(id_, fen, n, tick=0):
    return told(id_, "receipt", n, tick, component="works", amount=Money(fen))


def asked(term, *facts, at=100):
    said = {"id": "t", "base": EACH, "rounding": "down", **term}
    court = open_court(policy(terms=(Term(**said),), take=None), EVERY_DAY)
    return pay(court, Case("c1", (filing(), *facts)), at=hour(at))


def earned(found):
    return [one.earned.fen for one in found.lines]


FIRST = Anchor(of="first", facts=Facts(kinds=("deal",)), whole=True)
DEAL = told("d", "deal", 10)


@pytest.mark.parametrize(
    ("window", "facts", "wanted"),
    [
        ({"after": FIRST}, (paid("r", 5, 10), paid("s", 6, 10, 1), DEAL), [6]),
        ({"after": FIRST}, (paid("r", 5, 10),), []),
        ({"before": FIRST}, (paid("r", 5, 10, -1), paid("s", 6, 10), DEAL), [5]),
        ({"before": FIRST}, (paid("r", 5, 10),), [5]),
        ({"within": hours(2), "of": FIRST}, (paid("r", 5, 12), paid("s", 6, 12, 1), DEAL), [5]),
        ({"within": hours(2), "of": FIRST}, (paid("r", 5, 10), paid("s", 6, 10, -1), DEAL), [5]),
        ({"within": hours(2), "of": FIRST}, (paid("r", 5, 10),), []),
    ],
)
def test_a_window_of_a_base(window, facts, wanted):
    """A payment of the last instant must count, and the one after it must not."""
    assert earned(asked({"base": attrs.evolve(EACH, **window)}, *facts)) == wanted


@pytest.mark.parametrize(
    ("take", "wanted"),
    [
        ("each", [(1, 1), (1, 2), (2, 4)]),
        ("first", [(1, 3)]),
        ("last", [(2, 4)]),
        ("sum", [(2, 7)]),
    ],
)
def test_what_a_base_takes(take, wanted):
    """Of two payments of one instant neither is the first."""
    facts = (paid("r", 1, 1), paid("s", 2, 1), paid("u", 4, 2))
    found = asked({"base": attrs.evolve(EACH, take=take)}, *facts)
    assert [(one.at, one.earned.fen) for one in found.lines] == [
        (hour(at), fen) for at, fen in wanted
    ]


@pytest.mark.parametrize(
    ("how", "of", "amounts", "wanted"),
    [
        ("whole", "line", (100, 101), [10, 20]),
        ("slices", "line", (100, 110), [10, 12]),
        ("whole", "sum", (60, 40, 10), [6, 4, 2]),
        ("slices", "sum", (60, 50, 10), [6, 6, 2]),
    ],
)
def test_the_edge_of_a_band_lies_in_it(how, of, amounts, wanted):
    """100 yuan are not more than 100; a running sum tells of the part that came last."""
    rate = Bands(
        how=how,
        of=of,
        bands=(Row(gives=Fraction(1, 10), upto=Money(100)), Row(gives=Fraction(2, 10))),
    )
    facts = [paid(f"r{n}", fen, n + 1) for n, fen in enumerate(amounts)]
    assert earned(asked({"rate": rate}, *facts)) == wanted


def test_of_one_instant_no_payment_is_before_the_other_in_the_bands():
    """Which of two was typed first must not decide whose rate is higher."""
    bands = (Row(gives=Fraction(1, 10), upto=Money(100)), Row(gives=Fraction(2, 10)))
    rate = Bands(how="slices", of="sum", bands=bands)
    assert earned(asked({"rate": rate}, paid("r", 100, 1), paid("s", 100, 1))) == [15, 15]


@pytest.mark.parametrize(
    ("per", "wanted"),
    [("line", [(50, 10), (50, 0)]), ("payee", [(50, 10), (0, 50)]), ("term", [(50, 10), (0, 50)])],
)
def test_a_cap_cuts_the_latest_line(per, wanted):
    """What was earned first was within the cap, and stays."""
    found = asked({"caps": (Cap(per=per, amount=Money(50)),)}, paid("r", 60, 1), paid("s", 50, 2))
    assert [(one.earned.fen, one.cut.fen) for one in found.lines] == wanted


def test_lines_of_one_instant_are_cut_alike():
    """Otherwise the id of a receipt would say which of two is paid."""
    cap = Cap(per="term", amount=Money(51))
    found = asked({"caps": (cap,)}, paid("r", 50, 1), paid("s", 50, 1))
    assert [(one.earned.fen, one.cut.fen) for one in found.lines] == [(25, 25), (25, 25)]


BY_GRADE = Table(
    by="field",
    facts=Facts(kinds=("grade",)),
    field="rate",
    rows=(Row(gives=Fraction(1, 3), values=(1,)), Row(gives=Fraction(1, 2))),
)


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ({"part": BY_GRADE}, "pay.no_rate"),
        ({"leaver": Leaver(on=LEFT, part=BY_GRADE)}, "pay.no_part"),
    ],
)
def test_a_part_that_nobody_told_is_told_to_be_missing(term, code):
    """The last row would else answer for what was never said."""
    gone = told("l", "leave", 1, party="ann", reason="personal")
    grade = told("g", "grade", 1, party="ann", rate=1)
    assert earned(asked(term, paid("r", 60, 3), gone, grade)) == [20]
    found = asked(term, paid("r", 60, 3), gone)
    assert (earned(found), [one.code for one in found.missing]) == ([], [code])


def test_a_leaver_who_keeps_all_or_came_back_loses_nothing():
    """A row about leavers must not touch who came back before he earned."""
    gone = told("l", "leave", 1, party="ann", reason="personal")
    back = told("g", "grade", 2, party="ann", rate=1)
    all_ = Leaver(on=LEFT, part=ONE)
    none = Leaver(on=LEFT, part=Fraction(0), back=attrs.evolve(LEFT, kinds=("grade",)))
    assert earned(asked({"leaver": all_}, paid("r", 60, 3), gone)) == [60]
    assert earned(asked({"leaver": none}, paid("r", 60, 3), gone)) == []
    assert earned(asked({"leaver": none}, paid("r", 60, 3), gone, back)) == [60]
    early = attrs.evolve(back, at=hour(1))
    assert earned(asked({"leaver": none}, paid("r", 60, 3), gone, early)) == []


def test_the_odd_fen_of_a_leavers_rest_stays_with_the_company():
    """Two who took over together have an equal claim to it, so neither has one."""
    gone = told("l", "leave", 1, party="cy", reason="personal")
    leaver = Leaver(on=LEFT, part=Fraction(0), rest="holder")
    found = asked({"to": "cy", "leaver": leaver}, filing("b", "bo"), paid("r", 61, 3), gone)
    assert [(one.payee, one.earned.fen) for one in found.lines] == [("ann", 30), ("bo", 30)]
    assert [(one.why, one.amount.fen) for one in found.kept] == [("residue", 1)]


def test_the_odd_fen_goes_to_the_earlier_claim():
    """Of equal shares the older claim is the stated order, not the name."""
    found = asked({}, filing("b", "aaron", 1), paid("r", 61, 3))
    assert {one.payee: one.earned.fen for one in found.lines} == {"ann": 31, "aaron": 30}


@pytest.mark.parametrize("rate", [None, Decimal("0.5")])
def test_an_own_rate_recorded_as_none_is_none(rate):
    """To be asked and to have none is not a rate of zero."""
    grade = told("g", "grade", 1, party="ann", rate=rate)
    own = OwnRate(own=attrs.evolve(LEFT, kinds=("grade",)), field="rate")
    found = asked({"rate": own}, grade, paid("r", 60, 3))
    assert earned(found) == ([] if rate is None else [30])
    assert len(found.missing) == (1 if rate is None else 0)


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ((), None),  # no deal yet: the rate of that instant is nobody's
        ((told("d", "deal", 1),), 30),
        ((told("d", "deal", 1, -1),), None),  # before he was graded
        ((told("d", "deal", 2),), 15),
        ((told("d", "deal", 2, -1),), 30),
        ((told("d", "deal", 9),), None),  # after the receipt, whose instant is read
    ],
)
def test_an_own_rate_may_be_that_of_an_instant(facts, wanted):
    """Graded up after the deal, he is paid for it by the grade of that day."""
    grades = [
        told("g", "grade", 1, party="ann", rate=Decimal("0.5")),
        told("h", "grade", 2, party="ann", rate=Decimal("0.25")),
        told("i", "grade", 4, party="ann", rate=Decimal(1)),
    ]
    own = OwnRate(own=attrs.evolve(LEFT, kinds=("grade",)), field="rate", at=FIRST)
    found = asked({"rate": own}, *grades, paid("r", 60, 3), *facts)
    assert earned(found) == ([] if wanted is None else [wanted])
    assert [one.code for one in found.missing] == ([] if wanted else ["pay.no_rate"])


THIRD, HALF = Fraction(1, 3), Fraction(1, 2)
OTHERS = Row(gives=HALF)


@pytest.mark.parametrize(
    ("rows", "facts", "wanted"),
    [
        ((Row(gives=THIRD, values=("first",)), OTHERS), (), 20),
        ((Row(gives=THIRD, values=("first",)), OTHERS), (filing(), filing("b", "bo")), 20),
        ((Row(gives=THIRD, values=("decision",)), OTHERS), (), 30),
        (
            (Row(gives=THIRD, values=("decision",)), OTHERS),
            (told("x", "decision", 1, owner="bo", role="head"),),
            20,
        ),
        ((Row(gives=THIRD, values=("decision",)),), (), None),
    ],
)
def test_a_rate_goes_by_the_ground_that_decided(rows, facts, wanted):
    """One's own customer and the company's have each their rate, in one term."""
    head = Decider(role="head", until="always")
    term = Term(id="t", base=EACH, rounding="down", rate=GroundRate(grounds=rows))
    court = open_court(policy(terms=(term,), take=None, deciders=(head,)), EVERY_DAY)
    found = pay(court, Case("c1", (filing(), paid("r", 60, 3), *facts)), at=hour(9))
    assert sum(earned(found)) == (wanted or 0)
    assert [one.code for one in found.missing] == ([] if wanted else ["pay.no_rate"])


@pytest.mark.parametrize(("share", "wanted"), [("verdict", 20), ("holder", 30)])
def test_the_ground_that_counts_is_the_one_by_which_the_shares_go(share, wanted):
    """A word of the head after the payment changes what the verdict gives, not what was then."""
    head = Decider(role="head", until="always")
    rows = (Row(gives=THIRD, values=("decision",)), OTHERS)
    term = Term(id="t", base=EACH, rounding="down", rate=GroundRate(grounds=rows), share=share)
    court = open_court(policy(terms=(term,), take=None, deciders=(head,)), EVERY_DAY)
    word = told("x", "decision", 5, owner="ann", role="head")
    found = pay(court, Case("c1", (filing(), paid("r", 60, 3), word)), at=hour(9))
    assert earned(found) == [wanted]


BACK = told("x", "cancellation", 20)
SETTLED = Test(facts=DEALS, within=hours(10), of=Anchor())


@pytest.mark.parametrize(
    ("deal", "back"),
    [((13, 0), 60), ((13, 1), 0), ((2, 0), 0), ((20, 0), 0)],
)
def test_a_reversal_may_be_conditional(deal, back):
    """No rebate unless the invoice was paid in time: the last instant counts."""
    row = Reversal(id="b", on=CANCELS, part=ONE, when=(SETTLED,))
    found = asked({"reversals": (row,)}, paid("r", 60, 3), told("d", "deal", *deal), BACK)
    assert [one.reversed.fen for one in found.lines] == [back]


@pytest.mark.parametrize(("at", "back"), [((13, 0), 60), ((13, 1), 30)])
def test_the_part_of_a_reversal_may_be_a_table(at, back):
    """All of it in the first weeks, half of it after them; read when it is taken back."""
    of = Anchor(of="approved")
    part = Table(by="elapsed", of=of, rows=(Row(gives=ONE, upto=hours(10)), Row(gives=HALF)))
    row = Reversal(id="b", on=CANCELS, part=part)
    gone = attrs.evolve(BACK, at=hour(*at))
    found = asked({"reversals": (row,)}, paid("r", 60, 3), gone)
    assert [one.reversed.fen for one in found.lines] == [back]


def test_a_reversal_cites_what_it_hung_on():
    """Whoever pays back asks why."""
    row = Reversal(id="b", on=CANCELS, part=ONE, when=(Test(facts=DEALS),))
    found = asked({"reversals": (row,)}, paid("r", 60, 3), DEAL, BACK)
    assert [one.facts for one in found.lines[0].mirrors] == [("x", "d")]
    assert set(found.lines[0].cites) >= {"x", "d", "r"}


NO_COMPLAINT = Test(facts=COMPLAINT, negated=True, within=hours(5), of=Anchor())
NONE_BEFORE = Test(
    facts=COMPLAINT, negated=True, back=hours(5), of=attrs.evolve(FIRST, plus=hours(1))
)
SINCE_DONE = Test(
    facts=COMPLAINT, negated=True, within=hours(5), of=Anchor(of="first", facts=DONE, whole=True)
)


@pytest.mark.parametrize(
    ("test", "facts", "wanted"),
    [
        (NO_COMPLAINT, (), hour(8, 1)),
        (NO_COMPLAINT, (told("c", "complaint", 8, result="open"),), None),
        (NO_COMPLAINT, (told("c", "complaint", 8, 1, result="open"),), hour(8, 1)),
        (NONE_BEFORE, (DEAL,), hour(3)),
        (NONE_BEFORE, (attrs.evolve(DEAL, at=hour(2)),), hour(3)),
        (NONE_BEFORE, (attrs.evolve(DEAL, at=hour(3)),), hour(4, -1)),
        (SINCE_DONE, (), hour(3)),
        (SINCE_DONE, (told("z", "completion", 3),), hour(8, 1)),
        (SINCE_DONE, (told("z", "completion", 3), told("y", "loss", 4)), hour(8, 1)),
    ],
)
def test_none_within_a_span_is_earned_when_the_span_is_over(test, facts, wanted):
    """Nobody has to do anything for it to be earned: time alone does it."""
    found = asked({"when": (test,)}, paid("r", 60, 3), *facts)
    assert [one.earned_at for one in found.lines] == ([] if wanted is None else [wanted])


def test_a_line_is_earned_when_a_claim_has_lapsed_by_itself():
    """A pick can come to hold without any fact."""
    lapsed = Pick(claims=("filed",), status=("lapsed",))
    term = Term(id="t", base=EACH, rounding="down", to="cy", when=(lapsed,))
    court = open_court(policy(terms=(term,), take=1, limits=(WINDOW,)), EVERY_DAY)
    case = Case("c1", (filing(), paid("r", 60, 3)))
    assert [one.earned_at for one in pay(court, case, at=hour(30)).lines] == [hour(24, 1)]
    assert pay(court, case, at=hour(24)).lines == ()


REFUND = Facts(kinds=("refund_request",))


@pytest.mark.parametrize(
    ("row", "facts", "wanted"),
    [
        ({"field": "amount"}, (told("x", "refund_request", 5),), 0),
        ({"field": "amount"}, (told("x", "refund_request", 5, amount=Money(-9)),), 0),
        ({"field": "amount"}, (told("x", "refund_request", 5, amount=Money(20)),), 20),
        ({"part": ONE}, (told("x", "refund_request", 3, amount=Money(20)),), 0),
        ({"part": ONE}, (told("x", "refund_request", 3, 1),), 60),
        ({"part": ONE, "within": hours(2)}, (told("x", "refund_request", 5),), 60),
        ({"part": ONE, "within": hours(2)}, (told("x", "refund_request", 5, 1),), 0),
        ({"part": ONE, "within": hours(2), "of": FIRST}, (told("x", "refund_request", 5),), 0),
        (
            {"part": ONE, "within": hours(2), "of": attrs.evolve(FIRST, plus=hours(1))},
            (told("x", "refund_request", 5), attrs.evolve(DEAL, at=hour(4, 1))),
            0,
        ),
        (
            {"part": Fraction(1, 2)},
            (told("x", "refund_request", 5), told("y", "refund_request", 5)),
            60,
        ),
        ({"part": Fraction(1, 3)}, (told("x", "refund_request", 5),), 20),
    ],
)
def test_what_a_reversal_takes_back(row, facts, wanted):
    """What happens with the line or before it cannot take it back, nor what is too late."""
    found = asked({"reversals": (Reversal(id="x", on=REFUND, **row),)}, paid("r", 60, 3), *facts)
    assert [one.reversed.fen for one in found.lines] == [wanted]


def test_two_reversals_together_take_back_no_more_than_the_line():
    """Without it a payee would owe what he never earned."""
    rows = tuple(Reversal(id=one, on=REFUND, part=Fraction(3, 5)) for one in ("x", "y"))
    refund = told("x", "refund_request", 5)
    (line,) = asked({"reversals": rows}, paid("r", 60, 3), refund).lines
    assert (line.earned.fen, line.reversed.fen) == (60, 60)
    (line,) = asked({"reversals": rows[:1]}, paid("r", 60, 3), refund).lines
    assert line.reversed.fen == 36


def test_what_is_due_latest_is_taken_back_first_and_what_is_forfeited_is_not_taken_twice():
    """A half refunded leaves the half that is due; what is lost is lost once."""
    releases = (
        Release(id="now", part=Fraction(1, 2)),
        Release(
            id="done", when=(Test(facts=DONE),), holds_if=(Test(facts=COMPLAINT, negated=True),)
        ),
    )
    half = Reversal(id="x", on=REFUND, part=Fraction(1, 2))
    term = {"releases": releases, "reversals": (half,)}
    refund = told("x", "refund_request", 5)
    (line,) = asked(term, paid("r", 60, 3), refund).lines
    assert [part.left.fen for part in line.tranches] == [30, 0]
    done, angry = told("z", "completion", 4), told("c", "complaint", 4, result="open")
    (line,) = asked(term, paid("r", 60, 3), done, angry, refund).lines
    assert [part.state for part in line.tranches] == ["due", "forfeited"]
    assert (line.forfeited.fen, line.reversed.fen, line.due.fen) == (30, 30, 0)


def test_an_amount_that_was_not_told_is_missing():
    """A deal without an amount is no deal of nothing."""
    base = Base(facts=Facts(kinds=("deal",)), take="last", field="amount")
    found = asked({"base": base}, DEAL)
    assert [(one.code, one.facts) for one in found.missing] == [("pay.no_amount", ("d",))]


def test_a_fixed_amount_of_a_sum_is_paid_for_each_fact():
    """A hundred for each household are two hundred for two."""
    base = Base(facts=RECEIPT, take="sum", amount=Money(100))
    assert earned(asked({"base": base}, paid("r", 1, 1), paid("s", 1, 2))) == [200]


def test_all_conditions_hold_at_one_instant_or_it_is_not_earned():
    """A span that runs from a fact still to come has no end yet."""
    done = Test(facts=DONE)
    found = asked({"when": (SINCE_DONE, done)}, paid("r", 60, 3), told("z", "completion", 6))
    assert [one.earned_at for one in found.lines] == [hour(11, 1)]
    assert asked({"when": (SINCE_DONE, done)}, paid("r", 60, 3)).lines == ()


@pytest.mark.parametrize(("role", "held"), [("clerk", 60), ("head", 0)])
def test_only_a_competent_role_lets_the_money_go(role, held):
    """Anybody could else release a commission by writing that it is decided."""
    term = Term(id="t", base=EACH, rounding="down")
    head = Decider(role="head", until="always")
    court = open_court(policy(terms=(term,), take=None, deciders=(head,)), EVERY_DAY)
    quarrel = told("q", "dispute", 5, claims=("ann", "bo"))
    word = told("w", "decision", 6, owner="ann", of="q", role=role)
    case = Case("c1", (filing(), paid("r", 60, 3), quarrel, word))
    assert [one.held.fen for one in pay(court, case, at=hour(9)).lines] == [held]


FINDER = told("v", "visit", 1, brought_by="cy")
NOBODY = told("w", "visit", 2, brought_by=None)
UNTOLD = told("w", "visit", 2)
BRINGER = Whom(role="brought_by", last=Facts(kinds=("visit",)))


@pytest.mark.parametrize(
    ("to", "facts", "wanted"),
    [
        (BRINGER, (FINDER,), {"cy": 61}),
        (BRINGER, (), {}),
        (BRINGER, (NOBODY,), {}),
        (BRINGER, (UNTOLD,), {None: 61}),
        (BRINGER, (FINDER, attrs.evolve(NOBODY, at=FINDER.at)), {None: 61}),
        (Pick(claims=("filed",), order="last"), (filing("b", "bo", 1),), {"bo": 61}),
        (Pick(claims=("filed",), take=None), (filing("b", "bo", 1),), {"ann": 31, "bo": 30}),
        (Pick(claims=("filed",)), (filing("b", "bo"),), {None: 61}),
        (Pick(claims=("visited",)), (), {}),
    ],
)
def test_whom_a_term_means_and_what_is_nobodys_yet(to, facts, wanted):
    """What is nobody's yet is held for the right one; where there is nobody, nobody earns."""
    found = asked({"to": to}, paid("r", 61, 3), *facts)
    assert {one.payee: one.earned.fen for one in found.lines} == wanted
    assert all(one.held == (one.earned if one.payee is None else Money(0)) for one in found.lines)


@pytest.mark.parametrize("to", [BRINGER, Pick(claims=("visited",))])
@pytest.mark.parametrize(
    ("facts", "payees"),
    [
        ((), [None]),
        ((filing(),), []),
        ((told("x", "decision", 4, owner="bo", role="head"),), []),
        ((filing(), filing("b", "bo")), [None]),
    ],
)
def test_money_for_nobody_waits_only_until_the_court_has_answered(to, facts, payees):
    """Else each customer whom nobody brought would leave money that nobody can ever be paid."""
    head = Decider(role="head", until="always")
    term = Term(id="t", base=EACH, rounding="down", to=to)
    court = open_court(policy(terms=(term,), take=1, deciders=(head,)), EVERY_DAY)
    found = pay(court, Case("c1", (*facts, paid("r", 61, 3))), at=hour(9))
    assert [one.payee for one in found.lines] == payees


def test_an_owner_whom_the_court_lacks_leaves_what_owners_earn_held():
    """A customer of nobody may still be somebody's when a person has decided."""
    gone = told("x", "loss", 1, reason="price")
    found = asked({}, gone, paid("r", 61, 3))
    assert [(one.payee, one.held) for one in found.lines] == [(None, Money(61))]


def test_what_comes_to_nothing_is_no_line():
    """A list of zeros hides what matters; what goes back is a row of reversals."""
    assert earned(asked({}, paid("r", -60, 3))) == []
    assert earned(asked({"rate": Fraction(0)}, paid("r", 60, 3))) == []
    assert earned(asked({"when": (Test(facts=DONE),)}, paid("r", 60, 3))) == []
