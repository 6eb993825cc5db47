"""Telling a fact: what goes in, what is refused, and how it is read."""

import inspect
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from renoflow import facts
from renoflow.calendars import china
from renoflow.errors import SENTENCES, Malformed
from renoflow.facts import KINDS, MISSING, Fact, Field, Key, Kind, Missing, Told, fact, key
from renoflow.facts.kinds import COMMON
from renoflow.money import Money

NOON = china.at(2024, 3, 1, 12)
DAY = date(2024, 3, 1)
TOUR = Kind(
    name="flat_tour",
    zh="带看",
    fields=(
        Field(name="guide", zh="带看人", type="party", required=True),
        Field(name="mood", zh="情绪", type="choice", values=("good", "bad")),
        Field(name="label", zh="标签", type="code"),
        Field(name="of", zh="所带", type="fact"),
        Field(name="alone", zh="独自", type="flag"),
        Field(name="rooms", zh="间数", type="count"),
        Field(name="area", zh="面积", type="number"),
        Field(name="price", zh="价格", type="money"),
        Field(name="next_on", zh="下次", type="day"),
        Field(name="next_at", zh="下次", type="instant"),
        Field(name="phone", zh="电话", type="key"),
        Field(name="seen", zh="看过", type="names"),
        Field(name="asked", zh="问过", type="names", values=("price", "time")),
    ),
)


def tour(**fields):
    return fact(
        "t1", "flat_tour", kinds={"flat_tour": TOUR}, **{"at": NOON, "guide": "wang", **fields}
    )


GOOD: dict[str, list[Any]] = {
    "guide": ["wang"],
    "mood": ["good", "bad", None],
    "label": ["x", None],
    "of": ["v1"],
    "alone": [True, False],
    "rooms": [0, 3],
    "area": [90, Decimal("89.5")],
    "price": [Money(100)],
    "next_on": [DAY],
    "next_at": [NOON, datetime(2024, 3, 1, tzinfo=UTC)],
    "phone": [key("138 0000 0000")],
    "seen": [(), ("hall", "bath")],
    "asked": [("price",), ("time", "price")],
}
BAD: dict[str, list[Any]] = {
    "guide": ["", " ", "x" * 81, 3, ("wang",)],
    "mood": ["great", 1, True],
    "label": ["", 5],
    "of": [""],
    "alone": [1, "yes"],
    "rooms": [True, 2.0, Decimal(2), "2"],
    "area": [89.5, True, "90", Decimal("NaN"), Decimal("Infinity")],
    "price": [100, Decimal(1), 1.0],
    "next_on": [NOON, "2024-03-01", date(1899, 12, 31), date(2401, 1, 1)],
    "next_at": [DAY, datetime(2024, 3, 1), "now", datetime(1899, 1, 1, tzinfo=UTC)],
    "phone": ["13800000000"],
    "seen": [["hall"], "hall", ("hall", ""), (1,)],
    "asked": [("colour",)],
}
CODES = {"mood": "value.choice", "asked": "value.choice"}


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_field_takes_values_of_its_type(name):
    """None is recorded as none, and what is MISSING is not told."""
    for value in GOOD[name]:
        assert tour(**{name: value}).get(name) == value
    for value in BAD[name]:
        with pytest.raises(Malformed) as caught:
            tour(**{name: value})
        code, field = caught.value.code, caught.value.field
        assert code in {CODES.get(name, "value.type"), "value.naive", "time.range"}
        assert field.partition("[")[0] == name
        assert str(value) not in str(caught.value) or len(str(value)) < 5


def test_told_none_and_missing_are_three_things():
    """Asked and nobody, and not yet asked, decide differently (R9)."""
    one = tour(label=None, mood=MISSING)
    assert one.get("label") is None
    assert one.get("mood") is MISSING
    assert one.get("price") is MISSING
    assert one.fields == (("guide", "wang"), ("label", None))
    assert not MISSING
    assert isinstance(MISSING, Missing)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - what was pickled a moment ago


def test_fields_are_kept_in_the_order_of_their_names():
    """However they were given: equal content is one fact."""
    assert tour(rooms=1, label="x") == tour(label="x", rooms=1)


