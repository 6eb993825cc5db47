"""What moves an end, on both sides of each edge. The end of January 2024 is a Wednesday."""

import pytest

from renoflow.calendars import china
from renoflow.errors import SENTENCES, Malformed
from renoflow.limits import (
    Extension,
    Grace,
    Limit,
    LimitState,
    Stretch,
    compile_limits,
    state,
)
from renoflow.periods import (
    CALENDAR,
    ELAPSED,
    LEGAL,
    days,
    hours,
    months,
    until,
    working_days,
    years,
)
from renoflow.select import Anchor, Facts, Match, Row, Table, Test
from tests.limits.histories import MICRO, ZERO, at, happened, of, place

TWO_DAYS = days(2, counting=CALENDAR)
END = china.end(china.day(ZERO).replace(month=2, day=2))
PAUSE = Stretch(start=of("pause"), stop=of("resume"))
HOLD = Stretch(start=of("hold"), stop=of("release"))


def read(facts=(), upto=END, **fields):
    """The state of a limit of two days from the end of January."""
    return state(Limit(**{"id": "limit", "span": TWO_DAYS, **fields}), place(facts, upto))


def duty(facts=(), upto=END, **fields):
    return read(facts, upto, **{"needs": of("need"), **fields})


def end_of(month, day):
    return china.end(china.day(china.at(2024, month, day)))


@pytest.mark.parametrize(
    ("when", "upto", "status"),
    [
        (END, END, "met"),
        (END + MICRO, END, "open"),
        (END + MICRO, END + MICRO, "met_late"),
        (ZERO, ZERO, "met"),
        (ZERO - MICRO, END, "open"),
        (ZERO - MICRO, END + MICRO, "missed"),
    ],
)
def test_a_fact_on_the_last_instant_counts_and_one_later_is_late(when, upto, status):
    """Off by a microsecond, somebody loses a customer at midnight (2.4)."""
    plain = duty([happened("need", when)], upto)
    moving = duty([happened("need", when)], upto, cap=years(1, counting=CALENDAR))
    assert plain == moving
    assert plain.status == status
    assert plain.last == END
    assert plain.met_at == (when if status.startswith("met") else None)
    assert plain.missing == (0 if status.startswith("met") else 1)


@pytest.mark.parametrize(("upto", "status"), [(END, "open"), (END + MICRO, "over")])
@pytest.mark.parametrize("more", [{}, {"cap": years(1, counting=CALENDAR)}])
def test_a_protection_runs_to_its_last_instant(upto, status, more):
    """Expiry is a microsecond later, so that it never ties with a fact."""
    assert read((), upto, **more).status == status
    assert read((), upto, **more).missing == 0


def test_a_day_without_an_hour_counts_on_the_last_day_and_not_on_the_next():
    """Paper has no hour; it must not be late for that."""
    second = china.day(END)
    assert duty([happened("need", second)]).status == "met"
    third = second.replace(day=3)
    assert duty([happened("need", third)], at(9)).status == "met_late"


def test_a_limit_without_a_span_never_ends():
    """`No span = no end`: somebody may still have to do it."""
    assert duty((), at(120), span=None) == LimitState(
        limit="limit", status="open", start=ZERO, missing=1
    )
    far = duty([happened("need", at(99))], at(120), span=None, waived_by=of("waive"))
    assert (far.status, far.last) == ("met", None)


def test_nothing_moves_a_limit_without_an_end():
    """There is no end that a grant, a pause or a restart could move."""
    facts = [happened(kind, at(1)) for kind in ("grant", "pause", "restart")]
    moved = read(
        facts,
        at(9),
        span=None,
        extend=Extension(on=of("grant"), span=TWO_DAYS),
        pause=PAUSE,
        restart=of("restart"),
    )
    assert (moved.status, moved.last, moved.facts) == ("open", None, ())


def test_the_opening_fact_does_not_meet_its_own_limit():
    """A filing that needs a filing would be met by being filed (trap 3)."""
    opening = happened("need", ZERO, "opening")
    other = happened("need", ZERO, "other")
    for more in ({}, {"waived_by": of("waive")}):
        limit = Limit(id="limit", span=TWO_DAYS, needs=of("need"), **more)
        assert state(limit, place([opening], END, opening=opening)).status == "open"
        met = state(limit, place([opening, other], END, opening=opening))
        assert (met.status, met.facts) == ("met", ("opening", "other"))


