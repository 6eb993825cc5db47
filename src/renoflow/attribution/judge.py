"""The judgement: known and gathered, claims, limits, grounds, outcome."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Final

import attrs

from renoflow import SEMANTICS
from renoflow.attribution.answers import (
    QUESTIONS,
    answer_by,
    answers_ahead,
    answers_at,
    hold,
    once,
    outcome_of,
    ranks,
)
from renoflow.attribution.chapters import Frozen, chapter_of, freeze
from renoflow.attribution.citing import cited
from renoflow.attribution.court import Court
from renoflow.attribution.decisions import Heard, heard
from renoflow.attribution.foresight import changes_at, provisional
from renoflow.attribution.live import IN_FORCE, Live
from renoflow.attribution.parties import meant
from renoflow.attribution.picks import picked
from renoflow.attribution.policy import Question
from renoflow.attribution.records import (
    Adjusted,
    Answer,
    Case,
    ClaimState,
    Firmness,
    Share,
    Verdict,
)
from renoflow.attribution.rows import AdjustmentRow, Compiled
from renoflow.attribution.shares import WHOLE, take
from renoflow.attribution.sweep import sweep
from renoflow.attribution.swept import Sweep
from renoflow.errors import Malformed
from renoflow.facts import MISSING, Fact, known
from renoflow.select import Scope, see

__all__ = ["WAITING", "hear", "judge"]


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
    if at.utcoffset() is None:
        raise Malformed("value.naive", "at")
    compiled, calendar = court.at(at), court.calendar
    policy = compiled.policy
    told, ignored = _competent(case.facts, policy.correctors)
    whole = see(known(told, calendar, known_at=known_at), calendar, days=policy.days).cut(upto=at)
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
        openings=court.openings if pin == "claim" else compiled.openings,
        decisive=frozen.at,
        ever=whole if policy.chapter is not None else None,
        still=frozen.still,
    )
    sweep(swept)
    found = heard(compiled.policy, seen, decided_at=swept.upto, asked=at, calendar=calendar)
    decided = _decided(swept, found)
    fixed = _doubted(compiled, case) or (decided and decided | _reopened(swept, found))
    answers = fixed or answers_at(swept, swept.upto)
    moves = frozen.at is None and fixed is None
    turns, last = changes_at(swept, answers, answers_ahead) if moves else (None, swept)
    aside = [one.facts[0] for one in found.ignored]
    if ignored:
        aside.extend([one.id for one in ignored if _is_past(one, swept, known_at)])
    years = provisional(last, turns)
    return _verdict(case, swept, answers, frozen, turns, years, known_at, aside), swept


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
    return dict.fromkeys(QUESTIONS, answer)


def _decided(swept: Sweep, found: Heard) -> dict[Question, Answer] | None:
    """What a competent role decided: the last final decision, else the last one."""
    if not found.deciding:
        return None
    owners = {str(fact.get("owner")) for fact in found.deciding}
    ids = tuple(fact.id for fact in found.deciding)
    rule = f"{swept.compiled.name}#decision"
    if len(owners) > 1:
        tied = Answer(outcome="silent", rule=rule, source=found.source, question="tie", facts=ids)
        return dict.fromkeys(QUESTIONS, tied)
    share = Share(party=owners.pop(), share=WHOLE)
    decided = Answer(outcome="owner", rule=rule, source=found.source, shares=(share,), facts=ids)
    return dict.fromkeys(QUESTIONS, decided)


def _reopened(swept: Sweep, found: Heard) -> dict[Question, Answer]:
    """What the grounds answer that look at the very decision, such as that its owner left."""
    deciding, answers = {fact.id for fact in found.deciding}, dict[Question, Answer]()
    for row in swept.compiled.reopening:
        answer = answer_by(swept, row, swept.upto)
        if answer is not None and not deciding.isdisjoint(answer.facts):
            for one in row.ground.answers:
                answers.setdefault(one, answer)
    return answers


def _verdict(  # noqa: PLR0913, PLR0917 - what a verdict says
    case: Case,
    swept: Sweep,
    answers: dict[Question, Answer],
    frozen: Frozen,
    turns: datetime | None,
    years: tuple[int, ...],
    known_at: datetime | None,
    ignored: Sequence[str],
) -> Verdict:
    credit, service = answers["credit"], answers["service"]
    adjustments = _adjustments(swept, credit)
    missing: tuple[tuple[str, str], ...] = ()
    if credit.question == "silent":
        missing = _missing(swept)
        if missing:
            credit = attrs.evolve(credit, question="missing")
            if service.question == "silent":
                service = attrs.evolve(service, question="missing")
    besides = [name for one in adjustments for name in one.facts]
    besides += [fact.id for fact in frozen.facts]
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
        cites=tuple(sorted(cited(swept, answers, besides))),
        untimed=_untimed(swept),
        ignored=tuple(sorted(set(ignored))),
        missing=missing,
        provisional=years,
    )


def _untimed(swept: Sweep) -> tuple[str, ...]:
    """The facts up to the asked day that are not read because they have no hour."""
    untimed = swept.seen.untimed
    if not untimed:
        return ()
    today = swept.calendar.day(swept.asked)
    return tuple([fact.id for fact in untimed if fact.at <= today])


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
        for row in swept.openings.at(at).get(fact.kind, ()):
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


_BY_OPENING: Final = attrgetter("opened", "fact.id", "party")


def _docket(swept: Sweep) -> tuple[ClaimState, ...]:
    upto = swept.upto
    openings: dict[str, list[datetime]] = {}
    shown = []
    for live in sorted(swept.claims, key=_BY_OPENING):
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
    told = swept.seen.by_kind
    for row in swept.compiled.adjustments:
        if any(kinds.isdisjoint(told) for kinds in row.asks):
            continue
        owned_by = row.adjustment.owned_by
        if owned_by is not None and {one.party for one in credit.shares} != {owned_by}:
            continue
        cited = hold(swept, row.when, swept.upto, None, ahead=False)
        if cited is None:
            continue
        if owned_by is not None:
            cited.extend(credit.facts)
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
                facts=once(cited),
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
    rests: dict[Live, list[str]] = {}
    hits = picked(swept, row.pick, swept.upto, rests=rests)
    if not hits:
        return ()
    groups, tied = take(row.pick.pick, hits, ranks(swept, row.pick))
    taken = [live for group in groups for live in group if live.party not in owners]
    cited.extend(name for live in taken for name in (*live.cited, *rests.get(live, ())))
    return () if tied else once(live.party for live in taken)
