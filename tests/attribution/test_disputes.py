"""Disputes: the worked examples, who may do what, what is held, and the laws of competence."""

from collections import Counter
from datetime import time, timedelta
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from renoflow.attribution import (
    Case,
    Chapter,
    Claim,
    DisputeState,
    Ladder,
    Level,
    Policy,
    Share,
    contested,
    dispute_process,
    dispute_states,
    in_scope,
    judge,
    may_dispute,
    may_see,
    open_court,
    presets,
)
from renoflow.attribution.disputes.process import level_of
from renoflow.attribution.disputes.reading import read_disputes
from renoflow.calendars import china
from renoflow.codec import from_toml, to_toml
from renoflow.errors import Malformed
from renoflow.facts import (
    appeal,
    decision,
    dispute,
    evidence,
    fact,
    negotiation,
    recusal,
    touch,
)
from renoflow.periods import CALENDAR, days, hours, months
from renoflow.processes import diagram, lint
from renoflow.select import Anchor, Facts
from renoflow.timeline import Timeline
from renoflow.words import text
from tests.attribution.disputed import (
    FILES,
    alone,
    hear,
    ladder_of,
    read,
    scenarios,
    seen_of,
    told,
)

CASES = [one for path in FILES for one in scenarios(path)]


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.rule}: {one.name}")
def test_the_catalogue_says_so(one):
    """Without it a ladder could be somebody else's."""
    ladder = ladder_of(one)
    asks = {"": ask_state, "may": ask_may, "see": ask_see, "scope": ask_scope, "roles": ask_roles}
    asks[one.ask](one, ladder)


EXAMPLES = {
    "text": "DIS-01 DIS-01 DIS-03 DIS-03 DIS-04 DIS-04 DIS-05 DIS-07 DIS-08 DIS-09 DIS-09 "
    "DIS-10 DIS-11 DIS-11 DIS-12 ESC-01 ESC-01 ESC-02 ESC-02 ESC-03 ESC-03 ESC-03 ESC-04 "
    "ESC-06 ESC-06 COL-01 COL-01",
    "reading": "DIS-02 DIS-06 DIS-09 DIS-11 ESC-05 COL-01 COL-07 COL-07",
}
"""How many worked examples the catalogue has; that nobody is named is a test further down."""


def test_no_worked_example_is_left_out():
    """Without it a file could lose a case and nobody would notice."""
    for kind, rules in EXAMPLES.items():
        found = Counter(one.rule for one in CASES if one.kind == kind)
        assert Counter(rules.split()) - found == Counter()


def ask_state(one, ladder):
    got = told(ladder, one.facts, one.at)
    assert {name: got[name] for name in one.expect} == one.expect
    assert "row" in one.expect or one.expect["status"] == "refused"


def ask_may(one, ladder):
    (state,), _ = read(ladder, one.facts, one.at)
    last = one.facts[-1].id
    against = [each for each in state.objections if last in each.facts]
    assert [each.rule.partition("#")[2] for each in against] == one.expect["may"]
    assert [each.code for each in against] == one.expect["codes"]


def ask_see(one, ladder):
    (state,), _ = read(ladder, one.facts, one.at)
    against = may_see(ladder, state, person=one.expect["person"], role=one.expect["role"])
    assert [each.rule.partition("#")[2] for each in against] == one.expect["sees"]


def ask_scope(one, ladder):
    given = one.given
    applies = in_scope(
        ladder,
        given["department"],
        full_time=given["full_time"],
        concerned=given["concerned"],
    )
    assert applies is one.expect["applies"]
    assert not in_scope(attrs.evolve(ladder, related=()), "other", full_time=True)


def ask_roles(one, ladder):
    assert list(ladder.roles) == one.expect["roles"]


# --- of a court -----------------------------------------------------------------------------

NOON = china.at(2024, 3, 10, 12)


def share(party, part):
    return Share(party=party, share=Fraction(part))


def judged(*shares, at=NOON):
    """A verdict by which *shares* own, as far as disputes look at it."""
    court = open_court(alone(presets.qc_appeal()), china)
    verdict = judge(court, Case("c", ()), at=at)
    credit = attrs.evolve(verdict.credit, outcome="owner", shares=shares)
    return attrs.evolve(verdict, credit=credit)


