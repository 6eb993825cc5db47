"""Conditions in plain words: spans, facts, tests, anchors, picks, tables and limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import attrs

from renoflow.attribution import Pick
from renoflow.facts import KINDS, Field, Value
from renoflow.limits import Every, Limit
from renoflow.periods import Span
from renoflow.select import Anchor, Facts, Match, Table, Test, Total
from renoflow.words.voice import Voice

__all__ = [
    "anchor",
    "asked",
    "bases",
    "condition",
    "facts",
    "limit",
    "match",
    "pick",
    "span",
    "statuses",
    "table",
    "test",
]

T = TypeVar("T")


def span(v: Voice, one: Span) -> str:
    """So many of a unit, and how they are counted."""
    unit = v.label("block" if one.until else "unit", one.unit)
    if one.until:
        said = v.say("span.until_later" if one.n else "span.until", unit=unit, n=one.n)
    else:
        said = v.say("span.one" if one.n == 1 else "span.many", unit=unit, n=one.n)
    notes = [v.say(f"span.{note}") for note in _span_notes(one)]
    return _noted(v, said, notes)


def _span_notes(one: Span) -> Iterable[str]:
    exact = one.unit in {"minute", "hour"}
    if one.counting == "legal":
        yield "legal"
    elif one.counting == "elapsed" and not exact:
        yield "elapsed_days" if one.unit in {"day", "week"} else "elapsed_months"
    elif one.counting == "calendar" and not one.until:
        if one.count_first:
            yield "count_first"
        elif one.unit != "working_day":  # which days those are, its name says
            yield "calendar"
    if one.running != "elapsed":
        yield one.running
    if one.edge == "before":
        yield "before"
    if one.roll != "none":
        yield "roll"


def _noted(v: Voice, said: str, notes: list[str]) -> str:
    if not notes:
        return said
    return v.say("notes", text=said, notes=v.say("list.clauses").join(notes))


def match(v: Voice, one: Match, kinds: tuple[str, ...] = ()) -> str:
    """What is asked of one field of facts of these *kinds*."""
    return asked(v, one.field, one.op, one.values, kinds)


def asked(v: Voice, field: str, op: str, values: tuple[Value, ...], kinds: tuple[str, ...]) -> str:
    """What the operator *op* asks of a field."""
    if field == "precision" and op == "in" and len(values) == 1:
        return v.say("match.timed" if values == ("instant",) else "match.untimed")
    group = "role" if field == "role" or _is_party(field, kinds) else "value"
    said = v.join((v.value(each, group) for each in values), "and" if op == "has" else "or")
    return v.say(f"match.{op}", field=v.field(kinds, field), values=said)


def _is_party(name: str, kinds: Iterable[str]) -> bool:
    specs: Iterable[Field | None] = (KINDS[kind].field(name) for kind in kinds if kind in KINDS)
    return name == "by" or any(spec is not None and spec.type == "party" for spec in specs)


def facts(v: Voice, one: Facts, *, bare: bool = False) -> str:
    """Which facts: of which kinds, by whom, with which fields; *bare* of an article."""
    kinds = (v.label("kind", kind) for kind in one.kinds)
    said = v.join((_bare(kind) if bare else kind for kind in kinds), "or")
    if one.by != "anyone":
        said = v.say(f"by.{one.by}", facts=said)
    if any(each.op == "opening" for each in one.where):
        said = v.say("facts.for_it", facts=said)
    notes = [match(v, each, one.kinds) for each in one.where if each.op != "opening"]
    same = [name for name in one.same if name != "id"]
    if len(same) < len(one.same):
        notes.append(v.say("facts.this"))
    for code, names in (("facts.same", same), ("facts.other", one.other)):
        if names:
            notes.append(v.say(code, fields=v.join(v.field(one.kinds, name) for name in names)))
    if one.prompt is not None:
        notes.append(v.say("facts.prompt", span=span(v, one.prompt)))
    return _noted(v, said, notes)


def _bare(noun: str) -> str:
    return noun.removeprefix("a ").removeprefix("an ")


def anchor(v: Voice, one: Anchor) -> str:
    """The instant that a history names."""
    of = "" if one.facts is None else facts(v, one.facts, bare=True)
    if one.facts is not None and one.total is not None:
        said = v.say("anchor.total", total=_total(v, one.facts, one.total, ""))
    else:
        anchors = v.join(anchor(v, each) for each in one.anchors)
        said = v.say(f"anchor.{one.of}", facts=of, limit=one.limit or "", anchors=anchors)
    if one.facts is not None and one.field is not None:
        said = v.say("anchor.field", field=v.field(one.facts.kinds, one.field), anchor=said)
    return said if one.plus is None else v.say("anchor.plus", span=span(v, one.plus), anchor=said)


def test(v: Voice, one: Test) -> str:
    """What must be so."""
    if one.facts is None:
        code = "test.any" if len(one.any) > 2 else "test.either"
        return v.say(code, tests=v.join((test(v, each) for each in one.any), "or"))
    window = _window(v, one)
    of = facts(v, one.facts)
    if one.total is not None:
        said = _total(v, one.facts, one.total, window)
    elif one.latest:
        said = _latest(v, one, one.facts, window)
    elif one.count > 1:
        said = v.say("test.count", facts=of, window=window, count=one.count)
    elif one.facts.same == ("id",) and not window:
        of = facts(v, attrs.evolve(one.facts, same=()))
        said = v.say("test.not_this" if one.negated else "test.this", facts=of)
    else:
        said = v.say("test.none" if one.negated else "test.some", facts=of, window=window)
    if one.ever:
        said = v.say("test.ever", test=said)
    if one.until == "asked":
        said = v.say("test.asked", test=said)
    plain = one.total is None and not one.latest and one.count == 1
    return v.say("test.not", test=said) if one.negated and not plain else said


def _latest(v: Voice, one: Test, of: Facts, window: str) -> str:
    """That the latest of its kind matches, or in some fields the latest of those selected."""
    if one.latest is True:
        return v.say("test.latest", facts=facts(v, of), window=window)
    names = one.latest or ()
    broad = attrs.evolve(of, where=tuple(each for each in of.where if each.field not in names))
    asks = v.every(match(v, each, of.kinds) for each in of.where if each.field in names)
    return v.say("test.latest_in", facts=facts(v, broad, bare=True), window=window, asks=asks)


def _window(v: Voice, one: Test) -> str:
    said = ""
    if one.after is not None:
        said += v.say("window.after", anchor=anchor(v, one.after))
    if one.before is not None:
        said += v.say("window.before", anchor=anchor(v, one.before))
    for code, length in (("window.within", one.within), ("window.back", one.back)):
        if length is not None:
            said += v.say(code, span=span(v, length), anchor=anchor(v, one.of))
    return said


def _total(v: Voice, of: Facts, one: Total, window: str) -> str:
    least = [] if one.min is None else [v.value(one.min)]
    if one.part is not None and one.of is not None:
        least.append(
            v.say(
                "test.part",
                share=v.share(one.part),
                field=v.field(one.of.kinds, one.of_field),
                facts=facts(v, one.of, bare=True),
            )
        )
    return v.say(
        "test.total",
        field=v.field(of.kinds, one.field),
        facts=facts(v, of, bare=True),
        window=window,
        amount=v.join(least),
    )


def pick(v: Voice, one: Pick) -> str:
    """That there are such claims, or that there are none, by how they stand."""
    few, many = ("pick.none", "pick.fewer") if one.negated else ("pick.claims", "pick.count")
    said = v.say(
        many if one.count > 1 else few,
        count=one.count,
        bases=bases(v, one.claims),
        by="" if one.by == "anyone" else v.say(f"pick.by_{one.by}"),
        status=statuses(v, one.status),
    )
    if one.ended_by:
        said = _noted(v, said, [v.say("pick.ended_by", rows=v.join(one.ended_by, "or"))])
    if not one.having:
        return said
    return v.say("pick.having", text=said, tests=v.every(test(v, each) for each in one.having))


def bases(v: Voice, names: Iterable[str]) -> str:
    """Bases of claims, any of them, in quotation marks."""
    return v.join((v.say("quoted", text=v.label("basis", name)) for name in names), "or")


def statuses(v: Voice, names: tuple[str, ...]) -> str:
    """Where a claim stands, any of these."""
    if set(names) == {"standing", "contestable"}:
        return v.label("status", "in_force")
    return v.join((v.label("status", name) for name in names), "or")


def condition(v: Voice, one: Test | Pick) -> str:
    """What must be so, about facts or about claims."""
    return pick(v, one) if isinstance(one, Pick) else test(v, one)


def table(v: Voice, one: Table[T], say: Callable[[T], str], code: str = "table") -> str:
    """A graded value, row by row."""
    if one.by == "elapsed":
        of = v.say("table.elapsed", anchor=anchor(v, one.of))
    elif one.by == "count":
        counted = "" if one.facts is None else facts(v, one.facts, bare=True)
        of = v.say("table.count", facts=counted)
    else:
        of = v.field(() if one.facts is None else one.facts.kinds, str(one.field))
    rows = []
    for row in one.rows:
        gives = say(row.gives)
        if row.values:
            values = v.join((v.value(value) for value in row.values), "or")
            rows.append(v.say("table.row", values=values, gives=gives))
        elif row.upto is not None:
            upto = span(v, row.upto) if isinstance(row.upto, Span) else v.value(row.upto)
            rows.append(v.say("table.upto", upto=upto, gives=gives))
        else:
            rows.append(v.say("table.else", gives=gives))
    return v.say(code, of=of, rows=v.say("list.clauses").join(rows))


def limit(v: Voice, one: Limit, who: str) -> str:
    """What is owed by *who*, or for how long a claim is protected, and what moves the end."""
    start = anchor(v, one.anchor)
    length = ""
    if isinstance(one.span, Span):
        length = span(v, one.span)
    elif one.span is not None:
        length = table(v, one.span, lambda each: span(v, each))
    needs = "" if one.needs is None else facts(v, one.needs)
    if one.count > 1:
        needs = v.say("limit.count", count=one.count, facts=needs)
    if one.every is not None:
        said = _every(v, one.every, who, needs, start)
    elif one.by is not None:
        code = "limit.protects_by" if one.needs is None else "limit.duty_by"
        said = v.say(code, who=who, needs=needs, by=anchor(v, one.by), anchor=start)
    elif one.needs is not None:
        code = "limit.duty" if length else "limit.duty_open"
        said = v.say(code, who=who, needs=needs, span=length, anchor=start)
    else:
        said = v.say("limit.protects" if length else "limit.endless", span=length, anchor=start)
    return v.say("list.clauses").join([said, *_moves(v, one)])


def _every(v: Voice, one: Every, who: str, needs: str, start: str) -> str:
    if one.weekday is not None:
        day = v.label("weekday", str(one.weekday))
        said = v.say("limit.weekday", who=who, needs=needs, day=day, anchor=start)
    else:
        unit = v.label("block", one.unit)
        said = v.say("limit.every", who=who, needs=needs, unit=unit, anchor=start)
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
        yield v.say("limit.when", tests=v.every(test(v, each) for each in one.when))
    if one.lead is not None:
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
            yield v.say("limit.most", count=grant.most)
    for code, stretch in (("limit.pause", one.pause), ("limit.hold", one.hold)):
        if stretch is not None:
            yield v.say(code, start=facts(v, stretch.start), stop=facts(v, stretch.stop))
    if one.grace is not None:
        yield v.say("limit.grace", span=span(v, one.grace.span))
        if one.grace.notice is not None:
            yield v.say("limit.notice", facts=facts(v, one.grace.notice))
    if one.cap is not None:
        yield v.say("limit.cap", span=span(v, one.cap))
