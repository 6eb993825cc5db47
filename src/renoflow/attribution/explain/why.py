"""Why a party owns a customer or does not: traces, never cached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from renoflow.attribution.court import Court
from renoflow.attribution.explain.claims import of_claim
from renoflow.attribution.explain.grounds import through
from renoflow.attribution.explain.idle import nearest
from renoflow.attribution.judge import hear
from renoflow.attribution.policy import Question
from renoflow.attribution.records import Answer, Case
from renoflow.attribution.sweep import Sweep
from renoflow.reasons import Reason, reason

__all__ = ["Why", "why"]


@attrs.frozen(kw_only=True)
class Why:
    """Why *party* owns the customer or does not, by the rows and facts that settled it.

    ``credit`` and ``service`` are the answers of the verdict. ``reasons`` tell, claim by
    claim, which fact opened it, what became of it and of its limits and approvals, and
    how the grounds passed it over or picked it; then which facts of the party opened
    nothing, and the condition that each failed.
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
    if not mine:
        reasons.append(reason("why.no_claim", party=party))
    if not all(_has(answer, party) for _, answer in answers):
        reasons += nearest(swept, party, mine)
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
    )


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