def a_state(*parties, open_=True):
    return DisputeState(
        id="d", ladder="l", reported=NOON, status="open", parties=parties, open=open_
    )


HALVES = (share("ann", "1/2"), share("bo", "1/2"))


@pytest.mark.parametrize(
    ("states", "held", "how"),
    [
        ((), [], "contested"),
        ((a_state("ann", "cy"),), ["ann"], "contested"),
        ((a_state("ann", "cy"),), ["ann", "bo"], "all"),
        ((a_state("cy", "di"),), ["ann", "bo"], "contested"),
        ((a_state(),), ["ann", "bo"], "contested"),
        ((a_state("ann", open_=False),), [], "all"),
        ((a_state("ann"), a_state("bo")), ["ann", "bo"], "contested"),
    ],
)
def test_only_what_is_contested_is_held(states, held, how):
    """Without it a quarrel about one half would stop the pay of the other."""
    ladder = attrs.evolve(presets.qc_appeal(), held=how)
    found = contested(ladder, states, judged(*HALVES))
    assert [one.party for one in found] == held
    assert {one.share for one in found} <= {Fraction(1, 2)}
    assert contested(None, (a_state("ann"),), judged(*HALVES)) == HALVES[:1]


def test_a_court_tells_where_its_disputes_stand():
    """Without it a host would have to know the kernel to ask who decides next."""
    court = open_court(alone(presets.qc_appeal()), china)
    case = Case("c", (dispute("d", at=NOON, claims=("ann", "bo")),))
    verdict = judge(court, case, at=NOON)
    (found,) = dispute_states(court, case, verdict)
    assert (found.decider, found.reported) == ("department_manager", NOON)
    skips = appeal("a", at=NOON, of="d", to="gm_office", role="employee")
    assert [one.code for one in may_dispute(court, case, verdict, skips)] == ["dispute.skipped"]
    fine = recusal("r", at=NOON, of="d", who="department_manager")
    assert may_dispute(court, case, verdict, fine) == ()
    astray = decision("x", at=NOON, of="other", role="qc_centre", owner="ann")
    assert [one.code for one in may_dispute(court, case, verdict, astray)] == ["decision.dispute"]


def test_a_policy_without_a_ladder_has_no_disputes():
    """Without it a quarrel that no text settles would look settled."""
    court = open_court(alone(None), china)
    case = Case("c", (dispute("d", at=NOON),))
    verdict = judge(court, case, at=NOON)
    assert dispute_states(court, case, verdict) == ()
    told = appeal("a", at=NOON, of="d")
    assert [one.code for one in may_dispute(court, case, verdict, told)] == ["dispute.no_ladder"]


def test_the_revision_that_judged_says_how_disputes_go():
    """Without it an old verdict would be read by a ladder that came later."""
    since = china.at(2024, 3, 1)
    old = attrs.evolve(alone(presets.qc_appeal()), pin="asked")
    new = attrs.evolve(old, revision=2, ladder=presets.business_contact_ladder())
    policies = Timeline(rows=((since, old), (china.at(2024, 3, 9), new)))
    court = open_court(policies, china)
    case = Case("c", (dispute("d", at=since),))
    early = judge(court, case, at=china.at(2024, 3, 8))
    late = judge(court, case, at=NOON)
    assert dispute_states(court, case, early)[0].ladder == "qc_appeal"
    assert dispute_states(court, case, late)[0].ladder == "business_contact_ladder"
    frozen = attrs.evolve(late, decided_at=china.at(2024, 3, 2))
    assert dispute_states(court, case, frozen)[0].ladder == "business_contact_ladder"


def test_who_may_see_it_where_the_text_does_not_say():
    """The levels and the parties; of others a person must say, and the library does not guess."""
    ladder = presets.qc_appeal()
    state = a_state("ann")
    assert may_see(ladder, state, role="qc_centre") == ()
    assert [one.code for one in may_see(ladder, state, person="cy")] == ["dispute.see_silent"]
    named = attrs.evolve(ladder, sees=("finance",))
    assert may_see(named, state, role="finance") == ()
    assert [one.code for one in may_see(named, state, role="design")] == ["dispute.secret"]
    assert in_scope(
        presets.post_project(end=END_OF_WORKS, litigation="both"), "x", full_time=False
    )


# --- terms, appeals, empty chairs -----------------------------------------------------------

