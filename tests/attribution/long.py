"""Long histories of one customer, made of what a policy's own rows name."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from renoflow.attribution import Case, Court, Policy
from renoflow.attribution.mentions import named_facts
from renoflow.calendars import china
from renoflow.facts import Fact, Field, Value
from renoflow.facts.kinds import COMMON
from renoflow.money import Money
from renoflow.select import Match

__all__ = ["long_case"]

_START = china.at(2024, 3, 1, 9)
_PARTIES = ("wang", "li", "zhao", "chen")
_SET_APART = ("decision", "withdrawal", "same_as", "not_same")


def long_case(court: Court, count: int, *, every: timedelta = timedelta(minutes=15)) -> Case:
    """*count* facts: first those that open claims, then without end what claims live on.

    The first twenty are of the kinds that open claims of the court's policy; after them half
    are touches, half of the other kinds that its rows name, by anybody. Nothing freezes the
    case, closes a chapter or decides it.
    """
    policy = court.policies
    if not isinstance(policy, Policy):
        raise TypeError
    dice = random.Random(7)  # noqa: S311 - the same history each time
    opening, lasting = _mentioned(policy)
    facts = []
    for place in range(count):
        among = opening if place < 20 else lasting
        kind, where = dice.choice(among) if place < 20 or dice.random() < 0.5 else ("touch", ())
        at = _START + place * every
        facts.append(_fact(court, f"f{place}", kind, where, at, dice))
    return Case("C-1", tuple(facts))


def _mentioned(policy: Policy) -> tuple[list[_Mentioned], list[_Mentioned]]:
    """The kinds that the rows name, each with the conditions: those that open claims, the rest."""
    rows = [*policy.decisive, *policy.undo]
    rows += () if policy.chapter is None else policy.chapter.closes
    apart = {*_SET_APART, *(kind for one in rows for kind in one.kinds)}
    named = [
        (kind, one.facts.where)
        for one in named_facts(policy)
        for kind in one.facts.kinds
        if kind not in apart
    ]
    opens = {kind for claim in policy.claims for kind in claim.opens.kinds}
    lasting = [one for one in named if one[0] not in opens]
    return [one for one in named if one[0] in opens], lasting or [("touch", ())]


_Mentioned = tuple[str, tuple[Match, ...]]


def _fact(  # noqa: PLR0913, PLR0917 - what a fact is made of
    court: Court, name: str, kind: str, where: tuple[Match, ...], at: datetime, dice: random.Random
) -> Fact:
    row = court.kinds[kind]
    told: dict[str, Value] = {
        one.name: _value(one, dice) for one in row.fields if one.required or dice.random() < 0.5
    }
    for match in where:
        if match.op == "in" and (row.field(match.field) or match.field in COMMON):
            told[match.field] = dice.choice(match.values)
    given = tuple(sorted((key, value) for key, value in told.items() if value is not None))
    return Fact(
        id=name,
        kind=kind,
        at=at,
        recorded_at=at,
        by=dice.choice(_PARTIES),
        customer="C-1",
        fields=given,
    )


def _value(spec: Field, dice: random.Random) -> Value:
    values: dict[str, Value] = {
        "party": dice.choice(_PARTIES),
        "code": "a",
        "fact": "f1",
        "flag": True,
        "count": 1,
        "number": 1,
        "money": Money(100),
        "day": _START.date(),
        "instant": _START,
    }
    if spec.type == "choice":
        return dice.choice(spec.values)
    if spec.type == "names":
        return spec.values or ("a",)
    return values.get(spec.type)
