"""A policy in plain sentences, row by row, as its company would tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

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
    Whom,
)
from renoflow.facts import KINDS, Value
from renoflow.facts.kinds import COMMON
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
from renoflow.words.openings import bases_of, opened
from renoflow.words.standing import ladder, reading, rota, term, whom
from renoflow.words.verdicts import outcome, source
from renoflow.words.voice import Voice

__all__ = ["policy"]


def policy(v: Voice, one: Policy) -> str:
    """Claims, limits, grounds in order, duties, and the readings chosen."""
    shown = source(v, v.label("document", one.source))
    v = v.by(one.id)
    title = v.find("title")
    name = (
        one.id
        if title is None
        else v.say("notes", text=title[:1].upper() + title[1:], notes=one.id)
    )
    if len(one.decisive) == 1:
        settles = v.say("anchor.that", facts=facts(v, one.decisive[0], bare=True))
        v = v.saying({"anchor.decisive": settles})
    head = v.say("policy", id=name, revision=one.revision, source=shown)
    lines = [v.sentences([head, v.say(f"policy.days_{one.days}"), *_identity(v, one)])]
    lines += _part(v, "claims", (_claim(v, row) for row in one.claims))
    lines += _part(v, "limits", (_limit(opened(v, one, row.on), row) for row in one.limits))
    lines += _part(v, "audits", (_audit(opened(v, one, row.on), row) for row in one.audits))
    parties = {row.basis: row.party for row in one.claims}
    rows = [
        _ground(opened(v, one, bases_of(row)), place, row, parties)
        for place, row in enumerate(one.grounds, 1)
    ]
    lines += [v.say("policy.grounds"), *rows]
    lines += _part(v, "settles", _settles(v, one))
    lines += _part(v, "duties", (_duty(v, row) for row in one.duties))
    lines += _part(
        v,
        "adjustments",
        (_adjustment(opened(v, one, bases_of(row)), row) for row in one.adjustments),
    )
    lines += _part(v, "terms", (term(v, row) for row in one.terms))
    lines += _part(v, "rotas", (rota(v, row) for row in one.rotas))
    lines += _part(v, "ladder", () if one.ladder is None else (ladder(v, one.ladder),))
    lines += _part(v, "readings", (reading(v, name, value) for name, value in one.readings))
    return v.lines(lines)


def _part(v: Voice, name: str, rows: Iterable[str]) -> list[str]:
    items = [v.say("policy.item", text=row) for row in rows]
    return [v.say(f"policy.{name}"), *items] if items else []


def _identity(v: Voice, one: Policy) -> Iterable[str]:
    for rule in one.identity.keys:
        doubt = one.identity.doubt
        fields = v.join(_key(v, one, each) for each in (rule.field, *rule.also))
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
            "policy.scope", fields=v.join(_key(v, one, each) for each in one.identity.scope)
        )
    if one.stages:
        yield v.say("policy.stages", stages=v.join(v.label("stage", each) for each in one.stages))
    if one.pin != "decision":
        yield v.say(f"policy.pin_{one.pin}")
    if one.correctors:
        roles = v.join((v.label("role", each) for each in one.correctors), "or")
        yield v.say("policy.correctors", roles=roles)


def _key(v: Voice, one: Policy, name: str) -> str:
    """A field of the identity: as our kinds call it, else as the policy's own do."""
    ours = name in COMMON or any(kind.field(name) is not None for kind in KINDS.values())
    own = (kind.name for kind in one.kinds if any(each.name == name for each in kind.fields))
    return v.field(() if ours else own, name)


def _claim(v: Voice, row: Claim) -> str:
    if row.party is not None:
        who = v.say("claim.party", party=v.label("role", row.party))
    else:
        who = _claimant(v, row)
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
    sentences += [_approval(v, step, place) for place, step in enumerate(row.approvals)]
    sentences += [v.say("claim.ends", facts=facts(v, each)) for each in row.ends]
    if row.again != "keep":
        sentences.append(v.say(f"again.{row.again}"))
    if row.transfer is not None:
        handed = facts(v, row.transfer.on)
        field = v.field(row.transfer.on.kinds, row.transfer.to)
        sentences.append(v.say(f"transfer.{row.transfer.rank}", facts=handed, field=field))
    return v.sentences(sentences)


def _claimant(v: Voice, row: Claim) -> str:
    """Whoever a fact gives the claim to: by what he did, or by what he is named as."""
    kinds = set(row.opens.kinds)
    for kind in (f"{kinds.pop()}." if len(kinds) == 1 else "", ""):
        said = v.find(f"claimant.{kind}{row.claimant}")
        if said is not None:
            return said
    return v.say("claim.named", field=v.field(row.opens.kinds, row.claimant))


def _without(one: Facts, field: str, op: Op, values: tuple[Value, ...] = ()) -> Facts:
    """*one* without a condition that its sentence says anyway."""
    said = Match(field=field, op=op, values=values)
    return attrs.evolve(one, where=tuple(each for each in one.where if each != said))


