"""What the court answers as a scenario file writes it: plain values by the names of `expect`."""

from __future__ import annotations

from typing import Final

from renoflow.attribution import Court, DisputeState, Line, Totals, Verdict
from renoflow.money import Money, format_yuan

__all__ = ["plain", "told_dispute", "told_line", "told_sums", "told_verdict"]


def told_verdict(verdict: Verdict) -> dict[str, object]:
    """The verdict."""
    credit, service = verdict.credit, verdict.service
    return {
        "owner": verdict.owner or "",
        "outcome": credit.outcome,
        "shares": {one.party: str(one.share) for one in credit.shares},
        "to": credit.to or "",
        "row": credit.rule.partition("#")[2],
        "source": credit.source,
        "service": service.shares[0].party if len(service.shares) == 1 else "",
        "service_row": service.rule.partition("#")[2],
        "firmness": verdict.firmness,
        "question": credit.question or "",
        "changes_at": verdict.changes_at,
        "claims": [
            {
                "basis": one.basis,
                "party": one.party,
                "status": one.status,
                "fact": one.fact,
                "ended_by": one.ended_by or "",
                "steps": " ".join(f"{step.id}:{step.status}" for step in one.steps),
                "limits": " ".join(f"{state.limit}:{state.status}" for state in one.limits),
            }
            for one in verdict.docket
        ],
        "adjustments": [one.rule.partition("#")[2] for one in verdict.adjustments],
        "adjusted": [
            {
                "row": one.rule.partition("#")[2],
                "kind": one.kind,
                "to": one.to,
                "part": str(one.part or ""),
                "amount": "" if one.amount is None else f"{format_yuan(one.amount)} CNY",
                "of": " ".join(one.of),
                "per": one.per,
                "bearer": one.bearer,
            }
            for one in verdict.adjustments
        ],
        "ignored": list(verdict.ignored),
        "missing": [f"{fact}.{name}" for fact, name in verdict.missing],
        "provisional": list(verdict.provisional),
    }


_SUMS: Final = ("earned", "reversed", "forfeited", "paid", "held", "due", "later")


def told_sums(totals: Totals) -> dict[str, object]:
    """Sums of pay in yuan."""
    return {name: plain(getattr(totals, name)) for name in (*_SUMS, "surplus")}


def told_line(one: Line) -> dict[str, object]:
    """A line of pay."""
    amounts = {name: plain(getattr(one, name)) for name in (*_SUMS, "cut")}
    base = "" if one.base is None else plain(one.base)
    term, on = one.rule.partition("#")[2], " ".join(one.occasion)
    return {
        "term": term,
        "rule": one.rule,
        "to": one.payee or "",
        "on": on,
        "base": base,
        **amounts,
    }


def plain(amount: Money) -> str:
    """An amount in yuan without commas."""
    return format_yuan(amount).replace(",", "")


def told_dispute(one: DisputeState, court: Court) -> dict[str, object]:
    """Where a dispute stands."""
    due = None if one.due is None else court.calendar.local(one.due).replace(tzinfo=None)
    return {
        "id": one.id,
        "status": one.status,
        "level": one.level or "",
        "decider": one.decider or "",
        "due": "" if due is None else due,
        "ways": list(one.ways),
        "decisions": list(one.decisions),
        "step": one.step or "",
        "missing": list(one.missing),
        "untold": list(one.untold),
        "evidence": list(one.evidence),
        "objections": [each.code for each in one.objections],
        "open": one.open,
    }
