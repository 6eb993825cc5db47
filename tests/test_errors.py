"""The three families of errors: what they carry, that they travel, and what they never say."""

import ast
import copy
import json
import pickle
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tools.errors_page import PAGE, updated

import renoflow
from renoflow.calendars import china
from renoflow.errors import SENTENCES, Conflict, Malformed, Refused, RenoflowError, one_of
from renoflow.errors.sentences import EXPECTED
from renoflow.facts import KINDS, fact, key
from renoflow.reasons import reason
from renoflow.registers import row_fact

CODES = sorted(SENTENCES)
OBJECTIONS = (
    reason("process.role", rule="contracted", roles=("designer", "manager")),
    reason("process.no_row", facts=("f1",), kind="visit"),
)
BEIJING = timezone(timedelta(hours=8))


def placeholders(template):
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def filled(code):
    """An error of *code* with every parameter that its sentences ask for."""
    names = {*placeholders(SENTENCES[code][0])} - {"field"}
    return Malformed(code, "rows[3].at", **dict.fromkeys(sorted(names), "told"))


def shown(error):
    """All that an error ever shows of itself."""
    data = json.dumps(error.to_dict(), ensure_ascii=False)
    return " ".join((str(error), error.sentence("zh"), repr(error), data))


# --- the sentences ---------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_both_sentences_ask_for_the_same_parameters(code):
    """Without it a sentence would fail, or tell less, in one of the languages."""
    english, chinese = SENTENCES[code]
    assert placeholders(english) == placeholders(chinese)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_sentence_says_itself(code, lang):
    """Without it telling what is wrong could itself go wrong."""
    said = filled(code).sentence(lang)
    assert said
    assert ("rows[3].at" in said) == ("{field}" in SENTENCES[code][0])
    assert ("told" in said) >= (len(placeholders(SENTENCES[code][0])) > 1)


@pytest.mark.parametrize("code", CODES)
def test_the_chinese_sentence_is_chinese(code):
    """Without it a row could hold the English sentence twice."""
    english, chinese = SENTENCES[code]
    assert english.isascii() or "¥" in english
    assert any("\u4e00" <= one <= "\u9fff" for one in chinese)


def test_an_error_is_told_in_english_unless_asked():
    """Without it a log would change language with whoever reads it."""
    error = Malformed("value.choice", "medium", allowed=("form", "sms"), near="form")
    assert str(error) == error.sentence() == error.sentence("en")
    assert str(error) == "medium: expected one of form, sms (nearest: form)"
    assert error.sentence("zh") == "medium：只能是 form、sms（最接近的是 form）"


def test_the_page_of_errors_is_current():
    """Without it the page would list codes that are gone; run python -m tools.errors_page."""
    page = PAGE.read_text(encoding="utf-8")
    assert updated(page) == page
    assert [code for code in CODES if f"| `{code}` |" not in page] == []


# --- the families ----------------------------------------------------------------------------


@pytest.mark.parametrize("family", [Malformed, Refused, Conflict])
def test_every_family_is_caught_as_the_library_s(family):
    """Without it a host could not fence the library in with one except."""
    assert issubclass(family, RenoflowError)
    assert issubclass(family, ValueError) == (family is Malformed)


def test_parameters_are_kept_in_the_order_of_their_names():
    """Without it two equal errors would print differently."""
    error = Conflict("port.version", found=3, expected=2)
    assert list(error.params) == ["expected", "found"]


@pytest.mark.parametrize(
    ("inner", "path", "outer"),
    [
        ("at", "facts[3]", "facts[3].at"),
        ("[2]", "supplied", "supplied[2]"),
        ("", "facts[3]", "facts[3]"),
        ("at", "case[0].facts[1]", "case[0].facts[1].at"),
    ],
)
def test_an_error_is_seen_from_further_out(inner, path, outer):
    """Without it a person would be told which field, and not of which row."""
    error = Malformed("value.type", inner, expected="text")
    assert error.under(path) == Malformed("value.type", outer, expected="text")


# --- refusals --------------------------------------------------------------------------------


def test_a_refusal_carries_every_objection():
    """Without it somebody would mend one thing and be refused for the next."""
    error = Refused.because("process.refused", OBJECTIONS)
    assert error.objections == OBJECTIONS
    assert str(error).endswith("the objections say what is missing [contracted, process.no_row]")
    assert error.sentence("zh").endswith("[contracted, process.no_row]")


