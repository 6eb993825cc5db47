"""Forms of all kinds in a JSON list."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.facts import MISSING
from renoflow.registers import Entry, Rejected, read_json_rows

VISIT = {"id": "v1", "fact": "visit", "customer": "C-1", "at": "2024-03-01T10:00"}


def rows(text):
    """What the elements of a text come to."""
    return list(read_json_rows(text, china, file="x.json"))


def errors(text):
    """The row, code and column of what is rejected."""
    return [
        (one.row, one.error.code, one.column) for one in rows(text) if isinstance(one, Rejected)
    ]


def told(**fields):
    """The fact of one visit with these fields."""
    (one,) = rows(json.dumps([{**VISIT, **fields}]))
    assert isinstance(one, Entry), one.error
    return one.fact


def test_elements_become_facts_in_their_order():
    """Without it an export of another system could not be read."""
    text = f"\ufeff [ {json.dumps(VISIT)} ,\n {json.dumps({**VISIT, 'id': 'v2'})} ]\n"
    first, second = rows(text)
    assert (first.fact.id, second.fact.id) == ("v1", "v2")
    assert (first.row, second.row) == (1, 2)
    assert first.written == json.dumps(VISIT)


def test_null_is_recorded_as_none_and_left_out_is_not_told():
    """Without it "asked, and nobody" would be lost between two programs."""
    assert told(invited_by=None).get("invited_by") is None
    assert told(invited_by=None, none=["names"]).get("names") is None
    assert told(invited_by=None, none="names").get("names") is None
    assert told(role=None).get("role") is None
    assert told().get("invited_by") is MISSING


def test_null_for_a_member_of_every_fact_is_not_told():
    """Without it a system that writes every column would be refused."""
    members = dict.fromkeys(("by", "for", "person", "recorded_at", "none"))
    assert told(**members) == told()


@pytest.mark.parametrize("text", ["[]", " [ ]\n", "\ufeff[]"])
def test_an_empty_list_gives_nothing(text):
    """Without it a day without forms would be an error."""
    assert rows(text) == []


@pytest.mark.parametrize(
    "text",
    ["", "{}", "null", "3", "[", "[1 2]", "x", "[}", '["a', "[[[" * 50_000, "[NaN", "[,]", "\x00"],
)
def test_what_is_no_list_is_rejected(text):
    """Without it a wrong file would end the import of the others."""
    assert errors(text)[-1][1:] == ("register.json", "")


def test_what_stands_before_a_broken_place_is_read():
    """Without it a lost bracket at the end would cost the whole file."""
    good = json.dumps(VISIT)
    for rest in ("", ", {", "] x", ",", " 3]"):
        found = rows(f"[{good}{rest}")
        assert isinstance(found[0], Entry), rest
        assert isinstance(found[-1], Rejected), rest
        assert found[-1].written == rest.removeprefix(", ").removeprefix(",").strip() or rest


@pytest.mark.parametrize(
    ("element", "code", "column"),
    [
        ("3", "register.object", ""),
        ("[]", "register.object", ""),
        ("null", "register.object", ""),
        ('{"id": "v1", "id": "v2"}', "register.names", ""),
        ("{}", "value.missing", "id"),
        (json.dumps({**VISIT, "customer": None}), "value.missing", "customer"),
        (json.dumps({**VISIT, "kind": "visit"}), "fact.field", "kind"),
        (json.dumps({**VISIT, "none": {"a": 1}}), "value.type", "none"),
        (json.dumps({**VISIT, "none": [["by"]]}), "value.type", "none"),
        (json.dumps({**VISIT, "by": {"a": {"b": []}}}), "value.type", "by"),
        (json.dumps({**VISIT, "names": {"a": 1}}), "value.type", "names"),
        (json.dumps({**VISIT, "by": "\ud800"}), "register.text", "by"),
        (json.dumps({**VISIT, "by": "\x00"}), "register.text", "by"),
        ('{"id": 1.5, "fact": "visit", "at": "2024-03-01"}', "value.type", "id"),
        ('{"id": %s, "fact": "visit", "at": "2024-03-01"}' % ("9" * 5000), "value.type", "id"),
        (
            '{"id": "a", "fact": "deal", "at": "2024-03-01", "amount": 1.50}',
            "money.float",
            "amount",
        ),
        (
            '{"id": "a", "fact": "deal", "at": "2024-03-01", "amount": NaN}',
            *("money.float", "amount"),
        ),
        ('{"id": {"a": 1, "a": 2}, "fact": "visit", "at": "2024-03-01"}', "value.type", "id"),
    ],
)
def test_an_element_that_is_no_form_is_rejected_alone(element, code, column):
    """Without it one odd element would cost the others."""
    assert errors(f"[{element}, {json.dumps(VISIT)}]") == [(1, code, column)]
    (one, _) = rows(f"[{element}, {json.dumps(VISIT)}]")
    assert one.written == element


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("ab1\x00\ud800", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["id", "fact", "at", "by", "none", "kind", "x"]), inner)
    ),
    max_leaves=8,
)


@given(PLAIN)
def test_rubbish_ends_only_in_rejected(data):
    """Without it some file would end an import with a traceback."""
    for one in rows(json.dumps([data, {**VISIT, "by": data}, {**VISIT, "none": data}])):
        assert isinstance(one, Entry) or one.error.sentence()


@given(st.text('[]{}",:0n \n\ud800', max_size=20))
def test_text_of_any_kind_ends_only_in_rejected(text):
    """Without it a file that is no JSON would end an import with a traceback."""
    assert all(isinstance(one, Rejected) for one in rows(text))
