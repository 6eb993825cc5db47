"""TOML: what a person edits, with the lines of what is wrong or still open."""

import sys
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.attribution import Policy, presets
from renoflow.codec import from_data, from_toml, open_values, to_toml
from renoflow.errors import Malformed
from renoflow.facts import Fact, visit
from renoflow.limits import Limit
from renoflow.periods import days, hours
from renoflow.reasons import reason
from tests.codec.facts import facts

WEEK = days(7, counting="legal")
SEVEN = presets.seven_day_filing(window=WEEK)


def wrong(text: str, type_: type = Limit) -> Malformed:
    with pytest.raises(Malformed) as caught:
        from_toml(text, type_)
    assert caught.value.sentence("en") != caught.value.sentence("zh")
    return caught.value


@given(facts)
def test_a_fact_comes_back_as_it_was(one: Fact) -> None:
    """Scenarios are written in TOML; what is recorded as none must not get lost in it."""
    assert from_toml(to_toml(one), Fact) == one


def test_dates_are_natural_and_none_is_a_list() -> None:
    """A sales manager reads it."""
    at = datetime.fromisoformat("2024-03-01T10:00:00+08:00")
    one = visit("v1", at=at, recorded_at=date(2024, 3, 2), brought_by=None, names="wang")
    assert to_toml(one) == (
        'type = "fact.v1"\nid = "v1"\nkind = "visit"\nat = 2024-03-01 10:00:00+08:00\n'
        'recorded_at = 2024-03-02\nnone = [\n    "brought_by",\n]\n\n[fields]\nnames = "wang"\n'
    )


@pytest.mark.parametrize(
    ("text", "code", "field", "line"),
    [
        ("id = \n", "codec.toml", "", 1),
        ('id = "a"\nspan = {days = 7', "codec.toml", "", 2),
        ('id = "a"\n\nid = "b"\n', "codec.toml", "", 3),
        ('id = "a"\n\nwhen = "', "codec.toml", "", 3),
        ('id = "a"\ncount = 1.5\n', "codec.float", "count", None),
        ('id = "a"\ncount = nan\n', "codec.float", "count", None),
        (f'id = "a"\ncount = {"9" * 5000}\n', "codec.number", "", None),
        (f'id = "a"\ncount = {"9" * 51}\n', "codec.number", "count", None),
        ("id = " + "[" * 5000, "codec.deep", "", None),
        ("id = 10:00:00\n", "value.type", "id", None),
        ('id = "a"\n[span]\ndays = 7\n', "value.which", "span.counting", None),
        ('id = "a"\nspan = "?"\n', "policy.open", "span", 2),
        ('id = "a"\nspan = "\\u003F"\n', "policy.open", "span", "-"),
    ],
)
def test_what_is_wrong_is_named(text: str, code: str, field: str, line: object) -> None:
    """tomllib has errors of its own, and knows no paths."""
    error = wrong(text)
    assert (error.code, error.field, error.params.get("line")) == (code, field, line)


@given(st.text(alphabet="a=[]{}\"'.,#?1-:T\n ", max_size=20))
def test_any_text_ends_in_malformed(text: str) -> None:
    """Whatever a file holds, the caller has one error to catch."""
    with pytest.raises(Malformed):
        from_toml(text, Limit)


# --- what is left open ----------------------------------------------------------------


def test_open_values_stand_under_their_questions() -> None:
    """An exported preset must say what its source does not, and where."""
    limit = Limit(id="w", span=WEEK, lead=hours(2))
    text = to_toml(limit, questions={"span": "How long,\nand how counted?", "id": "Which?"})
    assert text == (
        '# ? Which?\nid = "?"\n# ? How long, and how counted?\nspan = "?"\n\n[lead]\nhours = 2\n'
    )
    assert [(left.field, left.params) for left in open_values(text)] == [
        ("id", {"line": 2, "question": "Which?"}),
        ("span", {"line": 4, "question": "How long, and how counted?"}),
    ]


def test_a_preset_answered_is_the_preset() -> None:
    """Export, answer, load: nothing else may have changed."""
    asked = {"limits[0].span": "How are the seven days counted (X-04)?", "revision": "Which?"}
    text = to_toml(SEVEN, questions=asked)
    assert [(left.field, left.params["question"]) for left in open_values(text)] == [
        ("revision", "Which?"),
        ("limits[0].span", "How are the seven days counted (X-04)?"),
    ]
    assert wrong(text, Policy) == open_values(text)[0]
    answered = text.replace('revision = "?"', "revision = 1")
    assert wrong(answered, Policy).field == "limits[0].span"
    answered = answered.replace('span = "?"', 'span = {days = 7, counting = "legal"}')
    assert open_values(answered) == ()
    assert from_toml(answered, Policy) == SEVEN


def test_a_value_that_is_not_written_may_be_left_open() -> None:
    """What a preset leaves out by default may be a question too."""
    text = to_toml(Limit(id="w"), questions={"span": "How long?", "needs": "What?"})
    assert [left.field for left in open_values(text)] == ["span", "needs"]


@pytest.mark.parametrize(
    "path", ["when[0]", "replaces[1]", "span.days", "id.x", "id[0]", "when[0].fact", ""]
)
def test_a_question_about_nothing_is_refused(path: str) -> None:
    """A preset whose rows moved would ask about another row, or about none."""
    with pytest.raises(Malformed) as caught:
        to_toml(Limit(id="w", replaces=("v",)), questions={path: "How long?"})
    assert (caught.value.code, caught.value.field) == ("value.missing", path)


def test_only_values_are_open() -> None:
    """A question mark in a comment, in a name or inside a text is none."""
    text = (
        '# "?" is open\r\n"?" = 1\na = "what is \'?\'" # "?"\n'
        'b = \'"?"\'\nc = """?"""\n# ? one\n# ? two\nd = ["?", \'?\', {e = "?"}]\n'
    )
    assert [(left.field, *left.params.values()) for left in open_values(text)] == [
        ("c", 5, "-"),
        ("d[0]", 8, "one"),
        ("d[1]", 8, "two"),
        ("d[2].e", 8, "-"),
    ]


def test_open_values_of_what_is_no_toml() -> None:
    """A check of a broken file says that it is broken."""
    with pytest.raises(Malformed, match="line 1"):
        open_values("a = ")


def test_an_open_value_in_plain_data_is_open_too() -> None:
    """JSON has no lines, and must not take the mark for an answer."""
    with pytest.raises(Malformed) as caught:
        from_data({"id": "w", "source": "?"}, Limit)
    assert (caught.value.code, caught.value.field) == ("policy.open", "source")


# --- what cannot be written -----------------------------------------------------------


def test_none_that_toml_cannot_say_is_refused() -> None:
    """Left out it would be read as something else."""
    with pytest.raises(Malformed) as caught:
        to_toml(reason("late", n=None))
    assert (caught.value.code, caught.value.field) == ("codec.null", "params[0][1]")


def test_toml_holds_one_record() -> None:
    """A wrong call is the programmer's to find."""
    with pytest.raises(TypeError):
        to_toml((WEEK, WEEK))


def test_without_the_extra_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing TOML is the one thing that a plain install cannot do."""
    monkeypatch.setitem(sys.modules, "tomli_w", None)
    with pytest.raises(Malformed, match=r"pip install renoflow\[toml\]"):
        to_toml(WEEK)