def _approval(v: Voice, step: Approval, place: int) -> str:
    """An approval; each but the first waits for the one before."""

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
    role = v.label("role", step.role)
    code = f"approval.{step.id}.needs"
    if v.find(code) is None:
        code = "claim.step"
    return v.say(
        "claim.approval_next" if place else "claim.approval",
        needs=v.say(code, role=role, facts=by_role(step.on)),
        refused=refused,
        term=term,
        meanwhile=v.say(f"meanwhile.{step.meanwhile}"),
        source=source(v, step.source),
    )


def _limit(v: Voice, row: ClaimLimit) -> str:
    text = limit(v, row.limit, v.label("role", row.who))
    end = "" if row.limit.needs is not None else "_end"
    clauses = [text]
    if row.limit.span is not None or row.limit.by is not None or not row.limit.lead:
        clauses.append(v.say(f"then.{row.then}{end}"))  # else only what is done early ends it
    return v.say(
        "claim.limit",
        id=v.row(row.limit.id),
        bases=v.join(v.label("basis", basis) for basis in row.on),
        text=v.say("list.clauses").join(clauses),
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
        limits = v.join(v.row(each) for each in row.only_after)
        clauses.append(v.say("audit.only_after", limits=limits))
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
    own = row.answers[0] if len(row.answers) == 1 else ""
    gives = _gives(v, row, row.gives, parties)
    if conditions:
        clauses = [v.say("ground.if", conditions=v.every(conditions), outcome=gives)]
    else:
        clauses = [v.say("ground.else", outcome=gives)]
    tie = _gives(v, row, row.tie, parties)
    if row.tie != Outcome(kind="silent") and tie != gives:
        clauses.append(v.say("ground.tie", outcome=tie))
    if own and (row.gives.parts or row.gives.kind not in _ASKED):
        clauses.append(v.say("ground.answers", question=v.label("question", own)))
    text = v.say("list.clauses").join(clauses)
    return v.say("ground", n=place, id=v.row(row.id), text=text, source=source(v, row.source))


_ASKED: Final = ("owner", "party", "decider", "nobody", "pool", "rota", "silent", "fresh")
"""The outcomes whose sentences say the question themselves where a row answers only one."""


def _gives(v: Voice, row: Ground, one: Outcome, parties: Mapping[str, str | None]) -> str:
    question = f"_{row.answers[0]}" if len(row.answers) == 1 else ""
    if one.kind == "owner" and row.pick is not None:
        fixed = {parties.get(basis) for basis in row.pick.claims}
        only = fixed.pop() if len(fixed) == 1 and not one.parts else None
        if only is not None:
            return v.say(f"ground.owner{question}", who=v.label("role", only))
        if one.parts:
            return _shared(v, row.pick, one.parts)
        return _owned(v, row.pick, question)
    if one.kind == "customer_chooses" or (one.kind == "pending" and row.pick is not None):
        return v.say(f"ground.{one.kind}")
    if one.kind == "party":
        return v.say(f"ground.owner{question}", who=v.label("role", str(one.to)))
    return v.say(f"ground.customer{question}", outcome=outcome(v, one.kind, (), one.to))


def _owned(v: Voice, one: Pick, question: str) -> str:
    """Whose the customer is, of the picked claims; several own in equal shares."""
    who = taken(v, one)
    if one.take == 1:
        return v.say(f"ground.owner{question}", who=who)
    return v.say(f"ground.owners{question}", who=v.say("takes.equal", who=who))


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
            party = _of_part(v, part.to)
            if part.nobody is not None:
                party = v.say("part.or", party=party, nobody=_of_part(v, part.nobody))
        elif several:
            place += 1
            party = v.say("takes.place", n=place)
        else:
            party = taken(v, one)
        rest = "owner.all" if len(parts) == 1 else "owner.rest"
        share = v.say(rest) if part.part is None else v.share(part.part)
        said.append(v.say("part.has", party=party, share=share))
    listed = v.say("list.parts").join(said)
    if not several:
        return listed
    counted = one if one.take is not None else attrs.evolve(one, take=1)
    return v.say("takes.placed", who=taken(v, counted), parts=listed)


def _of_part(v: Voice, to: str | Whom | Pick) -> str:
    return picked(v, to) if isinstance(to, Pick) else whom(v, to)


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
    if row.owned_by is not None:
        conditions.insert(0, v.say("adjustment.owned", party=v.label("role", row.owned_by)))
    gives = ""
    if isinstance(row.part, Table):
        gives = table(v, row.part, v.share, "table.parts")
    elif row.part is not None:
        gives = v.say("adjustment.all") if row.part == 1 and row.of else v.share(row.part)
    elif isinstance(row.amount, Table):
        gives = table(v, row.amount, v.yuan, "table.parts")
    elif row.amount is not None:
        gives = v.yuan(row.amount)
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
