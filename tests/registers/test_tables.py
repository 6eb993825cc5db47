"""Tables of forms in CSV."""

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import KINDS, key
from renoflow.registers import Entry, Rejected, form_columns, read_table

HEAD = "id,customer,at,by,invited_by,introduced,none\n"
GOOD = "v1,C-1,2024-03-01T10:00,desk,wang,,\n"


def rows(text, kind="visit"):
    """What the rows of a table come to."""
    return list(read_table(io.StringIO(text, newline=""), kind, china, file="x.csv"))


def errors(text, kind="visit"):
    """The row, code and column of what is rejected."""
    return [
        (one.row, one.error.code, one.column)
        for one in rows(text, kind)
        if isinstance(one, Rejected)
    ]


def ids(text, kind="visit"):
    """The ids of the facts in a table."""
    return [one.fact.id for one in rows(text, kind) if isinstance(one, Entry)]


def test_a_row_becomes_a_fact_with_its_place():
    """Without it nobody would find the row that a fact came from."""
    (one,) = rows(HEAD + GOOD)
    assert (one.file, one.row, one.written) == ("x.csv", 2, GOOD)
    assert (one.fact.id, one.fact.customer, one.fact.get("invited_by")) == ("v1", "C-1", "wang")


def test_the_heading_may_be_in_chinese_or_mixed():
    """Without it a register as the front desk keeps it could not be read."""
    text = "编号,客户,时间,邀约人,introduced,注明为无\nv1,C-1,2024-03-01,,否,邀约人\n"
    (one,) = rows(text)
    assert rows(text.replace("否,邀约人", "否,invited_by")) == [one]
    assert one.fact.get("invited_by") is None
    assert one.fact.get("introduced") is False


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_form_can_be_headed_in_either_language(kind):
    """Without it two columns of a form could have one name."""
    head = ",".join(form_columns(kind))
    assert rows(head + "\n", kind.name) == []
    chinese = {
        "id": "编号",
        "customer": "客户",
        "at": "时间",
        "recorded_at": "登记时间",
        "by": "经办人",
        "for": "代办对象",
        "role": "角色",
        "person": "家庭成员",
        "place": "地点",
        "none": "注明为无",
        **{one.name: one.zh for one in kind.fields},
    }
    assert len(set(chinese.values())) == len(chinese)
    assert rows(",".join(chinese[one] for one in form_columns(kind)) + "\n", kind.name) == []


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEAD + GOOD,
        '\ufeff"id",' + HEAD.partition(",")[2] + GOOD,
        (HEAD + GOOD).replace("\n", "\r\n"),
        (HEAD + GOOD).replace("\n", "\r"),
        (HEAD + GOOD).rstrip(),
        "\n\n" + HEAD + "\n,,,,,,\n" + GOOD + "  ,\n\n",
        HEAD.rstrip() + ",,\n" + GOOD.rstrip() + ",, \n",
        " id , customer,at,by,invited_by,introduced,none\n" + GOOD,
    ],
)
def test_what_programs_make_of_a_table_changes_nothing(text):
    """Without it a file saved by a spreadsheet would be refused, or lose its first column."""
    assert ids(text) == ["v1"]
    assert errors(text) == []


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", HEAD, HEAD + "\n"])
def test_a_table_without_rows_gives_nothing(text):
    """Without it an empty form would be an error."""
    assert rows(text) == []


def test_a_quoted_cell_may_go_over_several_lines():
    """Without it an address on two lines would shift every row after it."""
    text = 'id,customer,at,home\nv1,C-1,2024-03-01,"Lane 3,\nHouse 2"\nv2,C-2,2024-03-01,x\n'
    first, second = rows(text)
    assert first.fact.get("home") == key("Lane 3, House 2", kind="home")
    assert (first.row, second.row) == (2, 4)
    assert first.written == 'v1,C-1,2024-03-01,"Lane 3,\nHouse 2"\n'


@pytest.mark.parametrize(
    ("heading", "code", "column"),
    [
        ("id,customer,at,phonee", "register.column", ""),
        ("id;customer;at", "register.column", ""),
        ("id,customer,at,13900000001", "register.column", ""),
        ("id,customer,at,id", "register.twice", "id"),
        ("id,customer,at,编号", "register.twice", "id"),
        ("id,,at", "register.column", ""),
        ("id,fact,at", "register.column", ""),
        ('id,"customer"x,at', "register.csv", ""),
        ("\x00\x01\udcff", "register.column", ""),
    ],
)
def test_a_wrong_heading_rejects_the_table_once(heading, code, column):
    """Without it every row would be read into the wrong columns, or rejected one by one."""
    found = rows(f"{heading}\n{GOOD}{GOOD}")
    assert [(one.row, one.error.code, one.column) for one in found] == [(1, code, column)]
    assert found[0].written == f"{heading}\n"
    assert "139" not in found[0].error.sentence()


def test_the_column_that_is_none_is_told_by_its_place():
    """Without it a table without a heading would print its first customer."""
    (found,) = rows("v1,C-1,2024-03-01,zhang san,138 0000 0000\n")
    assert found.error.params["number"] == 1
    (found,) = rows("id,customer,at,phon\n")
    assert (found.error.params["number"], found.error.params["near"]) == (4, "phone")


