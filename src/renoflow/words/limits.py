"""Time limits in plain words: what is owed by when, and what moves or ends it."""

from __future__ import annotations

from collections.abc import Iterable

from renoflow.limits import Every, Limit
from renoflow.periods import Span
from renoflow.words.conditions import anchor, end, facts, span, table, test, within
from renoflow.words.voice import Voice

__all__ = ["limit"]


def limit(v: Voice, one: Limit, who: str) -> str:
    """What is owed by *who*, or for how long a claim is protected, and what moves the end."""
    start = anchor(v, one.anchor)
    length = by_then = ""
    if isinstance(one.span, Span):
        length, by_then = span(v, one.span), within(v, one.span, start)
    elif one.span is not None:
        length = table(v, one.span, lambda each: span(v, each))
        by_then = v.say("within.of", span=length, anchor=start)
    needs = "" if one.needs is None else facts(v, one.needs)
    if one.count > 1:
        needs = v.say("limit.count", count=one.count, facts=needs)
    owes = _owes(v, one, who, needs)
    if one.every is not None:
        said = _every(v, one.every, owes, start)
    elif one.by is not None:
        code = "limit.protects_by" if one.needs is None else "limit.duty_by"
        said = v.say(code, owes=owes, by=anchor(v, one.by), anchor=start)
    elif one.needs is not None and one.lead is not None and not length:
        said = v.say("limit.ahead", needs=needs, anchor=start, span=span(v, one.lead))
    elif one.needs is not None:
        code = "limit.duty" if length else "limit.duty_open"
        said = v.say(code, owes=owes, within=by_then, anchor=start)
    elif isinstance(one.span, Span) and one.span.until:
        said = v.say("limit.protects_until", end=end(v, one.span, start))
    else:
        said = v.say("limit.protects" if length else "limit.endless", span=length, anchor=start)
    return v.say("list.clauses").join([said, *_moves(v, one)])


def _owes(v: Voice, one: Limit, who: str, needs: str) -> str:
    """What must be done, and by whom; nobody but the customer can visit."""
    visit = v.label("kind", "visit")
    of_customer = who in (v.label("role", "self"), v.label("role", "customer"))
    wanted = one.needs
    of_visits = wanted is not None and wanted.kinds == ("visit",) and wanted.by == "anyone"
    if of_customer and of_visits and needs.startswith(visit):
        return v.say("limit.visit", notes=needs.removeprefix(visit))
    return v.say("limit.owes", who=who, needs=needs)


def _every(v: Voice, one: Every, owes: str, start: str) -> str:
    if one.weekday is not None:
        day = v.label("weekday", str(one.weekday))
        said = v.say("limit.weekday", owes=owes, day=day, anchor=start)
    else:
        unit = v.label("block", one.unit)
        said = v.say("limit.every", owes=owes, unit=unit, anchor=start)
    clauses = [said]
    if one.first == "whole":
        clauses.append(v.say("limit.whole", unit=v.label("block", one.unit)))
    if one.roll != "none":
        clauses.append(v.say("span.roll"))
    if one.stops is not None:
        clauses.append(v.say("limit.stops", facts=facts(v, one.stops)))
    return v.say("list.clauses").join(clauses)


def _moves(v: Voice, one: Limit) -> Iterable[str]:
    """What a limit asks besides, and what moves or ends it."""
    if one.when:
        tests = v.every(test(v, each) for each in one.when)
        if one.by is None:
            yield v.say("limit.when", tests=tests)
        else:  # two instants are named: say at which of them it is read
            yield v.say("limit.when_begun", tests=tests, anchor=anchor(v, one.anchor))
    if one.lead is not None:
        if one.span is not None or one.by is not None or one.every is not None:
            yield v.say("limit.lead", span=span(v, one.lead))
        if one.early == "void":
            yield v.say("limit.void")
    if one.restart is not None:
        yield v.say("limit.restart", facts=facts(v, one.restart))
    yield from _ends(v, one)
    if one.waived_by is not None:
        yield v.say("limit.waived_by", facts=facts(v, one.waived_by))
    if one.replaces:
        yield v.say("limit.replaces", limits=v.join(one.replaces))


def _ends(v: Voice, one: Limit) -> Iterable[str]:
    """What moves the end of a limit."""
    if one.extend is not None:
        grant = one.extend
        yield v.say("limit.extend", span=span(v, grant.span), facts=facts(v, grant.on))
        if grant.most is not None:
            yield v.say("limit.once" if grant.most == 1 else "limit.most", count=grant.most)
    for code, stretch in (("limit.pause", one.pause), ("limit.hold", one.hold)):
        if stretch is not None:
            yield v.say(code, start=facts(v, stretch.start), stop=facts(v, stretch.stop))
    if one.grace is not None:
        yield v.say("limit.grace", span=span(v, one.grace.span))
        if one.grace.notice is not None:
            yield v.say("limit.notice", facts=facts(v, one.grace.notice))
    if one.cap is not None:
        yield v.say("limit.cap", span=span(v, one.cap))
