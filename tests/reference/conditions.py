"""What the judge's second statement asks of a history: selectors, tests and plain limits."""

from datetime import timedelta

import attrs

from renoflow.facts import MISSING
from renoflow.limits import LimitState
from renoflow.periods import first_instant, last_instant
from renoflow.select import CUSTOMER

__all__ = ["holds", "limit_states", "selected"]

TICK = timedelta(microseconds=1)


def stranger(party, place):
    """Somebody who is neither the claimant nor the customer nor the house."""
    nobody = (None, MISSING, CUSTOMER, place.party)
    return party not in nobody and party not in place.house


def matched(match, fact, place):
    value = fact.get(match.field)
    said = value is not None and value is not MISSING
    match match.op:
        case "in":
            return value in match.values
        case "not_in":
            return value not in match.values
        case "has":
            return isinstance(value, tuple) and all(one in value for one in match.values)
        case "given":
            return said
        case "none":
            return value is None
        case "missing":
            return value is MISSING
        case "self":
            return said and value == place.party
        case "other":
            return stranger(value, place)
        case "opening":
            return place.opening is not None and value == place.opening.id
    raise NotImplementedError(match.op)


def selected(facts, fact, place):
    """Whether *fact* is one of *facts*, seen from the place."""
    if fact.kind not in facts.kinds:
        return False
    by = {
        "anyone": True,
        "self": place.party is not None and fact.actor == place.party,
        "other": stranger(fact.actor, place),
        "customer": fact.actor == CUSTOMER,
        "house": fact.actor in place.house,
    }
    if not by[facts.by] or not all(matched(one, fact, place) for one in facts.where):
        return False
    for name in facts.same:
        if place.opening is None or fact.get(name) is MISSING:
            return False
        if fact.get(name) != place.opening.get(name):
            return False
    for name in facts.other:
        theirs = None if place.opening is None else place.opening.get(name)
        if fact.get(name) in (None, MISSING) or theirs in (None, MISSING):
            return False
        if fact.get(name) == theirs:
            return False
    return True


def instant(anchor, place):
    """The instant of an anchor, or None while there is none."""
    if anchor.of in {"first", "last"}:
        since = None if anchor.whole else place.opened
        hits = [
            t
            for t, fact in place.seen.dated
            if t <= place.upto
            and (since is None or t >= since)
            and selected(anchor.facts, fact, place)
        ]
        at = None if not hits else min(hits) if anchor.of == "first" else max(hits)
    else:
        at = getattr(place, anchor.of)
    if at is not None and anchor.plus is not None:
        at = last_instant(anchor.plus, at, place.calendar).at
    return at


def holds(test, place):
    """Whether a test holds."""
    if test.any:
        return any(holds(one, place) for one in test.any)
    return _found(test, place) is not test.negated


def _found(test, place):
    broad = attrs.evolve(test.facts, where=()) if test.latest else test.facts
    upto = place.asked if test.until == "asked" else place.upto
    hits = [
        (t, fact)
        for t, fact in place.seen.dated
        if t <= upto and _inside(test, t, place) and selected(broad, fact, place)
    ]
    if test.latest:
        newest = [fact for t, fact in hits if t == hits[-1][0]]
        return bool(newest) and all(selected(test.facts, fact, place) for fact in newest)
    return len(hits) >= test.count


def _inside(test, t, place):
    """Whether an instant is where the test looks; nowhere while an anchor is not known."""
    of = instant(test.of, place)
    if test.after is not None:
        after = instant(test.after, place)
        if after is None or t <= after:
            return False
    if test.before is not None:
        before = instant(test.before, place)
        if before is None or t >= before:
            return False
    if test.within is not None:
        if of is None or not of <= t <= last_instant(test.within, of, place.calendar).at:
            return False
    if test.back is not None:
        if of is None or not first_instant(test.back, of, place.calendar).at <= t < of:
            return False
    return True


def limit_states(limits, place):
    """What became of each limit by the place's instant; nothing moves them but restarts."""
    return [_state(limit, place) for limit in limits]


def _state(limit, place):
    start = instant(limit.anchor, place)
    if start is None or start > place.upto:
        return LimitState(limit=limit.id, status="unarmed")
    armed = attrs.evolve(place, upto=start)
    if not all(holds(test, armed) for test in limit.when):
        return LimitState(limit=limit.id, status="unarmed")

    def facts(which):
        return [
            t
            for t, fact in place.seen.dated
            if start <= t <= place.upto
            and which is not None
            and fact is not place.opening
            and selected(which, fact, place)
        ]

    def end(anchor):
        return None if limit.span is None else last_instant(limit.span, anchor, place.calendar).at

    last = end(start)
    for t in facts(limit.restart):
        if last is not None and start < t <= last:
            last = max(last, end(t))
    done = facts(limit.needs)
    status = "open"
    met_at = None
    if limit.needs is not None and len(done) >= limit.count:
        met_at = done[limit.count - 1]
        status = "met" if last is None or met_at <= last else "met_late"
    elif last is not None and place.upto > last:
        status = "over" if limit.needs is None else "missed"
    return LimitState(limit=limit.id, status=status, start=start, last=last, met_at=met_at)
