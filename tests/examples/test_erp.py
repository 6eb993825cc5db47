"""The company application of ``examples/erp``: its ports, its mapping, its report."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from examples.erp.__main__ import main
from examples.erp.demo import NOW, work
from examples.erp.office import Office
from examples.erp.ports import ErpFeed, ErpHistory, ErpLookup
from examples.erp.rules import COMPANY
from examples.erp.tables import Database

from renoflow.attribution import judge
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import key, known
from renoflow.processes import lint
from renoflow.testing.ports import FeedKit, HistoryKit, LookupKit, Opened

ROOT = Path(__file__).parents[2]
SECRET = b"secret"
MORNING = china.at(2024, 3, 4, 9)


def opening(path, port):
    @contextmanager
    def opened():
        with closing(Database(path)) as database:
            yield Opened(port=port(database), unit=database.transaction)

    return opened


class TestHistory(HistoryKit):
    @pytest.fixture
    def opened(self, tmp_path):
        return opening(tmp_path / "erp.db", ErpHistory)


class TestLookup(LookupKit):
    @pytest.fixture
    def opened(self, tmp_path):
        return opening(tmp_path / "erp.db", ErpLookup)


class TestFeed(FeedKit):
    @pytest.fixture
    def opened(self, tmp_path):
        return opening(tmp_path / "erp.db", lambda it: (ErpHistory(it), ErpFeed(it)))


@pytest.fixture
def office(tmp_path):
    with closing(Database(tmp_path / "erp.db")) as database:
        database.connection.execute("INSERT INTO users VALUES (1, 'Wang', '销售')")
        database.connection.execute("INSERT INTO users VALUES (2, 'Li', '销售')")
        yield Office(database, secret=SECRET)


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """The office after the demo; tests leave it as it is."""
    with closing(Database(tmp_path_factory.mktemp("erp") / "worked.db")) as database:
        office = Office(database, secret=SECRET)
        work(office)
        yield office


def filed(office, customer, user, phone="138 0000 0001"):
    written = "2024-03-04 09:00"
    with office.database.transaction() as connection:
        connection.execute(
            "INSERT INTO customers VALUES (?, 'somebody', ?, NULL, ?)", (customer, phone, written)
        )
        connection.execute(
            "INSERT INTO filings (customer_id, user_id, way, filed_at, updated_at)"
            " VALUES (?, ?, '表格', ?, ?)",
            (customer, user, written, written),
        )
        return office.tell(customer, now=MORNING)


def standing(office):
    return {fact.id: fact for fact in known(office.facts(), china)}


def test_one_phone_filed_under_two_records_is_seen_by_the_second(office):
    """The commonest collision of all, in two transactions."""
    assert filed(office, 1, 1) == ("C-1",)
    assert filed(office, 2, 2, "+86 138-0000-0001") == ("C-1", "C-2")
    assert [case.records for case in office.cases()] == [("C-1", "C-2")]


def test_a_case_is_found_from_any_of_its_records(worked):
    """A case that misses a rival's record gives the customer to whoever asks."""
    cases = {record: case for case in worked.cases() for record in case.records}
    assert len(cases) == 6
    assert all(worked.case(int(name.removeprefix("C-"))) == cases[name] for name in cases)


def test_telling_again_changes_nothing(worked):
    """An import that runs twice must not double the history."""
    before = list(worked.facts())
    for customer in range(1, 7):
        worked.tell(customer, now=NOW)
    assert list(worked.facts()) == before


def test_an_edited_row_is_a_withdrawal_and_a_new_fact(worked):
    """The nought that was forgotten: what was told stays, and what stands is the row."""
    facts = {fact.id: fact for fact in worked.facts()}
    assert facts["withdrawal:receipt:1"].get("of") == "receipt:1"
    assert facts["receipt:1#2"].recorded_at == china.at(2024, 3, 20, 9)
    assert "receipt:1" not in standing(worked)


def test_a_deleted_row_is_withdrawn(worked):
    """A visit that was entered under the wrong customer."""
    assert "visit:4" in {fact.id for fact in worked.facts()}
    assert "visit:4" not in standing(worked)


