"""The judge against its second, slow statement, over small cases made up at random."""

from datetime import date, datetime, timedelta
from fractions import Fraction

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
SLACK = settings(
    max_examples=2 * settings().max_examples,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# -- cases: instants on a small grid, on the last instant of a span and just after it

gaps = st.integers(0, 6)
instants = st.one_of(
    st.builds(lambda n: MORNING + n * timedelta(hours=12), gaps),
    st.builds(lambda n: MORNING + n * timedelta(hours=12) + MICRO, gaps),
    st.builds(lambda n: MIDNIGHT + n * timedelta(days=1), gaps),
    st.builds(lambda n: MIDNIGHT + n * timedelta(days=1) - MICRO, gaps),
)
days_told = st.builds(lambda n: date(2024, 3, 4 + n), gaps)
moments = st.one_of(instants, instants, instants, days_told)
parties = st.sampled_from(PARTIES)
told_party = st.sampled_from((*PARTIES, None, MISSING))
roles = st.sampled_from(("clerk", "head", "sales", MISSING))
flags = st.sampled_from((True, False, MISSING))
of_fact = st.sampled_from(tuple(f"f{n}" for n in range(9)))
KINDS = {
    "visit": st.fixed_dictionaries(
        {
            "invited_by": told_party,
            "received_by": told_party,
            "introduced": flags,
        }
    ),
    "filing": st.fixed_dictionaries(
        {
            "medium": st.sampled_from(("form", "oral")),
            "source": st.sampled_from(("own", "front_desk_kin", MISSING)),
        }
    ),
    "touch": st.just({}),
    "invitation": st.just({}),
    "enquiry": st.fixed_dictionaries(
        {"channel": st.sampled_from(("walk_in", "web", "estate")), "introduced": flags}
    ),
    "dispute": st.fixed_dictionaries(
        {"claims": st.lists(parties, max_size=3, unique=True).map(tuple)}
    ),
    "event_reception": st.fixed_dictionaries({"received_by": told_party}),
    "referral": st.fixed_dictionaries(
        {
            "source": st.sampled_from(("partner", "staff")),
            "referrer": parties,
            "to": told_party,
        }
    ),
    "signature": st.fixed_dictionaries({"of": of_fact}),
    "approval": st.fixed_dictionaries({"of": of_fact}),
    "refusal": st.fixed_dictionaries({"of": of_fact}),
    "withdrawal": st.fixed_dictionaries({"of": of_fact}),
    "leave": st.fixed_dictionaries(
        {"party": parties, "reason": st.sampled_from(("personal", "dismissed"))}
    ),
    "survey": st.fixed_dictionaries(
        {"result": st.sampled_from(("good", "bad")), "about": told_party}
    ),
    "deal": st.just({}),
    "cancellation": st.just({}),
    "decision": st.fixed_dictionaries({"owner": parties, "final": flags}),
}
COMMON = ("visit", "filing", "touch", "filing", "visit", "dispute", "approval")


@st.composite
def told(draw, number):
    """One fact; a withdrawal names only a fact of a lower number, so that none run in rings."""
    kind = draw(st.sampled_from((*KINDS, *COMMON, *COMMON)))
    fields = dict(draw(KINDS[kind]))
    if kind == "withdrawal":
        if number == 0:
            kind, fields = "touch", {}
        else:
            fields["of"] = f"f{draw(st.integers(0, number - 1))}"
    at = draw(moments)
    return fact(
        f"f{number}",
        kind,
        at=at,
        recorded_at=draw(st.one_of(st.just(at), st.just(at), instants)),
        by=draw(st.sampled_from((*PARTIES, *PARTIES, CUSTOMER, "company", None))),
        for_=draw(st.sampled_from((None, None, None, *PARTIES))),
        role=draw(roles),
        **fields,
    )


@st.composite
def cases(draw):
    count = draw(st.integers(0, 9))
    facts = [draw(told(number)) for number in range(count)]
    return Case(
        customer="k1",
        facts=tuple(facts),
        records=("k1",),
        doubts=draw(st.sampled_from(((),) * 9 + (("k2",),))),
    )


# -- policies

BASES = ("filed", "touched", "invited", "joint", "house")
OPENS = {
    "filed": (Facts(kinds=("filing",)), "by", None),
    "touched": (Facts(kinds=("touch", "visit")), "by", None),
    "invited": (Facts(kinds=("visit",)), "invited_by", None),
    "joint": (Facts(kinds=("dispute",)), "claims", None),
    "house": (Facts(kinds=("enquiry",)), "by", "company"),
}
OF_THIS = Match(field="of", op="opening")
selectors = st.sampled_from(
    (
        Facts(kinds=("visit",)),
        Facts(kinds=("touch",), by="self"),
        Facts(kinds=("touch",), by="other"),
        Facts(kinds=("touch", "invitation"), by="customer"),
        Facts(kinds=("visit",), where=(Match(field="invited_by", op="self"),)),
        Facts(kinds=("leave",), where=(Match(field="party", op="self"),)),
        Facts(kinds=("filing",), same=("id",)),
        Facts(kinds=("filing",), other=("medium",)),
        Facts(kinds=("cancellation",)),
        Facts(kinds=("survey",)),
    )
)
anchors = st.sampled_from(
    (
        OPENED,
        Anchor(of="first", facts=Facts(kinds=("visit",))),
        Anchor(of="last", facts=Facts(kinds=("visit",)), whole=True),
        Anchor(of="decisive"),
    )
)
spans = st.sampled_from(
    (
        hours(24),
        hours(36),
        days(1, counting=CALENDAR),
        days(2, counting=CALENDAR),
        days(1, counting=CALENDAR, count_first=True),
    )
)


def tests_until(*ends):
    simple = st.builds(
        Test,
        facts=selectors,
        after=st.one_of(st.none(), st.none(), anchors),
        before=st.one_of(st.none(), st.none(), anchors),
        within=st.one_of(st.none(), st.none(), spans),
        of=anchors,
        count=st.sampled_from((1, 1, 2)),
        negated=st.booleans(),
        until=st.sampled_from(ends),
    )
    either = st.builds(lambda a, b: Test(any=(a, b)), simple, simple)
    return st.one_of(simple, simple, either)


tests = tests_until("decisive", "decisive", "asked")
needs = tests_until("decisive")
STATUSES = (
    ("standing", "contestable"),
    ("standing", "contestable"),
    ("lapsed",),
    ("pending",),
    ("void", "refused", "ended", "displaced"),
    ("contestable",),
)


def sample(values, most):
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True).map(tuple)


