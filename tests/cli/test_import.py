"""renoflow import: forms into a store."""

import csv
import io
import json
import sys

import pytest

from renoflow.adapters.sqlite import SqliteStore
from renoflow.facts import KINDS
from tests.cli.showroom import run, write_forms

TABLE = "id,customer,at,by\nv1,C-1,2024-03-01T10:00,desk\n"


def test_a_showroom_is_taken_in_and_a_second_time_changes_nothing(tmp_path, capsys):
    """Without it a register imported again would double every fact."""
    forms = write_forms(tmp_path)
    code, out, err = run(capsys, "import", *forms, "--db", tmp_path / "a.db")
    *told, summary = out.splitlines()
    new = int(summary.split()[0])
    rejected = [one for one in told if ".csv:" in one]
    assert (code, err) == (1, "")
    assert f"{new} new, 0 known, {len(rejected)} rejected -> {tmp_path / 'a.db'}" in summary
    assert any("one customer?" in one for one in told)
    with SqliteStore(tmp_path / "a.db") as store:
        before = store.feed.read(limit=10_000)
        assert len(before) == new
    code, out, _ = run(capsys, "import", *forms, "--db", tmp_path / "a.db", "--lang", "zh")
    assert code == 1
    assert out.splitlines()[-1].startswith(f"新增 0 条，已有 {new} 条，退回 {len(rejected)} 行")
    assert any("是否同一客户" in one for one in out.splitlines())
    with SqliteStore(tmp_path / "a.db") as store:
        assert store.feed.read(limit=10_000) == before


def test_a_rejected_row_is_told_and_kept_as_it_was(tmp_path, capsys):
    """Without it nobody could mend a row, or find it."""
    bad = 'v2,C-1,2024-03-01T10:00,"a\n张三",\n'.encode()
    (tmp_path / "visit.csv").write_bytes(
        TABLE.encode() + b"v3,C-1,yesterday,\n" + bad + "v4,王,2024-03-01,\n".encode("gb18030")
    )
    code, out, _ = run(capsys, "import", tmp_path / "visit.csv", "--db", tmp_path / "a.db")
    path = tmp_path / "visit.csv"
    assert code == 1
    assert out.splitlines()[:2] == [
        f"{path}:3: at: expected a day such as 2024-03-01 or a time such as 2024-03-01T10:00",
        f"{path}:4: by: expected text in one line",
    ]
    kept = (tmp_path / "a.db.rejects.csv").read_bytes()
    assert "v4,王,2024-03-01,".encode("gb18030") in kept
    rows = list(csv.DictReader(io.StringIO(kept.decode(errors="surrogateescape"), newline="")))
    assert [(one["row"], one["column"]) for one in rows] == [
        ("3", "at"),
        ("4", "by"),
        ("6", "customer"),
    ]
    assert rows[0]["written"] == "v3,C-1,yesterday,"
    assert rows[1]["written"].encode() == bad.rstrip(b"\n")


def test_a_clean_import_leaves_no_rejects(tmp_path, capsys):
    """Without it rejects of an earlier import would be taken for this one's."""
    (tmp_path / "visit.csv").write_text(TABLE)
    rejects = tmp_path / "r.csv"
    rejects.write_text("old")
    code, out, _ = run(
        capsys,
        *("import", tmp_path / "visit.csv", "--db", tmp_path / "a.db", "--rejects", rejects),
    )
    assert (code, out) == (0, "1 new, 0 known, 0 rejected\n")
    assert not rejects.exists()


def test_a_wrong_heading_costs_its_file_and_no_other(tmp_path, capsys):
    """Without it one renamed column would stop the import of all forms."""
    (tmp_path / "visit.csv").write_text(TABLE.replace("by", "whom"))
    (tmp_path / "start.csv").write_text(TABLE.replace("v1", "s1"))
    (tmp_path / "forms.json").write_text("{")
    files = [tmp_path / one for one in ("visit.csv", "forms.json", "start.csv")]
    code, out, _ = run(capsys, "import", *files, "--db", tmp_path / "a.db")
    assert code == 1
    assert "visit.csv:1: column 4 is no column of a visit" in out
    assert "forms.json:1: from here on the text is no JSON" in out
    assert "1 new, 0 known, 2 rejected" in out


def test_an_id_that_is_taken_is_rejected_with_the_way_out(tmp_path, capsys):
    """Without it an edited row would be lost in silence, or end the import."""
    (tmp_path / "visit.csv").write_text(TABLE)
    run(capsys, "import", tmp_path / "visit.csv", "--db", tmp_path / "a.db")
    (tmp_path / "visit.csv").write_text(TABLE.replace("desk", "wang"))
    code, out, _ = run(capsys, "import", tmp_path / "visit.csv", "--db", tmp_path / "a.db")
    assert code == 1
    assert f"{tmp_path / 'visit.csv'}:2: id: told twice with different contents" in out
    assert "withdraw the old one and tell a new one" in out


def test_json_tells_everything(tmp_path, capsys):
    """Without it a program would have to read sentences."""
    (tmp_path / "visit.csv").write_text(TABLE + "v2,,2024-03-01,\n")
    code, out, err = run(
        capsys, "--json", "import", tmp_path / "visit.csv", "--db", tmp_path / "a.db"
    )
    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "new": 1,
        "known": 0,
        "rejected": [
            {
                "file": str(tmp_path / "visit.csv"),
                "row": 3,
                "code": "value.missing",
                "field": "customer",
            }
        ],
        "collisions": [],
    }


