"""The laws bite: each wrong judge and each wrong policy is caught, and by which law is known."""

import attrs
import pytest
from hypothesis import settings

from renoflow.attribution import (
    Ground,
    Pick,
    gather,
    judge,
    open_court,
    ownership_history,
    pay,
    what_would_change,
    why,
)
from renoflow.calendars import china
from renoflow.testing import laws
from renoflow.testing.laws import Bench, Broken, check
from tests.testing import broken_judges as judges
from tests.testing import broken_policies as policies

MANY = settings(max_examples=1000, derandomize=True, database=None)
SEVEN_DAYS = open_court(policies.SEVEN_DAYS, china)
TIES = Ground(id="all", pick=Pick(claims=("filed",), take=None))
SHARED = open_court(attrs.evolve(policies.SEVEN_DAYS, id="shared", grounds=(TIES,)), china)
FULL = open_court(policies.FULL, china)

JUDGES = (
    (judges.pays_everybody, laws.shares_total_1_or_nobody_owns, SEVEN_DAYS),
    (judges.names_one_twice, laws.shares_total_1_or_nobody_owns, SEVEN_DAYS),
    (judges.rounds_shares, laws.every_fen_is_conserved, SHARED),
    (judges.first_of_the_list, laws.the_order_of_facts_never_matters, SEVEN_DAYS),
    (judges.counts_repeats, laws.a_fact_told_twice_is_one_fact, SEVEN_DAYS),
    (judges.believes_the_clerk, laws.when_it_was_recorded_never_matters, SEVEN_DAYS),
    (judges.looks_ahead, laws.facts_after_the_asked_instant_never_matter, SEVEN_DAYS),
    (judges.knows_everything, laws.facts_learned_later_never_matter, SEVEN_DAYS),
    (judges.reads_wall_clocks, laws.another_offset_changes_nothing, SEVEN_DAYS),
    (judges.first_of_the_alphabet, laws.renaming_parties_renames_the_verdict, SEVEN_DAYS),
    (judges.lowest_id, laws.nothing_is_decided_by_the_id_of_a_fact, SEVEN_DAYS),
    (judges.cites_too_little, laws.the_cited_facts_alone_give_the_same_answer, SEVEN_DAYS),
    (judges.cites_nothing, laws.the_cited_facts_alone_give_the_same_answer, SEVEN_DAYS),
    (judges.forgives, laws.a_lapsed_claim_wins_only_where_a_ground_names_it, SEVEN_DAYS),
    (judges.never_changes, laws.it_changes_when_it_says_and_not_before, SEVEN_DAYS),
    (judges.a_tick_late, laws.it_changes_when_it_says_and_not_before, SEVEN_DAYS),
    (judges.forgets_the_losers, laws.no_claim_gets_lost, SEVEN_DAYS),
    (judges.lets_them_stand, laws.the_docket_fits_together, SEVEN_DAYS),
    (judges.reads_from_below, laws.the_first_ground_that_holds_decides, FULL),
    (judges.never_rests, laws.what_is_decided_stays_decided, FULL),
    (judges.hears_nobody, laws.only_a_competent_role_decides, FULL),
    (judges.hears_everybody, laws.only_a_competent_role_decides, FULL),
    (judges.guesses, laws.a_doubt_who_he_is_decides_nothing, SEVEN_DAYS),
    (judges.never_forgets, laws.a_withdrawn_fact_was_never_told, SEVEN_DAYS),
    (judges.reads_midnight, laws.a_day_is_read_as_the_policy_says, SEVEN_DAYS),
    (judges.counts_days_of_greenwich, laws.the_same_clocks_elsewhere_say_the_same, SEVEN_DAYS),
    (judges.cites_everything, laws.what_no_row_names_never_matters, SEVEN_DAYS),
)
TELLERS = (
    (
        {"history": judges.remembers_facts_alone},
        laws.the_history_says_what_the_judge_says,
        SEVEN_DAYS,
    ),
    ({"why": judges.gives_no_reasons}, laws.why_says_what_the_judge_says, SEVEN_DAYS),
    ({"why": judges.consoles}, laws.why_says_what_the_judge_says, SEVEN_DAYS),
    ({"pay": judges.pays_a_fen_more}, laws.pay_adds_up, FULL),
    ({"pay": judges.forgets_payouts}, laws.pay_adds_up, FULL),
)
GATHERERS = (
    (judges.joins_whom_it_meets, laws.only_what_belongs_together_is_joined),
    (judges.joins_by_turns, laws.the_order_of_gathering_never_matters),
    (judges.forgets_neighbours, laws.gathering_one_by_one_gives_the_same_cases),
    (judges.never_parts, laws.unmerging_undoes_merging),
)
ADVISERS = (judges.advises_anything, judges.advises_in_hindsight)
POLICIES = (
    (policies.has_a_favourite, laws.renaming_parties_renames_the_verdict),
    (policies.forgets_its_house, laws.renaming_parties_renames_the_verdict),
    (policies.pays_a_person, laws.renaming_parties_renames_the_verdict),
    (policies.trusts_one_row, laws.nothing_is_decided_by_the_id_of_a_fact),
    (policies.leaves_a_tenth, laws.shares_total_1_or_nobody_owns),
    (policies.leaves_a_tenth, laws.every_fen_is_conserved),
)


