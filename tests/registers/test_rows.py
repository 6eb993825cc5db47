"""A row as somebody wrote it, as a fact."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import KINDS, Field, Kind, fact, key
from renoflow.money import Money
from renoflow.registers import row_fact, when

ROW = {"id": "f1", "fact": "filing", "at": "2024-03-01T10:00", "medium": "form"}
ANY = Kind(
    name="any",
    zh="任意",
    fields=(
        Field(name="flag", zh="a", type="flag"),
        Field(name="count", zh="b", type="count"),
        Field(name="number", zh="c", type="number"),
        Field(name="money", zh="d", type="money"),
        Field(name="day", zh="e", type="day"),
        Field(name="instant", zh="f", type="instant"),
        Field(name="phone", zh="g", type="key"),
        Field(name="names", zh="h", type="names"),
        Field(name="party", zh="i", type="party"),
    ),
)


def read(field, written):
    """What *written* comes to in a field of the type of that name."""
    row = {"id": "a", "fact": "any", "at": "2024-03-01", field: written}
    return row_fact(row, china, kinds={"any": ANY}).get(field)


def wrong(row):
    """The code and the field of what is wrong with *row*."""
    with pytest.raises(Malformed) as caught:
        row_fact(row, china)
    return caught.value.code, caught.value.field


@pytest.mark.parametrize(
    ("field", "written", "read_as"),
    [
        *(("flag", word, True) for word in ("yes", "Y", " true ", "1", "是", "有", True)),
        *(("flag", word, False) for word in ("no", "n", "False", "0", "否", "没有", False)),
        ("count", "3", 3),
        ("count", 3, 3),
        ("count", "3.0", 3),
        ("number", "128.50", Decimal("128.50")),
        ("number", 128, Decimal(128)),
        ("money", "¥1,234.50", Money(123450)),
        ("money", 1234, Money(123400)),
        ("money", Decimal("0.5"), Money(50)),
        ("day", "2024-03-01", date(2024, 3, 1)),
        ("day", "2024/3/1", date(2024, 3, 1)),
        ("day", date(2024, 3, 1), date(2024, 3, 1)),
        ("instant", "2024-03-01 09:30", china.at(2024, 3, 1, 9, 30)),
        ("instant", "2024/3/1 9:30", china.at(2024, 3, 1, 9, 30)),
        ("instant", "2024.3.1 9:30:15", china.at(2024, 3, 1, 9, 30, 15)),
        ("instant", "2024-03-01T01:30Z", china.at(2024, 3, 1, 9, 30)),
        ("phone", "139 0000 0001", key("13900000001")),
        ("names", "a; b,c、d，e；f", ("a", "b", "c", "d", "e", "f")),
        ("names", ";", ()),
        ("names", ["a ", "b"], ("a", "b")),
        ("names", [], ()),
        ("party", " wang ", "wang"),
        ("party", 17, "17"),
    ],
)
def test_what_is_written_is_read_by_the_type_of_its_field(field, written, read_as):
    """Without it a form filled in as people do would be refused, or read as something else."""
    assert read(field, written) == read_as


WRONG: dict[str, list[Any]] = {
    "flag": ["perhaps", 1, 1.0, [], {}],
    "count": ["3.5", "x", 1.0, True, "1e999999999", "NaN", []],
    "number": ["about 90", 1.5, True, "Infinity", "1e-999999", {}],
    "money": ["86.000,00", "1.005", 1.5, True, [], "1e5"],
    "day": ["2024-02-30", "2024-03-01T10:00", "today", 20240301, []],
    "instant": ["2024-03-01", "2024/3/1 24:00", "2024/13/1 10:00", "0001-01-01T10:00", {}],
    "phone": ["139 00", 13900000001, []],
    "names": [3, {}, ["a", 3], [["a"]]],
    "party": [1.5, True, ["a"], {}, "a\nb", "a\tb", 10**60, "x" * 81],
}


@pytest.mark.parametrize(
    ("field", "written"), [(field, one) for field, several in WRONG.items() for one in several]
)
def test_what_cannot_be_read_is_malformed_and_names_its_column(field, written):
    """Without it rubbish would end in another error, or in a fact that nobody told."""
    with pytest.raises(Malformed) as caught:
        read(field, written)
    assert caught.value.field.partition("[")[0] == field


def test_a_float_is_refused_with_the_way_out():
    """Without it 0.1 + 0.2 of some program would become an amount."""
    with pytest.raises(Malformed, match="give the amount as text"):
        read("money", 1.5)
    with pytest.raises(Malformed, match="as text where it has decimals"):
        read("number", 1.5)


def test_blank_is_not_told_and_none_is_recorded():
    """Without it an empty cell would say that there is nobody."""
    told = row_fact(
        {"id": "v1", "fact": "visit", "at": "2024-03-01", "by": "  ", "none": "invited_by"}, china
    )
    assert told == fact("v1", "visit", at=date(2024, 3, 1), invited_by=None)
    assert row_fact({**ROW, "source": "", "place": None}, china).fields == (("medium", "form"),)


def test_every_member_of_a_fact_has_a_column():
    """Without it a form could not say who stood in for whom, or when it was learned."""
    row = {
        **ROW,
        "recorded_at": "2024-03-02",
        "by": "li",
        "for": "wang",
        "person": "wife",
        "customer": "C-1",
        "role": "salesperson",
    }
    assert row_fact(row, china) == fact(
        "f1",
        "filing",
        at=china.at(2024, 3, 1, 10),
        recorded_at=date(2024, 3, 2),
        by="li",
        for_="wang",
        person="wife",
        customer="C-1",
        role="salesperson",
        medium="form",
    )


@pytest.mark.parametrize("name", ["id", "fact", "at"])
def test_id_kind_and_time_are_required(name):
    """Without it a row without them would fail somewhere further in."""
    assert wrong({**ROW, name: " "}) == ("value.missing", name)


@pytest.mark.parametrize("column", ["kind", "for_", "kinds", "self", "invited_by"])
def test_a_column_that_the_kind_lacks_is_refused_by_its_name(column):
    """Without it a column called like an argument would end in a TypeError."""
    assert wrong({**ROW, column: "x"}) == ("fact.field", column)


def test_a_column_that_is_no_word_is_not_repeated():
    """Without it a phone number in the place of a name would be spread by the message."""
    assert wrong({**ROW, "13900000001": "x"}) == ("fact.field", "?")


@pytest.mark.parametrize("name", ["by", "id", "kind", "invited_by"])
def test_only_fields_can_be_recorded_as_none(name):
    """Without it `none` with a member of the fact would end in a TypeError."""
    assert wrong({**ROW, "none": name}) == ("fact.field", name)


def test_a_field_is_not_told_and_none_at_once():
    """Without it the contradiction would be settled by whichever was read last."""
    assert wrong({**ROW, "none": ["medium"]}) == ("codec.taken", "none")


def test_an_unknown_kind_is_answered_with_the_nearest():
    """Without it a slip of a letter would send people to the manual."""
    with pytest.raises(Malformed) as caught:
        row_fact({**ROW, "fact": "filling"}, china)
    assert caught.value.params["near"] == "filing"
    assert wrong({**ROW, "fact": ["filing"]}) == ("value.type", "fact")


@pytest.mark.parametrize("text", ["a\x00b", "\udcd5\udcc5", "\x1b[31m", "a\x85"])
def test_what_no_form_holds_is_no_text(text):
    """Without it bytes of another encoding, or of no text at all, would be stored."""
    assert wrong({**ROW, "place": text}) == ("register.text", "place")
    assert wrong({**ROW, "supplied": ["phone", text]}) == ("register.text", "supplied")


def test_a_time_is_read_in_the_zone_of_the_calendar_unless_it_has_one():
    """Without it a form filled in at ten would tell of another hour."""
    assert when("2024-03-01T10:00", "at", china) == china.at(2024, 3, 1, 10)
    assert when(datetime(2024, 3, 1, 2, tzinfo=UTC), "at", china) == china.at(2024, 3, 1, 10)
    with pytest.raises(Malformed) as caught:
        when("1492-03-01T10:00", "at", china)
    assert (caught.value.code, caught.value.field) == ("time.range", "at")


TEXTS = st.text("a1 .-/:,;是\n\x00\udcd5NaNe", max_size=12)
WRITTEN = st.one_of(
    TEXTS, st.none(), st.booleans(), st.integers(), st.floats(), st.lists(TEXTS, max_size=3)
)
OWN = ["id", "fact", "at", "recorded_at", "by", "for", "customer", "none"]
FIELDS = ["medium", "phone", "supplied", "amount", "covered", "area", "next_at"]
COLUMNS = st.sampled_from([*OWN, *FIELDS, "kind", "for_", "138 0000"])


@given(st.sampled_from(sorted(KINDS)), st.dictionaries(COLUMNS, WRITTEN, max_size=6))
def test_rubbish_ends_only_in_malformed(kind, rubbish):
    """Without it some row of some file would end an import with a traceback."""
    try:
        row_fact({"id": "a", "fact": kind, "at": "2024-03-01", **rubbish}, china)
    except Malformed as error:
        assert error.sentence("en")
        assert error.sentence("zh")
