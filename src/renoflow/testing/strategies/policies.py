"""Strategies for policies: small, valid, and of every kind of row that the language has."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from renoflow.attribution import Court, open_court
from renoflow.attribution.policy import (
    Adjustment,
    Approval,
    Audit,
    Base,
    Cap,
    Chapter,
    Claim,
    ClaimLimit,
    ClaimStatus,
    Decider,
    Ground,
    Identity,
    KeyRule,
    Leaver,
    Outcome,
    OutcomeKind,
    Part,
    Parts,
    Pick,
    Policy,
    Question,
    Release,
    Reversal,
    Term,
    Transfer,
    Whom,
)
from renoflow.calendars import WorkCalendar, china
from renoflow.limits import Extension, Grace, Limit, Stretch
from renoflow.money import Money
from renoflow.periods import CALENDAR, LEGAL, Span, days, hours, months, working_days
from renoflow.select import OPENED, Anchor, Facts, Match, Row, Table, Test

__all__ = ["courts", "policies"]

T = TypeVar("T")

# --- the words that rows are made of ---------------------------------------------------

_VISIT: Final = Facts(kinds=("visit",))
_TOUCH: Final = Facts(kinds=("touch",), by="self")
_DEAL: Final = Facts(kinds=("deal",))
_OF_THIS: Final = Match(field="of", op="opening")
_NAMED: Final = Match(field="invited_by", op="self")
_SELECTORS: Final = (
    _VISIT,
    _TOUCH,
    Facts(kinds=("touch",), by="other"),
    Facts(kinds=("touch", "filing"), by="customer"),
    Facts(kinds=("visit",), where=(_NAMED,)),
    Facts(kinds=("leave",), where=(Match(field="party", op="self"),)),
    Facts(kinds=("filing",), same=("id",)),
    Facts(kinds=("filing",), other=("medium",)),
    Facts(kinds=("deposit",), where=(Match(field="amount", op="min", values=(Money(100000),)),)),
    Facts(kinds=("touch",), by="self", prompt=hours(24)),
)
_OPENS: Final = {
    "filed": (Facts(kinds=("filing",)), "by", None),
    "touched": (Facts(kinds=("touch", "visit")), "by", None),
    "invited": (_VISIT, "invited_by", None),
    "joint": (Facts(kinds=("dispute",)), "claims", None),
    "walk_in": (Facts(kinds=("enquiry",)), "by", "company"),
}
_SPANS: Final[tuple[Span, ...]] = (
    days(7, counting=CALENDAR),
    hours(24),
    days(1, counting=CALENDAR),
    days(3, counting=LEGAL),
    months(1, counting=CALENDAR),
    working_days(2),
    days(2, counting=CALENDAR, count_first=True),
    hours(36, edge="before"),
)
_ANCHORS: Final = (OPENED, OPENED, Anchor(of="approved"), Anchor(of="first", facts=_VISIT))
_STAGES: Final = ("filed", "measured", "signed")
_IN_FORCE: Final[tuple[ClaimStatus, ...]] = ("standing", "contestable")
_STATUSES: Final[tuple[tuple[ClaimStatus, ...], ...]] = (
    _IN_FORCE,
    _IN_FORCE,
    (*_IN_FORCE, "pending", "lapsed", "ended"),
    ("lapsed",),
    ("void", "refused", "displaced"),
)
_HALF: Final = Fraction(1, 2)
_LAST_VISIT: Final = Whom(role="invited_by", last=_VISIT)
_PARTS: Final[tuple[Parts | Table[Parts], ...]] = (
    (),
    (),
    (Part(part=Fraction(2, 3)), Part(part=Fraction(1, 3))),
    (Part(part=_HALF), Part(part=_HALF, to="company")),
    (Part(), Part(part=Fraction(1, 10), to=_LAST_VISIT)),
    Table[Parts](
        by="elapsed",
        rows=(
            Row(upto=days(3, counting=CALENDAR), gives=(Part(part=Fraction(1)),)),
            Row(gives=(Part(part=_HALF), Part(part=_HALF, to="company"))),
        ),
    ),
)
_SILENT: Final = Outcome(kind="silent")
_HEAD: Final = Outcome(kind="decider", to="head")


@st.composite
def policies(draw: DrawFn) -> Policy:
    """Policies of a few rows, each valid for :func:`~renoflow.attribution.open_court`.

    The first that it draws is the plainest: whoever filed first is the owner.
    """
    bases = tuple(draw(st.lists(_of(tuple(_OPENS)), min_size=1, max_size=3, unique=True)))
    limits = draw(_some(_limits(bases), 2))
    rows = tuple(
        attrs.evolve(row, limit=attrs.evolve(row.limit, id=f"limit_{n}"))
        for n, row in enumerate(limits, 1)
    )
    return Policy(
        id="drawn",
        revision=1,
        source="",
        days=draw(_of(("end", "start", "refused"))),
        identity=draw(_identities),
        claims=tuple(draw(_claims(basis, bases)) for basis in bases),
        grounds=_numbered(draw(st.lists(_grounds(bases), min_size=1, max_size=3)), "ground"),
        limits=rows,
        audits=_numbered(draw(_some(_audits(bases, rows), 1)), "audit"),
        decisive=draw(_of(((), (_DEAL,)))),
        undo=draw(_of(((), (Facts(kinds=("cancellation",)),)))),
        deciders=draw(_of(((), (), (Decider(role="head", until="decisive"),), _BOTH))),
        adjustments=_numbered(draw(_some(_adjustments(bases), 1)), "adjustment"),
        chapter=draw(_of((None, None, None, *_CHAPTERS))),
        stages=draw(_of(((), _STAGES))),
        pin=draw(_of(("decision", "claim", "asked"))),
        correctors=draw(_of(((), (), ("clerk",)))),
        terms=draw(_of(((), (), *_TERMS))),
    )


def courts(*, calendar: WorkCalendar = china) -> SearchStrategy[Court]:
    """Courts of one policy of :func:`policies`, all of one *calendar*."""
    return policies().map(lambda policy: open_court(policy, calendar))


def _of(values: Sequence[T]) -> SearchStrategy[T]:
    # sampled_from looks at every value anew each time that it is made
    return st.integers(0, len(values) - 1).map(values.__getitem__)


@cache
def _some(drawn: SearchStrategy[T], most: int) -> SearchStrategy[list[T]]:
    return st.lists(drawn, max_size=most)


R = TypeVar("R", Ground, Audit, Adjustment)


def _numbered(rows: Sequence[R], name: str) -> tuple[R, ...]:
    """*rows* with ids that are unique in their policy."""
    return tuple(attrs.evolve(row, id=f"{name}_{n}") for n, row in enumerate(rows, 1))


_BOTH: Final = (Decider(role="head", until="always"), Decider(role="clerk", until="decisive"))
_CHAPTERS: Final = (
    Chapter(closes=(_DEAL,)),
    Chapter(fresh=_VISIT, gap=days(7, counting=CALENDAR)),
    Chapter(closes=(_DEAL,), fresh=Facts(kinds=("filing",)), gap=hours(24), since=_VISIT),
)
_CERTAIN: Final = KeyRule(field="phone", strength="certain")
_identities: Final = st.builds(
    Identity,
    keys=_of(
        (
            (_CERTAIN,),
            (_CERTAIN, KeyRule(field="home", strength="likely")),
            (KeyRule(field="phone", strength="certain", also=("home",)),),
            (KeyRule(field="phone", strength="likely", digits="first3_last4"),),
        )
    ),
    kin=_of(((), ("spouse",))),
    scope=_of(((), ("place",))),
    doubt=_of((_SILENT, _HEAD)),
)


# --- conditions -------------------------------------------------------------------------


def _tests() -> SearchStrategy[Test]:
    place: SearchStrategy[dict[str, Any]] = _of(
        (
            {},
            {"negated": True},
            {"count": 2},
            {"after": OPENED},
            {"before": OPENED},
            {"within": hours(24)},
            {"back": hours(24), "of": Anchor(of="decisive")},
            {"negated": True, "within": days(1, counting=CALENDAR)},
            {"after": Anchor(of="last", facts=_TOUCH, whole=True)},
            {"ever": True},
            {"latest": True},
        )
    )
    plain = st.builds(lambda facts, more: Test(facts=facts, **more), _of(_SELECTORS), place)
    either = st.builds(lambda one, other: Test(any=(one, other)), plain, plain)
    return st.one_of(plain, plain, plain, either)


_TESTS: Final = _tests()
_MAYBE_TEST: Final = st.one_of(st.just(()), st.just(()), st.tuples(_TESTS))


@cache
def _conditions(bases: tuple[str, ...]) -> SearchStrategy[tuple[Test | Pick, ...]]:
    """None, or a test, or a pick that asks for so many claims, or fewer."""
    pick = st.builds(
        Pick,
        claims=_pairs(bases),
        status=_of(_STATUSES),
        by=_of(("anyone", "self", "other")),
        count=_of((1, 1, 2)),
        negated=st.booleans(),
    )
    one = st.one_of(_TESTS, pick).map(lambda found: (found,))
    return st.one_of(st.just(()), st.just(()), one)


@cache
def _pairs(bases: tuple[str, ...]) -> SearchStrategy[tuple[str, ...]]:
    return _of((*((one,) for one in bases), *combinations(bases, 2)))


# --- rows ---------------------------------------------------------------------------------


@st.composite
def _claims(draw: DrawFn, basis: str, bases: tuple[str, ...]) -> Claim:
    opens, claimant, party = _OPENS[basis]
    steps = draw(_of(((), (), ("first",), ("first", "second"))))
    return Claim(
        basis=basis,
        opens=opens,
        claimant=claimant,
        party=party,
        needs=draw(_conditions(bases)),
        bars=draw(st.one_of(st.just(()), st.just(()), _pairs(bases))),
        approvals=tuple(draw(_approvals(name)) for name in steps),
        ends=draw(st.one_of(st.just(()), st.just(()), _of(_SELECTORS).map(lambda one: (one,)))),
        again=draw(_of(("keep", "restart", "new", "replace"))),
        transfer=draw(_of((None, None, *_TRANSFERS))),
    )


_TRANSFERS: Final = (
    Transfer(on=Facts(kinds=("transfer",), by="self")),
    Transfer(on=Facts(kinds=("assignment",)), rank="new"),
)


@cache
def _approvals(name: str) -> SearchStrategy[Approval]:
    return st.builds(
        Approval,
        id=st.just(name),
        role=st.just("clerk"),
        on=_of((Facts(kinds=("approval",)), Facts(kinds=("approval",), where=(_OF_THIS,)))),
        refused=_of((None, Facts(kinds=("refusal",)))),
        within=_of((None, *_SPANS[:4])),
        silence=_of(("pending", "approved", "refused")),
        meanwhile=_of(("pending", "standing")),
    )


@st.composite
def _limits(draw: DrawFn, bases: tuple[str, ...]) -> ClaimLimit:
    """A duty or a protection; now and then one that other facts move."""
    needs = draw(_of((_VISIT, None, _TOUCH, None, _VISIT, _TOUCH, None, *_SELECTORS)))
    moved = draw(_of(_MOVES))
    return ClaimLimit(
        limit=Limit(
            id="limit",
            anchor=draw(_of(_ANCHORS)),
            span=draw(_of(_SPANS)),
            needs=needs,
            count=draw(_of((1, 1, 2))) if needs is not None and not moved else 1,
            when=draw(_MAYBE_TEST),
            **moved,
        ),
        on=draw(_pairs(bases)),
        then=draw(_of(("lapse", "lapse", "contest", "report"))),
        what="visit",
    )


_MOVES: Final[tuple[dict[str, Any], ...]] = (
    {},
    {},
    {},
    {"restart": _TOUCH},
    {"extend": Extension(on=Facts(kinds=("extension",)), span=days(3, counting=CALENDAR))},
    {"pause": Stretch(start=Facts(kinds=("pause",)), stop=Facts(kinds=("resume",)))},
    {"grace": Grace(span=hours(24))},
    {"restart": _TOUCH, "cap": months(1, counting=CALENDAR)},
)


@st.composite
def _audits(draw: DrawFn, bases: tuple[str, ...], limits: Sequence[ClaimLimit]) -> Audit:
    on = draw(_pairs(bases))
    after = [row.limit.id for row in limits if set(on) <= set(row.on)]
    return Audit(
        id="audit",
        on=on,
        at=draw(_of(("rival", _VISIT, _DEAL))),
        needs=draw(_of((_TOUCH, _VISIT))),
        back=draw(_of((None, *_SPANS[:3]))),
        count=draw(_of((1, 1, 2))),
        only_after=draw(st.one_of(st.just(()), st.tuples(_of(after)))) if after else (),
        when=draw(_MAYBE_TEST),
        then=draw(_of(("lapse", "contest"))),
    )


@st.composite
def _grounds(draw: DrawFn, bases: tuple[str, ...]) -> Ground:
    answers = draw(_of(_ANSWERS))
    when = draw(_conditions(bases))
    if draw(_of((True, True, True, False))):
        kind = draw(_of(_GIVEN))
        pick = Pick(
            claims=draw(_pairs(bases)),
            status=("pending",) if kind == "pending" else draw(_of(_STATUSES)),
            having=draw(_MAYBE_TEST),
            rank=draw(_of(_RANKS)),
            order=draw(_of(("first", "last"))),
            take=draw(_of((1, 1, 2, None))),
        )
        gives = Outcome(
            kind=kind,
            to="head" if kind == "decider" else None,
            parts=draw(_of((*_PARTS, *_slotted(bases)))) if kind == "owner" else (),
        )
        return Ground(id="ground", answers=answers, when=when, pick=pick, gives=gives,
                      tie=draw(_of((_SILENT, _HEAD))))  # fmt: skip
    gives = draw(_of((Outcome(kind="nobody"), Outcome(kind="party", to="company"), _HEAD)))
    return Ground(id="ground", answers=answers, when=when, gives=gives)


def _slotted(bases: tuple[str, ...]) -> tuple[Parts, ...]:
    """Parts with a contest of their own, which lapsed claims may win; or whoever comes next."""
    slot = Pick(claims=bases[:1], status=("standing", "lapsed"))
    next_one = Pick(claims=bases[-1:])
    return (
        (Part(), Part(part=_HALF, to=slot, nobody="company")),
        (Part(), Part(part=_HALF, to=_LAST_VISIT, nobody=next_one)),
        (Part(), Part(part=_HALF, to=slot, nobody=_LAST_VISIT)),
    )


_ANSWERS: Final[tuple[tuple[Question, ...], ...]] = (
    ("credit", "service"),
    ("credit",),
    ("service",),
)
_GIVEN: Final[tuple[OutcomeKind, ...]] = ("owner", "owner", "owner", "pending", "decider")
_RANKS: Final = (
    (OPENED,),
    (OPENED,),
    (Anchor(of="approved"), OPENED),
    (Anchor(of="last", facts=_TOUCH),),
)


@st.composite
def _adjustments(draw: DrawFn, bases: tuple[str, ...]) -> Adjustment:
    tos: tuple[str | Whom | Pick, ...] = ("company", _LAST_VISIT, Pick(claims=bases, take=None))
    part, amount = draw(_of(((Fraction(1, 10), None), (None, Money(10000)))))
    return Adjustment(
        id="adjustment",
        kind=draw(_of(("share", "subsidy", "fee", "penalty"))),
        to=draw(_of(tos)),
        when=draw(_conditions(bases)),
        part=part,
        amount=amount,
        of=("commission",),
        bearer=draw(_of(("company", "owner"))),
    )


_DEPOSITS: Final = Facts(kinds=("deposit",))
_TERMS: Final[tuple[tuple[Term, ...], ...]] = (
    (
        Term(
            id="part",
            base=Base(facts=_DEPOSITS, take="each", field="amount"),
            rate=Fraction(1, 3),
            rounding="half_up",
            releases=(
                Release(id="at_once", part=_HALF),
                Release(id="rest", when=(Test(facts=_DEAL),)),
            ),
            caps=(Cap(amount=Money(40000), per="payee"),),
        ),
    ),
    (
        Term(
            id="fixed",
            base=Base(facts=_VISIT, take="first", amount=Money(100001)),
            rounding="down",
            share="holder",
            leaver=Leaver(
                on=Facts(kinds=("leave",), where=(Match(field="party", op="self"),)),
                part=_HALF,
                rest="holder",
            ),
            reversals=(
                Reversal(
                    id="back",
                    on=Facts(kinds=("cancellation",)),
                    part=_HALF,
                    within=days(7, counting=CALENDAR),
                ),
            ),
        ),
    ),
)
