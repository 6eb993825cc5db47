"""Twelve rules, the first that holds decides: four ways from twelve histories of six facts.

Each history is decided by another rule. Ours and the function by hand read the facts;
zen-engine reads them as dictionaries in its own language; rule-engine, which looks at flat
values only, gets those that the function by hand finds. Ours gives a whole verdict, the
function by hand a row and shares, the two engines a row and parties.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Final

import rule_engine
import zen

from renoflow.attribution import (
    Case,
    Claim,
    ClaimLimit,
    Ground,
    Identity,
    KeyRule,
    Outcome,
    Pick,
    Policy,
    judge,
    open_court,
)
from renoflow.calendars import china
from renoflow.facts import (
    Fact,
    enquiry,
    event_reception,
    filing,
    identification,
    invitation,
    referral,
    touch,
    visit,
)
from renoflow.limits import Limit
from renoflow.periods import ELAPSED, days
from renoflow.select import Facts, Match, Test

__all__ = ["cases"]

_START: Final = china.at(2024, 3, 1, 9)
_AT: Final = _START + timedelta(days=30)
_WINDOW: Final = timedelta(days=7)

Told = tuple[str, tuple[tuple[str, Fraction], ...]]
"""The row, and who owns which share."""


# --- ours -------------------------------------------------------------------------------


def _match(field: str, *values: str) -> Match:
    return Match(field=field, op="in", values=values) if values else Match(field=field, op="given")


def _claim(basis: str, kind: str, claimant: str, *where: Match) -> Claim:
    named = () if claimant in {"by", "referrer"} else (_match(claimant),)
    return Claim(
        basis=basis,
        opens=Facts(kinds=(kind,), where=(*where, *named)),
        claimant=claimant,
        again="keep",
    )


def _owner(name: str, *having: Test) -> Ground:
    return Ground(id=name, gives=Outcome(kind="owner"), pick=Pick(claims=(name,), having=having))


def _company(channel: str) -> Ground:
    asked = Facts(kinds=("enquiry",), where=(_match("channel", channel),))
    return Ground(id=channel, gives=Outcome(kind="party", to="company"), when=(Test(facts=asked),))


_MINE: Final = (
    Test(facts=Facts(kinds=("touch",), by="self")),
    Test(facts=Facts(kinds=("visit",), where=(Match(field="invited_by", op="self"),))),
)


def _policy() -> Policy:
    three_part = Ground(
        id="three_part",
        gives=Outcome(kind="owner"),
        pick=Pick(claims=("filed",), having=_MINE),
    )
    return Policy(
        id="twelve",
        revision=1,
        source="",
        days="end",
        identity=Identity(keys=(KeyRule(field="phone", strength="certain"),)),
        claims=(
            _claim("together", "visit", "brought_together"),
            _claim("filed", "filing", "by"),
            _claim("brought", "visit", "brought_by"),
            _claim("partner", "referral", "referrer", _match("source", "partner")),
            _claim("named", "visit", "names"),
            _claim("estate", "enquiry", "by", _match("channel", "estate")),
            _claim("event", "event_reception", "received_by"),
            _claim("on_duty", "visit", "on_duty"),
        ),
        limits=(
            ClaimLimit(
                limit=Limit(
                    id="window",
                    span=days(7, counting=ELAPSED),
                    needs=Facts(kinds=("visit",)),
                ),
                on=("filed",),
                then="lapse",
                what="visit",
            ),
        ),
        grounds=(
            _owner("together"),
            three_part,
            _owner("filed"),
            _owner("brought"),
            _owner("partner"),
            _owner("named"),
            _company("walk_in"),
            _company("web"),
            _owner("estate"),
            _owner("event"),
            _owner("on_duty"),
            _company("front_desk_phone"),
        ),
    )


# --- twelve histories -------------------------------------------------------------------


def _at(day: int, hour: int = 0) -> datetime:
    return _START + timedelta(days=day, hours=hour)


def _came(name: str = "v", day: int = 3, **roles: Any) -> Fact:  # noqa: ANN401 - fields of any fact
    return visit(name, at=_at(day), **roles)


def _asked(channel: Any) -> Fact:  # noqa: ANN401 - a channel or none
    return enquiry("e", at=_START, by="qian", channel=channel)


def _histories() -> dict[str, tuple[Fact, ...]]:
    filed = filing("f", at=_START, by="wang", medium="form")
    other = touch("t", at=_at(1), by="zhou", medium="call")
    event = event_reception("r", at=_at(1, 2), by="desk", received_by="feng")
    partner = referral("p", at=_at(1, 3), by="desk", source="partner", referrer="shop")
    late = _came("late", 20)
    few: dict[str, tuple[Fact, ...]] = {
        "together": (_came(brought_together=("li", "wu")), filed, other, event),
        "three_part": (
            filed,
            touch("t", at=_at(1), by="wang", medium="call"),
            _came(invited_by="wang", brought_by="li"),
            event,
        ),
        "filed": (filed, other, _came(invited_by="zhou", brought_by="li"), event),
        "brought": (filed, other, _came(day=9, brought_by="li", on_duty="zheng"), partner),
        "partner": (filed, other, _came(day=9, names="sun"), partner),
        "named": (_asked("walk_in"), other, _came(names="sun", on_duty="zheng"), event),
        "walk_in": (_asked("walk_in"), other, _came(on_duty="zheng"), event),
        "web": (_asked("web"), other, _came(on_duty="zheng"), event),
        "estate": (_asked("estate"), other, _came(on_duty="zheng"), event),
        "event": (_asked("mobile_phone"), other, _came(on_duty="zheng"), event),
        "on_duty": (_asked("front_desk_phone"), other, _came(on_duty="zheng"), late),
        "front_desk_phone": (_asked("front_desk_phone"), other, _came(), late),
    }
    rest = (
        invitation("i", at=_at(2), by="zhou", medium="call"),
        identification("w", at=_at(2, 1), by="desk", wants="renovation"),
    )
    return {row: (*facts, *rest) for row, facts in few.items()}


# --- by hand ----------------------------------------------------------------------------


def _first(facts: Sequence[Fact], at: datetime) -> dict[str, Fact]:
    """The first fact of each kind."""
    found: dict[str, Fact] = {}
    for one in sorted(facts, key=_when):
        if _when(one) <= at:
            found.setdefault(one.kind, one)
    return found


def _when(one: Fact) -> datetime:
    if not isinstance(one.at, datetime):
        raise TypeError
    return one.at


def _flat(facts: Sequence[Fact], at: datetime) -> dict[str, Any]:
    """What the rules ask about, worked out once."""
    found = _first(facts, at)
    filed, came, asked = found.get("filing"), found.get("visit"), found.get("enquiry")
    event, brought_in = found.get("event_reception"), found.get("referral")
    filer = "" if filed is None else filed.by or ""
    in_time = filed is not None and (
        came is not None and timedelta() <= _when(came) - _when(filed) <= _WINDOW
    )
    told: dict[str, Any] = {
        name: (came.get(name) or "") if came is not None else ""
        for name in ("brought_by", "names", "on_duty", "invited_by")
    }
    told["together"] = (came.get("brought_together") or ()) if came is not None else ()
    told["filer"], told["in_time"] = filer, in_time
    told["touched"] = any(
        one.kind == "touch" and one.by == filer and _when(one) <= at for one in facts
    )
    told["channel"] = "" if asked is None else asked.get("channel")
    told["enquirer"] = "" if asked is None else asked.by
    told["event"] = "" if event is None else event.get("received_by")
    partner = brought_in is not None and brought_in.get("source") == "partner"
    told["referrer"] = brought_in.get("referrer") if partner and brought_in is not None else ""
    return told


def by_hand(facts: Sequence[Fact], at: datetime) -> Told:  # noqa: PLR0911 - twelve rules
    """What somebody would write who had these twelve rules and no others."""
    told = _flat(facts, at)
    if told["together"]:
        share = Fraction(1, len(told["together"]))
        return "together", tuple((one, share) for one in told["together"])
    if told["in_time"]:
        mine = told["touched"] and told["invited_by"] == told["filer"]
        return ("three_part" if mine else "filed"), ((told["filer"], _WHOLE),)
    if told["brought_by"]:
        return "brought", ((told["brought_by"], _WHOLE),)
    if told["referrer"]:
        return "partner", ((told["referrer"], _WHOLE),)
    if told["names"]:
        return "named", ((told["names"], _WHOLE),)
    if told["channel"] in {"walk_in", "web"}:
        return told["channel"], _COMPANY
    if told["channel"] == "estate":
        return "estate", ((told["enquirer"], _WHOLE),)
    if told["event"]:
        return "event", ((told["event"], _WHOLE),)
    if told["on_duty"]:
        return "on_duty", ((told["on_duty"], _WHOLE),)
    return "front_desk_phone", _COMPANY


_WHOLE: Final = Fraction(1)
_COMPANY: Final = (("company", _WHOLE),)


# --- the two engines --------------------------------------------------------------------

_ROWS: Final = (  # the row, its conditions on flat values, whom it names
    ("together", "first != ''", "together"),
    ("three_part", "in_time and touched and invited_by == filer", "filer"),
    ("filed", "in_time", "filer"),
    ("brought", "brought_by != ''", "brought_by"),
    ("partner", "referrer != ''", "referrer"),
    ("named", "names != ''", "names"),
    ("walk_in", "channel == 'walk_in'", ""),
    ("web", "channel == 'web'", ""),
    ("estate", "channel == 'estate'", "enquirer"),
    ("event", "event != ''", "event"),
    ("on_duty", "on_duty != ''", "on_duty"),
    ("front_desk_phone", "channel == 'front_desk_phone'", ""),
)


def _by_rule_engine() -> Callable[[Sequence[Fact], datetime], tuple[str, tuple[str, ...]]]:
    rules = [(row, rule_engine.Rule(text), whom) for row, text, whom in _ROWS]

    def decide(facts: Sequence[Fact], at: datetime) -> tuple[str, tuple[str, ...]]:
        flat = _flat(facts, at)
        flat["first"] = flat["together"][0] if flat["together"] else ""
        for row, rule, whom in rules:
            if rule.matches(flat):
                found = flat[whom] if whom else "company"
                return row, found if isinstance(found, tuple) else (found,)
        raise AssertionError

    return decide


def _by_zen() -> Callable[[Sequence[Fact], datetime], tuple[str, tuple[str, ...]]]:
    def first(kind: str, field: str) -> str:
        return f"map(filter(events, #.kind == '{kind}'), #.{field})[0] ?? ''"

    expressions = {
        "visits": "filter(events, #.kind == 'visit')",
        "filings": "filter(events, #.kind == 'filing')",
        "together": "$.visits[0].together ?? []",
        "first": "$.together[0] ?? ''",
        "filer": "$.filings[0].by ?? ''",
        "in_time": "len($.filings) > 0 and len($.visits) > 0 and "
        "$.visits[0].day >= $.filings[0].day and $.visits[0].day - $.filings[0].day <= 7",
        "touched": "some(events, #.kind == 'touch' and #.by == $root.$.filer)",
        "channel": first("enquiry", "channel"),
        "enquirer": first("enquiry", "by"),
        "event": first("event_reception", "received_by"),
        "referrer": "map(filter(events, #.kind == 'referral' and #.source == 'partner'), "
        "#.referrer)[0] ?? ''",
    } | {
        name: f"$.visits[0].{name} ?? ''"
        for name in ("brought_by", "names", "on_duty", "invited_by")
    }
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": "i0", "name": "rule"}],
        "outputs": [
            {"id": "o0", "name": "row", "field": "row"},
            {"id": "o1", "name": "whom", "field": "whom"},
        ],
        "rules": [
            {"_id": row, "i0": text, "o0": f"'{row}'", "o1": _whom(whom)}
            for row, text, whom in _ROWS
        ],
    }
    steps = [{"id": key, "key": key, "value": value} for key, value in expressions.items()]
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode"},
        {
            "id": "x",
            "type": "expressionNode",
            "content": {"passThrough": False, "expressions": steps},
        },
        {"id": "t", "type": "decisionTableNode", "content": table},
        {"id": "out", "type": "outputNode"},
    ]
    for place, node in enumerate(nodes):
        node.update(name=node["id"], position={"x": place, "y": 0})
    pairs = [("in", "x"), ("x", "t"), ("t", "out")]
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": nodes,
        "edges": [{"id": a + b, "type": "edge", "sourceId": a, "targetId": b} for a, b in pairs],
    }
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"p": graph}}})

    def decide(facts: Sequence[Fact], at: datetime) -> tuple[str, tuple[str, ...]]:
        events = [_plain(one) for one in sorted(facts, key=_when) if _when(one) <= at]
        result = engine.evaluate("p", {"events": events})["result"]
        return result["row"], tuple(result["whom"])

    return decide


def _whom(name: str) -> str:
    if name == "together":
        return name
    return f"[{name}]" if name else "['company']"


def _plain(one: Fact) -> dict[str, Any]:
    told: dict[str, Any] = dict(one.fields)
    return {
        "kind": one.kind,
        "day": (_when(one) - _START).total_seconds() / 86_400,
        "by": one.by or "",
        "together": list(told.pop("brought_together", ())),
        **told,
    }


def cases() -> dict[str, Callable[[], object]]:
    """The four ways, each over all twelve histories; checked to decide alike."""
    court, histories = open_court(_policy(), china), _histories()
    told = [Case(row, facts) for row, facts in histories.items()]
    with_zen, with_rules = _by_zen(), _by_rule_engine()
    for case in told:
        verdict = judge(court, case, at=_AT)
        ours = tuple((one.party, one.share) for one in verdict.credit.shares)
        owners = tuple(party for party, _ in ours)
        row = verdict.rule.partition("#")[2]
        if row != case.customer or len(case.facts) != 6:
            raise AssertionError((case.customer, verdict))
        if by_hand(case.facts, _AT) != (row, ours):
            raise AssertionError((row, ours, by_hand(case.facts, _AT)))
        for way in (with_zen, with_rules):
            if way(case.facts, _AT) != (row, owners):
                raise AssertionError((row, owners, way(case.facts, _AT)))
    return {
        "renoflow": lambda: [judge(court, case, at=_AT) for case in told],
        "by hand": lambda: [by_hand(case.facts, _AT) for case in told],
        "zen-engine": lambda: [with_zen(case.facts, _AT) for case in told],
        "rule-engine": lambda: [with_rules(case.facts, _AT) for case in told],
    }
