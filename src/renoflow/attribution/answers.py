"""The grounds of a policy, tried in their order: who owns, by which row, and on which facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from renoflow.attribution.live import Live
from renoflow.attribution.parties import meant
from renoflow.attribution.picks import picked
from renoflow.attribution.policy import Outcome, Pick, Question, Whom
from renoflow.attribution.policy.outcomes import SILENT, Parts
from renoflow.attribution.records import Answer, Share
from renoflow.attribution.rows import Condition, GroundRow, PickRow
from renoflow.attribution.shares import WHOLE, Named, Ranks, divide, take
from renoflow.attribution.swept import Sweep
from renoflow.select import Scope

__all__ = [
    "QUESTIONS",
    "answer_by",
    "answers_ahead",
    "answers_at",
    "hold",
    "once",
    "outcome_of",
    "ranks",
]

QUESTIONS: Final[tuple[Question, ...]] = ("credit", "service")
_ASKS: Final = {"silent", "pending", "decider", "customer_chooses"}


def answers_at(swept: Sweep, at: datetime, *, ahead: bool = False) -> dict[Question, Answer]:
    """The first ground that holds, for each question."""
    answers: dict[Question, Answer] = {}
    there = {live.row.claim.basis for live in swept.claims}
    for row in swept.compiled.grounds:
        if row.pick is not None and there.isdisjoint(row.pick.bases):
            continue
        asked = row.ground.answers
        if answers and all(one in answers for one in asked):
            continue
        answer = answer_by(swept, row, at, ahead=ahead)
        if answer is not None:
            for one in asked:
                answers.setdefault(one, answer)
            if len(answers) == len(QUESTIONS):
                return answers
    silent = Answer(outcome="silent", rule=f"{swept.compiled.name}#silent", question="silent")
    return {one: answers.get(one, silent) for one in QUESTIONS}


def answers_ahead(swept: Sweep, at: datetime) -> dict[Question, Answer]:
    """The answers at *at*, if nothing more happens."""
    return answers_at(swept, at, ahead=True)


def answer_by(swept: Sweep, row: GroundRow, at: datetime, *, ahead: bool = False) -> Answer | None:
    """What *row* answers at *at*; None where it does not hold."""
    ground = row.ground
    if row.pick is None:
        cited = hold(swept, row.when, at, None, ahead=ahead)
        if cited is None:
            return None
        return outcome_of(ground.gives, row.name, ground.source, facts=once(cited))
    rests: dict[Live, list[str]] = {}
    hits = picked(swept, row.pick, at, ahead=ahead, rests=rests)
    if not hits:
        return None
    groups, tied = take(row.pick.pick, hits, ranks(swept, row.pick))
    cited = []
    for group in groups:
        for live in group:
            cited.extend(live.cited)
            cited.extend(rests.get(live, ()))
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
        graded = _graded(swept, row, groups[0], at, ahead=ahead)
        if graded is None:
            return False, SILENT, (), "table"
        parts = _parts(swept, row, graded, at, cited, ahead=ahead)
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


def _graded(
    swept: Sweep, row: GroundRow, first: Sequence[Live], at: datetime, *, ahead: bool
) -> list[tuple[Live, Scope, Parts]] | None:
    """The parts as seen from each of the first; None where a table has no answer for one."""
    told = row.ground.gives.parts
    if not told:
        return []
    found: list[tuple[Live, Scope, Parts]] = []
    for live in first:
        scope = swept.own_scope(live)
        scope = scope.moved(at, at, scope.ends) if ahead else scope.up_to(at)
        parts = told if isinstance(told, tuple) else row.parts and row.parts(scope)
        if parts is None:
            return None
        found.append((live, scope, parts))
    return found


def _parts(  # noqa: PLR0913 - from where, and when
    swept: Sweep,
    row: GroundRow,
    graded: Sequence[tuple[Live, Scope, Parts]],
    at: datetime,
    cited: list[str],
    *,
    ahead: bool,
) -> list[Named] | None:
    """Whose each part is; None where equals see different ones, or a pick is tied."""
    seen: list[list[Named]] = []
    for live, scope, parts in graded:
        named: list[Named] = []
        for part in parts:
            whose: tuple[str, ...] | None = None
            for to in (part.to, part.nobody):
                if to is not None and not whose:
                    whose = _whose(swept, row, to, live, scope, at, cited, ahead=ahead)
                    if whose is None:
                        return None
            named.append((part.part, whose))
        seen.append(named)
    if not seen:
        return []
    return seen[0] if all(one == seen[0] for one in seen) else None


def _whose(  # noqa: PLR0913, PLR0917 - from where, and when
    swept: Sweep,
    row: GroundRow,
    to: str | Whom | Pick,
    live: Live,
    scope: Scope,
    at: datetime,
    cited: list[str],
    *,
    ahead: bool,
) -> tuple[str, ...] | None:
    """The parties that *to* means, seen from *live*; None where a pick is tied."""
    if isinstance(to, Pick):
        rests: dict[Live, list[str]] = {}
        pick = row.picked[to]
        hits = picked(swept, pick, at, party=live.party, ahead=ahead, rests=rests)
        return _all_taken(swept, pick, hits, rests, cited)
    if isinstance(to, Whom):
        whose, facts = meant(row.named[to], scope)
        cited.extend(fact.id for fact in facts)
        return whose
    return (to,)


def _all_taken(
    swept: Sweep,
    row: PickRow,
    hits: Sequence[Live],
    rests: Mapping[Live, Iterable[str]],
    cited: list[str],
) -> tuple[str, ...] | None:
    """The parties that a pick takes of its *hits*, in their order; None where they are tied."""
    if not hits:
        return ()
    groups, tied = take(row.pick, hits, ranks(swept, row))
    taken = [live for group in groups for live in group]
    cited.extend(name for live in taken for name in (*live.cited, *rests.get(live, ())))
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
            rests: dict[Live, list[str]] = {}
            found = picked(swept, condition, at, party=party, ahead=ahead, rests=rests)
            if (len(found) >= condition.pick.count) is condition.pick.negated:
                return None
            cited.extend(name for one in found for name in (*one.cited, *rests.get(one, ())))
        else:
            if scope is None:
                scope = swept.bare if live is None else swept.own_scope(live)
                scope = scope.moved(at, at, scope.ends) if ahead else scope
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
