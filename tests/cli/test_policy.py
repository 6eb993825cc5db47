"""renoflow policy: list, export, check, describe, schema."""

import json
import sys

import pytest

from renoflow.codec import POLICY_PRESETS
from tests.attribution.worked import cases_of, text_of
from tests.cli.showroom import WINDOW, run, store_bytes, write_forms

ANSWERS = {
    "seven_day_filing": ("window", "{ days = 7, counting = 'legal' }"),
    "first_contact": ("deal", "[{ fact = 'contract', type = 'construction' }]"),
}
ASKED = {
    "seven_day_filing": ["window"],
    "first_contact": ["deal"],
    "register": [
        "decided_by",
        "later_consultant",
        "unregistered",
        "undocked",
        "ahead",
        "arranged",
        "on_duty",
        "informed_by",
        "records",
        "entered_later",
        "old_customer",
        "duty_lasts",
        "subsidy_once",
        "same_customer",
        "report_within",
    ],
    "five_part_form": ["unreached"],
    "front_desk": [],
    "business_contact": ["several"],
}


def test_the_shipped_ones_are_listed_with_what_they_ask(capsys):
    """Without it nobody would know what there is, or what to answer."""
    for lang in ("en", "zh"):
        code, out, _ = run(capsys, "policy", "list", "--lang", lang)
        assert code == 0
        assert [line.split()[0] for line in out.splitlines()[1:]] == list(POLICY_PRESETS)
    _, out, _ = run(capsys, "policy", "list", "--json")
    assert {one["name"]: one["open"] for one in json.loads(out)} == ASKED


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ANSWERS)
def test_exported_answered_and_judged_by(tmp_path, capsys, name, lang):
    """Without it a company could not make a published policy its own."""
    path, db = tmp_path / "ours.toml", tmp_path / "a.db"
    db.write_bytes(store_bytes())
    code, out, _ = run(capsys, "policy", "export", name, "--lang", lang)
    assert code == 0
    path.write_text(out, encoding="utf-8")
    line = next(n for n, one in enumerate(out.splitlines(), 1) if one.endswith('"?"'))

    code, out, _ = run(capsys, "policy", "check", path, "--lang", lang)
    assert (code, out.count("\n")) == (1, 1)
    assert str(line) in out
    _, out, _ = run(capsys, "policy", "check", path, "--json")
    (asked,) = json.loads(out)["open"]
    assert asked["line"] == line
    judge = ("judge", "--db", db, "--at", "2024-03-29")
    code, _, err = run(capsys, *judge, "--policy", path)
    assert (code, f"line {line}" in err) == (2, True)

    argument, answer = ANSWERS[name]
    path.write_text(path.read_text(encoding="utf-8").replace('"?"', answer), encoding="utf-8")
    code, out, _ = run(capsys, "policy", "check", path, "--lang", lang)
    assert (code, out.startswith(f"{name}@1")) == (0, True)
    _, out, _ = run(capsys, "policy", "check", path, "--json")
    told = json.loads(out)
    assert (told["policy"], told["open"]) == (f"{name}@1", [])
    code, ours, _ = run(capsys, *judge, "--policy", path)
    assert code == 1
    given = ("--policy", name, "--set", f"{argument}={answer}")
    assert run(capsys, *judge, *given)[1] == ours
    described = run(capsys, "policy", "describe", path, "--lang", lang)[1]
    assert run(capsys, "policy", "describe", *given[1:], "--lang", lang)[1] == described
    assert name in described


def test_a_company_file_is_checked_and_described(tmp_path, capsys):
    """Without it the file that a company edits would be checked by its first use."""
    write_forms(tmp_path)
    path = tmp_path / "company.toml"
    code, out, _ = run(capsys, "policy", "check", path)
    whole, *findings = out.splitlines()
    assert (code, whole) == (0, "sample_showroom@1: whole, nothing is left open")
    assert [one.split(":")[0] for one in findings] == ["- seven_day_filing"]
    code, out, _ = run(capsys, "policy", "describe", path)
    assert (code, "(seven_day_filing), revision 1" in out) == (0, True)
    path.write_text(path.read_text(encoding="utf-8").replace('"after"', '"?"'), encoding="utf-8")
    code, out, _ = run(capsys, "policy", "check", path)
    assert (code, "left open" in out) == (1, True)


