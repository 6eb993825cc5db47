"""What is due, where a customer or a dispute stands, what would change, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from renoflow.attribution import Change, DisputeState, Penalty
from renoflow.obligations import Obligation
from renoflow.processes import Deviation, Journey, Possible, Standing
from renoflow.words.verdicts import told, verdict
from renoflow.words.voice import Voice

__all__ = ["change", "deviation", "dispute", "journey", "obligation"]


def obligation(v: Voice, one: Obligation) -> str:
    """Who owes what by when, and what became of it."""
    v = v.by(one.rule)
    due = v.say("obligation.no_end")
    if one.due is not None:
        due = v.say("obligation.due", due=v.when(one.due))
    amount = ""
    if one.amount is not None:
        amount = v.say("obligation.amount", amount=v.money(one.amount))
    notes = [
        v.say(f"obligation.{name}") for name in ("provisional", "advice") if getattr(one, name)
    ]
    if one.escalated:
        roles = v.join(v.label("role", role) for role in one.escalated)
        notes.append(v.say("obligation.escalated", roles=roles))
    said = v.say(
        "obligation",
        who=v.label("role", one.who),
        what=v.label("what", one.what),
        amount=amount,
        due=due,
        state=v.label("due", one.state),
        notes="".join(notes),
        rule=one.rule,
    )
    if one.customer is None:
        return said
    return v.say("obligation.customer", customer=one.customer, text=said)


def journey(v: Voice, one: Journey) -> str:
    """Where each track stands, what did not fit, and what may follow, one a line."""
    lines = [v.say("journey", process=one.process, at=v.when(one.at))]
    lines += [_standing(v, each) for each in one.stages]
    lines += [deviation(v, each) for each in one.deviations]
    lines += [_next(v, each) for each in one.next]
    return v.lines(lines)


def _standing(v: Voice, one: Standing) -> str:
    track, stage = v.label("track", one.track), v.label("stage", one.stage)
    if one.since is None:
        return v.say("journey.start", track=track, stage=stage)
    by = v.say("journey.by", facts=v.join(one.facts))
    return v.say("journey.standing", track=track, stage=stage, since=v.when(one.since), facts=by)


def deviation(v: Voice, one: Deviation) -> str:
    """A fact that did not fit, what became of it, and what was missing."""
    code = "journey.odd" if one.at is None else "journey.odd_at"
    return v.say(
        code,
        fact=one.fact,
        at=v.when(one.at),
        state=v.say(f"deviation.{one.state}"),
        missing=_missing(v, one),
    )


def _next(v: Voice, one: Possible) -> str:
    to = v.label("stage", one.to)
    return v.say("journey.next", move=one.move, to=to, missing=_missing(v, one)).rstrip()


def _missing(v: Voice, one: Deviation | Possible) -> str:
    said: Iterable[str] = (told(v, each) for each in one.missing)
    return v.sentences(said)


def change(v: Voice, one: Change) -> str:
    """One change, and what the court would say then."""
    said = verdict(v, one.verdict)
    if one.fact is None:
        return v.say("whatif.later", at=v.when(one.at), verdict=said)
    kind = v.label("kind", one.fact.kind)
    if one.kind == "withdrawn":
        return v.say("whatif.withdrawn", kind=kind, fact=one.fact.id, verdict=said)
    by = v.say("whatif.by", party=one.fact.actor) if one.fact.actor else ""
    return v.say("whatif.added", kind=kind, at=v.when(one.fact.at), by=by, verdict=said)


def dispute(v: Voice, one: DisputeState) -> str:
    """Where a dispute stands, who decides next, what is missing and out of order."""
    until = "" if one.due is None else v.say("dispute.until", due=v.when(one.due))
    lines = [
        v.say(
            "dispute.state",
            id=one.id,
            ladder=one.ladder,
            reported=v.when(one.reported),
            status=v.label("dispute_status", one.status),
        )
    ]
    if one.parties:
        parties = v.join(v.label("role", party) for party in one.parties)
        lines.append(v.say("dispute.parties", parties=parties))
    if one.decider is not None:
        role = v.label("role", one.decider)
        lines.append(v.say("dispute.decider", role=role, due=until))
    if one.ways:
        due = until if one.decider is None else ""
        roles = v.join((v.label("role", role) for role in one.ways), "or")
        lines.append(v.say("dispute.ways", roles=roles, due=due))
    for code, names in (("dispute.lacks", one.missing), ("dispute.untold", one.untold)):
        if names:
            lines.append(
                v.say(code, lacking=v.join(v.field(("dispute",), name) for name in names))
            )
    lines += [told(v, each) for each in one.objections]
    lines += [_penalty(v, each) for each in one.penalties]
    return v.lines(lines)


def _penalty(v: Voice, one: Penalty) -> str:
    amount = v.say("dispute.unstated") if one.amount is None else v.yuan(one.amount)
    to = v.say("dispute.somebody") if one.to is None else v.label("role", one.to)
    return v.say(
        "dispute.penalty",
        rule=one.rule,
        breach=v.label("breach", one.breach),
        to=to,
        amount=amount,
    )
