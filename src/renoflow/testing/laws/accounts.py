"""Laws about what else is told of a case: its history, why somebody owns it, and the pay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

import attrs

from renoflow.attribution import Answer, Verdict
from renoflow.attribution.mentions import records_in
from renoflow.attribution.pay import Line, Pay, statement
from renoflow.attribution.policy import Base
from renoflow.errors import Malformed
from renoflow.facts import known
from renoflow.money import Money, format_yuan, total
from renoflow.testing._shown import shown_answer, shown_time
from renoflow.testing.laws.trial import Trial, starts
from renoflow.testing.strategies import edges_of

__all__ = [
    "pay_adds_up",
    "the_history_says_what_the_judge_says",
    "why_says_what_the_judge_says",
]

_LOOKED_AT = 16
"""At how many edges the history is compared with the judge."""


def the_history_says_what_the_judge_says(trial: Trial) -> str:
    """Who owned it when is asked years later, and the answer must be the one of that day."""
    rows = trial.bench.history(trial.court, trial.case, until=trial.at, known_at=trial.known_at)
    calendar = trial.court.calendar
    for one, other in pairwise(rows):
        if other[0] <= one[0] or _said(other[1]) == _said(one[1]):
            return f"two rows that are one, or in no order, at {shown_time(other[0], calendar)}"
    edges = [at for at in edges_of(trial.court, trial.case) if at <= trial.at]
    since = rows[0][0] if rows else None
    looked = [at for at in edges if since is not None and at >= since]
    for at in [*looked[-_LOOKED_AT:], *(at for at, _ in rows)]:
        inside = [answer for began, answer in rows if began <= at][-1]
        verdict = trial.judge(at=at)
        if _said(verdict.credit) != _said(inside):
            told = [f"  from {shown_time(a, calendar)}: {shown_answer(b)}" for a, b in rows]
            says = f"and at {shown_time(at, calendar)} the judge: {shown_answer(verdict.credit)}"
            return "\n".join(["the history:", *told, says])
    return ""


def _said(answer: Answer) -> Answer:
    """All that it says but the facts."""
    shares = tuple(sorted(answer.shares, key=lambda one: one.party))
    return attrs.evolve(answer, shares=shares, facts=())


def why_says_what_the_judge_says(trial: Trial) -> str:
    """Reasons for another verdict than the one that was given would be worse than none.

    Asked for the first three who have a claim or a share, and one who has none.
    """
    verdict = trial.judge()
    parties = {one.party for one in verdict.docket} | {one.party for one in verdict.credit.shares}
    for party in (*sorted(parties)[:3], "nobody_yet"):
        wrong = next(_why_not(trial, verdict, party), "")
        if wrong:
            return trial.differ(f"asked why for {party}: {wrong}; it was judged", verdict, verdict)
    return ""


def _why_not(trial: Trial, verdict: Verdict, party: str) -> Iterator[str]:
    found = trial.bench.why(trial.court, trial.case, party, at=trial.at, known_at=trial.known_at)
    if (found.credit, found.service) != (verdict.credit, verdict.service):
        yield "another answer"
    if found.owns is not any(one.party == party for one in verdict.credit.shares):
        yield f"it says that {party} {'owns' if found.owns else 'does not own'}"
    rules = {one.rule for one in found.reasons}
    for answer in (verdict.credit, verdict.service):
        has = any(one.party == party for one in answer.shares)
        if has and answer.rule not in rules:
            yield f"{answer.rule} gave it, and no reason names that row"
    cited = {name for one in found.reasons for name in one.facts}
    told = {one.id for one in trial.case.facts}
    if cited - told:
        yield f"a reason rests on {min(cited - told)}, which nobody told"
    for claim in verdict.docket:
        if claim.party == party and claim.fact not in cited:
            yield f"no reason tells of the claim that {claim.fact} opened"


# --- pay --------------------------------------------------------------------------------

_GIVEN: Final = Money(12_345_67)


def pay_adds_up(trial: Trial) -> str:
    """No fen is paid twice or forgotten on the way from earned to paid.

    What a line earned is in its tranches, and is taken back, forfeited, paid, held, due or
    still to come; caps hold; payouts are on lines or surplus; statements together show all.
    """
    policies = trial.policies
    names = {
        one.given
        for policy in policies
        for one in records_in(policy)
        if isinstance(one, Base) and one.given is not None
    }
    if not any(policy.terms for policy in policies):
        return ""
    try:
        found = trial.bench.pay(
            trial.court,
            trial.case,
            at=trial.at,
            known_at=trial.known_at,
            given=dict.fromkeys(names, _GIVEN),
        )
    except Malformed as refused:
        if refused.code == "money.inexact":
            return ""  # the terms ask for it
        raise
    return next(_lost(trial, found), "")


def _lost(trial: Trial, found: Pay) -> Iterator[str]:
    for line in found.lines:
        whose = f"{line.rule} for {line.payee or 'nobody yet'}"
        yield from (f"{whose}: {what}" for what in _line(line))
    yield from _caps(trial, found)
    yield from _payouts(trial, found)
    yield from _statements(found)


def _line(line: Line) -> Iterator[str]:
    parts = total(one.amount for one in line.tranches)
    if parts != line.earned:
        yield f"{_yuan(line.earned)} earned, and the tranches are {_yuan(parts)}"
    left = line.earned - line.reversed - line.forfeited
    gone = line.paid + line.held + line.due + line.later
    if left != gone:
        yield f"{_yuan(left)} is left, and paid, held, due and later are {_yuan(gone)}"
    if line.earned < Money(0) or line.cut < Money(0) or line.reversed > line.earned:
        yield f"{_yuan(line.earned)} earned, {_yuan(line.reversed)} taken back"


def _caps(trial: Trial, found: Pay) -> Iterator[str]:
    for policy in trial.policies:
        for term in policy.terms:
            mine = [one for one in found.lines if one.rule == f"{policy.name}#{term.id}"]
            for cap in term.caps:
                by_payee = {one.payee for one in mine}
                groups: Iterable[list[Line]] = (
                    [[one] for one in mine]
                    if cap.per == "line"
                    else [[one for one in mine if one.payee == payee] for payee in by_payee]
                    if cap.per == "payee"
                    else [mine]
                )
                for group in groups:
                    earned = total(one.earned for one in group)
                    if earned > cap.amount and term.leaver is None:
                        yield f"{policy.name}#{term.id}: {_yuan(earned)} is above its cap"


def _payouts(trial: Trial, found: Pay) -> Iterator[str]:
    calendar = trial.court.calendar
    payouts = (one for one in trial.case.facts if one.kind == "payout")
    if any(policy.correctors for policy in trial.policies) or not all(p.timed for p in payouts):
        return  # who may correct, and how a day is read, would have to be said again here
    standing = known(trial.case.facts, calendar, known_at=trial.known_at)
    paid: dict[str, list[Money]] = {}
    for one in standing:
        to, amount = one.get("to"), one.get("amount")
        if one.kind != "payout" or starts(one, calendar) > trial.at:
            continue
        if isinstance(to, str) and isinstance(amount, Money):
            paid.setdefault(to, []).append(amount)
    surplus = dict(found.surplus)
    for to in {*paid, *found.payees}:
        lines = total(one.paid for one in found.lines if one.payee == to)
        wanted = total(paid.get(to, ()))
        got = lines + surplus.get(to, Money(0))
        if got != wanted:
            yield f"{to} was paid {_yuan(wanted)}, and {_yuan(got)} is on the lines and beyond"


def _statements(found: Pay) -> Iterator[str]:
    shown = [statement(found, payee) for payee in found.payees]
    for one in shown:
        if any(line.payee != one.payee for line in one.lines):
            yield f"the statement of {one.payee} shows somebody else's line"
    nobodys = total(one.earned for one in found.lines if one.payee is None)
    earned = total(one.totals.earned for one in shown) + nobodys
    if earned != found.totals.earned:
        yield f"{_yuan(found.totals.earned)} earned, and the statements show {_yuan(earned)}"


def _yuan(amount: Money) -> str:
    return f"{format_yuan(amount)} yuan"
