"""The published policies: each obeys the laws, and says what a plain reading of its text says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renoflow.attribution import Case, Policy, judge, lint, open_court, presets
from renoflow.codec import from_toml, to_toml
from renoflow.errors import Malformed
from renoflow.facts import fact
from renoflow.periods import LEGAL, days, hours
from renoflow.select import Facts
from renoflow.testing.laws import Trial, the_cited_facts_alone_give_the_same_answer
from tests.attribution.laws import LAWS
from tests.attribution.published import OTHERS, POLICIES, REGISTER
from tests.reference import published
from tests.reference.made_up import EVERY_DAY
from tests.reference.test_judge_differential import agree

SLACK = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FEWER = settings(SLACK, max_examples=max(settings().max_examples // 4, 5))
MORNING = EVERY_DAY.at(2024, 3, 1, 9)
PEOPLE = ("ann", "bo", "cy")
WHO = st.sampled_from(PEOPLE)
ASSISTANT, SERVICE = "store_manager_assistant", "customer_service"
ENTRY = published.FOUR_FACTS


def visit(**fields):
    return "visit", fields


ROWS = st.one_of(
    WHO.map(lambda who: ("filing", {"by": who, "medium": "register", "supplied": ENTRY})),
    WHO.map(lambda who: ("filing", {"by": who, "medium": "register", "supplied": ENTRY[1:]})),
    st.just(("filing", {"by": "cy", "medium": "register", "role": "cs_manager"})),
    WHO.map(lambda who: visit(brought_by=who, evidence="hall_register")),
    WHO.map(lambda who: visit(brought_by=who)),
    st.just(
        visit(brought_together=("ann", "bo"), brought_from="estate", evidence="measurement_record")
    ),
    WHO.map(lambda who: visit(received_by=who)),
    WHO.map(lambda who: visit(on_duty=who)),
    WHO.map(lambda who: visit(names=who)),
    WHO.map(lambda who: visit(names=who, with_old_customer=True)),
    WHO.map(lambda who: visit(invited_by=who)),
    st.just(visit(names=None)),
    st.just(("designer_step", {"step": "confirmed", "designer": "cy"})),
    st.just(("designer_step", {"step": "declined", "designer": "cy"})),
    WHO.map(lambda who: ("touch", {"by": who, "medium": "call"})),
    st.just(("assignment", {"to": "cy", "source": "company_relation"})),
    st.just(("notice", {"subject": "appointment", "role": "market_supervisor"})),
    st.booleans().map(lambda yes: ("callback", {"answered": yes, "role": SERVICE})),
    st.integers(0, 5).map(lambda n: ("approval", {"of": f"f{n}", "role": ASSISTANT})),
    st.integers(0, 5).map(lambda n: ("refusal", {"of": f"f{n}", "role": ASSISTANT})),
)


@st.composite
def cases(draw, told=ROWS):
    """Up to six facts within six hours, often at one instant."""
    rows = draw(st.lists(st.tuples(told, st.integers(0, 5)), max_size=6))
    return Case(
        "C-1",
        tuple(
            fact(f"f{place}", kind, at=MORNING.replace(hour=9 + hour), **fields)
            for place, ((kind, fields), hour) in enumerate(rows)
        ),
    )


INSTANTS = st.integers(0, 6).map(lambda hour: MORNING.replace(hour=9 + hour))


def register(**changed):
    return presets.register(**{**REGISTER, "half_if": (), "ahead": hours(2), **changed})


REGISTERS = [
    register(
        decided_by=by, later_consultant=later, unregistered=names, on_duty=duty, undocked=docked
    )
    for by in ("register", "brought")
    for later in ("serves", "owns")
    for names in ("silent", "named")
    for duty in ("first", "last")
    for docked in ("standing", "pending")
] + [
    register(entered_later=entered, old_customer=old, duty_lasts=lasts, decided_by=by)
    for entered in ("entry_counts", "stays_company")
    for old in ("named", "entry_counts")
    for lasts in ("that_visit", "always")
    for by in ("register", "brought")
]
# opened once: hypothesis draws numbers, and a failure shows them and not whole policies
COURTS = [open_court(one, EVERY_DAY) for one in REGISTERS]
FORMS = {
    unreached: open_court(presets.five_part_form(unreached=unreached), EVERY_DAY)
    for unreached in ("until_reached", "for_good")
}
CONTACTS = {
    several: open_court(presets.business_contact(several=several), EVERY_DAY)
    for several in ("management", "latest")
}
WEEK = days(7, counting=LEGAL)
FILINGS = [
    presets.seven_day_filing(window=hours(3), unsigned="pending", since="signed"),
    presets.seven_day_filing(
        window=hours(2),
        unsigned="pending",
        since="entered",
        timely=hours(1),
        earlier_source="keeps",
        refiled="keeps",
        marketing=("adviser",),
        lead="filing",
    ),
    presets.seven_day_filing(window=WEEK, refiled="loses", received_by_others="company"),
    presets.business_contact(several="latest", contacts=("talk", "received")),
]
FRONT_DESK = open_court(presets.front_desk(), EVERY_DAY)
FILED = [open_court(one, EVERY_DAY) for one in FILINGS]
ALL = (*COURTS[:3], COURTS[-1], *FORMS.values(), *CONTACTS.values(), FRONT_DESK, *FILED)


@SLACK
@given(st.integers(0, len(ALL) - 1), cases(), INSTANTS)
def test_the_laws_hold_for_the_new_presets(number, case, at):
    """A preset that broke a law would be wrong whatever its text says."""
    for law in LAWS:
        law(ALL[number], case, at, None)


def owners(answer):
    if answer.outcome in {"owner", "party"}:
        return frozenset(one.party for one in answer.shares)
    return answer.outcome


def told(case, at):
    return [one for one in case.facts if one.at <= at]


@SLACK
@given(st.integers(0, len(COURTS) - 1), cases(), INSTANTS)
def test_the_register_says_what_a_plain_reading_says(number, case, at):
    """Rows in a wrong order, or a condition too many, would show here."""
    verdict = judge(COURTS[number], case, at=at)
    wanted = published.register(told(case, at), dict(REGISTERS[number].readings))
    assert (owners(verdict.credit), owners(verdict.service)) == wanted


@SLACK
@given(st.sampled_from(sorted(FORMS)), cases(), INSTANTS)
def test_the_five_part_form_says_what_a_plain_reading_says(unreached, case, at):
    """Who confirms, and what a missed call does, decide a commission."""
    wanted = published.five_part_form(told(case, at), unreached)
    assert owners(judge(FORMS[unreached], case, at=at).credit) == wanted


OUTSIDE = st.sampled_from(("red_brick", "blue_tile"))
MOVING = st.one_of(
    WHO.map(lambda who: ("touch", {"by": who, "medium": "call"})),
    WHO.map(lambda who: ("touch", {"by": who, "answered": False})),
    WHO.map(lambda who: ("touch", {"by": who, "role": "cs_manager"})),
    WHO.map(lambda who: ("event_reception", {"by": "desk", "received_by": who})),
    st.tuples(WHO, WHO).map(lambda two: visit(invited_by=two[0], received_by=two[1])),
    st.tuples(WHO, WHO).map(lambda two: visit(brought_by=two[0], received_by=two[1], by="desk")),
    st.just(visit(brought_together=("ann", "bo"), received_by="cy")),
    OUTSIDE.map(lambda who: ("referral", {"source": "partner", "referrer": who})),
    st.tuples(OUTSIDE, WHO).map(
        lambda two: ("referral", {"source": "partner", "referrer": two[0], "to": two[1]})
    ),
    WHO.map(lambda who: ("decision", {"role": "team_head", "owner": who})),
    WHO.map(lambda who: ("decision", {"role": "salesperson", "owner": who})),
    WHO.map(lambda who: ("leave", {"party": who, "reason": "personal"})),
    WHO.map(lambda who: ("leave", {"party": who, "reason": "dismissed"})),
    WHO.map(lambda who: ("complaint", {"result": "upheld", "about": who})),
    st.sampled_from(("upheld", "open")).map(lambda what: ("complaint", {"result": what})),
    st.just(("need_changed", {})),
    st.just(("deal", {})),
)
FIRST_CONTACT = presets.first_contact(deal=(Facts(kinds=("deal",)),))
FIRST_COURT = open_court(FIRST_CONTACT, EVERY_DAY)


@SLACK
@given(cases(MOVING), INSTANTS)
def test_first_contact_says_what_a_plain_reading_says(case, at):
    """An owner who left, or one whom nobody asked about, would keep or lose him."""
    verdict = judge(FIRST_COURT, case, at=at)
    wanted = published.first_contact(told(case, at))
    assert (owners(verdict.credit), owners(verdict.service)) == wanted


@FEWER
@given(cases(MOVING), INSTANTS)
def test_a_decision_is_looked_at_as_the_slow_statement_does(case, at):
    """Without it the grounds that look at a decision would be asked at another place."""
    agree(FIRST_CONTACT, case, at, None)


NAMED_BESIDES = st.one_of(
    st.just(visit(names=None)),
    WHO.map(lambda who: visit(brought_by=who, evidence="hall_register")),
    WHO.map(lambda who: ("filing", {"by": who, "medium": "register", "supplied": ENTRY})),
    st.just(("filing", {"by": "cy", "medium": "register", "role": "cs_manager"})),
    WHO.map(lambda who: ("list_allotted", {"to": who})),
    WHO.map(lambda who: ("touch", {"by": who, "medium": "sms", "verified": True})),
    WHO.map(lambda who: ("tour", {"by": who})),
    WHO.map(lambda who: ("tour", {"by": "desk", "role": "cs_manager", "host": who})),
    st.just(("contract", {"type": "construction"})),
)


@FEWER
@given(st.integers(0, len(COURTS) - 1), cases(NAMED_BESIDES), INSTANTS)
def test_what_the_register_names_besides_follows_from_what_it_cites(number, case, at):
    """A subsidy that rests on an SMS which nobody cites could not be checked."""
    agree(REGISTERS[number], case, at, None)
    law = the_cited_facts_alone_give_the_same_answer
    assert law(Trial(court=COURTS[number], case=case, at=at)) == ""


@SLACK
@given(st.sampled_from(sorted(CONTACTS)), cases(), INSTANTS)
def test_business_contact_says_what_a_plain_reading_says(several, case, at):
    """A contact that did not count would take a customer away."""
    wanted = published.business_contact(told(case, at), several)
    assert owners(judge(CONTACTS[several], case, at=at).credit) == wanted


@SLACK
@given(cases(), INSTANTS)
def test_the_front_desk_never_says_whose_he_is(case, at):
    """Its text does not, so that an answer would be made up."""
    verdict = judge(FRONT_DESK, case, at=at)
    assert (verdict.credit.outcome, verdict.service.outcome) == ("silent", "silent")


@pytest.mark.parametrize(
    "policy", [*POLICIES, *OTHERS, *REGISTERS, *FILINGS], ids=lambda one: one.id
)
def test_a_preset_survives_its_file(policy):
    """A company's own copy must be the policy that it was copied from."""
    assert from_toml(to_toml(policy), Policy) == policy


