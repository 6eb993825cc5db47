"""Conditions said a second time, slowly: every fact is asked about, one by one.

Written from the rules in words. Reads the fields of records and of a place (a ``Scope``),
walks ``place.seen.dated`` from end to end, and compiles nothing.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import attrs

from renoflow.facts import MISSING
from renoflow.money import Money
from renoflow.select import Match
from tests.reference import periods

__all__ = ["chosen", "holds", "instant", "read", "selects", "spelled"]

MICRO = timedelta(microseconds=1)
NOTHING = (None, MISSING)


def actor(fact):
    return fact.for_ if fact.for_ is not None else fact.by


def other(party, place):
    """Somebody who could claim himself, and is not the claimant (trap 11)."""
    return party not in (*NOTHING, "customer", place.party, *place.held, *place.house)


def own(party, place):
    """The claimant, or somebody who had the claim before and handed it on to him."""
    return party is not None and party in (place.party, *place.held)


def amount(value):
    """A number to compare with, and whether it is money."""
    return (Fraction(value.fen), True) if isinstance(value, Money) else (Fraction(value), False)


def bounded(op, value, bound):
    if isinstance(value, bool) or not hasattr(value, "__neg__"):
        return False
    (mine, money), (theirs, theirs_money) = amount(value), amount(bound)
    if money != theirs_money:
        return False
    if mine == theirs:
        return op in {"min", "max"}
    return op in ({"min", "above"} if mine > theirs else {"max", "below"})


def matches(match, fact, place):  # noqa: C901, PLR0911 - a line for each operator
    value = fact.get(match.field)
    if match.op == "in":
        return any(value == one for one in match.values)
    if match.op == "not_in":
        return all(value != one for one in match.values)
    if match.op == "has":
        return isinstance(value, tuple) and all(one in value for one in match.values)
    if match.op == "given":
        return value not in NOTHING
    if match.op == "none":
        return value is None
    if match.op == "missing":
        return value is MISSING
    if match.op == "self":
        return own(value, place)
    if match.op == "other":
        return other(value, place)
    if match.op == "opening":
        return place.opening is not None and value == place.opening.id
    if match.op in {"is", "is_not"}:
        told = [matches(Match(field=match.field, op=word), fact, place) for word in match.values]
        return (True in told) is (match.op == "is")
    return bounded(match.op, value, match.values[0])


def spelled(record: Any, stages) -> Any:
    """The record with each bound by a stage told word by word: the stages that it means."""
    if isinstance(record, tuple):
        return tuple(spelled(one, stages) for one in record)
    if isinstance(record, Match):
        bound = record.values[0] if record.op in {"min", "above", "max", "below"} else None
        if not isinstance(bound, str):
            return record
        meant = [one for one in stages if reaches(record.op, one, bound, stages)]
        return attrs.evolve(record, op="in", values=tuple(meant))
    if not attrs.has(type(record)):
        return record
    names = [field.name for field in attrs.fields(type(record))]
    return attrs.evolve(record, **{name: spelled(getattr(record, name), stages) for name in names})


def reaches(op, stage, bound, stages):
    if bound not in stages:
        return False
    if stage == bound:
        return op in {"min", "max"}
    return (stages.index(stage) > stages.index(bound)) is (op in {"min", "above"})


def day_start(when, calendar):
    if isinstance(when, datetime):
        return when
    return datetime(when.year, when.month, when.day, tzinfo=calendar.zone)


def selects(facts, fact, place, *, but=()):
    """Whether *fact* is one of *facts*, whatever it holds in the fields of *but*."""
    if fact.kind not in facts.kinds:
        return False
    who = actor(fact)
    right = {
        "anyone": True,
        "self": own(who, place),
        "other": other(who, place),
        "customer": who == "customer",
        "house": who in place.house,
    }[facts.by]
    asked = [match for match in facts.where if match.field not in but]
    right = right and all(matches(match, fact, place) for match in asked)
    opening = place.opening
    for name in facts.same:
        mine = fact.get(name)
        right = right and opening is not None and mine is not MISSING
        right = right and mine == opening.get(name)
    for name in facts.other:
        mine = fact.get(name)
        theirs = MISSING if opening is None else opening.get(name)
        right = right and mine not in NOTHING and theirs not in NOTHING and mine != theirs
    if right and facts.prompt is not None:
        calendar = place.calendar
        end, _ = periods.last(facts.prompt, day_start(fact.at, calendar), calendar)
        right = day_start(fact.recorded_at, calendar) <= end
    return right and at_its_time(facts, fact, place)


def at_its_time(facts, fact, place):
    """Whether it happened in these hours and on these days, as the clocks there show."""
    clock = fact.at
    if isinstance(clock, datetime):
        clock = clock.astimezone(place.calendar.zone)
        day = date(clock.year, clock.month, clock.day)
        hour = clock.hour
    else:
        day, hour = clock, None
    if facts.hours is not None and hour not in range(*facts.hours):
        return False
    if facts.since is not None and day < facts.since:
        return False
    return facts.through is None or not day > facts.through


def chosen(facts, place, upto, *, seen=None, but=()):
    return [
        (at, fact)
        for at, fact in (seen or place.seen).dated
        if at <= upto and selects(facts, fact, place, but=but)
    ]


def instant(anchor, place):
    """The instant of *anchor*, or None: not yet."""
    at = base(anchor, place)
    if at is None:
        return None
    if anchor.back is not None:
        return periods.first(anchor.back, at, place.calendar)[0]
    if anchor.plus is None:
        return at
    return periods.last(anchor.plus, at, place.calendar)[0]


def base(anchor, place):  # noqa: PLR0911 - a case for each anchor
    if anchor.of == "limit":
        return place.ends.get(anchor.limit)
    if anchor.of == "latest_of":
        found = [instant(one, place) for one in anchor.anchors]
        return None if None in found else max(found)
    if anchor.of not in {"first", "last"}:
        return getattr(place, anchor.of)
    hits = [
        (at, fact)
        for at, fact in chosen(anchor.facts, place, place.upto)
        if anchor.whole or place.opened is None or at >= place.opened
    ]
    if anchor.field is not None:
        hits = [(at, fact) for at, fact in hits if isinstance(fact.get(anchor.field), date)]
    if anchor.total is not None:
        for at in sorted({at for at, _ in hits}):
            so_far = [fact for when, fact in hits if when <= at]
            if reached(anchor.total, so_far, place):
                return at
        return None
    if not hits:
        return None
    pick = min if anchor.of == "first" else max
    at = pick(at for at, _ in hits)
    if anchor.field is None:
        return at
    return pick(
        day_start(fact.get(anchor.field), place.calendar) for when, fact in hits if when == at
    )


def summed(facts, field):
    values = [fact.get(field) for fact in facts]
    return sum((amount(value)[0] for value in values if hasattr(value, "__neg__")), Fraction(0))


def reached(total, facts, place):
    got = summed(facts, total.field)
    enough = total.min is None or got >= amount(total.min)[0]
    if total.of is None:
        return enough
    base_ = [fact for _, fact in chosen(total.of, place, place.upto)]
    return enough and got >= total.part * summed(base_, total.of_field)


def inside(test, at, place):
    """Whether an instant is where *test* looks; None where an anchor is not known."""
    right = True
    if test.after is not None:
        anchor = instant(test.after, place)
        if anchor is None:
            return None
        right = right and at > anchor
    if test.before is not None:
        anchor = instant(test.before, place)
        if anchor is None:
            return None
        right = right and at < anchor
    if test.within is not None or test.back is not None:
        anchor = instant(test.of, place)
        if anchor is None:
            return None
        if test.within is not None:
            right = right and anchor <= at <= periods.last(test.within, anchor, place.calendar)[0]
        if test.back is not None:
            first, _ = periods.first(test.back, anchor, place.calendar)
            right = right and first <= at < anchor
    return right


def still_open(test, last, place):
    """Whether "none" cannot be said yet, because more of what is inside could come.

    Of a span only once its last instant is past; of what lies before an instant, once
    nothing but that instant itself is left.
    """
    ends = []
    if test.before is not None:
        ends.append(instant(test.before, place) - MICRO)
    if test.within is not None:
        ends.append(periods.last(test.within, instant(test.of, place), place.calendar)[0] + MICRO)
    if test.back is not None:
        ends.append(instant(test.of, place) - MICRO)
    return bool(ends) and min(ends) > last


def holds(test, place):
    """Whether *test* holds."""
    if test.any:
        return any(holds(one, place) for one in test.any)
    last = place.asked if test.until == "asked" else place.upto
    if inside(test, last, place) is None:
        return test.negated
    seen = place.ever if test.ever and place.ever is not None else place.seen
    but = test.latest or ()  # of the facts that match in all else, the latest must match in these
    if test.latest is True:
        but = [match.field for match in test.facts.where]
    hits = [
        (at, fact)
        for at, fact in chosen(test.facts, place, last, seen=seen, but=but)
        if inside(test, at, place)
    ]
    if test.latest:
        newest = [fact for at, fact in hits if at == max(when for when, _ in hits)]
        found = bool(newest) and all(selects(test.facts, fact, place) for fact in newest)
    elif test.total is not None:
        found = reached(test.total, [fact for _, fact in hits], place)
    else:
        found = len(hits) >= test.count
    if test.negated:
        return not found and not still_open(test, last, place)
    return found


def read(table, place):
    """What *table* gives at the place's instant; None where what it reads is not known."""
    if table.at is not None:
        then = instant(table.at, place)
        ahead = then is None or (then > place.upto and then > place.asked)
        place = None if ahead else attrs.evolve(place, upto=then)
    asks = [row for row in table.rows[:-1] if row.values or row.upto is not None]
    found = None if place is None else gives(table, asks, place)
    if found is None:  # not known
        return next((row.gives for row in table.rows if row.untold), None)
    return found.gives


def gives(table, asks, place):
    """The row that answers, or None where what they ask about is not known."""
    if table.by == "elapsed":
        start = instant(table.of, place)
        if start is None:
            return None
        ends = [(periods.last(row.upto, start, place.calendar)[0], row) for row in asks]
        return next((row for end, row in ends if place.upto <= end), table.rows[-1])
    value = read_off(table, place)
    for row in asks:
        if value in row.values or (row.upto is not None and bounded("max", value, row.upto)):
            return row
    # what was recorded as none is not above any bound
    unknown = value is MISSING or (value is None and any(row.upto is not None for row in asks))
    return None if unknown else table.rows[-1]


def read_off(table, place):
    """What a table by a field or a count reads; MISSING where nobody told, or facts differ."""
    if table.facts is None:
        return MISSING if place.opening is None else place.opening.get(table.field)
    hits = chosen(table.facts, place, place.upto)
    if table.by == "count":
        return len(hits)
    when = [at for at, _ in hits]
    edge = None if not hits else min(when) if table.take == "first" else max(when)
    told = {fact.get(table.field) for at, fact in hits if at == edge}
    return told.pop() if len(told) == 1 else MISSING