@pytest.mark.parametrize("row", ["v1,C-1\n", "v1,C-1,2024-03-01,desk,wang,,,x\n", "v1\n"])
def test_a_ragged_row_is_rejected_whole_and_kept_as_it_was(row):
    """Without it a missing comma would move every value into its neighbour's column."""
    found = rows(HEAD + row + GOOD)
    assert [type(one) for one in found] == [Rejected, Entry]
    assert (found[0].error.code, found[0].written) == ("register.cells", row)


def test_an_open_quotation_mark_is_told_where_it_begins():
    """Without it the rest of the file would be swallowed in silence."""
    text = HEAD + GOOD + 'v2,C-2,2024-03-01,"desk,wang,,\n' + GOOD.replace("v1", "v3")
    found = rows(text)
    assert [type(one) for one in found] == [Entry, Rejected]
    assert (found[1].row, found[1].error.code) == (3, "register.csv")
    assert found[1].written == text.partition(GOOD)[2]


def test_a_huge_field_is_rejected_and_the_next_row_is_read():
    """Without it a binary file would fill the memory, or end the import."""
    text = HEAD + f"v0,C-1,2024-03-01,{'x' * 200_000},,,\n" + GOOD
    assert errors(text) == [(2, "register.csv", "")]
    assert ids(text) == ["v1"]


def test_a_wrong_row_is_rejected_with_its_column():
    """Without it one slip would cost the whole file."""
    text = HEAD + GOOD + "v2,,2024-03-01,,,,\nv3,C-1,yesterday,,,,\nv4,C-1,2024-03-01,,,maybe,\n"
    assert errors(text) == [
        (3, "value.missing", "customer"),
        (4, "value.time", "at"),
        (5, "value.type", "introduced"),
    ]


def test_bytes_that_are_no_text_reject_their_row_alone():
    """Without it one name in another encoding would make the file unreadable."""
    text = HEAD + "v2,C-2,2024-03-01,\udcd5\udcc5,,,\nv3,C-3,2024-03-01,a\x00b,,,\n" + GOOD
    assert errors(text) == [(2, "register.text", "by"), (3, "register.text", "by")]
    assert ids(text) == ["v1"]


def test_an_unknown_kind_is_refused_at_once():
    """Without it a slip of the caller would show as rows that are all wrong."""
    with pytest.raises(Malformed, match="fact: no such kind"):
        read_table([], "visits", china, file="x.csv")


def test_what_a_person_wrote_is_in_no_repr_and_no_sentence():
    """Without it names and numbers would reach every log."""
    found = rows(HEAD + "v1,C-1,2024-03-01,13811112222,,,\nv2,C-1,2024-03-01,,,zhang san,\n")
    found += rows(
        "id,customer,at,phone\nv1,C-1,2024-03-01,138 111\nv2,C-1,2024-03-01,13811112222\n"
    )
    told = repr(found) + "".join(
        one.error.sentence(lang) + str(one.error.to_dict())
        for one in found
        if isinstance(one, Rejected)
        for lang in ("en", "zh")
    )
    assert [type(one) for one in found] == [Rejected, Rejected, Rejected, Entry]
    assert "111" not in told
    assert "zhang" not in told


def test_keys_are_keyed_with_the_secret():
    """Without it a store that should hold nothing personal would hold the number."""
    lines = ["id,customer,at,phone\n", "v1,C-1,2024-03-01,139 0000 0001\n"]
    (one,) = list(read_table(lines, "visit", china, file="x.csv", secret=b"secret"))
    assert isinstance(one, Entry)
    assert one.fact.get("phone") == key("13900000001", secret=b"secret")


def test_a_long_table_is_read_in_constant_memory():
    """Without it a register of years would not fit; ten times the rows, the same peak."""

    def peak(count):
        lines = (
            HEAD if n == 0 else f"v{n},C-{n},2024-03-01,desk,wang,{'maybe' * (n % 2)},\n"
            for n in range(count + 1)
        )
        tracemalloc.start()
        assert sum(1 for _ in read_table(lines, "visit", china, file="x.csv")) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(3_000) < 2 * peak(300)


CELLS = st.text('a1,"\n\r \x00\udcd5是', max_size=6)
LINES = st.lists(st.lists(CELLS, max_size=5).map(",".join), max_size=6).map("\n".join)
HEADS = st.sampled_from([HEAD, "id,customer,at\n", "编号,客户,时间,none\n", ""])


@given(HEADS, LINES, st.sampled_from(sorted(KINDS)))
def test_rubbish_ends_only_in_rejected_and_nothing_is_lost(head, body, kind):
    """Without it some file would end an import with a traceback, or lose a row on the way."""
    found = rows(head + body, kind)
    kept = "".join(one.written for one in found)
    if not any(one.row == 1 and isinstance(one, Rejected) for one in found):
        blank = str.maketrans("", "", ' ,"\r\n')
        assert kept.translate(blank) == body.translate(blank) or head == ""
    assert all(isinstance(one, Entry) or one.error.sentence() for one in found)
