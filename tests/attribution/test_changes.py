"""What would change a verdict: each kind of change, in order, and that it really turns it."""

from datetime import date, timedelta
from decimal import Decimal

import attrs

from renoflow.attribution import (
    Approval,
    Audit,
    Claim,
    ClaimLimit,
    Decider,
    Ground,
    Pick,
    judge,
    open_court,
    presets,
    what_would_change,
)
from renoflow.attribution.mentions import named_facts, named_parties, named_spans
from renoflow.attribution.records import Case
from renoflow.calendars import china
from renoflow.facts import Field, Kind, filing, key, touch, visit, withdrawal
from renoflow.limits import Limit
from renoflow.money import Money
from renoflow.periods import CALENDAR, days
from renoflow.select import Facts, Match, Relation, Test
from renoflow.timeline import Timeline
from tests.testing.broken_policies import (
    PLAIN,
    SEVEN_DAYS,
    forgets_its_house,
    has_a_favourite,
    pays_a_person,
)

TICK = timedelta(microseconds=1)
AT = china.at(2024, 3, 3, 12)
FILED = filing("f1", at=china.at(2024, 3, 1, 10), by="wang", medium="form", customer="C-1")
LATER = filing("f2", at=china.at(2024, 3, 2, 10), by="li", medium="form", customer="C-1")
CAME = visit("f3", at=china.at(2024, 3, 2, 15), by="wang", customer="C-1")
COURT = open_court(SEVEN_DAYS, china)


def told(court, party, *facts, at=AT, known_at=None):
    """Each change offered, in a line; every one is judged anew."""
    case = Case("C-1", facts)
    before = owns(judge(court, case, at=at, known_at=known_at), party)
    lines = []
    for one in what_would_change(court, case, party, at=at, known_at=known_at):
        assert judge(court, one.case, at=one.at, known_at=known_at) == one.verdict
        assert owns(one.verdict, party) is not before
        fact = one.fact
        lines.append((one.kind, one.at if fact is None else (fact.kind, fact.by, fact.at)))
    return lines


def owns(verdict, party):
    return any(one.party == party for one in verdict.credit.shares)


def where(*matches, kind="thing", basis="filed"):
    """A court in which facts of a kind of its own open the claim."""
    declared = Kind(
        name="thing",
        zh="事",
        fields=(
            Field(name="whom", zh="谁", type="party"),
            Field(name="team", zh="组", type="names"),
            Field(name="must", zh="必", type="choice", values=("a", "b"), required=True),
            Field(name="rest", zh="余", type="choice", values=("a", "b")),
            Field(name="list", zh="单", type="names", values=("x", "y")),
            Field(name="amount", zh="额", type="money"),
            Field(name="count", zh="数", type="count"),
            Field(name="area", zh="积", type="number"),
            Field(name="stage", zh="段", type="code"),
            Field(name="of", zh="属", type="fact"),
            Field(name="phone", zh="话", type="key"),
            Field(name="day", zh="日", type="day"),
        ),
    )
    claim = Claim(basis=basis, opens=Facts(kinds=(kind,), where=matches))
    policy = attrs.evolve(PLAIN, claims=(claim,), kinds=(declared,), stages=("one", "two"))
    return open_court(policy, china)


def offered(*matches, facts=()):
    """The fields of the fact that somebody who owns nothing is advised to tell."""
    changes = what_would_change(where(*matches), Case("C-1", facts), "li", at=AT)
    return [dict(one.fact.fields) for one in changes if one.fact and one.kind == "added"]


# -- the kinds of change


def test_time_alone_is_the_first_change_that_is_told():
    """Without it nobody would hear that the customer is lost on the ninth by waiting."""
    assert told(COURT, "wang", FILED) == [
        ("later", china.at(2024, 3, 9)),
        ("withdrawn", ("filing", "wang", FILED.at)),
    ]


def test_a_rival_learns_that_he_should_have_filed_before():
    """Without it he would not know by how much he was late."""
    assert told(COURT, "li", FILED, LATER, CAME) == [
        ("withdrawn", ("filing", "wang", FILED.at)),
        ("added", ("filing", "li", FILED.at - TICK)),
    ]


def test_a_lapsed_claim_is_cured_by_the_latest_visit_in_time():
    """Without it the advice would be a visit on the first day, where the last was enough."""
    late = china.at(2024, 3, 20)
    assert told(COURT, "wang", FILED, at=late) == [
        ("added", ("filing", "wang", late)),
        ("added", ("visit", "wang", china.end(date(2024, 3, 8)))),
    ]