def test_somebody_must_be_recognised_by_something():
    """Without a field no two entries would ever be one customer."""
    with pytest.raises(Malformed) as caught:
        register(same_customer=())
    assert (caught.value.code, caught.value.field) == ("value.missing", "same_customer")


def test_a_filing_that_stands_unsigned_counts_from_its_handing_in():
    """One that stands and has no moment yet would never run out (FILE-01)."""
    with pytest.raises(Malformed) as caught:
        presets.seven_day_filing(window=WEEK, since="entered")
    assert (caught.value.code, caught.value.field) == ("value.choice", "since")


def test_a_contact_is_one_of_those_that_the_policy_knows():
    """A slip of the pen would leave a contact out, and nobody would notice."""
    with pytest.raises(Malformed) as caught:
        presets.business_contact(several="latest", contacts=("talks",))  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.field) == ("value.choice", "contacts[0]")


@pytest.mark.parametrize("policy", FILINGS, ids=lambda one: one.id)
def test_a_preset_read_otherwise_is_as_sound(policy):
    """What only one reading does to the rows would be found by nobody else."""
    whole = {one.code for one in lint(policy)} - {"policy.stays"}
    assert whole == set()


def test_somebody_must_be_a_salesperson():
    """Without a role nobody’s call could ever be the first contact."""
    with pytest.raises(Malformed) as caught:
        presets.first_contact(deal=(Facts(kinds=("deal",)),), sales=())
    assert (caught.value.code, caught.value.field) == ("value.missing", "sales")
