"""JSON text: only what is exact, whole and shallow gets in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.codec import from_data, from_json, to_data, to_json
from renoflow.codec._converter import upgraded
from renoflow.codec._plain import DEEPEST, check_plain
from renoflow.errors import Malformed
from renoflow.facts import Fact

FACT = '{"type":"fact.v1","id":"t1","kind":"flat","at":"2024-03-01","fields":{"x":%s}}'


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ("", "codec.json", ""),
        ("{", "codec.json", ""),
        ('{"id":1,"id":2}', "codec.twice", ""),
        (FACT % '{"day":1,"day":1}', "codec.twice", "fields.x"),
        (FACT % "NaN", "codec.float", "fields.x"),
        (FACT % "-Infinity", "codec.float", "fields.x"),
        (FACT % "1.0", "codec.float", "fields.x"),
        (FACT % ("9" * 51), "codec.number", "fields.x"),
        (FACT % ("9" * 5000), "codec.number", "fields.x"),
        (FACT % '"\\ud800"', "codec.text", "fields.x"),
        (FACT % '{"\\ud800":1}', "codec.text", "fields.x.?"),
        (FACT % ("[" * 10**5), "codec.deep", ""),
        (FACT % ("[" * 99 + "]" * 99), "codec.deep", "fields.x" + "[0]" * (DEEPEST - 2)),
    ],
)
def test_text_that_is_not_right_says_where(text: str, code: str, field: str) -> None:
    """Python's own reader would let it pass, or end in an error of its own."""
    with pytest.raises(Malformed) as caught:
        from_json(text, Fact)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert caught.value.sentence("en") != caught.value.sentence("zh")


def test_the_line_of_broken_json_is_told() -> None:
    """A file of a thousand lines is not searched by hand."""
    with pytest.raises(Malformed) as caught:
        from_json('{"type": "fact.v1",\n "id": }', Fact)
    assert caught.value.params == {"line": 2, "column": 8}


def test_depth_is_counted_to_the_last_level() -> None:
    """The other side of the edge: as deep as allowed is read."""
    deepest: list[object] = []
    for _ in range(DEEPEST - 1):
        deepest = [deepest]
    check_plain(deepest)
    with pytest.raises(Malformed, match="deeper"):
        check_plain([deepest])


@pytest.mark.parametrize(
    "data", [{1: "x"}, {"x": b"bytes"}, {"x": ("a",)}, {"x": {"a"}}, {"x": 1j}]
)
def test_data_that_json_cannot_say_are_refused(data: object) -> None:
    """A host's own dictionary may hold anything."""
    with pytest.raises(Malformed) as caught:
        from_data(data, Fact)
    assert caught.value.code == "value.type"


@pytest.mark.parametrize("thing", [object(), 1.5, {"a"}, b"x"])
def test_only_records_are_written(thing: object) -> None:
    """A wrong call is the programmer's to find."""
    with pytest.raises(TypeError):
        to_data(thing)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-9, 9)
        | st.floats()
        | st.sampled_from(["a", "王"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["type", "id", "at", "fields"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_any_json_ends_in_malformed(data: object) -> None:
    """Whatever a file holds, the caller has one error to catch."""
    with pytest.raises(Malformed):
        from_json(json.dumps(data), Fact)


@given(st.text(alphabet='{}[]":,01.e-nulltrue\\ ', max_size=30))
def test_any_text_ends_in_malformed(text: str) -> None:
    """The same of text that is hardly JSON."""
    with pytest.raises(Malformed):
        from_json(text, Fact)


def test_equal_data_are_equal_text_whatever_their_order() -> None:
    """Texts are compared and hashed by stores."""
    one = '{"type":"fact.v1","id":"t1","kind":"flat","at":"2024-03-01","fields":{"a":1,"b":2}}'
    two = '{"fields":{"b":2,"a":1},"at":"2024-03-01","kind":"flat","id":"t1","type":"fact.v1"}'
    assert to_json(from_json(one, Fact)) == to_json(from_json(two, Fact))


# --- upgrades -------------------------------------------------------------------------


UPGRADES = {
    "thing.v1": lambda data: {"type": "thing.v2", "names": [data["name"]]},
    "thing.v2": lambda data: {"type": "thing.v3", "names": data["names"], "count": 1},
    "ring.v1": lambda data: {**data, "type": "ring.v2"},
    "ring.v2": lambda data: {**data, "type": "ring.v1"},
}


@pytest.mark.parametrize(
    "old",
    [
        {"type": "thing.v1", "name": "a"},
        {"type": "thing.v2", "names": ["a"]},
        {"type": "thing.v3", "names": ["a"], "count": 1},
    ],
)
def test_every_old_form_reaches_the_present_one(old: dict[str, object]) -> None:
    """Files of the first release must load for ever, whatever came between."""
    before = dict(old)
    assert upgraded(old, "thing.v3", UPGRADES) == {"names": ["a"], "count": 1}
    assert old == before


@pytest.mark.parametrize(
    ("old", "code"),
    [
        ({"type": "thing.v1", "nom": "a"}, "codec.upgrade"),
        ({"type": "thing.v0"}, "codec.tag"),
        ({"type": "ring.v1"}, "codec.tag"),
        ({"type": "fact.v1"}, "codec.tag"),
        ({}, "value.missing"),
    ],
)
def test_data_that_belie_their_tag_are_malformed(old: dict[str, object], code: str) -> None:
    """An upgrade trusts the tag; the caller must not see its KeyError, nor wait for ever."""
    with pytest.raises(Malformed) as caught:
        upgraded(old, "thing.v3", UPGRADES)
    assert caught.value.code == code


def test_an_upgrade_may_refuse_by_itself() -> None:
    """It knows best what is wrong with its data."""

    def refuse(data: dict[str, object]) -> dict[str, object]:
        raise Malformed("value.missing", f"names[{len(data)}]")

    with pytest.raises(Malformed) as caught:
        upgraded({"type": "thing.v1"}, "thing.v2", {"thing.v1": refuse})
    assert caught.value.field == "names[1]"