def test_facts_that_did_not_happen_yet_are_no_part_of_it():
    """Without it the future would be counted on; a day is over when the policy reads it."""
    whole_day = attrs.evolve(CAME, at=date(2024, 3, 3))
    ahead = attrs.evolve(CAME, at=china.at(2024, 3, 5))
    gone = withdrawal("f9", at=china.at(2024, 3, 9), of="f2")
    for facts in ((FILED, whole_day), (FILED, ahead), (FILED, LATER, gone)):
        assert told(COURT, "wang", *facts) == told(COURT, "wang", FILED)
    morning = open_court(attrs.evolve(SEVEN_DAYS, days="start"), china)
    assert told(morning, "wang", FILED, whole_day) == [("withdrawn", ("filing", "wang", FILED.at))]


def test_what_was_known_then_is_what_is_changed():
    """Without it a fact would be advised that nobody could have known in time."""
    early = china.at(2024, 3, 2, 12)
    assert told(COURT, "li", FILED, CAME, known_at=early) == [
        ("added", ("filing", "li", FILED.at - TICK)),
    ]


def test_a_decision_is_advised_where_somebody_may_decide():
    """Without it the one who can help would not be named."""
    ruled = attrs.evolve(SEVEN_DAYS, deciders=(Decider(role="head", until="always"),))
    changes = told(open_court(ruled, china), "li", FILED, CAME)
    assert ("added", ("decision", None, AT)) in changes


def test_time_is_followed_no_further_than_twelve_steps():
    """Without it a court that changes for ever would never answer."""
    limits = tuple(
        attrs.evolve(row, limit=attrs.evolve(row.limit, id=f"window_{n}", span=span))
        for row in SEVEN_DAYS.limits
        for n in range(14)
        for span in (days(n + 1, counting=CALENDAR),)
    )
    grounds = tuple(
        Ground(
            id=f"filed_{n}",
            pick=Pick(claims=(f"filed_{n}",)),
        )
        for n in range(14)
    )
    claims = tuple(attrs.evolve(SEVEN_DAYS.claims[0], basis=f"filed_{n}") for n in range(14))
    limits = tuple(attrs.evolve(row, on=(f"filed_{n}",)) for n, row in enumerate(limits))
    many = attrs.evolve(SEVEN_DAYS, claims=claims, limits=limits, grounds=grounds)
    kinds = {kind for kind, _ in told(open_court(many, china), "wang", FILED, at=FILED.at)}
    assert kinds == {"withdrawn"}


def test_the_policy_in_force_is_the_one_that_is_asked():
    """Without it rows of a revision that is over would be met."""
    with_visit = attrs.evolve(
        PLAIN, revision=2, claims=(attrs.evolve(PLAIN.claims[0], opens=Facts(kinds=("visit",))),)
    )
    both = Timeline(rows=((date(2024, 1, 1), PLAIN), (date(2024, 3, 2), with_visit)))
    court = open_court(both, china)
    assert told(court, "li", at=china.at(2024, 3, 1)) == [
        ("added", ("filing", "li", china.at(2024, 3, 1)))
    ]
    assert told(court, "li") == [("added", ("visit", "li", AT))]


def test_a_fact_that_is_told_already_has_another_id():
    """Without it the advice would clash with the case."""
    taken = touch("what_if", at=AT, by="wang"), touch("what_if_2", at=AT, by="wang")
    changes = what_would_change(COURT, Case("C-1", taken), "li", at=AT)
    assert [one.fact and one.fact.id for one in changes] == ["what_if_3"]


# -- facts as rows ask for them


def test_fields_are_told_as_the_row_asks():
    """Without it the fact would be of the kind and still not be what the row asks for."""
    assert offered(Match(field="must", op="in", values=("b",))) == [{"must": "b"}]
    assert offered(Match(field="must", op="not_in", values=("a",))) == [{"must": "b"}]
    assert offered(Match(field="stage", op="not_in", values=("a",))) == [{"must": "a"}]
    assert offered(Match(field="team", op="has", values=("p", "q"))) == [
        {"must": "a", "team": ("p", "q")}
    ]
    assert offered(Match(field="whom", op="none")) == [{"must": "a", "whom": None}]
    assert offered(Match(field="whom", op="missing")) == [{"must": "a"}]


