"""Every worked example of CUS, CONF and KPI, as its file says."""

from collections import Counter
from pathlib import Path

import pytest

from renoflow.calendars import china
from renoflow.testing.scenarios import read_scenarios
from tests.pipeline import asks_customers, asks_figures

FOLDER = Path(__file__).parents[1] / "scenarios" / "customers"
CASES = [
    (path, one)
    for path in sorted(FOLDER.glob("*.toml"))
    for one in read_scenarios(path.read_text(encoding="utf-8"), china)
]
ASKS = {**asks_customers.ASKS, **asks_figures.ASKS}
TEXT = (
    "CUS-02 CUS-03 CUS-05 CUS-08 CUS-10 CUS-10 CUS-11 CUS-11 CUS-12 CUS-13 CUS-15 CUS-17 CUS-29 "
    "CUS-30 CONF-01 CONF-01 CONF-02 CONF-08 CONF-08 CONF-11 CONF-11 CONF-11 FEE-06 "
    "KPI-01 KPI-06 KPI-07 KPI-10 KPI-10 KPI-11 KPI-12 KPI-17 KPI-18"
)
READING = (
    "CUS-04 CUS-07 CUS-07 CUS-07 CUS-07 CUS-08 CUS-09 CUS-14 CUS-27 CUS-31 CONF-03 KPI-01 KPI-02 "
    "KPI-03 KPI-03 KPI-04 KPI-05 KPI-08 KPI-09 KPI-16 KPI-19"
)
"""The worked examples of the catalogue: CUS-01, 06 and 28 are in attribution's papers, CUS-16
is in the files of the stores; one example with two outcomes is two cases here."""


@pytest.mark.parametrize("one", [one for _, one in CASES], ids=[one.name for _, one in CASES])
def test_a_case_comes_out_as_its_file_says(one):
    """Without it the library could drift from the rules that it is there to hold."""
    ASKS[one.ask](one)


def test_every_worked_example_is_there():
    """An example that no file holds would never be tried."""
    found = Counter(
        (one.kind, one.rule) for path, one in CASES if not path.stem.endswith("_edges")
    )
    wanted = Counter(("text", rule) for rule in TEXT.split())
    assert found == wanted + Counter(("reading", rule) for rule in READING.split())


def test_no_two_cases_have_one_name():
    """A failure would name two cases, and nobody could tell which."""
    assert [name for name, n in Counter(one.name for _, one in CASES).items() if n > 1] == []


def test_every_question_is_asked():
    """A way to ask that no file uses is a test that never ran."""
    assert set(ASKS) == {one.ask for _, one in CASES}
