"""Each word of the condition language, on both sides of its edge."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import MISSING
from renoflow.money import Money
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import (
    OPENED,
    Anchor,
    Facts,
    Match,
    Row,
    Table,
    Test,
    Total,
    compile_anchor,
    compile_facts,
    compile_table,
    compile_test,
    see,
)
from renoflow.select.tables import compile_reading
from tests.select.places import MICRO, ZERO, at, happened, of, place
from tests.zones import NIGHT


def fits(match, value, **more):
    selects = compile_facts(of("visit", where=(match,)))
    return selects(happened("visit", a=value), place(**more))


@pytest.mark.parametrize(
    ("op", "values", "yes", "no"),
    [
        ("in", ("x",), ["x"], ["y", None, MISSING]),
        ("in", ("x", None), ["x", None], ["y", MISSING]),
        ("in", (), [], ["x", None, MISSING]),
        ("not_in", ("x",), ["y", None, MISSING], ["x"]),
        ("has", ("x", "y"), [("x", "y"), ("z", "y", "x")], [("x",), "xy", None, MISSING]),
        ("given", (), ["x", 0, False, ()], [None, MISSING]),
        ("none", (), [None], ["x", MISSING]),
        ("missing", (), [MISSING], ["x", None]),
        ("self", (), ["ann"], ["bob", None, MISSING]),
        ("other", (), ["bob"], ["ann", "customer", "company", None, MISSING]),
        ("opening", (), ["f0"], ["f1", None, MISSING]),
        ("min", (2,), [2, 3, Decimal("2.0")], [1, Money(3), True, None, MISSING, "3"]),
        ("above", (2,), [3, Decimal("2.01")], [2]),
        ("max", (2,), [2, 1, Decimal(2)], [3, Money(1), False]),
        ("below", (2,), [1], [2]),
        ("min", (Money(200),), [Money(200)], [Money(199), 200, Decimal(300)]),
        ("below", (Decimal("2.5"),), [2], [3]),
    ],
)
def test_an_operator_chooses_what_it_says(op, values, yes, no):
    """A value, recorded as none, and not told are three things (R9)."""
    match = Match(field="a", op=op, values=values)
    opening = happened("filing", name="f0")
    assert [v for v in (*yes, *no) if fits(match, v, opening=opening)] == yes


def test_without_a_claimant_nobody_is_self_and_without_an_opening_nothing_is_it():
    """From nowhere in particular there is no claim to compare with."""
    for op in ("self", "opening"):
        assert not fits(Match(field="a", op=op), None, party=None)
        assert not fits(Match(field="a", op=op), "x", party=None)
    assert fits(Match(field="a", op="other"), "ann", party=None)


@pytest.mark.parametrize(
    ("op", "values"),
    [("min", ()), ("max", (1, 2)), ("above", (None,)), ("below", (True,)), ("min", (1.0,))],
)
def test_a_bound_is_one_number_or_amount(op, values):
    """Anything else would be compared with nothing."""
    with pytest.raises(Malformed) as caught:
        Match(field="a", op=op, values=values)
    assert (caught.value.code, caught.value.field) == ("value.type", "values")


def test_an_operator_is_a_word_of_the_list():
    """The answer names the nearest."""
    with pytest.raises(Malformed) as caught:
        Match(field="a", op="atleast")  # type: ignore[arg-type]
    assert caught.value.code == "value.choice"


@pytest.mark.parametrize(
    ("by", "for_", "relations"),
    [
        ("ann", None, {"anyone", "self"}),
        ("bob", None, {"anyone", "other"}),
        ("bob", "ann", {"anyone", "self"}),
        ("ann", "bob", {"anyone", "other"}),
        ("customer", None, {"anyone", "customer"}),
        ("company", None, {"anyone", "house"}),
        (None, None, {"anyone"}),
    ],
)
def test_who_acted_is_seen_from_the_claimant(by, for_, relations):
    """A stand-in counts as the principal; customer and house are never other (trap 11)."""
    one = happened("touch", by=by, for_=for_)
    found = {
        relation
        for relation in ("anyone", "self", "other", "customer", "house")
        if compile_facts(of("touch", by=relation))(one, place())
    }
    assert found == relations
    nowhere = place(party=None)
    assert not compile_facts(of("touch", by="self"))(one, nowhere)


@pytest.mark.parametrize(
    ("mine", "theirs", "same", "other"),
    [
        ("x", "x", True, False),
        ("x", "y", False, True),
        (None, None, True, False),
        ("x", None, False, False),
        (MISSING, MISSING, False, False),
        ("x", MISSING, False, False),
    ],
)
def test_same_and_other_compare_with_the_opening_fact(mine, theirs, same, other):
    """What was not told is neither the same nor another."""
    opening = happened("filing", name="o", a=theirs)
    one = happened("visit", a=mine)
    scope = place(opening=opening)
    assert compile_facts(of("visit", same=("a",)))(one, scope) is same
    assert compile_facts(of("visit", other=("a",)))(one, scope) is other
    assert not compile_facts(of("visit", same=("a",)))(one, place())
    assert not compile_facts(of("visit", other=("a",)))(one, place())
    assert compile_facts(of("filing", same=("id",)))(opening, scope)
    assert not compile_facts(of("filing", same=("id",)))(happened("filing", name="p"), scope)


@pytest.mark.parametrize(
    ("when", "recorded", "prompt"),
    [
        (ZERO, at(1), True),
        (ZERO, at(1, 1), False),
        (ZERO, ZERO - MICRO, True),
        (date(2024, 3, 1), at(1), True),
        (date(2024, 3, 1), date(2024, 3, 1), True),
        (ZERO, date(2024, 3, 1), True),
        (ZERO, date(2024, 3, 2), False),
    ],
)
def test_a_fact_is_prompt_if_it_was_written_down_in_time(when, recorded, prompt):
    """A text that says *logged* asks when it was recorded (trap 8)."""
    selects = compile_facts(of("touch", prompt=hours(12)))
    assert selects(happened("touch", when, recorded=recorded), place()) is prompt


def test_several_conditions_all_hold():
    """One that fails is enough to leave a fact out."""
    selects = compile_facts(
        of("visit", "touch", by="self", where=(Match(field="a", op="given"),), prompt=hours(12))
    )
    assert selects(happened("touch", by="ann", a="x"), place())
    assert not selects(happened("touch", by="ann", a=None), place())
    assert not selects(happened("touch", by="bob", a="x"), place())
    assert not selects(happened("filing", by="ann", a="x"), place())


def holds(told, upto=None, /, **fields):
    scope = place(told, upto, **fields.pop("scope", {}))
    return compile_test(Test(**{"facts": of("touch"), **fields}))(scope)


VISIT = Anchor(of="first", facts=of("visit"))


@pytest.mark.parametrize(
    ("edge", "inside", "outside"),
    [
        ({"after": VISIT}, [at(4, 1), at(9)], [at(4), at(4, -1)]),
        ({"before": VISIT}, [at(4, -1), at(-9)], [at(4), at(4, 1)]),
        ({"within": hours(12), "of": VISIT}, [at(4), at(5)], [at(4, -1), at(5, 1)]),
        ({"back": hours(12), "of": VISIT}, [at(3), at(4, -1)], [at(3, -1), at(4)]),
        (
            {"within": days(1, counting=CALENDAR), "of": VISIT},
            [at(4), at(8, -1)],
            [at(8), at(4, -1)],
        ),
        (
            {"back": days(1, counting=CALENDAR), "of": VISIT},
            [at(2), at(4, -1)],
            [at(4), at(2, -1)],
        ),
        ({"within": hours(36)}, [ZERO, at(3)], [at(0, -1), at(3, 1)]),
        (
            {"after": OPENED, "before": VISIT, "within": hours(12)},
            [at(0, 1), at(1)],
            [ZERO, at(1, 1)],
        ),
    ],
)
def test_a_window_has_edges_to_the_microsecond(edge, inside, outside):
    """After and before are strict, within has both ends, back leaves out its end (trap 4)."""
    visit = happened("visit", at(4), "v")
    for when in inside:
        assert holds([visit, happened("touch", when, "t")], **edge)
        assert holds([visit, happened("touch", when, "t")], negated=True, **edge) is None
    for when in outside:
        assert holds([visit, happened("touch", when, "t")], **edge) is None
        assert holds([visit, happened("touch", when, "t")], negated=True, **edge) == ()


@pytest.mark.parametrize("edge", ["after", "before", "of"])
def test_a_test_does_not_hold_before_its_anchor_is_known(edge):
    """And its negation does: the answer is turned round."""
    fields = {edge: VISIT} if edge != "of" else {"of": VISIT, "within": hours(12)}
    touch = happened("touch", at(1))
    assert holds([touch], **fields) is None
    assert holds([touch], negated=True, **fields) == ()


@pytest.mark.parametrize(
    ("upto", "known"), [(at(2), False), (at(3), False), (at(3, 1), True), (at(9), True)]
)
def test_none_within_a_span_can_be_said_once_it_is_over(upto, known):
    """On the last instant a touch may still come (trap 13)."""
    found = holds([], upto, within=hours(36), negated=True)
    assert found == (() if known else None)


def test_none_before_an_appointment_can_be_said_once_it_has_come():
    """An anchor may lie ahead."""
    ahead = Anchor(plus=hours(24))
    assert holds([], at(2, -2), before=ahead, negated=True) is None
    assert holds([], at(2, -1), before=ahead, negated=True) == ()


@pytest.mark.parametrize("window", [{"before": OPENED}, {"back": hours(24), "of": OPENED}])
def test_none_before_the_opening_can_be_said_just_before_it(window):
    """The needs of a claim are read there: "no visit in the day before" would never hold."""
    assert holds([], at(0, -1), negated=True, **window) == ()
    assert holds([], at(0, -2), negated=True, **window) is None
    assert holds([happened("touch", at(0, -1))], at(0, -1), negated=True, **window) is None


def test_so_many_at_least():
    """Two ids are two facts (trap 14)."""
    facts = [happened("touch", at(1), "t1"), happened("touch", at(1), "t2")]
    assert [one.id for one in holds(facts, count=2)] == ["t1", "t2"]
    assert holds(facts, count=3) is None
    assert holds(facts, at(1, -1)) is None


@pytest.mark.parametrize(
    ("stages", "found"),
    [
        ([("visit", "hot")], ["f0"]),
        ([("visit", "hot"), ("visit", "cold")], None),
        ([("visit", "cold"), ("visit", "hot")], ["f1"]),
        ([("visit", "cold"), ("touch", "hot")], None),
        ([], None),
    ],
)
def test_the_latest_such_fact_must_match(stages, found):
    """The stage in which a customer is, not one in which he once was (R14)."""
    facts = [happened(k, at(i), f"f{i}", stage=s) for i, (k, s) in enumerate(stages)]
    wanted = of("visit", where=(Match(field="stage", op="in", values=("hot",)),))
    hits = holds(facts, facts=wanted, latest=True)
    assert (None if hits is None else [one.id for one in hits]) == found


def test_of_several_latest_facts_all_must_match():
    """At one instant no fact is later than another, whatever its id."""
    wanted = of("visit", where=(Match(field="stage", op="in", values=("hot",)),))
    facts = [happened("visit", at(1), f"v{i}", stage=s) for i, s in enumerate(("cold", "hot"))]
    assert holds(facts, facts=wanted, latest=True) is None
    assert holds(facts, facts=of("visit"), latest=True) is not None


@pytest.mark.parametrize(
    ("total", "reached"),
    [
        (Total(field="amount", min=Money(300)), True),
        (Total(field="amount", min=Money(301)), False),
        (Total(field="amount", part=Fraction(3, 10), of=of("deal")), True),
        (Total(field="amount", part=Fraction(301, 1000), of=of("deal")), False),
        (Total(field="amount", min=Money(301), part=Fraction(1, 10), of=of("deal")), False),
        (Total(field="amount", part=Fraction(1), of=of("deal"), of_field="paid"), True),
        (Total(field="n", min=3), True),
        (Total(field="n", min=4), False),
    ],
)
def test_a_sum_reaches_its_bound_exactly(total, reached):
    """30 % of 10 yuan is 3 yuan, not a fen less (R15)."""
    facts = [
        happened("touch", at(1), "t1", amount=Money(100), n=1),
        happened("touch", at(2), "t2", amount=Money(200), n=2),
        happened("touch", at(2), "t3", amount=None),
        happened("deal", at(3), "d", amount=Money(1000)),
    ]
    found = holds(facts, total=total)
    assert (found is not None) is reached
    assert (holds(facts, total=total, negated=True) is not None) is not reached
    if reached and total.of is not None:
        assert [one.id for one in found] == ["t1", "t2", "t3", "d"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [({}, "min"), ({"part": Fraction(1, 2)}, "of"), ({"min": 1, "of": of("deal")}, "part")],
)
def test_a_sum_without_a_bound_is_refused(fields, field):
    """It would always be reached."""
    with pytest.raises(Malformed) as caught:
        Total(field="amount", **fields)
    assert (caught.value.code, caught.value.field) == ("value.missing", field)


def test_one_of_several_tests_is_enough():
    """The first that holds is cited."""
    one, two = Test(facts=of("visit")), Test(facts=of("touch"), negated=True)
    either = compile_test(Test(any=(one, two)))
    visit, touch = happened("visit", at(1), "v"), happened("touch", at(1), "t")
    assert [f.id for f in either(place([visit, touch])) or ()] == ["v"]
    assert either(place([])) == ()
    assert either(place([touch])) is None


@pytest.mark.parametrize(("until", "found"), [("decisive", False), ("asked", True)])
def test_a_test_may_look_up_to_the_asked_instant(until, found):
    """A dispute comes after the deal that decides."""
    facts = [happened("touch", at(3))]
    assert (holds(facts, at(2), until=until, scope={"asked": at(4)}) is not None) is found
    closed = {"within": hours(36), "negated": True, "until": until}
    assert (holds([], at(2), **closed, scope={"asked": at(4)}) == ()) is found


def test_a_test_may_look_beyond_the_present_chapter():
    """An old customer bought once before."""
    old = see([happened("touch", at(-9))], china, days="start")
    assert holds([], ever=True, scope={"ever": old}) is not None
    assert holds([], scope={"ever": old}) is None
    assert holds([happened("touch", at(1))], ever=True) is not None


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({}, "select.test", "facts"),
        ({"facts": of("a"), "any": (Test(facts=of("a")),)}, "select.test", "facts"),
        ({"facts": of("a"), "count": 0}, "value.type", "count"),
        ({"any": (Test(any=(Test(facts=of("a")),)),)}, "select.nested", "any"),
    ],
)
def test_a_test_that_says_nothing_is_refused(fields, code, field):
    """One level of any is enough to write every rule."""
    with pytest.raises(Malformed) as caught:
        Test(**fields)
    assert (caught.value.code, caught.value.field) == (code, field)


def instant(anchor, facts=(), upto=None, **more):
    found = compile_anchor(anchor)(place(facts, upto, **more))
    return None if found is None else (found[0], [one.id for one in found[1]])


def test_the_instants_of_a_claim_and_its_case():
    """Each is told by the place, or not yet."""
    opening = happened("filing", ZERO, "o")
    assert instant(OPENED, opening=opening) == (ZERO, ["o"])
    assert instant(OPENED) == (ZERO, [])
    assert instant(OPENED, opened=None) is None
    for name in ("approved", "lapsed", "decisive"):
        assert instant(Anchor(of=name), opening=opening, **{name: at(3)}) == (at(3), [])
        assert instant(Anchor(of=name)) is None
    assert instant(Anchor(of="asked"), upto=at(2), asked=at(5)) == (at(5), [])
    assert instant(Anchor(of="limit", limit="x"), ends={"x": at(2)}) == (at(2), [])
    assert instant(Anchor(of="limit", limit="y"), ends={"x": at(2)}) is None


def test_the_first_and_the_last_such_fact_from_the_opening_on():
    """The first deposit of the case may belong to an earlier claimant's time (trap 5)."""
    facts = [
        happened("visit", at(-2), "v0"),
        happened("visit", at(0), "v1"),
        happened("visit", at(2), "v2"),
        happened("visit", at(2), "v3"),
        happened("visit", at(4), "v4"),
    ]
    first, last = VISIT, Anchor(of="last", facts=of("visit"))
    assert instant(first, facts) == (at(0), ["v1"])
    assert instant(first, facts, opened=at(0, 1)) == (at(2), ["v2", "v3"])
    assert instant(first, facts, opened=None) == (at(-2), ["v0"])
    assert instant(Anchor(of="first", facts=of("visit"), whole=True), facts) == (at(-2), ["v0"])
    assert instant(last, facts) == (at(4), ["v4"])
    assert instant(last, facts, at(4, -1)) == (at(2), ["v2", "v3"])
    assert instant(last, facts, at(-1)) is None