def test_what_is_hardly_meant_is_told(tmp_path, capsys):
    """Without it a ground that can never decide would be found by a quarrel."""
    path = tmp_path / "ours.toml"
    written = text_of("sales_office")
    path.write_text(written, encoding="utf-8")
    code, out, _ = run(capsys, "policy", "check", path)
    assert (code, out) == (0, "sales_office@1: whole, nothing is left open\n")
    again = '[[grounds]]\nid = "again"\npick = { claims = "registered" }\nanswers = "credit"\n'
    path.write_text(written + again, encoding="utf-8")
    code, out, _ = run(capsys, "policy", "check", path)
    assert (code, out.splitlines()[1][:7]) == (0, "- again")
    _, out, _ = run(capsys, "policy", "check", path, "--lang", "zh")
    assert "永远轮不到" in out
    _, out, _ = run(capsys, "policy", "check", path, "--json")
    (finding,) = json.loads(out)["findings"]
    assert (finding["code"], finding["rule"]) == ("policy.unreachable", "again")


WINDOW_OF_90 = "window={ days = 90, counting = 'calendar' }"


@pytest.mark.parametrize("action", ["check", "describe"])
def test_parameters_of_a_file_are_asked_for_and_set(tmp_path, capsys, action):
    """Without it a policy with parameters could only be read in Python."""
    path = tmp_path / "ours.toml"
    path.write_text(text_of("home_builder"), encoding="utf-8")
    code, out, err = run(capsys, "policy", action, path)
    assert "3: how are the 90 days counted?" in out + err
    assert code == (1 if action == "check" else 2)
    code, out, _ = run(capsys, "policy", action, path, "--set", WINDOW_OF_90)
    assert (code, out.startswith("home_builder")) == (0, True)
    code, _, err = run(capsys, "policy", action, path, "--set", WINDOW_OF_90, "--set", "widow=1")
    assert (code, "nearest: window" in err) == (2, True)


def test_the_questions_of_parameters_are_data_too(tmp_path, capsys):
    """Without it a form could not ask them."""
    path = tmp_path / "ours.toml"
    path.write_text(text_of("home_builder"), encoding="utf-8")
    code, out, _ = run(capsys, "policy", "check", path, "--json")
    (asked,) = json.loads(out)["open"]
    assert (code, asked["code"], asked["field"]) == (1, "policy.open_argument", "params.window")


def test_the_open_values_of_a_company_file_are_not_set_from_outside(tmp_path, capsys):
    """Without it a company could run by other rules than its file says."""
    write_forms(tmp_path)
    path = tmp_path / "company.toml"
    for action in ("check", "describe"):
        code, _, err = run(capsys, "policy", action, path, "--set", WINDOW)
        assert (code, "--set" in err) == (2, True)


def test_the_schema_is_printed_for_a_form(capsys):
    """Without it a form in an ERP would have to be made by hand."""
    code, out, _ = run(capsys, "policy", "schema")
    assert (code, json.loads(out)["$ref"]) == (0, "#/$defs/Policy")


def test_a_policy_is_data_too(capsys):
    """Without it another program could not read a policy."""
    _, out, _ = run(capsys, "policy", "describe", "seven_day_filing", "--set", WINDOW, "--json")
    assert json.loads(out)["id"] == "seven_day_filing"
    _, out, _ = run(capsys, "policy", "export", "seven_day_filing", "--json")
    assert '"?"' in json.loads(out)["toml"]


def test_what_decides_the_rows_is_given_to_the_export(capsys):
    """Without it a policy with a choice of rows could not be exported."""
    code, out, err = run(capsys, "policy", "export", "business_contact")
    assert (code, out) == (2, "")
    assert "--set several" in err
    given = ("--set", "several='latest'")
    code, out, _ = run(capsys, "policy", "export", "business_contact", *given)
    assert (code, "latest_contact" in out) == (0, True)


def test_export_without_the_extra_says_what_to_install(capsys, monkeypatch):
    """Without it a user of the bare library would see an ImportError."""
    monkeypatch.setitem(sys.modules, "tomli_w", None)
    code, out, err = run(capsys, "policy", "export", "first_contact")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "pip install renoflow[toml]" in err


@pytest.mark.parametrize("action", ["export", "describe"])
def test_a_policy_that_is_none_is_answered_with_the_nearest(capsys, action):
    """Without it a slip of a letter would send people to the manual."""
    code, _, err = run(capsys, "policy", action, "seven_day")
    assert (code, "nearest: seven_day_filing" in err) == (2, True)


