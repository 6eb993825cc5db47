"""What is due, and where a customer stands, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from renoflow.obligations import Obligation
from renoflow.processes import Deviation, Journey, Possible, Standing
from renoflow.words.verdicts import told
from renoflow.words.voice import Voice

__all__ = ["journey", "obligation"]


def obligation(v: Voice, one: Obligation) -> str:
    """Who owes what by when, and what became of it."""
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
    lines += [_odd(v, each) for each in one.deviations]
    lines += [_next(v, each) for each in one.next]
    return v.lines(lines)


def _standing(v: Voice, one: Standing) -> str:
    track, stage = v.label("track", one.track), v.label("stage", one.stage)
    if one.since is None:
        return v.say("journey.start", track=track, stage=stage)
    by = v.say("journey.by", facts=v.join(one.facts))
    return v.say("journey.standing", track=track, stage=stage, since=v.when(one.since), facts=by)


def _odd(v: Voice, one: Deviation) -> str:
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
