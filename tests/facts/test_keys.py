"""Identity keys: one normal form whoever typed it, and nothing that can be read."""

import hashlib
import hmac
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.errors import Malformed
from renoflow.facts import Key, fact, filing, key
from renoflow.facts.kinds import KINDS

PLAIN = Key("phone", "13800000000")


@pytest.mark.parametrize(
    "typed",
    [
        "13800000000",
        " 138 0000 0000 ",
        "138-0000-0000",
        "(138)0000.0000",
        "138/0000/0000",
        "１３８００００００００",
        "+86 138 0000 0000",
        "＋86 13800000000",
        "0086-138-0000-0000",
        "8613800000000",
        "\u202d138 0000 0000\u202c",
        "138\u00a00000\u20000000",
        "\u200b13800000000",
    ],
)
def test_one_phone_number_is_one_key_whoever_typed_it(typed):
    """Two salespeople type it differently; it is the same customer."""
    assert key(typed) == PLAIN


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("010-12345678", "01012345678"),
        ("1234567", "1234567"),
        ("123456789012345", "123456789012345"),
        ("+44 20 7946 0000", "442079460000"),
        ("86123456789", "86123456789"),
        ("+8512345678901", "8512345678901"),
    ],
)
def test_other_numbers_keep_their_digits(typed, value):
    """Only the code of China before a number of eleven digits is left out."""
    assert key(typed).value == value


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "-", "123456", "1234567890123456", "13****0000", "wang", "1380000000O"),
        *("١٢٣٤٥٦٧", "13800000000+", "++13800000000", "+123456", "00123456"),
    ],
)
def test_what_is_no_phone_number_is_refused_and_not_repeated(typed):
    """A masked number proves no more than its visible digits."""
    with pytest.raises(Malformed) as caught:
        key(typed)
    assert caught.value.code == "key.phone"
    assert len(typed.strip("- ")) < 4 or typed not in repr(caught.value)


@pytest.mark.parametrize(
    "typed",
    [
        *("133****3333", "133***3333", "133 **** 3333", "133＊＊＊＊3333", "１３３****３３３３"),
        *(
            "133xxxx3333",
            "133XXXX3333",
            "133ＸＸＸＸ3333",
            "133....3333",
            "133----3333",
            "133－－3333",
        ),
        *("133••••3333", "133····3333", "133…3333", "133——3333", "133____3333", "133●●●●3333"),
        *("+86 133****3333", "86133****3333", "0086133****3333"),
        *("(133)****3333", "133 - - 3333", "133x3333"),
    ],
)
def test_a_masked_number_is_one_whatever_sign_hides_its_middle(typed):
    """Else 133....3333 would be a telephone of seven digits, and its owner somebody else."""
    assert key(typed) == Key("phone", "133****3333")
    with pytest.raises(Malformed) as caught:
        key(typed, secret=b"secret")
    assert caught.value.code == "key.phone"


@pytest.mark.parametrize("typed", ["133-3333", "133.3333", "133 3333", "1333333"])
def test_one_stroke_hides_nothing(typed):
    """A telephone of seven digits is written so; what it may be besides, identity asks."""
    assert key(typed) == Key("phone", "1333333")


@pytest.mark.parametrize("typed", ["133****333", "13****3333", "133**3**3333", "133*********3333"])
def test_a_mask_shows_three_and_four_digits(typed):
    """With fewer, half a town would be one customer."""
    with pytest.raises(Malformed) as caught:
        key(typed)
    assert caught.value.code == "key.phone"


def test_another_kind_loses_blanks_and_letter_case():
    """And nothing else: a home is written in letters too."""
    assert key("  Garden  3-2-1202 ", kind="home") == Key("home", "garden 3-2-1202")
    assert key("ＧＡＲＤＥＮ　3-2-1202", kind="home") == Key("home", "garden 3-2-1202")
    assert key("Garden 3-2-1203", kind="home") != Key("home", "garden 3-2-1202")
    with pytest.raises(Malformed) as caught:
        key(" \u200b ", kind="home")
    assert (caught.value.code, caught.value.field) == ("key.empty", "home")


def test_keys_of_two_kinds_are_two_keys():
    """A number that is a phone and a membership number links nobody."""
    assert key("13800000000", kind="member") != PLAIN


def test_a_keyed_key_can_be_compared_and_not_read():
    """The store then holds nothing personal."""
    keyed = key("138 0000 0000", secret=b"s")
    assert keyed == key("+8613800000000", secret=b"s")
    assert keyed != key("138 0000 0000", secret=b"t")
    assert keyed.keyed
    assert keyed.value == hmac.new(b"s", b"phone:13800000000", hashlib.sha256).hexdigest()
    assert key("13800000000", kind="member", secret=b"s").value != keyed.value


@pytest.mark.parametrize(
    ("text", "secret", "code"), [(13800000000, None, "value.type"), ("x", b"", "value.missing")]
)
def test_a_key_is_made_of_text_and_a_secret_that_is_one(text, secret, code):
    """An empty secret would hide nothing."""
    with pytest.raises(Malformed) as caught:
        key(text, kind="home", secret=secret)
    assert caught.value.code == code


def test_no_number_is_seen_where_a_key_is_printed():
    """Log lines and tracebacks print whatever they meet."""
    one = filing("f1", at=date(2024, 3, 1), medium="form", phone=PLAIN)
    keyed = key("13800000000", secret=b"s")
    for shown in (repr(PLAIN), str(PLAIN), repr(one), repr(keyed)):
        assert "0000" not in shown
        assert keyed.value not in shown
    assert repr(PLAIN) == "Key(phone …**)"
    with pytest.raises(Malformed) as caught:
        fact("f1", "filing", at=one.at, medium=PLAIN)
    assert "0000" not in repr(caught.value)
    assert "0000" not in str(caught.value)
    assert KINDS["filing"].field("phone") is not None
    assert pickle.loads(pickle.dumps(PLAIN)) == PLAIN  # noqa: S301 - what was pickled a moment ago


@given(
    st.text(alphabet="0123456789", min_size=8, max_size=11),
    st.lists(st.sampled_from((" ", "-", "(", ")", ".", "/", "\u3000")), max_size=4),
    st.randoms(use_true_random=False),
)
def test_marks_between_the_digits_never_matter(digits, marks, random):
    """Nor does making a key of a key's value."""
    if digits.startswith("00") and len(digits) < 9:
        return
    typed = list(digits)
    for mark in marks:
        typed.insert(random.randint(2, len(typed)), mark)
    assert key("".join(typed)) == key(digits)