def test_the_fact_with_which_a_sum_is_reached():
    """The second receipt makes it half."""
    facts = [
        happened("receipt", at(n), f"r{i}", amount=Money(100)) for i, n in enumerate((1, 2, 2, 3))
    ]
    for least, found in ((100, (at(1), ["r0"])), (101, (at(2), ["r0", "r1", "r2"]))):
        total = Total(field="amount", min=Money(least))
        assert instant(Anchor(of="first", facts=of("receipt"), total=total), facts) == found
    total = Total(field="amount", min=Money(401))
    assert instant(Anchor(of="first", facts=of("receipt"), total=total), facts) is None


def test_an_instant_that_a_field_holds():
    """An appointment made at a talk is where the next limit begins."""
    facts = [
        happened("talk", at(1), "t1", next_at=at(9), next_on=date(2024, 3, 8)),
        happened("talk", at(2), "t2", next_at=None),
        happened("talk", at(3), "t3", next_at=at(7)),
        happened("talk", at(3), "t4", next_at=at(8)),
    ]

    def named(which, field):
        return instant(Anchor(of=which, facts=of("talk"), field=field), facts)

    assert named("first", "next_at") == (at(9), ["t1"])
    assert named("last", "next_at") == (at(8), ["t3", "t4"])
    assert named("first", "next_on") == (china.at(2024, 3, 8), ["t1"])
    assert named("first", "nothing") is None