@pytest.mark.parametrize("count", [2, 3])
def test_so_many_facts_are_needed(count):
    """Two calls are not one call."""
    facts = [happened("need", at(1), "n1"), happened("need", at(2), "n2")]
    found = duty(facts, count=count)
    assert found.status == ("met" if count == 2 else "open")
    assert found.missing == count - 2
    assert found.facts == ("n1", "n2")
    assert found.met_at == (at(2) if count == 2 else None)


@pytest.mark.parametrize(
    ("lead", "when", "counts"),
    [
        (hours(12), at(1), True),
        (hours(12), at(1, -1), False),
        (days(1, counting=CALENDAR), at(2), True),
        (days(1, counting=CALENDAR), at(2, -1), False),
        (until("day"), at(0), True),
    ],
)
@pytest.mark.parametrize("early", ["ignore", "void"])
def test_a_fact_before_the_lead_is_ignored_or_counts_against(lead, when, counts, early):
    """Registered on the 30th for a visit on the 31st is one day ahead (FILE-11)."""
    found = duty([happened("need", when)], lead=lead, early=early)
    if counts:
        assert found.status == "met"
    else:
        assert found.status == ("open" if early == "ignore" else "early")
        assert found.met_at == (None if early == "ignore" else when)
        assert found.missing == (1 if early == "ignore" else 0)
    assert found.last == END


@pytest.mark.parametrize(
    ("when", "last"),
    [(END, end_of(2, 4)), (END + MICRO, END), (ZERO, END), (ZERO - MICRO, END)],
)
def test_a_restart_inside_counts_anew_and_one_after_the_end_does_nothing(when, last):
    """A claim that is gone is not revived by a late call."""
    found = read([happened("restart", when)], at(30), restart=of("restart"))
    assert (found.status, found.last) == ("over", last)
    assert found.facts == (("restart",) if last != END else ())


def test_a_restart_shortens_nothing():
    """Only a later end is kept (trap 19)."""
    facts = [happened("grant", at(1)), happened("restart", at(2))]
    extend = Extension(on=of("grant"), span=days(5, counting=CALENDAR))
    found = read(facts, restart=of("restart"), extend=extend)
    assert found.last == end_of(2, 7)
    assert found.facts == ("grant",)


def test_after_a_restart_count_and_lead_begin_anew():
    """Two calls since the visit are not one before and one after."""
    facts = [
        happened("need", at(1), "n1"),
        happened("restart", at(2)),
        happened("need", at(2), "n2"),
        happened("need", at(3), "n3"),
    ]
    assert duty(facts, at(2), count=2, restart=of("restart")).status == "met"
    assert duty(facts[1:], at(2), count=2, restart=of("restart")).missing == 1
    assert duty(facts, at(2), count=3, restart=of("restart")).missing == 2
    late = duty(facts, at(5), count=2, lead=hours(12), restart=of("restart"))
    assert late.status == "met"
    assert late.met_at == at(2)
    anew = duty(facts[1:], at(5), count=2, lead=hours(12), restart=of("restart"))
    assert anew.missing == 1


@pytest.mark.parametrize(("when", "moved"), [(END, True), (END + MICRO, False)])
def test_a_grant_on_the_last_instant_extends_and_a_later_one_does_nothing(when, moved):
    """An extension after the end would revive what others were told is free."""
    extend = Extension(on=of("grant"), span=days(1, counting=CALENDAR))
    found = read([happened("grant", when)], at(30), extend=extend)
    assert found.last == (end_of(2, 3) if moved else END)


def test_grants_add_up_as_often_as_is_allowed():
    """The third extension of at most two is none."""
    facts = [happened("grant", at(1), f"g{i}") for i in range(3)]
    for most, last in ((None, 5), (2, 4), (1, 3)):
        extend = Extension(on=of("grant"), span=days(1, counting=CALENDAR), most=most)
        found = read(facts, extend=extend)
        assert found.last == end_of(2, last)
        assert len(found.facts) == last - 2