END_OF_WORKS = Facts(kinds=("completion",))
TERMS = Ladder(
    id="terms",
    zh="限期",
    levels=(
        Level(
            role="one",
            zh="一级",
            until="always",
            within=hours(8, running="office"),
            appeal=days(3, counting=CALENDAR),
        ),
        Level(role="two", zh="二级", until="always", final=True),
    ),
)
OFFICE = attrs.evolve(china, id="office", hours=((time(9), time(12)), (time(13), time(18))))


def at(day, hour=10, minute=0, second=0):
    return china.at(2024, 3, day, hour, minute, second)


def look(ladder, facts, when, calendar=OFFICE):
    (state,), _ = read_disputes(
        ladder, seen_of(facts), calendar, days="end", asked=when, decided_at=when
    )
    return state


FRIDAY = dispute("d", at=at(1, 16), claims=("ann", "bo"))


@pytest.mark.parametrize(
    ("told", "decider"),
    [(at(4, 15), "one"), (at(4, 15, 0, 1), "two")],
)
def test_a_term_in_office_hours_opens_the_way_up_when_it_is_over(told, decider):
    """Two hours of Friday, six of Monday with its noon break: the instant after 16:00 counts."""
    assert look(TERMS, (FRIDAY,), at(2)).due == at(4, 16)
    after = told.replace(hour=told.hour + 1)
    raised = appeal("a", at=after, of="d", by="ann")
    assert look(TERMS, (FRIDAY, raised), after).decider == decider


def test_an_appeal_before_the_term_is_over_waits_for_it():
    """Without it somebody who is a day early would have to write again."""
    early = appeal("a", at=at(4, 10), of="d", by="ann")
    paper = evidence("e", at=at(5, 10), of="d", form="letter")
    assert look(TERMS, (FRIDAY, early), at(4, 18)).decider == "one"
    assert look(TERMS, (FRIDAY, early, paper), at(5, 18)).decider == "two"


DECIDED = decision("x", at=at(4, 11), of="d", role="one", owner="ann")


@pytest.mark.parametrize(
    ("told", "decider", "codes"),
    [
        (at(7, 23, 59, 59), "two", []),
        (at(8, 0), None, ["dispute.appeal_late"]),
    ],
)
def test_an_appeal_is_in_time_to_the_end_of_its_last_day(told, decider, codes):
    """Three days from the decision on the fourth: to the end of the seventh."""
    facts = (FRIDAY, DECIDED, appeal("a", at=told, of="d", by="bo"))
    found = look(TERMS, facts, told)
    assert (found.decider, [one.code for one in found.objections]) == (decider, codes)


def test_the_shares_are_held_until_nobody_may_appeal_any_more():
    """Without it money would be paid on the third day and fetched back on the fourth."""
    facts = (FRIDAY, DECIDED)
    last = china.end(at(7).date())
    before, after = look(TERMS, facts, last), look(TERMS, facts, last + timedelta(microseconds=1))
    assert (before.due, before.open, before.ways) == (last, True, ("two",))
    assert (after.due, after.open, after.ways) == (last, False, ())
    assert after.status == "decided"


def test_whoever_stands_above_an_empty_chair_decides():
    """A recused role passes upward; with nobody above, nobody decides."""
    gone = recusal("r", at=at(2), of="d", who="one")
    assert look(TERMS, (FRIDAY, gone), at(3)).decider == "two"
    theirs = decision("x", at=at(3), of="d", role="two", owner="bo")
    assert look(TERMS, (FRIDAY, gone, theirs), at(3)).status == "closed"
    both = (FRIDAY, gone, recusal("s", at=at(2), of="d", who="two"))
    assert look(TERMS, both, at(3)).decider is None
    raised = (*both, appeal("a", at=at(3), of="d", to="two"))
    assert (look(TERMS, raised, at(3)).level, look(TERMS, raised, at(3)).decider) == ("two", None)
    before = (recusal("r", at=at(1, 9), of="d", who="one"), FRIDAY)
    assert (look(TERMS, before, at(3)).level, look(TERMS, before, at(3)).decider) == ("one", "two")


