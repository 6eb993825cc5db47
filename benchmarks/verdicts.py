"""A full verdict from a history of six facts, against zen-engine and a function by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import zen

from renoflow import SEMANTICS
from renoflow.attribution import (
    Answer,
    Case,
    ClaimState,
    Share,
    Step,
    Verdict,
    judge,
    open_court,
    presets,
)
from renoflow.calendars import china
from renoflow.facts import Fact, filing, invitation, signature, touch, verification, visit
from renoflow.limits import LimitState
from renoflow.periods import LEGAL, days

__all__ = ["cases"]

_AT = china.at(2024, 3, 10)
_FACTS = (
    filing("f1", at=china.at(2024, 3, 1, 10), by="wang", medium="form"),
    signature("s1", at=china.at(2024, 3, 1, 10, 10), by="cs", of="f1"),
    verification("x1", at=china.at(2024, 3, 1, 11), by="cs", of="f1"),
    touch("t1", at=china.at(2024, 3, 1, 12), by="wang", medium="call"),
    invitation("i1", at=china.at(2024, 3, 2, 12), by="wang", medium="call"),
    visit("v1", at=china.at(2024, 3, 6, 15), invited_by="wang"),
)
_RULE = "seven_day_filing@1#three_part"
_TICK = timedelta(microseconds=1)


def by_hand(case: Case, at: datetime) -> Verdict:
    """What somebody would write who knew these six kinds and nothing else."""
    found: dict[str, Fact] = {}
    for fact in case.facts:
        if isinstance(fact.at, datetime) and fact.at <= at:
            found.setdefault(fact.kind, fact)
    filed, came = found["filing"], found["visit"]
    opened, visited = filed.at, came.at
    checked, signed = found["verification"].at, found["signature"].at
    if not (
        isinstance(opened, datetime)
        and isinstance(visited, datetime)
        and isinstance(checked, datetime)
        and isinstance(signed, datetime)
    ):
        raise TypeError
    midnight = opened.replace(hour=0, minute=0, second=0, microsecond=0)
    day = midnight + timedelta(days=7)
    while not china.is_working(day.date()):
        day += timedelta(days=1)
    last = day + timedelta(days=1) - _TICK
    by = str(filed.by)
    window = LimitState(
        limit="window",
        status="met" if visited <= last else "missed",
        start=opened,
        last=last,
        met_at=visited,
        facts=("f1", "v1"),
    )
    due = opened + timedelta(hours=2)
    verified = LimitState(
        limit="verification",
        status="met" if checked <= due else "met_late",
        start=opened,
        last=due,
        met_at=checked,
        facts=("f1", "x1"),
    )
    steps = (
        Step(id="signature", role="customer_service", status="given", facts=("s1",)),
        Step(id="registration", role="customer_service", status="pending"),
    )
    share = (Share(party=by, share=Fraction(1)),)
    cites = tuple(sorted(("f1", "s1", "v1", "x1", "t1", "i1")))
    answer = Answer(
        outcome="owner",
        rule=_RULE,
        source="FILE-05",
        shares=share,
        facts=("f1", "s1", "v1", "x1", "t1", "i1"),
    )
    return Verdict(
        customer=case.customer,
        policy="seven_day_filing@1",
        at=at,
        decided_at=at,
        known_at=None,
        semantics=SEMANTICS,
        credit=answer,
        service=answer,
        firmness="standing",
        changes_at=None,
        docket=(
            ClaimState(
                basis="filed",
                party=by,
                opened=opened,
                fact="f1",
                status="standing",
                place=1,
                limits=(window, verified),
                steps=steps,
                facts=("f1", "s1", "v1", "x1"),
            ),
            ClaimState(
                basis="brought_after",
                party=by,
                opened=visited,
                fact="v1",
                status="void",
                ended_by="needs",
                facts=("v1",),
            ),
        ),
        cites=cites,
    )


def _zen() -> Any:  # noqa: ANN401 - the engine has no types
    """The policy's rows as a decision graph, twelve of them; approvals and docket left out."""
    expressions = {
        "filings": "filter(events, #.kind == 'filing')",
        "visits": "filter(events, #.kind == 'visit')",
        "filed": "len($.filings) > 0",
        "filer": "$.filings[0].by ?? ''",
        "live": "len($.visits) > 0 and $.visits[0].day - $.filings[0].day <= 8",
        "touched": "some(events, #.kind == 'touch' and #.by == $root.$.filer)",
        "invited": "some(events, #.kind == 'invitation' and #.by == $root.$.filer)",
        "inviter": "$.visits[0].invited_by ?? ''",
        "enquirer": "map(filter(events, #.kind == 'enquiry'), #.by)[0] ?? ''",
        "event": "some(events, #.kind == 'event_reception' and #.by != '')",
    } | {
        channel: f"some(events, #.kind == 'enquiry' and #.channel == '{channel}')"
        for channel in (
            "online_chat",
            "estate",
            "own_effort",
            "front_desk_phone",
            "walk_in",
            "web",
        )
    }
    fields = ("filed", "live", "touched", "invited", "event", *list(expressions)[-6:])
    blank = [""] * (len(fields) - 4)
    rows = [
        ["true", "true", "true", "true", *blank, '"three_part"', "filer"],
        ["true", "true", "", "", *blank, '"filed_first"', "filer"],
        ["true", "false", "", "", *blank, '"brought_after"', "inviter"],
    ]
    owners = ("enquirer", '"e_commerce"', "enquirer", "enquirer", *['"company"'] * 3)
    for place, (field, owner) in enumerate(zip(fields[4:], owners, strict=True)):
        only = ["true" if place == other else "" for other in range(len(blank))]
        rows.append(["", "", "", "", *only, f'"{field}"', owner])
    rows.append(["", "", "", "", *blank, '"silent"', '""'])
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": f"i{j}", "name": f, "field": f} for j, f in enumerate(fields)],
        "outputs": [
            {"id": f"o{j}", "name": f, "field": f} for j, f in enumerate(("row", "owner"))
        ],
        "rules": [
            {"_id": f"r{i}", "o0": row[-2], "o1": row[-1]}
            | {f"i{j}": cell for j, cell in enumerate(row[:-2])}
            for i, row in enumerate(rows)
        ],
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {
            "id": "x",
            "type": "expressionNode",
            "name": "x",
            "position": {"x": 1, "y": 0},
            "content": {
                "passThrough": False,
                "expressions": [
                    {"id": key, "key": key, "value": value} for key, value in expressions.items()
                ],
            },
        },
        {
            "id": "t",
            "type": "decisionTableNode",
            "name": "t",
            "position": {"x": 2, "y": 0},
            "content": table,
        },
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 3, "y": 0}},
    ]
    edges = [("in", "x"), ("x", "t"), ("t", "out")]
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": nodes,
        "edges": [
            {"id": f"{a}{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in edges
        ],
    }
    return zen.ZenEngine({"loader": {"type": "static", "content": {"p": graph}}})


def cases() -> dict[str, Any]:
    """The three ways to the same answer; each is checked to give it."""
    court = open_court(presets.seven_day_filing(window=days(7, counting=LEGAL)), china)
    case = Case("C-17", _FACTS)
    engine = _zen()

    def history() -> dict[str, Any]:
        start = china.start(china.day(_AT)) - timedelta(days=30)
        return {
            "events": [
                {
                    "kind": fact.kind,
                    "day": (fact.at - start).total_seconds() / 86_400,
                    "by": fact.by or "",
                    "channel": fact.get("channel") or "",
                    "invited_by": fact.get("invited_by") or "",
                }
                for fact in _FACTS
                if isinstance(fact.at, datetime)
            ]
        }

    def by_zen() -> tuple[str, str]:
        result = engine.evaluate("p", history())["result"]
        return result["row"], result["owner"]

    wanted = judge(court, case, at=_AT)
    if by_hand(case, _AT) != wanted or by_zen() != ("three_part", "wang"):
        raise AssertionError("the three do not agree")
    return {
        "renoflow": lambda: judge(court, case, at=_AT),
        "by hand": lambda: by_hand(case, _AT),
        "zen-engine": by_zen,
    }