def test_the_later_of_several_is_known_when_all_are():
    """Signed and paid, whichever is later."""
    both = Anchor(of="latest_of", anchors=(VISIT, Anchor(of="decisive")))
    visit = happened("visit", at(2), "v")
    assert instant(both, [visit]) is None
    assert instant(both, [visit], decisive=at(1)) == (at(2), ["v"])
    assert instant(both, [visit], decisive=at(3)) == (at(3), ["v"])


def test_an_anchor_may_lie_a_span_on():
    """It is then the last instant of that span."""
    after = Anchor(of="first", facts=of("visit"), plus=days(1, counting=CALENDAR))
    assert instant(after, [happened("visit", at(1), "v")]) == (at(4, -1), ["v"])
    assert instant(after) is None


@pytest.mark.parametrize(("when", "early"), [(at(2, -1), True), (at(2), False)])
def test_an_anchor_may_lie_a_span_back(when, early):
    """More than two days before the expiry is before the first instant of those days."""
    back = Anchor(of="last", facts=of("visit"), back=days(2, counting=CALENDAR))
    expiry = happened("visit", at(7), "v")
    assert instant(back, [expiry]) == (at(2), ["v"])
    assert instant(back) is None
    letter = happened("touch", when)
    assert (holds([expiry, letter], at(9), before=back) is not None) is early


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"plus": hours(1), "back": hours(1)}, "select.anchor", "back"),
        ({"of": "first"}, "value.missing", "facts"),
        ({"of": "last"}, "value.missing", "facts"),
        ({"of": "limit"}, "value.missing", "limit"),
        ({"of": "latest_of"}, "value.missing", "anchors"),
        ({"total": Total(field="a", min=1)}, "select.anchor", "total"),
        ({"field": "next_at"}, "select.anchor", "field"),
    ],
)
def test_an_anchor_says_all_that_it_needs(fields, code, field):
    """Else it would never be known, and nobody would know why."""
    with pytest.raises(Malformed) as caught:
        Anchor(**fields)
    assert (caught.value.code, caught.value.field) == (code, field)


