"""renoflow policy: list, export, check, describe."""

import json
import sys

import pytest

from renoflow.codec import POLICY_PRESETS
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
    assert json.loads(out) == {"policy": f"{name}@1", "open": []}
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
    assert (code, out) == (0, "sample_showroom@1: whole, nothing is left open\n")
    code, out, _ = run(capsys, "policy", "describe", path)
    assert (code, out.startswith("seven_day_filing")) == (0, True)
    path.write_text(path.read_text(encoding="utf-8").replace('"after"', '"?"'), encoding="utf-8")
    code, out, _ = run(capsys, "policy", "check", path)
    assert (code, "left open" in out) == (1, True)


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