def test_a_refusal_without_objections_has_no_empty_brackets():
    """The other side of the edge."""
    error = Refused("process.refused")
    assert error.objections == ()
    assert not str(error).endswith("]")


def test_objections_may_come_from_anything_that_yields_them():
    """Without it a generator would be empty when it is looked at again."""
    error = Refused.because("process.refused", (one for one in OBJECTIONS))
    assert error.objections == OBJECTIONS


def test_a_refusal_is_plain_data_with_its_objections():
    """Without it a response body could not say what is missing."""
    error = Refused.because("process.refused", OBJECTIONS)
    assert error.to_dict() == {
        "code": "process.refused",
        "field": "",
        "objections": [
            {
                "code": "process.role",
                "rule": "contracted",
                "facts": [],
                "roles": ["designer", "manager"],
            },
            {"code": "process.no_row", "rule": "", "facts": ["f1"], "kind": "visit"},
        ],
    }


# --- as data, as values ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("wang", "wang"),
        (7, 7),
        (None, None),
        (("form", "sms"), ["form", "sms"]),
        (Decimal("1.50"), "1.50"),
        (Fraction(3, 10), "3/10"),
        (date(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1, 10, tzinfo=BEIJING), "2024-03-01T10:00:00+08:00"),
    ],
)
def test_what_an_error_carries_is_written_as_plain_data(value, plain):
    """Without it a refusal that cites a date would fail on its way into a response."""
    error = Refused.because("process.refused", (reason("x", told=value),), told=value)
    read = json.loads(json.dumps(error.to_dict()))
    assert read == error.to_dict()
    assert [read["told"], read["objections"][0]["told"]] == [plain, plain]


ERRORS = [
    RenoflowError("value.missing", "id"),
    Malformed("value.choice", "medium", allowed=("form", "sms"), near="form"),
    Malformed("value.missing", "id"),
    Conflict("port.version", expected=2, found=3),
    Conflict("store.busy"),
    Refused("process.refused"),
    Refused("process.refused", "C-17"),
    Refused.because("process.refused", OBJECTIONS),
    Refused.because("process.refused", OBJECTIONS[:1]),
    Refused.because("agreement.incomplete", OBJECTIONS),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_an_error_travels_whole(error):
    """Without it a worker process would turn a refusal into a crash, or drop its objections."""
    pickled = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    for again in (pickled, copy.copy(error), copy.deepcopy(error)):
        assert again == error
        assert hash(again) == hash(error)
        assert type(again) is type(error)
        assert shown(again) == shown(error)


def test_errors_that_tell_the_same_are_equal_and_no_others():
    """Without it a test of a host could pass on another error, or another family."""
    for i, one in enumerate(ERRORS):
        for j, other in enumerate(ERRORS):
            assert (one == other) == (i == j)
    assert ERRORS[0] != "value.missing"


# --- nothing that a person typed -------------------------------------------------------------

WORDS = st.text("abfmors_", min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=4, unique=True), WORDS)
def test_a_wrong_word_is_answered_with_the_allowed_ones_and_never_repeated(allowed, given_):
    """Without it what a person typed would reach logs and other people's screens."""
    assume(given_ not in allowed)
    error = one_of("value.choice", "medium", given_, allowed)
    assert error.params["allowed"] == tuple(allowed)
    assert error.params["near"] in {*allowed, "-"}


def test_the_nearest_word_is_offered():
    """Without it a slip of a letter would send people to the manual."""
    assert one_of("value.choice", "medium", "forn", ["sms", "form"]).params["near"] == "form"
    assert one_of("value.choice", "medium", "xyz", ["sms", "form"]).params["near"] == "-"
    assert one_of("value.choice", "medium", 7, ["sms", "form"]).params["near"] == "-"


def test_where_no_word_is_near_none_is_offered():
    """Without it a person would be sent to look for a word called "-"."""
    error = one_of("value.choice", "medium", "xyz", ["sms", "form"])
    assert str(error) == "medium: expected one of sms, form"
    assert error.sentence("zh") == "medium：只能是 sms、form"


def test_of_many_words_eight_are_told_and_the_rest_counted():
    """Without it a slip in the kind of a fact would be answered with fifty names."""
    names = tuple("abcdefghi")
    assert str(one_of("value.choice", "x", 7, names[:8])).endswith("f, g, h")
    error = one_of("value.choice", "x", 7, names)
    assert str(error) == "x: expected one of a, b, c, d, e, f, g, h and 1 more"
    assert error.sentence("zh") == "x：只能是 a、b、c、d、e、f、g、h等，另有 1 项"
    assert error.to_dict()["allowed"] == list(names)