REVISED = """
[[revisions]]
since = 2024-01-01
revision = 1
with = { window = { days = 90, counting = "calendar" } }

[[revisions]]
since = 2024-07-01
revision = 2
with = { window = { days = 30, counting = "calendar" } }
"""


def revised(tmp_path):
    path = tmp_path / "revised.toml"
    text = text_of("home_builder").replace("revision = 1\n", "")
    named = '[names]\nagent = { en = "Co-op agent", zh = "合作经纪人" }\n'
    path.write_text(f"{text}\n{named}{REVISED}", encoding="utf-8")
    return path


def test_every_revision_is_checked_and_described(tmp_path, capsys):
    """Without it the old terms would be read by nobody before they decide."""
    path = revised(tmp_path)
    code, out, _ = run(capsys, "policy", "check", path)
    assert (code, out) == (0, "home_builder@1, home_builder@2: whole, nothing is left open\n")
    code, out, _ = run(capsys, "policy", "describe", path)
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("Since")] == [
        "Since 2024-01-01:",
        "Since 2024-07-01:",
    ]
    assert "Co-op agent" in out
    _, out, _ = run(capsys, "policy", "describe", path, "--lang", "zh")
    assert "自2024-07-01起：" in out
    assert "合作经纪人" in out
    _, out, _ = run(capsys, "policy", "describe", path, "--json")
    assert len(json.loads(out)["revisions"]) == 2


def tried(tmp_path, capsys, name, *more, change=("", "")):
    policy, cases = tmp_path / "policy.toml", tmp_path / "cases.toml"
    policy.write_text(text_of(name), encoding="utf-8")
    cases.write_text(cases_of(name).replace(*change, 1), encoding="utf-8")
    return run(capsys, "policy", "try", policy, cases, *more)


def test_the_cases_of_a_file_are_tried(tmp_path, capsys):
    """Without it a manager would need Python to see whether his rules say what he means."""
    code, out, _ = tried(tmp_path, capsys, "brokerage")
    lines = out.splitlines()
    assert (code, lines[-1]) == (0, "15 cases, 0 not as expected")
    assert lines[0].split() == ["case", "rule", "expected", "got", "row"]
    assert all(line.endswith("ok") for line in lines[1:-1])
    change = ('owner = "ann"', 'owner = "zoe"')
    code, out, _ = tried(tmp_path, capsys, "brokerage", "--lang", "zh", change=change)
    assert (code, out.splitlines()[-1]) == (1, "共15例，1例不符")
    (wrong,) = [line for line in out.splitlines() if line.endswith("不符") and "zoe" in line]
    assert "ann" in wrong
    assert "owner: expected 'zoe', got 'ann'" in out
    code, out, _ = tried(tmp_path, capsys, "brokerage", "--json", change=change)
    found = json.loads(out)
    assert code == 1
    assert [len(one["differences"]) for one in found].count(1) == 1


def test_a_case_may_answer_parameters_of_its_own(tmp_path, capsys):
    """Without it the two readings of one sentence would need two files."""
    window = "window = { days = 90, counting = 'calendar' }"
    code, out, _ = tried(tmp_path, capsys, "home_builder", "--set", window)
    assert (code, out.splitlines()[-1]) == (0, "12 cases, 0 not as expected")
    shorter = 'with = { window = { days = 10, counting = "calendar" } }\nat = 2024-03-31'
    change = ("at = 2024-03-31", shorter)
    code, out, _ = tried(tmp_path, capsys, "home_builder", "--set", window, change=change)
    assert code == 1
    assert "1 not as expected" in out


def test_a_shipped_policy_a_company_and_revisions_are_tried(tmp_path, capsys):
    """Whatever decides must be something that can be tried."""
    cases = tmp_path / "cases.toml"
    cases.write_text(
        """
        [[case]]
        name = "nobody filed"
        rule = "FILE-01"
        at = 2024-03-10
        expect = { row = "unfiled", outcome = "silent" }
        """,
        encoding="utf-8",
    )
    code, out, _ = run(capsys, "policy", "try", "seven_day_filing", cases, "--set", WINDOW)
    assert code in {0, 1}
    assert "1 cases" in out
    write_forms(tmp_path, customers=2)
    code, out, _ = run(capsys, "policy", "try", tmp_path / "company.toml", cases)
    assert "1 cases" in out
    path = revised(tmp_path)
    code, out, _ = run(capsys, "policy", "try", path, cases)
    assert "1 cases" in out


