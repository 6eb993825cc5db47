"""The judgement: known and gathered, claims, limits, grounds, outcome."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Final

from renoflow import SEMANTICS
from renoflow.attribution.court import Compiled, Court, GroundRow, PickRow
from renoflow.attribution.live import Live
from renoflow.attribution.policy import Outcome, Question
from renoflow.attribution.records import Answer, Case, ClaimState, Firmness, Share, Verdict
from renoflow.attribution.shares import WHOLE, divide, take
from renoflow.attribution.sweep import Sweep, picked, sweep
from renoflow.errors import Malformed
from renoflow.facts import Fact, known
from renoflow.reasons import Reason, reason
from renoflow.select import Scope, Seen, see
from renoflow.select.matching import of_kinds

__all__ = ["judge"]

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
    facts = known(case.facts, calendar, known_at=known_at)
    seen = see(facts, calendar, days=compiled.policy.days)
    frozen = None
    if compiled.decisive:
        frozen = _frozen(compiled, seen, Scope(seen=seen, calendar=calendar, asked=at, upto=at))
    upto = at
    if frozen is not None:
        upto = frozen[0]
        compiled = court.at(upto)
    swept = sweep(compiled, calendar, seen, at, upto, None if frozen is None else upto)
    fixed = _doubted(compiled, case) or _decided(swept)
    answers = fixed or _answers(swept, upto)
    moves = frozen is None and fixed is None
    changes_at = _changes_at(swept, answers) if moves else None
    return _verdict(case, swept, answers, frozen, changes_at, known_at), swept


def _frozen(
    compiled: Compiled, seen: Seen, scope: Scope
) -> tuple[datetime, tuple[Fact, ...]] | None:
    """The first decisive instant that is not undone, with its facts."""
    hits: list[tuple[datetime, Fact]] = []
    for kinds, matches in compiled.decisive:
        hits.extend(
            pair
            for pair in of_kinds(seen, kinds)
            if pair[0] <= scope.upto and matches(pair[1], scope)
        )
    if not hits:
        return None
    undone = [
        pair[0]
        for kinds, matches in compiled.undo
        for pair in of_kinds(seen, kinds)
        if pair[0] <= scope.upto and matches(pair[1], scope)
    ]
    standing = [pair for pair in hits if not any(when > pair[0] for when in undone)]
    if not standing:
        return None
    first = min(at for at, _ in standing)
    return first, tuple(fact for at, fact in standing if at == first)


def _doubted(compiled: Compiled, case: Case) -> dict[Question, Answer] | None:
    if not case.doubts:
        return None
    outcome = compiled.policy.identity.doubt
    answer = outcome_of(outcome, f"{compiled.name}#identity", "", question="identity")
    return dict.fromkeys(_QUESTIONS, answer)


def _decided(swept: Sweep) -> dict[Question, Answer] | None:
    """What a competent role decided: the last final decision, else the last one."""
    compiled = swept.compiled
    if not compiled.deciders:
        return None
    heard = []
    for at, fact in swept.seen.by_kind.get("decision", ()):
        decider = compiled.deciders.get(str(fact.get("role")))
        if decider is None:
            continue
        if at <= (swept.upto if decider.until == "decisive" else swept.asked):
            heard.append((at, fact))
    if not heard:
        return None
    final = [pair for pair in heard if pair[1].get("final") is True] or heard
    last = [fact for at, fact in final if at == final[-1][0]]
    owners = {str(fact.get("owner")) for fact in last}
    ids = tuple(fact.id for fact in last)
    rule = f"{compiled.name}#decision"
    source = compiled.deciders[str(last[0].get("role"))].source
    if len(owners) > 1:
        tied = Answer(outcome="silent", rule=rule, source=source, question="tie", facts=ids)
        return dict.fromkeys(_QUESTIONS, tied)
    share = Share(party=owners.pop(), share=Fraction(1))
    decided = Answer(outcome="owner", rule=rule, source=source, shares=(share,), facts=ids)
    return dict.fromkeys(_QUESTIONS, decided)


def _answers(swept: Sweep, at: datetime, *, ahead: bool = False) -> dict[Question, Answer]:
    """The first ground that holds, for each question."""
    answers: dict[Question, Answer] = {}
    for row in swept.compiled.grounds:
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


def _try(swept: Sweep, row: GroundRow, at: datetime, *, ahead: bool) -> Answer | None:
    ground = row.ground
    if row.pick is None:
        cited = _hold(swept, row, at, None, ahead=ahead)
        if cited is None:
            return None
        return outcome_of(ground.gives, row.name, ground.source, facts=_once(cited))
    hits = picked(swept, row.pick, swept.claims, at, ahead=ahead)
    if not hits:
        return None
    groups, tied = take(row.pick.pick, hits)
    cited = []
    for live in (live for group in groups for live in group):
        cited.extend(live.cited)
        for test in row.pick.having:
            cited.extend(fact.id for fact in test(swept.own_scope(live)) or ())
    # of equals none is the first, so that the conditions must hold from each of them
    for live in groups[0] if row.when else ():
        held = _hold(swept, row, at, live, ahead=ahead)
        if held is None:
            return None
        cited.extend(held)
    gives, shares = ground.gives, None
    if not tied and gives.kind == "owner":
        shares = divide(gives.parts, groups)
        tied = shares is None
    return outcome_of(
        ground.tie if tied else gives,
        row.name,
        ground.source,
        shares=shares or (),
        waits_for=_waits_for(groups[0]) if gives.kind == "pending" else None,
        facts=_once(cited),
        question="tie" if tied else None,
    )


def _once(cited: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cited))


def _hold(
    swept: Sweep, row: GroundRow, at: datetime, live: Live | None, *, ahead: bool
) -> list[str] | None:
    """The facts by which the ground's conditions hold, seen from *live*; None if they do not."""
    cited: list[str] = []
    scope: Scope | None = None
    party = None if live is None else live.party
    for condition in row.when:
        if isinstance(condition, PickRow):
            found = picked(swept, condition, swept.claims, at, party=party, ahead=ahead)
            if (len(found) >= condition.pick.count) is condition.pick.negated:
                return None
            cited.extend(name for one in found for name in one.cited)
        else:
            if scope is None:
                scope = swept.scope(swept.upto) if live is None else swept.own_scope(live)
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


