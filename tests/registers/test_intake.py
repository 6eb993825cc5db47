"""Taking rows into a store: nothing twice, nothing lost, nothing overwritten."""

from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.adapters.memory import MemoryStore
from renoflow.adapters.sqlite import SqliteStore
from renoflow.attribution import Identity, KeyRule
from renoflow.calendars import china
from renoflow.errors import Conflict, Malformed
from renoflow.facts import Fact
from renoflow.registers import Rejected, read_table, take_in

IDENTITY = Identity(keys=(KeyRule(field="phone", strength="certain"),))
HEAD = "id,customer,at,by,phone\n"


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    """A store that comes along."""
    if request.param == "memory":
        yield MemoryStore()
    else:
        with SqliteStore(tmp_path / "a.db") as store:
            yield store


def take(store, *lines, begin=None, progress=lambda _done: None):
    """What becomes of some visits, and what is rejected."""
    rejected: list[Rejected] = []
    rows = read_table([HEAD, *lines], "visit", china, file="visit.csv")
    took = take_in(rows, begin or store.unit, IDENTITY, reject=rejected.append, progress=progress)
    assert took.rejected == len(rejected)
    return took, [(one.row, one.error.code, one.column) for one in rejected]


def stored(store, customer):
    """The ids of the facts of a customer."""
    return [one.id for one in store.history.load(customer).facts]


def test_the_same_rows_twice_change_nothing(store):
    """Without it a file imported again would double every visit."""
    lines = [f"v{n},C-{n % 3},2024-03-01,desk,139 0000 000{n % 3}\n" for n in range(9)]
    first, _ = take(store, *lines)
    second, _ = take(store, *lines)
    assert (first.new, first.known) == (9, 0)
    assert (second.new, second.known) == (0, 9)
    assert stored(store, "C-0") == ["v0", "v3", "v6"]
    assert store.history.load("C-0").version == 3


def test_a_row_written_twice_in_one_file_is_one_fact(store):
    """Without it a copied line would be a second visit."""
    took, rejected = take(store, "v1,C-1,2024-03-01,,\n", "v1,C-1,2024-03-01,,\n")
    assert (took.new, took.known, rejected) == (1, 1, [])


@pytest.mark.parametrize("other", ["v1,C-1,2024-03-02,,\n", "v1,C-2,2024-03-01,,\n"])
def test_an_id_names_one_fact_of_one_customer(store, other):
    """Without it an edited row would be lost, or two customers could not be judged as one."""
    took, rejected = take(store, "v1,C-1,2024-03-01,,\n", other, "v2,C-2,2024-03-01,,\n")
    assert (took.new, rejected) == (2, [(3, "fact.clash", "id")])
    took, rejected = take(store, other)
    assert (took.new, took.known, rejected) == (0, 0, [(2, "fact.clash", "id")])
    assert (stored(store, "C-1"), stored(store, "C-2")) == (["v1"], ["v2"])


def test_customers_who_share_a_key_are_told_once(store):
    """Without it the commonest collision, one phone filed twice, would go unseen."""
    lines = [
        "v1,C-2,2024-03-01,,139 0000 0001\n",
        "v2,C-1,2024-03-01,,13900000001\n",
        "v3,C-1,2024-03-02,,139 0000 0001\n",
        "v4,C-3,2024-03-02,,139 0000 0003\n",
    ]
    took, _ = take(store, *lines)
    assert took.collisions == (("C-1", "C-2"),)
    again, _ = take(store, "v5,C-4,2024-03-02,,139 0000 0001\n")
    assert again.collisions == (("C-1", "C-4"), ("C-2", "C-4"))


def test_rejected_rows_are_told_in_their_order_and_the_rest_is_kept(store):
    """Without it one wrong row would cost its batch, or its place."""
    took, rejected = take(
        store,
        "v1,C-1,2024-03-01,,\n",
        "v1,C-1,2024-03-02,,\n",
        "v2,,2024-03-01,,\n",
        "v1,C-9,2024-03-01,,\n",
        "v3,C-1,2024-03-01,,\n",
    )
    assert took.new == 2
    assert rejected == [
        (3, "fact.clash", "id"),
        (4, "value.missing", "customer"),
        (5, "fact.clash", "id"),
    ]


def test_rows_go_in_batch_by_batch_and_are_counted(store):
    """Without it nobody would see how far a long import is."""
    told: list[int] = []
    lines = [f"v{n},C-{n % 7},2024-03-01,,\n" for n in range(2_100)]
    took, _ = take(store, *lines, progress=told.append)
    assert told == [2_000, 2_100]
    assert took.new == 2_100


class Picky:
    """A store whose history refuses some facts, as a host's may."""

    def __init__(self, refused):
        self.store = MemoryStore()
        self.refused = refused
        self.history = self
        self.lookup = self.store.lookup

    @contextmanager
    def unit(self):
        yield self

    def load(self, key):
        return self.store.history.load(key)

    def append(self, key, facts, *, expected):
        if any(one.id in self.refused for one in facts):
            raise Malformed("codec.number", "fields", most=50)
        return self.store.history.append(key, facts, expected=expected)


def test_what_a_history_refuses_is_rejected_alone():
    """Without it the other facts of the customer would be rejected with it."""
    picky = Picky({"v2"})
    lines = [f"v{n},C-1,2024-03-01,,139 0000 0001\n" for n in (1, 2, 3)]
    took, rejected = take(picky, *lines)
    assert (took.new, rejected) == (2, [(3, "codec.number", "fields")])
    assert stored(picky, "C-1") == ["v1", "v3"]


def test_a_batch_that_meets_other_writers_is_tried_again():
    """Without it a second person importing would end the first one's import."""
    store, met = MemoryStore(), []

    def begin():
        met.append(1)
        if len(met) < 3:
            raise Conflict("store.busy")
        return store.unit()

    took, _ = take(store, "v1,C-1,2024-03-01,,\n", begin=begin)
    assert (took.new, len(met)) == (1, 3)


def test_a_store_that_stays_busy_ends_the_import():
    """Without it an import would wait for ever, or tell that it was done."""

    def begin():
        raise Conflict("store.busy")

    with pytest.raises(Conflict):
        take(None, "v1,C-1,2024-03-01,,\n", begin=begin)


def one_by_one(rows):
    """What should be stored, stated plainly: the first row of an id says what it is."""
    facts: dict[str, Fact] = {}
    rejected = [
        one.row
        for one in rows
        if isinstance(one, Rejected) or facts.setdefault(one.fact.id, one.fact) != one.fact
    ]
    return set(facts.values()), rejected


LINES = st.lists(
    st.builds(
        "{},{},2024-03-0{},,139 0000 000{}\n".format,
        st.sampled_from(["v1", "v2", "v3", ""]),
        st.sampled_from(["C-1", "C-2", ""]),
        st.integers(0, 2),
        st.integers(1, 2),
    ),
    max_size=8,
)


@given(LINES)
def test_taking_in_by_customer_is_taking_in_row_by_row(lines):
    """Without it the speed of a batch could change what is stored or rejected."""
    store = MemoryStore()
    _, rejected = take(store, *lines)
    facts, expected = one_by_one(read_table([HEAD, *lines], "visit", china, file="visit.csv"))
    assert [row for row, _, _ in rejected] == expected
    kept = [fact for customer in ("C-1", "C-2") for fact in store.history.load(customer).facts]
    assert (set(kept), len(kept)) == (facts, len(facts))
