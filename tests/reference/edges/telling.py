"""Short words for edges: a policy of a row or two, a handful of facts, and the answer."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from renoflow.attribution.policy import Claim, ClaimLimit, Ground, Identity, Pick, Policy
from renoflow.attribution.records import Case
from renoflow.facts import fact
from renoflow.limits import Limit
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import Facts, Match, Test
from tests.reference.made_up import MICRO, MORNING

__all__ = [
    "DAY",
    "DEAL",
    "FILED",
    "FILING",
    "MARGIN",
    "TOUCH",
    "UNDO",
    "VISIT",
    "Edge",
    "at",
    "claim",
    "edge",
    "facts",
    "filed",
    "ground",
    "limit",
    "match",
    "named",
    "no",
    "rules",
    "shown",
    "some",
    "tell",
]

DAY = days(1, counting=CALENDAR)
MARGIN = (0, 1)
"""The last instant of something and the first after it, in microseconds."""


class Edge(NamedTuple):
    """What is decided by, what happened, when it is asked, and what the rules say."""

    rules: Any
    case: Case
    at: datetime
    known_at: datetime | None
    expect: dict[str, Any]


def at(when):
    """So many hours after the first morning, 4 March, 9:00, and microseconds after that.

    A day, and an instant, stand for themselves.
    """
    if isinstance(when, int | tuple):
        whole, micros = when if isinstance(when, tuple) else (when, 0)
        return MORNING + timedelta(hours=whole) + micros * MICRO
    return when


def edge(policy, /, *told, when=100, known_at=None, doubts=(), **expect):
    """An edge; *expect* names what is compared, see :func:`shown`."""
    case = Case("k1", told, ("k1",), doubts)
    expect.update({"docket": sorted(expect["docket"])} if "docket" in expect else {})
    return Edge(policy, case, at(when), None if known_at is None else at(known_at), expect)


def named(*groups):
    """The edges of several lists by their names, none of which is told twice."""
    told = [pair for group in groups for pair in group()]
    names = [name for name, _ in told]
    assert len(set(names)) == len(names), sorted(n for n in names if names.count(n) > 1)
    return dict(told)


def shown(verdict):
    """A verdict in words: ``owner 1/2 + other 1/2``, or an outcome with what it leaves open."""

    def answer(one):
        kind, shares, to, _, question = one
        if kind == "owner":
            return " + ".join(
                party if share == 1 else f"{party} {share}"
                for party, share in sorted(shares.items())
            )
        words = kind if to is None else f"{kind} {to}"
        return words if question in (None, kind) else f"{words}: {question}"

    policy, row = verdict["credit"][3].split("#")
    return {
        "credit": answer(verdict["credit"]),
        "service": answer(verdict["service"]),
        "policy": policy,
        "row": row,
        "decided": verdict["decided_at"],
        "docket": sorted(
            f"{basis} {name} {party} {status}" + (f" by {by}" if by else "")
            for basis, party, _, name, status, by in verdict["docket"]
        ),
        "opened": [opened for _, _, opened, _, _, _ in verdict["docket"]],
        "adjusted": [
            (rule.split("#")[1], to, part if amount is None else amount)
            for rule, to, part, amount in verdict["adjustments"]
        ],
        "ignored": verdict["ignored"],
        "missing": verdict["missing"],
    }


# -- facts


def tell(name, kind, when, by=None, **fields):
    recorded = fields.pop("recorded", None)
    known = {} if recorded is None else {"recorded_at": at(recorded)}
    return fact(name, kind, at=at(when), by=by, **known, **fields)


def filed(name, by, when, **fields):
    return tell(name, "filing", when, by, **{"medium": "form", **fields})


# -- rules


def facts(*kinds, by="anyone", where=(), **fields):
    return Facts(kinds=kinds, by=by, where=where, **fields)


def match(field, op, *values):
    return Match(field=field, op=op, values=values)


def some(one, **fields):
    return Test(facts=one, **fields)


def no(one, **fields):
    return Test(facts=one, negated=True, **fields)


FILING, VISIT, TOUCH = facts("filing"), facts("visit"), facts("touch")
DEAL, UNDO = facts("deal"), facts("cancellation")


def claim(basis="filed", opens=FILING, **fields):
    return Claim(basis=basis, opens=opens, **fields)


FILED = claim()


def limit(name="window", then="lapse", on=("filed",), **fields):
    """A limit of 24 hours, where its fields do not say otherwise."""
    fields = {"span": hours(24), **fields}
    return ClaimLimit(limit=Limit(id=name, **fields), on=on, then=then, what="visit")


def ground(name="owns", claims=("filed",), **fields):
    """A ground; what is no field of it is a field of its pick."""
    own = {key: fields.pop(key) for key in ("gives", "tie", "answers", "when") if key in fields}
    return Ground(id=name, pick=Pick(claims=claims, **fields), **own)


def rules(*rows, grounds=None, **fields):
    """A policy of these claims; without grounds the first of all claims owns."""
    rows = rows or (FILED,)
    bases = tuple(dict.fromkeys(row.basis for row in rows))
    plain: dict[str, Any] = {"id": "edge", "revision": 1, "source": "", "days": "end"}
    return Policy(
        **{**plain, "identity": Identity(keys=()), **fields},
        claims=rows,
        grounds=grounds or (ground(claims=bases),),
    )