def test_a_dispute_of_everybody_is_nobodys():
    """Without it a judge in his own cause would sit after all."""
    ladder = attrs.evolve(presets.dedicated_resolver(resolver="zhao"), id="all")
    facts = (
        dispute("d", at=at(1), claims=("zhao", "senior_management")),
        decision("x", at=at(2), of="d", role="senior_management", owner="zhao"),
    )
    found = look(ladder, facts, at(3))
    assert (found.status, found.decider, found.level) == ("open", None, None)
    assert [one.code for one in found.objections] == ["dispute.nobody", "decision.turn"]


def test_a_party_does_not_decide_in_whatever_role():
    """A manager who claims the customer signs for senior management: it does not count."""
    ladder = presets.dedicated_resolver(resolver="zhao")
    facts = (
        dispute("d", at=at(1), claims=("ann", "bo")),
        negotiation("n", at=at(2), of="d", role="dispute_resolver", result="failed"),
        decision("x", at=at(3), of="d", role="senior_management", by="ann", owner="ann"),
    )
    found = look(ladder, facts, at(4))
    assert (found.decider, found.decisions) == ("senior_management", ())
    assert [one.code for one in found.objections] == ["decision.party"]


def test_what_is_told_of_a_decision_is_told_of_its_dispute():
    """An appeal names the decision it is against; a ring of names belongs to nobody."""
    facts = (FRIDAY, DECIDED, appeal("a", at=at(5), of="x", by="bo"))
    assert look(TERMS, facts, at(5)).decider == "two"
    ring = (
        dispute("d", at=at(1)),
        dispute("e", at=at(1)),
        appeal("a", at=at(2), of="b"),
        appeal("b", at=at(2), of="a"),
        decision("x", at=at(2), role="one", owner="ann"),
    )
    states, stray = read(TERMS, ring, at(3))
    assert [one.cites for one in states] == [("d",), ("e",)]
    assert [one.id for one in stray] == ["a", "b", "x"]
    found = hear(alone(TERMS), ring, at(3))
    assert [(one.code, one.facts) for one in found.ignored] == [("decision.dispute", ("x",))]


# --- what is written down -------------------------------------------------------------------

SHIPPED = (
    presets.register_ladder(report_within=months(1, counting=CALENDAR)),
    presets.first_contact_ladder(),
    presets.qc_appeal(),
    presets.business_contact_ladder(),
    presets.dedicated_resolver(resolver="zhao"),
    presets.post_project(end=END_OF_WORKS, litigation="both"),
    presets.post_project(end=END_OF_WORKS, litigation="either"),
    TERMS,
)


@pytest.mark.parametrize("ladder", SHIPPED, ids=lambda one: one.id)
def test_a_ladder_is_written_as_data_and_read_back(ladder):
    """Without it a company could not keep its own ladder in its policy's file."""
    policy = alone(ladder)
    assert from_toml(to_toml(policy), Policy) == policy
    open_court(policy, china)


@pytest.mark.parametrize("ladder", SHIPPED, ids=lambda one: one.id)
def test_a_ladder_is_a_process_without_faults(ladder):
    """Every level is reached and every dispute can come to an end."""
    process = dispute_process(ladder)
    assert lint(process) == ()
    assert {level.role for level in ladder.levels} <= {stage.id for stage in process.stages}


def drawn(ladder, lang):
    """The picture of a ladder without empty chairs, each way once."""
    process = dispute_process(ladder)
    moves = tuple(
        attrs.evolve(one, at=tuple(at for at in one.at if "recused" not in at), needs=())
        for one in process.moves
        if "recused" not in f"{one.id} {one.to}" and not one.id.endswith("/next")
    )
    stages = tuple(one for one in process.stages if "recused" not in one.id)
    return diagram(attrs.evolve(process, stages=stages, moves=moves), lang)


def test_the_page_shows_the_process_as_it_is():
    """Without it the picture could show a way that is not there."""
    page = (Path(__file__).parents[2] / "docs" / "disputes.md").read_text(encoding="utf-8")
    for lang in ("en", "zh"):
        assert f"```mermaid\n{drawn(SHIPPED[0], lang)}```" in page


def test_a_stage_tells_its_level():
    """Without it a screen that shows the process could not say whose turn it is."""
    assert level_of(TERMS, "one_decided") is TERMS.levels[0]
    assert level_of(TERMS, "closed") is None
    with pytest.raises(Malformed) as caught:
        level_of(TERMS, "elsewhere")
    assert caught.value.code == "value.unknown"


