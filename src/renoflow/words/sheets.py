"""Quotes, ledgers and settlements in sentences, and when a part of a plan is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from renoflow.periods import Span
from renoflow.pricing import Due, Ledger, Line, Move, Quote, QuoteLine, Settlement
from renoflow.words.conditions import anchor, span
from renoflow.words.verdicts import told
from renoflow.words.voice import Voice

__all__ = ["due", "ledger", "quote", "settlement"]


def due(v: Voice, one: Due) -> str:
    """When a part is due: a day, or a span after an anchor, and what follows."""
    steps = list(one.steps)
    if one.on is not None:
        said = v.when(one.on)
    else:
        start = "" if one.anchor is None else anchor(v, one.anchor)
        first = one.span
        if first is None and steps and isinstance(steps[0], Span):
            first, steps = steps[0], steps[1:]
        if first is None:
            said = v.say("due_at.from", anchor=start)
        elif first.until and first.unit == "day" and not first.n:
            said = v.say("due_at.day", anchor=start)
        elif first.until:
            said = v.say("due_at.until", span=span(v, first), anchor=start)
        else:
            said = v.say("due_at.within", span=span(v, first), anchor=start)
    return v.say("list.clauses").join([said, *(_step(v, each) for each in steps)])


def _step(v: Voice, one: Span | Move) -> str:
    if isinstance(one, Span):
        code = "due_at.then_until" if one.until else "due_at.then_after"
        return v.say(code, span=span(v, one))
    if one.back is not None:
        return v.say("due_at.back", span=span(v, one.back))
    if one.day is not None:
        return v.say(f"due_at.day_{one.which}", day=one.day)
    if one.weekday is not None:
        return v.say(f"due_at.weekday_{one.which}", day=v.say(f"weekday.{one.weekday}"))
    if one.month is not None:
        return v.say(f"due_at.month_{one.which}", month=one.month)
    return v.say(f"due_at.{one.roll}")


def quote(v: Voice, one: Quote) -> str:
    """What is offered: each line, what each contract comes to, and the total."""
    lines = (
        v.say(
            "quote.item",
            group=v.label("group", each.group),
            item=v.label("item", each.item),
            quantity=_counted(v, each),
            price=v.money(each.unit_price),
            amount=v.money(each.amount),
        )
        for each in one.lines
    )
    sums = v.join(
        v.say("sheet.sum", name=v.label("component", name), amount=v.money(sum_))
        for name, sum_ in one.components
    )
    head = v.say("quote", name=one.name, on=v.when(one.on), last=v.when(one.valid_through))
    end = v.say("quote.total", total=v.money(one.total), sums=sums)
    return v.lines([head, *_items(v, lines), end])


def _counted(v: Voice, one: QuoteLine) -> str:
    if not one.unit:
        return str(one.quantity)
    return v.say("quote.counted", quantity=one.quantity, unit=v.label("unit", one.unit))


def settlement(v: Voice, one: Settlement) -> str:
    """Each line of the sheet, the balance, what is held back, and what is still open."""
    lines = [
        v.say(
            "sheet.line",
            what=v.label("what", each.what),
            component="" if each.component is None else v.label("component", each.component),
            amount=v.money(each.amount),
            facts=v.join(each.facts),
        )
        for each in one.lines
    ]
    end = v.say("settlement", final=v.money(one.final), balance=v.money(one.balance))
    held: list[str] = []
    if one.retention is not None:
        held += [told(v, each) for each in one.retention.reasons]
    if one.due != one.balance:
        held.append(v.say("settlement.due", due=v.money(one.due)))
    odd = (told(v, each) for each in (*one.changes.warnings, *one.open))
    return v.lines([*_items(v, lines), end, *held, *odd])


def ledger(v: Voice, one: Ledger) -> str:
    """Where the money stands: each part, the sums, arrears, and what a person should see."""
    head = v.say("ledger", plan=one.schedule.plan.name, at=v.when(one.at))
    sums = v.say(
        "ledger.sums",
        planned=v.money(one.planned),
        settled=v.money(one.settled),
        open=v.money(one.open),
    )
    arrears = (
        v.say(
            "ledger.arrear",
            part=v.label("part", each.rule.rpartition("#")[2]),
            amount=v.money(each.amount),
            days=each.days,
            since=v.when(each.since),
            interest=v.say("ledger.interest", amount=v.money(each.interest))
            if each.interest
            else "",
        )
        for each in one.arrears
    )
    findings = (told(v, each) for each in one.findings)
    return v.lines(
        [head, *_items(v, (_part(v, each) for each in one.lines)), sums, *arrears, *findings]
    )


def _part(v: Voice, one: Line) -> str:
    code = "ledger.line" if one.due is None else "ledger.line_due"
    return v.say(
        code,
        part=v.label("part", one.part.id),
        component=v.label("component", one.part.component),
        amount=v.money(one.amount),
        paid=v.money(one.paid),
        due=v.when(one.due),
        state=v.label("payment", one.state),
    )


def _items(v: Voice, lines: Iterable[str]) -> Iterator[str]:
    return (v.say("policy.item", text=line) for line in lines)
