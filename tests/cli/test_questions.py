"""renoflow judge, agenda, quote: what is asked of a store and of a rate card."""

import json
import sqlite3

import pytest

from renoflow.attribution import gather
from renoflow.calendars import china
from renoflow.cli import inputs
from renoflow.codec import preset_policy
from tests.cli.showroom import WINDOW, run, store_bytes, write_forms

POLICY = ("--policy", "seven_day_filing", "--set", WINDOW)


@pytest.fixture
def db(tmp_path):
    """A store of a small showroom."""
    path = tmp_path / "a.db"
    path.write_bytes(store_bytes())
    return path


def merged(db):
    """A customer of two records."""
    identity = preset_policy(
        "seven_day_filing", {"window": {"days": 7, "counting": "legal"}}
    ).identity
    with inputs.store(str(db)) as store:
        cases = gather(inputs.facts(store), identity, china)
    return next(case for case in cases if len(case.records) > 1)


# --- judge ---------------------------------------------------------------------------------


def test_judge_tells_whose_each_customer_is(db, capsys):
    """Without it the main question would have no answer."""
    code, out, err = run(capsys, "judge", "--db", db, *POLICY, "--at", "2024-03-29")
    heading, *lines = out.splitlines()
    assert (code, err) == (1, "")
    assert heading.split() == ["customer", "owner", "row", "source", "firmness", "changes"]
    assert len(lines) == 40
    assert any("(silent)" in one and "doubtful" in one for one in lines)
    code, out, _ = run(capsys, "judge", "--db", db, *POLICY, "--at", "2024-03-29", "--lang", "zh")
    assert out.split()[0] == "客户"
    assert "（未定）" in out or "(未定)" in out
    assert "暂归" in out


def test_records_that_are_one_customer_are_all_shown(db, capsys):
    """Without it the second record of a customer would seem to be lost."""
    case = merged(db)
    _, out, _ = run(capsys, "judge", "--db", db, *POLICY, "--at", "2024-03-29")
    assert " = ".join(case.records) in out
    _, out, _ = run(capsys, "judge", "--db", db, *POLICY, "--at", "2024-03-29", "--json")
    told = {tuple(one["records"]): one for one in json.loads(out)}
    assert told[case.records]["verdict"]["customer"] == case.customer
    assert told[case.records]["doubts"] == []


def test_judge_is_about_now_where_no_time_is_given(db, capsys):
    """Without it the usual question would need today's date."""
    before = inputs.now()
    code, out, _ = run(capsys, "judge", "--db", db, *POLICY, "--json")
    at = {one["verdict"]["at"] for one in json.loads(out)}
    assert code == 1
    assert len(at) == 1
    assert before.isoformat() <= at.pop() <= inputs.now().isoformat()


def test_what_was_known_when_is_asked_for(db, capsys):
    """Without it nobody could see why an earlier verdict was right."""
    _, now, _ = run(capsys, "judge", "--db", db, *POLICY, "--at", "2024-03-29T09:00")
    _, then, _ = run(
        capsys,
        *("judge", "--db", db, *POLICY, "--at", "2024-03-29T09:00", "--known-at", "2024-03-10"),
    )
    assert now != then


def test_why_explains_one_customer_by_any_record(db, capsys):
    """Without it the loser of a customer would get no reason."""
    case = merged(db)
    for record in case.records:
        for lang in ("en", "zh"):
            code, out, _ = run(
                capsys,
                *("judge", "--db", db, *POLICY, "--at", "2024-03-29", "--lang", lang),
                *("--why", record, "nobody-1"),
            )
            assert code == 0
            assert case.customer in out
            assert "nobody-1" in out
    code, out, _ = run(
        capsys, "judge", "--db", db, *POLICY, "--json", "--why", case.records[1], "wang"
    )
    assert (code, json.loads(out)["party"]) == (0, "wang")


def test_a_customer_that_is_not_there_is_told(db, capsys):
    """Without it a slip would look like a customer of nobody's."""
    code, out, err = run(capsys, "judge", "--db", db, *POLICY, "--why", "C-999", "wang")
    assert (code, out) == (2, "")
    assert err.startswith("--why: the store holds no such customer")


def test_a_company_file_serves_as_a_policy(db, tmp_path, capsys):
    """Without it a company would keep its policy in two files."""
    write_forms(tmp_path)
    args = ("judge", "--db", db, "--at", "2024-03-29")
    _, by_name, _ = run(capsys, *args, *POLICY)
    code, by_file, _ = run(capsys, *args, "--policy", tmp_path / "company.toml")
    assert (code, by_file) == (1, by_name)


