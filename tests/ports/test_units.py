"""Units of work of both stores: inside one another, among threads, over several ports."""

from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

from renoflow.adapters.memory import MemoryStore
from renoflow.adapters.sqlite import SqliteStore
from renoflow.facts import Fact, key
from renoflow.ports import handle, handle_in
from renoflow.testing.ports import sample_facts

FIRST, SECOND, THIRD, *_ = sample_facts("C-1")
PHONE = key("138 0000 0000")


class Undo(Exception):
    pass


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    with MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "s.db") as store:
        yield store


def everything(store):
    return (
        store.history.load("C-1").facts,
        store.feed.read(),
        store.lookup.find([PHONE]),
        store.repository("kept", Fact).list(),
        store.history.keys(),
    )


def do_all(store, fact):
    version = store.history.load("C-1").version
    store.history.append("C-1", [fact], expected=version)
    store.lookup.link("C-1", [PHONE])
    store.repository("kept", Fact).put(fact.id, fact, expected=0)
    store.counter.next("contract")


def test_a_unit_holds_or_falls_as_a_whole(store):
    """All ports of a store share its unit."""
    before = everything(store)

    with pytest.raises(Undo), store.unit():
        do_all(store, FIRST)
        raise Undo
    undone = everything(store)
    with store.unit() as unit:
        do_all(unit, FIRST)

    assert undone == before
    assert store.history.load("C-1").facts == (FIRST,)
    assert store.lookup.find([PHONE]) == ("C-1",)
    assert store.repository("kept", Fact).get(FIRST.id).value == FIRST
    assert store.counter.next("contract") == 2


def test_an_inner_unit_is_undone_alone(store):
    """A step that failed and was dealt with leaves the rest of the unit as it was."""
    with store.unit():
        do_all(store, FIRST)
        with pytest.raises(Undo), store.unit():
            do_all(store, SECOND)
            raise Undo
        do_all(store, THIRD)

    assert store.history.load("C-1").facts == (FIRST, THIRD)
    assert [entry.fact for entry in store.feed.read()] == [FIRST, THIRD]


def test_an_inner_unit_is_kept_only_if_the_outer_one_is(store):
    """The host decides in the end."""
    before = everything(store)

    with pytest.raises(Undo), store.unit():
        with store.unit():
            do_all(store, FIRST)
        raise Undo

    assert everything(store) == before


def test_a_refused_call_leaves_its_unit_going(store):
    """Who catches the error goes on with what was done before."""
    with store.unit():
        do_all(store, FIRST)
        with pytest.raises(ValueError, match="told twice"):
            other = attrs.evolve(THIRD, id=FIRST.id)
            store.history.append("C-1", [SECOND, other], expected=1)
        do_all(store, THIRD)

    assert store.history.load("C-1").facts == (FIRST, THIRD)


def test_threads_take_turns(store):
    """A store may be shared: no append is lost, none is torn by another's unit."""
    facts = [fact for n in range(8) for fact in sample_facts(f"C-{n}")]

    def work(fact):
        def append(unit):
            return handle(unit.history, "all", lambda _: [fact])

        return handle_in(store.unit, append, attempts=1)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, facts))

    loaded = store.history.load("all")
    assert (set(loaded.facts), loaded.version) == (set(facts), len(facts))


def test_repositories_and_pages_are_told_apart(store):
    """Two names, two key spaces; a limit below 1 gives nothing, a huge one everything."""
    one, other = store.repository("one", Fact), store.repository("other", Fact)
    one.put("k", FIRST, expected=0)
    store.history.append("b", [FIRST], expected=0)
    store.history.append("a", [SECOND, THIRD], expected=0)

    assert other.get("k") is None
    assert other.list() == ()
    assert (one.list(limit=-1), store.feed.read(limit=-1), store.history.keys(limit=-1)) == (
        (),
        (),
        (),
    )
    assert len(one.list(limit=2**70)) == 1
    assert len(store.feed.read(limit=2**70)) == 3
    assert store.feed.read(2**70) == ()
    assert store.history.keys() == ("a", "b")
    assert store.history.keys("a", limit=1) == ("b",)
