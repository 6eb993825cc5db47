"""One attempt, and a unit of work tried again."""

from contextlib import contextmanager, suppress

import pytest

from renoflow.adapters.memory import MemoryStore
from renoflow.errors import Conflict, Malformed
from renoflow.ports import handle, handle_in, new_facts
from renoflow.testing.ports import sample_facts

FIRST, SECOND, *_ = sample_facts("C-1")


def test_handle_appends_what_was_decided_on_the_history():
    """Load, decide, append: in this order, on one version."""
    store = MemoryStore()
    seen = []

    def decide(loaded):
        seen.append(loaded)
        return [FIRST] if not loaded.facts else [SECOND]

    versions = [handle(store.history, "C-1", decide) for _ in range(2)]

    assert versions == [1, 2]
    assert [loaded.facts for loaded in seen] == [(), (FIRST,)]
    assert store.history.load("C-1").facts == (FIRST, SECOND)


def test_handle_makes_one_attempt():
    """Who was overtaken decides anew, and only the caller knows how."""
    store = MemoryStore()

    def overtaken(loaded):
        store.history.append("C-1", [FIRST], expected=loaded.version)
        return [SECOND]

    with pytest.raises(Conflict):
        handle(store.history, "C-1", overtaken)

    assert store.history.load("C-1").facts == (FIRST,)


def test_what_a_decision_raises_passes_with_nothing_recorded():
    """A refusal is an answer for the caller."""
    store = MemoryStore()

    def refuse(_):
        raise Malformed("value.missing", "phone")

    with pytest.raises(Malformed):
        handle(store.history, "C-1", refuse)

    assert store.history.load("C-1").version == 0


def conflicting(times):
    """Work that is overtaken the first *times*, and writes before it notices."""
    left = [None] * times

    def work(unit):
        unit.counter.next("tried")
        if left:
            left.pop()
            raise Conflict("port.version", expected=0, found=1)
        return unit.counter.next("done")

    return work


@pytest.mark.parametrize(("conflicts", "attempts"), [(0, 1), (1, 2), (2, 3), (2, 9)])
def test_a_unit_is_tried_again_as_a_whole(conflicts, attempts):
    """What the lost attempts wrote is rolled back."""
    store = MemoryStore()

    assert handle_in(store.unit, conflicting(conflicts), attempts=attempts) == 1
    assert store.counter.next("tried") == 2


@pytest.mark.parametrize(("conflicts", "attempts"), [(1, 1), (3, 3), (9, 3)])
def test_the_last_conflict_passes(conflicts, attempts):
    """Attempts are counted, not retries: the third of three is the last."""
    store = MemoryStore()

    with pytest.raises(Conflict):
        handle_in(store.unit, conflicting(conflicts), attempts=attempts)

    assert store.counter.next("tried") == 1


def test_other_errors_are_not_tried_again():
    """Malformed data do not get better by themselves."""
    tried = []

    def work(_):
        tried.append(1)
        raise Malformed("value.missing", "phone")

    with pytest.raises(Malformed):
        handle_in(MemoryStore().unit, work, attempts=5)

    assert tried == [1]


def test_wrong_calls_are_told():
    """No attempt at all, or a unit that swallows its errors, would look like success."""
    with pytest.raises(ValueError, match="attempts"):
        handle_in(MemoryStore().unit, lambda _: 1, attempts=0)

    @contextmanager
    def swallowing():
        with suppress(Malformed):
            yield

    def work(_):
        raise Malformed("value.missing", "phone")

    with pytest.raises(TypeError, match="let errors pass"):
        handle_in(swallowing, work, attempts=2)


def test_what_is_new_needs_only_the_stored_facts_of_these_ids():
    """An adapter over a large table looks up a few rows, not all."""
    assert new_facts((FIRST, SECOND), [FIRST], version=7, expected=7) == (SECOND,)
    assert new_facts((FIRST,), [FIRST], version=7, expected=0) == ()
    with pytest.raises(Conflict) as caught:
        new_facts((SECOND,), [FIRST], version=7, expected=6)

    assert caught.value.to_dict() == {
        "code": "port.version",
        "field": "",
        "expected": 6,
        "found": 7,
    }
    assert "C-1" not in str(caught.value)
