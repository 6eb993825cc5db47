"""A file of forms, by its name."""

import pytest

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import KINDS, Kind
from renoflow.registers import Entry, Rejected, read_forms

TABLE = "id,customer,at\nv1,C-1,2024-03-01\n"
LIST = '[{"id": "v1", "fact": "visit", "customer": "C-1", "at": "2024-03-01"}]'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("visit.csv", TABLE),
        ("VISITS.JSON", LIST),
        ("visit.2024-03.csv", TABLE),
        ("visit.CSV", TABLE),
        ("来访.csv", TABLE),
        ("visit.csv", "\ufeff" + TABLE.replace("\n", "\r\n")),
        ("forms.json", "\ufeff" + LIST),
    ],
)
def test_a_file_is_read_by_its_name(tmp_path, name, text):
    """Without it the kind of a form would have to be said beside its file."""
    path = tmp_path / name
    path.write_bytes(text.encode())
    (one,) = list(read_forms(path, china))
    assert isinstance(one, Entry)
    assert (one.fact.id, one.fact.kind, one.file) == ("v1", "visit", str(path))


def test_a_row_in_another_encoding_is_rejected_alone(tmp_path):
    """Without it a register saved with the country's old encoding would be lost whole."""
    path = tmp_path / "visit.csv"
    path.write_bytes(TABLE.encode() + "v2,王先生,2024-03-01\n".encode("gb18030"))
    good, bad = list(read_forms(path, china))
    assert isinstance(good, Entry)
    assert isinstance(bad, Rejected)
    assert (bad.row, bad.error.code, bad.column) == (3, "register.text", "customer")
    assert bad.written.encode(errors="surrogateescape").decode("gb18030").startswith("v2,王先生")


@pytest.mark.parametrize(
    "data", [b"\xff\xfei\x00d\x00", b"\x00" * 300, b"SQLite format 3\x00\xff"]
)
def test_a_file_that_is_no_text_is_rejected_once(tmp_path, data):
    """Without it a binary file would end the import of the others."""
    for name in ("visit.csv", "forms.json"):
        path = tmp_path / name
        path.write_bytes(data)
        (one,) = read_forms(path, china)
        assert one.row == 1


@pytest.mark.parametrize("name", ["visits.csv", "visit.txt", "visit", "company.toml", ".csv"])
def test_a_name_that_is_no_kind_is_answered_with_the_kinds(tmp_path, name):
    """Without it a stranger could not know how to name a file."""
    path = tmp_path / name
    path.write_text(TABLE)
    with pytest.raises(Malformed) as caught:
        read_forms(path, china)
    assert caught.value.code == "register.kind"
    assert caught.value.params["allowed"] == tuple(KINDS)


def test_a_file_that_is_not_there_is_told_before_a_row_is_asked_for(tmp_path):
    """Without it half of an import would be done before the slip was seen."""
    (tmp_path / "folder.json").mkdir()
    for name in ("visit.csv", "folder.json", "no/visit.csv", "\0.json"):
        with pytest.raises(Malformed) as caught:
            read_forms(tmp_path / name, china)
        assert caught.value.code == "register.file"


def test_kinds_of_a_company_have_files_too(tmp_path):
    """Without it a kind that a company adds could not be imported."""
    path = tmp_path / "tour.csv"
    path.write_text(TABLE)
    kinds = {**KINDS, "tour": Kind(name="tour", zh="带看")}
    (one,) = list(read_forms(path, china, kinds=kinds))
    assert isinstance(one, Entry)
    assert one.fact.kind == "tour"
