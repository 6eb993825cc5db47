"""The settlement sheet (结算单) at the end of the works."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from renoflow.money import Money
from renoflow.paper.records import Paper, Row, Sum, Table
from renoflow.paper.writing import amount, columns, day, named, of_amounts, sum_row
from renoflow.pricing import Settlement, SettlementLine
from renoflow.words import text
from renoflow.words.voice import Voice

__all__ = ["settlement_sheet"]

_WORK: Final = ("contract", "tax", "change")


def settlement_sheet(
    settlement: Settlement, lang: str, *, words: Mapping[str, str] | None = None
) -> Paper:
    """*settlement* as a paper: contracts and changes, what was paid, the balance, what is held.

    Args:
        settlement: The sheet.
        lang: ``en`` or ``zh``.
        words: A host's words by code before ours.

    Raises:
        Malformed: ``value.choice`` for another language.
    """
    v = Voice.of(lang, words)
    held = settlement.retention
    tables = [_sheet(v, settlement)]
    if settlement.later:
        tables.append(_later(v, settlement))
    if settlement.changes.rows:
        tables.append(_changes(v, settlement))
    back = settlement.balance.fen < 0
    sums = [
        Sum(label=v.label("paper", "final"), amount=settlement.final),
        Sum(
            label=v.label("paper", "give_back" if back else "balance"),
            amount=abs(settlement.balance),
        ),
    ]
    reasons = (*settlement.changes.warnings, *settlement.open)
    if held is not None and held.amount:
        sums.append(Sum(label=v.label("paper", "retention"), amount=held.amount))
    if settlement.due != settlement.balance:
        sums.append(Sum(label=v.label("paper", "due_now"), amount=settlement.due))
    return Paper(
        lang=v.lang,
        company=v.label("paper", "company"),
        title=v.label("paper", "settlement"),
        name="",
        facts=(
            (v.label("paper", "as_at"), day(v, settlement.ledger.at)),
            (v.label("paper", "customer"), ""),
            (v.label("paper", "date"), ""),
        ),
        tables=tuple(tables),
        sums=tuple(sums),
        notes=() if held is None else tuple(text(one, v.lang, words) for one in held.reasons),
        open=tuple(text(one, v.lang, words) for one in reasons),
        signs=(v.label("paper", "customer"), v.label("paper", "for_company")),
    )


def _sheet(v: Voice, one: Settlement) -> Table:
    work = [line for line in one.lines if line.what in _WORK]
    money = [line for line in one.lines if line.what not in _WORK]
    rows = [_line(v, line) for line in work]
    rows.append(sum_row(v, "final", "", "", amount(one.final)))
    rows += [_line(v, line) for line in money]
    rows.append(sum_row(v, "balance", "", "", amount(one.balance)))
    held = Money(0) if one.retention is None else one.retention.amount
    waits = one.balance - one.due - held
    if waits:
        rows.append(Row(cells=(v.label("paper", "later"), "", "", amount(-waits))))
    if held:
        rows.append(Row(cells=(v.label("paper", "retention"), "", "", amount(-held))))
    if waits or held:
        rows.append(sum_row(v, "due_now", "", "", amount(one.due)))
    return Table(
        caption=v.label("paper", "sheet"),
        columns=columns(v, "what", "component", "facts", "amount", numbers=("amount",)),
        rows=tuple(rows),
    )


def _line(v: Voice, one: SettlementLine) -> Row:
    return Row(
        cells=(
            v.label("what", one.what),
            "" if one.component is None else v.label("component", one.component),
            v.say("list.comma").join((*one.facts, one.rule) if one.rule else one.facts),
            amount(one.amount),
        )
    )


def _later(v: Voice, one: Settlement) -> Table:
    rows = [
        Row(
            cells=(
                named(v, "part", line.part.id),
                v.label("component", line.part.component),
                amount(line.open),
                day(v, line.due) or text(line.part.due, v.lang, v.words),
            )
        )
        for line in one.later
    ]
    rows.append(sum_row(v, "total", "", of_amounts(line.open for line in one.later), ""))
    return Table(
        caption=v.label("paper", "later"),
        columns=columns(v, *("part", "component", "left", "due"), numbers=("left",)),
        rows=tuple(rows),
    )


def _changes(v: Voice, one: Settlement) -> Table:
    rows = [
        Row(
            cells=(
                row.fact,
                day(v, row.at.date()),
                named(v, "value", row.origin),
                v.label("change_state", row.state),
                "" if row.days is None else str(row.days),
                amount(row.amount),
            )
        )
        for row in one.changes.rows
    ]
    rows.append(
        sum_row(v, "approved", "", "", "", str(one.changes.days), amount(one.changes.total))
    )
    return Table(
        caption=v.label("paper", "changes"),
        columns=columns(
            v,
            *("order", "date", "origin", "state", "days", "amount"),
            numbers=("days", "amount"),
        ),
        rows=tuple(rows),
    )
