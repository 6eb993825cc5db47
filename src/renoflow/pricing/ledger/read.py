"""The ledger of one project (项目收支), read from facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

import attrs

from renoflow.calendars import WorkCalendar
from renoflow.errors import Refused
from renoflow.facts import Fact, known
from renoflow.money import Money, format_yuan, scaled
from renoflow.pricing.ledger.fill import Entry, Filled, Flow
from renoflow.pricing.ledger.flows import (
    Credited,
    Flows,
    credit_flows,
    fill_all,
    full_since,
    money_flows,
)
from renoflow.pricing.ledger.records import Arrear, Ledger, Line, LineState
from renoflow.pricing.ledger.standing import (
    Standing,
    became,
    dropped_for,
    dropped_since,
    standings,
)
from renoflow.pricing.ledger.terms import Interest, LedgerTerms
from renoflow.pricing.plans import (
    Collects,
    Plan,
    Schedule,
    cap_limit,
    due_at,
    schedule,
    signed_schedule,
)
from renoflow.pricing.receipts import collected_by_others
from renoflow.pricing.records import Component
from renoflow.reasons import Reason, reason
from renoflow.select import Scope, compile_anchor, see

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
    changed. Reading refuses nothing: what stands in the way is a finding.

    Args:
        plan: The plan, of the contract or from :func:`replan`.
        facts: The customer's history; withdrawn facts do not count.
        calendar: For the spans, and the days of facts without an hour.
        at: The asked instant; later facts do not count.
        terms: What the contract says beyond the plan.
        totals: What is to be paid for each component; None reads the contracts signed.
            Give them where change orders have moved them, or for a design fee.
        exempt: Exemptions from caps that are claimed.
        known_at: Leaves out what was recorded after it; None for everything.

    Raises:
        Malformed: ``value.naive``, ``time.range``, ``limit.order``; for *totals* as of
            :func:`schedule`.
    """
    seen = see(known(facts, calendar, known_at=known_at), calendar, days="start")
    past = [fact for when, fact in seen.dated if when <= at]
    made, findings = _schedule(plan, past, totals, exempt)
    flows = money_flows(plan, made, seen, at, as_told=terms.as_told)
    credited = credit_flows(terms, flows, seen, calendar, at)
    made, before, credited, refused = _credited_before(made, credited)
    placed = _with_credits(flows, made, credited)
    stood = standings(made, seen, calendar, at, None)
    filled = fill_all(made, placed, stood, seen, calendar, at=at, by_due=terms.allocation == "due")
    full = full_since(made, filled)
    if plan.sequence == "paid":
        stood = standings(made, seen, calendar, at, full)
    scope = Scope(seen=seen, calendar=calendar, asked=at, upto=at)
    dropped = dropped_since(seen, at)
    lines = [_line(one, filled, full, made, dropped, scope) for one in stood]
    arrears = tuple(
        arrear
        for line in lines
        if (arrear := _arrear(line, filled, terms.interest, made.plan, scope)) is not None
    )
    used = sum(
        one.fen for one in credited if one.rule.of == "deposit" and _home(made, one) in filled
    )
    used += before.get("deposit", 0)
    left = sum(one.fen for one in flows.deposits) - used
    totals_fen = sum(total.fen for _, total in made.totals) + sum(before.values())
    added = sum(one.tax.fen for one in made.instalments) if _adds(made.plan) else 0
    book = Ledger(
        at=at,
        schedule=made,
        lines=tuple(lines),
        entries=_entries(filled),
        contract=Money(totals_fen + added),
        credited_before=Money(sum(before.values())),
        earned=Money(sum(one.earned for one in filled.values())),
        credited=Money(sum(one.credited for one in filled.values())),
        reversed=Money(sum(one.reversed for one in filled.values())),
        held=Money(sum(one.held for one in filled.values())),
        short=Money(sum(one.short for one in filled.values())),
        unplaced=Money(sum(one.fen for one in flows.unplaced)),
        deposit_left=Money(left),
        arrears=arrears,
        findings=(),
    )
    found = (
        *findings,
        *refused,
        *flows.findings,
        *collected_by_others(past, role=plan.collector),
        *(one.reason(plan) for one in credit_flows(terms, flows, seen, calendar, at)),
        *_findings(book, flows, filled, terms),
        *_caps(book, filled, scope),
    )
    return attrs.evolve(book, findings=found)


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


