"""The grounds of a policy, tried in their order: who owns, by which row, and on which facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from renoflow.attribution.live import Live
from renoflow.attribution.parties import meant
from renoflow.attribution.picks import picked
from renoflow.attribution.policy import Outcome, Pick, Question, Whom
from renoflow.attribution.policy.outcomes import SILENT
from renoflow.attribution.records import Answer, Share
from renoflow.attribution.rows import Condition, GroundRow, PickRow
from renoflow.attribution.shares import WHOLE, Named, Ranks, divide, take
from renoflow.attribution.swept import Sweep
from renoflow.select import Scope

__all__ = ["QUESTIONS", "answers_ahead", "answers_at", "hold", "once", "outcome_of", "ranks"]

QUESTIONS: Final[tuple[Question, ...]] = ("credit", "service")
_ASKS: Final = {"silent", "pending", "decider", "customer_chooses"}


def answers_at(swept: Sweep, at: datetime, *, ahead: bool = False) -> dict[Question, Answer]:
    """The first ground that holds, for each question."""
    answers: dict[Question, Answer] = {}
    there = {live.row.claim.basis for live in swept.claims}
    for row in swept.compiled.grounds:
        if row.pick is not None and there.isdisjoint(row.pick.bases):
            continue
        wanted = [one for one in row.ground.answers if one not in answers]
        if not wanted:
            continue
        answer = _try(swept, row, at, ahead=ahead)
        if answer is not None:
            for one in wanted:
                answers[one] = answer
            if len(answers) == len(QUESTIONS):
                return answers
    silent = Answer(outcome="silent", rule=f"{swept.compiled.name}#silent", question="silent")
    return {one: answers.get(one, silent) for one in QUESTIONS}


def answers_ahead(swept: Sweep, at: datetime) -> dict[Question, Answer]:
    """The answers at *at*, if nothing more happens."""
    return answers_at(swept, at, ahead=True)


def _try(swept: Sweep, row: GroundRow, at: datetime, *, ahead: bool) -> Answer | None:
    ground = row.ground
    if row.pick is None:
        cited = hold(swept, row.when, at, None, ahead=ahead)
        if cited is None:
            return None
        return outcome_of(ground.gives, row.name, ground.source, facts=once(cited))
    hits = picked(swept, row.pick, at, ahead=ahead)
    if not hits:
        return None
    groups, tied = take(row.pick.pick, hits, ranks(swept, row.pick))
    cited = []
    for live in (live for group in groups for live in group):
        cited.extend(live.cited)
        for test in row.pick.having:
            cited.extend(fact.id for fact in test(swept.own_scope(live)) or ())
    # of equals none is the first, so that the conditions must hold from each of them
    for live in groups[0] if row.when else ():
        held = hold(swept, row.when, at, live, ahead=ahead)
        if held is None:
            return None
        cited.extend(held)
    tied, gives, shares, question = _given(swept, row, groups, at, cited, tied=tied, ahead=ahead)
    return outcome_of(
        gives,
        row.name,
        ground.source,
        shares=shares,
        waits_for=_waits_for(groups[0]) if gives.kind == "pending" and not tied else None,
        facts=once(cited),
        question=question,
    )


def _given(  # noqa: PLR0913 - what it takes to divide
    swept: Sweep,
    row: GroundRow,
    groups: Sequence[Sequence[Live]],
    at: datetime,
    cited: list[str],
    *,
    tied: bool,
    ahead: bool,
) -> tuple[bool, Outcome, tuple[Share, ...], str | None]:
    """Whether equals are tied, then what the ground gives, to whom, and what it leaves open."""
    ground, shares = row.ground, None
    if not tied and ground.gives.kind == "owner":
        parts = _parts(swept, row, groups[0], at, cited, ahead=ahead)
        if parts is not None and any(to == () for _, to in parts):
            return False, SILENT, (), "party"
        shares = None if parts is None else divide(parts, groups)
        tied = shares is None
    return tied, ground.tie if tied else ground.gives, shares or (), "tie" if tied else None


def ranks(swept: Sweep, row: PickRow) -> Ranks | None:
    """By what the claims of *row* rank; None for their opening."""
    finds = row.ranks
    if not finds:
        return None

    def rank(live: Live) -> tuple[datetime | None, ...]:
        scope = swept.own_scope(live)
        found = [find(scope) for find in finds]
        live.cited.extend(fact.id for one in found if one is not None for fact in one[1])
        return tuple(None if one is None else one[0] for one in found)

    return rank


def _parts(  # noqa: PLR0913 - from where, and when
    swept: Sweep,
    row: GroundRow,
    first: Sequence[Live],
    at: datetime,
    cited: list[str],
    *,
    ahead: bool,
) -> list[Named] | None:
    """The parts that the row gives; None where equals see different ones, or a pick is tied."""
    told = row.ground.gives.parts
    if not told:
        return []
    seen: list[list[Named]] = []
    for live in first:
        scope = swept.own_scope(live).up_to(at)
        parts = told if isinstance(told, tuple) else () if row.parts is None else row.parts(scope)
        named: list[Named] = []
        for part in parts:
            whose: tuple[str, ...] | None = None
            if isinstance(part.to, Pick):
                hits = picked(swept, row.picked[part.to], at, party=live.party, ahead=ahead)
                whose = _all_taken(swept, row.picked[part.to], hits, cited)
                if whose is None:
                    return None
            elif isinstance(part.to, Whom):
                whose, facts = meant(row.named[part.to], scope)
                cited.extend(fact.id for fact in facts)
            elif part.to is not None:
                whose = (part.to,)
            if whose == () and part.nobody is not None:
                whose = (part.nobody,)
            named.append((part.part, whose))
        seen.append(named)
    return seen[0] if all(one == seen[0] for one in seen) else None


def _all_taken(
    swept: Sweep, row: PickRow, hits: Sequence[Live], cited: list[str]
) -> tuple[str, ...] | None:
    """The parties that a pick takes of its *hits*, in their order; None where they are tied."""
    if not hits:
        return ()
    groups, tied = take(row.pick, hits, ranks(swept, row))
    cited.extend(name for group in groups for live in group for name in live.cited)
    return None if tied else tuple(sorted({live.party for group in groups for live in group}))


def once(cited: Iterable[str]) -> tuple[str, ...]:
    """Each of *cited* once, where it came first."""
    return tuple(dict.fromkeys(cited))


def hold(
    swept: Sweep, when: Sequence[Condition], at: datetime, live: Live | None, *, ahead: bool
) -> list[str] | None:
    """The facts by which the conditions hold, seen from *live*; None if they do not."""
    cited: list[str] = []
    scope: Scope | None = None
    party = None if live is None else live.party
    for condition in when:
        if isinstance(condition, PickRow):
            found = picked(swept, condition, at, party=party, ahead=ahead)
            if (len(found) >= condition.pick.count) is condition.pick.negated:
                return None
            cited.extend(name for one in found for name in one.cited)
        else:
            if scope is None:
                scope = swept.bare if live is None else swept.own_scope(live)
                scope = swept.ahead(scope, at) if ahead else scope
            facts = condition(scope)
            if facts is None:
                return None
            cited.extend(fact.id for fact in facts)
    return cited


def _waits_for(group: Sequence[Live]) -> str | None:
    """The role of the first open step, where all claims of the group wait for the same."""
    roles = {_open_step(live) for live in group}
    return roles.pop() if len(roles) == 1 else None


def _open_step(live: Live) -> str | None:
    """The role of the claim's first open step; a claim that was refused waits for nobody."""
    for step in live.steps:
        if step.status in {"pending", "refused"}:
            return step.role if step.status == "pending" else None
    return None


def outcome_of(  # noqa: PLR0913 - what an answer is made of
    outcome: Outcome,
    rule: str,
    source: str,
    *,
    shares: tuple[Share, ...] = (),
    waits_for: str | None = None,
    facts: tuple[str, ...] = (),
    question: str | None = None,
) -> Answer:
    """The answer that *outcome* is, by the row *rule*."""
    kind = outcome.kind
    if kind == "party" and outcome.to is not None:
        shares = (Share(party=outcome.to, share=WHOLE),)
    elif kind != "owner":
        shares = ()
    if question is None and kind in _ASKS:
        question = kind
    return Answer(
        outcome=kind,
        rule=rule,
        source=source,
        shares=shares,
        to=outcome.to or waits_for,
        question=question,
        facts=facts,
    )
