"""The judgement: known and gathered, claims, limits, grounds, outcome."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import attrs

from renoflow import SEMANTICS
from renoflow.attribution.chapters import Frozen, chapter_of, freeze
from renoflow.attribution.court import Court
from renoflow.attribution.decisions import Heard, heard
from renoflow.attribution.foresight import changes_at, provisional
from renoflow.attribution.live import IN_FORCE, Live
from renoflow.attribution.parties import meant
from renoflow.attribution.picks import picked
from renoflow.attribution.policy import Outcome, Pick, Question, Whom
from renoflow.attribution.policy.outcomes import SILENT
from renoflow.attribution.records import (
    Adjusted,
    Answer,
    Case,
    ClaimState,
    Firmness,
    Share,
    Verdict,
)
from renoflow.attribution.rows import AdjustmentRow, Compiled, Condition, GroundRow, PickRow
from renoflow.attribution.shares import WHOLE, Named, Ranks, divide, take
from renoflow.attribution.sweep import sweep
from renoflow.attribution.swept import Sweep
from renoflow.errors import Malformed
from renoflow.facts import MISSING, Fact, known
from renoflow.select import Scope, see

__all__ = ["WAITING", "hear", "judge", "ranks"]

_QUESTIONS: Final[tuple[Question, ...]] = ("credit", "service")
_ASKS: Final = {"silent", "pending", "decider", "customer_chooses"}


def judge(court: Court, case: Case, *, at: datetime, known_at: datetime | None = None) -> Verdict:
    """Whose customer *case* is at the instant *at*, by what was known at *known_at*.

    Facts after *at* never matter, corrections excepted. Nothing is decided by an id, a
    name or the order of a list.

    Raises:
        Malformed: ``value.naive`` for an instant without a zone; ``fact.clash`` for one id
            with two contents; ``timeline.before`` where no policy is in force yet.
    """
    return hear(court, case, at=at, known_at=known_at)[0]


def hear(
    court: Court, case: Case, *, at: datetime, known_at: datetime | None = None
) -> tuple[Verdict, Sweep]:
    """The verdict and the sweep that it rests on, for those who explain it."""
    for name, when in (("at", at), ("known_at", known_at)):
        if when is not None and when.utcoffset() is None:
            raise Malformed("value.naive", name)
    compiled, calendar = court.at(at), court.calendar
    policy = compiled.policy
    told, ignored = _competent(case.facts, policy.correctors)
    whole = see(known(told, calendar, known_at=known_at), calendar, days=policy.days)
    seen = chapter_of(compiled, whole, calendar, at)
    frozen = freeze(compiled, seen, calendar, at)
    pin = policy.pin
    if frozen.at is not None and pin != "asked":
        compiled = court.at(frozen.at)
    swept = Sweep(
        compiled,
        calendar,
        seen,
        asked=at,
        opening=court.opening if pin == "claim" else lambda _: compiled.by_kind,
        decisive=frozen.at,
        ever=whole if policy.chapter is not None else None,
        still=frozen.still,
    )
    called = court.called if pin == "claim" else compiled.called
    sweep(swept, called)
    found = heard(compiled.policy, seen, decided_at=swept.upto, asked=at, calendar=calendar)
    fixed = _doubted(compiled, case) or _decided(swept, found)
    answers = fixed or _answers(swept, swept.upto)
    moves = frozen.at is None and fixed is None
    turns, last = changes_at(swept, answers, _ahead, called) if moves else (None, swept)
    aside = [
        *(one.id for one in ignored if _is_past(one, swept, known_at)),
        *(one.facts[0] for one in found.ignored),
    ]
    verdict = _verdict(case, swept, answers, frozen, turns, known_at, aside)
    return attrs.evolve(verdict, provisional=provisional(last, turns)), swept


def _competent(
    facts: tuple[Fact, ...], correctors: tuple[str, ...]
) -> tuple[Iterable[Fact], tuple[Fact, ...]]:
    """The facts without withdrawals by a role that may not withdraw, and those."""
    if not correctors:
        return facts, ()
    ignored = tuple(
        one for one in facts if one.kind == "withdrawal" and one.get("role") not in correctors
    )
    names = {one.id for one in ignored}
    return [one for one in facts if one.id not in names], ignored


def _doubted(compiled: Compiled, case: Case) -> dict[Question, Answer] | None:
    if not case.doubts:
        return None
    outcome = compiled.policy.identity.doubt
    answer = outcome_of(outcome, f"{compiled.name}#identity", "", question="identity")
    return dict.fromkeys(_QUESTIONS, answer)


def _decided(swept: Sweep, found: Heard) -> dict[Question, Answer] | None:
    """What a competent role decided: the last final decision, else the last one."""
    if not found.deciding:
        return None
    owners = {str(fact.get("owner")) for fact in found.deciding}
    ids = tuple(fact.id for fact in found.deciding)
    rule = f"{swept.compiled.name}#decision"
    if len(owners) > 1:
        tied = Answer(outcome="silent", rule=rule, source=found.source, question="tie", facts=ids)
        return dict.fromkeys(_QUESTIONS, tied)
    share = Share(party=owners.pop(), share=WHOLE)
    decided = Answer(outcome="owner", rule=rule, source=found.source, shares=(share,), facts=ids)
    return dict.fromkeys(_QUESTIONS, decided)


def _answers(swept: Sweep, at: datetime, *, ahead: bool = False) -> dict[Question, Answer]:
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
            if len(answers) == len(_QUESTIONS):
                return answers
    silent = Answer(outcome="silent", rule=f"{swept.compiled.name}#silent", question="silent")
    return {one: answers.get(one, silent) for one in _QUESTIONS}


def _ahead(swept: Sweep, at: datetime) -> dict[Question, Answer]:
    """The answers at *at*, if nothing more happens."""
    return _answers(swept, at, ahead=True)


def _try(swept: Sweep, row: GroundRow, at: datetime, *, ahead: bool) -> Answer | None:
    ground = row.ground
    if row.pick is None:
        cited = _hold(swept, row.when, at, None, ahead=ahead)
        if cited is None:
            return None
        return outcome_of(ground.gives, row.name, ground.source, facts=_once(cited))
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
        held = _hold(swept, row.when, at, live, ahead=ahead)
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
        facts=_once(cited),
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


def _once(cited: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cited))


def _hold(
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


def _verdict(  # noqa: PLR0913, PLR0917 - what a verdict says
    case: Case,
    swept: Sweep,
    answers: dict[Question, Answer],
    frozen: Frozen,
    turns: datetime | None,
    known_at: datetime | None,
    ignored: Sequence[str],
) -> Verdict:
    credit, service = answers["credit"], answers["service"]
    today = swept.calendar.day(swept.asked)
    adjustments = _adjustments(swept, credit)
    missing: tuple[tuple[str, str], ...] = ()
    if credit.question == "silent":
        missing = _missing(swept)
        if missing:
            credit = attrs.evolve(credit, question="missing")
            if service.question == "silent":
                service = attrs.evolve(service, question="missing")
    cites = [*credit.facts, *service.facts, *(fact.id for fact in frozen.facts)]
    cites.extend(name for one in adjustments for name in one.facts)
    return Verdict(
        customer=case.customer,
        policy=swept.compiled.name,
        at=swept.asked,
        decided_at=swept.upto,
        known_at=known_at,
        semantics=SEMANTICS,
        credit=credit,
        service=service,
        firmness=_firmness(case, credit, is_frozen=frozen.at is not None),
        changes_at=turns,
        docket=_docket(swept),
        adjustments=adjustments,
        cites=tuple(sorted(set(cites))),
        untimed=tuple(fact.id for fact in swept.seen.untimed if fact.at <= today),
        ignored=tuple(sorted(ignored)),
        missing=missing,
    )


def _is_past(fact: Fact, swept: Sweep, known_at: datetime | None) -> bool:
    """Whether *fact* had happened by the asked instant, and was known."""
    at, calendar, recorded = fact.at, swept.calendar, fact.recorded_at
    if known_at is not None:
        learned = recorded if isinstance(recorded, datetime) else calendar.end(recorded)
        if learned > known_at:
            return False
    return (at if isinstance(at, datetime) else calendar.start(at)) <= swept.asked


def _missing(swept: Sweep) -> tuple[tuple[str, str], ...]:
    """What nobody told of a fact that opened nothing and else would: its id and the field."""
    scope = swept.bare
    opened = {live.fact.id for live in swept.claims}
    found: set[tuple[str, str]] = set()
    for at, fact in swept.seen.dated:
        if at > swept.upto:
            break
        for row in swept.opening(at).get(fact.kind, ()):
            if fact.id in opened or not row.bare(fact, scope):
                continue
            untold = {name for name, _ in row.asks if fact.get(name) is MISSING}
            if all(holds(fact, scope) for name, holds in row.asks if name not in untold):
                found.update((fact.id, name) for name in untold)
    return tuple(sorted(found))


def _firmness(case: Case, credit: Answer, *, is_frozen: bool) -> Firmness:
    """How firm the credit is; that nobody is named to serve takes nothing from it."""
    if case.doubts:
        return "doubtful"
    if credit.outcome == "silent":
        return "doubtful"
    if credit.outcome in WAITING:
        return "pending"
    return "final" if is_frozen else "standing"


WAITING: Final = frozenset(("pending", "decider", "customer_chooses", "rota", "silent"))
"""The outcomes that leave it to somebody yet."""


def _docket(swept: Sweep) -> tuple[ClaimState, ...]:
    upto = swept.upto
    openings: dict[str, list[datetime]] = {}
    shown = []
    for live in sorted(swept.claims, key=lambda one: (one.opened, one.fact.id, one.party)):
        place, status = None, live.status(upto)
        if status in IN_FORCE:
            ahead = openings.setdefault(live.row.claim.basis, [])
            place = bisect_left(ahead, live.opened) + 1  # one place for one instant
            ahead.append(live.opened)
        shown.append(live.shown(upto, status, place))
    return tuple(shown)


def _adjustments(swept: Sweep, credit: Answer) -> tuple[Adjusted, ...]:
    """What the policy names besides the owner, in the order of its rows."""
    found: list[Adjusted] = []
    scope = swept.bare
    for row in swept.compiled.adjustments:
        cited = _hold(swept, row.when, swept.upto, None, ahead=False)
        if cited is None:
            continue
        rule = row.adjustment
        found.extend(
            Adjusted(
                rule=row.name,
                kind=rule.kind,
                to=to,
                part=row.part(scope),
                amount=row.amount(scope),
                of=rule.of,
                per=rule.per,
                bearer=rule.bearer,
                source=rule.source,
                facts=_once(cited),
            )
            for to in _gets(swept, row, scope, credit, cited)
        )
    return tuple(found)


def _gets(
    swept: Sweep, row: AdjustmentRow, scope: Scope, credit: Answer, cited: list[str]
) -> tuple[str, ...]:
    """The parties that an adjustment is for; a pick's without those who own."""
    if row.whom is not None:
        parties, facts = meant(row.whom, scope)
        cited.extend(fact.id for fact in facts)
        return parties
    if row.pick is None:
        return (row.adjustment.to,) if isinstance(row.adjustment.to, str) else ()
    owners = {one.party for one in credit.shares}
    hits = picked(swept, row.pick, swept.upto)
    if not hits:
        return ()
    groups, tied = take(row.pick.pick, hits, ranks(swept, row.pick))
    taken = [live for group in groups for live in group if live.party not in owners]
    cited.extend(name for live in taken for name in live.cited)
    return () if tied else _once(live.party for live in taken)