def _adds(plan: Plan) -> bool:
    return any(not tax.included for tax in plan.taxes)


# --- credits ----------------------------------------------------------------------------


def _credited_before(
    made: Schedule, credited: tuple[Credited, ...]
) -> tuple[Schedule, dict[str, int], tuple[Credited, ...], tuple[Reason, ...]]:
    """The schedule of what is left after the credits that come before the split."""
    totals = dict(made.totals)
    before: dict[str, int] = {}
    after = []
    for one in credited:
        if one.rule.when != "total":
            after.append(one)
            continue
        left = one.fen
        for component, total in list(totals.items()):
            if made.plan.collects(component) == one.rule.to or component == one.rule.to:
                off = max(min(left, total.fen), 0)
                totals[component] = total - Money(off)
                before[one.rule.of] = before.get(one.rule.of, 0) + off
                left -= off
    refused: tuple[Reason, ...] = ()
    if before:
        made, refused = _schedule(made.plan, (), totals, made.exempt)
    return made, before, tuple(after), refused


def _with_credits(
    flows: Flows, made: Schedule, credited: Iterable[Credited]
) -> dict[Collects, tuple[Flow, ...]]:
    placed = dict(flows.placed)
    for one in credited:
        pot = _home(made, one)
        if pot is not None:
            placed[pot] = (*placed.get(pot, ()), *one.flows)
    return placed


def _home(made: Schedule, one: Credited) -> Collects | None:
    """What collects the component that is credited."""
    return "all" if one.rule.to == "all" else made.plan.collects(one.rule.to)


# --- lines ------------------------------------------------------------------------------


def _line(  # noqa: PLR0913, PLR0917 - a line is where everything meets
    stood: Standing,
    filled: Mapping[Collects, Filled],
    full: Mapping[str, datetime],
    made: Schedule,
    dropped: Mapping[Component, datetime],
    scope: Scope,
) -> Line:
    part, amount = stood.one.part, stood.one.amount
    pot = filled[part.component]
    met = full.get(part.id)
    receipts = tuple(name for when, name in pot.facts if met is None or when <= met)
    gone_at = dropped_for(part.component, made, dropped)
    rule = f"{made.plan.name}#{part.id}"
    found, gone = became(stood, rule, met, receipts, scope.asked, gone_at)
    states: dict[str, LineState] = {
        "open": "open",
        "met": "met",
        "met_late": "met_late",
        "missed": "missed",
    }
    state: LineState = states.get(found.status, "not_due")
    if amount.fen <= 0:
        state = "nothing"
    elif met is not None and stood.last is None:
        state = "met"
    elif gone or (gone_at is not None and state == "not_due"):
        state = "dropped"
    released = 0
    release_due = None
    if part.release is not None:
        for when, fact in scope.seen.by_kind.get("release", ()):
            value = fact.get("amount")
            if when <= scope.asked and fact.get("part") == part.id and isinstance(value, Money):
                released += value.fen
        anchor = part.release.anchor
        since = None if anchor is None else compile_anchor(anchor)(scope)
        if anchor is None or since is not None:
            start = scope.asked if since is None else since[0]
            release_due = due_at(part.release, start, scope.calendar).at
    return Line(
        part=part,
        amount=amount,
        paid=Money(pot.paid[part.id]),
        due=stood.last,
        state=state,
        provisional=stood.provisional,
        cites=found.facts,
        released=Money(released),
        release_due=release_due,
    )


def _entries(filled: Mapping[Collects, Filled]) -> tuple[Entry, ...]:
    rows = [entry for pot in filled.values() for entry in pot.entries]
    return tuple(sorted(rows, key=lambda one: one.at))


# --- arrears ----------------------------------------------------------------------------


def _arrear(
    line: Line,
    filled: Mapping[Collects, Filled],
    terms: Interest | None,
    plan: Plan,
    scope: Scope,
) -> Arrear | None:
    if line.due is None or line.state not in ("missed", "met_late"):
        return None
    calendar = scope.calendar
    since, today = calendar.day(line.due), calendar.day(scope.asked)
    rows = filled[line.part.component].grown[line.part.id]
    open_fen = _balances(line.amount.fen, rows, since, today, calendar)
    days = sum(length for length, fen in open_fen if fen > 0)
    if not days and not line.open:
        return None
    late = (today - since).days if line.state == "missed" else days
    interest = 0 if terms is None else _interest(terms, open_fen)
    if line.state == "met_late" and not interest:
        return None
    return Arrear(
        rule=f"{plan.name}#{line.part.id}",
        amount=line.open if line.state == "missed" else Money(0),
        since=since,
        days=late,
        interest=Money(interest),
    )


