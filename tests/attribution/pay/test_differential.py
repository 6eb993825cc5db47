"""Pay against its second, slow statement, over terms and histories made up at random."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renoflow.attribution import pay
from tests.attribution.pay.drawn import GIVEN, INSTANTS, cases, courts
from tests.reference.pay import pay as pay_slowly

LATER = INSTANTS[-1] + (INSTANTS[-1] - INSTANTS[0])
ASKED = (*INSTANTS[4:], LATER, LATER, LATER, LATER)


def plain(answer):
    """Pay as the reference tells it."""
    return {
        "lines": sorted((line(one) for one in answer.lines), key=repr),
        "kept": sorted(
            (
                (row(one.rule), one.why, one.occasion, one.at, one.amount.fen)
                for one in answer.kept
            ),
            key=repr,
        ),
        "surplus": [(to, amount.fen) for to, amount in answer.surplus],
        "missing": sorted(
            ((one.code, row(one.rule), one.get("payee"), one.facts) for one in answer.missing),
            key=repr,
        ),
    }


def row(rule):
    return rule.partition("#")[2]


def line(one):
    return {
        "term": row(one.rule),
        "payee": one.payee,
        "facts": one.occasion,
        "at": one.at,
        "earned_at": one.earned_at,
        "earned": one.earned.fen,
        "cut": one.cut.fen,
        "dues": tuple((part.due, part.state, part.left.fen) for part in one.tranches),
        "mirrors": tuple(
            (back.at, back.rule.partition("/")[2], back.amount.fen) for back in one.mirrors
        ),
        "forfeited": one.forfeited.fen,
        "paid": one.paid.fen,
        "held": one.held.fen,
        "due": one.due.fen,
        "later": one.later.fen,
    }


@settings(
    max_examples=3 * settings().max_examples,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(court=courts(), case=cases(), at=st.sampled_from(ASKED))
def test_pay_is_what_the_slow_statement_says(court, case, at):
    """Two statements written apart make the same mistake only where the rules are unclear."""
    fast = plain(pay(court, case, at=at, given=GIVEN))
    assert fast == pay_slowly(court, case, at=at, given=GIVEN)
