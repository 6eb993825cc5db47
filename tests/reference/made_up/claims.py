"""Claims, limits and audits of a policy."""

from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from renoflow.attribution.policy import Approval, Audit, Claim, ClaimLimit, Transfer
from renoflow.limits import Extension, Grace, Limit, Stretch
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import OPENED, Anchor, Facts, Row, Table, Test
from tests.reference.made_up.cases import one, pairs
from tests.reference.made_up.conditions import (
    EITHER,
    OF_THIS,
    OPENS,
    PLAIN,
    SELECTORS,
    SPANS,
    VISITED,
    conditions,
)

__all__ = ["audits", "claims", "limits"]

STEPS: tuple[Any, ...] = tuple(
    product(
        (Facts(kinds=("approval",)), Facts(kinds=("approval", "signature"), where=(OF_THIS,))),
        (None, Facts(kinds=("refusal",))),
        (None, *SPANS[::2]),
        ("pending", "approved", "refused"),
        ("pending", "standing"),
    )
)
TRANSFERS = (
    Transfer(on=Facts(kinds=("transfer",))),
    Transfer(on=Facts(kinds=("transfer",)), rank="new"),
    Transfer(on=Facts(kinds=("transfer",), by="self")),
    Transfer(on=Facts(kinds=("transfer", "referral"), by="other"), rank="new"),
    Transfer(on=Facts(kinds=("visit",)), to="invited_by"),
)


def step(draw, name):
    on, refused, within, silence, meanwhile = one(draw, STEPS)
    return Approval(
        id=name,
        role="clerk",
        on=on,
        refused=refused,
        within=within,
        silence=silence,
        meanwhile=meanwhile,
    )


@st.composite
def claims(draw, basis, bases, features):
    opens, claimant, party = OPENS[basis]
    names = one(draw, (*[()] * 6, ("first",), ("first", "second")))
    approvals = tuple(step(draw, name) for name in names)
    again, bars = one(
        draw, product(("keep", "restart", "new", "replace"), ((), (), (), *pairs(bases)))
    )
    if "audits" in features:
        bars = one(draw, (bases, bars))
    return Claim(
        basis=basis,
        opens=opens,
        claimant=claimant,
        party=party,
        needs=draw(conditions((*PLAIN, *EITHER), bases, features)),
        bars=bars,
        approvals=approvals,
        ends=one(
            draw, (*[()] * 20, *combinations(SELECTORS, 1), *combinations(SELECTORS[::2], 2))
        ),
        again=again,
        transfer=one(draw, TRANSFERS) if "transfers" in features else None,
    )


DUTIES = (
    *product((None,), (1,), (None, *SELECTORS)),
    *product(SELECTORS, (1, 1, 2), (None,)),
)
PAUSED = Stretch(start=Facts(kinds=("pause",)), stop=Facts(kinds=("resume",)))
MOVES: tuple[dict[str, Any], ...] = (
    {},
    {"pause": PAUSED},
    {"hold": PAUSED},
    {"cap": days(2, counting=CALENDAR)},
    {"grace": Grace(span=hours(12))},
    {"grace": Grace(span=hours(24), notice=Facts(kinds=("survey",)))},
    {"extend": Extension(on=Facts(kinds=("approval",)), span=hours(12), most=1)},
    {"lead": hours(12), "early": "void"},
    {"lead": hours(12)},
    {"waived_by": Facts(kinds=("signature",))},
)
GRADED = Table(
    by="field",
    field="medium",
    rows=(Row(gives=hours(12), values=("form",)), Row(gives=days(2, counting=CALENDAR))),
)


@st.composite
def limits(draw, number, bases, features):
    needs, count, restart = one(draw, DUTIES)
    anchor, span, when = one(
        draw,
        product(
            (OPENED, OPENED, OPENED, Anchor(of="approved"), VISITED),
            (*SPANS, *SPANS, GRADED),
            ((), (), (Test(facts=SELECTORS[0]),)),
        ),
    )
    moves = one(draw, ({}, {}, *MOVES))
    on, then = one(draw, product(pairs(bases), ("lapse", "lapse", "contest", "report")))
    if "audits" in features:
        on, then = bases, one(draw, ("contest", "contest", "report", then))
    if "freezing" in features:
        on, needs, count, anchor, when, moves = bases, None, 1, OPENED, (), {}
    if "chains" in features:
        on = bases
        anchor = Anchor(of="limit", limit="limit0") if number else anchor
    return ClaimLimit(
        limit=Limit(
            id=f"limit{number}",
            anchor=anchor,
            span=span,
            when=when,
            needs=needs,
            count=count,
            restart=restart,
            **moves,
        ),
        on=on,
        then=then,
        what="visit",
    )


CHECKS: tuple[Any, ...] = tuple(
    product(
        ("rival", "rival", Facts(kinds=("visit",)), Facts(kinds=("touch",), by="other")),
        (
            Facts(kinds=("touch", "visit")),
            Facts(kinds=("touch",), by="self"),
            Facts(kinds=("filing", "touch"), by="self"),
        ),
        (None, hours(12), days(1, counting=CALENDAR)),
        (1, 1, 1, 2),
        ("lapse", "contest"),
    )
)


@st.composite
def audits(draw, number, bases, limited):
    at, needs, back, count, then = one(draw, CHECKS)
    on, when = one(draw, product((bases, bases, *pairs(bases)), ((), (), (), (PLAIN[0],))))
    return Audit(
        id=f"audit{number}",
        on=on,
        at=at,
        needs=needs,
        back=back,
        count=count,
        then=then,
        when=when,
        only_after=one(draw, ((), (), limited[:1])),
    )
