"""The kits bite: each wrong adapter is rejected, and by which tests is known."""

import inspect
from contextlib import contextmanager
from typing import NamedTuple

import pytest

from renoflow.adapters.memory import MemoryStore
from renoflow.facts import Fact
from renoflow.testing.ports import (
    CounterKit,
    FeedKit,
    HistoryKit,
    LookupKit,
    Opened,
    RepositoryKit,
)
from tests.ports import broken_ports as ports
from tests.ports import broken_stores as stores

PORT = {
    HistoryKit: ("history", lambda store: store.history),
    FeedKit: ("feed", lambda store: (store.history, store.feed)),
    RepositoryKit: ("repository", lambda store: store.repository("kit", Fact)),
    LookupKit: ("lookup", lambda store: store.lookup),
    CounterKit: ("counter", lambda store: store.counter),
}


class Broken(NamedTuple):
    """A wrong adapter and the tests of its kit that reject it."""

    kit: type
    wrong: type
    caught: tuple[str, ...]


H, F, R, L, C = HistoryKit, FeedKit, RepositoryKit, LookupKit, CounterKit

STALE = "test_a_stale_writer_gets_conflict_and_leaves_no_trace"
AHEAD = "test_a_writer_ahead_of_the_history_gets_conflict"
IN_PART = "test_of_a_batch_stored_in_part_the_rest_is_recorded"
NOTHING = "test_appending_nothing_only_checks_the_version"
TWO_UNITS = "test_of_two_open_units_at_one_version_one_loses"
ORDER = "test_facts_come_back_in_the_order_of_recording"
AS_TOLD = "test_a_fact_comes_back_as_it_was_told"
KEYS = "test_keys_are_told_apart_by_every_character"
AGAIN = "test_facts_told_again_give_the_stored_version"
CLASH = "test_one_id_with_other_content_is_malformed"
UNDONE = "test_a_rolled_back_unit_leaves_no_trace"
READ_ON = "test_reading_on_repeats_nothing_and_skips_nothing"
LATE = "test_a_unit_that_ends_late_is_not_skipped"
PUT_STALE = "test_a_stale_writer_gets_conflict_and_changes_nothing"
SORTED = "test_customers_come_once_and_ascending"
KIND = "test_kind_and_keying_are_part_of_a_key"

