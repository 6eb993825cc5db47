"""Conditions of a policy: tests and picks."""

from itertools import product
from typing import Any

from hypothesis import strategies as st

from renoflow.attribution.policy import Pick
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import OPENED, Anchor, Facts, Match, Test
from tests.reference.made_up.cases import one, pairs

__all__ = [
    "ASKED",
    "BASES",
    "DEAL",
    "EITHER",
    "HAVING",
    "OF_THIS",
    "OPENS",
    "PLAIN",
    "SELECTORS",
    "SPANS",
    "STAGED",
    "STATUSES",
    "TOUCHED",
    "UNDO",
    "VISITED",
    "conditions",
    "own",
]

OPENS = {
    "filed": (Facts(kinds=("filing",)), "by", None),
    "touched": (Facts(kinds=("touch", "visit")), "by", None),
    "invited": (Facts(kinds=("visit",)), "invited_by", None),
    "joint": (Facts(kinds=("dispute",)), "claims", None),
    "house": (Facts(kinds=("enquiry",)), "by", "company"),
    "own": (
        Facts(kinds=("filing",), where=(Match(field="source", op="in", values=("own",)),)),
        "by",
        None,
    ),
}
BASES = ("filed", "filed", *OPENS)
DEAL, UNDO = Facts(kinds=("deal",)), Facts(kinds=("cancellation",))
REACHED = tuple(
    Facts(kinds=("stage",), where=(Match(field="stage", op=op, values=("measured",)),))
    for op in ("min", "above", "max", "below")
)
ACTIVE = Facts(
    kinds=("party_status",),
    where=(
        Match(field="party", op="self"),
        Match(field="status", op="in", values=("active",)),
    ),
)
SELECTORS = (
    Facts(kinds=("visit",)),
    Facts(kinds=("touch",), by="self"),
    Facts(kinds=("touch",), by="other"),
    Facts(kinds=("touch", "filing"), by="customer"),
    Facts(kinds=("visit",), where=(Match(field="invited_by", op="self"),)),
    Facts(
        kinds=("visit",),
        where=(Match(field="invited_by", op="is_not", values=("self", "none")),),
    ),
    Facts(
        kinds=("visit",),
        where=(Match(field="invited_by", op="is", values=("other", "missing")),),
    ),
    Facts(kinds=("leave",), where=(Match(field="party", op="self"),)),
    Facts(kinds=("filing",), same=("id",)),
    Facts(kinds=("filing",), other=("medium",)),
    Facts(kinds=("cancellation",)),
    REACHED[0],
)
VISITED = Anchor(of="first", facts=Facts(kinds=("visit",)))
TOUCHED = Anchor(of="last", facts=Facts(kinds=("touch",), by="self"))
SPANS = (
    hours(24),
    hours(36),
    days(1, counting=CALENDAR),
    days(2, counting=CALENDAR),
    days(1, counting=CALENDAR, count_first=True),
)
OF_THIS = Match(field="of", op="opening")
PLACES: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"negated": True},
    {"count": 2},
    {"after": OPENED},
    {"before": OPENED},
    {"within": hours(24)},
    {"back": days(1, counting=CALENDAR)},
    {"before": VISITED, "negated": True},
    {"after": Anchor(of="last", facts=Facts(kinds=("touch",)), whole=True)},
    {"before": Anchor(of="decisive")},
    {"after": Anchor(of="lapsed")},
)
PLAIN = (*(Test(facts=facts, **place) for facts, place in product(SELECTORS, PLACES)),)
STAGED = (
    *(Test(facts=facts) for facts in REACHED),
    *(Test(facts=facts, latest=("stage",)) for facts in REACHED[:2]),
    Test(facts=ACTIVE, latest=True, negated=True),
    *(Test(facts=ACTIVE, latest=("status",), negated=no) for no in (True, False) * 4),
)
EVER = tuple(
    Test(facts=facts, ever=True, negated=no)
    for facts in (*SELECTORS[:4], Facts(kinds=("filing",)), DEAL)
    for no in (True, False)
)
EITHER = tuple(Test(any=pair) for pair in zip(PLAIN[::3], PLAIN[4::5]))
ASKED = tuple(Test(facts=facts, until="asked") for facts in SELECTORS)
HAVING = (*[()] * 99, *((one,) for one in (*PLAIN[::2], *EITHER[::2])))
STATUSES = (
    ("standing", "contestable"),
    ("standing", "contestable"),
    ("standing", "contestable"),
    ("standing", "contestable", "pending", "lapsed", "ended"),
    ("standing", "contestable"),
    ("lapsed",),
    ("pending",),
    ("void", "refused", "ended", "displaced"),
    ("contestable",),
)

LATELY = (
    *((status, None) for status in STATUSES),
    (("lapsed",), SPANS[0]),
    (("lapsed",), SPANS[3]),
    (("refused", "ended", "displaced"), SPANS[0]),
    (("void", "standing", "lapsed", "ended"), SPANS[2]),
)
"""Which claims a condition picks, and how long ago they may have ended."""


def own(features):
    """The tests that features are about."""
    return (*(STAGED if "stages" in features else ()), *(EVER if "chapters" in features else ()))


@st.composite
def conditions(draw, tests, bases, features=()):
    """None, a test, or a pick that asks for at least so many claims, or fewer."""
    which = one(draw, (*["none"] * 6, "test", "pick", *(["own"] * 4 if own(features) else ())))
    if which == "none":
        return ()
    if which in {"test", "own"}:
        return (one(draw, tests if which == "test" else own(features)),)
    having, count = one(draw, product(HAVING, (1, 1, 2)))
    claims, (status, within), by, negated = one(
        draw, product(pairs(bases), LATELY, ("anyone", "self", "other"), (False, True))
    )
    return (
        Pick(
            claims=claims,
            status=status,
            by=by,
            ended_within=within,
            having=having,
            count=count,
            negated=negated,
        ),
    )