BY_CLASS = Table(
    by="field",
    field="class",
    facts=of("visit"),
    rows=(
        Row(values=("a", "b"), gives=1),
        Row(values=(None,), gives=2),
        Row(upto=10, gives=3),
        Row(upto=Money(10), gives=4),
        Row(gives=9),
    ),
)


@pytest.mark.parametrize(
    ("value", "given"),
    [
        *(("a", 1), ("b", 1), ("c", 9), (None, 2), (MISSING, None)),
        *((10, 3), (11, 9), (Decimal(10), 3), (Decimal("10.01"), 9), (True, 9)),
        *((Money(10), 4), (Money(11), 9)),
    ],
)
def test_a_table_answers_by_a_field(value, given):
    """The first row that fits; the open row where none does, none where nobody told (R18)."""
    facts = [happened("visit", at(1), "v", **{"class": value})]
    assert compile_table(BY_CLASS)(place(facts)) == given


def test_a_table_reads_the_latest_such_fact():
    """And none where two of one instant differ: no id decides."""
    facts = [
        happened("visit", at(1), "v1", **{"class": "a"}),
        happened("visit", at(2), "v2", **{"class": "c"}),
        happened("visit", at(2), "v3", **{"class": "a"}),
    ]
    read = compile_reading(BY_CLASS)
    assert read(place(facts, at(1))) == (1, (facts[0],))
    assert read(place(facts, at(2))) == (None, (facts[1], facts[2]))
    assert read(place(facts[:2], at(2))) == (9, (facts[1],))
    assert read(place([])) == (None, ())


