"""When an answer changes by itself, and which days off it hangs on that nobody knows yet."""

from typing import Any

import attrs
import pytest

from renoflow.attribution import Approval, Ground, Outcome, Pick, obligations, why
from renoflow.attribution.policy import ClaimLimit
from renoflow.attribution.records import Case
from renoflow.calendars import china
from renoflow.facts import fact
from renoflow.limits import Limit, Stretch
from renoflow.periods import hours, working_days
from renoflow.select import Anchor, Facts, Test
from renoflow.words import text
from tests.attribution.test_judge import DAY_LONG, FILED, HOUR, NOON, TICK, ask, court, filing

STEP = Approval(id="desk", role="desk", on=Facts(kinds=("approval",)), within=hours(2))
OWNS = Ground(id="owns", pick=Pick(claims=("filed",)))
WAITS = Ground(
    id="waits",
    pick=Pick(claims=("filed",), status=("pending",)),
    gives=Outcome(kind="pending"),
)
NOBODY = Ground(id="nobody", gives=Outcome(kind="nobody"))
EVE = china.at(2026, 12, 30, 10)
"""The arrangement of days off is known up to the end of 2026."""


def approved(*steps, **fields):
    claim = attrs.evolve(FILED, approvals=steps)
    return court(claims=(claim,), grounds=(OWNS, WAITS, NOBODY), **fields)


@pytest.mark.parametrize(
    ("silence", "meanwhile", "now", "then"),
    [
        ("approved", "pending", "waits", "owns"),
        ("refused", "pending", "waits", "nobody"),
        ("refused", "standing", "owns", "nobody"),
    ],
)
def test_silence_about_an_approval_changes_the_answer(silence, meanwhile, now, then):
    """Whoever waits would else be told that no time limit changes anything."""
    one = approved(attrs.evolve(STEP, silence=silence, meanwhile=meanwhile))
    end = NOON + 2 * HOUR
    verdict = ask(one, filing("f1", "ann"), at=end)
    assert (verdict.rule, verdict.changes_at) == (f"plain@1#{now}", end + TICK)
    later = ask(one, filing("f1", "ann"), at=end + TICK)
    assert (later.rule, later.changes_at) == (f"plain@1#{then}", None)


@pytest.mark.parametrize(
    ("silence", "meanwhile"),
    [("pending", "pending"), ("pending", "standing"), ("approved", "standing")],
)
def test_silence_that_means_nothing_changes_nothing(silence, meanwhile):
    """A date at which nothing happens would send somebody there for nothing."""
    one = approved(attrs.evolve(STEP, silence=silence, meanwhile=meanwhile))
    assert ask(one, filing("f1", "ann"), at=NOON + HOUR).changes_at is None


def test_silence_sets_the_next_step_and_a_limit_going():
    """What begins with the silence ends in its time too."""
    first = attrs.evolve(STEP, silence="approved")
    second = attrs.evolve(first, id="head", role="head")
    one = approved(first, second)
    steps = NOON + 4 * HOUR + 2 * TICK  # the second begins a microsecond after the first is over
    waiting = ask(one, filing("f1", "ann"), at=NOON)
    assert (waiting.credit.to, waiting.changes_at) == ("desk", NOON + 2 * HOUR + TICK)
    waiting = ask(one, filing("f1", "ann"), at=NOON + 3 * HOUR)
    assert (waiting.credit.to, waiting.changes_at) == ("head", steps)
    limit = Limit(id="window", anchor=Anchor(of="approved"), span=hours(24))
    row = ClaimLimit(limit=limit, on=("filed",), then="lapse", what="visit")
    standing = attrs.evolve(first, meanwhile="standing")
    found = ask(approved(standing, limits=(row,)), filing("f1", "ann"), at=NOON)
    assert found.changes_at == NOON + 26 * HOUR + 2 * TICK


def test_the_end_of_a_limit_sets_another_going():
    """A second term that begins where the first is over takes the customer too."""
    told = attrs.evolve(DAY_LONG, then="report")
    after = Limit(id="after", anchor=Anchor(of="limit", limit="window"), span=hours(1))
    row = ClaimLimit(limit=after, on=("filed",), then="lapse", what="visit")
    found = ask(court(limits=(told, row)), filing("f1", "ann"), at=NOON)
    assert found.changes_at == NOON + 25 * HOUR + TICK