TABLE = (
    Broken(H, ports.UnknownIsMinusOne, ("test_an_unknown_key_is_empty_at_version_0",)),
    Broken(H, ports.Reversed, (ORDER,)),
    Broken(H, ports.SortsByTime, (ORDER,)),
    Broken(H, ports.SortsById, (ORDER,)),
    Broken(H, ports.CutsMicroseconds, (AS_TOLD,)),
    Broken(H, ports.ForgetsNone, (AS_TOLD,)),
    Broken(H, ports.SharesKeys, (KEYS, TWO_UNITS)),
    Broken(H, ports.FoldsCase, (KEYS,)),
    Broken(
        H, ports.TellsAnOldVersion, ("test_an_append_answers_with_the_version_that_load_tells",)
    ),
    Broken(H, ports.LastWriterWins, (STALE, AHEAD, IN_PART, NOTHING, TWO_UNITS)),
    Broken(H, ports.HidesWhatItFound, (STALE,)),
    Broken(H, ports.LetsTheFutureIn, (AHEAD,)),
    Broken(H, ports.AppendsInPart, ("test_a_refused_batch_leaves_nothing_behind",)),
    Broken(H, ports.AcceptsDuplicateIds, (CLASH,)),
    Broken(H, ports.ChecksTheVersionFirst, (AGAIN, CLASH)),
    Broken(H, ports.AnswersWithTheVersionOfThen, (AGAIN,)),
    Broken(H, ports.DropsTheRest, (IN_PART,)),
    Broken(H, ports.KeepsTwins, ("test_a_fact_twice_in_a_batch_is_one_fact",)),
    Broken(H, ports.NothingIsAlwaysFine, (NOTHING,)),
    Broken(H, stores.Forgets, ("test_what_was_appended_is_there_when_opened_again",)),
    Broken(H, stores.CommitsInside, (UNDONE,)),
    Broken(H, stores.ShowsTheBeginning, ("test_a_unit_sees_what_it_did",)),
    Broken(H, ports.ReadsDirty, ("test_an_open_unit_is_not_seen_by_others",)),
    Broken(H, stores.Buffered, (TWO_UNITS,)),
    Broken(F, ports.StartsOver, ("test_past_the_end_there_is_nothing",)),
    Broken(F, ports.SortsByFact, ("test_facts_of_all_keys_come_in_the_order_of_recording",)),
    Broken(F, ports.NamesNoKey, ("test_entries_name_their_key",)),
    Broken(F, ports.TellsLess, ("test_entries_hold_the_fact_as_it_was_told",)),
    Broken(F, ports.ZeroMeansAll, ("test_a_limit_cuts_the_page_and_nothing_else",)),
    Broken(F, ports.CutsFirst, (READ_ON,)),
    Broken(F, ports.TellsAgain, ("test_a_fact_appended_again_is_told_once",)),
    Broken(F, ports.TellsAtOnce, ("test_a_rolled_back_unit_is_never_told",)),
    Broken(F, stores.Moves, ("test_positions_are_the_same_when_opened_again",)),
    Broken(F, stores.Buffered, (LATE,)),
    Broken(R, ports.HasEverything, ("test_an_unknown_key_holds_nothing",)),
    Broken(R, ports.KeepsTheFirst, ("test_a_value_comes_back_as_it_was_put",)),
    Broken(R, ports.AlwaysVersionOne, ("test_a_put_answers_with_the_version_that_get_tells",)),
    Broken(R, ports.LastPutWins, (PUT_STALE, TWO_UNITS)),
    Broken(R, ports.HidesWhatIsThere, (PUT_STALE,)),
    Broken(R, ports.PutsAnywhere, ("test_a_value_that_is_not_there_cannot_be_replaced",)),
    Broken(R, ports.Strips, (KEYS,)),
    Broken(R, ports.SortsForReaders, ("test_keys_are_listed_in_the_order_of_code_points",)),
    Broken(R, ports.ListsNoVersions, ("test_what_is_listed_is_what_is_kept",)),
    Broken(R, ports.ListsOnePage, ("test_pages_join_without_gap_or_repeat",)),
    Broken(R, stores.Forgets, ("test_what_was_put_is_there_when_opened_again",)),
    Broken(R, stores.CommitsInside, (UNDONE,)),
    Broken(R, stores.Buffered, (TWO_UNITS,)),
    Broken(L, ports.NoKeysFindAll, ("test_an_unknown_key_leads_to_nobody",)),
    Broken(L, ports.IndexesTheFirstKey, ("test_any_of_the_keys_is_enough",)),
    Broken(L, ports.ReplacesLinks, ("test_links_are_added_to_those_before",)),
    Broken(L, ports.FindsAsLinked, (SORTED,)),
    Broken(L, ports.FindsTwice, (SORTED,)),
    Broken(L, ports.IgnoresTheKind, (KIND,)),
    Broken(L, ports.IgnoresKeying, (KIND,)),
    Broken(
        L, ports.AnswersForTheFirstKey, ("test_a_link_answers_with_everyone_who_shares_a_key",)
    ),
    Broken(L, ports.TakesTheKey, ("test_a_shared_key_leads_to_all_who_gave_it",)),
    Broken(L, ports.LinksOnce, ("test_linking_again_changes_nothing",)),
    Broken(L, stores.Forgets, ("test_what_was_linked_is_there_when_opened_again",)),
    Broken(L, stores.CommitsInside, (UNDONE,)),
    Broken(L, stores.Buffered, ("test_two_open_units_cannot_both_miss_a_shared_key",)),
    Broken(C, ports.CountsFromZero, ("test_numbers_begin_at_1_or_later",)),
    Broken(C, ports.RepeatsTheTenth, ("test_no_number_comes_twice",)),
    Broken(C, ports.GoesBack, ("test_numbers_ascend",)),
    Broken(C, stores.Forgets, ("test_counting_goes_on_when_opened_again",)),
    Broken(C, stores.Buffered, ("test_two_open_units_never_get_one_number",)),
)


NOT_WAITING = (stores.Buffered, ports.ReadsDirty)


def kit_tests(kit):
    return [name for name, _ in inspect.getmembers(kit, inspect.isfunction) if "test_" in name]


def store_with(kit, wrong):
    """A store in memory that is right but for *wrong*."""
    if wrong.__module__ == stores.__name__:
        return wrong()
    store = MemoryStore()
    if kit is RepositoryKit:
        store._repositories["kit"] = wrong(store)
    else:
        setattr(store, "history" if wrong is ports.TellsAgain else PORT[kit][0], wrong(store))
    return store


def rejected(kit, name, wrong, grace):
    """Whether the test *name* of *kit* fails for a store with *wrong*."""
    store = store_with(kit, wrong)

    @contextmanager
    def opened():
        with store:
            yield Opened(port=PORT[kit][1](store), unit=store.unit, grace=grace)

    try:
        getattr(kit(), name)(opened)
    except (Exception, pytest.fail.Exception):  # noqa: BLE001 - it may fail in any way
        return True
    return False


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{PORT[row.kit][0]}-{row.wrong.__name__}")
def test_a_wrong_adapter_is_rejected_by_exactly_the_tests_named(row):
    """A kit that passes everything is worth nothing."""
    caught = set()
    for name in kit_tests(row.kit):
        # Where nobody waits for the unit to end, a long grace is over at once.
        waits = row.wrong not in NOT_WAITING or name not in row.caught
        if rejected(row.kit, name, row.wrong, grace=0.02 if waits else 20):
            caught.add(name)

    assert caught == set(row.caught)


def test_every_test_of_a_kit_rejects_some_adapter_that_no_other_test_rejects():
    """A kit test without such an adapter has not shown that it is needed."""
    alone = {(row.kit, row.caught[0]) for row in TABLE if len(row.caught) == 1}

    assert alone == {(kit, name) for kit in PORT for name in kit_tests(kit)}