@pytest.mark.parametrize(
    ("span", "by", "last"),
    [
        (months(1, counting=CALENDAR), months(1, counting=CALENDAR), (3, 31)),
        (months(1, counting=CALENDAR), months(1, counting=LEGAL), (3, 29)),
        (months(1, counting=CALENDAR), days(30, counting=CALENDAR), (3, 30)),
        (until("month"), months(1, counting=CALENDAR), (2, 29)),
        (months(1, counting=CALENDAR), until("month", 1), (3, 31)),
        (days(2, counting=LEGAL), days(1, counting=LEGAL), (2, 4)),
    ],
)
def test_a_month_is_added_to_the_count_and_all_else_to_the_old_end(span, by, last):
    """A month from 31 January, extended by a month, ends on 31 March, not on the 29th."""
    found = read([happened("grant", at(1))], span=span, extend=Extension(on=of("grant"), span=by))
    assert found.last == end_of(*last)


def test_a_grant_over_a_holiday_moves_the_end_that_had_rolled():
    """Added to the count, a day granted at the end of a long holiday would be nothing."""
    opened = china.at(2024, 9, 29)
    limit = Limit(
        id="limit",
        span=days(2, counting=LEGAL),
        extend=Extension(on=of("grant"), span=days(1, counting=LEGAL)),
    )
    fact = happened("grant", china.at(2024, 10, 3))
    assert state(limit, place([], opened, opened)).last == end_of(10, 8)
    assert state(limit, place([fact], china.at(2024, 10, 3), opened)).last == end_of(10, 9)


@pytest.mark.parametrize(
    ("span", "begin", "stop", "last"),
    [
        (TWO_DAYS, at(1), at(5), end_of(2, 4)),
        (TWO_DAYS, at(1), at(1, 1), END),
        (hours(48), at(1), at(4), at(7)),
        (days(2, counting=ELAPSED), at(1), at(4), at(7)),
        (TWO_DAYS, END, at(7), end_of(2, 3)),
        (TWO_DAYS, END + MICRO, at(7), END),
        (TWO_DAYS, at(-4), at(2), end_of(2, 3)),
        (TWO_DAYS, at(-4), at(-2), END),
        (TWO_DAYS, at(-4), ZERO, END),
        (days(2, counting=LEGAL), at(1), at(3), end_of(2, 4)),
        (working_days(2), at(1), at(3), end_of(2, 4)),
        (days(6, counting=CALENDAR, roll="next_working"), at(1), at(11), end_of(2, 18)),
        (days(6, counting=CALENDAR), at(1), at(11), end_of(2, 11)),
    ],
)
def test_a_pause_moves_the_end_by_what_was_lost_from_the_anchor_on(span, begin, stop, last):
    """Days by the dates crossed, hours exactly, and none of it before the anchor."""
    facts = [happened("pause", begin), happened("resume", stop)]
    found = read(facts, at(60), span=span, pause=PAUSE)
    assert found.last == last


def test_while_a_pause_lasts_nothing_ends_and_the_end_is_not_known():
    """A limit that stands still cannot run out."""
    facts = [happened("pause", at(3)), happened("need", at(50))]
    assert read(facts, at(40), pause=PAUSE).status == "open"
    assert read(facts, at(40), pause=PAUSE).last is None
    found = duty(facts, at(50), pause=PAUSE)
    assert (found.status, found.last) == ("met", None)
    after = duty([*facts, happened("resume", at(52))], at(60), pause=PAUSE)
    assert after.last == end_of(2, 27)
    assert after.facts == ("pause", "resume", "need")


def test_pauses_do_not_add_up_while_they_overlap():
    """The union counts: a second pause in the first loses no more time."""
    facts = [
        happened("pause", at(1), "p1"),
        happened("pause", at(2), "p2"),
        happened("resume", at(3), "r1"),
        happened("resume", at(4), "r2"),
    ]
    found = read(facts, at(60), span=hours(24), pause=PAUSE)
    assert found.last == at(4)
    assert found.facts == ("p1", "r1")


def test_a_pause_that_begins_and_stops_on_one_day_without_hours_is_none():
    """Read at one instant, an order of the two would pause for ever."""
    day = china.day(at(2))
    facts = [happened("pause", day), happened("resume", day)]
    assert read(facts, at(60), pause=PAUSE).last == END
    lasting = [happened("pause", at(1), "p0"), *facts]
    assert read(lasting, at(60), pause=PAUSE).last is None


def test_a_limit_of_days_never_ends_inside_a_pause():
    """A grant of hours may put the end in the middle of a day on which time stands still."""
    facts = [happened("grant", at(1)), happened("pause", at(6)), happened("resume", at(7))]
    extend = Extension(on=of("grant"), span=hours(3))
    found = read(facts, at(60), extend=extend, pause=PAUSE)
    assert found.last == at(7)