@pytest.mark.parametrize("guide", [None, MISSING])
def test_a_required_field_is_asked_for(guide):
    """A referral by nobody is no referral."""
    with pytest.raises(Malformed) as caught:
        tour(guide=guide)
    assert (caught.value.code, caught.value.field) == ("value.missing", "guide")


def test_every_fact_may_say_who_and_where():
    """And who stood in for whom."""
    one = tour(by="li", for_="wang", person="p1", customer="C-1", role="sales", place="hall")
    told = {name: one.get(name) for name in ("by", "for", "person", "customer", "role", "place")}
    assert told == {
        "by": "li",
        "for": "wang",
        "person": "p1",
        "customer": "C-1",
        "role": "sales",
        "place": "hall",
    }
    assert (one.get("id"), one.get("kind"), one.get("precision")) == ("t1", "flat_tour", "instant")
    assert one.actor == "wang"
    assert tour(by="li").actor == "li"
    assert tour().actor is None
    assert tour().get("by") is MISSING


def test_a_day_without_an_hour_is_kept_as_a_day():
    """An hour made up at the door could decide a case."""
    one = tour(at=DAY)
    assert (one.at, one.recorded_at, one.timed, one.get("precision")) == (DAY, DAY, False, "day")
    assert tour(recorded_at=DAY).recorded_at == DAY
    assert tour().timed


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (datetime(2024, 3, 1), "value.naive"),
        ("2024-03-01", "value.type"),
        (None, "value.type"),
        (date(1899, 12, 31), "time.range"),
        (datetime(2401, 1, 2, tzinfo=UTC), "time.range"),
        (datetime.max.replace(tzinfo=UTC), "time.range"),
    ],
)
def test_a_time_has_a_zone_and_a_year_of_ours(when, code):
    """For both axes."""
    for name in ("at", "recorded_at"):
        if name == "recorded_at" and when is None:
            continue
        with pytest.raises(Malformed) as caught:
            tour(**{name: when})
        assert (caught.value.code, caught.value.field) == (code, name)


@pytest.mark.parametrize("name", ["id", "by", "for_", "person", "customer", "guide", "label"])
@pytest.mark.parametrize(
    "number",
    ["13800000000", "138 0000 0000", "138-0000-0000", "+8613800000000", "86 13800000000"],
)
def test_a_phone_number_is_refused_wherever_a_code_stands(name, number):
    """A fact holds nothing personal, and the error does not repeat it."""
    with pytest.raises(Malformed) as caught:
        if name == "id":
            fact(number, "entry", at=NOON)
        else:
            tour(**{name: number})
    assert caught.value.code == "fact.personal"
    assert "0000" not in str(caught.value)
    assert "0000" not in repr(caught.value)


@pytest.mark.parametrize(
    "number", ["1380000000", "12800000000", "2024-03-01-0001", "138000000001"]
)
def test_a_number_that_is_no_mobile_phone_may_be_a_code(number):
    """Hosts number their customers."""
    assert tour(customer=number).customer == number


@pytest.mark.parametrize("bad", ["", " ", "x" * 81, 7])
def test_an_id_is_a_short_code(bad):
    """Longer ones are sentences."""
    with pytest.raises(Malformed) as caught:
        fact(bad, "entry", at=NOON)
    assert (caught.value.code, caught.value.field) == ("value.type", "id")
    assert fact("x" * 80, "entry", at=NOON).id == "x" * 80


def test_a_wrong_name_is_answered_with_the_nearest():
    """And with what there is."""
    with pytest.raises(Malformed) as caught:
        fact("f1", "fling", at=NOON)
    assert (caught.value.code, caught.value.params["near"]) == ("fact.kind", "filing")
    with pytest.raises(Malformed) as caught:
        fact("f1", "报备", at=NOON)
    assert (caught.value.code, caught.value.params["near"]) == ("fact.kind", "filing")
    with pytest.raises(Malformed) as caught:
        facts.filing("f1", at=NOON, medium="forn")  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.field) == ("value.choice", "medium")
    assert caught.value.params["near"] == "form"
    with pytest.raises(Malformed) as caught:
        fact("f1", "filing", at=NOON, medium="form", phon=None)
    assert (caught.value.code, caught.value.params["near"]) == ("fact.field", "phone")
    for code in ("fact.kind", "fact.field", "fact.personal", "fact.clash", "fact.withdrawal"):
        assert len(SENTENCES[code]) == 2


