"""The command as a whole: the demonstration, arguments, exit codes, streams."""

import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from renoflow import __version__
from renoflow.cli import main
from renoflow.cli.output import indented, print_table
from renoflow.samples import SAMPLES, company_toml, sample, showroom
from tests.cli.showroom import run

COMMANDS = ["demo", "import", "judge", "agenda", "quote", "plan", "settle", "policy"]
COMMANDS += [f"policy {one}" for one in ("list", "export", "check", "describe")]


# --- demo ----------------------------------------------------------------------------------


def test_the_demo_shows_the_main_job_on_one_screen(capsys):
    """Without it a stranger would not see what the library is for."""
    code, out, err = run(capsys, "demo")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) < 70
    for head in (
        "Import: ",
        "Whose? 400 customers",
        "Why? C-",
        "Where? ",
        "Due today? ",
        "What to",
    ):
        assert f"\n{head}" in out
    assert "does not own customer" in out
    assert "due by 2024-03-29 24:00: open" in out
    assert "25,700.00" in out
    assert max(map(len, out.splitlines())) <= 110


def test_the_demo_is_in_chinese_too(capsys):
    """Without it those whose work it is could not read it."""
    code, out, _ = run(capsys, "demo", "--lang", "zh")
    assert code == 0
    for head in ("导入：", "归谁？", "为何？", "到哪一步？", "今天应办？", "收多少？", "下一步："):
        assert f"\n{head}" in out


def test_the_demo_is_data_too(capsys):
    """Without it a program would have to read sentences."""
    _, out, _ = run(capsys, "demo", "--json")
    told = json.loads(out)
    assert sorted(told) == ["agenda", "fee", "first_payment", "import", "verdicts"]
    assert len(told["verdicts"]) == 400


def test_the_next_commands_of_the_demo_work_when_typed(tmp_path, monkeypatch, capsys):
    """Without it the first line that a stranger types would fail."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "showroom").mkdir()  # and once more, after a demo of before
    (tmp_path / "showroom" / "visit.csv").write_text(showroom()["visit.csv"], encoding="utf-8")
    _, out, _ = run(capsys, "demo")
    typed = [shlex.split(one) for one in out.split("\nNext:\n")[1].splitlines() if one]
    assert [one[:2] for one in typed] == [
        ["renoflow", one] for one in ("demo", "import", "judge", "agenda", "quote")
    ]
    for one in typed:
        words = [
            str(file)
            for word in one[1:]
            for file in (sorted(Path().glob(word)) if "*" in word else [word])
        ]
        code, out, err = run(capsys, *words)
        assert code in (0, 1), err
        assert out
    written = {one.name: one.read_text(encoding="utf-8") for one in Path("showroom").iterdir()}
    job = {name: sample(name) for name in SAMPLES}
    assert written == {**showroom(), **job, "company.toml": company_toml()}


def test_the_demo_writes_over_nobody_s_file(tmp_path, capsys):
    """Without it a visit.csv of one's own would be gone."""
    (tmp_path / "visit.csv").write_text("mine")
    code, _, err = run(capsys, "demo", "--into", tmp_path)
    assert (code, "holds something else" in err) == (2, True)
    assert [one.name for one in tmp_path.iterdir()] == ["visit.csv"]
    code, _, err = run(capsys, "demo", "--into", tmp_path / "visit.csv")
    assert (code, "cannot be written" in err, err.count("\n")) == (2, True, 1)


# --- arguments -----------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_the_exit_codes(capsys, command):
    """Without it a script could not know what 1 means."""
    code, out, _ = run(capsys, *command.split(), "--help")
    assert code == 0
    assert "exit codes: 0 done" in " ".join(out.split())


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("jugde",),
        ("judge",),
        ("demo", "--lang", "fr"),
        ("demo", "--nothing"),
        ("policy",),
        ("quote", "--tier", "director", "--area", "1", "--rounding", "nearest"),
        ("quote", "--tier", "director", "--are", "1"),
    ],
)
def test_wrong_arguments_are_told_in_one_line(capsys, args):
    """Without it the sentence would be lost under the usage."""
    code, out, err = run(capsys, *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--help" in err


def test_language_and_form_may_stand_before_the_command(capsys):
    """Without it the same option would work in one place and not in the other."""
    args = ("quote", "--tier", "director", "--area", "1", "--on", "2024-03-29")
    assert run(capsys, "--lang", "zh", *args) == run(capsys, *args, "--lang", "zh")
    assert run(capsys, "--json", *args) == run(capsys, *args, "--json") != run(capsys, *args)
    assert run(capsys, "--lang", "zh", *args, "--lang", "en") == run(capsys, *args)


def test_the_version_is_told(capsys):
    """Without it nobody could say which one they have."""
    assert run(capsys, "--version") == (0, f"renoflow {__version__}\n", "")


# --- streams -------------------------------------------------------------------------------


def test_a_reader_that_has_seen_enough_is_no_error():
    """Without it ``renoflow ... | head`` would end in a traceback."""
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-m", "renoflow", "policy", "list"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_terminal_without_chinese_is_no_error(monkeypatch):
    """Without it a sentence in Chinese would end in a traceback."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw := io.BytesIO(), encoding="ascii"))
    assert main(["quote", "--tier", "主任", "--area", "1", "--lang", "zh"]) == 0
    assert b"\\u" in raw.getvalue()


def test_whoever_interrupts_sees_no_traceback(monkeypatch):
    """Without it a long answer that nobody waits for would end in a page of code."""

    class Tired(io.StringIO):
        def write(self, _text):
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdout", Tired())
    assert main(["policy", "list"]) == 130


def test_tables_are_aligned_in_both_scripts(capsys):
    """Without it Chinese names would push their neighbours out of line."""
    print_table(("客户", "b"), [("C-1", "x"), ("长名字", "y")])
    assert capsys.readouterr().out == "客户    b\nC-1     x\n长名字  y\n"


def test_long_lines_go_on_below_with_their_own_indent():
    """Without it the demo would be cut at the edge of the screen."""
    lines = indented("- " + "word " * 30).splitlines()
    assert [one[:5] for one in lines] == ["  - w", "    w"]
