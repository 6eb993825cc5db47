"""The statement of account (对账单): the parts of the plan with their money, line by line."""

from __future__ import annotations

from collections.abc import Mapping

from renoflow.money import Money
from renoflow.paper.records import Paper, Row, Sum, Table
from renoflow.paper.writing import amount, columns, day, named, of_amounts, sum_row
from renoflow.pricing import Arrear, Ledger
from renoflow.words import text
from renoflow.words.voice import Voice

__all__ = ["account_statement"]


def account_statement(
    ledger: Ledger, lang: str, *, words: Mapping[str, str] | None = None
) -> Paper:
    """*ledger* as a paper: what was to be paid, what came and went, what is in arrears.

    Args:
        ledger: The money of one project.
        lang: ``en`` or ``zh``.
        words: A host's words by code before ours; ``part.`` and an id is what an
            instalment is called.

    Raises:
        Malformed: ``value.choice`` for another language.
    """
    v = Voice.of(lang, words)
    tables = [_parts(v, ledger), _entries(v, ledger)]
    if ledger.arrears:
        tables.append(_arrears(v, ledger))
    sums = [
        Sum(label=v.label("paper", "planned"), amount=ledger.planned),
        Sum(label=v.label("paper", "settled"), amount=ledger.settled),
        Sum(label=v.label("paper", "left"), amount=ledger.open),
    ]
    for name, more in (("held", ledger.held), ("deposit_left", ledger.deposit_left)):
        if more:
            sums.append(Sum(label=v.label("paper", name), amount=more))
    return Paper(
        lang=v.lang,
        company=v.label("paper", "company"),
        title=v.label("paper", "account"),
        name=ledger.schedule.plan.name,
        facts=(
            (v.label("paper", "number"), ledger.schedule.plan.name),
            (v.label("paper", "as_at"), day(v, ledger.at)),
            (v.label("paper", "customer"), ""),
        ),
        tables=tuple(tables),
        sums=tuple(sums),
        open=tuple(text(one, v.lang, words) for one in ledger.findings),
    )


def _parts(v: Voice, ledger: Ledger) -> Table:
    lines = ledger.lines
    numbers = ["amount", "paid", "left"]
    escrow = any(one.part.release is not None for one in lines)
    if escrow:
        numbers.append("in_escrow")
    rows = []
    for one in lines:
        cells = [
            named(v, "part", one.part.id),
            v.label("component", one.part.component),
            *(amount(one.amount), amount(one.paid), amount(one.open)),
        ]
        if escrow:
            cells.append(amount(one.in_escrow))
        cells += [day(v, one.due), v.label("payment", one.state)]
        rows.append(Row(cells=tuple(cells)))
    sums = [amount(ledger.planned), amount(ledger.settled), amount(ledger.open)]
    if escrow:
        sums.append(of_amounts(one.in_escrow for one in lines))
    rows.append(sum_row(v, "total", "", *sums, "", ""))
    return Table(
        caption=v.label("paper", "instalments"),
        columns=columns(v, "part", "component", *numbers, "due", "state", numbers=numbers),
        rows=tuple(rows),
    )


def _entries(v: Voice, ledger: Ledger) -> Table:
    rows, so_far = [], Money(0)
    for one in ledger.entries:
        so_far += one.amount
        laid = (
            v.say(
                "paper.laid_on",
                part=named(v, "part", name) if name else v.label("paper", "held"),
                amount=amount(some),
            )
            for name, some in one.lines
        )
        cells = (
            day(v, one.at.date()),
            v.label("what", one.kind),
            v.say("list.comma").join(one.facts),
        )
        rows.append(
            Row(
                cells=(
                    *cells,
                    v.say("list.clauses").join(laid),
                    amount(one.amount),
                    amount(so_far),
                )
            )
        )
    return Table(
        caption=v.label("paper", "entries"),
        columns=columns(
            v,
            *("date", "what", "facts", "laid", "amount", "so_far"),
            numbers=("amount", "so_far"),
        ),
        rows=tuple(rows),
    )


def _arrears(v: Voice, ledger: Ledger) -> Table:
    rows = [Row(cells=_arrear(v, one)) for one in ledger.arrears]
    open_ = of_amounts(one.amount for one in ledger.arrears)
    rows.append(sum_row(v, "total", open_, "", "", amount(ledger.interest)))
    return Table(
        caption=v.label("paper", "arrears"),
        columns=columns(
            v,
            *("part", "left", "since", "days_late", "interest"),
            numbers=("left", "days_late", "interest"),
        ),
        rows=tuple(rows),
    )


def _arrear(v: Voice, one: Arrear) -> tuple[str, ...]:
    name = named(v, "part", one.rule.rpartition("#")[2])
    return name, amount(one.amount), day(v, one.since), str(one.days), amount(one.interest)
