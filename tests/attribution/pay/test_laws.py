"""What holds of all pay, whatever the terms: money is conserved, and names decide nothing."""

from datetime import UTC
from fractions import Fraction

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renoflow.attribution import Pick, Whom, open_court, pay, statement
from renoflow.codec import to_data
from renoflow.money import Money, total
from tests.attribution.pay.drawn import GIVEN, INSTANTS, cases, courts
from tests.attribution.pay.test_differential import ASKED, plain

asked = st.sampled_from(ASKED)
OFTEN = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
RATE, ONE = Fraction(1, 7), Fraction(1)
OTHERS = {"ann": "zed", "bo": "ann", "cy": "bo"}


def asks(court, case, at):
    return pay(court, case, at=at, given=GIVEN)


@OFTEN
@given(court=courts(), case=cases(), at=asked)
def test_every_fen_of_a_line_is_somewhere(court, case, at):
    """Otherwise a commission would vanish between two columns, or be in both."""
    found = asks(court, case, at)
    for line in found.lines:
        net = line.earned - line.reversed - line.forfeited
        assert net == line.paid + line.held + line.due + line.later
        assert net == total(part.left for part in line.tranches)
        assert line.earned == total(part.amount for part in line.tranches)
        assert Money(0) <= line.reversed <= line.earned
        assert min(line.paid, line.held, line.later, line.cut, line.forfeited) >= Money(0)
    sums = found.totals
    owed = sums.paid + sums.held + sums.due + sums.later
    assert sums.earned - sums.reversed - sums.forfeited == owed


@OFTEN
@given(court=courts(), case=cases(), at=asked)
def test_payouts_are_on_lines_or_surplus(court, case, at):
    """Otherwise a payment that found no line would be forgotten."""
    found = asks(court, case, at)
    paid = [f for f in case.facts if f.kind == "payout" and f.at <= at]
    assert found.totals.paid + found.totals.surplus == total(f.get("amount") for f in paid)


@OFTEN
@given(court=courts(), case=cases(), at=asked)
def test_a_split_gives_out_the_rounded_whole(court, case, at):
    """Otherwise a fen of each split would be nobody's, or paid twice."""
    term = court.policies.terms[0]  # the first never rests on another
    alone = attrs.evolve(term, when=(), caps=(), leaver=None, rate=RATE, part=ONE)
    whole = attrs.evolve(alone, to="everybody")
    shared = with_terms(court, alone, attrs.evolve(whole, id="whole"))
    found = asks(shared, case, at)
    given_out, rounded = (by_occasion(found, name) for name in (term.id, "whole"))
    assert given_out == {one: rounded[one] for one in given_out}
    # whom a fact or a pick should name may be nobody: then nobody earns, and nothing is left
    assert isinstance(term.to, Whom | Pick) or given_out == rounded


def by_occasion(found, name):
    """What a term gave out and what was left of it, for each of its occasions."""
    amounts = [(one.occasion, one.earned, one.rule) for one in found.lines]
    amounts += [(one.occasion, one.amount, one.rule) for one in found.kept]
    mine = [(at, fen) for at, fen, rule in amounts if rule.endswith(f"#{name}")]
    return {at: total(fen for other, fen in mine if other == at) for at, _ in mine}


def with_terms(court, *terms):
    return open_court(attrs.evolve(court.policies, terms=terms), court.calendar)


@OFTEN
@given(court=courts(), case=cases(), at=asked)
def test_the_order_of_facts_never_matters(court, case, at):
    """A data base returns its rows in any order."""
    turned = attrs.evolve(case, facts=case.facts[::-1])
    assert asks(court, turned, at) == asks(court, case, at)


@OFTEN
@given(court=courts(), case=cases(), at=asked)
def test_later_facts_never_matter(court, case, at):
    """A statement of last month must stay what it was."""
    past = attrs.evolve(case, facts=tuple(f for f in case.facts if f.at <= at))
    assert asks(court, past, at) == asks(court, case, at)


@OFTEN
@given(court=courts(), case=cases(), at=asked)
def test_renaming_parties_renames_the_pay(court, case, at):
    """Nobody gets the odd fen for the first letter of his name."""
    terms = tuple(attrs.evolve(t, to="bo") if t.to == "cy" else t for t in court.policies.terms)
    facts = tuple(map(renamed, case.facts))
    found = asks(with_terms(court, *terms), attrs.evolve(case, facts=facts), at)
    wanted = asks(court, case, at)
    assert amounts(found) == sorted(
        (OTHERS.get(one[0], one[0]), *one[1:]) for one in amounts(wanted)
    )
    assert sorted(one.amount for one in found.kept) == sorted(one.amount for one in wanted.kept)


def amounts(found):
    return sorted(
        (line.payee or "", line.rule, line.earned, line.reversed, line.due, line.held, line.later)
        for line in found.lines
    )


def renamed(fact):
    def name(value):
        if isinstance(value, tuple):
            return tuple(OTHERS.get(one, one) for one in value)
        return OTHERS.get(value, value) if isinstance(value, str) else value

    fields = tuple((field, name(value)) for field, value in fact.fields)
    return attrs.evolve(fact, by=name(fact.by), fields=fields)


@OFTEN
@given(court=courts(), case=cases(), at=asked)
def test_a_line_once_earned_stays_in_the_book(court, case, at):
    """What was earned may be taken back by a row, and never disappears.

    Not of a first, last or sum, which are of what is known so far, nor of owners who change.
    """
    terms = tuple(
        attrs.evolve(
            t,
            base=attrs.evolve(t.base, take="each", after=None, before=None, within=None, of=None),
            to="ann",
            caps=(),
        )
        for t in court.policies.terms
        if t.base.facts is not None
    )
    fixed = with_terms(court, *terms)
    before = {(one.rule, one.occasion, one.earned_at) for one in asks(fixed, case, at).lines}
    later = INSTANTS[-1] + (INSTANTS[-1] - INSTANTS[0])
    assert before <= {
        (one.rule, one.occasion, one.earned_at) for one in asks(fixed, case, later).lines
    }


@OFTEN
@given(court=courts(), case=cases(), at=asked)
def test_the_asked_instant_in_another_offset_changes_nothing(court, case, at):
    """A server abroad must pay the same."""
    assert plain(asks(court, case, at.astimezone(UTC))) == plain(asks(court, case, at))


@OFTEN
@given(court=courts(), case=cases(), at=asked)
def test_a_statement_shows_nothing_of_others(court, case, at):
    """An agent who reads a colleague's commission on his own paper will not forget it."""
    found = asks(court, case, at)
    for payee in found.payees:
        shown = statement(found, payee)
        others = {"ann", "bo", "cy"} - {payee}
        assert not others & set(leaves(to_data(shown)))
        mine = [one for one in found.lines if one.payee == payee]
        assert [one.earned for one in shown.lines] == [one.earned for one in mine]
        assert shown.totals.due == total(one.due for one in mine)
        stripped = attrs.evolve(
            found,
            lines=tuple(mine),
            kept=(),
            surplus=tuple(pair for pair in found.surplus if pair[0] == payee),
            missing=tuple(one for one in found.missing if one.get("payee") == payee),
        )
        assert statement(stripped, payee) == shown


def leaves(data):
    if isinstance(data, dict):
        for value in data.values():
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    else:
        yield data