@pytest.mark.parametrize("name", ["nothing.csv", "company.toml", ".", "visit.csv.gz"])
def test_a_file_that_is_no_form_stops_everything_before_it_begins(tmp_path, capsys, name):
    """Without it a slip in a name would leave half an import."""
    good = tmp_path / "visit.csv"
    good.write_text(TABLE)
    code, out, err = run(capsys, "import", good, tmp_path / name, "--db", tmp_path / "a.db")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "kinds are" in err
    assert any(kind in err for kind in KINDS)
    assert not (tmp_path / "a.db").exists()


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    """Without it a slip would look like an empty form."""
    code, out, err = run(capsys, "import", tmp_path / "visit.csv", "--db", tmp_path / "a.db")
    assert (code, out) == (2, "")
    assert err.startswith(f"{tmp_path / 'visit.csv'}: no such file")


def test_rejects_never_go_over_what_is_read(tmp_path, capsys):
    """Without it a slip would destroy the register, or the store."""
    good = tmp_path / "visit.csv"
    good.write_text(TABLE)
    for path in (good, tmp_path / "a.db", tmp_path / ".." / tmp_path.name / "visit.csv"):
        code, _, err = run(capsys, *("import", good, "--db", tmp_path / "a.db", "--rejects", path))
        assert (code, err.startswith("--rejects:")) == (2, True)
    assert good.read_text() == TABLE


@pytest.mark.parametrize("where", ["no/such/rejects.csv", "."])
def test_rejects_that_cannot_be_written_are_told_before_anything_is_done(tmp_path, capsys, where):
    """Without it the rejected rows would be lost after the import."""
    good = tmp_path / "visit.csv"
    good.write_text(TABLE)
    code, _, err = run(
        capsys,
        *("import", good, "--db", tmp_path / "a.db", "--rejects", tmp_path / where),
    )
    assert (code, "cannot be written" in err, err.count("\n")) == (2, True, 1)
    with SqliteStore(tmp_path / "a.db") as store:
        assert store.feed.read() == ()


def test_something_else_is_no_store(tmp_path, capsys):
    """Without it facts would be written into a stranger's file."""
    good = tmp_path / "visit.csv"
    good.write_text(TABLE)
    (tmp_path / "a.db").write_text("hello " * 200)
    code, _, err = run(capsys, "import", good, "--db", tmp_path / "a.db")
    assert (code, "not a renoflow store" in err) == (2, True)
    code, _, err = run(capsys, "import", good, "--db", tmp_path / "no" / "a.db")
    assert (code, "cannot be opened" in err) == (2, True)


def test_a_store_that_is_written_to_is_told_to_be_busy(tmp_path, capsys, monkeypatch):
    """Without it two people importing at once would see a traceback."""
    good = tmp_path / "visit.csv"
    good.write_text(TABLE)
    monkeypatch.setattr(SqliteStore.__init__, "__kwdefaults__", {"patience": 0.01})
    with SqliteStore(tmp_path / "a.db") as store, store.unit():
        code, _, err = run(capsys, "import", good, "--db", tmp_path / "a.db")
    assert (code, "another writer" in err) == (3, True)


class Terminal(io.StringIO):
    """An error stream that is a terminal."""

    def isatty(self):
        return True


def test_progress_is_told_on_a_terminal_and_gone_at_the_end(tmp_path, capsys, monkeypatch):
    """Without it a long import would look like one that hangs."""
    (tmp_path / "visit.csv").write_text(TABLE + "v2,,2024-03-01,\n")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    run(capsys, "import", tmp_path / "visit.csv", "--db", tmp_path / "a.db")
    shown = terminal.getvalue().split("\r\x1b[K")
    assert "rows: 2" in shown
    assert shown[-1] == ""


def test_the_company_says_which_forms_there_are(tmp_path, capsys):
    """Without it a kind of form that a company adds could not be imported."""
    write_forms(tmp_path)
    (tmp_path / "flat_tour.csv").write_text(TABLE)
    code, _, _ = run(capsys, "import", tmp_path / "flat_tour.csv", "--db", tmp_path / "a.db")
    assert code == 2
    company = (tmp_path / "company.toml").read_text(encoding="utf-8")
    (tmp_path / "company.toml").write_text(company.replace("sample_showroom", "ours"))
    code, _, err = run(
        capsys,
        *("import", tmp_path / "flat_tour.csv", "--db", tmp_path / "a.db"),
        *("--company", tmp_path / "nothing.toml"),
    )
    assert (code, "no such file" in err) == (2, True)


SITE = """
type = "policy.v1"
id = "site"
revision = 1
source = "handbook"
days = "end"
identity = { keys = [{ field = "account", strength = "certain" }] }
claims = [{ basis = "called", opens = { fact = "site_call" } }]
grounds = [{ id = "first", pick = { claims = "called" } }]
kinds = [{ name = "site_call", zh = "工地电话", fields = [{ name = "account", zh = "账号", type = "key" }] }]
"""  # noqa: E501 - a row of TOML is one line


def test_a_policy_says_which_forms_there_are_too(tmp_path, capsys):
    """Who had a policy and no company.toml could not take in the forms of his own kinds."""
    form, policy = tmp_path / "site_call.csv", tmp_path / "site.toml"
    form.write_text(
        "id,customer,at,account,by\ns1,C-1,2024-03-01,a-77,ann\ns2,C-2,2024-03-02,a-77,ben\n"
    )
    policy.write_text(SITE, encoding="utf-8")
    into = ("import", form, "--db", tmp_path / "a.db")
    assert run(capsys, *into)[0] == 2
    code, out, err = run(capsys, *into, "--company", policy)
    assert (code, err) == (0, "")
    assert "C-1 and C-2 gave one key" in out
    policy.write_text(SITE.replace("grounds = ", "grinds = "), encoding="utf-8")
    code, _, err = run(capsys, *into, "--company", policy)
    assert (code, "site.toml: grinds" in err) == (2, True)
