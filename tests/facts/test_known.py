"""What was known, and what a host's edited rows tell."""

from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import Fact, entry, known, receipt, reconcile, visit, withdrawal
from renoflow.money import Money
from tests.zones import NIGHT

NOON = china.at(2024, 3, 1, 12)
HOUR = timedelta(hours=1)
MICRO = timedelta(microseconds=1)
DAY = date(2024, 3, 1)


def ids(facts, known_at=None):
    return [one.id for one in known(facts, china, known_at=known_at)]


def told(name, recorded=NOON):
    return entry(name, at=NOON, recorded_at=recorded)


def gone(of, recorded=NOON, name=None):
    return withdrawal(name or f"not-{of}", at=recorded, of=of)


def test_facts_come_once_and_in_the_order_of_their_ids():
    """However often and in whatever order they are told."""
    a, b = told("a"), told("b")
    again = attrs.evolve(a, at=a.at.astimezone(china.zone))
    assert ids([b, a, a, again]) == ["a", "b"]


def test_one_id_with_two_contents_is_refused():
    """Which of them happened?"""
    other = told("a", NOON + HOUR)
    with pytest.raises(Malformed) as caught:
        known([told("a"), other], china)
    assert (caught.value.code, caught.value.field) == ("fact.clash", "a")
    assert ids([told("a"), other], NOON) == ["a"]


@pytest.mark.parametrize(
    ("recorded", "known_at", "found"),
    [
        (NOON, NOON, True),
        (NOON, NOON - MICRO, False),
        (DAY, china.end(DAY), True),
        (DAY, china.end(DAY) - MICRO, False),
        (NOON, None, True),
    ],
)
def test_what_was_recorded_later_was_not_known(recorded, known_at, found):
    """A day without an hour is known from its end on."""
    assert ids([told("a", recorded)], known_at) == (["a"] if found else [])


def test_an_instant_of_knowledge_has_a_zone():
    """As every other."""
    with pytest.raises(Malformed) as caught:
        known([], china, known_at=datetime(2024, 3, 1))
    assert (caught.value.code, caught.value.field) == ("value.naive", "known_at")


def test_a_withdrawn_fact_never_was():
    """From when the withdrawal was recorded on, whatever instant is asked about (trap 9)."""
    facts = [told("a"), told("b"), gone("a", NOON + HOUR)]
    assert ids(facts) == ["b"]
    assert ids(facts, NOON + HOUR) == ["b"]
    assert ids(facts, NOON + HOUR - MICRO) == ["a", "b"]


def test_a_withdrawal_of_nothing_does_nothing():
    """Its target may come later, or in another history."""
    assert ids([told("a"), gone("x")]) == ["a"]


@pytest.mark.parametrize(
    ("target", "by", "found"),
    [
        (NOON, NOON, []),
        (NOON, NOON - MICRO, ["a"]),
        (DAY, NOON, []),
        (NOON, DAY, []),
        (DAY, DAY, []),
        (DAY, NOON - 12 * HOUR, []),
        (DAY, NOON - 12 * HOUR - MICRO, ["a"]),
        (NOON, date(2024, 2, 29), ["a"]),
    ],
)
def test_a_withdrawal_names_a_fact_recorded_no_later_than_itself(target, by, found):
    """A day may have been any hour of it."""
    assert ids([told("a", target), gone("a", by)]) == found


def test_what_was_recorded_before_clocks_were_put_back_is_earlier():
    """Times of one changing zone compare by their clocks: a later fact would be withdrawn."""
    clock = datetime(2024, 10, 27, 2, 30, tzinfo=NIGHT)
    first, second = clock, clock.replace(fold=1)
    assert ids([told("a", second), gone("a", first)]) == ["a"]
    assert ids([told("a", first), gone("a", second)]) == []


def test_a_withdrawn_withdrawal_has_no_effect():
    """The last word on a fact counts."""
    facts = [told("a"), gone("a", NOON + HOUR), gone("not-a", NOON + 2 * HOUR)]
    assert ids(facts) == ["a"]
    assert ids(facts, NOON + HOUR) == []
    assert ids([*facts, gone("not-not-a", NOON + 3 * HOUR)]) == []
    assert ids([*facts, gone("a", NOON + 3 * HOUR, "again")]) == []


