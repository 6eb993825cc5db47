"""Why a party owns a customer or does not: traces, never cached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from renoflow.attribution.court import Court
from renoflow.attribution.explain.claims import lacking, of_claim
from renoflow.attribution.explain.grounds import of_parts, through
from renoflow.attribution.explain.idle import nearest
from renoflow.attribution.judge import hear
from renoflow.attribution.live import Live
from renoflow.attribution.policy import Pick, Question
from renoflow.attribution.records import Answer, Case
from renoflow.attribution.swept import Sweep
from renoflow.reasons import Reason, reason
from renoflow.select import Test

__all__ = ["Unmet", "Why", "why"]


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
    reasons name by ``rule`` and ``path``.
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
    if not all(_has(answer, party) for _, answer in answers):
        reasons += nearest(swept, party, mine)
    if verdict.provisional:
        years = tuple(str(year) for year in verdict.provisional)
        reasons.append(reason("verdict.provisional", years=years))
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
        unmet=tuple(dict.fromkeys(_unmet(swept, mine, reasons))),
    )


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
