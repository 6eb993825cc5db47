"""The order of reception: who is next, and that it is fair."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.attribution import OnDays, Rota, Skip, next_receiver
from renoflow.calendars import china
from renoflow.codec import from_data, to_data
from renoflow.errors import Malformed
from renoflow.facts import dispute, turn, visit
from renoflow.limits import Stretch
from renoflow.select import Facts, Match
from renoflow.testing.scenarios import read_scenarios
from tests.reference.rota import next_in_list

FILE = Path(__file__).parents[1] / "scenarios" / "assignment" / "rota.toml"
MEMBERS = ("ann", "bo", "cy")
START = china.at(2024, 3, 1, 9)
WALK_INS = Facts(kinds=("visit",), where=(Match(field="names", op="none"),))


def changes(word):
    return Facts(kinds=("turn",), where=(Match(field="change", op="in", values=(word,)),))


def skips(place: Literal["keeps", "loses"]) -> tuple[Skip, ...]:
    """Away, called and not come, and barred: of the first two it is said what they cost."""
    away = Stretch(start=changes("absent"), stop=changes("present"))
    barred = Stretch(start=changes("barred"), stop=changes("cleared"))
    return (
        Skip(id="away", place=place, during=away),
        Skip(id="missed", place=place, missed=changes("skipped")),
        Skip(id="barred", place="loses", during=barred),
    )


PLAIN = Rota(
    id="hall",
    counts=WALK_INS,
    who="received_by",
    make_up=changes("make_up"),
    skips=skips("keeps"),
    source="ATT-27",
)


def ask(rota, facts, order=MEMBERS, at=START + timedelta(days=1)):
    return next_receiver(rota, facts, order, at, calendar=china, days="end")


def received(by, hour, *, names=None, minute=0):
    at = START + timedelta(hours=hour, minutes=minute)
    return visit(f"v{hour}:{minute}:{by}", at=at, received_by=by, names=names)


def changed(party, word, hour):
    at = START + timedelta(hours=hour)
    return turn(f"t{hour}:{party}:{word}", at=at, party=party, change=word)


def line(found):
    return [one.party for one in found.places]


CASES = read_scenarios(FILE.read_text(encoding="utf-8"), china)


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.rule}: {one.name}")
def test_the_catalogue_says_so(one):
    """Without it the order would be fair by somebody else's book."""
    rota = attrs.evolve(PLAIN, skips=skips(one.given.get("away", "keeps")))
    found = next_receiver(rota, one.facts, one.given["order"], one.at, calendar=china, days="end")
    assert found.party == (one.expect["next"] or None)
    assert line(found) == one.expect["line"]
    assert (found.rota, rota.source) == (one.expect["row"], "ATT-27")


def test_whoever_is_away_keeps_his_place_and_one_who_loses_it_does_not():
    """Bo is out when Cy receives: he is next, or he has to wait a whole round."""
    facts = (changed("bo", "absent", 0), received("ann", 1), received("cy", 2))
    back = (*facts, changed("bo", "present", 3))
    assert line(ask(PLAIN, back)) == ["bo", "ann", "cy"]
    assert line(ask(attrs.evolve(PLAIN, skips=skips("loses")), back)) == ["ann", "bo", "cy"]
    assert ask(PLAIN, facts).party == "ann"
    assert [one.skips for one in ask(PLAIN, facts).places] == [("away",), (), ()]
    assert [one.state for one in ask(PLAIN, facts).places] == ["out", "ready", "ready"]


def test_each_reason_says_what_becomes_of_the_place():
    """A meal must not cost what a sick day does, only because one rota has both."""
    meal = Stretch(start=changes("absent"), stop=changes("present"))
    sick = Stretch(start=changes("barred"), stop=changes("cleared"))
    rota = attrs.evolve(
        PLAIN,
        skips=(
            Skip(id="meal", place="keeps", during=meal),
            Skip(id="sick", place="loses", during=sick),
        ),
    )
    away = (changed("ann", "absent", 0), received("bo", 1))
    assert line(ask(rota, away)) == ["ann", "cy", "bo"]
    ill = (changed("ann", "barred", 0), received("bo", 1))
    assert line(ask(rota, ill)) == ["cy", "ann", "bo"]
    both = ask(rota, (changed("ann", "absent", 0), *ill))
    assert line(both) == ["cy", "ann", "bo"]
    assert both.places[1].skips == ("meal", "sick")


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (lambda: Skip(id="x", place="keeps"), "rota.skip", "during"),
        (
            lambda: Skip(
                id="x",
                place="keeps",
                missed=changes("skipped"),
                during=Stretch(start=changes("absent"), stop=changes("present")),
            ),
            "rota.skip",
            "during",
        ),
        (
            lambda: attrs.evolve(PLAIN, skips=skips("keeps")[:1] * 2),
            "policy.row_twice",
            "skips[1].id",
        ),
    ],
)
def test_a_skip_that_means_nothing_is_refused(make, code, field):
    """One that never lasts, or two of one name, would say something else than its text."""
    with pytest.raises(Malformed) as caught:
        make()
    assert (caught.value.code, caught.value.field) == (code, field)