def test_withdrawals_in_a_ring_are_refused():
    """Recorded at one instant neither was first; a later one settles it."""
    ring = [told("a"), gone("y", NOON, "x"), gone("x", NOON, "y")]
    with pytest.raises(Malformed) as caught:
        known(ring, china)
    assert (caught.value.code, caught.value.field) == ("fact.withdrawal", "x")
    with pytest.raises(Malformed):
        known([gone("z", NOON, "z")], china)
    assert ids([*ring, gone("x", NOON + HOUR, "z")]) == ["a"]
    settled = [told("a"), gone("a", NOON, "x"), gone("x", NOON, "y"), gone("y", NOON, "x2")]
    assert ids(settled) == []


def test_a_long_chain_of_withdrawals_is_read():
    """A thousand of them are rubbish, and yet no reason to fall over."""
    chain = [told("w0")] + [gone(f"w{n}", NOON + n * MICRO, f"w{n + 1}") for n in range(3000)]
    assert ids(chain) == ["w0"]
    assert ids(chain[:-1]) == []


@st.composite
def corrected(draw):
    """Facts, withdrawals of them and of each other."""
    names = ["a", "b", *(f"w{i}" for i in range(5))]
    facts = [told("a"), told("b", NOON + HOUR)]
    for name in names[2:]:
        target = draw(st.sampled_from(names))
        facts.append(gone(target, NOON + draw(st.integers(0, 4)) * HOUR, name))
    return facts


def slow_known(facts, known_at):
    """Said again: go from the last recorded word to the first."""
    heard = [one for one in facts if one.recorded_at <= known_at]
    off = set()
    for one in sorted(heard, key=lambda one: one.recorded_at, reverse=True):
        target = next((f for f in heard if f.id == one.get("of")), None)
        if one.kind != "withdrawal" or one.id in off or target is None:
            continue
        if target.recorded_at <= one.recorded_at:
            off.add(target.id)
    return sorted(one.id for one in heard if one.kind != "withdrawal" and one.id not in off)


@given(corrected(), st.integers(0, 4), st.randoms(use_true_random=False))
def test_the_last_word_counts_and_the_order_of_telling_does_not(facts, hours, random):
    """Against a reading from the last word to the first, where no two are of one instant."""
    known_at = NOON + hours * HOUR
    times = [one.recorded_at for one in facts if one.kind == "withdrawal"]
    shuffled = list(facts)
    random.shuffle(shuffled)
    try:
        found = ids(facts, known_at)
    except Malformed:
        with pytest.raises(Malformed):
            ids(shuffled, known_at)
        return
    assert ids(shuffled, known_at) == found
    if len(set(times)) == len(times):
        assert found == slow_known(facts, known_at)


def paid(name, yuan, **more):
    return receipt(name, at=NOON, component="works", amount=Money(yuan * 100), **more)


def told_by(stored, rows, at):
    more = reconcile(stored, rows, at=at)
    now = [*stored, *more]
    assert reconcile(now, rows, at=at + HOUR) == ()
    return now


def amount_of(one):
    amount = one.get("amount")
    assert isinstance(amount, Money)
    return amount