def test_a_sentence_about_the_data_as_a_whole_names_no_field():
    """Without it it would begin with a lone colon."""
    error = Malformed("codec.toml", line=3)
    assert str(error) == "not TOML, from line 3 on; mend the text there"
    assert error.sentence("zh") == "从第 3 行起不是 TOML；请在此处改正"


@pytest.mark.parametrize(
    ("expected", "chinese"),
    [
        ("text", "文本"),
        ("yes or no (是 or 否)", "是或否"),
        ("a list or a table", "列表或表"),
        ("a list of 2", " a list of 2"),
    ],
)
def test_what_was_expected_is_told_in_chinese(expected, chinese):
    """Without it half of a Chinese sentence would be English."""
    error = Malformed("value.type", "x", expected=expected)
    assert error.sentence("zh") == f"x：应为{chinese}"
    assert error.sentence() == f"x: expected {expected}"


def test_whatever_is_expected_has_its_chinese():
    """Without it a new check would answer a Chinese reader in English."""
    told = set()
    for path in Path(renoflow.__file__).parent.rglob("*.py"):
        if "testing" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.keyword(arg="expected", value=phrase):
                    pass
                case ast.Assign(targets=[ast.Name(id="expected")], value=phrase):
                    pass
                case ast.AnnAssign(target=ast.Name(id="_EXPECTED"), value=ast.Dict(values=rows)):
                    phrase = ast.List(rows)
                case _:
                    continue
            told |= {
                one.value
                for one in ast.walk(phrase)
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    # a single word is a type of Python's; what is put together stands here in parts
    told -= {" or ", "a code of 1 to ", " characters", "a list of "}
    phrases = {one for one in told if " " in one} - set(EXPECTED.values())
    assert "a list of texts" in phrases
    assert sorted(phrases - set(EXPECTED)) == []


def test_a_question_is_asked_in_the_reader_s_language():
    """Without it the person who can answer would be asked in a language that is not his."""
    asked = {"argument": "x", "question": "q?", "question_zh": "问？"}
    error = Malformed("policy.open_argument", "with.x", **asked)
    assert str(error) == "with.x: left open by the source; answer this: q?"
    assert error.sentence("zh") == "with.x：原文未定，请回答：问？"
    assert one_of("fact.field", "a", "b", ["ab"], kind="visit").params["kind"] == "visit"


# Digits that no sentence of ours has four of in a row.
PHONES = st.builds("13{}".format, st.text("356789", min_size=9, max_size=9))
WRITTEN = st.sampled_from(
    ["{0}", "+86 {0}", "{1} {2} {3}", "{1}-{2}-{3}", "tel {0}", "{0}{0}", "{0}转8", "0086{0} "]
)
OWN = ["id", "kind", "by", "for", "person", "customer", "role", "place", "at", "recorded_at"]
DOORS = [(name, "filing") for name in OWN] + [
    (field.name, kind.name) for kind in KINDS.values() for field in kind.fields
]


@given(PHONES, WRITTEN, st.sampled_from(DOORS))
def test_no_message_of_fact_making_holds_digits_of_the_phone(phone, form, door):
    """Without it a phone in the wrong column would be spread by the message about it."""
    typed = form.format(phone, phone[:3], phone[3:7], phone[7:])
    name, kind = door
    messages = []
    for make in (told_as_value, told_as_row, told_as_names, told_as_key):
        try:
            make(kind, name, typed)
        except RenoflowError as error:
            messages.append(shown(error))
    assert messages
    for message in messages:
        runs = [phone[i : i + 4] for i in range(len(phone) - 3)]
        assert [run for run in runs if run in message] == []


def told_as_value(kind, name, typed):
    given_ = {"id": "f1", "kind": kind, "at": china.at(2024, 3, 1, 10), name: typed}
    if "for" in given_:
        given_["for_"] = given_.pop("for")
    fact(given_.pop("id"), given_.pop("kind"), **given_)


def told_as_row(kind, name, typed):
    given_ = {"fact": kind, "id": "f1", "at": "2024-03-01 10:00"}
    row_fact({**given_, ("fact" if name == "kind" else name): typed}, china)


def told_as_names(kind, name, typed):
    told_as_value(kind, name, (typed,))


def told_as_key(_kind, _name, typed):
    key(f"{typed},{typed}")
