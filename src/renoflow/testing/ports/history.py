"""The kit of the history port."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import pytest

from renoflow.errors import Conflict, Malformed
from renoflow.ports import History
from renoflow.testing.ports._opened import Aside, Open, Opened, Undone, changed, ids

__all__ = ["HistoryKit"]


class HistoryKit:
    """What every :class:`renoflow.ports.History` must do. Override the fixture ``opened``."""

    @pytest.fixture
    def opened(self) -> Open[History]:
        """A function that opens your store, empty at the beginning of a test."""
        raise NotImplementedError("override the fixture `opened` with your adapter")

    def test_an_unknown_key_is_empty_at_version_0(self, opened: Open[History]) -> None:
        """A customer of whom nothing is known yet is no error."""
        with opened() as one:
            loaded = one.port.load("C-1")

        assert (loaded.facts, loaded.version) == ((), 0)

    def test_facts_come_back_in_the_order_of_recording(self, opened: Open[History]) -> None:
        """Not in the order of their ids or times, and not in reverse."""
        with opened() as one:
            facts = one.samples("C-1")[:4]
            version = one.port.append("C-1", facts[:3], expected=0)
            one.port.append("C-1", facts[3:], expected=version)

            told = [fact.id for fact in one.port.load("C-1").facts]

        assert told == [fact.id for fact in facts]

    def test_a_fact_comes_back_as_it_was_told(self, opened: Open[History]) -> None:
        """Microseconds, days without an hour, none against not told: all of it is evidence."""
        with opened() as one:
            facts = one.samples("C-1")
            one.port.append("C-1", facts, expected=0)

            loaded = one.port.load("C-1")

        assert {fact.id: fact for fact in loaded.facts} == {fact.id: fact for fact in facts}

    def test_keys_are_told_apart_by_every_character(self, opened: Open[History]) -> None:
        """A store that ignores letter case or blanks at the end mixes two customers up."""
        keys = ("C-1", "c-1", "C-1 ", "Ｃ-1", "C-10")
        with opened() as one:
            for key in keys:
                one.port.append(key, one.samples(key)[:1], expected=0)

            found = [ids(one.port.load(key).facts) for key in keys]
            told = [ids(one.samples(key)[:1]) for key in keys]

        assert found == told

    def test_an_append_answers_with_the_version_that_load_tells(
        self, opened: Open[History]
    ) -> None:
        """A writer goes on from the version it was given, without loading again."""
        with opened() as one:
            facts = one.samples("C-1")
            first = one.port.append("C-1", facts[:2], expected=0)
            first_told = one.port.load("C-1").version
            second = one.port.append("C-1", facts[2:3], expected=first)
            second_told = one.port.load("C-1").version

        assert (first, second) == (first_told, second_told)
        assert 0 < first < second

    def test_a_stale_writer_gets_conflict_and_leaves_no_trace(self, opened: Open[History]) -> None:
        """Two who decided on the same history cannot both have been right."""
        with opened() as one:
            facts = one.samples("C-1")
            version = one.port.append("C-1", facts[:1], expected=0)

            with pytest.raises(Conflict) as caught:
                one.port.append("C-1", facts[1:3], expected=0)

            kept = one.port.load("C-1").facts
        assert (caught.value.params["expected"], caught.value.params["found"]) == (0, version)
        assert ids(kept) == ids(facts[:1])

    def test_a_writer_ahead_of_the_history_gets_conflict(self, opened: Open[History]) -> None:
        """A version that is not there yet comes from another store, or a restored backup."""
        with opened() as one:
            facts = one.samples("C-1")
            version = one.port.append("C-1", facts[:1], expected=0)

            with pytest.raises(Conflict):
                one.port.append("C-1", facts[1:2], expected=version + 1)

            assert ids(one.port.load("C-1").facts) == ids(facts[:1])

    def test_a_refused_batch_leaves_nothing_behind(self, opened: Open[History]) -> None:
        """Half of a batch is a history that nobody told."""
        with opened() as one:
            facts = one.samples("C-1")
            version = one.port.append("C-1", facts[:1], expected=0)
            refused = False
            try:
                one.port.append("C-1", (facts[1], changed(facts[0])), expected=version)
            except Malformed:
                refused = True

            kept = ids(one.port.load("C-1").facts)

        assert not refused or kept == ids(facts[:1])

    def test_one_id_with_other_content_is_malformed(self, opened: Open[History]) -> None:
        """One id is one fact: evidence is not edited. Whatever version is expected."""
        with opened() as one:
            fact = one.samples("C-1")[0]
            version = one.port.append("C-1", (fact,), expected=0)

            for expected in (version, 0):
                with pytest.raises(Malformed):
                    one.port.append("C-1", (changed(fact),), expected=expected)

            assert len(one.port.load("C-1").facts) == 1

    def test_facts_told_again_give_the_stored_version(self, opened: Open[History]) -> None:
        """Whoever lost the answer repeats the call, and by then others may have gone on."""
        with opened() as one:
            facts = one.samples("C-1")
            version = one.port.append("C-1", facts[:2], expected=0)
            last = one.port.append("C-1", facts[2:3], expected=version)

            again = one.port.append("C-1", facts[:2], expected=0)

            assert again == last
            assert ids(one.port.load("C-1").facts) == ids(facts[:3])

    def test_of_a_batch_stored_in_part_the_rest_is_recorded(self, opened: Open[History]) -> None:
        """Two imports that overlap lose nothing and double nothing; the version decides."""
        with opened() as one:
            facts = one.samples("C-1")
            version = one.port.append("C-1", facts[:2], expected=0)

            with pytest.raises(Conflict):
                one.port.append("C-1", facts[1:4], expected=0)
            one.port.append("C-1", facts[1:4], expected=version)

            assert ids(one.port.load("C-1").facts) == ids(facts[:4])

    def test_a_fact_twice_in_a_batch_is_one_fact(self, opened: Open[History]) -> None:
        """Two rows of one file may tell the same."""
        with opened() as one:
            fact = one.samples("C-1")[0]

            one.port.append("C-1", (fact, fact), expected=0)

            assert ids(one.port.load("C-1").facts) == [fact.id]

    def test_appending_nothing_only_checks_the_version(self, opened: Open[History]) -> None:
        """A decision to do nothing is as stale as any other."""
        with opened() as one:
            version = one.port.append("C-1", one.samples("C-1")[:1], expected=0)

            assert one.port.append("C-1", (), expected=version) == version
            with pytest.raises(Conflict):
                one.port.append("C-1", (), expected=0)

    def test_what_was_appended_is_there_when_opened_again(self, opened: Open[History]) -> None:
        """The answer of an append is a promise."""
        with opened() as one:
            facts = one.samples("C-1")[:2]
            version = one.port.append("C-1", facts, expected=0)
        with opened() as other:
            loaded = other.port.load("C-1")

        assert (ids(loaded.facts), loaded.version) == (ids(facts), version)

    def test_a_rolled_back_unit_leaves_no_trace(self, opened: Open[History]) -> None:
        """The unit of work is the host's: a port that commits inside it splits it."""
        with opened() as one:
            with pytest.raises(Undone), one.unit():
                one.port.append("C-1", one.samples("C-1")[:2], expected=0)
                raise Undone

            assert one.port.load("C-1").facts == ()

    def test_a_unit_sees_what_it_did(self, opened: Open[History]) -> None:
        """The second step of a unit builds on the first."""
        with opened() as one, one.unit():
            facts = one.samples("C-1")
            one.port.append("C-1", facts[:1], expected=0)
            version = one.port.load("C-1").version
            one.port.append("C-1", facts[1:2], expected=version)

            assert ids(one.port.load("C-1").facts) == ids(facts[:2])

    def test_an_open_unit_is_not_seen_by_others(self, opened: Open[History]) -> None:
        """Nobody may decide on what can still be rolled back."""

        def load(other: Opened[History]) -> list[str]:
            return ids(other.port.load("C-1").facts)

        with opened() as one, one.unit():
            one.port.append("C-1", one.samples("C-1")[:1], expected=0)
            reader = Aside(one, opened, load)

        assert not (reader.through and reader.answer())
        assert reader.answer() in ([], ids(one.samples("C-1")[:1]))

    def test_of_two_open_units_at_one_version_one_loses(self, opened: Open[History]) -> None:
        """Whoever of them writes first: a check against a snapshot lets both go on."""

        def append(user: Opened[History], key: str, place: int) -> None:
            user.port.append(key, user.samples(key)[place : place + 1], expected=0)

        def whole(user: Opened[History], key: str) -> bool:
            with suppress(Conflict), user.unit():
                append(user, key, 1)
                return True
            return False

        with opened() as one:
            for key, first in (("C-1", True), ("C-2", False)):
                won, other = False, None
                with suppress(Conflict):
                    with one.unit():
                        one.port.load(key)
                        if first:
                            append(one, key, 0)
                        other = Aside(one, opened, partial(whole, key=key))
                        if not first:
                            append(one, key, 0)
                    won = True

                assert other is not None
                assert (won, other.answer()) in ((True, False), (False, True))
                assert len(one.port.load(key).facts) == 1