def stands(facts):
    return sorted((one.id, amount_of(one).fen // 100) for one in known(facts, china))


def test_an_unchanged_row_gives_nothing_and_a_new_one_a_fact():
    """Its own fact, recorded when the host says."""
    rows = [paid("r1", 5, recorded_at=NOON + HOUR), paid("r2", 6)]
    assert reconcile([], rows, at=NOON + 2 * HOUR) == tuple(rows)
    assert reconcile(rows, rows, at=NOON + 2 * HOUR) == ()
    assert reconcile([], [], at=NOON) == ()


def test_an_edited_row_is_withdrawn_and_told_anew():
    """As often as it is edited, and what was known before stays as it was."""
    stored = told_by([], [paid("r1", 5, customer="C-1")], NOON)
    stored = told_by(stored, [paid("r1", 6, customer="C-1")], NOON + HOUR)
    assert stands(stored) == [("r1#2", 6)]
    assert [one.id for one in stored] == ["r1", "withdrawal:r1", "r1#2"]
    assert stored[1].customer == "C-1"
    assert {one.recorded_at for one in stored[1:]} == {NOON + HOUR}
    stored = told_by(stored, [paid("r1", 5, customer="C-1")], NOON + 3 * HOUR)
    assert stands(stored) == [("r1#3", 5)]
    assert [one.id for one in known(stored, china, known_at=NOON)] == ["r1"]
    assert [one.id for one in known(stored, china, known_at=NOON + HOUR)] == ["r1#2"]


def test_a_deleted_row_is_withdrawn_and_may_come_back():
    """Under a later version of its id."""
    stored = told_by([], [paid("r1", 5), paid("r2", 6)], NOON)
    stored = told_by(stored, [paid("r2", 6)], NOON + HOUR)
    assert stands(stored) == [("r2", 6)]
    stored = told_by(stored, [paid("r1", 5), paid("r2", 6)], NOON + 2 * HOUR)
    assert stands(stored) == [("r1#2", 5), ("r2", 6)]
    stored = told_by(stored, [], NOON + 3 * HOUR)
    assert stands(stored) == []


def test_a_row_whose_withdrawal_was_itself_withdrawn_stands():
    """Somebody mended the history by hand; the next run must not tell it twice."""
    stored = told_by([], [paid("r1", 5)], NOON)
    stored = told_by(stored, [], NOON + HOUR)
    stored.append(gone("withdrawal:r1", NOON + 2 * HOUR, "by-hand"))
    assert reconcile(stored, [paid("r1", 5)], at=NOON + 3 * HOUR) == ()
    stored = told_by(stored, [paid("r1", 7)], NOON + 3 * HOUR)
    assert stands(stored) == [("r1#2", 7)]
    assert stored[-2].id == "withdrawal:r1#2"


def test_rows_of_days_are_reconciled_within_the_day():
    """Recorded on a day and edited at noon of it: the new content must stand alone."""
    first = [receipt("r1", at=DAY, component="works", amount=Money(500))]
    stored = told_by([], first, NOON)
    second = [receipt("r1", at=DAY, component="works", amount=Money(600))]
    assert stands(told_by(stored, second, NOON)) == [("r1#2", 6)]


@pytest.mark.parametrize(
    ("rows", "code"),
    [([paid("r1", 1), paid("r1", 2)], "fact.clash"), ([paid("r1#2", 1)], "value.type")],
)
def test_the_id_of_a_row_is_its_own_and_no_later_version(rows, code):
    """Else an edit could not be told from another row."""
    with pytest.raises(Malformed) as caught:
        reconcile([], rows, at=NOON)
    assert caught.value.code == code


def test_an_id_may_hold_the_mark_of_versions_elsewhere():
    """Only a number at the end is a version."""
    stored = told_by([], [paid("shop#a", 1), paid("a#1b", 2)], NOON)
    assert stands(stored) == [("a#1b", 2), ("shop#a", 1)]


@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(1, 2), max_size=3), max_size=5)
)
def test_what_stands_is_what_the_table_says_now(tables):
    """After any edits, deletions and new rows."""
    stored: list[Fact] = []
    for hour, table in enumerate(tables):
        rows = [paid(name, yuan) for name, yuan in table.items()]
        stored = told_by(stored, rows, NOON + 2 * hour * HOUR)
        assert sorted((i.partition("#")[0], yuan) for i, yuan in stands(stored)) == sorted(
            table.items()
        )


def test_a_visit_told_on_paper_is_withdrawn_by_name():
    """Any kind may be withdrawn."""
    assert ids([visit("v1", at=DAY), gone("v1", NOON)]) == []


def test_two_withdrawals_that_are_both_withdrawn_leave_the_fact_standing():
    """Each word is weighed, not only the first that names it."""
    facts = (told("a"), gone("a", name="w1"), gone("a", name="w2"), gone("w1"), gone("w2"))
    assert ids(facts) == ["a"]
    assert ids(facts[:-1]) == []
