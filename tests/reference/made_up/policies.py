"""Policies, their revisions, and cases in which what they have is likely to matter."""

from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

import attrs
from hypothesis import strategies as st

from renoflow.attribution.policy import Chapter, Decider, Identity, Policy
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import Facts
from renoflow.timeline import Timeline
from tests.reference.made_up.answers import HEAD, adjustments, grounds
from tests.reference.made_up.cases import ENDS, KINDS, MORNING, NOONS, OFTEN, STAGES, cases, one
from tests.reference.made_up.claims import audits, claims, limits
from tests.reference.made_up.conditions import BASES, DEAL, UNDO

__all__ = ["FEATURES", "policies", "situations"]

DECIDERS = (
    (),
    (),
    (),
    (),
    (Decider(role="head", until="decisive"),),
    (Decider(role="head", until="always"), Decider(role="clerk", until="decisive")),
)
GAPS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"fresh": Facts(kinds=("visit",)), "gap": hours(24)},
    {"fresh": Facts(kinds=("filing", "touch")), "gap": days(1, counting=CALENDAR)},
    {"fresh": Facts(kinds=("filing",)), "gap": hours(12), "since": Facts(kinds=("touch",))},
)
OPENING = "opening"
FEATURES: dict[str, tuple[str, ...]] = {  # with a story in which they matter
    "chapters": (OPENING, "deal", OPENING, "touch"),
    "freezing": (OPENING, "deal", "cancellation", "touch", "deal"),
    "audits": (OPENING, "touch", OPENING, "visit"),
    "transfers": (OPENING, "transfer", "touch", "transfer"),
    "parts": (OPENING, "visit", "touch", "deal"),
    "adjustments": (OPENING, OPENING, "touch"),
    "correctors": (OPENING, OPENING, "withdrawal"),
    "stages": ("party_status", OPENING, "party_status", "stage", "party_status"),
    "ranks": (OPENING, OPENING, "touch", "touch"),
    "chains": (OPENING, "visit", "pause", "touch", "resume"),
}
SOME = tuple(combinations(FEATURES, 2))


@st.composite
def policies(draw, bases=None, features=None):
    features = one(draw, ((), *SOME)) if features is None else features
    if bases is None:
        bases = tuple(dict.fromkeys(one(draw, product(BASES, BASES, BASES))))
    decisive, undo, deciders, reading = one(
        draw,
        product(
            ((DEAL,),) if "freezing" in features else ((), (DEAL,)),
            ((UNDO,),) if "freezing" in features else ((), (UNDO,)),
            DECIDERS,
            ("start", "end", "refused"),
        ),
    )
    few = one(draw, (1, 2)) if {"freezing", "chains"} & {*features} else one(draw, (0, 1, 2))
    few = 2 if "chains" in features else few
    limited = tuple(draw(limits(n, bases, features)) for n in range(few))
    many = one(draw, (0, 1, 2))
    checked = one(draw, (1, 1, 2)) if "audits" in features else 0
    named = one(draw, (1, 1, 2)) if "adjustments" in features else 0
    return Policy(
        id="made_up",
        revision=1,
        source="",
        days=reading,
        identity=Identity(keys=(), doubt=HEAD),
        claims=tuple(draw(claims(basis, bases, features)) for basis in bases),
        grounds=tuple(draw(grounds(n, bases, features, n == many)) for n in range(many + 1)),
        limits=limited,
        audits=tuple(
            draw(audits(n, bases, tuple(row.limit.id for row in limited))) for n in range(checked)
        ),
        adjustments=tuple(draw(adjustments(n, bases)) for n in range(named)),
        decisive=decisive,
        undo=undo,
        deciders=deciders,
        stages=STAGES,
        chapter=Chapter(closes=(DEAL,), **one(draw, GAPS)) if "chapters" in features else None,
        correctors=one(draw, (("clerk",), ("head", "clerk"))) if "correctors" in features else (),
        pin=one(draw, ("decision", "claim", "asked")),
    )


@st.composite
def revised(draw, first, features):
    """The policy with one or two revisions after it, which hear the same claims."""
    bases = tuple(row.basis for row in first.claims)
    others = [draw(policies(bases, features)) for _ in range(one(draw, (1, 1, 2)))]
    later = [attrs.evolve(p, revision=2 + n, pin=first.pin) for n, p in enumerate(others)]
    if one(draw, (True, False)):
        begins = sorted(NOONS[1:] + ENDS)
        since = sorted(draw(st.permutations(begins))[: len(later)])
        return Timeline(rows=((MORNING - timedelta(days=60), first), *zip(since, later)))
    since = [date(2024, 3, 5 + n) for n in range(len(later))]
    return Timeline(rows=((date(2024, 1, 1), first), *zip(since, later)))


@st.composite
def situations(draw, feature=None, pinned=None):
    """Policies and a case in which the feature, and another, is likely to matter."""
    feature = one(draw, FEATURES) if feature is None else feature
    features = tuple(dict.fromkeys((feature, one(draw, FEATURES))))
    policy = draw(policies(features=features))
    opens = tuple(kind for row in policy.claims for kind in row.opens.kinds)
    stories = [FEATURES[name] for name in features]
    theme = tuple(kind for story in stories for kind in story if kind != OPENING)
    story = tuple(
        one(draw, opens) if kind == OPENING else kind
        for kind in one(draw, (stories[0], *stories, ()))
    )
    case = draw(cases((*OFTEN, *KINDS, *opens * 3, *theme * 2), story))
    if one(draw, (False, False, True)) if pinned is None else pinned:
        return draw(revised(policy, features)), case
    return policy, case