def test_a_table_reads_the_opening_fact_where_no_facts_are_named():
    """A window by the class of the filing itself."""
    table = Table(by="field", field="class", rows=(Row(values=("a",), gives=1), Row(gives=2)))
    opening = happened("filing", **{"class": "a"})
    assert compile_reading(table)(place(opening=opening)) == (1, (opening,))
    assert compile_reading(table)(place()) == (None, ())


@pytest.mark.parametrize(
    ("upto", "given"),
    [(ZERO, 1), (at(1), 1), (at(1, 1), 2), (at(2), 2), (at(2, 1), 3)],
)
def test_a_table_answers_by_the_time_gone_by(upto, given):
    """A row includes its last instant (trap 21)."""
    table = Table(
        by="elapsed",
        rows=(Row(upto=hours(12), gives=1), Row(upto=hours(24), gives=2), Row(gives=3)),
    )
    assert compile_table(table)(place([], upto)) == given
    assert compile_table(table)(place([], upto, opened=None)) is None
    known = attrs.evolve(table, rows=(Row(gives=0, untold=True), *table.rows))
    assert compile_table(known)(place([], upto)) == given
    assert compile_table(known)(place([], upto, opened=None)) == 0


UNTOLD = Row(gives=0, untold=True)


@pytest.mark.parametrize(
    ("value", "rows", "given"),
    [
        (MISSING, (UNTOLD, Row(upto=10, gives=1), Row(gives=2)), 0),
        (MISSING, (Row(upto=10, gives=1, untold=True), Row(gives=2)), 1),
        (MISSING, (Row(upto=10, gives=1), Row(gives=2, untold=True)), 2),
        (MISSING, (Row(upto=10, gives=1), Row(gives=2)), None),
        (None, (UNTOLD, Row(upto=10, gives=1), Row(gives=2)), 0),
        (None, (UNTOLD, Row(values=("a",), gives=1), Row(gives=2)), 2),
        (11, (UNTOLD, Row(upto=10, gives=1), Row(gives=2)), 2),
    ],
)
def test_a_row_may_answer_where_nobody_told(value, rows, given):
    """Without it the top rate would be paid to whoever has no number."""
    table = Table(by="field", field="class", facts=of("visit"), rows=rows)
    facts = [happened("visit", at(1), "v", **{"class": value})]
    assert compile_table(table)(place(facts)) == given


