"""Why a party owns a customer or does not: traces, never cached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import attrs

from renoflow.attribution.court import Court
from renoflow.attribution.decisions import heard
from renoflow.attribution.explain.claims import lacking, of_claim
from renoflow.attribution.explain.grounds import of_parts, of_rivals, through
from renoflow.attribution.explain.idle import nearest
from renoflow.attribution.judge import hear
from renoflow.attribution.live import Live
from renoflow.attribution.policy import Pick, Question
from renoflow.attribution.records import Adjusted, Answer, Case, Verdict
from renoflow.attribution.swept import Sweep
from renoflow.facts import MISSING, Fact, Value
from renoflow.reasons import Reason, reason
from renoflow.select import Test

__all__ = ["Cited", "Unmet", "Why", "why"]


@attrs.frozen(kw_only=True)
class Cited:
    """A fact that an explanation tells of: what it is, when it was, and who did it.

    ``fields`` are what it says of that which a failed condition asks about.
    """

    id: str
    kind: str
    at: datetime | date
    by: str | None = None
    fields: tuple[tuple[str, Value], ...] = ()


@attrs.frozen(kw_only=True)
class Unmet:
    """A condition that did not hold: the ``rule`` it is of, its ``path`` there, and what it asks.

    ``facts`` are those of the kinds it asks about that were there all the same.
    """

    rule: str
    path: str
    condition: Test | Pick
    facts: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Why:
    """Why *party* owns the customer or does not, by the rows and facts that settled it.

    ``credit`` and ``service`` are the answers of the verdict. ``reasons`` tell, claim by
    claim, which fact opened it, what became of it and of its limits and approvals, and
    how the grounds passed it over or picked it; then which facts of the party opened
    nothing, and the condition that each failed. ``unmet`` are the whole conditions that the
    reasons name by ``rule`` and ``path``. ``adjustments`` are what the policy names besides for
    the party. ``cited`` are the facts of all these, in the order of their ids.
    """

    customer: str
    party: str
    policy: str
    at: datetime
    decided_at: datetime
    known_at: datetime | None
    credit: Answer
    service: Answer
    reasons: tuple[Reason, ...]
    unmet: tuple[Unmet, ...] = ()
    adjustments: tuple[Adjusted, ...] = ()
    cited: tuple[Cited, ...] = ()

    @property
    def owns(self) -> bool:
        """Whether the party is credited, alone or with others."""
        return _has(self.credit, self.party)


def why(
    court: Court, case: Case, party: str, *, at: datetime, known_at: datetime | None = None
) -> Why:
    """Why *party* owns *case* at the instant *at*, or why not, by what was known at *known_at*.

    Raises:
        Malformed: as for :func:`~renoflow.attribution.judge`.
    """
    verdict, swept = hear(court, case, at=at, known_at=known_at)
    answers: tuple[tuple[Question, Answer], ...] = (
        ("credit", verdict.credit),
        ("service", verdict.service),
    )
    mine = [live for live in swept.claims if live.party == party]
    reasons = [*_before_grounds(swept, case, answers)]
    for live in mine:
        reasons += of_claim(swept, live)
        for question, answer in answers:
            if not _is_before_grounds(swept, answer):
                reasons += through(swept, live, question, answer)
    for _, answer in answers:
        reasons += of_parts(swept, answer, party)
    if not mine:
        reasons.append(reason("why.no_claim", party=party))
    for _, answer in answers:
        if not _has(answer, party):
            reasons += of_rivals(swept, answer, party, reasons)
    reasons += _ignored(swept)
    if not all(_has(answer, party) for _, answer in answers):
        told = {name for one in reasons for name in one.facts}
        reasons += nearest(swept, party, mine, _resting(verdict), told)
    if verdict.provisional:
        years = tuple(str(year) for year in verdict.provisional)
        reasons.append(reason("verdict.provisional", years=years))
    unmet = tuple(dict.fromkeys(_unmet(swept, mine, reasons)))
    besides = tuple(one for one in verdict.adjustments if one.to == party)
    return Why(
        customer=verdict.customer,
        party=party,
        policy=verdict.policy,
        at=verdict.at,
        decided_at=verdict.decided_at,
        known_at=verdict.known_at,
        credit=verdict.credit,
        service=verdict.service,
        reasons=tuple(dict.fromkeys(reasons)),
        unmet=unmet,
        adjustments=besides,
        cited=tuple(_cited(swept, reasons, unmet, besides)),
    )


def _ignored(swept: Sweep) -> Iterator[Reason]:
    """Which decisions do not count, and why."""
    found = heard(
        swept.compiled.policy,
        swept.seen,
        decided_at=swept.upto,
        asked=swept.asked,
        calendar=swept.calendar,
    )
    yield from found.ignored


def _resting(verdict: Verdict) -> dict[str, str]:
    """The facts on which the answers, or what is named besides, rest, each with the row."""
    besides = [(name, one.rule) for one in verdict.adjustments for name in one.facts]
    answers = (verdict.service, verdict.credit)
    return dict([*besides, *((name, one.rule) for one in answers for name in one.facts)])


def _cited(
    swept: Sweep, reasons: Iterable[Reason], unmet: Iterable[Unmet], besides: Iterable[Adjusted]
) -> Iterator[Cited]:
    """The facts that an explanation names, each with what a failed condition asks of it."""
    asked: dict[str, list[str]] = {}
    for one in unmet:
        names = () if isinstance(one.condition, Pick) else tuple(_fields(one.condition))
        for name in one.facts:
            asked.setdefault(name, []).extend(names)
    ids = {name for one in reasons for name in one.facts}
    ids.update(name for one in besides for name in one.facts)
    ids.update(asked)
    dated = (swept.seen if swept.ever is None else swept.ever).dated
    found: dict[str, tuple[datetime | date, Fact]] = {
        fact.id: (at, fact) for at, fact in dated if fact.id in ids
    }
    found.update({fact.id: (fact.at, fact) for fact in swept.seen.untimed if fact.id in ids})
    for name in sorted(found):
        at, fact = found[name]
        fields = _told(fact, dict.fromkeys(asked.get(name, ())))
        yield Cited(id=name, kind=fact.kind, at=at, by=fact.by, fields=tuple(fields))


def _fields(condition: Test) -> Iterator[str]:
    """The fields that a condition asks about."""
    for one in (condition, *condition.any):
        yield from () if one.facts is None else (match.field for match in one.facts.where)


def _told(fact: Fact, names: Iterable[str]) -> Iterator[tuple[str, Value]]:
    for name in names:
        value = fact.get(name)
        if value is not MISSING and name not in {"by", "at", "of", "precision"}:
            yield name, value


def _unmet(swept: Sweep, mine: Iterable[Live], reasons: Iterable[Reason]) -> Iterator[Unmet]:
    """The whole conditions behind *reasons* that say which one did not hold."""
    rows = [(live.row.name, "needs", live.row.claim.needs) for live in mine]
    for row in swept.compiled.grounds:
        rows.append((row.name, "when", row.ground.when))
        if row.ground.pick is not None:
            rows.append((row.name, "pick.having", row.ground.pick.having))
    asked = {
        lacking(rule, path := f"{name}[{place}]", condition): (path, condition)
        for rule, name, conditions in rows
        for place, condition in enumerate(conditions)
    }
    for one in reasons:
        if one in asked:
            kinds = one.get("kinds")
            near = (
                fact.id
                for at, fact in swept.seen.dated
                if isinstance(kinds, tuple) and fact.kind in kinds and at <= swept.upto
            )
            path, condition = asked[one]
            yield Unmet(rule=one.rule, path=path, condition=condition, facts=tuple(near))


def _has(answer: Answer, party: str) -> bool:
    return any(share.party == party for share in answer.shares)


def _is_before_grounds(swept: Sweep, answer: Answer) -> bool:
    name = swept.compiled.name
    return answer.rule in {f"{name}#identity", f"{name}#decision"}


def _before_grounds(
    swept: Sweep, case: Case, answers: Iterable[tuple[Question, Answer]]
) -> Iterator[Reason]:
    for _, answer in answers:
        if _is_before_grounds(swept, answer):
            if case.doubts:
                yield reason("why.identity", rule=answer.rule, records=case.doubts)
            else:
                yield reason("why.decision", rule=answer.rule, facts=answer.facts)