def test_who_is_called_and_does_not_come_may_lose_his_place():
    """Without it one who always declines would always be called first."""
    facts = (changed("ann", "skipped", 1),)
    assert line(ask(PLAIN, facts)) == ["ann", "bo", "cy"]
    assert line(ask(attrs.evolve(PLAIN, skips=skips("loses")), facts)) == ["bo", "cy", "ann"]
    fewest = attrs.evolve(PLAIN, skips=skips("loses"), order="fewest")
    assert [one.turns for one in ask(fewest, facts).places] == [0, 0, 1]


def test_who_is_barred_is_not_called_and_loses_his_place():
    """A bar is a penalty, and would be none if the place were kept."""
    facts = (changed("ann", "barred", 0), received("bo", 1))
    assert ask(PLAIN, facts).party == "cy"
    assert line(ask(PLAIN, (*facts, changed("ann", "cleared", 2)))) == ["cy", "ann", "bo"]


def test_a_make_up_goes_first_once():
    """Without it a turn that was taken from somebody would never come back, or for ever."""
    owed = (received("ann", 1), changed("ann", "make_up", 2))
    assert (ask(PLAIN, owed).party, ask(PLAIN, owed).places[0].make_ups) == ("ann", 1)
    used = (*owed, received("ann", 3))
    assert line(ask(PLAIN, used)) == ["bo", "cy", "ann"]
    assert ask(PLAIN, used).places[2].turns == 2


def test_a_customer_who_names_somebody_uses_no_turn():
    """Without it whoever is recommended would never get a walk-in."""
    facts = (received("ann", 1, names="ann"),)
    assert line(ask(PLAIN, facts)) == ["ann", "bo", "cy"]
    every = attrs.evolve(PLAIN, counts=Facts(kinds=("visit",)))
    assert line(ask(every, facts)) == ["bo", "cy", "ann"]


def test_the_fewest_turns_come_first_and_equals_by_their_wait():
    """Without it a newcomer would be called as if he had a year of turns behind him."""
    fewest = attrs.evolve(PLAIN, order="fewest")
    facts = (received("cy", 1), received("ann", 2), received("cy", 3))
    assert line(ask(fewest, facts)) == ["bo", "ann", "cy"]
    assert [one.turns for one in ask(fewest, facts).places] == [0, 1, 2]


def test_lanes_take_turns():
    """Old hands and newcomers, two to one: each lane has an order of its own."""
    lanes = attrs.evolve(PLAIN, order="lanes", lanes=("old", "old", "new"))
    orders = {"old": ("ann", "bo"), "new": ("cy", "di")}
    found = ask(lanes, (), orders)
    assert (found.order, line(found)) == ("old", ["ann", "bo", "cy", "di"])
    facts = (received("ann", 1), received("bo", 2))
    found = ask(lanes, facts, orders)
    assert (found.order, found.party) == ("new", "cy")
    away = (*facts, changed("cy", "absent", 0), changed("di", "absent", 0))
    assert (ask(lanes, away, orders).order, ask(lanes, away, orders).party) == ("old", "ann")
    cy_and_on = (*facts, received("cy", 3))
    assert line(ask(lanes, cy_and_on, orders)) == ["ann", "bo", "di", "cy"]


def test_a_member_of_two_lanes_stands_once_in_the_line():
    """Without it he would be called twice for one place."""
    lanes = attrs.evolve(PLAIN, order="lanes", lanes=("old", "new"))
    found = ask(lanes, (), {"old": ("ann", "bo"), "new": ("ann", "cy")})
    assert line(found) == ["ann", "cy", "bo"]


@pytest.mark.parametrize(
    ("day", "hour", "order"),
    [
        (1, 9, "odd"),
        (2, 9, "rest"),
        (4, 9, "monday"),
        (3, 14, "odd"),
        (10, 10, "off"),
        (10, 9, "rest"),
        (5, 9, "odd"),
    ],
)
def test_which_order_is_used_depends_on_the_day(day, hour, order):
    """Odd and even days, weekdays, days off and hours are data; the first that fits."""
    rota = attrs.evolve(
        PLAIN,
        choose=(
            OnDays(order="monday", weekdays=(0,), days="working"),
            OnDays(order="off", days="off", hours=(10, 12)),
            OnDays(order="odd", days="odd"),
            OnDays(order="rest"),
        ),
    )
    orders = dict.fromkeys(("monday", "off", "odd", "rest"), MEMBERS)
    at = china.at(2024, 3, day, hour)
    assert ask(rota, (), orders, at).order == order


def test_an_order_that_fits_nothing_is_malformed():
    """Without it the first name of a list would be called."""
    for rota, order in (
        (PLAIN, ("ann", "ann")),
        (PLAIN, {}),
        (PLAIN, {"a": ("ann",), "b": ("bo",)}),
        (attrs.evolve(PLAIN, choose=(OnDays(order="x", days="odd"),)), {"y": ("ann",)}),
        (attrs.evolve(PLAIN, choose=(OnDays(order="x", weekdays=(0,)),)), {"x": ("ann",)}),
        (attrs.evolve(PLAIN, order="lanes", lanes=("old",)), {"new": ("ann",)}),
    ):
        with pytest.raises(Malformed) as caught:
            ask(rota, (), order, at=china.at(2024, 3, 1, 10))
        assert caught.value.code == "rota.order"


