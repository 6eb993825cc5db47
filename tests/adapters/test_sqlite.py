"""The SQLite file: what it is, who may write, how it grows older."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest

from renoflow.adapters.sqlite import SqliteStore
from renoflow.adapters.sqlite._schema import APPLICATION, STEPS, prepare
from renoflow.errors import Conflict, Malformed
from renoflow.facts import Fact, Kind, fact
from renoflow.ports import handle_in
from renoflow.testing.ports import sample_facts

FACTS = sample_facts("C-1")
A_COLUMN_MORE = (*STEPS, ("ALTER TABLE counter ADD COLUMN note TEXT",))


def number(connection, query):
    return connection.execute(query).fetchone()[0]


def test_the_file_is_written_ahead_and_synchronised(tmp_path):
    """Anything less may lose an acknowledged write when the power fails."""
    with SqliteStore(tmp_path / "s.db") as store:
        assert store.run("PRAGMA journal_mode") == [("wal",)]
        assert store.run("PRAGMA synchronous") == [(2,)]
        assert store.run("PRAGMA application_id") == [(APPLICATION,)]


def test_an_empty_file_becomes_a_store(tmp_path):
    """What `touch` or a temporary file leaves is no store of somebody else."""
    path = tmp_path / "s.db"
    path.touch()

    with SqliteStore(path) as store:
        assert store.history.append("C-1", FACTS, expected=0) == len(FACTS)


@pytest.mark.parametrize("start", [b"name,phone\n", b"SQLite format 3\0"])
def test_another_file_is_refused_and_left_alone(tmp_path, start):
    """A wrong path on the command line must not eat a spreadsheet."""
    path, content = tmp_path / "register.csv", start + b"x" * 5000
    path.write_bytes(content)

    with pytest.raises(Malformed) as caught:
        SqliteStore(path)

    assert (caught.value.code, caught.value.field) == ("store.foreign", "store")
    assert str(tmp_path) not in str(caught.value)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "script",
    ["CREATE TABLE customer (id)", "PRAGMA application_id = 7", "PRAGMA user_version = 1"],
)
def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path, script):
    """The company's own database is the likeliest wrong path of all."""
    path = tmp_path / "erp.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(script)
        connection.commit()
    content = path.read_bytes()

    with pytest.raises(Malformed) as caught:
        SqliteStore(path)

    assert caught.value.code == "store.foreign"
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["no/such/folder/s.db", "."])
def test_a_path_that_cannot_be_opened_is_told(tmp_path, name):
    """With a sentence, not with an error of the driver."""
    with pytest.raises(Malformed) as caught:
        SqliteStore(tmp_path / name)

    assert caught.value.code == "store.path"


def test_an_older_file_is_upgraded_in_place(tmp_path):
    """Nothing is exported, nothing is lost."""
    path = tmp_path / "s.db"
    with SqliteStore(path) as store:
        store.history.append("C-1", FACTS, expected=0)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        prepare(connection, A_COLUMN_MORE)
        prepare(connection, A_COLUMN_MORE)

        assert number(connection, "PRAGMA user_version") == len(STEPS) + 1
        assert number(connection, "SELECT count(*) FROM fact") == len(FACTS)
        assert number(connection, "SELECT count(note) FROM counter") == 0


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(tmp_path):
    """Half of an upgrade opens with neither release."""
    path = tmp_path / "s.db"
    with SqliteStore(path) as store:
        store.history.append("C-1", FACTS, expected=0)
    broken = (*A_COLUMN_MORE, ("DROP TABLE fact", "no statement"))
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as connection,
        pytest.raises(sqlite3.OperationalError),
    ):
        prepare(connection, broken)
    with SqliteStore(path) as store:
        assert store.history.load("C-1").facts == FACTS


def test_a_newer_file_is_refused_and_left_alone(tmp_path):
    """An old release cannot know what a newer one relies on."""
    path = tmp_path / "s.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        prepare(connection, A_COLUMN_MORE)
    content = path.read_bytes()

    with pytest.raises(Malformed) as caught:
        SqliteStore(path)

    assert caught.value.params == {"found": len(STEPS) + 1, "known": len(STEPS)}
    assert path.read_bytes() == content


def test_all_at_once_may_make_the_file(tmp_path):
    """Web workers start together; none may see half a store, or find it locked."""

    def work(path):
        together.wait()
        with SqliteStore(path) as store:
            return store.run("PRAGMA user_version")

    for n in range(10):
        together = Barrier(8)
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(work, [tmp_path / f"{n}.db"] * 8))

        assert found == [[(len(STEPS),)]] * 8


def test_who_waits_for_too_long_gets_conflict_and_may_try_again(tmp_path):
    """Busy is a race like any other."""
    path = tmp_path / "s.db"
    with SqliteStore(path) as slow, SqliteStore(path, patience=0) as hasty:
        with slow.unit():
            with pytest.raises(Conflict) as caught:
                hasty.history.append("C-1", FACTS, expected=0)
            with pytest.raises(Conflict), hasty.unit():
                pytest.fail("two units are open")
            assert hasty.history.load("C-1").version == 0
        again = handle_in(
            hasty.unit, lambda unit: unit.history.append("C-1", FACTS, expected=0), attempts=2
        )

    assert caught.value.code == "store.busy"
    assert again == len(FACTS)


def test_who_opens_while_the_file_is_being_made_waits_or_gets_conflict(tmp_path):
    """Half a store must never be seen."""
    path = tmp_path / "s.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as maker:
        maker.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Conflict) as caught:
            SqliteStore(path, patience=0)
        maker.execute("ROLLBACK")

    assert caught.value.code == "store.busy"


def test_text_that_cannot_be_stored_is_malformed(tmp_path):
    """JSON can say half of a character; a file cannot hold it."""
    with SqliteStore(tmp_path / "s.db") as store:
        with pytest.raises(Malformed) as caught:
            store.history.append("\ud800", FACTS, expected=0)

        assert store.history.keys() == ()
    assert caught.value.code == "value.type"


def test_a_kind_of_the_host_comes_back_unchanged(tmp_path):
    """The store knows no table of kinds and needs none."""
    kinds = {"model_room_tour": Kind(name="model_room_tour", zh="带看样板间")}
    tour = fact("t1", "model_room_tour", at=FACTS[0].at, by="wang", place=None, kinds=kinds)
    with SqliteStore(tmp_path / "s.db") as store:
        store.history.append("C-1", [tour], expected=0)

        assert store.history.load("C-1").facts == (tour,)
        assert store.history.append("C-1", [tour], expected=9) == 1


def test_a_damaged_row_is_malformed(tmp_path):
    """A hand in the file ends in a sentence, not in a traceback of the codec."""
    with SqliteStore(tmp_path / "s.db") as store:
        store.repository("kept", Fact).put("k", FACTS[0], expected=0)
        store.run("UPDATE value SET body = ?", "{")

        with pytest.raises(Malformed):
            store.repository("kept", Fact).get("k")


def test_a_store_may_be_closed_twice(tmp_path):
    """And is of no use afterwards."""
    store = SqliteStore(tmp_path / "s.db")
    store.close()
    store.close()

    with pytest.raises(sqlite3.ProgrammingError):
        store.history.load("C-1")


def test_a_store_may_live_in_memory():
    """SQLite's own name for it; nothing is written ahead there."""
    with SqliteStore(":memory:") as store:
        assert store.history.append("C-1", FACTS, expected=0) == len(FACTS)
