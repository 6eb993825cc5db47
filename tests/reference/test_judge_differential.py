"""The judge against its second, slow statement, over small cases made up at random."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renoflow.attribution import judge, open_court
from renoflow.attribution.policy import (
    Approval,
    Claim,
    ClaimLimit,
    Decider,
    Ground,
    Identity,
    Outcome,
    Part,
    Pick,
    Policy,
)
from renoflow.attribution.presets import first_contact, seven_day_filing
from renoflow.attribution.records import Case
from renoflow.calendars import WorkCalendar
from renoflow.facts import MISSING, fact
from renoflow.limits import Limit
from renoflow.periods import CALENDAR, days, hours
from renoflow.select import CUSTOMER, OPENED, Anchor, Facts, Match, Test
from tests.reference.judge import judge as judge_slowly
from tests.zones import CHINA

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
MORE = settings(
    max_examples=2 * settings().max_examples,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def one(draw, values):
    """One of the values; a value told twice comes twice as often."""
    values = tuple(values)
    return values[draw(st.integers(0, len(values) - 1))]


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
instants = st.sampled_from((*INSTANTS, LATER, LATER, LATER, LATER))
MOMENTS = (*INSTANTS, *INSTANTS, *(date(2024, 3, 4 + n) for n in range(4)))
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
}
KINDS = {
    kind: tuple(dict(zip(fields, values)) for values in product(*fields.values()))
    for kind, fields in HAPPENED.items()
}
OFTEN = (*["filing"] * 5, *["visit"] * 4, *["touch", "dispute"] * 3, "approval", "enquiry")


@st.composite
def told(draw, number, kinds):
    """One fact; a withdrawal names only one of a lower number, so that none run in rings."""
    kind = one(draw, kinds)
    fields = one(draw, KINDS[kind])
    if kind == "withdrawal" and int(fields["of"][1:]) >= number:
        kind, fields = "touch", {}
    at = one(draw, MOMENTS)
    return fact(
        f"f{number}",
        kind,
        at=at,
        recorded_at=one(draw, (None, None, None, *INSTANTS[::3])),
        **one(draw, WHO),
        **fields,
    )


@st.composite
def cases(draw, kinds=(*KINDS, *OFTEN, *OFTEN, *OFTEN)):
    facts = tuple(draw(told(number, kinds)) for number in range(draw(st.integers(0, 9))))
    doubts = one(draw, (*[()] * 40, ("k2",)))
    return Case(customer="k1", facts=facts, records=("k1",), doubts=doubts)


# -- policies

OPENS = {
    "filed": (Facts(kinds=("filing",)), "by", None),
    "touched": (Facts(kinds=("touch", "visit")), "by", None),
    "invited": (Facts(kinds=("visit",)), "invited_by", None),
    "joint": (Facts(kinds=("dispute",)), "claims", None),
    "house": (Facts(kinds=("enquiry",)), "by", "company"),
}
BASES = ("filed", *OPENS)
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
)
VISITED = Anchor(of="first", facts=Facts(kinds=("visit",)))
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
    {"before": VISITED, "negated": True},
    {"after": Anchor(of="last", facts=Facts(kinds=("touch",)), whole=True)},
    {"before": Anchor(of="decisive")},
)
PLAIN = tuple(Test(facts=facts, **place) for facts, place in product(SELECTORS, PLACES))
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
STEPS: tuple[Any, ...] = tuple(
    product(
        (Facts(kinds=("approval",)), Facts(kinds=("approval", "signature"), where=(OF_THIS,))),
        (None, Facts(kinds=("refusal",))),
        (None, *SPANS[::2]),
        ("pending", "approved", "refused"),
        ("pending", "standing"),
    )
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


def pairs(bases):
    """Tuples of one or two of the bases."""
    return (*((one,) for one in bases), *combinations(bases, 2))


@st.composite
def conditions(draw, tests, bases, status=STATUSES):
    """None, a test, or a pick that asks for at least so many claims, or fewer."""
    which = one(draw, ("none", "none", "none", "test", "pick"))
    if which == "none":
        return ()
    if which == "test":
        return (one(draw, tests),)
    having, count = one(draw, product(HAVING, (1, 1, 2)))
    claims, status, by, negated = one(
        draw, product(pairs(bases), status, ("anyone", "self", "other"), (False, True))
    )
    return (
        Pick(claims=claims, status=status, by=by, having=having, count=count, negated=negated),
    )


@st.composite
def claims(draw, basis, bases):
    opens, claimant, party = OPENS[basis]
    names = one(draw, ((), (), ("first",), ("first", "second")))
    approvals = tuple(step(draw, name) for name in names)
    again, bars = one(
        draw, product(("keep", "restart", "new", "replace"), ((), (), (), *pairs(bases)))
    )
    return Claim(
        basis=basis,
        opens=opens,
        claimant=claimant,
        party=party,
        needs=draw(conditions((*PLAIN, *EITHER), bases)),
        bars=bars,
        approvals=approvals,
        ends=one(draw, ((), (), *combinations(SELECTORS, 1), *combinations(SELECTORS[::2], 2))),
        again=again,
    )


DUTIES = (
    *product((None,), (1,), (None, *SELECTORS)),
    *product(SELECTORS, (1, 1, 2), (None,)),
)


@st.composite
def limits(draw, number, bases):
    needs, count, restart = one(draw, DUTIES)
    anchor, span, when = one(
        draw,
        product(
            (OPENED, OPENED, Anchor(of="approved"), VISITED),
            SPANS,
            ((), (), (Test(facts=SELECTORS[0]),)),
        ),
    )
    on, then = one(draw, product(pairs(bases), ("lapse", "lapse", "contest", "report")))
    return ClaimLimit(
        limit=Limit(
            id=f"limit{number}",
            anchor=anchor,
            span=span,
            when=when,
            needs=needs,
            count=count,
            restart=restart,
        ),
        on=on,
        then=then,
        what="visit",
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
SILENT = Outcome(kind="silent")
HEAD = Outcome(kind="decider", to="head")


@st.composite
def grounds(draw, number, bases):
    pick, gives = None, Outcome(kind="nobody")
    if one(draw, (True, True, True, False)):
        ranks = product(("opened", "opened", "approved"), ("first", "last"), (1, 1, 2, None))
        rank, order, take = one(draw, ranks)
        claims, status, having = one(draw, product(pairs(bases), STATUSES, HAVING))
        pick = Pick(claims=claims, status=status, having=having, rank=rank, order=order, take=take)
        gives = one(draw, OUTCOMES)
        if gives.kind == "pending":
            pick = attrs.evolve(pick, status=("pending",))
    answers, tie = one(draw, product((BOTH, BOTH, BOTH[:1], BOTH[1:]), (SILENT, HEAD)))
    return Ground(
        id=f"ground{number}",
        answers=answers,
        when=draw(conditions((*PLAIN, *EITHER, *ASKED), bases)),
        pick=pick,
        gives=gives,
        tie=tie,
    )


DECIDERS = (
    (),
    (),
    (),
    (),
    (Decider(role="head", until="decisive"),),
    (Decider(role="head", until="always"), Decider(role="clerk", until="decisive")),
)


@st.composite
def policies(draw):
    bases = tuple(dict.fromkeys(one(draw, product(BASES, BASES, BASES))))
    decisive, undo, deciders, reading = one(
        draw,
        product(
            ((), (Facts(kinds=("deal",)),)),
            ((), (Facts(kinds=("cancellation",)),)),
            DECIDERS,
            ("start", "end", "refused"),
        ),
    )
    return Policy(
        id="made_up",
        revision=1,
        source="",
        days=reading,
        identity=Identity(keys=(), doubt=HEAD),
        claims=tuple(draw(claims(basis, bases)) for basis in bases),
        grounds=tuple(draw(grounds(n, bases)) for n in range(one(draw, (1, 2, 3)))),
        limits=tuple(draw(limits(n, bases)) for n in range(one(draw, (0, 1, 2)))),
        decisive=decisive,
        undo=undo,
        deciders=deciders,
    )


# -- the two statements side by side


def plain(verdict):
    """The fields of a verdict that the slow statement tells too."""

    def answer(one):
        shares = {share.party: share.share for share in one.shares}
        return (one.outcome, shares, one.to, one.rule)

    return {
        "credit": answer(verdict.credit),
        "service": answer(verdict.service),
        "decided_at": verdict.decided_at,
        "docket": sorted(
            (one.basis, one.party, one.opened, one.fact, one.status, one.ended_by)
            for one in verdict.docket
        ),
    }


known_ats = st.sampled_from((None, None, *INSTANTS))


def agree(policy, case, at, known_at):
    verdict = judge(open_court(policy, EVERY_DAY), case, at=at, known_at=known_at)
    assert plain(verdict) == judge_slowly(policy, EVERY_DAY, case, at=at, known_at=known_at)


@MORE
@given(policies(), cases(), instants, known_ats)
def test_the_judge_says_what_the_slow_statement_says(policy, case, at, known_at):
    """Without it one wrong line of the fast judge would give customers to the wrong person."""
    agree(policy, case, at, known_at)


@given(
    cases(),
    st.sampled_from(SPANS),
    st.sampled_from(("refused", "start", "end")),
    instants,
    known_ats,
)
def test_seven_day_filing_is_judged_as_the_slow_statement_judges_it(
    case, window, untimed, at, known_at
):
    """Without it the shipped filing policy could differ from what its rows say."""
    agree(seven_day_filing(window=window, untimed=untimed), case, at, known_at)


@given(cases(), st.sampled_from(("deal", "dispute")), instants, known_ats)
def test_first_contact_is_judged_as_the_slow_statement_judges_it(case, deal, at, known_at):
    """Without it the shipped first-contact policy could differ from what its rows say."""
    agree(first_contact(deal=(Facts(kinds=(deal,)),)), case, at, known_at)