def test_any_policy_takes_any_ladder():
    """P6, P8 and P9 have no ownership rule: they stand beside one that has."""
    policy = presets.first_contact(deal=(Facts(kinds=("deal",)),))
    court = open_court(attrs.evolve(policy, ladder=presets.qc_appeal()), china)
    touched = touch("t", at=at(1), by="ann", medium="call")
    case = Case("c", (touched, dispute("d", at=at(2), claims=("ann", "bo"))))
    verdict = judge(court, case, at=at(3))
    assert verdict.owner == "ann"
    assert isinstance(court.policies, Policy)
    assert contested(court.policies.ladder, dispute_states(court, case, verdict), verdict) == (
        share("ann", 1),
    )


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (lambda: presets.dedicated_resolver(resolver=""), "value.missing", "resolver"),
        (
            lambda: presets.post_project(end=END_OF_WORKS, litigation="soon"),  # type: ignore[arg-type]
            "value.choice",
            "litigation",
        ),
        (lambda: attrs.evolve(TERMS, levels=()), "value.missing", "levels"),
        (lambda: attrs.evolve(TERMS, report_within=hours(1)), "value.missing", "of"),
        (lambda: attrs.evolve(TERMS, of=Anchor()), "value.missing", "report_within"),
        (
            lambda: attrs.evolve(TERMS, levels=TERMS.levels[:1] * 2),
            "policy.row_twice",
            "levels[1].role",
        ),
        (
            lambda: attrs.evolve(TERMS, levels=TERMS.levels[::-1]),
            "ladder.final",
            "levels[0].final",
        ),
        (lambda: attrs.evolve(TERMS, steps=("slept",)), "value.choice", "steps[0]"),
        (
            lambda: attrs.evolve(TERMS, steps=("proposed", "proposed")),
            "policy.row_twice",
            "steps[1]",
        ),
        (
            lambda: attrs.evolve(TERMS.levels[1], acts="mediates"),
            "ladder.mediates",
            "final",
        ),
        (
            lambda: attrs.evolve(TERMS.levels[0], acts="mediates"),
            "ladder.mediates",
            "appeal",
        ),
        (lambda: attrs.evolve(TERMS.levels[0], final=True), "ladder.final", "appeal"),
    ],
)
def test_a_ladder_that_makes_no_sense_is_malformed(make, code, field):
    """DIS-02 among them: without a named resolver the configuration is invalid."""
    with pytest.raises(Malformed) as caught:
        make()
    assert (caught.value.code, caught.value.field) == (code, field)


def test_every_objection_is_said_in_both_languages():
    """Without it somebody whose appeal does not count would be shown a code."""
    facts = (FRIDAY, DECIDED, appeal("a", at=at(9), of="d", by="bo"))
    (late,) = look(TERMS, facts, at(9)).objections
    assert text(late, "en") == "one: the term for an appeal was over."
    assert text(late, "zh") == "one：已过申诉期限。"


def test_a_court_tells_of_the_disputes_of_the_present_chapter():
    """Without it a quarrel over the last flat would be open for ever over the next one."""
    filings, done = Facts(kinds=("filing",)), Facts(kinds=("completion",))
    policy = alone(presets.qc_appeal(), chapter=Chapter(closes=(done,)))
    claims = (Claim(basis="filed", opens=filings),)
    court = open_court(attrs.evolve(policy, claims=claims), china)
    first = dispute("d", at=NOON, claims=("ann", "bo"))
    over = fact("z", "completion", at=NOON + timedelta(days=1))
    anew = fact("f", "filing", at=NOON + timedelta(days=2), by="ann", medium="form")
    second = dispute("e", at=NOON + timedelta(days=3), claims=("ann", "cy"))
    case = Case("c", (first, over, anew, second))
    for day, expected in ((1, ["d"]), (2, []), (3, ["e"])):
        verdict = judge(court, case, at=NOON + timedelta(days=day))
        found = dispute_states(court, case, verdict)
        assert [one.id for one in found] == expected
    after = NOON + timedelta(days=4)
    late = decision("x", at=after, of="d", role="qc_centre", owner="ann")
    verdict = judge(court, case, at=after)
    told = may_dispute(court, case, verdict, late)
    assert [one.code for one in told] == ["decision.dispute"]