def test_nothing_is_left_to_a_person_where_nobody_is(tmp_path, capsys):
    """Without it an empty store would ask for somebody's answer."""
    (tmp_path / "visit.csv").write_text("id,customer,at\n")
    run(capsys, "import", tmp_path / "visit.csv", "--db", tmp_path / "e.db")
    code, out, _ = run(capsys, "judge", "--db", tmp_path / "e.db", *POLICY)
    assert (code, len(out.splitlines())) == (0, 1)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--policy", "seven_day"), "--policy: expected one of seven_day_filing"),
        (("--policy", "nothing.toml"), "nothing.toml: no such file"),
        (("--policy", "seven_day_filing"), "--set window: left open by the source"),
        (("--policy", "seven_day_filing", "--set", "window"), "--set: expected NAME=TOML"),
        (("--policy", "seven_day_filing", "--set", "a=" + "[" * 9999), "--set: expected NAME"),
        (("--policy", "seven_day_filing", "--set", "window=7"), "--set window: expected"),
        (("--policy", "seven_day_filing", "--set", "windw=7"), "--set windw: not known here"),
        ((*POLICY, "--at", "yesterday"), "--at: expected a day"),
        ((*POLICY, "--at", "2024-02-30"), "--at: expected a day"),
        ((*POLICY, "--at", "0001-01-01"), "--at: only years"),
        ((*POLICY, "--at", "9999-12-31T10:00"), "--at: only years"),
        ((*POLICY, "--at", "9999-12-31T10:00Z"), "--at: only years"),
        ((*POLICY, "--known-at", "x"), "--known-at: expected a day"),
    ],
)
def test_judge_answers_rubbish_with_one_sentence(db, capsys, args, told):
    """Without it a slip would end in a traceback, or in a wrong answer."""
    code, out, err = run(capsys, "judge", "--db", db, *args)
    assert (code, out) == (2, "")
    assert err.startswith(told)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"a = [", b'type = "visit.v1"', b"type = 3", b""]
)
def test_a_file_that_is_no_policy_is_told_with_its_name(db, tmp_path, capsys, data):
    """Without it nobody would know in which of two files to look."""
    path = tmp_path / "ours.toml"
    path.write_bytes(data)
    for args in (
        ("judge", "--db", db, "--policy", path),
        ("policy", "check", path),
        ("policy", "describe", path),
        ("agenda", "--db", db, "--company", path),
    ):
        code, out, err = run(capsys, *args)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith(f"{path}: ")


def test_an_open_value_is_answered_in_the_file_not_beside_it(db, tmp_path, capsys):
    """Without it --set would be passed over where a file is given."""
    write_forms(tmp_path)
    code, _, err = run(
        capsys, *("judge", "--db", db, "--policy", tmp_path / "company.toml", "--set", WINDOW)
    )
    assert (code, err.startswith("--set: answers the questions")) == (2, True)


def test_a_store_that_is_none_is_told(tmp_path, capsys):
    """Without it a slip in a name would make a new, empty store."""
    for path in (tmp_path / "a.db", tmp_path):
        for command in (("judge", *POLICY), ("agenda", "--on", "2024-03-29")):
            code, _, err = run(capsys, *command, "--db", path)
            assert (code, err.startswith("--db: no such store")) == (2, True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "b.db").write_text("text " * 300)
    code, _, err = run(capsys, "judge", *POLICY, "--db", tmp_path / "b.db")
    assert (code, "not a renoflow store" in err) == (2, True)