@pytest.mark.parametrize(
    ("asked", "upto", "given"),
    [
        (at(3, -1), at(1), None),
        (at(3), at(1), "b"),
        (at(5), at(1), "b"),
        (at(1), at(3), "b"),  # an answer ahead: if nothing more happens
    ],
)
def test_a_table_is_read_at_an_instant_later_than_the_reading(asked, upto, given):
    """Without it a tier of the month's end would be that of the day of the deal."""
    table = Table(
        by="field",
        field="class",
        facts=of("visit"),
        at=Anchor(of="first", facts=of("visit"), whole=True, plus=hours(24)),
        rows=(Row(values=("a",), gives="a"), Row(gives="b")),
    )
    facts = [
        happened("visit", at(1), "v1", **{"class": "a"}),
        happened("visit", at(3), "v2", **{"class": "b"}),
        happened("visit", at(3, 1), "v3", **{"class": "a"}),
    ]
    assert compile_table(table)(place(facts, upto, asked=asked)) == given


@pytest.mark.parametrize(("upto", "given"), [(ZERO, "none"), (at(1), "few"), (at(3), "many")])
def test_a_table_answers_by_a_count(upto, given):
    """The third complaint costs more than the first."""
    table = Table(
        by="count",
        facts=of("visit"),
        rows=(Row(values=(0,), gives="none"), Row(upto=2, gives="few"), Row(gives="many")),
    )
    facts = [happened("visit", at(n), f"v{n}") for n in (1, 2, 3)]
    assert compile_table(table)(place(facts, upto)) == given


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"by": "field"}, "value.missing", "field"),
        ({"by": "count"}, "value.missing", "facts"),
        ({"by": "elapsed", "rows": ()}, "select.table", "rows"),
        ({"by": "elapsed", "rows": (Row(upto=hours(1), gives=1),)}, "select.table", "rows"),
        ({"by": "elapsed", "rows": (Row(gives=1), Row(gives=1))}, "select.table", "rows"),
        ({"by": "elapsed", "rows": (UNTOLD, UNTOLD, Row(gives=1))}, "select.table", "rows"),
        ({"by": "elapsed", "rows": (Row(gives=1, values=("a",)),)}, "select.table", "rows"),
        ({"by": "elapsed", "rows": (Row(upto=1, gives=1), Row(gives=1))}, "select.table", "rows"),
        (
            {"by": "count", "facts": of("a"), "rows": (Row(upto=hours(1), gives=1), Row(gives=1))},
            "select.table",
            "rows",
        ),
    ],
)
def test_a_table_has_rows_that_answer_and_an_open_one_at_the_end(fields, code, field):
    """A gap would be a default that nobody wrote."""
    with pytest.raises(Malformed) as caught:
        Table(**{"rows": (Row(gives=1),), **fields})
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_day_without_an_hour_is_read_as_the_policy_says():
    """At its start, at its end, or not at all."""
    day, noon = happened("visit", date(2024, 3, 1), "d"), happened("visit", at(1), "n")
    assert [f.id for _, f in see([noon, day], china, days="start").dated] == ["d", "n"]
    assert [f.id for _, f in see([noon, day], china, days="end").dated] == ["n", "d"]
    assert see([day], china, days="end").dated[0][0] == at(2, -1)
    refused = see([noon, day], china, days="refused")
    assert ([f.id for _, f in refused.dated], [f.id for f in refused.untimed]) == (["n"], ["d"])


def test_times_of_one_changing_zone_are_put_in_their_true_order():
    """Clocks are put back at night: 02:30 is shown twice, and Python compares what is shown."""
    first = china.at(2024, 10, 27, 8, 30).astimezone(NIGHT)
    second = (first + timedelta(0)).replace(fold=1)
    late = happened("visit", second, "a")
    early = happened("visit", first, "b")
    assert [f.id for _, f in see([late, early], china, days="start").dated] == ["b", "a"]


def test_a_place_may_be_seen_up_to_another_instant():
    """Nothing else of it changes."""
    scope = place([], at(3))
    assert scope.up_to(at(3)) is scope
    assert (scope.up_to(at(2)).upto, scope.up_to(at(2)).asked) == (at(2), at(3))


def test_a_selector_of_no_kind_selects_nothing():
    """There is no "any kind"."""
    assert not compile_facts(Facts(kinds=()))(happened("visit"), place())