def few(values, most):
    return st.lists(values, max_size=most).map(tuple)


def picks(bases, *, by=("anyone",)):
    return st.builds(
        Pick,
        claims=sample(bases, 2),
        status=st.sampled_from(STATUSES),
        by=st.sampled_from(by),
        having=few(tests, 1),
        rank=st.sampled_from(("opened", "opened", "approved")),
        order=st.sampled_from(("first", "last")),
        take=st.sampled_from((1, 1, 2, None)),
    )


def conditions(bases, tests):
    """Tests, and picks that ask: at least so many such claims, or fewer."""
    asked = st.builds(
        Pick,
        claims=sample(bases, 2),
        status=st.sampled_from(STATUSES),
        by=st.sampled_from(("anyone", "self", "other")),
        having=few(tests, 1),
        count=st.sampled_from((1, 2)),
        negated=st.booleans(),
    )
    return st.one_of(tests, asked)


approvals = st.builds(
    Approval,
    id=st.just("step"),
    role=st.just("clerk"),
    on=st.sampled_from(
        (Facts(kinds=("approval",)), Facts(kinds=("approval", "signature"), where=(OF_THIS,)))
    ),
    refused=st.sampled_from((None, Facts(kinds=("refusal",)))),
    within=st.one_of(st.none(), spans),
    silence=st.sampled_from(("pending", "approved", "refused")),
    meanwhile=st.sampled_from(("pending", "standing")),
)


@st.composite
def claims(draw, basis, bases):
    opens, claimant, party = OPENS[basis]
    steps = draw(few(approvals, 2))
    return Claim(
        basis=basis,
        opens=opens,
        claimant=claimant,
        party=party,
        needs=draw(few(conditions(bases, needs), 1)),
        bars=draw(st.one_of(st.just(()), sample(bases, 2))),
        approvals=tuple(
            Approval(**{name: getattr(step, name) for name in FIELDS} | {"id": f"{basis}{n}"})
            for n, step in enumerate(steps)
        ),
        ends=draw(few(selectors, 1)),
        again=draw(st.sampled_from(("keep", "restart", "new", "replace"))),
    )


FIELDS = ("role", "on", "refused", "within", "silence", "meanwhile")


