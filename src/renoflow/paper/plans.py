"""The payment plan (付款方式) that is signed with a contract, and the page of its change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from renoflow.money import Money, total
from renoflow.paper.records import Paper, Row, Sum, Table
from renoflow.paper.timeline import plan_svg
from renoflow.paper.writing import amount, columns, day, named, of_amounts, sum_row
from renoflow.pricing import Instalment, Part, Replan, Replanned, Schedule
from renoflow.words import text
from renoflow.words.voice import Voice

__all__ = ["payment_plan", "plan_change", "takes"]

_NONE: Final[Mapping[str, date]] = MappingProxyType({})
_TOLD: Final = ("plan.kept", "plan.retained", "plan.capped", "plan.exempt")


def payment_plan(
    schedule: Schedule,
    lang: str,
    *,
    due: Mapping[str, date | datetime] = _NONE,
    words: Mapping[str, str] | None = None,
) -> Paper:
    """*schedule* as a paper: every instalment with its amount and its day.

    Args:
        schedule: The plan worked out for one customer.
        lang: ``en`` or ``zh``.
        due: The last day or instant of each part, by id, as far as it is known
            (:attr:`renoflow.pricing.Line.due`); for the others the rule is written.
        words: A host's words by code before ours; ``part.`` and an id is what an
            instalment is called.

    Raises:
        Malformed: ``value.choice`` for another language.
    """
    v = Voice.of(lang, words)
    plan, asked = schedule.plan, schedule.instalments
    names = ["part", "component", "takes", "amount"]
    if any(one.tax for one in asked):
        names.append("tax")
    if any(one.discount for one in asked):
        names.append("discount")
    numbers = ("amount", "tax", "discount")
    whole = total(one.amount for one in asked)
    sums = {
        "amount": amount(whole),
        "tax": of_amounts(one.tax for one in asked),
        "discount": "",
    }
    cells = (_instalment(v, one, names, due) for one in asked)
    rows = [Row(cells=row) for row in cells]
    rows.append(sum_row(v, "total", *(sums.get(name, "") for name in (*names[1:], "due"))))
    return Paper(
        lang=v.lang,
        company=v.label("paper", "company"),
        title=v.label("paper", "plan"),
        name=plan.name,
        facts=(
            (v.label("paper", "number"), plan.name),
            (v.label("paper", "collector"), v.label("role", plan.collector)),
            (v.label("paper", "customer"), ""),
        ),
        tables=(
            Table(
                caption=v.label("paper", "instalments"),
                columns=columns(v, *names, "due", numbers=numbers),
                rows=tuple(rows),
            ),
        ),
        sums=(Sum(label=v.label("paper", "total"), amount=whole),),
        notes=tuple(_notes(v, schedule, words)),
        signs=(v.label("paper", "customer"), v.label("paper", "for_company")),
        drawing=plan_svg(schedule, lang, due=due, words=words) if due else "",
    )


def _instalment(
    v: Voice, one: Instalment, names: list[str], due: Mapping[str, date | datetime]
) -> tuple[str, ...]:
    cells = {
        "part": named(v, "part", one.part.id),
        "component": v.label("component", one.part.component),
        "takes": takes(v, one.part),
        "amount": amount(one.amount),
        "tax": amount(one.tax),
        "discount": amount(one.discount) if one.discount else "",
    }
    return (*(cells[name] for name in names), _due(v, one.part, due))


def _due(v: Voice, part: Part, due: Mapping[str, date | datetime]) -> str:
    """The day of a part, or for want of one its rule."""
    if part.id in due:
        return day(v, due[part.id])
    said = text(part.due, v.lang, v.words)
    if not part.needs:
        return said
    needs = v.join(text(one, v.lang, v.words) for one in part.needs)
    return v.say("paper.needs", due=said, needs=needs)


def takes(v: Voice, part: Part) -> str:
    """How much a part takes, in a few words."""
    if part.rest:
        return v.say("takes.rest")
    if part.amount is not None:
        return v.say("takes.amount")
    if part.retained is not None:
        return v.say("takes.retained", share=v.share(part.retained))
    return v.say(f"takes.{part.of}", share="" if part.share is None else v.share(part.share))


def _notes(v: Voice, schedule: Schedule, words: Mapping[str, str] | None) -> Iterator[str]:
    plan = schedule.plan
    there = {one.part.id for one in schedule.instalments}
    gates = [named(v, "part", name) for name in plan.gates if name in there]
    if gates:
        yield v.say("paper.gates", parts=v.join(gates))
    held = [
        named(v, "part", one.part.id)
        for one in schedule.instalments
        if one.part.release is not None
    ]
    if held:
        yield v.say("paper.escrow", role=v.label("role", plan.escrow), parts=v.join(held))
    yield from (text(one, v.lang, words) for one in schedule.reasons if one.code in _TOLD)
    for part, more in schedule.changes:
        if part in {one.id for one in plan.parts}:  # an addition has a row of its own
            yield v.say("paper.changed", part=named(v, "part", part), amount=amount(more))


def plan_change(
    replan: Replan,
    lang: str,
    *,
    due: Mapping[str, date | datetime] = _NONE,
    words: Mapping[str, str] | None = None,
) -> Paper:
    """*replan* as a paper: every part before and after, with what is paid of it.

    Args:
        replan: The new schedule and what it replaces.
        lang: ``en`` or ``zh``.
        due: As for :func:`payment_plan`, of the new parts.
        words: As for :func:`payment_plan`.

    Raises:
        Malformed: ``value.choice`` for another language.
    """
    v = Voice.of(lang, words)
    new = {one.part.id: one.part for one in replan.schedule.instalments}
    before = total(row.before for row in replan.rows if row.before is not None)
    after = total(row.after for row in replan.rows if row.after is not None)
    paid = total(row.paid for row in replan.rows)
    numbers = ("before", "after", "difference", "paid", "left")
    rows = [Row(cells=_changed(v, row, new, due)) for row in replan.rows]
    rows.append(
        sum_row(
            v,
            "total",
            *("", amount(before), amount(after), amount(after - before)),
            *(amount(paid), amount(after - paid), ""),
        )
    )
    sums = [Sum(label=v.label("paper", "new_total"), amount=after)]
    sums += [
        Sum(label=v.say("paper.refund", component=v.label("component", name)), amount=sum_)
        for name, sum_ in replan.refund
    ]
    name = replan.schedule.plan.name
    return Paper(
        lang=v.lang,
        company=v.label("paper", "company"),
        title=v.label("paper", "replan"),
        name=name,
        facts=(
            (v.label("paper", "number"), name),
            (v.label("paper", "replaces"), replan.before.plan.name),
            (v.label("paper", "customer"), ""),
        ),
        tables=(
            _totals(v, replan),
            Table(
                caption=v.label("paper", "instalments"),
                columns=columns(v, "part", "component", *numbers, "due", numbers=numbers),
                rows=tuple(rows),
            ),
        ),
        sums=tuple(sums),
        notes=(v.say("paper.paid_stays"),),
        signs=(v.label("paper", "customer"), v.label("paper", "for_company")),
    )


def _totals(v: Voice, replan: Replan) -> Table:
    old, new = replan.before.in_force, dict(replan.schedule.totals)
    rows = []
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, Money(0)), new.get(name, Money(0))
        rows.append(
            Row(
                cells=(
                    v.label("component", name),
                    amount(before),
                    amount(after),
                    amount(after - before),
                )
            )
        )
    numbers = ("before", "after", "difference")
    return Table(
        caption=v.label("paper", "contracts"),
        columns=columns(v, "component", *numbers, numbers=numbers),
        rows=tuple(rows),
    )


def _changed(
    v: Voice, row: Replanned, new: Mapping[str, Part], due: Mapping[str, date | datetime]
) -> tuple[str, ...]:
    change = (row.after or Money(0)) - (row.before or Money(0))
    if row.after is None:
        name, end, left = row.part, v.label("paper", "dropped"), ""
    else:
        # A part that is paid in full has no day any more.
        name, left = row.part.removeprefix("paid:"), amount(row.after - row.paid)
        end = _due(v, new[row.part], due) if row.after != row.paid else v.label("paper", "paid")
        end = v.say("paper.moved", due=end) if row.moved else end
    return (
        named(v, "part", name),
        v.label("component", row.component),
        *(amount(row.before), amount(row.after), amount(change), amount(row.paid), left),
        end,
    )
