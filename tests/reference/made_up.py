"""Small cases and policies made up at random: few names, few instants, many coincidences.

Hypothesis draws plain numbers, which choose from tables written here; what comes first in a
table is the simplest. What is told twice comes twice as often.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import attrs
from hypothesis import strategies as st

from renoflow.attribution.policy import (
    Adjustment,
    Approval,
    Audit,
    Chapter,
    Claim,
    ClaimLimit,
    Decider,
    Ground,
    Identity,
    Outcome,
    Part,
    Pick,
    Policy,
    Transfer,
    Whom,
)
from renoflow.attribution.records import Case
from renoflow.calendars import WorkCalendar
from renoflow.facts import MISSING, fact
from renoflow.limits import Extension, Grace, Limit, Stretch
from renoflow.money import Money
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import CUSTOMER, OPENED, Anchor, Facts, Match, Row, Table, Test
from renoflow.timeline import Timeline
from tests.zones import CHINA

__all__ = [
    "EVERY_DAY",
    "MICRO",
    "MORNING",
    "NOONS",
    "SPANS",
    "cases",
    "instants",
    "known_ats",
    "one",
    "policies",
    "situations",
]

EVERY_DAY = WorkCalendar(
    id="every_day",
    zone=CHINA,
    week=(0, 1, 2, 3, 4, 5, 6),
    known_from=date(2024, 1, 1),
    known_through=date(2024, 12, 31),
)
PARTIES = ("ann", "bo", "cy")
MORNING = datetime(2024, 3, 4, 9, tzinfo=CHINA)
MIDNIGHT = datetime(2024, 3, 5, tzinfo=CHINA)
MICRO = timedelta(microseconds=1)
BOTH = ("credit", "service")
STAGES = ("visited", "measured", "signed")


def one(draw, values):
    """One of the values; a value told twice comes twice as often."""
    values = tuple(values)
    return values[draw(st.integers(0, len(values) - 1))]


def pairs(values):
    """Tuples of one or two of the values."""
    return (*((one,) for one in values), *combinations(values, 2))


# -- cases: on the last instant of a span, just after it, and days without an hour

NOONS = [MORNING + n * timedelta(hours=12) for n in range(6)]
ENDS = [MIDNIGHT + n * timedelta(days=1) for n in range(3)]
INSTANTS = (
    *NOONS,
    *(one + MICRO for one in NOONS),
    *ENDS,
    *(one - MICRO for one in ENDS),
)
LATER = MORNING + timedelta(days=9)
instants = st.sampled_from((*INSTANTS, *[LATER] * 24))
known_ats = st.sampled_from((*[None] * 36, *INSTANTS))
MOMENTS = (*INSTANTS, *INSTANTS, *NOONS, *(date(2024, 3, 4 + n) for n in range(4)))
WHO = tuple(  # by, for_, role
    {"by": by, "for_": for_, "role": role}
    for by, for_ in (
        *((one, None) for one in PARTIES * 3),
        *product(("ann", "bo"), PARTIES[1:]),
        (CUSTOMER, None),
        ("company", None),
        (None, None),
    )
    for role in ("clerk", "head", "sales", MISSING)
)
TOLD = (*PARTIES, None, MISSING)
NAMED = ("f0", "f1", "f2", "f3")
HAPPENED: dict[str, dict[str, tuple[Any, ...]]] = {  # by kind, the fields that may be told
    "filing": {"medium": ("form", "oral"), "source": ("own", "front_desk_kin", MISSING)},
    "visit": {"invited_by": TOLD, "introduced": (False, MISSING)},
    "touch": {},
    "dispute": {"claims": ((), ("ann",), ("ann", "bo"), ("bo", "cy"), ("ann", "bo", "cy"))},
    "enquiry": {
        "channel": ("walk_in", "web", "estate"),
        "introduced": (False, MISSING),
        "invited": (False, True),
    },
    "approval": {"of": NAMED},
    "refusal": {"of": NAMED},
    "signature": {"of": NAMED},
    "withdrawal": {"of": NAMED},
    "event_reception": {"received_by": TOLD},
    "referral": {"source": ("partner", "staff"), "referrer": PARTIES, "to": TOLD},
    "leave": {"party": PARTIES, "reason": ("personal", "dismissed")},
    "survey": {"result": ("good", "bad"), "about": TOLD},
    "deal": {},
    "cancellation": {},
    "decision": {"owner": PARTIES, "final": (True, False, MISSING)},
    "transfer": {"to": PARTIES},
    "stage": {"stage": STAGES},
    "party_status": {"party": PARTIES, "status": ("active", "gone")},
    "pause": {},
    "resume": {},
}
KINDS = {
    kind: tuple(dict(zip(fields, values)) for values in product(*fields.values()))
    for kind, fields in HAPPENED.items()
}
OFTEN = (*["filing"] * 5, *["visit"] * 4, *["touch", "dispute"] * 3, "approval", "enquiry")
ANY = (*KINDS, *OFTEN, *OFTEN, *OFTEN)


@st.composite
def told(draw, number, kinds, at=None):
    """One fact, of a story if *at* is given.

    A withdrawal names only one of a lower number, so that none run in rings.
    """
    kind = one(draw, kinds)
    fields = one(draw, KINDS[kind])
    if kind == "withdrawal" and int(fields["of"][1:]) >= number:
        kind, fields = "touch", {}
    return fact(
        f"f{number}",
        kind,
        at=at or one(draw, MOMENTS),
        recorded_at=one(draw, (None, None, None, *INSTANTS[::3])),
        **one(draw, WHO if at is None else WHO[:36]),
        **fields,
    )


@st.composite
def cases(draw, kinds=ANY, story=()):
    """Up to ten facts; those of the story happen in its order."""
    many = one(draw, (*range(11), *[*range(6, 11)] * 4))
    story = story[:many]
    times = sorted(one(draw, INSTANTS) for _ in story)
    facts = [draw(told(n, (kind,), at)) for n, (kind, at) in enumerate(zip(story, times))]
    facts += [draw(told(n, kinds)) for n in range(len(story), many)]
    doubts = one(draw, (*[()] * 40, ("k2",)))
    return Case(customer="k1", facts=tuple(facts), records=("k1",), doubts=doubts)


# -- conditions

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
    *(Test(facts=ACTIVE, latest=("status",), negated=no) for no in (True, False, True)),
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
    claims, status, by, negated = one(
        draw, product(pairs(bases), STATUSES, ("anyone", "self", "other"), (False, True))
    )
    return (
        Pick(claims=claims, status=status, by=by, having=having, count=count, negated=negated),
    )


# -- claims, limits, audits

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
        on, needs, count = bases, None, 1
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


# -- answers

GUIDE = Whom(last=Facts(kinds=("visit",)), role="invited_by")
CALLER = Whom(last=Facts(kinds=("touch",)))
BOTHER = Whom(first=Facts(kinds=("dispute",)), role="claims")
GRADES = Table(
    by="elapsed",
    rows=(
        Row(gives=(Part(part=Fraction(1, 2)), Part(to="guide")), upto=hours(36)),
        Row(gives=(Part(), Part(part=Fraction(1, 3), to=CALLER))),
    ),
)
KNOWN = Table(
    by="field",
    field="medium",
    rows=(Row(gives=(Part(),), values=("form",)), Row(gives=(Part(part=Fraction(3, 4)), Part()))),
)
OUTCOMES = (
    Outcome(),
    Outcome(),
    Outcome(),
    Outcome(),
    Outcome(parts=(Part(part=Fraction(2, 3)), Part(part=Fraction(1, 3)))),
    Outcome(parts=(Part(part=Fraction(1, 2)), Part(part=Fraction(1, 2), to="guide"))),
    Outcome(kind="party", to="company"),
    Outcome(kind="decider", to="head"),
    Outcome(kind="pending"),
)
PARTED = (
    Outcome(parts=(Part(), Part(part=Fraction(1, 4), to=GUIDE))),
    Outcome(parts=(Part(part=Fraction(1, 2)), Part(to=CALLER))),
    Outcome(parts=(Part(), Part(part=Fraction(1, 2), to=BOTHER))),
    Outcome(parts=GRADES),
    Outcome(parts=KNOWN),
)
SILENT = Outcome(kind="silent")
HEAD = Outcome(kind="decider", to="head")
RANKS = (
    (OPENED,),
    (OPENED,),
    (Anchor(of="approved"),),
    (TOUCHED,),
    (TOUCHED, OPENED),
    (Anchor(of="lapsed"), OPENED),
    (Anchor(of="first", facts=Facts(kinds=("visit",)), whole=True), TOUCHED),
)


@st.composite
def grounds(draw, number, bases, features):
    pick, gives = None, Outcome(kind="nobody")
    if one(draw, (*[True] * 9, False)):
        ranked = product(
            RANKS[3:] if "ranks" in features else RANKS, ("first", "last"), (1, 1, 2, None)
        )
        rank, order, take = one(draw, ranked)
        claims, status, having = one(draw, product((*pairs(bases), bases), STATUSES, HAVING))
        if own(features) and one(draw, (True, False)):
            having = (one(draw, own(features)),)
        if "ranks" in features:
            claims = bases
        pick = Pick(claims=claims, status=status, having=having, rank=rank, order=order, take=take)
        gives = one(draw, PARTED if "parts" in features else OUTCOMES)
        if gives.kind == "pending":
            pick = attrs.evolve(pick, status=("pending",))
    answers, tie = one(draw, product((BOTH, BOTH, BOTH[:1], BOTH[1:]), (SILENT, HEAD)))
    return Ground(
        id=f"ground{number}",
        answers=answers,
        when=draw(conditions((*PLAIN, *EITHER, *ASKED), bases, features)),
        pick=pick,
        gives=gives,
        tie=tie,
    )


AMOUNTS: tuple[dict[str, Any], ...] = (
    {},
    {"part": Fraction(3, 10), "of": ("commission",)},
    {"amount": Money(10_000), "per": "household"},
    {
        "amount": Table(
            by="count",
            facts=Facts(kinds=("touch",)),
            rows=(Row(gives=Money(100), upto=1), Row(gives=Money(200))),
        )
    },
)


@st.composite
def adjustments(draw, number, bases):
    to = one(draw, ("guide", GUIDE, CALLER, BOTHER, "pick", "pick"))
    if to == "pick":
        rank, take, status = one(draw, product(RANKS, (1, 2, None), STATUSES))
        to = Pick(claims=bases, status=status, rank=rank, take=take)
    return Adjustment(
        id=f"adjustment{number}",
        kind="fee",
        to=to,
        when=draw(conditions((*PLAIN, *STAGED, *ASKED), bases)),
        **one(draw, AMOUNTS),
    )


# -- policies

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
    "stages": ("stage", "party_status", OPENING, "party_status", "stage"),
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
    checked = one(draw, (1, 1, 2)) if "audits" in features else 0
    named = one(draw, (1, 1, 2)) if "adjustments" in features else 0
    return Policy(
        id="made_up",
        revision=1,
        source="",
        days=reading,
        identity=Identity(keys=(), doubt=HEAD),
        claims=tuple(draw(claims(basis, bases, features)) for basis in bases),
        grounds=tuple(draw(grounds(n, bases, features)) for n in range(one(draw, (1, 2, 3)))),
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
def situations(draw, features=None, pinned=None):
    """Policies and a case in which what the policies have is likely to matter."""
    features = one(draw, SOME) if features is None else features
    policy = draw(policies(features=features))
    opens = tuple(kind for row in policy.claims for kind in row.opens.kinds)
    stories = [FEATURES[name] for name in features]
    theme = tuple(kind for story in stories for kind in story if kind != OPENING)
    story = tuple(
        one(draw, opens) if kind == OPENING else kind for kind in one(draw, (*stories, ()))
    )
    case = draw(cases((*OFTEN, *KINDS, *opens * 3, *theme * 2), story))
    if one(draw, (False, False, True)) if pinned is None else pinned:
        return draw(revised(policy, features)), case
    return policy, case