@st.composite
def limits(draw, number, bases):
    needs = draw(st.one_of(st.none(), selectors))
    return ClaimLimit(
        limit=Limit(
            id=f"limit{number}",
            anchor=draw(
                st.sampled_from(
                    (
                        OPENED,
                        OPENED,
                        Anchor(of="approved"),
                        Anchor(of="first", facts=Facts(kinds=("visit",))),
                    )
                )
            ),
            span=draw(spans),
            needs=needs,
            count=draw(st.sampled_from((1, 1, 2))) if needs is not None else 1,
            when=draw(st.sampled_from(((), (), (Test(facts=Facts(kinds=("visit",))),)))),
            restart=draw(st.one_of(st.none(), selectors)) if needs is None else None,
        ),
        on=draw(sample(bases, 2)),
        then=draw(st.sampled_from(("lapse", "lapse", "contest", "report"))),
        what="visit",
    )


HALVES = (Part(part=Fraction(2, 3)), Part(part=Fraction(1, 3)))
OUTCOMES = (
    Outcome(),
    Outcome(),
    Outcome(parts=HALVES),
    Outcome(parts=(Part(part=Fraction(1, 2)), Part(part=Fraction(1, 2), to="guide"))),
    Outcome(kind="party", to="company"),
    Outcome(kind="decider", to="head"),
    Outcome(kind="nobody"),
)


@st.composite
def grounds(draw, number, bases):
    pick = draw(st.one_of(picks(bases), picks(bases), picks(bases), st.none()))
    kinds = OUTCOMES if pick is not None else OUTCOMES[4:]
    return Ground(
        id=f"ground{number}",
        answers=draw(st.sampled_from((("credit", "service"), ("credit",), ("service",)))),
        when=draw(few(conditions(bases, tests), 1)),
        pick=pick,
        gives=draw(st.sampled_from(kinds)),
        tie=draw(st.sampled_from((Outcome(kind="silent"), Outcome(kind="decider", to="head")))),
    )


@st.composite
def policies(draw):
    bases = draw(sample(BASES, 3))
    return Policy(
        id="made_up",
        revision=1,
        source="",
        days=draw(st.sampled_from(("start", "end", "refused"))),
        identity=Identity(keys=(), doubt=Outcome(kind="decider", to="head")),
        claims=tuple(draw(claims(basis, bases)) for basis in bases),
        grounds=tuple(draw(grounds(n, bases)) for n in range(draw(st.integers(1, 4)))),
        limits=tuple(draw(limits(n, bases)) for n in range(draw(st.integers(0, 2)))),
        decisive=draw(st.sampled_from(((), (Facts(kinds=("deal",)),)))),
        undo=draw(st.sampled_from(((), (Facts(kinds=("cancellation",)),)))),
        deciders=draw(
            st.sampled_from(
                (
                    (),
                    (Decider(role="head", until="decisive"),),
                    (
                        Decider(role="head", until="always"),
                        Decider(role="clerk", until="decisive"),
                    ),
                )
            )
        ),
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


known_ats = st.one_of(st.none(), st.none(), instants)


def agree(policy, case, at, known_at):
    verdict = judge(open_court(policy, EVERY_DAY), case, at=at, known_at=known_at)
    slow = judge_slowly(policy, EVERY_DAY, case, at=at, known_at=known_at)
    assert plain(verdict) == slow


@SLACK
@given(policies(), cases(), instants, known_ats)
def test_the_judge_says_what_the_slow_statement_says(policy, case, at, known_at):
    """Without it one wrong line of the fast judge would give customers to the wrong person."""
    agree(policy, case, at, known_at)


@SLACK
@given(
    cases(),
    spans,
    st.sampled_from(("refused", "start", "end")),
    instants,
    known_ats,
)
def test_seven_day_filing_is_judged_as_the_slow_statement_judges_it(
    case, window, untimed, at, known_at
):
    """Without it the shipped filing policy could differ from what its rows say."""
    policy = seven_day_filing(window=window, untimed=untimed)
    agree(policy, case, at, known_at)


@SLACK
@given(cases(), st.sampled_from(("deal", "dispute")), instants, known_ats)
def test_first_contact_is_judged_as_the_slow_statement_judges_it(case, deal, at, known_at):
    """Without it the shipped first-contact policy could differ from what its rows say."""
    agree(first_contact(deal=(Facts(kinds=(deal,)),)), case, at, known_at)
