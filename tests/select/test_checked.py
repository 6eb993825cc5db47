"""What a record names must be there: every wrong word is found, with its path."""

from datetime import date
from fractions import Fraction
from typing import Any, Literal, get_args

import attrs
import pytest

from renoflow.errors import Malformed
from renoflow.facts import KINDS, Field, Key, Kind, merge_kinds
from renoflow.limits import Every, Limit
from renoflow.money import Money
from renoflow.obligations import Duty
from renoflow.periods import ELAPSED, Span, hours
from renoflow.select import (
    Anchor,
    Match,
    Op,
    Row,
    Table,
    Test,
    Total,
    check_record,
    record_faults,
)
from renoflow.timeline import Timeline
from tests.select.places import of

TOUR = Kind(
    name="tour",
    zh="带看",
    fields=(
        Field(name="n", zh="数", type="count"),
        Field(name="medium", zh="方式", type="code"),
        Field(name="rooms", zh="房间", type="names", values=("hall", "bath")),
    ),
)
TABLE = merge_kinds(KINDS, ("kinds", (TOUR,)))
VISIT = of("visit")
SLIP: Any = "slip"  # a word that no list has


def where(kind, field, op, *values):
    return of(*kind.split(), where=(Match(field=field, op=op, values=values),))


def faults(record, path=""):
    return [(one.code, one.field) for one in record_faults(record, TABLE, path)]


@pytest.mark.parametrize(
    "record",
    [
        where("visit", "invited_by", "given"),
        *(
            of("entry", same=(name,))
            for name in (
                "id",
                "kind",
                "by",
                "for",
                "person",
                "customer",
                "precision",
                "role",
                "place",
            )
        ),
        of("entry", "visit", other=("names",)),
        where("tour", "n", "min", 1),
        # values that one of the kinds has, or none
        where("filing", "medium", "in", "form", None),
        where("filing touch", "medium", "in", "form", "call"),
        where("filing tour", "medium", "in", "anything"),
        where("tour", "rooms", "has", "hall", "bath"),
        where("tour", "rooms", "in", ("hall",)),
        where("guided_talk", "concerns", "has", "anything"),
        # words that are states only of a party
        where("visit", "names", "in", "ann"),
        where("visit", "names", "none"),
        where("loss", "reason", "in", "none"),
        where("visit", "supplied", "has", "none"),
        # fields read off facts
        Anchor(of="first", facts=of("closed_loop"), field="next_at"),
        Anchor(of="first", facts=VISIT),
        Anchor(of="limit", limit="filed"),
        Test(
            facts=of("receipt"),
            total=Total(field="amount", part=Fraction(1, 2), of=of("contract")),
        ),
        Test(facts=of("receipt"), total=Total(field="amount", min=1)),
        Table(by="field", field="anything", rows=(Row(gives=1),)),
        Table(by="count", facts=VISIT, rows=(Row(gives=1),)),
        # no records at all
        (),
        "text",
        Key("phone", "x"),
    ],
    ids=str,
)
def test_what_is_there_is_let_through(record):
    """A sound rule that is refused could not be written at all."""
    assert faults(record) == []
    check_record(record, TABLE)