def test_a_damaged_store_is_told(db, capsys):
    """Without it a disk error would end in a traceback."""
    data = bytearray(db.read_bytes())
    data[4096 : len(data) // 2] = b"\xff" * (len(data) // 2 - 4096)
    db.write_bytes(data)
    code, _, err = run(capsys, "judge", "--db", db, *POLICY)
    assert (code, err.count("\n")) == (2, 1)
    assert "store cannot be read or written" in err


def test_a_store_of_another_program_is_told(tmp_path, capsys):
    """Without it somebody's own database would be read as facts."""
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("CREATE TABLE fact (a)")
    connection.close()
    code, _, err = run(capsys, "agenda", "--db", tmp_path / "x.db", "--on", "2024-03-29")
    assert (code, "not a renoflow store" in err) == (2, True)


# --- agenda --------------------------------------------------------------------------------


def test_agenda_tells_what_is_due_and_what_was_missed(db, capsys):
    """Without it a manager would not know in the morning whom to call."""
    code, out, _ = run(capsys, "agenda", "--db", db, "--on", "2024-03-29")
    assert code == 0
    heads = [one for one in out.splitlines() if not one.startswith(" ")]
    assert heads[0].startswith("to be done by the end of 2024-03-29: ")
    assert heads[1].startswith("missed and still not done: ")
    assert len(heads) == 2
    assert int(heads[0].split()[-1]) + int(heads[1].split()[-1]) == out.count("\n  ")
    assert "due by 2024-03-29 24:00: open" in out
    _, out, _ = run(capsys, "agenda", "--db", db, "--on", "2024-03-29", "--lang", "zh")
    assert out.startswith("2024-03-29 应办：")


def test_agenda_stands_at_the_beginning_of_the_day(db, capsys):
    """Without it what was done on the day would hide what was asked for in the morning."""
    _, out, _ = run(capsys, "agenda", "--db", db, "--on", "2024-03-29", "--json", "--all")
    cited = {fact for one in json.loads(out) for fact in one.get("cites", [])}
    with inputs.store(str(db)) as store:
        later = {
            one.id for one in inputs.facts(store) if one.timed and one.at >= china.at(2024, 3, 29)
        }
    assert later
    assert cited.isdisjoint(later)


def test_agenda_of_one_person_and_with_what_is_settled(db, capsys):
    """Without it one's own part would have to be looked for."""
    _, out, _ = run(capsys, "agenda", "--db", db, "--on", "2024-03-29", "--json")
    everybody = json.loads(out)
    assert {one["state"] for one in everybody} == {"open", "missed"}
    _, out, _ = run(
        capsys, "agenda", "--db", db, "--on", "2024-03-29", "--json", "--who", "client_manager"
    )
    assert json.loads(out) == [one for one in everybody if one["who"] == "client_manager"] != []
    _, out, _ = run(capsys, "agenda", "--db", db, "--on", "2024-03-29", "--all")
    assert "settled: " in out


def test_agenda_is_about_today_as_it_stands_now(db, capsys):
    """Without it a call made this morning would still be asked for at noon."""
    code, out, _ = run(capsys, "agenda", "--db", db)
    assert (code, out.startswith(f"to be done by the end of {inputs.day(None, '')}")) == (0, True)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("x", "expected a day"),
        ("2024-03-29T10:00", "expected a day"),
        ("2024-02-30", "expected a day"),
        ("9999-12-31", "only years"),
        ("0001-01-01", "only years"),
        ("2400-12-31", "only years"),
        ("1900-01-01", "only years"),
    ],
)
def test_a_day_that_is_none_is_told(db, capsys, day, told):
    """Without it a slip would end in a traceback."""
    code, out, err = run(capsys, "agenda", "--db", db, "--on", day)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_agenda_goes_by_the_company_that_is_given(db, tmp_path, capsys):
    """Without it every company would be reminded by the sample's rules."""
    write_forms(tmp_path)
    path = tmp_path / "company.toml"
    args = ("agenda", "--db", db, "--on", "2024-03-29", "--json", "--company", path)
    _, sample, _ = run(capsys, *args)
    path.write_text(
        path.read_text(encoding="utf-8").replace("days = 7", "days = 30"), encoding="utf-8"
    )
    code, ours, _ = run(capsys, *args)
    assert code == 0
    assert ours != sample


# --- quote ---------------------------------------------------------------------------------

QUOTE = ("quote", "--tier", "director", "--area", "128.50", "--on", "2024-03-29")


def test_a_quote_has_its_parts_its_rounding_and_its_area(capsys):
    """Without it a customer would be told a number without a reason."""
    code, out, _ = run(
        capsys,
        *(*QUOTE, "--a6", "--works", "100000", "--goods", "30,000.50", "--materials", "¥50000"),
    )
    assert code == 0
    assert "200.00" in out
    assert "30.00" in out
    assert "29,555.00 yuan" in out
    assert "building area" in out
    assert "rounded half up to the fen" in out
    assert "135,000.50 yuan due now" in out
    assert "2024-03-29" in out


@pytest.mark.parametrize("tier", ["主任", "director"])
def test_a_tier_has_a_chinese_name(capsys, tier):
    """Without it a Chinese form could not be priced as it stands."""
    code, out, _ = run(
        capsys,
        "quote",
        "--tier",
        tier,
        "--area",
        "128.50",
        "--lang",
        "zh",
        "--area-basis",
        "inner",
    )
    assert code == 0
    assert "25,700.00元" in out
    assert "套内面积" in out
    assert out.count("\n") == 2


def test_a_quote_is_data_too(capsys):
    """Without it a program would have to read sentences."""
    _, out, _ = run(capsys, *QUOTE, "--json")
    assert json.loads(out)["first_payment"] is None
    _, out, _ = run(capsys, *QUOTE, "--json", "--works", "100", "--rounding", "down")
    told = json.loads(out)
    assert told["first_payment"]["due"] == "55.00 CNY"
    assert told["fee"]["rounding"] == "down"


def test_a_quote_goes_by_the_prices_of_the_company(tmp_path, capsys):
    """Without it a company could not quote its own prices."""
    write_forms(tmp_path)
    code, _, err = run(
        capsys,
        *("quote", "--tier", "director", "--area", "1", "--on", "2023-12-31"),
        *("--company", tmp_path / "company.toml"),
    )
    assert (code, err.startswith("--on: nothing is in force yet")) == (2, True)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("--tier", one) for one in ("chief", "", "主管")),
        *(("--area", one) for one in ("0", "-1", "x", "", "nan", "inf", "1e999999999", "12,5")),
        *(("--works", one) for one in ("-5", "x", "1e5", "1.005", "9" * 17, "", "nan", "1,5")),
        ("--goods", "-1"),
        ("--materials", "-0.01"),
        ("--on", "x"),
        ("--on", "9999-01-01"),
    ],
)
def test_a_quote_answers_rubbish_with_one_sentence(capsys, option, value):
    """Without it a slip would end in a traceback, or in a wrong price."""
    code, out, err = run(capsys, *QUOTE, option, value)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"{option}: ")