def _balances(
    amount: int,
    rows: Sequence[tuple[datetime, int]],
    since: date,
    today: date,
    calendar: WorkCalendar,
) -> list[tuple[int, int]]:
    """What was open at the end of each day from *since* up to the day before *today*.

    As (so many days, so many fen); money of a day counts on that day.
    """
    by_day = {calendar.day(when): fen for when, fen in rows}
    paid = 0
    for day in sorted(by_day):
        if day <= since:
            paid = by_day[day]
    found = []
    day = since
    for turn in [one for one in sorted(by_day) if since < one < today] + [today]:
        if turn > day:
            found.append(((turn - day).days, max(amount - paid, 0)))
        paid, day = by_day.get(turn, paid), turn
    return found


def _interest(terms: Interest, open_fen: Sequence[tuple[int, int]]) -> int:
    late, passed = 0, 0
    for length, fen in open_fen:
        passed += length
        late = passed if fen else late
    if late <= terms.grace:
        return 0
    exact, passed = 0, 0
    free = terms.grace if terms.grace_free else 0
    for length, fen in open_fen:
        exact += fen * max(min(length, passed + length - free), 0)
        passed += length
    found = scaled(exact, terms.a_day, terms.rounding)
    if terms.most is not None:
        found = min(found, scaled(open_fen[0][1], terms.most, terms.rounding))
    return found


# --- what a person should see -----------------------------------------------------------


def _findings(
    book: Ledger, flows: Flows, filled: Mapping[Collects, Filled], terms: LedgerTerms
) -> list[Reason]:
    name = book.schedule.plan.name
    found = []
    if book.held:
        found.append(reason("ledger.held", rule=name, amount=format_yuan(book.held)))
    if book.short:
        found.append(reason("ledger.short", rule=name, amount=format_yuan(book.short)))
    if book.unplaced:
        ids = tuple(sorted({one.fact for one in flows.unplaced}))
        amount = format_yuan(book.unplaced)
        found.append(reason("ledger.unplaced", rule=name, facts=ids, amount=amount))
    if book.deposit_left:
        ids = tuple(sorted({one.fact for one in flows.deposits}))
        amount = format_yuan(book.deposit_left)
        found.append(reason("ledger.deposit", rule=name, facts=ids, amount=amount))
    beyond = sorted({fact for pot in filled.values() for fact in pot.beyond})
    found += [reason("ledger.beyond", rule=name, facts=(one,)) for one in beyond]
    found += [
        reason(
            "ledger.release",
            rule=f"{name}#{line.part.id}",
            amount=format_yuan(line.released - line.paid),
        )
        for line in book.lines
        if line.released.fen > line.paid.fen
    ]
    stop = terms.suspension
    late = [one for one in book.arrears if one.amount and stop and one.days > stop.days]
    total = sum(one.amount.fen for one in late)
    if stop is not None and late and total >= stop.least.fen:
        found.append(
            reason(
                "ledger.suspension",
                rule=stop.source or name,
                amount=format_yuan(Money(total)),
                days=max(one.days for one in late),
            )
        )
    return found


def _caps(book: Ledger, filled: Mapping[Collects, Filled], scope: Scope) -> list[Reason]:
    """Receipts above a cap before the progress that lifts it."""
    plan = book.schedule.plan
    found = []
    for cap in plan.caps:
        if cap.until is None or set(cap.unless).intersection(book.schedule.exempt):
            continue
        limit = cap_limit(plan, cap, dict(book.schedule.totals))
        reached = compile_anchor(cap.until)(scope)
        pots = {part.component for part in plan.parts if part.id in cap.parts}
        came = sum(
            entry.amount.fen
            for pot in pots & filled.keys()
            for entry in filled[pot].entries
            if reached is None or entry.at < reached[0]
        )
        if limit is not None and came > limit.fen:
            found.append(
                reason(
                    "ledger.cap",
                    rule=f"{plan.name}#{cap.id}",
                    limit=format_yuan(limit),
                    amount=format_yuan(Money(came)),
                    source=cap.source,
                )
            )
    return found


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
