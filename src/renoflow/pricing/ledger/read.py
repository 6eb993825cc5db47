"""The ledger of one project (项目收支), read from facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Refused
from renoflow.facts import Fact, known
from renoflow.money import Money, format_yuan, total
from renoflow.pricing.ledger.arrears import arrear
from renoflow.pricing.ledger.credits import credit_flows, credit_lines, placed, taken_before
from renoflow.pricing.ledger.findings import cap_findings, findings
from renoflow.pricing.ledger.flows import money_flows
from renoflow.pricing.ledger.laid import fill_all, full_since
from renoflow.pricing.ledger.lines import entries, line
from renoflow.pricing.ledger.moved import in_force, moved, widened
from renoflow.pricing.ledger.records import Ledger
from renoflow.pricing.ledger.standing import dropped_since, standings
from renoflow.pricing.ledger.terms import LedgerTerms
from renoflow.pricing.plans import Plan, Schedule, schedule, signed_schedule
from renoflow.pricing.receipts import collected_by_others
from renoflow.pricing.records import Component
from renoflow.reasons import Reason, reason
from renoflow.select import Scope, see

__all__ = ["ledger", "start_objections"]


def ledger(  # noqa: PLR0913 - what is asked, and the two time axes
    plan: Plan,
    facts: Iterable[Fact],
    calendar: WorkCalendar,
    *,
    at: datetime,
    terms: LedgerTerms,
    totals: Mapping[Component, Money] | None = None,
    exempt: Collection[str] = (),
    known_at: datetime | None = None,
) -> Ledger:
    """The money of one project by *plan* as seen at *at* (PAY-02).

    Receipts fill the parts in the order that *terms* state, or the part that the payer
    named. A refund names its receipt and takes back the lines that it had filled, each in
    proportion; money that is held then fills what is open. Nothing that was recorded is
    changed. Change orders move what is to be paid as *terms* state, from the instant at
    which all had approved them, and else not at all. Reading refuses nothing: what stands
    in the way is a finding.

    Args:
        plan: The plan, of the contract or from :func:`replan`.
        facts: The customer's history; withdrawn facts do not count.
        calendar: For the spans, and the days of facts without an hour.
        at: The asked instant; later facts do not count.
        terms: What the contract says beyond the plan.
        totals: What is to be paid for each component, before the changes that *terms* read;
            None reads the contracts signed, and the agreements where the plan has parts of
            its own for the design fee.
        exempt: Exemptions from caps that are claimed.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``value.naive``, ``time.range``, ``limit.order``; for *totals* as of
            :func:`schedule`.
    """
    standing = known(facts, calendar, known_at=known_at)
    seen = see(standing, calendar, days="start")
    past = [fact for when, fact in seen.dated if when <= at]
    made, told = _schedule(plan, past, totals, exempt)
    orders = moved(made, terms.changes, standing, past, calendar, at=at, given=totals is not None)
    flows = money_flows(plan, widened(made, orders.parts), seen, at, as_told=terms.as_told)
    credited = credit_flows(terms, flows, seen, calendar, at)
    signed = made.totals
    left, before = taken_before(made, credited)
    refused: tuple[Reason, ...] = ()
    if any(before):
        made, refused = _schedule(plan, (), left, made.exempt)
    if refused:
        signed, before = (), [0] * len(before)
    wide = widened(made, orders.parts)
    money = placed(flows, made, credited)
    for pot, moves in orders.flows.items():
        money[pot] = (*money.get(pot, ()), *moves)
    stood = standings(wide, seen, calendar, at, None)
    filled = fill_all(wide, money, stood, seen, calendar, at=at, by_due=terms.allocation == "due")
    made = in_force(wide, filled, orders.counted)
    full = full_since(made, filled)
    stood = standings(made, seen, calendar, at, full if plan.sequence == "paid" else None)
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    dropped = dropped_since(seen, at)
    lines = [line(one, filled, full, made, dropped, scope) for one in stood]
    late = (arrear(one, filled, terms.interest, plan, scope) for one in lines)
    credits_ = credit_lines(made, credited, before, filled)
    used = sum(one.amount.fen for one in credits_ if one.of == "deposit")
    book = Ledger(
        at=at,
        schedule=made,
        lines=tuple(lines),
        entries=entries(filled),
        signed=signed,
        contract=total((*(one for _, one in signed), *(one.amount for one in orders.counted))),
        orders=orders.orders,
        counted=orders.counted,
        credits=credits_,
        credited_before=Money(sum(before)),
        earned=Money(sum(one.earned for one in filled.values())),
        credited=Money(sum(one.credited for one in filled.values())),
        reversed=Money(sum(one.reversed for one in filled.values())),
        held=Money(sum(one.held for one in filled.values())),
        short=Money(sum(one.short for one in filled.values())),
        unplaced=Money(sum(one.fen for one in flows.unplaced)),
        deposit_left=Money(sum(one.fen for one in flows.deposits) - used),
        arrears=tuple(one for one in late if one is not None),
        findings=(),
    )
    found = (
        *told,
        *refused,
        *orders.findings,
        *flows.findings,
        *collected_by_others(past, role=plan.collector),
        *(one.reason(plan) for one in credited),
        *findings(book, flows, filled, terms),
        *cap_findings(book, filled, scope),
    )
    return attrs.evolve(book, contract=book.contract + book.tax_added, findings=found)


def _schedule(
    plan: Plan,
    past: Sequence[Fact],
    totals: Mapping[Component, Money] | None,
    exempt: Collection[str],
) -> tuple[Schedule, tuple[Reason, ...]]:
    if totals is None:
        return signed_schedule(plan, past, exempt=exempt)
    try:
        return schedule(plan, totals, exempt=exempt), ()
    except Refused as refused:
        return Schedule(plan=plan, totals=(), instalments=()), refused.objections


def start_objections(book: Ledger) -> tuple[Reason, ...]:
    """Why the works may not start yet: the plan's gates that are not paid (PAY-03).

    Empty where all are paid in full, and nothing is missing from the schedule. What is not
    signed gates nothing, but a project of which nothing is signed may not start.
    """
    plan = book.schedule.plan
    if not book.lines:
        return (reason("start.unsigned", rule="PAY-03"),)
    return tuple(
        reason(
            "start.unpaid",
            rule="PAY-03",
            facts=line.cites,
            part=f"{plan.name}#{line.part.id}",
            amount=format_yuan(line.open),
        )
        for line in book.lines
        if line.part.id in plan.gates and line.open.fen > 0
    )