def test_a_rota_that_says_nothing_is_malformed():
    """Without it a slip in a file would be read as a fair order."""
    for said, code in (
        ({"order": "lanes"}, "value.missing"),
        ({"lanes": ("a",)}, "value.missing"),
        ({"order": "lanes", "lanes": ("a",), "choose": (OnDays(order="a"),)}, "rota.choose"),
    ):
        with pytest.raises(Malformed) as caught:
            attrs.evolve(PLAIN, **said)
        assert caught.value.code == code
    for days, code in (
        ({"weekdays": (7,)}, "span.weekday"),
        ({"hours": (9, 9)}, "calendar.hours"),
    ):
        with pytest.raises(Malformed) as caught:
            OnDays(order="a", **days)
        assert caught.value.code == code


def test_nobody_there_is_nobody():
    """Without it a customer would be sent to somebody who is at home."""
    facts = tuple(changed(one, "absent", 0) for one in MEMBERS)
    assert ask(PLAIN, facts).party is None
    assert ask(PLAIN, (), ()).places == ()
    both = (changed("ann", "absent", 1), changed("ann", "present", 1))
    assert ask(PLAIN, both).party == "ann"


def test_it_is_written_as_data_and_read_back():
    """Without it a company could not keep its rota in a file."""
    rota = attrs.evolve(PLAIN, choose=(OnDays(order="a", days="odd", hours=(9, 12)),))
    assert from_data(to_data(rota), Rota) == rota


def test_several_may_receive_together():
    """A field that names two moves both, in the order in which they stood."""
    rota = Rota(id="r", counts=Facts(kinds=("dispute",)), who="claims")
    facts = (dispute("d", at=START, claims=("bo", "ann", "zed")),)
    assert line(ask(rota, facts)) == ["cy", "ann", "bo"]
    nobody = (dispute("d", at=START),)
    assert line(ask(rota, nobody)) == list(MEMBERS)


# --- laws ---------------------------------------------------------------------------------

members = st.sampled_from(MEMBERS)
words = st.sampled_from(["absent", "present", "barred", "cleared", "make_up", "skipped"])
histories = st.lists(
    st.one_of(
        st.builds(received, members, st.integers(0, 9)),
        st.builds(changed, members, words, st.integers(0, 9)),
    ),
    max_size=10,
    unique_by=lambda one: one.id,
)
rotas = st.builds(
    lambda skip, order: attrs.evolve(PLAIN, skips=skips(skip), order=order),
    st.sampled_from(["keeps", "loses"]),
    st.sampled_from(["list", "fewest"]),
)


@given(rotas, histories, st.randoms(use_true_random=False))
def test_the_order_of_recording_never_matters(rota, facts, random):
    """Without it two screens would call two people."""
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert ask(rota, shuffled) == ask(rota, facts)


@given(rotas, histories, st.integers(0, 9))
def test_what_comes_later_never_matters(rota, facts, hour):
    """Without it the line at noon would depend on the evening."""
    at = START + timedelta(hours=hour)
    assert ask(rota, facts, at=at) == ask(rota, [one for one in facts if one.at <= at], at=at)


@given(rotas, histories)
def test_the_line_has_everybody_once_and_calls_only_who_is_there(rota, facts):
    """Without it somebody could be forgotten for good."""
    found = ask(rota, facts)
    assert sorted(line(found)) == sorted(MEMBERS)
    ready = [one.party for one in found.places if one.state == "ready"]
    assert found.party == (ready[0] if ready else None)


@given(st.sampled_from(["keeps", "loses"]), st.permutations(MEMBERS), st.integers(0, 7))
def test_over_a_full_round_each_one_present_receives_once(skip, order, away):
    """Without it the order would be no order."""
    rota = attrs.evolve(PLAIN, skips=skips(skip))
    out = [one for place, one in enumerate(order) if away >> place & 1]
    facts = [changed(one, "absent", 0) for one in out]
    called = []
    for hour in range(1, len(order) - len(out) + 1):
        found = ask(rota, facts, order)
        called.append(found.party)
        facts.append(received(found.party, hour))
    assert called == [one for one in order if one not in out]


@given(
    st.sampled_from(["keeps", "loses"]),
    st.lists(st.tuples(st.sets(members, max_size=2), st.sets(members, max_size=2)), max_size=6),
)
def test_the_line_is_that_of_whoever_waited_longest(skip, events):
    """Compared with the slow statement, which asks each one when his last turn was."""
    facts = []
    gone: set[str] = set()
    for hour, (taken, away) in enumerate(events):
        facts += [changed(one, "absent", 2 * hour) for one in away - gone]
        facts += [changed(one, "present", 2 * hour) for one in gone - away]
        facts += [received(one, 2 * hour + 1) for one in taken]
        gone = away
    found = ask(attrs.evolve(PLAIN, skips=skips(skip)), facts)
    assert line(found) == next_in_list(list(MEMBERS), events, skip=skip)