def test_bounds_are_kept_to_the_fen():
    """Without it an amount would be advised that is just not enough."""
    fen = Money(100)
    assert offered(Match(field="amount", op="min", values=(fen,)))[0]["amount"] == fen
    assert offered(Match(field="amount", op="above", values=(fen,)))[0]["amount"] == Money(101)
    assert offered(Match(field="count", op="below", values=(3,)))[0]["count"] == 2
    assert offered(Match(field="area", op="max", values=(Decimal(5),)))[0]["area"] == Decimal(5)


def test_of_stages_it_is_the_next_one_where_there_is_one():
    """Without it a stage would be advised that is not far enough."""
    assert offered(Match(field="stage", op="min", values=("one",)))[0]["stage"] == "one"
    assert offered(Match(field="stage", op="above", values=("one",)))[0]["stage"] == "two"
    assert offered(Match(field="stage", op="above", values=("two",))) == []


def test_given_is_some_value_and_of_a_key_only_one_that_is_there():
    """Without it somebody's telephone number would be made up."""
    told = {
        "whom": "li",
        "rest": "a",
        "list": ("x", "y"),
        "amount": fen_of(100),
        "stage": "any",
        "day": date(2024, 3, 3),
    }
    for name, value in told.items():
        assert offered(Match(field=name, op="given"))[0][name] == value
    assert offered(Match(field="phone", op="given")) == []
    phone = key("13800000000")
    held = visit("f7", at=AT, phone=phone)
    assert offered(Match(field="phone", op="given"), facts=(held,))[0]["phone"] == phone


def fen_of(number):
    return Money(number)


def test_who_acts_is_whom_the_row_asks_for():
    """Without it the customer's own choice would be advised as the seller's."""
    who: tuple[tuple[Relation, str], ...]
    who = (("customer", "customer"), ("house", "company"), ("self", "li"))
    for by, actor in who:
        claim = Claim(
            basis="filed",
            opens=Facts(kinds=("visit",), where=(Match(field="invited_by", op="given"),)),
            claimant="invited_by",
        )
        having = Test(facts=Facts(kinds=("touch",), by=by))
        ground = Ground(id="first", pick=Pick(claims=("filed",), having=(having,)))
        court = open_court(attrs.evolve(PLAIN, claims=(claim,), grounds=(ground,)), china)
        came = visit("f1", at=FILED.at, invited_by="li")
        assert told(court, "li", came) == [("added", ("touch", actor, AT))]


def test_what_is_done_to_the_party_is_not_done_by_it():
    """Without it a salesperson would be advised to invite himself in his own name."""
    invited = Facts(kinds=("visit",), where=(Match(field="invited_by", op="self"),))
    ground = Ground(id="first", pick=Pick(claims=("filed",), having=(Test(facts=invited),)))
    court = open_court(attrs.evolve(PLAIN, grounds=(ground,)), china)
    assert told(court, "wang", FILED) == [("added", ("visit", None, AT))]
    never = Facts(kinds=("visit",), where=(Match(field="names", op="missing"),))
    ground = Ground(id="first", pick=Pick(claims=("filed",), having=(Test(facts=never),)))
    court = open_court(attrs.evolve(PLAIN, grounds=(ground,)), china)
    assert told(court, "wang", FILED) == [("added", ("visit", "wang", AT))]


def test_a_rival_does_what_only_a_rival_can():
    """Without it nobody would learn by what a rival takes the customer; without one, nothing."""
    taken = Test(facts=Facts(kinds=("touch",), by="other"), negated=True)
    other = Test(
        facts=Facts(kinds=("visit",), where=(Match(field="brought_by", op="other"),)), negated=True
    )
    ground = Ground(id="first", pick=Pick(claims=("filed",)), when=(taken, other))
    court = open_court(attrs.evolve(PLAIN, grounds=(ground,)), china)
    alone = [("withdrawn", ("filing", "wang", FILED.at))]
    assert told(court, "wang", FILED) == alone
    assert told(court, "wang", FILED, LATER) == [
        *alone,
        ("added", ("touch", "li", AT)),
        ("added", ("visit", "wang", AT)),
    ]
    nobody = open_court(attrs.evolve(PLAIN, house=(), grounds=(ground,)), china)
    assert told(nobody, "wang", FILED) == alone


def test_a_house_of_nobody_acts_as_nobody():
    """Without it a policy without a house could not be asked."""
    having = Test(facts=Facts(kinds=("touch",), by="house"))
    ground = Ground(id="first", pick=Pick(claims=("filed",), having=(having,)))
    court = open_court(attrs.evolve(PLAIN, house=(), grounds=(ground,)), china)
    assert told(court, "wang", FILED) == []