def test_a_pause_after_the_duty_was_met_moves_nothing():
    """Early fulfilment does not move the end, and nor does what comes after it."""
    facts = [happened("need", at(1)), happened("pause", at(2)), happened("resume", at(9))]
    assert duty(facts, at(60), pause=PAUSE).last == END


@pytest.mark.parametrize(
    ("begin", "stop", "last"),
    [
        (at(1), at(9), at(9)),
        (at(1), at(1, 1), END),
        (at(1), END, END),
        (at(1), END + MICRO, END + MICRO),
        (END, at(9), at(9)),
        (END + MICRO, at(9), END),
        (at(-9), at(9), at(9)),
        (at(1), at(61), None),
    ],
)
def test_a_hold_that_lasts_at_the_end_puts_it_off(begin, stop, last):
    """Time does run in a hold, but the limit does not end in it."""
    facts = [happened("hold", begin), happened("release", stop)]
    found = read(facts, at(60), hold=HOLD)
    assert (found.status, found.last) == ("open" if last is None else "over", last)


def test_holds_may_follow_each_other():
    """The second hold lasts where the first one ends: it puts the end off again."""
    facts = [
        happened("hold", at(1), "h1"),
        happened("release", at(8), "r1"),
        happened("hold", at(8, 0), "h2"),
        happened("release", at(9), "r2"),
    ]
    # a start and a stop at once leave the first hold as it was
    assert read(facts, at(60), hold=HOLD).last == at(9)


def test_a_grant_in_a_hold_moves_the_end_of_the_hold():
    """The old end is over; the present one is not known before the hold is."""
    facts = [happened("hold", at(1)), happened("grant", at(8)), happened("release", at(9))]
    extend = Extension(on=of("grant"), span=hours(12))
    assert read(facts, at(60), hold=HOLD, extend=extend).last == at(10)
    assert read(facts, at(8), hold=HOLD, extend=extend).last is None


def test_an_end_that_a_hold_puts_off_still_rests_on_what_moved_it():
    """Without it the pause that carried the limit into the hold would not be cited."""
    facts = [
        happened("pause", at(1), "p1"),
        happened("resume", at(1, 6), "p2"),
        happened("hold", at(2), "h1"),
        happened("release", at(9), "h2"),
    ]
    assert set(read(facts, at(60), hold=HOLD, pause=PAUSE).facts) == {"p1", "p2", "h1", "h2"}
    assert read(facts[2:], at(60), hold=HOLD, pause=PAUSE).facts == ("h1", "h2")


def test_what_is_done_in_a_hold_is_in_time():
    """And the end is that of the hold, once it is known."""
    facts = [happened("hold", at(1)), happened("need", at(8)), happened("release", at(9))]
    met = duty(facts, at(60), hold=HOLD)
    assert (met.status, met.last) == ("met", at(9))
    assert met.facts == ("hold", "release", "need")
    assert duty(facts, at(8), hold=HOLD).last is None


def test_a_restart_in_a_hold_counts_anew():
    """It is inside, as the limit has not ended."""
    facts = [happened("hold", at(1)), happened("restart", at(8)), happened("release", at(9))]
    found = read(facts, at(60), hold=HOLD, restart=of("restart"))
    assert found.last == end_of(2, 6)


@pytest.mark.parametrize(
    ("upto", "status", "in_grace"),
    [(END, "open", False), (END + MICRO, "open", True), (at(7), "open", False)],
)
def test_grace_is_a_second_end(upto, status, in_grace):
    """Within it the claim still lives, and says so."""
    found = read((), upto, grace=Grace(span=hours(12)))
    inside = upto <= END + 12 * 60 * 60 * 10**6 * MICRO
    assert found.status == (status if inside else "over")
    assert found.in_grace is (in_grace and inside)
    assert found.last == END


@pytest.mark.parametrize("kind", ["need", "restart"])
@pytest.mark.parametrize(("late", "cured"), [(0, True), (1, False)])
def test_a_cure_in_grace_undoes_the_end_and_one_after_it_does_not(kind, late, cured):
    """That is what the second end is for."""
    grace = Grace(span=hours(12))
    when = END + 12 * 60 * 60 * 10**6 * MICRO + late * MICRO
    fields = {"restart": of("restart")} if kind == "restart" else {"needs": of("need")}
    found = read([happened(kind, when)], when, grace=grace, **fields)
    if kind == "need":
        assert found.status == ("met" if cured else "met_late")
    else:
        assert found.status == ("open" if cured else "over")
        assert found.last == (end_of(2, 5) if cured else END)