def name(value):
    return getattr(value, "__name__", None)


def caught(law, court, bench):
    """What *law* says of it; its first line names the law."""
    with pytest.raises(Broken) as found:
        check(law, court, bench=bench, using=MANY)
    assert str(found.value).startswith(law.__name__.replace("_", " "))
    assert found.value.law == law.__name__
    return found.value


@pytest.mark.parametrize(("wrong", "law", "court"), JUDGES, ids=name)
def test_a_wrong_judge_is_caught(wrong, law, court):
    """Without it a law could hold for every judge, and say nothing."""
    found = caught(law, court, Bench(judge=wrong))
    assert len(found.trial.case.facts) <= 4


@pytest.mark.parametrize(("wrong", "law"), GATHERERS, ids=name)
def test_a_wrong_way_to_gather_is_caught(wrong, law):
    """Without it strangers could be joined, and the laws of gathering pass."""
    found = caught(law, SEVEN_DAYS, Bench(gather=wrong))
    assert len(found.trial.case.facts) <= 4


def teller(value):
    return next(iter(value.values())).__name__ if isinstance(value, dict) else name(value)


@pytest.mark.parametrize(("wrong", "law", "court"), TELLERS, ids=teller)
def test_a_wrong_account_is_caught(wrong, law, court):
    """Without it a history, a reason or a statement could say what nobody judged."""
    found = caught(law, court, Bench(**wrong))
    assert len(found.trial.case.facts) <= 4


@pytest.mark.parametrize("wrong", ADVISERS, ids=name)
def test_wrong_advice_is_caught(wrong):
    """Without it somebody would be told to do what does not help."""
    found = caught(
        laws.a_change_offered_turns_the_answer, SEVEN_DAYS, Bench(what_would_change=wrong)
    )
    assert len(found.trial.case.facts) <= 2


@pytest.mark.parametrize(("wrong", "law"), POLICIES, ids=name)
def test_a_wrong_policy_is_caught(wrong, law):
    """Without it a host could hold a policy to the laws and learn nothing."""
    found = caught(law, open_court(wrong(), china), Bench())
    assert len(found.trial.case.facts) <= 2


def test_the_plain_policy_that_they_are_made_of_is_right():
    """Without it something else could be caught in each of them."""
    few = settings(max_examples=8, derandomize=True, database=None)
    for law in laws.LAWS:
        check(law, open_court(policies.PLAIN, china), using=few)
        check(law, SHARED, using=few)


def test_every_law_catches_something():
    """Without it a law could be there that nothing ever broke."""
    caught_by = {row[1] for row in (*JUDGES, *TELLERS, *GATHERERS, *POLICIES)}
    caught_by.add(laws.a_change_offered_turns_the_answer)
    assert {one.__name__ for one in laws.LAWS} == {one.__name__ for one in caught_by}
    bench = Bench()
    assert (bench.judge, bench.gather, bench.what_would_change) == (
        judge,
        gather,
        what_would_change,
    )
    assert (bench.why, bench.history, bench.pay) == (why, ownership_history, pay)