def test_the_same_instant_in_another_offset_is_the_same_fact():
    """Told twice by two systems, it is one."""
    there = tour(at=NOON.astimezone(UTC), recorded_at=NOON.astimezone(UTC))
    assert there == tour()


def test_a_kind_has_fields_by_name():
    """Or none of that name."""
    assert TOUR.field("mood") is TOUR.fields[1]
    assert TOUR.field("moods") is None


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_shipped_kind_has_a_function_with_its_fields(name):
    """The type checker must know what the table knows, no more and no less."""
    row, function = KINDS[name], getattr(facts, name)
    parameters = inspect.signature(function).parameters
    own = [one for one in parameters if one not in ("id", "at", "told")]
    assert own[: len(row.fields)] == sorted(own, key=[f.name for f in row.fields].index)
    assert set(own) == {one.name for one in row.fields}
    hints = get_type_hints(function)
    assert hints["return"] is Fact
    for field in row.fields:
        parameter = parameters[field.name]
        assert (parameter.default is inspect.Parameter.empty) is field.required
        assert _values(hints[field.name]) == set(field.values)
        assert _types(hints[field.name]) - {type(None), Missing} == _TYPES[field.type], field
        optional = _types(hints[field.name]) >= {type(None), Missing}
        assert optional is not field.required
    assert (function.__doc__ or "").startswith(f"{row.zh}. ")


_TYPES = {
    "party": {str},
    "choice": {str},
    "code": {str},
    "fact": {str},
    "flag": {bool},
    "count": {int},
    "number": {int, Decimal},
    "money": {Money},
    "day": {date},
    "instant": {datetime},
    "key": {Key},
    "names": {tuple},
}


def _types(hint):
    """The classes that a hint names."""
    if get_origin(hint) is Literal:
        return {str}
    if get_origin(hint) is tuple:
        return {tuple}
    if get_args(hint):
        return set().union(*(_types(one) for one in get_args(hint)))
    return {hint}


def _values(hint):
    """The words that a hint lists."""
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    return set().union(*(_values(one) for one in get_args(hint))) if get_args(hint) else set()


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_function_tells_a_fact_of_its_kind(name):
    """With its required fields alone, and with all of them."""
    row, function = KINDS[name], getattr(facts, name)
    full = {one.name: _example(one) for one in row.fields}
    least = {one.name: full[one.name] for one in row.fields if one.required}
    assert function("f1", at=NOON, **least) == fact("f1", name, at=NOON, **least)
    told = function("f1", at=DAY, by="wang", role="sales", **full)
    assert told == fact("f1", name, at=DAY, by="wang", role="sales", **full)
    assert dict(told.fields) == {**full, "role": "sales"}


def _example(field):
    if field.values:
        return field.values[:1] if field.type == "names" else field.values[0]
    return {
        "party": "li",
        "code": "x",
        "fact": "f0",
        "flag": True,
        "count": 1,
        "number": Decimal("1.5"),
        "money": Money(1),
        "day": DAY,
        "instant": NOON,
        "key": key("13800000000"),
        "names": ("x",),
    }[field.type]


def test_every_kind_is_written_out_once_with_both_terms():
    """The glossary and the forms are made of them."""
    for row in KINDS.values():
        names = [one.name for one in row.fields]
        assert len(set(names)) == len(names)
        assert not set(names) & {*COMMON, *get_type_hints(Told), "id", "kind", "at", "precision"}
        assert row.zh
        assert all(one.zh for one in row.fields)
        for one in row.fields:
            assert one.type == "names" or bool(one.values) is (one.type == "choice")
    assert len({row.zh for row in KINDS.values()}) == len(KINDS)
    assert set(facts.__all__) >= set(KINDS)


def test_what_every_fact_may_say_is_what_told_says():
    """The two lists must not drift apart."""
    own = set(inspect.signature(fact).parameters) - {"id", "kind", "at", "kinds", "fields"}
    assert set(get_type_hints(Told)) == own | set(COMMON)