def test_grace_from_a_notice_has_no_end_before_the_notice():
    """Nobody loses a customer by a warning that was not given."""
    grace = Grace(span=hours(12), notice=of("notice"))
    assert read((), at(60), grace=grace).in_grace
    early = happened("notice", END)
    assert read([early], at(60), grace=grace).in_grace
    given = [happened("notice", at(10)), happened("notice", at(20), "again")]
    assert read(given, at(11), grace=grace).in_grace
    found = read(given, at(11, 1), grace=grace)
    assert (found.status, found.facts) == ("over", ("notice",))
    cured = duty([*given, happened("need", at(9))], at(60), grace=grace)
    assert (cured.status, cured.facts) == ("met", ("need",))


def test_after_a_cure_there_is_another_grace():
    """The second end is that of the present end, not of the first."""
    grace = Grace(span=hours(12), notice=of("notice"))
    facts = [happened("notice", at(7)), happened("restart", at(8))]
    found = read(facts, at(60), grace=grace, restart=of("restart"))
    assert (found.in_grace, found.last) == (True, end_of(2, 6))


@pytest.mark.parametrize("what", ["restart", "grant", "pause", "hold"])
def test_nothing_moves_the_end_beyond_the_cap(what):
    """However often it is renewed, it ends."""
    facts = [happened(what, at(n), f"{what}{n}") for n in (1, 3, 5, 7)]
    found = read(
        facts,
        at(60),
        cap=days(3, counting=CALENDAR),
        restart=of("restart"),
        extend=Extension(on=of("grant"), span=TWO_DAYS),
        pause=PAUSE,
        hold=HOLD,
    )
    assert (found.status, found.last) == ("over", end_of(2, 3))


@pytest.mark.parametrize("what", ["pause", "hold"])
def test_a_cap_ends_a_limit_whose_end_is_not_known(what):
    """On the cap it is open still, a microsecond later it is over."""
    fields = {"cap": days(3, counting=CALENDAR), "pause": PAUSE, "hold": HOLD}
    facts = [happened(what, at(1)), happened("release", at(30))]
    assert read(facts, end_of(2, 3), **fields).status == "open"
    assert read(facts, end_of(2, 3), **fields).last is None
    assert read(facts, end_of(2, 3) + MICRO, **fields).status == "over"


def test_a_cap_before_the_end_is_the_end():
    """Also where a hold lasts there."""
    cap = days(1, counting=CALENDAR)
    assert read((), cap=cap).last == end_of(2, 1)
    held = read([happened("hold", at(1))], cap=cap, hold=HOLD)
    assert (held.status, held.last) == ("over", end_of(2, 1))
    spent = read([happened("restart", at(4))], at(4), cap=cap, restart=of("restart"))
    assert spent.status == "over"
    grace = {"cap": cap, "grace": Grace(span=TWO_DAYS), "restart": of("restart")}
    assert read([happened("restart", at(5))], at(5), **grace).facts == ()


@pytest.mark.parametrize(
    ("fields", "when", "status"),
    [
        ({"needs": of("need")}, END, "waived"),
        ({"needs": of("need")}, END + MICRO, "waived"),
        ({"needs": of("need")}, ZERO, "waived"),
        ({"needs": of("need")}, ZERO - MICRO, "missed"),
        ({}, END, "waived"),
        ({}, END + MICRO, "over"),
        ({"grace": Grace(span=TWO_DAYS)}, END + MICRO, "waived"),
    ],
)
def test_a_duty_may_be_waived_late_and_a_protection_only_while_it_runs(fields, when, status):
    """What is over protects nobody any more; what was missed may be pardoned."""
    found = read([happened("waive", when)], at(60), waived_by=of("waive"), **fields)
    assert found.status == status
    assert found.missing == (1 if status == "missed" else 0)


def test_what_was_done_and_pardoned_at_once_was_done():
    """The fact counts; a pardon of it is not needed."""
    facts = [happened("waive", at(1), "a"), happened("need", at(1), "b")]
    assert duty(facts, waived_by=of("waive")).status == "met"


