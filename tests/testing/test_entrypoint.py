"""Hypothesis knows our records once renoflow is installed, and renoflow does not load it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renoflow.attribution import Case, Court, Policy
from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact, Key
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.testing._entrypoint import register

ROOT = Path(__file__).parents[2]
RECORDS = (Case, Court, Fact, Key, Money, Policy, Span, WorkCalendar)


def run(code, *folders):
    """What a fresh Python prints that has *folders* beside the environment's packages."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": ":".join(map(str, folders)), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        cwd=folders[0],
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def installed(folder):
    """What an installer writes beside the package: its name and its entry points."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / "renoflow-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: renoflow\nVersion: 0\n")
    rows = (
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in points.items())
        for group, points in project["entry-points"].items()
    )
    (info / "entry_points.txt").write_text("\n".join(rows))
    return folder


def test_after_installing_from_type_knows_our_records(tmp_path):
    """Without it ``from_type(Policy)`` would make up records that no rule lets in."""
    code = """
import sys
from hypothesis import strategies as st
assert "renoflow.testing.strategies" not in sys.modules, "made before anybody asked"
from renoflow.attribution import Case, Court, Policy
from renoflow.calendars import WorkCalendar
from renoflow.facts import Fact, Key
from renoflow.money import Money
from renoflow.periods import Span
for record in (Case, Court, Fact, Key, Money, Policy, Span, WorkCalendar):
    st.from_type(record).validate()
    print(record.__name__, *(n for n in repr(st.from_type(record)).split("(")[:1]))
"""
    told = run(code, installed(tmp_path), ROOT / "src").splitlines()
    assert [line.split()[0] for line in told] == [one.__name__ for one in RECORDS]
    assert "Policy policies" in told


def test_renoflow_does_not_load_hypothesis():
    """Without it every application would pay for a test library."""
    code = """
import sys
import renoflow, renoflow.attribution, renoflow.facts, renoflow.pricing, renoflow.pipeline
import renoflow.testing
print(*(name for name in ("hypothesis", "pytest") if name in sys.modules))
"""
    assert run(code, ROOT / "src") == ""


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_what_is_drawn_is_of_the_record(record):
    """Without it a name could lead to another strategy."""
    register()

    @settings(max_examples=3, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_type(record))
    def draw(one):
        assert isinstance(one, record)

    draw()
