"""Who is who: keys, what people said, doubt, and that the order never matters."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.attribution import Identity, KeyRule, Outcome, gather, judge, keys, open_court
from renoflow.attribution.presets import first_contact
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import Fact, fact, key
from renoflow.select import Facts

CERTAIN = Identity(keys=(KeyRule(field="phone", strength="certain"),))
HOMES = Identity(
    keys=(
        KeyRule(field="phone", strength="certain"),
        KeyRule(field="home", strength="likely"),
    )
)
NOON = china.at(2024, 3, 1, 12)
DAY = timedelta(days=1)


def asked(name, customer, *, at=NOON, **fields):
    fields = {n: key(text, kind=n) for n, text in fields.items()}
    return fact(name, "enquiry", at=at, customer=customer, channel="estate", by="ann", **fields)


def said(name, kind, first, second, *, at=NOON):
    return fact(name, kind, at=at, customer=first, other=second)


def withdrawn(name, of, *, at=NOON + DAY, customer="a"):
    return fact(name, "withdrawal", at=at, of=of, customer=customer)


def groups(facts, identity=CERTAIN, **told):
    return [case.records for case in gather(facts, identity, china, **told)]


A = asked("f1", "a", phone="139 0000 0001")
B = asked("f2", "b", phone="+86 139-0000-0001")
C = asked("f3", "c", phone="139 0000 0002")


def test_the_keys_of_a_fact_are_those_that_the_policy_reads():
    """A host's look-up would miss a record, or ask for what no policy wants."""
    told = asked("f1", "a", phone="139 0000 0001", home="3-2-501")
    assert keys(told, CERTAIN) == (key("13900000001"),)
    assert keys(told, HOMES) == (key("13900000001"), key("3-2-501", kind="home"))
    assert keys(asked("f1", "a"), HOMES) == ()


def test_one_phone_on_two_cards_is_one_customer():
    """The commonest collision of all: two salespeople, two cards, one phone."""
    first, second = gather([A, B, C], CERTAIN, china)
    assert (first.customer, first.records, first.facts) == ("a", ("a", "b"), (A, B))
    assert (second.customer, second.records, second.facts) == ("c", ("c",), (C,))
    assert first.doubts == second.doubts == ()


def test_records_join_from_one_to_the_next():
    """Two phones of one person join three cards through the one in the middle."""
    both = asked("f4", "b", phone="139 0000 0002")
    assert groups([A, B, both, C]) == [("a", "b", "c")]


def test_people_may_say_that_two_records_are_one():
    """Husband and wife have two phones."""
    assert groups([A, C, said("s1", "same_as", "c", "a")]) == [("a", "c")]


def test_a_record_that_is_not_there_joins_nothing():
    """A host asks for a few customers at a time."""
    assert groups([A, said("s1", "same_as", "a", "elsewhere")]) == [("a",)]


def test_people_may_say_that_two_records_with_one_phone_are_two():
    """An agent's phone stands on many cards."""
    facts = [A, B, said("s1", "not_same", "b", "a")]
    assert groups(facts) == [("a",), ("b",)]
    assert [case.doubts for case in gather(facts, CERTAIN, china)] == [(), ()]


def test_said_apart_and_joined_through_a_third_is_in_doubt():
    """Three cards, one phone: what was said of two of them cannot be true of all."""
    third = asked("f4", "c", phone="139 0000 0001")
    (case,) = gather([A, B, third, said("s1", "not_same", "a", "b")], CERTAIN, china)
    assert (case.records, case.doubts) == (("a", "b", "c"), ("a", "b"))


def test_what_people_said_is_one_goes_before_what_they_said_is_two():
    """Both were said: joined, as one fact says, and in doubt, as the other does."""
    facts = [A, C, said("s1", "same_as", "a", "c"), said("s2", "not_same", "a", "c")]
    (case,) = gather(facts, CERTAIN, china)
    assert (case.records, case.doubts) == (("a", "c"), ("a", "c"))


def test_a_likely_key_joins_nothing_and_leaves_a_doubt():
    """Two families may live in one flat, one after the other."""
    home = asked("f1", "a", home="3-2-501")
    other = asked("f2", "b", home=" 3-2-501 ")
    first, second = gather([home, other, C], HOMES, china)[:2]
    assert (first.records, first.doubts) == (("a",), ("b",))
    assert (second.records, second.doubts) == (("b",), ("a",))


def test_a_doubt_goes_when_people_have_spoken():
    """Whatever they say, nobody needs to ask again."""
    home = asked("f1", "a", home="3-2-501")
    other = asked("f2", "b", home="3-2-501")
    for kind, records in (("not_same", [("a",), ("b",)]), ("same_as", [("a", "b")])):
        cases = gather([home, other, said("s1", kind, "a", "b")], HOMES, china)
        assert [case.records for case in cases] == records
        assert [case.doubts for case in cases] == [()] * len(cases)


def test_a_certain_key_settles_a_likely_one():
    """The same flat and the same phone: no doubt is left."""
    first = asked("f1", "a", phone="139 0000 0001", home="3-2-501")
    second = asked("f2", "b", phone="139 0000 0001", home="3-2-501")
    (case,) = gather([first, second], HOMES, china)
    assert (case.records, case.doubts) == (("a", "b"), ())


