"""Facts as JSON: nothing is lost, nothing wrong gets in, and what is wrong is named."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.codec import from_data, from_json, to_data, to_json
from renoflow.errors import Malformed
from renoflow.facts import KINDS, Fact, Field, Kind, Missing, Value, fact, visit
from renoflow.money import Money
from tests.codec.facts import facts, known_facts, opaque_facts

DAY = date(2024, 3, 1)


def told(**members: object) -> dict[str, Any]:
    """A fact's data, well formed but for what the test says."""
    return {"type": "fact.v1", "id": "v1", "kind": "visit", "at": "2024-03-01", **members}


def wrong(data: object, type_: Any = Fact, **more: Any) -> Malformed:
    with pytest.raises(Malformed) as caught:
        from_data(data, type_, **more)
    assert caught.value.sentence("en")
    assert caught.value.sentence("zh")
    return caught.value


@given(facts)
def test_a_fact_comes_back_as_it_was(one: Fact) -> None:
    """A store would otherwise change what happened."""
    assert from_json(to_json(one), Fact) == one


@given(facts)
def test_a_fact_written_again_is_the_same_text(one: Fact) -> None:
    """Two writers of one fact would otherwise differ."""
    assert to_json(from_json(to_json(one), Fact)) == to_json(one)


@given(st.lists(facts, max_size=3).map(tuple))
def test_several_facts_come_back_in_their_order(several: tuple[Fact, ...]) -> None:
    """A history is a tuple of facts."""
    assert from_json(to_json(several), tuple[Fact, ...]) == several


@given(opaque_facts)
def test_a_kind_declared_later_finds_what_was_kept(one: Fact) -> None:
    """A fact of an unknown kind keeps the types of its fields, so a later row can read them."""
    types: dict[type, Any] = {Money: "money", date: "day", datetime: "instant", bool: "flag"}
    fields = tuple(
        Field(name=name, zh=name, type=types[type(value)])
        for name, value in one.fields
        if type(value) in types
    )
    known = {field.name for field in fields}
    kept = Fact(
        id=one.id,
        kind=one.kind,
        at=one.at,
        recorded_at=one.recorded_at,
        fields=tuple((name, value) for name, value in one.fields if name in known),
    )
    kinds = {one.kind: Kind(name=one.kind, zh="带看", fields=fields)}
    assert from_json(to_json(kept), Fact, kinds=kinds) == kept


def test_the_text_is_plain_and_in_order() -> None:
    """The form is a promise: other programs read it."""
    one = visit("v1", at=DAY, by="wang", brought_by=None, customer="王家")
    assert to_json(one) == (
        '{"at":"2024-03-01","by":"wang","customer":"王家","fields":{"brought_by":null},'
        '"id":"v1","kind":"visit","type":"fact.v1"}'
    )


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ([], "value.type", ""),
        ({}, "value.missing", "type"),
        (told(type="fact.v9"), "codec.tag", "type"),
        (told(type=1), "codec.tag", "type"),
        (told(type=["fact.v1"]), "codec.tag", "type"),
        ({"type": "fact.v1", "kind": "visit", "at": "2024-03-01"}, "value.missing", "id"),
        (told(id=7), "value.type", "id"),
        (told(id=""), "value.type", "id"),
        (told(id="13800000000"), "fact.personal", "id"),
        (told(by=None), "value.type", "by"),
        (told(**{"for": 1}), "value.type", "for"),
        (told(at="2024-03-01T10:00:00"), "value.naive", "at"),
        (told(at=datetime.fromisoformat("2024-03-01")), "value.naive", "at"),
        (told(at="2024-02-30"), "time.impossible", "at"),
        (told(at="2024-03-01T25:00:00+08:00"), "time.impossible", "at"),
        (told(at="20240301"), "value.type", "at"),
        (told(at=20240301), "value.type", "at"),
        (told(recorded_at="soon"), "value.type", "recorded_at"),
        (told(at=1.5), "codec.float", "at"),
        (told(colour="red"), "value.unknown", "colour"),
        (told(**{"138 0000": 1}), "value.unknown", "?"),
        (told(fields=[]), "value.type", "fields"),
        (told(fields={"colour": "red"}), "fact.field", "fields.colour"),
        (told(fields={"at": "2024-03-01"}), "codec.taken", "fields.at"),
        (told(fields={"": 1}), "codec.taken", "fields.?"),
        (told(fields={"introduced": "yes"}), "value.type", "fields.introduced"),
        (told(fields={"supplied": ["a", 1]}), "value.type", "fields.supplied"),
        (told(fields={"supplied": ["a", ""]}), "value.type", "fields.supplied[1]"),
        (told(fields={"names": {"party": "x"}}), "value.unknown", "fields.names.party"),
        (told(fields={"names": {}}), "value.type", "fields.names"),
        (told(kind="enquiry"), "value.missing", "fields.channel"),
        (told(kind="enquiry", none=["channel"]), "value.missing", "fields.channel"),
        (told(none="names"), "value.type", "none"),
        (told(none=[1]), "codec.taken", "none[0]"),
        (told(none=["names", "at"]), "codec.taken", "none[1]"),
        (told(none=["names", "names"]), "codec.taken", "none[1]"),
        (told(kind="flat_tour", fields={"at": 1}), "codec.taken", "fields.at"),
        (told(kind="flat_tour", at="x"), "value.type", "at"),
        (told(kind="flat_tour", id="13800000000"), "fact.personal", "id"),
    ],
)
def test_what_is_wrong_is_named_with_its_path(data: object, code: str, field: str) -> None:
    """A clerk could not find the place in a file of a thousand facts."""
    error = wrong(data)
    assert (error.code, error.field) == (code, field)


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        ({"money": "100"}, "value.type", ".money"),
        ({"money": True}, "value.type", ".money"),
        ({"money": 1.0}, "codec.float", ".money"),
        ({"number": "NaN"}, "codec.number", ".number"),
        ({"number": "1E999999999999999999"}, "codec.number", ".number"),
        ({"number": "1E51"}, "codec.number", ".number"),
        ({"number": 1.5}, "codec.float", ".number"),
        ({"number": "１"}, "codec.number", ".number"),
        ({"day": "2024-03-01T00:00:00+08:00"}, "value.type", ".day"),
        ({"day": "2023-02-29"}, "time.impossible", ".day"),
        ({"instant": "2024-03-01"}, "value.type", ".instant"),
        ({"key": "x"}, "value.type", ".key"),
        ({"key": {"kind": "phone"}}, "value.missing", ".key.value"),
        ({"key": {"kind": "phone", "value": ""}}, "value.type", ".key.value"),
        ({"key": {"kind": "phone", "value": "1", "keyed": 1}}, "value.type", ".key.keyed"),
        ({"key": {"kind": "phone", "value": "1", "name": "1"}}, "value.unknown", ".key.name"),
        ({"money": 1, "day": "2024-03-01"}, "value.type", ""),
        (10**50, "codec.number", ""),
        ([["a"]], "value.type", ""),
    ],
)
def test_a_value_of_an_unknown_kind_is_still_checked(value: object, code: str, path: str) -> None:
    """What cannot be understood could not be written back."""
    error = wrong([told(), told(kind="flat_tour", fields={"x": value})], tuple[Fact, ...])
    assert (error.code, error.field) == (code, f"[1].fields.x{path}")