def test_what_was_known_before_a_correction_can_still_be_asked(worked):
    """Nobody knew on the day that the two were one customer."""
    then = china.at(2024, 3, 15, 18)
    records = [case.records for case in worked.cases(known_at=then)]
    assert records[-2:] == [("C-5",), ("C-6",)]
    assert [case.records for case in worked.cases()][-1] == ("C-5", "C-6")


def test_a_tick_for_nobody_is_none_and_an_empty_box_is_not_told(worked):
    """Only who is known to have come by himself is the company's customer."""
    facts = {fact.id: fact for fact in worked.facts()}
    assert facts["visit:2"].get("invited_by") is None
    assert facts["visit:1"].get("invited_by") == "user:1"
    assert not facts["visit:1"].get("introduced")
    assert facts["visit:1"].get("introduced") is not False


def test_a_stand_in_files_for_his_colleague(worked):
    """The claim is the colleague's."""
    filing = {fact.id: fact for fact in worked.facts()}["filing:3"]
    assert (filing.by, filing.for_, filing.actor) == ("user:1", "user:2", "user:2")


def test_no_name_and_no_phone_gets_into_facts_or_keys(worked):
    """Personal data stay in the customers' table, where they can be erased."""
    dump = [
        str(value)
        for table in ("facts", "identity_keys")
        for row in worked.database.connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of tables of our own
        for value in row
    ]
    assert dump
    assert not re.search(r"138 ?0000|Customer|Mrs", "\n".join(dump))
    assert ErpLookup(worked.database).find([key("138 0000 0001", secret=SECRET)])


def test_a_row_that_no_fact_can_hold_is_not_saved(office):
    """The row, its facts and its keys are there together or not at all."""
    with pytest.raises(Malformed) as caught:
        filed(office, 1, 1, phone="138 00")
    rows = office.database.connection.execute("SELECT * FROM filings").fetchall()
    assert (caught.value.field, rows, list(office.facts())) == ("phone", [], [])


def test_a_job_title_that_nobody_mapped_is_refused(office):
    """A new receptionist would own every customer that she writes down."""
    office.database.connection.execute("INSERT INTO users VALUES (9, 'Sun', '接待')")
    with pytest.raises(Malformed) as caught:
        filed(office, 1, 9)
    assert caught.value.field == "job"


@pytest.mark.parametrize("query", ["UPDATE facts SET body = ''", "DELETE FROM facts"])
def test_the_table_of_facts_only_grows(office, query):
    """A fact that can be edited is no evidence."""
    filed(office, 1, 1)
    with pytest.raises(sqlite3.IntegrityError):
        office.database.connection.execute(query)


def test_the_owners_of_the_demo(worked):
    """Filed first and followed up; walked in alone; brought after a week; filed first."""
    verdicts = [judge(COMPANY.court, case, at=NOW) for case in worked.cases()]
    assert [(one.owner, one.rule.partition("#")[2]) for one in verdicts] == [
        ("user:1", "three_part"),
        ("company", "company_walk_in"),
        ("user:1", "brought_after"),
        ("user:1", "filed_first"),
    ]


def test_the_process_has_no_findings():
    """An example with a stage that cannot be reached would be copied."""
    assert lint(COMPANY.rules.process) == ()


def test_the_report_runs_as_a_command(capsys):
    """As the page says, from the root of the repository; its output stands in the page."""
    main()
    said = capsys.readouterr().out
    command = [sys.executable, "-m", "examples.erp"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout == said
    assert "C-1 + C-2    Wang     three_part       signed\n" in said


def test_the_code_of_the_page_is_the_code_of_the_example():
    """Two versions of one function would drift apart."""
    page = (ROOT / "docs" / "mapping.md").read_text(encoding="utf-8")
    shown = re.findall(r"```python\n# (examples/erp/\w+\.py)\n(.*?)```", page, re.DOTALL)
    assert shown
    for file, code in shown:
        source = (ROOT / file).read_text(encoding="utf-8")
        for part in code.strip().split("\n\n\n"):
            assert part in source
