"""A policy in plain sentences, row by row, as its company would tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

import attrs

from renoflow.attribution import (
    Adjustment,
    Approval,
    Audit,
    Chapter,
    Claim,
    ClaimLimit,
    Ground,
    Outcome,
    Parts,
    Pick,
    Policy,
    Question,
)
from renoflow.facts import Value
from renoflow.obligations import Duty
from renoflow.select import Facts, Match, Op, Table
from renoflow.words.conditions import (
    bases,
    condition,
    facts,
    pick,
    picked,
    sees_claimant,
    span,
    stripped,
    table,
    taken,
    test,
    within,
)
from renoflow.words.limits import limit
from renoflow.words.standing import ladder, rota, term, whom
from renoflow.words.verdicts import outcome, source
from renoflow.words.voice import Voice

__all__ = ["policy"]


def policy(v: Voice, one: Policy) -> str:
    """Claims, limits, grounds in order, duties, and the readings chosen."""
    shown = source(v, v.label("document", one.source))
    head = v.say("policy", id=one.id, revision=one.revision, source=shown)
    lines = [v.sentences([head, v.say(f"policy.days_{one.days}"), *_identity(v, one)])]
    lines += _part(v, "claims", (_claim(v, row) for row in one.claims))
    lines += _part(v, "limits", (_limit(v, row) for row in one.limits))
    lines += _part(v, "audits", (_audit(v, row) for row in one.audits))
    parties = {row.basis: row.party for row in one.claims}
    rows = [_ground(v, place, row, parties) for place, row in enumerate(one.grounds, 1)]
    lines += [v.say("policy.grounds"), *rows]
    lines += _part(v, "settles", _settles(v, one))
    lines += _part(v, "duties", (_duty(v, row) for row in one.duties))
    lines += _part(v, "adjustments", (_adjustment(v, row) for row in one.adjustments))
    lines += _part(v, "terms", (term(v, row) for row in one.terms))
    lines += _part(v, "rotas", (rota(v, row) for row in one.rotas))
    lines += _part(v, "ladder", () if one.ladder is None else (ladder(v, one.ladder),))
    lines += _part(v, "readings", (_reading(v, name, value) for name, value in one.readings))
    return v.lines(lines)


def _part(v: Voice, name: str, rows: Iterable[str]) -> list[str]:
    items = [v.say("policy.item", text=row) for row in rows]
    return [v.say(f"policy.{name}"), *items] if items else []


def _identity(v: Voice, one: Policy) -> Iterable[str]:
    for rule in one.identity.keys:
        doubt = one.identity.doubt
        fields = v.join(v.field((), each) for each in (rule.field, *rule.also))
        if rule.digits != "all":
            fields = v.say("policy.digits", field=fields)
        yield v.say(
            f"policy.{rule.strength}",
            field=fields,
            outcome=outcome(v, doubt.kind, (), doubt.to),
        )
    if one.identity.kin:
        relations = v.join((v.label("relation", each) for each in one.identity.kin), "or")
        yield v.say("policy.kin", relations=relations)
    if one.identity.scope:
        yield v.say(
            "policy.scope", fields=v.join(v.field((), each) for each in one.identity.scope)
        )
    if one.stages:
        yield v.say("policy.stages", stages=v.join(v.label("stage", each) for each in one.stages))
    if one.pin != "decision":
        yield v.say(f"policy.pin_{one.pin}")
    if one.correctors:
        roles = v.join((v.label("role", each) for each in one.correctors), "or")
        yield v.say("policy.correctors", roles=roles)


def _claim(v: Voice, row: Claim) -> str:
    if row.party is not None:
        who = v.say("claim.party", party=v.label("role", row.party))
    elif row.claimant == "by":
        who = v.say("claim.by")
    else:
        who = v.say("claim.named", field=v.field(row.opens.kinds, row.claimant))
    sentences = [
        v.say(
            "claim.row",
            basis=v.label("basis", row.basis),
            facts=facts(v, _without(row.opens, row.claimant, "given")),
            claimant=who,
            source=source(v, row.source),
        )
    ]
    if row.needs:
        needs = v.every(condition(v, each) for each in row.needs)
        sentences.append(v.say("claim.needs", conditions=needs))
    if row.bars:
        sentences.append(v.say("claim.bars", bases=bases(v, row.bars)))
    sentences += [_approval(v, step) for step in row.approvals]
    sentences += [v.say("claim.ends", facts=facts(v, each)) for each in row.ends]
    if row.again != "keep":
        sentences.append(v.say(f"again.{row.again}"))
    if row.transfer is not None:
        handed = facts(v, row.transfer.on)
        field = v.field(row.transfer.on.kinds, row.transfer.to)
        sentences.append(v.say(f"transfer.{row.transfer.rank}", facts=handed, field=field))
    return v.sentences(sentences)


def _without(one: Facts, field: str, op: Op, values: tuple[Value, ...] = ()) -> Facts:
    """*one* without a condition that its sentence says anyway."""
    said = Match(field=field, op=op, values=values)
    return attrs.evolve(one, where=tuple(each for each in one.where if each != said))


def _approval(v: Voice, step: Approval) -> str:
    def by_role(one: Facts) -> str:
        one = _without(one, "role", "in", (step.role,))
        where = tuple(each for each in one.where if each.op != "opening")
        return facts(v, attrs.evolve(one, where=where))

    refused = term = ""
    if step.refused is not None:
        refused = v.say("claim.refusal", facts=by_role(step.refused))
    if step.within is not None:
        silence = v.say(f"silence.{step.silence}")
        term = v.say("claim.term", within=within(v, step.within), silence=silence)
    return v.say(
        "claim.approval",
        role=v.label("role", step.role),
        facts=by_role(step.on),
        refused=refused,
        term=term,
        meanwhile=v.say(f"meanwhile.{step.meanwhile}"),
        source=source(v, step.source),
    )


def _limit(v: Voice, row: ClaimLimit) -> str:
    text = limit(v, row.limit, v.label("role", row.who))
    end = "" if row.limit.needs is not None else "_end"
    return v.say(
        "claim.limit",
        id=v.row(row.limit.id),
        bases=v.join(v.label("basis", basis) for basis in row.on),
        text=v.say("list.clauses").join([text, v.say(f"then.{row.then}{end}")]),
        source=source(v, row.limit.source),
    )


def _audit(v: Voice, row: Audit) -> str:
    event = v.say("audit.rival")
    if isinstance(row.at, Facts):
        event = v.say("audit.event", facts=facts(v, row.at))
    needs = facts(v, row.needs)
    if row.count > 1:
        needs = v.say("limit.count", count=row.count, facts=needs)
    back = (
        v.say("audit.opened") if row.back is None else v.say("audit.back", span=span(v, row.back))
    )
    clauses = [v.say("audit.needs", event=event, needs=needs, back=back)]
    if row.only_after:
        clauses.append(v.say("audit.only_after", limits=v.join(row.only_after)))
    if row.when:
        clauses.append(v.say("limit.when", tests=v.every(test(v, each) for each in row.when)))
    clauses.append(v.say(f"then.{row.then}"))
    return v.say(
        "claim.limit",
        id=v.row(row.id),
        bases=v.join(v.label("basis", basis) for basis in row.on),
        text=v.say("list.clauses").join(clauses),
        source=source(v, row.source),
    )


def _ground(v: Voice, place: int, row: Ground, parties: Mapping[str, str | None]) -> str:
    """A ground with its place; *parties* are those whose claims of a basis are, if fixed."""
    conditions = [] if row.pick is None else [pick(v, row.pick)]
    tests = [condition(v, each) for each in row.when]
    if row.pick is not None and any(sees_claimant(each) for each in row.when):
        who = taken(v, attrs.evolve(row.pick, take=1))
        tests = [v.say("ground.seen", who=who, tests=v.every(tests))]
    conditions += tests
    gives = _gives(v, row, row.gives, parties)
    if conditions:
        clauses = [v.say("ground.if", conditions=v.every(conditions), outcome=gives)]
    else:
        clauses = [v.say("ground.else", outcome=gives)]
    tie = _gives(v, row, row.tie, parties)
    if row.tie != Outcome(kind="silent") and tie != gives:
        clauses.append(v.say("ground.tie", outcome=tie))
    if set(row.answers) != set(get_args(Question)):
        asked = v.join(v.label("question", each) for each in row.answers)
        clauses.append(v.say("ground.answers", question=asked))
    text = v.say("list.clauses").join(clauses)
    return v.say("ground", n=place, id=v.row(row.id), text=text, source=source(v, row.source))


def _gives(v: Voice, row: Ground, one: Outcome, parties: Mapping[str, str | None]) -> str:
    if one.kind == "owner" and row.pick is not None:
        fixed = {parties.get(basis) for basis in row.pick.claims}
        only = fixed.pop() if len(fixed) == 1 and not one.parts else None
        if only is not None:
            return v.say("ground.owner", who=v.label("role", only))
        return _shared(v, row.pick, one.parts) if one.parts else _owned(v, row.pick)
    if one.kind == "pending" and row.pick is not None:
        return v.say("ground.pending")
    if one.kind == "customer_chooses":
        return v.say("ground.customer_chooses")
    if one.kind == "party":
        return v.say("ground.owner", who=v.label("role", str(one.to)))
    return v.say("ground.customer", outcome=outcome(v, one.kind, (), one.to))


def _owned(v: Voice, one: Pick) -> str:
    """Whose the customer is, of the picked claims; several own in equal shares."""
    who = taken(v, one)
    if one.take == 1:
        return v.say("ground.owner", who=who)
    return v.say("ground.owners", who=v.say("takes.equal", who=who))


def _shared(v: Voice, one: Pick, parts: Parts | Table[Parts]) -> str:
    """Who has which part."""
    if isinstance(parts, Table):
        told = table(v, parts, lambda each: _parts(v, one, each), "table.parts")
        return v.say("ground.shares", parts=told)
    return _parts(v, one, parts)


def _parts(v: Voice, one: Pick, parts: Parts) -> str:
    placed = sum(part.to is None for part in parts)
    several = placed > 1 or (placed == 1 and one.take != 1)
    said: list[str] = []
    place = 0
    for part in parts:
        if part.to is not None:
            party = picked(v, part.to) if isinstance(part.to, Pick) else whom(v, part.to)
            if part.nobody is not None:
                party = v.say("part.or", party=party, nobody=v.label("role", part.nobody))
        elif several:
            place += 1
            party = v.say("takes.place", n=place)
        else:
            party = taken(v, one)
        share = v.say("owner.rest") if part.part is None else v.share(part.part)
        said.append(v.say("part.has", party=party, share=share))
    listed = v.say("list.parts").join(said)
    if not several:
        return listed
    counted = one if one.take is not None else attrs.evolve(one, take=1)
    return v.say("takes.placed", who=taken(v, counted), parts=listed)


def _settles(v: Voice, one: Policy) -> Iterable[str]:
    yield from (v.say("decisive", facts=facts(v, each, bare=True)) for each in one.decisive)
    yield from (v.say("decisive.undo", facts=facts(v, each)) for each in one.undo)
    if one.chapter is not None:
        yield from _chapter(v, one.chapter)
    for row in one.deciders:
        role = v.label("role", row.role)
        yield v.say(f"decider.{row.until}", role=role, source=source(v, row.source))


def _chapter(v: Voice, one: Chapter) -> Iterable[str]:
    shown = source(v, one.source)
    for each in one.closes:
        yield v.say("chapter.closes", facts=facts(v, each), source=shown)
    if one.fresh is not None and one.gap is not None:
        since = facts(v, one.since or one.fresh, bare=True)
        gap = span(v, one.gap)
        yield v.say("chapter.fresh", facts=facts(v, one.fresh), gap=gap, since=since, source=shown)


def _duty(v: Voice, row: Duty) -> str:
    who = v.label("role", "owner" if row.who == "self" else row.who)
    text = limit(v, row.limit, who)
    if row.advice:
        text = v.say("list.clauses").join([text, v.say("limit.advice")])
    return v.say("duty", id=v.row(row.limit.id), text=text, source=source(v, row.limit.source))


def _adjustment(v: Voice, row: Adjustment) -> str:
    conditions = [condition(v, each) for each in row.when]
    gives = ""
    if isinstance(row.part, Table):
        gives = table(v, row.part, v.share, "table.parts")
    elif row.part is not None:
        gives = v.say("adjustment.all") if row.part == 1 and row.of else v.share(row.part)
    elif isinstance(row.amount, Table):
        gives = table(v, row.amount, v.money, "table.parts")
    elif row.amount is not None:
        gives = v.money(row.amount)
    if row.of:
        gives = v.say(
            "adjustment.of", gives=gives, of=v.join(v.label("pay", one) for one in row.of)
        )
    if row.per:
        gives = v.say("adjustment.per", gives=gives, per=stripped(v.label("pay", row.per)))
    is_graded = isinstance(row.part, Table) or isinstance(row.amount, Table)
    code = "adjustment.by" if is_graded else "adjustment.gives"
    # nobody bears what is no money, or what he owes himself
    is_fine = row.kind in {"penalty", "turn", "bar"}
    return v.say(
        "adjustment.fine" if is_fine else "adjustment",
        id=v.row(row.id),
        kind=v.label("adjusted", row.kind),
        gives=v.say(code, gives=gives) if gives else "",
        to=whom(v, row.to),
        bearer=v.label("bearer", row.bearer),
        tests=v.say("adjustment.if", tests=v.every(conditions)) if conditions else "",
        source=source(v, row.source),
    )


def _reading(v: Voice, name: str, value: str) -> str:
    code = f"reading.{name}"
    if v.find(code) is None:
        return v.say("reading", name=name, value=v.label("value", value))
    return v.say(code, value=v.join((v.label("value", word) for word in value.split()), "or"))