def _changes_at(swept: Sweep, answers: dict[Question, Answer]) -> datetime | None:
    """The first instant at which an open limit's end gives another answer by itself."""
    ends = sorted({end[0] for live in swept.claims for end in live.open_ends})
    for at in ends:
        if at > swept.upto and _differs(_answers(swept, at, ahead=True), answers):
            return at
    return None


def _differs(one: dict[Question, Answer], other: dict[Question, Answer]) -> bool:
    return any(_core(one[question]) != _core(other[question]) for question in _QUESTIONS)


def _core(answer: Answer) -> tuple[object, ...]:
    return answer.outcome, answer.rule, answer.shares, answer.to


def _verdict(  # noqa: PLR0913, PLR0917 - what a verdict says
    case: Case,
    swept: Sweep,
    answers: dict[Question, Answer],
    frozen: tuple[datetime, tuple[Fact, ...]] | None,
    changes_at: datetime | None,
    known_at: datetime | None,
) -> Verdict:
    credit, service = answers["credit"], answers["service"]
    today = swept.calendar.day(swept.asked)
    cites = [*credit.facts, *service.facts]
    if frozen is not None:
        cites.extend(fact.id for fact in frozen[1])
    return Verdict(
        customer=case.customer,
        policy=swept.compiled.name,
        at=swept.asked,
        decided_at=swept.upto,
        known_at=known_at,
        semantics=SEMANTICS,
        credit=credit,
        service=service,
        firmness=_firmness(case, credit, is_frozen=frozen is not None),
        changes_at=changes_at,
        docket=_docket(swept),
        adjustments=_adjustments(swept),
        cites=tuple(sorted(set(cites))),
        untimed=tuple(fact.id for fact in swept.seen.untimed if fact.at <= today),
    )


def _firmness(case: Case, credit: Answer, *, is_frozen: bool) -> Firmness:
    """How firm the credit is; that nobody is named to serve takes nothing from it."""
    if case.doubts:
        return "doubtful"
    if credit.outcome in _WAITING:
        return "pending"
    if credit.outcome == "silent":
        return "doubtful"
    return "final" if is_frozen else "standing"


_WAITING: Final = frozenset(("pending", "decider", "customer_chooses", "rota"))


def _docket(swept: Sweep) -> tuple[ClaimState, ...]:
    upto = swept.upto
    openings: dict[str, list[datetime]] = {}
    shown = []
    for live in sorted(swept.claims, key=lambda one: (one.opened, one.fact.id, one.party)):
        place = None
        if live.status(upto) in {"standing", "contestable", "pending"}:
            ahead = openings.setdefault(live.row.claim.basis, [])
            place = bisect_left(ahead, live.opened) + 1  # one place for one instant
            ahead.append(live.opened)
        shown.append(live.shown(upto, place))
    return tuple(shown)


def _adjustments(swept: Sweep) -> tuple[Reason, ...]:
    policy = swept.compiled.policy
    if not policy.adjustments:
        return ()
    scope = swept.scope(swept.upto)
    found = []
    for row, tests in zip(policy.adjustments, swept.compiled.adjustments, strict=True):
        held = [test(scope) for test in tests]
        if any(one is None for one in held):
            continue
        ids = tuple(dict.fromkeys(fact.id for one in held for fact in one or ()))
        rule = f"{swept.compiled.name}#{row.id}"
        found.append(reason(f"adjustment.{row.kind}", rule=rule, facts=ids, to=_to(row.to, held)))
    return tuple(found)


def _to(name: str, held: Iterable[tuple[Fact, ...] | None]) -> str:
    """The party that the role *name* of the first condition's last fact names, or *name*."""
    for facts in held:
        for fact in reversed(facts or ()):
            value = fact.actor if name == "by" else fact.get(name)
            if isinstance(value, str):
                return value
    return name