def test_a_team_is_named_as_a_list():
    """Without it whoever is claimed for by name in a list could never be advised."""
    claim = Claim(basis="filed", opens=Facts(kinds=("dispute",)), claimant="claims")
    court = open_court(attrs.evolve(PLAIN, claims=(claim,)), china)
    (change,) = what_would_change(court, Case("C-1", ()), "li", at=AT)
    assert change.fact is not None
    assert change.fact.get("claims") == ("li",)


def test_an_approval_is_of_the_partys_own_claim():
    """Without it somebody else's filing would be advised to be approved."""
    of_this = Match(field="of", op="opening")
    by_clerk = Match(field="role", op="in", values=("clerk",))
    step = Approval(
        id="step", role="clerk", on=Facts(kinds=("approval",), where=(of_this, by_clerk))
    )
    claim = attrs.evolve(PLAIN.claims[0], approvals=(step,))
    court = open_court(attrs.evolve(PLAIN, claims=(claim,)), china)
    changes = what_would_change(court, Case("C-1", (LATER, FILED)), "wang", at=AT)
    facts = [one.fact for one in changes if one.fact is not None]
    assert [(one.kind, one.get("of"), one.get("role")) for one in facts] == [
        ("approval", "f1", "clerk")
    ]
    assert told(court, "zhao", LATER, FILED) == []


def test_fields_of_every_fact_can_be_asked_for():
    """Without it a row about who told, or with what precision, would break the search."""
    by = Match(field="by", op="in", values=("li",))
    precise = Match(field="precision", op="in", values=("instant",))
    assert offered(by, precise) == [{"must": "a"}]
    assert offered(Match(field="by", op="in", values=("wang",))) == []


def test_one_fact_that_two_rows_ask_for_is_told_once():
    """Without it the same advice would stand there twice."""
    again = ClaimLimit(
        limit=Limit(id="again", span=days(7, counting=CALENDAR), needs=Facts(kinds=("visit",))),
        on=("filed",),
        then="lapse",
        what="visit",
    )
    two_rows = Facts(kinds=("visit",), by="self")
    audit = Audit(id="look", on=("filed",), at=Facts(kinds=("deal",)), needs=two_rows)
    policy = attrs.evolve(SEVEN_DAYS, limits=(*SEVEN_DAYS.limits, again), audits=(audit,))
    late = china.at(2024, 3, 20)
    assert told(open_court(policy, china), "wang", FILED, at=late) == [
        ("added", ("filing", "wang", late)),
        ("added", ("visit", "wang", china.end(date(2024, 3, 8)))),
    ]


def test_a_preset_says_what_is_missing():
    """Without it the search would work for small policies only."""
    court = open_court(
        presets.seven_day_filing(window=days(7, counting=CALENDAR), untimed="end"), china
    )
    late = china.at(2024, 3, 20)
    kinds = [one[1][0] for one in told(court, "wang", FILED, at=late) if one[0] == "added"]
    assert kinds[0] == "filing"
    assert "visit" in kinds


# -- what rows name


def test_rows_name_facts_spans_and_parties_once_and_in_order():
    """Without it the search, and the strategies, would look at a row twice or at none."""
    assert [one.facts.kinds for one in named_facts(SEVEN_DAYS)] == [("filing",), ("visit",)]
    assert [one.opens is not None for one in named_facts(SEVEN_DAYS)] == [True, False]
    assert named_spans(SEVEN_DAYS) == (days(7, counting=CALENDAR),)
    assert named_parties(SEVEN_DAYS) == ("company",)
    assert named_parties(pays_a_person()) == ("company", "li")
    assert named_parties(forgets_its_house()) == ("company", "north_store")
    assert named_parties(has_a_favourite()) == ("company", "wang")


def test_several_words_of_a_field_are_told_by_one_that_fits():
    """Without it the advice for a row with `is` or `is_not` would be no advice."""

    def asking(op, *words):
        return Match(field="whom", op=op, values=words)

    assert offered(asking("is", "self", "none"))[0]["whom"] is None
    assert offered(asking("is", "given", "missing"))[0]["whom"] == "li"
    assert offered(asking("is_not", "none", "self")) == []  # nobody else has a claim
    assert offered(asking("is_not", "given"))[0]["whom"] is None
    assert offered(asking("is_not", "given", "none")) == []
    every = ("given", "none", "missing", "self", "other", "opening")
    assert offered(asking("is_not", *every)) == []