def test_a_verdict_in_doubt_is_what_the_policy_says_for_doubt():
    """A likely match must lead to a question, never to a guess."""
    policy = first_contact(deal=(Facts(kinds=("deal",)),))
    silent = attrs.evolve(policy, identity=HOMES)
    told = attrs.evolve(
        policy, identity=attrs.evolve(HOMES, doubt=Outcome(kind="decider", to="clerk"))
    )
    facts = [asked("f1", "a", home="3-2-501"), asked("f2", "b", home="3-2-501")]
    for one, outcome, to in ((silent, "silent", None), (told, "decider", "clerk")):
        court = open_court(one, china)
        case = gather(facts, one.identity, china)[0]
        verdict = judge(court, case, at=NOON)
        assert (verdict.credit.outcome, verdict.credit.to) == (outcome, to)
        assert verdict.credit.question == verdict.service.question == "identity"
        assert verdict.rule == "first_contact@1#identity"
        assert (verdict.firmness, verdict.owner) == ("doubtful", None)
        assert judge(court, attrs.evolve(case, doubts=()), at=NOON).owner == "ann"


def test_a_fact_of_no_record_cannot_be_gathered():
    """It would be lost, or join strangers."""
    with pytest.raises(Malformed) as caught:
        gather([A, fact("f9", "visit", at=NOON)], CERTAIN, china)
    assert (caught.value.code, caught.value.field) == ("gather.customer", "facts[1].customer")


@pytest.mark.parametrize(
    ("known_at", "records"),
    [
        (NOON + DAY - timedelta(microseconds=1), [("a",), ("c",)]),
        (NOON + DAY, [("a", "c")]),
        (NOON + 2 * DAY, [("a",), ("c",)]),
        (None, [("a",), ("c",)]),
    ],
)
def test_a_merge_counts_from_when_it_was_known_and_its_withdrawal_too(known_at, records):
    """An old verdict must stay reproducible after a merge, and after its undoing."""
    facts = [
        A,
        C,
        said("s1", "same_as", "a", "c", at=NOON + DAY),
        withdrawn("w1", "s1", at=NOON + 2 * DAY),
    ]
    assert groups(facts, known_at=known_at) == records


# -- laws

customers = st.sampled_from("abcd")
phones = st.sampled_from(("139 0000 0001", "139 0000 0002", "139 0000 0003"))
times = st.integers(0, 4).map(lambda n: NOON + n * DAY)


@st.composite
def histories(draw):
    """Facts of a few records; a withdrawal is told of the record of what it withdraws."""
    facts: list[Fact] = []
    for number in range(draw(st.integers(0, 8))):
        name, customer, at = f"f{number}", draw(customers), draw(times)
        kind = draw(st.sampled_from(("enquiry", "enquiry", "same_as", "not_same", "withdrawal")))
        if kind == "withdrawal" and facts:
            wrong = draw(st.sampled_from(facts))
            facts.append(withdrawn(name, wrong.id, at=at, customer=wrong.customer))
        elif kind in {"same_as", "not_same"}:
            other = draw(st.sampled_from([one for one in "abcd" if one != customer]))
            facts.append(said(name, kind, customer, other, at=at))
        else:
            field = draw(st.sampled_from((None, "phone", "home")))
            supplied = {} if field is None else {field: draw(phones)}
            facts.append(asked(name, customer, at=at, **supplied))
    return facts


@given(histories(), st.data(), st.one_of(st.none(), times))
def test_the_order_never_matters_and_every_fact_is_in_one_case(facts, data, known_at):
    """A store returns rows in any order; none may be lost, and none counted twice."""
    shuffled = data.draw(st.permutations(facts))
    cases = gather(facts, HOMES, china, known_at=known_at)
    assert gather(shuffled, HOMES, china, known_at=known_at) == cases
    assert sorted(one.id for case in cases for one in case.facts) == sorted(f.id for f in facts)
    assert [case.customer for case in cases] == sorted(case.records[0] for case in cases)


@given(histories(), st.one_of(st.none(), times))
def test_gathering_again_changes_nothing(facts, known_at):
    """All at once, or one case after another: the same customers."""
    cases = gather(facts, HOMES, china, known_at=known_at)
    for case in cases:
        (again,) = gather(case.facts, HOMES, china, known_at=known_at) or (case,)
        assert again.records == case.records


@given(histories())
def test_a_doubt_is_mutual_and_of_records_that_are_there(facts):
    """Whoever looks at either card must see the other."""
    cases = gather(facts, HOMES, china)
    of = {record: case for case in cases for record in case.records}
    for case in cases:
        for other in case.doubts:
            assert of[other] is case or set(of[other].doubts) & set(case.records)


@given(histories(), customers, customers)
def test_unmerge_undoes_merge(facts, first, second):
    """A merge made by mistake must leave no trace but the two facts."""
    merge = fact("m1", "same_as", at=NOON + 9 * DAY, customer=first, other=second)
    undo = withdrawn("m2", "m1", at=NOON + 10 * DAY, customer=first)
    if first in {one.customer for one in facts}:
        before = gather(facts, HOMES, china)
        after = gather([*facts, merge, undo], HOMES, china)
        assert [(c.records, c.doubts) for c in after] == [(c.records, c.doubts) for c in before]


@given(histories())
def test_other_records_alone_would_give_the_same_groups_under_other_names(facts):
    """Nothing is decided by a customer's number but the name of the case."""
    names = dict(zip("abcd", "zyxw"))

    def other(one):
        fields = tuple((n, names.get(v, v) if n == "other" else v) for n, v in one.fields)
        return attrs.evolve(one, customer=names[one.customer], fields=fields)

    wanted = {frozenset(names[r] for r in case.records) for case in gather(facts, HOMES, china)}
    found = {frozenset(c.records) for c in gather(map(other, facts), HOMES, china)}
    assert found == wanted