def test_the_length_may_depend_on_what_was_known_when_it_began():
    """A window by value is read once, when it is armed (R18)."""
    table = Table(
        by="field",
        field="class",
        facts=Facts(kinds=("open",)),
        rows=(Row(values=("big",), gives=days(9, counting=CALENDAR)), Row(gives=TWO_DAYS)),
    )
    small, big = (
        happened("open", ZERO - MICRO, "o1", **{"class": "small"}),
        happened("open", ZERO, "o2", **{"class": "big"}),
    )
    later = happened("open", ZERO + MICRO, "o3", **{"class": "big"})
    assert read([small], span=table).last == END
    found = read([small, big], span=table)
    assert (found.last, found.facts) == (end_of(2, 9), ("o2",))
    assert read([small, later], span=table).last == END


@pytest.mark.parametrize(
    ("fields", "provisional"),
    [
        ({"span": days(4, counting=LEGAL)}, False),
        ({"span": days(5, counting=LEGAL)}, True),
        ({"span": days(5, counting=CALENDAR)}, False),
        ({"span": hours(36), "grace": Grace(span=days(5, counting=LEGAL))}, True),
        ({"span": days(9, counting=CALENDAR), "cap": days(5, counting=LEGAL)}, True),
        ({"span": days(3, counting=CALENDAR), "cap": days(5, counting=LEGAL)}, False),
        ({"span": days(1, counting=LEGAL), "pause": PAUSE}, True),
    ],
)
def test_an_end_on_a_day_that_nobody_has_arranged_yet_is_provisional(fields, provisional):
    """The notice for 2027 may make it a day off."""
    opened = china.at(2026, 12, 27)
    facts = [happened("pause", china.at(2026, 12, 27)), happened("resume", china.at(2027, 1, 2))]
    limit = Limit(id="limit", **fields)
    found = state(limit, place(facts, china.at(2027, 1, 20), opened))
    assert found.provisional is provisional


def test_a_limit_applies_only_if_its_tests_hold_when_it_is_armed():
    """What comes later does not arm it, nor disarm it."""
    test = Test(facts=of("open"))
    for when, status in ((ZERO, "open"), (ZERO - MICRO, "open"), (ZERO + MICRO, "unarmed")):
        assert read([happened("open", when)], when=(test,)).status == status
    assert read([happened("open", ZERO)], when=(test,)).facts == ("open",)
    negated = Test(facts=of("open"), negated=True)
    assert read([happened("open", ZERO + MICRO)], when=(negated,)).status == "open"
    assert read([happened("open", ZERO)], when=(negated,)).status == "unarmed"


@pytest.mark.parametrize(("upto", "status"), [(at(2, -1), "unarmed"), (at(2), "open")])
def test_a_limit_is_armed_when_its_anchor_has_come(upto, status):
    """Before, there is no end to tell anybody."""
    anchor = Anchor(of="first", facts=of("open"))
    found = read([happened("open", at(2))], upto, anchor=anchor)
    assert found.status == status
    assert found.start == (at(2) if status == "open" else None)
    plus = Anchor(plus=hours(24))
    assert read((), upto, anchor=plus).status == status


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"count": 0}, "value.type"),
        ({"anchor": Anchor(of="limit", limit="limit")}, "limit.order"),
    ],
)
def test_a_limit_that_says_nothing_is_refused(fields, code):
    """With a sentence that names the way out."""
    with pytest.raises(Malformed) as caught:
        Limit(id="limit", **fields)
    assert caught.value.code == code
    assert code in SENTENCES
    assert "{" not in str(caught.value)


def test_limits_of_one_list_have_ids_of_their_own():
    """A verdict cites a limit by its id."""
    with pytest.raises(Malformed) as caught:
        compile_limits([Limit(id="a"), Limit(id="a")])
    assert (caught.value.code, caught.value.field) == ("limit.twice", "[1].id")


def test_a_field_may_restrict_what_moves_a_limit():
    """An extension of another limit extends this one not at all."""
    mine = Facts(kinds=("grant",), where=(Match(field="of", op="in", values=("x",)),))
    extend = Extension(on=mine, span=TWO_DAYS)
    assert read([happened("grant", at(1), of="y")], extend=extend).last == END
    assert read([happened("grant", at(1), of="x")], extend=extend).last == end_of(2, 4)
