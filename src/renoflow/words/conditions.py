"""Conditions in plain words: spans, facts, tests, anchors, picks, tables and limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar, get_args

import attrs

from renoflow.attribution import ClaimStatus, Pick
from renoflow.facts import KINDS, Field, Value
from renoflow.facts.kinds import COMMON
from renoflow.periods import Span
from renoflow.select import OPENED, Anchor, Facts, Match, Table, Test, Total
from renoflow.words.voice import Voice

__all__ = [
    "anchor",
    "asked",
    "bases",
    "condition",
    "end",
    "facts",
    "match",
    "pick",
    "picked",
    "sees_claimant",
    "span",
    "statuses",
    "stripped",
    "table",
    "taken",
    "test",
    "within",
]

T = TypeVar("T")
IN_FORCE: Final = ("standing", "contestable")
"""The states of a claim in force."""


def span(v: Voice, one: Span) -> str:
    """So many of a unit, and how they are counted."""
    unit = v.label("block" if one.until else "unit", one.unit)
    if one.until:
        said = v.say("span.until_later" if one.n else "span.until", unit=unit, n=one.n)
    else:
        said = v.say("span.one" if one.n == 1 else "span.many", unit=unit, n=one.n)
    notes = [v.say(f"span.{note}") for note in _span_notes(one)]
    return _noted(v, said, notes)


def within(v: Voice, one: Span, of: str = "") -> str:
    """Within so long *of* an instant, or by the end of the day, week, month ... it lies in."""
    if not one.until:
        return v.say("within.of" if of else "within", span=span(v, one), anchor=of)
    code = f"until.{_which(one)}_of" if of else f"until.{_which(one)}"
    said = v.say(code, unit=v.label("block", one.unit), n=one.n, anchor=of)
    return _noted(v, said, [v.say(f"span.{note}") for note in _span_notes(one)])


def end(v: Voice, one: Span, of: str) -> str:
    """The end of the day, week, month ... in which *of* lies, or so many later."""
    unit = v.label("block_end", one.unit)
    said = v.say(f"end.{_which(one)}", unit=unit, n=one.n, anchor=of)
    return _noted(v, said, [v.say(f"span.{note}") for note in _span_notes(one)])


def _which(one: Span) -> str:
    return ("this", "next")[one.n] if one.n < 2 else "later"


def _span_notes(one: Span) -> Iterable[str]:
    exact = one.unit in {"minute", "hour"}
    if one.counting == "legal":
        yield "roll" if one.until else "legal"
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
    if op in ("is", "is_not"):
        several = v.join((v.say(f"match.a_{word}") for word in values), "or")
        return v.say(f"match.{op}", field=v.field(kinds, field), values=several)
    group = "role" if field == "role" or _is_party(field, kinds) else "value"
    of = () if field in COMMON else kinds
    said = v.join((v.told(each, group, of) for each in values), "and" if op == "has" else "or")
    return v.say(f"match.{op}", field=v.field(kinds, field), values=said)


def _is_party(name: str, kinds: Iterable[str]) -> bool:
    specs: Iterable[Field | None] = (KINDS[kind].field(name) for kind in kinds if kind in KINDS)
    return name == "by" or any(spec is not None and spec.type == "party" for spec in specs)


def facts(v: Voice, one: Facts, *, bare: bool = False) -> str:
    """Which facts: of which kinds, by whom, with which fields; *bare* of an article."""
    noun, one = _noun(v, one)
    kinds = (v.label("kind", kind) for kind in one.kinds) if noun is None else (noun,)
    said = v.join((stripped(kind) if bare else kind for kind in kinds), "or")
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
        notes.append(v.say("facts.prompt", within=within(v, one.prompt)))
    if one.hours is not None:
        notes.append(v.say("facts.hours", first=one.hours[0], last=one.hours[1]))
    if one.since is not None or one.through is not None:
        days = {"since": one.since, "through": one.through}
        code = "facts.days" if None not in days.values() else "facts.since"
        if one.since is None:
            code = "facts.through"
        notes.append(v.say(code, **{name: day and v.when(day) for name, day in days.items()}))
    return _noted(v, said, notes)


def _noun(v: Voice, one: Facts) -> tuple[str | None, Facts]:
    """What such facts are called by one word in one field, and *one* without asking for it."""
    for place, each in enumerate(one.where):
        if len(one.kinds) == 1 and each.op == "in" and len(each.values) == 1:
            said = v.find(f"facts.{one.kinds[0]}.{each.field}.{each.values[0]}")
            if said is not None:
                return said, attrs.evolve(one, where=one.where[:place] + one.where[place + 1 :])
    return None, one


def stripped(noun: str) -> str:
    """*noun* without its article, if it has one."""
    return noun.removeprefix("a ").removeprefix("an ")


def anchor(v: Voice, one: Anchor) -> str:
    """The instant that a history names."""
    of = "" if one.facts is None else facts(v, one.facts, bare=True)
    if one.facts is not None and one.total is not None:
        said = v.say("anchor.total", total=_total(v, one.facts, one.total, ""))
    elif len(one.anchors) == 1:  # the latest of one: a span that follows another
        said = anchor(v, one.anchors[0])
    else:
        anchors = v.join(anchor(v, each) for each in one.anchors)
        said = v.say(
            f"anchor.{one.of}",
            facts=of,
            limit="" if one.limit is None else v.row(one.limit),
            anchors=anchors,
        )
    if one.facts is not None and one.field is not None:
        said = v.say("anchor.field", field=v.field(one.facts.kinds, one.field), anchor=said)
    if one.back is not None:
        return v.say("anchor.back", span=span(v, one.back), anchor=said)
    if one.plus is None:
        return said
    if one.plus.until:
        return end(v, one.plus, said)
    return v.say("anchor.plus", span=span(v, one.plus), anchor=said)


def test(v: Voice, one: Test) -> str:
    """What must be so."""
    if one.facts is None:
        if len(one.any) == 1:
            return test(v, one.any[0])
        code = "test.any" if len(one.any) > 2 else "test.either"
        return v.say(code, tests=v.join((test(v, each) for each in one.any), "or"))
    window = _window(v, one)
    of = facts(v, one.facts)
    if one.total is not None:
        said = _total(v, one.facts, one.total, window)
    elif one.latest:
        said = _latest(v, one, one.facts, window)
    elif one.count > 1:
        code = "test.fewer" if one.negated else "test.count"
        said = v.say(code, facts=of, window=window, count=one.count)
    elif one.facts.same == ("id",) and not window:
        of = facts(v, attrs.evolve(one.facts, same=()))
        said = v.say("test.not_this" if one.negated else "test.this", facts=of)
    elif one.negated and window:
        said = v.say("test.none_in", facts=facts(v, one.facts, bare=True), window=window)
    else:
        said = v.say("test.none" if one.negated else "test.some", facts=of, window=window)
    if one.ever:
        said = v.say("test.ever", test=said)
    if one.until == "asked":
        said = v.say("test.asked", test=said)
    plain = one.total is None and not one.latest
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
        back = one.before.back
        if back is None:
            said += v.say("window.before", anchor=anchor(v, one.before))
        else:  # before the first instant of a span is longer ago than the span
            end_of = anchor(v, attrs.evolve(one.before, back=None))
            said += v.say("window.longer", span=span(v, back), anchor=end_of)
    if one.within is not None:
        said += v.say("window.within", within=within(v, one.within, anchor(v, one.of)))
    if one.back is not None:
        said += v.say("window.back", span=span(v, one.back), anchor=anchor(v, one.of))
    return said


def _total(v: Voice, of: Facts, one: Total, window: str) -> str:
    least = [] if one.min is None else [v.value(one.min)]
    if one.part is not None and one.of is not None:
        least.append(
            v.say(
                "test.whole" if one.part == 1 else "test.part",
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
    said = _noted(v, said, list(_endings(v, one)))
    if not one.having:
        return said
    return v.say("pick.having", text=said, tests=_too(v, one.having))


def taken(v: Voice, one: Pick) -> str:
    """Which of the picked claimants, and how many of them at most."""
    if one.take is None:
        return v.say("takes.each")
    if one.rank == (OPENED,):
        who = v.say(f"takes.{one.order}")
    else:
        ranks = v.say("takes.then").join(anchor(v, each) for each in one.rank)
        who = v.say(f"takes.{one.order}_by", rank=ranks)
    return who if one.take == 1 else v.say("takes.several", who=who, n=one.take)


def sees_claimant(one: Test | Pick) -> bool:
    """Whether a condition asks about whose claim it is, or about that claim itself."""
    if isinstance(one, Pick):
        return one.by != "anyone"
    if one.facts is None:
        return any(sees_claimant(each) for each in one.any)
    anchors = [each for each in (one.after, one.before) if each is not None]
    if one.within is not None or one.back is not None:
        anchors.append(one.of)
    return _of_claimant(one.facts) or any(_at_claim(each) for each in anchors)


def _of_claimant(one: Facts) -> bool:
    words = {word for match in one.where for word in match.words}
    return one.by in {"self", "other"} or bool(
        one.same or one.other or words & {"self", "other", "opening"}
    )


def _at_claim(one: Anchor) -> bool:
    named = one.facts is not None and _of_claimant(one.facts)
    of_claim = one.of in {"opened", "approved", "lapsed", "limit"}
    return named or of_claim or any(_at_claim(each) for each in one.anchors)


def picked(v: Voice, one: Pick) -> str:
    """Whoever a pick takes, by the claims and how they stand."""
    who = v.say("picked.all") if one.take is None else taken(v, one)
    status = ""
    if one.status != IN_FORCE:
        status = v.say("picked.status", status=statuses(v, one.status))
    by = "" if one.by == "anyone" else v.say(f"pick.by_{one.by}")
    said = v.say("picked", who=who, bases=bases(v, one.claims), by=by, status=status)
    said = _noted(v, said, list(_endings(v, one)))
    return v.say("picked.having", text=said, tests=_too(v, one.having)) if one.having else said


def _too(v: Voice, tests: Iterable[Test]) -> str:
    """Tests of the claims themselves, kept apart from those that follow."""
    return v.say("list.too").join(test(v, each) for each in tests)


def _endings(v: Voice, one: Pick) -> Iterable[str]:
    if one.ended_by:
        rows = v.join((v.row(each) for each in one.ended_by), "or")
        yield v.say("pick.ended_by", rows=rows)
    if one.ended_within is not None:
        yield v.say("pick.ended_within", span=span(v, one.ended_within))


def bases(v: Voice, names: Iterable[str]) -> str:
    """Bases of claims, any of them, in quotation marks."""
    return v.join((v.say("quoted", text=v.label("basis", name)) for name in names), "or")


def statuses(v: Voice, names: tuple[str, ...]) -> str:
    """Where a claim stands, any of these."""
    if set(names) == {"standing", "contestable"}:
        return v.label("status", "in_force")
    if set(get_args(ClaimStatus)) - set(names) == {"void", "refused"}:
        return v.label("status", "ever")
    return v.join((v.label("status", name) for name in names), "or")


def condition(v: Voice, one: Test | Pick) -> str:
    """What must be so, about facts or about claims."""
    return pick(v, one) if isinstance(one, Pick) else test(v, one)


def table(v: Voice, one: Table[T], say: Callable[[T], str], code: str = "table") -> str:
    """A graded value, row by row."""
    if one.by == "elapsed":
        of = v.say("table.elapsed", anchor=anchor(v, one.of))
    elif one.by == "count":
        counted = "" if one.facts is None else facts(v, one.facts)
        of = v.say("table.count", facts=counted)
    elif one.facts is None:
        of = v.say("table.own", field=v.field(v.opening, str(one.field)), anchor=anchor(v, OPENED))
    else:
        field = v.field(one.facts.kinds, str(one.field))
        of = v.say(f"table.{one.take}", field=field, facts=facts(v, one.facts, bare=True))
    if one.at is not None:
        of = v.say("table.at", of=of, anchor=anchor(v, one.at))
    rows = []
    for row in one.rows:
        gives = say(row.gives)
        if row.values:
            of_kinds = () if one.facts is None else one.facts.kinds
            values = v.join((v.told(value, "value", of_kinds) for value in row.values), "or")
            rows.append(v.say("table.row", values=values, gives=gives))
        elif row.upto is not None:
            upto = span(v, row.upto) if isinstance(row.upto, Span) else v.value(row.upto)
            rows.append(v.say("table.upto", upto=upto, gives=gives))
        elif row is one.rows[-1]:
            rows.append(v.say("table.any" if row.untold else "table.else", gives=gives))
        if row.untold and row is not one.rows[-1]:
            rows.append(v.say("table.untold", gives=gives))
    return v.say(code, of=of, rows=v.say("list.clauses").join(rows))