@pytest.mark.parametrize("begun", [NOON - HOUR, NOON + 2 * HOUR])
def test_an_end_that_a_hold_puts_off_changes_nothing(begun):
    """He who waits for the end of a pause would be told a date at which nothing happens."""
    pause, resume = Facts(kinds=("pause",)), Facts(kinds=("resume",))
    held = attrs.evolve(DAY_LONG.limit, hold=Stretch(start=pause, stop=resume))
    one = court(limits=(attrs.evolve(DAY_LONG, limit=held),))
    filed, waits = filing("f1", "ann"), fact("p1", "pause", at=begun, by="cy")
    end = NOON + 24 * HOUR
    assert ask(one, filed, at=NOON + HOUR).changes_at == end + TICK
    paused = ask(one, filed, waits, at=NOON + 3 * HOUR)
    assert (paused.owner, paused.changes_at) == ("ann", None)
    assert ask(one, filed, waits, at=end + TICK).owner == "ann"
    over = fact("p2", "resume", at=NOON + 3 * HOUR, by="cy")
    assert ask(one, filed, waits, over, at=NOON + 3 * HOUR).changes_at == end + TICK


def test_what_happens_later_is_not_counted_on():
    """Asked of yesterday, today's visit would else have been known a day before it came."""
    visited = Test(facts=Facts(kinds=("visit",)), of=Anchor(of="opened"), within=hours(24))
    picks = Ground(id="visited", pick=Pick(claims=("filed",), having=(visited,)))
    one = court(grounds=(picks, OWNS))
    told = (filing("f1", "ann"), fact("v1", "visit", at=NOON + 2 * HOUR, by="ann"))
    before = ask(one, *told, at=NOON + HOUR)
    assert (before.rule, before.changes_at) == ("plain@1#owns", None)
    assert ask(one, *told, at=NOON + 2 * HOUR).rule == "plain@1#visited"


# -- days off that nobody knows


@pytest.mark.parametrize(("days", "years"), [(1, ()), (2, (2027,))])
def test_a_verdict_names_the_year_whose_days_off_nobody_knows(days, years):
    """A holiday may move the end: nobody should print that day as certain."""
    limit = Limit(id="window", span=working_days(days), needs=Facts(kinds=("visit",)))
    row = ClaimLimit(limit=limit, on=("filed",), then="lapse", what="visit")
    one, case = court(limits=(row,)), Case("k1", (filing("f1", "ann", at=EVE),))
    verdict = ask(one, *case.facts, at=EVE)
    assert verdict.provisional == years
    (due,) = obligations(one, case, at=EVE, until=EVE + 400 * HOUR)
    assert due.provisional is bool(years)
    said = text(why(one, case, "ann", at=EVE))
    assert ("the days off of 2027 are not known yet" in said) is bool(years)
    assert ("the days off of 2027 are not known yet" in text(verdict)) is bool(years)


@pytest.mark.parametrize(("days", "years"), [(1, ()), (2, (2027,))])
def test_the_term_of_an_approval_may_hang_on_days_off_that_nobody_knows(days, years):
    """So does silence, and whoever must answer by then."""
    one = approved(attrs.evolve(STEP, within=working_days(days), silence="approved"))
    case = Case("k1", (filing("f1", "ann", at=EVE),))
    verdict = ask(one, *case.facts, at=EVE)
    assert verdict.provisional == years
    assert [step.provisional for step in verdict.docket[0].steps] == [bool(years)]
    (due,) = obligations(one, case, at=EVE, until=EVE + 400 * HOUR)
    assert (due.who, due.provisional) == ("desk", bool(years))


@pytest.mark.parametrize(("days", "years"), [(1, ()), (2, (2027,))])
def test_a_span_of_a_ground_may_hang_on_days_off_that_nobody_knows(days, years):
    """The ground answers for so many working days, whichever they will be."""
    gone = Test(facts=Facts(kinds=("visit",)), within=working_days(days), negated=True)
    left = Pick(claims=("filed",), having=(gone,))
    first = Ground(id="first", pick=left, gives=Outcome(kind="pool", to="pool"))
    verdict = ask(court(grounds=(first, OWNS)), filing("f1", "ann", at=EVE), at=EVE)
    end = china.end(china.day(EVE + days * 24 * HOUR))
    assert verdict.changes_at == (end + TICK if days == 1 else china.at(2027, 1, 2))
    assert verdict.provisional == years


# -- what is told of silence


def test_a_claim_tells_what_silence_means_and_meant():
    """To say that it waits until then leaves out what happens if nobody answers."""
    case = Case("k1", (filing("f1", "ann"),))
    told: tuple[tuple[Any, str, str], ...] = (
        ("approved", "no answer by then counts as given", "did not answer, which counts as given"),
        (
            "refused",
            "no answer by then counts as refused",
            "did not answer, which counts as refused",
        ),
    )
    for silence, waiting, over in told:
        one = approved(attrs.evolve(STEP, silence=silence))
        for at, said in ((NOON + 2 * HOUR, waiting), (NOON + 2 * HOUR + TICK, over)):
            assert said in text(why(one, case, "ann", at=at))
            assert said in text(ask(one, *case.facts, at=at).docket[0])
