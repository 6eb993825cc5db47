"""Lines of pay and statements in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from renoflow.attribution import Line, Statement, Totals, Tranche
from renoflow.money import Money
from renoflow.words.verdicts import told
from renoflow.words.voice import Voice

__all__ = ["line", "statement"]


def statement(v: Voice, one: Statement) -> str:
    """What one payee earned, each line of it, and the sums."""
    head = v.say(
        "statement",
        payee=v.label("role", one.payee),
        customer=one.customer,
        at=v.when(one.at),
        policy=one.policy,
    )
    items: Iterable[str] = (
        *(line(v, each) for each in one.lines),
        *(told(v, each) for each in one.missing),
    )
    listed = (v.say("policy.item", text=item) for item in items)
    sums = v.say("statement.totals", sums=v.join(_sums(v, one.totals)))
    return v.lines([head, *listed, sums])


def line(v: Voice, one: Line) -> str:
    """What was earned by which term, and what became of it."""
    base = "" if one.base is None else v.say("pay.base", amount=v.money(one.base))
    head = v.say(
        "pay.line",
        term=v.label("rule", one.rule.rpartition("#")[2]),
        facts=v.join(one.occasion),
        at=v.when(one.at),
        base=base,
        earned=v.money(one.earned),
        earned_at=v.when(one.earned_at),
        cut=v.say("pay.cut", amount=v.money(one.cut)) if one.cut else "",
    )
    backs = (
        v.say(
            "pay.mirror",
            amount=v.money(back.amount),
            at=v.when(back.at),
            row=v.label("rule", back.rule.rpartition("/")[2]),
            facts=v.join(back.facts),
        )
        for back in one.mirrors
    )
    parts = (_tranche(v, each) for each in one.tranches)
    state = v.join(_states(v, one))
    return v.sentences([head, *parts, *backs, v.say("pay.state", state=state) if state else ""])


def _tranche(v: Voice, one: Tranche) -> str:
    """One release that is left or forfeited; a line that is paid in one has none to tell of."""
    if not one.release or not (one.left or one.state == "forfeited"):
        return ""
    code = "pay.unknown" if one.due is None else f"pay.{one.state}"
    release = v.label("release", one.release)
    return v.say(code, release=release, amount=v.money(one.left), due=v.when(one.due))


def _states(v: Voice, one: Line) -> Iterator[str]:
    yield from _told(
        v,
        (
            ("forfeited", one.forfeited),
            ("paid", one.paid),
            ("held", one.held),
            ("open", max(Money(0), one.due)),
            ("recover", max(Money(0), -one.due)),
            ("not_yet", one.later),
        ),
    )


def _sums(v: Voice, one: Totals) -> Iterator[str]:
    yield v.say("sum.earned", amount=v.money(one.earned))
    yield from _told(
        v,
        (
            ("reversed", one.reversed),
            ("forfeited", one.forfeited),
            ("paid", one.paid),
            ("held", one.held),
            ("open", max(Money(0), one.due)),
            ("recover", max(Money(0), -one.due)),
            ("not_yet", one.later),
            ("surplus", one.surplus),
        ),
    )


def _told(v: Voice, sums: Iterable[tuple[str, Money]]) -> Iterator[str]:
    for name, amount in sums:
        if amount:
            yield v.say(f"sum.{name}", amount=v.money(amount))
