"""Terms of pay, orders of reception and the ladder of disputes, as their company would tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from renoflow.attribution import (
    Bands,
    Base,
    GroundRate,
    Ladder,
    Leaver,
    Level,
    OnDays,
    OwnRate,
    Pick,
    Release,
    Reversal,
    Rota,
    Sanction,
    Term,
    Whom,
)
from renoflow.attribution.policy import Rate
from renoflow.facts import KINDS
from renoflow.money import Money
from renoflow.select import Anchor, Facts, Table, Test
from renoflow.words.conditions import anchor, condition, facts, picked, table, within
from renoflow.words.verdicts import source
from renoflow.words.voice import Voice

__all__ = ["ladder", "reading", "rota", "term", "whom"]


def whom(v: Voice, to: str | Whom | Pick) -> str:
    """Whom a row means."""
    if isinstance(to, Whom):
        of = to.last or to.first
        assert of is not None  # noqa: S101 - __attrs_post_init__ has refused it
        said = facts(v, of, bare=True)
        if to.role == "by":
            return v.say("whom.first_by" if to.last is None else "whom.last_by", facts=said)
        code = "whom.first" if to.last is None else "whom.last"
        return v.say(code, role=v.field(of.kinds, to.role), facts=said)
    if isinstance(to, Pick):
        return v.say("whom.pick", who=picked(v, to))
    return v.label("role", to)


def _clauses(v: Voice, clauses: Iterable[str]) -> str:
    return v.say("list.clauses").join(clauses)


def _every(v: Voice, conditions: Iterable[Test | Pick]) -> str:
    return v.every(condition(v, one) for one in conditions)


# --- terms of pay -----------------------------------------------------------------------


def term(v: Voice, one: Term) -> str:
    """Who is paid how much on what, when it is earned and due, and what takes it back."""
    # in a term the opening fact is what it is paid on, and what is approved is earned
    own = {"anchor.opened": v.say("anchor.occasion"), "anchor.approved": v.say("anchor.earned")}
    # ... and whoever is paid stands where a claimant stands elsewhere
    for code in ("by.self", "match.self", "match.a_self", "match.opening", "match.a_opening"):
        own[code] = v.find(f"payee.{code}") or code
    v = v.saying(own)
    text = _clauses(v, _term(v, one))
    return v.say("duty", id=v.row(one.id), text=text, source=source(v, one.source))


def _term(v: Voice, one: Term) -> Iterator[str]:
    if isinstance(one.to, Pick):
        who = picked(v, one.to)
    elif one.to is not None:
        who = whom(v, one.to)
    else:
        service = "_service" if one.question == "service" else ""
        who = v.say(f"term.{one.share}{service}")
    code = "term.pays" if isinstance(one.rate, Fraction) else "term.pays_by"
    code = "term.pays_all" if one.rate == 1 else code
    yield v.say(code, rate=_rate(v, one.rate), base=_base(v, one.base), who=who)
    if isinstance(one.part, Table) or one.part != 1:
        yield v.say("term.part", part=_part(v, one.part))
    yield v.label("rounding", one.rounding)
    if one.when:
        yield v.say("term.when", tests=_every(v, one.when))
    for release in one.releases:
        yield _release(v, release)
    for cap in one.caps:
        yield v.say("term.cap", amount=v.money(cap.amount), per=v.say(f"term.per_{cap.per}"))
    if one.leaver is not None:
        yield _leaver(v, one.leaver)
    for back in one.reversals:
        yield _reversal(v, back)


def _base(v: Voice, one: Base) -> str:
    if one.facts is None:
        return v.say("base.term", term=one.term)
    bare = one.take != "sum"
    taken = v.say(f"base.{one.take}", facts=facts(v, one.facts, bare=bare))
    if one.field is not None:
        said = v.say("base.field", field=v.field(one.facts.kinds, one.field), facts=taken)
    elif one.amount is not None:
        said = v.say("base.amount", amount=v.money(one.amount), facts=taken)
    else:
        said = v.say("base.given", name=one.given, facts=taken)
    if one.after is not None:
        said = v.say("base.after", base=said, anchor=anchor(v, one.after))
    if one.before is not None:
        said = v.say("base.before", base=said, anchor=anchor(v, one.before))
    if one.within is not None and one.of is not None:
        by_then = within(v, one.within, anchor(v, one.of))
        said = v.say("base.within", base=said, within=by_then)
    return said


def _rate(v: Voice, one: Rate) -> str:
    if isinstance(one, Table):
        return table(v, one, v.share, "table.parts")
    if isinstance(one, OwnRate):
        said = v.say("rate.own", field=v.field(one.own.kinds, one.field), facts=facts(v, one.own))
        said = said if one.take == "last" else v.say("rate.own_first", rate=said)
        return said if one.at is None else v.say("table.at", of=said, anchor=anchor(v, one.at))
    if isinstance(one, GroundRate):
        said_rows = [
            v.say(
                "table.row",
                values=v.join((v.row(str(value)) for value in row.values), "or"),
                gives=v.share(row.gives),
            )
            if row.values
            else v.say("table.else", gives=v.share(row.gives))
            for row in one.grounds
        ]
        return v.say("table.parts", of=v.say("rate.grounds"), rows=_clauses(v, said_rows))
    if not isinstance(one, Bands):
        return v.share(one)
    rows = [
        v.say("table.upto", upto=v.money(row.upto), gives=v.share(row.gives))
        if isinstance(row.upto, Money)
        else v.say("table.else", gives=v.share(row.gives))
        for row in one.bands
    ]
    how = v.say(f"rate.{one.how}_{one.of}")
    return v.say("table.parts", of=how, rows=_clauses(v, rows))


def _part(v: Voice, one: Fraction | Table[Fraction]) -> str:
    return table(v, one, v.share, "table.parts") if isinstance(one, Table) else v.share(one)


def _release(v: Voice, one: Release) -> str:
    part = v.say("owner.rest") if one.part is None else v.share(one.part)
    said = v.say("release", id=v.row(one.id), part=part, due=_due(v, one.due))
    if one.when:
        said = v.say("release.when", text=said, tests=_every(v, one.when))
    if one.holds_if:
        said = v.say("release.holds_if", text=said, tests=_every(v, one.holds_if))
    return said


def _due(v: Voice, one: Anchor) -> str:
    later = one.plus is not None and not one.plus.until
    return v.say("release.then" if later else "release.due", anchor=anchor(v, one))


def _leaver(v: Voice, one: Leaver) -> str:
    said = v.say("leaver", facts=facts(v, one.on), part=_part(v, one.part))
    said = v.say(f"leaver.{one.rest}", text=said)
    return said if one.back is None else v.say("leaver.back", text=said, facts=facts(v, one.back))


def _reversal(v: Voice, one: Reversal) -> str:
    if one.part is None:
        part = v.say("reversal.field", field=v.field(one.on.kinds, str(one.field)))
    else:
        whole = "reversal.all" if one.part == 1 else "reversal.part"
        part = v.say(whole, part=_part(v, one.part))
    said = v.say("reversal", id=v.row(one.id), facts=facts(v, one.on), part=part)
    if one.when:
        said = v.say("reversal.when", text=said, tests=_every(v, one.when))
    if one.within is None:
        return said
    return v.say("reversal.within", text=said, within=within(v, one.within, anchor(v, one.of)))


# --- orders of reception ----------------------------------------------------------------


def rota(v: Voice, one: Rota) -> str:
    """In which order customers are received, and what becomes of whoever is not there."""
    text = _clauses(v, _rota(v, one))
    return v.say("duty", id=v.row(one.id), text=text, source=source(v, one.source))


def _rota(v: Voice, one: Rota) -> Iterator[str]:
    yield v.say(f"rota.{one.order}", lanes=v.join(one.lanes))
    yield from (_on_days(v, row) for row in one.choose)
    who = v.say("claim.by") if one.who == "by" else v.field(one.counts.kinds, one.who)
    yield v.say("rota.counts", facts=facts(v, one.counts), who=who)
    if one.make_up is not None:
        yield v.say("rota.make_up", facts=facts(v, one.make_up))
    for skip in one.skips:
        place = v.say(f"rota.{skip.place}")
        if skip.during is not None:
            start, stop = facts(v, skip.during.start), facts(v, skip.during.stop)
            yield v.say("rota.during", id=skip.id, start=start, stop=stop, place=place)
        if skip.missed is not None:
            yield v.say("rota.missed", id=skip.id, facts=facts(v, skip.missed), place=place)


def _on_days(v: Voice, one: OnDays) -> str:
    days = [] if one.days == "any" else [v.say(f"rota.days_{one.days}")]
    if one.weekdays:
        days.append(v.join((v.label("weekday", str(day)) for day in one.weekdays), "or"))
    if one.hours is not None:
        days.append(v.say("rota.hours", first=one.hours[0], last=one.hours[1]))
    days = days or [v.say("rota.days_any")]
    return v.say("rota.choose", order=one.order, days=v.say("list.comma").join(days))


# --- the ladder of disputes -------------------------------------------------------------


def ladder(v: Voice, one: Ladder) -> str:
    """Who decides a dispute, in which order and by when, and what a breach costs."""
    v = v.by(one.id)
    text = _clauses(v, [*(_level(v, place, row) for place, row in enumerate(one.levels, 1))])
    document, _, rules = one.source.partition(" ")
    if v.find(f"document.{document}") is None:
        shown = source(v, one.source)
    else:
        shown = source(v, _clauses(v, filter(None, (v.label("document", document), rules))))
    told = [v.say("duty", id=_named(v, one.id, one.zh), text=text, source=shown)]
    if one.report_within is not None and one.of is not None:
        by_then = within(v, one.report_within, anchor(v, one.of))
        told.append(v.say("ladder.report_within", within=by_then))
    if one.hears:
        told.append(v.say("ladder.hears", tests=_of_dispute(v, one.hears)))
    if one.sees == ():
        told.append(v.say("ladder.sees_nobody"))
    for name, rows in (
        ("form", [v.label("form", row) for row in one.form]),
        ("evidence", [v.label("evidence", row) for row in one.evidence]),
        ("steps", [v.label("steps", row) for row in one.steps]),
        ("notice", [v.label("notice", row) for row in one.notice]),
        ("sees", [_role(v, row) for row in one.sees or ()]),
        ("applies_to", [v.label("applies_to", row) for row in one.applies_to]),
        ("related", [v.label("related", row) for row in one.related]),
    ):
        if rows:
            told.append(v.say(f"ladder.{name}", names=v.join(rows)))
    told += [_sanction(v, row) for row in one.sanctions]
    here = [v.say(f"ladder.recuse_{one.recuse}"), v.say(f"ladder.held_{one.held}")]
    if len(one.levels) > 1:
        may_skip = any(level.optional for level in one.levels)
        here.insert(0, v.say("ladder.in_turn" if may_skip else "ladder.in_turn_all"))
    told.append(v.say("ladder.here", text=_clauses(v, here)))
    told += [reading(v, name, value) for name, value in one.readings]
    return v.sentences(told)


def reading(v: Voice, name: str, value: str) -> str:
    """A choice that was made where the source leaves one."""
    code = f"reading.{name}"
    if v.find(code) is None:
        return v.say("reading", name=name, value=v.label("value", value))
    group = _READ_AS.get(name, "value")
    return v.say(code, value=v.join((v.label(group, word) for word in value.split()), "or"))


_READ_AS: Final = dict.fromkeys(("ATT-13/who", "FILE-06/who", "FILE-13/who"), "role")
"""Of what a reading speaks, if not of values."""


def _sanction(v: Voice, row: Sanction) -> str:
    """What a breach costs; it is told and never executed."""
    breach = v.join((v.say(f"sanction.{what}") for what in row.on), "or")
    amount = "" if row.amount is None else v.yuan(row.amount)
    code = "sanction.none" if row.amount is None else "sanction"
    shown = source(v, row.source)
    said = v.say(code, id=v.row(row.id), breach=breach, amount=amount, source=shown)
    return v.sentences([said, v.say("sanction.lenient") if row.lenient else ""])


def _named(v: Voice, code: str, zh: str) -> str:
    return v.say("notes", text=zh, notes=code) if v.lang == "zh" else code


def _level(v: Voice, place: int, one: Level) -> str:
    code = f"role.{one.role}"
    # what the ladder calls its level comes before what we call such a role, not before a name
    mine = one.zh if v.lang == "zh" else ""
    role = v.words.get(code) or mine or v.find(code) or one.role
    own = v.find(f"acts.{one.role}")
    told = [v.say(f"level.{one.acts}_{one.until}") if own is None else own]
    if one.optional:
        told.append(v.say("level.advised" if one.advised else "level.optional"))
    if one.within is not None:
        told.append(v.say("level.within", within=within(v, one.within)))
    if one.appeal is not None:
        told.append(v.say("level.appeal", within=within(v, one.appeal)))
    if one.submits:
        told.append(v.say("level.submits", roles=v.join((_role(v, x) for x in one.submits), "or")))
    if one.tried != "required":
        told.append(v.say(f"level.tried_{one.tried}"))
    if one.when:
        told.append(v.say("limit.when", tests=_of_dispute(v, one.when)))
    if one.holder is not None:
        told.append(v.say("level.holder", party=_role(v, one.holder)))
    if one.final:
        told.append(v.say("level.final"))
    said = v.say("level", n=place, role=role, text=v.say("list.comma").join(told))
    return said + source(v, one.source)


def _of_dispute(v: Voice, tests: Iterable[Test]) -> str:
    """Conditions of a ladder; what they ask of the claim's fact they ask of the dispute."""
    return v.every(_about(v, one) for one in tests)


def _about(v: Voice, one: Test) -> str:
    told = [] if one.facts is None else [each for each in one.facts.where if each.values]
    if one.facts != Facts(kinds=("dispute",), where=tuple(told), same=("id",)) or one.negated:
        return condition(v, one)
    said = []
    for each in told:
        spec = KINDS["dispute"].field(each.field)
        values: Iterable[str] = (str(value) for value in each.values)
        if each.op == "not_in" and spec is not None:
            values = (*(word for word in spec.values if word not in each.values), "unsaid")
        words = v.join((v.label("value", word) for word in values), "or")
        said.append(v.say("level.is_in", field=v.field(("dispute",), each.field), values=words))
    return v.every(said)


def _role(v: Voice, code: str) -> str:
    return v.label("role", code)