def test_what_is_wrong_in_the_cases_is_told_with_the_file(tmp_path, capsys):
    """Without it nobody would know which of two files to mend."""
    change = ('fact = "listing"', 'fact = "lsting"')
    code, _, err = tried(tmp_path, capsys, "brokerage", change=change)
    assert code == 2
    assert "cases.toml: case[0].facts[0].fact" in err
    code, _, err = run(capsys, "policy", "try", "seven_day_filing", tmp_path / "none.toml")
    assert code == 2
    assert "none.toml" in err


def test_a_shipped_ladder_is_described(capsys):
    """P6, P8 and P9 are no policies, and their companies want to read them, too."""
    code, out, _ = run(capsys, "policy", "describe", "qc_appeal")
    assert code == 0
    assert out.startswith("qc_appeal: 1. the department manager: ")
    code, out, _ = run(
        capsys, "policy", "describe", "dedicated_resolver", "--set", "resolver='zhao'", "--json"
    )
    assert code == 0
    assert '"holder": "zhao"' in out
    _, _, err = run(capsys, "policy", "describe", "dedicated_resolver")
    assert "--set resolver: required and not given" in err


NEW_YORK = """
[calendar]
zone = "America/New_York"
rest = [2024-07-04]
hours = [[09:00:00, 17:00:00]]
[[case]]
name = "four hours of office time, and a day off between"
rule = "3"
at = 2024-07-05T12:00:00
facts = [{ fact = "assignment", at = 2024-07-03T16:00:00, to = "ann" }]
expect = { row = "his" }
"""
DESK = """
type = "policy.v1"
id = "desk"
revision = 1
source = "rules of engagement"
days = "end"
identity = { keys = [] }
claims = [{ basis = "assigned", opens = { fact = "assignment" }, claimant = "to" }]
grounds = [{ id = "his", pick = { claims = "assigned" } }, { id = "open", gives = { kind = "pool", to = "team" } }]
limits = [{ id = "respond", on = "assigned", then = "lapse", what = "touch", span = { hours = 4, running = "office" }, needs = { fact = "touch", by = "self" } }]
"""  # noqa: E501 - a row of TOML is one line


def tried_cases(tmp_path, capsys, cases):
    for name, written in (("desk.toml", DESK), ("cases.toml", cases)):
        (tmp_path / name).write_text(written, encoding="utf-8")
    return run(capsys, "policy", "try", tmp_path / "desk.toml", tmp_path / "cases.toml")


def test_cases_are_tried_by_the_calendar_that_their_file_names(tmp_path, capsys):
    """Office hours of another country could not be tried by whoever has only files."""
    code, out, _ = tried_cases(tmp_path, capsys, NEW_YORK)
    assert (code, "1 cases, 0 not as expected" in out) == (0, True)
    code, out, _ = tried_cases(tmp_path, capsys, NEW_YORK[NEW_YORK.index("[[case]]") :])
    assert (code, "1 cases, 1 not as expected" in out) == (1, True)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('rule = "3"', "rule = 3", "case[0].rule: expected text"),
        ("row = ", 'ownr = "x", row = ', "case[0].expect.ownr: not known here"),
        ('rule = "3"', 'rule = "3"\ncustomer = "C-9"', "case[0].facts[0].customer: "),
        ("zone = ", "zones = ", "calendar.zones: not known here"),
    ],
)
def test_what_is_wrong_in_a_case_is_told_with_its_place(tmp_path, capsys, old, new, told):
    """Among forty cases nobody finds the one with a slip; and a number brought it down."""
    code, _, err = tried_cases(tmp_path, capsys, NEW_YORK.replace(old, new))
    assert code == 2
    assert f"cases.toml: {told}" in err


def test_a_file_without_parameters_says_so(tmp_path, capsys):
    """A list of known names that was empty ended in nothing."""
    (tmp_path / "desk.toml").write_text(DESK, encoding="utf-8")
    code, _, err = run(capsys, "policy", "check", tmp_path / "desk.toml", "--set", "rate=1")
    assert code == 2
    assert "params.rate: this file asks for no parameters" in err