def test_the_number_with_the_largest_magnitude_is_read() -> None:
    """The other side of the edge of 1E51."""
    one = from_data(told(kind="flat_tour", fields={"x": {"number": "1E+50"}}), Fact)
    assert one.get("x") == Decimal("1E+50")


def test_dates_may_be_dates() -> None:
    """TOML has dates of its own, and a host may pass them as they are."""
    instant = datetime.fromisoformat("2024-03-01T10:00:00+08:00")
    fields = {"on": DAY, "then": instant}
    one = from_data(told(kind="flat_tour", at=instant, fields=fields), Fact)
    assert (one.at, one.get("on"), one.get("then")) == (instant, DAY, instant)
    assert from_data(told(at="2024-03-01T02:00:00Z"), Fact).at == instant


def test_none_may_be_a_list() -> None:
    """TOML has no null; a clerk would otherwise have to say nothing."""
    assert from_data(told(none=["brought_by"]), Fact) == visit("v1", at=DAY, brought_by=None)


def test_a_host_kind_is_checked_by_its_row() -> None:
    """A kind of the host's own would otherwise be opaque for ever."""
    row = Kind(name="flat_tour", zh="带看", fields=(Field(name="rooms", zh="间", type="count"),))
    kinds = {**KINDS, "flat_tour": row}
    data = told(kind="flat_tour", fields={"rooms": "three"})
    assert from_data(data, Fact).get("rooms") == "three"
    assert wrong(data, kinds=kinds).field == "fields.rooms"


@pytest.mark.parametrize("value", [Decimal("1E51"), 10**50])
def test_what_could_not_be_read_back_is_not_written(value: Value | Missing) -> None:
    """The file would be full of facts that nobody can load."""
    row = Kind(name="flat_tour", zh="带看", fields=(Field(name="n", zh="数", type="number"),))
    with pytest.raises(Malformed) as caught:
        to_data(fact("t1", "flat_tour", at=DAY, kinds={"flat_tour": row}, n=value))
    assert caught.value.code == "codec.number"


def test_a_float_is_not_written() -> None:
    """A fact put together by hand could hold one; it must not become null."""
    values: Any = (("x", 1.5),)
    with pytest.raises(TypeError):
        to_data(Fact(id="t1", kind="flat_tour", at=DAY, recorded_at=DAY, fields=values))


@given(known_facts(), st.data())
def test_any_member_replaced_by_rubbish_ends_in_malformed(one: Fact, data: st.DataObject) -> None:
    """A bare KeyError or TypeError would tell a clerk nothing."""
    plain = json.loads(to_json(one))
    rubbish = st.recursive(
        st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "x", "2024-03-01"]),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(
                st.sampled_from(["money", "day", "key", "kind", "x"]), inner, max_size=2
            )
        ),
        max_leaves=4,
    )
    target = data.draw(st.sampled_from([plain, plain.setdefault("fields", {})]))
    target[data.draw(st.sampled_from([*sorted(target), "x"]))] = data.draw(rubbish)
    try:
        read = from_data(plain, Fact)
    except Malformed as error:
        assert error.sentence()
    else:
        assert from_json(to_json(read), Fact) == read
