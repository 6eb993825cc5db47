"""What holds of every limit: against the slow statement, and under a change of the telling."""

from datetime import timedelta, timezone

import attrs
from hypothesis import given
from hypothesis import strategies as st

from renoflow.limits import compile_limits
from tests.limits.histories import MICRO, happened, later, moving, place
from tests.reference import limits as slow

ENDED = {"missed", "over", "met_late"}


def read(limit, facts, upto):
    (found,) = compile_limits([limit])(place(facts, upto))
    return found


@given(moving())
def test_a_limit_comes_out_as_in_the_slow_statement(case):
    """Which replays the history instant by instant, knowing only what has happened."""
    limit, facts, upto = case
    one = read(limit, facts, upto)
    shown = slow.State(
        one.limit, one.status, one.start, one.last, one.met_at, one.missing, one.in_grace
    )
    assert [shown] == slow.states([limit], place(facts, upto))


@given(moving(), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_never_matters(case, random):
    """A host lists them as it stores them."""
    limit, facts, upto = case
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert read(limit, shuffled, upto) == read(limit, facts, upto)


@given(moving(), st.sampled_from((-11, 0, 5, 14)))
def test_telling_all_times_in_another_offset_changes_nothing(case, hours):
    """An instant is an instant."""
    limit, facts, upto = case
    zone = timezone(timedelta(hours=hours))
    moved = [
        attrs.evolve(one, at=one.at.astimezone(zone), recorded_at=one.at.astimezone(zone))
        for one in facts
    ]
    assert read(limit, moved, upto.astimezone(zone)) == read(limit, facts, upto)


@given(moving(), st.sampled_from(("need", "restart", "grant", "resume", "release", "waive")))
def test_facts_after_the_instant_never_matter(case, kind):
    """What was decided then must come out again."""
    limit, facts, upto = case
    more = [*facts, happened(kind, upto + MICRO, "later")]
    assert read(limit, more, upto) == read(limit, facts, upto)


@given(moving(), later)
def test_what_is_over_stays_over(case, further):
    """Nothing that happens after the end gives the claim back, but a pardon of a duty."""
    limit, facts, upto = case
    now, then = sorted((upto, further))
    before, after = read(limit, facts, now), read(limit, facts, then)
    if before.status in ENDED:
        assert after.status in ENDED | {"waived"}
        assert after.last == before.last
    if before.status in {"met", "waived", "early"}:
        assert (after.status, after.met_at) == (before.status, before.met_at)


@given(moving())
def test_the_cited_facts_alone_give_the_same_state(case):
    """A verdict can be checked by whoever has what it cites."""
    limit, facts, upto = case
    found = read(limit, facts, upto)
    cited = [one for one in facts if one.id in found.facts]
    assert read(limit, cited, upto) == found