@pytest.mark.parametrize(
    ("record", "code", "field"),
    [
        (of("visti"), "fact.kind", "fact"),
        (of("visit", "entri"), "fact.kind", "fact"),
        (where("visit", "inviter", "given"), "fact.field", "inviter"),
        (of("visit", same=("inviter",)), "fact.field", "inviter"),
        (of("visit", other=("inviter",)), "fact.field", "inviter"),
        (where("filing", "medium", "in", "from"), "value.choice", "medium"),
        (where("filing touch", "medium", "not_in", "from"), "value.choice", "medium"),
        (where("tour", "rooms", "has", "hal"), "value.choice", "rooms"),
        (where("tour", "rooms", "in", ("hall", "bth")), "value.choice", "rooms"),
        # a state as if it were a party
        (where("visit", "names", "in", "none"), "select.word", "names"),
        (where("visit entry", "names", "not_in", "given"), "select.word", "names"),
        (where("visit", "for", "in", "missing"), "select.word", "for"),
        (where("visit", "brought_by", "in", "ann", "self"), "select.word", "brought_by"),
        (where("visit", "by", "in", "other"), "select.word", "by"),
        # fields that are read off facts
        (Anchor(of="first", facts=VISIT, field="next_at"), "fact.field", "field"),
        (
            Anchor(of="first", facts=VISIT, total=Total(field="amount", min=1)),
            "fact.field",
            "total.field",
        ),
        (Test(facts=VISIT, total=Total(field="amount", min=1)), "fact.field", "total.field"),
        (
            Test(
                facts=of("receipt"),
                total=Total(field="amount", part=Fraction(1), of=VISIT, of_field="amount"),
            ),
            "fact.field",
            "total.of_field",
        ),
        (
            Table(by="field", field="inviter", facts=VISIT, rows=(Row(gives=1),)),
            "fact.field",
            "field",
        ),
        # words of closed lists
        (of("visit", by="slef"), "value.choice", "by"),
        (Anchor(of=SLIP), "value.choice", "of"),
        (Limit(id="l", early=SLIP), "value.choice", "early"),
        (Every(unit="week", first=SLIP), "value.choice", "first"),
        (Test(facts=VISIT, until=SLIP), "value.choice", "until"),
    ],
    ids=str,
)
def test_what_is_not_there_is_found(record, code, field):
    """Otherwise a misspelt word selects nothing, and nobody sees it."""
    assert faults(record) == [(code, field)]
    assert faults(record, "grounds[2]") == [(code, f"grounds[2].{field}")]
    with pytest.raises(Malformed) as caught:
        check_record(record, TABLE, "grounds[2]")
    assert (caught.value.code, caught.value.field) == (code, f"grounds[2].{field}")
    assert caught.value.sentence("zh") != caught.value.sentence("en")


@pytest.mark.parametrize(
    ("record", "near"),
    [(of("visti"), "visit"), (where("visit", "inviter", "given"), "invited_by")],
)
def test_a_wrong_name_is_answered_with_the_nearest(record, near):
    """And never with a silent selection of nothing."""
    (fault,) = record_faults(record, KINDS)
    assert fault.params["near"] == near


def test_a_state_as_a_party_is_answered_with_the_way_out():
    """``names = "none"`` reads as if it asked for nobody, and asks for a party "none"."""
    (fault,) = record_faults(where("visit", "names", "in", "none"), KINDS, "opens")
    assert '{ is = "none" }' in str(fault)


@attrs.frozen
class Held:
    """A record with tuples of words, and one with a record that is written flat."""

    all_: tuple[Literal["a", "b"], ...] = ()
    negated: Literal["yes", "no"] = "no"
    inner: object = None


WRONG = of("visti")
DUTY = Duty(limit=Limit(id="l", needs=WRONG), what="x", who="y")


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Held(all_=("a", SLIP)), "all"),
        (Held(all_=SLIP), "all"),
        (Held(negated=SLIP), "not"),
        (Held(inner=(Held(), Held(negated=SLIP))), "inner[1].not"),
        (Test(any=(Test(facts=VISIT), Test(facts=WRONG))), "any[1].fact"),
        (DUTY, "needs.fact"),
        (Anchor(of="first", facts=WRONG), "first.fact"),
        (
            Anchor(of="latest_of", anchors=(Anchor(), Anchor(of="last", facts=WRONG))),
            "latest_of[1].last.fact",
        ),
        (Timeline(rows=((date(2024, 1, 1), VISIT), (date(2024, 1, 2), WRONG))), "[1].fact"),
        (Span(unit="day", n=1, counting=ELAPSED, running="elapsed"), None),
        (hours(2), None),
        (Money(1), None),
    ],
    ids=str,
)
def test_paths_are_spelled_as_the_record_is_written(record, field):
    """Whoever edits the file looks for its words, not for those of the class."""
    assert [path for _, path in faults(record)] == ([] if field is None else [field])


def test_every_fault_is_found_at_once():
    """Whoever mends a file wants to mend it once."""
    record = (where("visit", "inviter", "given"), of("visti", "entri", by="slef"))
    assert faults(record, "x") == [
        ("fact.field", "x[0].inviter"),
        ("value.choice", "x[1].by"),
        ("fact.kind", "x[1].fact"),
        ("fact.kind", "x[1].fact"),
    ]


def test_of_a_kind_that_is_not_there_no_field_is_asked():
    """The second fault would only be the first one again."""
    assert faults(of("visti", same=("inviter",))) == [("fact.kind", "fact")]


def test_every_state_is_a_word_of_the_language():
    """The way out must be one that can be written."""
    for word in ("given", "none", "missing", "self", "other"):
        assert word in get_args(Op)
        assert faults(where("visit", "names", "in", word)) == [("select.word", "names")]
