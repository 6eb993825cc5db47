"""The laws (法则) that every policy obeys, and test classes that hold a policy to them.

::

    class TestOurRules(PolicyLaws):
        @pytest.fixture
        def court(self) -> Court:
            return open_court(our_policy, china)

Each law is a function of a :class:`Trial` that says what is wrong, and nothing where it
holds; :func:`check` tries one outside pytest.
"""

from renoflow.testing.laws.accounts import (
    pay_adds_up,
    the_history_says_what_the_judge_says,
    why_says_what_the_judge_says,
)
from renoflow.testing.laws.changing import (
    a_change_offered_turns_the_answer,
    it_changes_when_it_says_and_not_before,
)
from renoflow.testing.laws.deciding import (
    a_doubt_who_he_is_decides_nothing,
    only_a_competent_role_decides,
    the_first_ground_that_holds_decides,
    what_is_decided_stays_decided,
)
from renoflow.testing.laws.docket import (
    no_claim_gets_lost,
    the_docket_fits_together,
)
from renoflow.testing.laws.gathering import (
    gathering_one_by_one_gives_the_same_cases,
    only_what_belongs_together_is_joined,
    the_order_of_gathering_never_matters,
    unmerging_undoes_merging,
)
from renoflow.testing.laws.kit import GATHERING_LAWS, LAWS, PolicyLaws, check
from renoflow.testing.laws.knowing import (
    a_day_is_read_as_the_policy_says,
    a_fact_told_twice_is_one_fact,
    a_withdrawn_fact_was_never_told,
    another_offset_changes_nothing,
    facts_after_the_asked_instant_never_matter,
    facts_learned_later_never_matter,
    the_order_of_facts_never_matters,
    when_it_was_recorded_never_matters,
)
from renoflow.testing.laws.naming import (
    nothing_is_decided_by_the_id_of_a_fact,
    renaming_parties_renames_the_verdict,
)
from renoflow.testing.laws.outcome import (
    a_lapsed_claim_wins_only_where_a_ground_names_it,
    every_fen_is_conserved,
    shares_total_1_or_nobody_owns,
    the_cited_facts_alone_give_the_same_answer,
)
from renoflow.testing.laws.places import (
    the_same_clocks_elsewhere_say_the_same,
    what_no_row_names_never_matters,
)
from renoflow.testing.laws.trial import Bench, Broken, Law, Trial

__all__ = [
    "GATHERING_LAWS",
    "LAWS",
    "Bench",
    "Broken",
    "Law",
    "PolicyLaws",
    "Trial",
    "a_change_offered_turns_the_answer",
    "a_day_is_read_as_the_policy_says",
    "a_doubt_who_he_is_decides_nothing",
    "a_fact_told_twice_is_one_fact",
    "a_lapsed_claim_wins_only_where_a_ground_names_it",
    "a_withdrawn_fact_was_never_told",
    "another_offset_changes_nothing",
    "check",
    "every_fen_is_conserved",
    "facts_after_the_asked_instant_never_matter",
    "facts_learned_later_never_matter",
    "gathering_one_by_one_gives_the_same_cases",
    "it_changes_when_it_says_and_not_before",
    "no_claim_gets_lost",
    "nothing_is_decided_by_the_id_of_a_fact",
    "only_a_competent_role_decides",
    "only_what_belongs_together_is_joined",
    "pay_adds_up",
    "renaming_parties_renames_the_verdict",
    "shares_total_1_or_nobody_owns",
    "the_cited_facts_alone_give_the_same_answer",
    "the_docket_fits_together",
    "the_first_ground_that_holds_decides",
    "the_history_says_what_the_judge_says",
    "the_order_of_facts_never_matters",
    "the_order_of_gathering_never_matters",
    "the_same_clocks_elsewhere_say_the_same",
    "unmerging_undoes_merging",
    "what_is_decided_stays_decided",
    "what_no_row_names_never_matters",
    "when_it_was_recorded_never_matters",
    "why_says_what_the_judge_says",
]
