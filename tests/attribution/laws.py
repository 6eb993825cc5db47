"""The laws that every policy obeys, each a function that fails where one is broken."""

from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

import attrs

from renoflow.attribution import judge

__all__ = ["LAWS"]

LATE = datetime(2025, 1, 1, tzinfo=UTC)
NEW_NAMES = {"ann": "zed", "bo": "ann", "cy": "bo"}


def shares_total_one_or_nobody_owns(court, case, at, known_at):
    """Otherwise a commission would be paid twice, or part of it to nobody."""
    verdict = judge(court, case, at=at, known_at=known_at)
    for answer in (verdict.credit, verdict.service):
        owns = answer.outcome in {"owner", "party"}
        assert sum(one.share for one in answer.shares) == (Fraction(1) if owns else 0)
        assert len({one.party for one in answer.shares}) == len(answer.shares)


def the_order_of_facts_never_matters_and_one_told_twice_is_one(court, case, at, known_at):
    """A host's data base returns rows in any order, and a retry tells one again."""
    wanted = judge(court, case, at=at, known_at=known_at)
    for facts in (case.facts[::-1], (*case.facts[2:], *case.facts[:4])):
        assert judge(court, told_only(case, facts), at=at, known_at=known_at) == wanted


def when_it_was_recorded_never_matters_to_one_who_knows_all(court, case, at, known_at):  # noqa: ARG001
    """A late paper counts from when it happened; withdrawals alone have an order."""
    case = told_only(case, (one for one in case.facts if one.kind != "withdrawal"))
    late = told_only(case, (attrs.evolve(one, recorded_at=LATE) for one in case.facts))
    assert judge(court, late, at=at) == judge(court, case, at=at)


def facts_after_the_asked_instant_never_matter(court, case, at, known_at):
    """Nobody may lose a customer by what has not happened yet; corrections excepted."""
    calendar = court.calendar
    past = told_only(
        case,
        (one for one in case.facts if one.kind == "withdrawal" or starts(one, calendar) <= at),
    )
    wanted = judge(court, case, at=at, known_at=known_at)
    assert judge(court, past, at=at, known_at=known_at) == wanted


def facts_learned_later_never_matter(court, case, at, known_at):
    """A verdict of last month must stay what it was."""
    known_at = at if known_at is None else known_at
    calendar = court.calendar
    known = told_only(case, (one for one in case.facts if learned(one, calendar) <= known_at))
    wanted = judge(court, case, at=at, known_at=known_at)
    assert judge(court, known, at=at, known_at=known_at) == wanted
    assert attrs.evolve(judge(court, known, at=at), known_at=known_at) == wanted


def renaming_parties_renames_the_verdict(court, case, at, known_at):
    """Nothing is decided by a name: the first of the alphabet has no better claim."""
    others = told_only(case, (renamed(one) for one in case.facts))
    wanted = renamed(said(judge(court, case, at=at, known_at=known_at)))
    assert said(judge(court, others, at=at, known_at=known_at)) == wanted


def nothing_is_decided_by_the_id_of_a_fact(court, case, at, known_at):
    """Ids come from a data base, in whatever order rows were typed."""
    ids = sorted(one.id for one in case.facts)
    names = {old: f"g{place}" for place, old in enumerate(reversed(ids))}

    def other(one):
        fields = tuple((n, names.get(v, v) if n == "of" else v) for n, v in one.fields)
        return attrs.evolve(one, id=names[one.id], fields=fields)

    wanted = judge(court, case, at=at, known_at=known_at)
    found = judge(court, told_only(case, map(other, case.facts)), at=at, known_at=known_at)
    assert core(found) == core(wanted)
    assert set(found.cites) == {names[name] for name in wanted.cites}


def another_offset_changes_nothing(court, case, at, known_at):
    """An instant is the same instant however a server writes it down."""
    zone = timezone(timedelta(hours=-9, minutes=-30))

    def elsewhere(when):
        return when.astimezone(zone) if isinstance(when, datetime) else when

    moved = told_only(
        case,
        (
            attrs.evolve(one, at=elsewhere(one.at), recorded_at=elsewhere(one.recorded_at))
            for one in case.facts
        ),
    )
    wanted = judge(court, case, at=at, known_at=known_at)
    assert judge(court, moved, at=elsewhere(at), known_at=elsewhere(known_at)) == wanted


def the_cited_facts_alone_give_the_same_answer(court, case, at, known_at):
    """A verdict that cites too little convinces nobody."""
    wanted = judge(court, case, at=at, known_at=known_at)
    cited = told_only(case, (one for one in case.facts if one.id in wanted.cites))
    found = judge(court, cited, at=at, known_at=known_at)
    assert core(found)[:3] == core(wanted)[:3]


def it_changes_when_it_says_and_not_before(court, case, at, known_at):
    """Somebody plans by that date: until then nothing may happen by itself, and then it must."""
    now = told_only(case, (one for one in case.facts if starts(one, court.calendar) <= at))
    verdict = judge(court, now, at=at, known_at=known_at)
    if verdict.changes_at is not None:
        assert verdict.changes_at > at
        tick = timedelta(microseconds=1)
        before = judge(court, now, at=verdict.changes_at - tick, known_at=known_at)
        after = judge(court, now, at=verdict.changes_at, known_at=known_at)
        assert core(before)[:2] == core(verdict)[:2] != core(after)[:2]


LAWS = (
    shares_total_one_or_nobody_owns,
    the_order_of_facts_never_matters_and_one_told_twice_is_one,
    when_it_was_recorded_never_matters_to_one_who_knows_all,
    facts_after_the_asked_instant_never_matter,
    facts_learned_later_never_matter,
    renaming_parties_renames_the_verdict,
    nothing_is_decided_by_the_id_of_a_fact,
    another_offset_changes_nothing,
    the_cited_facts_alone_give_the_same_answer,
    it_changes_when_it_says_and_not_before,
)


def core(verdict):
    """What a verdict says of the customer, without the ids of facts."""
    answers = tuple(
        (one.outcome, frozenset((s.party, s.share) for s in one.shares), one.to, one.rule)
        for one in (verdict.credit, verdict.service)
    )
    return (*answers, verdict.decided_at, verdict.firmness, verdict.changes_at)


def said(verdict):
    """All that it says, docket and citations too, in no particular order."""
    docket = frozenset(attrs.evolve(one, facts=tuple(sorted(one.facts))) for one in verdict.docket)
    return core(verdict), docket, frozenset(verdict.cites), frozenset(verdict.adjustments)


def starts(fact, calendar):
    """The first instant at which the fact may have happened."""
    return fact.at if isinstance(fact.at, datetime) else calendar.start(fact.at)


def learned(fact, calendar):
    at = fact.recorded_at
    return at if isinstance(at, datetime) else calendar.end(at)


def told_only(case, facts):
    return attrs.evolve(case, facts=tuple(facts))


def renamed(thing):
    """The same with other people in it; whatever is no person stays."""
    if isinstance(thing, str):
        return NEW_NAMES.get(thing, thing)
    if isinstance(thing, tuple | frozenset):
        return type(thing)(renamed(one) for one in thing)
    if attrs.has(type(thing)):
        fields = (field.name for field in attrs.fields(type(thing)))
        return attrs.evolve(thing, **{name: renamed(getattr(thing, name)) for name in fields})
    return thing
