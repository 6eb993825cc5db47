"""Conditions against their second statement, and under a change of the telling."""

from datetime import datetime, timedelta, timezone

import attrs
from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.money import Money
from renoflow.periods import hours
from renoflow.select import (
    Row,
    Table,
    compile_anchor,
    compile_facts,
    compile_table,
    compile_test,
    see,
)
from tests.reference import select as slow
from tests.select.places import (
    MICRO,
    anchors,
    happened,
    scenes,
    selectors,
    tests,
)


@given(selectors, scenes())
def test_a_selector_chooses_what_the_slow_statement_chooses(facts, scene):
    """Fact by fact."""
    selects = compile_facts(facts)
    for _, one in scene.seen.dated:
        assert selects(one, scene) is slow.selects(facts, one, scene)


@given(anchors, scenes())
def test_an_anchor_is_where_the_slow_statement_finds_it(anchor, scene):
    """To the microsecond, or not yet."""
    found = compile_anchor(anchor)(scene)
    assert (None if found is None else found[0]) == slow.instant(anchor, scene)


@given(tests, scenes())
def test_a_test_holds_where_it_does_in_the_slow_statement(test, scene):
    """Whatever it asks."""
    assert (compile_test(test)(scene) is not None) is slow.holds(test, scene)


tables = st.one_of(
    st.builds(
        Table,
        by=st.just("field"),
        field=st.sampled_from(("a", "amount")),
        facts=st.none() | selectors,
        rows=st.just(
            (
                Row(values=("ann", None, 2), gives="x"),
                Row(upto=1, gives="y"),
                Row(upto=Money(100), gives="z"),
                Row(gives="else"),
            )
        ),
    ),
    st.builds(
        Table,
        by=st.just("count"),
        facts=selectors,
        rows=st.just((Row(values=(1,), gives="x"), Row(upto=2, gives="y"), Row(gives="else"))),
    ),
    st.builds(
        Table,
        by=st.just("elapsed"),
        of=anchors,
        rows=st.just(
            (Row(upto=hours(12), gives="x"), Row(upto=hours(24), gives="y"), Row(gives="else"))
        ),
    ),
)


@given(tables, scenes())
def test_a_table_gives_what_it_gives_in_the_slow_statement(table, scene):
    """Row by row."""
    assert compile_table(table)(scene) == slow.read(table, scene)


def answers(test, scene):
    found = compile_test(test)(scene)
    return None if found is None else {one.id for one in found}


@given(tests, scenes(), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_never_matters(test, scene, random):
    """A host lists them as it stores them."""
    facts = [one for _, one in scene.seen.dated]
    random.shuffle(facts)
    shuffled = attrs.evolve(scene, seen=see(facts, china, days="start"))
    assert answers(test, shuffled) == answers(test, scene)


@given(tests, scenes(), st.sampled_from((-11, 0, 5, 14)))
def test_telling_all_times_in_another_offset_changes_nothing(test, scene, offset):
    """An instant is an instant."""
    zone = timezone(timedelta(hours=offset))

    def moved(value):
        return value.astimezone(zone) if isinstance(value, datetime) else value

    facts = [
        attrs.evolve(one, at=moved(one.at), recorded_at=moved(one.recorded_at))
        for _, one in scene.seen.dated
    ]
    names = ("asked", "upto", "opened", "decisive", "approved")
    there = attrs.evolve(
        scene,
        seen=see(facts, china, days="start"),
        ever=None,
        ends={name: moved(end) for name, end in scene.ends.items()},
        **{name: moved(getattr(scene, name)) for name in names},
    )
    assert answers(test, there) == answers(test, attrs.evolve(scene, ever=None))


@given(tests, scenes(), st.sampled_from(("visit", "touch")))
def test_facts_after_the_instant_never_matter(test, scene, kind):
    """What was decided then must come out again."""
    later = happened(kind, scene.asked + MICRO, "later", by="ann", a="ann", amount=Money(900))
    facts = [*(one for _, one in scene.seen.dated), later]
    more = attrs.evolve(scene, seen=see(facts, china, days="start"), ever=None)
    assert answers(test, more) == answers(test, attrs.evolve(scene, ever=None))


@given(tests, scenes())
def test_the_cited_facts_alone_give_the_same_answer(test, scene):
    """A verdict can be checked by whoever has what it cites."""
    scene = attrs.evolve(scene, ever=None)
    found = answers(test, scene)
    if found is not None:
        cited = [one for _, one in scene.seen.dated if one.id in found]
        alone = attrs.evolve(scene, seen=see(cited, china, days="start"))
        assert answers(test, alone) is not None
